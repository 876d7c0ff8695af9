//! One day, or one length of time, in the words that begin at a place.
//!
//! Owns the calendar as people type it. Invariant: what is no day of the calendar is none.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use crate::lijst::DATUM;
use crate::woorden::{Reeksen, Woord, Woordenset, lijkt_op, norm_op};

/// What a day was read from.
pub(super) enum Gelezen {
    /// A day of the calendar.
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
pub(super) enum Voor {
    Niets,
    Van,
    Tot,
    TotEnMet,
}

/// What stands before a day at this place.
pub(super) fn voor(woorden: &[Woord], plaats: usize) -> Voor {
    let lijst = &*DATUM;
    let twee = &woorden[plaats.saturating_sub(2)..plaats];
    let een = &twee[twee.len().saturating_sub(1)..];
    let staat_voor = |reeksen: &Reeksen| reeksen.is(twee) || reeksen.is(een);
    if staat_voor(&lijst.tot_en_met) {
        Voor::TotEnMet
    } else if staat_voor(&lijst.tot) {
        Voor::Tot
    } else if staat_voor(&lijst.vanaf) {
        Voor::Van
    } else {
        Voor::Niets
    }
}

/// The only one of these that a word is nearly.
fn enige<T>(mut gelijk: impl Iterator<Item = T>) -> Option<T> {
    gelijk.next().filter(|_| gelijk.next().is_none())
}

fn maand(norm: &str) -> Option<i8> {
    let maanden = || (1_i8..).zip(&DATUM.maanden);
    let exact = maanden().find(|(_, namen)| namen.iter().any(|naam| naam == norm));
    let lang = |(_, namen): &(i8, &Vec<String>)| namen[0].len() >= 5 && lijkt_op(norm, &namen[0]).is_some();
    exact.or_else(|| enige(maanden().filter(lang))).map(|(maand, _)| maand)
}

/// A day of the week; `kort`: also by its two letters.
pub(super) fn weekdag(norm: &str, kort: bool) -> Option<Weekday> {
    let dagen = || (1_i8..).zip(&DATUM.weekdagen);
    let exact = dagen().find(|(_, (lang, af))| norm == lang || (kort && norm == af));
    let bijna =
        |(_, (lang, _)): &(i8, &(String, String))| norm.len() >= 6 && strsim::damerau_levenshtein(norm, lang) == 1;
    let (dag, _) = exact.or_else(|| enige(dagen().filter(bijna)))?;
    Weekday::from_monday_one_offset(dag).ok()
}

/// The next such day after today.
pub(super) fn komende(vandaag: Date, dag: Weekday) -> Option<Date> {
    vandaag.nth_weekday(1, dag).ok()
}

/// A day of next week, which begins on Monday.
fn volgende_week(vandaag: Date, dag: Weekday) -> Option<Date> {
    komende(vandaag, Weekday::Monday)?.checked_add(i64::from(dag.to_monday_zero_offset()).days()).ok()
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
    let telwoord = (0_i64..).zip(&DATUM.telwoorden).find(|(_, woord)| *woord == norm).map(|(getal, _)| getal);
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

/// The words from a place on, of which a day is read.
struct Lezer<'a> {
    tekst: &'a str,
    woorden: &'a [Woord],
    plaats: usize,
    vandaag: Date,
}

/// A weekday with a day of the month lies within so many months.
const WEEKDAG_MAANDEN_MAX: i32 = 4;

/// A day, and how many words it takes.
type Gevonden = Option<(usize, Gelezen)>;

/// The day or length of time that stands here.
pub(super) fn dag(tekst: &str, woorden: &[Woord], plaats: usize, vandaag: Date, voor: Voor) -> Gevonden {
    let lezer = Lezer { tekst, woorden, plaats, vandaag };
    // Whichever kind of day the first word begins: what is not whole then is none of the others.
    lezer.met_naam().or_else(|| lezer.op_weekdag(voor)).unwrap_or_else(|| lezer.in_getal())
}

/// A day that takes so many words.
fn een_dag(lengte: usize, dag: Option<Date>) -> Gevonden {
    Some((lengte, Gelezen::Dag(dag?)))
}

impl Lezer<'_> {
    fn norm(&self, verder: usize) -> &str {
        norm_op(self.woorden, self.plaats + verder)
    }

    /// What stands between two words: "3-1" is a day, "3 1" is none.
    fn tussen(&self, eerste: usize) -> Option<&str> {
        let eerste = self.plaats + eerste;
        let (een, ander) = (self.woorden.get(eerste)?, self.woorden.get(eerste + 1)?);
        self.tekst.get(een.plek.end..ander.plek.start)
    }

    fn jaar(&self, verder: usize) -> Option<i64> {
        self.norm(verder).parse().ok().filter(|jaar| (2020..2100).contains(jaar))
    }

    /// "Na kerst", "na de kerst": the first day after it.
    fn na(&self) -> bool {
        DATUM.na.staat_in(&self.woorden[self.plaats.saturating_sub(2)..self.plaats])
    }

    /// "Morgen", "kerst", "dit weekend", "volgende week". `None`: it begins with no such word; `Some(None)`: with one, and
    /// there is no such day.
    fn met_naam(&self) -> Option<Gevonden> {
        let (lijst, vandaag) = (&*DATUM, self.vandaag);
        let begint = |set: &Woordenset| set.contains(self.norm(0));
        let na = i64::from(self.na());
        if begint(&lijst.vandaag) {
            Some(een_dag(1, Some(vandaag)))
        } else if begint(&lijst.morgen) {
            Some(een_dag(1, vandaag.tomorrow().ok()))
        } else if begint(&lijst.overmorgen) {
            Some(een_dag(1, vandaag.checked_add(2.days()).ok()))
        } else if begint(&lijst.kerst) {
            Some(een_dag(1, kalender(None, 12, 25 + 2 * na, vandaag)))
        } else if begint(&lijst.nieuwjaar) {
            Some(een_dag(1, kalender(None, 1, 1 + na, vandaag)))
        } else if begint(&lijst.weekend) {
            let volgend = self.plaats > 0 && lijst.volgend.contains(&self.woorden[self.plaats - 1].norm);
            Some(weekend(vandaag, volgend, 1, self.na()))
        } else if begint(&lijst.deze) && lijst.week.contains(self.norm(1)) {
            Some(komende(vandaag, Weekday::Monday).map(|maandag| (2, Gelezen::Tijdvak(vandaag, maandag))))
        } else if begint(&lijst.voor_weekend) && lijst.weekend.contains(self.norm(1)) {
            Some(weekend(vandaag, lijst.volgend.contains(self.norm(0)), 2, self.na()))
        } else if begint(&lijst.komende) {
            self.komende()
        } else {
            None
        }
    }

    /// "Volgende week", "volgende week dinsdag", "volgende maand", "komende vrijdag".
    fn komende(&self) -> Option<Gevonden> {
        if DATUM.week.contains(self.norm(1)) {
            if let Some(weekdag) = weekdag(self.norm(2), true) {
                return Some(een_dag(3, volgende_week(self.vandaag, weekdag)));
            }
            let week = || {
                let maandag = volgende_week(self.vandaag, Weekday::Monday)?;
                Some((2, Gelezen::Tijdvak(maandag, maandag.checked_add(7.days()).ok()?)))
            };
            return Some(week());
        }
        if DATUM.maand.contains(self.norm(1)) {
            let maand = || {
                let eerste = self.vandaag.first_of_month().checked_add(1.month()).ok()?;
                Some((2, Gelezen::Tijdvak(eerste, eerste.checked_add(1.month()).ok()?)))
            };
            return Some(maand());
        }
        weekdag(self.norm(1), false).map(|weekdag| Some((2, Gelezen::Weekdag(weekdag))))
    }

    /// A day of the week; the same as of [`Self::met_naam`] holds of what it answers.
    fn op_weekdag(&self, voor: Voor) -> Option<Gevonden> {
        let gevonden = weekdag(self.norm(0), voor != Voor::Niets)?;
        if DATUM.volgende.contains(self.norm(1)) && DATUM.week.contains(self.norm(2)) {
            return Some(een_dag(3, volgende_week(self.vandaag, gevonden)));
        }
        // "zondag 3 januari": the day of the month says it.
        let dag_van_de_maand = getal(self.norm(1)).is_some() && maand(self.norm(2)).is_some();
        if let Some(dag) = self.weekdag_met_getal(gevonden).filter(|_| !dag_van_de_maand) {
            return Some(een_dag(2, Some(dag)));
        }
        Some((!dag_van_de_maand).then_some((1, Gelezen::Weekdag(gevonden))))
    }

    /// "Vrijdag 4 tot en met maandag 7 december": the next fourth that is a Friday.
    fn weekdag_met_getal(&self, weekdag: Weekday) -> Option<Date> {
        let dag = i8::try_from(getal(self.norm(1))?).ok()?;
        // "Vrijdag 20 uur", "maandag 9:30" is a time.
        let is_tijd = DATUM.uur.contains(self.norm(2)) || matches!(self.tussen(1), Some(":" | "." | "u"));
        if is_tijd || !self.norm(1).bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let eerste = self.vandaag.first_of_month();
        (0..WEEKDAG_MAANDEN_MAX).find_map(|later| {
            let maand = eerste.checked_add(later.months()).ok()?;
            let dag = Date::new(maand.year(), maand.month(), dag).ok()?;
            (dag >= self.vandaag && dag.weekday() == weekdag).then_some(dag)
        })
    }

    /// "3 weken", "3 januari", "3-1", "de 15e".
    fn in_getal(&self) -> Gevonden {
        let (lijst, eerste) = (&*DATUM, self.norm(0));
        if lijst.paar.contains(eerste) {
            return None;
        }
        let hoeveel = getal(eerste).or_else(|| {
            let kort = lijst.rang.iter().fold(eerste, |over, einde| over.trim_end_matches(einde.as_str()));
            getal(kort)
        })?;
        let per = [(&lijst.dagen, 1), (&lijst.weken, 7), (&lijst.maanden_lang, 30)];
        if let Some((_, per)) = per.into_iter().find(|(eenheid, _)| eenheid.contains(self.norm(1))) {
            return (1..=400).contains(&hoeveel).then_some((2, Gelezen::Duur(hoeveel * per)));
        }
        if let Some(maand) = maand(self.norm(1)) {
            let jaar = self.jaar(2);
            let lengte = if jaar.is_some() { 3 } else { 2 };
            return een_dag(lengte, kalender(jaar, maand.into(), hoeveel, self.vandaag));
        }
        if let Some((jaar, maand)) = self.maand_van_de_laatste() {
            return een_dag(1, kalender(jaar, maand.into(), hoeveel, self.vandaag));
        }
        if matches!(self.tussen(0), Some("-" | "/")) && eerste.len() <= 2 {
            return self.in_cijfers(hoeveel);
        }
        // "de 15e"
        let rang =
            eerste.len() > 1 && eerste.ends_with('e') && eerste.starts_with(|teken: char| teken.is_ascii_digit());
        if !rang {
            return None;
        }
        let deze = kalender(Some(self.vandaag.year().into()), self.vandaag.month().into(), hoeveel, self.vandaag);
        let volgende = self.vandaag.first_of_month().checked_add(1.month()).ok()?;
        let dan = || kalender(Some(volgende.year().into()), volgende.month().into(), hoeveel, self.vandaag);
        een_dag(1, deze.filter(|dag| *dag > self.vandaag).or_else(dan))
    }

    /// "Van 1 tot 8 december": the month stands with the end. So does it with the last of several days: "6, 7 en 8
    /// december".
    fn maand_van_de_laatste(&self) -> Option<(Option<i64>, i8)> {
        let voegt = |norm: &str| DATUM.verbindt.contains(norm);
        let is_dag = |norm: &str| norm.len() <= 2 && getal(norm).is_some_and(|dag| (1..=31).contains(&dag));
        let hoort_erbij =
            voegt(self.norm(1)) || matches!(self.tussen(0).map(str::trim), Some("-" | "–" | "," | "/" | "&" | "+"));
        let einde = (1..=9).find(|plek| !voegt(self.norm(*plek)) && !is_dag(self.norm(*plek)))?;
        let maand = maand(self.norm(einde))?;
        (einde > 1 && hoort_erbij && is_dag(self.norm(einde - 1))).then(|| (self.jaar(einde + 1), maand))
    }

    /// "3-1", "3/1/2027".
    fn in_cijfers(&self, dag: i64) -> Gevonden {
        let maand = self.norm(1).parse::<i64>().ok().filter(|_| self.norm(1).len() <= 2)?;
        let jaar =
            matches!(self.tussen(1), Some("-" | "/")).then(|| self.norm(2)).filter(|jaar| matches!(jaar.len(), 2 | 4));
        let jaar = jaar.and_then(|jaar| jaar.parse::<i64>().ok()).filter(|jaar| *jaar > 0);
        let lengte = if jaar.is_some() { 3 } else { 2 };
        een_dag(lengte, kalender(jaar, maand, dag, self.vandaag))
    }
}

/// The date that stands behind a weekday.
pub(super) fn datum_na_weekdag(tekst: &str, woorden: &[Woord], plaats: usize, vandaag: Date) -> Gevonden {
    let plaats = if DATUM.de.contains(&woorden.get(plaats)?.norm) { plaats + 1 } else { plaats };
    if is_tijd(tekst, woorden, plaats) {
        return None;
    }
    let begint_met_cijfer = woorden.get(plaats)?.norm.starts_with(|teken: char| teken.is_ascii_digit());
    dag(tekst, woorden, plaats, vandaag, Voor::Niets)
        .filter(|(_, gelezen)| begint_met_cijfer && matches!(gelezen, Gelezen::Dag(_)))
}

/// "9-12 uur", "09:00-12:00": hours, and no day of the calendar.
pub(super) fn is_tijd(tekst: &str, woorden: &[Woord], plaats: usize) -> bool {
    let getal = |plaats: usize| {
        woorden
            .get(plaats)
            .filter(|woord| woord.norm.len() <= 2 && woord.norm.bytes().all(|teken| teken.is_ascii_digit()))
    };
    let Some(woord) = getal(plaats) else { return false };
    let dubbele_punt = tekst.get(woord.plek.end..).is_some_and(|rest| rest.starts_with(':'))
        || tekst.get(..woord.plek.start).is_some_and(|ervoor| ervoor.ends_with(':'));
    let is_uur = |plaats: usize| matches!(woorden.get(plaats), Some(woord) if DATUM.uur.contains(&woord.norm));
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

/// Whether another day of the calendar follows: "9-12 t/m 2-1" holds two.
pub(super) fn andere_dag(tekst: &str, woorden: &[Woord], vanaf: usize) -> bool {
    (vanaf..woorden.len()).any(|plaats| {
        woorden[plaats].norm.bytes().all(|teken| teken.is_ascii_digit())
            && woorden.get(plaats + 1).is_some_and(|ander| {
                matches!(tekst.get(woorden[plaats].plek.end..ander.plek.start), Some("-" | "/"))
                    || maand(&ander.norm).is_some()
            })
    })
}
