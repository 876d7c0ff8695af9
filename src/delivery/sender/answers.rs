//! What WhatsApp answers to a request: for its row, its number, its recipient and its template.
//!
//! Owns recording it. Invariant: what could not be recorded is kept, and recorded before anything else leaves.

use std::sync::PoisonError;

use crate::delivery::rate::Clarity;
use crate::delivery::schedule::{self, Consequence, Form, Rest};
use crate::delivery::sender::state::{Answer, Answers, Leaving, News, Sender};
use crate::domain::afzender::NumberId;
use crate::limits;
use crate::store::outbox::{self, Outcome, Sendable, Zonder};
use crate::store::taak::{self, Taak};
use crate::store::{self, Tx};
use crate::whatsapp::error::Error;
use crate::whatsapp::ids::Wamid;

impl Sender {
    /// Waits for the next answer. May be dropped while it waits; nothing is lost.
    pub async fn next_answer(&mut self) -> Answers {
        let mut answers: Vec<_> = self.under_way.join_next().await.into_iter().collect();
        while let Some(answer) = self.under_way.try_join_next() {
            answers.push(answer);
        }
        // A task that panicked leaves its row claimed: ambiguous, settled like a lost answer.
        Answers(answers.into_iter().flatten().collect())
    }

    /// Records answers.
    ///
    /// # Errors
    /// The database cannot be reached; the results are kept and recorded later.
    pub async fn record_answers(&mut self, answers: Answers) -> store::Result<()> {
        self.record(answers.0).await
    }

    pub(super) async fn record(&mut self, answers: Vec<(i64, Answer)>) -> store::Result<()> {
        let (wall_ms, monotonic_ms) = (self.clock.wall_ms(), self.clock.monotonic_ms());
        for (id, answer) in answers {
            if let Answer::Looked(number, clarity) = answer {
                self.looked(&number, clarity);
                continue;
            }
            let Some(Leaving { row, template }) = self.rows.remove(&id) else { continue };
            let outcome = match answer {
                Answer::Withheld => Outcome::Retry { at_ms: wall_ms, zonder: Zonder::Niets, code: None, telt: false },
                Answer::Came(answer) => self.take_answer(&row, template, answer, wall_ms, monotonic_ms),
                Answer::Looked(..) => continue,
            };
            log(id, &outcome);
            self.unrecorded.push((id, outcome));
        }
        if self.unrecorded.is_empty() && self.news.is_empty() {
            return Ok(());
        }
        let mut tx = self.store.begin().await?;
        outbox::settle(&mut tx, &self.unrecorded, wall_ms).await?;
        store::persoon::unreachable_by_failure(&mut tx, &self.unrecorded, wall_ms).await?;
        let out_of_reach = self.unrecorded.iter().filter(|(_, outcome)| {
            matches!(outcome, Outcome::Failed(_) | Outcome::Retry { code: Some(schedule::PAIR_LIMIT), .. })
        });
        let out_of_reach: Vec<i64> = out_of_reach.map(|(id, _)| *id).collect();
        // Who cannot be reached drops out of their group: the next person is called up at once.
        for melding in store::navraag::alerts_of(&mut tx, &out_of_reach).await? {
            taak::plan_anew(&mut tx, Taak::Navraag(melding), wall_ms).await?;
        }
        for news in &self.news {
            record_news(&mut tx, news, wall_ms).await?;
        }
        tx.commit().await?;
        self.unrecorded.clear();
        self.trouble |= !self.news.is_empty();
        self.news.clear();
        Ok(())
    }

    /// What an answer comes to, for its row, its number, its recipient and its template.
    pub(super) fn take_answer(
        &mut self,
        row: &Sendable,
        template: Option<(String, String)>,
        answer: Result<Wamid, Error>,
        wall_ms: i64,
        monotonic_ms: i64,
    ) -> Outcome {
        count(&answer);
        let clear = schedule::clarity(&answer) == Clarity::Clear;
        let named = template.as_ref().map(|(name, language)| (name.as_str(), language.as_str()));
        let form = Form::claimed_as(named);
        let Consequence { mut outcome, rest, stop, template: status } =
            schedule::after_answer(row, form, answer, wall_ms);
        let number = &row.chat.phone_number_id;
        let mut rates = self.rates.lock().unwrap_or_else(PoisonError::into_inner);
        if !clear {
            // What was open when it was looked at is so no more.
            self.open.remove(number);
        }
        if clear {
            // It may have been taken for an outage again since: the database knew no better.
            rates.answered(number, Clarity::Clear, monotonic_ms, monotonic_ms);
        }
        let outage_since_ms = rates.outage_since_ms(number, monotonic_ms);
        match rest {
            // Taken in, but that was so too before it failed: its status tells, so no more until then.
            Rest::None if self.stopped_late.contains(number) => {
                rates.rest_number(number, monotonic_ms + limits::NUMBER_PAUSE_MS, monotonic_ms);
            }
            Rest::None => {}
            Rest::Number(for_ms) => rates.rest_number(number, monotonic_ms + for_ms, monotonic_ms),
            Rest::Slower => rates.slow_down(number, monotonic_ms),
            Rest::Pair => {
                let until_ms = rates.rest_pair(number, row.chat.persoon, monotonic_ms);
                if let Outcome::Retry { at_ms, .. } = &mut outcome {
                    *at_ms = wall_ms + until_ms - monotonic_ms;
                }
            }
        }
        match &mut outcome {
            Outcome::Accepted(_) => rates.pair_works(number, row.chat.persoon),
            Outcome::Ambiguous(code @ None) if outage_since_ms.is_some() => *code = Some(schedule::NO_ANSWER),
            _ => {}
        }
        drop(rates);
        let outage = outage_since_ms.map(|since_ms| {
            let code =
                if matches!(outcome, Outcome::Ambiguous(_)) { schedule::NO_ANSWER } else { schedule::NO_CONNECTION };
            // The first of them may have been written a while before it was counted.
            (code, Some(wall_ms - (monotonic_ms - since_ms) - limits::SEND_TIMEOUT_MS))
        });
        let stop = stop.map(|code| (code, None)).or(outage);
        self.take_news(number, &outcome, clear, stop, template.zip(status));
        outcome
    }

    /// Notes what an answer tells of its number and of its template.
    pub(super) fn take_news(
        &mut self,
        number: &NumberId,
        outcome: &Outcome,
        clear: bool,
        stop: Option<(i64, Option<i64>)>,
        template: Option<((String, String), &'static str)>,
    ) {
        if let Some((code, since_ms)) = stop {
            self.stopped.insert(number.to_owned(), code);
            self.news.push(News::Stopped { number: number.to_owned(), code, since_ms });
        } else if let Some(why) = self.stopped.get(number).copied()
            && !self.stopped_late.contains(number)
            // What was stopped for want of clear answers works with the first, whatever it says.
            && (matches!(outcome, Outcome::Accepted(_)) || clear && why <= schedule::NO_CONNECTION)
        {
            self.stopped.remove(number);
            self.news.push(News::Works { number: number.to_owned() });
        }
        if let Some(((name, language), status)) = template {
            self.news.push(News::Template { name, language, status });
        }
    }

    /// Whether a number stopped or works again, or a template failed, since this was last asked.
    pub const fn take_trouble(&mut self) -> bool {
        std::mem::replace(&mut self.trouble, false)
    }
}

async fn record_news(tx: &mut Tx, news: &News, now_ms: i64) -> store::Result<()> {
    match news {
        News::Stopped { number, code, since_ms } => {
            if let Some(since_ms) = since_ms {
                outbox::mark_outage(tx, number, *since_ms, schedule::NO_ANSWER).await?;
            }
            if store::nummer::stop(tx, number, *code, false, now_ms).await? {
                tracing::error!(number = %number, code, "the number is stopped: nothing leaves until it works again");
                metrics::gauge!("heterdaad_number_stopped", "number" => number.to_string()).set(1.0);
            }
        }
        News::Works { number } => {
            if store::nummer::resume(tx, number).await? {
                tracing::info!(number = %number, "the number works again");
                metrics::gauge!("heterdaad_number_stopped", "number" => number.to_string()).set(0.0);
            }
        }
        News::Template { name, language, status } => {
            store::sjabloon::set(tx, name, language, store::sjabloon::Feit::Status(status), now_ms).await?;
            tracing::error!(template = %name, %status, "a template cannot be used");
        }
    }
    Ok(())
}

fn count(answer: &Result<Wamid, Error>) {
    let result = match answer {
        Ok(_) => "accepted",
        Err(Error::Api(_)) => "refused",
        Err(Error::NotSent) => "not_sent",
        Err(Error::Ambiguous) => "ambiguous",
    };
    metrics::counter!("heterdaad_sends_total", "result" => result).increment(1);
}

fn log(id: i64, outcome: &Outcome) {
    match outcome {
        Outcome::Accepted(_) => tracing::debug!(outbox.id = id, "accepted"),
        Outcome::Retry { code, .. } => tracing::warn!(outbox.id = id, code, "not accepted, tried again later"),
        Outcome::Failed(code) => tracing::warn!(outbox.id = id, code, "refused for good"),
        Outcome::Ambiguous(code) => tracing::warn!(outbox.id = id, code, "no clear answer, waits for a status"),
    }
}
