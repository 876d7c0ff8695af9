//! What anybody can say: help, stop, and everything that the bot cannot use.
//!
//! Invariant: whoever reports something hears of 112, always; a stranger hears anything else at most
//! three times a day.

use crate::bot::begrip::antwoord::lijkt_melding;
use crate::bot::command::Command;
use crate::bot::context::Cx;
use crate::bot::dialogue::{AanmeldVraag, Dialogue, Found, Vraag};
use crate::bot::error::HandlerResult;
use crate::bot::handlers::{aanmelden, aanvraag, collega, intrekken, melding};
use crate::bot::knop::GOEDKEUREN;
use crate::bot::said::Said;
use crate::bot::verstaan::{Intent, Uitkomst};
use crate::domain::melding::{MeldingStatus, lees_nummer};
use crate::domain::rechten::{Recht, Rol};
use crate::store;
use crate::texts::{aanmelden as aanmelden_tekst, algemeen as woorden, collega as collega_tekst, politie};

/// `/help`: what this person can do, and only that.
pub(in crate::bot) async fn help(cx: &mut Cx<'_>) -> HandlerResult {
    let regels = Command::descriptions(&cx.persoon.rollen());
    let mijn = cx.persoon.gemeenten_met(Recht::MeldingVersturen);
    let hier = cx.gemeenten.iter().filter(|gemeente| mijn.contains(&gemeente.id.as_str()));
    let waar: Vec<(&str, Option<&str>)> =
        hier.map(|gemeente| (gemeente.naam.as_str(), gemeente.noodlijst.as_deref())).collect();
    let noodlijst = (!waar.is_empty()).then(|| woorden::noodlijst(&waar));
    let tekst = woorden::help(cx.persoon.hoofdrol(), &regels, noodlijst.as_deref());
    if cx.persoon.hoofdrol() == Rol::Onbekend { cx.reply_sparingly(&tekst).await } else { cx.reply_here(tekst).await }
}

/// What was said, where it is about no alert that left.
pub(in crate::bot) async fn anders(cx: &mut Cx<'_>, said: Said) -> HandlerResult {
    match said {
        Said::Command(Command::Melding(tekst), getypt) => melding::begin(cx, &tekst, getypt.as_deref()).await,
        Said::Text(tekst) | Said::Answer(_, tekst) => self::tekst(cx, &tekst).await,
        _ => Ok(()),
    }
}

/// `/stop`: leaves any dialogue, and says so. A draft is thrown away. Where an alert just left, it stops that.
pub(in crate::bot) async fn stop(cx: &mut Cx<'_>, reden: &str) -> HandlerResult {
    let found = cx.dialogue().await?;
    let over_concept = matches!(&found, Found::Running(dialogue) if dialogue.concept().is_some());
    if !over_concept && cx.persoon.mag(Recht::MeldingBijwerken) && intrekken::paniek(cx, None, reden).await? {
        return Ok(());
    }
    match found {
        Found::Running(Dialogue::Aanmelden { .. }) => cx.end_sign_up().await?,
        Found::Running(_) | Found::Unreadable | Found::None => cx.end_dialogue().await?,
    }
    match found {
        Found::None => cx.reply_sparingly(woorden::NIETS_TE_STOPPEN).await,
        Found::Unreadable => cx.reply(woorden::GESTOPT).await,
        Found::Running(dialogue) => {
            if let Some(id) = dialogue.concept() {
                store::melding::cancel_draft(cx.tx, id).await?;
                cx.verstaan.is(Intent::MeldingAnnuleer, Uitkomst::Accepted);
            }
            if let Dialogue::Aanmelden { .. } = dialogue {
                cx.forget_input().await?;
                return cx.reply(aanmelden_tekst::GEWIST).await;
            }
            cx.reply(woorden::GESTOPT).await
        }
    }
}

/// "STOP OVERDRACHT".
pub(in crate::bot) fn noemt_overdracht(wat: &str) -> bool {
    let woorden = crate::bot::begrip::woorden::woorden(wat);
    woorden.iter().any(|woord| crate::bot::begrip::woorden::lijkt_op(&woord.norm, "overdracht").is_some())
}

/// Somebody tried what they may not do: recorded, and answered the same for everybody.
pub(in crate::bot) async fn geweigerd(cx: &mut Cx<'_>, said: &Said) -> HandlerResult {
    if let (Said::Command(Command::Status(_), _), true) = (said, cx.persoon.aangemeld) {
        return aanmelden::hoe_ver(cx).await;
    }
    cx.record(said.name(), "", Some("geen recht")).await?;
    if cx.persoon.opgeschort {
        return cx.reply(collega_tekst::RECHTEN_RUSTEN).await;
    }
    match said {
        Said::Command(Command::Aanmelden(_), _) => cx.reply(aanmelden_tekst::NIET_VOOR_POLITIE).await,
        // Who tries to report something may be in need: the 112 line, always.
        Said::Command(Command::Melding(_), _) => cx.reply_112().await,
        Said::Command(Command::Groep(_), _) if cx.persoon.hoofdrol() != Rol::Onbekend => {
            cx.reply(woorden::GEEN_RECHT).await
        }
        Said::Command(command, _) if command.requires() == [Recht::MeldingVersturen] => cx.reply_112().await,
        Said::Answer(dialogue, tekst) => {
            match dialogue {
                Dialogue::Aanmelden { .. } => cx.end_sign_up().await?,
                _ => cx.end_dialogue().await?,
            }
            self::tekst(cx, tekst).await
        }
        // "Ok" and the like by somebody who has no group: chatter.
        Said::Bevestiging(_) if cx.persoon.hoofdrol() != Rol::Onbekend => Ok(()),
        _ if cx.persoon.hoofdrol() == Rol::Onbekend => cx.reply_sparingly(woorden::MENU_ONBEKEND).await,
        _ => cx.reply(woorden::GEEN_RECHT).await,
    }
}

/// A slash with something that is no command.
pub(in crate::bot) async fn onbekend_commando(cx: &mut Cx<'_>, naam: &str) -> HandlerResult {
    if lijkt_melding(naam) && !cx.persoon.mag(Recht::MeldingVersturen) {
        return cx.reply_112().await;
    }
    cx.reply_sparingly(&woorden::onbekend_commando(&crate::texts::ingekort(naam, 30))).await
}

/// A button that no version made, or that belongs to nothing any more.
pub(in crate::bot) async fn onbekende_knop(cx: &mut Cx<'_>) -> HandlerResult {
    cx.reply_sparingly(woorden::KNOP_VERLOPEN).await
}

/// `/check`: whether an alert with this number is real. Anybody may ask; nobody hears more than that.
pub(in crate::bot) async fn check(cx: &mut Cx<'_>, getypt: &str) -> HandlerResult {
    let Some(nummer) = lees_nummer(getypt) else { return cx.reply_sparingly(woorden::CHECK_HOE).await };
    let melding = store::melding::by_nummer(cx.tx, &nummer).await?;
    // A draft is not an alert: whoever guesses its number hears of none.
    let tekst = match melding.and_then(|melding| Some((melding.verzonden_ms?, melding))) {
        None => woorden::check_onbekend(&nummer),
        Some((verzonden_ms, melding)) if melding.status == MeldingStatus::Verzonden => {
            woorden::check_echt(&nummer, verzonden_ms, melding.geldig_tot_ms)
        }
        Some(_) => woorden::check_voorbij(&nummer),
    };
    cx.record("check", &nummer, None).await?;
    if cx.chat.chat.is_empty() { cx.reply_sparingly(&tekst).await } else { cx.reply_here(tekst).await }
}

/// The number in "ZM-0231", "klopt zm 0231?", "is ZM-0231 echt".
fn gevraagd_nummer(cx: &Cx<'_>, tekst: &str) -> Option<String> {
    let gelezen = crate::bot::begrip::woorden::woorden(tekst);
    let vraagt = |norm: &str| matches!(norm, "klopt" | "echt" | "nep" | "check" | "waar" | "geldig");
    let code = |norm: &str| cx.gemeenten.iter().any(|gemeente| norm.starts_with(&gemeente.code.to_lowercase()));
    let plaats = gelezen.iter().position(|woord| code(&woord.norm) && woord.norm.len() <= 8)?;
    let los = gelezen[plaats].norm.chars().any(|teken| teken.is_ascii_digit());
    let cijfers = gelezen.get(plaats + 1).filter(|_| !los).map_or("", |woord| woord.norm.as_str());
    let nummer = lees_nummer(&format!("{}{cijfers}", gelezen[plaats].norm))?;
    let alleen = gelezen.len() == if los { 1 } else { 2 };
    (alleen || tekst.contains('?') || gelezen.iter().any(|woord| vraagt(&woord.norm))).then_some(nummer)
}

/// A text that is no command and no answer to anything.
pub(in crate::bot) async fn tekst(cx: &mut Cx<'_>, tekst: &str) -> HandlerResult {
    let letters = tekst.chars().any(char::is_alphanumeric);
    if cx.persoon.mag(Recht::Blokkeren) && collega::vraagt_om_blokkade(tekst) {
        return collega::blokkeer(cx, tekst).await;
    }
    if let Some(nummer) = gevraagd_nummer(cx, tekst) {
        return check(cx, &nummer).await;
    }
    if cx.persoon.mag_een(GOEDKEUREN) && eerste_woord_is(tekst, "akkoord") {
        return aanvraag::akkoord_getypt(cx, "").await;
    }
    if cx.persoon.mag(Recht::MeldingVersturen) {
        if melding::losse_tekst(cx, tekst).await? {
            return Ok(());
        }
        let tekst = if lijkt_melding(tekst) { politie::BEDOELT_U_MELDING } else { woorden::NIET_BEGREPEN };
        return if letters { cx.reply(tekst).await } else { Ok(()) };
    }
    if lijkt_melding(tekst) {
        cx.record("tekst als melding", "", Some("geen recht")).await?;
        return cx.reply_112().await;
    }
    if cx.persoon.aangemeld && gaat_over_aanmelding(tekst) {
        return aanmelden::hoe_ver(cx).await;
    }
    if cx.persoon.mag(Recht::Aanmelden) && wil_aanmelden(tekst) {
        return aanmelden::begin(cx, "").await;
    }
    match cx.persoon.hoofdrol() {
        Rol::Onbekend => cx.reply_sparingly(woorden::MENU_ONBEKEND).await,
        // Thanks and emoji among beheerders need no answer.
        _ if !letters || bedankje(tekst) => Ok(()),
        _ => cx.reply(woorden::NIET_BEGREPEN).await,
    }
}

fn eerste_woord_is(tekst: &str, zoek: &str) -> bool {
    crate::bot::begrip::woorden::woorden(tekst).first().is_some_and(|woord| woord.norm == zoek)
}

/// "Hoe ver is mijn aanmelding?", "al iets bekend?", "status".
fn gaat_over_aanmelding(tekst: &str) -> bool {
    let woorden = crate::bot::begrip::woorden::woorden(tekst);
    let noemt = |norm: &str| {
        matches!(norm, "aanmelding" | "aanmelden" | "aangemeld" | "aanvraag" | "status" | "hoever" | "bekend")
    };
    woorden.iter().any(|woord| noemt(&woord.norm)) || crate::bot::begrip::woorden::bevat(&woorden, "hoe ver")
}

/// "Ik wil beheerder worden", "hoe meld ik mij aan".
fn wil_aanmelden(tekst: &str) -> bool {
    let woorden = crate::bot::begrip::woorden::woorden(tekst);
    let noemt = |zoek: &str| woorden.iter().any(|woord| woord.norm == zoek);
    crate::bot::begrip::woorden::bevat(&woorden, "beheerder worden")
        || noemt("aanmelden")
        || noemt("inschrijven")
        || noemt("opgeven")
        || (noemt("meld") && noemt("aan"))
}

fn bedankje(tekst: &str) -> bool {
    let woorden = crate::bot::begrip::woorden::woorden(tekst);
    let dank = |woord: &str| {
        matches!(woord, "bedankt" | "dank" | "dankjewel" | "dankuwel" | "thanks" | "graag" | "succes" | "top" | "fijn")
    };
    woorden.len() <= 5 && woorden.iter().any(|woord| dank(&woord.norm))
}

/// A sound.
pub(in crate::bot) async fn geluid(cx: &mut Cx<'_>) -> HandlerResult {
    cx.forget_input().await?;
    cx.reply_sparingly(woorden::GELUID).await
}

/// A picture, a film or a file.
pub(in crate::bot) async fn bestand(cx: &mut Cx<'_>) -> HandlerResult {
    cx.forget_input().await?;
    cx.reply_sparingly(woorden::BESTAND).await
}

/// A shared location: the wijk in its words, where a wijk is asked.
pub(in crate::bot) async fn locatie(cx: &mut Cx<'_>, getypt: &str) -> HandlerResult {
    match cx.dialogue().await? {
        Found::Running(Dialogue::Melding { invulling, vraag: Vraag::Gemeente | Vraag::Wijk }) => {
            melding::locatie(cx, invulling, getypt).await
        }
        Found::Running(Dialogue::Aanmelden { velden, vraag: AanmeldVraag::Gemeente | AanmeldVraag::Wijk }) => {
            aanmelden::locatie(cx, velden, getypt).await
        }
        Found::Running(_) | Found::None | Found::Unreadable => niet_gevraagd(cx).await,
    }
}

/// Something that nobody asked for.
pub(in crate::bot) async fn niet_gevraagd(cx: &mut Cx<'_>) -> HandlerResult {
    cx.forget_input().await?;
    cx.reply_sparingly(woorden::NIET_GEVRAAGD).await
}

/// A changed message: read again only as a new one. Said only to whoever is writing an alert.
pub(in crate::bot) async fn gewijzigd(cx: &mut Cx<'_>) -> HandlerResult {
    match cx.dialogue().await? {
        Found::Running(_) => cx.reply(woorden::GEWIJZIGD).await,
        Found::None | Found::Unreadable => Ok(()),
    }
}

/// A kind of message that cannot be read.
pub(in crate::bot) async fn onleesbaar(cx: &mut Cx<'_>) -> HandlerResult {
    cx.reply_sparingly(woorden::ONLEESBAAR).await
}

/// Throws away a draft that a person left behind, and answers its number.
pub(in crate::bot) async fn ruim_concept_op(cx: &mut Cx<'_>) -> Result<Option<String>, crate::bot::error::BotError> {
    let Found::Running(dialogue) = cx.dialogue().await? else { return Ok(None) };
    let Some(id) = dialogue.concept() else { return Ok(None) };
    let Some(melding) = store::melding::get(cx.tx, id).await? else { return Ok(None) };
    store::melding::cancel_draft(cx.tx, id).await?;
    Ok((melding.status == MeldingStatus::Concept).then_some(melding.nummer))
}
