//! What was said: one value for everything that a person can do in a chat.
//!
//! Owns the order in which a message is understood: a button is a button; a command counts everywhere,
//! also in the middle of a dialogue; then the running dialogue; then an answer to an alert; then the rest.

use std::sync::LazyLock;

use regex::Regex;

use crate::bot::begrip::antwoord::{self, Bevestiging, BijVoorbeeld};
use crate::bot::begrip::levensloop::{self, Gezegd, Levensloop};
use crate::bot::begrip::{
    bedoeling, besluit, deelknop, gesprek, herkomst, melding, overname, plakken, terugnemen, woorden,
};
use crate::bot::command::{Command, Read};
use crate::bot::dialogue::{Dialogue, Found, OverMelding};
use crate::bot::knop::{BIJWERKEN, GROEP, IEDEREEN, Knop};
use crate::domain::rechten::Recht;
use crate::whatsapp::ids::WaId;
use crate::whatsapp::incoming::{Content, Media};

/// What was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// A command, with what was typed if that was put right.
    Command(Command, Option<String>),
    /// A slash with something that is no command.
    UnknownCommand(String),
    /// A text while a dialogue runs.
    Answer(Dialogue, String),
    /// A tap on a button or a row.
    Tap(Knop),
    /// A tap on a button that no version made.
    UnknownTap,
    /// The code of a hand-over, and whether they say no to it.
    Overdrachtcode(String, bool),
    /// Shared contacts: their numbers, as they stand on the cards.
    Contact(Vec<String>),
    /// Their own number, shared with the button that asks for it.
    EigenNummer(WaId),
    /// A shared location: the name and the address on it, as far as it has them.
    Locatie(String),
    /// A picture.
    Foto(Media),
    /// What police say of an alert that left, and what it is where none fits.
    Levensloop(Levensloop, Box<Said>),
    /// An answer to an alert, with the words it was said in.
    Bevestiging(Bevestiging, String),
    /// Whether they come to what they are invited to, where nothing else is asked.
    Uitnodiging(bool),
    /// A politiebericht that was pasted or forwarded whole.
    Geplakt(String),
    /// Any other text.
    Text(String),
    /// A message that means nothing here, by kind.
    Other(Other),
}

/// A message that is no text and no tap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Other {
    /// A voice note or another sound.
    Sound,
    /// A picture, a film or a file.
    File,
    /// Contacts, an order or a form that nobody asked for.
    NotAsked,
    /// A changed message with a text.
    Edited,
    /// A kind that cannot be read.
    Unreadable,
    /// A sticker, a deletion, a removed reaction, or news about the person: answered by silence.
    Silent,
}

/// The code in "Ik neem over O-5 482193", "ja ik neem het over 482193", or digits alone where nothing
/// else was asked.
fn overdrachtcode(text: &str, found: &Found) -> Option<String> {
    static CODE: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(?:^|\D)(\d{3}\s?\d{3})(?:\D|$)").ok());
    // Named as one, a code that is too short is a code that does not work, and no other text.
    static SHORT: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(?:^|[^\d-])(\d{4,5})(?:\D|$)").ok());
    let whole = CODE.as_ref()?.captures(text);
    let code = whole.or_else(|| SHORT.as_ref()?.captures(text))?.get(1)?.as_str();
    // What begins with a nought is rather the number of an alert.
    let alone = text.trim() == code && (code.len() >= 6 || !code.starts_with('0')) && *found == Found::None;
    (gesprek::noemt_overnemen(text) || alone).then(|| code.chars().filter(char::is_ascii_digit).collect())
}

/// More words than this at a preview are about what stands in it.
const PANIC_WORDS_MAX: usize = 4;
/// Behind "melding" more words than this describe something.
const STOPS_WORDS_MAX: usize = 2;

impl Said {
    /// Understands a message, given the dialogue that runs.
    #[must_use]
    pub fn of(content: &Content, dialogue: &Found) -> Self {
        match content {
            Content::Text(text) => Self::of_text(text, dialogue),
            Content::Tap(id) => Knop::decode(id).map_or(Self::UnknownTap, Self::Tap),
            // The words on a button are words that can be typed.
            Content::TapOn(title) => Self::of_text(title, dialogue),
            Content::Reaction { emoji: Some(emoji), .. } if antwoord::duim(emoji) => {
                Self::Bevestiging(Bevestiging::Gezien, String::new())
            }
            Content::Reaction { .. }
            | Content::Sticker(_)
            | Content::Revoke(_)
            | Content::System(_)
            | Content::CallPermission(_) => Self::Other(Other::Silent),
            Content::Audio(..) => Self::Other(Other::Sound),
            Content::Image(media) => Self::Foto(media.clone()),
            Content::Video(_) | Content::Document(_) => Self::Other(Other::File),
            Content::Contacts(cards) if cards.iter().any(|card| card.own) => {
                let own = cards.iter().find(|card| card.own).and_then(|card| card.phones.first());
                own.map_or(Self::Other(Other::NotAsked), |number| Self::EigenNummer(number.clone()))
            }
            Content::Contacts(cards) => {
                let phones = cards.iter().flat_map(|card| &card.phones);
                Self::Contact(phones.map(|phone| phone.as_str().to_owned()).collect())
            }
            Content::Location(place) => {
                let words = [&place.name, &place.address].into_iter().flatten();
                Self::Locatie(words.map(String::as_str).collect::<Vec<_>>().join(", "))
            }
            Content::Order | Content::Form(_) => Self::Other(Other::NotAsked),
            Content::Edit { .. } => Self::Other(Other::Edited),
            Content::Unsupported(kind) if kind == "edit" => Self::Other(Other::Edited),
            Content::Unsupported(_) | Content::Unknown(_) => Self::Other(Other::Unreadable),
        }
    }

    fn of_text(text: &str, dialogue: &Found) -> Self {
        // "/annuleren" is no command; it says what the button says.
        let kaal = text.trim().trim_start_matches(['/', '\\']);
        let text = if Command::is_slashed(text) && terugnemen::annuleert(kaal) { kaal } else { text };
        if let Some(herkomst) = herkomst::lees(text) {
            return Self::Command(Command::Aanmelden(herkomst::via(herkomst)), None);
        }
        // Whoever writes an alert may paste its preview, to change it.
        let writes = matches!(dialogue, Found::Running(Dialogue::Melding { .. }))
            || matches!(dialogue, Found::Running(running) if running.concept().is_some());
        if !writes && plakken::geplakt(text).is_some() {
            return Self::Geplakt(text.to_owned());
        }
        // "Melding versturen" and "melding klopt niet" at a preview answer it; only what names a kind begins another.
        if let Found::Running(running @ (Dialogue::Voorbeeld { .. } | Dialogue::Aanpassen { .. })) = dialogue
            && matches!(Command::read(text), Read::Command(Command::Melding(_), None))
            && !Command::is_slashed(text)
            && (antwoord::bij_voorbeeld(text) != BijVoorbeeld::Onduidelijk || melding::zegt_meer_zonder_soort(text))
        {
            return Self::Answer(running.clone(), text.to_owned());
        }
        match (Command::read(text), dialogue) {
            (Read::Command(command, corrected), _) => Self::Command(command, corrected),
            (Read::Unknown(name), _) => Self::UnknownCommand(name),
            (Read::Text, found) if overdrachtcode(text, found).is_some() => {
                Self::Overdrachtcode(overdrachtcode(text, found).unwrap_or_default(), antwoord::zegt_nee(text))
            }
            (Read::Text, Found::Running(dialogue)) => Self::Answer(dialogue.clone(), text.to_owned()),
            (Read::Text, Found::None | Found::Unreadable) => Self::outside_dialogue(text),
        }
    }

    /// The same, said by somebody who may end alerts: their words may be about one that left. `codes` holds the letters
    /// that numbers begin with.
    #[must_use]
    pub fn of_police(self, codes: &[&str]) -> Self {
        let tekst = match &self {
            Self::Text(tekst)
            | Self::Bevestiging(_, tekst)
            | Self::Answer(_, tekst)
            | Self::Command(Command::Melding(tekst), _) => tekst,
            _ => return self,
        };
        if !matches!(self, Self::Command(..)) && overname::gevraagd(tekst, codes).is_some() {
            return Self::Command(Command::Overnemen(tekst.clone()), None);
        }
        // "Moeder trekt het in" is about a picture.
        if gesprek::familie_trekt_terug(tekst, codes) {
            return match self {
                Self::Bevestiging(_, tekst) => Self::Text(tekst),
                anders => anders,
            };
        }
        // "Ik trek mijn akkoord in" is about what waits for it, not about the alert of that number.
        if besluit::neemt_ja_terug(tekst, codes).is_some() {
            return match self {
                Self::Bevestiging(_, tekst) => Self::Text(tekst),
                anders => anders,
            };
        }
        let anders = terugnemen::lees(tekst, codes);
        let Some(wat) = levensloop::lees(tekst, codes).or_else(|| anders.clone()) else { return self };
        let trekt_in = matches!(wat.gezegd, Gezegd::Intrekken(_) | Gezegd::MisschienIntrekken);
        let geldt = match &self {
            // What describes somebody is an alert; only its first word could be a command.
            Self::Text(tekst) => {
                !melding::is_beschrijving(tekst)
                    || (trekt_in && levensloop::trekt_meteen_in(tekst, codes))
                    || (wat.gezegd == Gezegd::Paniek && gesprek::begint_met_stop(tekst))
            }
            // Of an alert that was just stopped it is asked what is to happen.
            Self::Answer(Dialogue::Gestopt { .. } | Dialogue::StopOfNieuws { .. }, _) => true,
            Self::Answer(
                Dialogue::WelkeMelding { wat: OverMelding::Intrekken, .. } | Dialogue::Afsluiten { .. },
                _,
            ) if wat.gezegd == Gezegd::LatenStaan => true,
            // "Melding kan weg": the word for it begins a sentence about one.
            Self::Command(_, _) if anders.is_some() => true,
            // "Nee trek in", "nog niet intrekken" and "trek in, per ongeluk verstuurd" are no reports of a beheerder.
            Self::Bevestiging(..) => !matches!(wat.gezegd, Gezegd::Sluiten(_) | Gezegd::Update),
            // "Melding stoppen" and no more.
            Self::Command(_, _) if wat.gezegd == Gezegd::Paniek => woorden::woorden(tekst).len() <= STOPS_WORDS_MAX,
            // "Melding zm231 intrekken": with its number in front, or where it says nothing else.
            Self::Command(_, _) if trekt_in => levensloop::trekt_meteen_in(tekst, codes),
            Self::Command(..) => levensloop::begint_met_nummer(tekst, codes),
            Self::Answer(Dialogue::Melding { .. }, tekst) => {
                trekt_in && (levensloop::trekt_meteen_in(tekst, codes) || anders.is_some())
            }
            // "Foutje", "stop de vorige" and "kan weg" at a preview: that, or an alert that runs? "Annuleer" is about it.
            Self::Answer(Dialogue::Voorbeeld { .. } | Dialogue::Aanpassen { .. }, tekst) => {
                gaat_voor_voorbeeld(&wat, anders.is_some(), tekst, codes)
            }
            // In the middle of a question only what must be heard is: a withdrawal.
            Self::Answer(Dialogue::Afsluiten { .. }, _) => matches!(wat.gezegd, Gezegd::Intrekken(None)),
            // "Stop, fout adres" is no news for the neighbours; "verkeerd kenteken genoemd" may be.
            Self::Answer(Dialogue::Update { .. } | Dialogue::Bijwerking { .. }, tekst) => {
                let stop = gesprek::begint_met_stop(tekst);
                trekt_in || (stop && wat.gezegd == Gezegd::Paniek)
            }
            _ => matches!(wat.gezegd, Gezegd::Intrekken(_)),
        };
        if geldt { Self::Levensloop(wat, Box::new(self)) } else { self }
    }

    /// Whether something said in a group of several people is meant for the bot: a command, or a tap.
    #[must_use]
    pub const fn is_for_the_bot(&self) -> bool {
        matches!(self, Self::Command(..) | Self::UnknownCommand(_) | Self::Tap(_))
    }

    /// What a text means when no dialogue claims it.
    #[must_use]
    pub fn outside_dialogue(text: &str) -> Self {
        // "Ben op vakantie tot 3 jan" and "kan niet die avond" are about more than an alert.
        // "Doorgestuurd" above a politiebericht without a number is WhatsApp's word, and no report of a post.
        if bedoeling::gaat_voor_bevestiging(text) || plakken::is_zonder_nummer(text) {
            return Self::Text(text.to_owned());
        }
        // "Delen uit" is no word about a post.
        if let Some(aan) = deelknop::zet(text) {
            return Self::Command(Command::Delen(if aan { "aan" } else { "uit" }.to_owned()), None);
        }
        let text = text.to_owned();
        match antwoord::bevestiging(&text) {
            Some(wat) => Self::Bevestiging(wat, text),
            None => Self::Text(text),
        }
    }

    /// The rights of which it needs one. A plain text needs none: what it gets is an answer for anybody.
    #[must_use]
    pub const fn requires(&self) -> &'static [Recht] {
        match self {
            Self::Command(command, _) => command.requires(),
            Self::Tap(knop) => knop.requires(),
            Self::Answer(dialogue, _) => dialogue.requires(),
            Self::Bevestiging(..) | Self::Uitnodiging(_) => GROEP,
            Self::Levensloop(..) => BIJWERKEN,
            Self::UnknownCommand(_)
            | Self::UnknownTap
            | Self::Overdrachtcode(..)
            | Self::Contact(_)
            | Self::EigenNummer(_)
            | Self::Locatie(_)
            | Self::Foto(_)
            | Self::Geplakt(_)
            | Self::Text(_)
            | Self::Other(_) => IEDEREEN,
        }
    }

    /// A fixed word for `spoor`, never what was typed.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Command(command, _) => command.info().name,
            Self::UnknownCommand(_) => "onbekend commando",
            Self::Answer(..) => "antwoord",
            Self::Overdrachtcode(..) => "code",
            Self::Contact(_) => "contact",
            Self::EigenNummer(_) => "eigen nummer",
            Self::Locatie(_) => "locatie",
            Self::Foto(_) => "foto",
            Self::Tap(_) => "knop",
            Self::UnknownTap => "onbekende knop",
            Self::Levensloop(..) => "over een melding",
            Self::Bevestiging(..) => "bevestiging",
            Self::Uitnodiging(_) => "uitnodiging",
            Self::Geplakt(_) => "geplakt bericht",
            Self::Text(_) => "tekst",
            Self::Other(_) => "ander bericht",
        }
    }
}

/// Whether what is typed at a preview is about an alert that was sent rather than about what is shown. `terug`: it reads as taking one back.
fn gaat_voor_voorbeeld(wat: &Levensloop, terug: bool, tekst: &str, codes: &[&str]) -> bool {
    let trekt_in = matches!(wat.gezegd, Gezegd::Intrekken(_) | Gezegd::MisschienIntrekken);
    let van_voorbeeld = antwoord::bij_voorbeeld(tekst) != BijVoorbeeld::Onduidelijk;
    let kort = woorden::woorden(tekst).len() <= PANIC_WORDS_MAX;
    // "ZM-0001 laten staan": by its number.
    let met_nummer =
        matches!(wat.gezegd, Gezegd::LatenStaan | Gezegd::Sluiten(_)) && levensloop::begint_met_nummer(tekst, codes);
    met_nummer
        || (trekt_in && levensloop::trekt_meteen_in(tekst, codes))
        || (terug && !van_voorbeeld)
        || (wat.gezegd == Gezegd::Paniek && kort && !van_voorbeeld)
}
