//! Rows that were claimed and of which nobody knows what became: repeated once, held, or given up.
//!
//! Owns looking at them; what is to be done is `schedule`'s. Invariants: a row is repeated at most once unasked; a row that
//! is ambiguous twice is laid before its officer.

use crate::delivery::schedule::{self, AfterSilence, Heard};
use crate::delivery::sender::state::Sender;
use crate::domain::afzender::NumberId;
use crate::limits;
use crate::store::outbox::{self, Outcome, Sendable, Silent};
use crate::store::taak::{self, Taak};
use crate::store::{self, Tx};

impl Sender {
    /// Looks at rows that were claimed and have no result: those of an earlier life of this program, and
    /// those whose answer was lost. Answers when to look again (monotonic), and whether any is to be sent again.
    pub(super) async fn settle_silence(
        &mut self,
        tx: &mut Tx,
        waiting: &[Sendable],
        wall_ms: i64,
        monotonic_ms: i64,
    ) -> store::Result<(Option<i64>, bool)> {
        let look_again_ms = self.looked_at_silence_ms.map(|looked_ms| looked_ms + limits::AMBIGUOUS_LOOK_MS);
        if look_again_ms.is_some_and(|again_ms| again_ms > monotonic_ms) {
            return Ok((look_again_ms, false));
        }
        let mut silent = outbox::silent(tx).await?;
        silent.retain(|row| !self.rows.contains_key(&row.id) && !self.unrecorded.iter().any(|(id, _)| *id == row.id));
        self.looked_at_silence_ms = (!silent.is_empty()).then_some(monotonic_ms);
        if silent.is_empty() {
            return Ok((None, false));
        }
        let mut numbers: Vec<NumberId> = silent.iter().map(|row| row.phone_number_id.clone()).collect();
        numbers.sort_unstable();
        numbers.dedup();
        self.wanted.extend(numbers.iter().filter(|number| !self.zenders.mine().contains(*number)).cloned());
        let mut repeated = false;
        // Whoever sends on a number knows what became of it.
        for number in numbers.iter().filter(|number| self.zenders.mine().contains(*number)).cloned().collect::<Vec<_>>()
        {
            let of_number: Vec<&Silent> = silent.iter().filter(|row| row.phone_number_id == number).collect();
            self.doubt(&number, waiting, monotonic_ms);
            let mut heard = self.heard(tx, &number, &of_number, waiting, (wall_ms, monotonic_ms)).await?;
            for row in of_number {
                let after = schedule::after_silence(row, &heard, wall_ms);
                self.end_silence(tx, row, after, wall_ms).await?;
                if after == AfterSilence::Look {
                    self.to_look_at.insert(number.clone());
                    heard.may_try = false;
                }
                if after == AfterSilence::Repeat {
                    repeated = true;
                    // What it comes to tells more than the look did.
                    self.open.remove(&number);
                    // It is the one that is tried, or the scout.
                    heard.may_try = false;
                    heard.last_claimed_ms = Some(wall_ms);
                }
            }
        }
        Ok((Some(monotonic_ms + limits::AMBIGUOUS_LOOK_MS), repeated))
    }

    pub(super) async fn heard(
        &self,
        tx: &mut Tx,
        number: &NumberId,
        silent: &[&Silent],
        waiting: &[Sendable],
        (wall_ms, monotonic_ms): (i64, i64),
    ) -> store::Result<Heard> {
        let since_ms = silent.iter().map(|row| row.geclaimd_ms).min().unwrap_or(wall_ms);
        let (last_claimed_ms, claimed_with_status_ms) = outbox::last_claims(tx, number, since_ms).await?;
        let only_answers = !silent.iter().any(|row| row.klasse.is_politiebericht() && row.onzeker == 0);
        let unread_since_ms = store::inbox::oldest_unread_status_ms(tx).await?;
        let busy = self.rows.values().any(|leaving| leaving.row.chat.phone_number_id == number)
            || waiting.iter().any(|row| row.chat.phone_number_id == number);
        let busy = busy || self.is_looked_at(number, monotonic_ms);
        let rates = self.rates();
        let outage = rates.outage_since_ms(number, monotonic_ms).is_some();
        Ok(Heard {
            listening_since_ms: self.listening_since_ms,
            claimed_with_status_ms,
            last_claimed_ms,
            unread_since_ms,
            stopped: self.stopped.contains_key(number) || outage,
            outage: self.stopped.get(number).map_or(outage, |code| *code <= schedule::NO_CONNECTION)
                && !self.open.contains(number),
            may_try: !busy && rates.rests_until_ms(number, monotonic_ms).is_none(),
            only_answers,
        })
    }

    /// On a number that an outage stopped, and on which nothing waits to be tried, the officers of what is held are asked
    /// again now and then: their question shows whether it works, and it may have been lost before.
    pub(super) async fn ask_officers_again(
        &mut self,
        tx: &mut Tx,
        waiting: &[Sendable],
        wall_ms: i64,
        monotonic_ms: i64,
    ) -> store::Result<Option<i64>> {
        let busy = |number: &NumberId| {
            waiting.iter().any(|row| row.chat.phone_number_id == number)
                || self.rows.values().any(|leaving| leaving.row.chat.phone_number_id == number)
        };
        let idle = self.stopped.iter().filter(|(number, code)| **code <= schedule::NO_CONNECTION && !busy(number));
        let idle: Vec<NumberId> =
            idle.map(|(number, _)| number.clone()).filter(|number| self.zenders.mine().contains(number)).collect();
        let mut held = Vec::new();
        for number in &idle {
            held.extend(outbox::held_alerts(tx, number).await?);
        }
        if held.is_empty() {
            return Ok(None);
        }
        let again_ms = self.asked_officers_ms.map_or(monotonic_ms, |asked_ms| asked_ms + limits::OFFICERS_ASKED_MS);
        if again_ms > monotonic_ms {
            return Ok(Some(again_ms));
        }
        self.asked_officers_ms = Some(monotonic_ms);
        for melding in held {
            taak::plan_anew(tx, Taak::Vastgehouden(melding), wall_ms).await?;
        }
        Ok(Some(monotonic_ms + limits::OFFICERS_ASKED_MS))
    }

    pub(super) async fn end_silence(
        &self,
        tx: &mut Tx,
        row: &Silent,
        after: AfterSilence,
        wall_ms: i64,
    ) -> store::Result<()> {
        match after {
            AfterSilence::Wait | AfterSilence::Look => {}
            AfterSilence::Repeat => {
                tracing::warn!(outbox.id = row.id, "no answer and no status: sent again");
                metrics::counter!("heterdaad_messages_repeated_total").increment(1);
                outbox::repeat(tx, row.id, wall_ms).await?;
            }
            AfterSilence::Hold => {
                tracing::warn!(outbox.id = row.id, "nobody knows whether it arrived: its officer decides");
                outbox::hold_silent(tx, row.id).await?;
                if let Some(melding) = row.melding {
                    taak::plan_anew(tx, Taak::Vastgehouden(melding), wall_ms).await?;
                    taak::plan_anew(tx, Taak::Navraag(melding), wall_ms).await?;
                }
            }
            AfterSilence::GiveUp => {
                tracing::warn!(outbox.id = row.id, "no answer and no status: given up");
                outbox::settle(tx, &[(row.id, Outcome::Failed(row.fout_code))], wall_ms).await?;
            }
        }
        Ok(())
    }
}
