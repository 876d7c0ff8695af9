//! The parts of an alert in one typed text: kind, wijken, street, time, vehicle, direction, and what people look like.
//!
//! Each part takes its words; what is left at the end is the description. Invariants: every word goes to one part, what
//! may not stand in a politiebericht to none, and no wijk is named that lies outside the area.

use std::ops::Range;

use crate::aanhef;
use crate::intern;
use crate::ja_nee::Bij;
use crate::lijst::MELDING;
use crate::opdracht;
use crate::plaats::{Kaart, NietHier, OokGenoemd, Plaats};
use crate::signalement;
use crate::soort::{self, GevondenSoort};
use crate::tijdstip::{self, Tijdstip};
use crate::twijfel;
use crate::voluit::voluit;
use crate::woorden::{Reeksen, Woord, Woordenset, naam, norm_op, woorden};
use kern::domain::inhoud::{self, Wat};
use kern::domain::melding::{OEFENING, lees_nummer};
use kern::domain::politiebericht::{Onderdelen, schoon};
use kern::domain::soort::MeldingSoort;
use kern::domain::twijfel::{Twijfel, Waarom};
use kern::domain::wijk::{Gemeente, Gemeenten};
use kern::limits;

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
pub fn lees(tekst: &str, gemeenten: &Gemeenten, mag: &[&str]) -> Gelezen {
    lees_op(tekst, &Kaart::van(gemeenten), mag)
}

/// The same, with the names of places at hand.
#[must_use]
pub fn lees_op(tekst: &str, kaart: &Kaart<'_>, mag: &[&str]) -> Gelezen {
    let (tekst, opdrachten) = opdracht::eruit(tekst, &codes(kaart.gemeenten()));
    let voluit = voluit(&tekst);
    let mut lezer = Lezer::van(voluit.tekst);
    let kop = lezer.tekst.len()
        - aanhef::zonder(&lezer.woorden).first().map_or(0, |woord| lezer.tekst.len() - woord.plek.start);
    let soort = soort::vind(&lezer.woorden);
    let plaats = kaart.vind(&lezer.tekst, &lezer.woorden, mag);
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
        (Plaats::Elders(..) | Plaats::Buiten(..), Some(weg)) => {
            let gemeente = mag.first().copied().unwrap_or_default();
            kaart.ook_genoemd(&lezer.tekst, &lezer.woorden, gemeente, &[], weg)
        }
        _ => OokGenoemd::default(),
    };
    for weg in &ook.weg {
        lezer.neem(weg.clone());
    }
    if let Plaats::Wijken { gemeente, wijken, weg, .. } = &plaats {
        lezer.herken_in_wijk(kaart, gemeente, wijken, weg);
    }
    let mut gelezen = lezer.onderdelen(soort.as_ref(), plek.as_ref(), kaart, mag);
    gelezen.opdrachten = opdrachten;
    gelezen.buiten = soort::buiten(&lezer.woorden, gelezen.soort);
    gelezen.begint_met_soort = begint_met_soort;
    gelezen.uitgeschreven = voluit.uitgeschreven;
    if let Plaats::Wijken { gemeente, wijken, .. } = &plaats {
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
    gemeente: &str,
    wijken: &[String],
) -> Gelezen {
    let (tekst, opdrachten) = opdracht::eruit(tekst, &codes(kaart.gemeenten()));
    let voluit = voluit(&tekst);
    let mut lezer = Lezer::van(voluit.tekst);
    let genoemd =
        soort.map(|soort| GevondenSoort { soort, plek: 0..0, weg: None, getypt: None, buit: None, gewapend: false });
    let mut gelezen = lezer.onderdelen(genoemd.as_ref(), None, kaart, &[gemeente]);
    gelezen.opdrachten = opdrachten;
    gelezen.uitgeschreven = voluit.uitgeschreven;
    stel_alleen_nieuwe_voor(&mut gelezen.onderdelen.stel_voor, kaart, gemeente, wijken);
    gelezen
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
    uiterlijk && (wie || soort) && (soort || !opdrachten_erin(tekst).is_empty())
}

/// Whether a text of more than one word names no kind of alert.
#[must_use]
pub fn zegt_meer_zonder_soort(tekst: &str) -> bool {
    let alle = woorden(tekst);
    alle.len() > 1 && soort::vind(&alle).is_none()
}

/// The commands that stand in a text behind its first word: there they are no commands.
#[must_use]
pub fn opdrachten_erin(tekst: &str) -> Vec<String> {
    let stukken = tekst.split_whitespace().skip(1).filter_map(|stuk| {
        let naam = stuk.strip_prefix(['/', '\\'])?;
        let naam: String = naam.chars().take_while(|teken| teken.is_alphabetic()).collect();
        (naam.len() > 1).then(|| format!("/{naam}"))
    });
    stukken.collect()
}

/// The numbers of houses in a text by itself, in bytes: behind a street, or named as such.
#[must_use]
pub fn huisnummers(tekst: &str) -> Vec<Range<usize>> {
    let woorden = woorden(tekst);
    let norm = |plaats: usize| norm_op(&woorden, plaats);
    let is_nummer = |plaats: &usize| {
        let plaats = *plaats;
        if plaats == 0 || !is_huisnummer(norm(plaats)) {
            return false;
        }
        let vorig = norm(plaats - 1);
        let genoemd = MELDING.huisnummers.ervoor.contains(vorig);
        let telt_iets = MELDING.is_persoon(norm(plaats + 1)) || MELDING.huisnummers.telt.contains(norm(plaats + 1));
        let hoofdletter =
            tekst.get(woorden[plaats - 1].plek.clone()).is_some_and(|woord| woord.starts_with(char::is_uppercase));
        let erbij = plaats >= 2 && MELDING.huisnummers.bij_straat.contains(norm(plaats - 2));
        let straat = is_straat(vorig) || (vorig.len() >= 5 && !MELDING.is_bekend(vorig) && (hoofdletter || erbij));
        genoemd || (straat && !telt_iets)
    };
    (0..woorden.len()).filter(is_nummer).map(|plaats| woorden[plaats].plek.clone()).collect()
}

/// Keeps the wijken that an alert to these does not reach yet, each once.
fn stel_alleen_nieuwe_voor(voorstel: &mut Vec<String>, kaart: &Kaart<'_>, gemeente: &str, wijken: &[String]) {
    let Some(gemeente) = kaart.gemeenten().get(gemeente) else { return voorstel.clear() };
    let bereikt = gemeente.met_delen(wijken);
    let mut gezien: Vec<String> = Vec::new();
    for id in voorstel.drain(..) {
        if gemeente.wijk(&id).is_some() && !bereikt.contains(id.as_str()) && !gezien.contains(&id) {
            gezien.push(id);
        }
    }
    *voorstel = gezien;
}

/// What is said of a weapon that is not named.
const WAPEN: &str = "wapen";

/// A text whose words are given out one part at a time.
struct Lezer {
    tekst: String,
    woorden: Vec<Woord>,
    /// Which words a part has taken.
    op: Vec<bool>,
    /// The word for the wijk that is the name of a street.
    straat: Option<usize>,
}

impl Lezer {
    fn van(tekst: String) -> Self {
        let woorden = woorden(&tekst);
        Self { op: vec![false; woorden.len()], woorden, tekst, straat: None }
    }

    /// A wijk that was named by a street in it ("Dorpsstraat") has that street; its name once more says nothing.
    fn herken_in_wijk(&mut self, kaart: &Kaart<'_>, gemeente: &str, wijken: &[String], weg: &Range<usize>) {
        let Some(gemeente) = kaart.gemeenten().get(gemeente) else { return };
        let namen: Vec<String> =
            wijken.iter().filter_map(|id| gemeente.wijk(id)).map(|wijk| naam(&wijk.naam)).collect();
        for plaats in 0..self.woorden.len() {
            let woord = &self.woorden[plaats];
            let erin = weg.start <= woord.plek.start && woord.plek.end <= weg.end;
            if erin
                && !namen.contains(&woord.norm)
                && MELDING.plaatsen.eigen_straat.iter().any(|einde| woord.norm.ends_with(einde))
            {
                self.straat = Some(plaats);
            }
            if !erin && namen.contains(&woord.norm) && self.straat.is_some() {
                self.op[plaats] = true;
            }
        }
    }

    fn norm(&self, plaats: usize) -> &str {
        norm_op(&self.woorden, plaats)
    }

    fn vrij(&self, plaats: usize) -> bool {
        self.op.get(plaats).is_some_and(|op| !op)
    }

    /// Takes the words that touch a stretch of the text.
    fn neem(&mut self, plek: Range<usize>) {
        for (woord, op) in self.woorden.iter().zip(&mut self.op) {
            *op |= woord.plek.start < plek.end && plek.start < woord.plek.end;
        }
    }

    fn neem_woorden(&mut self, woorden: Range<usize>) {
        for plaats in woorden {
            if let Some(op) = self.op.get_mut(plaats) {
                *op = true;
            }
        }
    }

    /// The text of a run of words.
    fn stuk(&self, woorden: Range<usize>) -> &str {
        if woorden.is_empty() {
            return "";
        }
        let eerste = self.woorden.get(woorden.start).map_or(0, |woord| woord.plek.start);
        let laatste = woorden.end.checked_sub(1).and_then(|plaats| self.woorden.get(plaats));
        self.tekst.get(eerste..laatste.map_or(eerste, |woord| woord.plek.end)).unwrap_or_default()
    }

    /// Whether something parts a word from the one before it.
    fn breuk(&self, plaats: usize) -> bool {
        let (Some(vorig), Some(dit)) =
            (plaats.checked_sub(1).and_then(|vorig| self.woorden.get(vorig)), self.woorden.get(plaats))
        else {
            return true;
        };
        let tussen = self.tekst.get(vorig.plek.end..dit.plek.start).unwrap_or(",");
        let gewoon = |teken: char| matches!(teken, ' ' | '-' | '/' | '\'' | '’' | '‘' | '"' | '“' | '”' | '*' | '_');
        tussen.contains(" - ") || !tussen.chars().all(gewoon)
    }

    /// The longest run of a set that stands here, none of it taken.
    fn langste(&self, begin: usize, reeksen: &Reeksen) -> Option<usize> {
        let vrij = (begin..).take_while(|plaats| self.vrij(*plaats)).count();
        reeksen.langste(&self.woorden[begin..begin + vrij])
    }

    /// Takes the words right before a place that are in a list; answers where they begin.
    fn met_ervoor(&self, begin: usize, lijst: &Woordenset, most: usize) -> usize {
        let mut eerste = begin;
        while eerste > 0
            && begin - eerste < most
            && self.vrij(eerste - 1)
            && lijst.contains(self.norm(eerste - 1))
            && !self.breuk(eerste)
        {
            eerste -= 1;
        }
        eerste
    }

    /// Reads all parts but the place.
    fn onderdelen(
        &mut self,
        soort: Option<&GevondenSoort>,
        plek: Option<&Range<usize>>,
        kaart: &Kaart<'_>,
        mag: &[&str],
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
        let weggelaten = self.intern();
        let geweigerd = weggelaten.iter().find(|stuk| intern::weigert(&woorden(stuk)));
        let geweigerd = geweigerd.map(|stuk| Twijfel { waarom: Waarom::GeenToestemming, woorden: stuk.clone() });
        let mut bevindingen = self.inhoud(soort, plek, vermissing, &mut deel);
        deel.kenteken = self.kenteken(kaart.gemeenten());
        let tijdstip = self.tijdstip();
        let lang_geleden = match tijdstip {
            Some(Tijdstip::Geleden(minuten))
                if !vermissing && minuten * limits::MINUTE_MS > limits::HETERDAAD_VALID_MS =>
            {
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
        let ruw = self.rest();
        deel.signalement = signalement::leesbaar(&ruw, welke);
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
            onderdelen: deel,
            ruw,
            bevindingen,
            uitgeschreven: Vec::new(),
            niet_hier: Vec::new(),
            weggelaten,
            opdrachten: Vec::new(),
            twijfel,
            buiten: false,
            begint_met_soort: false,
        }
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
    fn intern(&mut self) -> Vec<String> {
        let mut weggelaten = Vec::new();
        for woorden in intern::vind(&self.tekst, &self.woorden) {
            let vrij = woorden.clone().any(|plaats| self.vrij(plaats));
            let getypt = schoon(self.stuk(woorden.clone()));
            self.neem_woorden(woorden);
            weggelaten.extend(vrij.then_some(getypt).filter(|getypt| !getypt.is_empty()));
        }
        weggelaten
    }

    fn kenteken(&mut self, gemeenten: &Gemeenten) -> Option<String> {
        // "ZM-0231" is the number of an alert.
        let nummer = |plek: &Range<usize>| {
            let getypt = self.tekst.get(plek.clone()).unwrap_or_default();
            let code =
                |gemeente: &Gemeente| getypt.get(..2).is_some_and(|code| code.eq_ignore_ascii_case(&gemeente.code));
            lees_nummer(getypt).is_some() && gemeenten.iter().any(code)
        };
        let gevonden =
            inhoud::kentekens(&self.tekst).into_iter().find(|(plek, _)| self.raakt_vrij(plek) && !nummer(plek))?;
        self.neem(gevonden.0.clone());
        let eerste = self.woorden.iter().position(|woord| woord.plek.start >= gevonden.0.start).unwrap_or(0);
        let voor = self.met_ervoor(eerste, &MELDING.ervoor.kenteken, 2);
        self.neem_woorden(voor..eerste);
        Some(gevonden.1)
    }

    /// Whether a stretch of the text has words that no part took.
    fn raakt_vrij(&self, plek: &Range<usize>) -> bool {
        let mut erin = self.woorden.iter().zip(&self.op);
        erin.any(|(woord, op)| !op && woord.plek.start < plek.end && plek.start < woord.plek.end)
    }

    fn tijdstip(&mut self) -> Option<Tijdstip> {
        let (tijdstip, plek) = tijdstip::vind(&self.tekst)?;
        if !self.raakt_vrij(&plek) {
            return None;
        }
        self.neem(plek);
        Some(tijdstip)
    }

    /// Takes numbers of houses. Answers where the words of the street before the first of them may be.
    fn huisnummers(&mut self, plek: Option<&Range<usize>>) -> Option<usize> {
        let mut eerste = None;
        for plaats in 0..self.woorden.len() {
            let genoemd = MELDING.huisnummers.genoemd.contains(self.norm(plaats)) && self.vrij(plaats);
            let getal = if genoemd { plaats + 1 } else { plaats };
            if !self.vrij(getal) || !is_huisnummer(self.norm(getal)) || (getal > 0 && self.breuk(getal) && !genoemd) {
                continue;
            }
            let straat = plaats.checked_sub(1).filter(|vorig| self.vrij(*vorig) || self.straat == Some(*vorig));
            let na_straat = straat.is_some_and(|vorig| {
                let norm = self.norm(vorig);
                is_straat(norm)
                    || self.straat == Some(vorig)
                    || (norm.len() >= 5 && !MELDING.is_bekend(norm) && self.staat_bij_plaats(vorig, plek))
            });
            let (volgend, decimaal) = (self.norm(getal + 1), self.gaat_decimaal_door(getal));
            // "2 man" are two; "14 man" behind a street is number 14 and a man.
            let weinig = self.norm(getal).len() == 1 || MELDING.personen.meer.contains(volgend);
            let telt_iets = (MELDING.is_persoon(volgend) && weinig) || MELDING.huisnummers.telt.contains(volgend);
            let met_letter = self.norm(getal).ends_with(|teken: char| teken.is_ascii_lowercase());
            if decimaal || (telt_iets && !genoemd && !met_letter) || !(genoemd || na_straat) {
                continue;
            }
            let mut laatste = getal;
            // "14 a", "14-16": the rest of the number goes too.
            while self.vrij(laatste + 1)
                && !self.breuk(laatste + 1)
                && (is_toevoeging(self.norm(laatste + 1)) || self.aan_elkaar_met_streepje(laatste + 1))
            {
                laatste += 1;
            }
            self.neem_woorden(plaats..laatste + 1);
            eerste = eerste.or(Some(straat.unwrap_or(plaats)));
        }
        eerste
    }

    /// "1.80": a number that goes on behind a point.
    fn gaat_decimaal_door(&self, plaats: usize) -> bool {
        let Some(woord) = self.woorden.get(plaats) else { return false };
        let mut na = self.tekst.get(woord.plek.end..).unwrap_or_default().chars();
        matches!(na.next(), Some('.' | ',')) && na.next().is_some_and(|teken| teken.is_ascii_digit())
    }

    fn aan_elkaar_met_streepje(&self, plaats: usize) -> bool {
        let Some(vorig) = plaats.checked_sub(1).and_then(|vorig| self.woorden.get(vorig)) else { return false };
        let Some(dit) = self.woorden.get(plaats) else { return false };
        self.tekst.get(vorig.plek.end..dit.plek.start) == Some("-") && is_huisnummer(&dit.norm)
    }

    /// Whether a word stands where a street is named: by the wijk, in front, or behind "op de", "bij", "hoek".
    fn staat_bij_plaats(&self, plaats: usize, plek: Option<&Range<usize>>) -> bool {
        let Some(woord) = self.woorden.get(plaats) else { return false };
        let vlakbij = plek.is_some_and(|plek| {
            let (voor, na) =
                (plek.end.max(woord.plek.start) - plek.end.min(woord.plek.start), plek.start.abs_diff(woord.plek.end));
            voor <= 3 || na <= 12
        });
        vlakbij || plaats == 0 || !self.vrij(plaats - 1) || self.na_plaatswoord(plaats)
    }

    fn na_plaatswoord(&self, plaats: usize) -> bool {
        let mut voor = plaats;
        while voor > 0 && MELDING.plaatsen.lidwoorden.contains(self.norm(voor - 1)) {
            voor -= 1;
        }
        voor > 0 && MELDING.plaatsen.voor.contains(self.norm(voor - 1))
    }

    /// Where they go, and the wijken that lie there.
    fn richting(&mut self, kaart: &Kaart<'_>, mag: &[&str]) -> (Option<String>, Vec<String>) {
        let mut gevonden = None;
        let mut wijken = Vec::new();
        for plaats in 0..self.woorden.len() {
            let Some((begin, via)) = self.richtingwoord(plaats) else { continue };
            let Some(einde) = self.einde_van_richting(begin) else { continue };
            let voor = self.vertrek_voor(plaats);
            let tekst = match kaart.wijk_in(&self.woorden[begin..einde], mag) {
                Some(((_, id), naam, tot)) => {
                    wijken.push(id);
                    // "Driemanspolder en dan het station": what stands behind the name stays.
                    let rest = self.stuk(begin + tot..einde).to_owned();
                    if rest.is_empty() { naam.to_owned() } else { format!("{naam} {rest}") }
                }
                None => self.stuk(begin..einde).to_owned(),
            };
            self.neem_woorden(voor..einde);
            let tekst = schoon(&tekst);
            if gevonden.is_none() && tekst.chars().any(char::is_alphanumeric) {
                gevonden = Some(format!("{} {tekst}", if via { "via" } else { "richting" }));
            } else if let Some(al) = gevonden.as_mut().filter(|_| !tekst.is_empty()) {
                al.push_str(&format!(", {} {tekst}", if via { "via" } else { "richting" }));
            }
        }
        (gevonden, wijken)
    }

    /// A word for a direction: where what follows it begins, and whether it is a way ("via").
    fn richtingwoord(&self, plaats: usize) -> Option<(usize, bool)> {
        if !self.vrij(plaats) {
            return None;
        }
        let vorig = plaats.checked_sub(1).map_or("", |vorig| self.norm(vorig));
        let (dit, lijst) = (self.norm(plaats), &MELDING.richting);
        let vertrekt = MELDING.vulling.vertrek.contains(vorig) && !lijst.uit.contains(vorig);
        let naar = lijst.naar.contains(dit) && !lijst.geen_richting.contains(vorig);
        let via = lijst.via.contains(dit) || (lijst.over.contains(dit) && vertrekt);
        if !(lijst.woorden.contains(dit) || naar || via) {
            return None;
        }
        let mut begin = plaats + 1;
        while self.vrij(begin) && MELDING.richting.aanloop.contains(self.norm(begin)) {
            begin += 1;
        }
        Some((begin, via))
    }

    fn einde_van_richting(&self, begin: usize) -> Option<usize> {
        let kan = |plaats: usize| {
            let norm = self.norm(plaats);
            self.vrij(plaats)
                && !MELDING.vulling.na_richting.contains(norm)
                && !MELDING.is_persoon(norm)
                && !MELDING.vulling.vertrek.contains(norm)
                && self.richtingwoord(plaats).is_none()
        };
        let loopt_door = |plaats: usize| {
            let norm = self.norm(plaats);
            let telt = MELDING.personen.getallen.contains(norm) && MELDING.is_persoon(self.norm(plaats + 1));
            kan(plaats)
                && !self.breuk(plaats)
                && !MELDING.is_bijvoeglijk(norm)
                && !MELDING.kleding.lijst.contains(norm)
                && !telt
        };
        if !kan(begin) {
            return None;
        }
        let mut einde = begin + 1;
        while einde < begin + limits::DIRECTION_WORDS_MAX && loopt_door(einde) {
            einde += 1;
        }
        Some(einde)
    }

    /// "Gevlucht in de", "rent", "weg": how they left goes with where to.
    fn vertrek_voor(&self, plaats: usize) -> usize {
        let mut voor = plaats;
        while voor > 0 && plaats - voor < 5 && self.vrij(voor - 1) {
            let norm = self.norm(voor - 1);
            let lidwoord = MELDING.richting.bij_vertrek.contains(norm);
            if !(MELDING.vulling.vertrek.contains(norm) || lidwoord) || (self.breuk(voor) && lidwoord) {
                break;
            }
            voor -= 1;
        }
        voor
    }

    fn vervoer(&mut self) -> Option<String> {
        let mut gevonden = None;
        for plaats in 0..self.woorden.len() {
            let lengte = self.langste(plaats, &MELDING.vervoer.lijst).or_else(|| self.op_een_voertuig(plaats));
            let Some(lengte) = lengte else { continue };
            if gevonden.is_none() {
                gevonden = Some(schoon(self.stuk(plaats..plaats + lengte)));
                self.neem_woorden(plaats..plaats + lengte);
            }
        }
        gevonden
    }

    /// "Op een zwarte fatbike".
    fn op_een_voertuig(&self, plaats: usize) -> Option<usize> {
        if !MELDING.voertuigen.voorzetsel.contains(self.norm(plaats)) || !self.vrij(plaats) {
            return None;
        }
        let mut einde = plaats + 1;
        while self.vrij(einde) && einde - plaats < 5 && !self.breuk(einde) {
            let norm = self.norm(einde);
            if MELDING.voertuigen.op.contains(norm) {
                return Some(einde + 1 - plaats);
            }
            let ertussen = MELDING.voertuigen.tussen_op.contains(norm);
            if !ertussen && !MELDING.is_bijvoeglijk(norm) {
                return None;
            }
            einde += 1;
        }
        None
    }

    fn voertuig(&mut self) -> Option<String> {
        let plaats = (0..self.woorden.len()).find(|plaats| {
            let norm = self.norm(*plaats);
            let gekleurd =
                plaats.checked_sub(1).is_some_and(|vorig| self.vrij(vorig) && MELDING.is_kleur(self.norm(vorig)));
            let merk =
                MELDING.voertuigen.merken.contains(norm) && (gekleurd || !MELDING.voertuigen.ook_gewoon.contains(norm));
            let model = MELDING.voertuigen.modellen.contains(norm) && gekleurd;
            let gewoon = MELDING.voertuigen.gewoon.contains(norm) && !MELDING.voertuigen.zegt_niets.contains(norm);
            self.vrij(*plaats) && (merk || model || gewoon)
        })?;
        let mut begin = plaats;
        while begin > 0 && self.vrij(begin - 1) && !self.breuk(begin) && MELDING.is_bijvoeglijk(self.norm(begin - 1)) {
            begin -= 1;
        }
        let mut einde = plaats + 1;
        while self.vrij(einde) && !self.breuk(einde) {
            let norm = self.norm(einde);
            let hoort = MELDING.voertuigen.merken.contains(norm)
                || MELDING.voertuigen.modellen.contains(norm)
                || MELDING.voertuigen.gewoon.contains(norm)
                // "Golf zwart", and not "golf zwarte jas".
                || (MELDING.is_kleur(norm) && !norm.ends_with('e') && !MELDING.kleding.lijst.contains(self.norm(einde + 1)));
            if !hoort {
                break;
            }
            einde += 1;
        }
        let voertuig = schoon(self.stuk(begin..einde));
        let voor = self.met_ervoor(begin, &MELDING.ervoor.voertuig, 4);
        self.neem_woorden(voor..einde);
        Some(voertuig)
    }

    fn wapen(&mut self) -> Option<String> {
        let mut gevonden: Vec<String> = Vec::new();
        for plaats in 0..self.woorden.len() {
            let norm = self.norm(plaats).to_owned();
            let wapen = MELDING.wapens.lijst.contains(&norm);
            if !self.vrij(plaats) || !(wapen || MELDING.wapens.gewapend.contains(&norm)) {
                continue;
            }
            let geen = (plaats.saturating_sub(3)..plaats).any(|voor| Bij::Wapen.is_nee(self.norm(voor)));
            // "Gewapende man" and "gewapend met mes": the weapon itself says more.
            let genoemd = (plaats + 1..plaats + 4).any(|na| MELDING.wapens.lijst.contains(self.norm(na)));
            if geen {
                continue;
            }
            let voor = self.met_ervoor(plaats, &MELDING.ervoor.wapen, 4);
            let mut einde = plaats + 1;
            while self.vrij(einde) && !self.breuk(einde) && MELDING.wapens.erachter.contains(self.norm(einde)) {
                einde += 1;
            }
            let naam = if wapen { norm } else { WAPEN.to_owned() };
            let zegt_minder = genoemd && naam == WAPEN;
            if !zegt_minder && !gevonden.contains(&naam) {
                gevonden.push(naam);
            }
            self.neem_woorden(voor..einde);
        }
        (!gevonden.is_empty()).then(|| gevonden.join(" en "))
    }

    fn object(&mut self) -> Option<String> {
        let (plaats, lengte) = (0..self.woorden.len())
            .find_map(|plaats| Some((plaats, self.langste(plaats, &MELDING.plaatsen.voorwerpen)?)))?;
        let object = schoon(self.stuk(plaats..plaats + lengte));
        let voor = self.met_ervoor(plaats, &MELDING.ervoor.voorwerp, 3);
        self.neem_woorden(voor..plaats + lengte);
        Some(object)
    }

    /// The street: by its name, by a house number, or the unknown word where a street is named.
    fn straat(
        &mut self,
        soort: Option<&GevondenSoort>,
        plek: Option<&Range<usize>>,
        huisnummer: Option<&usize>,
    ) -> Option<String> {
        let mut straten: Vec<Range<usize>> = Vec::new();
        for plaats in 0..self.woorden.len() {
            if self.vrij(plaats) && is_straat(self.norm(plaats)) {
                straten.push(self.begin_van_straat(plaats)..plaats + 1);
            }
        }
        if let Some(plaats) = self.straat {
            straten.insert(0, plaats..plaats + 1);
        }
        if straten.is_empty() {
            straten.extend(huisnummer.filter(|plaats| self.kan_straat(**plaats)).map(|plaats| *plaats..*plaats + 1));
        }
        if straten.is_empty() {
            straten.extend(self.onbekend_bij_wijk(soort, plek));
        }
        let namen: Vec<String> =
            straten.iter().map(|woorden| met_hoofdletter(&schoon(self.stuk(woorden.clone())))).collect();
        for woorden in straten {
            let voor = self.met_ervoor(woorden.start, &MELDING.ervoor.straat, 5);
            self.neem_woorden(voor..woorden.end);
        }
        let namen: Vec<&str> = namen.iter().map(String::as_str).collect();
        (!namen.is_empty()).then(|| kern::domain::wijk::opsomming(namen))
    }

    fn kan_straat(&self, plaats: usize) -> bool {
        let norm = self.norm(plaats);
        self.vrij(plaats) && (4..=limits::STREET_CHARACTERS_MAX).contains(&norm.len()) && !MELDING.is_bekend(norm)
    }

    /// "Burgemeester van Tuyllplein": words in capitals and particles before it belong to the name.
    fn begin_van_straat(&self, plaats: usize) -> usize {
        let groot = |plaats: usize| self.stuk(plaats..plaats + 1).chars().next().is_some_and(char::is_uppercase);
        let mut begin = plaats;
        while begin > 0 && plaats - begin < 3 && self.vrij(begin - 1) && !self.breuk(begin) {
            let vorig = begin - 1;
            let deel = MELDING.plaatsen.in_straatnaam.contains(self.norm(vorig)) && vorig > 0 && groot(vorig - 1);
            if !(deel || (groot(vorig) && !MELDING.is_bekend(self.norm(vorig)) && self.norm(vorig).len() > 1)) {
                break;
            }
            begin = vorig;
        }
        begin
    }

    /// The unknown word beside the wijk, or behind a word for a place: "rokkeveen waterlelie 2 man".
    fn onbekend_bij_wijk(&self, soort: Option<&GevondenSoort>, plek: Option<&Range<usize>>) -> Option<Range<usize>> {
        let genoemd =
            (0..self.woorden.len()).find(|plaats| self.kan_straat(*plaats) && self.na_sterk_plaatswoord(*plaats));
        if let Some(plaats) = genoemd {
            return Some(plaats..plaats + 1);
        }
        let plek = plek?;
        let na = self.woorden.iter().position(|woord| woord.plek.start >= plek.end);
        // Right behind the wijk, unless it stands before somebody like "slanke man".
        let achter = na.filter(|plaats| {
            let volgend = self.norm(plaats + 1);
            let beschrijft = self.norm(*plaats).ends_with('e') && MELDING.is_persoon(volgend) && self.vrij(plaats + 1);
            let vervolgt = volgend.is_empty() || MELDING.is_bekend(volgend) || !self.vrij(plaats + 1);
            self.kan_straat(*plaats) && !beschrijft && vervolgt
        });
        if let Some(plaats) = achter {
            return Some(plaats..plaats + 1);
        }
        // Between the kind and the wijk, and nothing else.
        let wijk = self.woorden.iter().position(|woord| woord.plek.start >= plek.start)?;
        let soort = soort.and_then(|soort| {
            self.woorden.iter().rposition(|woord| woord.plek.end <= soort.plek.end && soort.plek.end > 0)
        })?;
        let tussen = soort + 1..wijk;
        let over: Vec<usize> =
            tussen.filter(|plaats| self.vrij(*plaats) && !MELDING.vulling.lijst.contains(self.norm(*plaats))).collect();
        match over.as_slice() {
            [een] if self.kan_straat(*een) => Some(*een..*een + 1),
            _ => None,
        }
    }

    fn na_sterk_plaatswoord(&self, plaats: usize) -> bool {
        let mut voor = plaats;
        while voor > 0 && MELDING.plaatsen.tussen_sterk.contains(self.norm(voor - 1)) {
            voor -= 1;
        }
        let sterk = &MELDING.plaatsen.sterk;
        voor > 0 && sterk.contains(&self.norm(voor - 1))
    }

    /// What no part took, without words that carry nothing at the edges of each run.
    fn rest(&self) -> String {
        let leeg = |plaats: usize| {
            let norm = self.norm(plaats);
            MELDING.vulling.lijst.contains(norm)
                || MELDING.vulling.vertrek.contains(norm)
                || MELDING.tijd.lijst.contains(norm)
                || MELDING.beleefd.lijst.contains(norm)
        };
        let mut stukken: Vec<String> = Vec::new();
        let mut plaats = 0;
        while plaats < self.woorden.len() {
            if !self.vrij(plaats) {
                plaats += 1;
                continue;
            }
            let begin = plaats;
            while self.vrij(plaats) {
                plaats += 1;
            }
            let (mut eerste, mut laatste) = (begin, plaats);
            while eerste < laatste && leeg(eerste) {
                eerste += 1;
            }
            while eerste < laatste && leeg(laatste - 1) {
                laatste -= 1;
            }
            if eerste < laatste {
                let stuk = zonder_losse_tekens(&schoon(self.stuk(eerste..laatste)));
                if stuk.chars().any(char::is_alphanumeric) {
                    stukken.push(stuk);
                }
            }
        }
        schoon(&stukken.join(", "))
    }
}

/// Takes away loose punctuation and emoji between words.
fn zonder_losse_tekens(tekst: &str) -> String {
    let los = |woord: &str| woord.chars().all(|teken| !teken.is_alphanumeric());
    let woorden: Vec<&str> = tekst.split(' ').filter(|woord| !woord.is_empty() && !los(woord)).collect();
    woorden.join(" ")
}

/// One to four digits, with a letter or none.
fn is_huisnummer(norm: &str) -> bool {
    let cijfers = norm.trim_end_matches(|teken: char| teken.is_ascii_lowercase());
    (1..=4).contains(&cijfers.len())
        && cijfers.bytes().all(|byte| byte.is_ascii_digit())
        && norm.len() - cijfers.len() <= 1
}

fn is_toevoeging(norm: &str) -> bool {
    MELDING.huisnummers.toevoeging.contains(norm)
}

/// Whether a word ends like the name of a street and is no other word.
fn is_straat(norm: &str) -> bool {
    norm.chars().count() >= 6
        && !MELDING.is_bekend(norm)
        && MELDING.plaatsen.einden.iter().any(|einde| norm.ends_with(einde) && norm.len() > einde.len() + 1)
}

fn met_hoofdletter(tekst: &str) -> String {
    let mut tekens = tekst.chars();
    tekens.next().map_or_else(String::new, |eerste| eerste.to_uppercase().chain(tekens).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn gelezen(tekst: &str) -> Gelezen {
        let gemeenten = kern::gemeenten::load(None).unwrap_or_else(|fout| panic!("{fout:#}"));
        lees(tekst, &gemeenten, &["zoetermeer", "loosduinen"])
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
