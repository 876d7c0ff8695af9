//! Templates: the texts that Meta approves beforehand, and the only ones that reach somebody who has not
//! written for a day.
//!
//! Owns their shape and those that are no alert; the alerts' stand in `politiebericht`. Invariant: what
//! goes free-form and what goes as a template says the same.

use crate::texts::{knoppen, politiebericht};

/// A template as Meta knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sjabloon {
    /// Its name at Meta.
    pub naam: &'static str,
    /// Its language at Meta.
    pub taal: &'static str,
    /// Its body, with `{{1}}` and on for the parameters.
    pub body: &'static str,
    /// What stands on its quick-reply buttons.
    pub knoppen: &'static [&'static str],
}

/// A request that gemeente or police decide about: its number, who asks what, and what is known.
pub const AANVRAAG: Sjabloon = Sjabloon {
    naam: "aanvraag_beheerder",
    taal: "nl",
    body: "Aanvraag {{1}} wacht op uw besluit.\n\
           Wie: {{2}}\n\
           Wat: {{3}}\n\
           Gemeente en politie moeten allebei akkoord geven.",
    knoppen: &[knoppen::AKKOORD, knoppen::AFWIJZEN],
};

/// A colleague's number changed, and somebody must say whether it is still them.
pub const COLLEGA: Sjabloon = Sjabloon {
    naam: "nummer_collega_gewijzigd",
    taal: "nl",
    body: "Het nummer van collega {{1}} is veranderd. De rechten rusten tot u ze bevestigt.\n\
           Bel eerst: is dit echt uw collega?",
    knoppen: &[knoppen::KLOPT, knoppen::BLOKKEREN],
};

/// Something about their group or their rights that somebody must hear, also after a silent day.
pub const BERICHT: Sjabloon = Sjabloon {
    naam: "bericht_over_beheer",
    taal: "nl",
    body: "Bericht van de chatbot van politie en gemeente voor beheerders van buurtgroepen.\n\
           {{1}}\n\
           Vragen? Antwoord op dit bericht.",
    knoppen: &[],
};

/// All templates, for setting up a number and for the simulator.
pub const ALLE: [Sjabloon; 5] = [politiebericht::HETERDAAD, politiebericht::VERMISSING, AANVRAAG, COLLEGA, BERICHT];

/// A text as one of a template's parameters: one line, and not too long.
#[must_use]
pub fn als_parameter(tekst: &str) -> String {
    op_een_regel(tekst, PARAMETER_MAX)
}

/// A text as the only parameter of [`BERICHT`].
#[must_use]
pub fn als_enige_parameter(tekst: &str) -> String {
    op_een_regel(tekst, ENIGE_PARAMETER_MAX)
}

fn op_een_regel(tekst: &str, most: usize) -> String {
    crate::texts::ingekort(&tekst.split_whitespace().collect::<Vec<_>>().join(" "), most)
}

/// Characters of one of three parameters, so that the whole stays within Meta's 1,024.
const PARAMETER_MAX: usize = 280;
/// Characters of an only parameter.
const ENIGE_PARAMETER_MAX: usize = 850;

/// A template's body with its parameters filled in, as Meta does it.
#[must_use]
pub fn ingevuld(body: &str, parameters: &[String]) -> String {
    let mut tekst = String::with_capacity(body.len() + 64);
    let mut rest = body;
    while let Some((voor, na)) = rest.split_once("{{") {
        tekst.push_str(voor);
        let (nummer, verder) = na.split_once("}}").unwrap_or((na, ""));
        let plaats: Option<usize> = nummer.parse().ok();
        tekst.push_str(plaats.and_then(|plaats| parameters.get(plaats.wrapping_sub(1))).map_or("", String::as_str));
        rest = verder;
    }
    tekst.push_str(rest);
    tekst
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_in_a_parameter_stay_what_they_are() {
        assert_eq!(ingevuld("a {{1}} b {{2}}", &["{{2}}".into(), "x".into()]), "a {{2}} b x");
    }

    #[test]
    fn any_text_fits_a_template() {
        let tekst = "woord\n\n\t     ".repeat(300);
        for (sjabloon, lang) in [
            (AANVRAAG, als_parameter(&tekst)),
            (COLLEGA, als_parameter(&tekst)),
            (BERICHT, als_enige_parameter(&tekst)),
        ] {
            assert!(!lang.contains('\n') && !lang.contains("  "));
            let vol = ingevuld(sjabloon.body, &[lang.clone(), lang.clone(), lang]);
            assert!(vol.chars().count() <= 1_024, "{}", sjabloon.naam);
        }
    }
}
