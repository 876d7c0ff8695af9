//! What is going on around what somebody types: who they are to us, and what runs.
//!
//! Owns the reading of it out of the database, for `begrip`, which knows no database. It writes nothing.

use crate::bot::begrip::bedoeling::Omstandigheden;
use crate::bot::context::Cx;
use crate::bot::error::BotError;
use crate::bot::knop::GOEDKEUREN;
use crate::domain::melding::OEFENING;
use crate::domain::rechten::Recht;
use crate::domain::tijd;
use crate::store;

/// What is going on around what somebody types.
pub(in crate::bot) async fn omstandigheden<'g>(cx: &mut Cx<'g>) -> Result<Omstandigheden<'g>, BotError> {
    let gemeenten = cx.gemeenten;
    let (persoon, now_ms) = (cx.persoon.id, cx.now_ms);
    let beheerder = cx.persoon.mag(Recht::GroepMelden);
    // Only whoever runs a group is invited, and has alerts that run.
    let (uitgenodigd, loopt) = if beheerder {
        let uitgenodigd = !store::bijeenkomst::invited_to(cx.tx, persoon, now_ms).await?.is_empty();
        (uitgenodigd, !store::tip::running_for(cx.tx, persoon, now_ms).await?.is_empty())
    } else {
        (false, false)
    };
    Ok(Omstandigheden {
        vandaag: tijd::vandaag(now_ms),
        codes: gemeenten.iter().map(|gemeente| gemeente.code.as_str()).chain([OEFENING]).collect(),
        beheerder,
        aangemeld: cx.persoon.aangemeld,
        verzender: cx.persoon.rollen().iter().any(|rol| rol.van_politie()),
        blokkeert: cx.persoon.mag(Recht::Blokkeren),
        beslist: cx.persoon.mag_een(GOEDKEUREN),
        uitgenodigd,
        melding_loopt: loopt,
    })
}
