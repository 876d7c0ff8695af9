//! Days and times of day as people type them: "tot 3 jan", "vanaf maandag 2 weken", "t/m 3-1", "23 tot 7".
//!
//! Owns reading; what a day means is the handlers'. Invariants: a day without a year is the next one there is; what is
//! no day of the calendar is none; what people use for two days is marked as uncertain, so that it is asked about.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use crate::woorden::{Woord, lijkt_op, woorden};
use kern::domain::stilte::MINUTEN_PER_DAG;

/// The days that a text names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Periode {
    /// The first day; `None`: today.
    pub van: Option<Date>,
    /// The day that is named as its end.
    pub tot: Option<Date>,
    /// The end itself belongs to it ("t/m").
    pub tot_en_met: bool,
    /// One day was named, without a word that says whether it is the begin or the end.
    pub los: bool,
    /// What was typed may mean other days too.
    pub onzeker: bool,
}

impl Periode {
    /// The first day after it.
    #[must_use]
    pub fn eerste_dag_erna(&self) -> Option<Date> {
        let tot = self.tot?;
        if self.tot_en_met { tot.tomorrow().ok() } else { Some(tot) }
    }
}

/// What a day was read from: how many words, and the day or a length of time.
enum Gelezen {
    Dag(Date),
    /// A weekday: which one depends on what stands before it.
    Weekdag(Weekday),
    /// So many days.
    Duur(i64),
    /// All of it: "volgende week", "dit weekend"; the second is the first day after it.
    Tijdvak(Date, Date),
}

/// What stands before a day.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Voor {
    Niets,
    Van,
    Tot,
    TotEnMet,
}

/// The days that a text names, seen from today.
#[must_use]
pub fn lees(tekst: &str, vandaag: Date) -> Periode {
    let woorden = woorden(tekst);
    let mut periode = Periode::default();
    let mut los = Vec::new();
    let mut duur = None;
    let mut tijdvak = None;
    let mut eind_weekdag = None;
    let mut voor_de_weekdag = None;
    let mut plaats = 0;
    while plaats < woorden.len() {
        if is_tijd(tekst, &woorden, plaats) {
            plaats += 1;
            continue;
        }
        let voor = voor_de_weekdag.take().unwrap_or_else(|| voor(&woorden, plaats));
        // "Tot dinsdag 15/12": the date says it; another weekday than the date has is a mistake in one of them.
        if let Some(weekdag) = weekdag(&woorden[plaats].norm, true)
            && let Some((_, Gelezen::Dag(dag))) = datum_na_weekdag(tekst, &woorden, plaats + 1, vandaag)
        {
            periode.onzeker |= dag.weekday() != weekdag;
            voor_de_weekdag = Some(voor);
            plaats += if woorden[plaats + 1].norm == "de" { 2 } else { 1 };
            continue;
        }
        let Some((lengte, gelezen)) = dag(tekst, &woorden, plaats, vandaag, voor) else {
            plaats += 1;
            continue;
        };
        periode.onzeker |= is_onzeker(tekst, &woorden, plaats, &gelezen, vandaag, voor);
        let gelezen = match gelezen {
            Gelezen::Weekdag(weekdag) => {
                if matches!(voor, Voor::Tot | Voor::TotEnMet) {
                    eind_weekdag = Some(weekdag);
                }
                match komende(vandaag, weekdag) {
                    Some(dag) => Gelezen::Dag(dag),
                    None => break,
                }
            }
            anders => anders,
        };
        match (gelezen, voor) {
            (Gelezen::Weekdag(_), _) => {}
            (Gelezen::Tijdvak(van, _), Voor::Tot) => periode.tot = Some(van),
            (Gelezen::Tijdvak(van, _), Voor::Van) => periode.van = Some(van),
            (Gelezen::Tijdvak(_, erna), Voor::TotEnMet) => periode.tot = Some(erna),
            (Gelezen::Tijdvak(van, erna), Voor::Niets) => tijdvak = Some((van, erna)),
            (Gelezen::Duur(dagen), _) if woord_voor(&woorden, plaats) == "over" => {
                // "Over twee weken" is when it begins, or when they are back.
                if let Ok(dag) = vandaag.checked_add(dagen.days()) {
                    los.push(dag);
                }
            }
            (Gelezen::Duur(dagen), _) => duur = Some(dagen),
            (Gelezen::Dag(dag), Voor::Van) => periode.van = Some(dag),
            (Gelezen::Dag(dag), Voor::Tot) => periode.tot = Some(dag),
            (Gelezen::Dag(dag), Voor::TotEnMet) => {
                periode.tot = Some(dag);
                periode.tot_en_met = true;
            }
            (Gelezen::Dag(dag), Voor::Niets) => {
                // "Zaterdag en zondag": both of them.
                periode.tot_en_met |= !los.is_empty() && woord_voor(&woorden, plaats) == "en";
                los.push(dag);
            }
        }
        plaats += lengte;
    }
    // Two days without a word between them are a begin and an end; one is an end.
    periode.los = los.len() == 1 && periode.van.is_none() && periode.tot.is_none() && duur.is_none();
    if let (Some((van, erna)), None, true) = (tijdvak, periode.van, los.is_empty()) {
        periode.van = (van > vandaag).then_some(van);
        // "Volgende week twee weken weg": from then on, so long.
        periode.tot = periode.tot.or_else(|| duur.map_or(Some(erna), |dagen| van.checked_add(dagen.days()).ok()));
    }
    // "6, 7 en 8 december" is one absence; "3 en 10 december" are two days, and not what lies between them.
    let gaten = periode.tot_en_met && los.windows(2).any(|paar| dagen_tussen(paar[0], paar[1]) != 1);
    periode.onzeker |= los.len() > 1 && gaten && periode.van.is_none() && periode.tot.is_none();
    if los.len() > 2 {
        periode.onzeker |= los.windows(2).any(|paar| dagen_tussen(paar[0], paar[1]) != 1);
        periode.tot_en_met = true;
        los = vec![los[0], los[los.len() - 1]];
    }
    let mut los = los.into_iter();
    match (periode.van, periode.tot, los.next(), los.next()) {
        (None, None, Some(van), Some(tot)) => (periode.van, periode.tot) = (Some(van), Some(tot)),
        (None, None, Some(dag), None) if duur.is_some() => periode.van = Some(dag),
        (_, None, Some(tot), _) => periode.tot = Some(tot),
        (None, Some(_), Some(van), _) => periode.van = Some(van),
        _ => {}
    }
    if let (None, Some(dagen)) = (periode.tot, duur) {
        periode.tot = periode.van.unwrap_or(vandaag).checked_add(dagen.days()).ok();
    }
    // "20 dec tot 3 jan": the end lies behind the begin.
    if let (Some(van), Some(tot)) = (periode.van, periode.tot)
        && tot < van
    {
        // "Van vrijdag tot maandag": the Monday after that Friday.
        let volgende = eind_weekdag.and_then(|weekdag| komende(van, weekdag));
        periode.tot = volgende.or_else(|| tot.checked_add(1.year()).ok());
    }
    let ver = |dag: Option<Date>| dag.is_some_and(|dag| dagen_tussen(vandaag, dag) > ONZEKER_DAGEN);
    let lang = periode.tot.is_some_and(|tot| dagen_tussen(periode.van.unwrap_or(vandaag), tot) > LANG_DAGEN);
    periode.onzeker |= ver(periode.van) || lang;
    periode
}

/// The days that somebody is away, as far as a text says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Afwezig {
    /// The first day; `None`: from now on.
    pub van: Option<Date>,
    /// The first day after it.
    pub erna: Date,
    /// The day that was named as its end.
    pub genoemd: Date,
    /// It can be read in one way only.
    pub zeker: bool,
}

/// The days that somebody is away, seen from today; `None` where no end is named.
#[must_use]
pub fn afwezig(tekst: &str, vandaag: Date) -> Option<Afwezig> {
    let periode = lees(tekst, vandaag);
    let (genoemd, mut van) = (periode.tot?, periode.van);
    let (mut erna, mut zeker) = (periode.eerste_dag_erna()?, !periode.onzeker);
    if periode.los {
        let gelezen = woorden(tekst);
        let een_van = |lijst: &[&str]| gelezen.iter().any(|woord| lijst.contains(&woord.norm.as_str()));
        let terug = een_van(&["terug", "weer", "thuis", "back", "teruggekeerd", "na"]) && !een_van(&["niet"]);
        if !terug {
            let weg = een_van(&["weg", "niet", "vakantie", "afwezig", "onbereikbaar", "vrij", "ziekenhuis", "reis"]);
            // A bare day may be the first or the last; what begins "over twee weken" has no end yet.
            zeker &= weg && !een_van(&["over"]);
            if weg {
                // "Ik ben morgen weg": that day.
                van = Some(genoemd);
                erna = genoemd.tomorrow().ok()?;
            }
        }
    }
    Some(Afwezig { van: van.filter(|van| *van > vandaag && *van < erna), erna, genoemd, zeker })
}

/// A day so far away is rather one that has just passed.
const ONZEKER_DAGEN: i32 = 270;
/// So long an absence is rather a mistake in the reading.
const LANG_DAGEN: i32 = 92;

fn dagen_tussen(van: Date, tot: Date) -> i32 {
    van.until(tot).map_or(i32::MAX, |span| span.get_days())
}

fn woord_voor(woorden: &[Woord], plaats: usize) -> &str {
    plaats.checked_sub(1).map_or("", |voor| woorden[voor].norm.as_str())
}

/// "9-12 uur", "09:00-12:00": hours, and no day of the calendar.
fn is_tijd(tekst: &str, woorden: &[Woord], plaats: usize) -> bool {
    let getal = |plaats: usize| {
        woorden
            .get(plaats)
            .filter(|woord| woord.norm.len() <= 2 && woord.norm.bytes().all(|teken| teken.is_ascii_digit()))
    };
    let Some(woord) = getal(plaats) else { return false };
    let dubbele_punt = tekst.get(woord.plek.end..).is_some_and(|rest| rest.starts_with(':'))
        || tekst.get(..woord.plek.start).is_some_and(|ervoor| ervoor.ends_with(':'));
    let is_uur =
        |plaats: usize| matches!(woorden.get(plaats), Some(woord) if matches!(woord.norm.as_str(), "uur" | "u" | "h"));
    let streep = |plaats: usize| {
        getal(plaats)
            .zip(getal(plaats + 1))
            .and_then(|(een, ander)| tekst.get(een.plek.end..ander.plek.start))
            .map(str::trim)
            .is_some_and(|tussen| matches!(tussen, "-" | "–"))
    };
    let eerste = streep(plaats) && is_uur(plaats + 2);
    let tweede = plaats > 0 && streep(plaats - 1) && is_uur(plaats + 1);
    dubbele_punt || is_uur(plaats + 1) || eerste || tweede
}

/// The date that stands behind a weekday.
fn datum_na_weekdag(tekst: &str, woorden: &[Woord], plaats: usize, vandaag: Date) -> Option<(usize, Gelezen)> {
    let plaats = if woorden.get(plaats)?.norm == "de" { plaats + 1 } else { plaats };
    if is_tijd(tekst, woorden, plaats) {
        return None;
    }
    let begint_met_cijfer = woorden.get(plaats)?.norm.starts_with(|teken: char| teken.is_ascii_digit());
    dag(tekst, woorden, plaats, vandaag, Voor::Niets)
        .filter(|(_, gelezen)| begint_met_cijfer && matches!(gelezen, Gelezen::Dag(_)))
}

/// What people use for two days: "t/m maandag" on a Monday, "volgende vrijdag", "volgende week" on a Sunday, "9-12".
fn is_onzeker(tekst: &str, woorden: &[Woord], plaats: usize, gelezen: &Gelezen, vandaag: Date, voor: Voor) -> bool {
    let norm = |verder: usize| woorden.get(plaats + verder).map_or("", |woord| woord.norm.as_str());
    let weekend = matches!(vandaag.weekday(), Weekday::Saturday | Weekday::Sunday);
    match (gelezen, norm(0)) {
        (Gelezen::Weekdag(weekdag), "volgende" | "next") => *weekdag != vandaag.weekday(),
        // Until a day is never until today; "t/m" may be.
        (Gelezen::Weekdag(weekdag), _) => *weekdag == vandaag.weekday() && voor != Voor::Tot,
        (Gelezen::Tijdvak(..), "deze") => vandaag.weekday() == Weekday::Sunday,
        (Gelezen::Tijdvak(..), "komend" | "komende" | "aankomend" | "aankomende" | "aanstaande") => {
            norm(1) == "week" || weekend
        }
        (Gelezen::Tijdvak(..), "volgend" | "volgende") if norm(1).starts_with("week") && norm(1) != "week" => true,
        (Gelezen::Dag(_) | Gelezen::Tijdvak(..), "volgende" | "next") => vandaag.weekday() == Weekday::Sunday,
        // "9-12": the ninth of December, or the ninth until the twelfth?
        (Gelezen::Dag(_), eerste) => {
            let (Some(een), Some(ander)) = (woorden.get(plaats), woorden.get(plaats + 1)) else { return false };
            let streep = tekst.get(een.plek.end..ander.plek.start).map(str::trim) == Some("-");
            let jaar = woorden.get(plaats + 2).is_some_and(|woord| {
                woord.norm.len() >= 2 && tekst.get(ander.plek.end..woord.plek.start).is_some_and(|tussen| tussen == "-")
            });
            let (een, ander) = (eerste.parse::<u8>().ok(), ander.norm.parse::<u8>().ok());
            voor == Voor::Niets
                && streep
                && !jaar
                && een.zip(ander).is_some_and(|(een, ander)| een < ander)
                && !andere_dag(tekst, woorden, plaats + 1)
        }
        (Gelezen::Duur(_) | Gelezen::Tijdvak(..), _) => false,
    }
}

/// Whether another day of the calendar follows: "9-12 t/m 2-1" holds two.
fn andere_dag(tekst: &str, woorden: &[Woord], vanaf: usize) -> bool {
    (vanaf..woorden.len()).any(|plaats| {
        woorden[plaats].norm.bytes().all(|teken| teken.is_ascii_digit())
            && woorden.get(plaats + 1).is_some_and(|ander| {
                matches!(tekst.get(woorden[plaats].plek.end..ander.plek.start), Some("-" | "/"))
                    || maand(&ander.norm).is_some()
            })
    })
}

fn voor(woorden: &[Woord], plaats: usize) -> Voor {
    let woord = |terug: usize| plaats.checked_sub(terug).map_or("", |plaats| woorden[plaats].norm.as_str());
    match (woord(2), woord(1)) {
        ("t", "m") | ("en", "met") | (_, "tm") => Voor::TotEnMet,
        (_, "tot" | "totaan" | "totdat" | "until" | "till")
        | ("tot", "aan" | "na" | "en" | "de" | "het" | "dit" | "komend" | "aanstaand" | "en met") => Voor::Tot,
        (_, "van" | "vanaf" | "vana" | "sinds" | "from" | "per") | ("van" | "vanaf", "de") => Voor::Van,
        _ => Voor::Niets,
    }
}

const MAANDEN: [&[&str]; 12] = [
    &["januari", "jan"],
    &["februari", "feb", "febr"],
    &["maart", "mrt"],
    &["april", "apr"],
    &["mei"],
    &["juni", "jun"],
    &["juli", "jul"],
    &["augustus", "aug"],
    &["september", "sep", "sept"],
    &["oktober", "okt", "oct"],
    &["november", "nov"],
    &["december", "dec"],
];

fn maand(norm: &str) -> Option<i8> {
    let exact = (1_i8..).zip(MAANDEN).find(|(_, namen)| namen.contains(&norm));
    let lang = || {
        let mut gelijk =
            (1_i8..).zip(MAANDEN).filter(|(_, namen)| namen[0].len() >= 5 && lijkt_op(norm, namen[0]).is_some());
        gelijk.next().filter(|_| gelijk.next().is_none())
    };
    exact.or_else(lang).map(|(maand, _)| maand)
}

fn weekdag(norm: &str, kort: bool) -> Option<Weekday> {
    const DAGEN: [(&str, &str, Weekday); 7] = [
        ("maandag", "ma", Weekday::Monday),
        ("dinsdag", "di", Weekday::Tuesday),
        ("woensdag", "wo", Weekday::Wednesday),
        ("donderdag", "do", Weekday::Thursday),
        ("vrijdag", "vr", Weekday::Friday),
        ("zaterdag", "za", Weekday::Saturday),
        ("zondag", "zo", Weekday::Sunday),
    ];
    let exact = DAGEN.iter().find(|(lang, af, _)| norm == *lang || (kort && norm == *af));
    let ongeveer = || {
        let mut gelijk =
            DAGEN.iter().filter(|(lang, ..)| norm.len() >= 6 && strsim::damerau_levenshtein(norm, lang) == 1);
        gelijk.next().filter(|_| gelijk.next().is_none())
    };
    exact.or_else(ongeveer).map(|(.., dag)| *dag)
}

/// The next such day after today.
fn komende(vandaag: Date, dag: Weekday) -> Option<Date> {
    vandaag.nth_weekday(1, dag).ok()
}

/// The Monday of next week.
fn volgende_week(vandaag: Date) -> Option<Date> {
    komende(vandaag, Weekday::Monday)
}

/// The Saturday and Sunday that come; what comes after it is the Monday.
fn weekend(vandaag: Date, volgend: bool, lengte: usize, na: bool) -> Option<(usize, Gelezen)> {
    let maandag = komende(vandaag, Weekday::Monday)?;
    let maandag = if volgend { maandag.checked_add(7.days()).ok()? } else { maandag };
    if na {
        return Some((lengte, Gelezen::Dag(maandag)));
    }
    Some((lengte, Gelezen::Tijdvak(maandag.checked_sub(2.days()).ok()?, maandag)))
}

fn getal(norm: &str) -> Option<i64> {
    const TELWOORDEN: [&str; 13] =
        ["nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"];
    let telwoord = (0_i64..).zip(TELWOORDEN).find(|(_, woord)| *woord == norm).map(|(getal, _)| getal);
    telwoord.or_else(|| (norm.len() <= 4).then(|| norm.parse().ok()).flatten())
}

/// A day of the calendar; without a year the next one there is.
fn kalender(jaar: Option<i64>, maand: i64, dag: i64, vandaag: Date) -> Option<Date> {
    let (maand, dag) = (i8::try_from(maand).ok()?, i8::try_from(dag).ok()?);
    if let Some(jaar) = jaar {
        let jaar = if jaar < 100 { jaar + 2000 } else { jaar };
        return Date::new(i16::try_from(jaar).ok()?, maand, dag).ok();
    }
    // A leap day may be years away.
    (0..8).find_map(|later| Date::new(vandaag.year() + later, maand, dag).ok().filter(|dag| *dag >= vandaag))
}

fn dag(tekst: &str, woorden: &[Woord], plaats: usize, vandaag: Date, voor: Voor) -> Option<(usize, Gelezen)> {
    let norm = |verder: usize| woorden.get(plaats + verder).map_or("", |woord| woord.norm.as_str());
    let dag = |lengte: usize, dag: Option<Date>| Some((lengte, Gelezen::Dag(dag?)));
    // What stands between two words: "3-1" is a day, "3 1" is none.
    let tussen = |eerste: usize| {
        let (een, ander) = (woorden.get(plaats + eerste)?, woorden.get(plaats + eerste + 1)?);
        tekst.get(een.plek.end..ander.plek.start)
    };
    let jaar_bij = |verder: usize| norm(verder).parse::<i64>().ok().filter(|jaar| (2020..2100).contains(jaar));
    let na = plaats > 0 && (woorden[plaats - 1].norm == "na" || (plaats > 1 && woorden[plaats - 2].norm == "na"));
    match norm(0) {
        "vandaag" => return dag(1, Some(vandaag)),
        "morgen" | "morge" => return dag(1, vandaag.tomorrow().ok()),
        "overmorgen" => return dag(1, vandaag.checked_add(2.days()).ok()),
        "kerst" | "kerstmis" | "kerstdagen" => {
            return dag(1, kalender(None, 12, if na { 27 } else { 25 }, vandaag));
        }
        "nieuwjaar" | "nieuwjaarsdag" => {
            return dag(1, kalender(None, 1, if na { 2 } else { 1 }, vandaag));
        }
        "weekend" | "weekeinde" => {
            return weekend(vandaag, plaats > 0 && woord_voor(woorden, plaats) == "volgend", 1, na);
        }
        "deze" if norm(1) == "week" => {
            return Some((2, Gelezen::Tijdvak(vandaag, komende(vandaag, Weekday::Monday)?)));
        }
        "volgend" | "komend" | "aankomend" | "dit" if matches!(norm(1), "weekend" | "weekeinde") => {
            return weekend(vandaag, norm(0) == "volgend", 2, na);
        }
        "volgende" | "komende" | "aankomende" | "aanstaande" | "next" => match norm(1) {
            "week" => match weekdag(norm(2), true) {
                Some(weekdag) => {
                    let maandag = volgende_week(vandaag)?;
                    let verder = i64::from(weekdag.to_monday_zero_offset());
                    return dag(3, maandag.checked_add(verder.days()).ok());
                }
                None => {
                    let maandag = volgende_week(vandaag)?;
                    return Some((2, Gelezen::Tijdvak(maandag, maandag.checked_add(7.days()).ok()?)));
                }
            },
            "maand" => {
                let eerste = vandaag.first_of_month().checked_add(1.month()).ok()?;
                return Some((2, Gelezen::Tijdvak(eerste, eerste.checked_add(1.month()).ok()?)));
            }
            anders => {
                if let Some(weekdag) = weekdag(anders, false) {
                    return Some((2, Gelezen::Weekdag(weekdag)));
                }
            }
        },
        _ => {}
    }
    if let Some(gevonden) = weekdag(norm(0), voor != Voor::Niets) {
        if matches!(norm(1), "volgende" | "next") && norm(2) == "week" {
            let verder = i64::from(gevonden.to_monday_zero_offset());
            return dag(3, volgende_week(vandaag)?.checked_add(verder.days()).ok());
        }
        // "zondag 3 januari": the day of the month says it.
        if getal(norm(1)).is_some() && maand(norm(2)).is_some() {
            return None;
        }
        return Some((1, Gelezen::Weekdag(gevonden)));
    }
    let hoeveel = match norm(0) {
        "paar" => return None,
        anders => getal(anders).or_else(|| getal(anders.trim_end_matches("ste").trim_end_matches('e')))?,
    };
    let per = match norm(1) {
        "dag" | "dagen" | "days" | "daagjes" | "dagjes" => Some(1),
        "week" | "weken" | "weekjes" | "weekje" | "weeks" => Some(7),
        "maand" | "maanden" | "maandje" | "months" => Some(30),
        _ => None,
    };
    if let Some(per) = per {
        return (1..=400).contains(&hoeveel).then_some((2, Gelezen::Duur(hoeveel * per)));
    }
    if let Some(maand) = maand(norm(1)) {
        let jaar = jaar_bij(2);
        let lengte = if jaar.is_some() { 3 } else { 2 };
        return dag(lengte, kalender(jaar, maand.into(), hoeveel, vandaag));
    }
    // "Van 1 tot 8 december": the month stands with the end.
    // So does it with the last of several days: "6, 7 en 8 december".
    let voegt = |norm: &str| matches!(norm, "tot" | "en" | "met" | "t" | "m" | "tm" | "to" | "until" | "of");
    let is_dag = |norm: &str| norm.len() <= 2 && getal(norm).is_some_and(|dag| (1..=31).contains(&dag));
    let einde = (1..=9).find(|plek| !voegt(norm(*plek)) && !is_dag(norm(*plek)));
    let hoort_erbij = voegt(norm(1)) || matches!(tussen(0).map(str::trim), Some("-" | "–" | "," | "/" | "&" | "+"));
    if let Some(einde) = einde.filter(|einde| *einde > 1 && hoort_erbij && is_dag(norm(*einde - 1)))
        && let Some(maand) = maand(norm(einde))
    {
        return dag(1, kalender(jaar_bij(einde + 1), maand.into(), hoeveel, vandaag));
    }
    if matches!(tussen(0), Some("-" | "/")) && norm(0).len() <= 2 {
        let maand = norm(1).parse::<i64>().ok().filter(|_| norm(1).len() <= 2)?;
        let jaar = matches!(tussen(1), Some("-" | "/"))
            .then(|| norm(2).parse::<i64>().ok().filter(|jaar| matches!(norm(2).len(), 2 | 4) && *jaar > 0))
            .flatten();
        let lengte = if jaar.is_some() { 3 } else { 2 };
        return dag(lengte, kalender(jaar, maand, hoeveel, vandaag));
    }
    // "de 15e"
    let rang = norm(0).len() > 1 && norm(0).ends_with('e') && norm(0).starts_with(|teken: char| teken.is_ascii_digit());
    if rang {
        let deze = kalender(Some(vandaag.year().into()), vandaag.month().into(), hoeveel, vandaag);
        let volgende = vandaag.first_of_month().checked_add(1.month()).ok()?;
        let dan = deze.filter(|dag| *dag > vandaag);
        return dag(
            1,
            dan.or_else(|| kalender(Some(volgende.year().into()), volgende.month().into(), hoeveel, vandaag)),
        );
    }
    None
}

/// A time of day at the begin of what is left: "19.30", "19:30 uur", "7u", "half 8 's avonds" is none. Answers the
/// minute of the day, and where the time stands in the text.
#[must_use]
pub fn tijdstip(tekst: &str) -> Option<(i64, std::ops::Range<usize>)> {
    static TIJD: std::sync::LazyLock<Option<regex::Regex>> = std::sync::LazyLock::new(|| {
        regex::Regex::new(r"(?i)\b(?:om\s+)?(\d{1,2})(?:[.:](\d{2})\s*(?:uur|u)?|\s*(?:uur|u|h)(\d{2})?)\b").ok()
    });
    let gevonden = TIJD.as_ref()?.captures(tekst)?;
    let uur: i64 = gevonden.get(1)?.as_str().parse().ok()?;
    let minuut = gevonden.get(2).or(gevonden.get(3)).map_or(Some(0), |minuut| minuut.as_str().parse().ok())?;
    (uur < 24 && minuut < 60).then_some((uur * 60 + minuut, gevonden.get(0)?.range()))
}

/// Two times of day, as minutes: "23-7", "van 22.30 tot 6.30", "tussen 11 en 7 uur 's nachts".
#[must_use]
pub fn uren(tekst: &str) -> Option<(i64, i64)> {
    static UREN: std::sync::LazyLock<Option<regex::Regex>> = std::sync::LazyLock::new(|| {
        regex::Regex::new(
            r"(?i)(\d{1,2})(?:[.:](\d{2}))?\s*(?:uur|u|h)?\s*(?:'?s?\s*(?:avonds|nachts))?\s*(?:-|–|tot(?:\s+en\s+met)?|t/m|en|until|to)\s*(\d{1,2})(?:[.:](\d{2}))?",
        )
        .ok()
    });
    let gevonden = UREN.as_ref()?.captures(tekst)?;
    let deel = |plaats: usize| gevonden.get(plaats).map_or(Some(0), |deel| deel.as_str().parse::<i64>().ok());
    let minuten = |uur: i64, minuut: i64| {
        // "24 uur" is midnight.
        let alles = uur * 60 + minuut;
        (uur <= 24 && minuut < 60 && alles <= MINUTEN_PER_DAG).then_some(alles % MINUTEN_PER_DAG)
    };
    let (mut van, tot) = (minuten(deel(1)?, deel(2)?)?, minuten(deel(3)?, deel(4)?)?);
    // "van 10 tot 7": ten at night, when it is about the night.
    if (tot < van && (8 * 60..12 * 60).contains(&van)) || (van == tot && van != 0) {
        van += 12 * 60;
    }
    (van != tot).then_some((van % MINUTEN_PER_DAG, tot))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    /// Monday.
    const VANDAAG: Date = Date::constant(2026, 11, 23);

    #[rstest]
    #[case("met vakantie tot 3 jan", None, Some("2027-01-03"))]
    #[case("ben weg t/m 3-1", None, Some("2027-01-03"))]
    #[case("afwezig tot 3 januari 2028", None, Some("2028-01-03"))]
    #[case("tot 03/01/27", None, Some("2027-01-03"))]
    #[case("ben er even niet tot maandag", None, Some("2026-11-30"))]
    #[case("tot vr", None, Some("2026-11-27"))]
    #[case("tot volgende week", None, Some("2026-11-30"))]
    #[case("tot volgende week woensdag", None, Some("2026-12-02"))]
    #[case("weg tot overmorgen", None, Some("2026-11-25"))]
    #[case("2 weken weg", None, Some("2026-12-07"))]
    #[case("een weekje weg", None, Some("2026-11-30"))]
    #[case("vanaf vrijdag 2 weken op vakantie", Some("2026-11-27"), Some("2026-12-11"))]
    #[case("van 20 dec tot 3 jan", Some("2026-12-20"), Some("2027-01-03"))]
    #[case("ik ben van 1 tot 8 december weg", Some("2026-12-01"), Some("2026-12-08"))]
    #[case("1-8 december weg", Some("2026-12-01"), Some("2026-12-08"))]
    #[case("20 dec - 3 jan", Some("2026-12-20"), Some("2027-01-03"))]
    #[case("tot en met zondag 3 jan", None, Some("2027-01-03"))]
    #[case("tot de 15e", None, Some("2026-12-15"))]
    #[case("tot na kerst", None, Some("2026-12-27"))]
    #[case("tot 24 december", None, Some("2026-12-24"))]
    #[case("tot 3 janauri", None, Some("2027-01-03"))]
    #[case("tot 31 februari", None, None)]
    #[case("ik ben er niet", None, None)]
    #[case("", None, None)]
    fn days_as_people_type_them(#[case] tekst: &str, #[case] van: Option<&str>, #[case] tot: Option<&str>) {
        let periode = lees(tekst, VANDAAG);
        let als_tekst = |dag: Option<Date>| dag.map(|dag| dag.to_string());
        assert_eq!((als_tekst(periode.van).as_deref(), als_tekst(periode.tot).as_deref()), (van, tot), "{tekst}");
    }

    #[test]
    fn tot_en_met_ends_a_day_later() {
        assert_eq!(lees("t/m 3 jan", VANDAAG).eerste_dag_erna(), Some(Date::constant(2027, 1, 4)));
        assert_eq!(lees("tot en met 3 jan", VANDAAG).eerste_dag_erna(), Some(Date::constant(2027, 1, 4)));
        assert_eq!(lees("tot 3 jan", VANDAAG).eerste_dag_erna(), Some(Date::constant(2027, 1, 3)));
    }

    #[rstest]
    #[case("23-7", Some((23 * 60, 7 * 60)))]
    #[case("van 22.30 tot 6:30", Some((22 * 60 + 30, 6 * 60 + 30)))]
    #[case("tussen 11 en 7", Some((23 * 60, 7 * 60)))]
    #[case("van 0 tot 6 uur", Some((0, 6 * 60)))]
    #[case("24 tot 7", Some((0, 7 * 60)))]
    #[case("13 tot 15", Some((13 * 60, 15 * 60)))]
    #[case("25 tot 7", None)]
    #[case("geen idee", None)]
    fn quiet_hours_as_people_type_them(#[case] tekst: &str, #[case] verwacht: Option<(i64, i64)>) {
        assert_eq!(uren(tekst), verwacht, "{tekst}");
    }

    #[rstest]
    #[case("2 december 19.30 Stadhuis", Some(19 * 60 + 30))]
    #[case("om 20 uur", Some(20 * 60))]
    #[case("20u", Some(20 * 60))]
    #[case("19:30", Some(19 * 60 + 30))]
    #[case("2 december Stadhuis", None)]
    #[case("25.00", None)]
    fn times_of_day(#[case] tekst: &str, #[case] verwacht: Option<i64>) {
        assert_eq!(tijdstip(tekst).map(|(minuut, _)| minuut), verwacht, "{tekst}");
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(tekst in ".{0,200}") {
            let _ = (lees(&tekst, VANDAAG), uren(&tekst), tijdstip(&tekst));
        }

        #[test]
        fn any_order_of_known_words_is_read_without_panic(
            stukken in proptest::collection::vec(
                prop::sample::select(vec!["tot", "3", "31", "jan", "-", "/", "99", "volgende", "week", "maandag", "t/m", "9999", "weken", "van", "15e", "0"]), 0..12)
        ) {
            let _ = lees(&stukken.join(" "), VANDAAG);
            let _ = lees(&stukken.concat(), VANDAAG);
        }
    }
}
