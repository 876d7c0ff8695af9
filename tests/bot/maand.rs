//! A month of a gemeente: thirty days, forty alerts, a hundred groups, and people who do what people do, by seed. At the end
//! figures, reasons, feedback and questions are what was counted beside it.
//!
//! Owns its own count, from what people did and what their phones show; nothing of `domain` or `store` is used for it.
//! `MAAND_SEED=17` plays another month, `MAAND_ENGINE=postgres` plays it on that.

use std::collections::{BTreeMap, BTreeSet};

use crate::harness::{AGENT, AGENT_BEIDE, Engine, GEMEENTE, MINUTE_MS, Scene};

const UUR_MS: i64 = 60 * MINUTE_MS;
const DAG_MS: i64 = 24 * UUR_MS;
const MAAND_MS: i64 = 30 * DAG_MS;
const OFFICIER: &str = "31612340777";
const OFFICIEREN: [&str; 3] = [AGENT, AGENT_BEIDE, OFFICIER];
const WIJKEN: [(&str, &str); 4] =
    [("rokkeveen", "Rokkeveen"), ("meerzicht", "Meerzicht"), ("oosterheem", "Oosterheem"), ("seghwaert", "Seghwaert")];
const ALERTS: usize = 40;
/// What somebody types who does not post it, with what police read of it.
const NEE: [(&str, &str); 5] = [
    ("wil ik niet plaatsen", "wil niet"),
    ("niet voor onze buurt", "niet relevant"),
    ("ik ben aan het werk", "aan het werk of verhinderd"),
    ("doorsturen lukt niet", "lukt niet"),
    ("groep is vol", "mag er niet plaatsen"),
];
/// What beheerders can answer, as it stands on a row, and as it is read out.
const INDRUKKEN: [(&str, &str); 4] = [
    ("Duidelijk", "duidelijk"),
    ("Onduidelijk", "onduidelijk"),
    ("Te laat", "te laat"),
    ("Niet voor ons", "niet voor ons"),
];
const OORDELEN: [(&str, &str); 3] = [("Goed", "goed"), ("Te laat", "te laat"), ("Onduidelijk", "onduidelijk")];

/// Chance that follows from a number alone (a linear congruential generator).
struct Kans(u64);

impl Kans {
    fn tot(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % u64::try_from(most).unwrap()).unwrap()
    }

    fn kies<T: Copy>(&mut self, uit: &[T]) -> T {
        uit[self.tot(uit.len())]
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Aard {
    Trouw,
    Wisselend,
    Zwijgt,
}

/// After so long, who, and what they type and what police read of it where they do not post it.
type Daad = (i64, usize, Option<(&'static str, &'static str)>);

struct Mens {
    wa_id: String,
    aard: Aard,
    wijk: usize,
    groepen: Vec<usize>,
    schreef_ms: Option<i64>,
    gevraagd_ms: Option<i64>,
    /// Messages that are no alert.
    anders_ms: Vec<i64>,
    stil_gevraagd: Vec<(usize, i64)>,
    stil_beantwoord: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Einde {
    Aangehouden,
    NietAangetroffen,
    Ingetrokken,
}

struct Alert {
    nummer: String,
    wijk: usize,
    verstuurd_ms: i64,
    einde_ms: i64,
    einde: Einde,
    geplaatst: BTreeSet<usize>,
    nee: BTreeMap<usize, &'static str>,
}

struct Maand {
    scene: Scene,
    kans: Kans,
    mensen: Vec<Mens>,
    groepen: Vec<String>,
    alerts: Vec<Alert>,
    indrukken: BTreeMap<&'static str, usize>,
    oordelen: BTreeMap<&'static str, usize>,
    begin_ms: i64,
    fouten: Vec<String>,
}

impl Maand {
    async fn begin(engine: Engine, seed: u64) -> Self {
        let mut scene = Scene::new(engine).await;
        scene.person(OFFICIER, heterdaad::domain::rechten::Rol::Politie, &["zoetermeer"]).await;
        let mut kans = Kans(seed);
        let (mut mensen, mut groepen) = (Vec::new(), Vec::new());
        // Ninety people: ten of them run two groups.
        for nr in 0..90 {
            let wa_id = format!("3161235{nr:04}");
            let wijk = nr % WIJKEN.len();
            let eigen = 1 + usize::from(nr % 9 == 0);
            let mut van_hen = Vec::new();
            for _ in 0..eigen {
                let naam = format!("Buurt {}", groepen.len());
                scene.group("zoetermeer", WIJKEN[wijk].0, &naam, &[&wa_id]).await;
                van_hen.push(groepen.len());
                groepen.push(naam);
            }
            let aard = match kans.tot(10) {
                0..=4 => Aard::Trouw,
                5..=7 => Aard::Wisselend,
                _ => Aard::Zwijgt,
            };
            mensen.push(Mens {
                wa_id,
                aard,
                wijk,
                groepen: van_hen,
                schreef_ms: None,
                gevraagd_ms: None,
                anders_ms: Vec::new(),
                stil_gevraagd: Vec::new(),
                stil_beantwoord: false,
            });
        }
        let begin_ms = scene.now_ms();
        let (indrukken, oordelen) = (BTreeMap::new(), BTreeMap::new());
        Self { scene, kans, mensen, groepen, alerts: Vec::new(), indrukken, oordelen, begin_ms, fouten: Vec::new() }
    }

    fn fout(&mut self, fout: String) {
        self.fouten.push(fout);
    }

    async fn tot(&mut self, ms: i64) {
        let nu_ms = self.scene.now_ms();
        if ms > nu_ms {
            self.scene.pass_ms(ms - nu_ms).await;
        }
    }

    /// Time passes hour by hour; questions that came are counted and answered.
    async fn wacht_tot(&mut self, ms: i64) {
        while self.scene.now_ms() < ms {
            // On the hour, and a little after: then the round was.
            let nu_ms = self.scene.now_ms();
            let uur_ms = nu_ms - nu_ms.rem_euclid(UUR_MS) + UUR_MS + MINUTE_MS;
            self.tot(uur_ms.min(ms)).await;
            self.stille_vragen().await;
            self.vragen_aan_officieren().await;
        }
    }

    /// The groups of which nothing was heard in their last five alerts, as far as a question may be asked now.
    fn stille_groepen(&self) -> BTreeSet<usize> {
        let mut stil = BTreeSet::new();
        for mens in &self.mensen {
            for groep in &mens.groepen {
                let telt = |alert: &&Alert| {
                    alert.wijk == mens.wijk
                        && alert.einde != Einde::Ingetrokken
                        && alert.einde_ms - alert.verstuurd_ms >= 10 * MINUTE_MS
                };
                let laatste: Vec<&Alert> = self.alerts.iter().rev().filter(telt).take(5).collect();
                let zwijgt = |alert: &&Alert| !alert.geplaatst.contains(groep) && !alert.nee.contains_key(groep);
                if laatste.len() == 5 && laatste.iter().all(zwijgt) {
                    stil.insert(*groep);
                }
            }
        }
        stil
    }

    /// Who got the question about silence since it was last looked at; some answer.
    async fn stille_vragen(&mut self) {
        let stil = self.stille_groepen();
        for nr in 0..self.mensen.len() {
            let wa_id = self.mensen[nr].wa_id.clone();
            let vragen: Vec<(String, i64)> = self
                .scene
                .messages(&wa_id)
                .into_iter()
                .filter(|seen| seen.shown.text.contains("hoorden we bij de laatste politieberichten niets"))
                .map(|seen| (seen.shown.text, seen.at_ms))
                .collect();
            for (tekst, ms) in vragen.into_iter().skip(self.mensen[nr].stil_gevraagd.len()) {
                let naam = tekst.trim_start_matches("Van ").split(" hoorden").next().unwrap().to_owned();
                let groep = self.groepen.iter().position(|groep| *groep == naam).unwrap();
                if !stil.contains(&groep) {
                    self.fout(format!("{naam} was asked why it is silent, and it is not"));
                }
                if self.mensen[nr].stil_gevraagd.iter().any(|(al, _)| *al == groep) {
                    self.fout(format!("{naam} was asked twice"));
                }
                self.mensen[nr].stil_gevraagd.push((groep, ms));
                self.mensen[nr].anders_ms.push(ms);
                if self.kans.tot(3) == 0 && self.mensen[nr].groepen.len() == 1 {
                    self.scene.tap(&wa_id, "Alles goed").await;
                    self.mensen[nr].stil_beantwoord = true;
                    self.mensen[nr].schreef_ms = Some(self.scene.now_ms());
                }
            }
        }
    }

    /// The question at the end of a shift, answered at once.
    async fn vragen_aan_officieren(&mut self) {
        for wie in OFFICIEREN {
            let laatste = self.scene.last(wie);
            if laatste.contains("was dit op tijd, duidelijk, bruikbaar?") {
                let (titel, telt) = self.kans.kies(&OORDELEN);
                self.scene.tap(wie, titel).await;
                *self.oordelen.entry(telt).or_default() += 1;
            } else if laatste.contains("waren deze op tijd, duidelijk, bruikbaar?") {
                let titels: Vec<String> = self.scene.titles(wie);
                let goed: Vec<String> = titels.into_iter().filter(|titel| titel.ends_with(" goed")).collect();
                for titel in goed {
                    self.scene.tap_on(wie, "waren deze op tijd", &titel).await;
                    *self.oordelen.entry("goed").or_default() += 1;
                }
            }
        }
    }

    /// An alert, what people do about it, and its end.
    async fn alert(&mut self, nr: usize, begin_ms: i64) {
        self.wacht_tot(begin_ms).await;
        let wijk = self.kans.tot(WIJKEN.len());
        let wie = self.kans.kies(&OFFICIEREN);
        // Each describes somebody else, so that none looks like the one before.
        let kleuren = ["rode", "groene", "witte", "gele", "blauwe", "grijze", "bruine", "zwarte"];
        let (jas, broek) = (kleuren[nr % 8], kleuren[(nr / 8) % 8]);
        let soort = self.kans.kies(&["woninginbraak", "overval", "straatroof"]);
        self.scene.say(wie, &format!("/melding {soort} {} man {jas} jas {broek} broek", WIJKEN[wijk].1)).await;
        if self.scene.titles(wie).contains(&"Toch nieuw".to_owned()) {
            self.scene.tap(wie, "Toch nieuw").await;
        }
        self.scene.tap(wie, "Versturen").await;
        let nummer = format!("ZM-{:04}", nr + 1);
        assert!(self.scene.last(wie).starts_with(&format!("{nummer} gaat nu naar")), "{}", self.scene.last(wie));
        let verstuurd_ms = self.scene.now_ms();
        let duur_min = if self.kans.tot(10) == 0 { 8 } else { 20 + i64::try_from(self.kans.tot(40)).unwrap() };
        let einde = match self.kans.tot(10) {
            0 => Einde::Ingetrokken,
            1..=5 => Einde::Aangehouden,
            _ => Einde::NietAangetroffen,
        };
        let einde_ms = verstuurd_ms + duur_min * MINUTE_MS;
        let (geplaatst, nee) = (BTreeSet::new(), BTreeMap::new());
        let alert = Alert { nummer: nummer.clone(), wijk, verstuurd_ms, einde_ms, einde, geplaatst, nee };
        self.alerts.push(alert);
        self.mensen_doen(nr, duur_min).await;
        self.tot(einde_ms).await;
        self.alerts[nr].einde_ms = self.scene.now_ms();
        self.stand(nr, wie).await;
        match einde {
            Einde::Ingetrokken => self.scene.say(wie, &format!("/intrekken {nummer} loos alarm")).await,
            Einde::Aangehouden | Einde::NietAangetroffen => {
                let afloop = if einde == Einde::Aangehouden { "aangehouden" } else { "niet aangetroffen" };
                self.scene.say(wie, &format!("/sluit {nummer} {afloop}")).await;
                self.scene.tap(wie, "Afsluiten").await;
            }
        }
        self.alerts[nr].einde_ms = self.scene.now_ms();
        self.scene.pass_ms(MINUTE_MS).await;
        self.vorige_keer(nr);
        self.indruk(nr).await;
    }

    /// What each does, in the order of time, while it runs.
    async fn mensen_doen(&mut self, nr: usize, duur_min: i64) {
        let wijk = self.alerts[nr].wijk;
        let mut daden: Vec<Daad> = Vec::new();
        for mens in 0..self.mensen.len() {
            if self.mensen[mens].wijk != wijk {
                continue;
            }
            let na_ms = MINUTE_MS + i64::try_from(self.kans.tot(300)).unwrap() * 1_000;
            let keuze = self.kans.tot(10);
            let reden = self.kans.kies(&NEE);
            match (self.mensen[mens].aard, keuze) {
                (Aard::Trouw, 0..=8) | (Aard::Wisselend, 0..=3) => daden.push((na_ms, mens, None)),
                (Aard::Wisselend, 4..=6) => daden.push((na_ms, mens, Some(reden))),
                _ => {}
            }
        }
        daden.sort_unstable_by_key(|(na_ms, mens, _)| (*na_ms, *mens));
        for (na_ms, mens, nee) in daden {
            if na_ms >= duur_min * MINUTE_MS {
                continue;
            }
            self.tot(self.alerts[nr].verstuurd_ms + na_ms).await;
            let (wa_id, groepen) = (self.mensen[mens].wa_id.clone(), self.mensen[mens].groepen.clone());
            let bericht = format!("POLITIEBERICHT {}", self.alerts[nr].nummer);
            match nee {
                None => {
                    self.scene.tap_on(&wa_id, &bericht, "Staat in de groep").await;
                    if groepen.len() > 1 {
                        self.scene.tap(&wa_id, "In beide groepen").await;
                    }
                    self.alerts[nr].geplaatst.extend(groepen);
                }
                Some((tekst, telt)) => {
                    self.scene.say(&wa_id, tekst).await;
                    self.alerts[nr].nee.extend(groepen.into_iter().map(|groep| (groep, telt)));
                }
            }
            self.mensen[mens].schreef_ms = Some(self.scene.now_ms());
        }
    }

    /// What its officer sees before the end: groups and reasons.
    async fn stand(&mut self, nr: usize, wie: &str) {
        let (nummer, wijk) = (self.alerts[nr].nummer.clone(), self.alerts[nr].wijk);
        self.scene.say(wie, &format!("/status {nummer}")).await;
        let stand = self.scene.last(wie);
        let totaal = self.mensen.iter().filter(|mens| mens.wijk == wijk).map(|mens| mens.groepen.len()).sum::<usize>();
        let alert = &self.alerts[nr];
        let regel = format!("{nummer}: {} van {totaal} groepen gemeld geplaatst.", alert.geplaatst.len());
        let mut redenen: BTreeMap<&str, usize> = BTreeMap::new();
        for reden in alert.nee.values() {
            *redenen.entry(reden).or_default() += 1;
        }
        let kan_niet = stand.lines().find(|regel| regel.contains(" kan nu niet (")).unwrap_or_default();
        let gelezen: BTreeMap<&str, usize> = kan_niet
            .split_once('(')
            .and_then(|(_, rest)| rest.split_once(')'))
            .map(|(binnen, _)| binnen.split(", ").filter_map(|deel| deel.split_once(' ')))
            .into_iter()
            .flatten()
            .map(|(hoeveel, reden)| (reden, hoeveel.parse().unwrap()))
            .collect();
        let (eerste, klopt) = (stand.starts_with(&regel), gelezen == redenen);
        if !eerste || !klopt {
            self.fout(format!("'{stand}' instead of '{regel}' with {redenen:?}"));
        }
    }

    /// The end tells of the last arrest in that wijk, and of no other.
    fn vorige_keer(&mut self, nr: usize) {
        let alert = &self.alerts[nr];
        if alert.einde == Einde::Ingetrokken {
            return;
        }
        let hier = |ander: &&Alert| ander.wijk == alert.wijk && ander.einde != Einde::Ingetrokken;
        let vorige = self.alerts[..nr].iter().rev().find(hier);
        let verwacht = vorige.is_some_and(|vorige| vorige.einde == Einde::Aangehouden);
        let wa_id = self.mensen.iter().find(|mens| mens.wijk == alert.wijk).unwrap().wa_id.clone();
        let tekst = self.scene.message(&wa_id, &format!("AFGELOPEN {}", alert.nummer)).shown.text;
        if tekst.contains("Vorige keer in deze wijk: verdachte aangehouden") != verwacht {
            self.fout(format!("'{tekst}', and the last ended as {:?}", vorige.map(|vorige| vorige.einde)));
        }
    }

    /// Who is asked what they thought of it, ten minutes later; most answer.
    async fn indruk(&mut self, nr: usize) {
        self.tot(self.alerts[nr].einde_ms + 12 * MINUTE_MS).await;
        let (nummer, wijk) = (self.alerts[nr].nummer.clone(), self.alerts[nr].wijk);
        let gevraagd_ms = self.alerts[nr].einde_ms + 10 * MINUTE_MS;
        for mens in 0..self.mensen.len() {
            let wa_id = self.mensen[mens].wa_id.clone();
            let vraag = format!("Hoe was politiebericht {nummer} voor u?");
            let kreeg = self.scene.messages(&wa_id).into_iter().find(|seen| seen.shown.text.starts_with(&vraag));
            let een = &self.mensen[mens];
            let sinds = |ms: i64| gevraagd_ms - ms < MAAND_MS;
            let verwacht = een.wijk == wijk
                && self.alerts[nr].einde != Einde::Ingetrokken
                && een.schreef_ms.is_some_and(|ms| gevraagd_ms - ms < 23 * UUR_MS)
                && !een.gevraagd_ms.is_some_and(sinds)
                && een.anders_ms.iter().filter(|ms| sinds(**ms)).count() < 2;
            if kreeg.is_some() != verwacht {
                self.fout(format!("{nummer}: person {mens} was asked: {}, not {verwacht}", kreeg.is_some()));
            }
            let Some(kreeg) = kreeg else { continue };
            self.mensen[mens].gevraagd_ms = Some(kreeg.at_ms);
            self.mensen[mens].anders_ms.push(kreeg.at_ms);
            if self.kans.tot(10) < 7 {
                let (titel, telt) = self.kans.kies(&INDRUKKEN);
                self.scene.tap_on(&wa_id, &vraag, titel).await;
                *self.indrukken.entry(telt).or_default() += 1;
                self.mensen[mens].schreef_ms = Some(self.scene.now_ms());
            }
        }
    }

    /// After the month: what is read out.
    async fn oordeel(mut self) -> Vec<String> {
        // Each that is due was asked by now, in office hours.
        let mut einde_ms = self.begin_ms + MAAND_MS;
        loop {
            self.wacht_tot(einde_ms).await;
            let open: Vec<usize> =
                self.stille_groepen().into_iter().filter(|groep| !self.is_gevraagd(*groep)).collect();
            if open.is_empty() {
                break;
            }
            einde_ms += DAG_MS;
            if einde_ms > self.begin_ms + MAAND_MS + 5 * DAG_MS {
                self.fout(format!("never asked why they are silent: {open:?}"));
                break;
            }
        }
        self.cijfers().await;
        self.kwaliteit().await;
        self.dekking().await;
        for (nr, mens) in self.mensen.iter().enumerate() {
            let druk = |ms: &i64| mens.anders_ms.iter().filter(|ander| (0..MAAND_MS).contains(&(*ander - ms))).count();
            if mens.anders_ms.iter().any(|ms| druk(ms) > 2) {
                self.fouten.push(format!("person {nr} got more than two messages a month that are no alert"));
            }
        }
        self.fouten
    }

    fn is_gevraagd(&self, groep: usize) -> bool {
        self.mensen.iter().any(|mens| mens.stil_gevraagd.iter().any(|(al, _)| *al == groep))
    }

    async fn cijfers(&mut self) {
        let hoeveel = |wijk: usize| -> usize {
            self.mensen.iter().filter(|mens| mens.wijk == wijk).map(|mens| mens.groepen.len()).sum()
        };
        let alle: usize = self.alerts.iter().map(|alert| hoeveel(alert.wijk)).sum();
        let geplaatst: usize = self.alerts.iter().map(|alert| alert.geplaatst.len()).sum();
        self.scene.say(GEMEENTE, "/statistiek").await;
        let cijfers = self.scene.last(GEMEENTE);
        let verwacht = format!(
            "Zoetermeer, afgelopen 12 maanden: {ALERTS} meldingen. Van {alle} keer aan een groep is {geplaatst} keer gemeld geplaatst."
        );
        if !cijfers.starts_with(&verwacht) {
            self.fout(format!("'{cijfers}' instead of '{verwacht}'"));
        }
    }

    async fn kwaliteit(&mut self) {
        self.scene.say(AGENT, "/kwaliteit").await;
        let gezegd = self.scene.last(AGENT);
        let alles = gezegd.lines().find(|regel| regel.starts_with("Alles samen:")).unwrap_or_default().to_owned();
        let tel = |wie: &str| -> BTreeMap<String, usize> {
            let deel = alles.split_once(&format!("{wie}: ")).map(|(_, rest)| rest).unwrap_or_default();
            let deel = deel.split_once('.').map(|(deel, _)| deel).unwrap_or_default();
            let delen = deel.split(", ").filter_map(|deel| deel.split_once(' '));
            delen.filter_map(|(hoeveel, wat)| Some((wat.to_owned(), hoeveel.parse().ok()?))).collect()
        };
        let eigen = |telling: &BTreeMap<&str, usize>| -> BTreeMap<String, usize> {
            telling.iter().map(|(wat, hoeveel)| ((*wat).to_owned(), *hoeveel)).collect()
        };
        let verwacht = (eigen(&self.oordelen), eigen(&self.indrukken));
        let gelezen = (tel("Verzenders"), tel("Beheerders"));
        if gelezen != verwacht || !alles.starts_with(&format!("Alles samen: {ALERTS} meldingen.")) {
            self.fout(format!("'{gezegd}' instead of {verwacht:?}"));
        }
    }

    /// The gemeente sees which groups did not answer for two weeks; police how many.
    async fn dekking(&mut self) {
        let nu_ms = self.scene.now_ms();
        let mut verwacht = BTreeSet::new();
        for mens in self.mensen.iter().filter(|mens| !mens.stil_beantwoord) {
            let lang = mens.stil_gevraagd.iter().filter(|(_, ms)| nu_ms - ms > 14 * DAG_MS + 3 * DAG_MS);
            verwacht.extend(lang.map(|(groep, _)| self.groepen[*groep].clone()));
        }
        let mut mag: BTreeSet<String> = verwacht.clone();
        for mens in self.mensen.iter().filter(|mens| !mens.stil_beantwoord) {
            let kort = mens.stil_gevraagd.iter().filter(|(_, ms)| nu_ms - ms >= 14 * DAG_MS);
            mag.extend(kort.map(|(groep, _)| self.groepen[*groep].clone()));
        }
        self.scene.say(GEMEENTE, "/dekking").await;
        let dekking = self.scene.last(GEMEENTE);
        let genoemd: BTreeSet<String> = self.groepen.iter().filter(|naam| noemt(&dekking, naam)).cloned().collect();
        if !verwacht.is_subset(&genoemd) || !genoemd.is_subset(&mag) {
            self.fout(format!("'{dekking}': {genoemd:?} instead of {verwacht:?}"));
        }
        self.scene.say(AGENT, "/dekking").await;
        let politie = self.scene.last(AGENT);
        if self.groepen.iter().any(|naam| noemt(&politie, naam)) {
            self.fout(format!("police see which groups are silent: {politie}"));
        }
    }
}

/// "Buurt 1" is not "Buurt 10".
fn noemt(tekst: &str, naam: &str) -> bool {
    tekst
        .match_indices(naam)
        .any(|(plaats, _)| !tekst[plaats + naam.len()..].starts_with(|teken: char| teken.is_ascii_digit()))
}

/// `MAAND_ENGINE=postgres` plays it there.
#[tokio::test]
async fn a_month_ends_with_what_was_counted_beside_it() {
    let engine = match std::env::var("MAAND_ENGINE").as_deref() {
        Ok("postgres") => Engine::Postgres,
        _ => Engine::Sqlite,
    };
    let seed = std::env::var("MAAND_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1);
    let mut maand = Maand::begin(engine, seed).await;
    let begin_ms = maand.begin_ms;
    for nr in 0..ALERTS {
        // Forty in thirty days, by day and in the evening.
        let dag = i64::try_from(nr * 29 / ALERTS).unwrap();
        let uur = if nr * 29 / ALERTS == (nr + 1) * 29 / ALERTS { 0 } else { 3 };
        let minuten = i64::try_from(maand.kans.tot(60)).unwrap();
        maand.alert(nr, begin_ms + dag * DAG_MS + uur * UUR_MS + minuten * MINUTE_MS).await;
    }
    let alerts = maand.alerts.len();
    let fouten = maand.oordeel().await;
    assert!(
        fouten.is_empty(),
        "MAAND_SEED={seed}, {alerts} alerts, {} faults:\n{}",
        fouten.len(),
        fouten[..fouten.len().min(40)].join("\n")
    );
}
