//! How an alert is: `/status`, and what its sender hears by itself.

use crate::bot::context::{Cx, send_to};
use crate::bot::error::{BotError, HandlerResult};
use crate::domain::melding::{MeldingStatus, Stap, lees_nummer};
use crate::domain::persoon::MeldingId;
use crate::domain::rechten::Recht;
use crate::limits;
use crate::store::melding::Melding;
use crate::store::outbox::Klasse;
use crate::store::taak::TaakSoort;
use crate::store::{self, Tx};
use crate::texts::politie::{self, Moment};
use crate::whatsapp::Outgoing;

/// `/status [nummer] [details]`.
pub(in crate::bot) async fn toon(cx: &mut Cx<'_>, wat: &str) -> HandlerResult {
    let details = wat.to_lowercase().contains("detail");
    let rest: Vec<&str> = wat.split_whitespace().filter(|woord| !woord.to_lowercase().contains("detail")).collect();
    let genoemd = rest.join(" ");
    let melding = if genoemd.is_empty() {
        store::melding::last_sent_by(cx.tx, cx.persoon.id, cx.now_ms - limits::STATUS_LOOK_BACK_MS).await?
    } else {
        let gevonden = match lees_nummer(&genoemd) {
            Some(nummer) => store::melding::by_nummer(cx.tx, &nummer).await?,
            None => None,
        };
        // An alert of another gemeente, and one that was never sent, is as unknown as none.
        let persoon = &cx.persoon;
        let gevonden = gevonden
            .filter(|melding| melding.verzonden_ms.is_some() && persoon.mag_in(Recht::StandInzien, &melding.gemeente));
        if gevonden.is_none() {
            return cx.reply(politie::onbekend_nummer(&genoemd)).await;
        }
        gevonden
    };
    let Some(melding) = melding else { return cx.reply(politie::GEEN_MELDING).await };
    let overzicht = store::overzicht::of(cx.tx, melding.id).await?;
    let tekst = if details {
        politie::stand_details(&melding.nummer, &overzicht)
    } else {
        politie::stand(&melding.nummer, Moment::Gevraagd, &overzicht)
    };
    cx.record("status", &melding.nummer, None).await?;
    // Numbers and names of groups: nothing personal.
    cx.reply_here(tekst).await
}

/// Tells the sender of the first report, and of the last. `nieuw` is how many groups were just reported.
pub(in crate::bot) async fn na_bericht_van_groep(cx: &mut Cx<'_>, melding: &Melding, nieuw: usize) -> HandlerResult {
    if nieuw == 0 || melding.status != MeldingStatus::Verzonden {
        return Ok(());
    }
    let (totaal, gemeld) = store::melding::counts(cx.tx, melding.id).await?;
    let na_ms = cx.now_ms - melding.verzonden_ms.unwrap_or(cx.now_ms);
    let nieuw_aantal = i64::try_from(nieuw).unwrap_or(i64::MAX);
    if gemeld == totaal && melding.compleet_ms.is_none() {
        store::melding::mark_complete(cx.tx, melding.id, cx.now_ms).await?;
        let tekst = politie::alle_groepen(&melding.nummer, usize::try_from(totaal).unwrap_or_default(), na_ms);
        cx.tell(&melding.verzender, tekst).await
    } else if gemeld == nieuw_aantal {
        cx.tell(&melding.verzender, politie::eerste_groep(&melding.nummer, nieuw, na_ms)).await
    } else {
        Ok(())
    }
}

/// Does a piece of timed work on an alert.
///
/// # Errors
/// The database cannot be reached.
pub async fn taak(tx: &mut Tx, soort: TaakSoort, id: MeldingId, now_ms: i64) -> Result<(), BotError> {
    let Some(melding) = store::melding::get(tx, id).await? else { return Ok(()) };
    let overzicht = store::overzicht::of(tx, id).await?;
    let tekst = match soort {
        // Who knows that all have it needs no more progress.
        TaakSoort::Voortgang if melding.compleet_ms.is_some() => return Ok(()),
        TaakSoort::Voortgang => politie::stand(&melding.nummer, Moment::NaVijfMinuten, &overzicht),
        TaakSoort::Einde => {
            store::melding::step(tx, id, Stap::Verloop).await?;
            if melding.compleet_ms.is_some() {
                return Ok(());
            }
            politie::stand(&melding.nummer, Moment::Einde, &overzicht)
        }
        TaakSoort::Vervallen => politie::vervallen(&melding.nummer),
        TaakSoort::Vastgehouden
        | TaakSoort::FotoAnderen
        | TaakSoort::FotoWissen
        | TaakSoort::AanmeldingHerinnering
        | TaakSoort::AanmeldingVerloopt
        | TaakSoort::OverdrachtAfgekoeld
        | TaakSoort::OverdrachtVerloopt
        | TaakSoort::AfwezigVoorbij
        | TaakSoort::AdresVergeten
        | TaakSoort::OudeBeheerderWissen
        | TaakSoort::Uitnodigen
        | TaakSoort::BijeenkomstMorgen => {
            return Err(BotError::Missing("timed work of a melding"));
        }
    };
    send_to(tx, melding.verzender, Klasse::Politie, Outgoing::text(tekst)?, now_ms).await
}
