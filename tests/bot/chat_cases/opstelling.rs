//! What is true before a case: people, groups, alerts and dialogues in a real store.
//!
//! Owns the keys of `state` and the dummies that stand in for everybody else. Invariant: a key that is not known, or
//! that the database has no place for, is told, never skipped.

use std::collections::BTreeMap;

use heterdaad::bot::dialogue::{self, AanmeldVraag, Dialogue, Velden};
use heterdaad::bot::route::schema::schema;
use heterdaad::domain::aanmelding::AanmeldingId;
use heterdaad::domain::instellingen::Instellingen;
use heterdaad::domain::overdracht::OverdrachtId;
use heterdaad::domain::persoon::{GroepId, MeldingId, PersoonId, Rang};
use heterdaad::domain::rechten::Rol;
use heterdaad::domain::soort::MeldingSoort;
use heterdaad::domain::wijk::{Gemeente, Gemeenten, Wijk, WijkId};
use heterdaad::gemeenten;
use heterdaad::simulator::phone::{Bubble, By, Shown};
use heterdaad::stage::{NUMBER, Setting, Stage};
use heterdaad::store::gesprek::ChatKey;
use heterdaad::store::melding::Concept;
use heterdaad::store::outbox::{self, Klasse, NewRow};
use heterdaad::store::{self, Store, Tx, persoon};
use heterdaad::whatsapp::ids::WaId;
use heterdaad::whatsapp::{Bericht, Outgoing};
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use serde::Deserialize;
use serde_json::{Map, Value};
use sqlx::AssertSqlSafe;

use crate::harness::{Database, Engine, Scene};

/// Monday 23 November 2026, 14:20 in the Netherlands.
const BEGIN_MS: i64 = 1_795_440_000_000;
/// Who types, unless the case names a number.
const AFZENDER: &str = "31612340500";
/// Another officer with rights everywhere: writes the alerts of others, and can be asked as second person.
const ANDERE_AGENT: &str = "31612340501";
/// Somebody of both gemeenten.
const GEMEENTE: &str = "31612340502";
/// Whoever hands a group over to the person who types, or takes one over from them.
const TEGENPARTIJ: &str = "31612340503";
/// Whoever asks to become beheerder; further ones count on from here.
const AANVRAGER: u64 = 31_612_340_510;
/// The other beheerders of the groups of who types count on from here.
const NAAST: u64 = 31_612_340_550;
/// The beheerders of other groups count on from here.
const ANDEREN: u64 = 31_612_345_000;
/// A beheerder in every wijk counts on from here.
const OVERAL: u64 = 31_612_346_000;
/// Groups that a case does not count.
const GROEPEN: usize = 3;
/// How long ago something happened, unless the case says so.
const GELEDEN_MIN: i64 = 2;
const MINUUT_MS: i64 = 60_000;

/// The keys of `state`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Toestand {
    gemeenten: Vec<String>,
    wijk: Option<String>,
    number: Option<String>,
    groups: Option<Vec<Groep>>,
    meldingen: Vec<Melding>,
    aanmelding: Option<Aanmelding>,
    aanmeldingen: Vec<Aanvraag>,
    overdracht: Option<Overdracht>,
    invitations: Vec<Uitnodiging>,
    absent_until: Option<String>,
    known_numbers: BTreeMap<String, String>,
    settings: Map<String, Value>,
    reply_to: Option<String>,
    /// What a beheerder was asked about the post of the alert: `echt` or `welkegroep`.
    gevraagd: Option<String>,
    /// Another moment than usual: `02:40`, or with a date in front of it, `2026-11-24T02:40`.
    #[serde(alias = "time", alias = "clock")]
    now: Option<String>,
    #[serde(flatten)]
    onbekend: Map<String, Value>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Groep {
    naam: String,
    wijk: String,
    reserve: bool,
    rank: Option<String>,
    called: bool,
    wabp_checked: Option<String>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Melding {
    nummer: String,
    soort: String,
    wijken: Vec<String>,
    status: String,
    by: String,
    groepen: Option<usize>,
    minutes_ago: Option<i64>,
    approved_by: Option<String>,
    withdrawn_minutes_ago: Option<i64>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Aanmelding {
    fields: BTreeMap<String, Value>,
    asked: String,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Aanvraag {
    nummer: String,
    akkoord: Vec<String>,
    wijk: Option<String>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Overdracht {
    nummer: String,
    from: Option<String>,
    to: Option<String>,
    status: String,
    code: Option<String>,
    akkoord: Vec<String>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Uitnodiging {
    date: String,
}

impl Toestand {
    /// Reads `state`; what cannot be read, or is not known, is an error in words.
    pub fn lees(state: &Value) -> Result<Self, String> {
        let leeg = Value::Object(Map::new());
        let state = if state.is_null() { &leeg } else { state };
        let toestand: Self = serde_json::from_value(state.clone()).map_err(|fout| fout.to_string())?;
        let onbekend: Vec<&str> = toestand.onbekend.keys().map(String::as_str).collect();
        if !onbekend.is_empty() {
            return Err(format!("unknown keys {}", onbekend.join(", ")));
        }
        toestand.instellingen().map_err(|fout| format!("settings: {fout}"))?;
        Ok(toestand)
    }

    /// The settings, by their names in the files of the gemeenten or as the cases call them.
    fn instellingen(&self) -> Result<Instellingen, serde_json::Error> {
        let mut settings = self.settings.clone();
        if let Some(waarde) = settings.remove("wijkagent_drafts_only") {
            settings.insert("wijkagent_concept".into(), waarde);
        }
        serde_json::from_value(Value::Object(settings))
    }

    fn gemeenten(&self) -> Vec<&str> {
        if self.gemeenten.is_empty() {
            vec!["Zoetermeer", "Loosduinen"]
        } else {
            self.gemeenten.iter().map(String::as_str).collect()
        }
    }

    fn begin_ms(&self) -> i64 {
        let Some(now) = &self.now else { return BEGIN_MS };
        let moment: DateTime = now
            .parse()
            .or_else(|_| now.parse::<Time>().map(|uur| Date::constant(2026, 11, 23).to_datetime(uur)))
            .unwrap();
        moment.to_zoned_datetime(nederland()).unwrap().timestamp().as_millisecond()
    }
}

/// A scene in which the case can begin.
pub struct Opgesteld {
    pub scene: Scene,
    /// The telephone of who types.
    pub afzender: String,
    reply_to: Option<String>,
    /// What of the state the database has no place for yet.
    pub zonder_plaats: Vec<String>,
}

impl Opgesteld {
    /// The person types the text, as an answer to the message that carried an alert if the case says so.
    pub async fn zeg(&mut self, tekst: &str) {
        match &self.reply_to {
            Some(nummer) => self.scene.reply(&self.afzender, &format!("POLITIEBERICHT {nummer}"), tekst).await,
            None => self.scene.say(&self.afzender, tekst).await,
        }
    }
}

/// The gemeenten with the settings of a case.
fn met_instellingen(instellingen: &Instellingen) -> Gemeenten {
    let met = |gemeente: &Gemeente| Gemeente { instellingen: instellingen.clone(), ..gemeente.clone() };
    Gemeenten::controleer(gemeenten::load(None).unwrap().iter().map(met).collect()).unwrap()
}

/// Sets up a scene of its own.
pub async fn stel_op(role: &str, toestand: Toestand) -> Opgesteld {
    let database = Database::ready(Engine::Sqlite).await;
    let store = Store::open(&database.url).await.unwrap();
    let gemeenten = met_instellingen(&toestand.instellingen().unwrap());
    let setting = Setting { store, gemeenten, begin_ms: toestand.begin_ms(), seed: 7, schema };
    let stage = Stage::set(setting).await.unwrap();
    let afzender = toestand.number.clone().unwrap_or_else(|| AFZENDER.to_owned());
    let afzender: String = afzender.chars().filter(char::is_ascii_digit).collect();
    let mut scene = Scene { stage, database };
    let gemeenten = scene.stage.gemeenten.clone();
    let store = scene.stage.store.clone();
    let mut tx = store.begin().await.unwrap();
    let now_ms = toestand.begin_ms();
    let mut opstelling = Opstelling {
        scene: &mut scene,
        tx: &mut tx,
        gemeenten: &gemeenten,
        toestand: &toestand,
        role,
        afzender: &afzender,
        now_ms,
        zonder_plaats: Vec::new(),
    };
    opstelling.alles().await;
    let zonder_plaats = opstelling.zonder_plaats;
    tx.commit().await.unwrap();
    Opgesteld { scene, afzender, reply_to: toestand.reply_to, zonder_plaats }
}

/// Setting up, under way.
struct Opstelling<'a> {
    scene: &'a mut Scene,
    tx: &'a mut Tx,
    gemeenten: &'a Gemeenten,
    toestand: &'a Toestand,
    role: &'a str,
    afzender: &'a str,
    now_ms: i64,
    zonder_plaats: Vec<String>,
}

impl Opstelling<'_> {
    async fn alles(&mut self) {
        let alle = ["Zoetermeer", "Loosduinen"];
        self.met_rol(ANDERE_AGENT, "Agent Ander", Rol::Politie, &alle).await;
        self.met_rol(GEMEENTE, "Gemeente Een", Rol::Gemeente, &alle).await;
        let wie = self.wie_typt().await;
        let groepen = self.groepen_van(wie).await;
        for (telefoon, rol) in self.toestand.known_numbers.clone() {
            self.bekende(&telefoon, &rol).await;
        }
        if self.politie() {
            self.een_groep_in_elke_wijk().await;
        }
        for melding in &self.toestand.meldingen {
            self.melding(wie, melding).await;
        }
        if let Some(vraag) = &self.toestand.gevraagd {
            self.gevraagd(wie, vraag).await;
        }
        if let Some(aanmelding) = &self.toestand.aanmelding {
            self.aanmelding(wie, aanmelding).await;
        }
        for (plaats, aanvraag) in self.toestand.aanmeldingen.iter().enumerate() {
            self.aanvraag(AANVRAGER + plaats as u64, aanvraag).await;
        }
        if let Some(overdracht) = &self.toestand.overdracht {
            self.overdracht(wie, &groepen, overdracht).await;
        }
        if let Some(tot) = &self.toestand.absent_until {
            self.afwezig(wie, tot).await;
        }
        for uitnodiging in &self.toestand.invitations {
            self.uitnodiging(wie, &uitnodiging.date).await;
        }
    }

    fn gemeente(&self, naam: &str) -> &Gemeente {
        self.gemeenten
            .iter()
            .find(|gemeente| gemeente.naam.eq_ignore_ascii_case(naam) || gemeente.id == naam)
            .unwrap_or_else(|| panic!("no gemeente {naam}"))
    }

    /// The wijk of this name, in whichever gemeente has it; in this one where several do.
    fn wijk(&self, naam: &str, liefst: Option<&str>) -> (&Gemeente, &Wijk) {
        let heet = |wijk: &&Wijk| {
            std::iter::once(&wijk.naam).chain(&wijk.aliassen).any(|bekend| bekend.to_lowercase() == naam.to_lowercase())
        };
        let gevonden =
            self.gemeenten.iter().filter_map(|gemeente| Some((gemeente, gemeente.wijken.iter().find(heet)?)));
        let mut gevonden: Vec<_> = gevonden.collect();
        gevonden.sort_by_key(|(gemeente, wijk)| (liefst != Some(gemeente.id.as_str()), wijk.naam != naam));
        *gevonden.first().unwrap_or_else(|| panic!("no wijk {naam}"))
    }

    async fn persoon(&mut self, telefoon: &str, naam: &str) -> PersoonId {
        if self.scene.stage.simulator.world().phone(telefoon).is_none() {
            self.scene.stage.simulator.world().add_phone(telefoon, naam);
        }
        persoon::name_by_phone(self.tx, &WaId(telefoon.into()), naam, self.now_ms - 60 * MINUUT_MS).await.unwrap()
    }

    async fn met_rol(&mut self, telefoon: &str, naam: &str, rol: Rol, gemeenten: &[&str]) -> PersoonId {
        let id = self.persoon(telefoon, naam).await;
        for gemeente in gemeenten {
            let gemeente = self.gemeente(gemeente).id.clone();
            persoon::grant(self.tx, id, rol, &gemeente, &"".into(), self.now_ms).await.unwrap();
        }
        id
    }

    /// The person who types, with the roles of the case. Somebody unknown is in no record at all.
    async fn wie_typt(&mut self) -> Option<PersoonId> {
        let (toestand, telefoon) = (self.toestand, self.afzender);
        let gemeenten = toestand.gemeenten();
        match self.role {
            "politie" | "politie2" => Some(self.met_rol(telefoon, "Agent Een", Rol::Politie, &gemeenten).await),
            "gemeente" => Some(self.met_rol(telefoon, "Gemeente Twee", Rol::Gemeente, &gemeenten).await),
            "wijkagent" => {
                let id = self.persoon(telefoon, "Wijkagent Een").await;
                for naam in gemeenten {
                    let gemeente = self.gemeente(naam).id.clone();
                    let wijk = toestand.wijk.as_deref().map(|wijk| self.wijk(wijk, Some(&gemeente)));
                    let wijk = wijk.map(|(_, wijk)| wijk.id.clone()).unwrap_or_default();
                    persoon::grant(self.tx, id, Rol::Wijkagent, &gemeente, &wijk, self.now_ms).await.unwrap();
                }
                Some(id)
            }
            "beheerder" | "reserve" => Some(self.persoon(telefoon, "Beheerder Een").await),
            "aspirant" | "onbekend" => {
                self.scene.stage.simulator.world().add_phone(telefoon, "Beheerder Een");
                None
            }
            rol => panic!("no role {rol}"),
        }
    }

    /// The person who types as one in the records: a stranger becomes one as soon as something is about them.
    async fn in_boeken(&mut self, wie: Option<PersoonId>) -> PersoonId {
        match wie {
            Some(id) => id,
            None => {
                let telefoon = WaId(self.afzender.into());
                persoon::find_or_add(self.tx, Some(&telefoon), None, self.now_ms).await.unwrap()
            }
        }
    }

    fn chat(persoon: PersoonId) -> ChatKey {
        ChatKey { phone_number_id: NUMBER.into(), chat: String::new(), persoon }
    }

    /// The groups of a beheerder or reserve; one without any named has one, in Rokkeveen.
    async fn groepen_van(&mut self, wie: Option<PersoonId>) -> Vec<GroepId> {
        let Some(wie) = wie.filter(|_| matches!(self.role, "beheerder" | "reserve") || self.toestand.groups.is_some())
        else {
            return Vec::new();
        };
        let een = Groep { naam: "Waterlelie".into(), wijk: "Rokkeveen".into(), ..Groep::default() };
        let groepen = self.toestand.groups.clone().unwrap_or_else(|| vec![een]);
        let mut ids = Vec::new();
        for (plaats, groep) in groepen.iter().enumerate() {
            let naast = (NAAST + 2 * plaats as u64).to_string();
            let (gemeente, wijk) = self.wijk(&groep.wijk, None);
            let (gemeente, wijk) = (gemeente.id.clone(), wijk.id.clone());
            let id = persoon::find_or_add_group(self.tx, &gemeente, &groep.naam, &[wijk], self.now_ms).await.unwrap();
            let rang = if self.role == "reserve" { "reserve" } else { "hoofd" };
            let rang = Rang::van_id(groep.rank.as_deref().unwrap_or(rang)).unwrap_or_else(|| panic!("no such rank"));
            persoon::add_beheerder(self.tx, id, wie, rang).await.unwrap();
            if rang != Rang::Hoofd {
                let hoofd = self.persoon(&naast, "Marja").await;
                persoon::add_beheerder(self.tx, id, hoofd, Rang::Hoofd).await.unwrap();
            }
            if groep.reserve {
                let reserve = self.persoon(&(NAAST + 2 * plaats as u64 + 1).to_string(), "Beheerder Drie").await;
                persoon::add_beheerder(self.tx, id, reserve, Rang::Reserve).await.unwrap();
            }
            if let Some(datum) = &groep.wabp_checked {
                self.wabp_gecontroleerd(id, datum).await;
            }
            ids.push(id);
        }
        ids
    }

    /// The group of whoever else is about in a case.
    async fn akelei(&mut self) -> GroepId {
        let wijken = ["rokkeveen".into()];
        persoon::find_or_add_group(self.tx, &"zoetermeer".into(), "Akelei", &wijken, self.now_ms).await.unwrap()
    }

    fn politie(&self) -> bool {
        matches!(self.role, "politie" | "politie2" | "wijkagent")
    }

    /// Whatever police send by mistake reaches somebody.
    async fn een_groep_in_elke_wijk(&mut self) {
        let mut telefoon = OVERAL;
        for gemeente in self.gemeenten.iter() {
            for wijk in &gemeente.wijken {
                telefoon += 1;
                let naam = format!("Buurtapp {}", wijk.naam);
                let wijken = [wijk.id.clone()];
                let groep =
                    persoon::find_or_add_group(self.tx, &gemeente.id, &naam, &wijken, self.now_ms).await.unwrap();
                let beheerder = self.persoon(&telefoon.to_string(), "Beheerder Zeven").await;
                persoon::add_beheerder(self.tx, groep, beheerder, Rang::Hoofd).await.unwrap();
            }
        }
    }

    async fn bekende(&mut self, telefoon: &str, rol: &str) {
        let gemeenten: Vec<String> = self.toestand.gemeenten().into_iter().map(str::to_owned).collect();
        let gemeenten: Vec<&str> = gemeenten.iter().map(String::as_str).collect();
        match rol {
            "beheerder" | "reserve" => {
                let id = self.persoon(telefoon, "Beheerder Vijf").await;
                let groep = self.akelei().await;
                let rang = if rol == "reserve" { Rang::Reserve } else { Rang::Hoofd };
                persoon::add_beheerder(self.tx, groep, id, rang).await.unwrap();
            }
            "onbekend" | "aspirant" => {
                self.persoon(telefoon, "Bewoner Een").await;
            }
            rol => {
                let rol = match rol {
                    "gemeente" => Rol::Gemeente,
                    "wijkagent" => Rol::Wijkagent,
                    "politie" | "politie2" => Rol::Politie,
                    rol => panic!("no role {rol}"),
                };
                self.met_rol(telefoon, "Collega Een", rol, &gemeenten).await;
            }
        }
    }

    async fn melding(&mut self, wie: Option<PersoonId>, melding: &Melding) {
        let (letters, cijfers) =
            melding.nummer.split_once('-').unwrap_or_else(|| panic!("no number {}", melding.nummer));
        let volgnummer: i64 = cijfers.parse().unwrap();
        let oefening = letters == "OEF";
        let (gemeente, wijken) = self.wijken_van(letters, &melding.wijken);
        let gemeente = gemeente.clone();
        let andere = self.persoon(ANDERE_AGENT, "Agent Ander").await;
        let verzender = wie.filter(|_| self.politie() && melding.by == "sender").unwrap_or(andere);
        let geleden_ms =
            melding.minutes_ago.unwrap_or(if melding.status == "concept" { 0 } else { GELEDEN_MIN }) * MINUUT_MS;
        let chat = Self::chat(verzender);
        let soort = MeldingSoort::van_id(&melding.soort).unwrap_or_else(|| panic!("no kind {}", melding.soort));
        let concept = Concept {
            gemeente: &gemeente.id,
            code: &gemeente.code,
            soort,
            wijken: &wijken,
            omschrijving: "man donkere jas",
            verzender: &chat,
            wie: verzender,
            onderdelen: "",
            oefening,
            geldig_ms: gemeente.instellingen.geldig_ms(soort),
        };
        // A draft was shown a moment ago; what was sent was typed a minute before.
        let begin_ms = self.now_ms - geleden_ms - if melding.status == "concept" { 20_000 } else { MINUUT_MS };
        let id = store::melding::add_draft(self.tx, &concept, begin_ms).await.unwrap();
        let serial = if oefening { -volgnummer } else { volgnummer };
        self.sql(format!(
            "update melding set nummer = '{}', volgnummer = {serial} where id = {}",
            melding.nummer, id.0
        ))
        .await;
        let groepen = self.groepen_in(&gemeente, &wijken, &melding.nummer, melding.groepen.unwrap_or(GROEPEN)).await;
        let einde_ms = self.now_ms - melding.withdrawn_minutes_ago.unwrap_or(GELEDEN_MIN) * MINUUT_MS;
        let status = match melding.status.as_str() {
            "concept" => {
                dialogue::put(
                    self.tx,
                    &chat,
                    &Dialogue::Voorbeeld { melding: id.0, onverwerkt: Vec::new() },
                    self.now_ms - 20_000,
                )
                .await
                .unwrap();
                return;
            }
            "wacht_tweede_persoon" => {
                // Why it waits follows from the case: who wrote it, the whole gemeente, or the number of groups.
                let heel = melding.wijken.iter().any(|wijk| wijk == "*");
                let eigen = self.role == "wijkagent" && verzender != andere;
                let om = match (eigen, heel) {
                    (true, _) => "wijkagent",
                    (_, true) => "gemeente",
                    _ => "groepen",
                };
                self.sql(format!("update melding set status = 'wacht_tweede', tweede_om = '{om}' where id = {}", id.0))
                    .await;
                if self.kolommen("melding").await.iter().any(|kolom| kolom == "tweede_gevraagd_ms") {
                    let sinds_ms = self.now_ms - geleden_ms;
                    self.sql(format!("update melding set tweede_gevraagd_ms = {sinds_ms} where id = {}", id.0)).await;
                }
                return;
            }
            "verzonden" | "bijgewerkt" => "verzonden",
            status @ ("ingetrokken" | "gesloten" | "verlopen") => status,
            status => panic!("no status {status}"),
        };
        let verzonden_ms = self.now_ms - geleden_ms;
        self.sql(format!("update melding set status = '{status}', verzonden_ms = {verzonden_ms} where id = {}", id.0))
            .await;
        if status != "verzonden" {
            self.sql(format!(
                "update melding set einde_ms = {einde_ms}, einde_door = {} where id = {}",
                verzender.0, id.0
            ))
            .await;
        }
        if let Some(door) = &melding.approved_by {
            let door = if door == "sender" { wie.unwrap_or(andere) } else { andere };
            self.sql(format!(
                "update melding set goedgekeurd_door = {}, goedgekeurd_ms = {verzonden_ms} where id = {}",
                door.0, id.0
            ))
            .await;
        }
        store::melding::add_groups(self.tx, id, &groepen, verzonden_ms).await.unwrap();
        self.ontvangers(wie, id, melding, &groepen, verzonden_ms).await;
    }

    /// The gemeente and the ids of the wijken of an alert; `*` is all of them.
    fn wijken_van(&self, letters: &str, namen: &[String]) -> (&Gemeente, Vec<WijkId>) {
        let bij_code = self.gemeenten.iter().find(|gemeente| gemeente.code == letters);
        let eerste =
            namen.iter().find(|naam| *naam != "*").map(|naam| self.wijk(naam, bij_code.map(|een| een.id.as_str())));
        let gemeente = bij_code.or(eerste.map(|(gemeente, _)| gemeente)).unwrap_or_else(|| self.gemeente("Zoetermeer"));
        let wijken = if namen.iter().any(|naam| naam == "*") {
            gemeente.wijken.iter().map(|wijk| wijk.id.clone()).collect()
        } else {
            namen.iter().map(|naam| self.wijk(naam, Some(&gemeente.id)).1.id.clone()).collect()
        };
        (gemeente, wijken)
    }

    /// The groups that these wijken have, filled up to so many, each with a beheerder.
    async fn groepen_in(
        &mut self,
        gemeente: &Gemeente,
        wijken: &[WijkId],
        nummer: &str,
        aantal: usize,
    ) -> Vec<GroepId> {
        let met_delen: Vec<_> = gemeente.met_delen(wijken).into_iter().collect();
        let leden = store::melding::audience(self.tx, &gemeente.id, &met_delen, &NUMBER.into(), None, self.now_ms)
            .await
            .unwrap();
        let mut groepen: Vec<GroepId> = leden.iter().map(|lid| lid.groep).collect();
        groepen.dedup();
        for plaats in groepen.len()..aantal {
            let telefoon = (ANDEREN + plaats as u64).to_string();
            let wijk = wijken[plaats % wijken.len()].clone();
            let naam = format!("Groep {nummer} {plaats:03}");
            let groep = persoon::find_or_add_group(self.tx, &gemeente.id, &naam, &[wijk], self.now_ms).await.unwrap();
            let beheerder = self.persoon(&telefoon, "Beheerder Twee").await;
            persoon::add_beheerder(self.tx, groep, beheerder, Rang::Hoofd).await.unwrap();
            groepen.push(groep);
        }
        groepen
    }

    /// Everybody who got the alert, as WhatsApp carried it: accepted, delivered, and on the phone of who types.
    async fn ontvangers(
        &mut self,
        wie: Option<PersoonId>,
        id: MeldingId,
        melding: &Melding,
        groepen: &[GroepId],
        op_ms: i64,
    ) {
        let opgeroepen = self.toestand.groups.iter().flatten().any(|groep| groep.called);
        let mut mensen: Vec<PersoonId> = Vec::new();
        for groep in groepen {
            let rijen: Vec<(i64, String)> =
                sqlx::query_as("select persoon_id, rang from beheer where groep_id = $1 order by rang, persoon_id")
                    .bind(groep.0)
                    .fetch_all(self.tx.connection())
                    .await
                    .unwrap();
            // A stand-in has it only once called up.
            let met = rijen.into_iter().filter(|(persoon, rang)| {
                rang != Rang::Reserve.id() || (opgeroepen && wie == Some(PersoonId(*persoon)))
            });
            mensen.extend(met.map(|(persoon, _)| PersoonId(persoon)));
        }
        mensen.sort();
        mensen.dedup();
        let tekst = format!(
            "POLITIEBERICHT {0}\nWat: {1}\nKijk uit naar: man donkere jas\nGezien? Bel direct 112 en noem {0}.",
            melding.nummer, melding.soort
        );
        let rij = |persoon: &PersoonId| NewRow {
            chat: Self::chat(*persoon),
            klasse: Klasse::Melding,
            melding: Some(id),
            bericht: Bericht::vrij(Outgoing::text(tekst.clone()).unwrap()),
            antwoord_op: None,
            geldig_tot_ms: self.now_ms + 60 * MINUUT_MS,
        };
        let rijen: Vec<NewRow> = mensen.iter().map(rij).collect();
        if rijen.is_empty() {
            return;
        }
        let eerste = outbox::insert(self.tx, &rijen, op_ms).await.unwrap();
        self.sql(format!(
            "update outbox set toestand = 'geaccepteerd', pogingen = 1, wamid = 'wamid.geval' || id, geclaimd_ms = {op_ms}, geaccepteerd_ms = {op_ms}, \
             verzonden_ms = {op_ms}, afgeleverd_ms = {} where melding_id = {} and toestand = 'wacht'",
            op_ms + 500,
            id.0
        ))
        .await;
        let ontvangen: Vec<(PersoonId, i64)> = mensen.into_iter().zip(eerste..).collect();
        store::melding::add_recipients(self.tx, id, &ontvangen, op_ms).await.unwrap();
        let eigen = ontvangen.iter().find(|(persoon, _)| Some(*persoon) == wie);
        let wamid = eigen.map_or_else(|| format!("wamid.getoond{}", id.0), |(_, rij)| format!("wamid.geval{rij}"));
        // Police who sent it see it as their preview; whoever has nothing to do with it sees nothing.
        if eigen.is_none() && self.politie() {
            self.voorbeeld(wie, id, &wamid, &tekst, op_ms).await;
        }
        if eigen.is_some() || self.politie() {
            self.op_telefoon(&wamid, tekst, op_ms);
        }
    }

    /// The message about an alert that its sender has: police answer that one.
    async fn voorbeeld(&mut self, wie: Option<PersoonId>, id: MeldingId, wamid: &str, tekst: &str, op_ms: i64) {
        let Some(wie) = wie else { return };
        let rij = NewRow {
            chat: Self::chat(wie),
            klasse: Klasse::Politie,
            melding: None,
            bericht: Bericht::vrij(Outgoing::text(tekst).unwrap()),
            antwoord_op: None,
            geldig_tot_ms: op_ms + MINUUT_MS,
        };
        let rij = outbox::insert(self.tx, &[rij], op_ms).await.unwrap();
        self.sql(format!(
            "update outbox set toestand = 'geaccepteerd', pogingen = 1, melding_id = {}, wamid = '{wamid}', geclaimd_ms = {op_ms}, geaccepteerd_ms = {op_ms}, \
             verzonden_ms = {op_ms}, afgeleverd_ms = {op_ms} where id = {rij}",
            id.0
        ))
        .await;
    }

    fn op_telefoon(&mut self, wamid: &str, tekst: String, op_ms: i64) {
        let bubble = Bubble {
            wamid: wamid.to_owned(),
            number: NUMBER.to_owned(),
            by: By::Business,
            shown: Shown { text: tekst, ..Shown::default() },
            at_ms: op_ms,
            opened: true,
            ..Bubble::default()
        };
        self.scene.stage.simulator.world().phone_mut(self.afzender).unwrap().chat.push(bubble);
    }

    /// A question about the post of the alert that was set up last.
    async fn gevraagd(&mut self, wie: Option<PersoonId>, vraag: &str) {
        let wie = self.in_boeken(wie).await;
        let melding: i64 =
            sqlx::query_scalar("select max(id) from melding").fetch_one(self.tx.connection()).await.unwrap();
        let dialoog = match vraag {
            "echt" => Dialogue::EchtGeplaatst { melding },
            "welkegroep" => Dialogue::WelkeGroep { melding },
            vraag => panic!("nothing asks {vraag}"),
        };
        dialogue::put(self.tx, &Self::chat(wie), &dialoog, self.now_ms - 10_000).await.unwrap();
    }

    /// A sign-up that runs: what was filled in, and what was asked last.
    async fn aanmelding(&mut self, wie: Option<PersoonId>, aanmelding: &Aanmelding) {
        let wie = self.in_boeken(wie).await;
        let veld = |naam: &str| aanmelding.fields.get(naam).and_then(Value::as_str).map(str::to_owned);
        let (gemeente, wijk) = match veld("wijk") {
            Some(naam) => {
                let (gemeente, wijk) = self.wijk(&naam, None);
                (Some(gemeente.id.clone()), Some(wijk.id.clone()))
            }
            None => (None, None),
        };
        let velden = Velden {
            akkoord: aanmelding.fields.get("akkoord_privacy").and_then(Value::as_bool).unwrap_or(false),
            gemeente: gemeente.or_else(|| veld("gemeente").map(|naam| self.gemeente(&naam).id.clone())),
            wijk,
            naam: veld("naam"),
            groepsnaam: veld("groepsnaam"),
            leden: aanmelding.fields.get("leden").and_then(Value::as_i64),
            wabp: veld("wabp"),
            herkomst: None,
        };
        let vraag = match aanmelding.asked.as_str() {
            "naam" => AanmeldVraag::Naam,
            "wijk" => AanmeldVraag::Wijk,
            "gemeente" => AanmeldVraag::Gemeente,
            "groepsnaam" => AanmeldVraag::Groep,
            "wabp" => AanmeldVraag::Wabp,
            "akkoord_privacy" => AanmeldVraag::Privacy,
            "klopt" => AanmeldVraag::Klopt,
            "wat_anders" => AanmeldVraag::WatAnders,
            vraag => panic!("nothing asks {vraag}"),
        };
        let dialoog = Dialogue::Aanmelden { velden, vraag };
        dialogue::put(self.tx, &Self::chat(wie), &dialoog, self.now_ms - MINUUT_MS).await.unwrap();
    }

    /// The next id of a counter becomes this one, so that `A-17` is 17.
    async fn tel_vanaf(&mut self, teller: &str, id: i64) {
        self.sql(format!("update teller set volgende = {id} where naam = '{teller}'")).await;
    }

    /// A request of somebody else that waits for one half or both.
    async fn aanvraag(&mut self, telefoon: u64, aanvraag: &Aanvraag) {
        let id = AanmeldingId::lees(&aanvraag.nummer).unwrap_or_else(|| panic!("no number {}", aanvraag.nummer));
        let naam = self.toestand.gemeenten().first().map_or("Zoetermeer", |naam| naam).to_owned();
        let gemeente = self.gemeente(&naam).clone();
        let wijk = aanvraag.wijk.clone().or_else(|| self.toestand.wijk.clone());
        let wijk = wijk.map(|wijk| self.wijk(&wijk, Some(&gemeente.id)).1.id.clone());
        let wijk = wijk.unwrap_or_else(|| {
            if gemeente.id == "zoetermeer" { "rokkeveen".into() } else { gemeente.wijken[0].id.clone() }
        });
        let persoon = self.persoon(&telefoon.to_string(), "Beheerder Vier").await;
        self.tel_vanaf("aanmelding", id.0).await;
        let groepsnaam = format!("Hoefblad {}", id.0);
        let nieuw = store::aanmelding::Nieuw {
            herkomst: None,
            persoon,
            phone_number_id: &NUMBER.into(),
            gemeente: &gemeente.id,
            wijk: &wijk,
            naam: "Beheerder Vier",
            groepsnaam: &groepsnaam,
            leden: Some(40),
            wabp: "12345",
        };
        let gemaakt = store::aanmelding::add(self.tx, &nieuw, self.now_ms - 60 * MINUUT_MS).await.unwrap();
        assert_eq!(gemaakt, id);
        self.helften("aanmelding", id.0, &aanvraag.akkoord).await;
    }

    async fn helften(&mut self, tabel: &str, id: i64, akkoord: &[String]) {
        for helft in akkoord {
            let telefoon = match helft.as_str() {
                "gemeente" => GEMEENTE,
                "politie" => ANDERE_AGENT,
                helft => panic!("no half {helft}"),
            };
            let door = persoon::by_phone(self.tx, &WaId(telefoon.into())).await.unwrap().unwrap();
            self.sql(format!("update {tabel} set {helft}_door = {} where id = {id}", door.0)).await;
        }
    }

    async fn overdracht(&mut self, wie: Option<PersoonId>, groepen: &[GroepId], overdracht: &Overdracht) {
        let id = OverdrachtId::lees(&overdracht.nummer).unwrap_or_else(|| panic!("no number {}", overdracht.nummer));
        let tegenpartij = self.persoon(TEGENPARTIJ, "Beheerder Zes").await;
        let van_afzender = overdracht.from.as_deref() == Some("sender");
        let naar_afzender = overdracht.to.as_deref() == Some("sender");
        let (van, groepen) = match wie.filter(|_| van_afzender) {
            Some(wie) => (wie, groepen.to_vec()),
            None => {
                let groep = self.akelei().await;
                persoon::add_beheerder(self.tx, groep, tegenpartij, Rang::Hoofd).await.unwrap();
                (tegenpartij, vec![groep])
            }
        };
        self.tel_vanaf("overdracht", id.0).await;
        let nieuw = store::overdracht::Nieuw {
            van,
            gestart_door: van,
            phone_number_id: &NUMBER.into(),
            gemeente: &"zoetermeer".into(),
            code: overdracht.code.as_deref().unwrap_or("7319"),
            verwacht_nummer: Some(if naar_afzender { self.afzender } else { TEGENPARTIJ }),
            gemeente_door: None,
            groepen: &groepen,
        };
        let gemaakt = store::overdracht::add(self.tx, &nieuw, self.now_ms - 60 * MINUUT_MS).await.unwrap();
        assert_eq!(gemaakt, id);
        let status = match overdracht.status.as_str() {
            "voorgesteld" => return,
            "aanvaard" | "geaccepteerd" | "afkoelen" => "aanvaard",
            status @ ("voltooid" | "geweigerd" | "afgewezen" | "ingetrokken" | "verlopen") => status,
            status => panic!("no status {status}"),
        };
        let naar = if naar_afzender { self.in_boeken(wie).await } else { tegenpartij };
        self.sql(format!(
            "update overdracht set status = '{status}', code = '', naar_id = {}, aanvaard_ms = {} where id = {}",
            naar.0,
            self.now_ms - 30 * MINUUT_MS,
            id.0
        ))
        .await;
        self.helften("overdracht", id.0, &overdracht.akkoord).await;
    }

    /// When the gemeente last saw the registration at WABP.
    async fn wabp_gecontroleerd(&mut self, groep: GroepId, datum: &str) {
        self.sql(format!("update groep set wabp = '12345' where id = {}", groep.0)).await;
        self.zet("wabp_checked", "groep", groep.0, "wabp_gezien_ms", begin_van(datum)).await;
    }

    /// Away since yesterday, until this day.
    async fn afwezig(&mut self, wie: Option<PersoonId>, tot: &str) {
        let wie = self.in_boeken(wie).await;
        self.zet("absent_until", "persoon", wie.0, "afwezig_van_ms", self.now_ms - 24 * 60 * MINUUT_MS).await;
        self.zet("absent_until", "persoon", wie.0, "afwezig_tot_ms", begin_van(tot)).await;
    }

    /// Invited yesterday to a meeting in the evening of this day.
    async fn uitnodiging(&mut self, wie: Option<PersoonId>, datum: &str) {
        if self.kolommen("uitnodiging").await.is_empty() {
            self.zonder_plaats.push("invitations".to_owned());
            return;
        }
        let wie = self.in_boeken(wie).await;
        let gemeente = persoon::by_phone(self.tx, &WaId(GEMEENTE.into())).await.unwrap().unwrap();
        let id = self.tx.take_ids("bijeenkomst", 1).await.unwrap();
        let (gisteren_ms, wanneer_ms) = (self.now_ms - 24 * 60 * MINUUT_MS, begin_van(datum) + 20 * 60 * MINUUT_MS);
        self.sql(format!(
            "insert into bijeenkomst (id, gemeente, wanneer_ms, waar, waarover, status, wie_id, phone_number_id, gemaakt_ms) \
             values ({id}, 'zoetermeer', {wanneer_ms}, 'bureau', 'jaarlijkse avond', 'verstuurd', {}, '{NUMBER}', {gisteren_ms})",
            gemeente.0
        ))
        .await;
        self.sql(format!(
            "insert into uitnodiging (bijeenkomst_id, persoon_id, verstuurd_ms) values ({id}, {}, {gisteren_ms})",
            wie.0
        ))
        .await;
    }

    /// Sets a column, if there is one; else the key of the case has no place.
    async fn zet(&mut self, sleutel: &str, tabel: &str, id: i64, kolom: &str, waarde: i64) {
        if self.kolommen(tabel).await.iter().any(|een| een == kolom) {
            self.sql(format!("update {tabel} set {kolom} = {waarde} where id = {id}")).await;
        } else if !self.zonder_plaats.iter().any(|een| een == sleutel) {
            self.zonder_plaats.push(sleutel.to_owned());
        }
    }

    async fn kolommen(&mut self, tabel: &str) -> Vec<String> {
        let sql = format!("select name from pragma_table_info('{tabel}')");
        sqlx::query_scalar(AssertSqlSafe(sql)).fetch_all(self.tx.connection()).await.unwrap()
    }

    async fn sql(&mut self, sql: String) {
        sqlx::query(AssertSqlSafe(sql)).execute(self.tx.connection()).await.unwrap();
    }
}

/// Midnight at which a day begins in the Netherlands.
fn begin_van(datum: &str) -> i64 {
    let dag: Date = datum.parse().unwrap();
    dag.to_zoned_datetime(nederland()).unwrap().timestamp().as_millisecond()
}

fn nederland() -> TimeZone {
    TimeZone::get("Europe/Amsterdam").unwrap()
}
