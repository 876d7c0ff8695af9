//! How fast messages may leave: per business number and per recipient.
//!
//! Owns the two limits and the pauses that answers ask for, on monotonic time. Sends are spaced evenly, and counted when
//! their request is written to the wire ([`Rates::turn`]), not when the row is claimed: connecting takes its time.
//! Invariants: in no sliding second are more requests written on a number than its pace; what comes in takes nothing
//! from alerts and what is more urgent; only Meta's own refusal (130429) slows a number down; no recipient gets more
//! than Meta's pair limit allows.

use std::collections::{HashMap, VecDeque};

use crate::domain::afzender::NumberId;
use crate::domain::persoon::PersoonId;
use crate::limits;
use crate::store::outbox::Klasse;

/// The window in which messages are counted, in milliseconds: a little over a second, because requests
/// that leave a second apart may arrive closer together. Its hundredth part is what is not used of the pace.
const WINDOW_MS: i64 = 1_010;

/// How sends wait for their turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spacing {
    /// Time passes while requests are made: each waits for its own moment.
    Even,
    /// The clock is moved by hand and stands still while requests are made: a few leave at one moment.
    Standing,
    /// The same, and it is moved by seconds at a time: all that a second allows leaves at one moment.
    Leaping,
}

/// Whether a request may be written now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// Yes; it was counted.
    Go,
    /// Not before this moment (monotonic milliseconds).
    At(i64),
    /// No: the number rests. It was never sent.
    Withheld,
}

/// What an answer says of the way to WhatsApp.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clarity {
    /// WhatsApp took it or refused it.
    Clear,
    /// Nobody knows, or there was no connection.
    Unclear,
}

/// The limits of all numbers and recipients.
#[derive(Debug)]
pub struct Rates {
    /// Messages a second where Meta told nothing else.
    per_second: usize,
    /// What is never exceeded, whatever Meta allows.
    most: Option<usize>,
    spacing: Spacing,
    numbers: HashMap<NumberId, Number>,
    pairs: HashMap<(NumberId, PersoonId), Pair>,
}

#[derive(Debug, Default)]
struct Number {
    /// Messages a second, if Meta told.
    per_second: Option<usize>,
    /// When the last requests were written, the oldest first.
    written_ms: VecDeque<i64>,
    /// When the last messages came in, the oldest first.
    inbound_ms: VecDeque<i64>,
    /// When the next is due, were all spaced evenly (microseconds).
    next_us: i64,
    /// Rows that were claimed and whose requests were not written yet.
    claimed: usize,
    /// Nothing may leave before this moment.
    rests_until_ms: i64,
    slowed: Slowed,
    unclear: Unclear,
}

/// What Meta's word that it goes too fast takes from the pace, for a while.
#[derive(Debug, Default, Clone, Copy)]
struct Slowed {
    /// When it last said so.
    since_ms: i64,
    /// Thousandths of the pace that were taken then.
    taken: i64,
}

/// Answers in a row that were no clear ones.
#[derive(Debug, Default, Clone, Copy)]
struct Unclear {
    run: u32,
    since_ms: i64,
    pauses: u32,
    until_ms: i64,
    /// It was learnt from the database, and no answer was seen here.
    expected: bool,
}

#[derive(Debug, Default, Clone, Copy)]
struct Pair {
    /// When the recipient's allowance is whole again, were nothing more sent.
    whole_at_ms: i64,
    /// Refusals in a row for its sake.
    refused: u32,
}

impl Rates {
    /// Limits for numbers that may pass so many messages a second until Meta tells otherwise.
    #[must_use]
    pub fn new(per_second: u32) -> Self {
        Self {
            per_second: per_second.max(1) as usize,
            most: None,
            spacing: Spacing::Even,
            numbers: HashMap::new(),
            pairs: HashMap::new(),
        }
    }

    /// The same, and never more than that, whatever Meta allows.
    #[must_use]
    pub fn at_most(per_second: u32) -> Self {
        Self { most: Some(per_second.max(1) as usize), ..Self::new(per_second) }
    }

    /// How sends wait for their turn from now on.
    pub const fn space(&mut self, spacing: Spacing) {
        self.spacing = spacing;
    }

    /// Meta told how many messages a second a number may pass.
    pub fn allow(&mut self, number: &NumberId, per_second: i64) {
        let allowed = usize::try_from(per_second).unwrap_or(1).max(1);
        let allowed = self.most.map_or(allowed, |most| allowed.min(most));
        self.numbers.entry(number.to_owned()).or_default().per_second = Some(allowed);
    }

    /// Counts messages that came in: what nobody waits for makes room for them.
    pub fn inbound(&mut self, number: &NumberId, count: usize, now_ms: i64) {
        let most = self.per_second;
        let number = self.number(number, now_ms);
        let most = number.per_second.unwrap_or(most);
        number.inbound_ms.extend(std::iter::repeat_n(now_ms, count.min(most)));
    }

    /// How many requests may be under way: an answer takes a fifth of a second at most, as a rule.
    #[must_use]
    pub fn under_way_most(&self) -> usize {
        let pace = self.numbers.values().filter_map(|number| number.per_second).max().unwrap_or(self.per_second);
        (pace / 5).max(limits::SENDS_IN_FLIGHT_MIN)
    }

    /// Asks to claim a row of a number now: only what leaves within a moment is claimed, so that a crash leaves few
    /// sends of which nobody knows whether they left.
    ///
    /// # Errors
    /// Not yet; holds the moment at which to ask again.
    pub fn ask_number(&mut self, number: &NumberId, klasse: Klasse, now_ms: i64) -> Result<(), i64> {
        let (per_second, spacing) = (self.per_second, self.spacing);
        let number = self.number(number, now_ms);
        if number.rests_ms() > now_ms {
            return Err(number.rests_ms());
        }
        let pace = number.pace(per_second, now_ms);
        let taken = number.written_ms.len() + number.claimed;
        // Half of the pace is for us, whatever comes in.
        let inbound = if klasse > Klasse::Bijwerking { number.inbound_ms.len().min(pace / 2) } else { 0 };
        let full = match spacing {
            Spacing::Even => inbound > 0 && taken + inbound >= pace,
            Spacing::Standing | Spacing::Leaping => taken + inbound >= pace,
        };
        if full {
            let oldest_ms = number.written_ms.front().into_iter().chain(number.inbound_ms.front()).min();
            return Err(oldest_ms.map_or(now_ms + limits::CLAIM_AHEAD_MS, |ms| (ms + WINDOW_MS).max(now_ms + 1)));
        }
        let waits_us = number.next_us - now_ms * 1_000;
        let queue_us = i64::try_from(number.claimed).unwrap_or(i64::MAX).saturating_mul(interval_us(pace));
        let ahead_us = limits::CLAIM_AHEAD_MS * 1_000;
        match spacing {
            Spacing::Even if waits_us.max(0) + queue_us > ahead_us => {
                Err(now_ms + ((waits_us.max(0) + queue_us - ahead_us) / 1_000).max(limits::CLAIM_AGAIN_MS))
            }
            Spacing::Standing if waits_us > 0 => Err(now_ms + (waits_us + 999) / 1_000),
            Spacing::Standing if queue_us > ahead_us => Err(now_ms + (queue_us + 999) / 1_000),
            _ => Ok(()),
        }
    }

    /// Asks to send to a recipient now.
    ///
    /// # Errors
    /// Not yet; holds the moment at which to ask again.
    pub fn ask_pair(&self, number: &NumberId, persoon: PersoonId, now_ms: i64) -> Result<(), i64> {
        let whole_at_ms = self.pairs.get(&(number.to_owned(), persoon)).map_or(now_ms, |pair| pair.whole_at_ms);
        let earliest_ms = whole_at_ms - (limits::PAIR_BURST - 1) * limits::PAIR_INTERVAL_MS;
        if earliest_ms <= now_ms { Ok(()) } else { Err(earliest_ms) }
    }

    /// Counts a row that was claimed: its request waits for its turn.
    pub fn claimed(&mut self, number: &NumberId, persoon: PersoonId, now_ms: i64) {
        self.number(number, now_ms).claimed += 1;
        self.count_pair(number, persoon, now_ms);
    }

    /// A request that was claimed is never written.
    pub fn gave_up(&mut self, number: &NumberId) {
        let number = self.numbers.entry(number.to_owned()).or_default();
        number.claimed = number.claimed.saturating_sub(1);
    }

    /// Counts a message of before, from the database.
    pub fn sent_before(&mut self, number: &NumberId, persoon: PersoonId, at_ms: i64, now_ms: i64) {
        let per_second = self.per_second;
        let of_number = self.number(number, now_ms);
        if at_ms + WINDOW_MS > now_ms {
            let interval_us = interval_us(of_number.pace(per_second, now_ms));
            of_number.written_ms.push_back(at_ms);
            of_number.next_us = of_number.next_us.max(at_ms * 1_000) + interval_us;
        }
        self.count_pair(number, persoon, at_ms);
    }

    fn count_pair(&mut self, number: &NumberId, persoon: PersoonId, now_ms: i64) {
        let pair = self.pairs.entry((number.to_owned(), persoon)).or_default();
        pair.whole_at_ms = pair.whole_at_ms.max(now_ms) + limits::PAIR_INTERVAL_MS;
        if self.pairs.len() > 10_000 {
            self.pairs.retain(|_, pair| pair.whole_at_ms > now_ms);
        }
    }

    /// Asks for the turn of a request that is about to be written to the wire.
    pub fn turn(&mut self, number: &NumberId, now_ms: i64) -> Turn {
        let (per_second, spacing) = (self.per_second, self.spacing);
        let number = self.number(number, now_ms);
        if number.rests_ms() > now_ms {
            return Turn::Withheld;
        }
        let pace = number.pace(per_second, now_ms);
        let now_us = now_ms * 1_000;
        if spacing == Spacing::Even {
            if let Some(over) = number.written_ms.len().checked_sub(pace)
                && let Some(oldest_ms) = number.written_ms.get(over)
            {
                return Turn::At(oldest_ms + WINDOW_MS);
            }
            if number.next_us - now_us > limits::PACE_SLACK_MS * 1_000 {
                return Turn::At((number.next_us + 999) / 1_000 - limits::PACE_SLACK_MS);
            }
        }
        number.claimed = number.claimed.saturating_sub(1);
        number.written_ms.push_back(now_ms);
        number.next_us = number.next_us.max(now_us) + interval_us(pace);
        Turn::Go
    }

    /// Takes note of what an answer to a request of that moment says of the way to WhatsApp. A run of unclear ones lets the
    /// number rest; a clear one ends that.
    pub fn answered(&mut self, number: &NumberId, clarity: Clarity, written_ms: i64, now_ms: i64) {
        let unclear = &mut self.number(number, now_ms).unclear;
        match clarity {
            Clarity::Clear => *unclear = Unclear::default(),
            Clarity::Unclear => {
                if unclear.run == 0 {
                    unclear.since_ms = written_ms;
                }
                unclear.run += 1;
                unclear.expected = false;
                if unclear.is_outage(now_ms) && unclear.until_ms <= now_ms {
                    let pause_ms = limits::SEND_RETRY_MS * 4_i64.pow(unclear.pauses.min(5));
                    unclear.until_ms = now_ms + pause_ms.min(limits::NO_ANSWER_PAUSE_MS_MAX);
                    unclear.pauses += 1;
                }
            }
        }
    }

    /// A number was stopped by unclear answers before (an earlier life of this program saw them): the next is one more.
    pub fn expect_outage(&mut self, number: &NumberId, now_ms: i64) {
        let unclear = &mut self.number(number, now_ms).unclear;
        if unclear.run == 0 {
            (unclear.since_ms, unclear.expected) = (now_ms, true);
        }
        unclear.run = unclear.run.max(limits::UNCLEAR_RUN);
    }

    /// The number is not stopped any more: what was only expected of it, and not seen here, is forgotten.
    pub fn expect_none(&mut self, number: &NumberId, now_ms: i64) {
        let unclear = &mut self.number(number, now_ms).unclear;
        if unclear.expected {
            *unclear = Unclear::default();
        }
    }

    /// Since when answers on a number are unclear, if that is a run (monotonic milliseconds).
    #[must_use]
    pub fn outage_since_ms(&self, number: &NumberId, now_ms: i64) -> Option<i64> {
        let unclear = self.numbers.get(number)?.unclear;
        unclear.is_outage(now_ms).then_some(unclear.since_ms)
    }

    /// Since when there was no clear answer on a number, be it only one that is missing (monotonic milliseconds).
    #[must_use]
    pub fn unclear_since_ms(&self, number: &NumberId) -> Option<i64> {
        let unclear = self.numbers.get(number)?.unclear;
        (unclear.run > 0).then_some(unclear.since_ms)
    }

    /// When a number that rests may send again; `None` if it does not rest.
    #[must_use]
    pub fn rests_until_ms(&self, number: &NumberId, now_ms: i64) -> Option<i64> {
        self.numbers.get(number).map(Number::rests_ms).filter(|until_ms| *until_ms > now_ms)
    }

    /// Lets a recipient rest: Meta says that the pair limit is reached. Answers until when.
    pub fn rest_pair(&mut self, number: &NumberId, persoon: PersoonId, now_ms: i64) -> i64 {
        let pair = self.pairs.entry((number.to_owned(), persoon)).or_default();
        let wait_ms = (limits::SEND_RETRY_MS * 4_i64.pow(pair.refused.min(5)))
            .clamp(limits::PAIR_INTERVAL_MS, limits::SEND_RETRY_MS_MAX);
        pair.refused += 1;
        let until_ms = now_ms + wait_ms;
        pair.whole_at_ms = pair.whole_at_ms.max(until_ms + (limits::PAIR_BURST - 1) * limits::PAIR_INTERVAL_MS);
        until_ms
    }

    /// Meta took a message for a recipient.
    pub fn pair_works(&mut self, number: &NumberId, persoon: PersoonId) {
        if let Some(pair) = self.pairs.get_mut(&(number.to_owned(), persoon)) {
            pair.refused = 0;
        }
    }

    /// Meta says that a number goes too fast: an eighth of the pace less from now on, and with each further word
    /// another, down to half; all of it again a few seconds later. One tap that comes in at full pace costs no more
    /// than that.
    pub fn slow_down(&mut self, number: &NumberId, now_ms: i64) {
        let slowed = &mut self.number(number, now_ms).slowed;
        let taken = slowed.taken_at(now_ms);
        *slowed = Slowed { since_ms: now_ms, taken: (taken + (1_000 - taken) / 8).min(500) };
    }

    /// Lets a number rest.
    pub fn rest_number(&mut self, number: &NumberId, until_ms: i64, now_ms: i64) {
        let number = self.number(number, now_ms);
        number.rests_until_ms = number.rests_until_ms.max(until_ms);
    }

    fn number(&mut self, number: &NumberId, now_ms: i64) -> &mut Number {
        let number = self.numbers.entry(number.to_owned()).or_default();
        for passed_ms in [&mut number.written_ms, &mut number.inbound_ms] {
            while passed_ms.front().is_some_and(|ms| ms + WINDOW_MS <= now_ms) {
                passed_ms.pop_front();
            }
        }
        number
    }
}

impl Unclear {
    const fn is_outage(self, now_ms: i64) -> bool {
        self.run >= limits::UNCLEAR_RUN || self.run >= 2 && now_ms - self.since_ms >= limits::UNCLEAR_LONG_MS
    }
}

impl Number {
    fn rests_ms(&self) -> i64 {
        self.rests_until_ms.max(self.unclear.until_ms)
    }

    /// Messages a second now.
    fn pace(&self, anyway: usize, now_ms: i64) -> usize {
        let all = self.per_second.unwrap_or(anyway);
        let left = usize::try_from(1_000 - self.slowed.taken_at(now_ms)).unwrap_or_default();
        (all * left / 1_000).max(1)
    }
}

impl Slowed {
    /// Thousandths of the pace that are still taken.
    const fn taken_at(self, now_ms: i64) -> i64 {
        let since_ms = now_ms - self.since_ms;
        if since_ms >= limits::SLOWED_MS {
            return 0;
        }
        // A clock that went back gives nothing back.
        let left_ms = if since_ms < 0 { limits::SLOWED_MS } else { limits::SLOWED_MS - since_ms };
        self.taken * left_ms / limits::SLOWED_MS
    }
}

/// Microseconds between two sends at so many a second.
fn interval_us(pace: usize) -> i64 {
    let pace = i64::try_from(pace).unwrap_or(i64::MAX).max(1);
    (WINDOW_MS * 1_000 + pace - 1) / pace
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nummer(id: &str) -> NumberId {
        id.into()
    }

    /// Claims and writes as fast as it may, with a clock that is `late(n)` milliseconds late each time; answers the
    /// moments of writing.
    fn write_all(rates: &mut Rates, count: i64, late: impl Fn(i64) -> i64) -> Vec<i64> {
        let mut now_ms = 0;
        let mut moments = Vec::new();
        let mut waiting = 0;
        while i64::try_from(moments.len()).unwrap() < count {
            while rates.ask_number(&nummer("1"), Klasse::Melding, now_ms).is_ok() {
                rates.claimed(&nummer("1"), PersoonId(waiting), now_ms);
                waiting += 1;
            }
            match rates.turn(&nummer("1"), now_ms) {
                Turn::Go => moments.push(now_ms),
                Turn::At(later_ms) => {
                    assert!(later_ms > now_ms);
                    now_ms = later_ms + late(i64::try_from(moments.len()).unwrap());
                }
                Turn::Withheld => panic!("nothing rests"),
            }
        }
        moments
    }

    fn never_more_than(pace: usize, moments: &[i64]) {
        assert!(moments.windows(pace + 1).all(|window| window[pace] - window[0] > 1_000), "more than {pace}");
    }

    #[test]
    fn no_sliding_second_holds_more_than_the_pace_and_nearly_all_of_it_is_used() {
        for pace in [20_u32, 80, 500, 1_000] {
            let count = i64::from(pace) * 12;
            let moments = write_all(&mut Rates::new(pace), count, |_| 0);
            never_more_than(pace as usize, &moments);
            let even_ms = (count - 1) * 1_000 / i64::from(pace);
            assert!(moments[moments.len() - 1] <= even_ms * 102 / 100, "{pace}: {:?}", moments.last());
        }
    }

    #[test]
    fn sends_are_spaced_evenly() {
        let moments = write_all(&mut Rates::new(80), 400, |_| 0);
        let most_in_50_ms = moments.windows(6).filter(|window| window[5] - window[0] < 50).count();
        assert_eq!(most_in_50_ms, 0, "never six within 50 ms at 80 a second");
    }

    #[test]
    fn a_clock_that_wakes_late_costs_nothing_and_never_breaks_the_pace() {
        let moments = write_all(&mut Rates::new(80), 800, |n| n * 7 % 5);
        never_more_than(80, &moments);
        assert!(moments[799] <= 10_300, "{}", moments[799]);
        // A connection that took 300 ms now and then: what was lost is not made up for in a burst.
        let moments = write_all(&mut Rates::new(80), 800, |n| if n % 100 == 50 { 300 } else { 0 });
        never_more_than(80, &moments);
    }

    #[test]
    fn only_what_leaves_soon_is_claimed() {
        let mut rates = Rates::new(80);
        let claimed = (0..1_000).take_while(|n| {
            let free = rates.ask_number(&nummer("1"), Klasse::Melding, 0).is_ok();
            rates.claimed(&nummer("1"), PersoonId(*n), 0);
            free
        });
        let claimed = claimed.count();
        assert!((4..=10).contains(&claimed), "{claimed}");
    }

    #[test]
    fn on_a_clock_that_stands_still_the_same_holds() {
        let mut rates = Rates::new(80);
        rates.space(Spacing::Standing);
        let (mut now_ms, mut moments) = (0, Vec::new());
        while moments.len() < 800 {
            match rates.ask_number(&nummer("1"), Klasse::Melding, now_ms) {
                Ok(()) => {
                    rates.claimed(&nummer("1"), PersoonId(0), now_ms);
                    assert_eq!(rates.turn(&nummer("1"), now_ms), Turn::Go);
                    moments.push(now_ms);
                }
                Err(later_ms) => {
                    assert!(later_ms > now_ms);
                    now_ms = later_ms;
                }
            }
        }
        never_more_than(80, &moments);
        assert!(moments[799] <= 10_500, "{}", moments[799]);
    }

    #[test]
    fn meta_tells_the_pace_of_a_number_and_the_operator_the_most() {
        let pace = |rates: &mut Rates, number: &NumberId| rates.number(number, 0).pace(80, 0);
        let mut rates = Rates::new(80);
        rates.allow(&nummer("2"), 20);
        assert_eq!((pace(&mut rates, &nummer("1")), pace(&mut rates, &nummer("2"))), (80, 20));
        let mut rates = Rates::at_most(40);
        rates.allow(&nummer("1"), 1_000);
        assert_eq!(pace(&mut rates, &nummer("1")), 40);
    }

    #[test]
    fn what_comes_in_takes_nothing_from_alerts_and_at_most_half_from_the_rest() {
        let mut rates = Rates::new(80);
        rates.space(Spacing::Standing);
        rates.inbound(&nummer("1"), 10_000, 0);
        for klasse in [Klasse::Spoed, Klasse::Intrekking, Klasse::Politie, Klasse::Melding, Klasse::Bijwerking] {
            assert_eq!(rates.ask_number(&nummer("1"), klasse, 0), Ok(()), "{klasse:?}");
        }
        let mut answers = 0;
        for now_ms in 0..1_000 {
            rates.inbound(&nummer("1"), 10_000, now_ms);
            while rates.ask_number(&nummer("1"), Klasse::Antwoord, now_ms).is_ok() {
                rates.claimed(&nummer("1"), PersoonId(0), now_ms);
                assert_eq!(rates.turn(&nummer("1"), now_ms), Turn::Go);
                answers += 1;
            }
        }
        assert!((35..=40).contains(&answers), "{answers}");
    }

    #[test]
    fn only_metas_refusal_slows_a_number_down_to_half_at_most_and_it_is_back_within_five_seconds() {
        let mut rates = Rates::new(80);
        let pace = |rates: &mut Rates, now_ms| rates.number(&nummer("1"), now_ms).pace(80, now_ms);
        rates.slow_down(&nummer("1"), 1_000);
        assert_eq!(pace(&mut rates, 1_000), 70, "the first costs an eighth");
        for _ in 0..100 {
            rates.slow_down(&nummer("1"), 1_000);
        }
        assert_eq!(pace(&mut rates, 1_000), 40);
        assert!((41..80).contains(&pace(&mut rates, 3_000)));
        assert_eq!(pace(&mut rates, 6_000), 80);
        assert_eq!(rates.rests_until_ms(&nummer("1"), 1_000), None, "it slows, it does not stop");
    }

    #[test]
    fn one_recipient_gets_a_burst_and_then_one_in_six_seconds() {
        let mut rates = Rates::new(1_000);
        let (mut now_ms, mut moments) = (0, Vec::new());
        while moments.len() < 60 {
            match rates.ask_pair(&nummer("1"), PersoonId(1), now_ms) {
                Ok(()) => {
                    rates.claimed(&nummer("1"), PersoonId(1), now_ms);
                    moments.push(now_ms);
                }
                Err(later_ms) => now_ms = later_ms,
            }
        }
        assert_eq!(moments.iter().filter(|ms| **ms == 0).count(), 45);
        assert!(moments[45..].windows(2).all(|pair| pair[1] - pair[0] == limits::PAIR_INTERVAL_MS));
    }

    #[test]
    fn a_resting_number_sends_nothing_not_even_what_was_claimed() {
        let mut rates = Rates::new(80);
        rates.claimed(&nummer("1"), PersoonId(1), 0);
        rates.rest_number(&nummer("1"), 500, 0);
        assert_eq!(rates.ask_number(&nummer("1"), Klasse::Spoed, 499), Err(500));
        assert_eq!(rates.turn(&nummer("1"), 499), Turn::Withheld);
        assert_eq!(rates.ask_number(&nummer("1"), Klasse::Spoed, 500), Ok(()));
    }

    #[test]
    fn a_run_of_unclear_answers_lets_a_number_rest_and_a_clear_one_ends_it() {
        let mut rates = Rates::new(80);
        rates.answered(&nummer("1"), Clarity::Unclear, 0, 0);
        rates.answered(&nummer("1"), Clarity::Clear, 10, 10);
        rates.answered(&nummer("1"), Clarity::Unclear, 20, 20);
        rates.answered(&nummer("1"), Clarity::Unclear, 30, 30);
        assert_eq!(rates.outage_since_ms(&nummer("1"), 30), None, "two may be chance");
        rates.answered(&nummer("1"), Clarity::Unclear, 40, 40);
        assert_eq!(rates.outage_since_ms(&nummer("1"), 40), Some(20));
        assert_eq!(rates.rests_until_ms(&nummer("1"), 40), Some(1_040));
        // Those that were under way as well say nothing new.
        rates.answered(&nummer("1"), Clarity::Unclear, 50, 50);
        assert_eq!(rates.rests_until_ms(&nummer("1"), 50), Some(1_040));
        rates.answered(&nummer("1"), Clarity::Unclear, 1_050, 1_050);
        assert_eq!(rates.rests_until_ms(&nummer("1"), 1_050), Some(5_050));
        rates.answered(&nummer("1"), Clarity::Clear, 1_060, 1_060);
        assert_eq!(
            (rates.outage_since_ms(&nummer("1"), 1_060), rates.rests_until_ms(&nummer("1"), 1_060)),
            (None, None)
        );
        assert_eq!(rates.outage_since_ms(&nummer("2"), 50), None, "another number");
    }

    #[test]
    fn two_that_took_long_are_a_run() {
        let mut rates = Rates::new(80);
        rates.answered(&nummer("1"), Clarity::Unclear, 4_000, 4_000);
        rates.answered(&nummer("1"), Clarity::Unclear, 9_000, 9_000);
        assert!(rates.outage_since_ms(&nummer("1"), 9_000).is_some());
    }
}
