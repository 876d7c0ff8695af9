//! What anybody can hear from the bot.

use crate::domain::rechten::Rol;

/// A name of several places, where it is not known which was typed.
pub const DIE_NAAM: &str = "Die naam";
/// The line for whoever reports something to a bot that nobody watches.
pub const SPOED: &str = "Spoed? Bel nu 112. Geen spoed: 0900-8844. Hier leest niemand mee.";

/// An answer without the line that ends many of them: for police, whose work it is to come when 112 is called.
#[must_use]
pub fn voor_politie(text: &str) -> &str {
    text.strip_suffix(" Spoed? Bel 112.").unwrap_or(text)
}

/// After a dialogue was left. Nothing was sent.
pub const GESTOPT: &str = "Gestopt. Er is niets verstuurd.";

/// "Stop niet".
pub const NIETS_GESTOPT: &str = "Er is niets gestopt. U kunt verder waar u was. Spoed? Bel 112.";

/// `/stop` where nothing runs.
pub const NIETS_TE_STOPPEN: &str = "Er liep niets. Typ /help voor wat u kunt doen.";

/// After three failed attempts at something they sent.
pub const FOUT_BIJ_ONS: &str = "Dat lukte niet, de fout ligt bij ons. Probeer het opnieuw. Spoed? Bel 112.";

/// A button of something that is not there any more.
pub const KNOP_VERLOPEN: &str = "Deze knop werkt niet meer. Typ /help voor wat u kunt doen.";

/// A dialogue that an older version of the program began.
pub const OPNIEUW_BEGINNEN: &str =
    "Ik ben intussen vernieuwd en weet niet meer waar we waren. Begin opnieuw, of typ /help.";

/// What a stranger hears.
pub const MENU_ONBEKEND: &str = "Spoed? Bel nu 112. Geen spoed: 0900-8844. Hier leest niemand mee.\n\n\
    Dit is de chatbot van politie en gemeente voor beheerders van buurtgroepen. \
    Bent u beheerder van een buurtgroep? Typ aanmelden.";

/// Something that this role may not do.
pub const GEEN_RECHT: &str = "Dat kunt u hier niet. Typ /help voor wat u kunt doen. Spoed? Bel 112.";

/// An alert, by the gemeente.
pub const ALLEEN_POLITIE: &str = "Dat kan alleen de politie. Er is niets verstuurd. Bel de politie of de meldkamer als er iets uit moet. Spoed? Bel 112.";

/// A sound, which nobody hears.
pub const GELUID: &str = "Spraakberichten kan ik niet beluisteren. Typ het, alstublieft. Spoed? Bel 112.";

/// A picture, a film or a file.
pub const BESTAND: &str =
    "Foto's en bestanden kan ik niet gebruiken en bewaar ik niet. Typ het, alstublieft. Spoed? Bel 112.";

/// A place or a contact that was not asked for.
pub const NIET_GEVRAAGD: &str =
    "Dit had ik niet gevraagd, ik bewaar het niet. Typ /help voor wat u kunt doen. Spoed? Bel 112.";

/// A shared location without words that name a wijk.
pub const LOCATIE_ONBEKEND: &str = "In die locatie herken ik geen wijk. Kies de wijk, of typ haar naam.";

/// A type of message that WhatsApp does not pass on, or that is new.
pub const ONLEESBAAR: &str = "Dit soort bericht kan ik niet lezen. Typ het als gewone tekst. Spoed? Bel 112.";

/// An edited message, which the bot does not read again.
pub const GEWIJZIGD: &str = "Een gewijzigd bericht lees ik niet opnieuw. Stuur uw nieuwe tekst als nieuw bericht.";

/// The same, to somebody whose message had its effect.
pub const GEWIJZIGD_BLIJFT: &str = "Een gewijzigd bericht lees ik niet opnieuw. Wat u eerst schreef, telt nog. \
                                    Klopt dat niet? Stuur het goede als nieuw bericht.";

/// A text that the bot does not understand.
pub const NIET_BEGREPEN: &str = "Dat begrijp ik niet. Typ /help voor wat u kunt doen. Spoed? Bel 112.";

/// The same, of whoever wrote a draft that waits for a colleague: it may be about that.
#[must_use]
pub fn niet_begrepen_wacht(nummer: &str) -> String {
    format!("Dat begrijp ik niet. {nummer} wacht nog op akkoord. Klopt er iets niet? Tik op Aanpassen of Annuleren.")
}

/// The same, of whoever sent an alert just now.
#[must_use]
pub fn niet_begrepen_loopt(nummer: &str) -> String {
    format!("Dat begrijp ik niet. {nummer} loopt. Moet {nummer} stoppen? Typ /help voor wat u kunt doen.")
}

/// Of two things in one line the second was not understood.
#[must_use]
pub fn rest_niet_begrepen(rest: &str) -> String {
    format!("'{}' begrijp ik niet. Typ /help voor wat u kunt doen. Spoed? Bel 112.", crate::texts::ingekort(rest, 60))
}

/// To a beheerder who tells of something that happened before.
pub const VAN_TOEN: &str =
    "Gaat het om iets van eerder? Bel 0900-8844, of typ /tip en wat u zag. Gebeurt het nu? Bel 112.";

/// `/check` without a number.
pub const CHECK_HOE: &str =
    "Welk nummer staat erop? Typ bijvoorbeeld: /check ZM-0001. Geen nummer? Dan is het niet van ons.";

/// A number that no alert of ours has.
#[must_use]
pub fn check_onbekend(nummer: &str) -> String {
    format!("{nummer} is geen politiebericht van ons. Stuur het niet door. Twijfel? Bel 0900-8844. Spoed? Bel 112.")
}

/// A command that does not exist.
#[must_use]
pub fn onbekend_commando(commando: &str) -> String {
    format!("/{commando} ken ik niet. Typ /help voor wat u kunt doen.")
}

/// Who can be reached in office hours; `None` where no gemeente said so.
#[must_use]
pub fn contact(contacten: &[(&str, &str)]) -> Option<String> {
    let regel = |(gemeente, contact): &(&str, &str)| format!("Een mens spreken? Gemeente {gemeente}: {contact}");
    (!contacten.is_empty()).then(|| contacten.iter().map(regel).collect::<Vec<_>>().join("\n"))
}

/// What `/help` says: one line for each command of this role, and what else is good to know.
#[must_use]
pub fn help(rol: Rol, regels: &[String], slot: &[String]) -> String {
    let slot: String = slot.iter().map(|tekst| format!("\n\n{tekst}")).collect();
    let kop = match rol {
        Rol::Politie | Rol::Goedkeurder => "U kunt meldingen versturen aan de buurtgroepen.",
        Rol::Wijkagent => "U bent bij deze bot bekend als wijkagent.",
        Rol::Functioneel | Rol::Privacy | Rol::Team => "U staat bij deze bot op de lijst.",
        Rol::Aspirant => "Uw aanmelding als beheerder loopt. Typ /aanmelden om te zien hoe ver het is.",
        Rol::Reserve => "U krijgt hier politieberichten als de andere beheerders van uw buurtgroep niet kunnen.",
        Rol::Gemeente => "U bent bij deze bot bekend als medewerker van de gemeente.",
        Rol::Beheerder => {
            "U krijgt hier politieberichten voor uw buurtgroep. Stuur ze ongewijzigd door en tik daarna op Staat in de groep."
        }
        Rol::Onbekend => return format!("{MENU_ONBEKEND}{slot}"),
    };
    format!("{kop}\n\n{}{slot}\n\nSpoed? Bel 112. Hier leest niemand mee.", regels.join("\n"))
}

/// Where police find the list for the day WhatsApp is down: each gemeente, with where if it is known.
#[must_use]
pub fn noodlijst(waar: &[(&str, Option<&str>)]) -> String {
    let regel = |(gemeente, waar): &(&str, Option<&str>)| match waar {
        Some(waar) => format!("De noodlijst van {gemeente} ligt {waar}."),
        None => format!("Waar de noodlijst van {gemeente} ligt, weet uw functioneel beheerder."),
    };
    format!("Werkt WhatsApp niet?\n{}", waar.iter().map(regel).collect::<Vec<_>>().join("\n"))
}
