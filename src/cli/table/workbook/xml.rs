//! Attributes and texts of the XML in a workbook.
//!
//! Owns what is the same in every part of it.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart, Event};

/// An attribute by its name, whatever stands before the colon.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    // Looking for doubles takes the square of their number.
    let mut attributes = tag.attributes();
    let mut sound = attributes.with_checks(false).flatten();
    let found = sound.find(|attribute| attribute.key.local_name().as_ref() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(Cow::into_owned)
}

pub(super) fn is_on(tag: &BytesStart<'_>, name: &str) -> bool {
    attribute(tag, name).is_some_and(|value| value == "1" || value == "true")
}

/// Collects the words of a text that may be written in several styles; how they are spoken is left out.
#[derive(Default)]
pub(super) struct TextReader {
    pub(super) text: String,
    pub(super) inside: bool,
    pub(super) spoken: bool,
}

impl TextReader {
    pub(super) fn hear(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "t" | "v" => self.inside = true,
                "rPh" => self.spoken = true,
                _ => {}
            },
            Event::End(tag) => match tag.local_name().as_ref() {
                "t" | "v" => self.inside = false,
                "rPh" => self.spoken = false,
                _ => {}
            },
            Event::Text(text) if self.inside && !self.spoken => self.text.push_str(&text.xml10_content()),
            Event::CData(text) if self.inside && !self.spoken => self.text.push_str(&text.xml10_content()),
            Event::GeneralRef(entity) if self.inside && !self.spoken => self.text.extend(letter_of(entity)),
            _ => {}
        }
    }
}

/// The letter that an entity stands for.
pub(super) fn letter_of(entity: &BytesRef<'_>) -> Option<char> {
    if let Ok(Some(letter)) = entity.resolve_char_ref() {
        return Some(letter);
    }
    match entity.xml10_content().as_ref() {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}
