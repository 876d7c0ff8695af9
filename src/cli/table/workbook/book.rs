//! The parts of a workbook around its sheets: which there are, which are hidden, their shared texts, which cells are dates.
//!
//! Owns unpacking them. Invariant: every part is unpacked up to a bound, whatever the file says of its size.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use anyhow::{Context as _, bail};
use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

use crate::cli::table::workbook::xml::{TextReader, attribute};
use crate::limits;

pub(super) const NO_XLSX: &str = "this is no XLSX";

/// The number formats that every workbook has and that are dates or times.
pub(super) const DATE_FORMATS: [std::ops::RangeInclusive<u32>; 3] = [14..=22, 27..=36, 45..=58];

/// The files of a workbook, and how many bytes of them may still be unpacked.
pub(super) struct Parts<'b> {
    pub(super) archive: ZipArchive<Cursor<&'b [u8]>>,
    pub(super) left: u64,
}

impl<'b> Parts<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> anyhow::Result<Self> {
        let archive = ZipArchive::new(Cursor::new(bytes)).context(NO_XLSX)?;
        if archive.len() > limits::WORKBOOK_FILES_MAX {
            bail!("the workbook holds {} files; at most {} are read", archive.len(), limits::WORKBOOK_FILES_MAX);
        }
        Ok(Self { archive, left: limits::WORKBOOK_BYTES_MAX })
    }

    /// A file as text; `None` if there is none. What it says about its size is not believed.
    pub(super) fn text(&mut self, path: &str) -> anyhow::Result<Option<String>> {
        let same = |name: &Cow<'_, str>| name.replace('\\', "/").eq_ignore_ascii_case(path);
        let name = self.archive.file_names().flatten().find(same).map(Cow::into_owned);
        let Some(name) = name else { return Ok(None) };
        let file = self.archive.by_name(&name).context(NO_XLSX)?;
        let mut unpacked = Vec::new();
        file.take(self.left + 1).read_to_end(&mut unpacked).context(NO_XLSX)?;
        self.left = self.left.checked_sub(u64::try_from(unpacked.len())?).with_context(|| {
            format!("the workbook is too large once unpacked; at most {} bytes are read", limits::WORKBOOK_BYTES_MAX)
        })?;
        let mut text = String::from_utf8(unpacked).context(NO_XLSX)?;
        if text.starts_with('\u{feff}') {
            text.remove(0);
        }
        Ok(Some(text))
    }

    /// Where the list of sheets stands.
    pub(super) fn book_path(&mut self) -> anyhow::Result<String> {
        let root = relations(&self.text("_rels/.rels")?.context(NO_XLSX)?, "")?;
        let book = root.into_values().find(|relation| relation.kind == "officeDocument");
        Ok(book.context(NO_XLSX)?.path)
    }
}

pub(super) struct Relation {
    /// The last word of its type.
    pub(super) kind: String,
    pub(super) path: String,
}

/// What the parts of a workbook are to each other, by id.
pub(super) fn relations(xml: &str, folder: &str) -> anyhow::Result<BTreeMap<String, Relation>> {
    let mut found = BTreeMap::new();
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event().context(NO_XLSX)? {
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == "Relationship" => {
                let (Some(id), Some(kind), Some(target)) =
                    (attribute(&tag, "Id"), attribute(&tag, "Type"), attribute(&tag, "Target"))
                else {
                    continue;
                };
                let path = target.strip_prefix('/').map_or_else(|| format!("{folder}{target}"), str::to_owned);
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                found.insert(id, Relation { kind, path });
            }
            Event::Eof => return Ok(found),
            _ => {}
        }
    }
}

pub(super) struct Sheet {
    pub(super) name: String,
    pub(super) path: String,
    pub(super) hidden: bool,
}

/// The sheets that hold cells, in the order in which they are shown.
pub(super) fn sheets(xml: &str, relations: &BTreeMap<String, Relation>) -> anyhow::Result<Vec<Sheet>> {
    let mut found = Vec::new();
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event().context(NO_XLSX)? {
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == "sheet" => {
                let relation = attribute(&tag, "id").and_then(|id| relations.get(&id));
                let Some(relation) = relation.filter(|relation| relation.kind == "worksheet") else { continue };
                if found.len() == limits::WORKBOOK_SHEETS_MAX {
                    bail!("the workbook has more than {} sheets", limits::WORKBOOK_SHEETS_MAX);
                }
                let hidden = attribute(&tag, "state").is_some_and(|state| state != "visible");
                let name = attribute(&tag, "name").unwrap_or_default();
                found.push(Sheet { name, path: relation.path.clone(), hidden });
            }
            Event::Eof => return Ok(found),
            _ => {}
        }
    }
}

/// The texts that cells point at.
pub(super) fn shared_texts(xml: &str) -> anyhow::Result<Vec<String>> {
    let mut texts = Vec::new();
    let mut text = TextReader::default();
    let mut reader = Reader::from_str(xml);
    loop {
        let event = reader.read_event().context(NO_XLSX)?;
        match &event {
            Event::Start(tag) if tag.local_name().as_ref() == "si" => text = TextReader::default(),
            Event::Empty(tag) if tag.local_name().as_ref() == "si" => texts.push(String::new()),
            Event::End(tag) if tag.local_name().as_ref() == "si" => texts.push(std::mem::take(&mut text.text)),
            Event::Eof => return Ok(texts),
            other => text.hear(other),
        }
        if texts.len() > limits::WORKBOOK_TEXTS_MAX {
            bail!("the workbook holds more than {} texts", limits::WORKBOOK_TEXTS_MAX);
        }
    }
}

/// For each style of a cell, whether it makes a date of a number.
pub(super) fn date_styles(xml: &str) -> anyhow::Result<Vec<bool>> {
    let mut own: BTreeMap<u32, bool> = BTreeMap::new();
    let mut styles = Vec::new();
    let mut inside = false;
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event().context(NO_XLSX)? {
            Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                "numFmt" => {
                    let id = attribute(&tag, "numFmtId").and_then(|id| id.parse().ok());
                    if let (Some(id), Some(code)) = (id, attribute(&tag, "formatCode")) {
                        own.insert(id, is_date_format(&code));
                    }
                }
                "cellXfs" => inside = true,
                "xf" if inside => {
                    let id: u32 = attribute(&tag, "numFmtId").and_then(|id| id.parse().ok()).unwrap_or_default();
                    let usual = DATE_FORMATS.iter().any(|formats| formats.contains(&id));
                    styles.push(own.get(&id).copied().unwrap_or(usual));
                }
                _ => {}
            },
            Event::End(tag) if tag.local_name().as_ref() == "cellXfs" => inside = false,
            Event::Eof => return Ok(styles),
            _ => {}
        }
        if styles.len() > limits::WORKBOOK_TEXTS_MAX {
            bail!("the workbook holds more than {} styles", limits::WORKBOOK_TEXTS_MAX);
        }
    }
}

/// Days, months, years or hours stand in it, outside quotes and brackets.
pub(super) fn is_date_format(code: &str) -> bool {
    let (mut quoted, mut bracket) = (false, false);
    code.chars().any(|letter| {
        match letter {
            '"' => quoted = !quoted,
            '[' => bracket = true,
            ']' => bracket = false,
            _ => {}
        }
        !quoted && !bracket && matches!(letter.to_ascii_lowercase(), 'd' | 'y' | 'h' | 'm' | 'j')
    })
}
