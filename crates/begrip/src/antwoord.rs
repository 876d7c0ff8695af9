//! Short answers: to a preview, and to an alert. Negation wins over every other word.

use crate::aankondiging::over_een_ander;
use crate::ja_nee::Bij;
use crate::lijst::ANTWOORD;
use crate::patroon::Patroon;
use crate::woorden::{Woord, lijkt_op, norm_op, woorden};
use kern::domain::uitzetting::WaaromNiet;

/// An answer to a preview.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BijVoorbeeld {
    /// Send it. Only words that cannot mean anything else.
    Versturen,
    /// Send it to so many groups: "VERSTUUR 100".
    VerstuurAantal(usize),
    /// Throw it away.
    Annuleren,
    /// Change it.
    Aanpassen,
    /// Anything else, "ok" and a thumb included.
    Onduidelijk,
}

/// Reads an answer to a preview. Whatever is not wholly a yes sends nothing: "ja maar het is oosterheem" changes
/// something, and "verstuurd?" asks.
#[must_use]
pub fn bij_voorbeeld(tekst: &str) -> BijVoorbeeld {
    // A sign alone says too little to throw away what was written.
    if !tekst.chars().any(char::is_alphanumeric) {
        return BijVoorbeeld::Onduidelijk;
    }
    let woorden = woorden(tekst);
    // "Niet weggooien hoor, stuur maar", "laat maar gaan": it may mean either.
    if ANTWOORD.gooit_niet_weg.staat_in(&woorden) || ANTWOORD.laat_maar_gaan.staat_in(&woorden) {
        return BijVoorbeeld::Onduidelijk;
    }
    let ja = |woord: &Woord| zegt_ja(&woord.norm);
    // "Annuleer?" asks, and throws nothing away.
    let vraagt = tekst.contains('?');
    if Bij::Voorbeeld.hoort_nee(&woorden) {
        // "Hij is niet groot" is no cancellation, and no yes either; nor is "ja, nee".
        let vulling =
            |woord: &Woord| Bij::Voorbeeld.is_nee(&woord.norm) || ANTWOORD.bij_weggooien.contains(&woord.norm);
        let zegt_eerst_ja = |woord: &Woord| woord.norm.starts_with('j') && ja(woord);
        let twijfelt = woorden.first().is_some_and(zegt_eerst_ja) && !ANTWOORD.toch.staat_in(&woorden);
        return if (woorden.iter().all(vulling) || breekt_af(&woorden)) && !twijfelt && !vraagt {
            BijVoorbeeld::Annuleren
        } else {
            BijVoorbeeld::Onduidelijk
        };
    }
    if ANTWOORD.aanpassen.staat_in(&woorden) {
        // "Pas op, mes" and "de wijk aanpassen naar Meerzicht" say more than that something is to be changed.
        let hoort =
            |woord: &Woord| [&ANTWOORD.aanpassen, &ANTWOORD.bij_aanpassen].iter().any(|set| set.contains(&woord.norm));
        return if woorden.iter().all(hoort) { BijVoorbeeld::Aanpassen } else { BijVoorbeeld::Onduidelijk };
    }
    if breekt_af(&woorden) {
        return if vraagt { BijVoorbeeld::Onduidelijk } else { BijVoorbeeld::Annuleren };
    }
    let vulling = |woord: &Woord| ja(woord) || ANTWOORD.bij_versturen.contains(&woord.norm);
    let (getallen, rest): (Vec<&Woord>, Vec<&Woord>) =
        woorden.iter().partition(|woord| woord.norm.bytes().all(|teken| teken.is_ascii_digit()));
    if vraagt || !rest.iter().any(|woord| ja(woord)) || !rest.iter().all(|woord| vulling(woord)) {
        return BijVoorbeeld::Onduidelijk;
    }
    match getallen.as_slice() {
        [] => BijVoorbeeld::Versturen,
        [getal] => getal.norm.parse().map_or(BijVoorbeeld::Onduidelijk, BijVoorbeeld::VerstuurAantal),
        _ => BijVoorbeeld::Onduidelijk,
    }
}

/// Whether a text breaks off what was going on, whatever follows: "annuleer", "nee laat maar", "toch niet", "vergeet het".
fn breekt_af(woorden: &[Woord]) -> bool {
    let rest = &woorden[ANTWOORD.uitroep.aanloop(woorden)..];
    let lijst = &*ANTWOORD;
    // "Toch niet" is a short answer; "niet de wijk maar de straat" is none.
    let kort = rest.len() <= 3;
    lijst.annuleer_met_fout.bijna(norm_op(rest, 0))
        || (lijst.breekt_af.begint(rest).is_some() && lijst.gooit_erin.begint(rest).is_none())
        || (lijst.vergeet.begint(rest).is_some() && !lijst.niet.contains(norm_op(rest, 2)))
        || lijst.breekt_alleen_af.is(rest)
        || (kort && lijst.breekt_kort_af.begint(rest).is_some())
        || (lijst.niet.contains(norm_op(rest, 0)) && rest.len() == 1 && lijst.toch_of_maar.staat_in(woorden))
}

/// Whether an answer to any question breaks off what was asked: "annuleer", "nee laat maar", "toch niet". A bare "nee"
/// does not: it may be an answer.
#[must_use]
pub fn ziet_af(tekst: &str) -> bool {
    (breekt_af(&woorden(tekst)) && !stopt_niet(tekst)) || houdt_op(tekst)
}

/// Whether a text only agrees, without a word that sends: "ok", "prima, dank je", a thumb.
#[must_use]
pub fn alleen_instemming(tekst: &str) -> bool {
    let woorden = woorden(tekst);
    duim(tekst) || (!tekst.contains('?') && !woorden.is_empty() && ANTWOORD.instemming.vult(&woorden))
}

/// Whether a word says yes: one of those, a drawn-out "jaaa", or a long one with a small mistake.
fn zegt_ja(norm: &str) -> bool {
    let lang = norm.starts_with('j') && norm.len() > 2 && norm[1..].bytes().all(|letter| letter == b'a');
    let bijna = || {
        norm.chars().count() >= 6
            && !ANTWOORD.lijkt_versturen.contains(norm)
            && ANTWOORD.versturen_lang.iter().any(|bekend| lijkt_op(norm, bekend).is_some_and(|afstand| afstand <= 1))
    };
    Bij::Voorbeeld.is_ja(norm) || lang || bijna()
}

/// Whether a text takes a report of a post back: "oeps staat er toch niet in", "nee verkeerde groep sorry".
#[must_use]
pub fn neemt_plaatsing_terug(tekst: &str) -> bool {
    let alle = woorden(tekst);
    !tekst.contains('?') && alle.len() <= 12 && ANTWOORD.toch_niet_geplaatst.staat_in(&alle)
}

/// "Toch niet", "nee toch niet": it says nothing of a post.
#[must_use]
pub fn is_kaal_toch_niet(tekst: &str) -> bool {
    let alle = woorden(tekst);
    alle.len() <= KAAL_WOORDEN_MAX
        && alle.iter().all(|woord| {
            ANTWOORD.toch.contains(&woord.norm) || ANTWOORD.niet.contains(&woord.norm) || Bij::Kort.is_nee(&woord.norm)
        })
}

/// In so few words nothing else is said.
const KAAL_WOORDEN_MAX: usize = 4;

/// What a beheerder says about an alert.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bevestiging {
    /// It stands in the group.
    Geplaatst {
        /// They did it for somebody else of the group.
        namens: bool,
    },
    /// Not yet; in so many minutes, if they said.
    NogNiet(Option<i64>),
    /// Cannot or will not do it now.
    KanNiet(WaaromNiet),
    /// Seen.
    Gezien,
}

/// Reads what a beheerder says about an alert; `None` if it says nothing about one.
#[must_use]
pub fn bevestiging(tekst: &str) -> Option<Bevestiging> {
    if duim(tekst) {
        return Some(Bevestiging::Gezien);
    }
    let woorden = woorden(tekst);
    // A long story is not an answer.
    if woorden.is_empty() || woorden.len() > 16 {
        return None;
    }
    let geplaatst = zonder_dank(tekst).split(ZINSDEEL).any(|deel| self::geplaatst(&self::woorden(deel)));
    // "Dat kan niet waar zijn", "ik kan niet wachten tot ze hem pakken" say nothing of a post; what stands beside it may.
    if ANTWOORD.kan_niet_gezegd.staat_in(&woorden) {
        let zonder: Vec<&str> =
            tekst.split(ZINSDEEL).filter(|deel| !ANTWOORD.kan_niet_gezegd.staat_in(&self::woorden(deel))).collect();
        let zonder = zonder.join(", ");
        let over =
            (!ANTWOORD.kan_niet_gezegd.staat_in(&self::woorden(&zonder))).then(|| bevestiging(&zonder)).flatten();
        return over.filter(|wat| matches!(wat, Bevestiging::Geplaatst { .. }));
    }
    let ontkend = Bij::Plaatsing.hoort_nee(&woorden) || ANTWOORD.straks.staat_in(&woorden);
    let minuten = over_minuten(&woorden);
    // "Telefoon is kapot, via de ipad geplaatst" is a report.
    let staat_erin = geplaatst && !ontkend;
    let geldt = |waarom: &WaaromNiet| !tekst.contains('?') && (!staat_erin || *waarom == WaaromNiet::NietRelevant);
    if let Some(waarom) = zegt_waarom_niet(&woorden).filter(geldt) {
        Some(Bevestiging::KanNiet(waarom))
    } else if ANTWOORD.vakantie.staat_in(&woorden) && !staat_erin {
        Some(Bevestiging::KanNiet(WaaromNiet::Vakantie))
    } else if minuten.is_none() && doet_het_straks(&woorden) {
        Some(Bevestiging::NogNiet(None))
    } else if minuten.is_none() && (ANTWOORD.kan_niet.staat_in(&woorden) || kan_niet(&woorden) || pas_later(&woorden)) {
        // "Mijn buurman kan nu niet" says nothing of whoever writes.
        (!over_een_ander(&woorden)).then_some(Bevestiging::KanNiet(WaaromNiet::Verhinderd))
    } else if ontkend || minuten.is_some() {
        let over_een_bericht = geplaatst || minuten.is_some() || ANTWOORD.over_bericht.staat_in(&woorden);
        let nog_te_doen = woorden.len() <= 3 && ANTWOORD.nog_te_doen.staat_in(&woorden);
        (over_een_bericht || nog_te_doen).then_some(Bevestiging::NogNiet(minuten))
    } else if tekst.contains('?') || vraagt(&woorden) {
        // A question is no report.
        None
    } else if geplaatst && ANTWOORD.aan_iemand.staat_in(&woorden) {
        // Sent to somebody is not yet posted in the group.
        Some(Bevestiging::NogNiet(None))
    } else if ANTWOORD.stond_er_al.staat_in(&woorden) {
        // Whoever posted it, it stands there.
        Some(Bevestiging::Geplaatst { namens: false })
    } else if geplaatst {
        let namens = woorden
            .windows(2)
            .any(|paar| ANTWOORD.namens.contains(&paar[0].norm) && !ANTWOORD.niet_namens.contains(&paar[1].norm));
        Some(Bevestiging::Geplaatst { namens })
    } else {
        // Thanks alone is talk: it says of no alert that it was seen.
        let zegt = !ANTWOORD.gezien_vulling.vult(&woorden);
        (ANTWOORD.gezien.vult(&woorden) && zegt).then_some(Bevestiging::Gezien)
    }
}

/// What ends a part of a sentence.
const ZINSDEEL: [char; 5] = [',', '.', '!', ';', '\n'];

/// A reason that is said in so many words, or in others: it is not for them, they do not want to, the group or the telephone is gone.
fn zegt_waarom_niet(woorden: &[Woord]) -> Option<WaaromNiet> {
    let lijst = &*ANTWOORD;
    let in_een_reeks = [
        (&lijst.niet_relevant, WaaromNiet::NietRelevant),
        (&lijst.telefoon_kwijt, WaaromNiet::TelefoonKwijt),
        (&lijst.groep_weg, WaaromNiet::GroepWeg),
        (&lijst.groep_vol, WaaromNiet::GroepVol),
        (&lijst.lukt_niet, WaaromNiet::LuktNiet),
        (&lijst.wil_niet, WaaromNiet::WilNiet),
    ];
    let gezegd = in_een_reeks.into_iter().find(|(reeksen, _)| reeksen.staat_in(woorden)).map(|(_, waarom)| waarom);
    // "Mijn buurman wil het niet plaatsen" says nothing of whoever writes.
    gezegd.or_else(|| los_gezegd(woorden)).filter(|_| !over_een_ander(woorden))
}

/// The same by what is told of what, in a sentence that asks nothing. "Groep is niet opgeheven" tells the contrary.
fn los_gezegd(woorden: &[Woord]) -> Option<WaaromNiet> {
    let lijst = &*ANTWOORD;
    let zin = woorden.iter().map(|woord| woord.norm.as_str()).collect::<Vec<_>>().join(" ");
    let ontkend = |patroon: &Patroon| {
        patroon
            .plek(&zin)
            .and_then(|plek| zin.get(plek))
            .is_some_and(|deel| deel.split(' ').any(|woord| lijst.niet.contains(woord)))
    };
    let van_iets =
        [(&lijst.telefoon_kwijt_los, WaaromNiet::TelefoonKwijt), (&lijst.groep_weg_los, WaaromNiet::GroepWeg)];
    let met_een_nee = [
        (&lijst.groep_vol_los, WaaromNiet::GroepVol),
        (&lijst.lukt_niet_los, WaaromNiet::LuktNiet),
        (&lijst.niet_relevant_los, WaaromNiet::NietRelevant),
        (&lijst.wil_niet_los, WaaromNiet::WilNiet),
    ];
    let van_iets = van_iets.into_iter().filter(|(patroon, _)| !ontkend(patroon));
    let mut alle = van_iets.chain(met_een_nee);
    if vraagt(woorden) { None } else { alle.find(|(patroon, _)| patroon.is_match(&zin)).map(|(_, waarom)| waarom) }
}

/// Whether a report is not certain, or somebody else's: "zou gedaan moeten zijn", "hij zegt dat het erin staat".
#[must_use]
pub fn weet_niet_zeker(tekst: &str) -> bool {
    let alle = woorden(tekst);
    let vraagt_na = alle.len() > 1 && alle.last().is_some_and(|woord| ANTWOORD.vraagt_achteraan.contains(&woord.norm));
    ANTWOORD.onzeker_geplaatst.staat_in(&alle) || vraagt_na
}

/// Whether a text asks, also without a question mark: "wie heeft dit doorgestuurd", "is het al gedaan".
fn vraagt(woorden: &[Woord]) -> bool {
    let lijst = &*ANTWOORD;
    let (eerste, tweede) = (norm_op(woorden, 0), norm_op(woorden, 1));
    // "Is het geplaatst" asks; "is geplaatst" and "heeft mijn man gedaan" tell.
    let omgekeerd = lijst.omgekeerd_begin.contains(eerste)
        && lijst.omgekeerd_wie.contains(tweede)
        && lijst.vertelt.begint(woorden).is_none();
    omgekeerd
        || lijst.is_het.begint(woorden).is_some()
        || lijst.vraagwoorden.contains(eerste)
        || lijst.vraagt.staat_in(woorden)
}

/// "Lukt me nu niet", "kan hem even nie doorsturen": a verb of being able, and a little further on a negation.
fn kan_niet(woorden: &[Woord]) -> bool {
    let ontkend = |woorden: &[Woord]| Bij::Kunnen.hoort_nee(&woorden[..woorden.len().min(5)]);
    ANTWOORD.kan_niet_in_een.staat_in(woorden)
        || (0..woorden.len())
            .any(|plaats| ANTWOORD.kunnen.contains(&woorden[plaats].norm) && ontkend(&woorden[plaats + 1..]))
}

/// "Zit nu in vergadering, doe het straks": later, and by themselves.
fn doet_het_straks(woorden: &[Woord]) -> bool {
    ANTWOORD.doet_het_straks.staat_in(woorden) && !over_een_ander(woorden)
}

/// "Kan hem pas vanavond doorsturen": so much later that somebody else has to do it.
fn pas_later(woorden: &[Woord]) -> bool {
    ANTWOORD.pas.staat_in(woorden) && ANTWOORD.later_doen.staat_in(woorden)
}

/// Whether "cannot" in a text is part of a saying: "dat kan niet waar zijn".
#[must_use]
pub fn is_gezegde(tekst: &str) -> bool {
    ANTWOORD.kan_niet_gezegd.staat_in(&woorden(tekst))
}

/// Whether a text says no, whatever else it holds.
#[must_use]
pub fn zegt_nee(tekst: &str) -> bool {
    Bij::Tekst.hoort_nee(&woorden(tekst))
}

/// Whether an answer describes nothing: it hesitates, asks back, or was meant for somebody else.
#[must_use]
pub fn zegt_niets(tekst: &str) -> bool {
    let alle = woorden(tekst);
    !alle.is_empty() && ANTWOORD.zegt_niets.vult(&alle)
}

/// Whether somebody breaks off what they were filling in: "laat maar, ik stop ermee". A bare "nee" does not: it may
/// be an answer.
#[must_use]
pub fn houdt_op(tekst: &str) -> bool {
    bij_voorbeeld(tekst) == BijVoorbeeld::Annuleren && ANTWOORD.houdt_op.staat_in(&woorden(tekst)) && !stopt_niet(tekst)
}

/// Whether a text says not to stop: "nee stop niet", "niet stoppen".
#[must_use]
pub fn stopt_niet(tekst: &str) -> bool {
    ANTWOORD.stopt_niet.staat_in(&woorden(tekst))
}

/// In so many minutes: "over 5 min", "over een half uur", "over een kwartier", "binnen 10 minuten".
fn over_minuten(woorden: &[Woord]) -> Option<i64> {
    let lijst = &*ANTWOORD;
    let eenheid = |norm: &str| lijst.minuut_begin.iter().any(|begin| norm.starts_with(begin));
    (0..woorden.len()).filter(|plaats| lijst.termijn.contains(norm_op(woorden, *plaats))).find_map(|plaats| {
        let rest = &woorden[plaats + 1..];
        if let Some((_, minuten)) = lijst.minuten.iter().find(|(reeksen, _)| reeksen.begint(rest).is_some()) {
            return Some(*minuten);
        }
        let (cijfers, volgend) = (norm_op(rest, 0), norm_op(rest, 1));
        let (getal, achter) =
            cijfers.split_at(cijfers.find(|teken: char| !teken.is_ascii_digit()).unwrap_or(cijfers.len()));
        let getal: i64 = getal.parse().ok().filter(|getal| (1..=600).contains(getal))?;
        if achter.starts_with('m') || (achter.is_empty() && eenheid(volgend)) {
            return Some(getal);
        }
        (lijst.uur_erachter.contains(achter) || (achter.is_empty() && lijst.uur.contains(volgend)))
            .then_some(getal * 60)
    })
}

fn geplaatst(woorden: &[Woord]) -> bool {
    let lijst = &*ANTWOORD;
    let bijna = |woord: &Woord| {
        woord.norm.len() >= 9
            && !lijst.geen_doorgestuurd.iter().any(|einde| woord.norm.ends_with(einde))
            && lijst.doorgestuurd_met_fout.bijna(&woord.norm)
    };
    // "Er is vandaag iets gebeurd" tells something else.
    let gebeurd = lijst.gebeurd.staat_in(woorden) && lijst.bij_gebeurd.vult(woorden);
    let gezegd =
        lijst.geplaatst.staat_in(woorden) || lijst.geplaatst_van_bericht.staat_in(woorden) || woorden.iter().any(bijna);
    // "Graag gedaan" and "goed gedaan" are courtesies.
    if lijst.beleefd_gedaan.staat_in(woorden) {
        return false;
    }
    gebeurd || staat_in_groep(woorden) || staat_erop(woorden) || (gezegd && !lijst.van_iets_anders.staat_in(woorden))
}

/// "Staat erop": of what stands there otherwise it is named before ("camera staat erop"). "Staat erop geen auto gezien" goes on.
fn staat_erop(woorden: &[Woord]) -> bool {
    let hier = (0..woorden.len()).find(|begin| ANTWOORD.staat_er_op.begint(&woorden[*begin..]).is_some());
    hier.is_some_and(|begin| !ANTWOORD.van_iets_anders.staat_in(&woorden[..begin]))
}

/// "Staat erin", "staat nu in de groep", "zit hij inmiddels ook in onze buurtapp".
fn staat_in_groep(woorden: &[Woord]) -> bool {
    let lijst = &*ANTWOORD;
    let norm = |plaats: usize| norm_op(woorden, plaats);
    (0..woorden.len()).filter(|begin| lijst.staat.contains(norm(*begin))).any(|begin| {
        let plaats = begin + 1 + lijst.tussen_staat_en_in.aanloop(&woorden[begin + 1..]);
        if !lijst.in_groep.contains(norm(plaats)) {
            return lijst.erin.contains(norm(plaats));
        }
        // "Staat er in": the message; "staat in beide": the groups that were spoken of.
        let er = lijst.er.contains(norm(plaats - 1)) && !lijst.stond.contains(norm(begin));
        let na = plaats + 1 + lijst.voor_groep.aanloop(&woorden[plaats + 1..]);
        let groep = lijst.groep.contains(norm(na));
        let slot = norm(na).is_empty() || lijst.na_staat_er_in.contains(norm(na));
        groep
            || lijst.alle_groepen.staat_in(&woorden[plaats + 1..na])
            || (er && (norm(plaats + 1).is_empty() || (na == plaats + 1 && slot)))
    })
}

/// A text without what only thanks for somebody else's post: "bedankt voor het delen, hij staat er nu in".
fn zonder_dank(tekst: &str) -> String {
    let kaal = |deel: &str| {
        let woorden = woorden(deel);
        let norm = |plaats: usize| norm_op(&woorden, plaats);
        let begin = (0..woorden.len()).find(|plaats| {
            let dank = ANTWOORD.dank.contains(norm(*plaats));
            let lof = ANTWOORD.lof.contains(norm(*plaats));
            let verder = (plaats + 1..plaats + 4).find(|verder| !ANTWOORD.na_dank.contains(norm(*verder)));
            let waarvoor = verder.map_or("", norm);
            (dank && ANTWOORD.waarvoor_dank.contains(waarvoor)) || (lof && ANTWOORD.na_lof.contains(norm(plaats + 1)))
        });
        let einde = begin.and_then(|begin| woorden.get(begin)).map_or(deel.len(), |woord| woord.plek.start);
        format!("{}{}", deel.get(..einde).unwrap_or_default(), if einde < deel.len() { "." } else { "" })
    };
    tekst.split_inclusive([',', '.', '!', ';', '\n']).map(kaal).collect()
}

/// Whether a text or reaction is only a thumb or the like.
#[must_use]
pub fn duim(tekst: &str) -> bool {
    let tekst: String = tekst.chars().filter(|teken| !teken.is_whitespace()).collect();
    let tekens = |teken: char| {
        matches!(teken, '👍' | '👌' | '✅' | '✔' | '☑' | '🙏' | '🫡' | '🏻'..='🏿' | '\u{fe0f}' | '\u{200d}')
    };
    !tekst.is_empty() && tekst.chars().all(tekens)
}

/// Whether a text reads like a report or a call for help, by whoever is not police.
#[must_use]
pub fn lijkt_melding(tekst: &str) -> bool {
    ANTWOORD.melding.is_match(tekst)
}

/// Whether a text is a yes, and nothing but one. "Ja?" asks.
#[must_use]
pub fn ja(tekst: &str) -> bool {
    let woorden = woorden(tekst);
    !tekst.contains('?') && Bij::Vraag.is_ja(norm_op(&woorden, 0)) && ANTWOORD.alleen_ja.vult(&woorden)
}

/// Whether a text is a no, and nothing but one.
#[must_use]
pub fn nee(tekst: &str) -> bool {
    let woorden = woorden(tekst);
    Bij::Vraag.hoort_nee(&woorden) && ANTWOORD.alleen_nee.vult(&woorden)
}

/// Whether a text says to close it.
#[must_use]
pub fn zegt_afsluiten(tekst: &str) -> bool {
    let woorden = woorden(tekst);
    let sluit = |woord: &Woord| ANTWOORD.afsluiten.contains(&woord.norm);
    let hoort = |woord: &Woord| sluit(woord) || ANTWOORD.bij_afsluiten.contains(&woord.norm);
    !tekst.contains('?') && woorden.iter().any(sluit) && woorden.iter().all(hoort)
}

/// Whether a text means all of several groups.
#[must_use]
pub fn alle(tekst: &str) -> bool {
    ANTWOORD.alle.staat_in(&woorden(tekst))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("heb het in de groep gedaan")]
    #[case("geplaatst groetjes Kees")]
    #[case("staat er op, foto ook")]
    fn a_post_is_heard_whatever_stands_behind_it(#[case] tekst: &str) {
        assert!(matches!(bevestiging(tekst), Some(Bevestiging::Geplaatst { .. })), "{tekst}: {:?}", bevestiging(tekst));
    }

    #[rstest]
    #[case("camera staat erop")]
    #[case("graag gedaan")]
    #[case("het is gedaan met de rust")]
    #[case("klaar is kees")]
    fn what_is_no_post(#[case] tekst: &str) {
        assert!(!matches!(bevestiging(tekst), Some(Bevestiging::Geplaatst { .. })), "{tekst}");
    }

    #[rstest]
    #[case("VERSTUUR", BijVoorbeeld::Versturen)]
    #[case("ja verstuur maar", BijVoorbeeld::Versturen)]
    #[case("v", BijVoorbeeld::Versturen)]
    #[case("stuur", BijVoorbeeld::Versturen)]
    #[case("Ja hoor, stuur maar door!", BijVoorbeeld::Versturen)]
    #[case("versturen graag", BijVoorbeeld::Versturen)]
    #[case("verzend", BijVoorbeeld::Versturen)]
    #[case("prima, verstuur maar 👍", BijVoorbeeld::Versturen)]
    #[case("JAAA", BijVoorbeeld::Versturen)]
    #[case("verstur", BijVoorbeeld::Versturen)]
    #[case("VERSTUUR 100", BijVoorbeeld::VerstuurAantal(100))]
    #[case("ja verstuur naar 100 groepen", BijVoorbeeld::VerstuurAantal(100))]
    #[case("verstuur 100 of 90", BijVoorbeeld::Onduidelijk)]
    #[case("100", BijVoorbeeld::Onduidelijk)]
    #[case("verstuur 99999999999999999999999", BijVoorbeeld::Onduidelijk)]
    #[case("verstuurd?", BijVoorbeeld::Onduidelijk)]
    #[case("verstuurd", BijVoorbeeld::Onduidelijk)]
    #[case("stuur het niet", BijVoorbeeld::Annuleren)]
    #[case("laat maar", BijVoorbeeld::Annuleren)]
    #[case("annuleer aub", BijVoorbeeld::Annuleren)]
    #[case("hoeft niet meer, dank je", BijVoorbeeld::Annuleren)]
    #[case("nee sorry, foutje", BijVoorbeeld::Annuleren)]
    #[case("nog niet", BijVoorbeeld::Onduidelijk)]
    #[case("ja nee", BijVoorbeeld::Onduidelijk)]
    #[case("ja, maar niet naar oosterheem", BijVoorbeeld::Onduidelijk)]
    #[case("prima", BijVoorbeeld::Onduidelijk)]
    #[case("top, dank je", BijVoorbeeld::Onduidelijk)]
    #[case("akkoord", BijVoorbeeld::Onduidelijk)]
    #[case("stuur ook een wagen", BijVoorbeeld::Onduidelijk)]
    #[case("nee toch niet", BijVoorbeeld::Annuleren)]
    #[case("niet versturen", BijVoorbeeld::Annuleren)]
    #[case("hij is niet groot", BijVoorbeeld::Onduidelijk)]
    #[case("ja verstuur, niet wachten", BijVoorbeeld::Onduidelijk)]
    #[case("ja maar het is oosterheem", BijVoorbeeld::Onduidelijk)]
    #[case("ok", BijVoorbeeld::Onduidelijk)]
    #[case("👍", BijVoorbeeld::Onduidelijk)]
    #[case("", BijVoorbeeld::Onduidelijk)]
    #[case("aanpassen graag", BijVoorbeeld::Aanpassen)]
    #[case("pas op, hij heeft een mes", BijVoorbeeld::Onduidelijk)]
    #[case("wijk aanpassen naar meerzicht", BijVoorbeeld::Onduidelijk)]
    #[case("annuleer, hij is al aangehouden", BijVoorbeeld::Annuleren)]
    #[case("vergeet niet te versturen", BijVoorbeeld::Onduidelijk)]
    #[case("nee meerzicht", BijVoorbeeld::Onduidelijk)]
    #[case("annuleer?", BijVoorbeeld::Onduidelijk)]
    #[case("ja?", BijVoorbeeld::Onduidelijk)]
    fn only_a_clear_yes_sends(#[case] tekst: &str, #[case] verwacht: BijVoorbeeld) {
        assert_eq!(bij_voorbeeld(tekst), verwacht);
    }

    #[rstest]
    #[case("doorgestuurd", Some(Bevestiging::Geplaatst { namens: false }))]
    #[case("Doorgestuurt!", Some(Bevestiging::Geplaatst { namens: false }))]
    #[case("gedaan", Some(Bevestiging::Geplaatst { namens: false }))]
    #[case("Staat erin", Some(Bevestiging::Geplaatst { namens: false }))]
    #[case("heb ik gedaan", Some(Bevestiging::Geplaatst { namens: false }))]
    #[case("niet doorgestuurd, ben aan het werk", Some(Bevestiging::KanNiet(WaaromNiet::Verhinderd)))]
    #[case("ben op vakantie", Some(Bevestiging::KanNiet(WaaromNiet::Vakantie)))]
    #[case("heb ik gedaan voor een collega", Some(Bevestiging::Geplaatst { namens: true }))]
    #[case("over een kwartiertje", Some(Bevestiging::NogNiet(Some(15))))]
    #[case("doe ik over 10min", Some(Bevestiging::NogNiet(Some(10))))]
    #[case("stond er al in", Some(Bevestiging::Geplaatst { namens: false }))]
    #[case("nog niet doorgestuurd, doe ik over 5 min", Some(Bevestiging::NogNiet(Some(5))))]
    #[case("niks gedaan", Some(Bevestiging::NogNiet(None)))]
    #[case("nooit doorgestuurd", Some(Bevestiging::NogNiet(None)))]
    #[case("wordt gedaan", Some(Bevestiging::NogNiet(None)))]
    #[case("ja maar nog niet", Some(Bevestiging::NogNiet(None)))]
    #[case("is het al gedaan?", None)]
    #[case("moet dit doorgestuurd worden?", Some(Bevestiging::NogNiet(None)))]
    #[case("moet nog", Some(Bevestiging::NogNiet(None)))]
    #[case("ik heb m nog nie geplaatst", Some(Bevestiging::NogNiet(None)))]
    #[case("lukt me nu niet", Some(Bevestiging::KanNiet(WaaromNiet::Verhinderd)))]
    #[case("kan hem pas vanavond doorsturen", Some(Bevestiging::KanNiet(WaaromNiet::Verhinderd)))]
    #[case("telefoon is kapot, via de ipad geplaatst", Some(Bevestiging::Geplaatst { namens: false }))]
    #[case("groep is vol maar staat erin", Some(Bevestiging::Geplaatst { namens: false }))]
    #[case("telefoon is kapot, niet geplaatst", Some(Bevestiging::KanNiet(WaaromNiet::TelefoonKwijt)))]
    #[case("staat erin, kan niet wachten tot ze hem pakken", Some(Bevestiging::Geplaatst { namens: false }))]
    #[case("dat kan niet waar zijn!! is geplaatst", Some(Bevestiging::Geplaatst { namens: false }))]
    #[case("ik kan niet wachten tot ze hem pakken", None)]
    #[case("heb het pas geplaatst", Some(Bevestiging::Geplaatst { namens: false }))]
    #[case("oké dank je", Some(Bevestiging::Gezien))]
    #[case("Gezien, bedankt", Some(Bevestiging::Gezien))]
    #[case("dank je wel hoor", None)]
    #[case("akkoord", None)]
    #[case("kan nu niet", Some(Bevestiging::KanNiet(WaaromNiet::Verhinderd)))]
    #[case("👍🏽", Some(Bevestiging::Gezien))]
    #[case("ok", Some(Bevestiging::Gezien))]
    #[case("bedankt", None)]
    #[case("wat is er aan de hand", None)]
    fn answers_to_an_alert(#[case] tekst: &str, #[case] verwacht: Option<Bevestiging>) {
        assert_eq!(bevestiging(tekst), verwacht);
    }

    #[test]
    fn reports_are_told_from_chatter() {
        for tekst in
            ["melding inbraak", "ze breken nu in", "HELP", "er staan verdachte mannen", "mijn fiets is gestolen"]
        {
            assert!(lijkt_melding(tekst), "{tekst}");
        }
        for tekst in ["bedankt", "goedemorgen", "wanneer is de bijeenkomst", "🎉"] {
            assert!(!lijkt_melding(tekst), "{tekst}");
        }
    }

    #[test]
    fn breaking_off_is_told_from_an_answer() {
        for tekst in ["laat maar, ik stop ermee", "annuleren", "laat maar zitten", "stop"] {
            assert!(houdt_op(tekst), "{tekst}");
        }
        for tekst in ["nee", "nee niet", "Jan Stopper", "groep Laatste Straat", ""] {
            assert!(!houdt_op(tekst), "{tekst}");
        }
        assert!(zegt_nee("nee ik wil het niet overnemen 5739") && !zegt_nee("ja ik neem het over 5739"));
    }

    #[rstest]
    #[case("annuleer")]
    #[case("Annulleer")]
    #[case("annuleren aub")]
    #[case("nee laat maar")]
    #[case("oh nee, toch maar niet")]
    #[case("toch niet")]
    #[case("vergeet het maar")]
    #[case("vergeet 't")]
    #[case("stop maar")]
    #[case("hoeft niet meer, is al opgelost")]
    #[case("hou maar op")]
    #[case("blaas maar af")]
    #[case("nee niet doen")]
    #[case("ik stop ermee")]
    #[case("gaat niet door")]
    #[case("annuleer, verkeerde knop")]
    fn an_answer_that_breaks_off(#[case] tekst: &str) {
        assert!(ziet_af(tekst), "{tekst}");
    }

    #[rstest]
    #[case("nee")]
    #[case("man met pet, niet groot")]
    #[case("stopbord achter hem")]
    #[case("laatst gezien bij de Lidl")]
    #[case("toch niet zwart maar blauwe jas")]
    #[case("vergeet niet te versturen")]
    #[case("wegrennende man")]
    #[case("")]
    fn an_answer_that_goes_on(#[case] tekst: &str) {
        assert!(!ziet_af(tekst), "{tekst}");
    }

    #[rstest]
    #[case("oeps staat er toch niet in", true)]
    #[case("parkzicht toch niet", true)]
    #[case("nee verkeerde groep sorry", true)]
    #[case("heb hem weer weggehaald", true)]
    #[case("te vroeg getikt", true)]
    #[case("staat er toch niet in?", false)]
    #[case("staat erin", false)]
    #[case("lukt niet", false)]
    fn a_report_that_is_taken_back(#[case] tekst: &str, #[case] verwacht: bool) {
        assert_eq!(neemt_plaatsing_terug(tekst), verwacht, "{tekst}");
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(tekst in ".{0,200}") {
            let _ = (ziet_af(&tekst), alleen_instemming(&tekst));
            let _ = (bij_voorbeeld(&tekst), bevestiging(&tekst), lijkt_melding(&tekst), ja(&tekst), alle(&tekst));
        }
    }
}
