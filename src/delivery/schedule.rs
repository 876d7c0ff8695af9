//! The decisions of the sender, pure: which form leaves, what an answer leads to, when a silence ends.
//!
//! Invariant: a message that may have left is repeated only after its status had time to come, and then
//! once; a message that WhatsApp refused for good is never tried again.

use crate::limits;
use crate::store::outbox::{Klasse, Outcome, Sendable, Silent};
use crate::whatsapp::Outgoing;
use crate::whatsapp::error::{Action, Error};
use crate::whatsapp::ids::Wamid;

/// Meta's code for "the 24-hour window is closed"; recorded too when we see it before sending.
pub const WINDOW_CLOSED: i64 = 131_047;

/// The form in which a row leaves now; `None` if neither may.
///
/// An alert goes as a template wherever there is one, inside the window too: only templates have a time to
/// live. Anything else goes free-form while the window is open.
#[must_use]
pub fn form(row: &Sendable, now_ms: i64) -> Option<&Outgoing> {
    let bericht = row.bericht.as_ref()?;
    let window_open = row.laatst_gehoord_ms.is_some_and(|heard_ms| now_ms - heard_ms < limits::WINDOW_MS);
    let template = bericht.als_sjabloon().filter(|_| !row.zonder_sjabloon);
    let vrij = bericht.als_vrij().filter(|_| window_open);
    if row.klasse == Klasse::Melding { template.or(vrij) } else { vrij.or(template) }
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

/// What the answer to a send leads to.
#[must_use]
pub fn after_answer(row: &Sendable, answer: Result<Wamid, Error>, now_ms: i64) -> (Outcome, Rest) {
    // The row was read before it was claimed: this attempt is one more.
    let attempts = row.pogingen + 1;
    let wait_ms = backoff_ms(attempts);
    let retry = |after_ms: i64, without_template: bool, code: Option<i64>| {
        if attempts >= limits::SEND_ATTEMPTS_MAX {
            Outcome::Failed(code)
        } else {
            Outcome::Retry { at_ms: now_ms + after_ms, without_template, code }
        }
    };
    let error = match answer {
        Ok(wamid) => return (Outcome::Accepted(wamid), Rest::None),
        Err(Error::NotSent) => return (retry(wait_ms, false, None), Rest::None),
        Err(Error::Ambiguous) => return (Outcome::Ambiguous(None), Rest::None),
        Err(Error::Api(error)) => error,
    };
    let code = Some(error.code);
    match error.action() {
        // A server error may come after the message was taken: its status gets time to tell.
        Action::Retry if error.http_status >= 500 => (Outcome::Ambiguous(code), Rest::None),
        Action::Retry => (retry(wait_ms, false, code), Rest::None),
        Action::SlowDown => {
            let outcome = Outcome::Retry { at_ms: now_ms + limits::NUMBER_SLOWDOWN_MS, without_template: false, code };
            (outcome, Rest::Number(limits::NUMBER_SLOWDOWN_MS))
        }
        Action::WaitForPerson => (retry(wait_ms.max(limits::PAIR_INTERVAL_MS), false, code), Rest::Pair(wait_ms)),
        // Held, however long it takes: the row's own validity ends it.
        Action::StopNumber => {
            let outcome = Outcome::Retry { at_ms: now_ms + limits::NUMBER_PAUSE_MS, without_template: false, code };
            (outcome, Rest::Number(limits::NUMBER_PAUSE_MS))
        }
        Action::UseFreeForm if !row.zonder_sjabloon => (retry(0, true, code), Rest::None),
        Action::UseFreeForm | Action::UseTemplate | Action::GiveUp | Action::OurFault => {
            (Outcome::Failed(code), Rest::None)
        }
    }
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
    let soon = row.klasse == Klasse::Melding || row.fout_code.is_some();
    let wait_ms = if soon { limits::AMBIGUOUS_WAIT_ALERT_MS } else { limits::AMBIGUOUS_WAIT_MS };
    let heard = last_webhook_ms.is_some_and(|heard_ms| heard_ms >= row.geclaimd_ms + wait_ms);
    let silent_for_long = now_ms - row.geclaimd_ms >= wait_ms.max(limits::AMBIGUOUS_WAIT_SILENT_MS);
    if now_ms - row.geclaimd_ms < wait_ms || !(heard || silent_for_long) {
        return AfterSilence::Wait;
    }
    let again = match row.fout_code {
        Some(_) => row.pogingen < limits::SEND_ATTEMPTS_MAX,
        None => row.klasse == Klasse::Melding && row.herhalingen == 0,
    };
    if again { AfterSilence::Repeat } else { AfterSilence::GiveUp }
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
            bericht: Some(bericht),
            antwoord_op: None,
            zonder_sjabloon: false,
            pogingen: 0,
            herhalingen: 0,
            telefoon: None,
            bsuid: None,
            laatst_gehoord_ms,
        })
    }

    fn api(code: i64, http_status: u16) -> Result<Wamid, Error> {
        Err(Error::Api(ApiError { code, http_status, details: String::new() }))
    }

    #[test]
    fn a_template_goes_first_and_free_form_only_inside_the_window() -> Result<(), Box<dyn std::error::Error>> {
        let mut row = row(Some(NOW_MS - limits::WINDOW_MS + 1))?;
        assert!(form(&row, NOW_MS).is_some_and(Outgoing::is_template));
        row.zonder_sjabloon = true;
        assert!(form(&row, NOW_MS).is_some_and(|message| !message.is_template()));
        assert!(form(&row, NOW_MS + 1).is_none());
        Ok(())
    }

    #[test]
    fn each_answer_leads_to_its_own_outcome() -> Result<(), Box<dyn std::error::Error>> {
        let mut row = row(None)?;
        assert!(matches!(after_answer(&row, Err(Error::NotSent), NOW_MS).0, Outcome::Retry { .. }));
        assert!(matches!(after_answer(&row, Err(Error::Ambiguous), NOW_MS).0, Outcome::Ambiguous(None)));
        assert!(matches!(after_answer(&row, api(131_000, 500), NOW_MS).0, Outcome::Ambiguous(Some(131_000))));
        assert!(matches!(after_answer(&row, api(131_026, 400), NOW_MS).0, Outcome::Failed(Some(131_026))));
        assert!(matches!(after_answer(&row, api(131_047, 400), NOW_MS).0, Outcome::Failed(Some(131_047))));
        assert!(matches!(
            after_answer(&row, api(132_001, 404), NOW_MS).0,
            Outcome::Retry { without_template: true, .. }
        ));
        assert_eq!(after_answer(&row, api(130_429, 400), NOW_MS).1, Rest::Number(limits::NUMBER_SLOWDOWN_MS));
        assert_eq!(after_answer(&row, api(190, 401), NOW_MS).1, Rest::Number(limits::NUMBER_PAUSE_MS));
        row.pogingen = limits::SEND_ATTEMPTS_MAX - 1;
        assert!(matches!(after_answer(&row, Err(Error::NotSent), NOW_MS).0, Outcome::Failed(None)));
        assert!(
            matches!(after_answer(&row, api(190, 401), NOW_MS).0, Outcome::Retry { .. }),
            "a stopped number holds, it loses nothing"
        );
        Ok(())
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
