//! What is filled in of a sign-up so far, and taking over what was read.
//!
//! Owns the fields and what is remarked about them; asking is `vragen`'s. It sends and stores nothing. Invariant: what was
//! known and is not said again stays.

use crate::bot::begrip::aanmelding::Gelezen;
use crate::bot::begrip::plaats::{Plaats, WijkVan};
use crate::bot::dialogue::Velden;
use crate::bot::verstaan::{Intent, Slot, Uitkomst, Verstaan};
use crate::domain::wijk::{GemeenteId, Gemeenten, WijkId};
use crate::limits;
use crate::texts::mensen::aanmelden as tekst;

/// What is filled in so far, with what came of the message: what is to be said of it before the next question, and what
/// was understood.
pub(super) struct Ingevuld {
    pub(super) velden: Velden,
    pub(super) opmerkingen: Vec<String>,
    pub(super) verstaan: Verstaan,
}

impl Ingevuld {
    /// A part of a sign-up, of which nothing was read yet.
    pub(super) fn bij(velden: Velden) -> Self {
        let verstaan = Verstaan::is(Intent::AanmeldenVeld, Uitkomst::Ask).vraag(&open(&velden));
        Self { velden, opmerkingen: Vec::new(), verstaan }
    }

    /// With this to be said before the next question.
    pub(super) fn zeg(mut self, opmerking: String) -> Self {
        self.opmerkingen.push(opmerking);
        self
    }

    /// A question, behind what is to be said.
    pub(super) fn met(&self, vraag: &str) -> String {
        self.opmerkingen.iter().map(String::as_str).chain([vraag]).collect::<Vec<_>>().join("\n\n")
    }

    /// Takes over what was said; what was known and is not said again stays. Answers `false` if the place must be asked
    /// about.
    pub(super) fn neem_over(&mut self, gemeenten: &Gemeenten, gelezen: &Gelezen) -> bool {
        if let Some(naam) = &gelezen.naam {
            self.neem_naam(naam);
        }
        if let Some(groepsnaam) = &gelezen.groepsnaam {
            self.neem_groep(groepsnaam);
        }
        if let Some(leden) = gelezen.leden.filter(|leden| (1..=limits::MEMBERS_MAX).contains(leden)) {
            self.neem_leden(leden);
        }
        if let Some(wabp) = &gelezen.wabp {
            self.neem_wabp(wabp);
        }
        match &gelezen.plaats {
            Plaats::Wijken { gemeente, wijken, gecorrigeerd, .. } => {
                self.opmerkingen.extend(gecorrigeerd.iter().map(|(getypt, naam)| tekst::gecorrigeerd(getypt, naam)));
                if let Some(wijk) = wijken.first() {
                    self.zet_wijk(gemeenten, gemeente, wijk);
                }
                true
            }
            Plaats::Geen => {
                let gevonden = gelezen.postcode.as_deref().and_then(|postcode| bij_postcode(gemeenten, postcode));
                if let Some((gemeente, wijk)) = gevonden {
                    self.zet_wijk(gemeenten, &gemeente, &wijk);
                }
                true
            }
            Plaats::Keuze(mogelijk, _) => {
                // A gemeente that was named already settles which of them is meant.
                let in_gemeente =
                    mogelijk.iter().find(|(gemeente, _)| self.velden.gemeente.as_ref() == Some(gemeente)).cloned();
                match in_gemeente {
                    Some((gemeente, wijk)) => {
                        self.zet_wijk(gemeenten, &gemeente, &wijk);
                        true
                    }
                    None => false,
                }
            }
            Plaats::Elders(..) | Plaats::Buiten(..) => false,
        }
    }

    pub(super) fn neem_naam(&mut self, naam: &str) {
        self.verstaan.slots.insert("naam", naam.into());
        self.velden.naam = Some(naam.to_owned());
    }

    pub(super) fn neem_groep(&mut self, groepsnaam: &str) {
        self.verstaan.slots.insert("groepsnaam", groepsnaam.into());
        self.velden.groepsnaam = Some(groepsnaam.to_owned());
    }

    pub(super) fn neem_leden(&mut self, leden: i64) {
        self.verstaan.slots.insert("leden", leden.into());
        self.velden.leden = Some(leden);
    }

    /// Takes what is said about WABP. Not knowing it stops nobody: the gemeente looks it up.
    pub(super) fn neem_wabp(&mut self, wabp: &str) {
        let gezegd = if wabp == "weet niet" {
            self.verstaan.stelt_voor.push("wabp.nl aanmelden uitleg".to_owned());
            self.opmerkingen.push(tekst::WABP_ONBEKEND.to_owned());
            Slot::Onbekend
        } else {
            wabp.into()
        };
        self.verstaan.slots.insert("wabp", gezegd);
        self.velden.wabp = Some(wabp.to_owned());
    }

    fn zet_wijk(&mut self, gemeenten: &Gemeenten, gemeente: &GemeenteId, wijk: &WijkId) {
        let anders = self.velden.gemeente.as_ref().is_some_and(|gekozen| gekozen != gemeente);
        if anders && let Some(andere) = gemeenten.get(gemeente) {
            let naam = andere.wijk(wijk).map_or(wijk.as_str(), |wijk| &wijk.naam);
            self.opmerkingen.push(tekst::andere_gemeente(naam, &andere.naam));
        } else if self.velden.wijk.as_ref().is_some_and(|gekozen| gekozen != wijk)
            && let Some(nieuw) = gemeenten.get(gemeente).and_then(|gemeente| gemeente.wijk(wijk))
        {
            self.opmerkingen.push(tekst::andere_wijk(&nieuw.naam));
        }
        if let Some(naam) = gemeenten.get(gemeente).and_then(|gemeente| gemeente.wijk(wijk)) {
            self.verstaan.slots.insert("wijk", naam.naam.as_str().into());
        }
        self.velden.gemeente = Some(gemeente.to_owned());
        self.velden.wijk = Some(wijk.to_owned());
    }
}

/// The wijk of a postcode, where the data of the gemeente has it.
pub(super) fn bij_postcode(gemeenten: &Gemeenten, postcode: &str) -> Option<WijkVan> {
    gemeenten.iter().find_map(|gemeente| {
        let wijk = gemeente.bij_postcode(postcode)?;
        Some((gemeente.id.clone(), wijk.id.clone()))
    })
}

/// What is still to be said; the last is that all of it is right, and what is kept all right.
pub(super) fn open(velden: &Velden) -> Vec<&'static str> {
    let velden = [
        ("naam", velden.naam.is_none()),
        ("wijk", velden.wijk.is_none()),
        ("groepsnaam", velden.groepsnaam.is_none()),
        ("wabp", velden.wabp.is_none()),
        ("akkoord_privacy", true),
    ];
    velden.into_iter().filter(|(_, open)| *open).map(|(veld, _)| veld).collect()
}
