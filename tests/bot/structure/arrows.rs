//! Which file of a crate uses which, which other crates it uses, and the circles in that.
//!
//! An arrow leads to the file that *defines* what is used. A module that declares its children or passes their names on
//! (`pub use`) does not use them.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::{Path, PathBuf};

use super::tree::{Named, Place, Tree};

/// The arrows from files to files, each with the first line that makes it.
pub type Arrows = BTreeMap<PathBuf, BTreeMap<PathBuf, usize>>;

/// What the files of a crate use.
#[derive(Debug, Default)]
pub struct Used {
    /// Files of the same crate.
    pub files: Arrows,
    /// Other crates of ours: file, line, name.
    pub crates: BTreeSet<(PathBuf, usize, String)>,
}

/// What the files of a crate use, their paths seen from `home`.
pub fn used(tree: &Tree, home: &Path) -> Used {
    let mut used = Used::default();
    let named = |file: &Path| file.strip_prefix(home).unwrap_or(file).to_owned();
    for (id, module) in tree.modules.iter().enumerate() {
        let mut to = |path: &Named, passed_on: bool| match tree.resolve(id, path) {
            Some(Place::Crate(name)) => {
                used.crates.insert((named(&module.file), path.line, name));
            }
            Some(Place::Item(target)) if tree.modules[target].file != module.file => {
                if !(passed_on && tree.is_inside(target, id)) {
                    let arrows = used.files.entry(named(&module.file)).or_default();
                    let line = arrows.entry(named(&tree.modules[target].file)).or_insert(path.line);
                    *line = path.line.min(*line);
                }
            }
            // Naming a module is not using it: what is named through it counts.
            Some(Place::Item(_) | Place::Module(_)) | None => {}
        };
        for import in &module.imports {
            to(&import.path, import.public);
            if import.alias == "*" && !import.public {
                for (word, line) in &module.words {
                    let mut segments = import.path.segments.clone();
                    segments.push(word.clone());
                    if is_there(tree, id, &import.path, word) {
                        to(&Named { segments, line: *line }, false);
                    }
                }
            }
        }
        for path in &module.paths {
            to(path, false);
        }
    }
    used
}

/// Whether a module of ours, whose names are all imported, has this one.
fn is_there(tree: &Tree, module: usize, path: &Named, word: &str) -> bool {
    match tree.resolve(module, path) {
        Some(Place::Module(target)) => tree.knows(target, word),
        _ => false,
    }
}

/// The groups of files that reach each other.
pub fn knots(arrows: &Arrows) -> Vec<BTreeSet<PathBuf>> {
    let reach: BTreeMap<&PathBuf, BTreeSet<&PathBuf>> =
        arrows.keys().map(|file| (file, reached(arrows, file))).collect();
    let mut knots: BTreeSet<BTreeSet<PathBuf>> = BTreeSet::new();
    for (file, reached) in &reach {
        if reached.contains(file) {
            let back = |other: &&&PathBuf| reach.get(**other).is_some_and(|there| there.contains(file));
            knots.insert(reached.iter().filter(back).map(|other| (*other).clone()).collect());
        }
    }
    knots.into_iter().collect()
}

fn reached<'a>(arrows: &'a Arrows, from: &PathBuf) -> BTreeSet<&'a PathBuf> {
    let mut seen = BTreeSet::new();
    let mut open: Vec<&PathBuf> = arrows.get(from).into_iter().flat_map(BTreeMap::keys).collect();
    while let Some(next) = open.pop() {
        if seen.insert(next) {
            open.extend(arrows.get(next).into_iter().flat_map(BTreeMap::keys));
        }
    }
    seen
}

/// The shortest circle through any file of a knot, as `file:line` of each arrow.
pub fn circle(arrows: &Arrows, knot: &BTreeSet<PathBuf>) -> Vec<(PathBuf, usize, PathBuf)> {
    let circles = knot.iter().filter_map(|start| shortest(arrows, start));
    circles.min_by_key(Vec::len).unwrap_or_default()
}

fn shortest(arrows: &Arrows, start: &PathBuf) -> Option<Vec<(PathBuf, usize, PathBuf)>> {
    let mut came: BTreeMap<&PathBuf, (&PathBuf, usize)> = BTreeMap::new();
    let mut open = VecDeque::from([start]);
    while let Some(file) = open.pop_front() {
        for (next, line) in arrows.get(file).into_iter().flatten() {
            if came.contains_key(next) {
                continue;
            }
            came.insert(next, (file, *line));
            if next == start {
                let mut way = Vec::new();
                let mut at = next;
                loop {
                    let (from, line) = came[at];
                    way.push((from.clone(), line, at.clone()));
                    at = from;
                    if at == start {
                        way.reverse();
                        return Some(way);
                    }
                }
            }
            open.push_back(next);
        }
    }
    None
}
