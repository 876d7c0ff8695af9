//! Cuts Rust text into words and signs, each with its line. Comments and the insides of strings are left out.
//!
//! Small on purpose: it knows what is needed to find paths and braces, and reads the arguments of macros like any other
//! text, which a parser of the language would not.

/// A word or a sign of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Token {
    /// A name or a keyword.
    Word(String),
    /// `::`.
    Path,
    /// Any other sign, one at a time.
    Sign(char),
    /// A string, a character or a number.
    Literal,
}

impl Token {
    /// Whether it is this word.
    pub fn is(&self, word: &str) -> bool {
        matches!(self, Self::Word(own) if own == word)
    }

    /// Whether it is this sign.
    pub fn is_sign(&self, sign: char) -> bool {
        *self == Self::Sign(sign)
    }
}

/// The tokens of a text with the lines on which they begin, counted from 1.
pub fn tokens(text: &str) -> Vec<(Token, usize)> {
    let mut reader = Reader { rest: text.chars().collect(), at: 0, line: 1 };
    let mut found = Vec::new();
    while let Some(next) = reader.token() {
        found.extend(next);
    }
    found
}

struct Reader {
    rest: Vec<char>,
    at: usize,
    line: usize,
}

impl Reader {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.rest.get(self.at + ahead).copied()
    }

    fn take(&mut self) -> Option<char> {
        let taken = self.peek(0)?;
        self.at += 1;
        self.line += usize::from(taken == '\n');
        Some(taken)
    }

    /// The next token; `Some(None)` where there was only space or a comment; `None` at the end.
    fn token(&mut self) -> Option<Option<(Token, usize)>> {
        let line = self.line;
        let first = self.peek(0)?;
        let token = match first {
            space if space.is_whitespace() => {
                self.take();
                return Some(None);
            }
            '/' if self.peek(1) == Some('/') => {
                while self.peek(0).is_some_and(|next| next != '\n') {
                    self.take();
                }
                return Some(None);
            }
            '/' if self.peek(1) == Some('*') => {
                self.comment();
                return Some(None);
            }
            '"' => {
                self.string();
                Token::Literal
            }
            '\'' => self.quote(),
            ':' if self.peek(1) == Some(':') => {
                self.take();
                self.take();
                Token::Path
            }
            digit if digit.is_ascii_digit() => {
                while self.peek(0).is_some_and(|next| next.is_alphanumeric() || next == '_') {
                    self.take();
                }
                Token::Literal
            }
            letter if letter.is_alphabetic() || letter == '_' => self.word(),
            sign => {
                self.take();
                Token::Sign(sign)
            }
        };
        Some(Some((token, line)))
    }

    fn word(&mut self) -> Token {
        let mut word = String::new();
        while let Some(next) = self.peek(0).filter(|next| next.is_alphanumeric() || *next == '_') {
            word.push(next);
            self.take();
        }
        let hashes = (0..).take_while(|ahead| self.peek(*ahead) == Some('#')).count();
        match (word.as_str(), self.peek(hashes)) {
            ("r" | "br", Some('"')) => {
                self.raw_string(hashes);
                Token::Literal
            }
            ("b" | "c", Some('"')) => {
                self.string();
                Token::Literal
            }
            ("r", Some(_)) if hashes == 1 => {
                self.take();
                self.word()
            }
            _ => Token::Word(word),
        }
    }

    fn string(&mut self) {
        self.take();
        while let Some(next) = self.take() {
            match next {
                '\\' => {
                    self.take();
                }
                '"' => return,
                _ => {}
            }
        }
    }

    fn raw_string(&mut self, hashes: usize) {
        for _ in 0..=hashes {
            self.take();
        }
        while let Some(next) = self.take() {
            if next == '"' && (0..hashes).all(|ahead| self.peek(ahead) == Some('#')) {
                for _ in 0..hashes {
                    self.take();
                }
                return;
            }
        }
    }

    /// A character, or the name of a lifetime.
    fn quote(&mut self) -> Token {
        self.take();
        if self.peek(0) == Some('\\') {
            self.take();
            self.take();
            while self.take().is_some_and(|next| next != '\'') {}
        } else if self.peek(1) == Some('\'') {
            self.take();
            self.take();
        } else {
            self.word();
        }
        Token::Literal
    }

    /// Comments of this form may hold each other.
    fn comment(&mut self) {
        let mut depth = 0;
        loop {
            match (self.take(), self.peek(0)) {
                (Some('/'), Some('*')) => {
                    self.take();
                    depth += 1;
                }
                (Some('*'), Some('/')) => {
                    self.take();
                    depth -= 1;
                    if depth == 0 {
                        return;
                    }
                }
                (None, _) => return,
                _ => {}
            }
        }
    }
}

#[test]
fn text_is_cut_where_the_language_cuts_it() {
    let words = |text: &str| {
        let words = tokens(text).into_iter().filter_map(|(token, line)| match token {
            Token::Word(word) => Some(format!("{word}{line}")),
            _ => None,
        });
        words.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(words("a // b\n/* c /* d */ e */ f"), "a1 f2");
    assert_eq!(words("a \"b \\\" c\" d r#\"e \" f\"# g b\"h\" r#type"), "a1 d1 g1 type1");
    assert_eq!(words("'a' b '\\'' c '\\u{1}' d 'e f"), "b1 c1 d1 f1");
    assert_eq!(tokens("a::b")[1].0, Token::Path);
}
