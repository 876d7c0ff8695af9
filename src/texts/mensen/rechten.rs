//! What those hear who look after roles, and those whose role it is.

use crate::domain::rechten::Rol;
use crate::domain::tijd;
use crate::texts::ingekort;

/// A role in a gemeente, as it is told.
#[derive(Debug, Clone, Copy)]
pub struct Recht<'a> {
    /// Whose it is.
    pub naam: &'a str,
    /// What it is.
    pub rol: Rol,
    /// Where: the gemeente, or the wijk of a wijkagent with it.
    pub waar: &'a str,
    /// When it ends, in milliseconds since the epoch.
    pub einde_ms: Option<i64>,
}

/// Somebody whose name is not known.
pub const ZONDER_NAAM: &str = "iemand zonder naam";

/// The role in a word or two.
#[must_use]
pub const fn rol(rol: Rol) -> &'static str {
    match rol {
        Rol::Politie => "politie",
        Rol::Goedkeurder => "goedkeurder",
        Rol::Wijkagent => "wijkagent",
        Rol::Gemeente => "gemeente",
        Rol::Functioneel => "functioneel beheerder",
        Rol::Privacy => "privacy",
        Rol::Team => "team",
        Rol::Beheerder => "beheerder",
        Rol::Reserve => "reserve",
        Rol::Aspirant => "aspirant",
        Rol::Onbekend => "onbekend",
    }
}

/// A day with its year.
fn dag(ms: i64) -> String {
    format!("{} {}", tijd::dag_in_woorden(tijd::vandaag(ms)), tijd::vandaag(ms).year())
}

/// Until when, in a few words.
#[must_use]
pub fn tot(einde_ms: Option<i64>) -> String {
    einde_ms.map_or_else(|| "zonder einddatum".to_owned(), |ms| format!("tot {}", dag(ms)))
}

impl Recht<'_> {
    fn regel(&self) -> String {
        format!("{}: {} {}, {}", ingekort(self.naam, 40), rol(self.rol), self.waar, tot(self.einde_ms))
    }
}

/// Who may what, as many as fit.
#[must_use]
pub fn lijst(rechten: &[Recht<'_>], most: usize) -> String {
    let mut tekst = format!("Wie mag wat ({}). Wat het eerst afloopt, staat bovenaan.", rechten.len());
    let slot = "Tik op Kies, of typ /rechten en een naam.";
    for (plaats, recht) in rechten.iter().enumerate() {
        let regel = format!("\n{}", recht.regel());
        let nog = rechten.len() - plaats;
        let rest = format!("\nEn nog {nog}.");
        if tekst.chars().count() + regel.chars().count() + rest.chars().count() + slot.chars().count() + 2 > most {
            tekst.push_str(&rest);
            break;
        }
        tekst.push_str(&regel);
    }
    format!("{tekst}\n{slot}")
}

/// Of whom a name was typed that nobody has.
#[must_use]
pub fn niemand(naam: &str) -> String {
    format!("Ik vind niemand met een rol die '{}' heet. Typ /rechten voor de hele lijst.", ingekort(naam, 40))
}

/// Nobody has a role there.
pub const LEEG: &str = "Er zijn nog geen rollen gegeven.";

/// One role, with what can be done.
#[must_use]
pub fn een(recht: &Recht<'_>) -> String {
    format!("{}. Wat wilt u?", recht.regel())
}

/// Lets it go on, on a button.
pub const KNOP_VERLENGEN: &str = "Verlengen";
/// Takes it back, on a button.
pub const KNOP_AFNEMEN: &str = "Afnemen";
/// Leaves it, on a button.
pub const KNOP_LATEN: &str = "Laat zo";
/// Really takes it back, on a button.
pub const KNOP_ZEKER: &str = "Ja, neem af";

/// What was typed there is no answer.
pub const TIK_OP_EEN_KNOP: &str =
    "Dat begrijp ik niet. Ik heb niets veranderd. Tik op een knop, of typ verlengen of afnemen.";
/// Nothing changed.
pub const BLIJFT: &str = "Goed. Er verandert niets.";
/// It was taken back before, or is of another gemeente.
pub const WEG: &str = "Die rol is er niet (meer). Typ /rechten voor de lijst.";
/// One's own.
pub const EIGEN: &str = "Uw eigen rol verlengt of stopt een ander. Vraag een goedkeurder of de functioneel beheerder.";
/// It has no end that could be moved.
pub const GEEN_EINDE: &str = "Deze rol heeft geen einddatum. U hoeft niets te doen.";

/// It goes on.
#[must_use]
pub fn verlengd(recht: &Recht<'_>) -> String {
    format!("Verlengd. {}.", recht.regel())
}

/// A second person is waited for.
#[must_use]
pub fn wacht_op_tweede(recht: &Recht<'_>, anderen: usize) -> String {
    if anderen == 0 {
        return format!(
            "Voor politie verlengen twee collega's, en er is hier niemand anders die dat mag. {} blijft zoals het was. \
             Vraag de beheerder van de server: heterdaad person prolong.",
            ingekort(recht.naam, 40)
        );
    }
    format!(
        "Voor politie verlengen twee collega's. Ik heb het de ander{} gevraagd. Tot die dat ook doet, verandert er niets voor {}.",
        if anderen == 1 { "" } else { "en" },
        ingekort(recht.naam, 40)
    )
}

/// To who can be the second.
#[must_use]
pub fn verlengen_gevraagd(recht: &Recht<'_>) -> String {
    format!(
        "Een collega wil deze rol verlengen: {}. Vindt u dat ook? Typ /rechten {} en tik op Verlengen.",
        recht.regel(),
        ingekort(recht.naam, 40)
    )
}

/// Really?
#[must_use]
pub fn zeker(recht: &Recht<'_>) -> String {
    format!("{}. Neemt u deze rol nu af? Terugzetten kan alleen de beheerder van de server.", recht.regel())
}

/// Nobody else could send.
#[must_use]
pub fn laatste(recht: &Recht<'_>) -> String {
    format!(
        "{} is de laatste die in {} meldingen kan versturen. Geef eerst iemand anders die rol. Telefoon kwijt of gestolen? Typ /blokkeer en het nummer.",
        ingekort(recht.naam, 40),
        recht.waar
    )
}

/// It is taken back.
#[must_use]
pub fn afgenomen(recht: &Recht<'_>) -> String {
    format!("Afgenomen: {} is geen {} {} meer.", ingekort(recht.naam, 40), rol(recht.rol), recht.waar)
}

/// To whose role it was.
#[must_use]
pub fn u_bent_het_niet_meer(recht: &Recht<'_>) -> String {
    format!(
        "U bent vanaf nu geen {} {} meer voor deze bot. Klopt dat niet? Vraag een goedkeurder of de functioneel beheerder.",
        rol(recht.rol),
        recht.waar
    )
}

/// To whose role it is: it goes on.
#[must_use]
pub fn uw_rol_loopt_door(recht: &Recht<'_>) -> String {
    format!("Uw rol {} {} loopt door, {}.", rol(recht.rol), recht.waar, tot(recht.einde_ms))
}

/// To whose role it is: it ends soon.
#[must_use]
pub fn loopt_af(recht: &Recht<'_>) -> String {
    format!(
        "Uw rol {} {} loopt af op {}. Doet u dit werk nog? Vraag een goedkeurder of de functioneel beheerder om te verlengen.",
        rol(recht.rol),
        recht.waar,
        recht.einde_ms.map(dag).unwrap_or_default()
    )
}

/// To whoever looks after roles: these end soon.
#[must_use]
pub fn lopen_af(rechten: &[Recht<'_>]) -> String {
    format!("Binnenkort lopen rollen af. {}. Verlengen? Typ /rechten en een naam.", regels(rechten))
}

/// To whoever looks after roles: these ended.
#[must_use]
pub fn zijn_afgelopen(rechten: &[Recht<'_>]) -> String {
    format!("Vandaag afgelopen. {}. Klopt dat niet? Vraag de beheerder van de server.", regels(rechten))
}

/// To whoever can do something about it: the last who can send should have ended, and did not.
#[must_use]
pub fn laatste_loopt_door(recht: &Recht<'_>) -> String {
    format!(
        "Let op: de rol van {} ({}) is verlopen, maar is de laatste die in {} meldingen kan versturen, en loopt daarom door. \
         Typ /rechten en verleng de rol, of geef iemand anders die rol.",
        ingekort(recht.naam, 40),
        rol(recht.rol),
        recht.waar
    )
}

/// The list of each month.
#[must_use]
pub fn maandlijst(gemeente: &str, rechten: &[Recht<'_>]) -> String {
    format!("Wie mag wat in {gemeente} ({}). {}. Klopt er iemand niet? Typ /rechten.", rechten.len(), regels(rechten))
}

/// Characters of a list in one message, so that it fits in a template.
const REGELS_MAX: usize = 700;

/// In one line, as many as fit.
fn regels(rechten: &[Recht<'_>]) -> String {
    let mut tekst = String::new();
    for (plaats, recht) in rechten.iter().enumerate() {
        let regel = recht.regel();
        if tekst.chars().count() + regel.chars().count() > REGELS_MAX {
            return format!("{tekst}; en nog {}", rechten.len() - plaats);
        }
        if plaats > 0 {
            tekst.push_str("; ");
        }
        tekst.push_str(&regel);
    }
    tekst
}
