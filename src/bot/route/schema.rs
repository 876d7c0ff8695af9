//! The routing table: what was said, and who handles it. One line each.
//!
//! Rights were checked before ([`Said::requires`]); whoever comes here may do the thing somewhere, and the
//! handler checks the gemeente, the group and the state. Invariant: no wildcard arms, so that something
//! new that nobody routes does not compile.

use std::future::Future;
use std::pin::Pin;

use crate::bot::bedrijf::groepsgesprek;
use crate::bot::begrip::antwoord::{self, Bevestiging};
use crate::bot::begrip::gesprek;
use crate::bot::begrip::levensloop::{self as levensloop_begrip, Gezegd};
use crate::bot::besluit::keuren;
use crate::bot::command::Command;
use crate::bot::context::Cx;
use crate::bot::dialogue::Dialogue;
use crate::bot::error::{BotError, HandlerResult};
use crate::bot::gedaan::Gedaan;
use crate::bot::groep::{geplaatst, gezegd, ingehaald};
use crate::bot::knop::{Deel, Knop};
use crate::bot::melding::bijwerking::Update;
use crate::bot::melding::foto;
use crate::bot::melding::fotobesluit::MetMelding;
use crate::bot::melding::fotofamilie;
use crate::bot::melding::{
    aangetikt, afsluiten, bellen, bijwerken, check, delen, genoemd, gestopt, indruk, intrekken, intrekking, invullen,
    kwaliteit, levensloop, naast, oefening, overname, status, tonen, vastgehouden, vermissing, voorbeeld, wijzigen,
    zuster,
};
use crate::bot::mensen::{
    aanmelden, afwezig, bijeenkomst, bord, cijfers, collega, controle, gegevens, informatie, overdragen, rechten,
    stilte, tip, uitleg, welkom,
};
use crate::bot::politie::dienst;
use crate::bot::route::{besluit, eigen, gewijzigd, stoppen, terug, titel, tweeledig, vermoed, vrij, weigeren};
use crate::bot::said::{Other, Said};
use crate::bot::toegang;
use crate::bot::verstaan::{Intent, Uitkomst};
use crate::bot::vloer::{algemeen, gewoon, vrijgeven};
use crate::domain::aanmelding::AanmeldingId;
use crate::domain::afloop::Afloop;
use crate::domain::bord::Bord;
use crate::domain::overdracht::OverdrachtId;
use crate::domain::persoon::{GroepId, MeldingId, PersoonId};
use crate::domain::rechten::Recht;
use crate::domain::uitzetting::WaaromNiet;
use crate::store::aanmelding::Aanmelding;
use crate::store::foto::FotoId;
use crate::store::informatie::{Informatie, InformatieId};
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

/// What short words do under "bent u nog beheerder?" and its like, which run without a dialogue: they come unasked.
async fn op_controle(cx: &mut Cx<'_>, said: &Said) -> Result<Option<Gedaan>, BotError> {
    match said {
        Said::Text(tekst) | Said::Bevestiging(_, tekst) => controle::getypt(cx, tekst).await,
        // "Hulp nodig" and "ik wil stoppen" are read as commands, and are what its buttons say.
        Said::Command(Command::Help(_), _) => controle::getypt(cx, "hulp").await,
        Said::Command(Command::Stop(_), _) => controle::getypt(cx, "ik stop ermee").await,
        _ => Ok(None),
    }
}

/// What takes back right after information was sent, or names it: no alert is touched by it. "Stop" alone is for what runs.
async fn na_informatie(cx: &mut Cx<'_>, said: &Said) -> Result<Option<Gedaan>, BotError> {
    match said {
        Said::Levensloop(wat, anders) => {
            let neemt_terug = match wat.gezegd {
                Gezegd::Paniek | Gezegd::MisschienPaniek => !levensloop_begrip::is_stop(levensloop::gezegde(anders)),
                Gezegd::MisschienIntrekken | Gezegd::Intrekken(_) => true,
                Gezegd::LatenStaan | Gezegd::Sluiten(_) | Gezegd::Update => return Ok(None),
            };
            let woorden = levensloop::gezegde(anders);
            // "I-2 intrekken": with its number in front. Behind the word it is taken back at once.
            if InformatieId::lees(wat.tekst.trim()).is_none()
                && let Some(gedaan) = informatie::genoemd(cx, woorden).await?
            {
                return Ok(Some(gedaan));
            }
            informatie::neemt_terug(cx, woorden, !neemt_terug).await
        }
        Said::Command(Command::Intrekken(tekst), _) if InformatieId::lees(tekst.trim()).is_none() => {
            informatie::neemt_terug(cx, tekst, false).await
        }
        Said::Text(tekst) | Said::Answer(Dialogue::Gestopt { .. }, tekst) => {
            informatie::neemt_terug(cx, tekst, true).await
        }
        _ => Ok(None),
    }
}

/// Routes what was said, and what is handed back, until it is done.
async fn volg(cx: &mut Cx<'_>, said: Said) -> HandlerResult {
    let mut said = said;
    if let Some(gedaan) = Box::pin(na_informatie(cx, &said)).await? {
        return Ok(gedaan);
    }
    if let Some(gedaan) = Box::pin(overname::op_vraag(cx, &said)).await? {
        return Ok(gedaan);
    }
    match Box::pin(op_controle(cx, &said)).await? {
        Some(Gedaan::Terug(getikt)) => said = getikt,
        Some(gedaan @ Gedaan::Klaar(_)) => return Ok(gedaan),
        None => {}
    }
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

/// The table of what can be said: who takes it. In four, since a match holds what each of its arms waits for.
#[deny(clippy::wildcard_enum_match_arm)]
async fn route(cx: &mut Cx<'_>, said: Said) -> HandlerResult {
    match said {
        Said::Command(command, getypt) => Box::pin(opdracht(cx, command, getypt)).await,
        Said::Answer(dialogue, tekst) => Box::pin(op_vraag(cx, dialogue, tekst)).await,
        Said::Tap(knop) => Box::pin(getikt(cx, knop)).await,
        Said::Levensloop(wat, _)
            if matches!(wat.gezegd, Gezegd::Intrekken(_) | Gezegd::MisschienIntrekken)
                && let Some(id) = InformatieId::lees(wat.tekst.trim()) =>
        {
            informatie::trek_in(cx, id).await
        }
        Said::Levensloop(wat, anders) => match informatie::genoemd(cx, &wat.tekst).await? {
            Some(gedaan) => Ok(gedaan),
            None => Box::pin(levensloop::gezegd(cx, wat, *anders)).await,
        },
        Said::UnknownCommand(naam) => vrij::onbekend_commando(cx, &naam).await,
        Said::Overdrachtcode(code, false) => overdragen::code(cx, &code).await,
        Said::Overdrachtcode(code, true) => overdragen::code_geweigerd(cx, &code).await,
        Said::EigenNummer(nummer) => welkom::eigen_nummer(cx, &nummer).await,
        Said::Contact(nummers) => overdragen::contact_gedeeld(cx, &nummers).await,
        Said::UnknownTap => algemeen::onbekende_knop(cx).await,
        Said::Bevestiging(wat, tekst) => match tweeledig::twee_dingen(cx, None, &tekst).await? {
            Some(gedaan) => Ok(gedaan),
            None => {
                let gedaan = vermoed::bevestigd(cx, wat, &tekst).await?;
                if wat == Bevestiging::KanNiet(WaaromNiet::TelefoonKwijt) && matches!(gedaan, Gedaan::Klaar(_)) {
                    collega::vertel_kwijt(cx).await?;
                }
                Ok(gedaan)
            }
        },
        Said::Geplakt(tekst) => check::check(cx, &tekst).await,
        Said::Text(tekst) => match tweeledig::twee_dingen(cx, None, &tekst).await? {
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

/// What somebody says of an alert that came after they were asked something of their own: that it stands in the group, or why not.
/// A bare no is for the question.
async fn onder_nieuwer_bericht(cx: &mut Cx<'_>, tekst: &str) -> Result<Option<Bevestiging>, BotError> {
    let wat = antwoord::bevestiging(tekst).filter(|wat| match wat {
        Bevestiging::Geplaatst { .. } => true,
        Bevestiging::KanNiet(waarom) => *waarom != WaaromNiet::Verhinderd,
        Bevestiging::NogNiet(_) | Bevestiging::Gezien => false,
    });
    if wat.is_none() || !cx.persoon.mag(Recht::GroepMelden) {
        return Ok(None);
    }
    let sinds = cx.gevraagd_sinds().await?;
    Ok(wat.filter(|_| sinds.iter().any(|knop| matches!(knop, Knop::Geplaatst(_)))))
}

/// The table of commands, with what was typed where that was corrected.
#[deny(clippy::wildcard_enum_match_arm)]
async fn opdracht(cx: &mut Cx<'_>, command: Command, getypt: Option<String>) -> HandlerResult {
    match command {
        Command::Melding(tekst) => invullen::begin(cx, &tekst, getypt.as_deref()).await,
        Command::Status(wat) => status::toon(cx, &wat).await,
        Command::Update(tekst) => bijwerken::begin(cx, &tekst).await,
        Command::Sluit(tekst) => afsluiten::begin(cx, &tekst).await,
        Command::Intrekken(tekst) if let Some(id) = InformatieId::lees(tekst.trim()) => {
            informatie::trek_in(cx, id).await
        }
        Command::Intrekken(tekst) => levensloop::intrekken_getypt(cx, &tekst).await,
        Command::Oefening(tekst) => oefening::begin(cx, &tekst, getypt.as_deref()).await,
        Command::Aanmelden(tekst) => aanmelden::begin(cx, &tekst).await,
        Command::Overdragen(wat) if stoppen::stopt_overdracht(&format!("overdracht {wat}")) => {
            overdragen::stop(cx).await
        }
        Command::Overdragen(wat) => overdragen::begin(cx, &wat).await,
        Command::Aanvragen(_) => besluit::aanvragen(cx).await,
        Command::Akkoord(wat) => terug::akkoord(cx, &wat).await,
        Command::Afwijzen(wat) => besluit::afwijzen(cx, &wat).await,
        Command::Wie(wijk) => collega::wie(cx, &wijk).await,
        Command::Groep(wat) => groepsgesprek::begin(cx, &wat).await,
        Command::Blokkeer(nummer) => collega::blokkeer(cx, &nummer).await,
        Command::Deblokkeer(nummer) => collega::deblokkeer(cx, &nummer).await,
        Command::Dienst(wat) => dienst::begin(cx, &wat).await,
        Command::Tip(tekst) => tip::begin(cx, &tekst).await,
        Command::Afwezig(tot) => afwezig::afwezig(cx, &tot).await,
        Command::Terug(wat) => afwezig::terug(cx, &wat).await,
        Command::Stilte(wat) => stilte::begin(cx, &wat).await,
        Command::Kwaliteit(_) => indruk::toon(cx).await,
        Command::Informatie(wat) => informatie::begin(cx, &wat).await,
        Command::Spelregels(_) => uitleg::spelregels(cx).await,
        Command::Telefoon(wat) => uitleg::telefoon(cx, &wat).await,
        Command::Overnemen(wat) => overname::vraag(cx, &wat).await,
        Command::Rechten(wie) => rechten::begin(cx, &wie).await,
        Command::Delen(wat) => Box::pin(delen::kies(cx, &wat)).await,
        Command::Borden(wat) => bord::begin(cx, Bord::Bord, &wat).await,
        Command::Stickers(wat) => bord::begin(cx, Bord::Sticker, &wat).await,
        Command::Wabp(groep) => bord::wabp(cx, &groep).await,
        Command::Bijeenkomst(wat) => bijeenkomst::begin(cx, &wat).await,
        Command::Dekking(wijk) => cijfers::dekking_van(cx, &wijk).await,
        Command::Statistiek(wijk) => cijfers::statistiek_van(cx, &wijk).await,
        Command::Mijngegevens(_) => gegevens::toon(cx).await,
        Command::Nummer(nieuw) => afwezig::nummer(cx, &nieuw).await,
        Command::Afmelden(wat) => gegevens::afmelden(cx, &wat).await,
        Command::Wis(_) => gegevens::wis(cx).await,
        Command::Taal(wat) => afwezig::taal(cx, &wat).await,
        Command::Check(nummer) if let Some(id) = InformatieId::lees(nummer.trim()) => informatie::check(cx, id).await,
        Command::Check(nummer) => check::check(cx, &nummer).await,
        Command::Help(_) => algemeen::help(cx).await,
        Command::Stop(wat) if gesprek::noemt_overdracht(&wat) => stoppen::stop_overdracht(cx, &wat).await,
        Command::Stop(wat) => stoppen::stop(cx, &wat).await,
    }
}

/// The table of answers to what was asked.
#[deny(clippy::wildcard_enum_match_arm)]
async fn op_vraag(cx: &mut Cx<'_>, dialogue: Dialogue, tekst: String) -> HandlerResult {
    if matches!(dialogue, Dialogue::Eigen(_))
        && let Some(wat) = onder_nieuwer_bericht(cx, &tekst).await?
    {
        return Ok(Gedaan::Terug(Said::Bevestiging(wat, tekst)));
    }
    if let Some(vorige) = naast::welke(cx, &dialogue, &tekst).await? {
        return Box::pin(naast::begin(cx, &vorige, &tekst)).await;
    }
    match dialogue {
        dialogue if dialogue.vraagt_om_woorden() && antwoord::ziet_af(&tekst) => algemeen::ziet_af(cx).await,
        Dialogue::Melding { invulling, vraag } => match titel::getypt(cx, &tekst).await? {
            Some(gedaan) => Ok(gedaan),
            None => match Box::pin(vermoed::bij_melding(cx, &invulling, vraag, &tekst)).await? {
                Some(gedaan) => Ok(gedaan),
                None => invullen::antwoord(cx, invulling, vraag, &tekst).await,
            },
        },
        // A telephone that is stolen waits for no preview; that stays.
        Dialogue::Voorbeeld { .. } if gewoon::wil_blokkeren(cx, &tekst) => collega::vraag_blokkade(cx, &tekst).await,
        Dialogue::Voorbeeld { melding, .. } => Box::pin(voorbeeld::antwoord(cx, MeldingId(melding), &tekst)).await,
        Dialogue::Aanpassen { melding, .. } => wijzigen::welk_deel(cx, MeldingId(melding), &tekst).await,
        Dialogue::MeldingAfwijzen { melding } => keuren::reden::<Melding>(cx, MeldingId(melding), &tekst).await,
        Dialogue::EchtGeplaatst { melding } => tweeledig::echt_antwoord(cx, MeldingId(melding), &tekst).await,
        Dialogue::WelkeGroep { melding } => match Box::pin(vermoed::tussendoor(cx, &tekst)).await? {
            Some(gedaan) => Ok(gedaan),
            None => match ingehaald::ingehaald(cx, MeldingId(melding), &tekst).await? {
                Some(gedaan) => Ok(gedaan),
                None => gezegd::welke_groep(cx, MeldingId(melding), &tekst).await,
            },
        },
        Dialogue::WelkeMelding { wat, tekst: gezegd } => levensloop::welke_getypt(cx, wat, &gezegd, &tekst).await,
        Dialogue::Afgewezen | Dialogue::Geannuleerd | Dialogue::Bedoeld { .. } => vrij::tekst(cx, &tekst).await,
        Dialogue::FotoFamilie { foto } => fotofamilie::antwoord(cx, FotoId(foto), &tekst).await,
        Dialogue::Blokkade { persoon } => Box::pin(collega::blokkade_getypt(cx, PersoonId(persoon), &tekst)).await,
        Dialogue::Gestopt { melding, reden } => Box::pin(gestopt::getypt(cx, MeldingId(melding), &reden, &tekst)).await,
        Dialogue::StopOfNieuws { melding, tekst: nieuws } => {
            levensloop::stop_of_nieuws_getypt(cx, MeldingId(melding), &nieuws, &tekst).await
        }
        Dialogue::Update { melding } => bijwerken::nieuws(cx, MeldingId(melding), &tekst).await,
        Dialogue::Bijwerking { bijwerking, .. } => {
            Box::pin(bijwerken::antwoord(cx, BijwerkingId(bijwerking), &tekst)).await
        }
        Dialogue::Afsluiten { melding, afloop } => {
            let afloop = afloop.as_deref().and_then(Afloop::van_id);
            afsluiten::antwoord(cx, MeldingId(melding), afloop, &tekst).await
        }
        Dialogue::Aanmelden { velden, vraag } => match Box::pin(vermoed::tussendoor(cx, &tekst)).await? {
            Some(gedaan) => Ok(gedaan),
            None => aanmelden::antwoord(cx, velden, vraag, &tekst).await,
        },
        Dialogue::Afwijzen { aanmelding } => keuren::reden::<Aanmelding>(cx, AanmeldingId(aanmelding), &tekst).await,
        Dialogue::OverdraagGroepen { nummer } => overdragen::groepen_getypt(cx, nummer, &tekst).await,
        Dialogue::OverdraagNummer { overdracht } => {
            overdragen::nummer_getypt(cx, OverdrachtId(overdracht), &tekst).await
        }
        Dialogue::Opvolger { overdracht, ja } => {
            overdragen::opvolger_getypt(cx, OverdrachtId(overdracht), ja, &tekst).await
        }
        Dialogue::OverdrachtAfwijzen { overdracht } => {
            keuren::reden::<Overdracht>(cx, OverdrachtId(overdracht), &tekst).await
        }
        Dialogue::Groepsgegevens { groep, vraag } => welkom::antwoord(cx, GroepId(groep), vraag, &tekst).await,
        Dialogue::Eigen(vraag) => eigen::antwoord(cx, vraag, &tekst).await,
    }
}

/// The table of taps on buttons.
#[deny(clippy::wildcard_enum_match_arm)]
async fn getikt(cx: &mut Cx<'_>, knop: Knop) -> HandlerResult {
    match knop {
        Knop::Versturen(id, versie) => voorbeeld::versturen(cx, id, versie).await,
        Knop::Aanpassen(id) => voorbeeld::aanpassen(cx, id).await,
        Knop::Annuleren(id) => voorbeeld::annuleren(cx, id).await,
        Knop::Alsnog(id) => vastgehouden::alsnog(cx, id).await,
        Knop::LatenVervallen(id) => vastgehouden::laten_vervallen(cx, id).await,
        Knop::MeldingGoedkeuren(id, versie) => keuren::ja::<Melding>(cx, id, Some(versie)).await,
        Knop::MeldingAfwijzen(id, versie) => keuren::nee::<Melding>(cx, id, Some(versie), None).await,
        Knop::DienstVerder => dienst::verder(cx).await,
        Knop::DienstNiet => dienst::niet_verder(cx).await,
        Knop::ControleBeslis(id, true) => controle::laat_staan(cx, id).await,
        Knop::ControleBeslis(id, false) => controle::zeker_weg(cx, id).await,
        Knop::ControleWeg(id) => controle::weg(cx, id).await,
        Knop::InformatieGoedkeuren(id) => keuren::ja::<Informatie>(cx, id, None).await,
        Knop::InformatieAfwijzen(id) => keuren::nee::<Informatie>(cx, id, None, None).await,
        Knop::FotoGoedkeuren(id) => keuren::ja::<MetMelding>(cx, id, None).await,
        Knop::FotoAfwijzen(id) => keuren::nee::<MetMelding>(cx, id, None, None).await,
        Knop::WijzigSoort(id) => wijzigen::wijzig(cx, id, Deel::Soort).await,
        Knop::WijzigWijk(id) => wijzigen::wijzig(cx, id, Deel::Wijk).await,
        Knop::WijzigTekst(id) => wijzigen::wijzig(cx, id, Deel::Tekst).await,
        Knop::BijMelding(keuze) => invullen::gekozen(cx, keuze).await,
        Knop::LijktOp(id) => invullen::lijkt_op(cx, id).await,
        Knop::NieuweMelding(id) => voorbeeld::nieuwe_melding(cx, id).await,
        Knop::ToonConcept(id) => genoemd::toon_concept(cx, id, None).await,
        Knop::VoegWijkToe(id, wijk) => wijzigen::voeg_wijk_toe(cx, id, &wijk).await,
        Knop::TochErin(id, versie) => wijzigen::toch_erin(cx, id, versie).await,
        Knop::GeefVrij(rij) => vrijgeven::geef_vrij(cx, rij).await,
        Knop::AndereWijken(gemeente) => aangetikt::andere_wijken(cx, &gemeente).await,
        Knop::Soort(soort) => aangetikt::soort_gekozen(cx, soort).await,
        Knop::Gemeente(gemeente) => aangetikt::gemeente_gekozen(cx, &gemeente).await,
        Knop::Wijk(gemeente, wijk) => aangetikt::wijk_gekozen(cx, &gemeente, &wijk).await,
        Knop::Bijwerken(id) => bijwerken::gekozen(cx, id).await,
        Knop::UpdateVersturen(id, versie) => bijwerken::versturen(cx, id, versie).await,
        Knop::UpdateAnnuleren(id) => bijwerken::annuleren(cx, id).await,
        Knop::UpdateAanpassen(id) => bijwerken::aanpassen(cx, id).await,
        Knop::UpdateErbij(id, wijk) => bijwerken::erbij(cx, id, &wijk).await,
        Knop::FotoFamilie(id) => foto::familie(cx, id).await,
        Knop::UpdateGoedkeuren(id, versie) => keuren::ja::<Update>(cx, id, Some(versie)).await,
        Knop::UpdateAfwijzen(id) => keuren::nee::<Update>(cx, id, None, None).await,
        Knop::LaterErbij(id) => vermissing::later_erbij(cx, id).await,
        Knop::Overname(id, wel) => overname::beslis(cx, id, wel).await,
        Knop::NogActueel(id) => bijwerken::nog_actueel(cx, id).await,
        Knop::Intrekken(id) => intrekken::getikt(cx, id).await,
        Knop::LatenStaan(id) => intrekken::laten_staan(cx, id).await,
        Knop::NaarWijkagent(id) => intrekking::naar_wijkagent(cx, id).await,
        Knop::Afsluiten(id) => afsluiten::getikt(cx, id).await,
        Knop::SluitAls(id, afloop) => afsluiten::sluit_als(cx, id, afloop).await,
        Knop::NietSluiten(id) => afsluiten::niet(cx, id).await,
        Knop::OokSluiten(id) => zuster::sluit(cx, id).await,
        Knop::OokIntrekken(id) => zuster::trek_in(cx, id).await,
        Knop::OokBijwerken(id) => zuster::werk_bij(cx, id).await,
        Knop::Amber(id, wel) => vermissing::amber(cx, id, wel).await,
        Knop::AfloopGeplaatst(id) => geplaatst::afloop_geplaatst(cx, id).await,
        Knop::IntrekkingGeplaatst(id) => intrekking::beantwoord(cx, id, OverIntrekking::Geplaatst).await,
        Knop::IntrekkingNiet(id) => intrekking::beantwoord(cx, id, OverIntrekking::NietGeplaatst).await,
        Knop::Geplaatst(id) => geplaatst::getikt(cx, id).await,
        Knop::EchtGeplaatst(id) => geplaatst::geplaatst(cx, id).await,
        Knop::NogNiet(id) => geplaatst::nog_niet(cx, id).await,
        Knop::KanNiet(id) => geplaatst::kan_niet(cx, id).await,
        Knop::KanNietOm(id, waarom) => geplaatst::niet(cx, id, waarom).await,
        Knop::Hulp(id) => geplaatst::hulp(cx, id).await,
        Knop::AlleGroepen(id) => geplaatst::in_alle(cx, id).await,
        Knop::InGroep(id, welke) => geplaatst::in_groep(cx, id, welke).await,
        Knop::AanmeldenVerder => aanmelden::verder_getikt(cx).await,
        Knop::AanmeldenStop => stoppen::stop(cx, "").await,
        Knop::AanmeldGemeente(gemeente) => aanmelden::gemeente_gekozen(cx, &gemeente).await,
        Knop::AanmeldWijk(gemeente, wijk) => aanmelden::wijk_gekozen(cx, &gemeente, &wijk).await,
        Knop::AanmeldWabp(wat) => aanmelden::wabp_gekozen(cx, &wat).await,
        Knop::AanmeldIntrekken(id) => aanmelden::intrekken(cx, id).await,
        Knop::Akkoord(id) => keuren::ja::<Aanmelding>(cx, id, None).await,
        Knop::Afwijzen(id) => keuren::nee::<Aanmelding>(cx, id, None, None).await,
        Knop::OverdraagGroep(groep) => overdragen::groep_gekozen(cx, groep).await,
        Knop::OverdraagAlle => overdragen::alle_gekozen(cx).await,
        Knop::OverdrachtAanvaard(id) => overdragen::aanvaard(cx, id).await,
        Knop::OverdrachtWeiger(id) => overdragen::weiger(cx, id).await,
        Knop::OverdrachtAkkoord(id) => keuren::ja::<Overdracht>(cx, id, None).await,
        Knop::OverdrachtAfwijzen(id) => keuren::nee::<Overdracht>(cx, id, None, None).await,
        Knop::CollegaKlopt(id) => collega::klopt(cx, id).await,
        Knop::CollegaBlokkeer(id) => collega::blokkeer_collega(cx, id).await,
        Knop::BlokkadeKlopt(id) => collega::blokkade_klopt(cx, id).await,
        Knop::BlokkadeTerug(id) => collega::blokkade_terug(cx, id).await,
        Knop::ToonNummer(id) => bellen::toon(cx, id).await,
        Knop::NummerVan(id, groep) => bellen::nummer_van(cx, id, groep).await,
        Knop::Gehoord => welkom::gehoord(cx).await,
        Knop::Borden(groep, wel) => welkom::borden(cx, groep, wel).await,
        Knop::Stickers(groep, wel) => welkom::stickers(cx, groep, wel).await,
        Knop::OefeningTonen(id) => oefening::getikt(cx, id).await,
        Knop::Indruk(id, gegeven) => indruk::gegeven(cx, id, gegeven).await,
        Knop::Kwaliteit(id, oordeel) => kwaliteit::beoordeeld(cx, id, oordeel).await,
        Knop::Bedoeld(wens) => vermoed::getikt(cx, wens).await,
        Knop::Eigen(knop) => eigen::getikt(cx, knop).await,
    }
}
