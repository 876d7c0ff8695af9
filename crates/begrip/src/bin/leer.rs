//! `cargo run -p begrip --bin leer`: learns the weights from `voorbeelden/leren` and writes them to
//! `src/vermoeden/gewichten.bin`. With `verslag` it prints instead how well they do (`docs/begrip.md`), with `kruis` how well
//! each sixth of the voices of `leren` is understood by what was learned from the others (`kruis regels`: each line, tab-separated), with `zonder oud,boos` it writes weights that
//! know nothing of these voices: for measuring the whole bot on lines that are new to it (never to be committed).

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::ExitCode;

use begrip::spoed::{is_spoed, is_stellig, noemt_levensgevaar};
use begrip::uitdrukkelijk::{Woorden, woorden_voor};
use begrip::vermoeden::leren::leer;
use begrip::vermoeden::voorbeelden::{self, Voorbeeld};
use begrip::vermoeden::{Gewichten, Open, Promille, Rondom, Wens, Wie};
use kern::clock::{Clock as _, SystemClock};

fn main() -> ExitCode {
    let wat = std::env::args().nth(1).unwrap_or_default();
    let gedaan = match wat.as_str() {
        "" => schrijf(""),
        "zonder" => schrijf(&std::env::args().nth(2).unwrap_or_default()),
        "kruis" => kruis(std::env::args().nth(2).as_deref() == Some("regels")),
        "verslag" => verslag(),
        _ => Err("usage: leer [kruis [regels]|verslag|zonder VOICE,VOICE]".to_owned()),
    };
    match gedaan {
        Ok(()) => ExitCode::SUCCESS,
        Err(fout) => {
            eprintln!("{fout}");
            ExitCode::FAILURE
        }
    }
}

fn uit(map: &str) -> Result<Vec<Voorbeeld>, String> {
    voorbeelden::lees(&voorbeelden::map().join(map))
}

fn schrijf(zonder: &str) -> Result<(), String> {
    let pad = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/vermoeden/gewichten.bin");
    let mut voorbeelden = uit("leren")?;
    voorbeelden.retain(|een| !zonder.split(',').any(|stem| stem == een.stem));
    let bestand = leer(&voorbeelden).bestand();
    std::fs::write(&pad, &bestand).map_err(|fout| format!("{}: {fout}", pad.display()))?;
    println!("{} examples, {} bytes: {}", voorbeelden.len(), bestand.len(), pad.display());
    Ok(())
}

/// How well examples are understood.
#[derive(Default)]
struct Uitslag {
    aantal: usize,
    goed: usize,
    bij_eerste_drie: usize,
    /// As sure as half, and how many of those are right.
    zeker: (usize, usize),
    /// The same by hundreds of sureness.
    per_honderd: [(usize, usize); 11],
}

impl Uitslag {
    fn tel(&mut self, gewichten: &Gewichten, een: &Voorbeeld) -> (Wens, Promille) {
        let vermoeden = gewichten.schat(&een.tekst, een.rondom);
        let (eerste, kans) = vermoeden.eerste();
        let goed = eerste == een.wens;
        self.aantal += 1;
        self.goed += usize::from(goed);
        self.bij_eerste_drie += usize::from(vermoeden.iter().take(3).any(|(wens, _)| wens == een.wens));
        if kans >= 500 {
            self.zeker.0 += 1;
            self.zeker.1 += usize::from(goed);
        }
        let honderd = &mut self.per_honderd[usize::from(kans / 100).min(10)];
        honderd.0 += 1;
        honderd.1 += usize::from(goed);
        (eerste, kans)
    }

    fn regel(&self, naam: &str) -> String {
        let deel = |een: usize, van: usize| format!("{:.1}%", 100.0 * een as f64 / van.max(1) as f64);
        format!(
            "| {naam} | {} | {} | {} | {} | {} |",
            self.aantal,
            deel(self.goed, self.aantal),
            deel(self.bij_eerste_drie, self.aantal),
            deel(self.zeker.0, self.aantal),
            deel(self.zeker.1, self.zeker.0),
        )
    }
}

const KOP: &str = "| | lines | right at once | right among three | at least half sure | right where so sure |\n|---|---|---|---|---|---|";

/// The sureness from which the bot follows a wish by itself lies among these (`vermoed/weg.rs`, `vloer/gewoon.rs`).
const DREMPELS: [Promille; 6] = [450, 550, 600, 650, 700, 800];

/// The same of what is said outright.
const GEZEGD: [Promille; 2] = [500, 700];

/// How many were so sure, and how many of them wrong.
type Zeker = (usize, usize);

/// What thresholds are chosen by: each example estimated by what was learned from other voices.
#[derive(Default)]
struct Drempels {
    /// By the wish that was likeliest: from each of [`DREMPELS`], and of those that say it outright from each of [`GEZEGD`].
    per_wens: BTreeMap<Wens, ([Zeker; DREMPELS.len()], [Zeker; GEZEGD.len()])>,
    /// Emergencies at a question: all, heard as an answer to it from 300, heard without the question from 300 and from 500, and
    /// taken for an answer (550, with all that could be one together at 40 or less).
    bij_vraag: [usize; 5],
    /// The same of what citizens say there and is none.
    geen_bij_vraag: [usize; 5],
}

impl Drempels {
    fn tel(&mut self, gewichten: &Gewichten, een: &Voorbeeld) {
        let vermoeden = gewichten.schat(&een.tekst, een.rondom);
        let (eerste, kans) = vermoeden.eerste();
        let fout = usize::from(eerste != een.wens);
        let (zeker, gezegd) = self.per_wens.entry(eerste).or_default();
        let telt = |vakken: &mut [Zeker], vanaf: &[Promille]| {
            for ((aantal, fouten), _) in vakken.iter_mut().zip(vanaf).filter(|(_, vanaf)| kans >= **vanaf) {
                *aantal += 1;
                *fouten += fout;
            }
        };
        telt(zeker, &DREMPELS);
        if woorden_voor(eerste, een.rondom.open, &een.tekst) == Woorden::Zeggen {
            telt(gezegd, &GEZEGD);
        }
        let vraag = matches!(een.rondom.open, Open::Echt | Open::Welkegroep | Open::Aanmelden | Open::Opvolger);
        if vraag && !matches!(een.rondom.wie, Wie::Politie | Wie::Wijkagent) {
            let loopt = matches!(een.rondom.open, Open::Echt | Open::Welkegroep);
            let open = if loopt { Open::Loopt } else { Open::Niets };
            let zonder = gewichten.schat(&een.tekst, Rondom { open, ..een.rondom }).kans(Wens::Spoed);
            let gevonden = [
                true,
                vermoeden.kans(Wens::Spoed) >= 300,
                zonder >= 300,
                zonder >= 500,
                kans >= 550 && vermoeden.nood() <= 40,
            ];
            let hier = if een.wens == Wens::Spoed { &mut self.bij_vraag } else { &mut self.geen_bij_vraag };
            hier.iter_mut().zip(gevonden).for_each(|(aantal, gevonden)| *aantal += usize::from(gevonden));
        }
    }

    fn toon(&self) {
        let kop: Vec<String> = DREMPELS.iter().map(|vanaf| format!("from {vanaf}")).collect();
        let gezegd: Vec<String> = GEZEGD.iter().map(|vanaf| format!("said outright, from {vanaf}")).collect();
        println!("\n| intent (wrong / as sure) | {} | {} |", kop.join(" | "), gezegd.join(" | "));
        println!("|---|{}", "---|".repeat(DREMPELS.len() + GEZEGD.len()));
        for (wens, (zeker, gezegd)) in &self.per_wens {
            let cel = |(aantal, fouten): &Zeker| format!("{fouten} / {aantal}");
            let cellen: Vec<String> = zeker.iter().chain(gezegd).map(cel).collect();
            println!("| `{}` | {} |", wens.id(), cellen.join(" | "));
        }
        println!(
            "\n| at a question | lines | heard as an answer | without the question, from 300 | from 500 | taken for an answer |"
        );
        println!("|---|---|---|---|---|---|");
        for (wat, geteld) in [("emergencies", &self.bij_vraag), ("all others", &self.geen_bij_vraag)] {
            println!("| {wat} | {} |", geteld.map(|een| een.to_string()).join(" | "));
        }
    }
}

/// The voices go into so many groups, each understood by what was learned from the other groups.
const GROEPEN: usize = 6;

fn kruis(regels: bool) -> Result<(), String> {
    let alle = uit("leren")?;
    let stemmen: Vec<&str> = alle.iter().map(|een| een.stem.as_str()).collect::<BTreeSet<_>>().into_iter().collect();
    let (mut samen, mut drempels, mut per_stem) = (Uitslag::default(), Drempels::default(), BTreeMap::new());
    for groep in 0..GROEPEN {
        let hier: BTreeSet<&str> = stemmen.iter().skip(groep).step_by(GROEPEN).copied().collect();
        let (toets, leren): (Vec<_>, Vec<_>) = alle.iter().cloned().partition(|een| hier.contains(een.stem.as_str()));
        let gewichten = leer(&leren);
        for een in &toets {
            per_stem.entry(een.stem.clone()).or_insert_with(Uitslag::default).tel(&gewichten, een);
            samen.tel(&gewichten, een);
            drempels.tel(&gewichten, een);
            if regels {
                println!("{}", regel(&gewichten, een));
            }
        }
    }
    if !regels {
        println!("{KOP}");
        per_stem.iter().for_each(|(stem, uitslag)| println!("{}", uitslag.regel(stem)));
        println!("{}", samen.regel("all"));
        drempels.toon();
    }
    Ok(())
}

/// One example with the three likeliest wishes, how likely it is that somebody has to hear of it, how likely an emergency is, here and
/// with nothing standing open, whether a rule hears one (`stellig`: in words that mean nothing else, `leven`: in words of a life in danger), and how far its words go for the
/// likeliest.
fn regel(gewichten: &Gewichten, een: &Voorbeeld) -> String {
    let vermoeden = gewichten.schat(&een.tekst, een.rondom);
    let drie: Vec<String> = vermoeden.iter().take(3).map(|(wens, kans)| format!("{}\t{kans}", wens.id())).collect();
    let nood = vermoeden.nood();
    let (wie, open, tekst) = (een.rondom.wie.id(), een.rondom.open.id(), een.tekst.replace(['\n', '\t'], " "));
    let loopt = matches!(een.rondom.open, Open::Loopt | Open::Echt | Open::Welkegroep);
    let kaal = if loopt { Open::Loopt } else { Open::Niets };
    let zonder = gewichten.schat(&een.tekst, Rondom { open: kaal, ..een.rondom }).kans(Wens::Spoed);
    let hoort = match () {
        () if !is_spoed(&een.tekst, loopt) => "nee",
        () if noemt_levensgevaar(&een.tekst) => "leven",
        () if is_stellig(&een.tekst) => "stellig",
        () => "regel",
    };
    format!(
        "{}\t{wie}\t{open}\t{}\t{}\t{nood}\t{}\t{zonder}\t{hoort}\t{:?}\t{tekst}",
        een.stem,
        een.wens.id(),
        drie.join("\t"),
        vermoeden.kans(Wens::Spoed),
        woorden_voor(vermoeden.eerste().0, een.rondom.open, &een.tekst)
    )
}

fn verslag() -> Result<(), String> {
    let (leren, toets) = (uit("leren")?, uit("toets")?);
    let gewichten = leer(&leren);
    println!("{KOP}");
    let mut per_stem: BTreeMap<&str, Uitslag> = BTreeMap::new();
    let mut per_wens: BTreeMap<Wens, (Uitslag, BTreeMap<Wens, usize>)> = BTreeMap::new();
    let mut samen = Uitslag::default();
    for een in &toets {
        samen.tel(&gewichten, een);
        per_stem.entry(&een.stem).or_default().tel(&gewichten, een);
        let (uitslag, verward) = per_wens.entry(een.wens).or_default();
        let (eerste, _) = uitslag.tel(&gewichten, een);
        if eerste != een.wens {
            *verward.entry(eerste).or_default() += 1;
        }
    }
    for (stem, uitslag) in &per_stem {
        println!("{}", uitslag.regel(stem));
    }
    println!("{}\n", samen.regel("all"));

    println!("| intent | lines | right at once | right among three | taken for |\n|---|---|---|---|---|");
    for (wens, (uitslag, verward)) in &per_wens {
        let mut verward: Vec<_> = verward.iter().collect();
        verward.sort_by_key(|(_, aantal)| std::cmp::Reverse(**aantal));
        let vaakst: Vec<String> =
            verward.iter().take(3).map(|(wens, aantal)| format!("{} ({aantal})", wens.id())).collect();
        let (aantal, goed, drie) = (uitslag.aantal, uitslag.goed, uitslag.bij_eerste_drie);
        println!("| `{}` | {aantal} | {goed} | {drie} | {} |", wens.id(), vaakst.join(", "));
    }

    println!("\n| sureness, of a thousand | lines | right |\n|---|---|---|");
    for (honderd, (aantal, goed)) in samen.per_honderd.iter().enumerate().filter(|(_, (aantal, _))| *aantal > 0) {
        println!("| from {} | {aantal} | {goed} |", 100 * honderd);
    }

    println!(
        "\n| emergency from, of a thousand | heard, of those that are one | heard, of all others |\n|---|---|---|"
    );
    let geen_politie = |een: &&Voorbeeld| !matches!(een.rondom.wie, Wie::Politie | Wie::Wijkagent);
    let nood = |een: &Voorbeeld| gewichten.schat(&een.tekst, een.rondom).kans(Wens::Spoed);
    for vanaf in [100, 150, 200, 300, 400] {
        let tel = |is_nood: bool| {
            let deze = toets.iter().filter(geen_politie).filter(|een| (een.wens == Wens::Spoed) == is_nood);
            let (gehoord, stil): (Vec<_>, Vec<_>) = deze.partition(|een| nood(een) >= vanaf);
            format!("{} of {}", gehoord.len(), gehoord.len() + stil.len())
        };
        println!("| {vanaf} | {} | {} |", tel(true), tel(false));
    }

    // The clock counts milliseconds: of a thousand times the same one, they are the microseconds of one.
    let klok = SystemClock::new();
    let mut duur: Vec<i64> = toets
        .iter()
        .map(|een| {
            let begin_ms = klok.monotonic_ms();
            for _ in 0..1_000 {
                std::hint::black_box(gewichten.schat(&een.tekst, een.rondom));
            }
            klok.monotonic_ms() - begin_ms
        })
        .collect();
    duur.sort_unstable();
    println!(
        "\nOne estimate: {} µs half of the time, {} µs at p99.",
        duur[duur.len() / 2],
        duur[duur.len() * 99 / 100]
    );

    println!("\n| trained on | right at once | right among three |\n|---|---|---|");
    for deel in [8, 4, 2, 1] {
        let minder: Vec<Voorbeeld> = leren.iter().step_by(deel).cloned().collect();
        let gewichten = leer(&minder);
        let mut uitslag = Uitslag::default();
        for een in &toets {
            uitslag.tel(&gewichten, een);
        }
        let procent = |een: usize| 100.0 * een as f64 / uitslag.aantal.max(1) as f64;
        let (goed, drie) = (procent(uitslag.goed), procent(uitslag.bij_eerste_drie));
        println!("| {} | {goed:.1}% | {drie:.1}% |", minder.len());
    }
    Ok(())
}
