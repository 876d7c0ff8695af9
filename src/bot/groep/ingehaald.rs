//! Words that name a group, after the alert that was asked about was overtaken, or that say nothing certain of it.
//!
//! Owns telling that, and what is asked instead. Invariant: nothing is noted of an alert that was not asked about; where two can be meant, it
//! is asked which.

use crate::bot::begrip::antwoord::{self, Bevestiging};
use crate::bot::begrip::levensloop as begrip_levensloop;
use crate::bot::begrip::pergroep::{self, PerGroep};
use crate::bot::begrip::{houding, woorden};
use crate::bot::context::Cx;
use crate::bot::error::BotError;
use crate::bot::gedaan::Gedaan;
use crate::bot::groep::geplaatst::{ontvangen, vraag_echt, vraag_welke};
use crate::bot::groep::gezegd::{gezegd_ervoor, lopend_open, over_groepen};
use crate::bot::groep::welke::vraag_melding;
use crate::bot::knop::Knop;
use crate::bot::said::Said;
use crate::domain::persoon::MeldingId;
use crate::{limits, store};

/// The alert that was asked about is over while another is open, or a newer one came since: what is said now may be of that one. With one
/// it is taken as that, with several it is asked. `None`: the question stands.
pub(in crate::bot) async fn ingehaald(cx: &mut Cx<'_>, id: MeldingId, tekst: &str) -> Result<Option<Gedaan>, BotError> {
    let noemt_nummer = begrip_levensloop::nummer_in(tekst, &cx.gemeenten.codes()).is_some();
    if cx.antwoord_op.is_some() || noemt_nummer || gezegd_ervoor(cx, id).await? {
        return Ok(None);
    }
    let recent = store::melding::received_since(cx.tx, cx.persoon.id, cx.now_ms - limits::DAY_MS).await?;
    let open = lopend_open(cx, &recent).await?;
    let loopt = open.iter().any(|melding| melding.id == id);
    let van_andere = |knop: &Knop| matches!(knop, Knop::Geplaatst(ander) if *ander != id);
    let nieuwer = cx.gevraagd_sinds().await?.iter().any(van_andere);
    if open.is_empty() || (loopt && !(nieuwer && open.len() > 1)) {
        return Ok(None);
    }
    cx.end_dialogue().await?;
    let namen: Vec<_> = cx.persoon.groepen.iter().map(|groep| (groep.id, groep.naam.as_str())).collect();
    let noemt_groep = matches!(pergroep::lees(tekst, &namen, true), PerGroep::Gezegd(_));
    let gezegd = Said::outside_dialogue(tekst);
    let geplaatst = Bevestiging::Geplaatst { namens: false };
    Ok(Some(match open.as_slice() {
        [melding] if noemt_groep => match over_groepen(cx, melding.id, tekst, true).await? {
            Some(gedaan) => gedaan,
            None => Gedaan::Terug(gezegd),
        },
        // A yes was one to the question that is gone.
        [melding] if antwoord::ja(tekst) => vraag_echt(cx, melding.id).await?,
        [_, _, ..] if noemt_groep || antwoord::ja(tekst) => vraag_melding(cx, geplaatst, &open).await?,
        _ => Gedaan::Terug(gezegd),
    }))
}

/// Whoever names one of several groups of theirs, in words that say nothing certain of it, is asked in which it stands. `None`: they name
/// none, ask something, or no single alert is open.
pub(in crate::bot) async fn vraag_bij_naam(cx: &mut Cx<'_>, tekst: &str) -> Result<Option<Gedaan>, BotError> {
    let namen: Vec<_> = cx.persoon.groepen.iter().map(|groep| (groep.id, groep.naam.as_str())).collect();
    let kort = woorden::woorden(tekst).len() <= NAAM_WOORDEN_MAX;
    if namen.len() < 2 || !kort || !pergroep::noemt(tekst, &namen) || houding::is_vraag(tekst) {
        return Ok(None);
    }
    let recent = store::melding::received_since(cx.tx, cx.persoon.id, cx.now_ms - limits::DAY_MS).await?;
    let open = lopend_open(cx, &recent).await?;
    let [melding] = open.as_slice() else { return Ok(None) };
    if gezegd_ervoor(cx, melding.id).await? {
        return Ok(None);
    }
    match ontvangen(cx, melding.id).await? {
        Some(ontvangen) if ontvangen.open().len() > 1 => vraag_welke(cx, &ontvangen).await.map(Some),
        _ => Ok(None),
    }
}

/// In more words a name of a group is part of a story.
const NAAM_WOORDEN_MAX: usize = 10;
