//! What somebody goes with and where to: vehicle, licence plate, direction, weapon; and the building or shop it is at.

use std::ops::Range;

use super::lezer::Lezer;
use crate::ja_nee::Bij;
use crate::lijst::MELDING;
use crate::plaats::Kaart;
use kern::domain::inhoud;
use kern::domain::melding::lees_nummer;
use kern::domain::politiebericht::{MOGELIJK, schoon};
use kern::domain::wijk::{Gemeente, GemeenteId, Gemeenten, WijkId};
use kern::limits;

/// What is said of a weapon that is not named.
pub(super) const WAPEN: &str = "wapen";

/// How certain it is that there is a weapon.
enum Zekerheid {
    Gezien,
    /// It may be there; where the words of doubt begin.
    Mogelijk(usize),
    Geen,
}

impl Lezer {
    pub(super) fn kenteken(&mut self, gemeenten: &Gemeenten) -> Option<String> {
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

    /// Where they go, and the wijken that lie there.
    pub(super) fn richting(&mut self, kaart: &Kaart<'_>, mag: &[&GemeenteId]) -> (Option<String>, Vec<WijkId>) {
        let mut gevonden = None;
        let mut wijken = Vec::new();
        for plaats in 0..self.woorden.len() {
            let Some((begin, via)) = self.richtingwoord(plaats) else { continue };
            let Some(einde) = self.einde_van_richting(begin) else { continue };
            let voor = self.vertrek_voor(plaats);
            let tekst = match kaart.wijk_in(&self.woorden[begin..einde], mag) {
                Some(((_, id), naam, plek)) => {
                    wijken.push(id);
                    // "Driemanspolder en dan het station", "de bestelbus in Dorp": what stands around the name stays.
                    let (voor, na) = (self.stuk(begin..begin + plek.start), self.stuk(begin + plek.end..einde));
                    [voor, naam, na].into_iter().filter(|deel| !deel.is_empty()).collect::<Vec<_>>().join(" ")
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

    pub(super) fn vervoer(&mut self) -> Option<String> {
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

    pub(super) fn voertuig(&mut self) -> Option<String> {
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

    pub(super) fn wapen(&mut self) -> Option<String> {
        let mut gevonden: Vec<String> = Vec::new();
        for plaats in 0..self.woorden.len() {
            let norm = self.norm(plaats).to_owned();
            let wapen = MELDING.wapens.lijst.contains(&norm);
            if !self.vrij(plaats) || !(wapen || MELDING.wapens.gewapend.contains(&norm)) {
                continue;
            }
            let zeker = match self.zekerheid(plaats) {
                Zekerheid::Geen => continue,
                Zekerheid::Gezien => None,
                Zekerheid::Mogelijk(vanaf) => Some(vanaf),
            };
            // "Gewapende man" and "gewapend met mes": the weapon itself says more.
            let genoemd = (plaats + 1..plaats + 4).any(|na| MELDING.wapens.lijst.contains(self.norm(na)));
            let voor = self.met_ervoor(plaats, &MELDING.ervoor.wapen, 4);
            let mut einde = plaats + 1;
            while self.vrij(einde) && !self.breuk(einde) && MELDING.wapens.erachter.contains(self.norm(einde)) {
                einde += 1;
            }
            let naam = if wapen { norm } else { WAPEN.to_owned() };
            let zegt_minder = genoemd && naam == WAPEN;
            let naam = if zeker.is_some() { format!("{MOGELIJK}{naam}") } else { naam };
            // The word of doubt goes with it, where nothing else stands between.
            let voor = zeker.filter(|bij| (*bij..voor).all(|bij| self.hoort_bij_wapen(bij))).unwrap_or(voor);
            if !zegt_minder && !gevonden.contains(&naam) {
                gevonden.push(naam);
            }
            self.neem_woorden(voor..einde);
        }
        // "Schoten gehoord", "stak hem neer": with what, nobody saw.
        let geweld = MELDING.wapens.geweld.staat_in(&self.woorden);
        if gevonden.is_empty() && geweld {
            gevonden.push(format!("{MOGELIJK}{WAPEN}"));
        }
        (!gevonden.is_empty()).then(|| gevonden.join(" en "))
    }

    /// How certain the weapon at this place is, by the words around it in the same part of the sentence.
    fn zekerheid(&self, plaats: usize) -> Zekerheid {
        let lijst = &MELDING.wapens;
        let onzeker = |bij: usize| {
            lijst.onzeker.contains(self.norm(bij))
                || lijst.onzeker_of.begint(self.woorden.get(bij..).unwrap_or_default()).is_some()
        };
        let ervoor = |tot: usize| (tot.saturating_sub(3)..tot).rev().take_while(|voor| !self.breuk(voor + 1));
        // "Zonder pet met mes" denies the cap.
        let ontkend = ervoor(plaats).find(|bij| Bij::Wapen.is_nee(self.norm(*bij)));
        let ontkend = ontkend.filter(|bij| (bij + 1..plaats).all(|tussen| self.hoort_bij_wapen(tussen)));
        if let Some(niet) = ontkend {
            // "Waarschijnlijk geen wapen" is no certain no.
            return ervoor(niet).find(|bij| onzeker(*bij)).map_or(Zekerheid::Geen, Zekerheid::Mogelijk);
        }
        if let Some(bij) = ervoor(plaats).find(|bij| onzeker(*bij)) {
            return Zekerheid::Mogelijk(bij);
        }
        let niet_gezien = (plaats + 1..=plaats + 2)
            .any(|na| Bij::Wapen.is_nee(self.norm(na)) && lijst.gezien.contains(self.norm(na + 1)));
        if niet_gezien {
            // "Dreigde met een mes, niet gezien": somebody was threatened all the same.
            let dreigt = (0..plaats).any(|bij| lijst.werkwoord.contains(self.norm(bij)));
            return if dreigt { Zekerheid::Mogelijk(plaats) } else { Zekerheid::Geen };
        }
        // "Wapen onbekend", "mes?", "pistool volgens getuige".
        let einde = self.woorden.get(plaats).map_or(0, |woord| woord.plek.end);
        let gevraagd = self.tekst.get(einde..).is_some_and(|erna| erna.starts_with('?'));
        let erna = (plaats + 1..=plaats + 3)
            .take_while(|na| !self.breuk(*na))
            .any(|na| lijst.onzeker_erna.contains(self.norm(na)));
        if gevraagd || erna { Zekerheid::Mogelijk(plaats) } else { Zekerheid::Gezien }
    }

    /// Whether a word stands between a weapon and what is said of it.
    fn hoort_bij_wapen(&self, plaats: usize) -> bool {
        let norm = self.norm(plaats);
        let lijst = &MELDING.wapens;
        MELDING.ervoor.wapen.contains(norm)
            || lijst.onzeker.contains(norm)
            || lijst.gewapend.contains(norm)
            || lijst.tussen.contains(norm)
            || Bij::Wapen.is_nee(norm)
    }

    pub(super) fn object(&mut self) -> Option<String> {
        let (plaats, lengte) = (0..self.woorden.len())
            .find_map(|plaats| Some((plaats, self.langste(plaats, &MELDING.plaatsen.voorwerpen)?)))?;
        let object = schoon(self.stuk(plaats..plaats + lengte));
        let voor = self.met_ervoor(plaats, &MELDING.ervoor.voorwerp, 3);
        self.neem_woorden(voor..plaats + lengte);
        Some(object)
    }
}
