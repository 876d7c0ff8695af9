//! Who types and what was asked, as the learned understanding (`begrip::vermoeden`) knows it. It writes nothing.

use crate::bot::begrip::vermoeden::{Open, Wie};
use crate::bot::context::Cx;
use crate::bot::dialogue::{Dialogue, Found};
use crate::bot::eigen::EigenVraag;
use crate::domain::rechten::Rol;

/// What a dialogue asks; `None`: nothing that it knows.
pub(in crate::bot) const fn van_dialoog(found: &Found) -> Option<Open> {
    let Found::Running(dialogue) = found else { return None };
    Some(match dialogue {
        Dialogue::Melding { .. } => Open::Meldingvraag,
        Dialogue::Voorbeeld { .. } | Dialogue::Aanpassen { .. } => Open::Voorbeeld,
        Dialogue::Bijwerking { .. } | Dialogue::Update { .. } => Open::Updatevoorbeeld,
        Dialogue::Gestopt { .. } | Dialogue::StopOfNieuws { .. } => Open::Stopvraag,
        Dialogue::Afsluiten { .. } => Open::Sluitvraag,
        Dialogue::FotoFamilie { .. } => Open::Foto,
        Dialogue::EchtGeplaatst { .. } => Open::Echt,
        Dialogue::WelkeGroep { .. } => Open::Welkegroep,
        // Whoever takes a group over is asked their name, as at a sign-up.
        Dialogue::Aanmelden { .. } | Dialogue::Opvolger { ja: true, .. } => Open::Aanmelden,
        Dialogue::OverdraagGroepen { .. } | Dialogue::OverdraagNummer { .. } => Open::Overdracht,
        Dialogue::Opvolger { .. } => Open::Opvolger,
        Dialogue::Eigen(EigenVraag::AfwezigTot { .. } | EigenVraag::AfwezigKlopt { .. }) => Open::Afwezig,
        Dialogue::MeldingAfwijzen { .. }
        | Dialogue::Afwijzen { .. }
        | Dialogue::OverdrachtAfwijzen { .. }
        | Dialogue::WelkeMelding { .. }
        | Dialogue::Afgewezen
        | Dialogue::Geannuleerd
        | Dialogue::Bedoeld { .. }
        | Dialogue::Blokkade { .. }
        | Dialogue::Groepsgegevens { .. }
        | Dialogue::Eigen(_) => return None,
    })
}

/// Who types, as the learned understanding knows them.
pub(in crate::bot) fn wie(cx: &Cx<'_>) -> Wie {
    match cx.persoon.hoofdrol() {
        Rol::Politie | Rol::Goedkeurder => Wie::Politie,
        Rol::Wijkagent => Wie::Wijkagent,
        Rol::Gemeente | Rol::Functioneel | Rol::Privacy => Wie::Gemeente,
        Rol::Beheerder | Rol::Reserve | Rol::Team => Wie::Beheerder,
        Rol::Onbekend | Rol::Aspirant => Wie::Onbekend,
    }
}
