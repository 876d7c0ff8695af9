//! Who there is on the evening: a hundred groups in two gemeenten, with people as they are.
//!
//! Owns the draw. Everything follows from the seed.

use heterdaad::bot::route::schema::schema;
use heterdaad::domain::persoon::Rang;
use heterdaad::domain::rechten::Rol;
use heterdaad::gemeenten;
use heterdaad::simulator::faults::{Behaviour, Chances, Plan};
use heterdaad::stage::{Setting, Stage};
use heterdaad::store::{Store, persoon};
use heterdaad::whatsapp::ids::WaId;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

use crate::harness::{self, Database};

/// Half past seven in the evening: nobody sleeps yet.
pub const BEGIN_MS: i64 = harness::BEGIN_MS + 18_600_000;
/// The officers: of Zoetermeer, and of both.
pub const OFFICIEREN: [&str; 2] = [harness::AGENT, harness::AGENT_BEIDE];

/// The wijken with how many groups each has: a hundred together.
pub const WIJKEN: [Wijk; 6] = [
    Wijk { gemeente: "zoetermeer", id: "rokkeveen", naam: "Rokkeveen", groepen: 26 },
    Wijk { gemeente: "zoetermeer", id: "meerzicht", naam: "Meerzicht", groepen: 14 },
    Wijk { gemeente: "zoetermeer", id: "oosterheem", naam: "Oosterheem", groepen: 10 },
    Wijk { gemeente: "loosduinen", id: "waldeck", naam: "Waldeck", groepen: 26 },
    Wijk { gemeente: "loosduinen", id: "houtwijk", naam: "Houtwijk", groepen: 14 },
    Wijk { gemeente: "loosduinen", id: "bohemen", naam: "Bohemen", groepen: 10 },
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wijk {
    pub gemeente: &'static str,
    pub id: &'static str,
    pub naam: &'static str,
    pub groepen: usize,
}

/// What keeps a person from being written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bereik {
    Gewoon,
    Uitgenodigd,
    Geblokkeerd,
    /// WhatsApp does not know the number; the bot learns it from the first failure.
    NummerWerktNiet,
}

#[derive(Debug, Clone)]
pub struct Mens {
    pub wa_id: String,
    pub bereik: Bereik,
}

#[derive(Debug, Clone)]
pub struct Groep {
    pub naam: String,
    pub wijk: Wijk,
    pub mensen: Vec<(usize, Rang)>,
}

/// What goes wrong on the way to the phones and back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Storing {
    Geen,
    /// Statuses come twice, together, in the wrong order, and some answers slowly.
    Wanorde,
    /// "Too fast", server errors, lost answers; and the disorder too.
    Hapering,
    /// Taken, and failed a moment later.
    LaatMislukt,
    /// Some sends are lost before, others after they were taken, without a word.
    Kwijt,
}

impl Storing {
    /// How late a message may be in this trouble.
    pub const fn speling_ms(self) -> i64 {
        match self {
            Self::Geen => 6_000,
            Self::Wanorde => 10_000,
            Self::LaatMislukt => 40_000,
            Self::Hapering | Self::Kwijt => 110_000,
        }
    }

    /// Every message is taken in the end, and the bot knows it.
    pub const fn komt_aan(self) -> bool {
        !matches!(self, Self::Kwijt)
    }

    /// The faults while officers type, who would do it again if they saw nothing.
    pub fn bij_officier(self, seed: u64) -> Plan {
        let wanorde = !matches!(self, Self::Geen);
        let chances = if wanorde { Chances { duplicate: 20, batch: 50, disorder: 40, ..NIETS } } else { RUSTIG };
        Plan::by_chance(seed, chances)
    }

    pub fn plan(self, seed: u64) -> Plan {
        let wanorde = Chances { duplicate: 20, batch: 50, disorder: 40, ..NIETS };
        match self {
            Self::Geen => Plan::by_chance(seed, RUSTIG),
            Self::Wanorde => Plan::by_chance(seed, Chances { slow: 3, ..wanorde }),
            Self::Hapering => {
                Plan::by_chance(seed, Chances { too_fast: 4, server_error: 4, cut_after_accept: 6, ..wanorde })
            }
            Self::LaatMislukt => Plan::by_script(|nth| match nth * 7919 % 101 {
                0..8 => Behaviour::FailLater(131_000),
                8..16 => Behaviour::CutAfterAccept,
                _ => Behaviour::Normal,
            }),
            Self::Kwijt => Plan::by_script(|nth| match nth * 7919 % 101 {
                0..3 => Behaviour::CutBeforeAccept,
                3..6 => Behaviour::CutAfterAcceptWithoutStatus,
                6..9 => Behaviour::CutAfterAccept,
                _ => Behaviour::Normal,
            }),
        }
    }
}

const NIETS: Chances = Chances {
    server_error: 0,
    too_fast: 0,
    cut_after_accept: 0,
    cut_before_accept: 0,
    slow: 0,
    duplicate: 0,
    batch: 0,
    disorder: 0,
};
/// Webhooks of one moment come together: fewer requests, the same contents.
const RUSTIG: Chances = Chances { batch: 97, ..NIETS };

pub struct Toneel {
    pub stage: Stage,
    pub database: Database,
    pub mensen: Vec<Mens>,
    pub groepen: Vec<Groep>,
    pub storing: Storing,
}

impl Toneel {
    pub async fn bouw(seed: u64) -> Self {
        let mut kans = StdRng::seed_from_u64(seed);
        let storing = match kans.random_range(0..100) {
            0..50 => Storing::Geen,
            50..66 => Storing::Wanorde,
            66..82 => Storing::Hapering,
            82..91 => Storing::LaatMislukt,
            _ => Storing::Kwijt,
        };
        let (mensen, groepen) = trek(&mut kans);
        let database = Database::ready(harness::Engine::Sqlite).await;
        let store = Store::open(&database.url).await.unwrap();
        let setting = Setting { store, gemeenten: gemeenten::load(None).unwrap(), begin_ms: BEGIN_MS, seed, schema };
        let mut stage = Stage::set(setting).await.unwrap();
        // The evening is played in steps of seconds.
        stage.stop_bot().await;
        stage.leaps = true;
        stage.start_bot().await.unwrap();
        let toneel = Self { stage, database, mensen, groepen, storing };
        toneel.vul(&mut kans).await;
        toneel.stage.simulator.set_plan(storing.bij_officier(seed));
        toneel
    }

    async fn vul(&self, kans: &mut StdRng) {
        let mut tx = self.stage.store.begin().await.unwrap();
        for (officier, gemeenten) in OFFICIEREN.into_iter().zip([&["zoetermeer"][..], &["zoetermeer", "loosduinen"]]) {
            self.stage.simulator.world().add_phone(officier, "officier");
            let id = persoon::name_by_phone(&mut tx, &WaId(officier.into()), "officier", BEGIN_MS).await.unwrap();
            for gemeente in gemeenten {
                persoon::grant(&mut tx, id, Rol::Politie, &(*gemeente).into(), &"".into(), BEGIN_MS).await.unwrap();
            }
        }
        let mut ids = Vec::new();
        for mens in &self.mensen {
            if mens.bereik != Bereik::NummerWerktNiet {
                let mut world = self.stage.simulator.world();
                let phone = world.add_phone(&mens.wa_id, "beheerder");
                phone.read_receipts = kans.random_range(0..100) < 40;
            }
            let id = persoon::name_by_phone(&mut tx, &WaId(mens.wa_id.clone()), "beheerder", BEGIN_MS).await.unwrap();
            ids.push(id);
        }
        for groep in &self.groepen {
            let wijken = [groep.wijk.id.into()];
            let gemeente = groep.wijk.gemeente.into();
            let id = persoon::find_or_add_group(&mut tx, &gemeente, &groep.naam, &wijken, BEGIN_MS).await.unwrap();
            for (mens, rang) in &groep.mensen {
                persoon::add_beheerder(&mut tx, id, ids[*mens], *rang).await.unwrap();
            }
        }
        for (mens, id) in self.mensen.iter().zip(&ids) {
            match mens.bereik {
                Bereik::Uitgenodigd => persoon::invite(&mut tx, *id, BEGIN_MS).await.unwrap(),
                Bereik::Geblokkeerd => persoon::block(&mut tx, *id).await.unwrap(),
                Bereik::Gewoon | Bereik::NummerWerktNiet => {}
            }
        }
        tx.commit().await.unwrap();
    }
}

/// People and groups. Their place in the list is the order in which the bot knows them.
fn trek(kans: &mut StdRng) -> (Vec<Mens>, Vec<Groep>) {
    let mut mensen: Vec<Mens> = Vec::new();
    let mut groepen: Vec<Groep> = Vec::new();
    let mut van_gemeente: Vec<(usize, &str)> = Vec::new();
    for wijk in WIJKEN {
        for nummer in 0..wijk.groepen {
            let mut leden: Vec<(usize, Rang)> = Vec::new();
            let zonder = kans.random_range(0..100) < 4;
            let rangen = [(Rang::Hoofd, 96), (Rang::Mede, 30), (Rang::Reserve, 45), (Rang::Reserve, 12)];
            for (rang, percent) in rangen {
                if zonder || kans.random_range(0..100) >= percent {
                    continue;
                }
                // Some run several groups, a few of them in the other gemeente too.
                let bekende = (kans.random_range(0..100) < 14 && !van_gemeente.is_empty())
                    .then(|| van_gemeente[kans.random_range(0..van_gemeente.len())])
                    .filter(|(_, gemeente)| *gemeente == wijk.gemeente || kans.random_range(0..100) < 20)
                    .map(|(mens, _)| mens)
                    .filter(|mens| leden.iter().all(|(ander, _)| ander != mens));
                let mens = bekende.unwrap_or_else(|| {
                    let bereik = match kans.random_range(0..100) {
                        0..4 => Bereik::Uitgenodigd,
                        4..7 => Bereik::Geblokkeerd,
                        7..11 => Bereik::NummerWerktNiet,
                        _ => Bereik::Gewoon,
                    };
                    mensen.push(Mens { wa_id: (31_630_000_000_u64 + mensen.len() as u64).to_string(), bereik });
                    van_gemeente.push((mensen.len() - 1, wijk.gemeente));
                    mensen.len() - 1
                });
                leden.push((mens, rang));
            }
            groepen.push(Groep { naam: format!("Buurt {} {nummer:02}", wijk.naam), wijk, mensen: leden });
        }
    }
    (mensen, groepen)
}
