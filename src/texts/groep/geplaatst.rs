//! What beheerders hear about an alert.

use crate::domain::tijd;
use crate::domain::uitzetting::WaaromNiet;
use crate::domain::wijk::opsomming;
use crate::limits;
use crate::texts::ingekort;

/// The thanks after a report.
pub const GENOTEERD: &str = "Genoteerd, dank u. Ziet u iets? Bel 112.";

/// The same, of some of their groups.
#[must_use]
pub fn genoteerd_in(namen: &[&str]) -> String {
    format!("Genoteerd, dank u: {}. Ziet u iets? Bel 112.", opsomming(namen.iter().copied()))
}

/// A tap so soon after delivery that it may be a mistake.
pub const ECHT_GEPLAATST: &str = "Deze knop stuurt niets door. Staat het bericht echt al in uw groep?";

/// They are not certain that it stands there.
pub const STAAT_HET_ER_ECHT: &str = "Ik heb nog niets genoteerd. Ziet u het bericht zelf in uw groep staan?";

/// How to forward, in three lines.
pub const HULP: &str = "1. Houd het politiebericht ingedrukt en tik op de pijl.\n\
    2. Kies uw buurtgroep en tik op verzenden.\n\
    3. Tik daarna hier op Staat in de groep. Lukt het niet? Kopieer de tekst hieronder.";

/// After "Kan nu niet".
pub const BEGREPEN: &str = "Begrepen. U krijgt hierover geen herinnering.";

/// Who is asked now; of a group that nobody else runs nobody is.
const fn wie_nu(anderen: bool) -> &'static str {
    if anderen {
        "We vragen een andere beheerder van uw groep."
    } else {
        "Uw groep heeft hier geen andere beheerder. Vraag iemand in uw groep om het te plaatsen."
    }
}

/// They tried and do not manage: somebody else is asked if there is one (`anderen`), and help is at hand.
#[must_use]
pub fn niet_gelukt(waarom: WaaromNiet, anderen: bool) -> String {
    let raad = match waarom {
        WaaromNiet::GroepVol => "Mag u er zelf niets meer plaatsen? Typ /overdragen of /afmelden. Toch proberen?",
        _ => "Wilt u het zelf nog proberen?",
    };
    format!("Begrepen. {} {raad}", wie_nu(anderen))
}

/// They do not post it, for a reason that something can be said of.
#[must_use]
pub fn niet_met_raad(waarom: WaaromNiet, anderen: bool) -> String {
    match waarom {
        WaaromNiet::TelefoonKwijt => format!(
            "Begrepen. {} Krijgt u een nieuw nummer? Typ /nummer. Is uw telefoon gestolen? Vraag de gemeente of politie om dit nummer te blokkeren.",
            wie_nu(anderen)
        ),
        WaaromNiet::NietRelevant => {
            "Begrepen, niet voor uw groep. De politie ziet dat. U krijgt hierover geen herinnering.".to_owned()
        }
        _ => "Begrepen. U krijgt hierover geen herinnering. Liever helemaal geen politieberichten meer? Typ /afmelden."
            .to_owned(),
    }
}

/// The same while no alert is open: what they can do about it themselves.
#[must_use]
pub const fn zonder_melding(waarom: WaaromNiet) -> &'static str {
    match waarom {
        WaaromNiet::TelefoonKwijt => {
            "Ik heb niets veranderd. Krijgt u een nieuw nummer? Typ /nummer. Is uw telefoon gestolen? Vraag de gemeente of politie om dit nummer te blokkeren."
        }
        WaaromNiet::GroepWeg => {
            "Ik heb niets veranderd. Bestaat uw groep niet meer? Typ /afmelden. De gemeente hoort het dan ook."
        }
        _ => "Ik heb niets veranderd. Mag u er zelf niets meer plaatsen? Typ /overdragen of /afmelden.",
    }
}

/// A group is gone.
#[must_use]
pub fn groep_is_weg(groep: &str) -> String {
    format!(
        "Genoteerd: {groep} bestaat niet meer. De gemeente hoort het ook. Wilt u als beheerder stoppen? Typ /afmelden."
    )
}

/// Which of several is gone.
#[must_use]
pub fn welke_groep_weg(groepen: &[&str]) -> String {
    let eerste = groepen.first().copied().unwrap_or_default();
    format!(
        "Welke groep bestaat niet meer: {}? Typ bijvoorbeeld: {eerste} bestaat niet meer.",
        opsomming(groepen.iter().copied())
    )
}

/// To the gemeente: a beheerder says that a group is gone.
#[must_use]
pub fn gemeente_groep_weg(groep: &str, van: &str) -> String {
    format!("{van} laat weten dat de groep {groep} niet meer bestaat. De groep staat nog in de lijst: klopt dat?")
}

/// After "nog niet doorgestuurd": how it is done, above the button for when it is.
pub const NOG_NIET: &str =
    "Houd het politiebericht ingedrukt. Tik op de pijl. Kies uw groep en tik op verzenden. Tik daarna hier:";

/// A thumb: seen, not posted.
pub const GEZIEN: &str = "Gezien, dank u. Staat het ook al in uw groep?";

/// A report while nothing is open.
pub const NIETS_OPEN: &str = "Er staat nu geen politiebericht voor u open. U hoeft niets te doen.";

/// A tap about an alert that was not sent to them.
pub const NIET_VOOR_U: &str = "Dit politiebericht is niet voor een groep van u. U hoeft niets te doen.";

/// A report that was taken back: in these groups it does not stand.
#[must_use]
pub fn teruggenomen(nummer: &str, groepen: &[&str]) -> String {
    let waar = opsomming(groepen.iter().copied());
    format!("Teruggezet: {nummer} staat nog niet in {waar}. Staat het er wel? Tik dan hier:")
}

/// To police, who were told that all groups have it.
#[must_use]
pub fn toch_niet_in_alle(nummer: &str, groepen: usize) -> String {
    let hoeveel = crate::texts::groepen(groepen);
    format!("{nummer} staat toch nog niet in {hoeveel}: een beheerder nam de melding daarvan terug.")
}

/// Another beheerder reported first.
#[must_use]
pub fn staat_er_al(sinds_ms: i64) -> String {
    format!("Staat er al sinds {}. Niet nog eens plaatsen. Dank u.", tijd::klok(sinds_ms))
}

/// In several groups: some new, some known.
#[must_use]
pub fn deels_bekend(bekend: &[&str]) -> String {
    format!("Genoteerd, dank u. Bij {} was het al gemeld. Ziet u iets? Bel 112.", opsomming(bekend.iter().copied()))
}

/// Which of their groups has it.
#[must_use]
pub fn welke_groep(nummer: &str, namen: &[&str]) -> String {
    let most = limits::REPORT_GROUPS_MAX;
    let rest = namen.len().saturating_sub(most);
    let meer = (rest > 0).then(|| format!("nog {rest} groepen"));
    let genoemd = namen.iter().take(most).copied().chain(meer.as_deref());
    format!("In welke groep staat {nummer}? Het was voor {}. U kunt de naam ook typen.", opsomming(genoemd))
}

/// What was taken of each group, and what is still open.
#[must_use]
pub fn per_groep(erin: &[&str], anderen: &[&str], later: &[&str], open: &[&str]) -> String {
    let namen = |namen: &[&str]| {
        let kort: Vec<String> = namen.iter().map(|naam| ingekort(naam, 40)).collect();
        opsomming(kort.iter().map(String::as_str))
    };
    let mut zinnen = Vec::new();
    if !erin.is_empty() {
        zinnen.push(format!("Genoteerd: het staat in {}.", namen(erin)));
    }
    if !anderen.is_empty() {
        zinnen.push(format!("{} laten we aan een andere beheerder van die groep.", namen(anderen)));
    }
    if !later.is_empty() {
        zinnen.push(format!("In {} staat het nog niet: tik hieronder zodra het er staat.", namen(later)));
    }
    if !open.is_empty() {
        zinnen.push(format!("En in {}? Tik hieronder zodra het er staat.", namen(open)));
    }
    zinnen.join(" ")
}

/// Words that were said before an alert left, and came after it.
#[must_use]
pub fn gezegd_voor_vertrek(nummer: &str) -> String {
    format!("Uw bericht is van voor {nummer}, dus dat telt daar niet voor. Staat {nummer} al in uw groep?")
}

/// Which of several open alerts they mean.
pub const WELKE_MELDING: &str = "Er staan meer berichten voor u open. Over welk bericht gaat het?";

/// A report about an alert whose validity has passed.
#[must_use]
pub fn al_afgelopen(nummer: &str) -> String {
    format!(
        "Genoteerd. {nummer} is al afgelopen: u hoeft niet meer uit te kijken. Haal het bericht uit uw groep als dat kan."
    )
}

/// "Kan nu niet" or a request for help about an alert whose validity has passed.
#[must_use]
pub fn afgelopen(nummer: &str) -> String {
    format!("{nummer} is al afgelopen. U hoeft niets meer te doen.")
}
