//! What police and gemeente hear about the people of the register: requests, who runs what, lost phones.

use crate::domain::aanmelding::Helften;
use crate::domain::persoon::{Helft, InGroep, Rang};
use crate::domain::tijd;
use crate::domain::wijk::opsomming;
use crate::texts::{groepen, ingekort, sjablonen};

/// The word for a half.
#[must_use]
pub const fn helft(helft: Helft) -> &'static str {
    match helft {
        Helft::Politie => "politie",
        Helft::Gemeente => "gemeente",
    }
}

/// A request, with all that is known, above its buttons.
#[must_use]
pub fn aanvraag(nummer: &str, wie: &str, wat: &str, herinnering: bool) -> String {
    let kop = if herinnering { "wacht al een dag op uw besluit" } else { "wacht op uw besluit" };
    format!(
        "Aanvraag {nummer} {kop}.\nWie: {wie}\nWat: {wat}\nGemeente en politie moeten allebei akkoord geven. \
         Typen mag ook: akkoord {nummer}, of afwijzen {nummer} met de reden."
    )
}

/// What somebody asks who signs up.
#[must_use]
pub fn wat(wijk: &str, groep: &str, leden: Option<i64>, wabp: &str) -> String {
    let leden = leden.map(|leden| format!(", {leden} leden")).unwrap_or_default();
    format!("beheerder worden van groep {groep} in {wijk}{leden}. WABP: {wabp}")
}

/// One half is given.
#[must_use]
pub fn half_akkoord(nummer: &str, gegeven: Helft) -> String {
    let ander = match gegeven {
        Helft::Politie => Helft::Gemeente,
        Helft::Gemeente => Helft::Politie,
    };
    format!("{nummer}: akkoord van {} genoteerd. Nu nog de {}.", helft(gegeven), helft(ander))
}

/// Both halves are given.
#[must_use]
pub fn akkoord(nummer: &str, groep: &str) -> String {
    format!("{nummer}: gemeente en politie zijn akkoord. {groep} staat op de lijst, de beheerder heeft bericht.")
}

/// A half that was given is taken back.
#[must_use]
pub fn akkoord_teruggenomen(nummer: &str) -> String {
    format!("{nummer}: uw akkoord is teruggenomen. Er is niets besloten.")
}

/// Both halves were given before it was taken back.
#[must_use]
pub fn akkoord_te_laat_terug(nummer: &str) -> String {
    format!("{nummer} is al rond en kan niet terug. Mag het nummer niets meer? Typ /blokkeer met dat nummer.")
}

/// There is no yes of theirs to take back.
#[must_use]
pub fn geen_akkoord_van_u(nummer: &str) -> String {
    format!("{nummer}: van u staat er geen akkoord. Typ /aanvragen voor wat openstaat.")
}

/// This half was given before.
#[must_use]
pub fn al_gegeven(nummer: &str, gegeven: Helft, open: &[Helft]) -> String {
    match open.first() {
        Some(open) => format!("{nummer}: de {} was al akkoord. Wacht nog op de {}.", helft(gegeven), helft(*open)),
        None => format!("{nummer}: allebei al akkoord."),
    }
}

/// The same person cannot give both halves.
#[must_use]
pub fn zelfde_persoon(nummer: &str) -> String {
    format!("{nummer}: u gaf de andere helft al. Een collega moet deze geven.")
}

/// A request that was decided before.
#[must_use]
pub fn al_besloten(nummer: &str, hoe: &str) -> String {
    format!("{nummer} is al {hoe}. U hoeft niets te doen.")
}

/// The group came to be in the meantime.
#[must_use]
pub fn groep_bestaat(nummer: &str, groep: &str) -> String {
    format!(
        "{nummer}: groep {groep} bestaat intussen al. Wijs de aanvraag af, of laat de beheerder de groep overdragen."
    )
}

/// A request that there is not, or not for them.
#[must_use]
pub fn onbekende_aanvraag(genoemd: &str) -> String {
    format!("Aanvraag '{}' ken ik niet. Typ /aanvragen voor wat openstaat.", ingekort(genoemd, 30))
}

/// What waits, where it is not certain which is meant. Nothing was decided.
#[must_use]
pub fn welke_aanvraag(genoemd: &str, regels: &[String], meer: usize) -> String {
    let welke = match genoemd {
        "" => "Welke bedoelt u?".to_owned(),
        genoemd => format!("'{}' past bij geen aanvraag.", ingekort(genoemd, 30)),
    };
    let meer = if meer > 0 { format!("\nEn nog {meer}.") } else { String::new() };
    format!(
        "{welke} Er is niets besloten. Dit wacht op u:\n{}{meer}\nTyp akkoord of afwijzen met het nummer.",
        regels.join("\n")
    )
}

/// A request was spoken of, and neither agreed to nor refused.
#[must_use]
pub fn niets_besloten(nummer: &str) -> String {
    format!("Er is niets besloten over {nummer}. Wat wilt u?")
}

/// A yes that came in late: asked again.
#[must_use]
pub fn kwam_te_laat(nummer: &str, gezegd_ms: i64) -> String {
    format!(
        "Uw akkoord op {nummer} van {} kwam nu pas binnen. Er is niets besloten. Nog steeds akkoord?",
        tijd::dag_en_klok(gezegd_ms)
    )
}

/// The same of a refusal.
#[must_use]
pub fn afwijzing_te_laat(nummer: &str, gezegd_ms: i64) -> String {
    format!(
        "Uw afwijzing van {nummer} van {} kwam nu pas binnen. Er is niets besloten. Nog steeds afwijzen?",
        tijd::dag_en_klok(gezegd_ms)
    )
}

/// Asks why.
#[must_use]
pub fn waarom_niet(nummer: &str) -> String {
    format!("Waarom wijst u {nummer} af? De aanvrager krijgt uw zin letterlijk te lezen. Typ stop om niets te doen.")
}

/// A reason that is too short or too long.
#[must_use]
pub fn reden_fout(most: usize) -> String {
    format!("Geef een reden van 3 tot {most} tekens. De aanvrager krijgt die te lezen.")
}

/// After a refusal.
#[must_use]
pub fn afgewezen(nummer: &str) -> String {
    format!("{nummer} is afgewezen. De aanvrager heeft de reden gekregen.")
}

/// The other half refused, or the person took it back.
#[must_use]
pub fn vervallen(nummer: &str, waarom: &str) -> String {
    format!("Aanvraag {nummer} is {waarom}. U hoeft niets meer te doen.")
}

/// No requests are open.
pub const GEEN_AANVRAGEN: &str = "Er staan geen aanvragen open.";

/// A line of it: information that waits for a yes.
#[must_use]
pub fn wacht_informatie(nummer: &str) -> String {
    format!("{nummer}: informatie, wacht op akkoord")
}

/// A line of it: an alert of a colleague that does.
#[must_use]
pub fn wacht_melding(nummer: &str) -> String {
    format!("{nummer}: melding van een collega, wacht op akkoord")
}

/// One line of the open requests.
#[must_use]
pub fn aanvraag_regel(nummer: &str, wijk: &str, groep: &str, dagen: i64, helften: Helften) -> String {
    let open: Vec<&str> = helften.open().into_iter().map(helft).collect();
    let dagen = match dagen {
        0 => "vandaag".to_owned(),
        1 => "sinds gisteren".to_owned(),
        dagen => format!("{dagen} dagen"),
    };
    format!("{nummer} {wijk}, {}, {dagen}. Wacht op {}.", ingekort(groep, 40), open.join(" en "))
}

/// The open requests.
#[must_use]
pub fn aanvragen(regels: &[String], meer: usize) -> String {
    let meer = if meer > 0 { format!("\nEn nog {meer}.") } else { String::new() };
    format!("Open aanvragen:\n{}{meer}\nTyp: akkoord, of afwijzen, met het nummer.", regels.join("\n"))
}

/// Asks for the wijk of `/wie`.
pub const WIE_WAAR: &str = "Van welke wijk? Typ bijvoorbeeld: /wie Rokkeveen.";

/// A wijk that is not theirs, or none.
#[must_use]
pub fn wie_niet_hier(genoemd: &str) -> String {
    format!("'{}' is geen wijk waar u dit kunt zien. Typ bijvoorbeeld: /wie Rokkeveen.", ingekort(genoemd, 40))
}

const fn rang(rang: Rang) -> &'static str {
    match rang {
        Rang::Hoofd => "hoofd",
        Rang::Mede => "mede",
        Rang::Reserve => "reserve",
    }
}

/// The groups of a wijk with who runs them, in at most so many characters.
#[must_use]
pub fn wie(wijk: &str, mensen: &[InGroep], most: usize) -> String {
    let mut per_groep: Vec<(&str, Vec<String>)> = Vec::new();
    for iemand in mensen {
        let stand = match (iemand.uitgenodigd, iemand.onbereikbaar) {
            (_, true) => ", onbereikbaar",
            (true, _) => ", uitgenodigd",
            _ => "",
        };
        let wie = iemand
            .rang
            .map(|van| format!("{} ({}{stand})", iemand.naam.as_deref().unwrap_or("naam onbekend"), rang(van)));
        match per_groep.last_mut() {
            Some((groep, leden)) if *groep == iemand.groep => leden.extend(wie),
            _ => per_groep.push((&iemand.groep, wie.into_iter().collect())),
        }
    }
    let mut tekst = format!("{wijk}: {}.", groepen(per_groep.len()));
    for (plaats, (groep, leden)) in per_groep.iter().enumerate() {
        let leden = if leden.is_empty() { "niemand".to_owned() } else { leden.join(", ") };
        let regel = format!("\n{groep}: {leden}");
        let rest = per_groep.len() - plaats;
        let slot = format!("\nEn nog {}.", groepen(rest));
        if tekst.chars().count() + regel.chars().count() + slot.chars().count() > most {
            tekst.push_str(&slot);
            break;
        }
        tekst.push_str(&regel);
    }
    tekst
}

/// Asks for the number of `/blokkeer`.
pub const BLOKKEER_WIE: &str = "Welk nummer is kwijt of gestolen? Typ bijvoorbeeld: /blokkeer 06 1234 0001.";
/// A block that was spoken of, asked about or denied.
pub const BLOKKEER_NIET: &str =
    "Er is niets geblokkeerd. Moet het toch? Typ alleen /blokkeer en het nummer, zoals /blokkeer 06 1234 0001.";
/// A number that nobody in their gemeente has.
pub const BLOKKEER_ONBEKEND: &str =
    "Niets gedaan: dit nummer staat in uw gemeente niet op de lijst. Klopt het nummer? Typ het dan opnieuw.";

/// A word of minutes ago that would take rights away.
#[must_use]
pub fn blokkeer_te_laat(gezegd_ms: i64) -> String {
    format!(
        "Uw verzoek van {} om te blokkeren kwam nu pas binnen. Ik heb niets gedaan. Is het nog nodig? Typ: /blokkeer en het nummer.",
        tijd::dag_en_klok(gezegd_ms)
    )
}

/// A beheerder, by their groups.
#[must_use]
pub fn beheerder_van(groepen: &[&str]) -> String {
    match groepen {
        [] => "zonder rol".to_owned(),
        groepen => format!("beheerder van {}", ingekort(&groepen.join(", "), 80)),
    }
}

/// Somebody: their name, and what they are.
#[must_use]
pub fn wie_het_is(naam: Option<&str>, rol: &str) -> String {
    format!("{} ({rol})", ingekort(naam.unwrap_or("iemand zonder naam"), 60))
}

/// Before a block, where nobody ordered one outright.
#[must_use]
pub fn blokkeren_vraag(wat: &str) -> String {
    format!("Moet dit toestel geblokkeerd worden? Het is van {wat}. Er is nog niets gebeurd.")
}

/// After a block: whose telephone it is, and is that right?
#[must_use]
pub fn geblokkeerd(wat: &str, gestopt: &[&str]) -> String {
    let gestopt = match gestopt {
        [] => String::new(),
        [een] => format!(" {een} wachtte nog op akkoord en gaat niet uit; er is niets van verstuurd."),
        meer => format!(
            " {} wachtten nog op akkoord en gaan niet uit; er is niets van verstuurd.",
            opsomming(meer.iter().copied())
        ),
    };
    format!(
        "Geblokkeerd. Dit nummer is van {wat}. Er kan nu niets meer vanaf, en er gaat geen politiebericht meer heen.{gestopt} \
         Klopt dat? Terugzetten doen twee collega's samen."
    )
}

/// Asked once more, after an answer that is no plain yes or no.
#[must_use]
pub fn klopt_de_blokkade(wat: &str) -> String {
    format!(
        "Er is niets veranderd: de telefoon van {wat} is geblokkeerd. Klopt dat? Typ ja, of terugzetten. Terugzetten doen twee collega's samen."
    )
}

/// It was blocked before.
#[must_use]
pub fn al_geblokkeerd(wat: &str) -> String {
    format!("Niets gedaan: het nummer van {wat} is al geblokkeerd. Terugzetten doen twee collega's samen.")
}

/// Without a number there is nothing to put back.
pub const DEBLOKKEER_WIE: &str =
    "Welk nummer moet terug? Typ /deblokkeer en het nummer, zoals /deblokkeer 06 1234 0001.";

/// Whose telephone is blocked, for whoever wants it back.
#[must_use]
pub fn deblokkeren(wat: &str) -> String {
    format!(
        "Het nummer van {wat} is geblokkeerd. Terugzetten doen twee collega's samen, elk met een tik op Terugzetten."
    )
}

/// What colleagues hear of a block.
#[must_use]
pub fn collega_geblokkeerd(wat: &str) -> String {
    format!(
        "Een collega heeft de telefoon van {wat} geblokkeerd. Klopt dat niet? Bel elkaar, en tik op Terugzetten: dat doen twee collega's."
    )
}

/// What whoever is blocked hears.
#[must_use]
pub fn u_bent_geblokkeerd(waar: &str) -> String {
    let waar = if waar.is_empty() { String::new() } else { format!(" in {waar}") };
    format!(
        "Dit nummer is geblokkeerd, omdat de telefoon kwijt of gestolen kan zijn. U kunt hier nu niets. Klopt dat niet? \
         Bel een collega van politie of gemeente{waar}: twee van hen zetten het terug. Spoed? Bel 112."
    )
}

/// One person is not enough.
#[must_use]
pub fn blokkeren_wacht(wat: &str, laatste: bool) -> String {
    let waarom = if laatste {
        "is de laatste die hier een melding kan versturen, dus hier zijn twee collega's voor nodig"
    } else {
        "is van de politie, dus hier is een collega van de politie voor nodig"
    };
    format!("Nog niets gedaan: {wat} {waarom}. Ik heb het gevraagd. Haast? Bel een collega.")
}

/// A second person is asked.
#[must_use]
pub fn blokkeren_gevraagd(wat: &str, laatste: bool) -> String {
    let let_op = if laatste { " Let op: daarna kan hier niemand meer een melding versturen." } else { "" };
    format!(
        "Een collega wil de telefoon van {wat} blokkeren: kwijt of gestolen.{let_op} Er is nog niets veranderd. Klopt het?"
    )
}

/// It stays as it is.
pub const BLIJFT_GEBLOKKEERD: &str = "Goed, het blijft geblokkeerd.";
/// There is no block.
pub const NIET_GEBLOKKEERD: &str = "Dit nummer is niet geblokkeerd. Er is niets veranderd.";

/// Undoing waits for a second person.
#[must_use]
pub fn terug_wacht(wat: &str) -> String {
    format!("Genoteerd. {wat} blijft geblokkeerd tot een tweede collega ook op Terugzetten tikt. Ik heb het gevraagd.")
}

/// A second person is asked to undo it.
#[must_use]
pub fn terug_gevraagd(wat: &str) -> String {
    format!(
        "Een collega wil de blokkade van {wat} terugzetten. Weet u zeker dat de telefoon weer veilig is? Tik dan op Terugzetten."
    )
}

/// A tap of minutes ago that would undo a block.
#[must_use]
pub fn terug_te_laat(gezegd_ms: i64) -> String {
    format!(
        "Uw tik van {} kwam nu pas binnen. Er is niets veranderd. Nog steeds terugzetten? Tik opnieuw.",
        tijd::dag_en_klok(gezegd_ms)
    )
}

/// A block was undone.
#[must_use]
pub fn weer_vrij(wat: &str) -> String {
    format!("De blokkade van {wat} is opgeheven, door twee collega's.")
}

/// What whoever was blocked hears then.
pub const U_KUNT_WEER_VERDER: &str = "De blokkade van dit nummer is opgeheven. U kunt weer verder.";

/// What colleagues hear when somebody's number changed.
#[must_use]
pub fn nummer_gewijzigd(naam: &str) -> String {
    sjablonen::ingevuld(sjablonen::COLLEGA.nl.body, &[sjablonen::als_parameter(naam)])
}

/// A beheerder as a colleague would be named, in the template.
#[must_use]
pub fn als_beheerder(naam: &str, groepen: &str) -> String {
    format!("{} (beheerder van {})", ingekort(naam, 60), ingekort(groepen, 120))
}

/// What those hear who decide about beheerders, when one of them may be somebody else now.
#[must_use]
pub fn beheerder_te_bevestigen(naam: &str, groepen: &str) -> String {
    format!(
        "Het nummer van {} is misschien van iemand anders. Tot u het bevestigt, gaat er geen politiebericht heen.\n\
         Bel eerst: is dit echt uw beheerder?",
        als_beheerder(naam, groepen)
    )
}

/// What the person hears whose rights rest.
pub const RECHTEN_RUSTEN: &str =
    "Uw nummer is veranderd. Uw rechten rusten tot een collega bevestigt dat u het bent. Spoed? Bel 112.";
/// What a beheerder hears who has to be confirmed.
pub const BEHEERDER_RUST: &str = "WhatsApp op dit nummer is veranderd. Tot politie of gemeente bevestigt dat u het bent, kunt u hier niets doen. Spoed? Bel 112.";
/// After the confirmation, to the colleague.
pub const BEVESTIGD: &str = "Bevestigd. Uw collega kan weer verder.";
/// After the confirmation, to the person.
pub const WEER_TERUG: &str = "Een collega heeft bevestigd dat u het bent. U kunt weer verder.";
/// After the confirmation of a beheerder.
pub const BEHEERDER_BEVESTIGD: &str = "Bevestigd. De beheerder krijgt weer politieberichten.";
/// After the confirmation, to the beheerder.
pub const BEHEERDER_TERUG: &str =
    "Politie of gemeente heeft bevestigd dat u het bent. U krijgt hier weer politieberichten voor uw groep.";
/// A confirmation that is not needed any more.
pub const NIETS_TE_BEVESTIGEN: &str = "Hier valt niets meer te bevestigen.";
/// Nobody confirms themselves.
pub const NIET_UZELF: &str = "Dat moet een collega doen.";

/// Which number is lost?
pub const KWIJT_WELK_NUMMER: &str =
    "Van welk nummer is de telefoon kwijt? Typ bijvoorbeeld: telefoon kwijt 06 1234 0001. Is er nu gevaar? Bel 112.";
/// Colleagues and gemeente heard that a telephone is lost; to whoever is known.
pub const KWIJT_DOORGEGEVEN: &str = "Ik heb het de gemeente en wie erover gaat laten weten. Er is niets geblokkeerd. Net gestolen? Bel 112. \
    Blokkeren? Typ blokkeer en het nummer. Krijgt u een nieuw nummer? Typ /nummer.";
/// The same, to a stranger: it says nothing of whose number it is.
pub const KWIJT_DOORGEGEVEN_VREEMD: &str = "Dank u. Is het nummer bij ons bekend, dan hoort de gemeente het nu. Er is niets geblokkeerd. \
    Bel ook uw provider om de simkaart te blokkeren.";

/// To those who have a say over a telephone: it is lost, by whoever has it or by somebody else.
#[must_use]
pub fn kwijt_gemeld(wat: &str, zelf: bool) -> String {
    let wie = if zelf { "Er is vanaf dat nummer zelf gemeld" } else { "Er is vanaf een ander nummer gemeld" };
    format!(
        "{wie} dat deze telefoon kwijt of gestolen is: {wat}. Er is niets geblokkeerd. Bel diegene eerst. Klopt het? Tik op Blokkeren."
    )
}
