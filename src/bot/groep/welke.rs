//! Words about an alert that do not say which: it is asked, with the likeliest ready.
//!
//! Owns the question, and whether it may be information that is meant. Invariant: nothing is noted where two things can be
//! meant.

use crate::bot::begrip::antwoord::Bevestiging;
use crate::bot::context::Cx;
use crate::bot::eigen::EigenKnop;
use crate::bot::error::{BotError, HandlerResult};
use crate::bot::gedaan::Gedaan;
use crate::bot::groep::geplaatst::vraag_echt;
use crate::bot::knop::Knop;
use crate::bot::said::Said;
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};
use crate::domain::tijd;
use crate::store::melding::Melding;
use crate::texts::groep::geplaatst as beheerder;
use crate::texts::knoppen;
use crate::texts::melding::politiebericht;
use crate::texts::mensen::informatie as informatie_tekst;
use crate::whatsapp::outgoing::{LIST_ROWS_MAX, Row};
use crate::{limits, store};

/// What it means that they say this of an alert.
pub(super) const fn bedoeld(wat: Bevestiging) -> Intent {
    match wat {
        Bevestiging::Geplaatst { .. } => Intent::BevestigDoorgestuurd,
        Bevestiging::NogNiet(_) | Bevestiging::KanNiet(_) => Intent::BevestigNiet,
        Bevestiging::Gezien => Intent::BevestigGezien,
    }
}

/// An alert as a row that does something.
pub(super) fn rij(melding: &Melding, knop: &Knop) -> Row {
    let sinds = tijd::klok(melding.verzonden_ms.unwrap_or(melding.gemaakt_ms));
    Row {
        id: knop.encode(),
        title: melding.nummer.clone(),
        description: Some(format!("{}, {sinds} uur", politiebericht::soort(melding.soort))),
    }
}

/// Asks which of several open alerts is meant; the rows do at once what was said.
pub(super) async fn vraag_melding(cx: &mut Cx<'_>, wat: Bevestiging, open: &[Melding]) -> HandlerResult {
    let rows = open.iter().take(LIST_ROWS_MAX).map(|melding| {
        let knop = match wat {
            Bevestiging::Geplaatst { .. } | Bevestiging::Gezien => Knop::EchtGeplaatst(melding.id),
            Bevestiging::NogNiet(_) => Knop::NogNiet(melding.id),
            Bevestiging::KanNiet(waarom) => Knop::KanNietOm(melding.id, waarom),
        };
        rij(melding, &knop)
    });
    let rows = rows.collect();
    cx.reply_list(beheerder::WELKE_MELDING, knoppen::KIES, rows).await?;
    let kiest = Verstaan::is(bedoeld(wat), Uitkomst::Choose);
    let getoond = open.iter().take(LIST_ROWS_MAX);
    Ok(getoond.fold(kiest, |kiest, melding| kiest.stel_voor(melding.nummer.as_str())).into())
}

/// What they got last is information, and they say that they posted something, or that they cannot. With no alert open it is
/// about that; with one it may be of either, and the alert matters: it is asked.
pub(super) async fn over_informatie(
    cx: &mut Cx<'_>,
    wat: Bevestiging,
    tekst: &str,
    open: &[Melding],
) -> Result<Option<Gedaan>, BotError> {
    let geplaatst = matches!(wat, Bevestiging::Geplaatst { .. });
    // The words of an alert's own button are about the alert.
    let van_melding = tekst.trim().eq_ignore_ascii_case(knoppen::STAAT_IN_DE_GROEP);
    if van_melding || !(geplaatst || matches!(wat, Bevestiging::KanNiet(_))) {
        return Ok(None);
    }
    let sinds_ms = cx.now_ms - limits::DAY_MS;
    let titel = knoppen::INFORMATIE_GEPLAATST;
    let laatste = store::uitgegeven::last_choice_titled(cx.tx, cx.persoon.id, titel, sinds_ms).await?;
    let Some(knop) = laatste.and_then(|id| Knop::decode(&id)) else { return Ok(None) };
    if !matches!(knop, Knop::Eigen(EigenKnop::InformatieGeplaatst(_))) {
        return Ok(None);
    }
    match open {
        [] if geplaatst => Ok(Some(Gedaan::Terug(Said::Tap(knop)))),
        // Nobody has to post information.
        [] => {
            cx.reply(informatie_tekst::NIET_NODIG).await?;
            Ok(Some(Gedaan::is(Intent::Informatie, Uitkomst::Info)))
        }
        [melding] if geplaatst => vraag_echt(cx, melding.id).await.map(Some),
        _ => vraag_melding(cx, wat, open).await.map(Some),
    }
}
