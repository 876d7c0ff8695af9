//! Whether a text says outright what it was learned to want.
//!
//! Owns the second of the two keys that a deed takes which cannot lightly be undone: the model is sure of it, and words that
//! say it stand in the text, with nothing beside them that asks, doubts, puts off, denies, or means something else. Does not
//! guess what is wanted: that is `vermoeden`'s. Invariant: a question is never outright.

use crate::houding;
use crate::lijst::UITDRUKKELIJK;
use crate::reeksen::{Reeksen, Woord};
use crate::vermoeden::{Open, Wens};
use crate::woorden::woorden;

/// In more words than this somebody tells a story, and what is to be done is asked.
const WORDS_MAX: usize = 24;

/// How far the words of a text go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Woorden {
    /// They say it outright.
    Zeggen,
    /// They do not say it, and nothing in them speaks against it.
    Zwijgen,
    /// They ask, doubt, put off or deny, or speak of something else.
    Spreken,
}

/// How far the words of a text go for this wish, with this standing open.
#[must_use]
pub fn woorden_voor(wens: Wens, open: Open, tekst: &str) -> Woorden {
    let lijst = &*UITDRUKKELIJK;
    let (zegt, niet): (&[&Reeksen], &Reeksen) = match wens {
        Wens::MeldingVerstuur => (&[&lijst.verstuurt], &lijst.verstuurt_niet),
        Wens::MeldingAnnuleer => (&[&lijst.gooit_weg], &lijst.gooit_niet_weg),
        Wens::Annuleer if open == Open::Foto => (&[&lijst.gooit_weg, &lijst.vergeet_foto], &lijst.familie_ja),
        Wens::MeldingStop => (&[&lijst.stopt], &lijst.stopt_niet),
        Wens::MeldingIntrek if open == Open::Stopvraag => {
            (&[&lijst.trekt_in, &lijst.beaamt, &lijst.was_niets], &lijst.trekt_niet_in)
        }
        Wens::MeldingIntrek => (&[&lijst.trekt_in], &lijst.trekt_niet_in),
        // With nothing asked, "nog niet" may be about anything.
        Wens::MeldingLaten if !matches!(open, Open::Stopvraag | Open::Sluitvraag) => return Woorden::Spreken,
        Wens::MeldingLaten => (&[&lijst.laat_staan], &lijst.laat_niet_staan),
        Wens::MeldingSluit => (&[&lijst.sluit, &lijst.beaamt], &lijst.sluit_niet),
        Wens::Doorgestuurd if open == Open::Echt => (&[&lijst.geplaatst, &lijst.beaamt], &lijst.geplaatst_niet),
        Wens::Doorgestuurd => (&[&lijst.geplaatst], &lijst.geplaatst_niet),
        Wens::Terug => (&[&lijst.terug], &lijst.terug_niet),
        Wens::MeldingGoedkeur => (&[&lijst.geeft_vrij], &lijst.geeft_niet_vrij),
        Wens::MeldingAfwijs => (&[&lijst.houdt_tegen, &lijst.keurt_af], &lijst.houdt_niet_tegen),
        Wens::AanmeldenGoedkeur => (&[&lijst.keurt_goed], &lijst.keurt_goed_niet),
        Wens::AanmeldenAfwijs => (&[&lijst.keurt_af], &lijst.keurt_af_niet),
        Wens::OverdragenStop => (&[&lijst.overdracht_stopt], &lijst.overdracht_stopt_niet),
        _ => return Woorden::Spreken,
    };
    let alle = woorden(tekst);
    if wens == Wens::Doorgestuurd && lijst.elders.staat_in(&alle) {
        return Woorden::Spreken;
    }
    if alle.len() > WORDS_MAX || houding::is_vraag(tekst) || niet.staat_in(&alle) || lijst.bederft.staat_in(&alle) {
        return Woorden::Spreken;
    }
    // "Update mag weg" sends the update that is shown, and no alert.
    let geen_update = wens == Wens::MeldingVerstuur && open != Open::Updatevoorbeeld;
    if geen_update && lijst.verstuurt_geen_update.staat_in(&alle) {
        return Woorden::Spreken;
    }
    // An approval sends as well: "goedkeuren doe ik na de briefing" has words that are none of these.
    let los = |woord: &Woord| {
        let norm = woord.norm.as_str();
        lijst.bij_versturen.contains(norm)
            || lijst.bij_vrijgeven.contains(norm)
            || norm.bytes().all(|teken| teken.is_ascii_digit())
    };
    if wens == Wens::MeldingGoedkeur && !alle.iter().all(los) {
        return Woorden::Spreken;
    }
    // A send is undone by nothing: every word of it has to be one of these.
    if wens == Wens::MeldingVerstuur && !lijst.bij_versturen.vult(&alle) {
        return Woorden::Spreken;
    }
    if zegt.iter().any(|reeksen| reeksen.staat_in(&alle)) { Woorden::Zeggen } else { Woorden::Zwijgen }
}

/// Whether whoever writes says that they doubt.
#[must_use]
pub fn twijfelt(tekst: &str) -> bool {
    UITDRUKKELIJK.twijfelt_zelf.staat_in(&woorden(tekst))
}

/// Whether whoever writes is not sure that they want to stop: "misschien moet ik hier maar mee ophouden".
#[must_use]
pub fn aarzelt(tekst: &str) -> bool {
    UITDRUKKELIJK.aarzelt_zelf.staat_in(&woorden(tekst))
}

/// Whether a text speaks of closing an alert.
#[must_use]
pub fn zegt_sluiten(tekst: &str) -> bool {
    UITDRUKKELIJK.noemt_sluiten.staat_in(&woorden(tekst))
}

/// Whether a report of a post is about somebody, somewhere or something else: "gedeeld met mijn vrouw", "het bord is geplaatst".
#[must_use]
pub fn spreekt_van_elders(tekst: &str) -> bool {
    UITDRUKKELIJK.elders.staat_in(&woorden(tekst))
}

/// Whether whoever did not post says that they will: "doe het zo", "na het eten".
#[must_use]
pub fn zegt_straks(tekst: &str) -> bool {
    UITDRUKKELIJK.straks.staat_in(&woorden(tekst))
}

/// What a family said of a picture, as whoever sent it tells it: "zus zegt dat het mag", "ze willen het liever niet". `None`: not said
/// outright.
#[must_use]
pub fn familie_zegt(tekst: &str) -> Option<bool> {
    let lijst = &*UITDRUKKELIJK;
    let alle = woorden(tekst);
    if alle.len() > WORDS_MAX || houding::is_vraag(tekst) || lijst.bederft.staat_in(&alle) {
        return None;
    }
    if lijst.familie_nee.staat_in(&alle) && !lijst.familie_nog_niet.staat_in(&alle) {
        return Some(false);
    }
    let ja = lijst.familie_ja.staat_in(&alle)
        && !lijst.familie_ja_niet.staat_in(&alle)
        && !lijst.familie_nog_niet.staat_in(&alle);
    ja.then_some(true)
}

/// What of an alert a yes or a no speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deel {
    /// Its picture.
    Foto,
    /// News of it.
    Update,
}

/// What of an alert a text speaks of; `None`: nothing in particular, or of both.
#[must_use]
pub fn deel(tekst: &str) -> Option<Deel> {
    let alle = woorden(tekst);
    match (UITDRUKKELIJK.van_foto.staat_in(&alle), UITDRUKKELIJK.van_update.staat_in(&alle)) {
        (true, false) => Some(Deel::Foto),
        (false, true) => Some(Deel::Update),
        (true, true) | (false, false) => None,
    }
}

/// Whether a line orders somebody or something to be sent: "stuur er twee".
#[must_use]
pub fn stuurt_iemand(getypt: &str) -> bool {
    woorden(getypt).first().is_some_and(|woord| UITDRUKKELIJK.stuurt.contains(&woord.norm))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(Wens::MeldingVerstuur, Open::Voorbeeld, "dat is m, stuur maar weg")]
    #[case(Wens::MeldingVerstuur, Open::Updatevoorbeeld, "klopt zo, doen")]
    #[case(Wens::MeldingAnnuleer, Open::Voorbeeld, "schrap, dubbel met die van de collega")]
    #[case(Wens::MeldingStop, Open::Loopt, "niks meer de deur uit, er klopt iets niet")]
    #[case(Wens::MeldingIntrek, Open::Loopt, "was de bewoner zelf, haal weg bij iedereen")]
    #[case(Wens::MeldingIntrek, Open::Stopvraag, "ja, aangifte bleek verzonnen")]
    #[case(Wens::MeldingIntrek, Open::Stopvraag, "vals alarm, was de bewoner")]
    #[case(Wens::MeldingLaten, Open::Sluitvraag, "nee, we zoeken nog")]
    #[case(Wens::MeldingSluit, Open::Sluitvraag, "ja dicht")]
    #[case(Wens::Doorgestuurd, Open::Loopt, "heb hem er net in gezet")]
    #[case(Wens::Doorgestuurd, Open::Echt, "zeker weten")]
    #[case(Wens::Terug, Open::Afwezig, "we zijn weer thuis")]
    #[case(Wens::OverdragenStop, Open::Overdracht, "gaat niet door, ik hou hem zelf")]
    #[case(Wens::MeldingGoedkeur, Open::Keuren, "gelezen, mag uit")]
    #[case(Wens::MeldingGoedkeur, Open::Keuren, "groen licht voor 0313")]
    #[case(Wens::MeldingGoedkeur, Open::Keuren, "niets op tegen, geef vrij")]
    #[case(Wens::MeldingAfwijs, Open::Keuren, "niet uitsturen, hij woont daar gewoon")]
    #[case(Wens::AanmeldenGoedkeur, Open::Keuren, "A-21 ken ik persoonlijk, toelaten")]
    #[case(Wens::AanmeldenAfwijs, Open::Keuren, "nee op A-30, twee leden is geen groep")]
    #[case(Wens::MeldingLaten, Open::Sluitvraag, "moet blijven staan")]
    #[case(Wens::MeldingSluit, Open::Sluitvraag, "sluit maar af, ze is gevonden")]
    #[case(Wens::MeldingVerstuur, Open::Voorbeeld, "zo kan hij weg")]
    fn it_is_said_outright(#[case] wens: Wens, #[case] open: Open, #[case] tekst: &str) {
        assert_eq!(woorden_voor(wens, open, tekst), Woorden::Zeggen, "{tekst}");
    }

    #[rstest]
    #[case(Wens::MeldingVerstuur, Open::Voorbeeld, "ja maar het is noordhove")]
    #[case(Wens::MeldingVerstuur, Open::Voorbeeld, "stuur nog niet")]
    #[case(Wens::MeldingVerstuur, Open::Voorbeeld, "zal ik sturen?")]
    #[case(Wens::MeldingVerstuur, Open::Voorbeeld, "stuur maar een eenheid")]
    #[case(Wens::MeldingVerstuur, Open::Voorbeeld, "stuur een collega")]
    #[case(Wens::MeldingVerstuur, Open::Voorbeeld, "stuur hem naar buiten")]
    #[case(Wens::MeldingVerstuur, Open::Voorbeeld, "stuur er twee")]
    #[case(Wens::MeldingVerstuur, Open::Voorbeeld, "stuur de ovd")]
    #[case(Wens::AanmeldenGoedkeur, Open::Keuren, "collega zegt dat A-21 akkoord is")]
    #[case(Wens::AanmeldenGoedkeur, Open::Keuren, "A-21 nog niet toelaten")]
    #[case(Wens::MeldingGoedkeur, Open::Keuren, "goedkeuren doe ik na de briefing")]
    #[case(Wens::MeldingGoedkeur, Open::Keuren, "ja hoor, lekker dan")]
    #[case(Wens::MeldingGoedkeur, Open::Keuren, "prima, leeftijd aanpassen en akkoord")]
    #[case(Wens::MeldingGoedkeur, Open::Keuren, "ja maar niet naar rokkeveen")]
    #[case(Wens::MeldingGoedkeur, Open::Keuren, "collega zegt dat het mag uitgaan")]
    #[case(Wens::MeldingGoedkeur, Open::Keuren, "mag uit als de straat klopt")]
    #[case(Wens::MeldingGoedkeur, Open::Keuren, "mag die weg?")]
    #[case(Wens::MeldingGoedkeur, Open::Keuren, "goed, maar eerst die straat eruit")]
    #[case(Wens::MeldingAfwijs, Open::Keuren, "niet afwijzen, is goed zo")]
    #[case(Wens::AanmeldenGoedkeur, Open::Keuren, "de melding is akkoord")]
    #[case(Wens::MeldingVerstuur, Open::Voorbeeld, "doorzetten lijkt me overdreven")]
    #[case(Wens::MeldingAnnuleer, Open::Voorbeeld, "haal die straat weg")]
    #[case(Wens::MeldingIntrek, Open::Loopt, "niet intrekken")]
    #[case(Wens::MeldingIntrek, Open::Loopt, "misschien intrekken")]
    #[case(Wens::MeldingIntrek, Open::Loopt, "dat kenteken moet weg")]
    #[case(Wens::MeldingIntrek, Open::Loopt, "die broek moet eraf")]
    #[case(Wens::MeldingIntrek, Open::Loopt, "trek je terug")]
    #[case(Wens::MeldingStop, Open::Loopt, "ik stop zo met mijn dienst")]
    #[case(Wens::MeldingSluit, Open::Sluitvraag, "nog niet, eerst de ander")]
    #[case(Wens::Doorgestuurd, Open::Loopt, "zal hem er zo in zetten")]
    #[case(Wens::Doorgestuurd, Open::Loopt, "de gemeente heeft een bord geplaatst")]
    #[case(Wens::Doorgestuurd, Open::Echt, "ja, in de familiegroep")]
    #[case(Wens::Doorgestuurd, Open::Loopt, "er in gezet, hoe haal ik het weg")]
    #[case(Wens::Terug, Open::Afwezig, "vanaf morgen weer thuis")]
    #[case(Wens::Terug, Open::Afwezig, "de inbrekers zijn weer terug")]
    #[case(Wens::OverdragenStop, Open::Overdracht, "buurman zegt stop overdracht")]
    #[case(Wens::MeldingAnnuleer, Open::Updatevoorbeeld, "update mag weg")]
    #[case(Wens::MeldingAnnuleer, Open::Voorbeeld, "nee wacht")]
    #[case(Wens::MeldingAnnuleer, Open::Updatevoorbeeld, "meer hoeft niet, weg naar groepen")]
    #[case(Wens::MeldingAnnuleer, Open::Updatevoorbeeld, "niet meer nodig, kan afsluiten")]
    #[case(Wens::MeldingLaten, Open::Stopvraag, "niet intrekken maar afronden")]
    #[case(Wens::MeldingLaten, Open::Stopvraag, "niet intrekken, wijk moet houtwijk zijn")]
    #[case(Wens::MeldingLaten, Open::Stopvraag, "weet nog niet")]
    #[case(Wens::Terug, Open::Afwezig, "im not coming back")]
    #[case(Wens::Doorgestuurd, Open::Loopt, "zoon heeft telefoon met de groep erop")]
    #[case(Wens::Tip, Open::Niets, "ik heb een tip")]
    fn it_is_not(#[case] wens: Wens, #[case] open: Open, #[case] tekst: &str) {
        assert_eq!(woorden_voor(wens, open, tekst), Woorden::Spreken, "{tekst}");
    }

    #[rstest]
    #[case("doe het zo", true)]
    #[case("moet ik nog doen, geef me een kwartiertje: over een kwartiertje", true)]
    #[case("ben zo thuis dan zet ik hem erin", true)]
    #[case("in a minute, just parking", true)]
    #[case("na het eten", true)]
    #[case("ik ben niet thuis en heb geen bereik", false)]
    #[case("ik ben zo ziek als een hond", false)]
    #[case("zo druk hier, dat gaat niet", false)]
    #[case("pas na mijn werk vanavond", false)]
    #[case("iemand anders eerst maar", false)]
    #[case("not after what happened last time", false)]
    fn later_is_within_minutes(#[case] tekst: &str, #[case] straks: bool) {
        assert_eq!(zegt_straks(tekst), straks, "{tekst}");
    }

    #[rstest]
    #[case("ja hoor dat mag van ze", Some(true))]
    #[case("zus zegt dat het mag", Some(true))]
    #[case("net gevraagd en ze zeiden ja graag zelfs", Some(true))]
    #[case("ze willen het niet", Some(false))]
    #[case("vader zegt nee", Some(false))]
    #[case("ze vinden het goed maar eerst moet oma nog", None)]
    #[case("mag het van de ovd?", None)]
    #[case("ik bel ze nog", None)]
    #[case("ze weten het nog niet", None)]
    #[case("ben net bij de familie naar binnen", None)]
    fn what_a_family_said(#[case] tekst: &str, #[case] zegt: Option<bool>) {
        assert_eq!(familie_zegt(tekst), zegt, "{tekst}");
    }

    #[test]
    fn an_order_to_send_somebody_is_one() {
        assert!(stuurt_iemand("Stuur er twee") && !stuurt_iemand("er waren er twee"));
    }

    #[test]
    fn words_that_say_nothing_of_it_are_silent() {
        assert_eq!(woorden_voor(Wens::Doorgestuurd, Open::Loopt, "de hele straat leest mee"), Woorden::Zwijgen);
    }
}
