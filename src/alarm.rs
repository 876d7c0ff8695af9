//! Tells operators of whatever stops alerts: a stopped number, an alert template that cannot be used, a message of an alert
//! that ended and nobody knows why.
//!
//! Owns what counts as trouble, telling it once, again every hour, and when it is over; in the chat to whoever
//! has the role, and outside WhatsApp through [`channels`], for a stopped number cannot tell of itself. Does
//! not mend anything. Invariants: trouble is recorded before anybody is told, but for that of the database itself
//! ([`nood`]); a way of telling that fails is tried again and holds up neither the other ways nor the messages.

pub mod channels;
#[cfg(feature = "serve")]
pub mod mail;
mod nood;

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::alarm::channels::Channels;
use crate::alarm::nood::Nood;
use crate::bot::context::{Uitgang, notify};
use crate::bot::error::BotError;
use crate::clock::SharedClock;
use crate::domain::rechten::Rol;
use crate::domain::wijk::Gemeenten;
use crate::limits;
use crate::store::nummer::Nummer;
use crate::store::sjabloon::Stand;
use crate::store::werk::Werk;
use crate::store::{self, Room, Store, Tx, alarm};
use crate::texts::melding::politiebericht;
use crate::texts::{alarm as tekst, sjablonen};
use crate::whatsapp::Bot;

/// The key of what is told once and not again: it stops no alert, and mends itself or not.
const EENMAAL: &str = "linkknop";

/// Watches, and tells.
#[derive(Debug)]
pub struct Alarms {
    store: Store,
    clock: SharedClock,
    gemeenten: Arc<Gemeenten>,
    channels: Channels,
    /// Says how far our clock is off.
    bot: Bot,
    nood: Nood,
    /// When the last sign of life was given (monotonic milliseconds).
    beat_ms: Option<i64>,
}

/// Something that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// The same for the same trouble.
    pub key: String,
    /// In words, for operators.
    pub text: String,
}

/// The alert templates, without which alerts reach only those who wrote today.
fn alert_templates() -> BTreeSet<&'static str> {
    let kinds = crate::domain::soort::MeldingSoort::ALLE.iter().map(|soort| politiebericht::sjabloon(*soort).naam);
    kinds.chain([sjablonen::HETERDAAD.naam, sjablonen::INGETROKKEN.naam]).collect()
}

/// What is wrong, read off what is known of numbers, templates, and messages of alerts that ended without a reason.
#[must_use]
pub fn troubles(numbers: &[Nummer], templates: &[Stand], unexplained: i64) -> Vec<Trouble> {
    let stopped = numbers.iter().filter_map(|number| {
        let code = number.gestopt_code?;
        let key = format!("nummer {}", number.phone_number_id);
        Some(Trouble { key, text: tekst::nummer_gestopt(&number.phone_number_id, code) })
    });
    let restricted = numbers.iter().filter(|number| number.gestopt_code.is_none() && !number.beperking.is_empty());
    let restricted = restricted.map(|number| Trouble {
        key: format!("beperking {}", number.phone_number_id),
        text: tekst::account_beperkt(&number.phone_number_id, &number.beperking),
    });
    let wanted = alert_templates();
    let bad = templates.iter().filter(|stand| stand.taal == "nl" && wanted.contains(stand.naam.as_str()));
    let bad = bad.flat_map(|stand| {
        let status = (stand.status != store::sjabloon::APPROVED).then(|| Trouble {
            key: format!("sjabloon {}", stand.naam),
            text: tekst::sjabloon_onbruikbaar(&stand.naam, &stand.status),
        });
        let category = (!stand.categorie.is_empty() && stand.categorie != sjablonen::CATEGORIE).then(|| Trouble {
            key: format!("categorie {}", stand.naam),
            text: tekst::sjabloon_categorie(&stand.naam, &stand.categorie),
        });
        status.into_iter().chain(category)
    });
    let links = templates.iter().find(|stand| {
        (stand.naam.as_str(), stand.taal.as_str()) == store::sjabloon::LINKKNOP
            && stand.status != store::sjabloon::APPROVED
    });
    let links = links.map(|_| Trouble { key: EENMAAL.to_owned(), text: tekst::LINKKNOP.to_owned() });
    let ended =
        (unexplained > 0).then(|| Trouble { key: "zonder reden".to_owned(), text: tekst::zonder_reden(unexplained) });
    stopped.chain(restricted).chain(bad).chain(links).chain(ended).collect()
}

/// What is wrong with the machine: seen by this process, not read off the database.
fn of_the_machine(clock_ahead_ms: Option<i64>, room: Option<Room>) -> Vec<Trouble> {
    let clock = clock_ahead_ms.filter(|ahead_ms| ahead_ms.abs() >= limits::CLOCK_OFF_MS);
    let free = room.and_then(|room| room.free).filter(|free| *free < limits::DISK_BYTES_ALARM);
    let log = room.map(|room| room.log).filter(|log| *log > limits::LOG_BYTES_ALARM);
    let trouble = |key: &str, text| Trouble { key: key.to_owned(), text };
    [
        clock.map(|ahead_ms| trouble("klok", tekst::klok(ahead_ms))),
        free.map(|free| trouble("schijf", tekst::schijf_vol(free))),
        log.map(|log| trouble("logboek", tekst::logboek_groeit(log))),
    ]
    .into_iter()
    .flatten()
    .collect()
}

impl Alarms {
    /// With nothing told yet by this process; what was told before stands in the database.
    #[must_use]
    pub fn new(store: Store, clock: SharedClock, gemeenten: Arc<Gemeenten>, channels: Channels, bot: Bot) -> Self {
        Self { store, clock, gemeenten, channels, bot, nood: Nood::default(), beat_ms: None }
    }

    /// Tells outside WhatsApp that nothing can be stored, which needs no database to be told.
    pub async fn tell_of_database(&mut self) {
        let trouble = self.store.trouble().await;
        self.nood.tell(trouble, &self.channels, self.clock.as_ref()).await;
    }

    /// Looks what is wrong, unless nothing can be (`werk`), and tells it. Answers when to look again though nothing happens
    /// (monotonic).
    ///
    /// # Errors
    /// The database cannot be reached; no sign of life is given then either.
    pub async fn step(&mut self, werk: &Werk) -> Result<Option<i64>, store::Error> {
        self.tell_of_database().await;
        if self.store.room().is_some_and(|room| room.log > limits::LOG_BYTES_CUT) {
            self.store.shorten_log().await?;
        }
        let calm = !werk.alarm && of_the_machine(self.bot.clock_ahead_ms(), self.store.room()).is_empty();
        let open = if calm { Vec::new() } else { self.look().await? };
        metrics::gauge!("heterdaad_alarms_open").set(f64::from(u32::try_from(open.len()).unwrap_or(u32::MAX)));
        self.tell(&open).await?;
        let beat_ms = self.beat().await;
        let again_ms = open.iter().map(|alarm| match alarm.gemeld_ms {
            _ if !self.channels.tell_anybody() => None,
            Some(_) if alarm.sleutel == EENMAAL => None,
            // Overdue means that telling failed just now.
            Some(told_ms) if told_ms + limits::ALARM_AGAIN_MS > self.clock.wall_ms() => {
                Some(told_ms + limits::ALARM_AGAIN_MS)
            }
            Some(_) | None => Some(self.clock.wall_ms() + limits::ALARM_RETRY_MS),
        });
        let again_ms =
            again_ms.flatten().map(|at_ms| self.clock.monotonic_ms() + (at_ms - self.clock.wall_ms()).max(1));
        Ok(again_ms.chain(beat_ms).min())
    }

    /// Records what is new and what is over, and tells those with the role in the chat.
    async fn look(&self) -> Result<Vec<alarm::Alarm>, store::Error> {
        let mut tx = self.store.begin().await?;
        let now_ms = self.clock.wall_ms();
        let before = alarm::all(&mut tx).await?;
        store::nummer::end_restrictions(&mut tx, now_ms).await?;
        let unexplained = store::outbox::unexplained(&mut tx, now_ms - limits::UNEXPLAINED_SHOWN_MS).await?;
        let mut troubles =
            troubles(&store::nummer::all(&mut tx).await?, &store::sjabloon::all(&mut tx).await?, unexplained);
        troubles.extend(of_the_machine(self.bot.clock_ahead_ms(), self.store.room()));
        for Trouble { key, text } in &troubles {
            if alarm::raise(&mut tx, key, text, now_ms).await? {
                tracing::error!(alarm = %key, "{text}");
                metrics::counter!("heterdaad_alarms_total").increment(1);
                self.tell_in_chat(&mut tx, text, now_ms).await?;
            }
        }
        let over: Vec<alarm::Alarm> =
            before.into_iter().filter(|old| !troubles.iter().any(|trouble| trouble.key == old.sleutel)).collect();
        for old in &over {
            alarm::clear(&mut tx, &old.sleutel).await?;
            tracing::info!(alarm = %old.sleutel, "over");
            self.tell_in_chat(&mut tx, &tekst::voorbij(&old.tekst), now_ms).await?;
        }
        let open = alarm::all(&mut tx).await?;
        tx.commit().await?;
        for old in over.iter().filter(|old| old.gemeld_ms.is_some()) {
            self.channels.resolved(old).await;
        }
        Ok(open)
    }

    async fn tell_in_chat(&self, tx: &mut Tx, text: &str, now_ms: i64) -> Result<(), store::Error> {
        let mut told = BTreeSet::new();
        for gemeente in self.gemeenten.iter() {
            let Some(number) = &gemeente.phone_number_id else { continue };
            for mens in store::persoon::with_role_in(tx, &gemeente.id).await? {
                if mens.rollen().contains(&Rol::Functioneel) && told.insert(mens.id) {
                    match notify(tx, &Uitgang::op(number), mens.id, text, now_ms).await {
                        Err(BotError::Store(error)) => return Err(error),
                        Err(error) => tracing::error!(%error, "an operator cannot be told"),
                        Ok(()) => {}
                    }
                }
            }
        }
        Ok(())
    }

    /// Tells outside WhatsApp what was not told, or not for an hour.
    async fn tell(&self, open: &[alarm::Alarm]) -> Result<(), store::Error> {
        let now_ms = self.clock.wall_ms();
        let due = |alarm: &&alarm::Alarm| {
            let again = |told_ms| alarm.sleutel != EENMAAL && now_ms - told_ms >= limits::ALARM_AGAIN_MS;
            alarm.gemeld_ms.is_none_or(again)
        };
        for alarm in open.iter().filter(due) {
            if self.channels.tell(alarm).await {
                let mut tx = self.store.begin().await?;
                alarm::mark_told(&mut tx, &alarm.sleutel, now_ms).await?;
                tx.commit().await?;
            }
        }
        Ok(())
    }

    /// A sign of life, once a minute: whoever misses it raises the alarm.
    async fn beat(&mut self) -> Option<i64> {
        if !self.channels.has_heartbeat() {
            return None;
        }
        let now_ms = self.clock.monotonic_ms();
        if self.beat_ms.is_none_or(|beat_ms| now_ms - beat_ms >= limits::HEARTBEAT_MS) {
            self.channels.beat().await;
            self.beat_ms = Some(now_ms);
        }
        self.beat_ms.map(|beat_ms| beat_ms + limits::HEARTBEAT_MS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stand(naam: &str, status: &str, categorie: &str) -> Stand {
        let (naam, status, categorie) = (naam.into(), status.into(), categorie.into());
        Stand { naam, taal: "nl".into(), status, categorie, kwaliteit: String::new() }
    }

    #[test]
    fn only_what_stops_an_alert_is_trouble() {
        let works = Nummer { phone_number_id: "1".into(), ..Nummer::default() };
        let stopped =
            Nummer { phone_number_id: "2".into(), gestopt_code: Some(190), gestopt_ms: Some(1), ..works.clone() };
        let templates = [
            stand("politiebericht_overval", "PAUSED", "UTILITY"),
            stand("politiebericht_vermissing", "APPROVED", "MARKETING"),
            stand("politiebericht_straatroof", "APPROVED", "UTILITY"),
            stand("uitnodiging_bijeenkomst", "REJECTED", "MARKETING"),
            Stand { taal: "en".into(), ..stand("politiebericht_overval", "REJECTED", "") },
        ];
        let keys: Vec<String> =
            troubles(&[works.clone(), stopped], &templates, 0).into_iter().map(|trouble| trouble.key).collect();
        assert_eq!(keys, ["nummer 2", "sjabloon politiebericht_overval", "categorie politiebericht_vermissing"]);
        let ended = troubles(&[works], &[], 2);
        assert!(ended.iter().any(|trouble| trouble.text.contains("2 berichten")), "{ended:?}");
    }
}
