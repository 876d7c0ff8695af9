//! Which of the rows that wait leave now, and which are put off, with why.
//!
//! Owns the choice; the claim and the request are the sender's. Invariants: the most urgent goes first; one person has at
//! most one request under way; a stopped number is tried with one message at a time; the messaging limit is never passed.

use std::collections::HashSet;

use crate::delivery::callback_data;
use crate::delivery::schedule::{self, Amiss};
use crate::delivery::sender::state::{Counted, Outside, Sender};
use crate::domain::afzender::NumberId;
use crate::limits;
use crate::store::gesprek::ChatKey;
use crate::store::outbox::{self, Outcome, Sendable};
use crate::store::{self, Tx};
use crate::whatsapp::Recipient;

/// What bounds a choice beside the pace.
#[derive(Debug)]
pub(super) struct Bounds {
    pub(super) amiss: Amiss,
    pub(super) outside: Outside,
}

/// A request to be made.
#[derive(Debug)]
pub(super) struct Request {
    pub(super) row: Sendable,
    pub(super) template: Option<(String, String)>,
    pub(super) outside_window: bool,
    pub(super) body: serde_json::Value,
}

#[derive(Debug, Default)]
pub(super) struct Chosen {
    pub(super) requests: Vec<Request>,
    /// Rows that can never leave, with why.
    pub(super) impossible: Vec<(i64, Outcome)>,
    /// Chats put off to a moment.
    pub(super) deferred: Vec<Deferred>,
    /// When the pace allows more (monotonic).
    pub(super) due_ms: Option<i64>,
    /// What is left of the messaging limit.
    pub(super) outside: Outside,
}

/// A chat put off to a moment (wall), with why.
#[derive(Debug)]
pub(super) struct Deferred {
    pub(super) chat: ChatKey,
    pub(super) until_ms: i64,
    /// Why, where it lasts.
    pub(super) code: Option<i64>,
}

impl Outside {
    /// Takes a place for a row. Whoever was written to within a day takes none.
    fn take(&mut self, row: &Sendable, now_ms: i64) -> Result<(), i64> {
        let counts = row.laatst_buiten_ms.is_none_or(|last_ms| now_ms - last_ms >= limits::WINDOW_MS);
        match &mut self.left {
            Some(left) if counts && *left <= 0 => Err(self.free_ms),
            Some(left) if counts => {
                *left -= 1;
                Ok(())
            }
            _ => Ok(()),
        }
    }
}

impl Sender {
    /// What may go now on each number, the most urgent first. Asked for number by number, so that one that
    /// rests or is busy holds up no other.
    pub(super) async fn waiting(
        &self,
        tx: &mut Tx,
        numbers: &[NumberId],
        most: usize,
        wall_ms: i64,
    ) -> store::Result<Vec<Sendable>> {
        let mut waiting = Vec::new();
        for number in numbers.iter().filter(|number| self.zenders.mine().contains(*number)) {
            waiting.extend(outbox::sendable(tx, number, wall_ms, most).await?);
        }
        waiting.sort_by_key(|row| (row.klasse, row.id));
        Ok(waiting)
    }

    pub(super) fn choose(
        &self,
        waiting: Vec<Sendable>,
        free: usize,
        mut bounds: Bounds,
        wall_ms: i64,
        monotonic_ms: i64,
    ) -> Chosen {
        let mut rates = self.rates();
        let mut busy: HashSet<_> = self.rows.values().map(|leaving| leaving.row.chat.clone()).collect();
        let mut chosen = Chosen::default();
        for mut row in waiting {
            if chosen.requests.len() >= free {
                break;
            }
            if busy.contains(&row.chat) || self.is_tried_already(&row, &chosen) {
                continue;
            }
            let (number, persoon) = (row.chat.phone_number_id.clone(), row.chat.persoon);
            if let Err(later_ms) = rates.ask_number(&number, row.klasse, monotonic_ms) {
                chosen.due_ms = Some(chosen.due_ms.map_or(later_ms, |due_ms: i64| due_ms.min(later_ms)));
                continue;
            }
            if let Err(later_ms) = rates.ask_pair(&number, persoon, monotonic_ms) {
                // A few seconds are no reason to call up somebody else.
                let waits_ms = later_ms - monotonic_ms;
                let code = (waits_ms > limits::PERSON_WAITS_MS).then_some(schedule::PAIR_LIMIT);
                chosen.deferred.push(Deferred { chat: row.chat, until_ms: wall_ms + waits_ms, code });
                continue;
            }
            let person = row.telefoon.clone().map(Recipient::Phone);
            let person = person.or_else(|| row.bsuid.clone().map(Recipient::User));
            let group = Some(&row.chat.chat).filter(|group| !group.is_empty()).cloned().map(Recipient::Group);
            let recipient = group.or(person);
            let message = schedule::form(&row, &bounds.amiss, wall_ms).cloned();
            let (Some(recipient), Some(message)) = (recipient, message) else {
                chosen.impossible.push((
                    row.id,
                    Outcome::Failed(
                        (row.bericht.is_some() && (row.telefoon.is_some() || row.bsuid.is_some()))
                            .then_some(schedule::WINDOW_CLOSED),
                    ),
                ));
                continue;
            };
            let outside_window = !schedule::window_open(&row, wall_ms);
            if outside_window && let Err(until_ms) = bounds.outside.take(&row, wall_ms) {
                chosen.deferred.push(Deferred { chat: row.chat, until_ms, code: Some(schedule::NO_PLACE) });
                continue;
            }
            // One that an older version sent first goes on without a word: the statuses of that carry none.
            if row.woord.is_none() && !row.eerder_geclaimd {
                row.woord = Some(outbox::new_word());
            }
            let data = callback_data(self.store.mark(), row.id, row.woord.as_deref(), row.herhalingen);
            let message = match (&self.deelpagina, row.melding) {
                (Some(pagina), Some(melding)) if message.has_link_button() => {
                    message.with_link_end(&pagina.token(melding, persoon))
                }
                _ => message,
            };
            let body = message.request(&recipient, row.antwoord_op.as_ref(), &data);
            let template = schedule::claimed_as(&message);
            rates.claimed(&number, persoon, monotonic_ms);
            busy.insert(row.chat.clone());
            chosen.requests.push(Request { row, template, outside_window, body });
        }
        chosen.outside = bounds.outside;
        chosen
    }

    /// A stopped number is tried with one message at a time.
    pub(super) fn is_tried_already(&self, row: &Sendable, chosen: &Chosen) -> bool {
        let number = &row.chat.phone_number_id;
        self.stopped.contains_key(number)
            && (self.rows.values().any(|leaving| leaving.row.chat.phone_number_id == *number)
                || chosen.requests.iter().any(|request| request.row.chat.phone_number_id == *number))
    }

    /// How many more people may be written to outside their window. Counted anew once a second: in between, those who were
    /// written to are taken off.
    pub(super) async fn outside_window(
        &mut self,
        tx: &mut Tx,
        limit: Option<i64>,
        now_ms: i64,
        monotonic_ms: i64,
    ) -> store::Result<Outside> {
        if let Some(counted) = &self.outside
            && counted.limit == limit
            && monotonic_ms - counted.at_ms < limits::OUTSIDE_COUNTED_MS
        {
            return Ok(counted.bounds);
        }
        let bounds = match limit {
            None => Outside { left: None, free_ms: now_ms },
            Some(limit) => {
                let since_ms = now_ms - limits::WINDOW_MS;
                let used = outbox::people_outside_window(tx, since_ms).await?;
                let first_ms = outbox::first_outside_window_ms(tx, since_ms).await?;
                Outside { left: Some(limit - used), free_ms: first_ms.unwrap_or(now_ms) + limits::WINDOW_MS }
            }
        };
        self.outside = Some(Counted { at_ms: monotonic_ms, limit, bounds });
        Ok(bounds)
    }
}
