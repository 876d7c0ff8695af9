//! What anybody can say that is about nothing in particular: help, a button that is spent, what the bot cannot use.
//!
//! Owns answers that every wing gives. It knows no wing: what decides whom a text is for is `route`'s.
//! Invariant: a stranger hears anything but 112 at most three times a day.

use crate::bot::command::Command;
use crate::bot::context::{Cx, send_to};
use crate::bot::dialogue::{Dialogue, Found};
use crate::bot::error::{HandlerResult, Written};
use crate::bot::gedaan::Gedaan;
use crate::bot::said::Said;
use crate::bot::verstaan::{Intent, Uitkomst};
use crate::bot::vloer::gemeente;
use crate::domain::deellink::Deellink;
use crate::domain::persoon::Groep;
use crate::domain::rechten::{Recht, Rol};
use crate::domain::telefoon;
use crate::store::outbox::Klasse;
use crate::texts::mensen::eigen as mensen;
use crate::texts::vloer::algemeen as woorden;
use crate::whatsapp::Outgoing;
use crate::whatsapp::ids::WaId;

/// What is put on a message that needs no answer.
const GEZIEN_TEKEN: &str = "👍";

/// `/help`: what this person can do, and only that.
pub(in crate::bot) async fn help(cx: &mut Cx<'_>) -> HandlerResult {
    let gedaan = Gedaan::is(Intent::Help, Uitkomst::Info);
    let contact = woorden::contact(&contacten(cx));
    if matches!(cx.persoon.hoofdrol(), Rol::Beheerder | Rol::Reserve) && cx.engels {
        let contact = contact.map(|contact| format!("\n\n{contact}")).unwrap_or_default();
        cx.reply_here(format!("{}{contact}", mensen::HELP_EN)).await?;
        return Ok(gedaan);
    }
    let mut regels = Command::descriptions(&cx.persoon.rollen());
    if zonder_deelknop(cx) {
        regels.retain(|regel| !regel.starts_with("/delen "));
    }
    let mijn = cx.persoon.gemeenten_met(Recht::MeldingVersturen);
    let hier = cx.gemeenten.iter().filter(|gemeente| mijn.contains(&&gemeente.id));
    let waar: Vec<(&str, Option<&str>)> =
        hier.map(|gemeente| (gemeente.naam.as_str(), gemeente.noodlijst.as_deref())).collect();
    let noodlijst = (!waar.is_empty()).then(|| woorden::noodlijst(&waar));
    let slot: Vec<String> = noodlijst.into_iter().chain(contact).collect();
    let tekst = woorden::help(cx.persoon.hoofdrol(), &regels, &slot);
    if cx.persoon.hoofdrol() == Rol::Onbekend {
        cx.reply_sparingly(&tekst).await?;
    } else {
        cx.reply_here(tekst).await?;
    }
    Ok(gedaan)
}

/// Whether the gemeenten of their groups have the button that puts an alert into a group switched off.
fn zonder_deelknop(cx: &Cx<'_>) -> bool {
    let uit = |groep: &Groep| {
        cx.gemeenten.get(&groep.gemeente).is_some_and(|gemeente| gemeente.instellingen.deellink == Deellink::Uit)
    };
    !cx.persoon.groepen.is_empty() && cx.persoon.groepen.iter().all(uit)
}

/// Where this person reaches somebody in office hours.
fn contacten<'a>(cx: &Cx<'a>) -> Vec<(&'a str, &'a str)> {
    let hier = gemeente::van_persoon(cx).into_iter();
    hier.filter_map(|gemeente| Some((gemeente.naam.as_str(), gemeente.contact.as_deref()?))).collect()
}

/// Ends what was being written, which was thrown away: "annuleren" said once more stops nothing that runs.
pub(in crate::bot) async fn na_annuleren(cx: &mut Cx<'_>) -> Written {
    cx.end_dialogue().await?;
    if cx.persoon.mag(Recht::MeldingBijwerken) && cx.dialogue().await? == Found::None {
        cx.expect(&Dialogue::Geannuleerd).await?;
    }
    Ok(())
}

/// "Annuleer" at a question: it is not asked any more, and nothing else changes.
pub(in crate::bot) async fn ziet_af(cx: &mut Cx<'_>) -> HandlerResult {
    na_annuleren(cx).await?;
    cx.reply(woorden::GESTOPT).await?;
    Ok(Gedaan::is(Intent::MeldingAnnuleer, Uitkomst::Info))
}

/// A button that no version made, or that belongs to nothing any more.
pub(in crate::bot) async fn onbekende_knop(cx: &mut Cx<'_>) -> HandlerResult {
    cx.reply_sparingly(woorden::KNOP_VERLOPEN).await?;
    Ok(Gedaan::is(Intent::Geen, Uitkomst::Info))
}

/// What was said, where it is about no alert that left.
pub(in crate::bot) fn anders(said: Said) -> Gedaan {
    Gedaan::Terug(match said {
        // Where it fits no alert it answers what was asked.
        Said::Answer(Dialogue::Voorbeeld { .. } | Dialogue::Aanpassen { .. } | Dialogue::Melding { .. }, _) => said,
        Said::Answer(_, tekst) | Said::Bevestiging(_, tekst) => Said::Text(tekst),
        said => said,
    })
}

/// A sound.
pub(in crate::bot) async fn geluid(cx: &mut Cx<'_>) -> HandlerResult {
    cx.forget_input().await?;
    cx.reply_sparingly(woorden::GELUID).await?;
    Ok(Gedaan::is(Intent::Onbruikbaar, Uitkomst::Info))
}

/// A picture, a film or a file.
pub(in crate::bot) async fn bestand(cx: &mut Cx<'_>) -> HandlerResult {
    cx.forget_input().await?;
    cx.reply_sparingly(woorden::BESTAND).await?;
    Ok(Gedaan::is(Intent::Onbruikbaar, Uitkomst::Info))
}

/// Something that nobody asked for.
pub(in crate::bot) async fn niet_gevraagd(cx: &mut Cx<'_>) -> HandlerResult {
    cx.forget_input().await?;
    cx.reply_sparingly(woorden::NIET_GEVRAAGD).await?;
    Ok(Gedaan::is(Intent::Onbruikbaar, Uitkomst::Info))
}

/// A kind of message that cannot be read.
pub(in crate::bot) async fn onleesbaar(cx: &mut Cx<'_>) -> HandlerResult {
    cx.reply_sparingly(woorden::ONLEESBAAR).await?;
    Ok(Gedaan::is(Intent::Onbruikbaar, Uitkomst::Info))
}

/// A sign on their message: it was seen.
pub(in crate::bot) async fn reageer(cx: &mut Cx<'_>) -> Written {
    let reactie = Outgoing::reaction(cx.wamid.clone(), GEZIEN_TEKEN.to_owned());
    let (chat, now_ms) = (cx.direct(), cx.now_ms);
    send_to(cx.tx, chat, Klasse::Antwoord, reactie, now_ms).await
}

/// The telephone numbers in a text, each once.
pub(in crate::bot) fn nummers_in(getypt: &str) -> Vec<WaId> {
    telefoon::nummers_in(getypt).into_iter().map(|nummer| WaId(nummer.into_cijfers())).collect()
}
