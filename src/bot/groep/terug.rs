//! A report that an alert stands in a group, taken back by whoever gave it.
//!
//! Owns which groups that is about. Invariants: only one's own report of minutes ago, of an alert that runs, is taken back;
//! the chase goes on from there, and whoever sent the alert hears it where they were told that all have it.

use crate::bot::begrip::{antwoord, groepsnaam, levensloop};
use crate::bot::context::Cx;
use crate::bot::error::BotError;
use crate::bot::gedaan::Gedaan;
use crate::bot::knop::Knop;
use crate::bot::melding::plan;
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};
use crate::domain::persoon::{GroepId, MeldingId};
use crate::texts::groep::geplaatst as tekst;
use crate::texts::knoppen;
use crate::{limits, store};

/// What somebody does about themselves, as it stands in the trail: "toch niet" right after it is about that.
const OVER_ZICHZELF: [&str; 7] = ["afwezig", "terug", "stilte", "stilte uit", "komt", "komt niet", "nummer wijzigt"];

/// "Oeps, staat er toch niet in". Answers whether a report was taken back.
pub(in crate::bot) async fn neem_terug(cx: &mut Cx<'_>, getypt: &str) -> Result<Option<Gedaan>, BotError> {
    if !antwoord::neemt_plaatsing_terug(getypt) {
        return Ok(None);
    }
    let over = bedoeld(cx, getypt).await?;
    // "Toch niet" takes back what was done last: where that was something else, it is not about a post.
    let sinds_ms = cx.gezegd_ms - limits::REPORT_TAKEN_BACK_MS;
    if over.is_none() && antwoord::is_kaal_toch_niet(getypt) {
        let laatste = store::spoor::last_done(cx.tx, cx.persoon.id, sinds_ms).await?;
        if laatste.is_some_and(|(daad, _)| OVER_ZICHZELF.contains(&daad.as_str())) {
            return Ok(None);
        }
    }
    let gemeld = store::melding::reported_by(cx.tx, cx.persoon.id, over, sinds_ms).await?;
    let Some((id, _, _)) = gemeld.first().cloned() else { return Ok(None) };
    let namen: Vec<(GroepId, &str)> = gemeld.iter().map(|(_, groep, naam)| (*groep, naam.as_str())).collect();
    let alle: Vec<(GroepId, &str)> = cx.persoon.groepen.iter().map(|groep| (groep.id, groep.naam.as_str())).collect();
    let genoemd = groepsnaam::genoemd(getypt, &alle);
    // "Zuid 2 niet geplaatst" is about a group of which nothing was reported; two groups in a line are read one by one.
    if genoemd.len() > 1 || genoemd.iter().any(|groep| !namen.iter().any(|(gemeld, _)| gemeld == groep)) {
        return Ok(None);
    }
    let terug: Vec<&(GroepId, &str)> =
        namen.iter().filter(|(groep, _)| genoemd.is_empty() || genoemd.contains(groep)).collect();
    let Some(melding) = store::melding::get(cx.tx, id).await? else { return Ok(None) };
    for (groep, _) in &terug {
        store::melding::take_report_back(cx.tx, id, *groep, cx.persoon.id).await?;
        cx.record("plaatsing teruggenomen", &format!("{} groep {}", melding.nummer, groep.0), None).await?;
    }
    let namen: Vec<&str> = terug.iter().map(|(_, naam)| *naam).collect();
    if melding.compleet_ms.is_some() {
        cx.tell(&melding.verzender, tekst::toch_niet_in_alle(&melding.nummer, namen.len())).await?;
    }
    plan::nu(cx.tx, id, cx.now_ms).await?;
    let knop = Knop::Geplaatst(id).met(knoppen::STAAT_IN_DE_GROEP);
    cx.reply_buttons(tekst::teruggenomen(&melding.nummer, &namen), vec![knop]).await?;
    let gedaan = Verstaan::is(Intent::BevestigNiet, Uitkomst::Recorded).slot("nummer", melding.nummer.as_str());
    Ok(Some(gedaan.into()))
}

/// The alert that is answered, or named by its number; `None` where neither is.
async fn bedoeld(cx: &mut Cx<'_>, getypt: &str) -> Result<Option<MeldingId>, BotError> {
    if let Some(wamid) = cx.antwoord_op.clone() {
        return Ok(store::melding::carried_by(cx.tx, wamid.as_str(), cx.persoon.id).await?);
    }
    let Some((nummer, _)) = levensloop::nummer_in(getypt, &cx.gemeenten.codes()) else { return Ok(None) };
    Ok(store::melding::by_nummer(cx.tx, &nummer).await?.map(|melding| melding.id))
}
