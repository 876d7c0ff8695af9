//! What people arrange for themselves: which handler gets an answer, and which a tap. The third table of the route.
//!
//! Owns nothing but the table.

use crate::bot::begrip::antwoord::Bevestiging;
use crate::bot::besluit::keuren;
use crate::bot::context::Cx;
use crate::bot::eigen::{EigenKnop, EigenVraag, bord as soort_bord};
use crate::bot::error::HandlerResult;
use crate::bot::gedaan::Gedaan;
use crate::bot::melding::delen;
use crate::bot::mensen::{afwezig, bijeenkomst, bord, controle, gegevens, informatie, rechten, stilte, tip, uitleg};
use crate::bot::said::Said;
use crate::domain::bord::BordId;
use crate::domain::persoon::{GroepId, ToekenningId};
use crate::domain::rechten::Recht;
use crate::store::bijeenkomst::BijeenkomstId;
use crate::store::bord::Bordaanvraag;
use crate::store::informatie::InformatieId;

/// A typed answer to a question of this kind. What is plainly something else is taken as that.
pub(in crate::bot) async fn antwoord(cx: &mut Cx<'_>, vraag: EigenVraag, getypt: &str) -> HandlerResult {
    if let gezegd @ Said::Bevestiging(Bevestiging::Geplaatst { .. }, _) = Said::outside_dialogue(getypt)
        && cx.persoon.mag(Recht::GroepMelden)
    {
        // What is asked about that may be answered with "ja": nobody leaves by it.
        if matches!(vraag, EigenVraag::Wissen | EigenVraag::Afmelden { .. }) {
            cx.end_dialogue().await?;
        }
        return Ok(Gedaan::Terug(gezegd));
    }
    match vraag {
        EigenVraag::AfwezigTot { van } => afwezig::antwoord_tot(cx, van, getypt).await,
        EigenVraag::AfwezigKlopt { van, tot } => afwezig::antwoord_klopt(cx, van, tot, getypt).await,
        EigenVraag::StilteUren => stilte::uren(cx, getypt).await,
        EigenVraag::StilteOokBij { van, tot } => stilte::ook_bij(cx, van, tot, getypt).await,
        EigenVraag::Tip => tip::getypt(cx, getypt).await,
        EigenVraag::BordAantal { groep, soort } => bord::aantal(cx, GroepId(groep), soort_bord(&soort), getypt).await,
        EigenVraag::BordGroep { soort, aantal } => bord::groep_getypt(cx, soort_bord(&soort), aantal, getypt).await,
        EigenVraag::BordPlaats { aanvraag } => bord::plaats(cx, BordId(aanvraag), getypt).await,
        EigenVraag::BordWaarom { aanvraag } => bord::waarom(cx, BordId(aanvraag), getypt).await,
        EigenVraag::BordAfwijzen { aanvraag } => bord::reden(cx, BordId(aanvraag), getypt).await,
        EigenVraag::Wissen => gegevens::wissen_getypt(cx, getypt).await,
        EigenVraag::AfmeldenWelke => gegevens::stop_welke(cx, getypt).await,
        EigenVraag::Afmelden { groepen } => gegevens::stop_getypt(cx, &groepen, getypt).await,
        EigenVraag::Bijeenkomst { bijeenkomst: id, onverwerkt } => {
            bijeenkomst::getypt(cx, BijeenkomstId(id), onverwerkt, getypt).await
        }
        EigenVraag::Informatie { informatie: id, onverwerkt } => {
            informatie::getypt(cx, InformatieId(id), onverwerkt, getypt).await
        }
        EigenVraag::InformatieTekst { waar } => informatie::verder(cx, &waar, getypt).await,
        EigenVraag::Deelknop => delen::kies_getypt(cx, getypt).await,
        EigenVraag::WelInformatie => informatie::kies_getypt(cx, getypt).await,
        EigenVraag::WabpStaatEr { groep } => controle::wabp_getypt(cx, GroepId(groep), getypt).await,
        EigenVraag::Taal => afwezig::taal_getypt(cx, getypt).await,
        EigenVraag::Toestel => uitleg::toestel_getypt(cx, getypt).await,
        EigenVraag::RechtVanWie => rechten::van_wie(cx, getypt).await,
        EigenVraag::Recht { toekenning } => rechten::getypt(cx, ToekenningId(toekenning), getypt).await,
        EigenVraag::RechtAfnemen { toekenning } => rechten::weg_getypt(cx, ToekenningId(toekenning), getypt).await,
    }
}

/// A tap on a button of this kind.
#[deny(clippy::wildcard_enum_match_arm)]
pub(in crate::bot) async fn getikt(cx: &mut Cx<'_>, knop: EigenKnop) -> HandlerResult {
    match knop {
        EigenKnop::AfwezigKlopt(klopt) => afwezig::afwezig_klopt(cx, klopt).await,
        EigenKnop::StilteVoorstel => stilte::voorstel(cx).await,
        EigenKnop::StilteVanTot(van, tot) => stilte::gekozen(cx, van, tot).await,
        EigenKnop::StilteOok(vermissing, heterdaad) => stilte::ook_getikt(cx, vermissing, heterdaad).await,
        EigenKnop::InformatieVersturen(id) => informatie::versturen(cx, id).await,
        EigenKnop::InformatieAnnuleren(id) => informatie::annuleren(cx, id).await,
        EigenKnop::InformatieIntrekken(id) => informatie::trek_in(cx, id).await,
        EigenKnop::InformatieGeplaatst(id) => informatie::geplaatst(cx, id).await,
        EigenKnop::Informatie(aan) => informatie::zet(cx, aan).await,
        EigenKnop::Deelknop(aan) => delen::zet(cx, aan).await,
        EigenKnop::NogBeheerder(id, nog) => controle::nog_beheerder(cx, id, nog).await,
        EigenKnop::StilleGroep(id, goed) => controle::stil(cx, id, goed).await,
        EigenKnop::WabpGezegd(groep, gezegd) => controle::wabp(cx, groep, &gezegd).await,
        EigenKnop::BordGroep(groep) => bord::groep_gekozen(cx, groep).await,
        EigenKnop::BordToekennen(id) => keuren::ja::<Bordaanvraag>(cx, id, None).await,
        EigenKnop::BordAfwijzen(id) => keuren::nee::<Bordaanvraag>(cx, id, None, None).await,
        EigenKnop::BordGeplaatst(id) => bord::aanvraag::geplaatst(cx, id).await,
        EigenKnop::WabpGezien(groep) => bord::wabp_gezien(cx, groep).await,
        EigenKnop::Wissen => gegevens::wissen_getikt(cx).await,
        EigenKnop::NietWissen => gegevens::niets_gewist(cx).await,
        EigenKnop::EerstOverdragen => gegevens::eerst_overdragen(cx).await,
        EigenKnop::StopGroep(groep) => gegevens::stop_gekozen(cx, Some(groep)).await,
        EigenKnop::StopAlle => gegevens::stop_gekozen(cx, None).await,
        EigenKnop::Stoppen => gegevens::stop_getikt(cx).await,
        EigenKnop::Blijven => gegevens::blijft(cx).await,
        EigenKnop::BijeenkomstVersturen(id) => bijeenkomst::versturen(cx, id).await,
        EigenKnop::BijeenkomstAnnuleren(id) => bijeenkomst::annuleren(cx, id).await,
        EigenKnop::Komt(id, komt) => bijeenkomst::komt(cx, id, komt).await,
        EigenKnop::Engels(engels) => afwezig::zet_taal(cx, engels).await,
        EigenKnop::Toestel(iphone) => uitleg::stel_in(cx, iphone).await,
        EigenKnop::Recht(id) => rechten::toon(cx, id).await,
        EigenKnop::RechtVerlengen(id) => rechten::verleng(cx, id).await,
        EigenKnop::RechtAfnemen(id) => rechten::vraag_af(cx, id).await,
        EigenKnop::RechtWeg(id) => rechten::neem_af(cx, id).await,
        EigenKnop::RechtLaten(_) => rechten::laat(cx).await,
    }
}
