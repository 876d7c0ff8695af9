//! The commands, in one table: names, who may, what they do, an example.
//!
//! Owns the enum, reading a command from a text, the help lines and the reference `bot-commands.md`.
//! More than 400 lines: the table is one. Invariant: what is not in the table is no command, and every command of the table has a help line.

use crate::bot::begrip;
use crate::bot::knop::{GOEDKEUREN, POLITIE};
use crate::domain::aanmelding::AanmeldingId;
use crate::domain::bord::BordId;
use crate::domain::melding::lees_nummer;
use crate::domain::overdracht::OverdrachtId;
use crate::domain::politiebericht::onzichtbaar;
use crate::domain::rechten::{Mate, Recht, Rol, mag, mate};

/// What a command is, for help and reference.
#[derive(Debug, Clone, Copy)]
pub struct Info {
    /// Its name, without the slash.
    pub name: &'static str,
    /// Other names.
    pub aliases: &'static [&'static str],
    /// Names under which it is understood without a slash, as the first word.
    pub bare: &'static [&'static str],
    /// What comes behind it.
    pub arguments: &'static str,
    /// The rights of which it needs one.
    pub rights: &'static [Recht],
    /// What it does, in one line.
    pub description: &'static str,
    /// What one types.
    pub example: &'static str,
}

macro_rules! commands {
    ($($(#[$doc:meta])* $variant:ident {
        name: $name:literal, aliases: $aliases:expr, bare: $bare:expr, arguments: $arguments:literal,
        rights: $rights:expr, description: $description:literal, example: $example:literal $(,)?
    })*) => {
        /// A command, with the text behind it.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum Command {
            $($(#[$doc])* $variant(String),)*
        }

        impl Command {
            /// All commands, in the order of the help.
            pub const ALL: &'static [Info] = &[$(Info {
                name: $name, aliases: &$aliases, bare: &$bare, arguments: $arguments,
                rights: $rights, description: $description, example: $example,
            },)*];

            /// What kind of command it is.
            #[must_use]
            pub const fn info(&self) -> Info {
                match self {
                    $(Self::$variant(_) => Info {
                        name: $name, aliases: &$aliases, bare: &$bare, arguments: $arguments,
                        rights: $rights, description: $description, example: $example,
                    },)*
                }
            }

            fn with(name: &str, arguments: String) -> Option<Self> {
                match name {
                    $($name => Some(Self::$variant(arguments)),)*
                    _ => None,
                }
            }
        }
    };
}

commands! {
    /// Write and send an alert.
    Melding {
        name: "melding", aliases: ["bericht"], bare: ["melding"], arguments: "[soort] [wijk] [beschrijving]",
        rights: &[Recht::MeldingVersturen],
        description: "een politiebericht maken. U ziet eerst een voorbeeld; er gaat niets uit voor u op Versturen tikt",
        example: "/melding woninginbraak Rokkeveen man zwarte jas witte schoenen richting station",
    }
    /// How far an alert is.
    Status {
        name: "status", aliases: ["stand"], bare: ["status"], arguments: "[nummer] [details of beeld]",
        rights: &[Recht::StandInzien],
        description: "hoe staat uw laatste melding, of die met dit nummer, per groep. Met beeld: als plaatje van de wijken",
        example: "/status ZM-0001 details",
    }
    /// New facts about an alert.
    Update {
        name: "update", aliases: ["bijwerken", "aanvulling"], bare: [], arguments: "[nummer] wat er nieuw is",
        rights: &[Recht::MeldingBijwerken],
        description: "nieuws bij een lopende melding. U ziet eerst een voorbeeld. Met 'ook' en een wijk gaat de hele melding ook daarheen",
        example: "/update ZM-0231 man is kaal, nu op een fiets",
    }
    /// An alert is over.
    Sluit {
        name: "sluit", aliases: ["afgelopen", "sluiten", "afsluiten", "afloop"], bare: [], arguments: "[nummer] [afloop]",
        rights: &[Recht::MeldingBijwerken],
        description: "een melding afsluiten met de afloop; iedereen die haar kreeg, hoort het",
        example: "/sluit ZM-0231 verdachte aangehouden",
    }
    /// An alert was wrong.
    Intrekken {
        name: "intrekken", aliases: ["intrek"], bare: [], arguments: "[nummer] [reden]",
        rights: &[Recht::MeldingBijwerken],
        description: "een melding die niet klopt meteen intrekken. Net verstuurd en fout? Typ alleen STOP",
        example: "/intrekken ZM-0231 verkeerde wijk",
    }
    /// Take a running alert over from a colleague.
    Overnemen {
        name: "overnemen", aliases: ["overname"], bare: [], arguments: "[nummer]",
        rights: &[Recht::MeldingBijwerken],
        description: "een lopende melding van een collega overnemen, bij het wisselen van dienst; die zegt ja, en u hoort verder hoe het gaat",
        example: "/overnemen ZM-0231",
    }
    /// Hold an exercise.
    Oefening {
        name: "oefening", aliases: [], bare: ["oefening"], arguments: "[soort] [wijk] [beschrijving]",
        rights: &[Recht::Oefening],
        description: "een oefening maken, met OEFENING boven en onder het bericht. U ziet eerst een voorbeeld. \
            De gemeente vraagt er zo een aan politie; /oefening proefalarm is er een voor de hele gemeente",
        example: "/oefening woninginbraak Meerzicht man gele jas",
    }
    /// Ask to become beheerder, or how far that is.
    Aanmelden {
        name: "aanmelden", aliases: ["aanmelding", "inschrijven"], bare: ["aanmelden"],
        arguments: "[naam, wijk, groep …, … leden, wabp ja/nee]",
        rights: &[Recht::Aanmelden],
        description: "beheerder worden met uw buurtgroep, of zien hoe ver uw aanmelding is",
        example: "/aanmelden Beheerder Een, Rokkeveen, groep Buurtapp Waterlelie, 46 leden, wabp ja",
    }
    /// Hand groups over.
    Overdragen {
        name: "overdragen", aliases: ["opvolger"], bare: ["overdragen"], arguments: "[nummer van uw opvolger]",
        rights: &[Recht::Overdragen],
        description: "uw groep overdragen aan een opvolger. U krijgt een bericht met code om door te sturen; \
            STOP OVERDRACHT stopt het. De gemeente begint er een voor wie weg is, met de naam van de groep",
        example: "/overdragen 06 1234 0021",
    }
    /// The requests that wait.
    Aanvragen {
        name: "aanvragen", aliases: ["aanmeldingen"], bare: ["aanvragen"], arguments: "",
        rights: GOEDKEUREN,
        description: "welke aanvragen van beheerders nog openstaan, en bij de gemeente welke borden",
        example: "/aanvragen",
    }
    /// Agree to a request.
    Akkoord {
        name: "akkoord", aliases: [], bare: ["akkoord"], arguments: "nummer",
        rights: GOEDKEUREN,
        description: "akkoord geven op een aanvraag, als politie of als gemeente; of als tweede collega op een melding, \
            zoals /akkoord ZM-0001",
        example: "/akkoord A-17",
    }
    /// Refuse a request.
    Afwijzen {
        name: "afwijzen", aliases: [], bare: ["afwijzen"], arguments: "nummer reden",
        rights: GOEDKEUREN,
        description: "een aanvraag of de melding van een collega afwijzen. Die krijgt uw reden te lezen",
        example: "/afwijzen A-18 groep bestaat al",
    }
    /// Who runs the groups of a wijk.
    Wie {
        name: "wie", aliases: ["groepen"], bare: [], arguments: "wijk",
        rights: &[Recht::WieInzien],
        description: "de groepen van een wijk met hun beheerders",
        example: "/wie Rokkeveen",
    }
    /// Make a real WhatsApp group.
    Groep {
        name: "groep", aliases: ["groepsgesprek"], bare: [], arguments: "naam: nummers, of een wijk",
        rights: &[Recht::MeldingVersturen],
        description: "een WhatsApp-groep van hooguit 8 mensen maken, zoals meldkamer en kernteam. Ieder krijgt een link; \
            alleen wie de bot kent, komt erin",
        example: "/groep Kernteam Rokkeveen: 06 1234 0011, 06 1234 0012",
    }
    /// Take all rights from a telephone.
    Blokkeer {
        name: "blokkeer", aliases: ["blokkeren"], bare: ["blokkeer", "blokkeren"], arguments: "nummer",
        rights: &[Recht::Blokkeren],
        description: "een verloren of gestolen telefoon meteen alle rechten afnemen. Terugzetten doen twee collega's; \
            voor politie is een collega van de politie nodig",
        example: "/blokkeer 06 1234 0001",
    }
    /// Give a blocked telephone its rights back.
    Deblokkeer {
        name: "deblokkeer", aliases: ["deblokkeren", "ontblokkeer"],
        bare: ["deblokkeer", "deblokkeren", "ontblokkeer", "ontblokkeren"], arguments: "nummer",
        rights: GOEDKEUREN,
        description: "een geblokkeerde telefoon terugzetten: u ziet van wie hij is, en twee collega's tikken op Terugzetten",
        example: "/deblokkeer 06 1234 0001",
    }
    /// Sign on to a telephone that several share.
    Dienst {
        name: "dienst", aliases: [], bare: ["dienst"], arguments: "[naam] code, of uit",
        rights: POLITIE,
        description: "u aanmelden op een telefoon die u deelt, met de 6 cijfers uit uw app, voor hooguit 12 uur. \
            /dienst alleen zegt wie er is aangemeld, /dienst uit meldt af",
        example: "/dienst 123456",
    }
    /// Tell police something that is no emergency.
    Tip {
        name: "tip", aliases: [], bare: ["tip"], arguments: "[wat u zag]",
        rights: &[Recht::Hulp],
        description: "de politie iets laten weten dat geen spoed heeft. Dit wordt niet dag en nacht gelezen",
        example: "/tip gisteren grijze bus in de Akelei, reed steeds rondjes",
    }
    /// Away until a day.
    Afwezig {
        name: "afwezig", aliases: ["vakantie", "weg"], bare: ["afwezig"], arguments: "[van dag] tot dag",
        rights: &[Recht::GroepMelden],
        description: "u bent weg, vanaf nu of van een dag tot een dag, en krijgt dan geen politieberichten; de mede- of reserve-beheerder neemt het over",
        example: "/afwezig van 3 december tot 10 december",
    }
    /// Back again.
    Terug {
        name: "terug", aliases: [], bare: ["terug"], arguments: "",
        rights: &[Recht::GroepMelden],
        description: "u bent weer terug en krijgt weer politieberichten",
        example: "/terug",
    }
    /// Quiet hours.
    Stilte {
        name: "stilte", aliases: ["stiltetijd", "nietstoren"], bare: ["stilte", "stiltetijd"], arguments: "[van-tot, of uit]",
        rights: &[Recht::GroepMelden],
        description: "uren waarin u geen berichten wilt, en wat daar doorheen mag",
        example: "/stilte 23-7",
    }
    /// The button that puts an alert into a group.
    Delen {
        name: "delen", aliases: ["deelknop"], bare: [], arguments: "[aan of uit]",
        rights: &[Recht::GroepMelden],
        description: "bij elk politiebericht de knop Zet in mijn groep, die WhatsApp opent met de tekst klaar. \
            U krijgt hem ook zonder dit na Hulp bij doorsturen of Nog niet",
        example: "/delen aan",
    }
    /// Ask for signs.
    Borden {
        name: "borden", aliases: ["bord"], bare: ["borden"], arguments: "[aantal] [groep]",
        rights: &[Recht::BordenVragen],
        description: "borden voor uw buurt aanvragen: hoeveel, waar en waarom. De gemeente beslist; 'hoe staat het met mijn borden' zegt hoe ver het is",
        example: "/borden 2",
    }
    /// Ask for stickers.
    Stickers {
        name: "stickers", aliases: ["sticker"], bare: ["stickers"], arguments: "[aantal] [groep]",
        rights: &[Recht::BordenVragen],
        description: "stickers voor voordeuren aanvragen, één per adres. De gemeente beslist",
        example: "/stickers 40",
    }
    /// The gemeente saw the registration of a group.
    Wabp {
        name: "wabp", aliases: [], bare: [], arguments: "groep",
        rights: &[Recht::BordenBeslissen],
        description: "noteren dat u zag dat deze groep bij WABP.nl staat",
        example: "/wabp Buurtapp Waterlelie",
    }
    /// Plan a meeting, or see who comes.
    Bijeenkomst {
        name: "bijeenkomst", aliases: ["uitnodiging"], bare: ["bijeenkomst"], arguments: "[dag tijd plaats: onderwerp]",
        rights: &[Recht::Bijeenkomst],
        description: "alle beheerders van uw gemeente uitnodigen, of zien wie er komt. U ziet eerst een voorbeeld",
        example: "/bijeenkomst 2 december 19.30 Stadhuis: jaarlijkse avond",
    }
    /// Information by wijk that is no alert.
    Informatie {
        name: "informatie", aliases: ["info"], bare: [], arguments: "[wijk: tekst], of aan of uit",
        rights: &[Recht::Informatie, Recht::GroepMelden],
        description: "de beheerders van een wijk iets laten weten dat geen melding is; u ziet eerst een voorbeeld. \
            Wijkagent en gemeente leggen het voor aan politie. Beheerders: wilt u dit wel of niet krijgen",
        example: "/informatie Rokkeveen: vrijdag om 14.00 uur is er spreekuur in het buurthuis",
    }
    /// How well a wijk is covered.
    Dekking {
        name: "dekking", aliases: [], bare: ["dekking"], arguments: "[wijk]",
        rights: &[Recht::Dekking],
        description: "hoeveel groepen er zijn, en bij hoeveel nu een beheerder bereikbaar is",
        example: "/dekking Rokkeveen",
    }
    /// Figures.
    Statistiek {
        name: "statistiek", aliases: ["statistieken", "cijfers"], bare: ["statistiek", "statistieken"], arguments: "[wijk]",
        rights: &[Recht::Statistiek, Recht::Dekking],
        description: "hoeveel meldingen er waren, hoe vaak gemeld geplaatst, en hoe snel",
        example: "/statistiek",
    }
    /// How good alerts were.
    Kwaliteit {
        name: "kwaliteit", aliases: [], bare: ["kwaliteit"], arguments: "",
        rights: &[Recht::StandInzien],
        description: "hoe goed meldingen waren volgens verzenders en beheerders, per maand en soort, nooit per persoon",
        example: "/kwaliteit",
    }
    /// Who may what.
    Rechten {
        name: "rechten", aliases: ["rollen"], bare: ["rechten"], arguments: "[naam]",
        rights: &[Recht::Rechten],
        description: "wie wat mag in uw gemeente en tot wanneer; een rol verlengen of afnemen. Verlengen voor politie doen twee collega's",
        example: "/rechten",
    }
    /// What is kept of them.
    Mijngegevens {
        name: "mijngegevens", aliases: ["gegevens", "inzage"], bare: ["mijngegevens"], arguments: "",
        rights: &[Recht::Hulp],
        description: "wat we van u bewaren",
        example: "/mijngegevens",
    }
    /// Another number.
    Nummer {
        name: "nummer", aliases: ["nieuwnummer"], bare: [], arguments: "[nieuw nummer]",
        rights: &[Recht::GroepMelden],
        description: "u krijgt een nieuw telefoonnummer: wat u doet, en wij",
        example: "/nummer 06 1234 0022",
    }
    /// Stop as beheerder.
    Afmelden {
        name: "afmelden", aliases: ["uitschrijven"], bare: ["afmelden", "uitschrijven"], arguments: "[groep]",
        rights: &[Recht::GroepMelden],
        description: "stoppen als beheerder. Overdragen mag ook: /overdragen",
        example: "/afmelden",
    }
    /// Erase what is kept of them.
    Wis {
        name: "wis", aliases: ["wissen", "verwijder"], bare: ["wissen"], arguments: "",
        rights: &[Recht::Hulp],
        description: "alles wat we van u bewaren wissen. We vragen het u eerst nog eens",
        example: "/wis",
    }
    /// The language of explanations.
    Taal {
        name: "taal", aliases: ["language", "english"], bare: ["taal"], arguments: "[nl of en]",
        rights: &[Recht::Hulp],
        description: "uitleg in het Nederlands of Engels (politieberichten blijven Nederlands)",
        example: "/taal en",
    }
    /// The rules of a neighbourhood group.
    Spelregels {
        name: "spelregels", aliases: ["huisregels"], bare: ["spelregels", "huisregels"], arguments: "",
        rights: &[Recht::Hulp],
        description: "waar de spelregels van uw gemeente staan, en een korte tekst ervan voor in uw groep",
        example: "/spelregels",
    }
    /// How to set a telephone so that an alert is heard.
    Telefoon {
        name: "telefoon", aliases: ["instellen"], bare: [], arguments: "[android of iphone]",
        rights: &[Recht::Hulp],
        description: "de drie dingen die u op uw telefoon instelt om een politiebericht te horen",
        example: "/telefoon iphone",
    }
    /// Whether an alert is real.
    Check {
        name: "check", aliases: ["controleer"], bare: ["check", "controleer"], arguments: "nummer",
        rights: &[Recht::Hulp],
        description: "is een politiebericht met dit nummer echt, en nog geldig",
        example: "/check ZM-0001",
    }
    /// What this role can do.
    Help {
        name: "help", aliases: ["hulp", "menu", "start"], bare: ["help", "hulp", "menu"], arguments: "",
        rights: &[Recht::Hulp],
        description: "deze lijst",
        example: "/help",
    }
    /// Leave a dialogue.
    Stop {
        name: "stop", aliases: ["stoppen"], bare: ["stop", "stoppen"], arguments: "",
        rights: &[Recht::Hulp],
        description: "stoppen met wat u aan het invullen was",
        example: "/stop",
    }
}

/// What people's keyboards make of a slash.
const SLASHES: [char; 5] = ['/', '\\', '／', '⁄', '∕'];

/// What a text is, as far as commands go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Read {
    /// A command; holds what was typed if that was corrected.
    Command(Command, Option<String>),
    /// A slash with something that is no command.
    Unknown(String),
    /// No command.
    Text,
}

impl Command {
    /// The rights of which a command needs one. Checked before anything is routed.
    #[must_use]
    pub const fn requires(&self) -> &'static [Recht] {
        self.info().rights
    }

    /// Reads a text. With a slash, a small mistake in the name is put right; without one, only the
    /// first word counts, and it must be exact.
    #[must_use]
    pub fn read(text: &str) -> Read {
        let seen: String = text.chars().filter(|letter| !onzichtbaar(*letter)).collect();
        // A quote is what somebody else said.
        if seen.trim_start().starts_with('>') {
            return Read::Text;
        }
        let greeted = seen.get(begrip::aanhef::lengte(&seen)..).unwrap_or(&seen);
        let text = greeted.trim_start_matches(|letter: char| !letter.is_alphanumeric() && !SLASHES.contains(&letter));
        // "❌ akkoord ZM-0001": the sign turns it round.
        let before = greeted.strip_suffix(text).unwrap_or_default();
        if before.chars().any(|sign| begrip::woorden::als_woord(sign).is_some()) {
            return Read::Text;
        }
        let slashed = text.strip_prefix(SLASHES);
        let rest = slashed.unwrap_or(text).trim_start();
        let end = rest.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(rest.len());
        let (typed, arguments) = rest.split_at(end);
        let name = typed.to_lowercase();
        let arguments =
            arguments.trim_start_matches([':', '.', ',', '!', '-', '–', '—', '"', '”', '’', ' ', '\n']).to_owned();
        let known = |info: &&Info| match slashed {
            Some(_) => info.name == name || info.aliases.contains(&name.as_str()),
            None => {
                let numbered = info.rights == GOEDKEUREN && !info.arguments.is_empty();
                let mut words = arguments.split([' ', ',', ':']);
                let first = words.next().unwrap_or_default();
                let melding = [first.to_owned(), format!("{first}{}", words.next().unwrap_or_default())];
                let melding = melding.iter().any(|nummer| lees_nummer(nummer).is_some());
                info.bare.contains(&name.as_str())
                    // "Akkoord" alone answers many questions; with a number it is the command.
                    && (!numbered || melding || AanmeldingId::lees(first).is_some() || OverdrachtId::lees(first).is_some() || BordId::lees(first).is_some())
                    // "Kan ik overdragen?" asks.
                    && (info.name != "overdragen" || !text.contains('?'))
                    // "Melding akkoord" decides about one, and begins none.
                    && (info.name != "melding"
                        || !begrip::besluit::is_besluit_alleen(&arguments))
                    // "Dienst is druk vandaag" is talk; "dienst 123456" and "dienst uit" are not.
                    && (info.name != "dienst"
                        || arguments.split_whitespace().count() <= 1
                        || arguments.chars().any(|letter| letter.is_ascii_digit()))
                    // "Terug halen!" is no return.
                    && (info.name != "terug" || begrip::bedoeling::meldt_terug(&format!("terug {arguments}")))
                    // "Stop daarmee jongens" is talk; "stop de overdracht" is not.
                    && (info.rights != [Recht::Hulp]
                        || arguments.split_whitespace().count() <= 1
                        || (info.name == "stop" && begrip::gesprek::bevat_overdracht(&arguments)))
            }
        };
        if let Some(command) = Self::ALL.iter().find(known).and_then(|info| Self::with(info.name, arguments.clone())) {
            return Read::Command(command, None);
        }
        match slashed {
            Some(_) if name.is_empty() => Read::Text,
            Some(_) => Self::corrected(&name).and_then(|info| Self::with(info.name, arguments)).map_or_else(
                || Read::Unknown(typed.to_owned()),
                |command| Read::Command(command, Some(format!("/{typed}"))),
            ),
            None => Read::Text,
        }
    }

    /// Whether a text begins with a slash, but for a greeting and signs around it.
    #[must_use]
    pub fn is_slashed(text: &str) -> bool {
        let greeted = text.get(begrip::aanhef::lengte(text)..).unwrap_or(text);
        greeted
            .chars()
            .find(|letter| letter.is_alphanumeric() || SLASHES.contains(letter))
            .is_some_and(|letter| SLASHES.contains(&letter))
    }

    /// The only command whose name is nearly what was typed.
    fn corrected(name: &str) -> Option<&'static Info> {
        let mut near = Self::ALL.iter().filter(|info| {
            std::iter::once(&info.name)
                .chain(info.aliases)
                .any(|known| begrip::woorden::lijkt_op(name, known).is_some())
        });
        near.next().filter(|_| near.next().is_none())
    }

    /// The help lines for people with these roles.
    #[must_use]
    pub fn descriptions(rollen: &[Rol]) -> Vec<String> {
        Self::ALL
            .iter()
            .filter(|info| rollen.iter().any(|rol| een_mag(*rol, info)))
            .map(|info| format!("/{} – {}", info.name, info.description))
            .collect()
    }
}

/// Whether a role may do it, or ask for it, or write a draft of it that somebody else sends.
fn een_mag(rol: Rol, info: &Info) -> bool {
    let concept = info.name == "melding" && mate(rol, Recht::MeldingVersturen) == Mate::Concept;
    concept || info.rights.iter().any(|recht| mag(rol, *recht) || mate(rol, *recht) == Mate::Vraagt)
}

/// The reference that police and beheerders read, as Markdown.
#[must_use]
pub fn reference() -> String {
    let mut page = String::from(include_str!("../texts/bot-commands-begin.md"));
    for info in Command::ALL {
        let getoond = [
            Rol::Politie,
            Rol::Goedkeurder,
            Rol::Wijkagent,
            Rol::Gemeente,
            Rol::Functioneel,
            Rol::Beheerder,
            Rol::Reserve,
            Rol::Onbekend,
        ];
        let rollen: Vec<&str> = getoond
            .into_iter()
            .filter(|rol| een_mag(*rol, info))
            .map(|rol| if rol == Rol::Onbekend { "ieder ander" } else { rol.id() })
            .collect();
        let usage = [info.name, info.arguments].join(" ");
        page.push_str(&format!("\n## /{}\n\n", usage.trim()));
        page.push_str(&format!("Wat het doet: {}.\n\n", info.description));
        page.push_str(&format!("- Wie: {}\n", rollen.join(", ")));
        if !info.aliases.is_empty() {
            page.push_str(&format!(
                "- Ook: {}\n",
                info.aliases.iter().map(|alias| format!("`/{alias}`")).collect::<Vec<_>>().join(", ")
            ));
        }
        page.push_str(&format!("- Voorbeeld: `{}`\n", info.example));
    }
    page.push_str(include_str!("../texts/bot-commands-end.md"));
    page
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("/melding overval centrum", "overval centrum")]
    #[case("/MELDING overval centrum", "overval centrum")]
    #[case("/ melding: overval centrum", "overval centrum")]
    #[case("melding overval centrum", "overval centrum")]
    #[case("⚠️ melding overval centrum", "overval centrum")]
    #[case("/bericht overval centrum", "overval centrum")]
    #[case("goedenavond, melding overval centrum", "overval centrum")]
    #[case("Hoi collega! /melding overval centrum", "overval centrum")]
    #[case("“/melding” overval centrum", "overval centrum")]
    #[case("\u{200b}/mel\u{200d}ding\noverval centrum", "overval centrum")]
    #[case("\\melding overval centrum", "overval centrum")]
    #[case("／melding — overval centrum", "overval centrum")]
    fn a_command_is_read_whatever_stands_around_it(#[case] text: &str, #[case] arguments: &str) {
        assert_eq!(Command::read(text), Read::Command(Command::Melding(arguments.into()), None));
    }

    #[rstest]
    #[case("/hlep", Command::Help(String::new()))]
    #[case("/meldign x", Command::Melding("x".into()))]
    #[case("/statsu", Command::Status(String::new()))]
    fn a_small_mistake_is_put_right(#[case] text: &str, #[case] command: Command) {
        assert!(matches!(Command::read(text), Read::Command(read, Some(_)) if read == command));
    }

    #[test]
    fn understanding_knows_every_name_of_a_command() {
        let unknown: Vec<_> = Command::ALL
            .iter()
            .flat_map(|info| std::iter::once(&info.name).chain(info.aliases))
            .filter(|name| !begrip::opdracht::is_opdracht(name))
            .collect();
        assert!(unknown.is_empty(), "put these into [opdrachten] in woorden/melding.toml: {unknown:?}");
    }

    #[rstest]
    #[case("bericht staat in de groep", Read::Text)]
    #[case("help mij met de sleutel", Read::Text)]
    #[case("stop daarmee jongens", Read::Text)]
    #[case("", Read::Text)]
    #[case("/", Read::Text)]
    #[case("🚨🚨", Read::Text)]
    #[case("/voetbal", Read::Unknown("voetbal".into()))]
    fn what_is_no_command_is_left_alone(#[case] text: &str, #[case] read: Read) {
        assert_eq!(Command::read(text), read);
    }

    #[test]
    fn help_lists_what_a_role_can_do_and_only_that() {
        assert_eq!(Command::descriptions(&[Rol::Politie]).len(), 29);
        assert_eq!(Command::descriptions(&[Rol::Beheerder]).len(), 23);
    }
}
