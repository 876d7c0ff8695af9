//! The title of a button, typed in full: "nog niet" under "AMBER Alert al overlegd?".
//!
//! Owns which button is meant, and which may be typed. Invariants: only of the last message, and only what nobody understood
//! otherwise; nothing is sent, agreed to or undone by it for good, which takes the button itself or words of its own.

use crate::bot::context::Cx;
use crate::bot::eigen::EigenKnop;
use crate::bot::error::BotError;
use crate::bot::gedaan::Gedaan;
use crate::bot::knop::Knop;
use crate::bot::said::Said;
use crate::{limits, store};

/// Answers the tap that was typed, if one was.
pub(in crate::bot) async fn getypt(cx: &mut Cx<'_>, tekst: &str) -> Result<Option<Gedaan>, BotError> {
    let titel = tekst.trim().trim_end_matches(['.', '!']);
    if titel.is_empty() || titel.chars().count() > crate::whatsapp::outgoing::ROW_TITLE_MAX {
        return Ok(None);
    }
    let sinds_ms = cx.gezegd_ms - limits::TYPED_TITLE_MS;
    let knop = store::uitgegeven::last_choice_titled(cx.tx, cx.persoon.id, titel, sinds_ms).await?;
    let knop = knop.and_then(|knop| Knop::decode(&knop)).filter(mag_getypt);
    Ok(knop.map(|knop| Gedaan::Terug(Said::Tap(knop))))
}

/// Whether the title of a button does as much as a tap on it. A table, with each of them: what a new one may, somebody
/// decides.
const fn mag_getypt(knop: &Knop) -> bool {
    match knop {
        // They send to many, agree, refuse, block, or let go of what was kept back.
        Knop::Versturen(..)
        | Knop::Alsnog(_)
        | Knop::LatenVervallen(_)
        | Knop::MeldingGoedkeuren(..)
        | Knop::MeldingAfwijzen(..)
        | Knop::FotoGoedkeuren(_)
        | Knop::FotoAfwijzen(_)
        | Knop::UpdateVersturen(..)
        | Knop::UpdateGoedkeuren(..)
        | Knop::UpdateAfwijzen(_)
        | Knop::SluitAls(..)
        | Knop::NaarWijkagent(_)
        | Knop::Akkoord(_)
        | Knop::Afwijzen(_)
        | Knop::AanmeldIntrekken(_)
        | Knop::OverdrachtAanvaard(_)
        | Knop::OverdrachtWeiger(_)
        | Knop::OverdrachtAkkoord(_)
        | Knop::OverdrachtAfwijzen(_)
        | Knop::CollegaKlopt(_)
        | Knop::CollegaBlokkeer(_)
        | Knop::BlokkadeTerug(_)
        | Knop::DienstVerder
        | Knop::FotoFamilie(_) => false,
        // They ask, show, choose, note about whoever types, or stop.
        Knop::Aanpassen(_)
        | Knop::Annuleren(_)
        | Knop::DienstNiet
        | Knop::WijzigSoort(_)
        | Knop::WijzigWijk(_)
        | Knop::WijzigTekst(_)
        | Knop::BijMelding(_)
        | Knop::LijktOp(_)
        | Knop::NieuweMelding(_)
        | Knop::VoegWijkToe(..)
        | Knop::AndereWijken(_)
        | Knop::Soort(_)
        | Knop::Gemeente(_)
        | Knop::Wijk(..)
        | Knop::Geplaatst(_)
        | Knop::EchtGeplaatst(_)
        | Knop::NogNiet(_)
        | Knop::KanNiet(_)
        | Knop::Hulp(_)
        | Knop::AlleGroepen(_)
        | Knop::InGroep(..)
        | Knop::AanmeldenVerder
        | Knop::AanmeldenStop
        | Knop::AanmeldGemeente(_)
        | Knop::AanmeldWijk(..)
        | Knop::AanmeldWabp(_)
        | Knop::Gehoord
        | Knop::Borden(..)
        | Knop::Stickers(..)
        | Knop::OverdraagGroep(_)
        | Knop::OverdraagAlle
        | Knop::BlokkadeKlopt(_)
        | Knop::ToonNummer(_)
        | Knop::NummerVan(..)
        | Knop::Bijwerken(_)
        | Knop::UpdateAnnuleren(_)
        | Knop::UpdateErbij(..)
        | Knop::LaterErbij(_)
        | Knop::Intrekken(_)
        | Knop::LatenStaan(_)
        | Knop::Afsluiten(_)
        | Knop::NietSluiten(_)
        | Knop::NogActueel(_)
        | Knop::AfloopGeplaatst(_)
        | Knop::IntrekkingGeplaatst(_)
        | Knop::IntrekkingNiet(_)
        | Knop::Amber(..)
        | Knop::OefeningTonen(_)
        | Knop::Kwaliteit(..) => true,
        Knop::Eigen(knop) => match knop {
            EigenKnop::Wissen
            | EigenKnop::StopGroep(_)
            | EigenKnop::StopAlle
            | EigenKnop::Stoppen
            | EigenKnop::BijeenkomstVersturen(_) => false,
            EigenKnop::AfwezigKlopt(_)
            | EigenKnop::StilteVoorstel
            | EigenKnop::StilteVanTot(..)
            | EigenKnop::StilteOok(..)
            | EigenKnop::BordGroep(_)
            | EigenKnop::WabpGezien(_)
            | EigenKnop::NietWissen
            | EigenKnop::EerstOverdragen
            | EigenKnop::Blijven
            | EigenKnop::BijeenkomstAnnuleren(_)
            | EigenKnop::Komt(..)
            | EigenKnop::Engels(_) => true,
        },
    }
}
