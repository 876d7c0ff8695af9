//! How fast messages may leave: per business number and per recipient.
//!
//! Owns the two limits and the pauses that errors ask for, on monotonic time. Invariant: in no sliding
//! second do more messages pass on a number, in and out together, than its pace; and no recipient gets
//! more than Meta's pair limit allows.

use std::collections::{HashMap, VecDeque};

use crate::domain::persoon::PersoonId;
use crate::limits;

/// The window in which messages are counted, in milliseconds: a little over a second, because requests
/// that leave a second apart may arrive closer together.
const WINDOW_MS: i64 = 1_010;

/// The limits of all numbers and recipients.
#[derive(Debug)]
pub struct Rates {
    /// Messages a second where Meta told nothing else.
    per_second: usize,
    /// What is never exceeded, whatever Meta allows.
    most: Option<usize>,
    numbers: HashMap<String, Number>,
    pairs: HashMap<(String, PersoonId), Pair>,
}

#[derive(Debug, Default)]
struct Number {
    /// Messages a second, if Meta told.
    per_second: Option<usize>,
    /// When the last messages passed, the oldest first.
    passed_ms: VecDeque<i64>,
    /// Nothing may leave before this moment.
    rests_until_ms: i64,
}

#[derive(Debug, Default, Clone, Copy)]
struct Pair {
    /// When the recipient's allowance is whole again, were nothing more sent.
    whole_at_ms: i64,
}

impl Rates {
    /// Limits for numbers that may pass so many messages a second until Meta tells otherwise.
    #[must_use]
    pub fn new(per_second: u32) -> Self {
        let per_second = per_second.max(1) as usize;
        Self { per_second, most: None, numbers: HashMap::new(), pairs: HashMap::new() }
    }

    /// The same, and never more than that, whatever Meta allows.
    #[must_use]
    pub fn at_most(per_second: u32) -> Self {
        Self { most: Some(per_second.max(1) as usize), ..Self::new(per_second) }
    }

    /// Meta told how many messages a second a number may pass.
    pub fn allow(&mut self, number: &str, per_second: i64) {
        let allowed = usize::try_from(per_second).unwrap_or(1).max(1);
        let allowed = self.most.map_or(allowed, |most| allowed.min(most));
        self.numbers.entry(number.to_owned()).or_default().per_second = Some(allowed);
    }

    fn pace(&self, number: &str) -> usize {
        self.numbers.get(number).and_then(|number| number.per_second).unwrap_or(self.per_second)
    }

    /// Counts messages that came in: Meta counts them in the same pace.
    pub fn inbound(&mut self, number: &str, count: usize, now_ms: i64) {
        let most = self.pace(number);
        let passed_ms = &mut self.number(number, now_ms).passed_ms;
        passed_ms.extend(std::iter::repeat_n(now_ms, count.min(most)));
    }

    /// Asks to send on a number now. `urgent` messages may use the last part of the pace.
    ///
    /// # Errors
    /// Not yet; holds the moment at which to ask again.
    pub fn ask_number(&mut self, number: &str, urgent: bool, now_ms: i64) -> Result<(), i64> {
        let pace = self.pace(number);
        let reserved = pace * limits::PACE_RESERVED_PERCENT as usize / 100;
        let most = if urgent { pace } else { pace - reserved };
        let number = self.number(number, now_ms);
        if number.rests_until_ms > now_ms {
            return Err(number.rests_until_ms);
        }
        match number.passed_ms.len().checked_sub(most).and_then(|over| number.passed_ms.get(over)) {
            Some(passed_ms) => Err(passed_ms + WINDOW_MS),
            None => Ok(()),
        }
    }

    /// Asks to send to a recipient now.
    ///
    /// # Errors
    /// Not yet; holds the moment at which to ask again.
    pub fn ask_pair(&self, number: &str, persoon: PersoonId, now_ms: i64) -> Result<(), i64> {
        let whole_at_ms = self.pairs.get(&(number.to_owned(), persoon)).map_or(now_ms, |pair| pair.whole_at_ms);
        let earliest_ms = whole_at_ms - (limits::PAIR_BURST - 1) * limits::PAIR_INTERVAL_MS;
        if earliest_ms <= now_ms { Ok(()) } else { Err(earliest_ms) }
    }

    /// Counts a message that leaves.
    pub fn sent(&mut self, number: &str, persoon: PersoonId, now_ms: i64) {
        self.number(number, now_ms).passed_ms.push_back(now_ms);
        let pair = self.pairs.entry((number.to_owned(), persoon)).or_default();
        pair.whole_at_ms = pair.whole_at_ms.max(now_ms) + limits::PAIR_INTERVAL_MS;
        if self.pairs.len() > 10_000 {
            self.pairs.retain(|_, pair| pair.whole_at_ms > now_ms);
        }
    }

    /// Lets a recipient rest: Meta says that the pair limit is reached.
    pub fn rest_pair(&mut self, number: &str, persoon: PersoonId, until_ms: i64) {
        let pair = self.pairs.entry((number.to_owned(), persoon)).or_default();
        pair.whole_at_ms = pair.whole_at_ms.max(until_ms + (limits::PAIR_BURST - 1) * limits::PAIR_INTERVAL_MS);
    }

    /// Lets a number rest.
    pub fn rest_number(&mut self, number: &str, until_ms: i64, now_ms: i64) {
        let number = self.number(number, now_ms);
        number.rests_until_ms = number.rests_until_ms.max(until_ms);
    }

    fn number(&mut self, number: &str, now_ms: i64) -> &mut Number {
        let number = self.numbers.entry(number.to_owned()).or_default();
        while number.passed_ms.front().is_some_and(|passed_ms| passed_ms + WINDOW_MS <= now_ms) {
            number.passed_ms.pop_front();
        }
        number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sends as fast as it may; answers the moments.
    fn send_all(rates: &mut Rates, count: i64, urgent: bool, persoon: impl Fn(i64) -> PersoonId) -> Vec<i64> {
        let mut now_ms = 0;
        let mut moments = Vec::new();
        for n in 0..count {
            while let Err(later_ms) =
                rates.ask_number("1", urgent, now_ms).and_then(|()| rates.ask_pair("1", persoon(n), now_ms))
            {
                assert!(later_ms > now_ms);
                now_ms = later_ms;
            }
            rates.sent("1", persoon(n), now_ms);
            moments.push(now_ms);
        }
        moments
    }

    #[test]
    fn no_sliding_second_holds_more_than_the_pace() {
        for (urgent, most) in [(true, 80), (false, 76)] {
            let moments = send_all(&mut Rates::new(80), 1_000, urgent, PersoonId);
            assert!(moments.windows(most + 1).all(|window| window[most] - window[0] > 1_000));
            let even_ms = 999 * 1_000 / i64::try_from(most).unwrap_or(1);
            assert!(moments[999] <= even_ms * 102 / 100, "too slow: {} ms", moments[999]);
        }
    }

    #[test]
    fn meta_tells_the_pace_of_a_number_and_the_operator_the_most() {
        let full = |rates: &mut Rates, number: &str| {
            (1..).find(|_| {
                let free = rates.ask_number(number, true, 0).is_ok();
                rates.sent(number, PersoonId(0), 0);
                !free
            })
        };
        let mut rates = Rates::new(80);
        rates.allow("2", 20);
        assert_eq!((full(&mut rates, "1"), full(&mut rates, "2")), (Some(81), Some(21)));
        let mut rates = Rates::at_most(40);
        rates.allow("1", 1_000);
        assert_eq!(full(&mut rates, "1"), Some(41));
    }

    #[test]
    fn what_comes_in_counts_too() {
        let mut rates = Rates::new(80);
        rates.inbound("1", 80, 0);
        assert_eq!(rates.ask_number("1", true, 0), Err(WINDOW_MS));
        assert_eq!(rates.ask_number("2", true, 0), Ok(()));
    }

    #[test]
    fn one_recipient_gets_a_burst_and_then_one_in_six_seconds() {
        let moments = send_all(&mut Rates::new(1_000), 60, true, |_| PersoonId(1));
        assert_eq!(moments.iter().filter(|ms| **ms == 0).count(), 45);
        assert!(moments[45..].windows(2).all(|pair| pair[1] - pair[0] == limits::PAIR_INTERVAL_MS));
    }

    #[test]
    fn a_resting_number_sends_nothing() {
        let mut rates = Rates::new(80);
        rates.rest_number("1", 500, 0);
        assert_eq!(rates.ask_number("1", true, 499), Err(500));
        assert_eq!(rates.ask_number("1", true, 500), Ok(()));
    }
}
