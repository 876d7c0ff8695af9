//! What police say about an alert that left: stop, withdraw, it is over, there is news.
//!
//! Owns the words; which alert is meant is the handlers'. Invariants: a negation takes it back ("nog niet
//! gevonden", "niet intrekken"); a question, a condition and a delay withdraw nothing and are asked about ("moet ik
//! intrekken?"); words of doubt or panic only ever stop and ask; a plain story is none of these.

use std::ops::Range;

use crate::houding::{self, Houding, houding};
use crate::ja_nee::Bij;
use crate::lijst::{LEVENSLOOP, Levensloop as Lijst};
use crate::woorden::{Reeksen, Woord, is_stop_in_haast, norm_op, woorden};
use kern::domain::afloop::Afloop;
use kern::domain::intrekking::Waarom;
use kern::domain::melding::lees_nummer;

/// What is said about an alert.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gezegd {
    /// "Stop", "fout": something is wrong with what was just sent.
    Paniek,
    /// "Stop die man rent naar het station", "stop?": a stop, or what somebody is seen to do, or asks?
    MisschienPaniek,
    /// "Moet ik intrekken?", "intrekken kan altijd nog": spoken of, and perhaps wished.
    MisschienIntrekken,
    /// "Laten staan", "niet intrekken": it goes on.
    LatenStaan,
    /// It is to be withdrawn; with an outcome named beside it, which is another thing.
    Intrekken(Option<Afloop>),
    /// It is over, with this outcome.
    Sluiten(Afloop),
    /// There is news.
    Update,
}

/// What was said, about which number, and what else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Levensloop {
    /// What.
    pub gezegd: Gezegd,
    /// The number that was named.
    pub nummer: Option<String>,
    /// The rest: the reason, the outcome in their words, or the news.
    pub tekst: String,
}

/// The number that a text names in any notation, with its place in the text: `zm231`, `ZM 0231`, `OEF-12`. `codes`
/// holds the letters that numbers begin with.
#[must_use]
pub fn nummer_in(tekst: &str, codes: &[&str]) -> Option<(String, Range<usize>)> {
    let alle = woorden(tekst);
    let code = |letters: &str| codes.iter().any(|code| code.eq_ignore_ascii_case(letters));
    alle.iter().enumerate().find_map(|(plaats, woord)| {
        let cijfers = woord.norm.find(|teken: char| teken.is_ascii_digit()).unwrap_or(woord.norm.len());
        let (letters, rest) = woord.norm.split_at(cijfers);
        if !code(letters) {
            return None;
        }
        if !rest.is_empty() {
            return Some((lees_nummer(&woord.norm)?, woord.plek.clone()));
        }
        let volgend = alle.get(plaats + 1)?;
        let dichtbij = tekst.get(woord.plek.end..volgend.plek.start).is_some_and(|ertussen| ertussen.len() <= 3);
        let nummer = lees_nummer(&format!("{letters}{}", volgend.norm)).filter(|_| dichtbij)?;
        Some((nummer, woord.plek.start..volgend.plek.end))
    })
}

/// A text without the number in it.
#[must_use]
pub fn zonder_nummer(tekst: &str, codes: &[&str]) -> String {
    let Some((_, plek)) = nummer_in(tekst, codes) else { return tekst.trim().to_owned() };
    let heel = format!("{} {}", tekst.get(..plek.start).unwrap_or_default(), tekst.get(plek.end..).unwrap_or_default());
    let heel = heel.split_whitespace().collect::<Vec<_>>().join(" ");
    heel.trim_matches([',', ':', '-', ' ', '#', ';']).to_owned()
}

/// Whether a text only names a number, as an answer to which is meant: "die van zm 1", "ZM-0001 graag".
#[must_use]
pub fn kiest_alleen(tekst: &str, codes: &[&str]) -> bool {
    let rest = woorden(&zonder_nummer(tekst, codes));
    !tekst.contains('?') && LEVENSLOOP.bij_keuze.vult(&rest)
}

/// Whether a text only points at one or more of several: "allebei", "de laatste".
#[must_use]
pub fn wijst_alleen(tekst: &str) -> bool {
    let alle = woorden(tekst);
    !alle.is_empty()
        && alle.iter().any(|woord| LEVENSLOOP.wijst.contains(&woord.norm))
        && LEVENSLOOP.bij_keuze.vult(&alle)
}

/// Reads a text; `None` if it says none of this. `codes` holds the letters that numbers begin with.
#[must_use]
pub fn lees(tekst: &str, codes: &[&str]) -> Option<Levensloop> {
    let nummer = nummer_in(tekst, codes).map(|(nummer, _)| nummer);
    let rest = zonder_nummer(tekst, codes);
    let alle = gelezen(&rest);
    let met = |gezegd: Gezegd, tekst: String| Some(Levensloop { gezegd, nummer: nummer.clone(), tekst });
    if alle.len() > WOORDEN_MAX {
        return None;
    }
    // "Stop, hoeft niet meer" stops.
    let eerst_stop = LEVENSLOOP.stop.contains(norm_op(&alle, 0)) && houding::is_gescheiden(&rest, &alle, 1);
    if laten_staan(&alle) && !eerst_stop {
        return met(Gezegd::LatenStaan, String::new());
    }
    if let Some(daad) = intrekken(&alle) {
        let na = &alle[daad.end..];
        let reden = zonder_aanloop(rest.get(alle[daad.end - 1].plek.end..).unwrap_or_default());
        let zin = houding::begin_van_zin(&rest, &alle, daad.start);
        let ontkend =
            ontkent(&alle[zin..daad.end]) || (hoeft_niet(na) && !houding::is_gescheiden(&rest, &alle, daad.end));
        // "Is ZM-0001 al ingetrokken", "ZM-0001 is ingetrokken hoor ik": how it stands, and no order.
        let is_stand = LEVENSLOOP.deelwoord.staat_in(&alle[daad.clone()])
            && LEVENSLOOP.bij_stand.staat_in(&alle)
            && !LEVENSLOOP.gebiedt.staat_in(&alle);
        return match houding(&rest, &alle, daad) {
            _ if is_stand => met(Gezegd::MisschienIntrekken, reden),
            Houding::Vraagt => met(Gezegd::MisschienIntrekken, reden),
            _ if ontkend => met(Gezegd::LatenStaan, String::new()),
            Houding::Ontkent => met(Gezegd::LatenStaan, String::new()),
            Houding::StaatNogNiet => met(Gezegd::MisschienIntrekken, reden),
            // "Beide intrekken": one is withdrawn at a time.
            Houding::Doet if nummer.is_none() && LEVENSLOOP.meer_dan_een.staat_in(&alle) => {
                met(Gezegd::MisschienIntrekken, reden)
            }
            Houding::Doet => met(Gezegd::Intrekken(afloop(&alle)), reden),
        };
    }
    if let Some(na) = begint_met(&alle, &LEVENSLOOP.update) {
        return met(Gezegd::Update, zonder_aanloop(rest.get(na..).unwrap_or_default()));
    }
    // "Oh shit verkeerde wijk", "sorry stop", "nu stoppen": what is exclaimed before it takes nothing from it.
    let uitroep = uitroepen(&alle);
    if uitroep > 0
        && let Some(woord) = alle.get(uitroep)
        && let Some(zonder) = rest.get(woord.plek.start..)
        && let Some(gelezen) = lees(zonder, &[]).filter(|gelezen| gelezen.gezegd == Gezegd::Paniek)
    {
        return met(Gezegd::Paniek, gelezen.tekst);
    }
    // "Wacht!!!" is a cry; "wacht" may be said to anybody.
    if !alle.is_empty() && LEVENSLOOP.wacht.vult(&alle) && tekst.contains('!') {
        return met(Gezegd::Paniek, zonder_aanloop(&rest));
    }
    if let Some(gezegd) = paniek(&rest, &alle) {
        let tekst = if matches!(gezegd, Gezegd::Sluiten(_)) { rest } else { zonder_aanloop(&rest) };
        return met(gezegd, tekst);
    }
    if let Some(afloop) = afloop(&alle) {
        return met(Gezegd::Sluiten(afloop), rest);
    }
    if let Some(na) = begint_met(&alle, &LEVENSLOOP.sluit) {
        return met(Gezegd::Sluiten(Afloop::Afgelopen), zonder_aanloop(rest.get(na..).unwrap_or_default()));
    }
    None
}

/// A stop by its first words: "stop fout was de bewoner zelf". `None` where it begins otherwise.
fn paniek(tekst: &str, alle: &[Woord]) -> Option<Gezegd> {
    let lengte = LEVENSLOOP.paniek_reeksen.begint(alle).unwrap_or_else(|| LEVENSLOOP.paniek.aanloop(alle));
    if lengte == 0 || LEVENSLOOP.geen_paniek.begint(alle).is_some() {
        return None;
    }
    let ook_anders = zegt_misschien_iets_anders(tekst, alle);
    // "Niet verder zoeken, hij is gepakt".
    if ook_anders && let Some(afloop) = afloop(&alle[lengte..]) {
        return Some(Gezegd::Sluiten(afloop));
    }
    let geeft_niet = LEVENSLOOP.niet_erg.staat_in(alle);
    let beschrijft = stop_met_beschrijving(alle);
    // "Stop kind is terecht".
    if beschrijft && let Some(afloop) = afloop(&alle[lengte..]) {
        return Some(Gezegd::Sluiten(afloop));
    }
    let zeker = stopt_zeker(tekst, alle, lengte) && !beschrijft && !geeft_niet && !ook_anders;
    Some(if zeker { Gezegd::Paniek } else { Gezegd::MisschienPaniek })
}

/// Whether a text begins with words that stop only where nothing else is said with them, and says more: "moet terug naar het
/// bureau", "hou op zeg", "stuur niet meer mensen". What is said of a message, or why, makes them a stop all the same.
fn zegt_misschien_iets_anders(tekst: &str, alle: &[Woord]) -> bool {
    let mut lengte = 0;
    while let Some(meer) = LEVENSLOOP.ook_anders.langste(&alle[lengte..]) {
        lengte += meer;
    }
    if lengte == 0 {
        return false;
    }
    let rest = &alle[lengte..];
    let los = |woord: &Woord| {
        LEVENSLOOP.bij_laten_staan.contains(&woord.norm)
            || LEVENSLOOP.voor_paniek.contains(&woord.norm)
            || LEVENSLOOP.paniek.contains(&woord.norm)
    };
    let na = alle[lengte - 1].plek.end;
    !rest.iter().all(los)
        && !LEVENSLOOP.het_klopt_niet.staat_in(rest)
        && !LEVENSLOOP.over_versturen.staat_in(rest)
        && waarom(tekst.get(na..).unwrap_or_default()) == Waarom::NietGezegd
}

/// Whether a text names a stop, wherever it stands: "kunnen we dit stoppen".
#[must_use]
pub fn noemt_stop(tekst: &str) -> bool {
    let alle = gelezen(tekst);
    LEVENSLOOP.stop.staat_in(&alle) || LEVENSLOOP.noemt_stop.staat_in(&alle)
}

/// Whether the words behind a stop mean more than one alert: "allebei", "alles".
#[must_use]
pub fn is_van_alle(reden: &str) -> bool {
    let alle = woorden(reden);
    alle.len() <= 3 && alle.iter().any(|woord| LEVENSLOOP.allebei.contains(&woord.norm))
}

/// Whether a text begins with the one word that always stops: "stop", "STOP!!", "stop alles".
#[must_use]
pub fn is_stop(tekst: &str) -> bool {
    gelezen(tekst).first().is_some_and(|woord| kortaf(&woord.norm) == "stop")
}

/// How many of the first words are exclaimed: "oh shit", "ik bedoel".
fn uitroepen(alle: &[Woord]) -> usize {
    let mut lengte = 0;
    while let Some(woord) = alle.get(lengte) {
        lengte +=
            if LEVENSLOOP.voor_paniek.contains(&woord.norm) || LEVENSLOOP.voor_paniek.contains(&kortaf(&woord.norm)) {
                1
            } else if LEVENSLOOP.ik_bedoel.begint(&alle[lengte..]).is_some() {
                2
            } else {
                break;
            };
    }
    lengte
}

/// A drawn-out word in short: "neeeee", "oooh".
fn kortaf(norm: &str) -> String {
    let mut kort = String::with_capacity(norm.len());
    for letter in norm.chars() {
        if !kort.ends_with(&format!("{letter}{letter}")) {
            kort.push(letter);
        }
    }
    kort
}

/// The words of a text, a stop as it is typed in haste put right: "stopppp", "STPO", "sotp".
fn gelezen(tekst: &str) -> Vec<Woord> {
    let mut alle = woorden(tekst);
    for woord in alle.iter_mut().filter(|woord| is_stop_in_haast(&woord.norm)) {
        LEVENSLOOP.stop_voluit.clone_into(&mut woord.norm);
    }
    alle
}

/// More words than this are a story.
const WOORDEN_MAX: usize = 25;

/// Whether the words that stop, so many at the beginning, are meant: not taken back at once ("stop nog even niet"), no
/// question ("stop?"), no condition ("stop hem als je hem ziet"), and nothing else that is to stop ("stop met zoeken").
/// Further on a negation or a question tells why.
fn stopt_zeker(tekst: &str, alle: &[Woord], lengte: usize) -> bool {
    let rest = alle.get(lengte..).unwrap_or_default();
    // The first sentence: "fout adres! wat nu?" asks about what comes then.
    let begin = alle.first().map_or(0, |woord| woord.plek.start);
    let zin = tekst.get(begin..).unwrap_or_default();
    let einde = zin.find(['.', '!', '?', '\n']).map_or(zin.len(), |plaats| plaats + 1);
    let in_zin = alle.iter().take_while(|woord| woord.plek.start < begin + einde).count().max(lengte);
    let deugt_niet = LEVENSLOOP.het_klopt_niet.staat_in(&alle[lengte..in_zin]);
    let ontkend = rest.first().is_some_and(|woord| Bij::Intrekking.is_nee(&woord.norm));
    // From the beginning of the text: the places of its words count from there.
    let eerste_zin = tekst.get(..begin + einde).unwrap_or_default();
    let stopt = houding(eerste_zin, &alle[..in_zin], 0..lengte) == Houding::Doet;
    let iets_anders = LEVENSLOOP.stopt_iets_anders.begint(alle).is_some();
    let verbetert = LEVENSLOOP.fout.contains(norm_op(alle, 0)) && LEVENSLOOP.kleding.contains(norm_op(alle, 1));
    if iets_anders && !LEVENSLOOP.over_versturen.staat_in(alle) {
        return false;
    }
    deugt_niet || LEVENSLOOP.bericht_deugt_niet.staat_in(alle) || (stopt && !ontkend && !verbetert)
}

/// A sentence that begins with stop and describes somebody, and says nowhere that what was sent is wrong.
fn stop_met_beschrijving(alle: &[Woord]) -> bool {
    let Some((eerste, rest)) = alle.split_first() else { return false };
    // "Fout gereden, man is nu bij station" is news; "fout, was de bewoner" is none.
    let nieuws = LEVENSLOOP.fout.contains(&eerste.norm) && LEVENSLOOP.beweegt.staat_in(rest);
    // "Stop verdachte leest mee": the message is the danger.
    !LEVENSLOOP.bericht_is_gevaar.staat_in(alle)
        && alle.len() > 2
        && ((LEVENSLOOP.stop.contains(&eerste.norm) || LEVENSLOOP.ook_toegeroepen.contains(&eerste.norm))
            && LEVENSLOOP.beschrijft.staat_in(rest)
            || nieuws)
        && !LEVENSLOOP.het_klopt_niet.staat_in(rest)
        && !Bij::Reden.hoort_nee(alle)
}

/// "Laten staan", the button's own title, in its wordings; "niet intrekken" and "niet stoppen" say the same.
fn laten_staan(alle: &[Woord]) -> bool {
    let Lijst { laat, staan, stopt, bij_laten_staan: vulling, .. } = &*LEVENSLOOP;
    let niet = |norm: &str| Bij::LatenStaan.is_nee(norm);
    let alleen =
        |past: &dyn Fn(&str) -> bool| alle.iter().all(|woord| past(&woord.norm) || vulling.contains(&woord.norm));
    let blijft_staan =
        laat.staat_in(alle) && staan.staat_in(alle) && alleen(&|norm| laat.contains(norm) || staan.contains(norm));
    // A negation stands before what it takes back: "stop, niet versturen" is none of this.
    let eerste_niet = alle.iter().position(|woord| niet(&woord.norm));
    let eerste_stop = alle.iter().position(|woord| stopt.contains(&woord.norm));
    let niet_intrekken = eerste_niet.zip(eerste_stop).is_some_and(|(niet, stop)| niet < stop)
        && alleen(&|norm| niet(norm) || stopt.contains(norm));
    // "Intrekken is niet nodig".
    let hoeft_niet = alle.split_first().is_some_and(|(eerste, rest)| stopt.contains(&eerste.norm) && hoeft_niet(rest));
    blijft_staan || niet_intrekken || hoeft_niet
}

/// Whether what is said beside a withdrawal asks for the same alert once more ("en opnieuw sturen"), or, where it names another wijk
/// (`elders`), for it there ("en dan naar meerzicht").
#[must_use]
pub fn wil_opnieuw(reden: &str, elders: bool) -> bool {
    let alle = woorden(reden);
    let vraagt = LEVENSLOOP.opnieuw_erbij.staat_in(&alle) || elders && LEVENSLOOP.elders_erbij.staat_in(&alle);
    vraagt
        && !alle.iter().any(|woord| Bij::Reden.is_nee(&woord.norm))
        && !LEVENSLOOP.misschien.staat_in(&alle)
        && !reden.contains('?')
}

/// Why an alert is withdrawn, where the words leave no doubt: one reason, and nothing that takes it back.
#[must_use]
pub fn waarom(reden: &str) -> Waarom {
    let alle = woorden(reden);
    let lijst = &LEVENSLOOP.waarom;
    let redenen = [
        (Waarom::Plaats, &lijst.plaats),
        (Waarom::Beschrijving, &lijst.beschrijving),
        (Waarom::NietsAanDeHand, &lijst.niets_aan_de_hand),
        (Waarom::AnderePersoon, &lijst.andere_persoon),
        (Waarom::PerOngeluk, &lijst.per_ongeluk),
        (Waarom::Dubbel, &lijst.dubbel),
    ];
    let ontkent = |norm: &&String| Bij::Reden.is_nee(norm);
    let (mut gevonden, mut verklaard) = (Vec::new(), 0);
    for (waarom, reeksen) in redenen {
        let verklaart = reeksen.alle_in(&alle).map(|reeks| reeks.iter().filter(ontkent).count()).max();
        gevonden.extend(verklaart.map(|_| waarom));
        verklaard = verklaard.max(verklaart.unwrap_or_default());
    }
    let ontkenningen = alle.iter().filter(|woord| ontkent(&&woord.norm)).count();
    let twijfel = reden.contains('?') || ontkenningen > verklaard || LEVENSLOOP.misschien.staat_in(&alle);
    match gevonden.as_slice() {
        [waarom] if !twijfel => *waarom,
        _ => Waarom::NietGezegd,
    }
}

/// The words that withdraw, whatever is said of it; `None` where a text names no withdrawal.
fn intrekken(alle: &[Woord]) -> Option<Range<usize>> {
    let daad = alle.iter().enumerate().find_map(|(plaats, woord)| {
        let volgend = |verder: usize| norm_op(alle, plaats + verder);
        let een = LEVENSLOOP.intrekken.contains(&woord.norm) || (woord.norm.len() >= 7 && bijna_intrekken(&woord.norm));
        if een {
            return Some(plaats..plaats + 1);
        }
        let trek = trekt(&woord.norm);
        let terug = |norm: &str| hoort_bijeen(&woord.norm, norm);
        terug(volgend(1)).then_some(plaats..plaats + 2).or_else(|| {
            // "trek hem in", "trek die melding in", "trek hem maar in"
            let mut verder = 1;
            while trek && verder <= 4 && LEVENSLOOP.tussen_trek_en_in.contains(volgend(verder)) {
                verder += 1;
            }
            (verder > 1 && terug(volgend(verder))).then_some(plaats..plaats + verder + 1)
        })
    })?;
    // "Trek terug naar de eenheid", "neem terug die fiets": not what was sent.
    let twee_woorden = daad.len() > 1;
    let na = alle.get(daad.end..).unwrap_or_default();
    let ding = LEVENSLOOP.ding.staat_in(&na[..na.len().min(3)]);
    let beweegt = twee_woorden || LEVENSLOOP.ook_terugtrekken.contains(norm_op(alle, daad.start));
    if beweegt && (LEVENSLOOP.ergens_heen.contains(norm_op(na, 0)) || ding) {
        return None;
    }
    if LEVENSLOOP.ook_intrek.contains(norm_op(alle, daad.start)) && LEVENSLOOP.bij_intrek.contains(norm_op(na, 0)) {
        return None;
    }
    // Who tells of somebody who pulls something in uses more words before it.
    (daad.end <= VOOR_INTREKKEN_MAX).then_some(daad)
}

/// So many words at most up to the end of those that withdraw.
const VOOR_INTREKKEN_MAX: usize = 9;

fn trekt(norm: &str) -> bool {
    LEVENSLOOP.trekt.contains(norm)
}

/// Whether a verb and a word behind it mean a withdrawal together: "trek … in", "haal … terug". "Haal hem in" is a chase.
#[must_use]
pub fn hoort_bijeen(werkwoord: &str, woord: &str) -> bool {
    let haalt = LEVENSLOOP.haalt.contains(werkwoord);
    (trekt(werkwoord) && LEVENSLOOP.in_of_terug.contains(woord)) || (haalt && LEVENSLOOP.terug.contains(woord))
}

/// Whether the words behind a wish take it back: "hoeft niet", "is toch niet nodig".
#[must_use]
pub fn hoeft_niet(erachter: &[Woord]) -> bool {
    let vulling = |woord: &&Woord| LEVENSLOOP.bij_hoeft_niet.contains(&woord.norm);
    let kern: Vec<Woord> = erachter.iter().filter(|woord| !vulling(woord)).take(2).cloned().collect();
    LEVENSLOOP.hoeft_niet.begint(&kern).is_some()
}

/// Whether a text begins with the number of an alert.
#[must_use]
pub fn begint_met_nummer(tekst: &str, codes: &[&str]) -> bool {
    nummer_in(tekst, codes).is_some_and(|(_, plek)| woorden(tekst.get(..plek.start).unwrap_or_default()).is_empty())
}

/// Whether a text that withdraws says so at once: in its first word, but for words that carry nothing and its number.
/// Further on it may be part of a description.
#[must_use]
pub fn trekt_meteen_in(tekst: &str, codes: &[&str]) -> bool {
    let rest = zonder_nummer(tekst, codes);
    let alle = woorden(&rest);
    let Some(daad) = intrekken(&alle) else { return false };
    let voor = daad.end;
    let aanloop = LEVENSLOOP.voor_intrekken.aanloop(&alle[..voor]);
    // "Trek die melding maar in": the words of withdrawing are up to six.
    let begint = alle.get(aanloop).is_some_and(|woord| {
        LEVENSLOOP.trek_erin.iter().any(|deel| woord.norm.contains(deel))
            || LEVENSLOOP.begint_in_te_trekken.contains(&woord.norm)
            || bijna_intrekken(&woord.norm)
    });
    let nummer_voorop = nummer_in(tekst, codes)
        .is_none_or(|(_, plek)| woorden(tekst.get(..plek.start).unwrap_or_default()).len() <= voor);
    begint && nummer_voorop
}

/// "Niet", "nog niet", "geen": takes back what stands with it.
fn ontkent(alle: &[Woord]) -> bool {
    Bij::Intrekking.hoort_nee(alle) && !LEVENSLOOP.bericht_deugt_niet.staat_in(alle)
}

/// The outcome that a text tells.
#[must_use]
pub fn afloop(alle: &[Woord]) -> Option<Afloop> {
    if LEVENSLOOP.onzeker.staat_in(alle) {
        return None;
    }
    if LEVENSLOOP.niet_gevonden.staat_in(alle) && !LEVENSLOOP.nog_niet.staat_in(alle) {
        return Some(Afloop::NietAangetroffen);
    }
    if Bij::Afloop.hoort_nee(alle) {
        return None;
    }
    if LEVENSLOOP.overleden.staat_in(alle) {
        Some(Afloop::Gevonden)
    } else if LEVENSLOOP.terecht.staat_in(alle)
        || LEVENSLOOP.weer_thuis.staat_in(alle)
        || (LEVENSLOOP.gevonden.staat_in(alle) && alle.len() <= 4)
    {
        Some(Afloop::Terecht)
    } else if LEVENSLOOP.aangehouden.staat_in(alle) || LEVENSLOOP.zit_vast.staat_in(alle) {
        Some(Afloop::Aangehouden)
    } else if LEVENSLOOP.afgelopen.staat_in(alle) || LEVENSLOOP.is_voorbij.staat_in(alle) {
        Some(Afloop::Afgelopen)
    } else {
        None
    }
}

/// Where one of these runs of words ends, if the text begins with it.
fn begint_met(alle: &[Woord], reeksen: &Reeksen) -> Option<usize> {
    let lengte = reeksen.begint(alle)?;
    Some(alle[lengte - 1].plek.end)
}

/// Without what leads on: punctuation, "want", "omdat", "reden".
fn zonder_aanloop(tekst: &str) -> String {
    let los = |teken: char| !teken.is_alphanumeric();
    let mut rest = tekst.trim_matches(los);
    for aanloop in &LEVENSLOOP.aanloop {
        let begin = rest.get(..aanloop.len()).filter(|begin| begin.eq_ignore_ascii_case(aanloop));
        if let Some(over) = begin.and_then(|begin| rest[begin.len()..].strip_prefix(' ')) {
            rest = over.trim_start_matches(los);
        }
    }
    rest.to_owned()
}

/// Whether a word is "intrekken" with a mistake in it. What begins otherwise is another word ("inbreken", "optrekken"),
/// whatever it looks like: a withdrawal is not guessed.
#[must_use]
pub fn bijna_intrekken(norm: &str) -> bool {
    LEVENSLOOP.intrekken_begin.iter().any(|begin| norm.starts_with(begin.as_str()))
        && !LEVENSLOOP.geen_intrekken.contains(norm)
        && LEVENSLOOP.intrekken_met_fout.bijna(norm)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    const CODES: [&str; 3] = ["ZM", "LD", "OEF"];

    fn gezegd(tekst: &str) -> Option<Gezegd> {
        lees(tekst, &CODES).map(|gelezen| gelezen.gezegd)
    }

    #[rstest]
    #[case("inbreken")]
    #[case("inrekenen")]
    #[case("intreden")]
    #[case("optrekken")]
    #[case("aantrekken")]
    #[case("uittrekken")]
    #[case("aftrekken")]
    #[case("onttrekken")]
    #[case("instrekken")]
    fn another_word_is_no_withdrawal(#[case] woord: &str) {
        assert!(!bijna_intrekken(woord), "{woord}");
        for zin in ["ik zie dat ze nu WOORD bij de buren", "zijn nu aan het WOORD", "WOORD zm-0001 rokkeveen", "WOORD"]
        {
            let zin = zin.replace("WOORD", woord);
            let gelezen = lees(&zin, &["ZM"]).map(|gelezen| gelezen.gezegd);
            assert!(!matches!(gelezen, Some(Gezegd::Intrekken(_))), "{zin}: {gelezen:?}");
            let terug = crate::terugnemen::lees(&zin, &["ZM"]).map(|gelezen| gelezen.gezegd);
            assert!(!matches!(terug, Some(Gezegd::Intrekken(_))), "{zin}: {terug:?}");
        }
    }

    #[rstest]
    #[case("intrekken")]
    #[case("intreken")]
    #[case("intrekkken")]
    #[case("intrkken")]
    #[case("intrekekn")]
    fn a_withdrawal_with_a_mistake_is_one(#[case] woord: &str) {
        assert!(bijna_intrekken(woord), "{woord}");
    }

    #[rstest]
    #[case("TREK IN!!!")]
    #[case("trek in")]
    #[case("intrekken")]
    #[case("intreken zm231")]
    #[case("zm 0231 intrekken verkeerde wijk")]
    #[case("trek hem in")]
    #[case("trek die melding maar in")]
    #[case("trek zm231 in")]
    #[case("haal terug")]
    #[case("direct intrekken!!")]
    fn a_withdrawal_is_heard(#[case] tekst: &str) {
        assert_eq!(gezegd(tekst), Some(Gezegd::Intrekken(None)), "{tekst}");
    }

    #[rstest]
    #[case("trek in, verdachte aangehouden", Some(Gezegd::Intrekken(Some(Afloop::Aangehouden))))]
    #[case("intrekken, jongen is terecht", Some(Gezegd::Intrekken(Some(Afloop::Terecht))))]
    #[case("niet intrekken", Some(Gezegd::LatenStaan))]
    #[case("nee toch maar niet intrekken", Some(Gezegd::LatenStaan))]
    #[case("laten staan", Some(Gezegd::LatenStaan))]
    #[case("laat maar staan hoor", Some(Gezegd::LatenStaan))]
    #[case("laat hem lopen", Some(Gezegd::LatenStaan))]
    #[case("man laat hond lopen", None)]
    #[case("nog niet intrekken", Some(Gezegd::LatenStaan))]
    #[case("stop die man rent naar het station", Some(Gezegd::MisschienPaniek))]
    #[case("stop hem hij gaat de tunnel in", Some(Gezegd::MisschienPaniek))]
    #[case("STOP grijze auto rijdt richting A12", Some(Gezegd::MisschienPaniek))]
    #[case("fout gereden, man is nu bij station", Some(Gezegd::MisschienPaniek))]
    #[case("verkeerd gelopen hij rent nu naar de markt", Some(Gezegd::MisschienPaniek))]
    #[case("oeps hij fietst richting meerzicht", Some(Gezegd::MisschienPaniek))]
    #[case("fout afgeslagen auto rijdt op de A12", Some(Gezegd::MisschienPaniek))]
    #[case("oeps, verkeerde straat", Some(Gezegd::Paniek))]
    #[case("stop verkeerde man", Some(Gezegd::Paniek))]
    #[case("stop niet versturen", Some(Gezegd::Paniek))]
    #[case("stop stop stop", Some(Gezegd::Paniek))]
    #[case("stop onmiddellijk", Some(Gezegd::Paniek))]
    #[case("stop, hij is het niet", Some(Gezegd::Paniek))]
    #[case("STOP fout was de bewoner zelf", Some(Gezegd::Paniek))]
    #[case("stop", Some(Gezegd::Paniek))]
    #[case("fout!!", Some(Gezegd::Paniek))]
    #[case("annuleer", Some(Gezegd::Paniek))]
    #[case("verkeerde wijk", Some(Gezegd::Paniek))]
    #[case("dit klopt niet", Some(Gezegd::Paniek))]
    #[case("niet stoppen", Some(Gezegd::LatenStaan))]
    #[case("mevrouw is terecht", Some(Gezegd::Sluiten(Afloop::Terecht)))]
    #[case("jongen is weer thuis", Some(Gezegd::Sluiten(Afloop::Terecht)))]
    #[case("gevonden", Some(Gezegd::Sluiten(Afloop::Terecht)))]
    #[case("nog niet gevonden", None)]
    #[case("verdachte aangehouden", Some(Gezegd::Sluiten(Afloop::Aangehouden)))]
    #[case("we hebben hem", Some(Gezegd::Sluiten(Afloop::Aangehouden)))]
    #[case("verdachte niet aangetroffen", Some(Gezegd::Sluiten(Afloop::NietAangetroffen)))]
    #[case("nog niemand aangehouden", None)]
    #[case("bijna gepakt", None)]
    #[case("zm231 kan dicht", Some(Gezegd::Sluiten(Afloop::Afgelopen)))]
    #[case("update: man is kaal", Some(Gezegd::Update))]
    #[case("zm231 update man is kaal", Some(Gezegd::Update))]
    #[case("ik wil niks intrekken", Some(Gezegd::LatenStaan))]
    #[case("intrekken doe ik niet", Some(Gezegd::LatenStaan))]
    #[case("dat ga ik nu niet intrekken", Some(Gezegd::LatenStaan))]
    #[case("intrekken zm 1 nog niet", Some(Gezegd::LatenStaan))]
    #[case("trek maar niet in", Some(Gezegd::LatenStaan))]
    #[case("intrekken?", Some(Gezegd::MisschienIntrekken))]
    #[case("moet ik intrekken als hij gepakt is?", Some(Gezegd::MisschienIntrekken))]
    #[case("intrekken hoeft pas als hij gepakt is", Some(Gezegd::MisschienIntrekken))]
    #[case("intrekken kan altijd nog", Some(Gezegd::MisschienIntrekken))]
    #[case("waarom zou ik intrekken", Some(Gezegd::MisschienIntrekken))]
    #[case("hoe trek ik hem in", Some(Gezegd::MisschienIntrekken))]
    #[case("als hij gepakt is trek ik hem in", Some(Gezegd::MisschienIntrekken))]
    #[case("straks trek ik hem in", Some(Gezegd::MisschienIntrekken))]
    #[case("zm-1 al ingetrokken?", Some(Gezegd::MisschienIntrekken))]
    #[case("kan ZM-0001 ingetrokken worden?", Some(Gezegd::Intrekken(None)))]
    #[case("wil je zm 1 intrekken", Some(Gezegd::Intrekken(None)))]
    #[case("intrekken, niets aan de hand", Some(Gezegd::Intrekken(None)))]
    #[case("niets aan de hand, trek maar in", Some(Gezegd::Intrekken(None)))]
    #[case("intrekken verkeerde wijk", Some(Gezegd::Intrekken(None)))]
    #[case("stop niet", Some(Gezegd::MisschienPaniek))]
    #[case("stop?", Some(Gezegd::MisschienPaniek))]
    #[case("annuleer?", Some(Gezegd::MisschienPaniek))]
    #[case("fout? nee hoor klopt", Some(Gezegd::MisschienPaniek))]
    #[case("stop hem als je hem ziet", Some(Gezegd::MisschienPaniek))]
    #[case("stop met zoeken in noordhove, hij zit in meerzicht", Some(Gezegd::MisschienPaniek))]
    #[case("verkeerde schoenen: ze zijn wit", Some(Gezegd::MisschienPaniek))]
    #[case("stop straks maar", Some(Gezegd::MisschienPaniek))]
    #[case("foute boel daar, stuur iemand", None)]
    #[case("stop met versturen", Some(Gezegd::Paniek))]
    #[case("stop!! kunnen jullie dat nog terughalen?", Some(Gezegd::Paniek))]
    #[case("fout! wat nu?", Some(Gezegd::Paniek))]
    #[case("stop, niet goed", Some(Gezegd::Paniek))]
    #[case("stop, dit is de bewoner als ik het goed zie", Some(Gezegd::Paniek))]
    #[case("geen inbraak, graag intrekken", Some(Gezegd::Intrekken(None)))]
    #[case("stop! niet de goede man, intrekken", Some(Gezegd::Intrekken(None)))]
    #[case("signalement klopt niet, intrekken", Some(Gezegd::Intrekken(None)))]
    #[case("intrekken, heeft niets gedaan", Some(Gezegd::Intrekken(None)))]
    #[case("trek in, kan niet kloppen", Some(Gezegd::Intrekken(None)))]
    #[case("fout, moet oosterheem zijn", Some(Gezegd::Paniek))]
    #[case("🚨🚨 stop, kan niet kloppen", Some(Gezegd::Paniek))]
    #[case("🚨🚨 fout, doe ik niet", Some(Gezegd::Paniek))]
    #[case("stop, hoeft niet meer", Some(Gezegd::Paniek))]
    #[case("annuleren, komt een nieuwe", Some(Gezegd::Paniek))]
    #[case("beide intrekken", Some(Gezegd::MisschienIntrekken))]
    #[case("trek ze allebei in", Some(Gezegd::MisschienIntrekken))]
    #[case("die melding klopt niet", Some(Gezegd::Paniek))]
    #[case("dit was niet de bedoeling", Some(Gezegd::Paniek))]
    #[case("was een vergissing van mij", Some(Gezegd::Paniek))]
    #[case("verkeerde foto!", None)]
    #[case("annuleer de afspraak van morgen", Some(Gezegd::MisschienPaniek))]
    #[case("goedemorgen", None)]
    #[case("er is net een overval geweest", None)]
    #[case("hoe staat het ervoor", None)]
    #[case("", None)]
    #[case("🚨", None)]
    fn what_police_say_of_their_alert(#[case] tekst: &str, #[case] verwacht: Option<Gezegd>) {
        assert_eq!(gezegd(tekst), verwacht, "{tekst}");
    }

    #[rstest]
    #[case("/intrekken ZM-0231 verkeerde wijk", "ZM-0231", "verkeerde wijk")]
    #[case("intrekken zm231: was de bewoner zelf", "ZM-0231", "was de bewoner zelf")]
    #[case("trek zm 231 in want verkeerde straat", "ZM-0231", "verkeerde straat")]
    #[case("update zm231 man is kaal", "ZM-0231", "man is kaal")]
    #[case("OEF-12 intrekken", "OEF-0012", "")]
    fn number_and_rest(#[case] tekst: &str, #[case] nummer: &str, #[case] rest: &str) {
        let gelezen = lees(tekst, &CODES).unwrap_or_else(|| panic!("{tekst}"));
        assert_eq!((gelezen.nummer.as_deref(), gelezen.tekst.as_str()), (Some(nummer), rest), "{tekst}");
    }

    #[test]
    fn ordinary_figures_are_no_number_of_an_alert() {
        for tekst in ["in 14 dagen", "om 14 uur", "2 man", "a12", "op 231"] {
            assert_eq!(nummer_in(tekst, &CODES), None, "{tekst}");
        }
    }

    #[rstest]
    #[case("verkeerde wijk", Waarom::Plaats)]
    #[case("want het was de verkeerde straat", Waarom::Plaats)]
    #[case("kenteken klopt niet", Waarom::Beschrijving)]
    #[case("was de bewoner zelf", Waarom::NietsAanDeHand)]
    #[case("loos alarm, niks aan de hand", Waarom::NietsAanDeHand)]
    #[case("die man heeft er niets mee te maken", Waarom::AnderePersoon)]
    #[case("per ongeluk", Waarom::PerOngeluk)]
    #[case("stond er al", Waarom::Dubbel)]
    #[case("geen loos alarm", Waarom::NietGezegd)]
    #[case("niet de verkeerde wijk", Waarom::NietGezegd)]
    #[case("verkeerde wijk en verkeerd kenteken", Waarom::NietGezegd)]
    #[case("misschien loos alarm", Waarom::NietGezegd)]
    #[case("vals alarm?", Waarom::NietGezegd)]
    #[case("op verzoek van de chef", Waarom::NietGezegd)]
    #[case("", Waarom::NietGezegd)]
    fn only_a_reason_that_is_certain_is_told(#[case] reden: &str, #[case] verwacht: Waarom) {
        assert_eq!(waarom(reden), verwacht, "{reden}");
    }

    #[rstest]
    #[case("⛔ STOP")]
    #[case("STOP ⛔")]
    #[case("🚫🚫 stop")]
    #[case("nee ❌ stop")]
    #[case("❌ verkeerde wijk")]
    #[case("❌ fout adres")]
    #[case("🛑 stop")]
    #[case("🛑")]
    #[case("stop 🛑🛑")]
    #[case("stopppp ⛔ verkeerde straat")]
    fn a_sign_beside_a_stop_only_stresses_it(#[case] tekst: &str) {
        assert_eq!(lees(tekst, &CODES).map(|gelezen| gelezen.gezegd), Some(Gezegd::Paniek), "{tekst}");
    }

    #[rstest]
    #[case("moet terug naar bureau")]
    #[case("niet verder gekomen met onderzoek")]
    #[case("het klopt niet dat hij weg is")]
    #[case("stuur niet meer mensen")]
    #[case("hou op zeg")]
    #[case("niet doen alsof we niks zien")]
    #[case("terugtrekken naar het bureau")]
    #[case("terugtrekken richting station")]
    #[case("terughalen die collega's uit meerzicht")]
    #[case("kappen die jongens hoor ik net")]
    #[case("stopt met regenen")]
    #[case("ho ho zo snel gaat dat niet")]
    fn what_begins_like_a_stop_and_says_more_is_asked_about(#[case] tekst: &str) {
        assert_eq!(lees(tekst, &CODES).map(|gelezen| gelezen.gezegd), Some(Gezegd::MisschienPaniek), "{tekst}");
    }

    #[rstest]
    #[case("moet terug")]
    #[case("moet terug, verkeerde wijk")]
    #[case("niet verder versturen aub")]
    #[case("het klopt niet")]
    #[case("het klopt niet, bewoner zelf")]
    #[case("stuur niet die melding")]
    #[case("hou op")]
    #[case("hou op hou op")]
    #[case("niet doen!!")]
    #[case("stop met versturen")]
    #[case("terughalen die melding")]
    #[case("ho ho ho stop")]
    fn and_by_itself_or_of_a_message_stops(#[case] tekst: &str) {
        assert_eq!(lees(tekst, &CODES).map(|gelezen| gelezen.gezegd), Some(Gezegd::Paniek), "{tekst}");
    }

    #[rstest]
    #[case("niet verder zoeken, hij is gepakt", Afloop::Aangehouden)]
    #[case("stuur niet meer mensen, is aangehouden", Afloop::Aangehouden)]
    #[case("moet terug naar bureau, zaak is afgerond", Afloop::Afgelopen)]
    fn and_with_an_outcome_it_is_over(#[case] tekst: &str, #[case] afloop: Afloop) {
        assert_eq!(lees(tekst, &CODES).map(|gelezen| gelezen.gezegd), Some(Gezegd::Sluiten(afloop)), "{tekst}");
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(tekst in ".{0,200}") {
            let _ = (waarom(&tekst), lees(&tekst, &CODES), nummer_in(&tekst, &CODES), zonder_nummer(&tekst, &CODES));
        }

        #[test]
        fn any_order_of_these_words_is_read_without_panic(
            woorden in prop::collection::vec(prop::sample::select(vec!["trek", "in", "hem", "zm", "231", "zm231", "niet", "stop", "gevonden", "é", ",", "update", "🚨"]), 0..10)
        ) {
            let _ = lees(&woorden.join(" "), &CODES);
        }
    }
}
