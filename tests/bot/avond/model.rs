//! What must hold after an evening, worked out from what people did, what WhatsApp took and what phones got.
//!
//! Owns its own, simple account of the rules: nothing of `domain` is used. Where trouble makes a moment uncertain, it
//! knows what surely must and what may have happened; calm evenings leave it seconds.

use std::collections::{BTreeMap, BTreeSet};

use heterdaad::domain::persoon::Rang;
use heterdaad::simulator::phone::{Bubble, By};
use sqlx::Row as _;

use super::spel::{Alert, Avond, Daad, Einde, GELDIG_MS, MINUUT_MS, RASTER_MS, Wat};
use super::toneel::{Bereik, OFFICIEREN, Storing};

/// A group without a report calls up the next after so long.
const GEDULD_MS: i64 = 3 * MINUUT_MS;
/// A message that is not on the phone after so long is not waited for.
const BEZORGD_BINNEN_MS: i64 = MINUUT_MS;
const HERINNERD_NA_MS: i64 = 6 * MINUUT_MS;
const AANDRINGEN_NA_MS: i64 = 5 * MINUUT_MS;
/// A tap so soon after delivery is asked about.
const TE_SNEL_MS: i64 = 10_000;
/// A failure is known so soon.
const FOUT_BEKEND_MS: i64 = 3 * RASTER_MS;
const NOOIT: i64 = i64::MAX / 4;

/// What a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Soort {
    Melding,
    Update,
    Herinnering,
    Afgelopen,
    Ingetrokken,
    /// The one answer that an alert brings.
    Antwoord,
    /// What they thought of it.
    Indruk,
    /// A question, or an answer to what they asked.
    Gesprek,
}

fn soort(tekst: &str, knoppen: bool) -> Option<Soort> {
    let begint = |met: &[&str]| met.iter().any(|met| tekst.starts_with(met));
    Some(match () {
        () if begint(&["POLITIEBERICHT "]) && knoppen => Soort::Melding,
        () if begint(&["UPDATE "]) => Soort::Update,
        () if begint(&["HERINNERING "]) => Soort::Herinnering,
        () if begint(&["AFGELOPEN ", "TIJD OM "]) => Soort::Afgelopen,
        () if begint(&["INGETROKKEN "]) => Soort::Ingetrokken,
        () if begint(&["Hoe was politiebericht "]) => Soort::Indruk,
        () if begint(&["Genoteerd, dank u.", "Genoteerd, dank u: ", "Staat er al sinds", "Begrepen."]) => {
            Soort::Antwoord
        }
        () if begint(&[
            "POLITIEBERICHT ",
            "Deze knop stuurt niets door",
            "Gezien, dank u.",
            "In welke groep staat",
            "Goed. ",
            "1. Houd het",
            "Houd het politiebericht ingedrukt",
            "Tik op de knop hieronder",
            "Staat ",
            "De knop Zet in mijn groep",
            "Genoteerd. ",
            "Let op: ",
            "Dank u. Voor u is het klaar",
            "Er staan meer berichten",
            "Ik ben een computer",
            "ZM-",
            "LD-",
        ]) =>
        {
            Soort::Gesprek
        }
        () => return None,
    })
}

/// A message about an alert to a person.
#[derive(Debug, Clone)]
struct Bericht {
    ms: i64,
    mens: usize,
    soort: Soort,
    /// No status of it ever came.
    stil: bool,
    /// When it came on the phone, if it did.
    aan_ms: Option<i64>,
}

/// What is known of an alert.
struct Beeld<'a> {
    avond: &'a Avond,
    alert: &'a Alert,
    nr: usize,
    speling_ms: i64,
    berichten: Vec<Bericht>,
    /// The groups that it went to, and since when.
    groepen: BTreeMap<usize, i64>,
    /// When each group was reported, and by whom.
    gemeld: BTreeMap<usize, (i64, usize)>,
    einde_ms: i64,
    fouten: Vec<String>,
}

pub async fn oordeel(avond: &Avond) -> Vec<String> {
    let mut fouten = Vec::new();
    let van_mens: BTreeMap<&str, usize> =
        avond.toneel.mensen.iter().enumerate().map(|(nr, mens)| (mens.wa_id.as_str(), nr)).collect();
    let aangekomen: BTreeMap<String, i64> = avond
        .toneel
        .mensen
        .iter()
        .flat_map(|mens| avond.telefoon(&mens.wa_id))
        .filter(|bubble| bubble.by == By::Business)
        .map(|bubble| (bubble.wamid, bubble.at_ms))
        .collect();
    let mut per_alert: Vec<Vec<Bericht>> = vec![Vec::new(); avond.alerts.len()];
    for aangenomen in avond.aangenomen() {
        if OFFICIEREN.contains(&aangenomen.to.as_str()) || aangenomen.shown.text.is_empty() {
            continue;
        }
        let Some(mens) = van_mens.get(aangenomen.to.as_str()).copied() else {
            fouten.push(format!("a message to somebody else: {}", aangenomen.shown.text));
            continue;
        };
        let Some(soort) = soort(&aangenomen.shown.text, aangenomen.shown.choices().next().is_some()) else {
            fouten.push(format!("a message that the model does not know: {}", aangenomen.shown.text));
            continue;
        };
        if let Some(alert) = avond.alerts.iter().position(|alert| aangenomen.shown.text.contains(&alert.nummer)) {
            let aan_ms = aangekomen.get(&aangenomen.wamid).copied();
            per_alert[alert].push(Bericht { ms: aangenomen.at_ms, mens, soort, stil: aangenomen.silent, aan_ms });
        }
    }
    for (nr, berichten) in per_alert.into_iter().enumerate() {
        let mut beeld = Beeld::nieuw(avond, nr, berichten);
        beeld.volg_meldingen();
        beeld.niemand_anders_en_niets_te_laat();
        beeld.hoe_vaak();
        beeld.eerste_ronde();
        beeld.navraag();
        beeld.herinneringen();
        beeld.einde();
        beeld.verzender();
        beeld.database().await;
        fouten.extend(beeld.fouten.into_iter().map(|fout| format!("{}: {fout}", avond.alerts[nr].nummer)));
    }
    fouten.extend(budget(avond));
    fouten.extend(rust(avond).await);
    // Nobody knows whether these have it, and nobody told whether it goes once more: never dropped, never sent unasked.
    for (mens, nummer) in in_twijfel(avond).await {
        let over = format!("person {mens} ");
        fouten.retain(|fout| !(fout.starts_with(&nummer) && fout.contains(&over)));
    }
    if !fouten.is_empty() {
        fouten.insert(0, format!("trouble: {:?}", avond.toneel.storing));
    }
    fouten
}

impl<'a> Beeld<'a> {
    fn nieuw(avond: &'a Avond, nr: usize, berichten: Vec<Bericht>) -> Self {
        let alert = &avond.alerts[nr];
        let einde_ms = alert.einde.map_or(alert.gemaakt_ms + GELDIG_MS, |(ms, _)| ms);
        let mut groepen = BTreeMap::new();
        for (groep, wat) in avond.toneel.groepen.iter().enumerate() {
            if wat.wijk == alert.wijk {
                groepen.insert(groep, alert.verstuurd_ms);
            } else if let Some((_, ms)) = alert.erbij.filter(|(wijk, _)| *wijk == wat.wijk) {
                groepen.insert(groep, ms);
            }
        }
        let speling_ms = avond.toneel.storing.speling_ms();
        let (gemeld, fouten) = (BTreeMap::new(), Vec::new());
        Self { avond, alert, nr, speling_ms, berichten, groepen, gemeld, einde_ms, fouten }
    }

    fn fout(&mut self, fout: String) {
        self.fouten.push(fout);
    }

    fn daden(&self) -> impl Iterator<Item = &'a Daad> {
        let nr = self.nr;
        self.avond.daden.iter().filter(move |daad| daad.alert == nr)
    }

    fn bereik(&self, mens: usize) -> Bereik {
        self.avond.toneel.mensen[mens].bereik
    }

    /// The groups of a person that the alert went to at a moment.
    fn eigen(&self, mens: usize, ms: i64) -> Vec<usize> {
        let van = |groep: &&usize| self.avond.toneel.groepen[**groep].mensen.iter().any(|(lid, _)| *lid == mens);
        self.groepen
            .iter()
            .filter(|(_, vanaf_ms)| **vanaf_ms <= ms)
            .map(|(groep, _)| groep)
            .filter(van)
            .copied()
            .collect()
    }

    fn van(&self, mens: usize, soort: Soort) -> impl Iterator<Item = &Bericht> {
        self.berichten.iter().filter(move |bericht| bericht.mens == mens && bericht.soort == soort)
    }

    /// When WhatsApp took the alert for somebody.
    fn aangenomen_ms(&self, mens: usize) -> Option<i64> {
        self.van(mens, Soort::Melding).map(|bericht| bericht.ms).min()
    }

    /// When the bot knew that the alert was on their phone.
    fn bezorgd_ms(&self, mens: usize) -> Option<i64> {
        self.van(mens, Soort::Melding).filter(|bericht| !bericht.stil).filter_map(|bericht| bericht.aan_ms).min()
    }

    fn mensen(&self) -> BTreeSet<usize> {
        let leden = |groep: &usize| self.avond.toneel.groepen[*groep].mensen.iter().map(|(mens, _)| *mens);
        self.groepen.keys().flat_map(leden).collect()
    }

    /// Nothing of it might leave at this moment.
    fn stil_op(&self, ms: i64) -> bool {
        self.alert.stil.iter().any(|(van_ms, tot_ms)| *van_ms < ms && ms < *tot_ms)
    }

    /// It ran, and nothing was stopped, all the time between these moments.
    fn liep(&self, van_ms: i64, tot_ms: i64) -> bool {
        tot_ms < self.einde_ms
            && self.alert.stil.iter().all(|(stil_ms, weer_ms)| tot_ms < *stil_ms || van_ms > *weer_ms)
    }

    /// The moment counted back over what stood still: what could not leave before may leave now.
    fn vroegst(&self, ms: i64) -> i64 {
        let vroeg_ms = ms - self.speling_ms;
        let stil = self.alert.stil.iter().filter(|(_, tot_ms)| (vroeg_ms..=ms).contains(tot_ms));
        stil.map(|(van_ms, _)| van_ms - self.speling_ms).min().unwrap_or(vroeg_ms)
    }

    /// Which groups are reported, from what people tapped and typed.
    fn volg_meldingen(&mut self) {
        for daad in self.daden().collect::<Vec<_>>() {
            let loopt = daad.ms < self.einde_ms;
            let eigen = self.eigen(daad.mens, daad.ms);
            let open: Vec<usize> = eigen.iter().filter(|groep| !self.gemeld.contains_key(groep)).copied().collect();
            // Where they run several groups they are asked which, and the answer counts.
            let een: &[usize] = if eigen.len() == 1 { &open } else { &[] };
            let nieuw: Vec<usize> = match &daad.wat {
                Wat::Tik(knop, titel) => match knop.as_str() {
                    "geplaatst" if loopt && !open.is_empty() && self.te_snel(daad) => Vec::new(),
                    "geplaatst" | "echt" => een.to_vec(),
                    "alle" => open,
                    "groep" => {
                        let heet = |groep: &usize| self.avond.toneel.groepen[*groep].naam == *titel;
                        open.into_iter().filter(heet).collect()
                    }
                    _ => Vec::new(),
                },
                Wat::Gedaan => een.to_vec(),
                Wat::Duim | Wat::Straks(_) | Wat::AanHetWerk => Vec::new(),
            };
            for groep in nieuw {
                self.gemeld.entry(groep).or_insert((daad.ms, daad.mens));
            }
        }
    }

    /// WhatsApp gives whole seconds. Without word of delivery it is as soon as can be.
    fn te_snel(&self, daad: &Daad) -> bool {
        let bekend = self.van(daad.mens, Soort::Melding).filter(|bericht| !bericht.stil);
        let bezorgd_ms = bekend.filter_map(|bericht| bericht.aan_ms).filter(|ms| *ms <= daad.ms).min();
        bezorgd_ms.is_none_or(|ms| daad.ms / 1_000 - ms / 1_000 < TE_SNEL_MS / 1_000)
    }

    fn niemand_anders_en_niets_te_laat(&mut self) {
        for bericht in self.berichten.clone() {
            let Bericht { ms, mens, soort, .. } = bericht;
            if self.eigen(mens, ms).is_empty() {
                self.fout(format!("{soort:?} to person {mens}, who runs none of its groups"));
            }
            if matches!(self.bereik(mens), Bereik::Uitgenodigd | Bereik::Geblokkeerd) {
                self.fout(format!("{soort:?} to person {mens}, who is {:?}", self.bereik(mens)));
            }
            let loopt_mee = matches!(soort, Soort::Melding | Soort::Update | Soort::Herinnering);
            if loopt_mee && ms > self.einde_ms {
                self.fout(format!("{soort:?} to person {mens} {} s after the end", (ms - self.einde_ms) / 1_000));
            }
            if loopt_mee && self.stil_op(ms) {
                self.fout(format!("{soort:?} to person {mens} while it stood still"));
            }
            let ingetrokken = self.alert.einde.is_some_and(|(_, einde)| einde == Einde::Ingetrokken);
            if soort == Soort::Indruk && (ms <= self.einde_ms || ingetrokken) {
                self.fout(format!("person {mens} was asked about an alert that ran, or was withdrawn"));
            }
        }
    }

    fn hoe_vaak(&mut self) {
        // A message that nobody knows of may be repeated once.
        let kwijt = usize::from(self.avond.toneel.storing == Storing::Kwijt);
        for mens in self.mensen() {
            let eens = self.alert.updates.len() + 1;
            for (soort, most) in [
                (Soort::Melding, 1),
                (Soort::Update, eens - 1),
                (Soort::Herinnering, 1),
                (Soort::Afgelopen, 1),
                (Soort::Ingetrokken, 2),
                (Soort::Indruk, 1),
            ] {
                let most = if soort == Soort::Herinnering { most } else { most * (1 + kwijt) };
                let kreeg = self.van(mens, soort).filter(|bericht| bericht.aan_ms.is_some()).count();
                if kreeg > most {
                    self.fout(format!("person {mens} got {soort:?} {kreeg} times"));
                }
            }
        }
    }

    /// Who surely cannot be written to at a moment, as far as the bot can know.
    fn onbereikbaar(&self, mens: usize, ms: i64) -> bool {
        match self.bereik(mens) {
            Bereik::Uitgenodigd | Bereik::Geblokkeerd => true,
            Bereik::Gewoon => false,
            Bereik::NummerWerktNiet => {
                self.eerste_poging_ms(mens).is_some_and(|eerste_ms| eerste_ms + FOUT_BEKEND_MS <= ms)
            }
        }
    }

    /// Who surely can.
    fn bereikbaar(&self, mens: usize, ms: i64) -> bool {
        match self.bereik(mens) {
            Bereik::Uitgenodigd | Bereik::Geblokkeerd => false,
            Bereik::Gewoon => true,
            Bereik::NummerWerktNiet => self.eerste_poging_ms(mens).is_none_or(|eerste_ms| ms < eerste_ms),
        }
    }

    fn eerste_poging_ms(&self, mens: usize) -> Option<i64> {
        let wa_id = &self.avond.toneel.mensen[mens].wa_id;
        let world = self.avond.toneel.stage.simulator.world();
        world.accepted().iter().find(|aangenomen| aangenomen.to == *wa_id).map(|aangenomen| aangenomen.at_ms)
    }

    /// Who gets it at once in the groups that came at a moment: surely, and perhaps.
    fn meteen(&self, vanaf_ms: i64) -> (BTreeSet<usize>, BTreeSet<usize>) {
        let (mut zeker, mut misschien) = (BTreeSet::new(), BTreeSet::new());
        let nieuw: Vec<usize> =
            self.groepen.iter().filter(|(_, ms)| **ms == vanaf_ms).map(|(groep, _)| *groep).collect();
        let leden = |groep: &usize, reserve: bool| {
            let mensen = &self.avond.toneel.groepen[*groep].mensen;
            mensen.iter().filter(move |(_, rang)| (*rang == Rang::Reserve) == reserve).map(|(mens, _)| *mens)
        };
        for mens in nieuw.iter().flat_map(|groep| leden(groep, false)) {
            if self.bereikbaar(mens, vanaf_ms) {
                zeker.insert(mens);
            }
            if !self.onbereikbaar(mens, vanaf_ms) {
                misschien.insert(mens);
            }
        }
        let (eerst_zeker, eerst_misschien) = (zeker.clone(), misschien.clone());
        for groep in &nieuw {
            let alle = || self.avond.toneel.groepen[*groep].mensen.iter().map(|(mens, _)| *mens);
            // One who gets it for another group has it for this one too.
            let bereikt_misschien = alle().any(|mens| eerst_misschien.contains(&mens));
            let bereikt_zeker = alle().any(|mens| eerst_zeker.contains(&mens));
            for mens in leden(groep, true) {
                if !bereikt_misschien && self.bereikbaar(mens, vanaf_ms) {
                    zeker.insert(mens);
                }
                if !bereikt_zeker && !self.onbereikbaar(mens, vanaf_ms) {
                    misschien.insert(mens);
                }
            }
        }
        (zeker, misschien)
    }

    fn momenten(&self) -> BTreeSet<i64> {
        self.groepen.values().copied().collect()
    }

    /// Whoever is first in their group gets it within seconds.
    fn eerste_ronde(&mut self) {
        if !self.avond.toneel.storing.komt_aan() {
            return;
        }
        for vanaf_ms in self.momenten() {
            let (zeker, _) = self.meteen(vanaf_ms);
            let binnen_ms = vanaf_ms + self.speling_ms;
            for mens in zeker {
                if self.liep(vanaf_ms, binnen_ms) && self.aangenomen_ms(mens).is_none_or(|ms| ms > binnen_ms) {
                    self.fout(format!("person {mens} should have got it at once"));
                }
            }
        }
        for update_ms in self.alert.updates.clone() {
            for mens in self.mensen() {
                let had = self.aangenomen_ms(mens).is_some_and(|ms| ms + self.speling_ms < update_ms);
                let kan = self.bereik(mens) == Bereik::Gewoon;
                let tot_ms = update_ms + self.speling_ms;
                let kreeg = self.van(mens, Soort::Update).any(|bericht| (update_ms..=tot_ms).contains(&bericht.ms));
                if had && kan && self.liep(update_ms, tot_ms) && !kreeg {
                    let later = self.van(mens, Soort::Update).map(|bericht| bericht.ms - update_ms).collect::<Vec<_>>();
                    self.fout(format!("person {mens} did not get the update (came after {later:?} ms)"));
                }
            }
        }
    }

    /// When somebody was called up: at the earliest, and at the latest.
    fn opgeroepen_ms(&self, mens: usize) -> Option<(i64, i64)> {
        let eerste = self.momenten().into_iter().find(|vanaf_ms| {
            let (zeker, misschien) = self.meteen(*vanaf_ms);
            zeker.contains(&mens)
                || misschien.contains(&mens)
                    && self.aangenomen_ms(mens).is_some_and(|ms| ms >= *vanaf_ms && ms <= *vanaf_ms + self.speling_ms)
        });
        let aangenomen_ms = self.aangenomen_ms(mens);
        match (eerste, aangenomen_ms) {
            // Somebody whom an update reaches may have been called up before.
            (Some(eerste_ms), Some(ms)) if ms < eerste_ms => Some((ms - self.speling_ms, ms)),
            (Some(eerste_ms), _) => Some((eerste_ms, eerste_ms)),
            (None, Some(ms)) => Some((self.vroegst(ms), ms)),
            (None, None) => None,
        }
    }

    /// What somebody said last, at a moment: `Some(true)` cannot, `Some(false)` seen.
    fn kan_niet(&self, mens: usize, ms: i64) -> Option<bool> {
        self.gezegd(mens, ms, true)
    }

    fn gezegd(&self, mens: usize, ms: i64, duimen: bool) -> Option<bool> {
        let gezegd = self.daden().filter(|daad| daad.mens == mens && daad.ms <= ms && daad.ms < self.einde_ms);
        let gezegd = gezegd.filter_map(|daad| match &daad.wat {
            Wat::Tik(knop, _) if knop == "kan-niet" => Some(true),
            Wat::Tik(knop, _) if knop == "nog-niet" => Some(false),
            Wat::AanHetWerk => Some(true),
            Wat::Straks(_) => Some(false),
            // A thumb counts where something is open.
            Wat::Duim if duimen => {
                let open = |groep: &usize| self.gemeld.get(groep).is_none_or(|(gemeld_ms, _)| *gemeld_ms > daad.ms);
                self.eigen(mens, daad.ms).iter().any(open).then_some(false)
            }
            Wat::Duim | Wat::Tik(..) | Wat::Gedaan => None,
        });
        gezegd.last()
    }

    /// Until when somebody put it off, as said by a moment.
    fn uitgesteld_ms(&self, mens: usize, ms: i64) -> Option<i64> {
        let gezegd = self.daden().filter(|daad| daad.mens == mens && daad.ms <= ms && daad.ms < self.einde_ms);
        let gezegd = gezegd.filter_map(|daad| match daad.wat {
            Wat::Straks(minuten) => Some(daad.ms + minuten * MINUUT_MS),
            _ => None,
        });
        gezegd.last()
    }

    /// Whether somebody who was called up may still do it: surely not, surely, or open.
    fn doet_mee(&self, mens: usize, ms: i64) -> Option<bool> {
        let aangenomen_ms = self.aangenomen_ms(mens).filter(|aangenomen_ms| *aangenomen_ms <= ms);
        let gezegd = self.kan_niet(mens, ms);
        if gezegd == Some(true) {
            return Some(false);
        }
        if self.bereik(mens) == Bereik::NummerWerktNiet {
            return match aangenomen_ms {
                Some(aangenomen_ms) if ms >= aangenomen_ms + FOUT_BEKEND_MS => Some(false),
                Some(_) => None,
                // It was known before, or it is still with us.
                None => None,
            };
        }
        if gezegd == Some(false) || self.bezorgd_ms(mens).is_some_and(|bezorgd_ms| bezorgd_ms <= ms) {
            return Some(true);
        }
        let trouble_ms = if self.avond.toneel.storing == Storing::Geen { RASTER_MS } else { self.speling_ms };
        match aangenomen_ms {
            Some(aangenomen_ms) if ms < aangenomen_ms + BEZORGD_BINNEN_MS => Some(true),
            Some(aangenomen_ms) if ms >= aangenomen_ms + BEZORGD_BINNEN_MS + trouble_ms => Some(false),
            Some(_) => None,
            None => Some(true),
        }
    }

    /// When somebody was called up for a group: who had it before the group came, when that came.
    fn opgeroepen_voor_ms(&self, groep: usize, mens: usize) -> Option<(i64, i64)> {
        let vanaf_ms = self.groepen.get(&groep).copied()?;
        self.opgeroepen_ms(mens).map(|(vroeg_ms, laat_ms)| (vroeg_ms.max(vanaf_ms), laat_ms.max(vanaf_ms)))
    }

    /// Until when a group waits for who was called up: at the earliest and at the latest.
    fn geduld_ms(&self, groep: usize, mens: usize, ms: i64) -> (i64, i64) {
        let (vroeg_ms, laat_ms) = self.opgeroepen_voor_ms(groep, mens).unwrap_or((NOOIT, NOOIT));
        let uitgesteld_ms = self.uitgesteld_ms(mens, ms).unwrap_or_default();
        (vroeg_ms.max(uitgesteld_ms) + GEDULD_MS, laat_ms.max(uitgesteld_ms) + GEDULD_MS)
    }

    fn leden(&self, groep: usize) -> Vec<usize> {
        let mut leden = self.avond.toneel.groepen[groep].mensen.clone();
        leden.sort_by_key(|(mens, rang)| (*rang, *mens));
        leden.into_iter().map(|(mens, _)| mens).collect()
    }

    fn open_op(&self, groep: usize, ms: i64) -> bool {
        self.groepen.get(&groep).is_some_and(|vanaf_ms| *vanaf_ms <= ms)
            && self.gemeld.get(&groep).is_none_or(|(gemeld_ms, _)| *gemeld_ms > ms)
    }

    /// Whether a group may have called this person up at this moment.
    fn mag_nu(&self, groep: usize, mens: usize, ms: i64) -> bool {
        // What happened in the same moment may have come after it.
        let erbij = self.groepen.get(&groep).is_some_and(|vanaf_ms| *vanaf_ms <= ms);
        let gemeld = self.gemeld.get(&groep).is_some_and(|(gemeld_ms, _)| *gemeld_ms < ms);
        if !erbij || gemeld || self.onbereikbaar(mens, ms) {
            return false;
        }
        let leden = self.leden(groep);
        let geroepen = |lid: &usize| self.opgeroepen_ms(*lid).is_some_and(|(_, laat_ms)| laat_ms < ms) && *lid != mens;
        let eerder = leden.iter().take_while(|lid| **lid != mens);
        let aan_de_beurt = eerder.clone().all(|lid| {
            self.opgeroepen_ms(*lid).is_some_and(|(vroeg_ms, _)| vroeg_ms <= ms) || !self.bereikbaar(*lid, ms)
        });
        let niemand = leden.iter().filter(|lid| geroepen(lid)).all(|lid| self.doet_mee(*lid, ms) != Some(true));
        let op = leden.iter().filter(|lid| geroepen(lid)).map(|lid| self.geduld_ms(groep, *lid, ms).0).max();
        aan_de_beurt && (niemand || op.is_none_or(|op_ms| op_ms <= ms))
    }

    /// Whom a group surely has to call up at this moment.
    fn moet_nu(&self, groep: usize, ms: i64) -> Option<usize> {
        if !self.open_op(groep, ms) {
            return None;
        }
        let leden = self.leden(groep);
        let geroepen = |lid: usize| self.opgeroepen_ms(lid).is_some_and(|(vroeg_ms, _)| vroeg_ms <= ms);
        let mens = *leden.iter().find(|lid| !geroepen(**lid) && !self.onbereikbaar(**lid, ms))?;
        if !self.bereikbaar(mens, ms) {
            return None;
        }
        let niemand = leden.iter().filter(|lid| geroepen(**lid)).all(|lid| self.doet_mee(*lid, ms) == Some(false));
        let op = leden.iter().filter(|lid| geroepen(**lid)).map(|lid| self.geduld_ms(groep, *lid, ms).1).max();
        (niemand || op.is_none_or(|op_ms| op_ms <= ms)).then_some(mens)
    }

    /// The next in a group got it only when the rules say so, and did when they do.
    fn navraag(&mut self) {
        let begin: BTreeSet<usize> = self.momenten().into_iter().flat_map(|ms| self.meteen(ms).1).collect();
        for mens in self.mensen() {
            let Some(ms) = self.aangenomen_ms(mens) else { continue };
            if begin.contains(&mens) {
                continue;
            }
            let mocht = (self.vroegst(ms)..=ms)
                .rev()
                .step_by(500)
                .any(|ms| self.eigen(mens, ms).into_iter().any(|groep| self.mag_nu(groep, mens, ms)));
            // Where a send was given up, only the bot knows for whom.
            if !mocht && self.avond.toneel.storing.komt_aan() {
                let na_s = (ms - self.alert.verstuurd_ms) / 1_000;
                self.fout(format!("person {mens} was called up after {na_s} s without a reason"));
            }
        }
        if !self.avond.toneel.storing.komt_aan() {
            return;
        }
        for groep in self.groepen.keys().copied().collect::<Vec<_>>() {
            self.moest(groep);
        }
    }

    fn moest(&mut self, groep: usize) {
        // What changes something for the group, and what follows from it by time.
        let mut momenten: BTreeSet<i64> = BTreeSet::from([self.groepen[&groep]]);
        for mens in self.leden(groep) {
            let daden = self.daden().filter(|daad| daad.mens == mens).map(|daad| daad.ms);
            momenten.extend(daden);
            for ms in self.aangenomen_ms(mens).into_iter().chain(self.bezorgd_ms(mens)) {
                momenten.extend([ms, ms + FOUT_BEKEND_MS, ms + BEZORGD_BINNEN_MS + self.speling_ms]);
                momenten.insert(ms + BEZORGD_BINNEN_MS + RASTER_MS);
            }
            momenten.extend(self.eerste_poging_ms(mens).map(|ms| ms + FOUT_BEKEND_MS));
            for ms in momenten.clone() {
                momenten.insert(self.geduld_ms(groep, mens, ms).1);
            }
        }
        momenten.extend(self.alert.stil.iter().map(|(_, weer_ms)| *weer_ms));
        momenten.extend(self.gemeld.get(&groep).map(|(ms, _)| *ms));
        momenten.retain(|ms| (self.groepen[&groep]..self.einde_ms).contains(ms));
        momenten.insert(self.einde_ms);
        let momenten: Vec<i64> = momenten.into_iter().collect();
        let mut wacht: Option<(usize, i64)> = None;
        for paar in momenten.windows(2) {
            let moet = self.moet_nu(groep, paar[0] + 1).filter(|_| self.liep(paar[0] + 1, paar[0] + 1));
            wacht = match (moet, wacht) {
                (Some(mens), Some((ander, sinds_ms))) if mens == ander => Some((mens, sinds_ms)),
                (Some(mens), _) => Some((mens, paar[0])),
                (None, _) => None,
            };
            let te_lang = wacht.filter(|(_, sinds_ms)| paar[1] - sinds_ms > self.speling_ms + RASTER_MS);
            if let Some((mens, sinds_ms)) = te_lang {
                let na_s = (sinds_ms - self.alert.verstuurd_ms) / 1_000;
                self.fout(format!("group {groep} did not call up person {mens} after {na_s} s"));
                return;
            }
        }
    }

    /// When somebody is to be reminded of a group.
    fn te_herinneren_ms(&self, groep: usize, mens: usize, ms: i64) -> Option<(i64, i64)> {
        let (vroeg_ms, laat_ms) = self.opgeroepen_voor_ms(groep, mens)?;
        // Whose phone was off has it since it came on.
        let bezorgd_ms = self.bezorgd_ms(mens).filter(|bezorgd_ms| *bezorgd_ms <= ms).unwrap_or_default();
        let (vroeg_ms, laat_ms) = (vroeg_ms.max(bezorgd_ms), laat_ms.max(bezorgd_ms));
        let uitgesteld_ms = self.uitgesteld_ms(mens, ms);
        Some(uitgesteld_ms.map_or((vroeg_ms + HERINNERD_NA_MS, laat_ms + HERINNERD_NA_MS), |ms| (ms, ms)))
    }

    fn herinneringen(&mut self) {
        for mens in self.mensen() {
            let Some(eerste_ms) = self.van(mens, Soort::Herinnering).map(|bericht| bericht.ms).min() else {
                self.had_herinnerd_moeten_worden(mens);
                continue;
            };
            let reden = (self.vroegst(eerste_ms)..=eerste_ms).rev().step_by(500).any(|ms| {
                let gezegd = self.kan_niet(mens, ms);
                let heeft = self.van(mens, Soort::Melding).any(|bericht| bericht.aan_ms.is_some_and(|aan| aan <= ms));
                let op_tijd = self.eigen(mens, ms).into_iter().any(|groep| {
                    self.open_op(groep, ms - 1)
                        && self.te_herinneren_ms(groep, mens, ms).is_some_and(|(vroeg_ms, _)| vroeg_ms <= ms)
                });
                op_tijd && gezegd != Some(true) && (heeft || gezegd == Some(false))
            });
            if !reden {
                let na_s = (eerste_ms - self.alert.verstuurd_ms) / 1_000;
                self.fout(format!("person {mens} was reminded after {na_s} s without a reason"));
            }
        }
    }

    fn had_herinnerd_moeten_worden(&mut self, mens: usize) {
        // A reminder that is lost is not repeated: late it is noise.
        if !matches!(self.avond.toneel.storing, Storing::Geen | Storing::Wanorde) {
            return;
        }
        let Some(bezorgd_ms) = self.bezorgd_ms(mens) else { return };
        let van_daden = self.daden().filter(|daad| daad.mens == mens).map(|daad| daad.ms);
        let mut momenten: BTreeSet<i64> = van_daden.chain([bezorgd_ms]).collect();
        for ms in momenten.clone() {
            let alle = self.groepen.keys().filter_map(|groep| self.te_herinneren_ms(*groep, mens, ms));
            momenten.extend(alle.map(|(_, ms)| ms));
        }
        for ms in momenten {
            let tot_ms = ms + self.speling_ms + RASTER_MS;
            let moest = [ms, tot_ms].into_iter().all(|ms| {
                bezorgd_ms <= ms
                    && self.kan_niet(mens, ms) != Some(true)
                    && self.eigen(mens, ms).into_iter().any(|groep| {
                        self.open_op(groep, ms)
                            && self.te_herinneren_ms(groep, mens, ms).is_some_and(|(_, laat_ms)| laat_ms <= ms)
                    })
            });
            if moest && self.liep(ms, tot_ms) {
                let na_s = (ms - self.alert.verstuurd_ms) / 1_000;
                self.fout(format!("person {mens} was not reminded after {na_s} s"));
                return;
            }
        }
    }

    /// Whoever may have it hears of its end, and nobody else.
    fn einde(&mut self) {
        let (soort, hoe) = match self.alert.einde {
            Some((_, Einde::Ingetrokken)) => (Soort::Ingetrokken, Einde::Ingetrokken),
            Some((_, hoe)) => (Soort::Afgelopen, hoe),
            None => (Soort::Afgelopen, Einde::Verlopen),
        };
        let storing = self.avond.toneel.storing;
        let tot_ms = self.einde_ms + self.speling_ms + RASTER_MS;
        for mens in self.mensen() {
            let had = self.aangenomen_ms(mens).is_some();
            let kreeg_ms = self.van(mens, soort).map(|bericht| bericht.ms).min();
            let werkt = self.bereik(mens) == Bereik::Gewoon;
            if had && werkt && storing.komt_aan() && kreeg_ms.is_none_or(|ms| ms > tot_ms) {
                let later = kreeg_ms.map(|ms| ms - self.einde_ms);
                self.fout(format!("person {mens} may have it and did not hear of the end ({hoe:?}, {later:?} ms)"));
            }
            if kreeg_ms.is_some()
                && !had
                && !self.ook_gevraagd(mens)
                && storing.komt_aan()
                && storing != Storing::Hapering
            {
                self.fout(format!("person {mens} heard of the end ({hoe:?}) of what they never got"));
            }
            if kreeg_ms.is_some_and(|ms| ms < self.einde_ms) {
                self.fout(format!("person {mens} heard of the end before it"));
            }
            let anders = if soort == Soort::Ingetrokken { Soort::Afgelopen } else { Soort::Ingetrokken };
            if self.van(mens, anders).next().is_some() {
                self.fout(format!("person {mens} heard of another end"));
            }
        }
        if soort == Soort::Ingetrokken {
            self.aandringen();
        }
    }

    /// A group that had reported it asks another of its people, five minutes after the withdrawal.
    fn ook_gevraagd(&self, mens: usize) -> bool {
        let op_ms = self.einde_ms + AANDRINGEN_NA_MS;
        self.alert.einde.is_some_and(|(_, hoe)| hoe == Einde::Ingetrokken)
            && self.eigen(mens, op_ms).into_iter().any(|groep| {
                let beantwoord = self.afgehandeld(groep).is_some_and(|(ms, _)| ms <= op_ms);
                let gemeld = self.gemeld.get(&groep).is_some_and(|(ms, _)| *ms <= op_ms + self.speling_ms);
                let leden = self.leden(groep);
                let eerste =
                    leden.iter().find(|lid| self.aangenomen_ms(**lid).is_none() && !self.onbereikbaar(**lid, op_ms));
                gemeld && !beantwoord && eerste == Some(&mens)
            })
    }

    /// Who answered the withdrawal for a group first, with which word.
    fn afgehandeld(&self, groep: usize) -> Option<(i64, &'static str)> {
        let lid = |daad: &&Daad| self.avond.toneel.groepen[groep].mensen.iter().any(|(mens, _)| *mens == daad.mens);
        self.daden().filter(lid).find_map(|daad| match &daad.wat {
            Wat::Tik(knop, _) if knop == "intrekking-geplaatst" => Some((daad.ms, "geplaatst")),
            Wat::Tik(knop, _) if knop == "intrekking-niet" => Some((daad.ms, "niet geplaatst")),
            _ => None,
        })
    }

    fn aandringen(&mut self) {
        let op_ms = self.einde_ms + AANDRINGEN_NA_MS;
        let storing = self.avond.toneel.storing;
        for mens in self.mensen() {
            let tijden: Vec<i64> = self.van(mens, Soort::Ingetrokken).map(|bericht| bericht.ms).collect();
            let open = |marge_ms: i64| {
                let eigen = self.eigen(mens, op_ms);
                eigen.into_iter().any(|groep| self.afgehandeld(groep).is_none_or(|(ms, _)| ms > op_ms + marge_ms))
            };
            let nog_eens = tijden.iter().any(|ms| *ms >= op_ms);
            let eerder = tijden.iter().any(|ms| *ms < op_ms);
            let rustig = matches!(storing, Storing::Geen | Storing::Wanorde);
            let (moest, mocht) = (open(self.speling_ms), open(-1));
            if rustig && eerder && moest && self.bereik(mens) == Bereik::Gewoon && !nog_eens {
                self.fout(format!("person {mens} was not asked again about the withdrawal"));
            }
            if rustig && nog_eens && !mocht {
                self.fout(format!("person {mens} was asked again about a withdrawal that they had answered"));
            }
            if rustig && !eerder && !nog_eens && self.ook_gevraagd(mens) && self.bereik(mens) == Bereik::Gewoon {
                self.fout(format!("person {mens} should have been asked too about the withdrawal"));
            }
        }
    }

    /// What its sender heard.
    fn verzender(&mut self) {
        if !matches!(self.avond.toneel.storing, Storing::Geen | Storing::Wanorde) {
            return;
        }
        let telefoon = self.avond.telefoon(OFFICIEREN[self.alert.officier]);
        let hoe_vaak = |deel: &str| {
            let deel = format!("{}{deel}", self.alert.nummer);
            telefoon.iter().filter(|bubble| heeft(bubble, &deel)).count()
        };
        let mut tijden: BTreeMap<i64, usize> = BTreeMap::new();
        for (ms, _) in self.gemeld.values() {
            *tijden.entry(*ms).or_default() += 1;
        }
        // How many groups it had at a moment, and how many of them were reported then.
        let totaal = |ms: i64| self.groepen.values().filter(|vanaf_ms| **vanaf_ms <= ms).count();
        let tot = |ms: i64| tijden.range(..=ms).map(|(_, hoeveel)| hoeveel).sum::<usize>();
        let compleet_ms = tijden.keys().copied().find(|ms| *ms < self.einde_ms && tot(*ms) == totaal(*ms));
        let eerste_ms = tijden.keys().next().copied().filter(|ms| *ms < self.einde_ms);
        let verwacht_eerste = usize::from(eerste_ms.is_some() && eerste_ms != compleet_ms);
        let na_vijf_ms = self.alert.verstuurd_ms + 5 * MINUUT_MS;
        let verwacht_vijf =
            usize::from(na_vijf_ms < self.einde_ms && compleet_ms.is_none_or(|compleet_ms| compleet_ms > na_vijf_ms));
        let verwacht_einde = usize::from(self.alert.einde.is_none() && compleet_ms.is_none());
        let mut gevonden = Vec::new();
        for (wat, geteld, verwacht) in [
            ("the first group", hoe_vaak(": eerste "), verwacht_eerste),
            ("all groups", hoe_vaak(": alle "), usize::from(compleet_ms.is_some())),
            ("five minutes", hoe_vaak(" na 5 minuten: "), verwacht_vijf),
            ("the end", hoe_vaak(" is afgelopen: "), verwacht_einde),
        ] {
            if geteld != verwacht {
                gevonden.push(format!("its sender heard of {wat} {geteld} times and not {verwacht}"));
            }
        }
        self.fouten.extend(gevonden);
    }

    /// What the bot has written down is what happened.
    async fn database(&mut self) {
        let mut connection = self.avond.toneel.database.connect().await;
        let status: String = sqlx::query_scalar("select status from melding where id = $1")
            .bind(self.alert.id)
            .fetch_one(&mut connection)
            .await
            .unwrap();
        let verwacht = match self.alert.einde {
            Some((_, Einde::Ingetrokken)) => "ingetrokken",
            Some((_, Einde::Gesloten)) => "gesloten",
            Some((_, Einde::Verlopen)) | None => "verlopen",
        };
        if status != verwacht {
            self.fout(format!("the alert is {status} and not {verwacht}"));
        }
        let rows = sqlx::query(
            "select g.naam, u.geplaatst_ms, u.intrekking from uitzetting u join groep g on g.id = u.groep_id where u.melding_id = $1",
        );
        let rows = rows.bind(self.alert.id).fetch_all(&mut connection).await.unwrap();
        let staan: BTreeMap<String, (Option<i64>, String)> = rows
            .iter()
            .map(|row| (row.get::<String, _>(0), (row.get::<Option<i64>, _>(1), row.get::<String, _>(2))))
            .collect();
        let verwacht: BTreeMap<String, (Option<i64>, String)> = self
            .groepen
            .keys()
            .map(|groep| {
                let gemeld_ms = self.gemeld.get(groep).map(|(ms, _)| *ms);
                let over_intrekking = self.afgehandeld(*groep).map(|(_, woord)| woord).unwrap_or_default();
                (self.avond.toneel.groepen[*groep].naam.clone(), (gemeld_ms, over_intrekking.to_owned()))
            })
            .collect();
        let namen: BTreeSet<&String> = staan.keys().chain(verwacht.keys()).collect();
        for naam in namen {
            if staan.get(naam) != verwacht.get(naam) {
                let (staat, moest) = (staan.get(naam), verwacht.get(naam));
                self.fouten.push(format!("{naam} stands as {staat:?} and not as {moest:?}"));
            }
        }
        let rows = sqlx::query(
            "select i.waarde, r.antwoord, o.afgeleverd_ms from ontvangst r join outbox o on o.id = r.outbox_id \
             join identiteit i on i.persoon_id = r.persoon_id and i.soort = 'telefoon' where r.melding_id = $1 and o.klasse = 20",
        );
        let rows = rows.bind(self.alert.id).fetch_all(&mut connection).await.unwrap();
        for row in rows {
            let wa_id: String = row.get(0);
            let (antwoord, bezorgd_ms): (String, Option<i64>) = (row.get(1), row.get(2));
            let Some(mens) = self.avond.toneel.mensen.iter().position(|mens| mens.wa_id == wa_id) else { continue };
            let woord = |gezegd: Option<bool>| match gezegd {
                None => "geen",
                Some(true) => "kan_niet",
                Some(false) => "gezien",
            };
            let verwacht = woord(self.kan_niet(mens, NOOIT));
            // Where an answer of Meta got lost nobody knows that message: a thumb on it says nothing.
            let kwijt = !self.avond.toneel.storing.komt_aan() && antwoord == woord(self.gezegd(mens, NOOIT, false));
            if antwoord != verwacht && !kwijt {
                self.fout(format!("person {mens} said {antwoord} and not {verwacht}"));
            }
            if bezorgd_ms.map(|ms| ms / 1_000) != self.bezorgd_ms(mens).map(|ms| ms / 1_000) {
                let kwam_ms = self.bezorgd_ms(mens);
                self.fout(format!("the alert of person {mens} is delivered at {bezorgd_ms:?} and not at {kwam_ms:?}"));
            }
        }
    }
}

fn heeft(bubble: &Bubble, deel: &str) -> bool {
    bubble.by == By::Business && bubble.shown.text.starts_with(deel)
}

/// Nobody gets more than an alert is worth: one answer for each alert, and beyond it only what they asked for.
fn budget(avond: &Avond) -> Vec<String> {
    let mut fouten = Vec::new();
    for (nr, mens) in avond.toneel.mensen.iter().enumerate() {
        let telefoon = avond.telefoon(&mens.wa_id);
        let van = |welke: Soort| {
            let bubbles = telefoon.iter().filter(|bubble| bubble.by == By::Business);
            bubbles
                .filter(|bubble| soort(&bubble.shown.text, bubble.shown.choices().next().is_some()) == Some(welke))
                .count()
        };
        let daden = telefoon.iter().filter(|bubble| bubble.by == By::Person).count()
            + avond.daden.iter().filter(|daad| daad.mens == nr && daad.wat == Wat::Duim).count();
        // The text to copy comes with its own message, and the button with a question after it.
        let twee = ["1. Houd het", "Tik op de knop hieronder"];
        let hulp =
            telefoon.iter().filter(|bubble| twee.iter().any(|begin| bubble.shown.text.starts_with(begin))).count();
        if van(Soort::Antwoord) > van(Soort::Melding) {
            fouten.push(format!("person {nr} got {} answers to {} alerts", van(Soort::Antwoord), van(Soort::Melding)));
        }
        // Once a month, whichever alert; a message that nobody knows of may be repeated once.
        if van(Soort::Indruk) > 1 + usize::from(avond.toneel.storing == Storing::Kwijt) {
            fouten.push(format!("person {nr} was asked {} times what they thought", van(Soort::Indruk)));
        }
        if van(Soort::Antwoord) + van(Soort::Gesprek) > daden + hulp {
            fouten.push(format!("person {nr} got more answers than they asked for"));
        }
    }
    fouten
}

/// Whose messages stayed in doubt twice and were laid before the officer, and about which alert.
async fn in_twijfel(avond: &Avond) -> Vec<(usize, String)> {
    let sql = "select i.waarde || ' ' || m.nummer from outbox o join identiteit i on i.persoon_id = o.persoon_id \
               join melding m on m.id = o.melding_id where o.onzeker >= 2";
    let gevonden = avond.toneel.database.texts(sql).await;
    let gevonden = gevonden.iter().filter_map(|wie_wat| wie_wat.split_once(' '));
    let plaats = |wa_id: &str| avond.toneel.mensen.iter().position(|mens| mens.wa_id == wa_id);
    gevonden.filter_map(|(wa_id, nummer)| Some((plaats(wa_id)?, nummer.to_owned()))).collect()
}

/// Nothing is left to do.
async fn rust(avond: &Avond) -> Vec<String> {
    let mut fouten = Vec::new();
    for (wat, sql) in [
        (
            "messages wait",
            "select count(*) from outbox where toestand in ('wacht', 'geclaimd', 'vastgehouden') and onzeker < 2",
        ),
        ("incoming items wait", "select count(*) from inbox where toestand = 'nieuw'"),
        ("incoming items failed", "select count(*) from inbox where toestand = 'mislukt'"),
    ] {
        let hoeveel = avond.toneel.database.number(sql).await;
        if hoeveel > 0 {
            fouten.push(format!("{hoeveel} {wat}"));
        }
    }
    fouten
}
