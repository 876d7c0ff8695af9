//! Calling a beheerder who does not answer: one number of one group, for police, while their alert runs.
//!
//! Owns whose number may be shown and when. Invariants: never a list of numbers and never in a group; only of a group
//! that the running alert went to and that has not answered; nobody in their quiet hours, but for a missing person; each
//! number that is shown stands in `spoor`.

use crate::bot::context::Cx;
use crate::bot::error::{BotError, HandlerResult};
use crate::bot::handlers::algemeen;
use crate::bot::knop::Knop;
use crate::bot::verstaan::{Intent, Uitkomst};
use crate::domain::melding::MeldingStatus;
use crate::domain::persoon::{GroepId, MeldingId};
use crate::domain::rechten::Recht;
use crate::domain::soort::MeldingSoort;
use crate::domain::tijd;
use crate::store;
use crate::store::melding::Melding;
use crate::store::navraag::{OpenGroep, TeBellen};
use crate::texts::{bellen as tekst, ingekort, knoppen};
use crate::whatsapp::outgoing::{LIST_ROWS_MAX, ROW_DESCRIPTION_MAX, ROW_TITLE_MAX, Row};

/// What was shown, in `spoor`.
const DAAD: &str = "nummer getoond";

/// A tap on "Toon nummer": of the only group that has not answered, else which group?
pub(in crate::bot) async fn toon(cx: &mut Cx<'_>, id: MeldingId) -> HandlerResult {
    let Some((melding, open)) = te_bellen(cx, id).await? else { return Ok(()) };
    if let [enige] = open.as_slice() {
        return toon_van(cx, &melding, enige).await;
    }
    let rows = open.iter().take(LIST_ROWS_MAX).map(|groep| Row {
        id: Knop::NummerVan(id, groep.id).encode(),
        title: ingekort(&groep.naam, ROW_TITLE_MAX),
        description: (groep.naam.chars().count() > ROW_TITLE_MAX).then(|| ingekort(&groep.naam, ROW_DESCRIPTION_MAX)),
    });
    let rows = rows.collect();
    cx.verstaan.is(Intent::MeldingStatus, Uitkomst::Choose);
    cx.reply_list(tekst::welke_groep(&melding.nummer, open.len()), knoppen::KIES, rows).await
}

/// A tap on one of those groups.
pub(in crate::bot) async fn nummer_van(cx: &mut Cx<'_>, id: MeldingId, groep: GroepId) -> HandlerResult {
    let Some((melding, open)) = te_bellen(cx, id).await? else { return Ok(()) };
    match open.iter().find(|open| open.id == groep) {
        Some(open) => toon_van(cx, &melding, open).await,
        None => cx.reply(tekst::AL_GEANTWOORD).await,
    }
}

/// The running alert with its groups that have not answered, if this person may call about it; says why not otherwise.
async fn te_bellen(cx: &mut Cx<'_>, id: MeldingId) -> Result<Option<(Melding, Vec<OpenGroep>)>, BotError> {
    cx.verstaan.is(Intent::MeldingStatus, Uitkomst::Denied);
    let melding = store::melding::get(cx.tx, id).await?;
    let Some(melding) = melding.filter(|melding| cx.persoon.mag_in(Recht::MeldingBijwerken, &melding.gemeente)) else {
        cx.record(DAAD, &id.0.to_string(), Some("geen recht")).await?;
        algemeen::onbekende_knop(cx).await?;
        return Ok(None);
    };
    cx.verstaan.slot("nummer", melding.nummer.as_str());
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
        return Ok(None);
    }
    let open = store::navraag::unanswered(cx.tx, id).await?;
    if open.is_empty() {
        cx.reply(tekst::AL_GEANTWOORD).await?;
        return Ok(None);
    }
    Ok(Some((melding, open)))
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
        return cx.reply(tekst::niemand(&groep.naam)).await;
    };
    cx.record(DAAD, &voorwerp, None).await?;
    cx.verstaan.is(Intent::MeldingStatus, Uitkomst::Info);
    cx.reply(tekst::nummer(&groep.naam, wie.naam.as_deref(), wie.telefoon.as_str(), &melding.nummer)).await
}
