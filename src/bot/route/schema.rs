//! The routing table: what was said, and who handles it. One line each.
//!
//! Rights were checked before ([`Said::requires`]); whoever comes here may do the thing somewhere, and the
//! handler checks the gemeente, the group and the state. Invariant: no wildcard arms, so that something
//! new that nobody routes does not compile.

use std::future::Future;
use std::pin::Pin;

use crate::bot::bedrijf::groepsgesprek;
use crate::bot::begrip::{antwoord, gesprek};
use crate::bot::besluit::keuren;
use crate::bot::command::Command;
use crate::bot::context::Cx;
use crate::bot::dialogue::Dialogue;
use crate::bot::error::{BotError, HandlerResult};
use crate::bot::gedaan::Gedaan;
use crate::bot::groep::{geplaatst, gezegd};
use crate::bot::knop::{Deel, Knop};
use crate::bot::melding::bijwerking::Update;
use crate::bot::melding::foto;
use crate::bot::melding::fotobesluit::MetMelding;
use crate::bot::melding::fotofamilie;
use crate::bot::melding::{
    aangetikt, afsluiten, bellen, bijwerken, check, genoemd, gestopt, intrekken, intrekking, invullen, kwaliteit,
    levensloop, oefening, status, tonen, vastgehouden, vermissing, voorbeeld, wijzigen,
};
use crate::bot::mensen::{
    aanmelden, afwezig, bijeenkomst, bord, cijfers, collega, gegevens, overdragen, stilte, tip, welkom,
};
use crate::bot::politie::dienst;
use crate::bot::route::{besluit, eigen, gewijzigd, stoppen, terug, titel, vermoed, vrij, weigeren};
use crate::bot::said::{Other, Said};
use crate::bot::toegang;
use crate::bot::verstaan::{Intent, Uitkomst};
use crate::bot::vloer::{algemeen, gewoon, vrijgeven};
use crate::domain::aanmelding::AanmeldingId;
use crate::domain::afloop::Afloop;
use crate::domain::bord::Bord;
use crate::domain::overdracht::OverdrachtId;
use crate::domain::persoon::{GroepId, MeldingId, PersoonId};
use crate::store::aanmelding::Aanmelding;
use crate::store::foto::FotoId;
use crate::store::levensloop::{BijwerkingId, OverIntrekking};
use crate::store::melding::Melding;
use crate::store::overdracht::Overdracht;
use crate::texts::vloer::algemeen as algemeen_tekst;

/// How often a message may be handed back and routed anew. Two handlers that each take it for the other's would go on
/// for ever; after this it was not understood.
const HANDED_BACK_MAX: usize = 2;

/// The routing table of the program. Never answers [`Gedaan::Terug`].
pub fn schema<'c>(cx: &'c mut Cx<'_>, said: Said) -> Pin<Box<dyn Future<Output = HandlerResult> + Send + 'c>> {
    Box::pin(async move {
        // What is no text answers no preview; nobody may think that it was taken up in one.
        let onleesbaar = voorbeeld::onleesbaar(&said);
        let getoond = if onleesbaar.is_some() { tonen::getoond(cx).await? } else { None };
        let gedaan = volg(cx, said).await?;
        match (onleesbaar, getoond) {
            (Some(wat), Some(getoond)) => Ok(gedaan.en(voorbeeld::na_iets_onleesbaars(cx, getoond, &wat).await?)),
            _ => Ok(gedaan),
        }
    })
}

/// Routes what was said, and what is handed back, until it is done.
async fn volg(cx: &mut Cx<'_>, said: Said) -> HandlerResult {
    let mut said = said;
    for _ in 0..=HANDED_BACK_MAX {
        if !toegang::recht(cx, &said) {
            match weigeren::geweigerd(cx, &said).await? {
                Gedaan::Terug(anders) => said = anders,
                gedaan @ Gedaan::Klaar(_) => return Ok(gedaan),
            }
            continue;
        }
        let written = cx.tx.writes();
        match Box::pin(route(cx, said)).await? {
            // It would be written twice.
            Gedaan::Terug(anders) if cx.tx.writes() != written => {
                return Err(BotError::WrittenAndHandedBack(anders.name()));
            }
            Gedaan::Terug(anders) => said = anders,
            gedaan @ Gedaan::Klaar(_) => return Ok(gedaan),
        }
    }
    cx.reply_sparingly(algemeen_tekst::NIET_BEGREPEN).await?;
    Ok(Gedaan::is(Intent::Geen, Uitkomst::Info))
}

/// The table of what can be said: who takes it.
#[deny(clippy::wildcard_enum_match_arm)]
async fn route(cx: &mut Cx<'_>, said: Said) -> HandlerResult {
    match said {
        Said::Command(Command::Melding(tekst), getypt) => invullen::begin(cx, &tekst, getypt.as_deref()).await,
        Said::Command(Command::Status(wat), _) => status::toon(cx, &wat).await,
        Said::Command(Command::Update(tekst), _) => bijwerken::begin(cx, &tekst).await,
        Said::Command(Command::Sluit(tekst), _) => afsluiten::begin(cx, &tekst).await,
        Said::Command(Command::Intrekken(tekst), _) => levensloop::intrekken_getypt(cx, &tekst).await,
        Said::Levensloop(wat, anders) => Box::pin(levensloop::gezegd(cx, wat, *anders)).await,
        Said::Command(Command::Oefening(tekst), getypt) => oefening::begin(cx, &tekst, getypt.as_deref()).await,
        Said::Command(Command::Aanmelden(tekst), _) => aanmelden::begin(cx, &tekst).await,
        Said::Command(Command::Overdragen(wat), _) if stoppen::stopt_overdracht(&format!("overdracht {wat}")) => {
            overdragen::stop(cx).await
        }
        Said::Command(Command::Overdragen(wat), _) => overdragen::begin(cx, &wat).await,
        Said::Command(Command::Aanvragen(_), _) => besluit::aanvragen(cx).await,
        Said::Command(Command::Akkoord(wat), _) => terug::akkoord(cx, &wat).await,
        Said::Command(Command::Afwijzen(wat), _) => besluit::afwijzen(cx, &wat).await,
        Said::Command(Command::Wie(wijk), _) => collega::wie(cx, &wijk).await,
        Said::Command(Command::Groep(wat), _) => groepsgesprek::begin(cx, &wat).await,
        Said::Command(Command::Blokkeer(nummer), _) => collega::blokkeer(cx, &nummer).await,
        Said::Command(Command::Deblokkeer(nummer), _) => collega::deblokkeer(cx, &nummer).await,
        Said::Command(Command::Dienst(wat), _) => dienst::begin(cx, &wat).await,
        Said::Command(Command::Tip(tekst), _) => tip::begin(cx, &tekst).await,
        Said::Command(Command::Afwezig(tot), _) => afwezig::afwezig(cx, &tot).await,
        Said::Command(Command::Terug(wat), _) => afwezig::terug(cx, &wat).await,
        Said::Command(Command::Stilte(wat), _) => stilte::begin(cx, &wat).await,
        Said::Command(Command::Borden(wat), _) => bord::begin(cx, Bord::Bord, &wat).await,
        Said::Command(Command::Stickers(wat), _) => bord::begin(cx, Bord::Sticker, &wat).await,
        Said::Command(Command::Wabp(groep), _) => bord::wabp(cx, &groep).await,
        Said::Command(Command::Bijeenkomst(wat), _) => bijeenkomst::begin(cx, &wat).await,
        Said::Command(Command::Dekking(wijk), _) => cijfers::dekking(cx, &wijk).await,
        Said::Command(Command::Statistiek(wijk), _) => cijfers::statistiek(cx, &wijk).await,
        Said::Command(Command::Mijngegevens(_), _) => gegevens::toon(cx).await,
        Said::Command(Command::Nummer(nieuw), _) => afwezig::nummer(cx, &nieuw).await,
        Said::Command(Command::Afmelden(wat), _) => gegevens::afmelden(cx, &wat).await,
        Said::Command(Command::Wis(_), _) => gegevens::wis(cx).await,
        Said::Command(Command::Taal(wat), _) => afwezig::taal(cx, &wat).await,
        Said::Command(Command::Check(nummer), _) => check::check(cx, &nummer).await,
        Said::Command(Command::Help(_), _) => algemeen::help(cx).await,
        Said::Command(Command::Stop(wat), _) if gesprek::noemt_overdracht(&wat) => {
            stoppen::stop_overdracht(cx, &wat).await
        }
        Said::Command(Command::Stop(wat), _) => stoppen::stop(cx, &wat).await,
        Said::UnknownCommand(naam) => vrij::onbekend_commando(cx, &naam).await,

        Said::Answer(dialogue, tekst) if dialogue.vraagt_om_woorden() && antwoord::ziet_af(&tekst) => {
            algemeen::ziet_af(cx).await
        }
        Said::Answer(Dialogue::Melding { invulling, vraag }, tekst) => match titel::getypt(cx, &tekst).await? {
            Some(gedaan) => Ok(gedaan),
            None => match Box::pin(vermoed::bij_melding(cx, &invulling, vraag, &tekst)).await? {
                Some(gedaan) => Ok(gedaan),
                None => invullen::antwoord(cx, invulling, vraag, &tekst).await,
            },
        },
        // A telephone that is stolen waits for no preview; that stays.
        Said::Answer(Dialogue::Voorbeeld { .. }, tekst) if gewoon::wil_blokkeren(cx, &tekst) => {
            collega::vraag_blokkade(cx, &tekst).await
        }
        Said::Answer(Dialogue::Voorbeeld { melding, .. }, tekst) => {
            Box::pin(voorbeeld::antwoord(cx, MeldingId(melding), &tekst)).await
        }
        Said::Answer(Dialogue::Aanpassen { melding, .. }, tekst) => {
            wijzigen::welk_deel(cx, MeldingId(melding), &tekst).await
        }
        Said::Answer(Dialogue::MeldingAfwijzen { melding }, tekst) => {
            keuren::reden::<Melding>(cx, MeldingId(melding), &tekst).await
        }
        Said::Answer(Dialogue::EchtGeplaatst { melding }, tekst) => {
            vrij::echt_antwoord(cx, MeldingId(melding), &tekst).await
        }
        Said::Answer(Dialogue::WelkeGroep { melding }, tekst) => match Box::pin(vermoed::tussendoor(cx, &tekst)).await?
        {
            Some(gedaan) => Ok(gedaan),
            None => gezegd::welke_groep(cx, MeldingId(melding), &tekst).await,
        },

        Said::Answer(Dialogue::WelkeMelding { wat, tekst }, getypt) => {
            levensloop::welke_getypt(cx, wat, &tekst, &getypt).await
        }
        Said::Answer(Dialogue::Afgewezen | Dialogue::Geannuleerd | Dialogue::Bedoeld { .. }, tekst) => {
            vrij::tekst(cx, &tekst).await
        }
        Said::Answer(Dialogue::FotoFamilie { foto }, tekst) => fotofamilie::antwoord(cx, FotoId(foto), &tekst).await,
        Said::Answer(Dialogue::Blokkade { persoon }, tekst) => {
            Box::pin(collega::blokkade_getypt(cx, PersoonId(persoon), &tekst)).await
        }
        Said::Answer(Dialogue::Gestopt { melding, reden }, tekst) => {
            Box::pin(gestopt::getypt(cx, MeldingId(melding), &reden, &tekst)).await
        }
        Said::Answer(Dialogue::StopOfNieuws { melding, tekst: nieuws }, tekst) => {
            levensloop::stop_of_nieuws_getypt(cx, MeldingId(melding), &nieuws, &tekst).await
        }
        Said::Answer(Dialogue::Update { melding }, tekst) => bijwerken::nieuws(cx, MeldingId(melding), &tekst).await,
        Said::Answer(Dialogue::Bijwerking { bijwerking, .. }, tekst) => {
            Box::pin(bijwerken::antwoord(cx, BijwerkingId(bijwerking), &tekst)).await
        }
        Said::Answer(Dialogue::Afsluiten { melding, afloop }, tekst) => {
            let afloop = afloop.as_deref().and_then(Afloop::van_id);
            afsluiten::antwoord(cx, MeldingId(melding), afloop, &tekst).await
        }

        Said::Answer(Dialogue::Aanmelden { velden, vraag }, tekst) => {
            match Box::pin(vermoed::tussendoor(cx, &tekst)).await? {
                Some(gedaan) => Ok(gedaan),
                None => aanmelden::antwoord(cx, velden, vraag, &tekst).await,
            }
        }
        Said::Answer(Dialogue::Afwijzen { aanmelding }, tekst) => {
            keuren::reden::<Aanmelding>(cx, AanmeldingId(aanmelding), &tekst).await
        }
        Said::Answer(Dialogue::OverdraagGroepen { nummer }, tekst) => {
            overdragen::groepen_getypt(cx, nummer, &tekst).await
        }
        Said::Answer(Dialogue::OverdraagNummer { overdracht }, tekst) => {
            overdragen::nummer_getypt(cx, OverdrachtId(overdracht), &tekst).await
        }
        Said::Answer(Dialogue::Opvolger { overdracht, ja }, tekst) => {
            overdragen::opvolger_getypt(cx, OverdrachtId(overdracht), ja, &tekst).await
        }
        Said::Answer(Dialogue::OverdrachtAfwijzen { overdracht }, tekst) => {
            keuren::reden::<Overdracht>(cx, OverdrachtId(overdracht), &tekst).await
        }
        Said::Answer(Dialogue::Groepsgegevens { groep, vraag }, tekst) => {
            welkom::antwoord(cx, GroepId(groep), vraag, &tekst).await
        }
        Said::Answer(Dialogue::Eigen(vraag), tekst) => eigen::antwoord(cx, vraag, &tekst).await,

        Said::Tap(Knop::Versturen(id, versie)) => voorbeeld::versturen(cx, id, versie).await,
        Said::Tap(Knop::Aanpassen(id)) => voorbeeld::aanpassen(cx, id).await,
        Said::Tap(Knop::Annuleren(id)) => voorbeeld::annuleren(cx, id).await,
        Said::Tap(Knop::Alsnog(id)) => vastgehouden::alsnog(cx, id).await,
        Said::Tap(Knop::LatenVervallen(id)) => vastgehouden::laten_vervallen(cx, id).await,
        Said::Tap(Knop::MeldingGoedkeuren(id, versie)) => keuren::ja::<Melding>(cx, id, Some(versie)).await,
        Said::Tap(Knop::MeldingAfwijzen(id, versie)) => keuren::nee::<Melding>(cx, id, Some(versie), None).await,
        Said::Tap(Knop::DienstVerder) => dienst::verder(cx).await,
        Said::Tap(Knop::DienstNiet) => dienst::niet_verder(cx).await,
        Said::Tap(Knop::FotoGoedkeuren(id)) => keuren::ja::<MetMelding>(cx, id, None).await,
        Said::Tap(Knop::FotoAfwijzen(id)) => keuren::nee::<MetMelding>(cx, id, None, None).await,
        Said::Tap(Knop::WijzigSoort(id)) => wijzigen::wijzig(cx, id, Deel::Soort).await,
        Said::Tap(Knop::WijzigWijk(id)) => wijzigen::wijzig(cx, id, Deel::Wijk).await,
        Said::Tap(Knop::WijzigTekst(id)) => wijzigen::wijzig(cx, id, Deel::Tekst).await,
        Said::Tap(Knop::BijMelding(keuze)) => invullen::gekozen(cx, keuze).await,
        Said::Tap(Knop::LijktOp(id)) => invullen::lijkt_op(cx, id).await,
        Said::Tap(Knop::NieuweMelding(id)) => voorbeeld::nieuwe_melding(cx, id).await,
        Said::Tap(Knop::ToonConcept(id)) => genoemd::toon_concept(cx, id, None).await,
        Said::Tap(Knop::VoegWijkToe(id, wijk)) => wijzigen::voeg_wijk_toe(cx, id, &wijk).await,
        Said::Tap(Knop::TochErin(id, versie)) => wijzigen::toch_erin(cx, id, versie).await,
        Said::Tap(Knop::GeefVrij(rij)) => vrijgeven::geef_vrij(cx, rij).await,
        Said::Tap(Knop::AndereWijken(gemeente)) => aangetikt::andere_wijken(cx, &gemeente).await,
        Said::Tap(Knop::Soort(soort)) => aangetikt::soort_gekozen(cx, soort).await,
        Said::Tap(Knop::Gemeente(gemeente)) => aangetikt::gemeente_gekozen(cx, &gemeente).await,
        Said::Tap(Knop::Wijk(gemeente, wijk)) => aangetikt::wijk_gekozen(cx, &gemeente, &wijk).await,

        Said::Tap(Knop::Bijwerken(id)) => bijwerken::gekozen(cx, id).await,
        Said::Tap(Knop::UpdateVersturen(id, versie)) => bijwerken::versturen(cx, id, versie).await,
        Said::Tap(Knop::UpdateAnnuleren(id)) => bijwerken::annuleren(cx, id).await,
        Said::Tap(Knop::UpdateErbij(id, wijk)) => bijwerken::erbij(cx, id, &wijk).await,
        Said::Tap(Knop::FotoFamilie(id)) => foto::familie(cx, id).await,
        Said::Tap(Knop::UpdateGoedkeuren(id, versie)) => keuren::ja::<Update>(cx, id, Some(versie)).await,
        Said::Tap(Knop::UpdateAfwijzen(id)) => keuren::nee::<Update>(cx, id, None, None).await,
        Said::Tap(Knop::LaterErbij(id)) => vermissing::later_erbij(cx, id).await,
        Said::Tap(Knop::NogActueel(id)) => bijwerken::nog_actueel(cx, id).await,
        Said::Tap(Knop::Intrekken(id)) => intrekken::getikt(cx, id).await,
        Said::Tap(Knop::LatenStaan(id)) => intrekken::laten_staan(cx, id).await,
        Said::Tap(Knop::NaarWijkagent(id)) => intrekking::naar_wijkagent(cx, id).await,
        Said::Tap(Knop::Afsluiten(id)) => afsluiten::getikt(cx, id).await,
        Said::Tap(Knop::SluitAls(id, afloop)) => afsluiten::sluit_als(cx, id, afloop).await,
        Said::Tap(Knop::NietSluiten(id)) => afsluiten::niet(cx, id).await,
        Said::Tap(Knop::Amber(id, wel)) => vermissing::amber(cx, id, wel).await,
        Said::Tap(Knop::AfloopGeplaatst(id)) => geplaatst::afloop_geplaatst(cx, id).await,
        Said::Tap(Knop::IntrekkingGeplaatst(id)) => intrekking::beantwoord(cx, id, OverIntrekking::Geplaatst).await,
        Said::Tap(Knop::IntrekkingNiet(id)) => intrekking::beantwoord(cx, id, OverIntrekking::NietGeplaatst).await,

        Said::Tap(Knop::Geplaatst(id)) => geplaatst::getikt(cx, id).await,
        Said::Tap(Knop::EchtGeplaatst(id)) => geplaatst::geplaatst(cx, id).await,
        Said::Tap(Knop::NogNiet(id)) => geplaatst::nog_niet(cx, id).await,
        Said::Tap(Knop::KanNiet(id)) => geplaatst::kan_niet(cx, id).await,
        Said::Tap(Knop::Hulp(id)) => geplaatst::hulp(cx, id).await,
        Said::Tap(Knop::AlleGroepen(id)) => geplaatst::in_alle(cx, id).await,
        Said::Tap(Knop::InGroep(id, welke)) => geplaatst::in_groep(cx, id, welke).await,
        Said::Tap(Knop::AanmeldenVerder) => aanmelden::verder_getikt(cx).await,
        Said::Tap(Knop::AanmeldenStop) => stoppen::stop(cx, "").await,
        Said::Tap(Knop::AanmeldGemeente(gemeente)) => aanmelden::gemeente_gekozen(cx, &gemeente).await,
        Said::Tap(Knop::AanmeldWijk(gemeente, wijk)) => aanmelden::wijk_gekozen(cx, &gemeente, &wijk).await,
        Said::Tap(Knop::AanmeldWabp(wat)) => aanmelden::wabp_gekozen(cx, &wat).await,
        Said::Tap(Knop::AanmeldIntrekken(id)) => aanmelden::intrekken(cx, id).await,

        Said::Tap(Knop::Akkoord(id)) => keuren::ja::<Aanmelding>(cx, id, None).await,
        Said::Tap(Knop::Afwijzen(id)) => keuren::nee::<Aanmelding>(cx, id, None, None).await,
        Said::Overdrachtcode(code, false) => overdragen::code(cx, &code).await,
        Said::Overdrachtcode(code, true) => overdragen::code_geweigerd(cx, &code).await,
        Said::EigenNummer(nummer) => welkom::eigen_nummer(cx, &nummer).await,
        Said::Contact(nummers) => overdragen::contact_gedeeld(cx, &nummers).await,
        Said::Tap(Knop::OverdraagGroep(groep)) => overdragen::groep_gekozen(cx, groep).await,
        Said::Tap(Knop::OverdraagAlle) => overdragen::alle_gekozen(cx).await,
        Said::Tap(Knop::OverdrachtAanvaard(id)) => overdragen::aanvaard(cx, id).await,
        Said::Tap(Knop::OverdrachtWeiger(id)) => overdragen::weiger(cx, id).await,
        Said::Tap(Knop::OverdrachtAkkoord(id)) => keuren::ja::<Overdracht>(cx, id, None).await,
        Said::Tap(Knop::OverdrachtAfwijzen(id)) => keuren::nee::<Overdracht>(cx, id, None, None).await,
        Said::Tap(Knop::CollegaKlopt(id)) => collega::klopt(cx, id).await,
        Said::Tap(Knop::CollegaBlokkeer(id)) => collega::blokkeer_collega(cx, id).await,

        Said::Tap(Knop::BlokkadeKlopt(id)) => collega::blokkade_klopt(cx, id).await,
        Said::Tap(Knop::BlokkadeTerug(id)) => collega::blokkade_terug(cx, id).await,
        Said::Tap(Knop::ToonNummer(id)) => bellen::toon(cx, id).await,
        Said::Tap(Knop::NummerVan(id, groep)) => bellen::nummer_van(cx, id, groep).await,

        Said::Tap(Knop::Gehoord) => welkom::gehoord(cx).await,
        Said::Tap(Knop::Borden(groep, wel)) => welkom::borden(cx, groep, wel).await,
        Said::Tap(Knop::Stickers(groep, wel)) => welkom::stickers(cx, groep, wel).await,
        Said::Tap(Knop::OefeningTonen(id)) => oefening::getikt(cx, id).await,
        Said::Tap(Knop::Kwaliteit(id, oordeel)) => kwaliteit::beoordeeld(cx, id, oordeel).await,
        Said::Tap(Knop::Bedoeld(wens)) => vermoed::getikt(cx, wens).await,
        Said::Tap(Knop::Eigen(knop)) => eigen::getikt(cx, knop).await,
        Said::UnknownTap => algemeen::onbekende_knop(cx).await,

        Said::Bevestiging(wat, tekst) => match vrij::twee_dingen(cx, None, &tekst).await? {
            Some(gedaan) => Ok(gedaan),
            None => vermoed::bevestigd(cx, wat, &tekst).await,
        },

        Said::Geplakt(tekst) => check::check(cx, &tekst).await,
        Said::Text(tekst) => match vrij::twee_dingen(cx, None, &tekst).await? {
            Some(gedaan) => Ok(gedaan),
            None => vrij::tekst(cx, &tekst).await,
        },
        Said::Uitnodiging(komt) => bijeenkomst::gezegd(cx, komt).await,
        Said::Locatie(woorden) => vrij::locatie(cx, &woorden).await,
        Said::Foto(media) => foto::ontvangen(cx, &media).await,
        Said::Other(Other::Sound) => algemeen::geluid(cx).await,
        Said::Other(Other::File) => algemeen::bestand(cx).await,
        Said::Other(Other::NotAsked) => algemeen::niet_gevraagd(cx).await,
        Said::Other(Other::Edited) => gewijzigd::gewijzigd(cx).await,
        Said::Other(Other::Unreadable) => algemeen::onleesbaar(cx).await,
        Said::Other(Other::Silent) => Ok(Gedaan::is(Intent::Geen, Uitkomst::Ignored)),
    }
}
