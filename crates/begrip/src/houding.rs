//! How a text stands towards an act that it names: does it ask for it, ask about it, deny it, or put it off?
//!
//! Owns the words around an act; which words are the act is decided where it is read. Invariants: what only *may* be a
//! request is none ("intrekken?", "akkoord als de kleur klopt", "blokkeer nog niet"); a courtesy stays a request ("kan die
//! ingetrokken worden?").

use std::ops::Range;

use crate::lijst::{HOUDING, LEVENSLOOP};
use crate::woorden::{Woord, Woordenset, norm_op, woorden};

/// How a text stands towards the act that it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Houding {
    /// It is to be done, now.
    Doet,
    /// Whether, why or when is asked.
    Vraagt,
    /// It is not to be done.
    Ontkent,
    /// Later, perhaps, if something else happens first, or as somebody else wants it.
    StaatNogNiet,
}

/// The stance of a text, cut up in `alle`, towards the act in its words of `daad`. Only its own clause counts: "signalement
/// klopt niet, intrekken" and "intrekken, heeft niets gedaan" tell why.
#[must_use]
pub fn houding(tekst: &str, alle: &[Woord], daad: Range<usize>) -> Houding {
    let voor = alle.get(..daad.start).unwrap_or_default();
    let voor = voor.get(begin_van_zin(tekst, alle, daad.start)..).unwrap_or_default();
    let na = alle.get(daad.end..).unwrap_or_default();
    let (ontkent, stelt_uit) = erna(tekst, alle, daad.end);
    // Of a stop no second word makes less: "stop nee", "stop wacht", "stop zegt de ovd".
    let stopt = LEVENSLOOP.paniek.contains(norm_op(alle, daad.start))
        || LEVENSLOOP.paniek_reeksen.begint(alle.get(daad.start..).unwrap_or_default()).is_some();
    let weegt = !stopt;
    if vraagt_ernaar(tekst, alle, voor) || (weegt && vraagt_erna(tekst, alle, daad.end)) {
        Houding::Vraagt
    } else if ontkend_ervoor(voor)
        || ontkent
        || alleen_niet(zonder_vulling(na))
        || (weegt && neemt_het_terug(tekst, alle, daad.end))
    {
        Houding::Ontkent
    } else if HOUDING.voorwaarde.contains(norm_op(alle, 0)) && daad.start > 0
        || stelt_uit
        || uitgesteld(voor, na)
        || HOUDING.van_anderen.staat_in(voor)
        || zegt_een_ander(voor)
        || over_een_poos(voor, na)
        || weegt
            && (zegt_een_ander_erna(tekst, alle, daad.end)
                || maakt_grap(voor)
                || maakt_grap(na)
                || HOUDING.aarzelt.staat_in(voor)
                || aarzelt_erna(na))
    {
        Houding::StaatNogNiet
    } else {
        Houding::Doet
    }
}

/// Where the clause begins that the word at this place stands in.
pub(crate) fn begin_van_zin(tekst: &str, alle: &[Woord], plaats: usize) -> usize {
    (1..=plaats.min(alle.len().saturating_sub(1))).rev().find(|hier| is_gescheiden(tekst, alle, *hier)).unwrap_or(0)
}

/// Whether a mark stands between the word at this place and the one before it.
pub(crate) fn is_gescheiden(tekst: &str, alle: &[Woord], plaats: usize) -> bool {
    let (Some(vorig), Some(woord)) = (plaats.checked_sub(1).and_then(|vorig| alle.get(vorig)), alle.get(plaats)) else {
        return false;
    };
    let tussen = tekst.get(vorig.plek.end..woord.plek.start).unwrap_or_default();
    tussen.contains([',', '.', '!', ';', ':', '\n'])
}

/// The parts of a text that marks keep apart.
pub(crate) fn zinsdelen<'a>(tekst: &'a str, alle: &'a [Woord]) -> impl Iterator<Item = &'a [Woord]> + 'a {
    let mut begin = 0;
    (1..=alle.len()).filter_map(move |plaats| {
        let einde = plaats == alle.len() || is_gescheiden(tekst, alle, plaats);
        einde.then(|| &alle[std::mem::replace(&mut begin, plaats)..plaats])
    })
}

/// "Piet zegt blokkeer …": somebody says it, and not whoever writes.
fn zegt_een_ander(voor: &[Woord]) -> bool {
    voor.windows(2).any(|paar| HOUDING.zegt.contains(&paar[1].norm) && !HOUDING.ik.contains(&paar[0].norm))
}

/// What stands behind an act in its own clause, without what it is about; empty where a mark parts the two.
fn aansluitend<'a>(tekst: &str, alle: &'a [Woord], einde: usize) -> &'a [Woord] {
    let kern = zonder_vulling(alle.get(einde..).unwrap_or_default());
    let eerste = alle.len() - kern.len();
    if (einde..=eerste).any(|hier| is_gescheiden(tekst, alle, hier)) { &[] } else { kern }
}

/// "Blokkeer dit nummer zegt Piet", "intrekken vraag ik aan de ovd": behind the act too it may be said whose wish it is.
/// "Intrekken zeg ik" is one's own.
fn zegt_een_ander_erna(tekst: &str, alle: &[Woord], einde: usize) -> bool {
    let kern = aansluitend(tekst, alle, einde);
    let ik = HOUDING.ik.contains(norm_op(kern, 1));
    let rest = zonder_vulling(alle.get(einde..).unwrap_or_default());
    // "Intrekken, zegt de ovd"; "intrekken, zegt dat hij er woont" is a reason.
    HOUDING.zegt.contains(norm_op(rest, 0)) && !HOUDING.ik.contains(norm_op(rest, 1)) && rest.len() <= SAYS_WORDS_MAX
        || HOUDING.zegt.contains(norm_op(kern, 0)) && !ik
        || HOUDING.hier_vraag_ik.contains(norm_op(kern, 0)) && ik
        || HOUDING.lijkt.begint(kern).is_some()
}

/// "Intrekken twijfel nog", "blokkeer 06 … bijna", "afwijzen ovd beslist": behind the act nothing but what weighs it. "Intrekken,
/// ff verkeerde wijk" and "intrekken bel me even" tell more.
fn aarzelt_erna(na: &[Woord]) -> bool {
    HOUDING.aarzelt_erna.staat_in(na) && is_niets_dan(na, &HOUDING.aarzelt_erna, &HOUDING.bij_aarzelt)
}

/// "Intrekken haha", "grapje, intrekken". "Intrekken, was een grap van de buurjongen" tells why.
pub(crate) fn maakt_grap(deel: &[Woord]) -> bool {
    HOUDING.grapje.staat_in(deel) && is_niets_dan(deel, &HOUDING.grapje, &HOUDING.bij_grapje)
}

fn is_niets_dan(deel: &[Woord], een: &Woordenset, ander: &Woordenset) -> bool {
    let vulling = &HOUDING.tussen_daad_en_niet;
    let hoort =
        |woord: &Woord| [een, ander, vulling].iter().any(|lijst| lijst.contains(&woord.norm)) || is_nummer(woord);
    deel.iter().all(hoort)
}

/// "Zegt de ovd": in more words somebody says why.
const SAYS_WORDS_MAX: usize = 3;

/// "Intrekken of niet", "intrekken hoe werkt dat": spoken of, and not wished.
fn vraagt_erna(tekst: &str, alle: &[Woord], einde: usize) -> bool {
    let kern = aansluitend(tekst, alle, einde);
    HOUDING.vraagwoorden.contains(norm_op(kern, 0))
        || matches!(kern, [enige] if HOUDING.vraagt_hulp.contains(&enige.norm))
}

/// "Intrekken nee", "blokkeer 06 … wacht", "afwijzen nee toch": taken back in the same breath, with nothing said beside it.
fn neemt_het_terug(tekst: &str, alle: &[Woord], einde: usize) -> bool {
    let na = alle.get(einde..).unwrap_or_default();
    let kern = zonder_vulling(na);
    let nee = na.iter().any(|woord| HOUDING.zegt_alleen_nee.contains(&woord.norm));
    let aan = !(einde..alle.len()).any(|hier| is_gescheiden(tekst, alle, hier));
    kern.is_empty() && nee
        || !kern.is_empty() && HOUDING.wacht.contains(norm_op(kern, 0)) && HOUDING.bij_wacht.vult(&kern[1..])
        || aan && !kern.is_empty() && HOUDING.houdt_op.contains(norm_op(kern, 0)) && HOUDING.bij_wacht.vult(&kern[1..])
        || HOUDING.niet_nodig.begint(aansluitend(tekst, alle, einde)).is_some()
}

/// "Niks intrekken", "niet stoppen"; "klopt niet intrekken" says of something else that it is wrong.
fn ontkend_ervoor(voor: &[Woord]) -> bool {
    let vorig = |terug: usize| norm_op(voor, voor.len().wrapping_sub(terug));
    HOUDING.vlak_voor_ontkend.contains(vorig(1)) && !HOUDING.deugt.contains(vorig(2))
}

/// Whether the words right behind an act deny it or put it off: "intrekken doe ik niet", "intrekken kan altijd nog". A verb
/// that begins a reason does neither ("heeft niets gedaan", "kan niet kloppen").
fn erna(tekst: &str, alle: &[Woord], einde: usize) -> (bool, bool) {
    let na = alle.get(einde..).unwrap_or_default();
    let kern = zonder_vulling(na);
    let eerste = alle.len() - kern.len();
    let (hulp, volgt) = (norm_op(kern, 0), norm_op(kern, 1));
    if !HOUDING.hulpwerkwoorden.contains(hulp) || (einde..=eerste).any(|hier| is_gescheiden(tekst, alle, hier)) {
        return (false, false);
    }
    let niet = kern.iter().take(HULPWERKWOORD_TOT_NIET_MAX).position(|woord| HOUDING.niet.contains(&woord.norm));
    let ontkent = niet.is_some_and(|niet| {
        let erna = norm_op(kern, niet + 1);
        erna.is_empty() || HOUDING.na_niet.contains(erna) || is_gescheiden(tekst, alle, eerste + niet + 1)
    });
    (ontkent, volgt.is_empty() || HOUDING.na_hulpwerkwoord.contains(volgt))
}

/// The stance of a command: its own word, and what stands behind it.
#[must_use]
pub fn van_opdracht(woord: &str, erachter: &str) -> Houding {
    let tekst = format!("{woord} {erachter}");
    let alle = woorden(&tekst);
    let lengte = woorden(woord).len().min(alle.len());
    houding(&tekst, &alle, 0..lengte)
}

/// Whether what stands behind a command takes it back at once, or asks: "nog niet", "?". What tells why does not: "woont
/// er niet", "kan niet, te veel groepen".
#[must_use]
pub fn neemt_terug(erachter: &str) -> bool {
    erachter.contains('?') || alleen_niet(zonder_vulling(&woorden(erachter)))
}

/// Whether a choice leaves something out, or asks: "niet Zuid 2", "alles behalve Parkzicht", "Parkzicht?".
#[must_use]
pub fn noemt_uitzondering(tekst: &str) -> bool {
    let alle = woorden(tekst);
    // "Nee, overval" names one.
    let rest = &alle[HOUDING.zegt_nee.aanloop(&alle)..];
    tekst.contains('?') || rest.is_empty() || HOUDING.laat_weg.staat_in(rest) || HOUDING.niet.staat_in(rest)
}

/// Whether a text only denies: "nee toch niet", "nog niet".
#[must_use]
pub fn is_alleen_niet(tekst: &str) -> bool {
    alleen_niet(zonder_vulling(&woorden(tekst)))
}

/// Whether a text asks, with or without a question mark: "is hij aangehouden", "moet ik dat nu doen".
#[must_use]
pub fn is_vraag(tekst: &str) -> bool {
    let alle = woorden(tekst);
    tekst.contains('?') || begint_vragend(inhoud(&alle)) || HOUDING.keert_om.begint(inhoud(&alle)).is_some()
}

/// Whether a text is worded as a request: "kunt u", "mag de", "graag".
#[must_use]
pub fn is_verzoek(tekst: &str) -> bool {
    let alle = woorden(tekst);
    HOUDING.beleefd.begint(inhoud(&alle)).is_some()
}

/// Without the words that only lead up to what is said.
fn inhoud(alle: &[Woord]) -> &[Woord] {
    alle.get(HOUDING.aanloop.aanloop(alle)..).unwrap_or_default()
}

fn begint_vragend(inhoud: &[Woord]) -> bool {
    HOUDING.vraagwoorden.contains(norm_op(inhoud, 0))
}

fn vraagt_ernaar(tekst: &str, alle: &[Woord], voor: &[Woord]) -> bool {
    let inhoud = inhoud(alle);
    // "Kan die ingetrokken worden?" asks for it, with or without its mark; "kan ik die intrekken?" asks about it.
    let beleefd = HOUDING.beleefd.begint(inhoud).is_some();
    (tekst.contains('?') && !beleefd)
        || begint_vragend(inhoud)
        || HOUDING.vraagt_of_ik.begint(inhoud).is_some()
        || HOUDING.twijfelt.staat_in(voor)
        || (HOUDING.is_het_al.begint(inhoud).is_some() && !voor.is_empty())
}

/// "Intrekken, niet de goede wijk" tells why; a negation alone takes it back.
fn alleen_niet(kern: &[Woord]) -> bool {
    let hoort = |woord: &Woord| HOUDING.na_niet.contains(&woord.norm) || is_nummer(woord);
    HOUDING.niet.contains(norm_op(kern, 0)) && kern[1..].iter().all(hoort)
}

/// What stands behind an act, without what it is about and the words that change nothing.
fn zonder_vulling(na: &[Woord]) -> &[Woord] {
    let vulling = |woord: &&Woord| HOUDING.tussen_daad_en_niet.contains(&woord.norm) || is_nummer(woord);
    &na[na.iter().take_while(vulling).count()..]
}

fn is_nummer(woord: &Woord) -> bool {
    woord.norm.bytes().any(|teken| teken.is_ascii_digit())
}

/// So many words stand at most between "doe ik" and "niet".
const HULPWERKWOORD_TOT_NIET_MAX: usize = 6;

/// "Straks akkoord", "misschien intrekken", "intrekken pas na drie uur", "akkoord als de naam klopt".
fn uitgesteld(voor: &[Woord], na: &[Woord]) -> bool {
    let kern = zonder_vulling(na);
    let vorig = norm_op(voor, voor.len().wrapping_sub(1));
    // "Dan maar intrekken" is a decision.
    let nabij = &voor[voor.len().saturating_sub(LATER_WOORDEN_MAX)..];
    HOUDING.voorwaarde.staat_in(voor)
        || (HOUDING.later.staat_in(nabij) && !HOUDING.besluit.contains(vorig))
        || HOUDING.wellicht.contains(vorig)
        || HOUDING.voorwaarde.contains(norm_op(kern, 0))
        || (kern.len() == 1 && HOUDING.wellicht.contains(norm_op(kern, 0)))
        || (HOUDING.later.contains(norm_op(kern, 0)) && kern.len() <= LATER_WOORDEN_MAX)
}

/// "Intrekken over 10 min", "zo intrekken".
fn over_een_poos(voor: &[Woord], na: &[Woord]) -> bool {
    // Behind its number too: "intrekken ZM-1 over 10 min".
    let na = zonder_vulling(na);
    let eerste = HOUDING.over.contains(norm_op(na, 0));
    let termijn = na.get(1).is_some_and(|woord| is_nummer(woord) || HOUDING.een_poos.contains(&woord.norm));
    (eerste && termijn) || (voor.len() == 1 && HOUDING.zo_meteen.staat_in(voor))
}

/// "Intrekken straks maar", "straks ZM-1 akkoord": with more between or behind, it rather tells why.
const LATER_WOORDEN_MAX: usize = 3;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    fn van(tekst: &str, daad: &str) -> Houding {
        let alle = woorden(tekst);
        let plaats = alle.iter().position(|woord| woord.norm == daad).unwrap_or_else(|| panic!("{tekst}"));
        houding(tekst, &alle, plaats..plaats + 1)
    }

    #[rstest]
    #[case("intrekken", Houding::Doet)]
    #[case("graag intrekken, verkeerde wijk", Houding::Doet)]
    #[case("intrekken, niets aan de hand", Houding::Doet)]
    #[case("intrekken want dit was niet de dader", Houding::Doet)]
    #[case("intrekken nu meteen", Houding::Doet)]
    #[case("intrekken, is de bewoner zelf", Houding::Doet)]
    #[case("kan die intrekken aub?", Houding::Doet)]
    #[case("wil je hem intrekken?", Houding::Doet)]
    #[case("ik moet intrekken", Houding::Doet)]
    #[case("geen inbraak, graag intrekken", Houding::Doet)]
    #[case("signalement klopt niet, intrekken", Houding::Doet)]
    #[case("kenteken klopt niet intrekken aub", Houding::Doet)]
    #[case("intrekken, heeft niets gedaan", Houding::Doet)]
    #[case("intrekken heeft niets gedaan", Houding::Doet)]
    #[case("intrekken, kan niet kloppen", Houding::Doet)]
    #[case("intrekken, gaat niet om deze man", Houding::Doet)]
    #[case("is de bewoner zelf, intrekken", Houding::Doet)]
    #[case("zie nu pas dat het de bewoner is, intrekken", Houding::Doet)]
    #[case("dan maar intrekken", Houding::Doet)]
    #[case("intrekken?", Houding::Vraagt)]
    #[case("moet ik intrekken", Houding::Vraagt)]
    #[case("waarom zou ik intrekken", Houding::Vraagt)]
    #[case("hoezo intrekken", Houding::Vraagt)]
    #[case("kan ik intrekken?", Houding::Vraagt)]
    #[case("wie gaat er intrekken", Houding::Vraagt)]
    #[case("zal ik intrekken of niet", Houding::Vraagt)]
    #[case("ik wil niks intrekken", Houding::Ontkent)]
    #[case("intrekken doe ik niet", Houding::Ontkent)]
    #[case("intrekken hoeft echt niet", Houding::Ontkent)]
    #[case("intrekken niet doen", Houding::Ontkent)]
    #[case("intrekken maar niet", Houding::Ontkent)]
    #[case("intrekken gaat nu even niet", Houding::Ontkent)]
    #[case("intrekken kan altijd nog", Houding::StaatNogNiet)]
    #[case("intrekken hoeft pas als hij gepakt is", Houding::StaatNogNiet)]
    #[case("intrekken als hij gepakt is", Houding::StaatNogNiet)]
    #[case("als hij gepakt is intrekken", Houding::StaatNogNiet)]
    #[case("straks intrekken", Houding::StaatNogNiet)]
    #[case("intrekken zodra we hem hebben", Houding::StaatNogNiet)]
    #[case("intrekken doen we straks", Houding::StaatNogNiet)]
    fn how_a_text_stands_to_the_act_it_names(#[case] tekst: &str, #[case] verwacht: Houding) {
        assert_eq!(van(tekst, "intrekken"), verwacht, "{tekst}");
    }

    #[rstest]
    #[case("intrekken, was een grap van de buurjongen", Houding::Doet)]
    #[case("intrekken, ff verkeerde wijk", Houding::Doet)]
    #[case("intrekken bel me even", Houding::Doet)]
    #[case("intrekken, denk verkeerde man", Houding::Doet)]
    #[case("intrekken, moment van onoplettendheid", Houding::Doet)]
    #[case("intrekken, check de kroeg nog", Houding::Doet)]
    #[case("intrekken over 10 min", Houding::StaatNogNiet)]
    #[case("intrekken zm 1 over een kwartier", Houding::StaatNogNiet)]
    #[case("intrekken, gaat over een andere man", Houding::Doet)]
    #[case("zo intrekken", Houding::StaatNogNiet)]
    #[case("intrekken, zegt de ovd", Houding::StaatNogNiet)]
    #[case("intrekken, zegt dat hij daar woont", Houding::Doet)]
    #[case("intrekken grapje", Houding::StaatNogNiet)]
    #[case("grapje intrekken", Houding::StaatNogNiet)]
    #[case("intrekken haha was een grapje", Houding::StaatNogNiet)]
    #[case("intrekken denk ik", Houding::StaatNogNiet)]
    #[case("intrekken twijfel nog", Houding::StaatNogNiet)]
    #[case("intrekken, eerst overleggen met de ovd", Houding::StaatNogNiet)]
    #[case("intrekken ff checken", Houding::StaatNogNiet)]
    fn what_tells_more_than_that_it_is_weighed_is_a_reason(#[case] tekst: &str, #[case] verwacht: Houding) {
        assert_eq!(van(tekst, "intrekken"), verwacht, "{tekst}");
    }

    #[rstest]
    #[case("akkoord", "A-1", Houding::Doet)]
    #[case("akkoord", "A-1 hoor", Houding::Doet)]
    #[case("akkoord", "A-12 heb haar gesproken", Houding::Doet)]
    #[case("akkoord", "ZM-0231, mag weg", Houding::Doet)]
    #[case("stop", ", moet oosterheem zijn", Houding::Doet)]
    #[case("stop", ", hoeft niet meer", Houding::Doet)]
    #[case("stop", "mag niet naar buiten", Houding::Doet)]
    #[case("akkoord", "A-1?", Houding::Vraagt)]
    #[case("akkoord", "?", Houding::Vraagt)]
    #[case("akkoord", "A-1 niet", Houding::Ontkent)]
    #[case("akkoord", "A-1 nog niet", Houding::Ontkent)]
    #[case("akkoord", "A-1 als zij akkoord zijn", Houding::StaatNogNiet)]
    #[case("akkoord", "A-1 mits de naam klopt", Houding::StaatNogNiet)]
    #[case("akkoord", "doe ik nog niet", Houding::Ontkent)]
    #[case("afwijzen", "A-1 woont er niet", Houding::Doet)]
    #[case("afwijzen", "zm-0003 nog niet", Houding::Ontkent)]
    #[case("afwijzen", "A-1 wij kennen hem niet", Houding::Doet)]
    #[case("blokkeer", "niet 06 1234 0001", Houding::Ontkent)]
    #[case("blokkeer", "06 1234 0001?", Houding::Vraagt)]
    #[case("blokkeer", "06 1234 0001", Houding::Doet)]
    #[case("blokkeer", "06 1234 0001 maar nog niet", Houding::Ontkent)]
    #[case("stop", "", Houding::Doet)]
    #[case("stop", "niet", Houding::Ontkent)]
    #[case("stop", "nog even niet", Houding::Ontkent)]
    #[case("stop", "?", Houding::Vraagt)]
    #[case("stop", "niet goed", Houding::Doet)]
    #[case("stop", "fout", Houding::Doet)]
    #[case("stop", "straks maar", Houding::StaatNogNiet)]
    fn how_a_command_stands_to_itself(#[case] woord: &str, #[case] erachter: &str, #[case] verwacht: Houding) {
        assert_eq!(van_opdracht(woord, erachter), verwacht, "{woord} {erachter}");
    }

    #[rstest]
    #[case("is hij aangehouden", true)]
    #[case("is het al afgelopen?", true)]
    #[case("moet ik dat nu doen", true)]
    #[case("hebben we hem", true)]
    #[case("is die man gepakt", true)]
    #[case("wanneer is hij gepakt", true)]
    #[case("zou hij gepakt zijn", true)]
    #[case("hij is aangehouden", false)]
    #[case("aangehouden", false)]
    #[case("is aangehouden", false)]
    #[case("ja, is gepakt", false)]
    #[case("verdachte is aangehouden", false)]
    #[case("", false)]
    fn a_question_is_told_from_a_report(#[case] tekst: &str, #[case] verwacht: bool) {
        assert_eq!(is_vraag(tekst), verwacht, "{tekst}");
    }

    #[rstest]
    #[case("niet zuid 2", true)]
    #[case("alles behalve parkzicht", true)]
    #[case("allebei niet", true)]
    #[case("geen van beide", true)]
    #[case("parkzicht maar zuid 2 nog niet", true)]
    #[case("parkzicht?", true)]
    #[case("alleen zuid 2", false)]
    #[case("parkzicht en zuid 2", false)]
    #[case("allebei", false)]
    fn a_choice_that_leaves_something_out(#[case] tekst: &str, #[case] verwacht: bool) {
        assert_eq!(noemt_uitzondering(tekst), verwacht, "{tekst}");
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(tekst in ".{0,200}", begin in 0_usize..30, lengte in 0_usize..5) {
            let alle = woorden(&tekst);
            let begin = begin.min(alle.len());
            let einde = (begin + lengte).min(alle.len());
            let _ = (houding(&tekst, &alle, begin..einde), is_vraag(&tekst), van_opdracht("stop", &tekst));
        }
    }
}
