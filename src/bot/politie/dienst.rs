//! Who is typing: signing on to a telephone that several of the police share, and what waits for that.
//!
//! Owns `/dienst`, what is said when a sign-on lapses, and holding back what needs one. The rules are
//! `domain::dienst`'s, the codes `domain::totp`'s. Invariants: without a sign-on that holds nothing begins that needs
//! one, and what was typed is not lost; a code is neither kept nor logged; a withdrawal never waits.

use std::sync::LazyLock;

use regex::Regex;

use crate::bot::begrip::gesprek;
use crate::bot::begrip::levensloop::Gezegd;
use crate::bot::begrip::woorden;
use crate::bot::command::Command;
use crate::bot::context::{Cx, Uitgang, notify};
use crate::bot::dialogue::{Dialogue, Found, OverMelding};
use crate::bot::error::{BotError, HandlerResult, Written};
use crate::bot::gedaan::Gedaan;
use crate::bot::knop::Knop;
use crate::bot::said::Said;
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};
use crate::domain::dienst::{self, DienstStand};
use crate::domain::persoon::{Persoon, PersoonId};
use crate::domain::totp::Code;
use crate::domain::wijk::Gemeenten;
use crate::limits;
use crate::store::dienst::{Ingeschreven, Uitgesteld};
use crate::store::spoor::{self, Spoor};
use crate::store::taak::{self, Taak};
use crate::store::{self, Tx};
use crate::texts::knoppen;
use crate::texts::politie::dienst as tekst;
use crate::whatsapp::incoming::Content;

/// Who typed something, on whose telephone.
#[derive(Debug)]
pub(in crate::bot) struct WieTypt {
    /// The chat of the telephone, with the rights that count now.
    pub(in crate::bot) persoon: Persoon,
    /// Who acts.
    pub(in crate::bot) wie: PersoonId,
    /// The telephone as it is by itself.
    pub(in crate::bot) telefoon: Persoon,
    /// How it stands.
    pub(in crate::bot) dienst: DienstStand,
}

/// Finds out who types on a telephone.
pub(in crate::bot) async fn wie_typt(
    tx: &mut Tx,
    gemeenten: &Gemeenten,
    telefoon: Persoon,
    now_ms: i64,
) -> store::Result<WieTypt> {
    let zelf = |telefoon: Persoon, dienst| WieTypt { persoon: telefoon.clone(), wie: telefoon.id, telefoon, dienst };
    if dienst::van_politie(&telefoon).next().is_none() {
        return Ok(zelf(telefoon, DienstStand::NietNodig));
    }
    let gedeeld = store::dienst::is_shared(tx, telefoon.id).await?;
    if !dienst::nodig(&telefoon, gedeeld, gemeenten) {
        return Ok(zelf(telefoon, DienstStand::NietNodig));
    }
    let Some(aangemeld) = store::dienst::signed_on(tx, telefoon.id).await?.filter(|er| er.tot_ms > now_ms) else {
        return Ok(zelf(telefoon, DienstStand::Nodig));
    };
    let wie = store::persoon::load(tx, aangemeld.persoon).await?;
    if !dienst::kan_aanmelden(&wie, &telefoon) {
        return Ok(zelf(telefoon, DienstStand::Nodig));
    }
    let dienst = DienstStand::Aangemeld { tot_ms: aangemeld.tot_ms };
    Ok(WieTypt { persoon: dienst::als(telefoon.clone(), &wie), wie: wie.id, telefoon, dienst })
}

/// What was said, as it counts on this telephone: a code alone signs on where nobody is, and "ga verder" is what was
/// put off.
pub(in crate::bot) async fn gezegd(
    cx: &mut Cx<'_>,
    said: Said,
    content: &Content,
    found: &Found,
) -> Result<Said, BotError> {
    match (&said, content, cx.dienst) {
        (_, Content::Text(getypt), DienstStand::Nodig) if alleen_code(getypt) => {
            Ok(Said::Command(Command::Dienst(getypt.clone()), None))
        }
        (Said::Tap(Knop::DienstVerder), _, DienstStand::NietNodig | DienstStand::Aangemeld { .. }) => {
            let wat = store::dienst::what_waits(cx.tx, cx.telefoon.id, cx.now_ms).await?;
            store::dienst::forget_what_waits(cx.tx, cx.telefoon.id).await?;
            Ok(match wat {
                // It was said then, perhaps by somebody else: it confirms nothing that is shown now.
                Some((Uitgesteld::Tekst(getypt), sinds_ms)) => {
                    cx.gezegd_ms = cx.gezegd_ms.min(sinds_ms);
                    Said::of(&Content::Text(getypt), found)
                }
                // A button that sends or approves shows what it would do, and is tapped anew.
                Some((Uitgesteld::Knop(knop), _)) => {
                    cx.gezegd_ms = 0;
                    Said::of(&Content::Tap(knop), found)
                }
                None => said,
            })
        }
        _ => Ok(said),
    }
}

/// Whether something has to wait until somebody signs on.
pub(in crate::bot) fn wacht(cx: &Cx<'_>, said: &Said) -> bool {
    cx.dienst == DienstStand::Nodig
        && !gaat_zonder(said)
        && (matches!(said, Said::Foto(_)) || dienst::wacht_op_dienst(&cx.telefoon, said.requires()))
}

/// What the telephone's own role is enough for, whoever is signed on: signing on, and taking back. A wrong alert does
/// harm every minute, and a draft that is thrown away does none.
const fn gaat_zonder(said: &Said) -> bool {
    matches!(said, Said::Command(Command::Dienst(_), _) | Said::Tap(Knop::Annuleren(_))) || trekt_in(said)
}

/// Stopping or withdrawing an alert that left.
const fn trekt_in(said: &Said) -> bool {
    match said {
        Said::Command(Command::Intrekken(_), _) | Said::Tap(Knop::Intrekken(_)) => true,
        Said::Levensloop(wat, _) => matches!(wat.gezegd, Gezegd::Intrekken(_) | Gezegd::Paniek),
        Said::Answer(Dialogue::WelkeMelding { wat, .. }, _) => matches!(wat, OverMelding::Intrekken),
        _ => false,
    }
}

/// Gives what waits for nobody the rights of the telephone itself, where whoever types has fewer; a withdrawal by
/// nobody in particular is recorded as such.
pub(in crate::bot) async fn rechten_van_telefoon(cx: &mut Cx<'_>, said: &Said) -> Written {
    if !gaat_zonder(said) {
        return Ok(());
    }
    if cx.dienst == DienstStand::Nodig && trekt_in(said) {
        cx.record("intrekken zonder dienst", &op(cx.telefoon.id), None).await?;
    }
    if !cx.persoon.mag_een(said.requires()) {
        cx.persoon = cx.telefoon.clone();
    }
    Ok(())
}

/// Says that somebody has to sign on first, and keeps what was typed.
pub(in crate::bot) async fn eerst_aanmelden(cx: &mut Cx<'_>, said: &Said, content: &Content) -> HandlerResult {
    cx.record(said.name(), "", Some("niemand aangemeld")).await?;
    let wat = match content {
        Content::Text(getypt) => Some(Uitgesteld::Tekst(getypt.clone())),
        Content::Tap(knop) => Some(Uitgesteld::Knop(knop.clone())),
        _ => None,
    };
    if let Some(wat) = &wat {
        store::dienst::put_off(cx.tx, cx.telefoon.id, wat, cx.now_ms).await?;
    }
    if matches!(said, Said::Foto(_)) {
        cx.forget_input().await?;
        cx.reply(format!("{} {}", tekst::FOTO, tekst::HOE)).await?;
        return Ok(vraagt_code());
    }
    let getypt = matches!(wat, Some(Uitgesteld::Tekst(_)));
    cx.reply(tekst::eerst_aanmelden(getypt)).await?;
    Ok(vraagt_code())
}

/// Whoever types is asked for a code.
fn vraagt_code() -> Gedaan {
    Verstaan::is(Intent::Dienst, Uitkomst::Ask).vraag(&["dienst_code"]).into()
}

/// "Ga verder" where nothing waits any more.
pub(in crate::bot) async fn verder(cx: &mut Cx<'_>) -> HandlerResult {
    if cx.dienst == DienstStand::Nodig {
        cx.reply(tekst::eerst_aanmelden(false)).await?;
        return Ok(vraagt_code());
    }
    cx.reply(tekst::NIETS_BEWAARD).await?;
    Ok(Gedaan::is(Intent::Dienst, Uitkomst::Info))
}

/// What was put off is not wanted any more.
pub(in crate::bot) async fn niet_verder(cx: &mut Cx<'_>) -> HandlerResult {
    store::dienst::forget_what_waits(cx.tx, cx.telefoon.id).await?;
    cx.reply(tekst::WEGGEGOOID).await?;
    Ok(Gedaan::is(Intent::Dienst, Uitkomst::Accepted))
}

/// `/dienst [naam] [code]`, or `/dienst uit`.
pub(in crate::bot) async fn begin(cx: &mut Cx<'_>, wat: &str) -> HandlerResult {
    // A code, and what was meant to be one, is not kept.
    if wat.chars().any(|teken| teken.is_ascii_digit()) {
        cx.forget_input().await?;
    }
    if !cx.chat.chat.is_empty() {
        return weiger(cx, "in een groep", tekst::NIET_IN_GROEP).await;
    }
    if cx.dienst == DienstStand::NietNodig {
        cx.reply(tekst::NIET_NODIG).await?;
        return Ok(Gedaan::is(Intent::Dienst, Uitkomst::Info));
    }
    let Some((code, naam)) = lees(wat) else {
        return if gesprek::meldt_af_van_dienst(wat) {
            meld_af(cx).await
        } else if wat.trim().is_empty() {
            toon(cx).await
        } else {
            cx.reply(tekst::GEEN_CODE).await?;
            Ok(vraagt_code())
        };
    };
    let telefoon = cx.telefoon.id;
    let fout = store::dienst::wrong_since(cx.tx, telefoon, cx.now_ms - limits::SIGN_ON_WRONG_MS).await?;
    if fout >= limits::SIGN_ON_WRONG_MAX {
        let minuten = limits::SIGN_ON_WRONG_MS / limits::MINUTE_MS;
        return weiger(cx, "te veel verkeerde codes", &tekst::te_vaak(minuten)).await;
    }
    let fout = store::dienst::wrong_since(cx.tx, telefoon, cx.now_ms - limits::DAY_MS).await?;
    if fout >= limits::SIGN_ON_WRONG_A_DAY_MAX {
        return weiger(cx, "te veel verkeerde codes", tekst::TE_VAAK_VANDAAG).await;
    }
    if cx.now_ms - cx.gezegd_ms > limits::COMMAND_AGE_MS_MAX {
        return weiger(cx, "te laat", tekst::TE_LAAT).await;
    }
    controleer(cx, &code, &naam).await
}

/// Finds whose code it is.
async fn controleer(cx: &mut Cx<'_>, code: &str, naam: &str) -> HandlerResult {
    let mut passend: Vec<(Ingeschreven, i64)> = Vec::new();
    let mut gebruikt = false;
    for een in store::dienst::enrolled(cx.tx).await? {
        if !dienst::kan_aanmelden(&een.persoon, &cx.telefoon) || !heet_zo(&een.naam, naam) {
            continue;
        }
        match een.geheim.controleer(code, cx.gezegd_ms, een.laatste_stap) {
            Code::Goed(stap) => passend.push((een, stap)),
            Code::Gebruikt => gebruikt = true,
            Code::Fout => {}
        }
    }
    match passend.as_slice() {
        [(wie, stap)] if store::dienst::use_step(cx.tx, wie.persoon.id, *stap).await? => meld_aan(cx, wie).await,
        [] | [_] => {
            store::dienst::count_wrong(cx.tx, cx.telefoon.id, cx.now_ms).await?;
            let (waarom, antwoord) =
                if gebruikt { ("code gebruikt", tekst::GEBRUIKT) } else { ("verkeerde code", tekst::VERKEERD) };
            weiger(cx, waarom, antwoord).await
        }
        _ => {
            cx.reply(tekst::WELKE_NAAM).await?;
            Ok(Verstaan::is(Intent::Dienst, Uitkomst::Ask).vraag(&["naam"]).into())
        }
    }
}

async fn weiger(cx: &mut Cx<'_>, waarom: &str, antwoord: &str) -> HandlerResult {
    cx.record("dienst", "", Some(waarom)).await?;
    cx.reply(antwoord).await?;
    Ok(Gedaan::is(Intent::Dienst, Uitkomst::Denied))
}

async fn meld_aan(cx: &mut Cx<'_>, wie: &Ingeschreven) -> HandlerResult {
    let telefoon = cx.telefoon.id;
    let vorige = match cx.dienst {
        DienstStand::Aangemeld { .. } if cx.wie != wie.persoon.id => store::persoon::name_of(cx.tx, cx.wie).await?,
        DienstStand::Aangemeld { .. } | DienstStand::Nodig | DienstStand::NietNodig => None,
    };
    let tot_ms = cx.now_ms + limits::SIGN_ON_MS;
    let number = cx.chat.phone_number_id.clone();
    store::dienst::sign_on(cx.tx, telefoon, wie.persoon.id, &number, cx.now_ms, tot_ms).await?;
    let waarschuw_ms = tot_ms - limits::SIGN_ON_WARNED_MS;
    taak::plan_anew(cx.tx, Taak::DienstBijnaVoorbij(telefoon), waarschuw_ms).await?;
    taak::plan_anew(cx.tx, Taak::DienstVoorbij(telefoon), tot_ms).await?;
    cx.wie = wie.persoon.id;
    cx.persoon = dienst::als(cx.telefoon.clone(), &wie.persoon);
    cx.dienst = DienstStand::Aangemeld { tot_ms };
    let gedaan = Gedaan::is(Intent::Dienst, Uitkomst::Accepted);
    cx.record("dienst begonnen", &op(telefoon), None).await?;
    let aangemeld = tekst::aangemeld(&wie.naam, tot_ms, vorige.as_deref());
    let Some(wacht) = store::dienst::what_waits(cx.tx, telefoon, cx.now_ms).await? else {
        cx.reply(aangemeld).await?;
        return Ok(gedaan);
    };
    let begonnen = match &wacht.0 {
        Uitgesteld::Tekst(getypt) => Some(getypt.as_str()),
        Uitgesteld::Knop(_) => None,
    };
    let buttons = vec![Knop::DienstVerder.met(knoppen::GA_VERDER), Knop::DienstNiet.met(knoppen::NEE)];
    cx.reply_buttons(format!("{aangemeld}\n\n{}", tekst::verdergaan(begonnen)), buttons).await?;
    Ok(gedaan)
}

/// A telephone, as it stands in the record.
fn op(telefoon: PersoonId) -> String {
    format!("telefoon {}", telefoon.0)
}

async fn meld_af(cx: &mut Cx<'_>) -> HandlerResult {
    let DienstStand::Aangemeld { .. } = cx.dienst else {
        cx.reply(tekst::NIEMAND).await?;
        return Ok(Gedaan::is(Intent::Dienst, Uitkomst::Info));
    };
    let naam = store::persoon::name_of(cx.tx, cx.wie).await?.unwrap_or_default();
    store::dienst::sign_off(cx.tx, cx.telefoon.id).await?;
    cx.record("dienst beëindigd", &op(cx.telefoon.id), None).await?;
    cx.dienst = DienstStand::Nodig;
    cx.reply(tekst::afgemeld(&naam)).await?;
    Ok(Gedaan::is(Intent::Dienst, Uitkomst::Accepted))
}

async fn toon(cx: &mut Cx<'_>) -> HandlerResult {
    if let DienstStand::Aangemeld { tot_ms } = cx.dienst {
        let naam = store::persoon::name_of(cx.tx, cx.wie).await?.unwrap_or_default();
        cx.reply(tekst::stand(&naam, tot_ms)).await?;
    } else {
        cx.reply(tekst::niemand()).await?;
    }
    Ok(Gedaan::is(Intent::Dienst, Uitkomst::Info))
}

/// Tells a telephone that a sign-on lapses soon, or lapsed.
///
/// # Errors
/// The database cannot be reached.
pub async fn taak(tx: &mut Tx, taak: Taak, telefoon: PersoonId, now_ms: i64) -> Written {
    let Some((number, aangemeld)) = store::dienst::signed_on_at(tx, telefoon).await? else { return Ok(()) };
    let naam = store::persoon::name_of(tx, aangemeld.persoon).await?.unwrap_or_default();
    let voorbij = now_ms >= aangemeld.tot_ms;
    let antwoord = match taak {
        Taak::DienstVoorbij(_) if voorbij => {
            store::dienst::sign_off(tx, telefoon).await?;
            let rol = store::persoon::load(tx, aangemeld.persoon).await?.hoofdrol();
            let (persoon, voorwerp) = (aangemeld.persoon, op(telefoon));
            let daad = "dienst verlopen";
            spoor::add(tx, Spoor { tijd_ms: now_ms, persoon, rol, daad, voorwerp: &voorwerp, geweigerd: None }).await?;
            tekst::voorbij(&naam)
        }
        Taak::DienstBijnaVoorbij(_) if !voorbij => tekst::bijna_voorbij(&naam, aangemeld.tot_ms),
        // Somebody signed on anew meanwhile.
        _ => return Ok(()),
    };
    notify(tx, &Uitgang::op(&number), telefoon, &antwoord, now_ms).await
}

static CODE: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(?:^|\D)(\d{3}[ .-]?\d{3})(?:\D|$)").ok());

/// The code in what stands behind `/dienst`, and the name around it.
fn lees(wat: &str) -> Option<(String, String)> {
    let gevonden = CODE.as_ref()?.captures(wat)?.get(1)?;
    let naam = format!("{} {}", &wat[..gevonden.start()], &wat[gevonden.end()..]);
    let code = gevonden.as_str().chars().filter(char::is_ascii_digit).collect();
    Some((code, woorden::naam(&naam)))
}

/// Whether a text is a code and nothing else.
fn alleen_code(getypt: &str) -> bool {
    lees(getypt).is_some_and(|(_, naam)| naam.is_empty())
}

/// Whether somebody of this name is meant: each word that was typed is nearly one of theirs.
fn heet_zo(naam: &str, getypt: &str) -> bool {
    let delen: Vec<String> = woorden::woorden(naam).into_iter().map(|woord| woord.norm).collect();
    getypt
        .split_whitespace()
        .all(|woord| delen.iter().any(|deel| deel == woord || woorden::lijkt_op(woord, deel).is_some()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_found_with_the_name_around_it() {
        assert_eq!(lees("123456"), Some(("123456".into(), String::new())));
        assert_eq!(lees("De Vries 123 456"), Some(("123456".into(), "de vries".into())));
        assert_eq!(lees("123-456 de Vries!"), Some(("123456".into(), "de vries".into())));
        for niets in ["", "12345", "1234567", "de Vries", "uit"] {
            assert_eq!(lees(niets), None, "{niets}");
        }
        assert!(alleen_code(" 123 456 ") && !alleen_code("vries 123456"));
    }

    #[test]
    fn a_name_may_be_typed_in_part_and_with_cold_hands() {
        for getypt in ["", "vries", "de vires", "jan"] {
            assert!(heet_zo("Jan de Vries", getypt), "{getypt}");
        }
        assert!(!heet_zo("Jan de Vries", "bakker"));
    }
}
