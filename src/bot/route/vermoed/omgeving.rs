//! What stands open around a text that no rule reads, and which alert it may be about.
//!
//! Owns the reading of it; writes nothing. Invariant: an alert is meant only where it is certain which: the one that is
//! answered, the one that was asked about, or the only one.

use crate::bot::begrip::vermoeden::{Open, Rondom, Wie};
use crate::bot::context::Cx;
use crate::bot::dialogue::{Dialogue, Found};
use crate::bot::error::BotError;
use crate::bot::groep::gezegd;
use crate::bot::knop::{GOEDKEUREN, Knop};
use crate::bot::melding::{tweede, welke};
use crate::bot::route::besluit;
use crate::bot::vloer::rondom as vloer;
use crate::domain::melding::MeldingStatus;
use crate::domain::persoon::MeldingId;
use crate::domain::rechten::Recht;
use crate::domain::wijk::GemeenteId;
use crate::store::levensloop::{self, Zoek};
use crate::{limits, store};

/// What stands open, and the alerts that it is about.
pub(super) struct Omgeving {
    /// As the learned understanding knows it.
    pub rondom: Rondom,
    /// The alert for a group of theirs that is meant, with its number: what they answer, what was asked about, or the only
    /// one that runs.
    pub voor_groep: Option<(MeldingId, String)>,
    /// Whether any runs for a group of theirs that was there when this was said.
    pub loopt_voor_groep: bool,
    /// Whether any runs for a group of theirs now.
    pub loopt: bool,
    /// The alert for a group of theirs that was withdrawn last, where none runs.
    pub ingetrokken: Option<MeldingId>,
    /// The alert that they sent just now, with its number.
    pub verstuurd: Option<(MeldingId, String)>,
}

/// What stands open around a text.
pub(in crate::bot) async fn wat_open_staat(cx: &mut Cx<'_>) -> Result<Open, BotError> {
    Ok(omgeving(cx).await?.rondom.open)
}

/// Reads it.
pub(super) async fn omgeving(cx: &mut Cx<'_>) -> Result<Omgeving, BotError> {
    let (voor_groep, loopt_voor_groep, loopt) = voor_groep(cx).await?;
    let ingetrokken = if loopt_voor_groep { None } else { ingetrokken(cx).await? };
    let verstuurd = verstuurd(cx).await?;
    let open = match cx.open {
        Some(open) => open,
        None if ingetrokken.is_some() => Open::Ingetrokken,
        None => {
            let loopt = verstuurd.is_some() || loopt_voor_groep || loopt_voor_wijkagent(cx).await?;
            open(cx, loopt).await?
        }
    };
    let rondom = Rondom { wie: vloer::wie(cx), open };
    Ok(Omgeving { rondom, voor_groep, loopt_voor_groep, loopt, ingetrokken, verstuurd })
}

/// The alert for a group of theirs that is meant, whether any runs that was there when this was said, and whether any runs now. What
/// was said before one left is not about it.
async fn voor_groep(cx: &mut Cx<'_>) -> Result<(Option<(MeldingId, String)>, bool, bool), BotError> {
    if !cx.persoon.mag(Recht::GroepMelden) {
        return Ok((None, false, false));
    }
    let mut lopend = store::tip::running_for(cx.tx, cx.persoon.id, cx.now_ms).await?;
    let loopt_nu = !lopend.is_empty();
    for plaats in (0..lopend.len()).rev() {
        if gezegd::gezegd_ervoor(cx, lopend[plaats].0).await? {
            lopend.remove(plaats);
        }
    }
    let gevraagd = match cx.dialogue().await? {
        Found::Running(Dialogue::EchtGeplaatst { melding } | Dialogue::WelkeGroep { melding }) => {
            Some(MeldingId(melding))
        }
        _ => None,
    };
    let bedoeld = gezegd::geciteerd(cx).await?.or(gevraagd);
    let (loopt, enige) = (!lopend.is_empty(), lopend.len() == 1);
    let gevonden = lopend.into_iter().find(|(id, _)| bedoeld.map_or(enige, |bedoeld| *id == bedoeld));
    Ok((gevonden, loopt, loopt_nu))
}

/// Whether an alert runs where a wijkagent looks on, who can end none.
async fn loopt_voor_wijkagent(cx: &mut Cx<'_>) -> Result<bool, BotError> {
    if !cx.is_politie() || cx.persoon.mag(Recht::MeldingBijwerken) {
        return Ok(false);
    }
    let gemeenten: Vec<&GemeenteId> = cx.persoon.toekenningen.iter().map(|toekenning| &toekenning.gemeente).collect();
    let sinds_ms = cx.now_ms - limits::STATUS_LOOK_BACK_MS;
    Ok(!levensloop::recent(cx.tx, &gemeenten, Zoek::Lopend, sinds_ms).await?.is_empty())
}

/// The last alert that they got, where it was withdrawn.
async fn ingetrokken(cx: &mut Cx<'_>) -> Result<Option<MeldingId>, BotError> {
    if !cx.persoon.mag(Recht::GroepMelden) {
        return Ok(None);
    }
    let sinds_ms = cx.now_ms - limits::DAY_MS;
    let Some(id) = store::melding::received_since(cx.tx, cx.persoon.id, sinds_ms).await?.into_iter().next() else {
        return Ok(None);
    };
    let melding = store::melding::get(cx.tx, id).await?;
    Ok(melding.filter(|melding| melding.status == MeldingStatus::Ingetrokken).map(|melding| melding.id))
}

/// The alert that they sent just now: the one that they answer, else the newest.
async fn verstuurd(cx: &mut Cx<'_>) -> Result<Option<(MeldingId, String)>, BotError> {
    if !cx.is_politie() {
        return Ok(None);
    }
    let geciteerd = welke::geciteerd(cx).await?.filter(|melding| melding.status == MeldingStatus::Verzonden);
    let melding = match geciteerd.filter(|melding| welke::is_van(cx, melding)) {
        Some(melding) => Some(melding),
        None => welke::pas_verstuurd(cx).await?.0,
    };
    Ok(melding.map(|melding| (melding.id, melding.nummer)))
}

/// What stands open where nothing was asked.
async fn open(cx: &mut Cx<'_>, loopt: bool) -> Result<Open, BotError> {
    let (persoon, now_ms) = (cx.persoon.id, cx.now_ms);
    if cx.is_politie() && tweede::eigen_wachtend(cx).await?.is_some() {
        return Ok(Open::Wacht);
    }
    if cx.persoon.mag_een(GOEDKEUREN) && besluit::wacht_er_iets(cx).await? {
        return Ok(Open::Keuren);
    }
    if loopt {
        return Ok(Open::Loopt);
    }
    // Whoever is to take a group over has not typed the code yet.
    if matches!(vloer::wie(cx), Wie::Beheerder | Wie::Onbekend) && store::overdracht::waits_for(cx.tx, persoon).await? {
        return Ok(Open::Opvolger);
    }
    if vloer::wie(cx) == Wie::Beheerder {
        if !store::overdracht::stoppable_by(cx.tx, persoon).await?.is_empty() {
            return Ok(Open::Overdracht);
        }
        if !store::bijeenkomst::invited_to(cx.tx, persoon, now_ms).await?.is_empty() {
            return Ok(Open::Uitgenodigd);
        }
    }
    let afwezig = store::eigen::absent_until(cx.tx, persoon).await?.is_some_and(|tot_ms| tot_ms > now_ms);
    Ok(if afwezig { Open::Afwezig } else { Open::Niets })
}

/// Whether the buttons about a post came again since the alert itself: once for an alert is enough.
pub(super) async fn kreeg_knoppen(cx: &mut Cx<'_>, id: MeldingId) -> Result<bool, BotError> {
    let melding = store::melding::get(cx.tx, id).await?;
    let sinds_ms = melding.and_then(|melding| melding.verzonden_ms).unwrap_or(cx.now_ms);
    let gekregen = store::uitgegeven::choices_since(cx.tx, cx.persoon.id, sinds_ms).await?;
    Ok([Knop::KanNiet(id), Knop::Hulp(id)].iter().any(|knop| gekregen.contains(&knop.encode())))
}
