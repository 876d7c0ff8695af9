//! Calling a beheerder who does not answer: one number of one group, for police, while their alert runs.
//!
//! Owns whose number may be shown and when. Invariants: never a list of numbers and never in a group; only of a group
//! that the running alert went to and that has not answered; nobody in their quiet hours, but for a missing person; each
//! number that is shown stands in `spoor`.

use crate::bot::context::Cx;
use crate::bot::error::{BotError, HandlerResult};
use crate::bot::gedaan::Gedaan;
use crate::bot::knop::Knop;
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};
use crate::domain::melding::MeldingStatus;
use crate::domain::persoon::{GroepId, MeldingId};
use crate::domain::rechten::Recht;
use crate::domain::soort::MeldingSoort;
use crate::domain::tijd;
use crate::store;
use crate::store::melding::Melding;
use crate::store::navraag::{OpenGroep, TeBellen};
use crate::texts::melding::bellen as tekst;
use crate::texts::vloer::algemeen;
use crate::texts::{ingekort, knoppen};
use crate::whatsapp::outgoing::{LIST_ROWS_MAX, ROW_DESCRIPTION_MAX, ROW_TITLE_MAX, Row};

/// What was shown, in `spoor`.
const DAAD: &str = "nummer getoond";

/// A tap on "Toon nummer": of the only group that has not answered, else which group?
pub(in crate::bot) async fn toon(cx: &mut Cx<'_>, id: MeldingId) -> HandlerResult {
    let (melding, open) = match te_bellen(cx, id).await? {
        Ok(gevonden) => gevonden,
        Err(geweigerd) => return Ok(geweigerd),
    };
    if let [enige] = open.as_slice() {
        return toon_van(cx, &melding, enige).await;
    }
    let rows = open.iter().take(LIST_ROWS_MAX).map(|groep| Row {
        id: Knop::NummerVan(id, groep.id).encode(),
        title: ingekort(&groep.naam, ROW_TITLE_MAX),
        description: (groep.naam.chars().count() > ROW_TITLE_MAX).then(|| ingekort(&groep.naam, ROW_DESCRIPTION_MAX)),
    });
    let rows = rows.collect();
    cx.declined().await?;
    cx.reply_list(tekst::welke_groep(&melding.nummer, open.len()), knoppen::KIES, rows).await?;
    Ok(over(&melding, Uitkomst::Choose))
}

/// What was done about calling for an alert.
fn over(melding: &Melding, uitkomst: Uitkomst) -> Gedaan {
    Verstaan::is(Intent::Bellen, uitkomst).slot("nummer", melding.nummer.as_str()).into()
}

/// A tap on one of those groups.
pub(in crate::bot) async fn nummer_van(cx: &mut Cx<'_>, id: MeldingId, groep: GroepId) -> HandlerResult {
    let (melding, open) = match te_bellen(cx, id).await? {
        Ok(gevonden) => gevonden,
        Err(geweigerd) => return Ok(geweigerd),
    };
    match open.iter().find(|open| open.id == groep) {
        Some(open) => toon_van(cx, &melding, open).await,
        None => {
            cx.reply(tekst::AL_GEANTWOORD).await?;
            Ok(over(&melding, Uitkomst::Denied))
        }
    }
}

/// The running alert with its groups that have not answered, if this person may call about it; else they hear why not.
async fn te_bellen(cx: &mut Cx<'_>, id: MeldingId) -> Result<Result<(Melding, Vec<OpenGroep>), Gedaan>, BotError> {
    let melding = store::melding::get(cx.tx, id).await?;
    let Some(melding) = melding.filter(|melding| cx.persoon.mag_in(Recht::MeldingBijwerken, &melding.gemeente)) else {
        cx.record(DAAD, &id.0.to_string(), Some("geen recht")).await?;
        cx.reply_sparingly(algemeen::KNOP_VERLOPEN).await?;
        return Ok(Err(Gedaan::is(Intent::Bellen, Uitkomst::Denied)));
    };
    let waarom_niet = if !cx.chat.chat.is_empty() {
        Some(tekst::NIET_IN_GROEP.to_owned())
    } else if melding.oefening || melding.status != MeldingStatus::Verzonden || cx.now_ms >= melding.geldig_tot_ms {
        Some(tekst::loopt_niet(&melding.nummer))
    } else if cx.is_oud() {
        Some(tekst::TIK_OPNIEUW.to_owned())
    } else {
        None
    };
    if let Some(waarom_niet) = waarom_niet {
        cx.record(DAAD, &melding.nummer, Some("niet nu")).await?;
        cx.reply(waarom_niet).await?;
        return Ok(Err(over(&melding, Uitkomst::Denied)));
    }
    let open = store::navraag::unanswered(cx.tx, id).await?;
    if open.is_empty() {
        cx.reply(tekst::AL_GEANTWOORD).await?;
        return Ok(Err(over(&melding, Uitkomst::Denied)));
    }
    Ok(Ok((melding, open)))
}

/// Whether somebody may be called now about an alert.
fn mag_gebeld(wie: &TeBellen, soort: MeldingSoort, now_ms: i64) -> bool {
    let stil = wie.stilte.is_some_and(|stilte| stilte.loopt(tijd::minuut_van_de_dag(now_ms)));
    !stil || soort == MeldingSoort::Vermissing
}

/// Shows the next number of one group: the hoofdbeheerder's first, and when asked again that of the next.
async fn toon_van(cx: &mut Cx<'_>, melding: &Melding, groep: &OpenGroep) -> HandlerResult {
    let mensen = store::navraag::to_call(cx.tx, melding.id, groep.id, cx.now_ms).await?;
    let mensen: Vec<TeBellen> = mensen.into_iter().filter(|wie| mag_gebeld(wie, melding.soort, cx.now_ms)).collect();
    let voorwerp = format!("{} groep {}", melding.nummer, groep.id.0);
    let getoond = store::spoor::count(cx.tx, DAAD, &voorwerp).await?;
    let beurt = usize::try_from(getoond).unwrap_or_default().checked_rem(mensen.len());
    let Some(wie) = beurt.and_then(|beurt| mensen.get(beurt)) else {
        cx.record(DAAD, &voorwerp, Some("niemand nu")).await?;
        cx.reply(tekst::niemand(&groep.naam)).await?;
        return Ok(over(melding, Uitkomst::Denied));
    };
    cx.record(DAAD, &voorwerp, None).await?;
    cx.reply(tekst::nummer(&groep.naam, wie.naam.as_deref(), wie.telefoon.as_str(), &melding.nummer)).await?;
    Ok(over(melding, Uitkomst::Info))
}
