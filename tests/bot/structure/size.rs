//! How long files and functions are: lines of code, without tests and without tables of data.
//!
//! What is too long may say why, in its first lines: a file with "400 lines", a function with "table".

use std::collections::BTreeSet;
use std::path::Path;

use super::lex::{Token, tokens};

/// How long a file is, and the functions in it.
#[derive(Debug, Default)]
pub struct Size {
    /// Lines that hold code; tests and constants of several lines do not count.
    pub code: usize,
    /// Functions.
    pub functions: Vec<Function>,
    /// Its first lines.
    pub head: String,
}

/// A function in a file.
#[derive(Debug)]
pub struct Function {
    /// The line on which it begins.
    pub line: usize,
    /// Its name.
    pub name: String,
    /// Its lines.
    pub lines: usize,
    /// What is said about it.
    pub about: String,
}

/// Measures a file.
pub fn size(file: &Path) -> Size {
    let text = std::fs::read_to_string(file).unwrap();
    let written: Vec<&str> = text.lines().collect();
    let tokens = tokens(&text);
    let measure = Measure { tokens: &tokens };
    let (mut lines, mut functions) = (BTreeSet::new(), Vec::new());
    let mut at = 0;
    while at < tokens.len() {
        let (token, line) = &tokens[at];
        if let Some(after) = measure.after_test(at).or_else(|| measure.after_table(at)) {
            at = after;
            continue;
        }
        if token.is("fn")
            && let Some((Token::Word(name), _)) = tokens.get(at + 1)
        {
            let end = measure.end_of_function(at);
            let above = written[..line - 1].iter().rev();
            let about: Vec<&str> =
                above.map(|line| line.trim()).take_while(|line| line.starts_with(['/', '#'])).collect();
            functions.push(Function { line: *line, name: name.clone(), lines: end - line + 1, about: about.join(" ") });
        }
        lines.insert(*line);
        at += 1;
    }
    let head: Vec<&str> = written.iter().take_while(|line| line.starts_with("//!")).copied().collect();
    Size { code: lines.len(), functions, head: head.join(" ") }
}

struct Measure<'a> {
    tokens: &'a [(Token, usize)],
}

impl Measure<'_> {
    fn is_sign(&self, at: usize, sign: char) -> bool {
        self.tokens.get(at).is_some_and(|(token, _)| token.is_sign(sign))
    }

    fn is(&self, at: usize, word: &str) -> bool {
        self.tokens.get(at).is_some_and(|(token, _)| token.is(word))
    }

    /// Behind the brackets that open here.
    fn after(&self, mut at: usize, open: char, close: char) -> usize {
        let mut depth = 0;
        while at < self.tokens.len() {
            depth += i32::from(self.is_sign(at, open)) - i32::from(self.is_sign(at, close));
            at += 1;
            if depth == 0 {
                break;
            }
        }
        at
    }

    /// Behind what stands under `#[cfg(test)]` here.
    fn after_test(&self, at: usize) -> Option<usize> {
        let is_test = self.is_sign(at, '#') && self.is(at + 2, "cfg") && self.is(at + 4, "test");
        if !is_test {
            return None;
        }
        let mut next = self.after(at + 1, '[', ']');
        while next < self.tokens.len() && !self.is_sign(next, '{') && !self.is_sign(next, ';') {
            next += 1;
        }
        Some(if self.is_sign(next, '{') { self.after(next, '{', '}') } else { next + 1 })
    }

    /// Behind a constant of several lines here: a table, or a long text.
    fn after_table(&self, at: usize) -> Option<usize> {
        let is_constant = (self.is(at, "const") || self.is(at, "static")) && !self.is(at + 1, "fn");
        if !is_constant || !matches!(self.tokens.get(at + 2), Some((Token::Sign(':'), _))) {
            return None;
        }
        let (mut next, mut depth) = (at, 0_i32);
        while next < self.tokens.len() && !(depth == 0 && self.is_sign(next, ';')) {
            depth += ['(', '[', '{'].into_iter().map(|sign| i32::from(self.is_sign(next, sign))).sum::<i32>();
            depth -= [')', ']', '}'].into_iter().map(|sign| i32::from(self.is_sign(next, sign))).sum::<i32>();
            next += 1;
        }
        let several = self.tokens.get(next).is_some_and(|(_, line)| *line > self.tokens[at].1);
        several.then_some(next + 1)
    }

    /// The last line of the function that begins here.
    fn end_of_function(&self, at: usize) -> usize {
        let mut next = at;
        while next < self.tokens.len() && !self.is_sign(next, '{') && !self.is_sign(next, ';') {
            next += 1;
        }
        let end = if self.is_sign(next, '{') { self.after(next, '{', '}') - 1 } else { next };
        self.tokens.get(end).map_or(self.tokens[at].1, |(_, line)| *line)
    }
}
