//! What people hear while groups pass from one beheerder to another.

use crate::domain::aanmelding::Helften;
use crate::domain::tijd;
use crate::domain::wijk::opsomming;
use crate::texts::ingekort;
use crate::texts::mensen::collega;

/// Asks which groups.
#[must_use]
pub fn welke_groepen(namen: &[&str]) -> String {
    format!(
        "Welke groep draagt u over? U bent beheerder van {}. Typen mag ook, meer tegelijk.",
        opsomming(namen.iter().copied())
    )
}

/// Somebody whose name nobody knows.
pub const NAAM_ONBEKEND: &str = "naam onbekend";
/// A successor whose name nobody knows.
pub const DE_OPVOLGER: &str = "de opvolger";
/// A text that names none of their groups.
pub const GEEN_EIGEN_GROEP: &str = "Dat is geen groep van u.";
/// Groups of several gemeenten at once.
pub const PER_GEMEENTE: &str = "Deze groepen liggen in verschillende gemeenten. Draag ze per gemeente over.";

/// A group that is in a hand-over already.
#[must_use]
pub fn loopt_al(groep: &str, nummer: &str) -> String {
    format!("Voor {groep} loopt al overdracht {nummer}. Typ STOP OVERDRACHT om die te stoppen.")
}

/// Nothing is handed over after all.
pub const NIETS_OVERGEDRAGEN: &str = "Goed, er verandert niets. U blijft beheerder.";

/// A hand-over to oneself.
pub const UZELF: &str = "Dat is uw eigen nummer. Typ het nummer van uw opvolger.";
/// Somebody who runs the group already.
pub const AL_BEHEERDER: &str = "Die persoon is al beheerder van deze groep. Er is niets veranderd.";
/// What is no telephone number.
pub const GEEN_NUMMER: &str =
    "Dat is geen telefoonnummer. Typ het met alle cijfers, zoals 06 1234 0001, deel het contact, of typ: nee.";
/// The same where it is known why.
#[must_use]
pub fn geen_nummer(waarom: &str) -> String {
    format!("{waarom} U kunt ook het contact delen, of typ: nee.")
}
/// Without the check of a number.
pub const ZONDER_NUMMER: &str = "Goed. Stuur het bericht hierboven door naar uw opvolger.";

/// How a hand-over begins.
#[must_use]
pub fn begonnen(nummer: &str, groepen: &[&str], met_nummer: bool) -> String {
    let controle = if met_nummer {
        "De code werkt alleen vanaf het nummer dat u gaf."
    } else {
        "Extra zeker? Typ nu het nummer van uw opvolger, of deel het contact: dan werkt de code alleen daar. Anders: nee."
    };
    format!(
        "Overdracht {nummer} van {}. Stuur het volgende bericht door naar uw opvolger. U blijft beheerder tot alles rond is. {controle}",
        opsomming(groepen.iter().copied())
    )
}

/// What is passed on to the successor.
#[must_use]
pub fn uitnodiging(nummer: &str, groepen: &[&str], code: &str, bot: Option<&str>, tot_ms: i64) -> String {
    let zin = format!("Ik neem over {nummer} {code}");
    let hoe = match bot {
        Some(bot) => {
            format!("Tik op de link en verstuur wat er staat: https://wa.me/{bot}?text={}", zin.replace(' ', "%20"))
        }
        None => format!("Stuur naar de chatbot van politie en gemeente: {zin}"),
    };
    format!(
        "Wilt u beheerder worden van {}? {hoe}\nDe code {code} werkt één keer, tot {} uur. Geef hem aan niemand anders.",
        opsomming(groepen.iter().copied()),
        tijd::dag_en_klok(tot_ms)
    )
}

/// The number was taken as a check.
pub const NUMMER_GENOTEERD: &str = "Genoteerd: de code werkt alleen vanaf dat nummer.";

/// A code that does not work, whatever the reason.
pub const CODE_WERKT_NIET: &str =
    "Deze code werkt niet, of niet meer. Vraag de beheerder om een nieuwe. Spoed? Bel 112.";
/// Too many wrong codes.
pub const TE_VAAK: &str = "Te vaak een verkeerde code. Probeer het morgen opnieuw.";

/// Asks the successor.
#[must_use]
pub fn neemt_u_over(groepen: &[&str], privacy: &str) -> String {
    format!("Neemt u {} over als beheerder?\n{privacy}", opsomming(groepen.iter().copied()))
}

/// After acceptance, to the successor.
#[must_use]
pub fn aanvaard(nummer: &str) -> String {
    format!(
        "Dank u. Overdracht {nummer} is aangevraagd. Gemeente en politie kijken ernaar, en er gaat minstens 24 uur overheen. \
         Tot dan blijft de beheerder van nu. U hoort hier hoe het afloopt."
    )
}

/// After a refusal, to the successor.
pub const GEWEIGERD: &str = "Goed, u neemt niets over. De beheerder krijgt bericht.";

/// The successor refused, to whoever began it.
#[must_use]
pub fn opvolger_weigerde(nummer: &str) -> String {
    format!(
        "Overdracht {nummer}: uw opvolger heeft nee gezegd. U blijft beheerder. Typ /overdragen om iemand anders te vragen."
    )
}

/// To the old number and the co-beheerders, while it cools.
#[must_use]
pub fn afkoelen(nummer: &str, groepen: &[&str], naam: &str) -> String {
    format!(
        "Overdracht {nummer}: {} wil {} overnemen. Dat gaat op zijn vroegst over 24 uur in, als gemeente en politie akkoord zijn. \
         Klopt dit niet? Typ STOP OVERDRACHT.",
        ingekort(naam, 60),
        opsomming(groepen.iter().copied())
    )
}

/// What those who decide read.
#[must_use]
pub fn wat(groepen: &[&str], van: &str, voor_weg: bool) -> String {
    let wie = if voor_weg { "beheerder die weg is, begonnen door de gemeente" } else { "met eigen code" };
    format!("{} overnemen van {} ({wie})", opsomming(groepen.iter().copied()), ingekort(van, 60))
}

/// One line of the open requests.
#[must_use]
pub fn regel(nummer: &str, groepen: &[&str], helften: Helften) -> String {
    let open: Vec<&str> = helften.open().into_iter().map(collega::helft).collect();
    let wacht = if open.is_empty() { "de bedenktijd".to_owned() } else { open.join(" en ") };
    format!("{nummer} overdracht van {}. Wacht op {wacht}.", ingekort(&opsomming(groepen.iter().copied()), 60))
}

/// Both halves are given, and it still cools.
#[must_use]
pub fn wacht_nog(nummer: &str, om_ms: i64) -> String {
    format!(
        "{nummer}: allebei akkoord. De overdracht gaat in op {} uur, als niemand haar stopt.",
        tijd::dag_en_klok(om_ms)
    )
}

/// To the old beheerder, at the end.
#[must_use]
pub fn voltooid_oud(nummer: &str, groepen: &[&str]) -> String {
    format!(
        "Overdracht {nummer} is rond. U bent geen beheerder meer van {}. Dank u voor uw werk.",
        opsomming(groepen.iter().copied())
    )
}

/// To the co-beheerders and those who decided, at the end.
#[must_use]
pub fn voltooid_ander(nummer: &str, groepen: &[&str], naam: &str) -> String {
    format!(
        "Overdracht {nummer} is rond: {} is beheerder van {}.",
        ingekort(naam, 60),
        opsomming(groepen.iter().copied())
    )
}

/// It ended otherwise, to all who knew of it.
#[must_use]
pub fn gestopt(nummer: &str, hoe: &str) -> String {
    format!("Overdracht {nummer} is {hoe}. Er is niets veranderd: de beheerder blijft.")
}

/// It was refused, with the reason.
#[must_use]
pub fn afgewezen(nummer: &str, reden: &str) -> String {
    format!("Overdracht {nummer} is afgewezen. Reden: {reden}. De beheerder blijft.")
}

/// There is nothing to stop.
pub const NIETS_TE_STOPPEN: &str = "Er loopt geen overdracht van een groep van u.";

/// How the gemeente begins one for somebody who is gone.
pub const GEMEENTE_HOE: &str =
    "Voor welke groep is de beheerder weg? Typ bijvoorbeeld: /overdragen Buurtapp Waterlelie.";

/// A group that the gemeente does not have.
#[must_use]
pub fn geen_groep(naam: &str) -> String {
    format!(
        "Groep '{}' ken ik niet in uw gemeente, of zij heeft geen beheerder. Zie /wie met de wijk.",
        ingekort(naam, 60)
    )
}

/// After "overdragen" by somebody who only stands in.
pub const ALLEEN_HOOFD_MEDE: &str = "Overdragen kan de hoofd- of mede-beheerder van een groep.";
