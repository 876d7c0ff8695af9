//! The modules of a crate: what each defines, declares and imports, and where a path leads.
//!
//! Owns how names are looked up. A name that a module only passes on (`pub use`) leads to the file that defines it; a
//! name that is not found stands in the file of the module where it was looked for (a macro may have made it).
//! Modules and items under `#[cfg(test)]` are not read.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::lex::{Token, tokens};

/// How far re-exports are followed.
const HOPS_MAX: usize = 16;

/// A path in the text: its segments, and the line on which it begins.
#[derive(Debug, Clone)]
pub struct Named {
    /// `["", "begrip", …]` for a path that begins with `::`.
    pub segments: Vec<String>,
    /// Counted from 1.
    pub line: usize,
}

/// A name that a module imports.
#[derive(Debug, Clone)]
pub struct Import {
    /// What it is called here; `*` for everything.
    pub alias: String,
    /// What it is.
    pub path: Named,
    /// It is passed on.
    pub public: bool,
}

/// A module, with the file in which it stands.
#[derive(Debug, Default)]
pub struct Module {
    /// The file.
    pub file: PathBuf,
    /// The module that declares it.
    pub parent: Option<usize>,
    /// Modules in it.
    pub children: BTreeMap<String, usize>,
    /// What it defines.
    pub items: BTreeSet<String>,
    /// What it imports.
    pub imports: Vec<Import>,
    /// Paths in its text.
    pub paths: Vec<Named>,
    /// Names in its text.
    pub words: BTreeMap<String, usize>,
}

/// Where a path leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A module of the same crate.
    Module(usize),
    /// Something that this module defines.
    Item(usize),
    /// Another crate.
    Crate(String),
}

/// A crate as it is read.
#[derive(Debug)]
pub struct Tree {
    /// Its modules; the first is the root.
    pub modules: Vec<Module>,
    crates: Vec<String>,
}

impl Tree {
    /// Reads a crate from its root file. `crates` are the names of ours.
    pub fn read(root: &Path, crates: &[&str]) -> Self {
        let mut tree = Self { modules: Vec::new(), crates: crates.iter().map(ToString::to_string).collect() };
        let inside = root.parent().unwrap().to_owned();
        tree.add_file(root.to_owned(), inside, None);
        tree
    }

    /// Adds the module that stands in a file; its children stand in files `inside` a folder.
    fn add_file(&mut self, file: PathBuf, inside: PathBuf, parent: Option<usize>) -> usize {
        let text = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let tokens = tokens(&text);
        let id = self.modules.len();
        self.modules.push(Module { file, parent, ..Module::default() });
        Filling { tree: self, tokens: &tokens, inside }.module(id, 0, tokens.len());
        id
    }

    /// Where a path leads that stands in this module; `None`: nowhere in code of ours.
    pub fn resolve(&self, module: usize, path: &Named) -> Option<Place> {
        self.find(module, &path.segments, HOPS_MAX)
    }

    fn find(&self, module: usize, segments: &[String], hops: usize) -> Option<Place> {
        let hops = hops.checked_sub(1)?;
        let (first, rest) = segments.split_first()?;
        match first.as_str() {
            "" => self.crates.contains(rest.first()?).then(|| Place::Crate(rest[0].clone())),
            "crate" => self.walk(0, rest, hops),
            "self" => self.walk(module, rest, hops),
            "super" => self.walk(self.modules[module].parent?, rest, hops),
            _ => {
                let known = self.imported(module, first, rest, hops);
                let own = &self.modules[module];
                if known.is_some() {
                    known
                } else if own.children.contains_key(first) || own.items.contains(first) {
                    self.walk(module, segments, hops)
                } else {
                    self.crates.contains(first).then(|| Place::Crate(first.clone()))
                }
            }
        }
    }

    /// Follows a name that this module imports.
    fn imported(&self, module: usize, name: &str, rest: &[String], hops: usize) -> Option<Place> {
        self.modules[module].imports.iter().filter(|import| import.alias == name).find_map(|import| {
            let mut path = import.path.segments.clone();
            // `use kern;` and the like name themselves.
            if path.len() == 1 && path[0] == name {
                return self.crates.contains(&path[0]).then(|| Place::Crate(path[0].clone()));
            }
            path.extend_from_slice(rest);
            self.find(module, &path, hops)
        })
    }

    fn walk(&self, module: usize, segments: &[String], hops: usize) -> Option<Place> {
        let Some((first, rest)) = segments.split_first() else { return Some(Place::Module(module)) };
        let hops = hops.checked_sub(1)?;
        let own = &self.modules[module];
        if first == "super" {
            return self.walk(own.parent?, rest, hops);
        }
        if first == "self" {
            return self.walk(module, rest, hops);
        }
        let child = own.children.get(first);
        if own.items.contains(first) && (rest.is_empty() || child.is_none()) {
            return Some(Place::Item(module));
        }
        if let Some(child) = child {
            return self.walk(*child, rest, hops);
        }
        if let Some(place) = self.imported(module, first, rest, hops) {
            return Some(place);
        }
        let globs = own.imports.iter().filter(|import| import.public && import.alias == "*");
        for glob in globs {
            if let Some(Place::Module(target)) = self.find(module, &glob.path.segments, hops)
                && self.knows(target, first)
            {
                return self.walk(target, segments, hops);
            }
        }
        Some(Place::Item(module))
    }

    /// Whether a module has something of this name, of its own or passed on.
    pub fn knows(&self, module: usize, name: &str) -> bool {
        let own = &self.modules[module];
        own.items.contains(name)
            || own.children.contains_key(name)
            || own.imports.iter().any(|import| import.public && import.alias == name)
    }

    /// Whether one module lies inside another, or is it.
    pub fn is_inside(&self, mut module: usize, outer: usize) -> bool {
        loop {
            if module == outer {
                return true;
            }
            match self.modules[module].parent {
                Some(parent) => module = parent,
                None => return false,
            }
        }
    }
}

/// Words after which the name of an item stands.
const DEFINING: [&str; 9] = ["fn", "struct", "enum", "trait", "type", "const", "static", "union", "macro_rules"];

struct Filling<'a> {
    tree: &'a mut Tree,
    tokens: &'a [(Token, usize)],
    inside: PathBuf,
}

impl Filling<'_> {
    fn word(&self, at: usize) -> Option<&str> {
        match &self.tokens.get(at)?.0 {
            Token::Word(word) => Some(word),
            _ => None,
        }
    }

    fn is_sign(&self, at: usize, sign: char) -> bool {
        self.tokens.get(at).is_some_and(|(token, _)| token.is_sign(sign))
    }

    fn is_path(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|(token, _)| *token == Token::Path)
    }

    /// Reads the module `id`, whose text is `tokens[at..end]`.
    fn module(&mut self, id: usize, mut at: usize, end: usize) {
        let mut depth = 0_usize;
        while at < end {
            if self.is_sign(at, '#') {
                let after = self.after_attribute(at);
                let is_test = self.tokens[at..after].iter().any(|(token, _)| token.is("cfg"))
                    && self.tokens[at..after].iter().any(|(token, _)| token.is("test"));
                at = if is_test { self.after_item(after, end) } else { after };
                continue;
            }
            match &self.tokens[at].0 {
                Token::Sign('{') => depth += 1,
                Token::Sign('}') => depth = depth.saturating_sub(1),
                Token::Word(word) if word == "use" && !self.is_sign(at + 1, '<') => {
                    at = self.import(id, at);
                    continue;
                }
                Token::Word(word) if word == "mod" && self.word(at + 1).is_some() => {
                    let name = self.word(at + 1).unwrap_or_default().to_owned();
                    if self.is_sign(at + 2, ';') {
                        self.declared(id, &name);
                        at += 3;
                        continue;
                    }
                    if self.is_sign(at + 2, '{') {
                        let close = self.after_braces(at + 2);
                        self.inline(id, &name, at + 3, close - 1);
                        at = close;
                        continue;
                    }
                }
                Token::Word(_) | Token::Path => {
                    at = self.name(id, at, depth);
                    continue;
                }
                _ => {}
            }
            at += 1;
        }
    }

    /// `mod name;`: a file of its own.
    fn declared(&mut self, id: usize, name: &str) {
        let (flat, folder) = (self.inside.join(format!("{name}.rs")), self.inside.join(name));
        let file = if flat.exists() { flat } else { folder.join("mod.rs") };
        let child = self.tree.add_file(file, folder, Some(id));
        self.tree.modules[id].children.insert(name.to_owned(), child);
    }

    /// `mod name { … }`: in the same file.
    fn inline(&mut self, id: usize, name: &str, at: usize, end: usize) {
        let child = self.tree.modules.len();
        let file = self.tree.modules[id].file.clone();
        self.tree.modules.push(Module { file, parent: Some(id), ..Module::default() });
        self.tree.modules[id].children.insert(name.to_owned(), child);
        let inside = self.inside.join(name);
        Filling { tree: self.tree, tokens: self.tokens, inside }.module(child, at, end);
    }

    /// A word that may define an item or begin a path. Answers where to read on.
    fn name(&mut self, id: usize, at: usize, depth: usize) -> usize {
        let line = self.tokens[at].1;
        let mut segments = Vec::new();
        let mut next = at;
        if self.is_path(at) {
            if !self.after_a_name(at) {
                segments.push(String::new());
            }
            next += 1;
        }
        while let Some(word) = self.word(next) {
            segments.push(word.to_owned());
            if !self.is_path(next + 1) || self.word(next + 2).is_none() {
                next += 1;
                break;
            }
            next += 2;
        }
        let goes_on = self.is_path(at) && self.after_a_name(at);
        let Some(first) = segments.first() else { return next.max(at + 1) };
        if segments.len() > 1 && !goes_on {
            self.tree.modules[id].paths.push(Named { segments, line });
        } else {
            self.tree.modules[id].words.entry(first.clone()).or_insert(line);
            if depth == 0 && DEFINING.contains(&first.as_str()) {
                let named = if first == "macro_rules" { next + 1 } else { next };
                let named = named + usize::from(self.word(named) == Some("mut"));
                if let Some(Token::Word(name)) = self.tokens.get(named).map(|(token, _)| token.clone()) {
                    self.tree.modules[id].items.insert(name);
                }
            }
        }
        next.max(at + 1)
    }

    /// Whether `::` here goes on with what stands before it (`<T>::new`, `Vec::<T>`).
    fn after_a_name(&self, at: usize) -> bool {
        at > 0 && (self.word(at - 1).is_some() || self.is_sign(at - 1, '>'))
    }

    /// `use …;`. Answers where to read on.
    fn import(&mut self, id: usize, at: usize) -> usize {
        let public = at > 0 && (self.word(at - 1) == Some("pub") || self.is_sign(at - 1, ')'));
        let mut found = Vec::new();
        let after = self.branch(at + 1, &[], &mut found);
        for (alias, path) in found {
            self.tree.modules[id].imports.push(Import { alias, path, public });
        }
        after + usize::from(self.is_sign(after, ';'))
    }

    /// A branch of the tree of a `use`, below `before`. Answers where to read on.
    fn branch(&self, mut at: usize, before: &[String], found: &mut Vec<(String, Named)>) -> usize {
        let line = self.tokens[at].1;
        let mut segments = before.to_vec();
        if self.is_path(at) {
            segments.push(String::new());
            at += 1;
        }
        loop {
            if self.is_sign(at, '{') {
                at += 1;
                while !self.is_sign(at, '}') {
                    at = self.branch(at, &segments, found);
                    at += usize::from(self.is_sign(at, ','));
                }
                return at + 1;
            }
            if self.is_sign(at, '*') {
                found.push(("*".to_owned(), Named { segments, line }));
                return at + 1;
            }
            let Some(word) = self.word(at) else { return at + 1 };
            if word != "self" || segments.is_empty() {
                segments.push(word.to_owned());
            }
            at += 1;
            if self.is_path(at) {
                at += 1;
                continue;
            }
            let mut alias = segments.last().cloned().unwrap_or_default();
            if self.word(at) == Some("as") {
                alias = self.word(at + 1).unwrap_or_default().to_owned();
                at += 2;
            }
            found.push((alias, Named { segments, line }));
            return at;
        }
    }

    fn after_attribute(&self, at: usize) -> usize {
        let mut next = at + 1 + usize::from(self.is_sign(at + 1, '!'));
        if !self.is_sign(next, '[') {
            return next;
        }
        let mut depth = 0;
        while next < self.tokens.len() {
            depth += i32::from(self.is_sign(next, '[')) - i32::from(self.is_sign(next, ']'));
            next += 1;
            if depth == 0 {
                break;
            }
        }
        next
    }

    /// Behind the item that begins here, its further attributes included.
    fn after_item(&self, mut at: usize, end: usize) -> usize {
        while self.is_sign(at, '#') {
            at = self.after_attribute(at);
        }
        let mut round = 0_i32;
        while at < end {
            if self.is_sign(at, '{') {
                let close = self.after_braces(at);
                // `use a::{b};` goes on.
                return close + usize::from(self.is_sign(close, ';'));
            }
            round += i32::from(self.is_sign(at, '(')) - i32::from(self.is_sign(at, ')'));
            if round == 0 && (self.is_sign(at, ';') || self.is_sign(at, ',')) {
                return at + 1;
            }
            at += 1;
        }
        end
    }

    fn after_braces(&self, mut at: usize) -> usize {
        let mut depth = 0;
        while at < self.tokens.len() {
            depth += i32::from(self.is_sign(at, '{')) - i32::from(self.is_sign(at, '}'));
            at += 1;
            if depth == 0 {
                break;
            }
        }
        at
    }
}
