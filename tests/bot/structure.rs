//! The house keeps its shape: what lies below never looks up, and no files go round in a circle.
//!
//! Owns the order of crates and wings, as data; `structure/` reads the text of the tree: what is written there,
//! tests excepted, so that it fails with file and line.
//! Invariant: there is no list of exceptions.

mod arrows;
mod lex;
mod size;
mod tree;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use self::arrows::{Arrows, Used};
use self::tree::Tree;

/// Crates from the bottom up, with their root: each may use those before it.
const ORDER: [(&str, &str); 5] = [
    ("kern", "crates/kern/src/lib.rs"),
    ("cloud", "crates/cloud/src/lib.rs"),
    ("begrip", "crates/begrip/src/lib.rs"),
    ("store", "crates/store/src/lib.rs"),
    ("heterdaad", "src/lib.rs"),
];

/// Crates that use nothing of ours, so that each proves the other; the program uses them.
const ALONE: [(&str, &str); 1] = [("simulator", "crates/simulator/src/lib.rs")];

/// The wings of the bot from the top down, as folders under [`BOT`]: each may use those below it, and those beside it.
const WINGS: [&[&str]; 6] =
    [&["route"], &["mensen", "politie"], &["groep", "bedrijf"], &["melding"], &["besluit"], &["vloer"]];

/// Where the bot stands.
const BOT: [&str; 1] = ["src/bot"];

/// What is looked at for circles and wings. (`src` is the program without its bot, `src/bot` all of it.)
const CHECKED: [&str; 7] = ["kern", "cloud", "begrip", "store", "simulator", "src", "src/bot"];

/// Lines of code in a file, and lines in a function.
const FILE_LINES_MAX: usize = 400;
const FUNCTION_LINES_MAX: usize = 70;

/// Where the tree stands.
fn home() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn names() -> Vec<&'static str> {
    ORDER.iter().chain(&ALONE).map(|(name, _)| *name).collect()
}

/// What the files of a crate use, with paths from the top of the tree.
fn read(root: &str) -> Used {
    arrows::used(&Tree::read(&home().join(root), &names()), home())
}

/// Whether a crate may use another.
fn may_use(user: &str, used: &str) -> bool {
    let height = |name: &str| ORDER.iter().position(|(own, _)| *own == name);
    match (height(user), height(used)) {
        (Some(user), Some(used)) => used < user,
        (Some(user), None) => user == ORDER.len() - 1,
        (None, _) => false,
    }
}

/// The uses of crates that lie above, as `file:line`.
fn upward(name: &str, used: &Used) -> Vec<String> {
    let wrong = used.crates.iter().filter(|(.., used)| !may_use(name, used));
    wrong.map(|(file, line, used)| format!("{}:{line}: {name} looks up to {used}", file.display())).collect()
}

/// The circles among files, as `file:line` of each arrow.
fn circles(arrows: &Arrows) -> Vec<String> {
    let shown =
        |(from, line, to): (PathBuf, usize, PathBuf)| format!("  {}:{line} -> {}", from.display(), to.display());
    let knots = arrows::knots(arrows);
    let circle = |knot| arrows::circle(arrows, knot).into_iter().map(shown).collect::<Vec<_>>().join("\n");
    knots
        .iter()
        .map(|knot| format!("{} files reach each other; the shortest way:\n{}", knot.len(), circle(knot)))
        .collect()
}

/// How low a file of the bot lies; `None`: it lies in no wing.
fn depth(file: &Path) -> Option<usize> {
    let inside = BOT.iter().find_map(|folder| file.strip_prefix(folder).ok())?;
    let wing = inside.iter().next().map(Path::new)?.file_stem()?;
    WINGS.iter().position(|beside| beside.iter().any(|name| *name == wing))
}

/// The uses of wings that lie above, as `file:line`.
fn upward_in_the_bot(arrows: &Arrows) -> Vec<String> {
    let mut wrong = Vec::new();
    for (from, to) in arrows {
        for (to, line) in to {
            if let (Some(own), Some(other)) = (depth(from), depth(to))
                && other < own
            {
                wrong.push(format!("{}:{line}: looks up to {}", from.display(), to.display()));
            }
        }
    }
    wrong
}

/// The arrows of each part that is looked at.
fn parts() -> BTreeMap<&'static str, Arrows> {
    let mut parts = BTreeMap::new();
    for (name, root) in ORDER.iter().chain(&ALONE) {
        let arrows = read(root).files;
        if *name == "heterdaad" {
            let in_the_bot = |file: &Path| file.starts_with("src/bot") || file == Path::new("src/bot.rs");
            let mut without = arrows.clone();
            without.retain(|file, _| !in_the_bot(file));
            without.values_mut().for_each(|to| to.retain(|file, _| !in_the_bot(file)));
            parts.insert("src", without);
            parts.insert("src/bot", arrows);
        } else {
            parts.insert(*name, arrows);
        }
    }
    parts
}

fn none(wrong: &[String]) {
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn a_crate_uses_what_lies_below_it_only() {
    let wrong: Vec<String> = ORDER.iter().chain(&ALONE).flat_map(|(name, root)| upward(name, &read(root))).collect();
    none(&wrong);
}

/// What is not in the manifest cannot be used: a crate does not even name one above it there.
#[test]
fn the_manifest_of_a_crate_names_what_lies_below_it_only() {
    let mut wrong = Vec::new();
    for entry in fs::read_dir(home().join("crates")).unwrap() {
        let folder = entry.unwrap().path();
        let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
        assert!(names().contains(&name.as_str()), "{name} stands in no order of crates");
        let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap();
        for (line, at) in manifest.lines().zip(1..) {
            let used = line.split_once('=').map(|(used, _)| used.trim()).unwrap_or_default();
            let used = used.trim_end_matches(".workspace");
            if names().contains(&used) && !may_use(&name, used) {
                wrong.push(format!("crates/{name}/Cargo.toml:{at}: {name} looks up to {used}"));
            }
        }
    }
    none(&wrong);
}

#[test]
fn no_files_of_a_crate_go_round_in_a_circle() {
    let parts = parts();
    let wrong: Vec<String> = CHECKED.iter().flat_map(|part| circles(&parts[part])).collect();
    none(&wrong);
}

#[test]
fn a_wing_uses_what_lies_below_it_only() {
    let parts = parts();
    let wrong: Vec<String> = CHECKED.iter().flat_map(|part| upward_in_the_bot(&parts[part])).collect();
    none(&wrong);
}

/// What is too long in these files and does not say why, as `file:line`.
fn too_long<'a>(files: impl Iterator<Item = &'a Path>) -> Vec<String> {
    let mut wrong = Vec::new();
    for file in files {
        let size = size::size(&home().join(file));
        if size.code > FILE_LINES_MAX && !size.head.contains("400 lines") {
            wrong.push(format!("{}:1: {} lines of code", file.display(), size.code));
        }
        let long =
            |function: &&size::Function| function.lines > FUNCTION_LINES_MAX && !function.about.contains("table");
        for function in size.functions.iter().filter(long) {
            let size::Function { line, name, lines, .. } = function;
            wrong.push(format!("{}:{line}: {name} has {lines} lines", file.display()));
        }
    }
    wrong
}

#[test]
fn what_is_long_says_why() {
    let wrong: Vec<String> = ORDER
        .iter()
        .chain(&ALONE)
        .flat_map(|(_, root)| {
            let tree = Tree::read(&home().join(root), &names());
            let files: BTreeSet<PathBuf> = tree.modules.into_iter().map(|module| module.file).collect();
            too_long(files.iter().map(|file| file.strip_prefix(home()).unwrap()))
        })
        .collect();
    none(&wrong);
}

#[test]
fn a_long_file_and_a_long_function_are_found_but_no_table_and_no_test() {
    let (line, quiet) = ("    a();\n", "    // a comment\n\n");
    let table = format!("const T: [u8; 500] = [\n{}];\n", "    1,\n".repeat(500));
    let tests = format!("#[cfg(test)]\nmod tests {{\n    fn t() {{\n{}    }}\n}}\n", line.repeat(500));
    let shorts: String = (0..80).map(|at| format!("fn f{at}() {{\n{}{quiet}}}\n", line.repeat(3))).collect();
    let long = |about: &str| format!("{about}fn long() {{\n{}}}\n", line.repeat(69));
    let found = |text: String| {
        let (folder, _) = small(&[("src/lib.rs", &text)]);
        too_long([folder.path().join("src/lib.rs").as_path()].into_iter())
            .into_iter()
            .map(|wrong| wrong.rsplit("lib.rs:").next().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(found(format!("{table}{tests}{shorts}")), [""; 0]);
    assert_eq!(found(format!("{shorts}{}", long(""))), ["1: 471 lines of code", "561: long has 71 lines"]);
    let excused = format!("//! More than 400 lines, for it is one list.\n{shorts}{}", long("/// A table.\n"));
    assert_eq!(found(excused), [""; 0]);
}

/// A tree of a few files, to see the checks fail.
fn small(files: &[(&str, &str)]) -> (tempfile::TempDir, Used) {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let file = folder.path().join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    let used = arrows::used(&Tree::read(&folder.path().join(files[0].0), &names()), folder.path());
    (folder, used)
}

#[test]
fn a_look_upward_is_found_wherever_it_is_written() {
    let text = "use kern::{clock, domain as d};\nfn a() { let _ = ::heterdaad::texts::x(); }\n\
                /// See [`begrip::x`].\nfn b() { say!(\"begrip::x\", simulator::y); }\n\
                #[cfg(test)]\nmod tests { use begrip::z; }\nuse {std::fmt, begrip as words};\n";
    let (_folder, used) = small(&[("src/lib.rs", text)]);
    assert_eq!(
        upward("cloud", &used),
        [
            "src/lib.rs:2: cloud looks up to heterdaad",
            "src/lib.rs:4: cloud looks up to simulator",
            "src/lib.rs:7: cloud looks up to begrip"
        ]
    );
    assert_eq!(upward("simulator", &used).len(), 4, "it stands alone");
}

#[test]
fn a_circle_is_found_through_whatever_passes_a_name_on() {
    // `one` and `two` use each other through the names that the root passes on; `three` only takes from them.
    let files = [
        ("src/lib.rs", "mod one;\nmod three;\nmod two;\npub use one::First;\npub use two as second;\n"),
        ("src/one.rs", "use super::second;\npub struct First;\nfn a() { second::b() }\n"),
        ("src/two.rs", "pub fn b() { let _: crate::First; }\n"),
        ("src/three.rs", "use crate::{First, two::*};\nfn c() { b() }\n"),
    ];
    let (_folder, used) = small(&files);
    let found = circles(&used.files);
    assert_eq!(
        found,
        ["2 files reach each other; the shortest way:\n  src/one.rs:3 -> src/two.rs\n  src/two.rs:1 -> src/one.rs"]
    );
    assert_eq!(used.files[Path::new("src/three.rs")].len(), 2, "the glob leads to what it brought");
}

#[test]
fn a_parent_that_uses_its_child_and_is_used_by_it_is_a_circle() {
    let child = ("src/a/b.rs", "use super::Own;\npub fn b(_: Own) {}\n");
    let declares = [("src/lib.rs", "mod a;\n"), ("src/a.rs", "mod b;\npub use b::b;\npub struct Own;\n"), child];
    let uses = [("src/lib.rs", "mod a;\n"), ("src/a.rs", "mod b;\nuse self::b::b as c;\npub struct Own;\n"), child];
    let (_folder, used) = small(&declares);
    assert_eq!(circles(&used.files), [""; 0]);
    let (_folder, used) = small(&uses);
    assert_eq!(circles(&used.files).len(), 1);
}

#[test]
fn a_wing_that_looks_up_is_found() {
    let files = [
        ("src/lib.rs", "pub mod bot;\n"),
        ("src/bot.rs", "pub mod vloer;\npub mod route;\npub mod said;\n"),
        ("src/bot/vloer.rs", "pub mod algemeen;\n"),
        ("src/bot/vloer/algemeen.rs", "use crate::bot::said::Said;\nfn a() { crate::bot::route::b() }\n"),
        ("src/bot/route.rs", "use super::said;\npub fn b() -> said::Said {}\n"),
        ("src/bot/said.rs", "pub struct Said;\n"),
    ];
    let (_folder, used) = small(&files);
    assert_eq!(upward_in_the_bot(&used.files), ["src/bot/vloer/algemeen.rs:2: looks up to src/bot/route.rs"]);
}
