//! The evening itself: officers send three alerts, people do with them what people do.
//!
//! Owns what everybody does and when, drawn from the seed, and the record of it that the model reads. Time goes from
//! one thing that happens to the next, in steps of two seconds, so that what falls in one step is handled together.

use std::collections::BTreeMap;

use heterdaad::clock::Clock;
use heterdaad::simulator::phone::{Accepted, Bubble};
use heterdaad::stage::NUMBER;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

use super::toneel::{BEGIN_MS, Bereik, OFFICIEREN, Toneel, WIJKEN, Wijk};

/// What happens within so long is handled together.
pub const RASTER_MS: i64 = 2_000;
const SECONDE_MS: i64 = 1_000;
pub const MINUUT_MS: i64 = 60_000;
/// How long an alert about a crime in progress is valid.
pub const GELDIG_MS: i64 = 120 * MINUUT_MS;

/// How an alert ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Einde {
    Gesloten,
    Ingetrokken,
    Verlopen,
}

/// One of the three alerts, with what officers did about it and when.
#[derive(Debug, Clone)]
pub struct Alert {
    pub officier: usize,
    pub wijk: Wijk,
    pub soort: &'static str,
    /// Its number and id, once it was written.
    pub nummer: String,
    pub id: i64,
    pub gemaakt_ms: i64,
    pub verstuurd_ms: i64,
    /// When updates were sent.
    pub updates: Vec<i64>,
    /// The wijk that was added, and when.
    pub erbij: Option<(Wijk, i64)>,
    /// When nothing of it might leave: from and to.
    pub stil: Vec<(i64, i64)>,
    pub einde: Option<(i64, Einde)>,
}

/// What somebody did about an alert.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wat {
    /// Tapped a button or a row with this id (up to its first number) and title.
    Tik(String, String),
    /// Put a thumb on it.
    Duim,
    /// Answered that they do it in so many minutes.
    Straks(i64),
    /// Answered that they cannot.
    AanHetWerk,
    /// Answered that it stands there.
    Gedaan,
}

#[derive(Debug, Clone)]
pub struct Daad {
    pub ms: i64,
    pub mens: usize,
    pub alert: usize,
    pub wat: Wat,
}

/// What is planned.
#[derive(Debug, Clone)]
enum Plan {
    Mens { mens: usize, wamid: String, doe: Doe },
    Telefoon { mens: usize, aan: bool },
    Officier { alert: usize, stap: Stap },
}

#[derive(Debug, Clone)]
enum Doe {
    Tik(&'static str),
    /// A row of a list: all groups, or the n-th.
    Rij(usize),
    Duim,
    Straks(i64),
    AanHetWerk,
    Gedaan,
}

#[derive(Debug, Clone, Copy)]
enum Stap {
    Schrijf,
    Verstuur,
    SchrijfUpdate(Option<Wijk>),
    VerstuurUpdate(Option<Wijk>),
    Sluit,
    SluitJa,
    TrekIn,
    Stop,
    NuIntrekken,
    LatenStaan,
}

pub struct Avond {
    pub toneel: Toneel,
    pub alerts: Vec<Alert>,
    pub daden: Vec<Daad>,
    seed: u64,
    kans: StdRng,
    plan: BTreeMap<(i64, u64), Plan>,
    teller: u64,
    gezien: Vec<usize>,
    /// Nobody does two things in one moment.
    vrij_ms: Vec<i64>,
}

impl Avond {
    /// Plays the evening of a seed to its end.
    pub async fn speel(seed: u64) -> Self {
        let toneel = Toneel::bouw(seed).await;
        let mut kans = StdRng::seed_from_u64(seed ^ 0x5eed);
        let gezien = vec![0; toneel.mensen.len()];
        let vrij_ms = vec![0; toneel.mensen.len()];
        let alerts = draaiboek(&mut kans);
        let (plan, daden) = (BTreeMap::new(), Vec::new());
        let mut avond = Self { toneel, alerts, daden, seed, kans, plan, teller: 0, gezien, vrij_ms };
        avond.bereid_voor();
        avond.loop_af().await;
        avond
    }

    fn nu_ms(&self) -> i64 {
        self.toneel.stage.clock.wall_ms()
    }

    fn plan(&mut self, ms: i64, plan: Plan) {
        self.teller += 1;
        self.plan.insert((ms, self.teller), plan);
    }

    fn tussen(&mut self, van_s: i64, tot_s: i64) -> i64 {
        self.kans.random_range(van_s..=tot_s) * SECONDE_MS
    }

    fn lukt(&mut self, percent: u32) -> bool {
        self.kans.random_range(0..100) < percent
    }

    /// Draws when officers do what, and whose phone is off when.
    fn bereid_voor(&mut self) {
        let loten = {
            let mut loten = [Lot::Gewoon, Lot::Bijgewerkt, Lot::Ingetrokken];
            for place in (1..loten.len()).rev() {
                loten.swap(place, self.kans.random_range(0..=place));
            }
            loten
        };
        let mut begin_ms = BEGIN_MS + 5_000;
        // What an officer does takes its moment; two things do not go together.
        let mut bezet: Vec<i64> = Vec::new();
        let mut moment = |ms: i64| {
            let mut ms = (ms + RASTER_MS - 1) / RASTER_MS * RASTER_MS;
            while bezet.iter().any(|ander| (ms - ander).abs() < 20_000) {
                ms += 20_000;
            }
            bezet.push(ms);
            ms
        };
        for (alert, lot) in loten.into_iter().enumerate() {
            let weg_ms = moment(begin_ms);
            begin_ms += self.tussen(60, 300);
            let mut stappen = vec![(weg_ms, Stap::Schrijf), (weg_ms + 6_000, Stap::Verstuur)];
            let sluit = |ms: i64| [(ms, Stap::Sluit), (ms + 6_000, Stap::SluitJa)];
            match lot {
                Lot::Gewoon if self.lukt(50) => {
                    let ms = moment(weg_ms + self.tussen(60, 3_600));
                    stappen.extend(sluit(ms));
                }
                Lot::Gewoon => {}
                Lot::Bijgewerkt => {
                    for keer in 0..self.kans.random_range(1..=2) {
                        let ms = moment(weg_ms + self.tussen(30, 900));
                        let erbij = (keer == 0 && self.lukt(70)).then(|| naast(self.alerts[alert].wijk));
                        stappen.push((ms, Stap::SchrijfUpdate(erbij)));
                        stappen.push((ms + 6_000, Stap::VerstuurUpdate(erbij)));
                    }
                    if self.lukt(50) {
                        let ms = moment(weg_ms + self.tussen(1_000, 4_000));
                        stappen.extend(sluit(ms));
                    }
                }
                Lot::Ingetrokken => {
                    let ms = match self.kans.random_range(0..3) {
                        // Before much of it left, soon, and later.
                        0 => moment(weg_ms + self.tussen(8, 9)),
                        1 => moment(weg_ms + self.tussen(10, 200)),
                        _ => moment(weg_ms + self.tussen(200, 880)),
                    };
                    match self.kans.random_range(0..3) {
                        0 => stappen.push((ms, Stap::TrekIn)),
                        1 => {
                            let na_ms = self.tussen(3, 240);
                            stappen.push((ms, Stap::Stop));
                            stappen.push((moment(ms + na_ms), Stap::NuIntrekken));
                        }
                        _ => {
                            let na_ms = self.tussen(3, 240);
                            let staan_ms = moment(ms + na_ms);
                            stappen.push((ms, Stap::Stop));
                            stappen.push((staan_ms, Stap::LatenStaan));
                            if self.lukt(70) {
                                let na_ms = self.tussen(10, 1_200);
                                stappen.push((moment(staan_ms + na_ms), Stap::TrekIn));
                            }
                        }
                    }
                }
            }
            for (ms, stap) in stappen {
                self.plan(ms, Plan::Officier { alert, stap });
            }
        }
        for mens in 0..self.toneel.mensen.len() {
            if self.toneel.mensen[mens].bereik != Bereik::NummerWerktNiet && self.lukt(12) {
                let uit_ms = BEGIN_MS + self.tussen(0, 1_500);
                let aan_ms = uit_ms + if self.lukt(80) { self.tussen(20, 1_200) } else { self.tussen(3_000, 9_000) };
                self.plan(uit_ms, Plan::Telefoon { mens, aan: false });
                self.plan(aan_ms, Plan::Telefoon { mens, aan: true });
            }
        }
    }

    async fn loop_af(&mut self) {
        let einde_ms = BEGIN_MS + GELDIG_MS + 45 * MINUUT_MS;
        loop {
            let nu_ms = self.nu_ms();
            // What is done last is answered before the end.
            if nu_ms >= einde_ms - 10 * MINUUT_MS {
                self.plan.clear();
            }
            while let Some(eerste) = self.plan.first_entry().filter(|eerste| eerste.key().0 <= nu_ms) {
                let wat = eerste.remove();
                self.doe(wat, nu_ms);
            }
            let mut due_ms = self.toneel.stage.settle().await.unwrap();
            // A slow answer moves the clock while everything settles.
            let klok = self.toneel.stage.clock.clone();
            let (nu_ms, monotoon_ms) = (klok.wall_ms(), klok.monotonic_ms());
            self.kijk(nu_ms);
            if nu_ms >= einde_ms {
                return;
            }
            let eerste_ms = self.plan.first_key_value().map(|((ms, _), _)| *ms);
            let volgende_ms = due_ms.take().map(|due_ms| nu_ms + due_ms - monotoon_ms);
            let volgende_ms = volgende_ms.into_iter().chain(eerste_ms).min().unwrap_or(einde_ms);
            // The next step in which something is due.
            let volgende_ms = volgende_ms.max(nu_ms + 1).min(einde_ms);
            let volgende_ms = (volgende_ms + RASTER_MS - 1) / RASTER_MS * RASTER_MS;
            klok.advance_ms(volgende_ms - nu_ms);
        }
    }

    fn doe(&mut self, plan: Plan, nu_ms: i64) {
        match plan {
            Plan::Telefoon { mens, aan } => {
                let mut world = self.toneel.stage.simulator.world();
                if aan {
                    world.come_online(&self.toneel.mensen[mens].wa_id, nu_ms);
                } else {
                    world.go_offline(&self.toneel.mensen[mens].wa_id);
                }
            }
            Plan::Mens { mens, wamid, doe } => self.doe_mens(mens, wamid, doe, nu_ms),
            Plan::Officier { alert, stap } => self.doe_officier(alert, stap, nu_ms),
        }
    }

    fn doe_mens(&mut self, mens: usize, wamid: String, doe: Doe, nu_ms: i64) {
        let wa_id = self.toneel.mensen[mens].wa_id.clone();
        let uit = self.toneel.stage.simulator.world().phone(&wa_id).is_some_and(|phone| !phone.online);
        if uit || self.vrij_ms[mens] > nu_ms {
            // Later: the phone is off, or they are at something else.
            let later_ms = if uit { nu_ms + 30_000 } else { self.vrij_ms[mens] };
            self.plan(later_ms, Plan::Mens { mens, wamid, doe });
            return;
        }
        self.vrij_ms[mens] = nu_ms + 2 * RASTER_MS;
        let mut world = self.toneel.stage.simulator.world();
        let bubble = world.phone(&wa_id).and_then(|phone| phone.chat.iter().find(|bubble| bubble.wamid == wamid));
        let Some(bubble) = bubble.cloned() else { return };
        let over = over(&self.alerts, &bubble);
        let (wat, alert) = match doe {
            Doe::Tik(_) | Doe::Rij(_) => {
                let keuze = match doe {
                    Doe::Tik(titel) => bubble.shown.choices().find(|keuze| keuze.title == titel),
                    Doe::Rij(rij) => bubble.shown.rows.get(rij % bubble.shown.rows.len().max(1)),
                    _ => None,
                };
                let Some(keuze) = keuze.cloned() else { return };
                world.tap_on(&wa_id, &wamid, &keuze.id, nu_ms);
                let mut delen = keuze.id.split(':');
                let naam = delen.next().unwrap_or_default().to_owned();
                let id: i64 = delen.next().unwrap_or_default().parse().unwrap_or_default();
                let alert = self.alerts.iter().position(|alert| alert.id == id);
                (Wat::Tik(naam, keuze.title), alert)
            }
            Doe::Duim => {
                world.react(&wa_id, &wamid, "👍", nu_ms);
                (Wat::Duim, over)
            }
            Doe::Straks(minuten) => {
                let tekst = format!("nog niet doorgestuurd, doe ik over {minuten} min");
                world.reply(&wa_id, NUMBER, &wamid, &tekst, nu_ms);
                (Wat::Straks(minuten), over)
            }
            Doe::AanHetWerk => {
                world.reply(&wa_id, NUMBER, &wamid, "ben aan het werk", nu_ms);
                (Wat::AanHetWerk, over)
            }
            Doe::Gedaan => {
                world.reply(&wa_id, NUMBER, &wamid, "staat erin", nu_ms);
                (Wat::Gedaan, over)
            }
        };
        if let Some(alert) = alert {
            self.daden.push(Daad { ms: nu_ms, mens, alert, wat });
        }
    }

    /// Looks at all phones: whoever got something decides what to do with it.
    fn kijk(&mut self, nu_ms: i64) {
        let mut nieuw: Vec<(usize, Bubble)> = Vec::new();
        {
            let world = self.toneel.stage.simulator.world();
            for (mens, wie) in self.toneel.mensen.iter().enumerate() {
                let Some(phone) = world.phone(&wie.wa_id) else { continue };
                let vanaf = std::mem::replace(&mut self.gezien[mens], phone.chat.len());
                nieuw.extend(phone.chat[vanaf..].iter().map(|bubble| (mens, bubble.clone())));
            }
        }
        for (mens, bubble) in nieuw.into_iter().filter(|(_, bubble)| !bubble.author_is_person()) {
            self.besluit(mens, &bubble, nu_ms);
        }
    }

    fn besluit(&mut self, mens: usize, bubble: &Bubble, nu_ms: i64) {
        const STAAT: Doe = Doe::Tik("Staat in de groep");
        let tekst = bubble.shown.text.as_str();
        let mut daden: Vec<(i64, Doe)> = Vec::new();
        let met_knop = |titel: &str| bubble.shown.choice_titled(titel).is_some();
        if tekst.starts_with("POLITIEBERICHT ") && met_knop("Kan nu niet") {
            match self.kans.random_range(0..100) {
                0..30 => daden.push((self.tussen(13, 170), STAAT)),
                30..38 => daden.push((self.tussen(190, 1_500), STAAT)),
                // Too soon: is it really there?
                38..46 => daden.push((self.tussen(2, 7), STAAT)),
                46..49 => daden.push((self.tussen(7_000, 8_500), STAAT)),
                49..57 => daden.push((self.tussen(5, 400), Doe::Tik("Kan nu niet"))),
                57..61 => daden.push((self.tussen(15, 300), Doe::AanHetWerk)),
                61..68 => {
                    let minuten = [3, 5, 10][self.kans.random_range(0..3)];
                    let na_ms = self.tussen(8, 500);
                    daden.push((na_ms, Doe::Straks(minuten)));
                    if self.lukt(60) {
                        daden.push((na_ms + minuten * MINUUT_MS + self.tussen(-60, 90), STAAT));
                    }
                }
                68..74 => daden.push((self.tussen(3, 200), Doe::Duim)),
                74..79 => daden.push((self.tussen(15, 300), Doe::Gedaan)),
                79..82 => {
                    daden.push((self.tussen(5, 60), Doe::Tik("Kan nu niet")));
                    daden.push((self.tussen(90, 900), STAAT));
                }
                82..84 => daden.push((self.tussen(5, 60), Doe::Tik("Hulp bij doorsturen"))),
                _ => {}
            }
        } else if tekst.starts_with("UPDATE ") {
            match self.kans.random_range(0..100) {
                0..12 => daden.push((self.tussen(4, 300), STAAT)),
                12..16 => daden.push((self.tussen(4, 300), Doe::Tik("Kan nu niet"))),
                _ => {}
            }
        } else if tekst.starts_with("HERINNERING ") {
            match self.kans.random_range(0..100) {
                0..45 => daden.push((self.tussen(4, 300), STAAT)),
                45..55 => daden.push((self.tussen(4, 300), Doe::Tik("Kan nu niet"))),
                _ => {}
            }
        } else if met_knop("Ja, staat erin") {
            match self.kans.random_range(0..100) {
                0..60 => daden.push((self.tussen(3, 60), Doe::Tik("Ja, staat erin"))),
                60..80 => daden.push((self.tussen(3, 60), Doe::Tik("Nog niet"))),
                _ => {}
            }
        } else if tekst.starts_with("In welke groep staat ") {
            if self.lukt(85) {
                let rij = if self.lukt(50) { 0 } else { self.kans.random_range(0..4) };
                daden.push((self.tussen(3, 60), Doe::Rij(rij)));
            }
        } else if tekst.starts_with("AFGELOPEN ") || tekst.starts_with("TIJD OM ") {
            if self.lukt(40) {
                daden.push((self.tussen(5, 600), STAAT));
            }
        } else if tekst.starts_with("INGETROKKEN ") || tekst.starts_with("Let op: ") {
            match self.kans.random_range(0..100) {
                0..35 => daden.push((self.tussen(5, 700), STAAT)),
                35..60 => daden.push((self.tussen(5, 700), Doe::Tik("Niet geplaatst"))),
                _ => {}
            }
        }
        for (na_ms, doe) in daden {
            let ms = (nu_ms + na_ms).max(nu_ms + RASTER_MS);
            self.plan(ms, Plan::Mens { mens, wamid: bubble.wamid.clone(), doe });
        }
    }

    fn doe_officier(&mut self, welke: usize, stap: Stap, nu_ms: i64) {
        let alert = self.alerts[welke].clone();
        let wa_id = OFFICIEREN[alert.officier];
        let storing = self.toneel.storing;
        // Trouble begins when a message is on its way to people, and not while an officer types.
        let begint = matches!(
            stap,
            Stap::Verstuur
                | Stap::VerstuurUpdate(_)
                | Stap::SluitJa
                | Stap::TrekIn
                | Stap::NuIntrekken
                | Stap::LatenStaan
        );
        self.teller += 1;
        let seed = self.seed ^ (self.teller << 20);
        let plan = if begint { storing.plan(seed) } else { storing.bij_officier(seed) };
        self.toneel.stage.simulator.set_plan(plan);
        let loopt = alert.einde.is_none() && alert.verstuurd_ms > 0;
        let zeg = |tekst: String| self.toneel.stage.simulator.world().say(wa_id, NUMBER, &tekst, nu_ms);
        let tik = |deel: &str, titel: &str| {
            let mut world = self.toneel.stage.simulator.world();
            let bubble = world.phone(wa_id).and_then(|phone| {
                phone
                    .messages()
                    .rev()
                    .find(|bubble| bubble.shown.text.contains(deel) && bubble.shown.choice_titled(titel).is_some())
            });
            let bubble = bubble.unwrap_or_else(|| panic!("geen '{titel}' onder '{deel}'")).clone();
            let keuze = bubble.shown.choice_titled(titel).unwrap_or_default().to_owned();
            world.tap_on(wa_id, &bubble.wamid, &keuze, nu_ms);
            (bubble.shown.text, keuze)
        };
        match stap {
            Stap::Schrijf => {
                zeg(format!(
                    "/melding {} {} man zwarte jas witte schoenen richting station",
                    alert.soort, alert.wijk.naam
                ));
                self.alerts[welke].gemaakt_ms = nu_ms;
            }
            Stap::Verstuur => {
                let (tekst, keuze) = tik("NOG NIET VERSTUURD", "Versturen");
                let nummer =
                    tekst.split("POLITIEBERICHT ").nth(1).unwrap_or_default().lines().next().unwrap_or_default();
                let alert = &mut self.alerts[welke];
                nummer.clone_into(&mut alert.nummer);
                alert.id = keuze.split(':').nth(1).unwrap_or_default().parse().unwrap_or_default();
                alert.verstuurd_ms = nu_ms;
            }
            _ if !loopt && !matches!(stap, Stap::NuIntrekken) => {}
            Stap::SchrijfUpdate(erbij) => {
                let erbij = erbij.map_or(String::new(), |wijk| format!(", rent nu ook in {}", wijk.naam));
                zeg(format!("/update {} man is kaal, nu op een fiets{erbij}", alert.nummer));
            }
            Stap::VerstuurUpdate(erbij) => {
                tik(&format!("UPDATE {}", alert.nummer), "Versturen");
                self.alerts[welke].updates.push(nu_ms);
                self.alerts[welke].erbij = self.alerts[welke].erbij.or(erbij.map(|wijk| (wijk, nu_ms)));
            }
            Stap::Sluit => zeg(format!("/sluit {} verdachte aangehouden", alert.nummer)),
            Stap::SluitJa => {
                tik(&format!("{} afsluiten als", alert.nummer), "Afsluiten");
                self.alerts[welke].einde = Some((nu_ms, Einde::Gesloten));
            }
            Stap::TrekIn => {
                zeg(format!("/intrekken {} verkeerde wijk", alert.nummer));
                self.alerts[welke].einde = Some((nu_ms, Einde::Ingetrokken));
            }
            Stap::Stop => {
                tik(&format!("POLITIEBERICHT {}", alert.nummer), "Annuleren");
                self.alerts[welke].stil.push((nu_ms, i64::MAX));
            }
            Stap::NuIntrekken => {
                tik(&format!("Er gaat niets meer uit van {}", alert.nummer), "Nu intrekken");
                self.alerts[welke].einde = Some((nu_ms, Einde::Ingetrokken));
                self.alerts[welke].stil.iter_mut().for_each(|stil| stil.1 = stil.1.min(nu_ms));
            }
            Stap::LatenStaan => {
                tik(&format!("Er gaat niets meer uit van {}", alert.nummer), "Laten staan");
                self.alerts[welke].stil.iter_mut().for_each(|stil| stil.1 = stil.1.min(nu_ms));
            }
        }
    }

    /// What WhatsApp took for people, in order.
    pub fn aangenomen(&self) -> Vec<Accepted> {
        self.toneel.stage.simulator.world().accepted().to_vec()
    }

    pub fn telefoon(&self, wa_id: &str) -> Vec<Bubble> {
        self.toneel.stage.simulator.world().phone(wa_id).map(|phone| phone.chat.clone()).unwrap_or_default()
    }
}

#[derive(Debug, Clone, Copy)]
enum Lot {
    Gewoon,
    Bijgewerkt,
    Ingetrokken,
}

/// Three alerts, at least one in each gemeente, each of a kind of its own.
fn draaiboek(kans: &mut StdRng) -> Vec<Alert> {
    let wijk = |id: &str| WIJKEN.into_iter().find(|wijk| wijk.id == id).unwrap();
    let zoetermeer = ["rokkeveen", "meerzicht"][kans.random_range(0..2)];
    let loosduinen = ["waldeck", "houtwijk"][kans.random_range(0..2)];
    let ergens = ["rokkeveen", "meerzicht", "waldeck", "houtwijk"][kans.random_range(0..4)];
    let mut wijken = [zoetermeer, loosduinen, ergens].map(wijk);
    wijken.rotate_left(kans.random_range(0..3));
    let soorten = ["woninginbraak", "overval", "straatroof"];
    let alert = |(wijk, soort): (Wijk, &'static str)| Alert {
        officier: if wijk.gemeente == "zoetermeer" { kans.random_range(0..2) } else { 1 },
        wijk,
        soort,
        nummer: String::new(),
        id: 0,
        gemaakt_ms: 0,
        verstuurd_ms: 0,
        updates: Vec::new(),
        erbij: None,
        stil: Vec::new(),
        einde: None,
    };
    wijken.into_iter().zip(soorten).map(alert).collect()
}

/// The wijk that an update adds.
fn naast(wijk: Wijk) -> Wijk {
    let id = if wijk.gemeente == "zoetermeer" { "oosterheem" } else { "bohemen" };
    WIJKEN.into_iter().find(|wijk| wijk.id == id).unwrap()
}

/// The alert that a message is about, by the number in it.
pub fn over(alerts: &[Alert], bubble: &Bubble) -> Option<usize> {
    alerts.iter().position(|alert| !alert.nummer.is_empty() && bubble.shown.text.contains(&alert.nummer))
}

trait VanMens {
    fn author_is_person(&self) -> bool;
}

impl VanMens for Bubble {
    fn author_is_person(&self) -> bool {
        self.by != heterdaad::simulator::phone::By::Business
    }
}
