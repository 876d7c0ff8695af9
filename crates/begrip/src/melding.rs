//! The parts of an alert in one typed text: kind, wijken, street, time, vehicle, direction, and what people look like.
//!
//! Each part takes its words; what is left at the end is the description. Invariants: every word goes to one part, what
//! may not stand in a politiebericht to none, and no wijk is named that lies outside the area.

use std::ops::Range;

use crate::aanhef;
use crate::binnen;
use crate::intern;
use crate::lijst::MELDING;
use crate::opdracht;
use crate::plaats::{Kaart, NietHier, OokGenoemd, Plaats};
use crate::signalement;
use crate::soort::{self, GevondenSoort};
use crate::tijdstip::{self, Tijdstip};
use crate::twijfel;
use crate::voluit::voluit;
use crate::wijk::{self, Ontkend};
use crate::woorden::{Woord, woorden};
use kern::domain::inhoud::{self, Wat};
use kern::domain::melding::OEFENING;
use kern::domain::politiebericht::{Onderdelen, Onzeker, schoon};
use kern::domain::soort::MeldingSoort;
use kern::domain::twijfel::{Twijfel, Waarom};
use kern::domain::wijk::{GemeenteId, Gemeenten, WijkId};
use kern::limits;

#[cfg(test)]
mod eigen_woorden;
mod lezer;
mod middelen;
mod onzeker;
mod straat;

use lezer::Lezer;
use middelen::WAPEN;
pub use straat::huisnummers;

/// What a text says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gelezen {
    /// The kind.
    pub soort: Option<MeldingSoort>,
    /// The word that was read as that kind, if it was put right.
    pub soort_getypt: Option<String>,
    /// The place.
    pub plaats: Plaats,
    /// When it happened.
    pub tijdstip: Option<Tijdstip>,
    /// When police heard of it, with the words that said so; no part of what is told.
    pub binnen: Option<(Tijdstip, String)>,
    /// The other parts. Its moment is not set: that takes a clock.
    pub onderdelen: Onderdelen,
    /// The description as it was typed, shorthand written out.
    pub ruw: String,
    /// What may not stand there, or only with care.
    pub bevindingen: Vec<Wat>,
    /// Shorthand that was written out, with what it means.
    pub uitgeschreven: Vec<(String, String)>,
    /// Places that were named and to which it cannot go.
    pub niet_hier: Vec<NietHier>,
    /// The neighbours of its wijken that were asked for with them; they are among them.
    pub buren: Vec<WijkId>,
    /// What is not meant for neighbours, as it was typed: it is in no part.
    pub weggelaten: Vec<String>,
    /// Commands and numbers of alerts that stood in it, as they were typed: they are in no part, and do nothing.
    pub opdrachten: Vec<String>,
    /// The words say that it is over, solved or not certain.
    pub twijfel: Option<Twijfel>,
    /// It is about something that the bot is not for.
    pub buiten: bool,
    /// It begins with its kind, as a control room writes.
    pub begint_met_soort: bool,
}

impl Gelezen {
    /// Whether it describes anything.
    #[must_use]
    pub fn beschrijft(&self) -> bool {
        let Onderdelen { straat, object, voertuig, kenteken, vervoer, vluchtrichting, wapen, buit, .. } =
            &self.onderdelen;
        let iets = [straat, object, voertuig, kenteken, vervoer, vluchtrichting, wapen, buit];
        !self.ruw.is_empty() || self.tijdstip.is_some() || iets.iter().any(|deel| deel.is_some())
    }

    /// Whether something was taken out or has to be written anew.
    #[must_use]
    pub fn heeft(&self, wat: Wat) -> bool {
        self.bevindingen.contains(&wat)
    }
}

/// Reads a text. `mag` holds the ids of the gemeenten in which the person may act.
#[must_use]
pub fn lees(tekst: &str, gemeenten: &Gemeenten, mag: &[&GemeenteId]) -> Gelezen {
    lees_op(tekst, &Kaart::van(gemeenten), mag)
}

/// A place without the wijken that are denied.
fn zonder(plaats: Plaats, ontkend: &Ontkend, gemeenten: &Gemeenten) -> Plaats {
    let Plaats::Wijken { gemeente, wijken, weg, gecorrigeerd } = plaats else { return plaats };
    let wijken = match gemeenten.get(&gemeente) {
        Some(van) => van.zonder(wijken, |wijk| ontkend.noemt(&gemeente, wijk)),
        None => wijken,
    };
    if wijken.is_empty() { Plaats::Geen } else { Plaats::Wijken { gemeente, wijken, weg, gecorrigeerd } }
}

/// The same, with the names of places at hand.
#[must_use]
pub fn lees_op(tekst: &str, kaart: &Kaart<'_>, mag: &[&GemeenteId]) -> Gelezen {
    let (tekst, opdrachten) = opdracht::eruit(tekst, &codes(kaart.gemeenten()));
    let (tekst, binnen) = binnen::zonder_binnen_vooraan(&tekst);
    // "Heel zoetermeer behalve dorp", "niet in dorp maar palenstein": what is denied is not the place, nor part of the text.
    let ontkend = wijk::ontkende(&tekst, kaart, mag);
    let voluit = voluit(&ontkend.over);
    let mut lezer = Lezer::van(voluit.tekst, voluit.schreeuwde);
    let kop = lezer.tekst.len()
        - aanhef::zonder(&lezer.woorden).first().map_or(0, |woord| lezer.tekst.len() - woord.plek.start);
    let soort = soort::vind(&lezer.woorden);
    let mut plaats = zonder(kaart.vind(&lezer.tekst, &lezer.woorden, mag), &ontkend, kaart.gemeenten());
    let plek = match &plaats {
        Plaats::Geen => None,
        Plaats::Wijken { weg, .. } | Plaats::Keuze(_, weg) | Plaats::Elders(_, weg) | Plaats::Buiten(_, weg) => {
            Some(weg.clone())
        }
    };
    let begint_met_soort = soort.as_ref().is_some_and(|soort| soort.plek.start <= kop);
    if let Some(weg) = soort.as_ref().and_then(|soort| soort.weg.clone()) {
        lezer.neem(weg);
    }
    if let Some(weg) = plek.clone() {
        lezer.neem(weg);
    }
    let ook = match (&plaats, &plek) {
        (Plaats::Wijken { gemeente, wijken, .. }, Some(weg)) => {
            kaart.ook_genoemd(&lezer.tekst, &lezer.woorden, gemeente, wijken, weg)
        }
        (Plaats::Elders(..) | Plaats::Buiten(..), Some(weg)) => match mag.first() {
            Some(gemeente) => kaart.ook_genoemd(&lezer.tekst, &lezer.woorden, gemeente, &[], weg),
            None => OokGenoemd::default(),
        },
        _ => OokGenoemd::default(),
    };
    for weg in &ook.weg {
        lezer.neem(weg.clone());
    }
    if let Plaats::Wijken { gemeente, wijken, weg, .. } = &plaats {
        lezer.herken_in_wijk(kaart, gemeente, wijken, weg);
        // "Overval Zoetermeer Oosterheem": the gemeente of the wijk describes nobody.
        if let Some(van) = kaart.gemeenten().get(gemeente) {
            lezer.neem_naam(&van.naam);
        }
    }
    let mut gelezen = lezer.onderdelen(soort.as_ref(), plek.as_ref(), kaart, mag);
    gelezen.opdrachten = opdrachten;
    gelezen.binnen = binnen;
    gelezen.buiten = soort::buiten(&lezer.woorden, gelezen.soort);
    gelezen.begint_met_soort = begint_met_soort;
    gelezen.uitgeschreven = voluit.uitgeschreven;
    if let Plaats::Wijken { gemeente, wijken, .. } = &mut plaats {
        gelezen.buren = ook.buren;
        stel_alleen_nieuwe_voor(&mut gelezen.buren, kaart, gemeente, wijken);
        wijken.extend(gelezen.buren.iter().cloned());
        gelezen.onderdelen.stel_voor.extend(ook.hier);
        gelezen.niet_hier = ook.niet;
        stel_alleen_nieuwe_voor(&mut gelezen.onderdelen.stel_voor, kaart, gemeente, wijken);
    } else {
        // What was named beside a place that cannot be is offered once there is one that can.
        gelezen.onderdelen.stel_voor = ook.hier;
    }
    gelezen.plaats = plaats;
    gelezen
}

/// The letters that numbers of alerts begin with.
fn codes(gemeenten: &Gemeenten) -> Vec<&str> {
    gemeenten.iter().map(|gemeente| gemeente.code.as_str()).chain([OEFENING]).collect()
}

/// Reads an answer to what people should look out for: kind and wijken are known, so none is looked for.
#[must_use]
pub fn lees_beschrijving(
    tekst: &str,
    soort: Option<MeldingSoort>,
    kaart: &Kaart<'_>,
    gemeente: &GemeenteId,
    wijken: &[WijkId],
) -> Gelezen {
    let (tekst, opdrachten) = opdracht::eruit(tekst, &codes(kaart.gemeenten()));
    let voluit = voluit(&tekst);
    let mut lezer = Lezer::van(voluit.tekst, voluit.schreeuwde);
    let genoemd =
        soort.map(|soort| GevondenSoort { soort, plek: 0..0, weg: None, getypt: None, buit: None, gewapend: false });
    let mut gelezen = lezer.onderdelen(genoemd.as_ref(), None, kaart, &[gemeente]);
    gelezen.opdrachten = opdrachten;
    gelezen.uitgeschreven = voluit.uitgeschreven;
    stel_alleen_nieuwe_voor(&mut gelezen.onderdelen.stel_voor, kaart, gemeente, wijken);
    gelezen
}

/// News of an alert without what is not for neighbours.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VoorBewoners {
    /// What is left.
    pub tekst: String,
    /// Words that may name somebody, as they were typed.
    pub onzeker: Vec<String>,
    /// What police said among themselves: where they are, and what they do.
    pub intern: Vec<String>,
}

/// News without the words that may name somebody and without what police say among themselves. `getypt` is as it was typed, `tekst` as
/// it was read; wijken are no names.
#[must_use]
pub fn voor_bewoners(
    getypt: &str,
    tekst: &str,
    soort: MeldingSoort,
    kaart: &Kaart<'_>,
    (gemeente, wijken): (&GemeenteId, &[WijkId]),
) -> VoorBewoners {
    let (zonder, binnen) = binnen::zonder_binnen(getypt);
    let gelezen = lees_beschrijving(&zonder, Some(soort), kaart, gemeente, wijken);
    let weg: Vec<String> = binnen.map(|(_, getypt)| getypt).into_iter().chain(gelezen.weggelaten).collect();
    let onzeker = gelezen.onderdelen.onzeker.map(|onzeker| onzeker.woorden).unwrap_or_default();
    let is_wijk = |stuk: &String| kaart.wijk_in(&woorden(stuk), &[gemeente]).is_some();
    let onzeker: Vec<String> = onzeker.into_iter().filter(|stuk| !is_wijk(stuk)).collect();
    let over = zonder_stukken(tekst, onzeker.iter().chain(&weg), "");
    let over = schoon(over.replace(" ,", ",").trim_matches([' ', ',', '.']));
    VoorBewoners { tekst: over, onzeker, intern: weg }
}

/// A text with something in the place of these pieces of it, wherever they stand and however they are written there.
#[must_use]
pub fn zonder_stukken<'s>(tekst: &str, stukken: impl Iterator<Item = &'s String>, ervoor: &str) -> String {
    let mut over = tekst.to_owned();
    for stuk in stukken {
        let gezocht = woorden(stuk);
        loop {
            let alle = woorden(&over);
            let mut vensters = alle.windows(gezocht.len().max(1));
            let is_stuk = |venster: &&[Woord]| {
                venster.len() == gezocht.len()
                    && venster.iter().zip(&gezocht).all(|(een, ander)| een.norm == ander.norm)
            };
            let Some([eerste, .., laatste] | [eerste @ laatste]) = vensters.find(is_stuk) else { break };
            over.replace_range(eerste.plek.start..laatste.plek.end, ervoor);
        }
    }
    over
}

/// Whether a text is an alert or a part of one, whatever orders stand in it: clothing or a colour with a person or a
/// vehicle, and a kind, or an order behind its first word.
#[must_use]
pub fn is_beschrijving(tekst: &str) -> bool {
    let alle = woorden(tekst);
    let een = |past: &dyn Fn(&str) -> bool| alle.iter().any(|woord| past(&woord.norm));
    let uiterlijk = een(&|norm| MELDING.kleding.lijst.contains(norm) || MELDING.is_kleur(norm));
    let wie = een(&|norm| MELDING.is_persoon(norm) || MELDING.voertuigen.gewoon.contains(norm));
    let soort = soort::vind(&alle).is_some();
    uiterlijk && (wie || soort) && (soort || !opdracht::opdrachten_erin(tekst).is_empty())
}

/// Whether a text begins as an alert of its own, with its kind and more than that.
#[must_use]
pub fn is_andere_melding(tekst: &str) -> bool {
    let alle = woorden(tekst);
    alle.len() > 1 && soort::vind(&alle).is_some_and(|soort| soort.plek.start == alle[0].plek.start)
}

/// Whether a text of more than one word names no kind of alert.
#[must_use]
pub fn zegt_meer_zonder_soort(tekst: &str) -> bool {
    let alle = woorden(tekst);
    alle.len() > 1 && soort::vind(&alle).is_none()
}

/// Keeps the wijken that an alert to these does not reach yet, each once.
fn stel_alleen_nieuwe_voor(voorstel: &mut Vec<WijkId>, kaart: &Kaart<'_>, gemeente: &GemeenteId, wijken: &[WijkId]) {
    let Some(gemeente) = kaart.gemeenten().get(gemeente) else { return voorstel.clear() };
    let bereikt = gemeente.met_delen(wijken);
    let mut gezien: Vec<WijkId> = Vec::new();
    for id in voorstel.drain(..) {
        if gemeente.wijk(&id).is_some() && !bereikt.contains(&id) && !gezien.contains(&id) {
            gezien.push(id);
        }
    }
    *voorstel = gezien;
}

/// As long as an alert is valid where they may send one, in milliseconds.
fn geldig_ms(kaart: &Kaart<'_>, mag: &[&GemeenteId], soort: Option<MeldingSoort>) -> i64 {
    let gemeenten = kaart.gemeenten().iter().filter(|gemeente| mag.contains(&&gemeente.id));
    let soort_of_heterdaad = soort.unwrap_or(MeldingSoort::Woninginbraak);
    let geldig_ms = gemeenten.map(|gemeente| gemeente.instellingen.geldig_ms(soort_of_heterdaad)).max();
    geldig_ms.unwrap_or(limits::HETERDAAD_VALID_MS)
}

impl Lezer {
    /// Reads all parts but the place.
    fn onderdelen(
        &mut self,
        soort: Option<&GevondenSoort>,
        plek: Option<&Range<usize>>,
        kaart: &Kaart<'_>,
        mag: &[&GemeenteId],
    ) -> Gelezen {
        let welke = soort.map(|soort| soort.soort);
        let vermissing = welke == Some(MeldingSoort::Vermissing);
        let mut deel = Onderdelen { buit: soort.and_then(|soort| soort.buit.clone()), ..Onderdelen::default() };
        for plaats in 0..self.woorden.len() {
            if MELDING.vulling.altijd.contains(self.norm(plaats)) {
                self.neem_woorden(plaats..plaats + 1);
            }
        }
        let twijfel = twijfel::vind(&self.tekst, &self.woorden, soort);
        let weggelaten = self.intern(vermissing);
        let geweigerd = weggelaten.iter().find(|stuk| intern::weigert(&woorden(stuk)));
        let geweigerd = geweigerd.map(|stuk| Twijfel { waarom: Waarom::GeenToestemming, woorden: stuk.clone() });
        let mut bevindingen = self.inhoud(soort, plek, vermissing, &mut deel);
        deel.kenteken = self.kenteken(kaart.gemeenten());
        let genoemden = if vermissing { Vec::new() } else { self.neem_genoemden() };
        let tijdstip = self.tijdstip();
        let geldig_ms = geldig_ms(kaart, mag, welke);
        let lang_geleden = match tijdstip {
            Some(Tijdstip::Geleden(minuten)) if !vermissing && minuten * limits::MINUTE_MS > geldig_ms => {
                Some(Twijfel { waarom: Waarom::Voorbij, woorden: format!("{minuten} minuten geleden") })
            }
            _ => None,
        };
        let twijfel = geweigerd.or(twijfel).or(lang_geleden);
        let huisnummer = self.huisnummers(plek);
        (deel.vluchtrichting, deel.stel_voor) = self.richting(kaart, mag);
        deel.vervoer = self.vervoer();
        deel.voertuig = self.voertuig();
        deel.wapen = self.wapen().or_else(|| soort.filter(|soort| soort.gewapend).map(|_| WAPEN.to_owned()));
        deel.object = self.object();
        deel.straat = self.straat(soort, plek, huisnummer.as_ref());
        if huisnummer.is_some() {
            bevindingen.push(Wat::Huisnummer);
        }
        let ruw = self.beschrijving(welke, genoemden, &mut deel);
        // The colour of a skin alone fits half a wijk.
        if signalement::kenmerken(&ruw) + 1 >= limits::TRAITS_MIN {
            bevindingen.retain(|wat| *wat != Wat::Huidskleur);
        }
        bevindingen.sort_unstable();
        bevindingen.dedup();
        Gelezen {
            soort: welke,
            soort_getypt: soort.and_then(|soort| soort.getypt.clone()),
            plaats: Plaats::Geen,
            tijdstip,
            binnen: None,
            onderdelen: deel,
            ruw,
            bevindingen,
            uitgeschreven: Vec::new(),
            niet_hier: Vec::new(),
            buren: Vec::new(),
            weggelaten,
            opdrachten: Vec::new(),
            twijfel,
            buiten: false,
            begint_met_soort: false,
        }
    }

    /// What is left describes whom to look out for; what may name somebody is held out of it, with those who were named before. Answers it
    /// as it was typed.
    fn beschrijving(&mut self, soort: Option<MeldingSoort>, genoemden: Vec<String>, deel: &mut Onderdelen) -> String {
        let met = self.rest();
        // Of whoever is missing the name is told, and a surname held out by its own rule.
        let onzeker = if soort == Some(MeldingSoort::Vermissing) { Vec::new() } else { self.neem_onzeker() };
        let ruw = if onzeker.is_empty() { met.clone() } else { self.rest() };
        deel.signalement = signalement::leesbaar(&ruw, soort);
        let met = [met].into_iter().chain(genoemden.iter().cloned()).filter(|deel| !deel.is_empty());
        let met = signalement::leesbaar(&met.collect::<Vec<_>>().join(", "), soort);
        let woorden: Vec<String> = onzeker.into_iter().chain(genoemden).collect();
        let zonder = deel.signalement.clone();
        deel.onzeker = (!woorden.is_empty()).then_some(Onzeker { woorden, zonder, met });
        ruw
    }

    /// Checks what it says; what may not stand there is taken by no part.
    fn inhoud(
        &mut self,
        soort: Option<&GevondenSoort>,
        plek: Option<&Range<usize>>,
        vermissing: bool,
        deel: &mut Onderdelen,
    ) -> Vec<Wat> {
        // Places and kinds are no names: they are blanked out, in as many bytes, so that all stands where it stood.
        let mut blind = self.tekst.clone();
        let weg = [soort.and_then(|soort| soort.weg.clone()), plek.cloned()];
        for weg in weg.into_iter().flatten() {
            // Words begin and end at characters.
            let leeg = " ".repeat(weg.len());
            blind.replace_range(weg, &leeg);
        }
        let over: Vec<inhoud::Woord<'_>> = self
            .woorden
            .iter()
            .zip(&self.op)
            .filter(|(_, op)| !**op)
            .map(|(woord, _)| (woord.norm.as_str(), woord.plek.clone()))
            .collect();
        let bevindingen = inhoud::controleer(&blind, &over, vermissing);
        for bevinding in &bevindingen {
            if bevinding.wat.later() {
                deel.later.extend(self.tekst.get(bevinding.plek.clone()).map(schoon).filter(|stuk| !stuk.is_empty()));
            }
            if bevinding.wat.gaat_eruit() {
                self.neem(bevinding.plek.clone());
            }
        }
        bevindingen.into_iter().map(|bevinding| bevinding.wat).collect()
    }

    /// Takes what is said among colleagues: consent, a picture that follows, "intern". It is part of no politiebericht.
    fn intern(&mut self, vermissing: bool) -> Vec<String> {
        let mut weggelaten = Vec::new();
        for woorden in intern::vind(&self.tekst, &self.woorden, vermissing) {
            let vrij = woorden.clone().any(|plaats| self.vrij(plaats));
            let getypt = schoon(self.stuk(woorden.clone()));
            self.neem_woorden(woorden);
            weggelaten.extend(vrij.then_some(getypt).filter(|getypt| !getypt.is_empty()));
        }
        weggelaten
    }

    fn tijdstip(&mut self) -> Option<Tijdstip> {
        let (tijdstip, plek) = tijdstip::vind(&self.tekst)?;
        if !self.raakt_vrij(&plek) {
            return None;
        }
        self.neem(plek);
        Some(tijdstip)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn gelezen(tekst: &str) -> Gelezen {
        let gemeenten = kern::gemeenten::load(None).unwrap_or_else(|fout| panic!("{fout:#}"));
        lees(tekst, &gemeenten, &[&"zoetermeer".into(), &"loosduinen".into()])
    }

    #[rstest]
    #[case("woninginbraak Rokkeveen man zwarte jas witte schoenen richting station", "man zwarte jas witte schoenen")]
    #[case("WONINGINBRAAK WALDECK MAN 1.80 BLAUWE PET", "man 1.80 blauwe pet")]
    #[case("woninginbraak nieuw-waldek vrouw met kinderwagen rode jas", "vrouw met kinderwagen rode jas")]
    #[case("rokkeveen man zwarte jas", "man zwarte jas")]
    #[case("fatbike gejat palenstein 2 jongens bivakmuts weg via driemans polder", "2 jongens bivakmuts")]
    #[case("woninginbraak leyenburg man met ladder", "man met ladder")]
    #[case("woninginbraak Waterlelie 14 Rokkeveen man rode jas", "man rode jas")]
    #[case("vermissing De Leyens vrouw 82 dement, beige jas, rollator, sinds 11u weg", "vrouw 82, beige jas, rollator")]
    #[case("“woninginbraak” “Kijkduin” man ’n grijze trui – rent richting strand", "man ’n grijze trui")]
    #[case("overval Rokkeveen, Oosterheem en noordhove 🚨 zwarte audi", "")]
    #[case("er is net een overval geweest op de tankstation in rokkeveen", "")]
    #[case(
        "inbraak heterdaad rokkeveen waterlelie 2 man zw jas capuchon te voet ri station",
        "2 man zwarte jas capuchon"
    )]
    #[case(
        "vermist jongen 6 jr oosterheem speeltuin lavendelpad blauwe jas rode laarzen sinds 1845",
        "jongen 6 jaar, blauwe jas rode laarzen"
    )]
    #[case("Woninginbraak in Rokkeveen", "")]
    #[case("2 inbrekers rokkeveen zwarte jassen", "2 inbrekers, zwarte jassen")]
    #[case(
        "overval juwelier stadshart 2 mannen met helmen op zwarte scooter gewapend met pistool weg richting A12",
        "2 mannen met helmen"
    )]
    #[case(
        "straatroof meerzicht jongen grijs trainingspak, gevlucht in de richting van het station",
        "jongen grijs trainingspak"
    )]
    #[case("goedenavond, melding inbraak seghwaert man met baard, dank alvast", "man met baard")]
    fn what_is_left_is_the_description(#[case] tekst: &str, #[case] rest: &str) {
        assert_eq!(gelezen(tekst).ruw, rest);
    }

    #[test]
    fn a_line_of_the_control_room_is_taken_apart() {
        let line = "inbraak heterdaad rokkeveen waterlelie 2 man zw jas capuchon te voet ri station";
        let Gelezen { onderdelen, soort, begint_met_soort, uitgeschreven, .. } = gelezen(line);
        assert_eq!((soort, begint_met_soort), (Some(MeldingSoort::Woninginbraak), true));
        assert_eq!(onderdelen.straat.as_deref(), Some("Waterlelie"));
        assert_eq!(onderdelen.signalement, "2 mannen, zwarte jas met capuchon");
        assert_eq!(onderdelen.vervoer.as_deref(), Some("te voet"));
        assert_eq!(onderdelen.vluchtrichting.as_deref(), Some("richting station"));
        assert_eq!(uitgeschreven, [("zw".into(), "zwart".into()), ("ri".into(), "richting".into())]);
    }

    #[test]
    fn a_missing_child_is_taken_apart() {
        let line = "vermist jongen 6 jr oosterheem speeltuin lavendelpad blauwe jas rode laarzen sinds 1845";
        let Gelezen { onderdelen, tijdstip, .. } = gelezen(line);
        assert_eq!(onderdelen.object.as_deref(), Some("speeltuin"));
        assert_eq!(onderdelen.straat.as_deref(), Some("Lavendelpad"));
        assert_eq!(tijdstip, Some(Tijdstip::Om(18, 45)));
        assert_eq!(onderdelen.signalement, "jongen, 6 jaar, blauwe jas, rode laarzen");
    }

    #[rstest]
    #[case(
        "autodiefstal Noordhove grijze VW Golf kenteken 12-ABC-3 richting A12",
        Some("grijze VW Golf"),
        Some("12-ABC-3"),
        Some("richting A12")
    )]
    #[case("overval rokkeveen zwarte audi", Some("zwarte audi"), None, None)]
    #[case("overval rokkeveen 2 man weg in een witte bestelbus van mercedes", Some("witte bestelbus"), None, None)]
    #[case(
        "inbraak seghwaert vtg zw polo kent 12-ab-34 ri a12",
        Some("zwarte polo"),
        Some("12-AB-34"),
        Some("richting a12")
    )]
    #[case("straatroof palenstein man weg via driemans polder", None, None, Some("via Driemanspolder"))]
    #[case(
        "straatroof palenstein man rende weg naar het winkelcentrum met tas",
        None,
        None,
        Some("richting winkelcentrum")
    )]
    fn vehicle_plate_and_direction(
        #[case] tekst: &str,
        #[case] voertuig: Option<&str>,
        #[case] kenteken: Option<&str>,
        #[case] richting: Option<&str>,
    ) {
        let deel = gelezen(tekst).onderdelen;
        assert_eq!(deel.voertuig.as_deref(), voertuig, "{tekst}");
        assert_eq!(deel.kenteken.as_deref(), kenteken, "{tekst}");
        assert_eq!(deel.vluchtrichting.as_deref(), richting, "{tekst}");
    }

    #[rstest]
    #[case("overval rokkeveen man met mes", Some("mes"))]
    #[case("overval rokkeveen 2 mannen gewapend met vuurwapen zwarte jas", Some("vuurwapen"))]
    #[case("gewapende overval rokkeveen man zwarte jas", Some("wapen"))]
    #[case("overval rokkeveen man geen wapen gezien", None)]
    #[case("inbraak rokkeveen man met koevoet", None)]
    fn weapons(#[case] tekst: &str, #[case] wapen: Option<&str>) {
        assert_eq!(gelezen(tekst).onderdelen.wapen.as_deref(), wapen, "{tekst}");
    }

    #[rstest]
    #[case("woninginbraak Waterlelie 14 Rokkeveen man rode jas", Some("Waterlelie"), true)]
    #[case("inbraak rokkeveen Waterlelie nr 14a man rode jas", Some("Waterlelie"), true)]
    #[case("inbraak Dorpstraatje 12-14 in Meerzicht man rode jas", Some("Dorpstraatje"), true)]
    #[case("inbraak meerzicht Albertinalaan 3 jongens zwarte jas", Some("Albertinalaan"), false)]
    #[case(
        "inbraak meerzicht hoek Albertinalaan en Meerzichtlaan man pet",
        Some("Albertinalaan en Meerzichtlaan"),
        false
    )]
    #[case("inbraak seghwaert ter hoogte van akelei man pet", Some("Akelei"), false)]
    #[case("inbraak seghwaert slanke man pet", None, false)]
    #[case("inbraak seghwaert man 1.80 pet", None, false)]
    fn streets_and_house_numbers(#[case] tekst: &str, #[case] straat: Option<&str>, #[case] huisnummer: bool) {
        let gelezen = gelezen(tekst);
        assert_eq!(gelezen.onderdelen.straat.as_deref(), straat, "{tekst}");
        assert_eq!(gelezen.heeft(Wat::Huisnummer), huisnummer, "{tekst}");
    }

    #[test]
    fn a_wijk_on_the_way_is_offered_and_not_added() {
        let offered = |tekst: &str| gelezen(tekst).onderdelen.stel_voor;
        assert_eq!(offered("straatroof palenstein man weg via driemans polder"), ["driemanspolder"]);
        assert_eq!(offered("inbraak rokkeveen man rode jas, ook gezien in Oosterheem"), ["oosterheem"]);
        assert_eq!(
            offered("overval Centrum man weg richting Palenstein"),
            [] as [&str; 0],
            "a part is reached already"
        );
    }

    #[test]
    fn the_colour_of_a_skin_needs_more_beside_it() {
        assert!(gelezen("inbraak rokkeveen getinte man").heeft(Wat::Huidskleur));
        assert!(!gelezen("inbraak rokkeveen getinte man zwarte jas").heeft(Wat::Huidskleur));
    }
}
