//! A look at a number that does not answer: whether the way to WhatsApp is open again.
//!
//! Owns when a number is looked up and what the answer means. Invariants: a look sends nobody anything, so that the one
//! repetition that a row in doubt has is not spent while even a look gets no answer; a look that is answered proves no
//! more than that one row may be tried, and what is tried proves the rest; one look is under way for each number.

use std::sync::{Arc, PoisonError};

use crate::delivery::rate::Clarity;
use crate::delivery::schedule;
use crate::delivery::sender::state::{Answer, NO_ROW, News, Sender};
use crate::domain::afzender::NumberId;
use crate::limits;
use crate::store::outbox::Sendable;
use crate::whatsapp::account;

impl Sender {
    /// Makes up its mind about a number with rows in doubt: with nothing else under way an answer that is missing is looked
    /// into, and where that lasts the number is stopped, so that operators hear of it.
    pub(super) fn doubt(&mut self, number: &NumberId, waiting: &[Sendable], monotonic_ms: i64) {
        let (unclear_since_ms, outage_since_ms, rests) = {
            let rates = self.rates();
            let rests = rates.rests_until_ms(number, monotonic_ms).is_some();
            (rates.unclear_since_ms(number), rates.outage_since_ms(number, monotonic_ms), rests)
        };
        if let Some(since_ms) = outage_since_ms
            && !self.stopped.contains_key(number)
        {
            let wall_ms = self.clock.wall_ms();
            self.stopped.insert(number.to_owned(), schedule::NO_ANSWER);
            let since_ms = Some(wall_ms - (monotonic_ms - since_ms) - limits::SEND_TIMEOUT_MS);
            self.news.push(News::Stopped { number: number.to_owned(), code: schedule::NO_ANSWER, since_ms });
        }
        let busy = waiting.iter().any(|row| row.chat.phone_number_id == number)
            || self.rows.values().any(|leaving| leaving.row.chat.phone_number_id == number);
        let long = unclear_since_ms.is_some_and(|since_ms| monotonic_ms - since_ms >= limits::UNCLEAR_LOOK_MS);
        let known = self.stopped.contains_key(number) || self.open.contains(number);
        if long && !busy && !rests && !known {
            self.to_look_at.insert(number.to_owned());
        }
    }

    /// Whether a look at this number is under way; one whose answer was lost with its task is forgotten.
    pub(super) fn is_looked_at(&self, number: &NumberId, monotonic_ms: i64) -> bool {
        self.looking_at.get(number).is_some_and(|since_ms| monotonic_ms - since_ms < 2 * limits::SEND_TIMEOUT_MS)
    }

    /// Looks up the numbers of which it is not known whether they answer.
    pub(super) fn look(&mut self) {
        let now_ms = self.clock.monotonic_ms();
        for number in std::mem::take(&mut self.to_look_at) {
            if self.is_looked_at(&number, now_ms) {
                continue;
            }
            self.looking_at.insert(number.clone(), now_ms);
            let (bot, rates, clock) = (self.bot.clone(), Arc::clone(&self.rates), Arc::clone(&self.clock));
            self.under_way.spawn(async move {
                let clarity = schedule::clarity_of(account::number(&bot, &number).await.as_ref().map(|_| ()));
                if clarity == Clarity::Unclear {
                    let mut rates = rates.lock().unwrap_or_else(PoisonError::into_inner);
                    rates.answered(&number, clarity, now_ms, clock.monotonic_ms());
                }
                (NO_ROW, Answer::Looked(number, clarity))
            });
        }
    }

    /// Takes note of what a look came to.
    pub(super) fn looked(&mut self, number: &NumberId, clarity: Clarity) {
        self.looking_at.remove(number);
        match clarity {
            Clarity::Clear => self.open.insert(number.to_owned()),
            Clarity::Unclear => self.open.remove(number),
        };
    }
}
