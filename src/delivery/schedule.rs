//! The decisions of the sender, pure: which form leaves, what an answer leads to, when a silence ends.
//!
//! Invariants: a message that may have left is repeated only after its status had time to come, and then
//! once; a message that WhatsApp refused for good is never tried again; what comes as an answer and what
//! comes later as a status lead to the same.

use std::collections::HashSet;

use crate::limits;
use crate::store::outbox::{LateFailure, Outcome, Sendable, Silent, Zonder};
use crate::whatsapp::Outgoing;
use crate::whatsapp::error::{Action, Error, action, template_status};
use crate::whatsapp::ids::Wamid;

/// Meta's code for "the 24-hour window is closed"; recorded too when we see it before sending.
pub const WINDOW_CLOSED: i64 = 131_047;
/// What is recorded as the code of a number on which no connection comes about.
pub const NO_CONNECTION: i64 = 0;
/// Attempts without a connection before the number counts as stopped: one may be chance.
const NO_CONNECTION_ATTEMPTS: i64 = 3;

/// Templates that are not as they should be, by name and language.
#[derive(Debug, Clone, Default)]
pub struct Amiss {
    /// They cannot be sent now.
    pub unusable: HashSet<(String, String)>,
    /// Meta made them marketing: people can switch that off, and Meta holds it back. Only where nothing else can go.
    pub recategorised: HashSet<(String, String)>,
}

fn holds(templates: &HashSet<(String, String)>, template: &Outgoing) -> bool {
    !templates.is_empty()
        && template.template_name().is_some_and(|(name, language)| templates.contains(&(name.into(), language.into())))
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
    let usable = |template: &&Outgoing| !row.zonder_sjabloon && !holds(&amiss.unusable, template);
    let mut usable = bericht.als_sjablonen().iter().filter(usable);
    let last_resort = usable.clone().next();
    let template = usable.find(|template| !holds(&amiss.recategorised, template));
    let vrij = bericht.als_vrij().filter(|_| window_open(row, now_ms));
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
    /// This recipient.
    Pair(i64),
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
    as_template: bool,
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
        Action::SlowDown => Reaction {
            again_ms: Some(limits::NUMBER_SLOWDOWN_MS),
            rest: Rest::Number(limits::NUMBER_SLOWDOWN_MS),
            ..never
        },
        Action::WaitForPerson => {
            Reaction { again_ms: counted(wait_ms.max(limits::PAIR_INTERVAL_MS)), rest: Rest::Pair(wait_ms), ..never }
        }
        // Held, however long it takes: the row's own validity ends it.
        Action::StopNumber => Reaction {
            again_ms: Some(limits::NUMBER_PAUSE_MS),
            rest: Rest::Number(limits::NUMBER_PAUSE_MS),
            stop: true,
            ..never
        },
        Action::UseTemplate if !tried.as_template && !tried.zonder_vrij => {
            Reaction { again_ms: Some(0), zonder: Zonder::Vrij, ..never }
        }
        Action::NextTemplate if tried.as_template => {
            Reaction { again_ms: counted(0), template: template_status(code), ..never }
        }
        Action::UseFreeForm if tried.as_template && !tried.zonder_sjabloon => {
            Reaction { again_ms: Some(0), zonder: Zonder::Sjabloon, ..never }
        }
        Action::UseTemplate | Action::NextTemplate | Action::UseFreeForm | Action::GiveUp | Action::OurFault => never,
    }
}

/// What the answer to a send leads to. `as_template`: it left as one.
#[must_use]
pub fn after_answer(row: &Sendable, as_template: bool, answer: Result<Wamid, Error>, now_ms: i64) -> Consequence {
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
    // A server error may come after the message was taken: its status gets time to tell.
    if error.action() == Action::Retry && error.http_status >= 500 {
        return only(Outcome::Ambiguous(Some(error.code)));
    }
    let tried = Tried { attempts, as_template, zonder_vrij: row.zonder_vrij, zonder_sjabloon: row.zonder_sjabloon };
    let Reaction { again_ms, zonder, rest, stop, template } = react(error.code, &tried);
    let code = Some(error.code);
    let outcome = again_ms.map_or(Outcome::Failed(code), |after_ms| Outcome::Retry {
        at_ms: now_ms + after_ms,
        zonder,
        code,
        telt: !stop,
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
        as_template: failure.sjabloon.is_some(),
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
    /// Send it again, marked as a repetition.
    Repeat,
    /// Give it up.
    GiveUp,
}

/// Decides about a silent row. `last_webhook_ms` is when the last webhook came in: while none comes in,
/// silence proves nothing.
#[must_use]
pub fn after_silence(row: &Silent, last_webhook_ms: Option<i64>, now_ms: i64) -> AfterSilence {
    // An alert, and whatever Meta answered with a server error, is asked about soon.
    let soon = row.klasse.is_politiebericht() || row.fout_code.is_some();
    let wait_ms = if soon { limits::AMBIGUOUS_WAIT_ALERT_MS } else { limits::AMBIGUOUS_WAIT_MS };
    let heard = last_webhook_ms.is_some_and(|heard_ms| heard_ms >= row.geclaimd_ms + wait_ms);
    let silent_for_long = now_ms - row.geclaimd_ms >= wait_ms.max(limits::AMBIGUOUS_WAIT_SILENT_MS);
    if now_ms - row.geclaimd_ms < wait_ms || !(heard || silent_for_long) {
        return AfterSilence::Wait;
    }
    let again = match row.fout_code {
        Some(_) => row.pogingen < limits::SEND_ATTEMPTS_MAX,
        None => row.klasse.is_politiebericht() && row.herhalingen == 0,
    };
    if again { AfterSilence::Repeat } else { AfterSilence::GiveUp }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::persoon::PersoonId;
    use crate::store::gesprek::ChatKey;
    use crate::store::outbox::Klasse;
    use crate::whatsapp::Bericht;
    use crate::whatsapp::error::ApiError;

    const NOW_MS: i64 = 1_000_000_000;

    fn row(laatst_gehoord_ms: Option<i64>) -> Result<Sendable, crate::whatsapp::outgoing::OutgoingError> {
        let bericht = Bericht::beide(Outgoing::text("vrij")?, Outgoing::template("t", "nl", vec![], vec![])?);
        Ok(Sendable {
            id: 1,
            chat: ChatKey { phone_number_id: "1".into(), chat: String::new(), persoon: PersoonId(1) },
            klasse: Klasse::Melding,
            bericht: Some(bericht),
            antwoord_op: None,
            zonder_sjabloon: false,
            zonder_vrij: false,
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
        let after = |row: &Sendable, answer| after_answer(row, true, answer, NOW_MS);
        assert!(matches!(after(&row, Err(Error::NotSent)).outcome, Outcome::Retry { .. }));
        assert!(matches!(after(&row, Err(Error::Ambiguous)).outcome, Outcome::Ambiguous(None)));
        assert!(matches!(after(&row, api(131_000, 500)).outcome, Outcome::Ambiguous(Some(131_000))));
        assert!(matches!(after(&row, api(131_026, 400)).outcome, Outcome::Failed(Some(131_026))));
        assert!(matches!(after(&row, api(131_047, 400)).outcome, Outcome::Failed(Some(131_047))));
        assert!(matches!(
            after_answer(&row, false, api(131_047, 400), NOW_MS).outcome,
            Outcome::Retry { zonder: Zonder::Vrij, .. }
        ));
        let paused = after(&row, api(132_015, 400));
        assert!(matches!(paused.outcome, Outcome::Retry { zonder: Zonder::Niets, .. }));
        assert_eq!(paused.template, Some("PAUSED"));
        assert!(matches!(after(&row, api(132_018, 400)).outcome, Outcome::Retry { zonder: Zonder::Sjabloon, .. }));
        assert_eq!(after(&row, api(130_429, 400)).rest, Rest::Number(limits::NUMBER_SLOWDOWN_MS));
        let stopped = after(&row, api(190, 401));
        assert_eq!((stopped.rest, stopped.stop), (Rest::Number(limits::NUMBER_PAUSE_MS), Some(190)));
        row.pogingen = limits::SEND_ATTEMPTS_MAX - 1;
        assert!(matches!(after(&row, api(1, 400)).outcome, Outcome::Failed(Some(1))));
        for (what, held) in [("a stopped number", api(190, 401)), ("a lost connection", Err(Error::NotSent))] {
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

    #[test]
    fn silence_ends_in_one_repetition_of_an_alert_and_none_of_an_answer() {
        let alert = Silent {
            id: 1,
            klasse: Klasse::Melding,
            geclaimd_ms: NOW_MS,
            pogingen: 1,
            herhalingen: 0,
            fout_code: None,
        };
        let wait_ms = limits::AMBIGUOUS_WAIT_ALERT_MS;
        assert_eq!(after_silence(&alert, Some(NOW_MS + wait_ms), NOW_MS + wait_ms - 1), AfterSilence::Wait);
        assert_eq!(after_silence(&alert, Some(NOW_MS + wait_ms), NOW_MS + wait_ms), AfterSilence::Repeat);
        assert_eq!(after_silence(&alert, Some(NOW_MS), NOW_MS + wait_ms), AfterSilence::Wait, "no webhook comes in");
        assert_eq!(after_silence(&alert, None, NOW_MS + limits::AMBIGUOUS_WAIT_SILENT_MS), AfterSilence::Repeat);
        let again = Silent { herhalingen: 1, ..alert };
        assert_eq!(after_silence(&again, Some(NOW_MS + wait_ms), NOW_MS + wait_ms), AfterSilence::GiveUp);
        let answer = Silent { klasse: Klasse::Politie, ..alert };
        let wait_ms = limits::AMBIGUOUS_WAIT_MS;
        assert_eq!(after_silence(&answer, Some(NOW_MS + wait_ms), NOW_MS + wait_ms - 1), AfterSilence::Wait);
        assert_eq!(after_silence(&answer, Some(NOW_MS + wait_ms), NOW_MS + wait_ms), AfterSilence::GiveUp);
    }
}
