//! What each wish comes to, and whether this person may have it.
//!
//! Owns the table. Does nothing itself. Invariant: what is sent, withdrawn, agreed to, blocked or noted as posted takes a tap.

use crate::bot::begrip::antwoord::Bevestiging;
use crate::bot::begrip::uitdrukkelijk::zegt_straks;
use crate::bot::begrip::vermoeden::{Open, Promille, Wens};
use crate::bot::begrip::woorden::woorden;
use crate::bot::begrip::{gesprek, houding, soort};
use crate::bot::command::Command;
use crate::bot::context::Cx;
use crate::bot::knop::{GOEDKEUREN, Knop, TWEEDE};
use crate::bot::melding::concept;
use crate::bot::route::vermoed::omgeving::Omgeving;
use crate::bot::said::Said;
use crate::bot::verstaan::Intent;
use crate::domain::persoon::MeldingId;
use crate::domain::rechten::{Recht, Rol};
use crate::domain::uitzetting::WaaromNiet;
use crate::texts::mensen::eigen;
use crate::texts::vloer::vermoed as tekst;

/// How a wish is followed.
pub(super) enum Weg {
    /// As if this had been said. It asks before it does anything: it may be followed without a tap.
    Vanzelf(Said),
    /// As if this had been said: it is noted about whoever types, and at worst an alert too many follows.
    Noteert(Said),
    /// As if this had been said, after a tap.
    NaTik(Said),
    /// An answer, in Dutch and in English.
    Antwoord(&'static str, &'static str),
    /// The same alert for another wijk, as a draft.
    Opnieuw,
    /// What somebody else does: it is said who.
    VanEenAnder(Intent, &'static str),
    /// Which telephone is to be blocked: it is asked first.
    Blokkeren,
    /// What waits for their decision, with its buttons where it is one thing.
    WatWacht,
    /// How far their request is.
    HoeVer,
    /// How the last alert that they got ended.
    Afloop,
    /// How to forward one of several alerts, or any.
    Doorsturen,
    /// What this is.
    WieDitIs,
    /// Away for a time: the days are said back first.
    AfwezigKlopt,
}

/// The table of wishes: what each comes to for this person; `None`: nothing can be done with it here.
fn weg(wens: Wens, getypt: &str, om: &Omgeving) -> Option<Weg> {
    let opdracht = |opdracht: Command| Said::Command(opdracht, None);
    let zonder = String::new;
    let groep = |knop: fn(MeldingId) -> Knop| om.voor_groep.as_ref().map(|(id, _)| Said::Tap(knop(*id)));
    let eigen = |knop: fn(MeldingId) -> Knop| om.verstuurd.as_ref().map(|(id, _)| Said::Tap(knop(*id)));
    Some(match wens {
        Wens::MeldingNieuw => Weg::Vanzelf(opdracht(Command::Melding(getypt.to_owned()))),
        Wens::MeldingOefening => Weg::Vanzelf(opdracht(Command::Oefening(getypt.to_owned()))),
        Wens::MeldingUpdate => Weg::Vanzelf(opdracht(Command::Update(getypt.to_owned()))),
        Wens::MeldingSluit => Weg::Vanzelf(eigen(Knop::Afsluiten)?),
        Wens::MeldingStop => Weg::NaTik(eigen(Knop::Annuleren)?),
        Wens::MeldingIntrek => Weg::NaTik(eigen(Knop::Intrekken)?),
        Wens::MeldingLaten => Weg::NaTik(eigen(Knop::LatenStaan)?),
        Wens::MeldingStatus => Weg::Vanzelf(opdracht(Command::Status(zonder()))),
        Wens::MeldingGoedkeur | Wens::MeldingAfwijs | Wens::AanmeldenGoedkeur | Wens::AanmeldenAfwijs => Weg::WatWacht,
        Wens::MeldingOpnieuw => Weg::Opnieuw,
        Wens::Doorgestuurd | Wens::Niet | Wens::Gezien => return van_post(wens, getypt, om),
        Wens::AanmeldenHoever => Weg::HoeVer,
        Wens::OverdragenAanvaard | Wens::OverdragenWeiger => Weg::Antwoord(tekst::OPVOLGER, tekst::OPVOLGER_EN),
        Wens::Blokkeer => Weg::Blokkeren,
        Wens::VraagDoorsturen => match groep(Knop::Hulp) {
            Some(said) => Weg::Vanzelf(said),
            None => Weg::Doorsturen,
        },
        Wens::VraagVerwijderen => Weg::Antwoord(tekst::VERWIJDEREN, tekst::VERWIJDEREN_EN),
        Wens::VraagAfloop if om.voor_groep.is_none() => Weg::Afloop,
        Wens::VraagEcht | Wens::VraagAfloop => {
            let nummer = om.voor_groep.as_ref().map_or_else(zonder, |(_, nummer)| nummer.clone());
            Weg::Vanzelf(opdracht(Command::Check(nummer)))
        }
        Wens::VraagWaarom => Weg::Antwoord(tekst::WAAROM, tekst::WAAROM_EN),
        Wens::VraagWie => Weg::WieDitIs,
        Wens::VraagDelen => Weg::Antwoord(tekst::DELEN, tekst::DELEN_EN),
        Wens::Minder => Weg::Antwoord(eigen::MINDER, tekst::MINDER_EN),
        Wens::Groepsgegevens => Weg::Antwoord(tekst::GROEPSGEGEVENS, tekst::GROEPSGEGEVENS_EN),
        Wens::Tip => Weg::Noteert(opdracht(Command::Tip(getypt.to_owned()))),
        Wens::AanmeldenStart => Weg::Vanzelf(opdracht(Command::Aanmelden(zonder()))),
        // With one group a code is made at once, for nobody but whoever asks for it; whoever asks how, or whether, is told.
        Wens::OverdragenStart if gesprek::vraagt_iets(getypt) || houding::is_vraag(getypt) => {
            Weg::Antwoord(tekst::OVERDRAGEN, tekst::OVERDRAGEN_EN)
        }
        Wens::OverdragenStart => Weg::Noteert(opdracht(Command::Overdragen(zonder()))),
        Wens::OverdragenStop => Weg::NaTik(opdracht(Command::Overdragen("stop".to_owned()))),
        Wens::Afwezig => Weg::AfwezigKlopt,
        Wens::Terug => Weg::NaTik(opdracht(Command::Terug(zonder()))),
        Wens::Stiltetijd => Weg::Vanzelf(opdracht(Command::Stilte(zonder()))),
        Wens::Borden if getypt.to_lowercase().contains("sticker") => {
            Weg::Vanzelf(opdracht(Command::Stickers(zonder())))
        }
        Wens::Borden => Weg::Vanzelf(opdracht(Command::Borden(zonder()))),
        Wens::RsvpJa => Weg::Noteert(Said::Uitnodiging(true)),
        Wens::RsvpNee => Weg::Noteert(Said::Uitnodiging(false)),
        Wens::Taal => Weg::Vanzelf(opdracht(Command::Taal(zonder()))),
        Wens::Mijngegevens => Weg::Vanzelf(opdracht(Command::Mijngegevens(zonder()))),
        Wens::Wis => Weg::Vanzelf(opdracht(Command::Wis(zonder()))),
        Wens::Afmelden => Weg::Vanzelf(opdracht(Command::Afmelden(zonder()))),
        Wens::NummerWijzig => Weg::Vanzelf(opdracht(Command::Nummer(zonder()))),
        Wens::Help => Weg::Vanzelf(opdracht(Command::Help(zonder()))),
        Wens::Dienst => Weg::Vanzelf(opdracht(Command::Dienst(zonder()))),
        Wens::Dekking => Weg::Vanzelf(opdracht(Command::Dekking(zonder()))),
        Wens::Statistiek => Weg::Vanzelf(opdracht(Command::Statistiek(zonder()))),
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

/// From here on, of a thousand, it is followed by itself: what only asks or answers where nine of ten were right, what is noted
/// where nearly all were, of 16,218 examples, each estimated by what was learned from other voices (`leer kruis regels`).
pub(super) const fn drempel(wens: Wens, open: Open) -> Promille {
    match wens {
        // Right after sending: of 266 that were so sure 38 meant another of these three, and one that it has to stop. A preview, a
        // question and an answer follow.
        Wens::MeldingUpdate if matches!(open, Open::Loopt) => 450,
        Wens::MeldingSluit | Wens::MeldingStatus if matches!(open, Open::Loopt) => 400,
        // Whoever was asked whether it is true, and says that it is not, is reminded.
        Wens::Niet if matches!(open, Open::Echt) => 650,
        Wens::MeldingNieuw => 700,
        // At worst the next of the group is asked, or an invitation counts one too few: taken back with a word.
        Wens::Niet | Wens::RsvpJa | Wens::RsvpNee => 650,
        Wens::AanmeldenStart | Wens::Tip | Wens::MeldingUpdate => 600,
        // Of 248 that were so sure 4 meant something else; which telephone is asked first.
        Wens::Blokkeer => 500,
        Wens::OverdragenStart | Wens::Gezien => 550,
        _ => 450,
    }
}

/// What is said of a post: about the alert that is certainly meant, else it is asked which.
fn van_post(wens: Wens, getypt: &str, om: &Omgeving) -> Option<Weg> {
    let echt = matches!(om.rondom.open, Open::Echt | Open::Welkegroep);
    Some(match (wens, &om.voor_groep) {
        (Wens::Gezien, Some(_)) => Weg::Vanzelf(Said::Bevestiging(Bevestiging::Gezien, getypt.to_owned())),
        (Wens::Doorgestuurd, Some((id, _))) if om.rondom.open == Open::Echt => {
            Weg::NaTik(Said::Tap(Knop::EchtGeplaatst(*id)))
        }
        (Wens::Doorgestuurd, Some((id, _))) => Weg::NaTik(Said::Tap(Knop::Geplaatst(*id))),
        (Wens::Niet, Some((id, _))) if echt || zegt_straks(getypt) => Weg::Noteert(Said::Tap(Knop::NogNiet(*id))),
        (Wens::Niet, Some((id, _))) => Weg::Noteert(Said::Tap(Knop::KanNiet(*id))),
        (Wens::Doorgestuurd, None) if om.loopt_voor_groep => {
            Weg::NaTik(Said::Bevestiging(Bevestiging::Geplaatst { namens: false }, String::new()))
        }
        (Wens::Niet, None) if om.loopt_voor_groep => {
            Weg::NaTik(Said::Bevestiging(Bevestiging::KanNiet(WaaromNiet::Verhinderd), String::new()))
        }
        (Wens::Doorgestuurd, None) => Weg::NaTik(Said::Tap(Knop::IntrekkingGeplaatst(om.ingetrokken?))),
        (Wens::Niet, None) => Weg::Noteert(Said::Tap(Knop::IntrekkingNiet(om.ingetrokken?))),
        _ => return None,
    })
}

/// What of it this person may do, and can do now.
pub(super) fn mag(cx: &Cx<'_>, wens: Wens, getypt: &str, om: &Omgeving) -> Option<Weg> {
    let onbekend = cx.persoon.hoofdrol() == Rol::Onbekend;
    // Whoever writes from another telephone is not known by it.
    if onbekend && wens == Wens::NummerWijzig {
        return Some(Weg::Antwoord(tekst::ANDER_NUMMER, tekst::ANDER_NUMMER_EN));
    }
    // Police whose number changes, and a wijkagent in whose wijk an alert has to end: somebody else does that.
    if cx.is_politie() && wens == Wens::NummerWijzig && !cx.persoon.mag(Recht::GroepMelden) {
        return Some(Weg::Antwoord(tekst::NUMMER_VAN_POLITIE, tekst::NUMMER_VAN_POLITIE));
    }
    if onbekend && wens == Wens::Borden {
        return Some(Weg::Antwoord(tekst::BORDEN_VREEMD, tekst::BORDEN_VREEMD_EN));
    }
    if onbekend && wens == Wens::VraagWaarom {
        return Some(Weg::Antwoord(tekst::WAAROM_VREEMD, tekst::WAAROM_VREEMD_EN));
    }
    if onbekend && wens == Wens::VraagAfloop {
        return Some(Weg::Antwoord(tekst::AFLOOP_VREEMD, tekst::AFLOOP_VREEMD_EN));
    }
    // Figures, and which wijken have groups, are for police and gemeente.
    if matches!(wens, Wens::Statistiek | Wens::Dekking) && !cx.persoon.mag(Recht::Dekking) {
        return Some(Weg::Antwoord(tekst::CIJFERS_VREEMD, tekst::CIJFERS_VREEMD_EN));
    }
    if let Some((intent, antwoord)) = van_een_ander(cx, wens, getypt, om) {
        return Some(Weg::VanEenAnder(intent, antwoord));
    }
    weg(wens, getypt, om).filter(|weg| match weg {
        // A wijkagent writes drafts.
        Weg::Vanzelf(_) if wens == Wens::MeldingNieuw => !concept::schrijft_in(cx).is_empty(),
        Weg::Vanzelf(said) | Weg::Noteert(said) | Weg::NaTik(said) => cx.persoon.mag_een(said.requires()),
        Weg::Antwoord(..) => {
            !onbekend
                || matches!(
                    wens,
                    Wens::OverdragenAanvaard | Wens::OverdragenWeiger | Wens::VraagDelen | Wens::VraagVerwijderen
                )
        }
        Weg::Afloop => cx.persoon.mag(Recht::GroepMelden),
        Weg::WieDitIs | Weg::Doorsturen => true,
        Weg::AfwezigKlopt => cx.persoon.mag_een(Command::Afwezig(String::new()).requires()),
        Weg::Opnieuw => cx.persoon.mag(Recht::MeldingVersturen),
        Weg::WatWacht => cx.persoon.mag_een(GOEDKEUREN) || cx.persoon.mag_een(TWEEDE),
        Weg::Blokkeren => cx.persoon.mag(Recht::Blokkeren),
        Weg::HoeVer | Weg::VanEenAnder(..) => true,
    })
}

/// What of this somebody else does, and who: of police and gemeente, who ask for what beheerders or other police do.
fn van_een_ander(cx: &Cx<'_>, wens: Wens, getypt: &str, om: &Omgeving) -> Option<(Intent, &'static str)> {
    let persoon = &cx.persoon;
    if persoon.toekenningen.is_empty() {
        return None;
    }
    let kan = |recht: Recht| persoon.mag(recht);
    // A wijkagent ends what they sent themselves.
    let niet_hun = cx.is_politie() && om.verstuurd.is_none() && !kan(Recht::MeldingBijwerken);
    match wens {
        Wens::MeldingStop | Wens::MeldingIntrek if niet_hun => Some((Intent::MeldingIntrek, tekst::NIET_TE_STOPPEN)),
        Wens::MeldingSluit if niet_hun => Some((Intent::MeldingSluit, tekst::NIET_TE_STOPPEN)),
        // What names a kind may be an alert of its own.
        Wens::MeldingUpdate if niet_hun && soort::vind(&woorden(getypt)).is_none() => {
            Some((Intent::MeldingUpdate, tekst::UPDATE_BIJ_MELDKAMER))
        }
        Wens::MeldingOpnieuw if cx.is_politie() && !kan(Recht::MeldingVersturen) => {
            Some((Intent::MeldingNieuw, tekst::ELDERS_BIJ_MELDKAMER))
        }
        Wens::MeldingStatus if cx.is_politie() && !kan(Recht::StandInzien) => {
            Some((Intent::MeldingStatus, tekst::STAND_BIJ_MELDKAMER))
        }
        Wens::MeldingGoedkeur | Wens::MeldingAfwijs if !persoon.mag_een(TWEEDE) => {
            Some((Intent::MeldingGoedkeur, tekst::NIET_TE_KEUREN))
        }
        Wens::Borden if !kan(Recht::BordenVragen) => Some((Intent::Borden, tekst::BORDEN_VAN_BEHEERDER)),
        Wens::Afwezig if !kan(Recht::GroepMelden) => Some((Intent::Afwezig, tekst::VOOR_BEHEERDERS)),
        Wens::Terug if !kan(Recht::GroepMelden) => Some((Intent::Terug, tekst::VOOR_BEHEERDERS)),
        Wens::Stiltetijd if !kan(Recht::GroepMelden) => Some((Intent::Stiltetijd, tekst::VOOR_BEHEERDERS)),
        Wens::Dienst if !cx.is_politie() => Some((Intent::Dienst, tekst::DIENST_VAN_POLITIE)),
        _ => None,
    }
}
