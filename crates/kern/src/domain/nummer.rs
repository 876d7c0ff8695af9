//! Ids that people say to each other, such as `A-17`: a letter and a number.
//!
//! Invariant: what is printed is read again, in any notation.

/// Reads a letter and a number in any notation: `A-17`, `a17`, `A 17`.
pub(super) fn lees(letter: char, tekst: &str) -> Option<i64> {
    let rest = tekst.trim().strip_prefix([letter, letter.to_ascii_lowercase()])?;
    let rest = rest.trim_start_matches([' ', '-', '–']);
    let cijfers = !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit());
    cijfers.then(|| rest.parse().ok()).flatten().filter(|id| *id > 0)
}

/// An internal id with a letter that people know it by.
macro_rules! genummerd {
    ($(#[$doc:meta])* $naam:ident, $letter:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $naam(pub i64);

        impl $naam {
            /// The number that people use.
            #[must_use]
            pub fn nummer(self) -> String {
                format!("{}-{}", $letter, self.0)
            }

            /// Reads a number in any notation.
            #[must_use]
            pub fn lees(tekst: &str) -> Option<Self> {
                $crate::domain::nummer::lees($letter, tekst).map(Self)
            }
        }
    };
}

pub(super) use genummerd;

#[cfg(test)]
mod tests {
    use super::lees;
    use rstest::rstest;

    #[rstest]
    #[case("A-17", Some(17))]
    #[case(" a17 ", Some(17))]
    #[case("A 17", Some(17))]
    #[case("17", None)]
    #[case("A-", None)]
    #[case("A-0", None)]
    #[case("A-9999999999999999999999", None)]
    #[case("A-1👍", None)]
    #[case("O-1", None)]
    fn numbers_in_any_notation(#[case] tekst: &str, #[case] id: Option<i64>) {
        assert_eq!(lees('A', tekst), id);
    }
}
