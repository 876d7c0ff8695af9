//! Who is asked to decide, and who decides about requests of a wijk.
//!
//! Owns the choice of people, and how an alert or an update is laid before them. It decides nothing. Invariant: nobody is
//! asked about what they confirmed themselves, on whatever telephone.

use crate::bot::besluit::keuren::POLITIE;
use crate::bot::error::{BotError, Written};
use crate::domain::afzender::NumberId;
use crate::domain::persoon::{Helft, Persoon, PersoonId};
use crate::domain::rechten::{Recht, Rol};
use crate::domain::wijk::{Gemeente, GemeenteId, WijkId};
use crate::limits;
use crate::store::gesprek::ChatKey;
use crate::store::outbox::{self, Klasse, NewRow};
use crate::store::{self, Tx};
use crate::whatsapp::Bericht;

/// The telephones of those who may decide as a second person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::bot) struct Collegas {
    /// Those whose task it is.
    eerst: Vec<PersoonId>,
    /// The others.
    dan: Vec<PersoonId>,
}

impl Collegas {
    /// Those of a gemeente. Never a telephone of whoever confirmed it (`wie`, who wrote on `telefoon`).
    pub(in crate::bot) async fn van(
        tx: &mut Tx,
        gemeente: &Gemeente,
        (wie, telefoon): (PersoonId, PersoonId),
        now_ms: i64,
    ) -> store::Result<Self> {
        let mut zelf = store::dienst::telephones_of(tx, wie, now_ms).await?;
        zelf.extend([wie, telefoon]);
        let (mut eerst, mut dan) = (Vec::new(), Vec::new());
        for mens in store::persoon::with_role_in(tx, &gemeente.id).await? {
            let kan = !zelf.contains(&mens.id) && mens.mag_in(Recht::MeldingBreed, &gemeente.id);
            if kan && store::dienst::has_telephone(tx, mens.id).await? {
                if mens.rollen().contains(&Rol::Goedkeurder) { &mut eerst } else { &mut dan }.push(mens.id);
            }
        }
        Ok(Self { eerst, dan })
    }

    /// Who is asked at once: those whose task it is, where there are such, else all.
    pub(in crate::bot) fn nu(&self) -> &[PersoonId] {
        if self.eerst.is_empty() { &self.dan } else { &self.eerst }
    }

    /// Who is asked when nobody decided in time; nobody where all were asked at once.
    pub(in crate::bot) fn later(&self) -> &[PersoonId] {
        if self.eerst.is_empty() { &[] } else { &self.dan }
    }

    /// All of them, those whose task it is first.
    pub(in crate::bot) fn allen(&self) -> Vec<PersoonId> {
        self.eerst.iter().chain(&self.dan).copied().collect()
    }

    /// Who was asked about what was laid before them at this moment.
    pub(in crate::bot) fn gevraagd(&self, sinds_ms: Option<i64>, now_ms: i64) -> Vec<PersoonId> {
        let ook_later = sinds_ms.is_some_and(|sinds_ms| now_ms >= sinds_ms + limits::SECOND_ASK_OTHERS_MS);
        if ook_later { self.allen() } else { self.nu().to_vec() }
    }
}

/// Lays something before these telephones, that can be decided until a moment.
///
/// # Errors
/// The database cannot be reached.
pub(in crate::bot) async fn leg_aan(
    tx: &mut Tx,
    phone_number_id: &NumberId,
    wie: &[PersoonId],
    bericht: &Bericht,
    geldig_tot_ms: i64,
    now_ms: i64,
) -> Written {
    if wie.is_empty() {
        return Ok(());
    }
    let row = |persoon: &PersoonId| NewRow {
        chat: ChatKey { phone_number_id: phone_number_id.to_owned(), chat: String::new(), persoon: *persoon },
        klasse: Klasse::Politie,
        melding: None,
        bericht: bericht.clone(),
        antwoord_op: None,
        geldig_tot_ms,
    };
    let rows: Vec<NewRow> = wie.iter().map(row).collect();
    outbox::insert(tx, &rows, now_ms).await.map(|_| ()).map_err(BotError::from)
}

/// The people who can decide about requests of a wijk.
pub(in crate::bot) struct Beoordelaars {
    mensen: Vec<Persoon>,
    wijken: Vec<WijkId>,
    wijkagent_bekend: bool,
}

impl Beoordelaars {
    /// Those of these wijken, and of the wholes that they are parts of.
    pub(in crate::bot) async fn van(tx: &mut Tx, gemeente: &Gemeente, wijken: &[WijkId]) -> store::Result<Self> {
        let geheel = wijken.iter().filter_map(|wijk| gemeente.wijk(wijk)?.deel_van.clone());
        let wijken: Vec<WijkId> = wijken.iter().cloned().chain(geheel).collect();
        let mensen = store::persoon::with_role_in(tx, &gemeente.id).await?;
        let wijkagent_bekend = mensen.iter().any(|mens| {
            mens.rollen().contains(&Rol::Wijkagent)
                && mens.toekenningen.iter().any(|toekenning| {
                    toekenning.rol == Rol::Wijkagent
                        && toekenning.gemeente == gemeente.id
                        && (toekenning.wijk.is_empty() || wijken.contains(&toekenning.wijk))
                })
        });
        Ok(Self { mensen, wijken, wijkagent_bekend })
    }

    /// Which halves somebody may give.
    pub(in crate::bot) fn helften(&self, wie: &Persoon, gemeente: &GemeenteId) -> Vec<Helft> {
        let wijken: Vec<&WijkId> = self.wijken.iter().collect();
        wie.helften(gemeente, &wijken, self.wijkagent_bekend)
    }

    /// Who is asked for these halves: of the police the wijkagenten, else the senders, else whoever may.
    pub(in crate::bot) fn gevraagd(&self, gemeente: &GemeenteId, open: &[Helft]) -> Vec<PersoonId> {
        let kan = |helft: Helft| self.mensen.iter().filter(move |mens| self.helften(mens, gemeente).contains(&helft));
        let met_rol = |rol: Rol| kan(Helft::Politie).filter(|mens| mens.rollen().contains(&rol)).collect::<Vec<_>>();
        let mut wie: Vec<PersoonId> = Vec::new();
        if open.contains(&Helft::Gemeente) {
            wie.extend(kan(Helft::Gemeente).map(|mens| mens.id));
        }
        if open.contains(&Helft::Politie) {
            let eerst = [Rol::Wijkagent, Rol::Politie, Rol::Goedkeurder].map(met_rol);
            wie.extend(
                eerst.into_iter().find(|mensen| !mensen.is_empty()).unwrap_or_default().iter().map(|mens| mens.id),
            );
        }
        wie.sort_unstable();
        wie.dedup();
        wie
    }
}

/// The half that somebody may give about an alert of this gemeente, its updates and its picture.
pub(in crate::bot) fn helften(persoon: &Persoon, gemeente: &GemeenteId) -> Vec<Helft> {
    if persoon.mag_in(Recht::MeldingBreed, gemeente) { POLITIE.to_vec() } else { Vec::new() }
}
