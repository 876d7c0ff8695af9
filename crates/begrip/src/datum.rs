//! Days and times of day as people type them: "tot 3 jan", "vanaf maandag 2 weken", "t/m 3-1", "23 tot 7".
//!
//! Owns the days of a whole text; a single day is [`dag`]'s, a time of day [`uren`]'s, and what a day means is the
//! handlers'. Invariants: a day without a year is the next one there is; what is no day of the calendar is none; what
//! people use for two days is marked as uncertain, so that it is asked about.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use crate::lijst::DATUM;
use crate::woorden::{Woord, norm_op, woorden};
use dag::{Gelezen, Voor, andere_dag, dag, datum_na_weekdag, is_tijd, komende, voor, weekdag};

mod dag;
mod uren;

pub use uren::{meer_uren, tijdstip, uren};

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

/// What was read of a text so far.
#[derive(Default)]
struct Lezing {
    periode: Periode,
    /// Days without a word that says whether they are the begin or the end.
    los: Vec<Date>,
    duur: Option<i64>,
    tijdvak: Option<(Date, Date)>,
    eind_weekdag: Option<Weekday>,
}

/// Whether a word is the name of a day of the week or of a month.
#[must_use]
pub(crate) fn is_dag_of_maand(norm: &str) -> bool {
    weekdag(norm, true).is_some() || DATUM.maanden.iter().any(|namen| namen.iter().any(|naam| naam == norm))
}

/// Whether a day is named that no calendar has: "30 februari".
fn noemt_onmogelijke_dag(alle: &[Woord]) -> bool {
    alle.windows(2).any(|paar| {
        let maand = DATUM
            .maanden
            .iter()
            .position(|namen| namen.contains(&paar[1].norm))
            .and_then(|plek| i8::try_from(plek + 1).ok());
        let dag = paar[0].norm.parse::<i8>().ok().filter(|dag| (30..=31).contains(dag));
        maand.zip(dag).is_some_and(|(maand, dag)| Date::new(LEAP_YEAR, maand, dag).is_err())
    })
}

/// A year that has every day.
const LEAP_YEAR: i16 = 2024;

/// The days that a text names, seen from today.
#[must_use]
pub fn lees(tekst: &str, vandaag: Date) -> Periode {
    let woorden = woorden(tekst);
    // "Van 30 februari tot 3 maart" names no days: nothing of it is taken.
    if noemt_onmogelijke_dag(&woorden) {
        return Lezing::default().af(vandaag);
    }
    let mut lezing = Lezing::default();
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
            lezing.periode.onzeker |= dag.weekday() != weekdag;
            voor_de_weekdag = Some(voor);
            plaats += if DATUM.de.contains(norm_op(&woorden, plaats + 1)) { 2 } else { 1 };
            continue;
        }
        let Some((lengte, gelezen)) = dag(tekst, &woorden, plaats, vandaag, voor) else {
            plaats += 1;
            continue;
        };
        lezing.periode.onzeker |= is_onzeker(tekst, &woorden, plaats, &gelezen, vandaag, voor);
        let ervoor = plaats.checked_sub(1).map_or("", |ervoor| norm_op(&woorden, ervoor));
        if lezing.neem(gelezen, voor, ervoor, vandaag).is_none() {
            break;
        }
        plaats += lengte;
    }
    lezing.af(vandaag)
}

impl Lezing {
    /// Takes a day, with what stands before it; `None` where the calendar has no such day.
    fn neem(&mut self, gelezen: Gelezen, voor: Voor, ervoor: &str, vandaag: Date) -> Option<()> {
        let gelezen = match gelezen {
            Gelezen::Weekdag(weekdag) => {
                if matches!(voor, Voor::Tot | Voor::TotEnMet) {
                    self.eind_weekdag = Some(weekdag);
                }
                Gelezen::Dag(komende(vandaag, weekdag)?)
            }
            anders => anders,
        };
        let periode = &mut self.periode;
        match (gelezen, voor) {
            (Gelezen::Weekdag(_), _) => {}
            (Gelezen::Tijdvak(van, _), Voor::Tot) => periode.tot = Some(van),
            (Gelezen::Tijdvak(van, _), Voor::Van) => periode.van = Some(van),
            (Gelezen::Tijdvak(_, erna), Voor::TotEnMet) => periode.tot = Some(erna),
            (Gelezen::Tijdvak(van, erna), Voor::Niets) => self.tijdvak = Some((van, erna)),
            // "Over twee weken" is when it begins, or when they are back.
            (Gelezen::Duur(dagen), _) if DATUM.over.contains(ervoor) => {
                self.los.extend(vandaag.checked_add(dagen.days()));
            }
            (Gelezen::Duur(dagen), _) => self.duur = Some(dagen),
            (Gelezen::Dag(dag), Voor::Van) => periode.van = Some(dag),
            (Gelezen::Dag(dag), Voor::Tot) => periode.tot = Some(dag),
            (Gelezen::Dag(dag), Voor::TotEnMet) => {
                periode.tot = Some(dag);
                periode.tot_en_met = true;
            }
            (Gelezen::Dag(dag), Voor::Niets) => {
                // "Zaterdag en zondag": both of them.
                periode.tot_en_met |= !self.los.is_empty() && DATUM.en.contains(ervoor);
                self.los.push(dag);
            }
        }
        Some(())
    }

    /// The days of all that was read.
    fn af(self, vandaag: Date) -> Periode {
        let Self { mut periode, mut los, duur, tijdvak, eind_weekdag } = self;
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
        let terug = DATUM.terug.staat_in(&gelezen) && !DATUM.niet.staat_in(&gelezen);
        if !terug {
            let weg = DATUM.weg.staat_in(&gelezen);
            // A bare day may be the first or the last; what begins "over twee weken" has no end yet.
            zeker &= weg && !DATUM.over.staat_in(&gelezen);
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

/// What people use for two days: "t/m maandag" on a Monday, "volgende vrijdag", "volgende week" on a Sunday, "9-12".
fn is_onzeker(tekst: &str, woorden: &[Woord], plaats: usize, gelezen: &Gelezen, vandaag: Date, voor: Voor) -> bool {
    let lijst = &*DATUM;
    let (eerste, tweede) = (norm_op(woorden, plaats), norm_op(woorden, plaats + 1));
    let zondag = vandaag.weekday() == Weekday::Sunday;
    match gelezen {
        Gelezen::Weekdag(weekdag) if lijst.volgende.contains(eerste) => *weekdag != vandaag.weekday(),
        // Until a day is never until today; "t/m" may be.
        Gelezen::Weekdag(weekdag) => *weekdag == vandaag.weekday() && voor != Voor::Tot,
        Gelezen::Tijdvak(..) if lijst.deze.contains(eerste) => zondag,
        Gelezen::Tijdvak(..) if lijst.komende_onzeker.contains(eerste) => {
            lijst.week.contains(tweede) || zondag || vandaag.weekday() == Weekday::Saturday
        }
        Gelezen::Tijdvak(..) => {
            let langer = lijst.week.iter().any(|week| tweede.starts_with(week)) && !lijst.week.contains(tweede);
            (lijst.volgend_tijdvak.contains(eerste) && langer) || (lijst.volgende.contains(eerste) && zondag)
        }
        Gelezen::Dag(_) if lijst.volgende.contains(eerste) => zondag,
        Gelezen::Dag(_) => voor == Voor::Niets && dag_of_dagen(tekst, woorden, plaats),
        Gelezen::Duur(_) => false,
    }
}

/// "9-12": the ninth of December, or the ninth until the twelfth?
fn dag_of_dagen(tekst: &str, woorden: &[Woord], plaats: usize) -> bool {
    let (Some(een), Some(ander)) = (woorden.get(plaats), woorden.get(plaats + 1)) else { return false };
    let streep = tekst.get(een.plek.end..ander.plek.start).map(str::trim) == Some("-");
    let jaar = woorden.get(plaats + 2).is_some_and(|woord| {
        woord.norm.len() >= 2 && tekst.get(ander.plek.end..woord.plek.start).is_some_and(|tussen| tussen == "-")
    });
    let (een, ander) = (een.norm.parse::<u8>().ok(), ander.norm.parse::<u8>().ok());
    streep && !jaar && een.zip(ander).is_some_and(|(een, ander)| een < ander) && !andere_dag(tekst, woorden, plaats + 1)
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
