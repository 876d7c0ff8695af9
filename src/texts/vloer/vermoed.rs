//! What is said where no rule understood a text: the question which of a few things is meant, and answers to questions of
//! beheerders about the work.

use begrip::vermoeden::Wens;

/// What stands on the button for a wish, at most 20 characters; `None`: it is not offered.
#[must_use]
pub const fn titel(wens: Wens) -> Option<&'static str> {
    Some(match wens {
        Wens::MeldingNieuw => "Nieuwe melding",
        Wens::MeldingOefening => "Oefening",
        Wens::MeldingUpdate => "Update sturen",
        Wens::MeldingStop => "Stoppen",
        Wens::MeldingIntrek => "Intrekken",
        Wens::MeldingSluit => "Afsluiten",
        Wens::MeldingLaten => "Laten staan",
        Wens::MeldingStatus => "Hoe staat het?",
        Wens::MeldingGoedkeur | Wens::MeldingAfwijs | Wens::AanmeldenGoedkeur | Wens::AanmeldenAfwijs => {
            "Wat wacht op mij?"
        }
        Wens::Doorgestuurd => "Staat in de groep",
        Wens::Niet => "Kan nu niet",
        Wens::MeldingOpnieuw => "Zelfde, andere wijk",
        Wens::Gezien => "Gezien",
        Wens::AanmeldenHoever => "Hoe ver is het?",
        Wens::OverdragenAanvaard | Wens::OverdragenWeiger => "Groep overnemen",
        Wens::Blokkeer => "Telefoon blokkeren",
        Wens::VraagDoorsturen => "Hulp bij doorsturen",
        Wens::VraagVerwijderen => "Hoe verwijder ik",
        Wens::VraagEcht => "Is het echt?",
        Wens::VraagAfloop => "Loopt het nog?",
        Wens::VraagWaarom => "Waarom krijg ik dit",
        Wens::VraagWie => "Wie bent u?",
        Wens::VraagDelen => "Verder delen?",
        Wens::Minder => "Minder berichten",
        Wens::Groepsgegevens => "Over mijn groep",
        Wens::Tip => "Tip voor politie",
        Wens::AanmeldenStart => "Aanmelden",
        Wens::OverdragenStart => "Groep overdragen",
        Wens::OverdragenStop => "Stop overdracht",
        Wens::Afwezig => "Ik ben afwezig",
        Wens::Terug => "Ik ben er weer",
        Wens::Stiltetijd => "Stille uren",
        Wens::Borden => "Borden of stickers",
        Wens::RsvpJa => "Ik kom",
        Wens::RsvpNee => "Ik kom niet",
        Wens::Taal => "Taal / language",
        Wens::Mijngegevens => "Mijn gegevens",
        Wens::Wis => "Gegevens wissen",
        Wens::Afmelden => "Stoppen als beheer",
        Wens::NummerWijzig => "Nieuw nummer",
        Wens::Help => "Wat kan ik hier?",
        Wens::Dienst => "Dienst",
        Wens::Dekking => "Dekking",
        Wens::Statistiek => "Cijfers",
        Wens::MeldingVerstuur
        | Wens::MeldingWijzig
        | Wens::MeldingAnnuleer
        | Wens::FotoFamilie
        | Wens::Spoed
        | Wens::AanmeldenVeld
        | Wens::Geen
        | Wens::Annuleer
        | Wens::Onduidelijk => return None,
    })
}

/// Which of the buttons is meant; with the number of the alert that runs.
#[must_use]
pub fn welke(nummer: Option<&str>, politie: bool) -> String {
    match (nummer, politie) {
        (Some(nummer), false) => {
            format!("Ziet u iets? Bel 112, noem {nummer}. Verder begrijp ik u niet zeker. Wat bedoelt u?")
        }
        (Some(nummer), true) => {
            format!("Dat begrijp ik niet zeker. {nummer} loopt. Moet {nummer} stoppen? Of iets anders?")
        }
        (None, true) => "Dat begrijp ik niet zeker. Wat bedoelt u? Of typ het anders.".to_owned(),
        (None, false) => "Dat begrijp ik niet zeker. Wat bedoelt u? Spoed? Bel 112.".to_owned(),
    }
}

/// To a beheerder who is not understood while an alert runs, above its buttons.
#[must_use]
pub fn onbegrepen(nummer: &str) -> String {
    format!("Ziet u iets? Bel 112, noem {nummer}. Dat begrijp ik niet. Gaat het over het bericht? Tik hieronder.")
}

/// To what reads like talk under an alert that runs, above the same buttons.
#[must_use]
pub fn praatje_bij_melding(nummer: &str) -> String {
    format!(
        "Ziet u iets? Bel 112, noem {nummer}. Ik lees alleen wat over het bericht en uw groep gaat. Staat het er al in? Tik hieronder."
    )
}

/// The same, once they got the buttons.
#[must_use]
pub fn onbegrepen_weer(nummer: &str) -> String {
    format!("Ziet u iets? Bel 112, noem {nummer}. Dat begrijp ik niet. Typ /help voor wat u kunt doen.")
}

/// What was not understood while an alert stands still: nothing is done with it before it is said.
#[must_use]
pub fn staat_stil(nummer: &str) -> String {
    format!("Dat begrijp ik niet. {nummer} staat stil. Wat moet ermee gebeuren?")
}

/// To "laat maar" where nothing was asked.
pub const NIETS_GEVRAAGD: &str = "Goed. Er staat geen vraag open, en er is niets veranderd.";
/// After a question of theirs was answered while the bot had asked one.
pub const VRAAG_STAAT_OPEN: &str = "Mijn vraag van net staat nog open: typ uw antwoord, of stop.";

/// A tap on a question of which nothing is kept any more.
pub const OPNIEUW: &str = "Dat weet ik niet meer. Typ het nog een keer.";

/// To police whose telephone number changes.
pub const NUMMER_VAN_POLITIE: &str = "Een ander nummer zet uw functioneel beheerder om; geef het daar door. Tot dan werkt alleen dit toestel. \
                                      Toestel kwijt? Laat een collega meteen /blokkeer typen.";
/// To a wijkagent who wants an alert to end that others sent.
pub const NIET_TE_STOPPEN: &str = "Stoppen, intrekken en afsluiten kan alleen wie meldingen verstuurt. Er is niets veranderd. Bel nu de \
                                   meldkamer en noem het nummer van de melding.";
/// To whoever decides about no alert, and agreed to one.
pub const NIET_TE_KEUREN: &str = "Over een melding, update of foto beslist een collega die meldingen verstuurt. Er is niets goedgekeurd of \
                                  afgewezen. Klopt er iets niet? Bel de meldkamer.";
/// To a wijkagent who asks how far an alert is.
pub const STAND_BIJ_MELDKAMER: &str =
    "Hoe ver een melding is, ziet wie meldingen verstuurt. Vraag het de meldkamer, met het nummer van de melding.";
/// To a wijkagent with news of an alert that others sent.
pub const UPDATE_BIJ_MELDKAMER: &str = "Een update verstuurt alleen wie meldingen verstuurt. Er is niets verstuurd. Geef dit meteen door aan de \
                                        meldkamer, met het nummer van de melding. Spoed? Bel 112.";
/// To a wijkagent who wants an alert in another wijk as well.
pub const ELDERS_BIJ_MELDKAMER: &str = "Een melding naar nog een wijk sturen kan alleen wie meldingen verstuurt. Er is niets verstuurd. Vraag \
                                        het meteen de meldkamer, met het nummer van de melding. Spoed? Bel 112.";
/// To police and gemeente who want signs.
pub const BORDEN_VAN_BEHEERDER: &str = "Borden en stickers vraagt de beheerder van een groep zelf aan, met /borden of /stickers. Het verzoek komt \
                                        dan bij de gemeente.";
/// To police and gemeente who are away, or back.
pub const VOOR_BEHEERDERS: &str = "Afwezigheid en stille uren zijn voor beheerders van een groep. Er is niets veranderd. Bent u er een tijd \
                                   niet? Zeg het uw collega's.";
/// To a stranger who wants signs.
pub const BORDEN_VREEMD: &str = "Borden en stickers zijn voor groepen die meedoen. Hebt u een buurtgroep? Typ aanmelden. Woont u er? Vraag het de \
                                 beheerder van uw groep, of de gemeente.";
/// The same.
pub const BORDEN_VREEMD_EN: &str = "Signs and stickers are for groups that take part. Do you run a neighbourhood group? Type aanmelden. Do you live \
                                    there? Ask whoever runs your group, or the municipality.";
/// To a stranger who asks why they got a message.
pub const WAAROM_VREEMD: &str = "Ik ben de chatbot voor beheerders van buurtgroepen, van politie en gemeente. Uw nummer staat niet bij mij als \
                                 beheerder. Misschien gaf iemand het op om een groep over te nemen. Niets doen mag: dan gebeurt er niets.";
/// The same.
pub const WAAROM_VREEMD_EN: &str = "I am the chat bot of police and municipality for those who run neighbourhood groups. Your number is not with me \
                                    as one of them. Somebody may have given it to hand a group over. You need not do anything.";
/// To a stranger who asks how an alert ended.
pub const AFLOOP_VREEMD: &str = "Hoe een melding afloopt, zeg ik alleen aan beheerders van een buurtgroep die hem kregen. Vraag het in uw buurtgroep, of \
                                 bel 0900-8844. Ziet u nu iets? Bel 112.";
/// The same.
pub const AFLOOP_VREEMD_EN: &str = "How an alert ends I only tell those who run a neighbourhood group that got it. Ask in your group, or call 0900-8844. \
                                    Do you see something now? Call 112.";
/// To whoever asks for figures, or which wijken take part, and is of neither police nor gemeente.
pub const CIJFERS_VREEMD: &str = "Cijfers, en welke groepen en beheerders er zijn, zeg ik alleen aan politie en gemeente. Wilt u iets weten? Vraag het uw \
                                  gemeente.";
/// The same.
pub const CIJFERS_VREEMD_EN: &str = "Figures, and which groups there are and who runs them, I only tell police and municipality. Please ask your municipality.";
/// A sentence was given free.
#[must_use]
pub fn vrijgegeven(zin: &str) -> String {
    format!("Bewaard om van te leren, zonder uw naam en nummer: '{zin}'. Dank u.")
}
/// It is no more there, or was given free from another telephone.
pub const ZIN_WEG: &str = "Die zin heb ik niet meer. Er is niets bewaard.";
/// Something in it may be kept nowhere.
pub const ZIN_MAG_NIET: &str = "Er staat iets in die zin dat ik niet mag bewaren. Er is niets bewaard.";

/// To talk.
pub const PRAATJE: &str = "Ik ben een computer en lees alleen wat over meldingen en uw groep gaat. Wilt u iets vragen? Typ /help. Spoed? Bel 112.";
/// The same.
pub const PRAATJE_EN: &str = "I am a computer and only read what is about alerts and your group. Want to ask something? Type /help. Emergency? Call 112.";

/// To the gemeente, who says that they are on duty, or off.
pub const DIENST_VAN_POLITIE: &str = "Aan- en afmelden is voor politie die een telefoon deelt. U hoeft het niet: u krijgt elke aanvraag van uw gemeente. \
                                      Bent u weg? Spreek met een collega af wie beslist.";

/// To "dezelfde voor noordhove" where nothing of theirs was sent lately.
pub const WELKE_OPNIEUW: &str = "Welke melding bedoelt u? Typ het nummer erbij, zoals: ZM-0001 opnieuw naar Noordhove.";

/// How something is forwarded, where no alert runs.
pub const DOORSTUREN: &str = "Houd het politiebericht ingedrukt. Tik op de pijl. Kies uw groepen en tik op verzenden. \
                              Daarna hier: Staat in de groep.";
/// The same.
pub const DOORSTUREN_EN: &str = "Press and hold the police message. Tap the arrow. Choose your groups and tap send. \
                                 Then tap here: Staat in de groep.";

/// How something is taken out of a group.
pub const VERWIJDEREN: &str = "Houd het bericht in uw groep ingedrukt. Tik op de prullenbak, dan 'Verwijderen voor \
                               iedereen'. Lukt dat niet? Zet er dan onder dat het niet meer geldt.";
/// The same.
pub const VERWIJDEREN_EN: &str = "Press and hold the message in your group. Tap the bin, then 'Delete for everyone'. \
                                  Does that fail? Then write under it that it no longer holds.";

/// Why they get this, and what they do with it.
pub const WAAROM: &str = "U bent beheerder van een buurtgroep. De politie vraagt u haar bericht in uw groep te plaatsen: \
                          meer ogen, sneller gevonden. Wie iets ziet belt 112. Niet nu? Tik op Kan nu niet. \
                          Stoppen? Typ /afmelden.";
/// The same.
pub const WAAROM_EN: &str = "You run a neighbourhood group. Police ask you to post their message in your group: more eyes \
                             find faster. Whoever sees something calls 112. Not now? Tap Kan nu niet. To stop, type /afmelden.";

/// Who this is.
pub const WIE: &str = "Ik ben de chatbot van het heterdaadproject van politie en gemeente, geen mens. Ik stuur \
                       politieberichten naar beheerders van buurtgroepen. Een mens nodig? Bel 0900-8844. Spoed? Bel 112.";
/// The same.
pub const WIE_EN: &str = "I am the chat bot of police and municipality for neighbourhood alerts, not a person. I send \
                          police messages to those who run neighbourhood groups. Need a person? Call 0900-8844. Emergency? Call 112.";

/// Whether it may be shared elsewhere.
pub const DELEN: &str = "Alleen in uw eigen buurtgroep, alleen zoals de politie het schreef, en niet op Facebook, Nextdoor \
                         of andere media. Een foto haalt u weg zodra het voorbij is.";
/// The same.
pub const DELEN_EN: &str = "Only in your own neighbourhood group, only as police wrote it, and not on Facebook, Nextdoor or \
                            other media. Remove a photo as soon as it is over.";

/// How to get fewer messages.
pub const MINDER_EN: &str = "Fewer messages? Type /stilte for quiet hours, /afwezig when you are away, or /afmelden to stop \
                             running a group.";

/// To whoever was asked to take a group over.
pub const OPVOLGER: &str = "Neemt u een groep over? Typ de code van 4 cijfers die u van de beheerder kreeg. Wilt u niet? Typ \
                            nee en de code.";
/// The same.
pub const OPVOLGER_EN: &str = "Taking over a group? Type the 4-figure code that you got from the one who runs it. Rather not? \
                               Type nee and the code.";

/// A telephone that is not known, of somebody who has another number.
pub const ANDER_NUMMER: &str = "Dit nummer ken ik niet. Bent u beheerder en hebt u een ander nummer? Stuur vanaf uw oude \
                                telefoon: /nummer en het nieuwe nummer. Kan dat niet meer? Vraag het uw contact bij de \
                                gemeente.";
/// The same.
pub const ANDER_NUMMER_EN: &str = "I do not know this number. Do you run a group and have another number? Send from your \
                                   old telephone: /nummer and the new number. No longer possible? Ask your contact at the \
                                   municipality.";

/// Where facts of a group are changed.
pub const GROEPSGEGEVENS: &str = "Andere beheerder? Typ /overdragen. Bestaat de groep niet meer, of mag u er niet meer \
                                  plaatsen? Typ /afmelden. Andere naam of ander aantal leden? Geef dat door aan uw \
                                  contact bij de gemeente.";
/// The same.
pub const GROEPSGEGEVENS_EN: &str = "Somebody else runs the group? Type /overdragen. Does it no longer exist, or may you no \
                                     longer post there? Type /afmelden. Another name or number of members? Tell your \
                                     contact at the municipality.";
/// Whether, and how, somebody else can run their group.
pub const OVERDRAGEN: &str = "Ja, dat kan. Typ overdragen: u krijgt een bericht met een code. Stuur dat door naar uw opvolger, die \
                              daarna de bot aanschrijft. Tot gemeente en politie akkoord zijn, blijft u beheerder.";
/// The same.
pub const OVERDRAGEN_EN: &str = "Yes, you can. Type overdragen: you get a message with a code. Forward it to your successor, who then \
                                 writes to the bot. Until municipality and police agree, you stay in charge.";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_title_fits_on_a_button() {
        for titel in Wens::ALLE.iter().filter_map(|wens| titel(*wens)) {
            assert!(titel.chars().count() <= 20, "{titel}");
        }
    }
}
