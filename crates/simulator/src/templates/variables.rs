//! The variables in a text of a template: `{{1}}`, or `{{name}}`.
//!
//! Owns finding them and putting something in their place. Invariant: what was put in is never read again.

/// A part of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Piece<'a> {
    /// Stands as it is.
    Text(&'a str),
    /// Is filled in; what stands between the braces.
    Variable(&'a str),
}

/// A text in parts; texts that are empty are left out.
pub(crate) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        let Some((name, behind)) = after.split_once("}}") else { break };
        if !before.is_empty() {
            pieces.push(Piece::Text(before));
        }
        pieces.push(Piece::Variable(name));
        rest = behind;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest));
    }
    pieces
}

/// The different variables, in the order in which they come first.
pub(crate) fn names(text: &str) -> Vec<&str> {
    let mut names = Vec::new();
    for piece in pieces(text) {
        if let Piece::Variable(name) = piece
            && !names.contains(&name)
        {
            names.push(name);
        }
    }
    names
}

/// The text with its variables filled in.
pub(crate) fn filled_in(text: &str, value: impl Fn(&str) -> String) -> String {
    let filled = pieces(text).into_iter().map(|piece| match piece {
        Piece::Text(text) => text.to_owned(),
        Piece::Variable(name) => value(name),
    });
    filled.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_are_found_and_filled_in_once() {
        assert_eq!(names("a {{1}} b {{2}} c {{1}}"), ["1", "2"]);
        assert_eq!(filled_in("a {{1}} {{", |_| "{{2}}".to_owned()), "a {{2}} {{");
        assert_eq!(pieces("{{x}}"), [Piece::Variable("x")]);
    }
}
