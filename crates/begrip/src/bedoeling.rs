//! What somebody wants with a text that is no command and no answer to anything.
//!
//! Owns the order in which meanings are tried. Decides nothing: rights and state are the handlers'. Invariants: an
//! emergency comes first; a negation is never read as a yes; what fits nothing is [`Bedoeling::Onbegrepen`].

use jiff::civil::Date;

use crate::aankondiging::over_een_ander;
use crate::aankondiging::{self, Aankondiging};
use crate::antwoord::{duim, lijkt_melding};
use crate::datum;
use crate::spoed;
use crate::woorden::{Woord, bevat, lijkt_op, woorden};
use kern::domain::bord::Bord;
use kern::domain::melding::lees_nummer;

/// What somebody wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bedoeling {
    /// Reports something that happens now.
    Spoed,
    /// Asks whether an alert with this number is real.
    Check(String),
    /// A telephone is to be blocked.
    Blokkeer,
    /// Agrees to a request.
    Akkoord,
    /// Is or will be away.
    Afwezig,
    /// Is back.
    Terug,
    /// Wants quiet hours, or none any more.
    Stilte {
        /// They are to be taken away.
        uit: bool,
    },
    /// Tells police something that is no emergency.
    Tip(String),
    /// Wants signs or stickers: how many, if they said so.
    Borden(Bord, Option<i64>),
    /// Comes to a meeting, or does not.
    Rsvp(bool),
    /// Asks how well a wijk is covered.
    Dekking,
    /// Asks for figures.
    Statistiek,
    /// Wants explanations in English (`true`) or Dutch.
    Engels(bool),
    /// Asks what is kept of them.
    Mijngegevens,
    /// Wants to be erased.
    Wis,
    /// Wants to stop as beheerder.
    Afmelden,
    /// Wants to hand a group over.
    Overdragen,
    /// A hand-over is to be stopped.
    OverdrachtStop,
    /// Asks how a message is taken out of a group.
    HoeVerwijderen,
    /// Has or will have another number.
    NummerWijzig,
    /// Asks what the bot can do.
    Help,
    /// Wants to become beheerder.
    Aanmelden,
    /// Asks how far their request is.
    HoeVer,
    /// Something that reads like a report, and is not known to happen now.
    Melding,
    /// Something that reads like a report, of another time.
    VanToen,
    /// Thanks, emoji and other talk that needs no answer.
    Praatje,
    /// Nothing of these.
    Onbegrepen,
}

/// What is going on around a text.
#[derive(Debug, Clone)]
pub struct Omstandigheden<'a> {
    /// The day in the Netherlands.
    pub vandaag: Date,
    /// The letters of the numbers of alerts.
    pub codes: Vec<&'a str>,
    /// They run a group.
    pub beheerder: bool,
    /// They asked to become beheerder.
    pub aangemeld: bool,
    /// They may send alerts.
    pub verzender: bool,
    /// They may block telephones.
    pub blokkeert: bool,
    /// They decide about requests.
    pub beslist: bool,
    /// They were invited to a meeting that is still to come.
    pub uitgenodigd: bool,
    /// An alert runs for a group of theirs.
    pub melding_loopt: bool,
}

impl Omstandigheden<'_> {
    /// Somebody of whom nothing is known.
    #[must_use]
    pub const fn onbekende(vandaag: Date) -> Self {
        Self {
            vandaag,
            codes: Vec::new(),
            beheerder: false,
            aangemeld: false,
            verzender: false,
            blokkeert: false,
            beslist: false,
            uitgenodigd: false,
            melding_loopt: false,
        }
    }
}

/// The words of a text, to be asked about.
struct Tekst<'a> {
    tekst: &'a str,
    woorden: Vec<Woord>,
}

impl Tekst<'_> {
    /// Whether it holds one of these words.
    fn woord(&self, lijst: &[&str]) -> bool {
        self.woorden.iter().any(|woord| lijst.contains(&woord.norm.as_str()))
    }

    /// Whether it holds one of these long words, or nearly.
    fn ongeveer(&self, lijst: &[&str]) -> bool {
        self.woorden.iter().any(|woord| {
            lijst
                .iter()
                .any(|bekend| woord.norm == *bekend || (bekend.len() >= 7 && lijkt_op(&woord.norm, bekend).is_some()))
        })
    }

    /// Whether it holds one of these runs of words.
    fn reeks(&self, lijst: &[&str]) -> bool {
        lijst.iter().any(|reeks| bevat(&self.woorden, reeks))
    }

    fn ontkend(&self) -> bool {
        self.woord(&["niet", "nee", "geen", "nooit", "neen", "nie", "not", "no"])
    }
}

/// What somebody wants.
#[must_use]
pub fn lees(getypt: &str, om: &Omstandigheden<'_>) -> Bedoeling {
    let tekst = Tekst { tekst: getypt, woorden: woorden(getypt) };
    if om.blokkeert
        && tekst.ongeveer(&["blokkeer", "blokkeren"])
        && getypt.chars().filter(char::is_ascii_digit).count() >= 8
    {
        return Bedoeling::Blokkeer;
    }
    if !om.verzender && spoed::is_spoed(getypt, om.melding_loopt) {
        return Bedoeling::Spoed;
    }
    if let Some(nummer) = gevraagd_nummer(&tekst, &om.codes) {
        return Bedoeling::Check(nummer);
    }
    if om.beslist && tekst.woorden.first().is_some_and(|woord| woord.norm == "akkoord") {
        return Bedoeling::Akkoord;
    }
    if tekst.woorden.is_empty() || duim(getypt) {
        return Bedoeling::Praatje;
    }
    if let Some(komt) = om.uitgenodigd.then(|| rsvp(&tekst, om.vandaag)).flatten() {
        return Bedoeling::Rsvp(komt);
    }
    eigen_zaken(&tekst, om).or_else(|| vragen(&tekst, om)).or_else(|| tip(&tekst)).unwrap_or_else(|| rest(&tekst, om))
}

/// The number in "ZM-0231", "klopt zm 0231?", "is ZM-0231 echt".
fn gevraagd_nummer(tekst: &Tekst<'_>, codes: &[&str]) -> Option<String> {
    let gelezen = &tekst.woorden;
    let vraagt = |norm: &str| matches!(norm, "klopt" | "echt" | "nep" | "check" | "waar" | "geldig" | "vals" | "fake");
    let code = |norm: &str| codes.iter().any(|code| norm.starts_with(&code.to_lowercase()));
    let plaats = gelezen.iter().position(|woord| code(&woord.norm) && woord.norm.len() <= 8)?;
    let los = gelezen[plaats].norm.chars().any(|teken| teken.is_ascii_digit());
    let cijfers = gelezen.get(plaats + 1).filter(|_| !los).map_or("", |woord| woord.norm.as_str());
    let nummer = lees_nummer(&format!("{}{cijfers}", gelezen[plaats].norm))?;
    let alleen = gelezen.len() == if los { 1 } else { 2 };
    (alleen || tekst.tekst.contains('?') || gelezen.iter().any(|woord| vraagt(&woord.norm))).then_some(nummer)
}

/// Whether somebody comes. "Kom niet" and "kan niet die avond" are a no; a question is neither.
fn rsvp(tekst: &Tekst<'_>, vandaag: Date) -> Option<bool> {
    if tekst.woorden.len() > 16 || tekst.tekst.trim_end().ends_with('?') {
        return None;
    }
    // "Ik ben er weer", "ben er niet tot maandag": about themselves, unless the evening is named.
    let avond = tekst.woord(&["avond", "bijeenkomst", "vergadering", "uitnodiging", "datum"]);
    let tot = tekst.woord(&["tot", "tm", "vanaf", "vakantie", "weken", "week"]) || tekst.reeks(&["t m"]);
    match aanwezigheid(tekst, vandaag) {
        Some(Bedoeling::Terug) if !avond => return None,
        Some(Bedoeling::Afwezig) if !avond && tot && !tekst.reeks(&["tot dan"]) => return None,
        _ => {}
    }
    let nee = tekst.ontkend() || tekst.woord(&["verhinderd", "helaas", "jammer", "afwezig", "afmelden", "overslaan"]);
    let over =
        tekst.woord(&[
            "kom",
            "komen",
            "kan",
            "kunnen",
            "aanwezig",
            "avond",
            "bijeenkomst",
            "vergadering",
            "erbij",
            "verhinderd",
            "datum",
            "dan",
            "sla",
            "lukt",
            "uitnodiging",
        ]) || tekst.reeks(&["ben er", "er bij", "zijn er", "ben erbij", "tot dan", "doe mee", "zet mij", "zet me"]);
    let kaal = tekst.woorden.len() <= 3 && tekst.woord(&["ja", "jazeker", "graag", "nee", "neen", "yes"]);
    (over || kaal).then_some(!nee)
}

/// What people arrange for themselves.
fn eigen_zaken(tekst: &Tekst<'_>, om: &Omstandigheden<'_>) -> Option<Bedoeling> {
    if let Some(engels) = taal(tekst) {
        return Some(Bedoeling::Engels(engels));
    }
    if om.beheerder && stopt_overdracht(&tekst.woorden) {
        return Some(Bedoeling::OverdrachtStop);
    }
    if om.beheerder && hoe_verwijderen(tekst) {
        return Some(Bedoeling::HoeVerwijderen);
    }
    let gegevens = tekst.ongeveer(&["gegevens", "persoonsgegevens", "data", "info", "informatie"]);
    let over_mij = tekst.reeks(&[
        "van mij",
        "over mij",
        "van me",
        "over me",
        "mijn gegevens",
        "van mezelf",
        "over mijzelf",
        "mij",
    ]);
    let wissen = tekst.ongeveer(&[
        "verwijder",
        "verwijderen",
        "verwijdert",
        "wissen",
        "wis",
        "delete",
        "vergeten",
        "vergeet",
        "weghalen",
        "schrappen",
        "verwijderverzoek",
    ]);
    if wissen
        && (gegevens
            || tekst.reeks(&[
                "alles van mij",
                "alles over mij",
                "mijn nummer",
                "mijn naam",
                "mij uit",
                "me uit",
                "vergeet mij",
                "vergeet me",
            ])
            || tekst.woord(&["avg", "verwijderverzoek"]))
        && !tekst.ontkend()
    {
        return Some(Bedoeling::Wis);
    }
    let vraagt = tekst.woord(&[
        "wat", "welke", "welk", "hoeveel", "toon", "laat", "inzien", "inzage", "bekijken", "opvragen", "zien",
    ]);
    if vraagt
        && ((gegevens && (over_mij || tekst.woord(&["mijn", "bewaren", "bewaart", "hebben", "weten"])))
            || (tekst.woord(&["weten", "weet", "bewaren", "bewaart", "staat", "opgeslagen"]) && over_mij))
        || (gegevens && tekst.reeks(&["mijn gegevens", "mijn data", "mn gegevens"]) && tekst.woorden.len() <= 4)
        || tekst.woord(&["inzageverzoek"])
        || (tekst.woord(&["avg"]) && vraagt)
    {
        return Some(Bedoeling::Mijngegevens);
    }
    if stopt(tekst) {
        return Some(Bedoeling::Afmelden);
    }
    let nummer = tekst.ongeveer(&["telefoonnummer", "nummer", "mobiel", "06nummer"]) || tekst.reeks(&["06 nummer"]);
    let anders = tekst.woord(&[
        "nieuw",
        "nieuwe",
        "ander",
        "andere",
        "anders",
        "verandert",
        "veranderd",
        "veranderen",
        "verander",
        "wijzigt",
        "gewijzigd",
        "wijzigen",
        "wijzig",
        "wisselen",
        "overzetten",
    ]);
    if nummer
        && anders
        && !tekst.ontkend()
        && !over_een_ander(&tekst.woorden)
        && !tekst.woord(&["112", "melding", "groep", "politie"])
        && tekst.woord(&["mijn", "ik", "heb", "krijg", "m'n", "mn", "doorgeven", "geef"])
    {
        return Some(Bedoeling::NummerWijzig);
    }
    stilte(tekst)
        .or_else(|| aanwezigheid(tekst, om.vandaag))
        .or_else(|| om.beheerder.then(|| borden(tekst)).flatten())
        .or_else(|| {
            let draagt_over = tekst.ongeveer(&["overdragen", "opvolger", "overdracht"])
                || (tekst.woord(&["overnemen", "overneemt"]) && tekst.woord(&["mijn", "groep", "mij", "beheer"]));
            // A question how or whether it can be done begins nothing.
            let vraagt = tekst.tekst.contains('?')
                || tekst.woorden.first().is_some_and(|woord| {
                    matches!(woord.norm.as_str(), "hoe" | "wie" | "wat" | "wanneer" | "waarom" | "moet")
                });
            (om.beheerder && draagt_over && !vraagt && !tekst.ontkend()).then_some(Bedoeling::Overdragen)
        })
}

/// "Overdracht stoppen", "de overdracht gaat niet door", "ik wil niet meer overdragen".
#[must_use]
pub fn stopt_overdracht(alle: &[Woord]) -> bool {
    let een_van = |lijst: &[&str]| alle.iter().any(|woord| lijst.contains(&woord.norm.as_str()));
    let overdracht = een_van(&["overdracht", "overdragen", "overdraag", "overname"]);
    let stopt = een_van(&[
        "stop",
        "stoppen",
        "stopzetten",
        "annuleer",
        "annuleren",
        "cancel",
        "afbreken",
        "intrekken",
        "terugdraaien",
    ]);
    let niet = een_van(&["niet", "nie", "nooit"]);
    let gaat_niet = ["niet door", "niet meer", "toch niet", "hoeft niet"].iter().any(|reeks| bevat(alle, reeks));
    // "Niet stoppen" stops nothing.
    overdracht && ((stopt && !niet) || (!stopt && gaat_niet))
}

/// "Hoe verwijder ik dat bericht": about what stands in a group, not about what is kept of them.
fn hoe_verwijderen(tekst: &Tekst<'_>) -> bool {
    let haalt_weg = tekst.ongeveer(&["verwijder", "verwijderen", "verwijdert", "weghalen", "wissen"])
        || tekst.woord(&["wis", "delete"])
        || (tekst.woord(&["haal", "krijg"]) && tekst.woord(&["weg", "eruit", "eraf"]));
    let anders = tekst.woord(&["gegevens", "account", "mij", "me", "mezelf", "nummer", "naam", "avg"]);
    tekst.woord(&["hoe", "how"]) && haalt_weg && !anders
}

fn taal(tekst: &Tekst<'_>) -> Option<bool> {
    let engels = tekst.woord(&["english", "engels", "englisch"]);
    let nederlands = tekst.woord(&["nederlands", "dutch", "hollands"]);
    let kort = tekst.woorden.len() <= 7;
    match (engels, nederlands) {
        _ if !kort => None,
        (true, false) => Some(true),
        (false, true) => Some(false),
        // "Liever Engels dan Nederlands": the first that is named.
        (true, true) => tekst.woorden.iter().find_map(|woord| match woord.norm.as_str() {
            "english" | "engels" | "englisch" => Some(true),
            "nederlands" | "dutch" | "hollands" => Some(false),
            _ => None,
        }),
        (false, false) => None,
    }
}

/// "Wil stoppen als beheerder", "meld mij af", "schrijf me uit".
fn stopt(tekst: &Tekst<'_>) -> bool {
    let beheer = tekst.ongeveer(&["beheerder", "beheer", "groepsbeheerder", "beheerderschap", "buurtgroep"]);
    let stopt = tekst.woord(&[
        "stop",
        "stoppen",
        "ophouden",
        "weg",
        "af",
        "kappen",
        "nokken",
        "opzeggen",
        "opzegging",
        "eruit",
        "neerleggen",
        "mee",
    ]);
    let wil = tekst.woord(&["wil", "ga", "stop", "stoppen", "wens", "graag", "ermee", "opzeggen", "moet"]);
    (beheer && wil && stopt && !tekst.woord(&["worden", "niet", "nieuwe"]))
        || (beheer
            && tekst.reeks(&[
                "geen beheerder meer",
                "niet meer beheerder",
                "niet langer beheerder",
                "ben geen beheerder",
            ]))
        || tekst.woord(&["afmelden", "afmelde", "uitschrijven", "uitschrijve"])
            && !tekst.woord(&["niet", "hoe"])
            // Not of somebody else, and of nothing else: "afmelden voor de bordenactie".
            && !over_een_ander(&tekst.woorden)
            && !tekst.woord(&["voor", "bijeenkomst", "avond", "borden", "bord", "actie", "stickers", "vergadering"])
            && tekst.woorden.len() <= 8
        || tekst.reeks(&[
            "meld mij af",
            "meld me af",
            "schrijf mij uit",
            "schrijf me uit",
            "haal mij eruit",
            "haal me eruit",
        ])
}

fn stilte(tekst: &Tekst<'_>) -> Option<Bedoeling> {
    let nacht =
        tekst.woord(&["snachts", "nachts", "nacht", "nachtrust", "savonds", "avonds", "slaap", "slapen", "night"]);
    let stil = tekst.ongeveer(&["stiltetijd", "stilte", "stiltetijden", "nachtrust"])
        || tekst.reeks(&["niet storen", "stille uren", "do not disturb"]);
    let uit = tekst.reeks(&[
        "stilte uit",
        "stilte weg",
        "stilte stoppen",
        "geen stilte",
        "stiltetijd uit",
        "niet meer stil",
        "wel weer berichten",
    ]) || (nacht
        && tekst.woord(&["wel", "ook", "weer"])
        && tekst.woord(&["berichten", "meldingen", "bericht", "wakker", "alles"])
        && !tekst.ontkend());
    let rust = tekst.ontkend()
        && tekst.woord(&[
            "bericht",
            "berichten",
            "melding",
            "meldingen",
            "storen",
            "gestoord",
            "bellen",
            "appen",
            "appjes",
            "wakker",
            "lastig",
            "pushberichten",
            "alarm",
        ]);
    if uit {
        return Some(Bedoeling::Stilte { uit: true });
    }
    let uren = datum::uren(tekst.tekst).is_some() && datum_los(tekst);
    // "Alleen tussen 8 en 22 graag": when messages may come.
    let alleen = uren
        && tekst.woord(&["alleen", "enkel", "slechts", "uitsluitend"])
        && tekst.woorden.len() <= 10
        && !tekst.woord(&["kan", "bel", "bellen", "weg", "groep"]);
    if alleen {
        return Some(Bedoeling::Stilte { uit: false });
    }
    (stil || ((nacht || uren) && rust)).then_some(Bedoeling::Stilte { uit: false })
}

/// Whether what looks like hours is not a part of a day ("3-1").
fn datum_los(tekst: &Tekst<'_>) -> bool {
    datum::lees(tekst.tekst, Date::constant(2026, 1, 1)).tot.is_none() || tekst.woord(&["uur", "u"])
}

fn aanwezigheid(tekst: &Tekst<'_>, vandaag: Date) -> Option<Bedoeling> {
    let periode = datum::lees(tekst.tekst, vandaag);
    let later = periode.tot.is_some_and(|dag| dag > vandaag);
    let vakantie =
        tekst.ongeveer(&["vakantie", "vacantie", "wintersport", "afwezig", "afwezigheid"]) || tekst.woord(&["holiday"]);
    let weg = tekst.woord(&[
        "weg",
        "ziekenhuis",
        "buitenland",
        "reis",
        "onbereikbaar",
        "tussenuit",
        "ertussenuit",
        "opgenomen",
    ]) || tekst.reeks(&[
        "niet reageren",
        "niet doorsturen",
        "niet plaatsen",
        "er niet",
        "er even niet",
        "even niet",
        "niet thuis",
        "niet bereikbaar",
        "niet beschikbaar",
        "niet aanwezig",
        "er niet bij",
    ]);
    let terug = tekst.woord(&["terug", "teruggekeerd", "back"])
        || tekst.reeks(&["weer thuis", "weer bereikbaar", "weer beschikbaar", "weer aanwezig", "er weer"]);
    let ik = tekst.woord(&["ik", "ben", "wij", "we", "zijn", "weer", "met", "op", "ga", "tot", "terug", "naar"]);
    let voorbij = tekst.reeks(&["vakantie voorbij", "vakantie is voorbij", "vakantie afgelopen"]);
    if gaat_niet_weg(tekst) {
        return Some(Bedoeling::Terug);
    }
    if (vakantie && !voorbij || weg || terug) && later && !tekst.woord(&["dief", "dader", "auto"]) {
        return Some(Bedoeling::Afwezig);
    }
    if voorbij
        || (terug
            && ik
            && tekst.woorden.len() <= 10
            && !tekst.ontkend()
            && !tekst.woord(&["stuur", "bel", "nummer", "geld"]))
    {
        return Some(Bedoeling::Terug);
    }
    // "Ik ben er met oud en nieuw niet": which days is asked.
    let feest = aankondiging::lees(tekst.tekst) == Aankondiging::Feestdagen;
    if feest && (weg || (ik && tekst.ontkend() && tekst.woord(&["er"]))) && tekst.woorden.len() <= 12 {
        return Some(Bedoeling::Afwezig);
    }
    (vakantie && ik
        || (tekst.reeks(&[
            "in het ziekenhuis",
            "in het buitenland",
            "er tussenuit",
            "er even tussenuit",
            "word opgenomen",
            "ben weg",
            "ben even weg",
            "even weg",
            "ben er niet",
            "ben er even niet",
        ])))
    .then_some(Bedoeling::Afwezig)
}

/// "Mijn vakantie gaat niet door", "ik ga toch niet weg".
fn gaat_niet_weg(tekst: &Tekst<'_>) -> bool {
    let gaat_niet = tekst.reeks(&[
        "niet op vakantie",
        "niet met vakantie",
        "niet weg",
        "vakantie gaat niet door",
        "vakantie is geannuleerd",
        "vakantie geannuleerd",
        "niet afwezig",
    ]);
    gaat_niet && !tekst.woord(&["kan", "kunnen"])
}

fn borden(tekst: &Tekst<'_>) -> Option<Bedoeling> {
    let sticker = tekst.ongeveer(&["stickers", "sticker", "stikkers"]);
    let bord = tekst.woord(&["bord", "borden", "bordje", "bordjes", "buurtpreventiebord", "buurtpreventieborden"]);
    let aantal = tekst.woorden.iter().find_map(|woord| woord.norm.parse::<i64>().ok());
    let wil = tekst.woord(&[
        "wil",
        "willen",
        "graag",
        "mag",
        "mogen",
        "aanvragen",
        "vraag",
        "bestellen",
        "bestel",
        "nodig",
        "krijgen",
        "kunnen",
        "kan",
        "hebben",
        "aub",
    ]) || aantal.is_some();
    // What is told of signs that are there is no order.
    let verteld = tekst.woord(&[
        "gezien",
        "aangekomen",
        "ontvangen",
        "gekregen",
        "geleverd",
        "weinig",
        "minder",
        "genoeg",
        "hoeveel",
        "kwijt",
        "binnen",
        "kapot",
        "gestolen",
        "gevallen",
        "omgevallen",
        "weggehaald",
        "hangt",
        "hangen",
        "staat",
        "staan",
        "ligt",
        "liggen",
        "opgehangen",
        "geplaatst",
        "besteld",
        "bezorgd",
        "teveel",
        "over",
    ]);
    if !wil || verteld || tekst.ontkend() {
        return None;
    }
    match (sticker, bord) {
        (true, _) => Some(Bedoeling::Borden(Bord::Sticker, aantal)),
        (_, true) => Some(Bedoeling::Borden(Bord::Bord, aantal)),
        _ => None,
    }
}

/// What people ask.
fn vragen(tekst: &Tekst<'_>, om: &Omstandigheden<'_>) -> Option<Bedoeling> {
    let groepen = tekst.woord(&["groepen", "buurtgroepen", "buurtapps", "appgroepen", "wijken", "beheerders"]);
    let dekking = tekst.ongeveer(&["dekking", "dekkingsgraad"])
        || (groepen
            && tekst.woord(&["hoeveel", "aantal", "welke", "waar"])
            && !tekst.woord(&["geplaatst", "doorgestuurd"]))
        || tekst.reeks(&["zonder beheerder", "geen beheerder", "geen groep"])
            && tekst.woord(&["welke", "waar", "hoeveel"]);
    if dekking {
        return Some(Bedoeling::Dekking);
    }
    if tekst.ongeveer(&["statistiek", "statistieken", "cijfers", "jaarcijfers", "reactietijd", "reactietijden"])
        || (tekst.woord(&["hoeveel"]) && tekst.woord(&["meldingen", "berichten", "politieberichten", "alerts"]))
    {
        return Some(Bedoeling::Statistiek);
    }
    if om.aangemeld
        && (tekst.woord(&["aanmelding", "aanmelden", "aangemeld", "aanvraag", "status", "hoever", "bekend"])
            || tekst.reeks(&["hoe ver", "al iets gehoord", "hoe lang duurt"]))
    {
        return Some(Bedoeling::HoeVer);
    }
    let aan = tekst.woord(&["aanmelden", "inschrijven", "opgeven"])
        || (tekst.woord(&["meld"]) && tekst.woord(&["aan"]))
        || tekst.reeks(&["beheerder worden", "beheerder zijn", "groep aanmelden"]);
    if aan && !om.verzender {
        return Some(Bedoeling::Aanmelden);
    }
    let help = tekst.reeks(&[
        "wat kan ik",
        "wat kun je",
        "wat kan je",
        "wat kunt u",
        "wat moet ik doen",
        "wat moet ik hier",
        "hoe werkt dit",
        "hoe werkt het",
        "hoe werk je",
        "welke commandos",
        "welke opdrachten",
        "what can",
        "how does this work",
    ]) || (tekst.woord(&["uitleg", "handleiding", "commandos", "instructie"]) && tekst.woorden.len() <= 6);
    help.then_some(Bedoeling::Help)
}

/// What is told to police: named as a tip, or seen at another time.
fn tip(tekst: &Tekst<'_>) -> Option<Bedoeling> {
    let genoemd = tekst.woorden.first().is_some_and(|woord| matches!(woord.norm.as_str(), "tip" | "tipje"))
        || tekst.reeks(&[
            "een tip",
            "tip voor",
            "tip geven",
            "aan de politie doorgeven",
            "doorgeven aan de politie",
            "doorgeven aan de wijkagent",
            "aan de wijkagent",
            "geef door aan de politie",
        ]);
    let gezien = tekst.woord(&[
        "gezien",
        "zag",
        "zagen",
        "stond",
        "stonden",
        "reed",
        "reden",
        "liep",
        "liepen",
        "gehoord",
        "hoorde",
        "hoorden",
        "gefilmd",
        "camera",
        "camerabeelden",
        "ingebroken",
        "gestolen",
        "gejat",
        "vernield",
        "beklad",
    ]);
    let toen = tekst.woord(&[
        "gisteren",
        "gister",
        "gistere",
        "gisteravond",
        "gisternacht",
        "eergisteren",
        "vannacht",
        "vanochtend",
        "vanmorgen",
        "vanmiddag",
        "vorige",
        "laatst",
        "afgelopen",
        "geleden",
        "al",
    ]);
    if !(genoemd || gezien && toen) || tekst.woorden.len() < 2 {
        return None;
    }
    let rest = tekst.tekst.trim_start();
    let kaal = rest.to_lowercase();
    let inhoud =
        ["tipje", "tip"].iter().find_map(|woord| kaal.starts_with(woord).then(|| rest.get(woord.len()..)).flatten());
    let inhoud = inhoud.map_or(rest, |inhoud| inhoud.trim_start_matches([':', '-', ' ', ',', '.']));
    Some(Bedoeling::Tip(inhoud.trim().to_owned()))
}

fn rest(tekst: &Tekst<'_>, om: &Omstandigheden<'_>) -> Bedoeling {
    if lijkt_melding(tekst.tekst) && !om.verzender && !spoed::is_onschuldig(tekst.tekst) {
        if om.beheerder && spoed::vertelt_van_toen(tekst.tekst) { Bedoeling::VanToen } else { Bedoeling::Melding }
    } else if praatje(tekst) {
        Bedoeling::Praatje
    } else {
        Bedoeling::Onbegrepen
    }
}

/// Thanks, greetings among people who know each other, and the like.
fn praatje(tekst: &Tekst<'_>) -> bool {
    let dank = tekst.woord(&[
        "bedankt",
        "dank",
        "dankje",
        "dankjewel",
        "dankuwel",
        "dankzij",
        "thanks",
        "thx",
        "merci",
        "graag",
        "succes",
        "top",
        "fijn",
        "mooi",
        "super",
        "prima",
        "gelukkig",
        "sterkte",
        "welterusten",
        "goedemorgen",
        "goedemiddag",
        "goedenavond",
        "goedeavond",
        "hallo",
        "hoi",
        "hey",
        "doei",
        "groetjes",
        "groeten",
        "haha",
        "hahaha",
        "lol",
        "oke",
        "ok",
        "okee",
        "knap",
        "geweldig",
        "tof",
        "complimenten",
        "fijne",
        "prettige",
        "werkse",
        "goedenacht",
        "dag",
        "gezellig",
    ]);
    // A courtesy makes no talk of what somebody asks for: "alleen tussen 8 en 22 graag", "kunt u … alstublieft".
    let vraagt_iets = tekst.woord(&[
        "kunt", "kun", "kan", "kunnen", "wil", "wilt", "willen", "zou", "zouden", "mag", "moet", "hoe", "waar",
        "wanneer", "wie", "welke", "alleen", "enkel", "tussen", "niet", "geen", "graag", "stop", "stoppen", "weg",
        "afwezig", "vakantie", "uur",
    ]) || tekst.woorden.iter().any(|woord| woord.norm.bytes().any(|teken| teken.is_ascii_digit()));
    let alleen_graag = tekst.reeks(&["graag gedaan"]) || tekst.woorden.len() <= 2;
    dank && tekst.woorden.len() <= 7 && !tekst.tekst.contains('?') && (!vraagt_iets || alleen_graag)
}

/// Whether a text that reads like an answer to an alert ("ben op vakantie", "kan niet") is rather about an absence
/// with a day, or a meeting.
#[must_use]
pub fn gaat_voor_bevestiging(getypt: &str) -> bool {
    let tekst = Tekst { tekst: getypt, woorden: woorden(getypt) };
    let dag = datum::lees(getypt, Date::constant(2026, 1, 1)).tot.is_some();
    let weg = tekst.ongeveer(&["vakantie", "afwezig", "wintersport"])
        || tekst.woord(&["weg", "terug", "buitenland", "ziekenhuis", "tussenuit", "ertussenuit", "onbereikbaar"])
        || tekst.reeks(&["er niet", "niet thuis", "er even niet", "niet reageren", "niet bereikbaar"]);
    let avond = tekst.woord(&["bijeenkomst", "vergadering", "uitnodiging"])
        || tekst.reeks(&["die avond", "die dag", "kom niet", "niet komen", "die datum", "dan niet"]);
    let vakantie = tekst.ongeveer(&["vakantie", "vacantie", "wintersport"]);
    let terug = vakantie && tekst.woord(&["terug", "voorbij", "afgelopen"]) && !tekst.ontkend();
    (weg && dag) || avond || terug || gaat_niet_weg(&tekst) || stopt_overdracht(&tekst.woorden)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    const VANDAAG: Date = Date::constant(2026, 11, 23);

    fn beheerder() -> Omstandigheden<'static> {
        Omstandigheden { beheerder: true, codes: vec!["ZM", "LD", "OEF"], ..Omstandigheden::onbekende(VANDAAG) }
    }

    #[rstest]
    #[case("met vakantie tot 3 jan", Bedoeling::Afwezig)]
    #[case("ben er even niet tot maandag", Bedoeling::Afwezig)]
    #[case("Ik ben 2 weken weg", Bedoeling::Afwezig)]
    #[case("op vakantie!!", Bedoeling::Afwezig)]
    #[case("maandag ben ik weer terug", Bedoeling::Afwezig)]
    #[case("ik lig in het ziekenhuis tot 1 december", Bedoeling::Afwezig)]
    #[case("ik ben weer terug", Bedoeling::Terug)]
    #[case("Terug van vakantie", Bedoeling::Terug)]
    #[case("we zijn er weer", Bedoeling::Terug)]
    #[case("ben weer thuis", Bedoeling::Terug)]
    #[case("snachts geen berichten aub", Bedoeling::Stilte { uit: false })]
    #[case("'s nachts niet storen", Bedoeling::Stilte { uit: false })]
    #[case("tussen 23 en 7 uur geen meldingen graag", Bedoeling::Stilte { uit: false })]
    #[case("ik wil niet meer wakker worden gemaakt in de nacht", Bedoeling::Stilte { uit: false })]
    #[case("stilte uit", Bedoeling::Stilte { uit: true })]
    #[case("snachts mag ik wel weer berichten", Bedoeling::Stilte { uit: true })]
    #[case("geef door: mijn nummer verandert", Bedoeling::NummerWijzig)]
    #[case("ik heb een nieuw nummer", Bedoeling::NummerWijzig)]
    #[case("krijg volgende week een ander telefoonnummer", Bedoeling::NummerWijzig)]
    #[case("wil stoppen als beheerder", Bedoeling::Afmelden)]
    #[case("ik stop ermee als beheerder", Bedoeling::Afmelden)]
    #[case("ik ben geen beheerder meer", Bedoeling::Afmelden)]
    #[case("meld mij af", Bedoeling::Afmelden)]
    #[case("verwijder al mijn gegevens", Bedoeling::Wis)]
    #[case("wis alles van mij", Bedoeling::Wis)]
    #[case("ik wil dat jullie al mijn gegevens verwijderen", Bedoeling::Wis)]
    #[case("wat weten jullie van mij", Bedoeling::Mijngegevens)]
    #[case("welke gegevens bewaren jullie?", Bedoeling::Mijngegevens)]
    #[case("mijn gegevens inzien", Bedoeling::Mijngegevens)]
    #[case("english please", Bedoeling::Engels(true))]
    #[case("do you speak English?", Bedoeling::Engels(true))]
    #[case("nederlands graag", Bedoeling::Engels(false))]
    #[case("hoeveel groepen doen er mee in rokkeveen", Bedoeling::Dekking)]
    #[case("welke wijken hebben geen beheerder", Bedoeling::Dekking)]
    #[case("hoeveel meldingen waren er dit jaar", Bedoeling::Statistiek)]
    #[case("statistieken", Bedoeling::Statistiek)]
    #[case("mag ik 2 borden", Bedoeling::Borden(Bord::Bord, Some(2)))]
    #[case("graag stickers voor de straat", Bedoeling::Borden(Bord::Sticker, None))]
    #[case("wil mijn groep overdragen", Bedoeling::Overdragen)]
    #[case("de overdracht gaat niet door", Bedoeling::OverdrachtStop)]
    #[case("ik wil toch niet overdragen", Bedoeling::OverdrachtStop)]
    #[case("hoe verwijder ik dat", Bedoeling::HoeVerwijderen)]
    #[case("mijn gegevens", Bedoeling::Mijngegevens)]
    #[case("fijne avond allemaal", Bedoeling::Praatje)]
    #[case("ze staan nu bij de buren in de tuin met een koevoet!!", Bedoeling::Spoed)]
    #[case("HELP", Bedoeling::Spoed)]
    #[case("klopt zm 0231?", Bedoeling::Check("ZM-0231".into()))]
    #[case("ZM-9999", Bedoeling::Check("ZM-9999".into()))]
    #[case("tip: grijze bus in de Akelei", Bedoeling::Tip("grijze bus in de Akelei".into()))]
    #[case("gisteren een grijze bus gezien", Bedoeling::Tip("gisteren een grijze bus gezien".into()))]
    #[case("wat kan ik hier doen", Bedoeling::Help)]
    #[case("hoe werkt dit?", Bedoeling::Help)]
    #[case("bedankt", Bedoeling::Praatje)]
    #[case("Dank je wel!", Bedoeling::Praatje)]
    #[case("🎉", Bedoeling::Praatje)]
    #[case("👍", Bedoeling::Praatje)]
    #[case("ik wil nog een groep aanmelden", Bedoeling::Aanmelden)]
    #[case("mijn fiets is gestolen", Bedoeling::Melding)]
    #[case("de lantaarnpaal is stuk", Bedoeling::Onbegrepen)]
    #[case("kan helaas niet die avond", Bedoeling::Onbegrepen)]
    #[case("jan belt morgen wel", Bedoeling::Onbegrepen)]
    fn what_a_beheerder_wants(#[case] tekst: &str, #[case] bedoeling: Bedoeling) {
        assert_eq!(lees(tekst, &beheerder()), bedoeling, "{tekst}");
    }

    #[rstest]
    #[case("kan helaas niet die avond", Some(false))]
    #[case("ja ik kom", Some(true))]
    #[case("Ik kom niet", Some(false))]
    #[case("we zijn er bij!", Some(true))]
    #[case("verhinderd", Some(false))]
    #[case("nee", Some(false))]
    #[case("ben aanwezig", Some(true))]
    #[case("hoe laat begint de bijeenkomst?", None)]
    fn answers_to_an_invitation(#[case] tekst: &str, #[case] komt: Option<bool>) {
        let om = Omstandigheden { uitgenodigd: true, ..beheerder() };
        let gelezen = lees(tekst, &om);
        match komt {
            Some(komt) => assert_eq!(gelezen, Bedoeling::Rsvp(komt), "{tekst}"),
            None => assert!(!matches!(gelezen, Bedoeling::Rsvp(_)), "{tekst}"),
        }
    }

    #[test]
    fn a_sender_who_writes_of_a_burglary_is_no_emergency() {
        let om = Omstandigheden { verzender: true, ..Omstandigheden::onbekende(VANDAAG) };
        assert_ne!(lees("ze breken nu in in rokkeveen", &om), Bedoeling::Spoed);
    }

    #[test]
    fn an_absence_with_a_day_is_no_answer_to_an_alert() {
        assert!(gaat_voor_bevestiging("ben op vakantie tot 3 jan"));
        assert!(gaat_voor_bevestiging("ik kan niet die avond"));
        assert!(!gaat_voor_bevestiging("op vakantie"));
        assert!(!gaat_voor_bevestiging("niet doorgestuurd, ben aan het werk"));
        assert!(!gaat_voor_bevestiging("nog niet doorgestuurd, doe ik over 5 min"));
    }

    #[rstest]
    #[case("afmelden voor de borden actie")]
    #[case("mijn buurvrouw wil zich afmelden")]
    #[case("ik wil me afmelden voor de vergadering")]
    #[case("afmelden voor de bijeenkomst van dinsdag")]
    #[case("mijn buurman heeft een nieuw nummer")]
    #[case("mijn nummer is niet veranderd")]
    #[case("mijn collega krijgt een ander nummer")]
    #[case("ik heb 2 borden gezien in de sloot")]
    #[case("de borden zijn aangekomen, 2 stuks, dank")]
    #[case("er zijn 3 stickers te weinig geleverd")]
    #[case("ik wil 100 stickers minder")]
    #[case("hoeveel borden hebben we gekregen")]
    #[case("het bord is omgevallen, kan iemand kijken")]
    #[case("kan ik mijn groep overdragen aan mijn vrouw?")]
    #[case("wie kan mijn groep overdragen")]
    #[case("hoe draag ik over, moet ik een opvolger hebben")]
    fn what_is_told_or_asked_orders_and_ends_nothing(#[case] tekst: &str) {
        let gelezen = lees(tekst, &beheerder());
        assert!(
            !matches!(
                gelezen,
                Bedoeling::Borden(..) | Bedoeling::Overdragen | Bedoeling::Afmelden | Bedoeling::NummerWijzig
            ),
            "{tekst}: {gelezen:?}"
        );
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(tekst in ".{0,200}") {
            let _ = (lees(&tekst, &beheerder()), gaat_voor_bevestiging(&tekst));
        }
    }
}
