//! The decisions of the sender, pure: which form leaves, what an answer leads to, when a silence ends.
//!
//! Invariants: a message that may have left is repeated only after its status had time to come, and then
//! once; an alert that is in doubt a second time is held for its officer, never dropped; a message that WhatsApp refused
//! for good is never tried again; what comes as an answer and what comes later as a status lead to the same.

use std::collections::HashSet;

use crate::delivery::rate::Clarity;
use crate::limits;
use crate::store::outbox::{Klasse, LateFailure, Outcome, Sendable, Silent, Zonder};
use crate::store::sjabloon::{LINKKNOP, REFUSED};
pub use crate::store::status::{NO_PLACE, PAIR_LIMIT};
use crate::whatsapp::Outgoing;
use crate::whatsapp::error::{Action, ApiError, Error, action, template_status};
use crate::whatsapp::ids::Wamid;

/// Meta's code for "the 24-hour window is closed"; recorded too when we see it before sending.
pub const WINDOW_CLOSED: i64 = 131_047;
/// What is recorded as the code of a number on which no connection comes about.
pub const NO_CONNECTION: i64 = 0;
/// What is recorded as the code of a number whose answers are none, or no clear ones; and of the rows that this met.
pub const NO_ANSWER: i64 = -1;
/// Attempts without a connection before the number counts as stopped: one may be chance.
const NO_CONNECTION_ATTEMPTS: i64 = 3;

/// Templates that are not as they should be, by name and language.
#[derive(Debug, Clone, Default)]
pub struct Amiss {
    /// They cannot be sent now.
    pub unusable: HashSet<(String, String)>,
    /// Meta made them marketing: people can switch that off, and Meta holds it back. Only where nothing else can go.
    pub recategorised: HashSet<(String, String)>,
    /// Those with a link button that Meta approved; any other of that kind cannot be sent. Empty where pages have no address.
    pub with_link: HashSet<(String, String)>,
}

fn holds(templates: &HashSet<(String, String)>, message: &Outgoing) -> bool {
    !templates.is_empty() && claimed_as(message).is_some_and(|named| templates.contains(&named))
}

/// How a message leaves: what may go in its place depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Free-form.
    Free,
    /// Free-form, with a link button.
    Link,
    /// A template.
    Template,
}

impl Form {
    /// By the name and language under which it was claimed.
    #[must_use]
    pub fn claimed_as(name: Option<(&str, &str)>) -> Self {
        match name {
            None => Self::Free,
            Some(LINKKNOP) => Self::Link,
            Some(_) => Self::Template,
        }
    }
}

/// The name and language under which a message is claimed, where whether it can be used is known by name.
#[must_use]
pub fn claimed_as(message: &Outgoing) -> Option<(String, String)> {
    let link = message.is_link().then_some(LINKKNOP);
    message.template_name().or(link).map(|(name, language)| (name.to_owned(), language.to_owned()))
}

/// Whether the person's window is open.
#[must_use]
pub fn window_open(row: &Sendable, now_ms: i64) -> bool {
    !row.zonder_vrij && row.laatst_gehoord_ms.is_some_and(|heard_ms| now_ms - heard_ms < limits::WINDOW_MS)
}

/// The form in which a row leaves now; `None` if none may.
///
/// An alert goes as a template wherever there is one, inside the window too: only templates have a time to
/// live. Anything else goes free-form while the window is open.
#[must_use]
pub fn form<'r>(row: &'r Sendable, amiss: &Amiss, now_ms: i64) -> Option<&'r Outgoing> {
    let bericht = row.bericht.as_ref()?;
    let usable = |template: &&Outgoing| {
        let linked = !template.has_link_button() || holds(&amiss.with_link, template);
        linked && !row.zonder_sjabloon && !holds(&amiss.unusable, template)
    };
    let mut usable = bericht.als_sjablonen().iter().filter(usable);
    let last_resort = usable.clone().next();
    let template = usable.find(|template| !holds(&amiss.recategorised, template));
    let link = bericht.als_link().filter(|link| !holds(&amiss.unusable, link));
    let vrij = link.or(bericht.als_vrij()).filter(|_| window_open(row, now_ms));
    let best = if row.klasse.is_politiebericht() { template.or(vrij) } else { vrij.or(template) };
    best.or(last_resort)
}

/// What rests after an answer, and until when (in milliseconds from now).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rest {
    /// Nothing.
    None,
    /// The number.
    Number(i64),
    /// The number is slowed down: Meta says that it goes too fast.
    Slower,
    /// This recipient: longer each time.
    Pair,
}

/// What an answer says of the way to WhatsApp.
#[must_use]
pub fn clarity(answer: &Result<Wamid, Error>) -> Clarity {
    clarity_of(answer.as_ref().map(|_| ()))
}

/// The same of an answer to anything.
#[must_use]
pub fn clarity_of(answer: Result<(), &Error>) -> Clarity {
    match answer {
        Err(Error::Ambiguous | Error::NotSent) => Clarity::Unclear,
        Err(Error::Api(error)) if may_have_left(error) => Clarity::Unclear,
        Ok(()) | Err(Error::Api(_)) => Clarity::Clear,
    }
}

/// A server error may come after the message was taken.
fn may_have_left(error: &ApiError) -> bool {
    error.action() == Action::Retry && error.http_status >= 500
}

/// What an answer leads to.
#[derive(Debug, Clone)]
pub struct Consequence {
    /// For the row.
    pub outcome: Outcome,
    /// For the pace.
    pub rest: Rest,
    /// The number is stopped, with this code.
    pub stop: Option<i64>,
    /// The template that was sent stands so with Meta.
    pub template: Option<&'static str>,
}

/// What a code leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Reaction {
    /// The row is tried again after so many milliseconds; `None`: never.
    again_ms: Option<i64>,
    /// What it may not be any more.
    zonder: Zonder,
    rest: Rest,
    stop: bool,
    template: Option<&'static str>,
}

/// What has been tried with a row.
struct Tried {
    attempts: i64,
    form: Form,
    zonder_vrij: bool,
    zonder_sjabloon: bool,
}

fn react(code: i64, tried: &Tried) -> Reaction {
    let wait_ms = backoff_ms(tried.attempts);
    let never = Reaction { again_ms: None, zonder: Zonder::Niets, rest: Rest::None, stop: false, template: None };
    // So many times, and no more.
    let counted = |after_ms: i64| (tried.attempts < limits::SEND_ATTEMPTS_MAX).then_some(after_ms);
    match action(code) {
        Action::Retry => Reaction { again_ms: counted(wait_ms), ..never },
        Action::SlowDown => Reaction { again_ms: Some(limits::NUMBER_SLOWDOWN_MS), rest: Rest::Slower, ..never },
        // However often: it is no fault of the message, and its own validity ends it.
        Action::WaitForPerson => {
            Reaction { again_ms: Some(wait_ms.max(limits::PAIR_INTERVAL_MS)), rest: Rest::Pair, ..never }
        }
        // Held, however long it takes: the row's own validity ends it.
        Action::StopNumber => Reaction {
            again_ms: Some(limits::NUMBER_PAUSE_MS),
            rest: Rest::Number(limits::NUMBER_PAUSE_MS),
            stop: true,
            ..never
        },
        Action::UseTemplate if tried.form != Form::Template && !tried.zonder_vrij => {
            Reaction { again_ms: Some(0), zonder: Zonder::Vrij, ..never }
        }
        Action::NextTemplate if tried.form == Form::Template => {
            Reaction { again_ms: counted(0), template: template_status(code), ..never }
        }
        Action::UseFreeForm if tried.form == Form::Template && !tried.zonder_sjabloon => {
            Reaction { again_ms: Some(0), zonder: Zonder::Sjabloon, ..never }
        }
        // Whatever is wrong with it, the link button is what nobody tried before: the row goes on without.
        Action::OurFault if tried.form == Form::Link => {
            Reaction { again_ms: Some(0), template: Some(REFUSED), ..never }
        }
        Action::UseTemplate | Action::NextTemplate | Action::UseFreeForm | Action::GiveUp | Action::OurFault => never,
    }
}

/// What the answer to a send leads to.
#[must_use]
pub fn after_answer(row: &Sendable, form: Form, answer: Result<Wamid, Error>, now_ms: i64) -> Consequence {
    // The row was read before it was claimed: this attempt is one more.
    let attempts = row.pogingen + 1;
    let only = |outcome| Consequence { outcome, rest: Rest::None, stop: None, template: None };
    let error = match answer {
        Ok(wamid) => return only(Outcome::Accepted(wamid)),
        Err(Error::Ambiguous) => return only(Outcome::Ambiguous(None)),
        // It never left: held until there is a connection, or its time has passed.
        Err(Error::NotSent) => {
            let wait_ms = backoff_ms(attempts);
            return Consequence {
                outcome: Outcome::Retry {
                    at_ms: now_ms + wait_ms,
                    zonder: Zonder::Niets,
                    code: None,
                    telt: attempts < NO_CONNECTION_ATTEMPTS,
                },
                rest: Rest::Number(wait_ms),
                stop: (attempts >= NO_CONNECTION_ATTEMPTS).then_some(NO_CONNECTION),
                template: None,
            };
        }
        Err(Error::Api(error)) => error,
    };
    // Its status gets time to tell.
    if may_have_left(&error) {
        return only(Outcome::Ambiguous(Some(error.code)));
    }
    let tried = Tried { attempts, form, zonder_vrij: row.zonder_vrij, zonder_sjabloon: row.zonder_sjabloon };
    let Reaction { again_ms, zonder, rest, stop, template } = react(error.code, &tried);
    let code = Some(error.code);
    let outcome = again_ms.map_or(Outcome::Failed(code), |after_ms| Outcome::Retry {
        at_ms: now_ms + after_ms,
        zonder,
        code,
        telt: !stop && rest != Rest::Pair,
    });
    Consequence { outcome, rest, stop: stop.then_some(error.code), template }
}

/// What a failure that was reported later leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Late {
    /// The row is sent again after so many milliseconds; `None`: never.
    pub again_ms: Option<i64>,
    /// What it may not be any more.
    pub zonder: Zonder,
    /// The number is stopped.
    pub stop: bool,
    /// The template that was sent stands so with Meta.
    pub template: Option<&'static str>,
}

/// Decides about a message that failed after it was accepted, as if that had been the answer.
#[must_use]
pub fn after_late_failure(failure: &LateFailure) -> Late {
    let tried = Tried {
        attempts: failure.pogingen,
        form: Form::claimed_as(failure.sjabloon.as_ref().map(|(name, language)| (name.as_str(), language.as_str()))),
        zonder_vrij: failure.zonder_vrij,
        zonder_sjabloon: failure.zonder_sjabloon,
    };
    let Reaction { again_ms, zonder, stop, template, .. } = react(failure.code, &tried);
    Late { again_ms, zonder, stop, template }
}

/// The wait before the next attempt: 1, 4, 16, … seconds (Meta's 4^X), to a minute.
fn backoff_ms(attempts: i64) -> i64 {
    let exponent = u32::try_from(attempts.clamp(1, 10) - 1).unwrap_or(0);
    (limits::SEND_RETRY_MS * 4_i64.pow(exponent)).min(limits::SEND_RETRY_MS_MAX)
}

/// What to do about a row that was claimed and has no result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AfterSilence {
    /// Its status may still come.
    Wait,
    /// A look at the number shows first whether it works again; the row stays what it is.
    Look,
    /// Send it again, marked as a repetition.
    Repeat,
    /// Hold it: its officer decides.
    Hold,
    /// Give it up.
    GiveUp,
}

/// What is known of the number of a silent row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Heard {
    /// Since when this program listens, in milliseconds since the epoch. What came before that, Meta brings again: later,
    /// the longer it had to try.
    pub listening_since_ms: i64,
    /// When the last row was claimed of which a status came in, in milliseconds since the epoch.
    pub claimed_with_status_ms: Option<i64>,
    /// When the last row was claimed, in milliseconds since the epoch.
    pub last_claimed_ms: Option<i64>,
    /// When the oldest status came in that nobody looked at yet, in milliseconds since the epoch.
    pub unread_since_ms: Option<i64>,
    /// Nothing leaves on the number but one message at a time, to see whether it works again.
    pub stopped: bool,
    /// It is stopped for want of clear answers, and a look at it got none either.
    pub outage: bool,
    /// There is room for that one message, and no other waits.
    pub may_try: bool,
    /// No alert is in doubt: where one is, it is tried, or its officer is asked.
    pub only_answers: bool,
}

/// Decides about a silent row. Silence proves something only where statuses do come in: of a row that was claimed as late
/// or later, since we listen. What anybody else sends proves nothing. Where no other row tells, one of the silent ones is
/// sent as a scout.
#[must_use]
pub fn after_silence(row: &Silent, heard: &Heard, now_ms: i64) -> AfterSilence {
    let alert = row.klasse.is_politiebericht();
    // An alert, and whatever Meta or a gateway answered with an error, is asked about soon.
    let soon = alert || row.fout_code.is_some();
    let mut wait_ms = if soon { limits::AMBIGUOUS_WAIT_ALERT_MS } else { limits::AMBIGUOUS_WAIT_MS };
    // Meta tries again after about as long as it tried in vain.
    let deaf_ms = heard.listening_since_ms - row.geclaimd_ms;
    if deaf_ms > 0 {
        wait_ms = wait_ms.max((deaf_ms + limits::STATUS_LATE_MS).min(limits::AMBIGUOUS_WAIT_SILENT_MS));
    }
    let from_ms = row.geclaimd_ms.max(heard.listening_since_ms);
    let due_ms = from_ms + wait_ms;
    if now_ms < due_ms || heard.unread_since_ms.is_some_and(|unread_ms| unread_ms <= due_ms) {
        return AfterSilence::Wait;
    }
    let once_more = soon && row.onzeker == 0;
    // Late is misleading: what waited for minutes leaves only after its officer said so.
    if row.klasse == Klasse::Melding && now_ms - row.sinds_ms > limits::ALERT_HELD_AFTER_MS {
        return AfterSilence::Hold;
    }
    if heard.stopped && once_more {
        // The one repetition that a row has is not spent on finding out whether the way is open again.
        let trial = if heard.outage { AfterSilence::Look } else { AfterSilence::Repeat };
        return if heard.may_try && (alert || heard.only_answers) { trial } else { AfterSilence::Wait };
    }
    let proven = heard.claimed_with_status_ms.is_some_and(|claimed_ms| claimed_ms >= from_ms);
    let silent_for_long = now_ms - from_ms >= wait_ms.max(limits::AMBIGUOUS_WAIT_SILENT_MS);
    if !proven && !silent_for_long {
        let alone = heard.last_claimed_ms.is_none_or(|claimed_ms| claimed_ms <= from_ms);
        return if alone && alert && once_more { AfterSilence::Repeat } else { AfterSilence::Wait };
    }
    match (alert, once_more) {
        (_, true) => AfterSilence::Repeat,
        (true, false) => AfterSilence::Hold,
        (false, false) => AfterSilence::GiveUp,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::persoon::PersoonId;
    use crate::store::gesprek::ChatKey;
    use crate::whatsapp::Bericht;
    use crate::whatsapp::error::ApiError;

    const NOW_MS: i64 = 1_000_000_000;

    fn row(laatst_gehoord_ms: Option<i64>) -> Result<Sendable, crate::whatsapp::outgoing::OutgoingError> {
        let bericht = Bericht::beide(Outgoing::text("vrij")?, Outgoing::template("t", "nl", vec![], vec![])?);
        Ok(Sendable {
            id: 1,
            chat: ChatKey { phone_number_id: "1".into(), chat: String::new(), persoon: PersoonId(1) },
            klasse: Klasse::Melding,
            melding: None,
            bericht: Some(bericht),
            antwoord_op: None,
            zonder_sjabloon: false,
            zonder_vrij: false,
            woord: None,
            eerder_geclaimd: false,
            pogingen: 0,
            herhalingen: 0,
            telefoon: None,
            bsuid: None,
            laatst_gehoord_ms,
            laatst_buiten_ms: None,
        })
    }

    fn api(code: i64, http_status: u16) -> Result<Wamid, Error> {
        Err(Error::Api(ApiError { code, http_status, details: String::new() }))
    }

    #[test]
    fn a_template_goes_first_and_free_form_only_inside_the_window() -> Result<(), Box<dyn std::error::Error>> {
        let mut row = row(Some(NOW_MS - limits::WINDOW_MS + 1))?;
        let all = Amiss::default();
        assert!(form(&row, &all, NOW_MS).is_some_and(Outgoing::is_template));
        let none = Amiss { unusable: [("t".to_owned(), "nl".to_owned())].into(), ..Amiss::default() };
        assert!(form(&row, &none, NOW_MS).is_some_and(|message| !message.is_template()));
        row.zonder_sjabloon = true;
        assert!(form(&row, &all, NOW_MS).is_some_and(|message| !message.is_template()));
        assert!(form(&row, &all, NOW_MS + 1).is_none());
        row.zonder_vrij = true;
        assert!(form(&row, &all, NOW_MS).is_none());
        Ok(())
    }

    #[test]
    fn a_template_with_a_link_button_goes_only_where_it_is_approved() -> Result<(), Box<dyn std::error::Error>> {
        let mut row = row(None)?;
        let template = |name| Outgoing::template(name, "nl", vec![], vec![]);
        let met_knop = template("delen")?.with_link_button();
        row.bericht = Some(Bericht::met_sjablonen(Outgoing::text("vrij")?, vec![met_knop, template("gewoon")?]));
        let names = |names: &[&str]| names.iter().map(|name| ((*name).to_owned(), "nl".to_owned())).collect();
        let leaves = |amiss: &Amiss| {
            form(&row, amiss, NOW_MS).and_then(Outgoing::template_name).map(|(name, _)| name.to_owned())
        };
        assert_eq!(leaves(&Amiss::default()).as_deref(), Some("gewoon"));
        let approved = Amiss { with_link: names(&["delen"]), ..Amiss::default() };
        assert_eq!(leaves(&approved).as_deref(), Some("delen"));
        let paused = Amiss { unusable: names(&["delen"]), ..approved.clone() };
        assert_eq!(leaves(&paused).as_deref(), Some("gewoon"));
        let marketing = Amiss { recategorised: names(&["delen"]), ..approved };
        assert_eq!(leaves(&marketing).as_deref(), Some("gewoon"));
        Ok(())
    }

    #[test]
    fn the_next_best_template_is_used_where_the_best_cannot_be() -> Result<(), Box<dyn std::error::Error>> {
        let mut row = row(None)?;
        let template = |name| Outgoing::template(name, "nl", vec![], vec![]);
        row.bericht = Some(Bericht::met_sjablonen(Outgoing::text("vrij")?, vec![template("best")?, template("next")?]));
        let names = |names: &[&str]| names.iter().map(|name| ((*name).to_owned(), "nl".to_owned())).collect();
        let paused = Amiss { unusable: names(&["best"]), ..Amiss::default() };
        assert_eq!(form(&row, &paused, NOW_MS).and_then(Outgoing::template_name), Some(("next", "nl")));
        let marketing = Amiss { recategorised: names(&["best"]), ..Amiss::default() };
        assert_eq!(form(&row, &marketing, NOW_MS).and_then(Outgoing::template_name), Some(("next", "nl")));
        let both = Amiss { recategorised: names(&["best", "next"]), ..Amiss::default() };
        assert_eq!(
            form(&row, &both, NOW_MS).and_then(Outgoing::template_name),
            Some(("best", "nl")),
            "or nothing goes"
        );
        row.laatst_gehoord_ms = Some(NOW_MS);
        assert!(form(&row, &both, NOW_MS).is_some_and(|message| !message.is_template()), "the window is open");
        Ok(())
    }

    #[test]
    fn each_answer_leads_to_its_own_outcome() -> Result<(), Box<dyn std::error::Error>> {
        let mut row = row(None)?;
        let after = |row: &Sendable, answer| after_answer(row, Form::Template, answer, NOW_MS);
        assert!(matches!(after(&row, Err(Error::NotSent)).outcome, Outcome::Retry { .. }));
        assert!(matches!(after(&row, Err(Error::Ambiguous)).outcome, Outcome::Ambiguous(None)));
        assert!(matches!(after(&row, api(131_000, 500)).outcome, Outcome::Ambiguous(Some(131_000))));
        assert!(matches!(after(&row, api(131_026, 400)).outcome, Outcome::Failed(Some(131_026))));
        assert!(matches!(after(&row, api(131_047, 400)).outcome, Outcome::Failed(Some(131_047))));
        assert!(matches!(
            after_answer(&row, Form::Free, api(131_047, 400), NOW_MS).outcome,
            Outcome::Retry { zonder: Zonder::Vrij, .. }
        ));
        let paused = after(&row, api(132_015, 400));
        assert!(matches!(paused.outcome, Outcome::Retry { zonder: Zonder::Niets, .. }));
        assert_eq!(paused.template, Some("PAUSED"));
        assert!(matches!(after(&row, api(132_018, 400)).outcome, Outcome::Retry { zonder: Zonder::Sjabloon, .. }));
        assert_eq!(after(&row, api(130_429, 400)).rest, Rest::Slower);
        assert_eq!(after(&row, api(131_056, 400)).rest, Rest::Pair);
        let stopped = after(&row, api(190, 401));
        assert_eq!((stopped.rest, stopped.stop), (Rest::Number(limits::NUMBER_PAUSE_MS), Some(190)));
        row.pogingen = limits::SEND_ATTEMPTS_MAX - 1;
        assert!(matches!(after(&row, api(1, 400)).outcome, Outcome::Failed(Some(1))));
        for (what, held) in [
            ("a stopped number", api(190, 401)),
            ("a lost connection", Err(Error::NotSent)),
            ("a pair limit", api(131_056, 400)),
        ] {
            assert!(matches!(after(&row, held).outcome, Outcome::Retry { .. }), "{what} holds, it loses nothing");
        }
        Ok(())
    }

    #[test]
    fn a_late_failure_leads_to_what_the_answer_would_have() {
        let late = |code, sjabloon: Option<&str>| {
            after_late_failure(&LateFailure {
                id: 1,
                phone_number_id: "1".into(),
                persoon: PersoonId(1),
                pogingen: 1,
                sjabloon: sjabloon.map(|naam| (naam.to_owned(), "nl".to_owned())),
                zonder_vrij: false,
                zonder_sjabloon: false,
                code,
            })
        };
        assert_eq!(late(131_047, None).zonder, Zonder::Vrij);
        assert_eq!(late(131_047, Some("t")).again_ms, None);
        assert_eq!(late(132_015, Some("t")).template, Some("PAUSED"));
        assert_eq!(late(131_026, Some("t")).again_ms, None);
        assert!(late(131_042, None).stop);
        assert_eq!(late(131_000, None).again_ms, Some(limits::SEND_RETRY_MS));
    }

    const WAIT_MS: i64 = limits::AMBIGUOUS_WAIT_ALERT_MS;

    fn silent() -> Silent {
        Silent {
            id: 1,
            phone_number_id: "1".into(),
            melding: Some(crate::domain::persoon::MeldingId(1)),
            klasse: Klasse::Melding,
            sinds_ms: NOW_MS,
            geclaimd_ms: NOW_MS,
            onzeker: 0,
            fout_code: None,
        }
    }

    /// Statuses come in of rows that were claimed as late.
    fn works() -> Heard {
        Heard { claimed_with_status_ms: Some(NOW_MS), last_claimed_ms: Some(NOW_MS + 500), ..Heard::default() }
    }

    #[test]
    fn silence_ends_in_one_repetition_of_an_alert_then_with_its_officer_and_in_none_of_an_answer() {
        let alert = silent();
        assert_eq!(after_silence(&alert, &works(), NOW_MS + WAIT_MS - 1), AfterSilence::Wait);
        assert_eq!(after_silence(&alert, &works(), NOW_MS + WAIT_MS), AfterSilence::Repeat);
        for klasse in [Klasse::Melding, Klasse::Intrekking, Klasse::Bijwerking] {
            let again = Silent { onzeker: 1, klasse, ..silent() };
            assert_eq!(after_silence(&again, &works(), NOW_MS + WAIT_MS), AfterSilence::Hold, "{klasse:?}");
            let released = Silent { onzeker: 2, ..again };
            assert_eq!(after_silence(&released, &works(), NOW_MS + WAIT_MS), AfterSilence::Hold, "{klasse:?}");
        }
        let answer = Silent { klasse: Klasse::Politie, melding: None, ..silent() };
        let wait_ms = limits::AMBIGUOUS_WAIT_MS;
        assert_eq!(after_silence(&answer, &works(), NOW_MS + wait_ms - 1), AfterSilence::Wait);
        assert_eq!(after_silence(&answer, &works(), NOW_MS + wait_ms), AfterSilence::GiveUp);
        // An answer that met an outage, or Meta's own server error, is repeated once.
        for code in [NO_ANSWER, 131_000] {
            let met = Silent { fout_code: Some(code), ..answer.clone() };
            assert_eq!(after_silence(&met, &works(), NOW_MS + WAIT_MS), AfterSilence::Repeat);
            let again = Silent { onzeker: 1, ..met };
            assert_eq!(after_silence(&again, &works(), NOW_MS + wait_ms), AfterSilence::GiveUp);
        }
    }

    #[test]
    fn what_others_send_and_what_was_claimed_before_proves_no_silence() {
        let alert = silent();
        let at_ms = NOW_MS + WAIT_MS;
        let earlier = Heard { claimed_with_status_ms: Some(NOW_MS - 1), last_claimed_ms: Some(NOW_MS + 1), ..works() };
        assert_eq!(after_silence(&alert, &earlier, at_ms), AfterSilence::Wait);
        let none = Heard { claimed_with_status_ms: None, ..earlier };
        assert_eq!(after_silence(&alert, &none, at_ms), AfterSilence::Wait);
        assert_eq!(
            after_silence(&alert, &none, NOW_MS + limits::AMBIGUOUS_WAIT_SILENT_MS),
            AfterSilence::Repeat,
            "nothing stays in doubt for ever"
        );
        let unread = Heard { unread_since_ms: Some(at_ms), ..works() };
        assert_eq!(after_silence(&alert, &unread, at_ms + 60_000), AfterSilence::Wait, "it lies in our own inbox");
        let fresh = Heard { unread_since_ms: Some(at_ms + 1), ..works() };
        assert_eq!(after_silence(&alert, &fresh, at_ms + 2), AfterSilence::Repeat);
    }

    #[test]
    fn where_no_other_row_tells_one_goes_as_a_scout() {
        let alone = Heard { last_claimed_ms: Some(NOW_MS), ..Heard::default() };
        assert_eq!(after_silence(&silent(), &alone, NOW_MS + WAIT_MS), AfterSilence::Repeat);
        let scout_under_way = Heard { last_claimed_ms: Some(NOW_MS + WAIT_MS), ..alone };
        assert_eq!(after_silence(&silent(), &scout_under_way, NOW_MS + WAIT_MS + 1), AfterSilence::Wait);
        let scout_told = Heard { claimed_with_status_ms: Some(NOW_MS + WAIT_MS), ..scout_under_way };
        assert_eq!(after_silence(&silent(), &scout_told, NOW_MS + WAIT_MS + 900), AfterSilence::Repeat);
    }

    #[test]
    fn after_a_restart_meta_gets_as_long_to_bring_what_it_could_not_as_it_had_to_try() {
        let back_ms = NOW_MS + 5_000;
        let back = Heard {
            listening_since_ms: back_ms,
            claimed_with_status_ms: Some(back_ms),
            last_claimed_ms: Some(back_ms),
            ..Heard::default()
        };
        assert_eq!(after_silence(&silent(), &back, back_ms + WAIT_MS - 1), AfterSilence::Wait);
        assert_eq!(after_silence(&silent(), &back, back_ms + WAIT_MS), AfterSilence::Repeat);
        let before = Heard { claimed_with_status_ms: Some(NOW_MS + 10), ..back };
        assert_eq!(
            after_silence(&silent(), &Heard { last_claimed_ms: Some(back_ms + 1), ..before }, back_ms + WAIT_MS),
            AfterSilence::Wait
        );
        let back_ms = NOW_MS + 40_000;
        let late = Heard { listening_since_ms: back_ms, claimed_with_status_ms: Some(back_ms), ..back };
        let wait_ms = 40_000 + limits::STATUS_LATE_MS;
        assert_eq!(after_silence(&silent(), &late, back_ms + wait_ms - 1), AfterSilence::Wait);
        assert_eq!(after_silence(&silent(), &late, back_ms + wait_ms), AfterSilence::Repeat);
    }

    #[test]
    fn while_a_number_is_stopped_silent_alerts_wait_or_are_the_one_that_is_tried() {
        let stopped = Heard { stopped: true, ..works() };
        let at_ms = NOW_MS + limits::AMBIGUOUS_WAIT_SILENT_MS;
        assert_eq!(after_silence(&silent(), &stopped, at_ms), AfterSilence::Wait);
        let try_one = Heard { may_try: true, ..stopped };
        assert_eq!(after_silence(&silent(), &try_one, at_ms), AfterSilence::Repeat);
        assert_eq!(after_silence(&silent(), &try_one, NOW_MS + WAIT_MS - 1), AfterSilence::Wait);
        let again = Silent { onzeker: 1, ..silent() };
        assert_eq!(after_silence(&again, &try_one, at_ms), AfterSilence::Hold, "never a third time unasked");
        let outage = Heard { outage: true, ..try_one };
        assert_eq!(
            after_silence(&silent(), &outage, at_ms),
            AfterSilence::Look,
            "the repetition is kept for afterwards"
        );
        let answer = Silent { klasse: Klasse::Politie, melding: None, fout_code: Some(NO_ANSWER), ..silent() };
        assert_eq!(after_silence(&answer, &try_one, at_ms), AfterSilence::Wait);
        let only_answers = Heard { only_answers: true, ..try_one };
        assert_eq!(after_silence(&answer, &only_answers, at_ms), AfterSilence::Repeat);
    }

    #[test]
    fn an_alert_that_was_in_doubt_for_minutes_is_its_officers_to_decide() {
        let late_ms = NOW_MS + limits::ALERT_HELD_AFTER_MS + 1;
        assert_eq!(after_silence(&silent(), &works(), late_ms), AfterSilence::Hold);
        let stopped = Heard { stopped: true, may_try: true, ..works() };
        assert_eq!(after_silence(&silent(), &stopped, late_ms), AfterSilence::Hold, "nor as the one that is tried");
        let withdrawal = Silent { klasse: Klasse::Intrekking, ..silent() };
        assert_eq!(after_silence(&withdrawal, &works(), late_ms), AfterSilence::Repeat, "never too late");
    }

    #[test]
    fn what_is_clear_is_told_from_what_is_not() {
        for clear in [Ok(Wamid("x".into())), api(190, 401), api(131_026, 400), api(131_045, 500), api(1, 400)] {
            assert_eq!(clarity(&clear), Clarity::Clear, "{clear:?}");
        }
        for unclear in [Err(Error::Ambiguous), Err(Error::NotSent), api(131_000, 500), api(131_016, 503)] {
            assert_eq!(clarity(&unclear), Clarity::Unclear, "{unclear:?}");
        }
    }
}
