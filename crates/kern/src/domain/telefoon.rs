//! Telephone numbers as people, telephones and spreadsheets write them: the one reader for chat, cards, tables and
//! the command line.
//!
//! Invariants: what comes out is digits with a country code, as WhatsApp writes a `wa_id`; a number abroad is only
//! what says so (`+`, `00`) and is as long as one; what could be two things is none.

use std::ops::RangeInclusive;

use unicode_normalization::UnicodeNormalization as _;

use crate::domain::politiebericht::onzichtbaar;
use crate::limits;

/// A telephone number.
#[derive(Clone, PartialEq, Eq)]
pub struct Nummer {
    cijfers: String,
    /// What kind it is.
    pub soort: Soort,
}

/// A kind of number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Soort {
    /// A Dutch mobile one.
    Mobiel,
    /// A Dutch landline, or one of a company: WhatsApp is seldom on it.
    Vast,
    /// One of another country.
    Buitenland,
}

/// Why something is no number. The words are for whoever runs the program; those of the chat are in `texts`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Fout {
    /// Nothing stands there.
    #[error("no number stands there")]
    Leeg,
    /// It holds what no number holds.
    #[error("it holds signs that no number has")]
    Tekens,
    /// The letter O stands where a zero belongs.
    #[error("it holds the letter O where a 0 belongs")]
    LetterO,
    /// A spreadsheet rounded it.
    #[error("a spreadsheet rounded it (E+10): make the column text and type the number anew")]
    Afgerond,
    /// There are several.
    #[error("these are several numbers: give each its own row")]
    Meer,
    /// It has too few digits, or too many.
    #[error("it has too few digits or too many")]
    Lengte,
    /// An emergency or short number.
    #[error("a short number is nobody's telephone")]
    Kort,
    /// 0800, 0900 and the like.
    #[error("a service number (0800, 0900) is nobody's telephone")]
    Dienst,
    /// Digits that are no Dutch number, without a country.
    #[error("it is no Dutch number; one of another country begins with + or 00")]
    ZonderLand,
    /// No telephone has it.
    #[error("there is no such number")]
    BestaatNiet,
}

/// How many digits the numbers of a country have with its code, where they are known to differ from the rest.
static LANDEN: [(&str, RangeInclusive<usize>); 26] = [
    ("1", 11..=11),
    ("20", 11..=12),
    ("212", 12..=12),
    ("30", 12..=12),
    ("32", 10..=11),
    ("33", 11..=11),
    ("34", 11..=11),
    ("36", 10..=11),
    ("40", 11..=11),
    ("41", 11..=11),
    ("43", 10..=15),
    ("44", 12..=12),
    ("45", 10..=10),
    ("47", 10..=10),
    ("48", 11..=11),
    ("49", 10..=15),
    // "+6 1234 0001" is a Dutch mobile number that lost its country, not one of Oceania.
    ("61", 11..=11),
    ("6", 10..=15),
    ("7", 11..=11),
    ("86", 12..=13),
    ("90", 12..=12),
    ("91", 12..=12),
    ("297", 10..=10),
    ("351", 12..=12),
    ("353", 11..=12),
    ("597", 9..=10),
];
/// Digits of any other number with a country code: E.164 allows fifteen, and no country has fewer than nine.
const CIJFERS: RangeInclusive<usize> = 9..=15;
/// Country codes without a country: free and paid services, satellites, machines.
const GEEN_LAND: [&str; 8] = ["800", "808", "870", "878", "881", "882", "883", "979"];
/// Digits of a Dutch number without its zero.
const NEDERLANDS: usize = 9;
/// Digits of a number that is dialled as it is: 112, 14 070, 116 000.
const KORT_MAX: usize = 6;
/// Digits from which a part stands for a number of its own.
const DEEL_MIN: usize = 8;
/// Groups of digits of a number in a running text that says neither its zero nor its country: "6 1234 0001".
const LOSSE_DELEN_MAX: usize = 3;
/// What people write before a number.
const OPSCHRIFTEN: [&str; 13] =
    ["telefoonnummer", "telefoon", "mobiel", "whatsapp", "nummer", "gsm", "mob", "tel", "nr", "wa", "m", "t", "n"];

impl Nummer {
    /// Its digits, with the country code.
    #[must_use]
    pub fn cijfers(&self) -> &str {
        &self.cijfers
    }

    /// Its digits, with the country code.
    #[must_use]
    pub fn into_cijfers(self) -> String {
        self.cijfers
    }
}

/// A number shows nothing in a log.
impl std::fmt::Debug for Nummer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Nummer").field("soort", &self.soort).finish_non_exhaustive()
    }
}

/// Reads a number in any usual notation: `06-1234 5678`, `+31 (0)6 1234 5678`, `0031…`, and as spreadsheets spoil it:
/// `612345678`, `612345678.0`. One without a country is Dutch.
///
/// # Errors
/// It is none; says why.
pub fn lees(tekst: &str) -> Result<Nummer, Fout> {
    let alles = leesbaar(tekst);
    let tekst = zonder_opschrift(&alles);
    if !tekst.chars().any(char::is_alphanumeric) {
        return Err(Fout::Leeg);
    }
    if is_afgerond(tekst) {
        return Err(Fout::Afgerond);
    }
    let tekst = zonder_breuk(tekst);
    if delen(tekst).count() > 1 {
        return Err(Fout::Meer);
    }
    if let Some(fout) = vreemde_tekens(tekst) {
        return Err(fout);
    }
    let dicht: String =
        tekst.chars().filter(|teken| teken.is_ascii_digit() || matches!(teken, '+' | '(' | ')')).collect();
    let met_plus = dicht.trim_start_matches('(').starts_with('+');
    let cijfers: String = dicht.chars().filter(char::is_ascii_digit).collect();
    if met_plus || cijfers.starts_with("00") {
        // The zero that is left out from abroad: "+49 (0)170 …".
        let zonder_nul: String = dicht.replacen("(0)", "", 1).chars().filter(char::is_ascii_digit).collect();
        return met_land(if met_plus { &zonder_nul } else { zonder_nul.get(2..).unwrap_or_default() });
    }
    if cijfers.len() <= KORT_MAX {
        return Err(match cijfers.strip_prefix('0') {
            Some(nationaal) if is_dienst(nationaal) => Fout::Dienst,
            Some(_) => Fout::Lengte,
            None => Fout::Kort,
        });
    }
    if let Some(nationaal) = cijfers.strip_prefix('0') {
        return nederlands(nationaal);
    }
    match cijfers.strip_prefix("31") {
        Some(nationaal) if cijfers.len() > NEDERLANDS + 1 => {
            nederlands(nationaal.strip_prefix('0').unwrap_or(nationaal))
        }
        // A spreadsheet that takes it for a quantity drops the zero.
        _ if cijfers.len() == NEDERLANDS => nederlands(&cijfers),
        _ if CIJFERS.contains(&cijfers.len()) => Err(Fout::ZonderLand),
        _ => Err(Fout::Lengte),
    }
}

/// The digits of a number in any usual notation; `None` if it is none.
#[must_use]
pub fn lees_nummer(tekst: &str) -> Option<String> {
    lees(tekst).ok().map(Nummer::into_cijfers)
}

/// The numbers that stand in a text, in their order.
#[must_use]
pub fn nummers_in(tekst: &str) -> Vec<Nummer> {
    let tekst = leesbaar(tekst);
    let hoort = |teken: char| teken.is_ascii_digit() || matches!(teken, '+' | '(' | ')' | '-' | '.' | '/' | ' ');
    let mut gevonden = Vec::new();
    let mut rest = tekst.as_str();
    let mut na_letter = false;
    while !rest.is_empty() {
        let einde = rest.find(|teken: char| !hoort(teken)).unwrap_or(rest.len());
        let (reeks, verder) = rest.split_at(einde);
        let voor_letter = verder.starts_with(char::is_alphanumeric);
        in_reeks(reeks, (na_letter, voor_letter), &mut gevonden);
        let mut tekens = verder.chars();
        na_letter = tekens.next().is_some_and(char::is_alphanumeric);
        rest = tekens.as_str();
    }
    gevonden
}

/// The numbers in a run of digits and what parts them; the longest that is one goes first. What touches a letter is
/// part of a word.
fn in_reeks(reeks: &str, (na_letter, voor_letter): (bool, bool), gevonden: &mut Vec<Nummer>) {
    let mut stukken: Vec<(usize, usize)> = Vec::new();
    let mut begin = 0;
    for (plaats, teken) in reeks.char_indices().chain(std::iter::once((reeks.len(), ' '))) {
        if matches!(teken, ' ' | '/') {
            if plaats > begin {
                stukken.push((begin, plaats));
            }
            begin = plaats + 1;
        }
    }
    if na_letter && stukken.first().is_some_and(|stuk| stuk.0 == 0) {
        stukken.remove(0);
    }
    if voor_letter && stukken.last().is_some_and(|stuk| stuk.1 == reeks.len()) {
        stukken.pop();
    }
    let mut eerste = 0;
    while eerste < stukken.len() {
        let past = (eerste..stukken.len().min(eerste + limits::NUMBER_PARTS_MAX)).rev().find_map(|laatste| {
            let stuk = reeks.get(stukken[eerste].0..stukken[laatste].1)?.trim_end_matches(['.', '-', '(', '/']);
            Some((laatste, lees(stuk).ok().filter(|nummer| staat_er(stuk, nummer))?))
        });
        if let Some((laatste, nummer)) = past {
            if !gevonden.contains(&nummer) {
                gevonden.push(nummer);
            }
            eerste = laatste;
        }
        eerste += 1;
    }
}

/// Whether digits in a running text stand for a number: without a zero or a country they may be a date and an hour.
fn staat_er(stuk: &str, nummer: &Nummer) -> bool {
    let gescheiden = stuk.split(|teken: char| !teken.is_ascii_digit()).filter(|deel| !deel.is_empty()).count();
    stuk.starts_with(['0', '+', '('])
        || stuk.starts_with("31")
        || (nummer.soort == Soort::Mobiel && gescheiden <= LOSSE_DELEN_MAX)
}

/// As it is read: hard spaces are spaces, all dashes one, wide digits digits; what shows nothing is gone.
fn leesbaar(tekst: &str) -> String {
    let tekens = tekst.chars().take(limits::TEXT_CHARACTERS_READ_MAX).nfkc();
    let gelijk = tekens.filter(|teken| !onzichtbaar(*teken) && *teken != '\u{FE0F}').map(|teken| match teken {
        _ if teken.is_whitespace() => ' ',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2043}' | '\u{FE58}' | '_' | '~' | '·' | '•' => '-',
        anders => anders,
    });
    gelijk.collect::<String>().trim().to_owned()
}

/// Without marks that keep a spreadsheet from counting with it, and without "tel:".
fn zonder_opschrift(tekst: &str) -> &str {
    let merk = |teken: char| {
        matches!(teken, '\'' | '’' | '‘' | '`' | '´' | '\u{301}' | '"' | '“' | '”' | '=' | '-' | ':' | '.' | ' ')
    };
    let tekst = tekst.trim_matches(merk);
    let einde = tekst.find(|teken: char| !teken.is_alphabetic()).unwrap_or(0);
    let (woord, rest) = tekst.split_at(einde);
    let klein = woord.to_lowercase();
    if OPSCHRIFTEN.contains(&klein.as_str()) { rest.trim_matches(merk) } else { tekst }
}

/// `3,16123E+10`: the last digits are lost.
fn is_afgerond(tekst: &str) -> bool {
    let Some((mantisse, macht)) = tekst.split_once(['e', 'E']) else { return false };
    let cijfers = |deel: &str| deel.bytes().any(|byte| byte.is_ascii_digit());
    cijfers(mantisse)
        && cijfers(macht)
        && mantisse.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b'+' | b'-' | b' '))
        && macht.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b' '))
}

/// `612340014.0`: a quantity with its decimals. Dots and commas elsewhere part groups.
fn zonder_breuk(tekst: &str) -> &str {
    let Some((heel, breuk)) = tekst.rsplit_once(['.', ',']) else { return tekst };
    let gehele = heel.bytes().filter(u8::is_ascii_digit).count() >= NEDERLANDS;
    if gehele && (1..=2).contains(&breuk.len()) && breuk.bytes().all(|byte| byte == b'0') { heel } else { tekst }
}

/// The parts that are long enough for a number each; all of it, where nothing parts it.
fn delen(tekst: &str) -> impl Iterator<Item = &str> {
    let cijfers = |deel: &str| deel.bytes().filter(u8::is_ascii_digit).count();
    let mut stukken: Vec<&str> = tekst
        .split(|teken: char| matches!(teken, '/' | ',' | ';' | '|' | '&' | '\\') || teken.is_alphabetic())
        .filter(|deel| cijfers(deel) >= DEEL_MIN)
        .collect();
    // Side by side: more than any one number has, or a second plus.
    let lang = cijfers(tekst) > *CIJFERS.end() + 1;
    let plussen = tekst.matches('+').count() > 1;
    if stukken.len() < 2 && (lang || plussen) {
        let midden = tekst.char_indices().nth(tekst.chars().count() / 2).map_or(0, |(plaats, _)| plaats);
        let (voor, na) = tekst.split_at(midden);
        stukken = if cijfers(voor) >= DEEL_MIN && cijfers(na) >= DEEL_MIN { vec![voor, na] } else { vec![tekst] };
    }
    stukken.into_iter()
}

/// What stands in it that no number holds.
fn vreemde_tekens(tekst: &str) -> Option<Fout> {
    let hoort = |teken: char| {
        teken.is_ascii_digit() || matches!(teken, ' ' | '-' | '.' | ',' | '(' | ')' | '[' | ']' | '/' | '+')
    };
    let plus_goed =
        tekst.rfind('+').is_none_or(|plus| tekst[..plus].chars().all(|teken| matches!(teken, '(' | '[' | ' ')));
    if tekst.chars().all(hoort) {
        return (!plus_goed).then_some(Fout::Tekens);
    }
    let met_nul = tekst.replace(['o', 'O'], "0");
    let genoeg = met_nul.bytes().filter(u8::is_ascii_digit).count() >= DEEL_MIN;
    Some(if genoeg && met_nul.chars().all(hoort) { Fout::LetterO } else { Fout::Tekens })
}

/// Whether it is one of those that cost money, or none at all, to call: nobody writes from it.
fn is_dienst(nationaal: &str) -> bool {
    ["800", "90", "66", "67", "97"].iter().any(|begin| nationaal.starts_with(begin))
}

/// A Dutch number, without its zero.
fn nederlands(nationaal: &str) -> Result<Nummer, Fout> {
    if is_dienst(nationaal) {
        return Err(Fout::Dienst);
    }
    if nationaal.len() != NEDERLANDS {
        return Err(Fout::Lengte);
    }
    let soort = match nationaal.as_bytes() {
        [b'6', ..] => Soort::Mobiel,
        [b'1'..=b'5' | b'7', ..] | [b'8', b'4' | b'5' | b'7' | b'8', ..] | [b'9', b'1', ..] => Soort::Vast,
        _ => return Err(Fout::BestaatNiet),
    };
    Ok(Nummer { cijfers: format!("31{nationaal}"), soort })
}

/// A number with its country code.
fn met_land(cijfers: &str) -> Result<Nummer, Fout> {
    if let Some(nationaal) = cijfers.strip_prefix("31") {
        return nederlands(nationaal.strip_prefix('0').unwrap_or(nationaal));
    }
    if GEEN_LAND.iter().any(|begin| cijfers.starts_with(begin)) {
        return Err(Fout::Dienst);
    }
    if cijfers.starts_with('0') {
        return Err(Fout::BestaatNiet);
    }
    let bekend = LANDEN.iter().filter(|(code, _)| cijfers.starts_with(code)).max_by_key(|(code, _)| code.len());
    let lengte = bekend.map_or(&CIJFERS, |(_, lengte)| lengte);
    if !lengte.contains(&cijfers.len()) {
        return Err(Fout::Lengte);
    }
    Ok(Nummer { cijfers: cijfers.to_owned(), soort: Soort::Buitenland })
}

#[cfg(test)]
mod tests;
