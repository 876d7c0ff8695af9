//! Signing on to a telephone that several share: where it is needed, what for, and for how long.
//!
//! Owns the pure rules behind `/dienst`; the codes are `totp`'s. Invariant: on a telephone that asks for a sign-on
//! only the person who is signed on acts, with their own rights; a withdrawal never waits for one.

use crate::domain::instellingen::Dienst;
use crate::domain::persoon::Persoon;
use crate::domain::rechten::Recht;
use crate::domain::wijk::{GemeenteId, Gemeenten};

/// How a telephone stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DienstStand {
    /// Whoever has it is who they are.
    NietNodig,
    /// Somebody is signed on, until then.
    Aangemeld {
        /// In milliseconds since the epoch.
        tot_ms: i64,
    },
    /// Nobody is signed on, and somebody has to be.
    Nodig,
}

/// Whether a telephone asks for a sign-on: police share it, or a gemeente wants it on all of police.
#[must_use]
pub fn nodig(telefoon: &Persoon, gedeeld: bool, gemeenten: &Gemeenten) -> bool {
    van_politie(telefoon).any(|gemeente| {
        gedeeld || gemeenten.get(gemeente).is_some_and(|gemeente| gemeente.instellingen.dienst == Dienst::Altijd)
    })
}

/// The gemeenten in which somebody is of the police.
pub fn van_politie(persoon: &Persoon) -> impl Iterator<Item = &GemeenteId> {
    let politie = persoon.toekenningen.iter().filter(|toekenning| toekenning.rol.van_politie());
    politie.map(|toekenning| &toekenning.gemeente)
}

/// Whether somebody can be signed on to a telephone now: one of the police in a gemeente of that telephone, whose
/// rights do not rest.
#[must_use]
pub fn kan_aanmelden(wie: &Persoon, telefoon: &Persoon) -> bool {
    !wie.geblokkeerd
        && !wie.opgeschort
        && van_politie(wie).any(|gemeente| van_politie(telefoon).any(|hier| hier == gemeente))
}

/// The telephone as it counts while somebody is signed on: its chat and its groups, their rights.
#[must_use]
pub fn als(telefoon: Persoon, wie: &Persoon) -> Persoon {
    Persoon {
        toekenningen: wie.toekenningen.clone(),
        geblokkeerd: telefoon.geblokkeerd || wie.geblokkeerd,
        opgeschort: telefoon.opgeschort || wie.opgeschort,
        ..telefoon
    }
}

/// Whether a right is used by a person, by name: what acts, and what shows people. Help, how an alert stands, and
/// blocking a stolen telephone wait for nobody.
#[must_use]
pub const fn vraagt_dienst(recht: Recht) -> bool {
    match recht {
        Recht::MeldingVersturen
        | Recht::MeldingBreed
        | Recht::MeldingBijwerken
        | Recht::Oefening
        | Recht::GoedkeurenPolitie
        | Recht::WieInzien
        | Recht::Export
        | Recht::Instellen
        | Recht::Rechten
        | Recht::Nalezen
        // An invitation goes to every beheerder, and information to those of a wijk.
        | Recht::Bijeenkomst
        | Recht::Informatie => true,
        Recht::Hulp
        | Recht::Aanmelden
        | Recht::MeldingOntvangen
        | Recht::GroepMelden
        | Recht::StandInzien
        | Recht::GoedkeurenGemeente
        | Recht::Overdragen
        | Recht::EigenGegevens
        | Recht::Blokkeren
        | Recht::BordenVragen
        | Recht::BordenBeslissen
        | Recht::Dekking
        | Recht::Statistiek => false,
    }
}

/// Whether something that needs one of these rights has to wait for a sign-on on this telephone: it has the right
/// only by what asks for one.
#[must_use]
pub fn wacht_op_dienst(telefoon: &Persoon, rechten: &[Recht]) -> bool {
    let heeft = |recht: &&Recht| telefoon.mag(**recht);
    rechten.iter().any(|recht| vraagt_dienst(*recht))
        && !rechten.iter().filter(heeft).any(|recht| !vraagt_dienst(*recht))
        && van_politie(telefoon).next().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::persoon::{PersoonId, Toekenning};
    use crate::domain::rechten::Rol;

    fn persoon(id: i64, rol: Rol, gemeente: &str) -> Persoon {
        Persoon {
            id: PersoonId(id),
            toekenningen: vec![Toekenning {
                rol,
                gemeente: gemeente.into(),
                wijk: crate::domain::wijk::WijkId::default(),
            }],
            groepen: Vec::new(),
            geblokkeerd: false,
            opgeschort: false,
            aangemeld: false,
        }
    }

    #[test]
    fn a_gemeente_may_want_it_on_all_telephones_of_its_police() {
        let gemeenten = crate::gemeenten::load(None).unwrap_or_default();
        let eigen = persoon(1, Rol::Politie, "zoetermeer");
        assert!(!nodig(&eigen, false, &gemeenten));
        assert!(nodig(&eigen, true, &gemeenten));
        let mut anders: Vec<_> = gemeenten.iter().cloned().collect();
        anders.iter_mut().for_each(|gemeente| gemeente.instellingen.dienst = Dienst::Altijd);
        let altijd = Gemeenten::controleer(anders).unwrap_or_default();
        assert!(nodig(&eigen, false, &altijd));
        assert!(!nodig(&persoon(1, Rol::Gemeente, "zoetermeer"), true, &altijd));
        assert!(!nodig(&persoon(1, Rol::Politie, "elders"), false, &altijd));
    }

    #[test]
    fn only_what_acts_waits() {
        let telefoon = persoon(1, Rol::Politie, "zoetermeer");
        assert!(wacht_op_dienst(&telefoon, &[Recht::MeldingVersturen]));
        assert!(wacht_op_dienst(&telefoon, &[Recht::Bijeenkomst]), "what goes to many");
        assert!(wacht_op_dienst(&telefoon, &[Recht::GoedkeurenPolitie, Recht::GoedkeurenGemeente]));
        assert!(!wacht_op_dienst(&telefoon, &[Recht::Hulp]));
        assert!(!wacht_op_dienst(&telefoon, &[Recht::Blokkeren]));
        let gemeente = persoon(1, Rol::Gemeente, "zoetermeer");
        assert!(!wacht_op_dienst(&gemeente, &[Recht::GoedkeurenPolitie, Recht::GoedkeurenGemeente]));
    }

    #[test]
    fn whoever_signs_on_has_their_own_rights_in_the_chat_of_the_telephone() {
        let telefoon = persoon(1, Rol::Politie, "zoetermeer");
        let agent = persoon(2, Rol::Wijkagent, "zoetermeer");
        assert!(kan_aanmelden(&agent, &telefoon));
        let nu = als(telefoon.clone(), &agent);
        assert_eq!((nu.id, nu.hoofdrol()), (PersoonId(1), Rol::Wijkagent));
        assert!(!nu.mag(Recht::MeldingVersturen));
        for ander in [
            persoon(2, Rol::Politie, "loosduinen"),
            persoon(2, Rol::Gemeente, "zoetermeer"),
            Persoon { geblokkeerd: true, ..agent.clone() },
            Persoon { opgeschort: true, ..agent.clone() },
        ] {
            assert!(!kan_aanmelden(&ander, &telefoon), "{ander:?}");
        }
    }
}
