//! The politiebericht itself, as the template that Meta approves and as the same text in full.
//!
//! The message must stand by itself when it is forwarded: everything that matters is in the body, one
//! parameter a line. Invariant: [`tekst`] is exactly what Meta makes of [`sjabloon`] and [`parameters`].

use crate::domain::melding::is_oefening;
use crate::domain::politiebericht::{MOGELIJK, Onderdelen, Politiebericht};
use crate::domain::soort::MeldingSoort;
use crate::domain::tijd;
use crate::texts::sjablonen::{self, Sjabloon, ingevuld};

/// The template of a kind of alert.
#[must_use]
pub const fn sjabloon(soort: MeldingSoort) -> &'static Sjabloon {
    match soort {
        MeldingSoort::Woninginbraak => &sjablonen::WONINGINBRAAK,
        MeldingSoort::Overval => &sjablonen::OVERVAL,
        MeldingSoort::Voertuigcriminaliteit => &sjablonen::VOERTUIG,
        MeldingSoort::Straatroof => &sjablonen::STRAATROOF,
        MeldingSoort::Vermissing => &sjablonen::VERMISSING,
    }
}

/// The template of a kind of alert that has a button to its page.
#[must_use]
pub const fn met_deelknop(soort: MeldingSoort) -> &'static Sjabloon {
    match soort {
        MeldingSoort::Woninginbraak => &sjablonen::WONINGINBRAAK_DELEN,
        MeldingSoort::Overval => &sjablonen::OVERVAL_DELEN,
        MeldingSoort::Voertuigcriminaliteit => &sjablonen::VOERTUIG_DELEN,
        MeldingSoort::Straatroof => &sjablonen::STRAATROOF_DELEN,
        MeldingSoort::Vermissing => &sjablonen::VERMISSING_DELEN,
    }
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

/// What people should look out for, from the parts, in the fixed order: who, vehicle and plate, how and where to, what
/// was taken, and last what to beware of.
#[must_use]
pub fn omschrijving(deel: &Onderdelen) -> String {
    let kenteken = deel.kenteken.as_ref().map(|kenteken| format!("kenteken {kenteken}"));
    let weg: Vec<&str> = [&deel.vervoer, &deel.vluchtrichting].into_iter().flatten().map(String::as_str).collect();
    let weg = (!weg.is_empty()).then(|| weg.join(" "));
    let signalement = (!deel.signalement.is_empty()).then(|| deel.signalement.clone());
    let wie = [signalement, deel.voertuig.clone(), kenteken, weg];
    let wie = wie.into_iter().flatten().collect::<Vec<_>>().join(", ");
    // A vehicle that is described is the one to look for; "Gestolen: auto" adds nothing to it.
    let buit = deel.buit.as_ref().filter(|_| deel.voertuig.is_none()).map(|wat| format!("Gestolen: {wat}"));
    let wapen = deel.wapen.as_ref().map(|wapen| {
        let gezien = if wapen.contains(MOGELIJK) { "" } else { " gezien" };
        format!("Let op: {wapen}{gezien}. Blijf uit de buurt")
    });
    let wie = (!wie.is_empty()).then_some(wie);
    let zinnen: Vec<String> = [wie, buit, wapen].into_iter().flatten().collect();
    match zinnen.as_slice() {
        [een] if deel.wapen.is_none() => een.clone(),
        _ => zinnen.iter().map(|zin| format!("{}.", zin.trim_end_matches('.'))).collect::<Vec<_>>().join(" "),
    }
}

/// Where it is: the wijken, and what stands there.
#[must_use]
pub fn waar(wijken: &str, deel: &Onderdelen) -> String {
    match (&deel.object, &deel.straat) {
        (Some(object), Some(straat)) => format!("{wijken}, {object} {straat}"),
        (Some(object), None) => format!("{wijken}, {object}"),
        (None, Some(straat)) => format!("{wijken}, omgeving {straat}"),
        (None, None) => wijken.to_owned(),
    }
}

/// What goes into the template of the kind, in order.
#[must_use]
pub fn parameters(bericht: &Politiebericht) -> Vec<String> {
    vec![
        bericht.nummer.clone(),
        if bericht.laatst_gezien {
            format!("{}, laatst gezien om {} uur", bericht.waar, tijd::klok(bericht.gemeld_ms))
        } else {
            format!("{}, {} uur", bericht.waar, tijd::klok(bericht.gemeld_ms))
        },
        bericht.omschrijving.clone(),
        bericht.nummer.clone(),
        tijd::klok(bericht.tot_ms),
    ]
}

/// The templates that say this message, the best first, each with what goes into it.
#[must_use]
pub fn als_sjablonen(bericht: &Politiebericht) -> Vec<(&'static Sjabloon, Vec<String>)> {
    if is_oefening(&bericht.nummer) {
        // No template of a real alert stands in for it.
        return vec![(&sjablonen::OEFENING, van_oefening(bericht))];
    }
    let parameters = parameters(bericht);
    let mut sjablonen = vec![(sjabloon(bericht.soort), parameters.clone())];
    if bericht.soort.heterdaad() {
        let mut met_soort = parameters;
        met_soort.insert(1, format!("{}, heterdaad", soort(bericht.soort)));
        sjablonen.push((&sjablonen::HETERDAAD, met_soort));
    }
    sjablonen
}

/// What goes into the template of an exercise, in order.
fn van_oefening(bericht: &Politiebericht) -> Vec<String> {
    vec![
        bericht.nummer.clone(),
        soort(bericht.soort).to_owned(),
        format!("{}, {} uur", bericht.waar, tijd::klok(bericht.gemeld_ms)),
        bericht.omschrijving.clone(),
        tijd::klok(bericht.tot_ms),
    ]
}

/// The message in full.
#[must_use]
pub fn tekst(bericht: &Politiebericht) -> String {
    if is_oefening(&bericht.nummer) {
        return ingevuld(sjablonen::OEFENING.nl.body, &van_oefening(bericht));
    }
    ingevuld(sjabloon(bericht.soort).nl.body, &parameters(bericht))
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
            laatst_gezien: false,
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
    fn parts_stand_in_a_fixed_order() {
        let deel = Onderdelen {
            straat: Some("Waterlelie".into()),
            signalement: "2 mannen, zwarte jas met capuchon".into(),
            voertuig: Some("grijze VW Golf".into()),
            kenteken: Some("12-ABC-3".into()),
            vervoer: Some("te voet".into()),
            vluchtrichting: Some("richting station".into()),
            ..Onderdelen::default()
        };
        assert_eq!(
            omschrijving(&deel),
            "2 mannen, zwarte jas met capuchon, grijze VW Golf, kenteken 12-ABC-3, te voet richting station"
        );
        assert_eq!(waar("Rokkeveen", &deel), "Rokkeveen, omgeving Waterlelie");
        let met = Onderdelen {
            wapen: Some("mes".into()),
            buit: Some("tas".into()),
            signalement: "man, rode jas".into(),
            ..Onderdelen::default()
        };
        assert_eq!(omschrijving(&met), "man, rode jas. Gestolen: tas. Let op: mes gezien. Blijf uit de buurt.");
        assert_eq!(omschrijving(&Onderdelen::default()), "");
    }

    #[test]
    fn a_missing_person_was_last_seen() {
        let mut bericht = bericht(MeldingSoort::Vermissing, "jongen, 6 jaar");
        bericht.laatst_gezien = true;
        assert!(tekst(&bericht).contains("Waar: Rokkeveen, laatst gezien om 14.20 uur\n"), "{}", tekst(&bericht));
    }

    #[test]
    fn an_exercise_says_so_first_and_last_and_sends_nobody_to_112() {
        let mut bericht = bericht(MeldingSoort::Overval, "man gele jas");
        bericht.nummer = "OEF-0012".into();
        let tekst = tekst(&bericht);
        assert!(tekst.starts_with("OEFENING OEF-0012: dit is niet echt\nWat: Overval\n"), "{tekst}");
        assert!(tekst.lines().last().is_some_and(|regel| regel.starts_with("OEFENING tot 16.20 uur")), "{tekst}");
        assert!(tekst.contains("Bel niet met 112") && !tekst.contains("Bel direct 112"), "{tekst}");
        let als = als_sjablonen(&bericht);
        assert_eq!(als.iter().map(|(sjabloon, _)| sjabloon.naam).collect::<Vec<_>>(), ["politiebericht_oefening"]);
        assert_eq!(ingevuld(als[0].0.nl.body, &als[0].1), tekst);
    }

    #[test]
    fn every_template_of_a_kind_says_the_same() {
        for soort in MeldingSoort::ALLE {
            let bericht = bericht(soort, "man zwarte jas");
            let met_deelknop = (met_deelknop(soort), parameters(&bericht));
            for (sjabloon, parameters) in als_sjablonen(&bericht).into_iter().chain([met_deelknop]) {
                assert_eq!(ingevuld(sjabloon.nl.body, &parameters), tekst(&bericht), "{}", sjabloon.naam);
            }
        }
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
