//! What a line changes of a draft, or of the text of an update.
//!
//! Owns the step from what `begrip::wijziging` reads to the draft as it becomes; that a line is a change at all was learned from
//! examples. Writes and says nothing. Invariant: a line that begins an alert of its own changes none.

use crate::bot::begrip::melding::is_andere_melding;
use crate::bot::begrip::plaats::{Kaart, Plaats};
use crate::bot::begrip::vermoeden::{self, Open, Promille, Rondom, Wens};
use crate::bot::begrip::wijziging::{self, Concept, Wijziging};
use crate::bot::begrip::{gesprek, wijk, woorden};
use crate::bot::context::Cx;
use crate::bot::dialogue::Invulling;
use crate::bot::melding::bericht::onderdelen_van;
use crate::bot::melding::overnemen::{gemeente_van, invulling_van, mag_bewaard};
use crate::bot::melding::vragen::soorten;
use crate::bot::melding::{concept, samen};
use crate::bot::vloer::rondom;
use crate::domain::politiebericht::{Elders, Onderdelen};
use crate::domain::wijk::{GemeenteId, WijkId};
use crate::store::melding::Melding;
use crate::texts::melding::voorbeeld;

/// Whether a line is a change to what is shown, and no alert of its own; `geheel`: every word of it could be placed.
pub(in crate::bot) fn is_wijziging(cx: &Cx<'_>, getypt: &str, geheel: bool) -> bool {
    let mag = concept::schrijft_in(cx);
    let andere = is_andere_melding(getypt)
        && Kaart::van(cx.gemeenten).vind(getypt, &woorden::woorden(getypt), &mag) != Plaats::Geen
        && woorden::woorden(getypt).len() > ALLEEN_WIJK_WOORDEN_MAX;
    // "Wij rijden naar rokkeveen" is where police are: it never stands in an alert.
    let noemt_wijk = Kaart::van(cx.gemeenten).wijk_in(&woorden::woorden(getypt), &mag).is_some();
    let waar_wij_zijn = noemt_wijk && gesprek::vertelt_van_zichzelf(getypt);
    !andere && !waar_wij_zijn && is_waarschijnlijk(cx, getypt, Open::Voorbeeld, geheel)
}

/// "Overval rokkeveen niet meerzicht" may still be about this one; in more words it is another.
const ALLEEN_WIJK_WOORDEN_MAX: usize = 4;

/// Whether it was learned that such a line changes what is shown. Where each word has its place it need not be likeliest: the
/// new preview asks.
fn is_waarschijnlijk(cx: &Cx<'_>, getypt: &str, open: Open, geheel: bool) -> bool {
    let vermoeden = vermoeden::schat(getypt, Rondom { wie: rondom::wie(cx), open });
    vermoeden.eerste().0 == Wens::MeldingWijzig || (geheel && vermoeden.kans(Wens::MeldingWijzig) >= GEHEEL_MIN)
}

/// As likely as this, of a thousand, it may be a change.
const GEHEEL_MIN: Promille = 100;

/// Whether a line is surely a change to a draft that waits for a second person: then nobody agrees to it as it was.
pub(in crate::bot) fn is_wijziging_van_wachtend(cx: &Cx<'_>, getypt: &str) -> bool {
    let vermoeden = vermoeden::schat(getypt, Rondom { wie: rondom::wie(cx), open: Open::Wacht });
    let (eerste, kans) = vermoeden.eerste();
    let praat = gesprek::vertelt_van_zichzelf(getypt) || gesprek::is_praat_bij_wachten(getypt);
    eerste == Wens::MeldingWijzig && kans >= WACHTEND_MIN && !praat
}

/// Holding it up costs a tap; letting it go may send what was taken back.
const WACHTEND_MIN: Promille = 400;

/// What a line changes of this draft. `None`: nothing that could be placed.
pub(in crate::bot) fn lees(cx: &Cx<'_>, melding: &Melding, getypt: &str) -> Option<Wijziging> {
    let onderdelen = onderdelen_van(melding);
    let concept = Concept {
        soort: melding.soort,
        gemeente: &melding.gemeente,
        wijken: &melding.wijken,
        onderdelen: &onderdelen,
        alleen_tekst: false,
    };
    let gelezen = wijziging::lees(getypt, &concept, &Kaart::van(cx.gemeenten))?;
    let soort_hier = |soort| soorten(cx, Some(&melding.gemeente)).contains(&soort);
    // "Waar: rosenburg" names a wijk, wherever it lies, and no street of this one.
    let straat = gelezen.onderdelen.straat.as_deref().filter(|straat| Some(*straat) != onderdelen.straat.as_deref());
    let is_wijk = straat.is_some_and(|straat| Kaart::van(cx.gemeenten).noemt_precies(&woorden::woorden(straat)));
    (!is_wijk && gelezen.soort.is_none_or(soort_hier)).then_some(gelezen)
}

/// The draft as it becomes.
pub(in crate::bot) fn neem_over(mut invulling: Invulling, wijziging: Wijziging, gezegd_ms: i64) -> Invulling {
    let Wijziging { soort, wijken, tijdstip, onderdelen, rest: _ } = wijziging;
    let tijd_ms = match tijdstip {
        Some(tijdstip) => tijdstip.and_then(|tijdstip| tijdstip.ms(gezegd_ms)),
        None => invulling.onderdelen.tijd_ms,
    };
    *invulling.onderdelen = Onderdelen { tijd_ms, ..onderdelen };
    invulling.onderdelen.na_wijziging();
    if let Some(soort) = soort {
        invulling.soort = Some(soort.id().to_owned());
    }
    if let Some(wijken) = wijken {
        invulling.wijken = wijken;
    }
    invulling
}

/// The same of a draft that is asked for its description: "jas is zwart". `None`: it is a whole description.
pub(in crate::bot) fn deel_van_beschrijving(cx: &Cx<'_>, invulling: &Invulling, getypt: &str) -> Option<Invulling> {
    let (gemeente, soort) = (gemeente_van(cx, invulling)?, invulling.soort()?);
    let (gemeente, wijken, onderdelen) = (&gemeente.id, &invulling.wijken, &*invulling.onderdelen);
    let concept = Concept { soort, gemeente, wijken, onderdelen, alleen_tekst: false };
    let gelezen = wijziging::lees(getypt, &concept, &Kaart::van(cx.gemeenten))?;
    gelezen.rest.is_empty().then(|| neem_over(invulling.clone(), gelezen, cx.gezegd_ms))
}

/// The text of an update after a line that changes it, with what of the line had no place.
pub(in crate::bot) fn andere_tekst(
    cx: &Cx<'_>,
    melding: &Melding,
    tekst: &str,
    getypt: &str,
) -> Option<(String, Vec<String>)> {
    if !mag_bewaard(cx, getypt) {
        return None;
    }
    let onderdelen = Onderdelen { signalement: tekst.to_owned(), ..Onderdelen::default() };
    let concept = Concept {
        soort: melding.soort,
        gemeente: &melding.gemeente,
        wijken: &melding.wijken,
        onderdelen: &onderdelen,
        alleen_tekst: true,
    };
    let gelezen = wijziging::lees(getypt, &concept, &Kaart::van(cx.gemeenten))?;
    let waarschijnlijk = is_waarschijnlijk(cx, getypt, Open::Updatevoorbeeld, gelezen.rest.is_empty());
    waarschijnlijk.then_some((gelezen.onderdelen.signalement, gelezen.rest))
}

/// The draft after a line about where it goes, in more than one gemeente, that says nothing else: "ook waldeck", "zonder noordhove",
/// "alleen bohemen", "niet bohemen maar houtwijk". Where none of its own gemeente is left, that of another is its own. `None`: it is about
/// one gemeente alone, or leaves none.
pub(in crate::bot) fn elders(cx: &Cx<'_>, melding: &Melding, getypt: &str) -> Option<Invulling> {
    let mut invulling = invulling_van(melding);
    let kaart = Kaart::van(cx.gemeenten);
    let hier = &melding.gemeente;
    let mag: Vec<&GemeenteId> = cx
        .gemeenten
        .iter()
        .map(|gemeente| &gemeente.id)
        .filter(|id| *id == hier || samen::mag(&cx.persoon, hier, id))
        .collect();
    if melding.oefening || mag.len() < 2 {
        return None;
    }
    let nu: Vec<(GemeenteId, Vec<WijkId>)> = std::iter::once((hier.clone(), melding.wijken.clone()))
        .chain(invulling.onderdelen.elders.drain(..).map(|elders| (elders.gemeente, elders.wijken)))
        .collect();
    let straks = wijk::gewijzigd_in_alle(getypt, &kaart, &mag, &nu)?;
    let over_een = |alle: &[(GemeenteId, Vec<WijkId>)]| alle.iter().all(|(gemeente, _)| gemeente == hier);
    if over_een(&nu) && over_een(&straks) {
        return None;
    }
    let mut straks = straks.into_iter();
    let (gemeente, wijken) = straks.next()?;
    if gemeente != *hier {
        // The street lies there, and so does what stands in it.
        invulling.onderdelen.straat = None;
        invulling.onderdelen.object = None;
        invulling.onderdelen.stel_voor.clear();
    }
    invulling.gemeente = Some(gemeente);
    invulling.wijken = wijken;
    invulling.onderdelen.elders = straks.map(|(gemeente, wijken)| Elders { gemeente, wijken }).collect();
    Some(invulling)
}

/// The draft with the wijken around its own, in each gemeente it goes to, where a line asks for those and nothing else: "en buren".
/// Where there are none left, that is said and nothing changes.
pub(in crate::bot) fn met_buren(cx: &Cx<'_>, melding: &Melding, getypt: &str) -> Option<Invulling> {
    let gemeente = cx.gemeenten.get(&melding.gemeente).filter(|_| wijk::vraagt_alleen_buren(getypt))?;
    let mut invulling = invulling_van(melding);
    if samen::staan_alle_buren_erin(cx, gemeente, &invulling) {
        invulling.opmerkingen.push(voorbeeld::BUREN_STAAN_ERIN.to_owned());
        return Some(invulling);
    }
    let hier = samen::nieuwe_buren(gemeente, &melding.wijken);
    let mut namen: Vec<String> = (!hier.is_empty()).then(|| gemeente.namen(&hier)).into_iter().collect();
    invulling.wijken.extend(hier);
    namen.extend(samen::met_buren(cx, &mut invulling));
    invulling.opmerkingen.push(match namen.as_slice() {
        [] => voorbeeld::GEEN_BUREN.to_owned(),
        _ => voorbeeld::met_buren(&namen.join(", ")),
    });
    Some(invulling)
}

/// The draft without the wijken around its own, where a line asks for that and nothing else: "zonder buren". What goes is named.
pub(in crate::bot) fn zonder_buren(cx: &Cx<'_>, melding: &Melding, getypt: &str) -> Option<Invulling> {
    let gemeente = cx.gemeenten.get(&melding.gemeente).filter(|_| wijk::wil_geen_buren(getypt))?;
    let mut invulling = invulling_van(melding);
    let namen = samen::zonder_buren(cx, gemeente, &mut invulling);
    invulling.opmerkingen.push(match namen.as_slice() {
        [] => voorbeeld::GEEN_BUREN_IN.to_owned(),
        _ => voorbeeld::zonder_buren(&namen.join(", ")),
    });
    Some(invulling)
}
