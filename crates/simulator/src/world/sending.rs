//! What the business sends, from the request that is accepted to the phone on which it arrives.
//!
//! Owns Meta's limits as Meta counts them: throughput, pair limit and the 24-hour window; and the statuses of a message.
//! Invariant: a message is in the record exactly if a request was accepted.

use super::{Addressed, WINDOW_MS, World};
use crate::due::Due;
use crate::journal::Key;
use crate::phone::{Accepted, Act, Bubble, By, Checked, Extra, Ticks};
use crate::refusal::Refusal;
use crate::webhooks::Event;

/// One message to one person in so many milliseconds, on average.
const PAIR_MS: i64 = 6_000;
/// Messages to one person that may come at once.
const PAIR_BURST: i64 = 45;

impl World {
    /// Accepts a request that passed its checks, if the limits allow it.
    ///
    /// # Errors
    /// What Meta would answer.
    pub(crate) fn accept(
        &mut self,
        number: &str,
        checked: Checked,
        (silent, exchange): (bool, u64),
        now_ms: i64,
    ) -> Result<Accepted, Refusal> {
        let Addressed { to, digits, open, members } = if checked.group {
            self.addressed_group(number, &checked, now_ms)?
        } else {
            self.addressed(number, &checked, now_ms)
        };
        let most = self.account.health(number).throughput.per_second();
        if self.passed(number, now_ms).len() >= most {
            return Err(Refusal::of_code(130_429));
        }
        let pair = (number.to_owned(), to.clone());
        let whole_ms = self.pair_whole_ms.get(&pair).copied().unwrap_or(now_ms).max(now_ms);
        if whole_ms - now_ms > (PAIR_BURST - 1) * PAIR_MS {
            return Err(Refusal::of_code(131_056));
        }
        if !checked.template && !open {
            return Err(Refusal::of_code(131_047));
        }
        // The limit counts people; a group is none.
        if !open && !checked.group {
            self.within_limit(&to, now_ms)?;
            self.account.reached_ms.insert(to.clone(), now_ms);
        }
        self.passed(number, now_ms).push_back(now_ms);
        self.pair_whole_ms.insert(pair, whole_ms + PAIR_MS);
        if let Some(phone) = self.phones.get_mut(&to) {
            phone.exchanged(number, !checked.by_user, now_ms);
        }
        let accepted = Accepted {
            wamid: self.mint(&digits, 0x11),
            number: number.to_owned(),
            group: checked.group.then(|| to.clone()),
            members,
            by_user: checked.by_user,
            to,
            shown: checked.shown,
            template: checked.template,
            category: checked.category,
            lapses_ms: now_ms + checked.ttl_ms,
            quotes: checked.quotes,
            exchange: Some(exchange),
            callback_data: checked.callback_data,
            at_ms: now_ms,
            silent,
            failed: false,
        };
        self.accepted.push(accepted.clone());
        self.plan_statuses(&accepted, checked.fails, now_ms);
        Ok(accepted)
    }

    /// A free-form message with a link button passes, unless the number takes none.
    pub(crate) fn takes_links(&self, number: &str, checked: Checked) -> Result<Checked, Refusal> {
        let refuses = self.account.health(number).refuses_links;
        match (refuses, &checked.shown.extra) {
            (Some(code), Extra::Link { .. }) if !checked.template => Err(Refusal::of_code(code)),
            _ => Ok(checked),
        }
    }

    fn addressed(&self, number: &str, checked: &Checked, now_ms: i64) -> Addressed {
        let phone = self.named(&checked.to);
        let heard_ms = phone.and_then(|phone| phone.heard_ms.get(number));
        let to = phone.map_or_else(|| checked.to.clone(), |phone| phone.wa_id.clone());
        let open = heard_ms.is_some_and(|heard_ms| now_ms - heard_ms < WINDOW_MS);
        Addressed { digits: to.clone(), to, open, members: Vec::new() }
    }

    fn plan_statuses(&mut self, accepted: &Accepted, fails: Option<i64>, now_ms: i64) {
        let there = accepted.group.is_some() || self.phones.contains_key(&accepted.to);
        // What fails by plan fails so, whoever it is for.
        let planned = self.fail_next.take();
        let fails = planned.or(if there { fails } else { Some(131_026) });
        // The status of a whole group is about nobody in it.
        let to = if accepted.group.is_some() { String::new() } else { accepted.to.clone() };
        if let Some(code) = fails {
            let at_ms = now_ms + self.between(&accepted.to, 200, 900);
            self.plan(at_ms, Due::Act(to, Act::Fail(accepted.wamid.clone(), code)));
            return;
        }
        let sent_ms = now_ms + self.between(&accepted.to, 40, 200);
        self.plan(sent_ms, Due::Act(to, Act::Leave(accepted.wamid.clone())));
        if let Extra::Pin { wamid, days } = &accepted.shown.extra {
            self.pin_in_group(&accepted.to, wamid, *days, now_ms);
            return;
        }
        let phones = if accepted.group.is_some() { accepted.members.clone() } else { vec![accepted.to.clone()] };
        for wa_id in phones {
            if self.phones.get(&wa_id).is_some_and(|phone| phone.online) {
                let drawn_ms = sent_ms + self.between(&wa_id, 150, 1_200);
                let delivered_ms = self.in_order(&wa_id, drawn_ms);
                self.plan(delivered_ms, Due::Act(wa_id, Act::Arrive(accepted.wamid.clone())));
            }
        }
    }

    /// When a message arrives that would by itself arrive then. Meta promises no order ("Send messages", April 2026), and
    /// phones show one all the same: each has one connection. What overtakes is a fault that can be switched on.
    fn in_order(&mut self, wa_id: &str, at_ms: i64) -> i64 {
        if self.overtakes > 0 && self.between(wa_id, 0, 99) < i64::from(self.overtakes) {
            return at_ms;
        }
        let before_ms = self.arrives_ms.get(wa_id).copied().unwrap_or(i64::MIN);
        let at_ms = at_ms.max(before_ms.saturating_add(1));
        self.arrives_ms.insert(wa_id.to_owned(), at_ms);
        at_ms
    }

    /// Switches a phone on; what waited arrives, unless it waited longer than its time to live.
    pub fn come_online(&mut self, wa_id: &str, now_ms: i64) {
        let Some(phone) = self.phones.get_mut(wa_id) else { return };
        phone.online = true;
        let there: Vec<String> = phone.messages().map(|bubble| bubble.wamid.clone()).collect();
        let waiting: Vec<String> = self
            .accepted
            .iter()
            .filter(|accepted| accepted.to == wa_id || accepted.members.iter().any(|member| member == wa_id))
            .filter(|accepted| now_ms < accepted.lapses_ms && !there.contains(&accepted.wamid))
            .map(|accepted| accepted.wamid.clone())
            .collect();
        self.journal.touch(Key::Phone(wa_id.to_owned()));
        for wamid in waiting {
            self.plan(now_ms, Due::Act(wa_id.to_owned(), Act::Arrive(wamid)));
        }
    }

    /// A message failed: it arrives nowhere, also not on a phone that comes on later.
    pub(crate) fn fail(&mut self, wa_id: &str, wamid: &str, code: i64, now_ms: i64) {
        if let Some(accepted) = self.accepted.iter_mut().rev().find(|accepted| accepted.wamid == wamid) {
            accepted.failed = true;
        }
        self.status(wa_id, wamid, ("failed", Some(&Refusal::of_code(code))), now_ms);
    }

    /// A status of a message; of a message to a group, about this phone of it.
    pub(crate) fn status(&mut self, wa_id: &str, wamid: &str, status: (&str, Option<&Refusal>), now_ms: i64) {
        let Some(accepted) = self.record_of(wamid).filter(|accepted| !accepted.silent).cloned() else { return };
        let phone = self.phones.get(wa_id).cloned();
        let display = self.numbers.get(&accepted.number).cloned().unwrap_or_default();
        let event = Event::status(&accepted, &display, phone.as_ref(), status, now_ms);
        let together = self.groups.aggregates && accepted.group.is_some();
        let at_ms = if together { (now_ms / 1_000 + 1) * 1_000 } else { now_ms };
        self.plan(at_ms, Due::Webhook(event));
    }

    /// A message reaches a phone that is on. Answers its place in the chat, if it is a message of its own.
    pub(crate) fn arrive(&mut self, wa_id: &str, wamid: &str, now_ms: i64) -> Option<usize> {
        // Whatever its time to live has passed is dropped without a word (Meta, "Time-to-live").
        let accepted =
            self.record_of(wamid).filter(|accepted| now_ms < accepted.lapses_ms && !accepted.failed)?.clone();
        let phone = self.phones.get_mut(wa_id).filter(|phone| phone.online)?;
        if phone.chat.iter().any(|bubble| bubble.wamid == wamid) {
            return None;
        }
        if let Extra::Reaction { wamid, emoji } = accepted.shown.extra {
            let place = phone.chat.iter().position(|bubble| bubble.wamid == wamid)?;
            phone.chat[place].bot_reaction = emoji;
            self.journal.touch(Key::Bubble(wa_id.to_owned(), place));
            return None;
        }
        let titles: Vec<String> = accepted.shown.choices().map(|choice| format!("[{}]", choice.title)).collect();
        let mut text = accepted.shown.text.clone();
        if !titles.is_empty() {
            text = format!("{text}\n{}", titles.join(" "));
        }
        phone.typing_until_ms = 0;
        phone.chat.push(Bubble {
            wamid: wamid.to_owned(),
            number: accepted.number,
            by: By::Business,
            shown: accepted.shown,
            at_ms: now_ms,
            quotes: accepted.quotes,
            ticks: Ticks::Delivered,
            exchange: accepted.exchange,
            group: accepted.group,
            ..Bubble::default()
        });
        let place = phone.chat.len() - 1;
        self.write_line(wa_id, By::Business, text, now_ms);
        self.journal.touch(Key::Bubble(wa_id.to_owned(), place));
        self.journal.touch(Key::Phone(wa_id.to_owned()));
        Some(place)
    }
}
