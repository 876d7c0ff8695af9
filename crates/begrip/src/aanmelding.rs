//! What somebody who signs up says: all in one line, a part of it, or a correction of one.
//!
//! Invariant: only what is named or recognised is taken; a place outside the area is named as such.

use crate::ja_nee::Bij;
use crate::lijst::AANMELDING;
use crate::patroon::Patroon;
use crate::plaats::{self, Plaats};
use crate::woorden::{Woord, norm_op, woorden};
use kern::domain::politiebericht::schoon;
use kern::domain::wijk::Gemeenten;
use kern::limits;

/// What was found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gelezen {
    /// Their name.
    pub naam: Option<String>,
    /// The place.
    pub plaats: Plaats,
    /// A postcode, without spaces, in capitals.
    pub postcode: Option<String>,
    /// The name of the group.
    pub groepsnaam: Option<String>,
    /// Its members.
    pub leden: Option<i64>,
    /// Its registration at WABP.
    pub wabp: Option<String>,
    /// Part of it was named ("wijk …", "groep …"), so it is no loose answer.
    pub benoemd: bool,
}

/// A name without a "en de" that led to what was taken out behind it.
fn zonder_en(naam: &str) -> &str {
    &naam[..AANMELDING.en_aan_het_eind.plek(naam).map_or(naam.len(), |plek| plek.start)]
}

/// What was named, without what is named after it: "Tulp en naam Truus".
fn zonder_vervolg(naam: &str) -> &str {
    &naam[..AANMELDING.vervolg.plek(naam).map_or(naam.len(), |plek| plek.start)]
}

/// Takes what a pattern finds out of the text; answers its first group.
fn neem(rest: &mut String, patroon: &Patroon) -> Option<String> {
    let gevonden = patroon.captures(rest)?;
    let heel = gevonden.get(0)?.range();
    let deel = gevonden.get(1).map(|deel| schoon(deel.as_str())).unwrap_or_default();
    rest.replace_range(heel, " , ");
    Some(deel)
}

/// The same, up to where another part is named: "groep Tulp en mijn naam is Truus" leaves the name.
fn neem_tot_vervolg(rest: &mut String, patroon: &Patroon) -> Option<String> {
    let gevonden = patroon.captures(rest)?;
    let (heel, deel) = (gevonden.get(0)?.range(), gevonden.get(1)?);
    let genoemd = zonder_vervolg(deel.as_str());
    let einde = if genoemd.len() < deel.len() { deel.start() + genoemd.len() } else { heel.end };
    let naam = schoon(zonder_en(genoemd));
    rest.replace_range(heel.start..einde, " , ");
    Some(naam)
}

/// Whether a text corrects something: "oh nee het is Noordhove".
#[must_use]
pub fn is_correctie(tekst: &str) -> bool {
    AANMELDING.verbetert.staat_in(&woorden(tekst))
}

/// The name of a group with how many members it has, where that is all of a text: "Buurtapp Dahlia met 46 leden". `None` where it is not
/// certain that the number says that.
#[must_use]
pub fn groep_met_leden(tekst: &str) -> Option<(String, i64)> {
    let gevonden = AANMELDING.leden_achter.captures(tekst)?;
    let (ervoor, leden) = (gevonden.get(1)?.as_str(), gevonden.get(2)?.as_str().parse().ok()?);
    // "Zuid 2" is a name; "Dahlia, ongeveer 46" says how many.
    let gezegd = gevonden.get(3).is_some() || gevonden.get(0)?.as_str()[ervoor.len()..].trim_start().starts_with(',');
    let naam = AANMELDING.groep.captures(ervoor).and_then(|deel| deel.get(1)).map_or(ervoor, |deel| deel.as_str());
    let naam = if lijkt_groep(ervoor) && naam != ervoor && lees_groepsnaam(naam).is_none() { ervoor } else { naam };
    lees_groepsnaam(&schoon(naam)).filter(|_| gezegd && !is_vraag(tekst)).map(|naam| (naam, leden))
}

/// What is wrong and what it is instead: "niet Jan maar Piet". `None`: nothing is put right so.
#[must_use]
pub fn niet_maar(tekst: &str) -> Option<(String, String)> {
    let verkeerd = AANMELDING.is_verkeerd.captures(tekst).filter(|_| !is_vraag(tekst));
    if let Some(goed) = verkeerd.and_then(|gevonden| Some(schoon(gevonden.get(1)?.as_str()))) {
        return Some((String::new(), goed));
    }
    let gevonden = AANMELDING.niet_maar.captures(tekst).filter(|_| !is_vraag(tekst))?;
    Some((schoon(gevonden.get(1)?.as_str()), schoon(gevonden.get(2)?.as_str())))
}

/// "Mijn naam is niet goed, moet Jansen zijn" as "naam Jansen".
fn moet_zijn(tekst: &str) -> String {
    match AANMELDING.moet_zijn.captures(tekst) {
        Some(deel) if !is_vraag(tekst) => format!("{} {}", &deel[1].to_lowercase(), &deel[2]),
        _ => tekst.to_owned(),
    }
}

/// A text without the name by which somebody introduces themselves: a name means nothing else.
#[must_use]
pub fn zonder_eigen_naam(tekst: &str) -> std::borrow::Cow<'_, str> {
    AANMELDING.stelt_voor.zonder(tekst)
}

/// Whether a text is a name in capitals, of which each word but the first may mean anything: "Karin Brand".
#[must_use]
pub fn is_naam_in_hoofdletters(tekst: &str) -> bool {
    let delen: Vec<&str> = tekst.split_whitespace().collect();
    let groot =
        |deel: &str| deel.starts_with(char::is_uppercase) && deel.chars().skip(1).all(|teken| !teken.is_uppercase());
    let los = |deel: &str| AANMELDING.tussenvoegsels.contains(&deel.to_lowercase());
    (2..=5).contains(&delen.len())
        && delen.first().is_some_and(|eerste| groot(eerste))
        && delen.last().is_some_and(|laatste| groot(laatste))
        && delen.iter().all(|deel| groot(deel) || los(deel))
        && lees_naam(tekst).is_some()
}

/// Whether what stands in a summary may be handed in: "ja klopt zo", "dien maar in".
#[must_use]
pub fn dient_in(tekst: &str) -> bool {
    let alle = woorden(tekst);
    AANMELDING.dient_in.staat_in(&alle)
        && alle.iter().all(|woord| {
            [&AANMELDING.dient_in, &AANMELDING.bij_indienen].iter().any(|lijst| lijst.contains(&woord.norm))
        })
        && !tekst.contains('?')
}

/// Reads a text.
#[must_use]
pub fn lees(tekst: &str, gemeenten: &Gemeenten) -> Gelezen {
    let mut rest = moet_zijn(tekst);
    let verbeterd = neem(&mut rest, &AANMELDING.leden_verbeterd);
    let leden = verbeterd.or_else(|| neem(&mut rest, &AANMELDING.leden)).and_then(|getal| getal.parse().ok());
    let wabp = neem(&mut rest, &AANMELDING.wabp).map(|wat| lees_wabp(&wat));
    let groepsnaam = neem_tot_vervolg(&mut rest, &AANMELDING.groep).and_then(|naam| lees_groepsnaam(&naam));
    let groep_benoemd = groepsnaam.is_some();
    // "Buurtapp Dahlia, 46 leden": a part that is the name of a group is no person, and no place either.
    let groepsnaam = groepsnaam.or_else(|| neem_losse_groep(&mut rest));
    let naam_benoemd = neem_tot_vervolg(&mut rest, &AANMELDING.naam_benoemd).and_then(|naam| lees_naam(&naam));
    let wijk_genoemd = neem(&mut rest, &AANMELDING.wijk).is_some();
    let alle: Vec<_> = gemeenten.iter().map(|gemeente| &gemeente.id).collect();
    // "Jan Dorp, Rokkeveen": a part that is nothing but a place goes before a surname that is one too.
    let heel = delen(&rest).find_map(|(begin, deel)| {
        let gevonden = plaats::vind(deel, &woorden(deel), gemeenten, &alle);
        let gelezen = woorden(deel);
        let (eerste, laatste) = (gelezen.first()?.plek.start, gelezen.last()?.plek.end);
        (plek(&gevonden)? == (eerste..laatste)).then_some((begin, gevonden))
    });
    let (begin, gevonden) = heel.unwrap_or_else(|| (0, plaats::vind(&rest, &woorden(&rest), gemeenten, &alle)));
    let weg = plek(&gevonden).map(|plek| begin + plek.start..begin + plek.end);
    if let Some(weg) = weg {
        rest.replace_range(weg, " , ");
    }
    let postcode = lees_postcode(&rest);
    let naam_genoemd = rest.split([',', ';', '\n']).any(|stuk| AANMELDING.naam.is_match(stuk));
    let naam = naam_benoemd.clone().or_else(|| losse_naam(&rest));
    let benoemd =
        wabp.is_some() || groep_benoemd || leden.is_some() || wijk_genoemd || naam_genoemd || naam_benoemd.is_some();
    Gelezen { naam, plaats: gevonden, postcode, groepsnaam, leden, wabp, benoemd }
}

/// Takes a part out that is the name of a group: it begins or ends with what groups are called, and is no sentence.
fn neem_losse_groep(rest: &mut String) -> Option<String> {
    let (begin, lengte, naam) = delen(rest).find_map(|(begin, deel)| {
        let gelezen = woorden(deel);
        let groep = |woord: Option<&Woord>| woord.is_some_and(|woord| lijkt_groep(&woord.norm));
        let zin = gelezen.iter().any(|woord| {
            let norm = woord.norm.as_str();
            AANMELDING.niet_in_naam.contains(norm) || AANMELDING.zin_in_groepsnaam.contains(norm)
        });
        let past = (groep(gelezen.first()) || groep(gelezen.last())) && gelezen.len() > 1 && gelezen.len() <= 6 && !zin;
        let naam = past.then(|| lees_groepsnaam(deel)).flatten()?;
        Some((begin, deel.len(), naam))
    })?;
    rest.replace_range(begin..begin + lengte, " ");
    Some(naam)
}

/// The parts between commas and line breaks, with where each begins.
fn delen(tekst: &str) -> impl Iterator<Item = (usize, &str)> {
    tekst.split([',', ';', '\n']).scan(0, |begin, deel| {
        let hier = *begin;
        // Each of the separators is one byte.
        *begin += deel.len() + 1;
        Some((hier, deel))
    })
}

/// Where the words of a place stand.
fn plek(plaats: &Plaats) -> Option<std::ops::Range<usize>> {
    match plaats {
        Plaats::Geen => None,
        Plaats::Wijken { weg, .. } | Plaats::Keuze(_, weg) | Plaats::Elders(_, weg) | Plaats::Buiten(_, weg) => {
            Some(weg.clone())
        }
    }
}

/// A name in what is left.
fn losse_naam(rest: &str) -> Option<String> {
    rest.split([',', ';', '\n']).find_map(|stuk| lees_naam(&AANMELDING.naam.zonder(stuk)))
}

/// A postcode: four digits, or four and two letters.
fn lees_postcode(tekst: &str) -> Option<String> {
    let gevonden = AANMELDING.postcode.captures(tekst)?;
    let letters = gevonden.get(2).map_or("", |letters| letters.as_str());
    Some(format!("{}{}", gevonden.get(1)?.as_str(), letters.to_uppercase()))
}

/// Whether a text wants to ask something, without asking it yet: "I have a question first".
#[must_use]
pub fn wil_vragen(tekst: &str) -> bool {
    AANMELDING.wil_vragen.staat_in(&woorden(tekst))
}

/// Whether a text asks something, rather than answers: a question mark, or a word that questions begin with.
#[must_use]
pub fn is_vraag(tekst: &str) -> bool {
    tekst.contains('?') || begint_met_vraagwoord(tekst) || AANMELDING.vraagt.staat_in(&woorden(tekst))
}

/// Whether a text asks in so many words: more than a question mark behind an answer.
#[must_use]
pub fn vraagt_in_woorden(tekst: &str) -> bool {
    begint_met_vraagwoord(tekst) || AANMELDING.vraagt.staat_in(&woorden(tekst))
}

/// A text without the word behind a wijk that says which part of it: "Rokkeveen oost".
#[must_use]
pub fn zonder_windstreek(tekst: &str) -> &str {
    let alle = woorden(tekst);
    match alle.as_slice() {
        [.., voor, laatste] if AANMELDING.windstreken.contains(&laatste.norm) => {
            tekst.get(..voor.plek.end).unwrap_or_default()
        }
        _ => tekst,
    }
}

/// Whether a text puts off an answer, or wants to ask something first: "even wachten hoor", "I have a question first".
#[must_use]
pub fn stelt_uit(tekst: &str) -> bool {
    AANMELDING.stelt_uit.staat_in(&woorden(tekst))
}

/// Whether somebody wants to stop: "weet je wat, stop maar", "ik stop ermee", "laat maar zitten". "Nee, stop niet" does not.
#[must_use]
pub fn wil_stoppen(tekst: &str) -> bool {
    let gelezen = woorden(tekst);
    let stopt = AANMELDING.stopt.staat_in(&gelezen);
    let niet = AANMELDING.stopt_niet.staat_in(&gelezen);
    stopt && !niet && !AANMELDING.geen_stop.staat_in(&gelezen)
}

/// How many they are, in words and about: "around fifty", "een stuk of 40"; a count without one is none.
#[must_use]
pub fn aantal_in_woorden(tekst: &str) -> Option<i64> {
    let gelezen = woorden(tekst);
    let getal = |norm: &str| {
        AANMELDING.getallen.get(norm).copied().or_else(|| {
            let cijfers = (1..=4).contains(&norm.len()) && norm.bytes().all(|teken| teken.is_ascii_digit());
            cijfers.then(|| norm.parse().ok()).flatten()
        })
    };
    let mut gevonden = gelezen.iter().filter_map(|woord| getal(&woord.norm));
    let aantal = gevonden.next().filter(|aantal| (1..=limits::MEMBERS_MAX).contains(aantal))?;
    let alleen =
        gelezen.iter().all(|woord| getal(&woord.norm).is_some() || AANMELDING.bij_aantal.contains(&woord.norm));
    (alleen && gevonden.next().is_none()).then_some(aantal)
}

/// A loose word that says how many, and not how many exactly: "veel", "weinig".
#[must_use]
pub fn vaag_aantal(tekst: &str) -> bool {
    let gelezen = woorden(tekst);
    !gelezen.is_empty() && AANMELDING.vaag_aantal.vult(&gelezen)
}

/// A text without the sounds of somebody who thinks: "uhh zoetermeer", "ehm ja, truus".
#[must_use]
pub fn zonder_aarzeling(tekst: &str) -> String {
    let zonder = AANMELDING.aarzeling.zonder(tekst);
    if zonder.trim().is_empty() { tekst.to_owned() } else { zonder.into_owned() }
}

/// Whether a text opens a question, after a greeting if there is one.
#[must_use]
pub fn begint_met_vraagwoord(tekst: &str) -> bool {
    let gelezen = woorden(tekst);
    AANMELDING.vraagwoorden.contains(norm_op(&gelezen, AANMELDING.groeten.aanloop(&gelezen)))
}

/// Whether a text is the name of a group rather than of a person: "Buurtapp Dahlia".
#[must_use]
pub fn lijkt_groep(tekst: &str) -> bool {
    woorden(tekst).iter().any(|woord| {
        let norm = woord.norm.as_str();
        AANMELDING.groepswoorden.contains(norm)
            || (norm.len() > 5 && AANMELDING.groep_begin.iter().any(|begin| norm.starts_with(begin)))
            || (norm.len() > 5 && AANMELDING.groep_einde.iter().any(|einde| norm.ends_with(einde)))
            || AANMELDING.groep_einde_kort.iter().any(|einde| norm.ends_with(einde))
    })
}

/// A person's name as it stands in a column of names: letters, two to sixty characters, six words at most.
#[must_use]
pub fn lees_naam_in_tabel(tekst: &str) -> Option<String> {
    let naam = met_apostrof(&schoon(tekst));
    let naam = kaal(&naam, |teken| !teken.is_alphanumeric() && teken != '.').to_owned();
    let lengte = naam.chars().count();
    let letters = naam.chars().filter(|teken| teken.is_alphabetic()).count();
    let goed = naam.chars().all(hoort_in_naam) && woorden(&naam).len() <= 6;
    ((2..=limits::NAME_CHARACTERS_MAX).contains(&lengte) && letters >= 2 && goed).then_some(naam)
}

/// A person's name in what they say: more than words that go around one. A question, a refusal, a greeting, a command
/// or a group is none.
#[must_use]
pub fn lees_naam(tekst: &str) -> Option<String> {
    if is_vraag(tekst)
        || lijkt_groep(tekst)
        || stelt_uit(tekst)
        || wil_stoppen(tekst)
        || vaag_aantal(tekst)
        || aantal_in_woorden(tekst).is_some()
    {
        return None;
    }
    let naam = schoon(&zonder_aarzeling(tekst));
    let naam = lees_naam_in_tabel(&AANMELDING.voor_naam.zonder(&naam))?;
    let woord = woorden(&naam);
    let zegt_iets =
        |woord: &Woord| ![&AANMELDING.groeten, &AANMELDING.vulling_in_naam].iter().any(|set| set.contains(&woord.norm));
    let zinvol = woord.iter().any(zegt_iets);
    let vreemd = AANMELDING.niet_in_naam.staat_in(&woord);
    let zin = AANMELDING.zin.staat_in(&woord);
    let commando = matches!(woord.as_slice(), [enige] if lijkt_commando(&enige.norm));
    (zinvol && !vreemd && !zin && !commando).then_some(naam)
}

/// Whether one word is a command or an answer to another question, or nearly one ("sotp").
fn lijkt_commando(norm: &str) -> bool {
    let bijna = |bekend: &str| norm.len() >= 4 && strsim::damerau_levenshtein(norm, bekend) == 1;
    AANMELDING.geen_naam.contains(norm) || AANMELDING.opdracht_met_fout.iter().any(bijna)
}

fn hoort_in_naam(teken: char) -> bool {
    teken.is_alphabetic() || matches!(teken, ' ' | '-' | '.' | '\'' | '’')
}

/// The first sign that no name has.
#[must_use]
pub fn vreemd_in_naam(tekst: &str) -> Option<char> {
    met_apostrof(&schoon(tekst)).chars().find(|teken| !hoort_in_naam(*teken))
}

/// Accents and quotes that stand where an apostrophe belongs are one: "van ‘t Hof", "d´Een".
fn met_apostrof(tekst: &str) -> String {
    tekst
        .chars()
        .map(|teken| if matches!(teken, '‘' | '´' | '`' | '‛' | 'ʼ' | 'ʹ' | '′' | '＇') { '’' } else { teken })
        .collect()
}

/// Without what stands around a name; the apostrophe of "’t Hof" and "’s-Hage" belongs to it.
fn kaal(naam: &str, weg: impl Fn(char) -> bool) -> &str {
    let naam = naam.trim_end_matches(&weg);
    let zonder = naam.trim_start_matches(&weg);
    let voor = naam[..naam.len() - zonder.len()].chars().next_back();
    let lidwoord = matches!(zonder.as_bytes(), [b't' | b'T' | b's' | b'S' | b'n' | b'N', b' ' | b'-', ..]);
    match voor {
        Some(teken @ ('\'' | '’')) if lidwoord => &naam[naam.len() - zonder.len() - teken.len_utf8()..],
        _ => zonder,
    }
}

/// "Achternaam, V. de" in the order in which it is said; `None` for anything else with a comma in it.
#[must_use]
pub fn omgedraaid(tekst: &str) -> Option<String> {
    let tekst = met_apostrof(&schoon(tekst));
    let (achternaam, rest) = tekst.split_once(',')?;
    let (achternaam, rest) = (achternaam.trim(), rest.replace(',', " "));
    let tussen = |woord: &&str| AANMELDING.tussenvoegsels.contains(&woord.to_lowercase());
    let aanspreking = |woord: &&str| AANMELDING.aansprekingen.contains(&woord.to_lowercase().replace('.', ""));
    let (tussenvoegsels, namen): (Vec<&str>, Vec<&str>) =
        rest.split_whitespace().filter(|woord| !aanspreking(woord)).partition(tussen);
    // "Beheerder, voorzitter" is no name turned round.
    let voorletters = |woord: &str| woord.split_terminator('.').all(|letter| letter.chars().count() == 1);
    let is_naam = |woord: &&str| {
        let begint = woord.starts_with(char::is_uppercase) || (woord.ends_with('.') && voorletters(woord));
        begint && woord.chars().all(hoort_in_naam)
    };
    let goed = !achternaam.is_empty()
        && tekst.matches(',').count() <= 2
        && (1..=3).contains(&namen.len())
        && namen.iter().all(is_naam)
        && tussenvoegsels.len() <= 3;
    goed.then(|| [namen.join(" "), tussenvoegsels.join(" "), achternaam.to_owned()].join(" ").replace("  ", " "))
}

/// A group's name as it stands in a column of names: two to a hundred characters, with a letter or digit.
#[must_use]
pub fn lees_groepsnaam_in_tabel(tekst: &str) -> Option<String> {
    let naam = schoon(tekst);
    let naam = kaal(&naam, |teken| matches!(teken, '"' | '\'' | '“' | '”' | '.' | ' ' | ':')).to_owned();
    let lengte = naam.chars().count();
    ((2..=limits::GROUP_NAME_CHARACTERS_MAX).contains(&lengte) && naam.chars().any(char::is_alphanumeric))
        .then_some(naam)
}

/// A group's name: two to a hundred characters, with a letter. A question, a refusal, a greeting, a command, a number
/// or an answer to another question is none.
#[must_use]
pub fn lees_groepsnaam(tekst: &str) -> Option<String> {
    let naam = lees_groepsnaam_in_tabel(tekst)?;
    let gelezen = woorden(&naam);
    let weigert = AANMELDING.weigert_groepsnaam.staat_in(&gelezen);
    let praat = gelezen.iter().all(|woord| {
        [&AANMELDING.groeten, &AANMELDING.praat_in_groepsnaam].iter().any(|set| set.contains(&woord.norm))
    });
    let commando = matches!(gelezen.as_slice(), [enige] if lijkt_commando(&enige.norm));
    let geen_antwoord =
        stelt_uit(&naam) || wil_stoppen(&naam) || vaag_aantal(&naam) || aantal_in_woorden(&naam).is_some();
    let nummer = naam.chars().filter(char::is_ascii_digit).count() >= 8 || naam.contains('@') || naam.contains("://");
    (naam.chars().any(char::is_alphabetic)
        && !is_vraag(&naam)
        && !weigert
        && !praat
        && !commando
        && !nummer
        && !geen_antwoord)
        .then_some(naam)
}

/// A number of members: a number alone, or with words that count. A number among other words is none.
#[must_use]
pub fn lees_leden(tekst: &str) -> Option<i64> {
    if is_vraag(tekst) {
        return None;
    }
    let gelezen = woorden(tekst);
    let mut getallen = gelezen.iter().filter_map(|woord| woord.norm.parse::<i64>().ok());
    let getal = getallen.next().filter(|_| getallen.next().is_none())?;
    let past = |norm: &str| {
        norm.bytes().all(|teken| teken.is_ascii_digit())
            || AANMELDING.groeten.contains(norm)
            || AANMELDING.bij_leden.contains(norm)
    };
    (gelezen.iter().all(|woord| past(&woord.norm)) && (1..=limits::MEMBERS_MAX).contains(&getal)).then_some(getal)
}

/// What is said about WABP, where it says anything about it.
#[must_use]
pub fn wabp_antwoord(tekst: &str) -> Option<String> {
    let gelezen = woorden(tekst);
    let weet_niet = AANMELDING.weet_wabp_niet.staat_in(&gelezen);
    // "Dat zeg ik liever niet" says nothing of it.
    let zegt_niet = AANMELDING.geen_antwoord_wabp.staat_in(&gelezen);
    if (is_vraag(tekst) || zegt_niet) && !weet_niet {
        return None;
    }
    let zegt = gelezen.iter().any(|woord| {
        AANMELDING.zegt_iets_over_wabp.contains(&woord.norm)
            || (woord.norm.len() >= 3 && !noemt_telefoon(tekst) && is_getal(&woord.norm))
    });
    zegt.then(|| lees_wabp(tekst))
}

fn is_getal(stuk: &str) -> bool {
    stuk.bytes().all(|byte| byte.is_ascii_digit())
}

/// A text with so many digits names a telephone: nobody's registration, and perhaps somebody else's number.
const TELEFOON_CIJFERS: usize = 9;

fn noemt_telefoon(tekst: &str) -> bool {
    tekst.bytes().filter(u8::is_ascii_digit).count() >= TELEFOON_CIJFERS
}

/// What is said about WABP: `nee`, `weet niet`, `ja`, or the number or link itself.
#[must_use]
pub fn lees_wabp(tekst: &str) -> String {
    let tekst = schoon(tekst);
    let woord = woorden(&tekst);
    let kenmerk = tekst.split_whitespace().find(|stuk| {
        AANMELDING.wabp_adres.iter().any(|deel| stuk.to_lowercase().contains(deel))
            || (stuk.len() >= 3 && !noemt_telefoon(&tekst) && is_getal(stuk))
    });
    if let Some(kenmerk) = kenmerk {
        kern::tekst::ingekort(kenmerk, limits::WABP_CHARACTERS_MAX)
    } else if AANMELDING.wabp_onbekend.staat_in(&woord) {
        "weet niet".to_owned()
    } else if Bij::Wabp.hoort_nee(&woord) {
        "nee".to_owned()
    } else if Bij::Wabp.hoort_ja(&woord) {
        "ja".to_owned()
    } else {
        "weet niet".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    fn gemeenten() -> Gemeenten {
        kern::gemeenten::load(None).unwrap_or_else(|fout| panic!("{fout:#}"))
    }

    fn wijk(gelezen: &Gelezen) -> &str {
        match &gelezen.plaats {
            Plaats::Wijken { wijken, .. } => &wijken[0],
            Plaats::Buiten(naam, _) => naam,
            _ => "",
        }
    }

    #[rstest]
    #[case(
        "Beheerder Een, Rokkeveen, groep Buurtapp Waterlelie, 46 leden, wabp ja",
        "Beheerder Een",
        "rokkeveen",
        "Buurtapp Waterlelie",
        Some(46),
        Some("ja")
    )]
    #[case("Beheerder Twee Bleiswijk groep Hoefblad", "Beheerder Twee", "Bleiswijk", "Hoefblad", None, None)]
    #[case(
        "naam: Beheerder Drie\nwijk: noordhoven\ngroepsnaam: Hof 3\nwabp: wabp.nl/123",
        "Beheerder Drie",
        "noordhove",
        "Hof 3",
        None,
        Some("wabp.nl/123")
    )]
    #[case("oh nee het is Noordhove", "", "noordhove", "", None, None)]
    #[case("mijn naam is Beheerder Vier", "Beheerder Vier", "", "", None, None)]
    #[case("naam is Beheerder Rokkeveen", "Beheerder Rokkeveen", "", "", None, None)]
    #[case("Beheerder Dorp, Rokkeveen, groep Zuid 2", "Beheerder Dorp", "rokkeveen", "Zuid 2", None, None)]
    #[case("wabp weet ik niet", "", "", "", None, Some("weet niet"))]
    #[case("🚨🚨", "", "", "", None, None)]
    fn a_line_is_taken_apart(
        #[case] tekst: &str,
        #[case] naam: &str,
        #[case] plaats: &str,
        #[case] groep: &str,
        #[case] leden: Option<i64>,
        #[case] wabp: Option<&str>,
    ) {
        let gelezen = lees(tekst, &gemeenten());
        assert_eq!(gelezen.naam.as_deref().unwrap_or_default(), naam);
        assert_eq!(wijk(&gelezen), plaats);
        assert_eq!(gelezen.groepsnaam.as_deref().unwrap_or_default(), groep);
        assert_eq!((gelezen.leden, gelezen.wabp.as_deref()), (leden, wabp));
    }

    #[rstest]
    #[case("wat houdt het in")]
    #[case("Wat houdt dat precies in")]
    #[case("hoezo moet dat")]
    #[case("waarom wilt u dat weten")]
    #[case("is dit gratis")]
    #[case("kan ik eerst meer informatie krijgen")]
    #[case("hallo")]
    #[case("goedemorgen allemaal")]
    #[case("hoi, wie ben jij")]
    #[case("zeg ik liever niet")]
    #[case("gaat je niks aan")]
    #[case("anoniem")]
    #[case("nee")]
    #[case("ja")]
    #[case("ok prima")]
    #[case("sotp")]
    #[case("hlep")]
    #[case("annuleern")]
    #[case("Buurtapp Dahlia")]
    #[case("whatsappgroep de Akelei")]
    #[case("46 leden")]
    #[case("06 1234 0012")]
    #[case("weet ik niet")]
    #[case("ik wil eerst weten wat het is")]
    fn this_is_no_name(#[case] tekst: &str) {
        assert_eq!(lees_naam(tekst), None, "{tekst}");
    }

    #[rstest]
    #[case("Wil van den Berg", "Wil van den Berg")]
    #[case("hallo, mijn naam is Kan Beheerder", "Kan Beheerder")]
    #[case("Ben op den Akker", "Ben op den Akker")]
    #[case("dit is Beheerder Een", "Beheerder Een")]
    #[case("ja, Beheerder Een", "Beheerder Een")]
    #[case("Metin Beheerder", "Metin Beheerder")]
    #[case("'t Hart", "'t Hart")]
    fn this_is_a_name(#[case] tekst: &str, #[case] naam: &str) {
        assert_eq!(lees_naam(tekst).as_deref(), Some(naam), "{tekst}");
    }

    #[rstest]
    #[case("wat houdt het in")]
    #[case("hoe bedoelt u")]
    #[case("geen naam")]
    #[case("weet ik niet")]
    #[case("46")]
    #[case("ja")]
    #[case("bedankt")]
    #[case("hoi")]
    #[case("sotp")]
    #[case("06 1234 0012")]
    #[case("moet dat?")]
    fn this_is_no_name_of_a_group(#[case] tekst: &str) {
        assert_eq!(lees_groepsnaam(tekst), None, "{tekst}");
    }

    #[rstest]
    #[case("46", Some(46))]
    #[case("ongeveer 46 leden", Some(46))]
    #[case("we zijn met 46", Some(46))]
    #[case("om 5 uur bel ik u", None)]
    #[case("40 of 50", None)]
    #[case("waarom wilt u dat weten, 46?", None)]
    #[case("heel veel", None)]
    fn members(#[case] tekst: &str, #[case] leden: Option<i64>) {
        assert_eq!(lees_leden(tekst), leden, "{tekst}");
    }

    #[test]
    fn a_group_with_members_is_no_person() {
        let gelezen = lees("Buurtapp Dahlia, 46 leden", &gemeenten());
        assert_eq!(
            (gelezen.naam, gelezen.groepsnaam.as_deref(), gelezen.leden),
            (None, Some("Buurtapp Dahlia"), Some(46))
        );
    }

    #[test]
    fn a_postcode_is_read_in_any_notation() {
        for tekst in ["2719 ab", "postcode 2719AB", "2719Ab Zoetermeer"] {
            assert_eq!(lees(tekst, &gemeenten()).postcode.as_deref(), Some("2719AB"), "{tekst}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(tekst in ".{0,200}") {
            let gemeenten = gemeenten();
            let _ = (lees(&tekst, &gemeenten), lees_wabp(&tekst), is_correctie(&tekst));
        }

        #[test]
        fn any_order_of_known_words_is_read_without_panic(
            stukken in proptest::collection::vec(
                prop::sample::select(vec!["groep", "Rokkeveen", ",", "wabp", "46 leden", "naam is", "é", "wijk", "2719", "’", "Bleiswijk"]), 0..12)
        ) {
            let gemeenten = gemeenten();
            let _ = lees(&stukken.join(" "), &gemeenten);
        }
    }
}
