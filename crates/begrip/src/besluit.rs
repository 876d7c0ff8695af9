//! A decision in natural words about something with a number: "goedgekeurd zm 313", "A-23 afwijzen, woont er niet".
//!
//! Owns the words of a decision; who may decide is the handlers'. Invariants: without a number there is no decision; a
//! negation never agrees, and a question decides nothing.

use std::ops::Range;

use crate::antwoord::{self, Bevestiging};
use crate::blokkade;
use crate::houding::{Houding, begin_van_zin, houding, zinsdelen};
use crate::ja_nee::Bij;
use crate::levensloop;
use crate::lijst::BESLUIT;
use crate::woorden::{Woord, norm_op, woorden};
use kern::domain::aanmelding::AanmeldingId;
use kern::domain::bord::BordId;
use kern::domain::informatie::InformatieId;
use kern::domain::overdracht::OverdrachtId;

/// What is decided, about which number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Besluit {
    /// Agreed.
    Akkoord(String),
    /// Refused: the number and the reason, as `/afwijzen` takes them.
    Afwijzen(String),
    /// Spoken of, and not given: asked about, put off, with a condition.
    Misschien(String),
}

/// Reads a decision. `codes` holds the letters that numbers of alerts begin with.
#[must_use]
pub fn lees(tekst: &str, codes: &[&str]) -> Option<Besluit> {
    let (nummer, plek) = nummer(tekst, codes)?;
    let alle = woorden(tekst);
    let zegt = |woord: &Woord| {
        let norm = woord.norm.as_str();
        BESLUIT.akkoord.contains(norm) || BESLUIT.afwijzen.contains(norm) || BESLUIT.keur.contains(norm)
    };
    if let Some(daad) = alle.iter().position(zegt) {
        let weigert = BESLUIT.afwijzen.contains(&alle[daad].norm);
        let gemeend = match houding(tekst, &alle, daad..daad + 1) {
            Houding::Doet => true,
            // The no of a yes is read below.
            Houding::Ontkent => !weigert,
            Houding::Vraagt | Houding::StaatNogNiet => false,
        };
        if !gemeend {
            return Some(Besluit::Misschien(nummer));
        }
    }
    if tekst.contains('?') {
        return None;
    }
    let niet = Bij::Besluit.hoort_nee(&alle);
    if let Some(woord) = alle.iter().find(|woord| BESLUIT.afwijzen.contains(&woord.norm)) {
        // "Collega wil A-1 afwijzen" is not theirs.
        let plaats = alle.iter().position(|ander| ander.plek == woord.plek).unwrap_or_default();
        let begin = begin_van_zin(tekst, &alle, plaats);
        let eigen = alle[begin..plaats].iter().all(|ander| {
            ligt_in(ander, &plek)
                || BESLUIT.stemt.contains(&ander.norm)
                || BESLUIT.bij_afwijzen.contains(&ander.norm)
                || Bij::Afwijzing.is_nee(&ander.norm)
        });
        // "A-5 is afgewezen door Jaap", "afgewezen had ik ook A-2": told, and no order.
        let erna = alle[plaats + 1..].iter().find(|ander| !ligt_in(ander, &plek));
        let verteld = BESLUIT.deelwoord.contains(&woord.norm)
            && erna.is_some_and(|erna| BESLUIT.afgewezen_verteld.contains(&erna.norm));
        if !eigen || verteld {
            return Some(Besluit::Misschien(nummer));
        }
        let voor_reden =
            alle.iter().any(|ander| Bij::Afwijzing.is_nee(&ander.norm) && ander.plek.start < woord.plek.start);
        let reden = reden(tekst, plek.end.max(woord.plek.end));
        return (!voor_reden).then(|| Besluit::Afwijzen(format!("{nummer} {reden}").trim().to_owned()));
    }
    let akkoord = BESLUIT.akkoord.staat_in(&alle) || BESLUIT.keurt_goed.staat_in(&alle) || keurt_goed(&alle);
    // "Collega geeft akkoord", "ik wacht op akkoord", "wat zonder akkoord ZM-1": somebody else's, or none yet.
    if akkoord && !niet && !heeft_voorwaarde(tekst) && !stemt_duidelijk_in(tekst, codes) {
        return Some(Besluit::Misschien(nummer));
    }
    // "ZM-0413 akkoord, maar alleen Rokkeveen": what it agrees to is not what waits.
    let rest = if heeft_voorwaarde(tekst) { reden(tekst, plek.end) } else { String::new() };
    (akkoord && !niet).then(|| Besluit::Akkoord(format!("{nummer} {rest}").trim().to_owned()))
}

/// Whether a text agrees itself, and now: its own part of the sentence holds nothing but the words of a yes ("A-1 is wat mij
/// betreft akkoord"), and no other part takes it back. What a colleague says, and what is waited for, is no yes.
#[must_use]
pub fn stemt_duidelijk_in(tekst: &str, codes: &[&str]) -> bool {
    // ">" quotes, and so does a name with a colon: "Piet: akkoord ZM-0001".
    if tekst.trim_start().starts_with('>') {
        return false;
    }
    let mut alle = woorden(tekst);
    let groet = alle.iter().position(|woord| BESLUIT.afsluiting.contains(&woord.norm)).unwrap_or(alle.len());
    alle.truncate(groet);
    // "Is ZM-0001 akkoord", "mag A-1 akkoord": a verb in front asks, with or without its mark.
    let (eerste, tweede) = (norm_op(&alle, 0), norm_op(&alle, 1));
    let gaat_over_ja =
        BESLUIT.akkoord.contains(tweede) || BESLUIT.goed.contains(tweede) || BESLUIT.mag_weg.contains(tweede);
    if BESLUIT.vraagt_vooraan.contains(eerste) && !gaat_over_ja {
        return false;
    }
    let plek = nummer(tekst, codes).map_or(0..0, |(_, plek)| plek);
    // "Ga je akkoord met ZM-0001", "akkoord ZM-0001 toch": somebody is asked.
    let laatste = alle.iter().rev().find(|woord| !ligt_in(woord, &plek)).filter(|_| alle.len() > 1);
    let vraagt_na = laatste.is_some_and(|laatste| BESLUIT.vraagt_achteraan.contains(&laatste.norm));
    if BESLUIT.vraagt_ander.staat_in(&alle) || vraagt_na {
        return false;
    }
    let is_nummer = |woord: &Woord| ligt_in(woord, &plek);
    let hoort = |woord: &Woord| {
        let norm = woord.norm.as_str();
        BESLUIT.stemt.contains(norm) || BESLUIT.akkoord.contains(norm) || is_nummer(woord)
    };
    let stemt = |deel: &[Woord]| {
        BESLUIT.akkoord.staat_in(deel)
            || BESLUIT.keurt_goed.staat_in(deel)
            || keurt_goed(deel)
            || deel.iter().any(&is_nummer)
    };
    let aangehaald = |deel: &[Woord]| {
        deel.last()
            .is_some_and(|laatste| tekst.get(laatste.plek.end..).is_some_and(|erna| erna.trim_start().starts_with(':')))
    };
    // The two of "A-1, akkoord" are parts of one yes.
    zinsdelen(tekst, &alle).all(|deel| match stemt(deel) {
        true => deel.iter().all(&hoort),
        false if aangehaald(deel) => deel.iter().all(|woord| hoort(woord) || BESLUIT.groet.contains(&woord.norm)),
        // "A-1 akkoord, heb haar gesproken" tells what was done before it; "wijk moet Rokkeveen zijn" wants something else.
        false => {
            let bezwaar = [&BESLUIT.twijfel_erbij, &BESLUIT.voorwaarde, &BESLUIT.van_een_ander];
            let niets_anders = deel.iter().all(|woord| hoort(woord) || BESLUIT.groet.contains(&woord.norm));
            !Bij::Besluit.hoort_nee(deel)
                && !bezwaar.iter().any(|lijst| lijst.staat_in(deel))
                && (niets_anders || BESLUIT.opmerking.staat_in(deel))
        }
    })
}

/// Whether a yes has a condition: "maar alleen Rokkeveen", "mits de kleur klopt".
#[must_use]
pub fn heeft_voorwaarde(tekst: &str) -> bool {
    woorden(tekst).iter().any(|woord| BESLUIT.voorwaarde.contains(&woord.norm))
}

/// A refusal without a number: "afwijzen", "afwijzen want te breed". Answers what stands behind the word.
#[must_use]
pub fn wijst_af(tekst: &str) -> Option<&str> {
    let alle = woorden(tekst);
    let eerste = alle.first().filter(|woord| BESLUIT.wijst_af.contains(&woord.norm))?;
    let zegt_iets_anders = alle.get(1).is_some_and(|erna| BESLUIT.geen_afwijzing.contains(&erna.norm));
    (!tekst.contains('?') && !zegt_iets_anders).then(|| tekst.get(eerste.plek.end..).unwrap_or_default().trim())
}

/// Whether a text can be the reason of a refusal: no question, no yes, no thanks, no report of a group.
#[must_use]
pub fn is_reden(tekst: &str) -> bool {
    let alle = woorden(tekst);
    let zegt_iets = alle.iter().any(|woord| !BESLUIT.geen_reden.contains(&woord.norm));
    let meldt = matches!(antwoord::bevestiging(tekst), Some(Bevestiging::Geplaatst { .. }));
    let vraagt = tekst.contains('?') || alle.first().is_some_and(|woord| BESLUIT.vraagt.contains(&woord.norm));
    // "Nee A-3 bedoel ik", "wijkagent wil dat A-6 afgewezen wordt": about another, and nothing for whoever asked.
    let ander = nummer(tekst, &[]).is_some() || BESLUIT.bedoelt_anders.staat_in(&alle);
    zegt_iets && !meldt && !vraagt && !ander && !stemt_zomaar_in(tekst) && !neemt_afwijzing_terug(&alle)
}

/// Whether what stands behind a refusal and its number takes it back: "nee wacht nog niet".
#[must_use]
pub fn neemt_terug(erachter: &str) -> bool {
    let alle = woorden(erachter);
    let nummer = alle.iter().take_while(|woord| heeft_cijfer(&woord.norm)).count();
    neemt_afwijzing_terug(&alle[nummer..])
}

/// Whether an answer hesitates or puts off, and says nothing else: "nee wacht even", "weet ik nog niet".
#[must_use]
pub fn aarzelt(tekst: &str) -> bool {
    let alle = woorden(tekst);
    let rest = &alle[BESLUIT.uitroep.aanloop(&alle)..];
    BESLUIT.aarzelt.langste(rest).is_some_and(|lengte| BESLUIT.bij_aarzelen.vult(&rest[lengte..]))
        || BESLUIT.moet_nog.langste(rest).is_some_and(|lengte| BESLUIT.bij_aarzelen.vult(&rest[lengte..]))
}

/// A yes that was given is taken back: "oeps, niet akkoord", "trek mijn akkoord in", "A-1 toch niet akkoord". Answers the
/// number that it names, empty where none. A reason behind it ("niet akkoord met de wijk") makes it a refusal.
#[must_use]
pub fn neemt_ja_terug(tekst: &str, codes: &[&str]) -> Option<String> {
    let genoemd = nummer(tekst, codes);
    let is_nummer = |woord: &Woord| genoemd.as_ref().is_some_and(|(_, plek)| ligt_in(woord, plek));
    // "Akkoord A-1 was een vergissing": whatever it is about.
    let mut alle: Vec<Woord> = Vec::new();
    for woord in woorden(tekst) {
        if !is_nummer(&woord) {
            alle.push(woord);
        } else if alle.last().is_some_and(|voor| BESLUIT.voor_nummer.contains(&voor.norm)) {
            // "Mijn akkoord op A-1 was een vergissing".
            alle.pop();
        }
    }
    let ontkent = alle.iter().enumerate().any(|(plaats, woord)| {
        let ervoor = plaats.checked_sub(1).map_or("", |ervoor| alle[ervoor].norm.as_str());
        BESLUIT.akkoord.contains(&woord.norm) && BESLUIT.ja_terug_niet.contains(ervoor)
    });
    let terug = BESLUIT.ja_terug.staat_in(&alle)
        || ontkent
            && alle.iter().all(|woord| {
                let norm = woord.norm.as_str();
                let hoort = BESLUIT.akkoord.contains(norm) || BESLUIT.ja_terug_niet.contains(norm);
                hoort || BESLUIT.ja_terug_vulling.contains(norm)
            });
    let vraagt = tekst.contains('?') || alle.first().is_some_and(|woord| BESLUIT.vraagt.contains(&woord.norm));
    (terug && !vraagt && alle.len() <= TAKES_BACK_WORDS_MAX)
        .then(|| genoemd.map(|(nummer, _)| nummer).unwrap_or_default())
}

/// Whether a text undoes what its writer did just now, without a word about what that was: "misklik", "te snel getikt", "oeps".
#[must_use]
pub fn maakt_ongedaan(tekst: &str) -> bool {
    let alle = woorden(tekst);
    let lengte = |begin: usize| BESLUIT.ongedaan.langste(&alle[begin..]);
    let hier = (0..alle.len()).find_map(|begin| lengte(begin).map(|lengte| begin..begin + lengte));
    hier.is_some_and(|plek| {
        !tekst.contains('?')
            && BESLUIT.bij_ongedaan.vult(&alle[..plek.start])
            && BESLUIT.bij_ongedaan.vult(&alle[plek.end..])
    })
}

/// Whether such a text is only a no, which may be to what was just asked: not "oeps, niet akkoord", not "trek mijn akkoord in".
#[must_use]
pub fn zegt_kaal_nee(tekst: &str) -> bool {
    let alle = woorden(tekst);
    !BESLUIT.ja_terug.staat_in(&alle) && !BESLUIT.komt_terug_op.staat_in(&alle)
}

/// More words than this tell of something.
const TAKES_BACK_WORDS_MAX: usize = 14;

/// "Nee wacht, eerst even bellen", "toch maar akkoord", "niet afwijzen!": whoever was asked why takes the refusal back.
fn neemt_afwijzing_terug(alle: &[Woord]) -> bool {
    let aarzelt = BESLUIT.aarzelt.begint(&alle[BESLUIT.uitroep.aanloop(alle)..]).is_some();
    // "Toch maar akkoord"; "geen akkoord van familie" is a reason.
    let toch_akkoord = alle.iter().enumerate().any(|(plaats, woord)| {
        let ervoor = plaats.checked_sub(1).map_or("", |ervoor| alle[ervoor].norm.as_str());
        BESLUIT.akkoord.contains(&woord.norm) && (ervoor.is_empty() || BESLUIT.toch.contains(ervoor))
    });
    aarzelt || BESLUIT.toch_niet_afwijzen.staat_in(alle) || toch_akkoord
}

/// Whether a text agrees without saying to what, or says it with a mistake in the word: "akoord allemaal", "keur alles
/// maar goed". It decides nothing: what waits is shown.
#[must_use]
pub fn stemt_zomaar_in(tekst: &str) -> bool {
    let alle = woorden(tekst);
    let bijna = |norm: &str| {
        BESLUIT.akkoord.contains(norm) || norm.chars().count() >= 5 && BESLUIT.akkoord_met_fout.bijna(norm)
    };
    let stemt_in = |woord: &Woord| bijna(&woord.norm);
    !alle.is_empty()
        && alle.len() <= 8
        && !tekst.contains('?')
        && (keurt_goed(&alle) || alle.iter().any(stemt_in))
        && alle.iter().all(|woord| {
            let norm = woord.norm.as_str();
            stemt_in(woord) || BESLUIT.alles.contains(norm) || BESLUIT.vulling.contains(norm) || heeft_cijfer(norm)
        })
}

/// Whether a text is a decision and nothing else: "akkoord", "niet akkoord", "weigeren graag".
#[must_use]
pub fn is_besluit_alleen(tekst: &str) -> bool {
    let alle = woorden(tekst);
    let zonder: Vec<&str> =
        alle.iter().filter(|woord| !BESLUIT.ontkent.contains(&woord.norm)).map(|woord| woord.norm.as_str()).collect();
    stemt_zomaar_in(&zonder.join(" ")) || wijst_af(tekst).is_some()
}

/// "Keur alles maar goed", whatever stands between.
fn keurt_goed(alle: &[Woord]) -> bool {
    BESLUIT.keur.staat_in(alle) && BESLUIT.goed.staat_in(alle)
}

fn heeft_cijfer(norm: &str) -> bool {
    norm.bytes().any(|teken| teken.is_ascii_digit()) || BESLUIT.code_of_letter.contains(norm)
}

/// Whether a word is part of what stands at this place: of the number.
const fn ligt_in(woord: &Woord, plek: &Range<usize>) -> bool {
    plek.start <= woord.plek.start && woord.plek.end <= plek.end
}

/// What stands behind the number and the decision.
fn reden(tekst: &str, na: usize) -> String {
    let mut rest = tekst.get(na..).unwrap_or_default().trim_start_matches(|teken: char| !teken.is_alphanumeric());
    for aanloop in &BESLUIT.aanloop {
        if let Some(over) = rest.strip_prefix(aanloop.as_str()).filter(|over| over.starts_with([' ', ':', ','])) {
            rest = over.trim_start_matches(|teken: char| !teken.is_alphanumeric());
        }
    }
    rest.trim_end().to_owned()
}

/// Whether a text that may be about what waits with this number decides about something else, or names that: "A-5 afwijzen, man
/// woont daar niet", "blokkeer 06…".
#[must_use]
pub fn gaat_over_ander(tekst: &str, codes: &[&str], eigen: &str) -> bool {
    let ander = nummer(tekst, codes).is_some_and(|(nummer, _)| nummer != eigen);
    ander || wijst_af(tekst).is_some() || blokkade::beveelt(tekst)
}

/// The number of the request or hand-over that a text names, and of no alert.
#[must_use]
pub fn nummer_van_verzoek(tekst: &str, codes: &[&str]) -> Option<String> {
    if levensloop::nummer_in(tekst, codes).is_some() {
        return None;
    }
    nummer(tekst, codes).map(|(nummer, _)| nummer)
}

/// The number that a text names: of an alert, a request or a hand-over.
fn nummer(tekst: &str, codes: &[&str]) -> Option<(String, Range<usize>)> {
    levensloop::nummer_in(tekst, codes).or_else(|| {
        let alle = woorden(tekst);
        alle.iter().enumerate().find_map(|(plaats, woord)| {
            let lees = |tekst: &str| {
                let aanmelding = AanmeldingId::lees(tekst).map(|id| id.nummer());
                let overdracht = || OverdrachtId::lees(tekst).map(|id| id.nummer());
                let informatie = || InformatieId::lees(tekst).map(|id| id.nummer());
                aanmelding.or_else(overdracht).or_else(informatie).or_else(|| BordId::lees(tekst).map(|id| id.nummer()))
            };
            let cijfer = woord.norm.bytes().any(|teken| teken.is_ascii_digit());
            if let Some(nummer) = cijfer.then(|| lees(&woord.norm)).flatten() {
                return Some((nummer, woord.plek.clone()));
            }
            let volgend = alle.get(plaats + 1).filter(|_| BESLUIT.letter_van_nummer.contains(&woord.norm))?;
            let dichtbij = tekst.get(woord.plek.end..volgend.plek.start).is_some_and(|ertussen| ertussen.len() <= 1);
            let nummer = lees(&format!("{}{}", woord.norm, volgend.norm)).filter(|_| dichtbij)?;
            Some((nummer, woord.plek.start..volgend.plek.end))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("te breed", true)]
    #[case("verkeerde wijk", true)]
    #[case("wij kennen deze persoon niet", true)]
    #[case("groep bestaat al", true)]
    #[case("nee, te vaag", true)]
    #[case("kan niet, te veel groepen", true)]
    #[case("wat houdt dat in?", false)]
    #[case("wat moet ik hier invullen", false)]
    #[case("akkoord", false)]
    #[case("bedankt", false)]
    #[case("nee", false)]
    #[case("ja hoor", false)]
    #[case("staat erin", false)]
    #[case("ok prima", false)]
    #[case("toch maar akkoord", false)]
    #[case("geen akkoord van familie", true)]
    #[case("niet akkoord met de tekst", true)]
    #[case("nee wacht, eerst even bellen", false)]
    #[case("niet afwijzen!", false)]
    #[case("even overleggen", false)]
    #[case("wacht nog even ik bel je", false)]
    #[case("nee wacht nog niet", false)]
    #[case("oh laat maar", false)]
    #[case("nog even kijken", false)]
    #[case("eerst nog wabp regelen", true)]
    #[case("groep wacht op een andere beheerder", true)]
    #[case("niet van deze wijk", true)]
    fn a_reason_says_why(#[case] tekst: &str, #[case] verwacht: bool) {
        assert_eq!(is_reden(tekst), verwacht, "{tekst}");
    }

    #[rstest]
    #[case("afwijzen", Some(""))]
    #[case("Afwijzen want te breed", Some("want te breed"))]
    #[case("afgewezen, verkeerde wijk", Some(", verkeerde wijk"))]
    #[case("niet afwijzen", None)]
    #[case("afwijzen?", None)]
    #[case("kan ik iets afwijzen", None)]
    #[case("afwijzen hoeft niet", None)]
    #[case("weigeren doe ik niet", None)]
    #[case("geweigerd door bewoner", None)]
    #[case("afgewezen door de gemeente", None)]
    #[case("afwijzen wil ik hem niet", None)]
    fn a_refusal_without_a_number(#[case] tekst: &str, #[case] verwacht: Option<&str>) {
        assert_eq!(wijst_af(tekst), verwacht, "{tekst}");
    }

    #[rstest]
    #[case("goedgekeurd zm 313", Some(Besluit::Akkoord("ZM-0313".into())))]
    #[case("ik keur hem zelf goed zm313", Some(Besluit::Akkoord("ZM-0313".into())))]
    #[case("goedgekeurd a22", Some(Besluit::Akkoord("A-22".into())))]
    #[case("O-5 akkoord", Some(Besluit::Akkoord("O-5".into())))]
    #[case("A-23 afwijzen, woont niet in de wijk", Some(Besluit::Afwijzen("A-23 woont niet in de wijk".into())))]
    #[case("zm313 afgekeurd want te vaag", Some(Besluit::Afwijzen("ZM-0313 te vaag".into())))]
    #[case("niet akkoord zm313", None)]
    #[case("zm313 nog niet goedgekeurd", None)]
    #[case("is zm313 al goedgekeurd?", Some(Besluit::Misschien("ZM-0313".into())))]
    #[case("mag ik ZM-0001 akkoord geven", Some(Besluit::Misschien("ZM-0001".into())))]
    #[case("wie heeft ZM-0001 akkoord gegeven", Some(Besluit::Misschien("ZM-0001".into())))]
    #[case("ik wil ZM-0001 pas later akkoord geven", Some(Besluit::Misschien("ZM-0001".into())))]
    #[case("ga ik akkoord met ZM-0001", Some(Besluit::Misschien("ZM-0001".into())))]
    #[case("mag ik A-1 akkoord geven", Some(Besluit::Misschien("A-1".into())))]
    #[case("als de wijk klopt is zm 1 akkoord", Some(Besluit::Misschien("ZM-0001".into())))]
    #[case("moet ik zm1 afwijzen", Some(Besluit::Misschien("ZM-0001".into())))]
    #[case("straks zm1 akkoord", Some(Besluit::Misschien("ZM-0001".into())))]
    #[case("A-12 afwijzen, heeft al een groep", Some(Besluit::Afwijzen("A-12 heeft al een groep".into())))]
    #[case("A-12 afwijzen wil alleen meelezen", Some(Besluit::Afwijzen("A-12 wil alleen meelezen".into())))]
    #[case("A-12 akkoord, heb haar gesproken", Some(Besluit::Akkoord("A-12".into())))]
    #[case("zm1 akkoord volgt", Some(Besluit::Misschien("ZM-0001".into())))]
    #[case("niet afwijzen a22", Some(Besluit::Misschien("A-22".into())))]
    #[case("goedgekeurd", None)]
    #[case("", None)]
    fn a_decision_in_natural_words(#[case] tekst: &str, #[case] verwacht: Option<Besluit>) {
        assert_eq!(lees(tekst, &["ZM", "LD"]), verwacht, "{tekst}");
    }

    #[rstest]
    #[case("oeps niet akkoord", Some(""))]
    #[case("Oeps, toch niet akkoord!", Some(""))]
    #[case("niet akkoord", Some(""))]
    #[case("geen akkoord", Some(""))]
    #[case("nee sorry, was niet akkoord", Some(""))]
    #[case("ik trek mijn akkoord in", Some(""))]
    #[case("akkoord intrekken aub", Some(""))]
    #[case("akkoord was een vergissing", Some(""))]
    #[case("per ongeluk op akkoord getikt", Some(""))]
    #[case("die had ik niet moeten goedkeuren", Some(""))]
    #[case("te snel goedgekeurd, sorry", Some(""))]
    #[case("A-1 toch niet akkoord", Some("A-1"))]
    #[case("zm 313 niet akkoord", Some("ZM-0313"))]
    #[case("trek mijn goedkeuring in van zm313", Some("ZM-0313"))]
    #[case("niet akkoord met de wijk", None)]
    #[case("familie niet akkoord", None)]
    #[case("geen akkoord van familie", None)]
    #[case("waarom niet akkoord", None)]
    #[case("niet akkoord?", None)]
    #[case("akkoord", None)]
    #[case("goedgekeurd zm 313", None)]
    #[case("", None)]
    fn a_yes_that_is_taken_back(#[case] tekst: &str, #[case] verwacht: Option<&str>) {
        assert_eq!(neemt_ja_terug(tekst, &["ZM", "LD"]).as_deref(), verwacht, "{tekst}");
    }

    #[rstest]
    #[case("akoord allemaal", true)]
    #[case("allemaal akkoord", true)]
    #[case("akkoord alle twee", true)]
    #[case("akkort beide", true)]
    #[case("alles goedkeuren", true)]
    #[case("keur alles maar goed", true)]
    #[case("accord zm313", true)]
    #[case("prima, allebei goedgekeurd hoor", true)]
    #[case("niet akkoord", false)]
    #[case("allemaal mensen op straat", false)]
    #[case("is alles akkoord?", false)]
    #[case("beide mannen in het zwart", false)]
    #[case("goed", false)]
    #[case("", false)]
    fn agreeing_to_nothing_in_particular(#[case] tekst: &str, #[case] verwacht: bool) {
        assert_eq!(stemt_zomaar_in(tekst), verwacht, "{tekst}");
    }

    #[rstest]
    #[case("akkoord", true)]
    #[case("niet akkoord", true)]
    #[case("goedkeuren graag", true)]
    #[case("woninginbraak rokkeveen man rode jas", false)]
    #[case("niet akkoord gegaan met buurman, ruzie", false)]
    #[case("", false)]
    fn a_decision_and_nothing_else(#[case] tekst: &str, #[case] verwacht: bool) {
        assert_eq!(is_besluit_alleen(tekst), verwacht, "{tekst}");
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(tekst in ".{0,200}") {
            let _ = stemt_zomaar_in(&tekst);
            let _ = lees(&tekst, &["ZM"]);
        }
    }
}
