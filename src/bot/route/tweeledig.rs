//! A report of a post with something else in one line.
//!
//! Owns doing both, or saying that the other was not understood; what somebody thought of an alert goes before. Invariant: what was reported is noted, whatever becomes of the rest.

use crate::bot::begrip::antwoord::Bevestiging;
use crate::bot::begrip::bedoeling::{self, Bedoeling};
use crate::bot::begrip::tweeledig::{self, Tweeledig};
use crate::bot::begrip::uitdrukkelijk::{Woorden, woorden_voor};
use crate::bot::begrip::vermoeden::{Open, Wens};
use crate::bot::begrip::{gesprek, pergroep};
use crate::bot::context::Cx;
use crate::bot::error::{BotError, HandlerResult};
use crate::bot::gedaan::Gedaan;
use crate::bot::groep::gezegd;
use crate::bot::route::onbegrepen::onbegrepen;
use crate::bot::route::{titel, vermoed, vrij};
use crate::bot::vloer::omstandigheden::omstandigheden;
use crate::domain::persoon::MeldingId;
use crate::domain::rechten::Recht;
use crate::texts::vloer::algemeen as woorden;

/// A report of a post with something else in one line: both are done, or it is said that the other was not understood.
/// `over` is the alert that it was asked about. Answers whether it was that.
pub(in crate::bot) async fn twee_dingen(
    cx: &mut Cx<'_>,
    over: Option<MeldingId>,
    tekst: &str,
) -> Result<Option<Gedaan>, BotError> {
    if !cx.persoon.mag(Recht::GroepMelden) || cx.persoon.mag(Recht::MeldingVersturen) {
        return Ok(None);
    }
    if let Some(gedaan) = titel::oordeel(cx, tekst).await? {
        return Ok(Some(gedaan));
    }
    let Some(Tweeledig { gemeld, wat, rest }) = tweeledig::lees(tekst) else { return Ok(None) };
    // "Verkeerd gepost, hoe haal ik dat weg" is no report.
    if matches!(wat, Bevestiging::Geplaatst { .. })
        && woorden_voor(Wens::Doorgestuurd, Open::Loopt, &gemeld) == Woorden::Spreken
    {
        return Ok(None);
    }
    let namen: Vec<_> = cx.persoon.groepen.iter().map(|groep| (groep.id, groep.naam.as_str())).collect();
    // What is said of each group is read together.
    if pergroep::noemt(&rest, &namen) {
        return Ok(None);
    }
    let om = omstandigheden(cx).await?;
    match bedoeling::lees(&rest, &om) {
        Bedoeling::Afwezig
        | Bedoeling::Terug
        | Bedoeling::Stilte { .. }
        | Bedoeling::Borden(..)
        | Bedoeling::Afmelden
        | Bedoeling::Overdragen
        | Bedoeling::NummerWijzig
        | Bedoeling::Mijngegevens
        | Bedoeling::Wis
        | Bedoeling::Help
        | Bedoeling::HoeVerwijderen
        | Bedoeling::Uitleg(_)
        | Bedoeling::Engels(_) => {
            // The report comes last: what it asks must not be wiped by the other.
            let eerst = Box::pin(vrij::tekst(cx, &rest)).await?;
            let eerst = match eerst {
                // What it looked like it was not, after all.
                Gedaan::Terug(_) => onbegrepen(cx, &rest, &Bedoeling::Onbegrepen).await?,
                gedaan @ Gedaan::Klaar(_) => gedaan,
            };
            Ok(Some(eerst.en(gezegd::gezegd_over(cx, over, wat, &gemeld).await?)))
        }
        Bedoeling::Onbegrepen if gesprek::vraagt_iets(&rest) => {
            let gedaan = gezegd::gezegd_over(cx, over, wat, &gemeld).await?;
            if let Some(ernaast) = Box::pin(vermoed::ernaast(cx, &rest)).await? {
                return Ok(Some(ernaast.en(gedaan)));
            }
            cx.reply_after(woorden::rest_niet_begrepen(&rest)).await?;
            Ok(Some(gedaan))
        }
        _ => Ok(None),
    }
}

/// A typed answer to "staat het er echt in?", which may say something else beside.
pub(in crate::bot) async fn echt_antwoord(cx: &mut Cx<'_>, id: MeldingId, tekst: &str) -> HandlerResult {
    let id = match gezegd::waarover(cx, id, tekst).await? {
        Ok(id) => id,
        Err(gedaan) => return Ok(gedaan),
    };
    match twee_dingen(cx, Some(id), tekst).await? {
        Some(gedaan) => Ok(gedaan),
        None => match vermoed::echt_weerlegd(cx, tekst).await? {
            Some(gedaan) => Ok(gedaan),
            None => gezegd::echt_antwoord(cx, id, tekst).await,
        },
    }
}
