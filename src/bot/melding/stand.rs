//! How an alert is: what its sender hears by itself. What they hear when they ask is `status`'s.

use crate::bot::context::{Cx, send_to};
use crate::bot::error::{BotError, Written};
use crate::bot::knop::Knop;
use crate::bot::melding::{afsluiten, samen};
use crate::domain::melding::MeldingStatus;
use crate::domain::persoon::MeldingId;
use crate::domain::uitzetting::{Overzicht, Stand};
use crate::domain::wijk::Gemeenten;
use crate::store::melding::Melding;
use crate::store::outbox::Klasse;
use crate::store::{self, Tx};
use crate::texts::knoppen;
use crate::texts::melding::oefening;
use crate::texts::melding::stand as stand_tekst;
use crate::texts::melding::stand::Moment;
use crate::whatsapp::Outgoing;
use crate::whatsapp::outgoing::BODY_MAX;

/// Tells the sender of the first report, and of the last. `nieuw` is how many groups were just reported.
pub(in crate::bot) async fn na_bericht_van_groep(cx: &mut Cx<'_>, melding: &Melding, nieuw: usize) -> Written {
    if nieuw == 0 || melding.status != MeldingStatus::Verzonden {
        return Ok(());
    }
    let (totaal, gemeld) = store::melding::counts(cx.tx, melding.id).await?;
    let na_ms = cx.now_ms - melding.verzonden_ms.unwrap_or(cx.now_ms);
    let nieuw_aantal = i64::try_from(nieuw).unwrap_or(i64::MAX);
    if gemeld == totaal && melding.compleet_ms.is_none() {
        store::melding::mark_complete(cx.tx, melding.id, cx.now_ms).await?;
        let tekst = stand_tekst::alle_groepen(&melding.nummer, usize::try_from(totaal).unwrap_or_default(), na_ms);
        cx.tell(&melding.verzender, tekst).await
    } else if gemeld == nieuw_aantal {
        cx.tell(&melding.verzender, stand_tekst::eerste_groep(&melding.nummer, nieuw, na_ms)).await
    } else {
        Ok(())
    }
}

/// How an alert is called in a report: an exercise says that it is one.
fn genoemd(melding: &Melding) -> String {
    if melding.oefening { oefening::genoemd(&melding.nummer) } else { melding.nummer.clone() }
}

/// What a report is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Over {
    /// Five minutes on.
    Voortgang,
    /// Its validity ends.
    Einde,
    /// Some of its messages lapsed unsent.
    Vervallen,
}

/// Tells the sender how an alert stands; at its end it is closed too.
///
/// # Errors
/// The database cannot be reached.
pub async fn taak(tx: &mut Tx, gemeenten: &Gemeenten, wat: Over, id: MeldingId, now_ms: i64) -> Written {
    let Some(melding) = store::melding::get(tx, id).await? else { return Ok(()) };
    // What ended says so itself.
    if melding.status != MeldingStatus::Verzonden {
        return Ok(());
    }
    let overzicht = store::overzicht::of(tx, id).await?;
    let tekst = match wat {
        // Who knows that all have it needs no more progress.
        Over::Voortgang if melding.compleet_ms.is_some() => return Ok(()),
        Over::Voortgang => stand_tekst::stand(&genoemd(&melding), Moment::NaVijfMinuten, &overzicht),
        Over::Einde => {
            let gemeente = gemeenten.get(&melding.gemeente).ok_or(BotError::Missing("gemeente"))?;
            afsluiten::verloop(tx, gemeente, &melding, now_ms).await?;
            if melding.compleet_ms.is_some() {
                return Ok(());
            }
            stand_tekst::stand(&genoemd(&melding), Moment::Einde, &overzicht)
        }
        Over::Vervallen => stand_tekst::vervallen(&melding.nummer),
    };
    let samen = samen::regel(tx, &melding).await?;
    let tekst = std::iter::once(tekst).chain(samen).collect::<Vec<_>>().join("\n");
    let bericht = if wat == Over::Voortgang && te_bellen(&melding, &overzicht, &tekst) {
        Outgoing::buttons(tekst, vec![Knop::ToonNummer(id).met(knoppen::TOON_NUMMER)])?
    } else {
        Outgoing::text(tekst)?
    };
    send_to(tx, melding.verzender, Klasse::Politie, bericht, now_ms).await
}

/// Whether a number may be offered behind this report: the alert runs, and a group has not answered.
pub(in crate::bot) fn te_bellen(melding: &Melding, overzicht: &Overzicht, tekst: &str) -> bool {
    melding.status == MeldingStatus::Verzonden
        && !melding.oefening
        && overzicht.groepen.iter().any(|groep| groep.stand != Stand::Geplaatst)
        && tekst.chars().count() <= BODY_MAX
}
