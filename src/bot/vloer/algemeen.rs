//! What anybody can say that is about nothing in particular: help, a button that is spent, what the bot cannot use.
//!
//! Owns answers that every wing gives. It knows no wing: what decides whom a text is for is `route`'s.
//! Invariant: a stranger hears anything but 112 at most three times a day.

use crate::bot::command::Command;
use crate::bot::context::Cx;
use crate::bot::dialogue::{Dialogue, Found};
use crate::bot::error::{BotError, HandlerResult, Written};
use crate::bot::gedaan::Gedaan;
use crate::bot::melding::tweede;
use crate::bot::said::Said;
use crate::bot::verstaan::{Intent, Uitkomst};
pub(in crate::bot) use crate::bot::vloer::omstandigheden::omstandigheden;
use crate::domain::melding::MeldingStatus;
use crate::domain::rechten::{Recht, Rol};
use crate::store;
use crate::texts::{algemeen as woorden, mensen};

/// `/help`: what this person can do, and only that.
pub(in crate::bot) async fn help(cx: &mut Cx<'_>) -> HandlerResult {
    let gedaan = Gedaan::is(Intent::Help, Uitkomst::Info);
    if matches!(cx.persoon.hoofdrol(), Rol::Beheerder | Rol::Reserve)
        && store::eigen::language(cx.tx, cx.persoon.id).await? == "en"
    {
        cx.reply_here(mensen::HELP_EN).await?;
        return Ok(gedaan);
    }
    let regels = Command::descriptions(&cx.persoon.rollen());
    let mijn = cx.persoon.gemeenten_met(Recht::MeldingVersturen);
    let hier = cx.gemeenten.iter().filter(|gemeente| mijn.contains(&gemeente.id.as_str()));
    let waar: Vec<(&str, Option<&str>)> =
        hier.map(|gemeente| (gemeente.naam.as_str(), gemeente.noodlijst.as_deref())).collect();
    let noodlijst = (!waar.is_empty()).then(|| woorden::noodlijst(&waar));
    let tekst = woorden::help(cx.persoon.hoofdrol(), &regels, noodlijst.as_deref());
    if cx.persoon.hoofdrol() == Rol::Onbekend {
        cx.reply_sparingly(&tekst).await?;
    } else {
        cx.reply_here(tekst).await?;
    }
    Ok(gedaan)
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

/// Throws away a draft that a person left behind, and answers its number.
pub(in crate::bot) async fn ruim_concept_op(cx: &mut Cx<'_>) -> Result<Option<String>, BotError> {
    let Found::Running(dialogue) = cx.dialogue().await? else { return Ok(None) };
    let Some(id) = dialogue.concept() else { return Ok(None) };
    let Some(melding) = store::melding::get(cx.tx, id).await? else { return Ok(None) };
    tweede::gooi_weg(cx, id).await?;
    Ok((melding.status == MeldingStatus::Concept).then_some(melding.nummer))
}
