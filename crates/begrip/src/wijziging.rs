//! What a line typed at a preview changes of it: "nee meerzicht", "2 mannen", "jas was groen", "zonder petje", "tijd was 14.10".
//!
//! Owns telling a change from other talk, and which part of the alert it is about. The changed text is shown before anything
//! leaves; whether it may, is not decided here. Invariants: what is not named stays, letter for letter; every word of a line is a
//! change, fills the sentence, or is told back as not understood; what may not stand in a politiebericht is no change.

mod getal;
mod moment;
mod tekst;
mod uiterlijk;
mod zinsdeel;

use moment::kale_tijd;
use tekst::Stof;
use zinsdeel::{Zinsdeel, zinsdelen, zonder, zonder_schreeuwen};

use crate::lijst::{MELDING, WIJK, WIJZIGING};
use crate::melding::{Gelezen, lees_beschrijving};
use crate::plaats::{Kaart, Plaats};
use crate::soort;
use crate::tijdstip::{self, Tijdstip};
use crate::voluit::voluit;
use crate::wijk;
use crate::woorden::{Woord, Woordenset, woorden};
use kern::domain::politiebericht::Onderdelen;
use kern::domain::soort::MeldingSoort;
use kern::domain::wijk::{GemeenteId, WijkId};

/// The draft that is shown.
#[derive(Debug, Clone, Copy)]
pub struct Concept<'a> {
    /// Its kind.
    pub soort: MeldingSoort,
    /// Where it is.
    pub gemeente: &'a GemeenteId,
    /// The wijken that it goes to.
    pub wijken: &'a [WijkId],
    /// What it says.
    pub onderdelen: &'a Onderdelen,
    /// All that it says is one text: an update. Kind, wijken and time are no parts of it.
    pub alleen_tekst: bool,
}

/// What is to change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wijziging {
    /// Another kind.
    pub soort: Option<MeldingSoort>,
    /// Other wijken of the same gemeente.
    pub wijken: Option<Vec<WijkId>>,
    /// Another moment; `Some(None)`: none any more.
    pub tijdstip: Option<Option<Tijdstip>>,
    /// All parts as they become. Its moment is not set: that takes a clock.
    pub onderdelen: Onderdelen,
    /// What had no place, as it was typed.
    pub rest: Vec<String>,
}

/// Reads it. `None`: it changes nothing that could be placed, or names what may not stand in an alert.
#[must_use]
pub fn lees(getypt: &str, concept: &Concept<'_>, kaart: &Kaart<'_>) -> Option<Wijziging> {
    let getypt = voluit(getypt).tekst;
    let alle = woorden(&getypt);
    // "Ander soort, dit is een overval" tells of no other person.
    let welke = alle.iter().enumerate().any(|(plaats, woord)| {
        let deel = alle.get(plaats + 1).is_some_and(|na| WIJZIGING.ander_deel.contains(&na.norm));
        WIJZIGING.welke.contains(&woord.norm) && !deel
    });
    // "Wapen weg, dat weet ik niet zeker" says why; "ongeveer 1.90" how tall.
    let weg = WIJZIGING.eruit.staat_in(&alle);
    let cijfers = getypt.contains(|teken: char| teken.is_ascii_digit());
    let twijfelt = |woord: &Woord| {
        WIJZIGING.twijfelt.contains(&woord.norm) && !(cijfers && WIJZIGING.ongeveer.contains(&woord.norm))
    };
    let vraagt_meer = WIJZIGING.hele_tekst.staat_in(&alle)
        || welke
        || alle.iter().any(twijfelt)
        || !weg && WIJZIGING.twijfelt_reeks.staat_in(&alle);
    if getypt.contains('?') || vraagt_meer || getypt.chars().count() > LANG_MAX {
        return None;
    }
    let mut lezer = Lezer {
        concept,
        kaart,
        stof: Stof::van(concept.onderdelen),
        wijziging: Wijziging {
            soort: None,
            wijken: None,
            tijdstip: None,
            onderdelen: concept.onderdelen.clone(),
            rest: Vec::new(),
        },
        onderwerp: None,
        tijd_fout: false,
        verboden: false,
    };
    let delen = zinsdelen(&getypt);
    let noemt_tijd = |deel: &Zinsdeel<'_>| WIJZIGING.tijd.staat_in(&woorden(deel.tekst()));
    lezer.tijd_fout = delen.iter().any(|deel| matches!(deel, Zinsdeel::Fout(_)) && noemt_tijd(deel));
    // "Niet station maar centrum" is about the direction.
    let elders = delen.iter().filter_map(Zinsdeel::ontkend).any(|tekst| lezer.staat_er(tekst));
    let delen = if concept.alleen_tekst || elders { delen } else { lezer.wijken(delen) };
    // "14.50 en niet 15.40", "niet zwart maar blauw": what is denied stands there now, what is said takes its place.
    let mut ontkend: Vec<&str> = delen.iter().filter_map(Zinsdeel::ontkend).collect();
    let mut gezegd = 0;
    for deel in &delen {
        match deel {
            Zinsdeel::Niet(_) => {}
            // Said to be wrong, and nothing in its place: it is asked.
            Zinsdeel::Fout(_) => {}
            Zinsdeel::Weg(tekst) => lezer.weg(tekst),
            Zinsdeel::Gezegd { tekst, erbij, vervangt } => {
                gezegd += usize::from(lezer.gezegd(tekst, *erbij, *vervangt, &mut ontkend));
            }
        }
    }
    lezer.ontkend(&delen, &ontkend, gezegd);
    lezer.klaar()
}

/// Longer than this nobody corrects a preview.
const LANG_MAX: usize = 160;

struct Lezer<'a> {
    concept: &'a Concept<'a>,
    kaart: &'a Kaart<'a>,
    stof: Stof,
    wijziging: Wijziging,
    /// What was named by itself: "alleen die jas, die was blauw".
    onderwerp: Option<String>,
    /// Whether the moment was said to be wrong.
    tijd_fout: bool,
    verboden: bool,
}

impl Lezer<'_> {
    fn klaar(self) -> Option<Wijziging> {
        let Self { mut wijziging, stof, concept, verboden, onderwerp, .. } = self;
        stof.naar(&mut wijziging.onderdelen);
        let Wijziging { soort, wijken, tijdstip, onderdelen, .. } = &wijziging;
        let veranderd = soort.is_some() || wijken.is_some() || tijdstip.is_some() || onderdelen != concept.onderdelen;
        // "2 mannen, pet niet": named, and nothing that could be read was said of it.
        wijziging.rest.extend(onderwerp);
        (veranderd && !verboden).then_some(wijziging)
    }

    /// What is denied, and took no place. `gezegd`: so many parts said something.
    fn ontkend(&mut self, delen: &[Zinsdeel<'_>], ontkend: &[&str], gezegd: usize) {
        // "Geen petje": alone, what is denied goes.
        let fout: Vec<&str> = delen
            .iter()
            .filter_map(|deel| if let Zinsdeel::Fout(tekst) = deel { Some(*tekst) } else { None })
            .collect();
        let alleen_ontkend = gezegd == 0 && fout.is_empty();
        for niet in ontkend.iter().copied() {
            let bekend = woorden(zinsdeel::kern(niet)).iter().all(|woord| tekst::is_uiterlijk(&woord.norm));
            if fout.contains(&niet) {
                // "Kenteken is fout, 2 mannen": said to be wrong, and nothing was said in its place.
                if !self.is_hersteld(niet) {
                    self.wijziging.rest.push(niet.trim().to_owned());
                }
            } else if self.wijziging.soort.is_some() && soort::vind(&woorden(niet)).is_some() {
                // "Geen inbraak maar overval": the kind is another.
            } else if alleen_ontkend {
                // "Haar jas had geen bontkraag" said something of it.
                self.onderwerp = None;
                self.weg(niet);
            } else if self.staat_in_plaats(niet) {
                // "Geen mes maar een vuurwapen", "richting Den Haag ipv Delft": what took its place stands there.
            } else if !bekend {
                // "Jas was blauw, nog niet goedkeuren".
                self.wijziging.rest.push(niet.trim().to_owned());
            } else if !self.concept.alleen_tekst
                && self.stof.noemt(&woorden(zinsdeel::kern(niet)))
                && !woorden(zinsdeel::kern(niet)).iter().all(|woord| tekst::is_alleen_hoe(&woord.norm))
            {
                // "Te voet in plaats van op een scooter": the scooter goes. "Busje is donkerblauw, geen zwart" takes no colour of a jacket.
                self.weg(zinsdeel::kern(niet));
            }
        }
    }

    /// Whether something of the same kind as what is denied took its place, wherever that stood.
    fn staat_in_plaats(&self, niet: &str) -> bool {
        let (alle, oud) = (woorden(zinsdeel::kern(niet)), self.concept.onderdelen);
        let wapen = alle.iter().all(|woord| MELDING.wapens.lijst.contains(&woord.norm));
        let plaats = alle.len() <= 2 && niet.trim_start().starts_with(char::is_uppercase);
        !alle.is_empty() && (wapen && self.stof.wapen_anders(oud) || plaats && self.stof.richting_anders(oud))
    }

    /// Whether what was said to be wrong was put right by another part of the line.
    fn is_hersteld(&self, fout: &str) -> bool {
        let (alle, nieuw, oud) = (woorden(fout), &self.wijziging, self.concept.onderdelen);
        let noemt = |lijst: &Woordenset| lijst.staat_in(&alle);
        let delen = [&WIJZIGING.tijd, &WIJZIGING.wijk, &WIJZIGING.straat, &WIJZIGING.richting];
        // "Melding klopt niet, het is meerzicht" names no part.
        if zinsdeel::kern(fout).is_empty() && !delen.into_iter().any(noemt) {
            return true;
        }
        let tijd = noemt(&WIJZIGING.tijd) || tijdstip::vind(fout).is_some() || kale_tijd(fout, &alle).is_some();
        tijd && nieuw.tijdstip.is_some()
            || noemt(&WIJZIGING.wijk) && nieuw.wijken.is_some()
            || noemt(&WIJZIGING.straat) && self.stof.straat_anders(oud)
            || noemt(&WIJZIGING.richting) && self.stof.richting_anders(oud)
            || soort::vind(&alle).is_some() && nieuw.soort.is_some()
    }

    /// Takes the parts of the sentence that only name wijken; answers the others.
    fn wijken<'t>(&mut self, delen: Vec<Zinsdeel<'t>>) -> Vec<Zinsdeel<'t>> {
        let mag = [self.concept.gemeente];
        let (kaart, concept) = (self.kaart, self.concept);
        let waarheen = |deel: &Zinsdeel<'_>| {
            let zonder = deel.tekst().to_lowercase().replace("aanpassen", "").replace("wijzigen", "");
            let gezegd = matches!(deel, Zinsdeel::Gezegd { .. }) && wijk::zegt_alleen_waar(&zonder, kaart, &mag);
            let (id, ..) = kaart.wijk_in(&woorden(&zonder), &mag).filter(|_| gezegd)?;
            Some(id.1)
        };
        let alleen_wijk = |deel: &Zinsdeel<'_>| {
            let tekst = deel.tekst();
            let alle = woorden(tekst);
            let Plaats::Wijken { weg, .. } = kaart.vind(tekst, &alle, &mag) else {
                // "Naar meerzicht" is where it is to go, and nobody's way.
                return waarheen(deel).is_some();
            };
            let vult = |woord: &Woord| {
                let norm = woord.norm.as_str();
                let lijsten =
                    [&WIJZIGING.vulling, &WIJZIGING.erbij, &WIJZIGING.eruit, &WIJZIGING.bij_eruit, &WIJZIGING.ontkent];
                wijk::is_vulling(norm)
                    || WIJZIGING.bij_erbij.contains(norm)
                    || lijsten.iter().any(|lijst| lijst.contains(norm))
            };
            alle.iter().all(|woord| weg.start <= woord.plek.start && woord.plek.end <= weg.end || vult(woord))
        };
        let (wijk, rest): (Vec<_>, Vec<_>) = delen.into_iter().partition(alleen_wijk);
        if wijk.is_empty() {
            return rest;
        }
        // What is denied stands last: "niet rokkeveen, meerzicht" would deny both.
        let (gezegd, ontkend): (Vec<_>, Vec<_>) = wijk.iter().partition(|deel| matches!(deel, Zinsdeel::Gezegd { .. }));
        let zin: Vec<String> = gezegd.into_iter().chain(ontkend).map(Zinsdeel::als_zin).collect();
        let zin = zin.join(", ");
        let nieuw = wijk::gewijzigd(&zin, kaart, concept.gemeente, concept.wijken).or_else(|| {
            // "Ook oosterheem", which is among them: they stay.
            if WIJK.erbij.staat_in(&woorden(&zin)) {
                return Some(concept.wijken.to_vec());
            }
            let over = wijk::zonder_ontkende(&zin, kaart, &mag)?;
            match kaart.vind(&over, &woorden(&over), &mag) {
                Plaats::Wijken { wijken, .. } => Some(wijken),
                Plaats::Geen | Plaats::Keuze(..) | Plaats::Elders(..) | Plaats::Buiten(..) => {
                    wijk.iter().find_map(waarheen).map(|wijk| vec![wijk])
                }
            }
        });
        match nieuw {
            Some(wijken) if wijken != concept.wijken => {
                // The street lay in the other wijk.
                if !wijken.iter().any(|wijk| concept.wijken.contains(wijk)) {
                    self.stof.wis_straat();
                }
                self.wijziging.wijken = Some(wijken);
            }
            Some(_) => {}
            None => self.wijziging.rest.extend(wijk.iter().map(|deel| deel.tekst().to_owned())),
        }
        rest
    }

    /// Whether what is denied are words of the text, and no wijk.
    fn staat_er(&mut self, ontkend: &str) -> bool {
        let kern = zinsdeel::kern(ontkend);
        let alle = woorden(kern);
        self.kaart.vind(kern, &alle, &[self.concept.gemeente]) == Plaats::Geen && self.stof.noemt(&alle)
    }

    /// Something that is not to stand there any more.
    fn weg(&mut self, getypt: &str) {
        // Out of the one sentence of an update nothing can go without breaking it.
        if self.concept.alleen_tekst {
            self.wijziging.rest.push(getypt.trim().to_owned());
            return;
        }
        let alle = woorden(getypt);
        let noemt = |lijst: &Woordenset| alle.iter().any(|woord| lijst.contains(&woord.norm));
        let lijsten = [&WIJZIGING.vulling, &WIJZIGING.eruit, &WIJZIGING.bij_eruit];
        let klein = |norm: &str| lijsten.iter().any(|lijst| lijst.contains(norm));
        // Nothing but the name of a part.
        let kort = alle.iter().filter(|woord| !klein(&woord.norm)).count() <= 1;
        let gewist = match () {
            () if kort && noemt(&WIJZIGING.tijd) => {
                let stond = self.concept.onderdelen.tijd_ms.is_some();
                self.wijziging.tijdstip = stond.then_some(None);
                stond
            }
            () if kort && noemt(&WIJZIGING.kenteken) => self.stof.wis_kenteken(),
            () if kort && noemt(&WIJZIGING.richting) => self.stof.wis(tekst::Veld::Vluchtrichting),
            () if kort && noemt(&WIJZIGING.straat) => self.stof.wis(tekst::Veld::Straat),
            () if kort && noemt(&WIJZIGING.buit) => self.stof.wis(tekst::Veld::Buit),
            () if kort && noemt(&WIJZIGING.wapen) => self.stof.wis(tekst::Veld::Wapen),
            () => self.stof.haal_weg(&alle) || self.stof.haal_alle_weg(&alle),
        };
        if !gewist {
            self.wijziging.rest.push(getypt.trim().to_owned());
        }
    }

    /// Something that is so, or is to stand there. Answers whether it said more than what it is about.
    fn gezegd(&mut self, getypt: &str, erbij: bool, vervangt: bool, ontkend: &mut Vec<&str>) -> bool {
        let alle = woorden(getypt);
        let heel = !self.concept.alleen_tekst;
        if alle.is_empty() {
            return false;
        }
        if heel && (self.is_tijd(getypt, &alle) || self.is_soort(&alle)) {
            return true;
        }
        // "Om 15.30 bij de speeltuin": the moment, and the rest.
        let tijd = if heel { self.tijd_in(getypt, &alle) } else { None };
        let getypt = &tijd.as_ref().map_or_else(|| getypt.to_owned(), |(_, plek)| zonder(getypt, plek));
        let alle = woorden(getypt);
        let kern = &zonder_schreeuwen(zinsdeel::kern(getypt));
        if kern.is_empty() {
            return false;
        }
        // "De kleur van dat busje", which is said next.
        let kern = &self.zonder_kenmerk(kern);
        // "Alleen die jas, die was blauw".
        if let [enig] = woorden(kern).as_slice()
            && self.stof.noemt(std::slice::from_ref(enig))
        {
            self.onderwerp = Some(enig.norm.clone());
            return false;
        }
        // The small words around it tell a way from a vehicle: "te voet", "op een scooter".
        let gelezen = self.beschrijving(&zonder_schreeuwen(getypt.trim()));
        if self.verboden {
            return true;
        }
        // "Van twee naar één": neither is a way, nor how many there are.
        let getallen = alle.iter().filter(|woord| MELDING.personen.getallen.contains(&woord.norm)).count();
        if getallen > 1 && WIJZIGING.maakt_tot.staat_in(&alle) {
            self.wijziging.rest.push(getypt.trim().to_owned());
            return true;
        }
        let ervoor = self.stof.clone();
        let koppelt = alle.iter().position(|woord| WIJZIGING.koppelt.contains(&woord.norm));
        // "Jumbo is de plus" is about something that stands nowhere.
        let over_iets = koppelt.is_some_and(|plaats| !zinsdeel::kern_van(&alle[..plaats], &[]).is_empty());
        let gedaan = self.is_getal(getypt, kern)
            || (!erbij && self.is_zo(getypt))
            || (!over_iets
                && ((heel && self.is_onderdeel(&gelezen, kern, erbij))
                    || (!erbij && self.op_plaats_van(kern, ontkend))
                    || self.uiterlijk(kern, &alle, &gelezen, (erbij, vervangt))));
        if gedaan {
            if let Some((tijdstip, _)) = tijd {
                self.wijziging.tijdstip = Some(Some(tijdstip));
            }
        } else {
            self.stof = ervoor;
            self.wijziging.rest.push(getypt.trim().to_owned());
            // "Tijd klopt niet, bij ons staat het incident op 03.52".
            if let Some((tijdstip, _)) = tijd.filter(|_| self.tijd_fout) {
                self.wijziging.tijdstip = Some(Some(tijdstip));
            }
        }
        true
    }

    /// "Kleur van het busje" is about the busje, where that stands there.
    fn zonder_kenmerk(&mut self, kern: &str) -> String {
        let alle = woorden(kern);
        let erna = WIJZIGING.kenmerk_van.langste(&alle).and_then(|lengte| kern.get(alle.get(lengte)?.plek.start..));
        match erna.map(zinsdeel::kern) {
            Some(ding) if self.stof.noemt(&woorden(ding)) => ding.to_owned(),
            _ => kern.to_owned(),
        }
    }

    /// What a piece says by itself; what may not stand there ends the whole reading.
    fn beschrijving(&mut self, stuk: &str) -> Gelezen {
        let gelezen =
            lees_beschrijving(stuk, Some(self.concept.soort), self.kaart, self.concept.gemeente, self.concept.wijken);
        self.verboden |=
            !gelezen.bevindingen.is_empty() || !gelezen.weggelaten.is_empty() || !gelezen.opdrachten.is_empty();
        gelezen
    }

    /// "Het is een overval".
    fn is_soort(&mut self, alle: &[Woord]) -> bool {
        let Some(gevonden) = soort::vind(alle).filter(|gevonden| gevonden.weg.is_some() && gevonden.getypt.is_none())
        else {
            return false;
        };
        let alleen = alle.iter().all(|woord| {
            gevonden.plek.start <= woord.plek.start && woord.plek.end <= gevonden.plek.end
                || WIJZIGING.vulling.contains(&woord.norm)
        });
        if alleen && gevonden.soort != self.concept.soort {
            self.wijziging.soort = Some(gevonden.soort);
        }
        alleen
    }

    /// "Grijs, niet zwart": where what is denied stands once, this takes its place.
    fn op_plaats_van(&mut self, kern: &str, ontkend: &mut Vec<&str>) -> bool {
        let onderwerp = self.onderwerp.take();
        let plaats = ontkend.iter().position(|oud| self.stof.vervang_eenmaal(&woorden(zinsdeel::kern(oud)), kern));
        if plaats.is_none() {
            self.onderwerp = onderwerp;
        }
        plaats.map(|plaats| ontkend.remove(plaats)).is_some()
    }

    /// "Die jas was groen", "straat is kerkweg", "richting moet zijn het park".
    fn is_zo(&mut self, getypt: &str) -> bool {
        let alle = woorden(getypt);
        let Some(plaats) = alle.iter().position(|woord| WIJZIGING.koppelt.contains(&woord.norm)) else { return false };
        let links = zinsdeel::kern_van(&alle[..plaats], &[]);
        // "De kleur van het busje is donkerblauw".
        let links = zinsdeel::kern_van(&links[WIJZIGING.kenmerk_van.langste(links).unwrap_or(0)..], &[]);
        let rechts = zinsdeel::kern(getypt.get(alle[plaats].plek.end..).unwrap_or_default());
        if rechts.is_empty() {
            return false;
        }
        let eerste = alle[..plaats].iter().find(|woord| zinsdeel::noemt_deel(&woord.norm));
        match (links.last(), eerste) {
            (_, Some(deel)) if WIJZIGING.straat.contains(&deel.norm) => self.stof.zet_straat(rechts),
            (_, Some(deel)) if WIJZIGING.richting.contains(&deel.norm) => self.stof.zet_richting(rechts),
            // In more words something else is said too.
            (Some(_), _) if links.len() > 2 => false,
            (Some(naamwoord), _) => {
                self.stof.eigenschap(&naamwoord.norm, rechts)
                    // "Grijs was de broek".
                    || (links.len() == 1 && self.stof.eigenschap(&zinsdeel::laatste(rechts), &naamwoord.norm))
            }
            (None, _) => match self.onderwerp.clone() {
                Some(naamwoord) => {
                    let gezegd = self.stof.eigenschap(&naamwoord, rechts);
                    if gezegd {
                        self.onderwerp = None;
                    }
                    gezegd
                }
                None => false,
            },
        }
    }
}

#[cfg(test)]
mod tests;
