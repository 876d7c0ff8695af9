//! What is looked at in a text: pieces of it, and what stands open around it, as places in a table.
//!
//! Owns the cutting up and how much each piece weighs. Invariant: whole numbers only; the same text gives the same pieces.

use super::wensen::Rondom;

/// Places in the table.
pub const EMMERS: usize = 1 << 15;

/// What a whole vector weighs: its length is about this.
pub const EENHEID: i32 = 256;

/// Characters of a text that are looked at: what somebody wants is said in the first lines.
const TEKENS_MAX: usize = 600;

/// The shortest and longest run of characters that counts.
const REEKS: std::ops::RangeInclusive<usize> = 2..=5;

/// Texts of so few words mean little without what stands open.
const KORT_WOORDEN_MAX: usize = 3;

/// The pieces of a text, as places, each once.
#[derive(Debug, Clone)]
pub struct Kenmerken {
    /// Runs of characters and of words.
    pub tekst: Vec<u16>,
    /// Words together with what stands open.
    pub samen: Vec<u16>,
    /// What stands open.
    pub rondom: Vec<u16>,
}

/// FNV-1a over the parts, with a mark between them.
fn emmer(soort: u8, delen: &[&str]) -> u16 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut neem = |byte: u8| hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    neem(soort);
    for deel in delen {
        deel.bytes().for_each(&mut neem);
        neem(0);
    }
    let hash = hash ^ (hash >> 32);
    #[expect(clippy::cast_possible_truncation, reason = "a place of at most 2^15")]
    let plaats = ((hash ^ (hash >> 15)) % EMMERS as u64) as u16;
    plaats
}

/// A text as it is compared: small letters, all figures alike, single spaces.
#[must_use]
pub fn gelijk(tekst: &str) -> String {
    let mut uit = String::with_capacity(tekst.len());
    for teken in tekst.chars().take(TEKENS_MAX).flat_map(char::to_lowercase) {
        if teken.is_whitespace() {
            if !uit.ends_with(' ') {
                uit.push(' ');
            }
        } else {
            uit.push(if teken.is_ascii_digit() { '0' } else { teken });
        }
    }
    uit.trim().to_owned()
}

/// The words and signs of a text that was made equal.
fn woorden(gelijk: &str) -> Vec<&str> {
    let mut woorden = Vec::new();
    let mut begin = None;
    for (plaats, teken) in gelijk.char_indices() {
        if teken.is_alphanumeric() || teken == '_' {
            begin.get_or_insert(plaats);
            continue;
        }
        if let Some(eerste) = begin.take() {
            woorden.push(&gelijk[eerste..plaats]);
        }
        if !teken.is_whitespace() {
            woorden.push(&gelijk[plaats..plaats + teken.len_utf8()]);
        }
    }
    woorden.extend(begin.map(|eerste| &gelijk[eerste..]));
    woorden
}

fn elk_eens(mut plaatsen: Vec<u16>) -> Vec<u16> {
    plaatsen.sort_unstable();
    plaatsen.dedup();
    plaatsen
}

/// The pieces of a text.
#[must_use]
pub fn kenmerken(tekst: &str, rondom: Rondom) -> Kenmerken {
    let gelijk = gelijk(tekst);
    let woorden = woorden(&gelijk);
    let (wie, open) = (rondom.wie.id(), rondom.open.id());

    let mut van_tekst = Vec::new();
    let omlijst = format!(" {gelijk} ");
    let grenzen: Vec<usize> = omlijst.char_indices().map(|(plaats, _)| plaats).chain([omlijst.len()]).collect();
    for lengte in REEKS {
        van_tekst.extend(grenzen.windows(lengte + 1).map(|stuk| emmer(b'c', &[&omlijst[stuk[0]..stuk[lengte]]])));
    }
    van_tekst.extend(woorden.iter().map(|woord| emmer(b'w', &[woord])));
    let met_randen: Vec<&str> = [&["^"][..], &woorden, &["$"]].concat();
    van_tekst.extend(met_randen.windows(2).map(|paar| emmer(b'p', paar)));

    let mut samen = Vec::new();
    samen.extend(woorden.iter().map(|woord| emmer(b'o', &[open, woord])));
    samen.extend(woorden.iter().map(|woord| emmer(b'i', &[wie, woord])));
    if woorden.len() <= KORT_WOORDEN_MAX {
        samen.push(emmer(b'h', &[open, &gelijk]));
    }

    let lengte = match woorden.len() {
        0..=3 => woorden.len().to_string(),
        4..=7 => "4".to_owned(),
        8..=15 => "8".to_owned(),
        _ => "16".to_owned(),
    };
    let om = vec![
        emmer(b'R', &[wie]),
        emmer(b'S', &[open]),
        emmer(b'B', &[wie, open]),
        emmer(b'L', &[&lengte]),
        emmer(b'M', &[open, &lengte]),
    ];
    Kenmerken { tekst: elk_eens(van_tekst), samen: elk_eens(samen), rondom: elk_eens(om) }
}

/// The pieces, each with its weight: rare ones weigh more (`zeldzaam`, sixteenths), and a long text weighs as much as a short
/// one.
#[must_use]
pub fn wegen(kenmerken: &Kenmerken, zeldzaam: &[u8]) -> Vec<(u16, i32)> {
    let mut gewogen = Vec::with_capacity(kenmerken.tekst.len() + kenmerken.samen.len() + kenmerken.rondom.len());
    let waarde = |plaats: &u16| i64::from(zeldzaam.get(usize::from(*plaats)).copied().unwrap_or(0));
    let mut deel = |plaatsen: &[u16], eenheid: i64| {
        let lengte: i64 = plaatsen.iter().map(|plaats| waarde(plaats) * waarde(plaats)).sum();
        let lengte = lengte.isqrt().max(1);
        gewogen.extend(plaatsen.iter().map(|plaats| {
            let weegt = waarde(plaats) * eenheid * 2 / lengte;
            (*plaats, i32::try_from((weegt + 1) / 2).unwrap_or(EENHEID))
        }));
    };
    deel(&kenmerken.tekst, i64::from(EENHEID));
    deel(&kenmerken.samen, i64::from(EENHEID) * 3 / 4);
    gewogen.extend(kenmerken.rondom.iter().map(|plaats| (*plaats, EENHEID / 2)));
    gewogen
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vermoeden::wensen::{Open, Wie};

    #[test]
    fn figures_and_spaces_are_made_alike() {
        assert_eq!(gelijk("  ZM-0312\n\tklopt? "), "zm-0000 klopt?");
        assert_eq!(woorden("a-00, ja? 👍"), ["a", "-", "00", ",", "ja", "?", "👍"]);
    }

    #[test]
    fn any_text_has_pieces_within_the_table() {
        let rondom = Rondom { wie: Wie::Politie, open: Open::Niets };
        for tekst in ["", " ", "é👍🏽", "\u{0}", &"a".repeat(5000)] {
            let zeldzaam = vec![16; EMMERS];
            let gewogen = wegen(&kenmerken(tekst, rondom), &zeldzaam);
            assert!(gewogen.iter().all(|(plaats, weegt)| usize::from(*plaats) < EMMERS && (0..=256).contains(weegt)));
        }
    }
}
