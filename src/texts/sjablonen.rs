//! Templates: the texts that Meta approves beforehand, and the only ones that reach somebody who has not
//! written for a day.
//!
//! Owns the list of all of them, as data: Dutch and English, samples, time to live, buttons. Invariants: a
//! line holds one parameter at most, and fixed words around it; what goes free-form and what goes as a
//! template says the same; each stays within Meta's lengths with its longest parameters.

use crate::domain::instellingen::Instellingen;
use crate::domain::soort::MeldingSoort;
use crate::texts::knoppen;

/// A template as Meta knows it, in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sjabloon {
    /// Its name at Meta.
    pub naam: &'static str,
    /// Seconds that Meta goes on trying to deliver it; `None`: Meta's 30 days.
    pub geldig_s: Option<u32>,
    /// It has a picture above its text.
    pub foto: bool,
    /// In Dutch: what the bot sends.
    pub nl: Tekst,
    /// In English.
    pub en: Tekst,
}

/// A template in one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tekst {
    /// Its language at Meta.
    pub taal: &'static str,
    /// Its body, with `{{1}}` and on for the parameters.
    pub body: &'static str,
    /// A sample of each parameter, for Meta's review.
    pub voorbeelden: &'static [&'static str],
    /// What stands on its quick-reply buttons.
    pub knoppen: &'static [&'static str],
}

/// Meta's category of all of them: about something that the person asked to hear of.
pub const CATEGORIE: &str = "UTILITY";
/// Seconds that an alert about a crime in progress may be on its way: later it misleads.
const HETERDAAD_S: Option<u32> = Some(3_600);
/// Seconds that an alert about a missing person may be on its way (Meta's most for this category).
const VERMISSING_S: Option<u32> = Some(43_200);

/// Seconds that a message of this template may be on its way: where a gemeente sets another validity than the usual, the
/// longest that any has set (templates are shared), within what Meta takes.
#[must_use]
pub fn geldig_s(sjabloon: &Sjabloon, instellingen: &[&Instellingen]) -> Option<u32> {
    let soort = match sjabloon.geldig_s {
        HETERDAAD_S => MeldingSoort::Overval,
        VERMISSING_S => MeldingSoort::Vermissing,
        other => return other,
    };
    let usual_ms = Instellingen::default().geldig_ms(soort);
    match instellingen.iter().map(|own| own.geldig_ms(soort)).max() {
        Some(longest_ms) if longest_ms != usual_ms => {
            u32::try_from((longest_ms / 1_000).clamp(TTL_S_MIN, TTL_S_MAX)).ok()
        }
        _ => sjabloon.geldig_s,
    }
}

/// The bounds of Meta for the time to live of a utility template, in seconds.
const TTL_S_MIN: i64 = 30;
const TTL_S_MAX: i64 = 43_200;

const ONDER_MELDING: &[&str] = &[knoppen::STAAT_IN_DE_GROEP, knoppen::KAN_NU_NIET, knoppen::HULP];
const UNDER_ALERT: &[&str] = &["It is in the group", "Not now", "How to forward"];
/// Under an alert with a link button, which stands before them.
const ONDER_DEELKNOP: &[&str] = &[knoppen::STAAT_IN_DE_GROEP, knoppen::KAN_NU_NIET];
const UNDER_LINK: &[&str] = &["It is in the group", "Not now"];
const ALLEEN_GEPLAATST: &[&str] = &[knoppen::STAAT_IN_DE_GROEP];
const ONLY_POSTED: &[&str] = &["It is in the group"];

const fn nl(body: &'static str, voorbeelden: &'static [&'static str], knoppen: &'static [&'static str]) -> Tekst {
    Tekst { taal: "nl", body, voorbeelden, knoppen }
}

const fn en(body: &'static str, voorbeelden: &'static [&'static str], knoppen: &'static [&'static str]) -> Tekst {
    Tekst { taal: "en", body, voorbeelden, knoppen }
}

/// The alert about one kind of crime in progress.
macro_rules! heterdaad {
    ($naam:literal, $soort:literal, $kind:literal) => {
        Sjabloon {
            naam: $naam,
            geldig_s: HETERDAAD_S,
            foto: false,
            nl: nl(
                concat!(
                    "POLITIEBERICHT {{1}}\nWat: ",
                    $soort,
                    ", heterdaad\nWaar: {{2}}\nKijk uit naar: {{3}}\n\
                     Gezien? Bel direct 112 en noem {{4}}. Niet zelf benaderen.\nDelen tot {{5}} uur."
                ),
                &["ZM-0231", "Rokkeveen, 14.10 uur", "man, zwarte jas, te voet richting station", "ZM-0231", "16.10"],
                ONDER_MELDING,
            ),
            en: en(
                concat!(
                    "POLICE MESSAGE {{1}}\nWhat: ",
                    $kind,
                    ", in progress\nWhere: {{2}}\nLook out for: {{3}}\n\
                     Seen? Call 112 at once and mention {{4}}. Do not approach.\nShare until {{5}}."
                ),
                &["ZM-0231", "Rokkeveen, 14.10", "man, black coat, on foot towards the station", "ZM-0231", "16.10"],
                UNDER_ALERT,
            ),
        }
    };
}

/// Burglary of a home.
pub const WONINGINBRAAK: Sjabloon = heterdaad!("politiebericht_woninginbraak", "Woninginbraak", "Burglary");
/// Robbery.
pub const OVERVAL: Sjabloon = heterdaad!("politiebericht_overval", "Overval", "Robbery");
/// Theft of or from a vehicle.
pub const VOERTUIG: Sjabloon =
    heterdaad!("politiebericht_voertuigcriminaliteit", "Voertuigcriminaliteit", "Vehicle crime");
/// Robbery in the street.
pub const STRAATROOF: Sjabloon = heterdaad!("politiebericht_straatroof", "Straatroof", "Street robbery");

/// The same alert with a button that opens its page (`Deelpagina`), beside two of its quick replies.
const fn met_deelknop(naam: &'static str, van: Sjabloon) -> Sjabloon {
    Sjabloon {
        naam,
        nl: Tekst { knoppen: ONDER_DEELKNOP, ..van.nl },
        en: Tekst { knoppen: UNDER_LINK, ..van.en },
        ..van
    }
}

/// Burglary of a home, with the button to its page.
pub const WONINGINBRAAK_DELEN: Sjabloon = met_deelknop("politiebericht_woninginbraak_delen", WONINGINBRAAK);
/// Robbery, with the button to its page.
pub const OVERVAL_DELEN: Sjabloon = met_deelknop("politiebericht_overval_delen", OVERVAL);
/// Theft of or from a vehicle, with the button to its page.
pub const VOERTUIG_DELEN: Sjabloon = met_deelknop("politiebericht_voertuigcriminaliteit_delen", VOERTUIG);
/// Robbery in the street, with the button to its page.
pub const STRAATROOF_DELEN: Sjabloon = met_deelknop("politiebericht_straatroof_delen", STRAATROOF);
/// A missing person, with the button to its page.
pub const VERMISSING_DELEN: Sjabloon = met_deelknop("politiebericht_vermissing_delen", VERMISSING);

/// Those with a link button: wanted only where the pages have an address, and used only where Meta approved them for it.
pub static MET_DEELKNOP: [Sjabloon; 5] =
    [WONINGINBRAAK_DELEN, OVERVAL_DELEN, VOERTUIG_DELEN, STRAATROOF_DELEN, VERMISSING_DELEN];

/// What stands on that button, in the language of its text.
#[must_use]
pub fn op_deelknop(tekst: &Tekst) -> &'static str {
    if tekst.taal == "en" { "Put it in my group" } else { knoppen::ZET_IN_MIJN_GROEP }
}

/// A crime in progress with its kind as a parameter: the next best where the one of its kind cannot be used.
pub const HETERDAAD: Sjabloon = Sjabloon {
    naam: "politiebericht_heterdaad",
    geldig_s: HETERDAAD_S,
    foto: false,
    nl: nl(
        "POLITIEBERICHT {{1}}\nWat: {{2}}\nWaar: {{3}}\nKijk uit naar: {{4}}\n\
         Gezien? Bel direct 112 en noem {{5}}. Niet zelf benaderen.\nDelen tot {{6}} uur.",
        &["ZM-0231", "Overval, heterdaad", "Rokkeveen, 14.10 uur", "man, zwarte jas, te voet", "ZM-0231", "16.10"],
        ONDER_MELDING,
    ),
    en: en(
        "POLICE MESSAGE {{1}}\nWhat: {{2}}\nWhere: {{3}}\nLook out for: {{4}}\n\
         Seen? Call 112 at once and mention {{5}}. Do not approach.\nShare until {{6}}.",
        &["ZM-0231", "Robbery, in progress", "Rokkeveen, 14.10", "man, black coat, on foot", "ZM-0231", "16.10"],
        UNDER_ALERT,
    ),
};

const VERMISSING_NL: Tekst = nl(
    "POLITIEBERICHT {{1}}\nWat: Vermiste persoon\nWaar: {{2}}\nKijk uit naar: {{3}}\n\
     Gezien? Blijf in de buurt, bel direct 112 en noem {{4}}.\nDelen tot {{5}} uur, daarna verwijderen.",
    &["ZM-0233", "Oosterheem, 19.12 uur", "jongen, 6 jaar, blauwe jas, rode laarzen", "ZM-0233", "22.15"],
    ONDER_MELDING,
);
const VERMISSING_EN: Tekst = en(
    "POLICE MESSAGE {{1}}\nWhat: Missing person\nWhere: {{2}}\nLook out for: {{3}}\n\
     Seen? Stay near, call 112 at once and mention {{4}}.\nShare until {{5}}, then delete it.",
    &["ZM-0233", "Oosterheem, 19.12", "boy, 6 years, blue coat, red boots", "ZM-0233", "22.15"],
    UNDER_ALERT,
);

/// A missing person.
pub const VERMISSING: Sjabloon = Sjabloon {
    naam: "politiebericht_vermissing",
    geldig_s: VERMISSING_S,
    foto: false,
    nl: VERMISSING_NL,
    en: VERMISSING_EN,
};

/// A missing person, with a picture.
pub const VERMISSING_FOTO: Sjabloon = Sjabloon { naam: "politiebericht_vermissing_foto", foto: true, ..VERMISSING };

/// New facts about an alert that runs.
pub const UPDATE: Sjabloon = Sjabloon {
    naam: "politiebericht_update",
    geldig_s: HETERDAAD_S,
    foto: false,
    nl: nl(
        "UPDATE {{1}}\nWat: {{2}}\nWaar: {{3}}\nNieuw: {{4}}\nGezien? Bel direct 112 en noem {{5}}.\nDelen tot {{6}} uur.",
        &["ZM-0231", "Woninginbraak, heterdaad", "Rokkeveen", "man is kaal, nu op een fiets", "ZM-0231", "16.10"],
        ONDER_MELDING,
    ),
    en: en(
        "UPDATE {{1}}\nWhat: {{2}}\nWhere: {{3}}\nNew: {{4}}\nSeen? Call 112 at once and mention {{5}}.\nShare until {{6}}.",
        &["ZM-0231", "Burglary, in progress", "Rokkeveen", "man is bald, now on a bicycle", "ZM-0231", "16.10"],
        UNDER_ALERT,
    ),
};

/// A picture for an alert about a missing person that runs.
pub const UPDATE_FOTO: Sjabloon = Sjabloon {
    naam: "politiebericht_update_foto",
    geldig_s: VERMISSING_S,
    foto: true,
    nl: nl(
        "UPDATE {{1}}: nu met foto\nWat: Vermiste persoon\nWaar: {{2}}\nKijk uit naar: {{3}}\n\
         Gezien? Blijf in de buurt, bel direct 112 en noem {{4}}.\nVerwijder de foto na {{5}} uur.",
        &["ZM-0233", "Oosterheem", "jongen, 6 jaar, blauwe jas, rode laarzen", "ZM-0233", "22.15"],
        ONDER_MELDING,
    ),
    en: en(
        "UPDATE {{1}}: now with a picture\nWhat: Missing person\nWhere: {{2}}\nLook out for: {{3}}\n\
         Seen? Stay near, call 112 at once and mention {{4}}.\nDelete the picture after {{5}}.",
        &["ZM-0233", "Oosterheem", "boy, 6 years, blue coat, red boots", "ZM-0233", "22.15"],
        UNDER_ALERT,
    ),
};

/// An alert is over, and how it ended.
pub const AFGELOPEN: Sjabloon = Sjabloon {
    naam: "politiebericht_afgelopen",
    geldig_s: None,
    foto: false,
    nl: nl(
        "AFGELOPEN {{1}}\nWaar: {{2}}\nAfloop: {{3}}\nU hoeft niet meer uit te kijken. Dank u.\n\
         Beheerder: plaats dit bericht en verwijder het oude.",
        &["ZM-0231", "Rokkeveen", "verdachte aangehouden"],
        ALLEEN_GEPLAATST,
    ),
    en: en(
        "ENDED {{1}}\nWhere: {{2}}\nOutcome: {{3}}\nYou need not look out any more. Thank you.\n\
         Admin: post this message and delete the old one.",
        &["ZM-0231", "Rokkeveen", "suspect arrested"],
        ONLY_POSTED,
    ),
};

/// The time of an alert about a missing person is up. The search may go on, so nobody is told to stop looking.
pub const TIJD_OM: Sjabloon = Sjabloon {
    naam: "politiebericht_tijd_om",
    geldig_s: None,
    foto: false,
    nl: nl(
        "TIJD OM {{1}}\nWaar: {{2}}\nDit bericht deelt u niet meer. De politie kan nog wel zoeken.\n\
         Ziet u de persoon? Bel direct 112 en noem {{3}}.\n\
         Beheerder: plaats dit bericht en verwijder het oude.",
        &["ZM-0233", "Oosterheem", "ZM-0233"],
        ALLEEN_GEPLAATST,
    ),
    en: en(
        "TIME IS UP {{1}}\nWhere: {{2}}\nPlease share this message no more. Police may still be searching.\n\
         Do you see the person? Call 112 at once and mention {{3}}.\n\
         Admin: post this message and delete the old one.",
        &["ZM-0233", "Oosterheem", "ZM-0233"],
        ONLY_POSTED,
    ),
};

const ONDER_INTREKKING: &[&str] = &[knoppen::STAAT_IN_DE_GROEP, knoppen::NIET_GEPLAATST];
const UNDER_WITHDRAWAL: &[&str] = &["It is in the group", "Was not posted"];

/// An alert is taken back, without a reason: it says nothing that may be false. To be posted where the alert was.
pub const INGETROKKEN: Sjabloon = Sjabloon {
    naam: "politiebericht_ingetrokken",
    geldig_s: None,
    foto: false,
    nl: nl(
        "INGETROKKEN {{1}}\nDit gaat over het politiebericht van {{2}} uur.\nWaar: {{3}}\n\
         Dit bericht is ingetrokken. U hoeft niet meer uit te kijken. Spreek niemand aan.\n\
         Beheerder: plaats dit bericht en verwijder het oude.",
        &["ZM-0240", "14.10", "Seghwaert"],
        ONDER_INTREKKING,
    ),
    en: en(
        "WITHDRAWN {{1}}\nThis is about the police message of {{2}}.\nWhere: {{3}}\n\
         This message is withdrawn. You need not look out any more. Approach nobody.\n\
         Admin: post this message and delete the old one.",
        &["ZM-0240", "14.10", "Seghwaert"],
        UNDER_WITHDRAWAL,
    ),
};

/// The same with a reason, in one of a few fixed sentences.
pub const INGETROKKEN_REDEN: Sjabloon = Sjabloon {
    naam: "politiebericht_ingetrokken_reden",
    geldig_s: None,
    foto: false,
    nl: nl(
        "INGETROKKEN {{1}}\nDit gaat over het politiebericht van {{2}} uur.\nWaar: {{3}}\n\
         Dit bericht is ingetrokken. {{4}} Spreek niemand aan.\n\
         Beheerder: plaats dit bericht en verwijder het oude.",
        &["ZM-0240", "14.10", "Seghwaert", "Er was niets aan de hand. U hoeft niet meer uit te kijken."],
        ONDER_INTREKKING,
    ),
    en: en(
        "WITHDRAWN {{1}}\nThis is about the police message of {{2}}.\nWhere: {{3}}\n\
         This message is withdrawn. {{4}} Approach nobody.\n\
         Admin: post this message and delete the old one.",
        &["ZM-0240", "14.10", "Seghwaert", "It was a false alarm. You need not look out any more."],
        UNDER_WITHDRAWAL,
    ),
};

/// An exercise: says so in its first and in its last line.
pub const OEFENING: Sjabloon = Sjabloon {
    naam: "politiebericht_oefening",
    geldig_s: HETERDAAD_S,
    foto: false,
    nl: nl(
        "OEFENING {{1}}: dit is niet echt\nWat: {{2}}\nWaar: {{3}}\nKijk uit naar: {{4}}\n\
         Bel niet met 112. Beheerder: plaats dit bericht zoals anders.\nOEFENING tot {{5}} uur, dit is niet echt.",
        &["OEF-0012", "Woninginbraak", "Meerzicht", "man, gele jas", "16.10"],
        ONDER_MELDING,
    ),
    en: en(
        "EXERCISE {{1}}: this is not real\nWhat: {{2}}\nWhere: {{3}}\nLook out for: {{4}}\n\
         Do not call 112. Admin: post this message as usual.\nEXERCISE until {{5}}, this is not real.",
        &["OEF-0012", "Burglary", "Meerzicht", "man, yellow coat", "16.10"],
        UNDER_ALERT,
    ),
};

/// Whether an alert stands in the group, asked once more.
pub const HERINNERING: Sjabloon = Sjabloon {
    naam: "herinnering_politiebericht",
    geldig_s: Some(1_800),
    foto: false,
    nl: nl(
        "HERINNERING {{1}}\nStaat dit politiebericht al in uw groep?\nGroep: {{2}}\n\
         Doorsturen is genoeg; laat het hier even weten.",
        &["ZM-0231", "Buurtapp Waterlelie"],
        ONDER_MELDING,
    ),
    en: en(
        "REMINDER {{1}}\nIs this police message in your group yet?\nGroup: {{2}}\n\
         Forwarding it is enough; please tell us here.",
        &["ZM-0231", "Buurtapp Waterlelie"],
        UNDER_ALERT,
    ),
};

/// A request that gemeente or police decide about: its number, who asks what, and what is known.
pub const AANVRAAG: Sjabloon = Sjabloon {
    naam: "aanvraag_beheerder",
    geldig_s: None,
    foto: false,
    nl: nl(
        "Aanvraag {{1}} wacht op uw besluit.\nWie: {{2}}\nWat: {{3}}\nGemeente en politie moeten allebei akkoord geven.",
        &["A-17", "Beheerder Een", "beheerder worden van Buurtapp Waterlelie in Rokkeveen"],
        &[knoppen::AKKOORD, knoppen::AFWIJZEN],
    ),
    en: en(
        "Request {{1}} waits for your decision.\nWho: {{2}}\nWhat: {{3}}\nMunicipality and police must both agree.",
        &["A-17", "Beheerder Een", "become admin of Buurtapp Waterlelie in Rokkeveen"],
        &["Agree", "Refuse"],
    ),
};

/// A picture that a second officer decides about.
pub const FOTO_GOEDKEUREN: Sjabloon = Sjabloon {
    naam: "foto_goedkeuren",
    geldig_s: HETERDAAD_S,
    foto: true,
    nl: nl(
        "Foto bij vermissing {{1}} wacht op een tweede collega.\nVan: {{2}}\nWaar: {{3}}\nTekst: {{4}}\nBijschrift: {{5}}\n\
         Familie: {{6}}\nGaat na akkoord naar alle groepen van deze melding.",
        &[
            "ZM-0233",
            "Agent Een",
            "Oosterheem, laatst gezien om 18.45 uur",
            "jongen, 6 jaar, blauwe jas, rode laarzen",
            "geen",
            "akkoord, zegt de verzender",
        ],
        &[knoppen::GOEDKEUREN, knoppen::AFWIJZEN],
    ),
    en: en(
        "Picture for missing person {{1}} waits for a second officer.\nFrom: {{2}}\nWhere: {{3}}\nText: {{4}}\nCaption: {{5}}\n\
         Family: {{6}}\nGoes to all groups of this alert once approved.",
        &[
            "ZM-0233",
            "Officer One",
            "Oosterheem, last seen at 18.45",
            "boy, 6 years, blue coat, red boots",
            "none",
            "agrees, says the sender",
        ],
        &["Approve", "Refuse"],
    ),
};

/// An alert that a second officer decides about: its number, why, its kind and place, its description, how far it goes and until when.
pub const MELDING_GOEDKEUREN: Sjabloon = Sjabloon {
    naam: "melding_goedkeuren",
    geldig_s: HETERDAAD_S,
    foto: false,
    nl: nl(
        "Politiebericht {{1}} wacht op een tweede collega. Er is nog niets verstuurd.\nWaarom: {{2}}\nWat: {{3}}\nWaar: {{4}}\n\
         Kijk uit naar: {{5}}\nNaar: {{6}}\nKlopt het? Na akkoord gaat het meteen uit.",
        &[
            "ZM-0231",
            "veel groepen tegelijk",
            "Woninginbraak, heterdaad",
            "Rokkeveen en Oosterheem",
            "man, zwarte jas, te voet",
            "62 groepen, geldig tot 16.10 uur",
        ],
        &[knoppen::GOEDKEUREN, knoppen::AFWIJZEN],
    ),
    en: en(
        "Police message {{1}} waits for a second officer. Nothing was sent yet.\nWhy: {{2}}\nWhat: {{3}}\nWhere: {{4}}\n\
         Look out for: {{5}}\nTo: {{6}}\nIs it right? Once approved it leaves at once.",
        &[
            "ZM-0231",
            "many groups at once",
            "Burglary, in progress",
            "Rokkeveen and Oosterheem",
            "man, black coat, on foot",
            "62 groups, valid until 16.10",
        ],
        &["Approve", "Refuse"],
    ),
};

/// A colleague's number changed, and somebody must say whether it is still them.
pub const COLLEGA: Sjabloon = Sjabloon {
    naam: "nummer_collega_gewijzigd",
    geldig_s: None,
    foto: false,
    nl: nl(
        "Het nummer van collega {{1}} is veranderd. De rechten rusten tot u ze bevestigt.\n\
         Bel eerst: is dit echt uw collega?",
        &["Meldkamer"],
        &[knoppen::KLOPT, knoppen::BLOKKEREN],
    ),
    en: en(
        "The number of your colleague {{1}} changed. Their rights rest until you confirm them.\n\
         Call first: is this really your colleague?",
        &["Meldkamer"],
        &["Yes, my colleague", "Block"],
    ),
};

/// Once a year: are they still beheerder?
pub const JAARCONTROLE: Sjabloon = Sjabloon {
    naam: "jaarcontrole_beheerder",
    geldig_s: None,
    foto: false,
    nl: nl(
        "Jaarlijkse controle van de lijst met beheerders.\nBent u nog beheerder van {{1}}?\n\
         Dan hoeft u alleen op de knop te tikken.",
        &["Buurtapp Waterlelie"],
        &["Ja, nog steeds", "Nee, niet meer"],
    ),
    en: en(
        "Yearly check of the list of admins.\nAre you still admin of {{1}}?\nThen just tap the button.",
        &["Buurtapp Waterlelie"],
        &["Yes, still", "No, not any more"],
    ),
};

/// Nothing was heard from a group.
pub const STILLE_GROEP: Sjabloon = Sjabloon {
    naam: "stille_groep",
    geldig_s: None,
    foto: false,
    nl: nl(
        "Van {{1}} hoorden we bij de laatste politieberichten niets.\nGaat het goed met uw groep?",
        &["Buurtapp Waterlelie"],
        &["Alles goed", "Hulp nodig", "Ik wil stoppen"],
    ),
    en: en(
        "We heard nothing from {{1}} at the last police messages.\nIs all well with your group?",
        &["Buurtapp Waterlelie"],
        &["All is well", "I need help", "I want to stop"],
    ),
};

/// To the gemeente: a beheerder does not answer.
pub const BEHEERDER_ANTWOORDT_NIET: Sjabloon = Sjabloon {
    naam: "beheerder_antwoordt_niet",
    geldig_s: None,
    foto: false,
    nl: nl(
        "Lijst met beheerders.\nWie: {{1}}\nGroep: {{2}}\n\
         Op drie vragen of dit nog klopt kwam geen antwoord. Er verandert niets tot u kiest.",
        &["Beheerder Een", "Buurtapp Waterlelie"],
        &["Laat staan", "Haal weg"],
    ),
    en: en(
        "List of admins.\nWho: {{1}}\nGroup: {{2}}\n\
         Three questions whether this still holds got no answer. Nothing changes until you choose.",
        &["Admin One", "Buurtapp Waterlelie"],
        &["Let stay", "Take away"],
    ),
};

/// An invitation to a meeting of beheerders.
pub const BIJEENKOMST: Sjabloon = Sjabloon {
    naam: "uitnodiging_bijeenkomst",
    geldig_s: None,
    foto: false,
    nl: nl(
        "Uitnodiging voor beheerders van politie en gemeente.\nWaarover: {{1}}\nWanneer: {{2}}\nWaar: {{3}}\nKomt u?",
        &["jaarlijkse avond", "woensdag 2 december, 19.30 uur", "Stadhuis"],
        &["Ja, ik kom", "Nee"],
    ),
    en: en(
        "Invitation for admins from police and municipality.\nAbout: {{1}}\nWhen: {{2}}\nWhere: {{3}}\nWill you come?",
        &["yearly evening", "Wednesday 2 December, 19.30", "City hall"],
        &["Yes, I will come", "No"],
    ),
};

/// Information by wijk that is no alert.
pub const INFORMATIE: Sjabloon = Sjabloon {
    naam: "informatie_wijk",
    geldig_s: None,
    foto: false,
    nl: nl(
        "INFORMATIE van politie en gemeente. Dit is geen melding.\nVoor: {{1}}\nWat: {{2}}\nWilt u dit in uw groep plaatsen?",
        &["Rokkeveen", "Vrijdag om 14.00 uur is er spreekuur van de wijkagent in het buurthuis."],
        &[knoppen::INFORMATIE_GEPLAATST, knoppen::NIET_MEER],
    ),
    en: en(
        "INFORMATION from police and municipality. This is no alert.\nFor: {{1}}\nWhat: {{2}}\nWould you post this in your group?",
        &["Rokkeveen", "On Friday at 14.00 the community officer is in the community centre."],
        &["Posted", "No more of this"],
    ),
};

/// Something about their group or their rights that somebody must hear, also after a silent day.
pub const BERICHT: Sjabloon = Sjabloon {
    naam: "bericht_over_beheer",
    geldig_s: None,
    foto: false,
    nl: nl(
        "Bericht van de chatbot van politie en gemeente voor beheerders van buurtgroepen.\n{{1}}\n\
         Vragen? Antwoord op dit bericht.",
        &["Overdracht O-5 is rond. U bent geen beheerder meer van Buurtapp Waterlelie."],
        &[],
    ),
    en: en(
        "Message of the chat bot of police and municipality for admins of neighbourhood groups.\n{{1}}\n\
         Questions? Answer this message.",
        &["Hand-over O-5 is done. You are no longer admin of Buurtapp Waterlelie."],
        &[],
    ),
};

/// Something about a colleague's telephone, with one button.
macro_rules! telefoon {
    ($naam:literal, $knop:expr, $button:literal) => {
        Sjabloon {
            naam: $naam,
            geldig_s: None,
            foto: false,
            nl: nl(
                "Over een telefoon die toegang heeft tot deze chatbot.\n{{1}}\nTwijfelt u? Bel eerst uw collega.",
                &["Een collega heeft de telefoon van Agent Een (politie) geblokkeerd."],
                &[$knop],
            ),
            en: en(
                "About a telephone that has access to this chat bot.\n{{1}}\nIn doubt? Call your colleague first.",
                &["A colleague blocked the telephone of Officer One (police)."],
                &[$button],
            ),
        }
    };
}

/// A colleague is asked to be the second who wants a telephone to rest.
pub const TELEFOON_BLOKKEREN: Sjabloon = telefoon!("telefoon_blokkeren", knoppen::BLOKKEREN, "Block");
/// A telephone rests; two colleagues undo that.
pub const TELEFOON_TERUGZETTEN: Sjabloon = telefoon!("telefoon_terugzetten", knoppen::TERUGZETTEN, "Undo");

/// All templates, for setting up a number and for the simulator.
pub static ALLE: [Sjabloon; 27] = [
    WONINGINBRAAK,
    OVERVAL,
    VOERTUIG,
    STRAATROOF,
    HETERDAAD,
    VERMISSING,
    VERMISSING_FOTO,
    UPDATE,
    UPDATE_FOTO,
    AFGELOPEN,
    TIJD_OM,
    INGETROKKEN,
    INGETROKKEN_REDEN,
    OEFENING,
    HERINNERING,
    AANVRAAG,
    FOTO_GOEDKEUREN,
    MELDING_GOEDKEUREN,
    COLLEGA,
    TELEFOON_BLOKKEREN,
    TELEFOON_TERUGZETTEN,
    JAARCONTROLE,
    STILLE_GROEP,
    BEHEERDER_ANTWOORDT_NIET,
    BIJEENKOMST,
    INFORMATIE,
    BERICHT,
];

/// A text as one of a template's parameters: one line, and not too long.
#[must_use]
pub fn als_parameter(tekst: &str) -> String {
    op_een_regel(tekst, PARAMETER_MAX)
}

/// A text as the only parameter of [`BERICHT`].
#[must_use]
pub fn als_enige_parameter(tekst: &str) -> String {
    op_een_regel(tekst, ENIGE_PARAMETER_MAX)
}

fn op_een_regel(tekst: &str, most: usize) -> String {
    crate::texts::ingekort(&tekst.split_whitespace().collect::<Vec<_>>().join(" "), most)
}

/// Characters of one of three parameters, so that the whole stays within Meta's 1,024.
const PARAMETER_MAX: usize = 280;
/// Characters of an only parameter.
const ENIGE_PARAMETER_MAX: usize = 850;

/// A template's body with its parameters filled in, as Meta does it.
#[must_use]
pub fn ingevuld(body: &str, parameters: &[String]) -> String {
    let mut tekst = String::with_capacity(body.len() + 64);
    let mut rest = body;
    while let Some((voor, na)) = rest.split_once("{{") {
        tekst.push_str(voor);
        let (nummer, verder) = na.split_once("}}").unwrap_or((na, ""));
        let plaats: Option<usize> = nummer.parse().ok();
        tekst.push_str(plaats.and_then(|plaats| parameters.get(plaats.wrapping_sub(1))).map_or("", String::as_str));
        rest = verder;
    }
    tekst.push_str(rest);
    tekst
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_in_a_parameter_stay_what_they_are() {
        assert_eq!(ingevuld("a {{1}} b {{2}}", &["{{2}}".into(), "x".into()]), "a {{2}} b x");
    }

    #[test]
    fn any_text_fits_a_template() {
        let tekst = "woord\n\n\t     ".repeat(300);
        for (sjabloon, lang) in [
            (AANVRAAG, als_parameter(&tekst)),
            (COLLEGA, als_parameter(&tekst)),
            (BERICHT, als_enige_parameter(&tekst)),
        ] {
            assert!(!lang.contains('\n') && !lang.contains("  "));
            let vol = ingevuld(sjabloon.nl.body, &[lang.clone(), lang.clone(), lang]);
            assert!(vol.chars().count() <= 1_024, "{}", sjabloon.naam);
        }
    }

    #[test]
    fn each_template_is_one_that_meta_takes() {
        for sjabloon in ALLE.iter().chain(&MET_DEELKNOP) {
            assert!(sjabloon.naam.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'), "{}", sjabloon.naam);
            assert!(sjabloon.geldig_s.is_none_or(|seconden| (30..=43_200).contains(&seconden)), "{}", sjabloon.naam);
            assert_eq!(sjabloon.nl.knoppen.len(), sjabloon.en.knoppen.len(), "{}", sjabloon.naam);
            for tekst in [sjabloon.nl, sjabloon.en] {
                let naam = format!("{} {}", sjabloon.naam, tekst.taal);
                let genummerd = (1..).take_while(|nummer| tekst.body.contains(&format!("{{{{{nummer}}}}}"))).count();
                assert_eq!(genummerd, tekst.body.matches("{{").count(), "{naam}");
                assert_eq!(genummerd, tekst.voorbeelden.len(), "{naam}");
                assert!(!tekst.body.starts_with("{{") && !tekst.body.ends_with("}}"), "{naam}");
                assert!(tekst.body.lines().all(|regel| regel.matches("{{").count() <= 1), "{naam}: two in a line");
                assert!(
                    tekst.knoppen.len() <= 3 && tekst.knoppen.iter().all(|knop| knop.chars().count() <= 20),
                    "{naam}"
                );
                assert!(tekst.body.lines().count() <= 8, "{naam}");
            }
        }
    }
}
