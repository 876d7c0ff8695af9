//! The text of a draft, and changing a few words of it.
//!
//! Owns which words of a part a change takes, and the form of an adjective in its new place. Invariant: words that are not
//! meant stay as they were typed; what stands there twice is not changed, since nobody said which.

use std::ops::Range;

use crate::lijst::{MELDING, WIJZIGING};
use crate::patroon::Patroon;
use crate::signalement::leesbaar;
use crate::woorden::{Woord, woorden};
use kern::domain::politiebericht::{Onderdelen, schoon};

/// The parts of a draft as texts.
#[derive(Clone)]
pub(super) struct Stof {
    delen: Onderdelen,
}

/// A part that a change can take out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Veld {
    /// Where they go.
    Vluchtrichting,
    /// The street.
    Straat,
    /// What was taken.
    Buit,
    /// A weapon.
    Wapen,
}

impl Stof {
    pub(super) fn van(delen: &Onderdelen) -> Self {
        Self { delen: delen.clone() }
    }

    pub(super) fn naar(self, delen: &mut Onderdelen) {
        *delen = self.delen;
    }

    pub(super) fn straat_anders(&self, oud: &Onderdelen) -> bool {
        self.delen.straat != oud.straat || self.delen.object != oud.object
    }

    pub(super) fn wapen_anders(&self, oud: &Onderdelen) -> bool {
        self.delen.wapen != oud.wapen
    }

    pub(super) fn richting_anders(&self, oud: &Onderdelen) -> bool {
        self.delen.vluchtrichting != oud.vluchtrichting
    }

    pub(super) fn wis_straat(&mut self) {
        self.delen.straat = None;
        self.delen.object = None;
    }

    pub(super) fn wis_kenteken(&mut self) -> bool {
        self.delen.kenteken.take().is_some()
    }

    pub(super) fn wis(&mut self, veld: Veld) -> bool {
        let deel = match veld {
            Veld::Vluchtrichting => &mut self.delen.vluchtrichting,
            Veld::Straat => &mut self.delen.straat,
            Veld::Buit => &mut self.delen.buit,
            Veld::Wapen => &mut self.delen.wapen,
        };
        deel.take().is_some()
    }

    /// Another street, in so few words that it is the name of one.
    pub(super) fn zet_straat(&mut self, naam: &str) -> bool {
        let alle = woorden(naam);
        let einde = |norm: &str| MELDING.plaatsen.eigen_straat.iter().any(|einde| norm.ends_with(einde));
        let is_naam = naam.starts_with(char::is_uppercase) || alle.iter().any(|woord| einde(&woord.norm));
        let past = is_naam && alle.len() <= NAAM_WOORDEN_MAX;
        if past {
            self.delen.straat = Some(schoon(naam));
        }
        past
    }

    /// Another direction.
    pub(super) fn zet_richting(&mut self, waarheen: &str) -> bool {
        let alle = woorden(waarheen);
        let al = alle.first().filter(|woord| WIJZIGING.richting.contains(&woord.norm));
        let waarheen = waarheen.get(al.map_or(0, |woord| woord.plek.end)..).unwrap_or_default();
        let telt = |woord: &Woord| is_getal(&woord.norm);
        let past =
            !woorden(waarheen).is_empty() && alle.len() <= NAAM_WOORDEN_MAX && !woorden(waarheen).iter().all(telt);
        if past {
            self.delen.vluchtrichting = Some(format!("richting {}", schoon(waarheen)));
        }
        past
    }

    /// Takes over every part that was named.
    pub(super) fn neem_over(&mut self, nieuw: &Onderdelen, erbij: bool) -> bool {
        let delen = &mut self.delen;
        let paren = [
            (&mut delen.vluchtrichting, &nieuw.vluchtrichting),
            (&mut delen.vervoer, &nieuw.vervoer),
            (&mut delen.voertuig, &nieuw.voertuig),
            (&mut delen.kenteken, &nieuw.kenteken),
            (&mut delen.wapen, &nieuw.wapen),
            (&mut delen.buit, &nieuw.buit),
            (&mut delen.straat, &nieuw.straat),
            (&mut delen.object, &nieuw.object),
        ];
        // What is asked to be added takes nothing away.
        if erbij && paren.iter().any(|(oud, nieuw)| oud.is_some() && nieuw.is_some()) {
            return false;
        }
        let mut iets = false;
        for (oud, nieuw) in paren {
            if nieuw.is_some() && oud != nieuw {
                oud.clone_from(nieuw);
                iets = true;
            }
        }
        iets
    }

    fn teksten(&mut self) -> Vec<&mut String> {
        let delen = &mut self.delen;
        let mut alle = vec![&mut delen.signalement];
        let anders = [
            &mut delen.voertuig,
            &mut delen.straat,
            &mut delen.object,
            &mut delen.vluchtrichting,
            &mut delen.vervoer,
            &mut delen.wapen,
            &mut delen.buit,
        ];
        alle.extend(anders.into_iter().filter_map(Option::as_mut));
        alle
    }

    /// Puts words in the place of others, where those stand once.
    pub(super) fn vervang_eenmaal(&mut self, oud: &[Woord], nieuw: &str) -> bool {
        // "Een blauwe jas, geen zwarte": the noun stands there already.
        let soort = |alle: &[Woord]| {
            alle.last().map(|woord| (is_naamwoord(&woord.norm), is_bijvoeglijk(&woord.norm), is_getal(&woord.norm)))
        };
        let (was, wordt) = (soort(oud), soort(&woorden(nieuw)));
        // A thing takes the place of a thing, a colour that of a colour.
        let los = Some((false, false, false));
        let ding_voor_los = wordt == Some((true, false, false)) && was == los;
        if oud.is_empty() || (was != wordt && was != los && wordt != los) || ding_voor_los {
            return false;
        }
        let richting = self.delen.vluchtrichting.clone().filter(|waarheen| waarheen.starts_with(RICHTING));
        let mut teksten = self.teksten();
        let gevonden: Vec<(usize, Range<usize>)> = teksten
            .iter()
            .enumerate()
            .flat_map(|(welke, tekst)| plekken(tekst, oud).into_iter().map(move |plek| (welke, plek)))
            .collect();
        let [(welke, plek)] = gevonden.as_slice() else { return false };
        let tekst = &mut *teksten[*welke];
        let stond = tekst.get(plek.clone()).unwrap_or_default().to_owned();
        let met_eigenschap = woorden(nieuw).first().is_some_and(|woord| is_bijvoeglijk(&woord.norm));
        let nieuw = in_vorm_van(&stond, &schoon(nieuw));
        // "Geen trui maar een groen shirt": the colour of the sweater goes with it.
        let ervoor = woorden(tekst).into_iter().rev().filter(|woord| woord.plek.end <= plek.start);
        let eigenschappen = ervoor.take_while(|woord| met_eigenschap && is_bijvoeglijk(&woord.norm)).last();
        let begin = eigenschappen.map_or(plek.start, |woord| woord.plek.start);
        tekst.replace_range(begin..plek.end, &nieuw);
        *tekst = leesbaar(tekst, None);
        // "Niet richting Kijkduin maar Loosduinen" is a way still.
        if let Some(waarheen) = self.delen.vluchtrichting.as_mut().filter(|_| richting.is_some())
            && !waarheen.starts_with(RICHTING)
        {
            waarheen.insert_str(0, RICHTING);
        }
        true
    }

    /// Takes out the words that are named, with what stands before them and belongs to them.
    pub(super) fn haal_weg(&mut self, genoemd: &[Woord]) -> bool {
        let kern = super::zinsdeel::kern_van(genoemd, &[]);
        if kern.is_empty() {
            return false;
        }
        // A weapon, a way, a vehicle is a part of its own: it goes whole.
        let delen = &mut self.delen;
        let heel = [
            &mut delen.wapen,
            &mut delen.vervoer,
            &mut delen.voertuig,
            &mut delen.buit,
            &mut delen.vluchtrichting,
            &mut delen.object,
        ];
        for deel in heel {
            if deel.as_deref().is_some_and(|tekst| plekken(tekst, kern).len() == 1) {
                *deel = None;
                return true;
            }
        }
        let tekst = &mut self.delen.signalement;
        let gevonden = plekken(tekst, kern);
        let [plek] = gevonden.as_slice() else { return false };
        let alle = woorden(tekst);
        let ervoor = alle.iter().filter(|woord| woord.plek.end <= plek.start).rev();
        let hoort = |woord: &&Woord| is_bijvoeglijk(&woord.norm) || matches!(woord.norm.as_str(), "met" | "een" | "en");
        let begin = ervoor.take_while(hoort).last().map_or(plek.start, |woord| woord.plek.start);
        // "Hond bij zich": what only says where they have it goes too.
        let erna = tekst.get(plek.end..).unwrap_or_default();
        let komma = erna.find(',').unwrap_or(erna.len());
        let staart = woorden(erna.get(..komma).unwrap_or_default());
        let einde =
            if staart.iter().all(|woord| WIJZIGING.om.contains(&woord.norm)) { plek.end + komma } else { plek.end };
        let zonder = format!("{}{}", tekst.get(..begin).unwrap_or_default(), tekst.get(einde..).unwrap_or_default());
        *tekst = netjes(&zonder);
        true
    }

    /// The same of several: "pet en bril". All of them, or none.
    pub(super) fn haal_alle_weg(&mut self, genoemd: &[Woord]) -> bool {
        let ervoor = self.delen.clone();
        let weg = genoemd.split(|woord| woord.norm == "en").all(|deel| self.haal_weg(deel));
        if !weg {
            self.delen = ervoor;
        }
        weg
    }

    /// "Jas was groen": what stands before the noun, where that stands once; "fiets was een fatbike": the noun itself.
    pub(super) fn eigenschap(&mut self, naamwoord: &str, is: &str) -> bool {
        let zo = woorden(is);
        if zo.is_empty() || zo.len() > EIGENSCHAP_WOORDEN_MAX || is_bijvoeglijk(naamwoord) || is_getal(naamwoord) {
            return false;
        }
        let een_woord = Woord { norm: naamwoord.to_owned(), plek: 0..0 };
        let alleen_hoe = zo.iter().all(|woord| is_bijvoeglijk(&woord.norm));
        let mut teksten = self.teksten();
        let gevonden: Vec<(usize, Range<usize>)> = teksten
            .iter()
            .enumerate()
            .flat_map(|(welke, tekst)| {
                plekken(tekst, std::slice::from_ref(&een_woord)).into_iter().map(move |plek| (welke, plek))
            })
            .collect();
        // "Man is kaal".
        if MELDING.is_persoon(naamwoord) && alleen_hoe {
            return !gevonden.is_empty() && self.voeg_toe(is);
        }
        let hoe: Vec<String> = zo.iter().map(|woord| bij_naamwoord(&woord.norm, naamwoord)).collect();
        let hoe = hoe.join(" ");
        if gevonden.is_empty() && alleen_hoe && MELDING.kleding.lijst.contains(naamwoord) {
            return self.voeg_toe(&format!("{hoe} {naamwoord}"));
        }
        let [(welke, plek)] = gevonden.as_slice() else { return false };
        let tekst = &mut *teksten[*welke];
        // As it stands there: "dat busje" may be a bus.
        let staat =
            woorden(tekst.get(plek.clone()).unwrap_or_default()).pop().map_or_else(String::new, |woord| woord.norm);
        let hoe: Vec<String> = zo.iter().map(|woord| bij_naamwoord(&woord.norm, &staat)).collect();
        let hoe = hoe.join(" ");
        // "Pet is rood", as an update says it: the colour behind it.
        if alleen_hoe && let Some(kleur) = kleur_erna(tekst, plek.end) {
            let stam = woorden(is).iter().map(|woord| stam(&woord.norm).to_owned()).collect::<Vec<_>>().join(" ");
            tekst.replace_range(kleur, &stam);
            return true;
        }
        if alleen_hoe { andere_kleur(tekst, plek.start, &hoe) } else { ander_naamwoord(tekst, plek, naamwoord, is) }
    }

    /// "2 mannen", "het is een vrouw": where one person or group is described, that is who it is.
    pub(super) fn andere_persoon(&mut self, kern: &str, alle: &[Woord], getal_mag: bool) -> bool {
        let telt = |woord: &Woord| MELDING.personen.getallen.contains(&woord.norm);
        let is_wie = |woord: &Woord| MELDING.is_persoon(&woord.norm);
        let alleen_getal = getal_mag && matches!(alle, [getal] if telt(getal));
        let wie = alle.iter().filter(|woord| is_wie(woord)).count() == 1
            && alle.iter().all(|woord| telt(woord) || is_wie(woord));
        // "Alleen dader": whoever it is.
        let niemand = alle.iter().all(|woord| WIJZIGING.iemand.contains(&woord.norm));
        if niemand || !wie && !alleen_getal {
            return false;
        }
        let tekst = &mut self.delen.signalement;
        let staat = woorden(tekst);
        let personen: Vec<usize> = (0..staat.len()).filter(|plaats| is_wie(&staat[*plaats])).collect();
        let [plaats] = personen.as_slice() else {
            // Nobody was described yet.
            if wie && personen.is_empty() {
                *tekst = leesbaar(&netjes(&format!("{kern}, {tekst}")), None);
                return true;
            }
            return false;
        };
        let begin = if *plaats > 0 && telt(&staat[plaats - 1]) { plaats - 1 } else { *plaats };
        let plek = staat[begin].plek.start..staat[*plaats].plek.end;
        let kern = kern.to_lowercase();
        let nieuw = if alleen_getal { format!("{kern} {}", enkelvoud(&staat[*plaats].norm)) } else { kern };
        tekst.replace_range(plek, &leesbaar(&schoon(&nieuw), None));
        true
    }

    /// "Blauwe jas": in the place of the one piece of that name; else it is added.
    pub(super) fn ander_kledingstuk(&mut self, kern: &str, alle: &[Woord], vervangt: bool) -> bool {
        let is_ding = |norm: &str| MELDING.kleding.lijst.contains(norm) || MELDING.voertuigen.gewoon.contains(norm);
        let Some(laatste) = alle.last().filter(|woord| is_ding(&woord.norm)) else { return false };
        let bijvoeglijk = alle[..alle.len() - 1].iter().all(|woord| is_bijvoeglijk(&woord.norm));
        if alle.len() < 2 || !bijvoeglijk {
            return false;
        }
        let tekst = &mut self.delen.signalement;
        let gevonden = plekken(tekst, std::slice::from_ref(laatste));
        let [plek] = gevonden.as_slice() else {
            let kleding = MELDING.kleding.lijst.contains(&laatste.norm);
            return gevonden.is_empty() && !vervangt && kleding && self.voeg_toe(kern);
        };
        let staat = woorden(tekst);
        let ervoor = staat.iter().filter(|woord| woord.plek.end <= plek.start).rev();
        let begin =
            ervoor.take_while(|woord| is_bijvoeglijk(&woord.norm)).last().map_or(plek.start, |woord| woord.plek.start);
        tekst.replace_range(begin..plek.end, &schoon(kern));
        true
    }

    /// Another age or height: in the place of the one that stands there; else it is added.
    pub(super) fn ander_getal(&mut self, patroon: &Patroon, nieuw: &str) -> bool {
        let tekst = &mut self.delen.signalement;
        let plekken: Vec<Range<usize>> =
            patroon.captures_iter(tekst).filter_map(|plek| plek.get(0)).map(|plek| plek.range()).collect();
        match plekken.as_slice() {
            [] => self.voeg_toe(nieuw),
            [plek] => {
                tekst.replace_range(plek.clone(), nieuw);
                true
            }
            _ => false,
        }
    }

    /// Whether none stands there.
    pub(super) fn heeft_geen(&self, patroon: &Patroon) -> bool {
        patroon.captures_iter(&self.delen.signalement).count() == 0
    }

    /// Whether one stands there.
    pub(super) fn heeft_een(&self, patroon: &Patroon) -> bool {
        patroon.captures_iter(&self.delen.signalement).count() == 1
    }

    /// Whether these words stand in it.
    pub(super) fn noemt(&mut self, kern: &[Woord]) -> bool {
        !kern.is_empty() && self.teksten().iter().any(|tekst| !plekken(tekst, kern).is_empty())
    }

    /// More of it.
    pub(super) fn voeg_toe(&mut self, kern: &str) -> bool {
        let nieuw = schoon(kern);
        let tekst = &mut self.delen.signalement;
        if nieuw.is_empty() || tekst.contains(&nieuw) {
            return false;
        }
        *tekst = if tekst.is_empty() { nieuw } else { format!("{tekst}, {nieuw}") };
        true
    }
}

/// Before where somebody went.
const RICHTING: &str = "richting ";

/// A street, or a way, has at most so many words.
const NAAM_WOORDEN_MAX: usize = 4;

/// What something is like is said in at most so many.
const EIGENSCHAP_WOORDEN_MAX: usize = 3;

/// The one colour that is said of a noun right behind it: "pet is rood".
fn kleur_erna(tekst: &str, naamwoord: usize) -> Option<Range<usize>> {
    let alle = woorden(tekst);
    let erna: Vec<&Woord> = alle.iter().filter(|woord| woord.plek.start >= naamwoord).take(2).collect();
    let [koppelt, kleur] = erna.as_slice() else { return None };
    let vlak_erna = tekst.get(naamwoord..koppelt.plek.start).is_some_and(|tussen| tussen.trim().is_empty());
    (vlak_erna && WIJZIGING.koppelt.contains(&koppelt.norm) && is_kleur(&kleur.norm)).then(|| kleur.plek.clone())
}

/// One colour takes the place of one before a noun; what else stands there stays.
fn andere_kleur(tekst: &mut String, naamwoord: usize, hoe: &str) -> bool {
    let ervoor = bijvoeglijk_ervoor(tekst, naamwoord);
    let kleuren: Vec<&Range<usize>> = ervoor.iter().filter(|(norm, _)| is_kleur(norm)).map(|(_, plek)| plek).collect();
    match kleuren.as_slice() {
        [] => tekst.insert_str(naamwoord, &format!("{hoe} ")),
        [kleur] => tekst.replace_range((*kleur).clone(), hoe),
        _ => return false,
    }
    true
}

/// "Fiets was een fatbike": a person is no thing, and a thing no person.
fn ander_naamwoord(tekst: &mut String, plek: &Range<usize>, naamwoord: &str, is: &str) -> bool {
    let zo = woorden(is);
    let Some(laatste) = zo.last().filter(|woord| is_naamwoord(&woord.norm)) else { return false };
    if MELDING.is_persoon(naamwoord) != MELDING.is_persoon(&laatste.norm) {
        return false;
    }
    let ervoor = bijvoeglijk_ervoor(tekst, plek.start);
    let begin = if zo.len() == 1 { plek.start } else { ervoor.last().map_or(plek.start, |(_, plek)| plek.start) };
    tekst.replace_range(begin..plek.end, &schoon(is));
    true
}

/// The adjectives right before a place, the nearest first.
fn bijvoeglijk_ervoor(tekst: &str, plek: usize) -> Vec<(String, Range<usize>)> {
    let alle = woorden(tekst);
    let ervoor = alle.into_iter().filter(|woord| woord.plek.end <= plek).rev();
    let hoort = ervoor.take_while(|woord| is_bijvoeglijk(&woord.norm));
    hoort.map(|woord| (woord.norm, woord.plek)).collect()
}

fn is_naamwoord(norm: &str) -> bool {
    MELDING.kleding.lijst.contains(norm)
        || MELDING.is_persoon(norm)
        || MELDING.voertuigen.gewoon.contains(norm)
        || MELDING.voertuigen.merken.contains(norm)
}

/// Where these words stand in a text, one after the other; "zwart" is "zwarte" too.
fn plekken(tekst: &str, gezocht: &[Woord]) -> Vec<Range<usize>> {
    let alle = woorden(tekst);
    // "Petje" is a pet, "jasje" a jas.
    let klein = |lang: &str, kort: &str| ["je", "tje"].iter().any(|einde| lang.strip_suffix(einde) == Some(kort));
    let gelijk =
        |een: &str, ander: &str| een == ander || stam(een) == stam(ander) || klein(een, ander) || klein(ander, een);
    alle.windows(gezocht.len().max(1))
        .filter(|raam| raam.iter().zip(gezocht).all(|(staat, zoekt)| gelijk(&staat.norm, &zoekt.norm)))
        .map(|raam| raam[0].plek.start..raam[raam.len() - 1].plek.end)
        .collect()
}

/// Whether a word tells what somebody or something looks like.
pub(super) fn is_uiterlijk(norm: &str) -> bool {
    is_naamwoord(norm) || is_bijvoeglijk(norm) || is_getal(norm)
}

/// Whether a word is what something is like, and no thing: it goes with nothing else.
pub(super) fn is_alleen_hoe(norm: &str) -> bool {
    is_bijvoeglijk(norm) || is_getal(norm)
}

fn is_getal(norm: &str) -> bool {
    norm.bytes().any(|byte| byte.is_ascii_digit()) || MELDING.personen.getallen.contains(norm)
}

/// A colour in the form that it has by itself.
fn stam(norm: &str) -> &str {
    let paar = WIJZIGING.vormen.iter().find(|(_, vorm)| vorm == norm);
    paar.map_or(norm, |(stam, _)| stam.as_str())
}

fn is_kleur(norm: &str) -> bool {
    MELDING.is_kleur(norm) || WIJZIGING.ook_kleur.contains(norm) || stam(norm) != norm
}

/// A colour, or another word that stands before a noun.
fn is_bijvoeglijk(norm: &str) -> bool {
    is_kleur(norm) || MELDING.is_bijvoeglijk(norm)
}

/// A colour as it stands before this noun.
fn bij_naamwoord(norm: &str, naamwoord: &str) -> String {
    let los = stam(norm);
    match WIJZIGING.vormen.iter().find(|(stam, _)| stam == los) {
        Some((_, vorm)) if !MELDING.kleuren.onzijdig.contains(naamwoord) => vorm.clone(),
        _ => los.to_owned(),
    }
}

/// What takes the place of a colour stands in the form that that had.
fn in_vorm_van(stond: &str, nieuw: &str) -> String {
    let (oud, zo) = (woorden(stond), woorden(nieuw));
    match (oud.as_slice(), zo.as_slice()) {
        ([oud], [zo]) if is_kleur(&oud.norm) && is_kleur(&zo.norm) => {
            let gebogen = stam(&oud.norm) != oud.norm;
            if gebogen { bij_naamwoord(&zo.norm, "") } else { stam(&zo.norm).to_owned() }
        }
        _ => nieuw.to_owned(),
    }
}

/// One of a group.
fn enkelvoud(norm: &str) -> &str {
    let paar = MELDING.personen.meervoud.iter().find(|(_, meer)| meer == norm);
    paar.map_or(norm, |(enkel, _)| enkel.as_str())
}

/// Without what is left between two commas, and at the edges.
fn netjes(tekst: &str) -> String {
    let delen = tekst.split(',').map(|deel| deel.split_whitespace().collect::<Vec<_>>().join(" "));
    delen.filter(|deel| !deel.is_empty()).collect::<Vec<_>>().join(", ")
}
