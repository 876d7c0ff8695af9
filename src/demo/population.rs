//! The people of the demo: police, a wijkagent, an employee of the gemeente, and about a hundred beheerders.
//!
//! They are named by role; their numbers are dummies. Who does what follows from the seed.

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

use crate::clock::Clock;
use crate::domain::persoon::{PersoonId, Rang};
use crate::domain::rechten::Rol;
use crate::domain::stilte::Stilte;
use crate::limits;
use crate::simulator::phone::{Character, Part};
use crate::stage::{NUMBER, Stage};
use crate::store::gesprek::{self, ChatKey};
use crate::store::{eigen, persoon};
use crate::whatsapp::ids::WaId;

/// The people whom the story leads.
#[derive(Debug)]
pub(super) struct People {
    /// An officer of Zoetermeer.
    pub(super) agent: String,
    /// An officer of both gemeenten.
    pub(super) tweede_agent: String,
    /// An employee of the gemeente.
    pub(super) gemeente: String,
    /// The wijkagent of Seghwaert: what neighbours of other wijken ask, any officer decides.
    pub(super) wijkagent: String,
    /// Looks after settings and roles in Zoetermeer.
    pub(super) functioneel: String,
    /// Runs three groups in Rokkeveen.
    pub(super) drie_groepen: String,
    /// Runs one of these three too.
    pub(super) mede: String,
    /// Runs a group in Rokkeveen, and only puts up a thumb.
    pub(super) duim: String,
    /// The reserve of that group, who gets an alert only when it is needed.
    pub(super) reserve: String,
    /// Lives in Rokkeveen and has no role.
    pub(super) bewoner: String,
    /// A stranger with a fine name.
    pub(super) vreemde: String,
}

/// Groups by wijk; together a hundred, with the three that are led.
const WIJKEN: [(&str, &str, usize); 15] = [
    ("zoetermeer", "rokkeveen", 14),
    ("zoetermeer", "oosterheem", 12),
    ("zoetermeer", "seghwaert", 9),
    ("zoetermeer", "noordhove", 6),
    ("zoetermeer", "meerzicht", 8),
    ("zoetermeer", "de-leyens", 5),
    ("zoetermeer", "palenstein", 4),
    ("zoetermeer", "dorp", 4),
    ("loosduinen", "waldeck", 8),
    ("loosduinen", "nieuw-waldeck", 5),
    ("loosduinen", "houtwijk", 7),
    ("loosduinen", "kraayenstein", 6),
    ("loosduinen", "bohemen", 4),
    ("loosduinen", "kijkduin-ockenburgh", 5),
    ("loosduinen", "kom-loosduinen", 3),
];

/// A dummy number.
fn number(serial: usize) -> String {
    format!("316123{serial:05}")
}

/// Puts everybody in place.
pub(super) async fn settle_in(stage: &mut Stage, seed: u64) -> anyhow::Result<People> {
    let people = People {
        agent: number(40_001),
        tweede_agent: number(40_002),
        gemeente: number(40_003),
        wijkagent: number(40_004),
        functioneel: number(40_005),
        drie_groepen: number(40_011),
        mede: number(40_012),
        duim: number(40_013),
        reserve: number(40_014),
        bewoner: number(40_020),
        vreemde: number(40_099),
    };
    police_and_gemeente(stage, &people).await?;
    stage.simulator.world().add_phone(&people.vreemde, "onbekende (noemt zich Politie Zoetermeer)");
    stage.simulator.world().add_phone(&people.bewoner, "bewoner van Rokkeveen");
    for naam in ["Buurtapp Waterlelie", "Buurtapp Zuid 2", "Buurtapp Parkzicht"] {
        let beheerder = Beheerder {
            wa_id: people.drie_groepen.clone(),
            name: "beheerder van drie groepen".into(),
            character: Character::Led,
        };
        add_group(stage, ("zoetermeer", "rokkeveen"), naam, &beheerder, Rang::Hoofd).await?;
    }
    let mede = Beheerder {
        wa_id: people.mede.clone(),
        name: "mede-beheerder van Waterlelie".into(),
        character: Character::Led,
    };
    add_group(stage, ("zoetermeer", "rokkeveen"), "Buurtapp Waterlelie", &mede, Rang::Mede).await?;
    let duim = Beheerder {
        wa_id: people.duim.clone(),
        name: "beheerder die een duim geeft".into(),
        character: Character::Led,
    };
    add_group(stage, ("zoetermeer", "rokkeveen"), "Buurtapp Akelei", &duim, Rang::Hoofd).await?;
    let reserve = Beheerder {
        wa_id: people.reserve.clone(),
        name: "reserve-beheerder van Akelei".into(),
        character: Character::Led,
    };
    add_group(stage, ("zoetermeer", "rokkeveen"), "Buurtapp Akelei", &reserve, Rang::Reserve).await?;
    let serial = crowd(stage, seed).await?;
    number_given_up(stage).await?;
    quiet_nights(stage).await?;
    open_windows(stage, serial).await?;
    cast(stage, &people);
    Ok(people)
}

/// The beheerders of all the other groups, one each. Answers how many they are.
async fn crowd(stage: &mut Stage, seed: u64) -> anyhow::Result<usize> {
    let mut chance = StdRng::seed_from_u64(seed);
    let mut serial = 0;
    for (gemeente, wijk, count) in WIJKEN {
        for n in 1..=count {
            serial += 1;
            let name = format!("beheerder {serial:03} ({wijk})");
            let beheerder = Beheerder { wa_id: number(serial), name, character: character(&mut chance) };
            add_group(stage, (gemeente, wijk), &format!("Buurtapp {wijk} {n}"), &beheerder, Rang::Hoofd).await?;
            let mut world = stage.simulator.world();
            if let Some(phone) = world.phone_mut(&beheerder.wa_id) {
                phone.online = chance.random_range(0..100) >= 6;
                phone.read_receipts = chance.random_range(0..100) >= 25;
            }
        }
    }
    Ok(serial)
}

/// A number that was given up: it stands in the register, and nobody has it.
async fn number_given_up(stage: &mut Stage) -> anyhow::Result<()> {
    let gone = WaId(number(40_098));
    let mut tx = stage.store.begin().await?;
    let now_ms = stage.clock.wall_ms();
    let groep = persoon::find_or_add_group(
        &mut tx,
        &"zoetermeer".into(),
        "Buurtapp Opgeheven nummer",
        &["rokkeveen".into()],
        now_ms,
    )
    .await?;
    let id = persoon::find_or_add(&mut tx, Some(&gone), None, now_ms).await?;
    persoon::add_beheerder(&mut tx, groep, id, Rang::Hoofd).await?;
    tx.commit().await?;
    Ok(())
}

/// Who stands side by side on the page.
fn cast(stage: &Stage, people: &People) {
    let mut world = stage.simulator.world();
    for (wa_id, part) in [
        (&people.agent, Part::Officer),
        (&people.tweede_agent, Part::SecondOfficer),
        (&people.gemeente, Part::Gemeente),
        (&people.drie_groepen, Part::Beheerder),
        (&people.mede, Part::Beheerder),
        (&people.bewoner, Part::Resident),
    ] {
        world.cast(wa_id, part);
    }
}

/// Residents that a group shows.
const MEMBERS: u32 = 50;

struct Beheerder {
    wa_id: String,
    name: String,
    character: Character,
}

/// Most post within a minute, some are too quick, some read and do nothing, some cannot.
fn character(chance: &mut StdRng) -> Character {
    match chance.random_range(0..100) {
        0..78 => Character::Taps(11_000, 55_000),
        78..86 => Character::Taps(2_000, 8_000),
        86..95 => Character::Reads,
        _ => Character::Refuses(5_000, 40_000),
    }
}

async fn police_and_gemeente(stage: &mut Stage, people: &People) -> anyhow::Result<()> {
    let roles: [(&str, &str, Rol, &[&str], &str); 5] = [
        (&people.agent, "agent Zoetermeer", Rol::Politie, &["zoetermeer"], ""),
        (&people.tweede_agent, "agent Haaglanden", Rol::Politie, &["zoetermeer", "loosduinen"], ""),
        (&people.gemeente, "medewerker gemeente", Rol::Gemeente, &["zoetermeer"], ""),
        (&people.wijkagent, "wijkagent Seghwaert", Rol::Wijkagent, &["zoetermeer"], "seghwaert"),
        (&people.functioneel, "functioneel beheerder", Rol::Functioneel, &["zoetermeer"], ""),
    ];
    let now_ms = stage.clock.wall_ms();
    for (wa_id, name, rol, gemeenten, wijk) in roles {
        stage.simulator.world().add_phone(wa_id, name);
        let mut tx = stage.store.begin().await?;
        let id = persoon::name_by_phone(&mut tx, &WaId(wa_id.to_owned()), name, now_ms).await?;
        for gemeente in gemeenten {
            persoon::grant(&mut tx, id, rol, &(*gemeente).into(), &wijk.into(), now_ms).await?;
        }
        tx.commit().await?;
    }
    Ok(())
}

async fn add_group(
    stage: &mut Stage,
    (gemeente, wijk): (&str, &str),
    naam: &str,
    beheerder: &Beheerder,
    rang: Rang,
) -> anyhow::Result<()> {
    {
        let mut world = stage.simulator.world();
        if world.phone(&beheerder.wa_id).is_none() {
            world.add_phone(&beheerder.wa_id, &beheerder.name).character = beheerder.character;
        }
    }
    stage.simulator.world().join_residents(&beheerder.wa_id, naam, MEMBERS);
    let now_ms = stage.clock.wall_ms();
    let mut tx = stage.store.begin().await?;
    let groep = persoon::find_or_add_group(&mut tx, &gemeente.into(), naam, &[wijk.into()], now_ms).await?;
    let id = persoon::find_or_add(&mut tx, Some(&WaId(beheerder.wa_id.clone())), None, now_ms).await?;
    persoon::add_beheerder(&mut tx, groep, id, rang).await?;
    tx.commit().await?;
    Ok(())
}

/// Three beheerders of Rokkeveen want no alerts at night.
async fn quiet_nights(stage: &mut Stage) -> anyhow::Result<()> {
    let now_ms = stage.clock.wall_ms();
    let mut tx = stage.store.begin().await?;
    for serial in [3, 7, 11] {
        let id = persoon::find_or_add(&mut tx, Some(&WaId(number(serial))), None, now_ms).await?;
        eigen::set_quiet(&mut tx, id, Some(Stilte::VOORSTEL)).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Every second beheerder wrote an hour ago; the others can be reached by template only.
async fn open_windows(stage: &mut Stage, beheerders: usize) -> anyhow::Result<()> {
    let heard_ms = stage.clock.wall_ms() - limits::HOUR_MS;
    let mut tx = stage.store.begin().await?;
    for serial in (2..=beheerders).step_by(2) {
        let wa_id = number(serial);
        let PersoonId(id) = persoon::find_or_add(&mut tx, Some(&WaId(wa_id.clone())), None, heard_ms).await?;
        let chat = ChatKey { phone_number_id: NUMBER.into(), chat: String::new(), persoon: PersoonId(id) };
        gesprek::heard(&mut tx, &chat, heard_ms).await?;
        stage.simulator.world().heard(&wa_id, NUMBER, heard_ms);
    }
    tx.commit().await?;
    Ok(())
}
