//! The officer's own words: what an alert says was typed, and what somebody typed of whom to look out for is said or told.
//!
//! Over every recorded line of police, and over 100,000 texts put together of pieces of them. Invariants: nothing is added but
//! shorthand written out and the words of the fixed form; no word that describes somebody disappears unsaid; what people look
//! like stands in the order in which it was typed.

use std::collections::{BTreeMap, BTreeSet};

use super::{Gelezen, lees};
use crate::lijst::MELDING;
use crate::vermoeden::voorbeelden;
use crate::woorden::woorden;
use kern::domain::wijk::{GemeenteId, Gemeenten};

/// Words of the fixed form, and what a word is made into that was typed in another form ("2 man" are men, "zw" is black).
const VORM: &str = "richting via jaar mogelijk wapen en met mannen man vrouwen personen verdachten jongens meisjes daders kinderen onbekende zwarte \
                    witte blauwe grijze auto tas fiets";

/// Texts of pieces, from the recorded ones.
const SAMENGESTELD: usize = 100_000;

fn is_vorm(norm: &str) -> bool {
    VORM.split(' ').any(|vorm| vorm == norm)
}

fn normen(tekst: &str) -> Vec<String> {
    woorden(tekst).into_iter().map(|woord| woord.norm).collect()
}

fn velden(gelezen: &Gelezen) -> Vec<&str> {
    let deel = &gelezen.onderdelen;
    let los =
        [&deel.straat, &deel.object, &deel.voertuig, &deel.kenteken, &deel.vervoer, &deel.vluchtrichting, &deel.wapen];
    los.into_iter().chain([&deel.buit]).flatten().map(String::as_str).chain([deel.signalement.as_str()]).collect()
}

/// Whether a word tells what somebody or something looks like.
fn beschrijft(norm: &str) -> bool {
    MELDING.kleding.lijst.contains(norm) || MELDING.is_kleur(norm) || MELDING.voertuigen.gewoon.contains(norm)
}

/// What is wrong with how a text was read.
fn gebreken(getypt: &str, gelezen: &Gelezen, namen: &BTreeSet<String>) -> Vec<String> {
    let typte = normen(getypt);
    let voluit = || gelezen.uitgeschreven.iter().flat_map(|(kort, lang)| normen(kort).into_iter().chain(normen(lang)));
    let bekend: BTreeSet<String> = typte.iter().cloned().chain(voluit()).collect();
    let geteld = |norm: &str| norm.bytes().all(|teken| teken.is_ascii_digit());
    let mut gebreken = Vec::new();
    let staat: BTreeSet<String> = velden(gelezen).into_iter().flat_map(normen).collect();
    // "Ri. snackbar" and "5jr" are one word where they were typed and two where they stand.
    let aaneen: String = typte.concat();
    for norm in &staat {
        let los_getal = geteld(norm) && aaneen.contains(norm.as_str());
        if !bekend.contains(norm) && !is_vorm(norm) && !namen.contains(norm) && !los_getal {
            gebreken.push(format!("'{norm}' was not typed"));
        }
    }
    // What was taken out, with its words around it, is told in the preview; a text that is none of an alert makes none.
    if gelezen.bevindingen.is_empty() && !gelezen.buiten {
        let binnen = gelezen.binnen.iter().map(|(_, getypt)| getypt);
        let verteld =
            gelezen.weggelaten.iter().chain(&gelezen.opdrachten).chain(&gelezen.onderdelen.later).chain(binnen);
        let gezegd: BTreeSet<String> = verteld.flat_map(|stuk| normen(stuk)).chain(voluit()).collect();
        let weg = typte.iter().filter(|norm| beschrijft(norm) && !staat.contains(*norm) && !gezegd.contains(*norm));
        // The word for what was stolen, or where, is the kind: "auto-inbraak", "fietsendief".
        let weg = weg.filter(|norm| {
            !MELDING.soorten.values().any(|soort| soort.iter().any(|naam| naam.contains(norm.as_str())))
        });
        gebreken.extend(weg.map(|norm| format!("'{norm}' is gone")));
    }
    // A word that was written out, and may stand elsewhere as it was typed, has no place of its own.
    let uitgeschreven: BTreeSet<String> = voluit().collect();
    let eigen = |norm: &String| !is_vorm(norm) && !uitgeschreven.contains(norm) && !geteld(norm);
    let eenmaal = |norm: &String| eigen(norm) && typte.iter().filter(|ander| *ander == norm).count() == 1;
    let plekken = normen(&gelezen.onderdelen.signalement).into_iter().filter(|norm| eenmaal(norm));
    let plekken: Vec<usize> = plekken.filter_map(|norm| typte.iter().position(|ander| *ander == norm)).collect();
    if plekken.windows(2).any(|paar| paar[0] > paar[1]) {
        gebreken.push(format!("another order: {}", gelezen.onderdelen.signalement));
    }
    gebreken
}

struct Proef {
    gemeenten: Gemeenten,
    namen: BTreeSet<String>,
    /// How often each thing was wrong, and where first.
    gebreken: BTreeMap<String, (usize, String)>,
}

impl Proef {
    fn nieuw() -> Self {
        let gemeenten = kern::gemeenten::load(None).unwrap_or_else(|fout| panic!("{fout:#}"));
        let wijken = gemeenten.iter().flat_map(|gemeente| &gemeente.wijken);
        let namen =
            wijken.flat_map(|wijk| std::iter::once(&wijk.naam).chain(&wijk.aliassen)).flat_map(|naam| normen(naam));
        let namen = namen.collect();
        Self { gemeenten, namen, gebreken: BTreeMap::new() }
    }

    fn lees(&mut self, tekst: &str) {
        let mag: Vec<&GemeenteId> = self.gemeenten.iter().map(|gemeente| &gemeente.id).collect();
        let gelezen = lees(tekst, &self.gemeenten, &mag);
        for gebrek in gebreken(tekst, &gelezen, &self.namen) {
            self.gebreken
                .entry(gebrek)
                .or_insert_with(|| (0, format!("{tekst}\n    {}", velden(&gelezen).join(" | "))))
                .0 += 1;
        }
    }

    fn assert_geen(self) {
        let mut regels: Vec<_> = self.gebreken.into_iter().collect();
        regels.sort_by_key(|(_, (hoe_vaak, _))| std::cmp::Reverse(*hoe_vaak));
        let regels: Vec<String> =
            regels.iter().take(60).map(|(gebrek, (hoe_vaak, waar))| format!("{hoe_vaak} × {gebrek}: {waar}")).collect();
        assert!(regels.is_empty(), "{}", regels.join("\n"));
    }
}

/// What police typed of an alert, and of what changes in one.
fn teksten() -> Vec<String> {
    let voorbeelden = voorbeelden::lees(&voorbeelden::map().join("leren")).unwrap_or_else(|fout| panic!("{fout}"));
    let meldingen = voorbeelden.into_iter().filter(|een| een.wens.id() == "melding.nieuw" && !een.tekst.is_empty());
    meldingen.map(|een| een.tekst).collect()
}

#[test]
fn an_alert_says_what_was_typed() {
    let mut proef = Proef::nieuw();
    for tekst in teksten() {
        proef.lees(&tekst);
    }
    proef.assert_geen();
}

#[test]
fn and_so_do_a_hundred_thousand_texts_put_together() {
    let stukken: Vec<String> = teksten()
        .iter()
        .flat_map(|tekst| tekst.split([',', '.', ';', '\n']).map(|stuk| stuk.trim().to_owned()).collect::<Vec<_>>())
        .filter(|stuk| !stuk.is_empty())
        .collect();
    let mut proef = Proef::nieuw();
    // A plain generator, so that each run reads the same.
    let mut staat = 0x9e37_79b9_7f4a_7c15_u64;
    let mut volgend = |most: usize| {
        staat = staat.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((staat >> 33) % most as u64).unwrap_or_default()
    };
    for _ in 0..SAMENGESTELD {
        let hoeveel = 1 + volgend(4);
        let gekozen: Vec<&str> = (0..hoeveel).map(|_| stukken[volgend(stukken.len())].as_str()).collect();
        proef.lees(&gekozen.join([", ", " ", ". "][volgend(3)]));
    }
    proef.assert_geen();
}
