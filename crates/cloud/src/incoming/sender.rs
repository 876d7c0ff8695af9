//! Who is named: by number, by user id, by both, or by nobody.
//!
//! Owns telling a number from a business-scoped user id, since Meta puts either into members such as `from`, `wa_id`
//! and `recipient_id`. Source: Meta, "Business-scoped user ids" (June 2026). Invariant: what is no number is never
//! taken for one; one number is written in one way.

use crate::ids::{Bsuid, WaId};

/// Who sent a message, or whom news is about.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sender {
    /// The phone number, unless the person hides it behind a username.
    pub wa_id: Option<WaId>,
    /// The business-scoped user id.
    pub user_id: Option<Bsuid>,
    /// The name they chose; proves nothing.
    pub profile_name: Option<String>,
}

/// Digits of the longest number there is (E.164); longer ones are ids.
const NUMBER_DIGITS_MAX: usize = 15;

impl Sender {
    /// Whom these ids name: the first number and the first user id among them.
    #[must_use]
    pub fn named_by(ids: impl IntoIterator<Item = Option<String>>) -> Self {
        let mut named = Self::default();
        for id in ids.into_iter().flatten() {
            match number_in(&id) {
                Some(number) => named.wa_id = named.wa_id.or(Some(WaId(number))),
                None if id.chars().any(|sign| sign.is_alphanumeric() && sign != '0') => {
                    named.user_id = named.user_id.or_else(|| Some(Bsuid(id.trim().to_owned())));
                }
                None => {}
            }
        }
        named
    }

    /// Nobody is named.
    #[must_use]
    pub const fn is_nobody(&self) -> bool {
        self.wa_id.is_none() && self.user_id.is_none()
    }

    /// Both name somebody, and the same person: one of the ids is that of the other, and none differs.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        let number = same(self.wa_id.as_ref(), other.wa_id.as_ref());
        let user = same(self.user_id.as_ref(), other.user_id.as_ref());
        (number == Some(true) || user == Some(true)) && number != Some(false) && user != Some(false)
    }

    /// One id for them; empty for nobody.
    pub(crate) fn into_id(self) -> String {
        self.wa_id.map(|wa_id| wa_id.0).or_else(|| self.user_id.map(|user_id| user_id.0)).unwrap_or_default()
    }
}

/// Whether both are the same; `None` where one is missing.
fn same<T: PartialEq>(one: Option<&T>, other: Option<&T>) -> Option<bool> {
    Some(one? == other?)
}

/// The digits of what is a phone number in any usual writing: `31612340001`, `+31 6 1234 0001`, `0031612340001`.
fn number_in(id: &str) -> Option<String> {
    let is_sign = |sign: char| "+-().".contains(sign) || sign.is_whitespace();
    let is_unseen = |sign: char| matches!(sign, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    if !id.chars().all(|sign| sign.is_ascii_digit() || is_sign(sign) || is_unseen(sign)) {
        return None;
    }
    let digits: String = id.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.strip_prefix("00").unwrap_or(&digits);
    (!digits.is_empty() && digits.len() <= NUMBER_DIGITS_MAX).then(|| digits.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(ids: &[&str]) -> (Option<String>, Option<String>) {
        let named = Sender::named_by(ids.iter().map(|id| Some((*id).to_owned())));
        (named.wa_id.map(|id| id.0), named.user_id.map(|id| id.0))
    }

    #[test]
    fn a_number_is_told_from_a_user_id_wherever_it_stands() {
        let number = Some("31612340001".to_owned());
        for written in
            ["31612340001", "+31612340001", "+31 6 1234 0001", "0031612340001", "\u{202a}+31612340001\u{202c}"]
        {
            assert_eq!(named(&[written]), (number.clone(), None), "{written}");
        }
        for user in ["NL.10000000000000000011", "US.ENT.11815799212886844830", "10000000000000000011", "nl.7"] {
            assert_eq!(named(&[user]), (None, Some(user.to_owned())), "{user}");
            assert_eq!(named(&[user, "+31612340001", user]), (number.clone(), Some(user.to_owned())));
        }
        for nobody in ["", " ", "+", "—", "00"] {
            assert_eq!(named(&[nobody]), (None, None), "{nobody}");
        }
    }

    #[test]
    fn people_are_the_same_where_nothing_differs() {
        let person = |ids: &[&str]| Sender::named_by(ids.iter().map(|id| Some((*id).to_owned())));
        assert!(person(&["31612340001", "NL.1"]).is_same(&person(&["+31612340001"])));
        assert!(person(&["NL.1"]).is_same(&person(&["31612340001", "NL.1"])));
        assert!(!person(&["31612340001", "NL.1"]).is_same(&person(&["31612340001", "NL.2"])));
        assert!(!person(&["31612340001"]).is_same(&person(&["NL.1"])));
        assert!(!person(&[]).is_same(&person(&[])));
    }
}
