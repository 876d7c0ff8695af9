//! Alerts of one officer that go to more than one gemeente: one draft, one preview and one confirmation, and an alert with a
//! number of its own for each gemeente.
//!
//! Owns what a draft says of other gemeenten and whom that reaches, and which alerts were sent together. Sending the others is
//! `mee`'s; acting on them later is `zuster`'s. Invariants: a wijk of another gemeente is shown with how many it reaches, or
//! said to be impossible; groups of all of them are counted together for the second person.

use crate::bot::begrip::plaats::NietHier;
use crate::bot::context::Cx;
use crate::bot::dialogue::Invulling;
use crate::bot::error::{BotError, Written};
use crate::bot::knop::Knop;
use crate::bot::melding::bericht::onderdelen_van;
use crate::bot::melding::concept;
use crate::bot::melding::publiek::bereik_van;
use crate::domain::bereik::Bereik;
use crate::domain::melding::MeldingStatus;
use crate::domain::persoon::Persoon;
use crate::domain::politiebericht::{Elders, Onderdelen};
use crate::domain::rechten::Recht;
use crate::domain::tweede::{self, Feiten, Reden};
use crate::domain::wijk::{Gemeente, GemeenteId, WijkId};
use crate::store::melding::Melding;
use crate::store::{self, Tx, levensloop};
use crate::texts::knoppen;
use crate::texts::melding::samen as tekst;
pub(in crate::bot) use crate::texts::melding::samen::Ook;
use crate::texts::melding::voorbeeld::OPMERKING_MAX;

/// A draft as it would be in another gemeente.
pub(in crate::bot) struct Deel<'g> {
    pub(in crate::bot) gemeente: &'g Gemeente,
    /// Its wijken and words, with the number of the draft still.
    pub(in crate::bot) melding: Melding,
    pub(in crate::bot) bereik: Bereik,
}

/// Takes over the wijken of other gemeenten that were named; answers those that cannot be. An exercise stays in one.
pub(in crate::bot) fn neem_over<'p>(
    cx: &Cx<'_>,
    invulling: &mut Invulling,
    genoemd: &'p [NietHier],
) -> Vec<&'p NietHier> {
    let hier = invulling.gemeente.clone().unwrap_or_default();
    invulling.onderdelen.elders.clear();
    let mut niet = Vec::new();
    for plaats in genoemd {
        match &plaats.wijk {
            Some((gemeente, wijk)) if !invulling.oefening && mag(&cx.persoon, &hier, gemeente) => {
                voeg_toe(&mut invulling.onderdelen.elders, gemeente, wijk);
            }
            _ => niet.push(plaats),
        }
    }
    niet
}

/// "En buren" of what is named is of all of it: the neighbours there come along too. Answers them, by name.
pub(in crate::bot) fn met_buren(cx: &Cx<'_>, invulling: &mut Invulling) -> Vec<String> {
    let mut namen = Vec::new();
    for elders in &mut invulling.onderdelen.elders {
        let Some(gemeente) = cx.gemeenten.get(&elders.gemeente) else { continue };
        let buren = nieuwe_buren(gemeente, &elders.wijken);
        if !buren.is_empty() {
            namen.push(gemeente.namen(&buren));
            elders.wijken.extend(buren);
        }
    }
    namen
}

/// How many of these wijken, from the first on, the others are around: those stand first, their neighbours behind them.
pub(in crate::bot) fn kern(gemeente: &Gemeente, wijken: &[WijkId]) -> usize {
    let om_deze = |hoeveel: &usize| {
        let (kern, rest) = wijken.split_at(*hoeveel);
        let bereikt = gemeente.met_delen(kern);
        let buren = gemeente.buren_van(kern);
        rest.iter().all(|wijk| buren.contains(wijk) || bereikt.contains(wijk))
    };
    (1..wijken.len()).find(om_deze).unwrap_or(wijken.len())
}

/// Whether all wijken around the first ones are among these: they were added before.
fn heeft_buren(gemeente: &Gemeente, wijken: &[WijkId]) -> bool {
    let kern = kern(gemeente, wijken);
    kern < wijken.len() && nieuwe_buren(gemeente, &wijken[..kern]).iter().all(|buur| wijken.contains(buur))
}

/// Whether the neighbours of all that a draft goes to stand in it already.
pub(in crate::bot) fn staan_alle_buren_erin(cx: &Cx<'_>, gemeente: &Gemeente, invulling: &Invulling) -> bool {
    heeft_buren(gemeente, &invulling.wijken)
        && invulling.onderdelen.elders.iter().all(|elders| {
            cx.gemeenten.get(&elders.gemeente).is_some_and(|gemeente| heeft_buren(gemeente, &elders.wijken))
        })
}

/// Takes the neighbours out again, in each gemeente; answers them, by name.
pub(in crate::bot) fn zonder_buren(cx: &Cx<'_>, gemeente: &Gemeente, invulling: &mut Invulling) -> Vec<String> {
    let mut namen = Vec::new();
    let mut haal_uit = |gemeente: &Gemeente, wijken: &mut Vec<WijkId>| {
        let buren = wijken.split_off(kern(gemeente, wijken));
        if !buren.is_empty() {
            namen.push(gemeente.namen(&buren));
        }
    };
    haal_uit(gemeente, &mut invulling.wijken);
    for elders in &mut invulling.onderdelen.elders {
        if let Some(gemeente) = cx.gemeenten.get(&elders.gemeente) {
            haal_uit(gemeente, &mut elders.wijken);
        }
    }
    namen
}

/// The wijken around these that an alert to these does not reach yet.
pub(in crate::bot) fn nieuwe_buren(gemeente: &Gemeente, wijken: &[WijkId]) -> Vec<WijkId> {
    let bereikt = gemeente.met_delen(wijken);
    gemeente.buren_van(wijken).into_iter().filter(|wijk| !bereikt.contains(wijk)).collect()
}

/// Whether somebody may send in both.
pub(in crate::bot) fn mag(persoon: &Persoon, hier: &GemeenteId, elders: &GemeenteId) -> bool {
    hier != elders && [hier, elders].iter().all(|gemeente| persoon.mag_in(Recht::MeldingVersturen, gemeente))
}

fn voeg_toe(elders: &mut Vec<Elders>, gemeente: &GemeenteId, wijk: &WijkId) {
    match elders.iter_mut().find(|al| al.gemeente == *gemeente) {
        Some(al) if al.wijken.contains(wijk) => {}
        Some(al) => al.wijken.push(wijk.clone()),
        None => elders.push(Elders { gemeente: gemeente.clone(), wijken: vec![wijk.clone()] }),
    }
}

/// What a draft becomes in other gemeenten, where somebody can be reached there; with what is said of those where it cannot go.
pub(in crate::bot) async fn delen<'g>(
    cx: &mut Cx<'g>,
    melding: &Melding,
) -> Result<(Vec<Deel<'g>>, Vec<String>), BotError> {
    let onderdelen = onderdelen_van(melding);
    let (mut delen, mut niet) = (Vec::new(), Vec::new());
    for Elders { gemeente, wijken } in &onderdelen.elders {
        let Some(gemeente) = cx.gemeenten.get(gemeente) else { continue };
        let waar = gemeente.namen(wijken);
        let soort = gemeente.instellingen.kent(melding.soort);
        if !soort || !mag(&cx.persoon, &melding.gemeente, &gemeente.id) {
            niet.push(tekst::niet_in(&gemeente.naam, &waar));
            continue;
        }
        let daar = daar(melding, &onderdelen, gemeente, wijken);
        let bereik = bereik_van(cx.tx, gemeente, &daar, cx.now_ms).await?;
        if bereik.bereikbaar == 0 {
            niet.push(tekst::niemand_in(&gemeente.naam, &waar));
            continue;
        }
        delen.push(Deel { gemeente, melding: daar, bereik });
    }
    Ok((delen, niet))
}

/// What the preview says of where it goes too, and what does not fit in it, to be said before it. Where nobody can be reached in the first
/// gemeente nothing leaves, there neither.
pub(in crate::bot) fn waarheen(hier: &Bereik, delen: &[Deel<'_>]) -> (Vec<String>, Vec<String>) {
    let gezegd = |deel: &Deel<'_>, waar: &str| match hier.bereikbaar {
        0 => tekst::alleen_daar(&deel.gemeente.naam, waar),
        _ => tekst::ook_in(&deel.gemeente.naam, waar, &deel.bereik),
    };
    let mut vooraf = Vec::new();
    let regels = delen.iter().map(|deel| {
        let wijken = &deel.melding.wijken;
        let heel = gezegd(deel, &deel.gemeente.namen(wijken));
        if heel.chars().count() <= OPMERKING_MAX {
            return heel;
        }
        vooraf.push(heel);
        let (eerste, rest) = wijken.split_at(wijken.len().min(WIJKEN_GENOEMD));
        gezegd(deel, &tekst::en_nog(&deel.gemeente.namen(eerste), rest.len()))
    });
    (regels.collect(), vooraf)
}

/// Of so many wijken the preview names some, and counts the others.
const WIJKEN_GENOEMD: usize = 2;

/// The draft as it would be there: the street and what stands in it lie in the first gemeente.
fn daar(melding: &Melding, onderdelen: &Onderdelen, gemeente: &Gemeente, wijken: &[WijkId]) -> Melding {
    let onderdelen =
        Onderdelen { straat: None, object: None, stel_voor: Vec::new(), elders: Vec::new(), ..onderdelen.clone() };
    Melding {
        gemeente: gemeente.id.clone(),
        wijken: wijken.to_vec(),
        onderdelen: onderdelen.als_json(),
        ..melding.clone()
    }
}

/// Groups that can be reached now, in all gemeenten together.
pub(in crate::bot) fn bereikbaar(bereik: &Bereik, delen: &[Deel<'_>]) -> usize {
    bereik.bereikbaar + delen.iter().map(|deel| deel.bereik.bereikbaar).sum::<usize>()
}

/// What decides whether an alert needs a second person, by whoever confirms it now: all gemeenten counted together.
pub(in crate::bot) fn feiten(
    persoon: &Persoon,
    gemeente: &Gemeente,
    melding: &Melding,
    bereik: &Bereik,
    delen: &[Deel<'_>],
) -> Feiten {
    let alleen = Feiten {
        soort: melding.soort,
        wijken: melding.wijken.len(),
        heel: tweede::is_heel(gemeente, &melding.wijken),
        groepen: bereik.groepen,
        vanaf_groepen: gemeente.instellingen.tweede_vanaf_groepen,
        tekst: tweede::van_woorden(&melding.tweede_om).contains(&Reden::Tekst),
        foto: false,
        wijkagent: concept::alleen_concept(persoon, &gemeente.id),
        oefening: melding.oefening,
    };
    delen.iter().fold(alleen, |samen, deel| Feiten {
        wijken: samen.wijken + deel.melding.wijken.len(),
        heel: samen.heel || tweede::is_heel(deel.gemeente, &deel.melding.wijken),
        groepen: samen.groepen + deel.bereik.groepen,
        vanaf_groepen: samen.vanaf_groepen.min(deel.gemeente.instellingen.tweede_vanaf_groepen),
        ..samen
    })
}

/// The alerts that were sent together with this one and run still, where this person may act on them.
async fn lopende(cx: &mut Cx<'_>, melding: &Melding) -> Result<Vec<Melding>, BotError> {
    let samen = store::melding::sent_with(cx.tx, melding.id).await?;
    let mag = |ander: &Melding| cx.persoon.mag_in(Recht::MeldingBijwerken, &ander.gemeente);
    Ok(samen.into_iter().filter(|ander| ander.status == MeldingStatus::Verzonden && mag(ander)).collect())
}

fn naam<'g>(cx: &Cx<'g>, melding: &Melding) -> &'g str {
    cx.gemeenten.get(&melding.gemeente).map(|gemeente| gemeente.naam.as_str()).unwrap_or_default()
}

/// Halts those that were sent together with this one; answers what is said of it.
pub(in crate::bot) async fn zet_stil(cx: &mut Cx<'_>, melding: &Melding) -> Result<Option<String>, BotError> {
    let mut nummers = Vec::new();
    for ander in lopende(cx, melding).await? {
        levensloop::halt(cx.tx, ander.id, cx.now_ms).await?;
        cx.record("melding gestopt", &ander.nummer, None).await?;
        nummers.push(ander.nummer);
    }
    Ok((!nummers.is_empty()).then(|| tekst::ook_stil(&nummers.join(", "))))
}

/// Of those that stand still with one that goes on: what is to happen with each?
pub(in crate::bot) async fn vraag_stille(cx: &mut Cx<'_>, melding: &Melding) -> Written {
    for ander in lopende(cx, melding).await?.into_iter().filter(|ander| ander.stilgezet) {
        let vraag = tekst::nog_stil(&ander.nummer, naam(cx, &ander));
        let knoppen = vec![
            Knop::LatenStaan(ander.id).met(knoppen::LATEN_STAAN),
            Knop::Intrekken(ander.id).met(knoppen::NU_INTREKKEN),
            Knop::Afsluiten(ander.id).met(knoppen::AFSLUITEN),
        ];
        cx.reply_buttons(vraag, knoppen).await?;
    }
    Ok(())
}

/// After something was done with one: offers the same for those that were sent together with it.
pub(in crate::bot) async fn bied_aan(cx: &mut Cx<'_>, melding: &Melding, wat: Ook) -> Written {
    for ander in lopende(cx, melding).await? {
        if wat == Ook::Bijwerken && heeft_dit_nieuws(cx, melding, &ander).await? {
            continue;
        }
        let ook = match wat {
            Ook::Sluiten => Knop::OokSluiten(ander.id),
            Ook::Intrekken => Knop::OokIntrekken(ander.id),
            Ook::Bijwerken => Knop::OokBijwerken(ander.id),
        };
        let mut knoppen = vec![ook.met(knoppen::ook(&ander.nummer))];
        if ander.stilgezet {
            knoppen.push(Knop::LatenStaan(ander.id).met(knoppen::LATEN_STAAN));
        }
        cx.reply_buttons(tekst::ook(&ander.nummer, naam(cx, &ander), ander.stilgezet, wat), knoppen).await?;
    }
    Ok(())
}

/// Whether the last news of one was told of the other too: it is not offered back.
async fn heeft_dit_nieuws(cx: &mut Cx<'_>, melding: &Melding, ander: &Melding) -> Result<bool, BotError> {
    let Some(nieuws) = levensloop::sent_of(cx.tx, melding.id).await?.pop() else { return Ok(false) };
    let daar = levensloop::sent_of(cx.tx, ander.id).await?;
    Ok(daar.iter().any(|al| al.tekst == nieuws.tekst))
}

/// With which alerts one was sent, as its report says it.
pub(in crate::bot) async fn regel(tx: &mut Tx, melding: &Melding) -> Result<Option<String>, BotError> {
    let samen = store::melding::sent_with(tx, melding.id).await?;
    let nummers: Vec<String> = samen.into_iter().map(|ander| ander.nummer).collect();
    Ok((!nummers.is_empty()).then(|| tekst::samen_met(&nummers.join(", "))))
}
