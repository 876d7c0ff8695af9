//! The politiebericht itself, as the template that Meta approves and as the same text in full.
//!
//! The message must stand by itself when it is forwarded: everything that matters is in the body, one
//! parameter a line. Invariant: [`tekst`] is exactly what Meta makes of [`sjabloon`] and [`parameters`].

use crate::domain::politiebericht::Politiebericht;
use crate::domain::soort::MeldingSoort;
use crate::domain::tijd;
use crate::texts::knoppen;
use crate::texts::sjablonen::{Sjabloon, ingevuld};

const KNOPPEN: &[&str] = &[knoppen::STAAT_IN_DE_GROEP, knoppen::KAN_NU_NIET, knoppen::HULP];

/// The template of a crime in progress.
pub const HETERDAAD: Sjabloon = Sjabloon {
    naam: "politiebericht_heterdaad",
    taal: "nl",
    body: "POLITIEBERICHT {{1}}\n\
           Wat: {{2}}\n\
           Waar: {{3}}\n\
           Kijk uit naar: {{4}}\n\
           Gezien? Bel direct 112 en noem {{5}}. Niet zelf benaderen.\n\
           Delen tot {{6}} uur.",
    knoppen: KNOPPEN,
};

/// The template of a missing person.
pub const VERMISSING: Sjabloon = Sjabloon {
    naam: "politiebericht_vermissing",
    taal: "nl",
    body: "POLITIEBERICHT {{1}}\n\
           Wat: {{2}}\n\
           Waar: {{3}}\n\
           Kijk uit naar: {{4}}\n\
           Gezien? Blijf in de buurt, bel direct 112 en noem {{5}}.\n\
           Delen tot {{6}} uur, daarna verwijderen.",
    knoppen: KNOPPEN,
};

/// The template for a kind of alert.
#[must_use]
pub const fn sjabloon(soort: MeldingSoort) -> Sjabloon {
    if soort.heterdaad() { HETERDAAD } else { VERMISSING }
}

/// The kind in words.
#[must_use]
pub const fn soort(soort: MeldingSoort) -> &'static str {
    match soort {
        MeldingSoort::Woninginbraak => "Woninginbraak",
        MeldingSoort::Overval => "Overval",
        MeldingSoort::Voertuigcriminaliteit => "Voertuigcriminaliteit",
        MeldingSoort::Straatroof => "Straatroof",
        MeldingSoort::Vermissing => "Vermissing",
    }
}

/// What goes into the template, in order.
#[must_use]
pub fn parameters(bericht: &Politiebericht) -> Vec<String> {
    let wat = if bericht.soort.heterdaad() {
        format!("{}, heterdaad", soort(bericht.soort))
    } else {
        "Vermiste persoon".to_owned()
    };
    vec![
        bericht.nummer.clone(),
        wat,
        format!("{}, {} uur", bericht.waar, tijd::klok(bericht.gemeld_ms)),
        bericht.omschrijving.clone(),
        bericht.nummer.clone(),
        tijd::klok(bericht.tot_ms),
    ]
}

/// The message in full.
#[must_use]
pub fn tekst(bericht: &Politiebericht) -> String {
    ingevuld(sjabloon(bericht.soort).body, &parameters(bericht))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits;

    fn bericht(soort: MeldingSoort, omschrijving: &str) -> Politiebericht {
        Politiebericht {
            nummer: "ZM-0231".into(),
            soort,
            waar: "Rokkeveen".into(),
            gemeld_ms: 1_795_440_000_000,
            omschrijving: omschrijving.into(),
            tot_ms: 1_795_447_200_000,
        }
    }

    #[test]
    fn the_message_reads_as_agreed() {
        let tekst = tekst(&bericht(MeldingSoort::Woninginbraak, "man zwarte jas"));
        assert_eq!(
            tekst,
            "POLITIEBERICHT ZM-0231\nWat: Woninginbraak, heterdaad\nWaar: Rokkeveen, 14.20 uur\n\
             Kijk uit naar: man zwarte jas\nGezien? Bel direct 112 en noem ZM-0231. Niet zelf benaderen.\n\
             Delen tot 16.20 uur."
        );
    }

    #[test]
    fn the_longest_message_stays_within_its_bounds() {
        for soort in MeldingSoort::ALLE {
            let mut lang = bericht(soort, &"a".repeat(limits::OMSCHRIJVING_CHARACTERS_MAX));
            lang.waar = "Buytenwegh de Leyens, Seghwaert en Driemanspolder".into();
            let tekst = tekst(&lang);
            assert!(tekst.chars().count() <= limits::POLITIEBERICHT_CHARACTERS_MAX, "{soort:?}: {}", tekst.len());
            assert!(tekst.lines().count() <= 8);
        }
    }
}
