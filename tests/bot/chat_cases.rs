//! Chat messages as people type them, each with what the bot must make of it (`../shared/chat-cases`, README).
//!
//! Owns running the cases and telling what differs: each case has a scene of its own on a real database, its text
//! goes through webhook and dispatcher, and what `verstaan` says is compared with the case and with what really
//! happened. Setting up what is true before is `opstelling`'s, comparing `vergelijking`'s.
//!
//! `tests/chat-cases.jsonl` holds cases of our own, for everybody. Those of `../shared/chat-cases` are required
//! where `../shared` is there. Further files can be named in `CHAT_CASES`, with `:` or `,` between them.

pub mod opstelling;
mod vergelijking;

use std::path::{Path, PathBuf};

use futures::StreamExt as _;
use serde::Deserialize;
use serde_json::Value;

use opstelling::Toestand;
use vergelijking::Verwacht;

/// Cases that run at the same time.
const AT_ONCE: usize = 4;

/// One message with what is true before it and what is expected of it.
#[derive(Debug, Clone, Deserialize)]
pub struct Geval {
    pub id: String,
    pub role: String,
    #[serde(default)]
    pub state: Value,
    pub text: String,
    pub expect: Verwacht,
}

/// What became of the cases of one file.
struct Uitslag {
    bestand: String,
    gevallen: usize,
    verschillen: Vec<(String, Vec<String>)>,
}

impl Uitslag {
    /// The line that sums it up.
    fn regel(&self) -> String {
        let goed = self.gevallen - self.verschillen.len();
        format!("chat cases {}: {goed} of {} as expected", self.bestand, self.gevallen)
    }
}

/// The cases of a file, one a line; empty lines and lines that begin with `#` are none.
fn lees(pad: &Path) -> Vec<Geval> {
    let tekst = std::fs::read_to_string(pad).unwrap_or_else(|fout| panic!("chat cases {}: {fout}", pad.display()));
    let regels = tekst.lines().enumerate().filter(|(_, regel)| !regel.trim().is_empty() && !regel.starts_with('#'));
    let gevallen = regels.map(|(nummer, regel)| {
        serde_json::from_str(regel).unwrap_or_else(|fout| panic!("{}:{}: {fout}", pad.display(), nummer + 1))
    });
    gevallen.collect()
}

/// The files to run: our own, the shared one where there is a shared folder, and those of `CHAT_CASES`.
fn bestanden() -> Vec<PathBuf> {
    let hier = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut bestanden = vec![hier.join("tests/chat-cases.jsonl")];
    if hier.join("../shared").is_dir() {
        bestanden.push(hier.join("../shared/chat-cases/cases.jsonl"));
    } else {
        println!("chat cases: no ../shared here, so only those of our own and of CHAT_CASES run");
    }
    let genoemd = std::env::var("CHAT_CASES").unwrap_or_default();
    bestanden.extend(genoemd.split([':', ',']).map(str::trim).filter(|naam| !naam.is_empty()).map(PathBuf::from));
    bestanden
}

/// Runs one case; answers a line for each field that differs.
async fn probeer(geval: Geval) -> Vec<String> {
    let toestand = match Toestand::lees(&geval.state) {
        Ok(toestand) => toestand,
        Err(fout) => return vec![vergelijking::regel(&geval.id, "state", "one that can be set up", &fout)],
    };
    let mut opgesteld = Box::pin(opstelling::stel_op(&geval.role, toestand)).await;
    // Whatever is due anyhow happens before: it is nothing that the text brings about.
    opgesteld.scene.settle().await;
    let voor = vergelijking::Peiling::neem(&mut opgesteld).await;
    opgesteld.zeg(&geval.text).await;
    let verstaan = opgesteld.scene.stage.verstaan().unwrap_or_default();
    let mut verschillen = vergelijking::verschillen(&geval.id, &geval.expect, &verstaan);
    let na = vergelijking::Peiling::neem(&mut opgesteld).await;
    verschillen.extend(vergelijking::loze_beweringen(&geval.id, &verstaan, &voor, &na));
    verschillen.extend(
        opgesteld.zonder_plaats.iter().map(|wat| vergelijking::regel(&geval.id, "state", wat, "no place to keep it")),
    );
    verschillen
}

fn op_eigen_draad(geval: Geval) -> Vec<String> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(probeer(geval))
}

/// Runs the cases of a file, several at once; a case that panics is one that differs.
async fn draai(pad: &Path, gevallen: Vec<Geval>) -> Uitslag {
    let aantal = gevallen.len();
    let uitkomsten = futures::stream::iter(gevallen).map(|geval| async move {
        let id = geval.id.clone();
        // A thread and a runtime of its own: nothing of one case can reach another.
        let verschillen = match tokio::task::spawn_blocking(|| op_eigen_draad(geval)).await {
            Ok(verschillen) => verschillen,
            Err(_) => vec![vergelijking::regel(&id, "run", "an end", "a panic, shown above")],
        };
        (id, verschillen)
    });
    let verschillen =
        uitkomsten.buffered(AT_ONCE).filter(|(_, verschillen)| std::future::ready(!verschillen.is_empty()));
    Uitslag { bestand: pad.display().to_string(), gevallen: aantal, verschillen: verschillen.collect().await }
}

#[tokio::test]
async fn chat_cases() {
    let mut uitslagen = Vec::new();
    for pad in bestanden() {
        let gevallen = lees(&pad);
        assert!(!gevallen.is_empty(), "{} holds no cases", pad.display());
        let uitslag = Box::pin(draai(&pad, gevallen)).await;
        for regel in uitslag.verschillen.iter().flat_map(|(_, regels)| regels) {
            println!("{regel}");
        }
        println!("{}", uitslag.regel());
        uitslagen.push(uitslag);
    }
    let regels: Vec<String> = uitslagen.iter().map(Uitslag::regel).collect();
    assert!(uitslagen.iter().all(|uitslag| uitslag.verschillen.is_empty()), "\n{}", regels.join("\n"));
}

#[test]
fn chat_cases_have_names_of_their_own() {
    let gevallen = lees(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/chat-cases.jsonl"));
    let mut namen: Vec<String> = gevallen.into_iter().map(|geval| geval.id).collect();
    namen.sort();
    let dubbel: Vec<&String> = namen.windows(2).filter(|paar| paar[0] == paar[1]).map(|paar| &paar[0]).collect();
    assert!(dubbel.is_empty(), "{dubbel:?}");
}
