//! What came of it: once a quarter whoever posted hears how alerts to their groups ended, in figures that neighbours had before.
//!
//! Invariants: nothing but what was told already; within the one budget of messages that are no alert, outside quiet hours, and
//! once a quarter.

use crate::bot::context::Uitgang;
use crate::bot::eigen::EigenKnop;
use crate::bot::error::Written;
use crate::domain::afloop::Afloop;
use crate::domain::soort::MeldingSoort;
use crate::domain::tijd;
use crate::domain::wijk::Gemeente;
use crate::limits;
use crate::store::outbox::Klasse;
use crate::store::terugblik::{self as opslag, Melding};
use crate::store::{self, Tx};
use crate::texts::knoppen;
use crate::texts::melding::levensloop;
use crate::texts::mensen::terugblik::{self as tekst, Kwartaal};
use crate::whatsapp::Outgoing;

/// What the messages are counted as.
const SOORT: &str = "terugblik";

/// Tells as many as there is room for, in the first days of a quarter.
pub(super) async fn stuur(
    tx: &mut Tx,
    gemeente: &Gemeente,
    uitgang: &Uitgang,
    over: &mut usize,
    now_ms: i64,
) -> Written {
    let Some((van_ms, tot_ms)) = tijd::vorig_kwartaal(now_ms).filter(|_| *over > 0 && gemeente.instellingen.terugblik)
    else {
        return Ok(());
    };
    if now_ms >= tot_ms + i64::from(limits::QUARTER_TOLD_DAYS) * limits::DAY_MS {
        return Ok(());
    }
    let niet_sinds = (SOORT, now_ms - limits::QUARTER_ONCE_MS);
    let mensen = opslag::who_posted(tx, &gemeente.id, (van_ms, tot_ms), niet_sinds, now_ms).await?;
    let minuut = tijd::minuut_van_de_dag(now_ms);
    let wakker = mensen.iter().filter(|mens| !mens.stilte().is_some_and(|stilte| stilte.loopt(minuut)));
    let wakker: Vec<_> = wakker.map(|mens| mens.persoon).collect();
    let most = gemeente.instellingen.andere_berichten_per_maand;
    let ruimte = store::anders::with_room(tx, &wakker, (most, now_ms - limits::MONTH_MS), false).await?;
    for wie in ruimte.into_iter().take(*over) {
        let meldingen = opslag::alerts(tx, &gemeente.id, wie, (van_ms, tot_ms)).await?;
        let inhoud = tekst::kwartaal(&kwartaal(&meldingen));
        let knop = EigenKnop::Informatie(false).met(knoppen::NIET_MEER);
        let bericht = uitgang.ook_als_sjabloon(Outgoing::buttons(&inhoud, vec![knop])?, &inhoud)?;
        store::anders::spend(tx, &[wie], SOORT, now_ms).await?;
        uitgang.stuur_als(tx, wie, bericht, Klasse::Overig, now_ms).await?;
        *over -= 1;
    }
    Ok(())
}

/// Alerts in figures.
fn kwartaal(meldingen: &[Melding]) -> Kwartaal {
    let met = |afloop: Afloop, soort: MeldingSoort| {
        let woorden = levensloop::afloop(afloop, soort);
        meldingen.iter().filter(|melding| melding.afloop == woorden).count()
    };
    Kwartaal {
        berichten: meldingen.len(),
        aangehouden: met(Afloop::Aangehouden, MeldingSoort::Woninginbraak),
        terecht: met(Afloop::Terecht, MeldingSoort::Vermissing),
        geplaatst: meldingen.iter().filter(|melding| melding.geplaatst).count(),
    }
}
