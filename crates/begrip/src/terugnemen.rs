//! Words that take back what was sent, beyond those that `levensloop` reads: "trek m toch maar in", "haal m maar weg",
//! "kan weg, foute wijk", "toch niet, loos alarm".
//!
//! Owns these wordings, and which of them point at something earlier than what is shown now. Invariants: only "trek in",
//! "haal terug" and "neem terug" withdraw, whatever stands between ([`levensloop::hoort_bijeen`]); anything looser only
//! ever stops and asks; a negation, a condition or a question takes nothing back, and neither does a text that says more
//! than why.

use crate::ja_nee::Bij;
use crate::levensloop::{self, Gezegd, Levensloop};
use crate::lijst::TERUGNEMEN;
use crate::woorden::{Woord, lijkt_op, woorden};
use kern::domain::intrekking::Waarom;

/// More words than this tell a story.
const WOORDEN_MAX: usize = 14;

/// Between a verb and the word that belongs to it stands no more than this.
const TUSSEN_MAX: usize = 7;
/// Words of somebody who tells only why.
const REDEN_WOORDEN_MAX: usize = 7;
/// So far from the beginning a text may still begin with giving up.
const BEGIN_MAX: usize = 3;

fn vulling(norm: &str) -> bool {
    TERUGNEMEN.vulling.contains(norm) || TERUGNEMEN.eerdere.contains(norm)
}

fn haalt_weg(norm: &str) -> bool {
    TERUGNEMEN.haalt_weg.contains(norm)
}

fn weg(norm: &str) -> bool {
    TERUGNEMEN.weg.contains(norm)
}

/// Whether the words behind it are none, or say why.
fn zegt_waarom(tekst: &str, rest: &[Woord]) -> bool {
    rest.iter().all(|woord| vulling(&woord.norm))
        || TERUGNEMEN.fout.staat_in(rest)
        || rest.first().is_some_and(|eerste| {
            levensloop::waarom(tekst.get(eerste.plek.start..).unwrap_or_default()) != Waarom::NietGezegd
        })
}

/// The place of a word that is reached from here over words that change nothing.
fn over_vulling(alle: &[Woord], na: usize, past: impl Fn(&str) -> bool) -> Option<usize> {
    let vrij =
        alle.get(na..)?.iter().take(TUSSEN_MAX).take_while(|woord| !past(&woord.norm) && vulling(&woord.norm)).count();
    alle.get(na + vrij).filter(|woord| past(&woord.norm)).map(|_| na + vrij)
}

/// Reads a text; `None` if it takes nothing back in these words. `codes` holds the letters that numbers begin with.
#[must_use]
pub fn lees(tekst: &str, codes: &[&str]) -> Option<Levensloop> {
    let nummer = levensloop::nummer_in(tekst, codes).map(|(nummer, _)| nummer);
    let rest = levensloop::zonder_nummer(tekst, codes);
    let alle = woorden(&rest);
    if alle.is_empty() || alle.len() > WOORDEN_MAX || tekst.contains('?') || TERUGNEMEN.geen_terugname.staat_in(&alle) {
        return None;
    }
    let begin = alle.iter().take_while(|woord| vulling(&woord.norm)).count();
    let vanaf = |plaats: usize| alle.get(plaats..).unwrap_or_default();
    let niet = |tot: usize| Bij::Terugnemen.hoort_nee(&alle[..tot]);
    let reden = |na: usize| {
        let los = |teken: char| !teken.is_alphanumeric();
        let tekst = vanaf(na).first().and_then(|woord| rest.get(woord.plek.start..)).unwrap_or_default();
        let tekst = tekst.trim_end_matches(los);
        let zonder = |leidt: &String| tekst.strip_prefix(leidt.as_str())?.strip_prefix(' ');
        TERUGNEMEN.leidt_reden.iter().find_map(zonder).unwrap_or(tekst).to_owned()
    };
    let klaar = |gezegd: Gezegd, na: usize| Some(Levensloop { gezegd, nummer: nummer.clone(), tekst: reden(na) });
    // "Trek m toch maar in", "haal die vorige nou maar terug". "Trek je terug" is said to somebody on the street.
    if let Some(trekt) = vanaf(begin).first().map(|woord| woord.norm.as_str())
        && let Some(einde) = over_vulling(&alle, begin + 1, |norm| levensloop::hoort_bijeen(trekt, norm))
        && !TERUGNEMEN.u.staat_in(&alle[begin..einde])
        && !niet(einde)
        && !levensloop::hoeft_niet(vanaf(einde + 1))
        && zegt_waarom(&rest, vanaf(einde + 1))
    {
        return klaar(Gezegd::Intrekken(levensloop::afloop(&alle)), einde + 1);
    }
    // "Haal m maar weg", "die kan eruit", "verwijder de melding", "weg ermee": stops, and asks.
    let verwijdert = |norm: &str| {
        TERUGNEMEN.verwijdert.contains(norm)
            || (levensloop::bijna_intrekken(norm)
                && TERUGNEMEN
                    .intrekken_met_fout
                    .iter()
                    .any(|bekend| lijkt_op(norm, bekend).is_some_and(|afstand| afstand <= 1)))
    };
    let haalt = alle.iter().take(begin + 1).rposition(|woord| haalt_weg(&woord.norm));
    let einde = haalt
        .and_then(|plaats| over_vulling(&alle, plaats + 1, weg))
        .or_else(|| vanaf(begin).first().filter(|woord| verwijdert(&woord.norm)).map(|_| begin))
        .or_else(|| TERUGNEMEN.weg_ermee.begint(vanaf(begin)).map(|lengte| begin + lengte - 1));
    if let Some(einde) = einde
        && !niet(einde)
        && !levensloop::hoeft_niet(vanaf(einde + 1))
        && zegt_waarom(&rest, vanaf(einde + 1))
    {
        return klaar(Gezegd::Paniek, einde + 1);
    }
    // "Toch niet, loos alarm", "toch maar niet", "hoeft niet meer, was de bewoner".
    let ziet_af = TERUGNEMEN.ziet_af.eerste_bij(&alle, 0..=begin.min(BEGIN_MAX)).map(|plek| plek.end);
    if let Some(na) = ziet_af
        && zegt_waarom(&rest, vanaf(na))
    {
        return klaar(Gezegd::Paniek, na);
    }
    // "Loos alarm", "sorry per ongeluk verstuurd", "was de bewoner zelf": only why.
    let waarom = levensloop::waarom(&rest);
    let alleen = matches!(waarom, Waarom::NietsAanDeHand | Waarom::PerOngeluk | Waarom::AnderePersoon | Waarom::Dubbel);
    let zegt_meer = alle.iter().any(|woord| {
        let norm = woord.norm.as_str();
        !vulling(norm) && !TERUGNEMEN.fout.contains(norm) && !TERUGNEMEN.rondom.contains(norm)
    });
    (alleen && !zegt_meer && alle.len() <= begin + REDEN_WOORDEN_MAX).then(|| klaar(Gezegd::Paniek, 0)).flatten()
}

/// Whether a text points at something earlier than what is shown now, or at more than one: "stop de vorige".
#[must_use]
pub fn wijst_eerdere(tekst: &str) -> bool {
    TERUGNEMEN.eerdere.staat_in(&woorden(tekst))
}

/// Whether a text begins with a word of cancelling, which is about what was being written: "annuleren", "cancel".
#[must_use]
pub fn annuleert(tekst: &str) -> bool {
    woorden(tekst).iter().find(|woord| !vulling(&woord.norm)).is_some_and(|woord| {
        TERUGNEMEN.annuleert_met_fout.bijna(&woord.norm) || TERUGNEMEN.annuleert.contains(&woord.norm)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    const CODES: [&str; 3] = ["ZM", "LD", "OEF"];

    #[rstest]
    #[case("trek m toch maar in, verkeerde wijk", "verkeerde wijk")]
    #[case("trek 'm toch maar in want foute straat", "foute straat")]
    #[case("sorry trek hem gewoon maar even in", "")]
    #[case("haal die melding toch maar terug", "")]
    #[case("nee trek die vorige nou maar in", "")]
    #[case("trek zm231 toch maar in, loos alarm", "loos alarm")]
    fn a_withdrawal_whatever_stands_between(#[case] tekst: &str, #[case] reden: &str) {
        let gelezen = lees(tekst, &CODES).map(|gelezen| (gelezen.gezegd, gelezen.tekst));
        assert_eq!(gelezen, Some((Gezegd::Intrekken(None), reden.to_owned())), "{tekst}");
    }

    #[rstest]
    #[case("haal m maar weg")]
    #[case("kan weg, foute wijk")]
    #[case("die kan weg")]
    #[case("mag eruit, was de bewoner")]
    #[case("verwijder de melding")]
    #[case("verwijder hem maar, loos alarm")]
    #[case("weg ermee")]
    #[case("gooi maar weg, dubbel")]
    #[case("toch niet, loos alarm")]
    #[case("toch maar niet")]
    #[case("hoeft niet meer, was de eigenaar")]
    #[case("sorry, loos alarm")]
    #[case("was de bewoner zelf")]
    #[case("per ongeluk verstuurd")]
    #[case("oeps dubbele melding")]
    #[case("loos alarm gebleken")]
    #[case("blijkt bewoner te zijn")]
    #[case("het bleek de eigenaar")]
    #[case("bleek de bewoner zelf")]
    fn looser_words_stop_and_ask(#[case] tekst: &str) {
        assert_eq!(lees(tekst, &CODES).map(|gelezen| gelezen.gezegd), Some(Gezegd::Paniek), "{tekst}");
    }

    #[rstest]
    #[case("man haalt fiets weg bij station")]
    #[case("verdachte kan weg zijn richting station")]
    #[case("nog niet weghalen")]
    #[case("haal m niet weg")]
    #[case("kan die al weg?")]
    #[case("trek je jas in de kast")]
    #[case("trek je terug")]
    #[case("trek u terug uit de straat")]
    #[case("haal hem even in")]
    #[case("haal m in, hij rijdt naar het station")]
    #[case("haal hem even in, bewoner rent mee")]
    #[case("neem hem maar in")]
    #[case("overval, auto staat dubbel geparkeerd")]
    #[case("overval auto dubbel geparkeerd")]
    #[case("man onschuldig neergeslagen")]
    #[case("fietser per ongeluk aangereden")]
    #[case("ruzie om misverstand op het plein")]
    #[case("intrekken hoeft niet")]
    #[case("intrekken is niet nodig")]
    #[case("trek in hoeft niet meer")]
    #[case("weghalen is toch niet nodig")]
    #[case("verwijder mijn gegevens")]
    #[case("haal mij eruit")]
    #[case("als hij gepakt is kan hij weg")]
    #[case("geen loos alarm")]
    #[case("misschien loos alarm")]
    #[case("man trekt vrouw de bosjes in")]
    #[case("hij is weg")]
    #[case("goedemorgen")]
    #[case("")]
    #[case("🚨")]
    fn what_takes_nothing_back(#[case] tekst: &str) {
        assert_eq!(lees(tekst, &CODES), None, "{tekst}");
    }

    #[rstest]
    #[case("annuleren", true)]
    #[case("nee annuleer", true)]
    #[case("anuleren!!", true)]
    #[case("stop", false)]
    #[case("fout", false)]
    fn a_word_of_cancelling(#[case] tekst: &str, #[case] verwacht: bool) {
        assert_eq!(annuleert(tekst), verwacht, "{tekst}");
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(tekst in ".{0,200}") {
            let _ = (lees(&tekst, &CODES), wijst_eerdere(&tekst), annuleert(&tekst));
        }

        #[test]
        fn any_order_of_these_words_is_read_without_panic(
            woorden in prop::collection::vec(prop::sample::select(vec!["trek", "in", "haal", "weg", "toch", "niet", "zm231", "maar", "loos", "alarm", "é", ","]), 0..12)
        ) {
            let _ = lees(&woorden.join(" "), &CODES);
        }
    }
}
