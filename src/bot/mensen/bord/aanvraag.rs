//! A request for signs or stickers, as the gemeente decides about it and whoever asked follows it.
//!
//! Owns what a yes and a no do, what is told when they are there, and how requests stand; `keuren` weighs. Invariants: only the gemeente
//! of the group decides; where a gemeente wants that, no sign is granted before the registration at WABP was seen; whoever asked hears each
//! step.

use crate::bot::begrip::besluit::nummer_van_verzoek;
use crate::bot::begrip::bord as begrip;
use crate::bot::besluit::keuren::{self, Bezwaar, Geval, Opnieuw, Vraag, Woord};
use crate::bot::context::{Cx, Uitgang, notify};
use crate::bot::dialogue::Dialogue;
use crate::bot::eigen::{EigenKnop, EigenVraag};
use crate::bot::error::{BotError, HandlerResult, Written};
use crate::bot::gedaan::Gedaan;
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};
use crate::bot::vloer::{algemeen, gemeente};
use crate::domain::aanmelding::Helften;
use crate::domain::besluit::{Staat, Uitslag, Zaak};
use crate::domain::bord::{Bord, BordId, BordStatus};
use crate::domain::persoon::Helft;
use crate::domain::rechten::Recht;
use crate::domain::wijk::{Gemeente, GemeenteId, Gemeenten};
use crate::store::bord::{self as opslag, Bordaanvraag};
use crate::store::persoon::GroepFeit;
use crate::store::taak::{self, Taak};
use crate::store::{self, Tx};
use crate::texts::knoppen;
use crate::texts::mensen::bord as tekst;
use crate::whatsapp::outgoing::Button;
use crate::whatsapp::{Bericht, Outgoing};

fn gemeente_van<'g>(gemeenten: &'g Gemeenten, aanvraag: &Bordaanvraag) -> Result<&'g Gemeente, BotError> {
    gemeenten.get(&aanvraag.gemeente).ok_or(BotError::Missing("gemeente"))
}

fn uitgang(gemeente: &Gemeente, aanvraag: &Bordaanvraag) -> Uitgang {
    Uitgang::van(gemeente, &aanvraag.phone_number_id)
}

/// What the gemeente can do with it now.
fn knoppen_van(aanvraag: &Bordaanvraag, gezien: bool) -> Vec<Button> {
    let id = aanvraag.id;
    let wabp = (!gezien).then(|| EigenKnop::WabpGezien(aanvraag.groep).met(tekst::KNOP_WABP_GEZIEN));
    match aanvraag.status {
        BordStatus::Gevraagd => [
            Some(EigenKnop::BordToekennen(id).met(tekst::KNOP_TOEKENNEN)),
            Some(EigenKnop::BordAfwijzen(id).met(knoppen::AFWIJZEN)),
            wabp,
        ]
        .into_iter()
        .flatten()
        .collect(),
        BordStatus::Toegekend => vec![EigenKnop::BordGeplaatst(id).met(tekst::KNOP_GEPLAATST)],
        BordStatus::Afgewezen | BordStatus::Geplaatst => Vec::new(),
    }
}

/// The request as the gemeente sees it, with what it can do.
async fn voor_gemeente(tx: &mut Tx, aanvraag: &Bordaanvraag) -> Result<(String, Vec<Button>), BotError> {
    let gezien_ms = opslag::wabp_seen(tx, aanvraag.groep).await?;
    let wabp = opslag::wabp_said(tx, aanvraag.groep).await?;
    let zin = tekst::voor_gemeente(&tekst::Aanvraag::van(aanvraag), wabp.as_deref(), gezien_ms);
    Ok((zin, knoppen_van(aanvraag, gezien_ms.is_some())))
}

/// Lays a request before the gemeente, once: when all was said, or a while after it was asked.
pub(super) async fn leg_voor(tx: &mut Tx, gemeenten: &Gemeenten, id: BordId, now_ms: i64) -> Written {
    let Some(aanvraag) = opslag::get(tx, id).await? else { return Ok(()) };
    if aanvraag.status != BordStatus::Gevraagd || !opslag::lay_before(tx, id).await? {
        return Ok(());
    }
    let van = gemeente_van(gemeenten, &aanvraag)?;
    let (zin, knoppen) = voor_gemeente(tx, &aanvraag).await?;
    let uitgang = uitgang(van, &aanvraag);
    let bericht: Bericht = uitgang.ook_als_sjabloon(Outgoing::buttons(&zin, knoppen)?, &zin)?;
    for ambtenaar in gemeente::ambtenaren(tx, &van.id).await? {
        uitgang.stuur(tx, ambtenaar, bericht.clone(), now_ms).await?;
    }
    Ok(())
}

/// The time to say more is over: the gemeente hears of it as it is.
///
/// # Errors
/// The database cannot be reached.
pub async fn taak(tx: &mut Tx, gemeenten: &Gemeenten, id: BordId, now_ms: i64) -> Written {
    leg_voor(tx, gemeenten, id, now_ms).await
}

/// Plans that.
pub(super) async fn plan(tx: &mut Tx, id: BordId, om_ms: i64) -> Written {
    Ok(taak::plan(tx, Taak::BordVoorleggen(id), om_ms).await?)
}

/// The requests that wait in these gemeenten: to be decided, and to be placed.
pub(in crate::bot) async fn wachtend(
    tx: &mut Tx,
    gemeenten: &[GemeenteId],
) -> Result<(Vec<BordId>, Vec<String>), BotError> {
    let (mut beslissen, mut plaatsen) = (Vec::new(), Vec::new());
    for gemeente in gemeenten {
        for aanvraag in opslag::all_in(tx, gemeente).await? {
            match aanvraag.status {
                BordStatus::Gevraagd => beslissen.push(aanvraag.id),
                BordStatus::Toegekend => plaatsen.push(tekst::te_plaatsen(&tekst::Aanvraag::van(&aanvraag))),
                BordStatus::Afgewezen | BordStatus::Geplaatst => {}
            }
        }
    }
    Ok((beslissen, plaatsen))
}

/// A line of `/aanvragen`.
pub(in crate::bot) async fn regel(tx: &mut Tx, id: BordId) -> Result<String, BotError> {
    let aanvraag = opslag::get(tx, id).await?.ok_or(BotError::Missing("bordaanvraag"))?;
    Ok(tekst::regel(&tekst::Aanvraag::van(&aanvraag)))
}

/// How the requests of this person stand, to whoever asks. Answers whether there are any.
pub(in crate::bot) async fn stand(cx: &mut Cx<'_>) -> Result<Option<Gedaan>, BotError> {
    let aanvragen = opslag::of_groups_of(cx.tx, cx.persoon.id).await?;
    if aanvragen.is_empty() {
        return Ok(None);
    }
    let regels: Vec<String> = aanvragen.iter().map(|een| tekst::stand(&tekst::Aanvraag::van(een))).collect();
    cx.reply(tekst::standen(&regels)).await?;
    Ok(Some(Gedaan::is(Intent::Borden, Uitkomst::Info)))
}

/// A text of the gemeente that names a request: that they are there, or the request is shown. `None`: it names none of theirs.
pub(in crate::bot) async fn genoemd(cx: &mut Cx<'_>, getypt: &str) -> Result<Option<Gedaan>, BotError> {
    let nummer = nummer_van_verzoek(getypt, &cx.gemeenten.codes());
    let Some(id) = nummer.as_deref().and_then(BordId::lees) else { return Ok(None) };
    let Some(aanvraag) = opslag::get(cx.tx, id).await? else { return Ok(None) };
    if cx.persoon.mag_in(Recht::BordenBeslissen, &aanvraag.gemeente) {
        if begrip::zegt_geplaatst(getypt) {
            return geplaatst(cx, id).await.map(Some);
        }
        let (zin, knoppen) = voor_gemeente(cx.tx, &aanvraag).await?;
        if knoppen.is_empty() {
            cx.reply(tekst::stand(&tekst::Aanvraag::van(&aanvraag))).await?;
        } else {
            cx.reply_buttons(zin, knoppen).await?;
        }
        return Ok(Some(Verstaan::is(Intent::Borden, Uitkomst::Info).slot("nummer", id.nummer()).into()));
    }
    if cx.persoon.groepen.iter().any(|groep| groep.id == aanvraag.groep) {
        return stand(cx).await;
    }
    Ok(None)
}

/// They are there: whoever asked hears it.
pub(in crate::bot) async fn geplaatst(cx: &mut Cx<'_>, id: BordId) -> HandlerResult {
    let aanvraag = opslag::get(cx.tx, id).await?;
    let Some(aanvraag) = aanvraag.filter(|een| cx.persoon.mag_in(Recht::BordenBeslissen, &een.gemeente)) else {
        return algemeen::onbekende_knop(cx).await;
    };
    let nummer = id.nummer();
    let gedaan = |uitkomst| Verstaan::is(Intent::Borden, uitkomst).slot("nummer", nummer.as_str()).into();
    if aanvraag.status == BordStatus::Gevraagd {
        let (zin, knoppen) = voor_gemeente(cx.tx, &aanvraag).await?;
        cx.reply_buttons(tekst::eerst_toekennen(&zin), knoppen).await?;
        return Ok(gedaan(Uitkomst::Ask));
    }
    if !opslag::step(cx.tx, id, (BordStatus::Toegekend, BordStatus::Geplaatst), "", cx.now_ms).await? {
        cx.reply(tekst::stand(&tekst::Aanvraag::van(&aanvraag))).await?;
        return Ok(gedaan(Uitkomst::Info));
    }
    zet_feit(cx.tx, &aanvraag, "geplaatst").await?;
    cx.record("borden geplaatst", &nummer, None).await?;
    vertel_vrager(cx, &aanvraag, &tekst::staan_er(&tekst::Aanvraag::van(&aanvraag))).await?;
    cx.reply(tekst::genoteerd_geplaatst(&nummer)).await?;
    Ok(gedaan(Uitkomst::Recorded))
}

async fn zet_feit(tx: &mut Tx, aanvraag: &Bordaanvraag, feit: &'static str) -> Written {
    let feit = match aanvraag.soort {
        Bord::Bord => GroepFeit::Borden(feit),
        Bord::Sticker => GroepFeit::Stickers(feit),
    };
    Ok(store::persoon::set_group_fact(tx, aanvraag.groep, feit).await?)
}

async fn vertel_vrager(cx: &mut Cx<'_>, aanvraag: &Bordaanvraag, zin: &str) -> Written {
    let gemeente = gemeente_van(cx.gemeenten, aanvraag)?;
    notify(cx.tx, &uitgang(gemeente, aanvraag), aanvraag.persoon, zin, cx.now_ms).await
}

/// The half that the gemeente gives, which is all that it takes.
const GEMEENTE: &[Helft] = &[Helft::Gemeente];

impl Geval for Bordaanvraag {
    type Id = BordId;
    const DAAD: [&'static str; 2] = ["borden toekennen", "borden afwijzen"];
    const INTENT: [Intent; 2] = [Intent::Borden, Intent::Borden];

    async fn vind(cx: &mut Cx<'_>, id: BordId) -> Result<Option<Self>, BotError> {
        Ok(opslag::get(cx.tx, id).await?)
    }

    async fn onbekend(cx: &mut Cx<'_>, id: BordId, woord: Woord) -> HandlerResult {
        keuren::onbekend_verzoek(cx, &id.nummer(), woord).await
    }

    fn nummer(&self) -> String {
        self.id.nummer()
    }

    async fn helften(&self, cx: &mut Cx<'_>) -> Result<Vec<Helft>, BotError> {
        let mag = cx.persoon.mag_in(Recht::BordenBeslissen, &self.gemeente);
        Ok(if mag { vec![Helft::Gemeente] } else { Vec::new() })
    }

    fn zaak(&self, _: i64) -> Zaak {
        Zaak {
            partijen: vec![self.persoon],
            staat: if self.status == BordStatus::Gevraagd { Staat::Wacht } else { Staat::Voorbij },
            // What is added before it is laid before them changes nothing of what is asked.
            versie: 0,
            nodig: GEMEENTE,
            helften: Helften::default(),
            nee_houdt_tegen: false,
        }
    }

    fn bezwaar(&self, uitslag: Uitslag) -> Bezwaar {
        keuren::bezwaar_verzoek(&self.nummer(), Helften::default(), uitslag, tekst::stand(&tekst::Aanvraag::van(self)))
    }

    async fn toon(&self, cx: &mut Cx<'_>, waarom: Opnieuw, woord: Woord) -> Written {
        let (zin, knoppen) = voor_gemeente(cx.tx, self).await?;
        let eerst = keuren::opnieuw_gevraagd(&self.nummer(), cx.gezegd_ms, waarom, woord);
        cx.reply_buttons(format!("{eerst}\n{zin}"), knoppen).await
    }

    async fn ja(&self, cx: &mut Cx<'_>, _: Helft) -> Result<Uitkomst, BotError> {
        let nummer = self.nummer();
        let gemeente = gemeente_van(cx.gemeenten, self)?;
        let wil_wabp = self.soort == Bord::Bord && gemeente.instellingen.borden_alleen_wabp;
        if wil_wabp && opslag::wabp_seen(cx.tx, self.groep).await?.is_none() {
            let knop = vec![EigenKnop::WabpGezien(self.groep).met(tekst::KNOP_WABP_GEZIEN)];
            cx.reply_buttons(tekst::eerst_wabp(&nummer, &self.groepsnaam), knop).await?;
            return Ok(Uitkomst::Ask);
        }
        opslag::step(cx.tx, self.id, (BordStatus::Gevraagd, BordStatus::Toegekend), "", cx.now_ms).await?;
        // It hears no more of it.
        opslag::lay_before(cx.tx, self.id).await?;
        zet_feit(cx.tx, self, "toegekend").await?;
        cx.record("borden toegekend", &nummer, None).await?;
        vertel_vrager(cx, self, &tekst::toegekend(&tekst::Aanvraag::van(self))).await?;
        let knop = vec![EigenKnop::BordGeplaatst(self.id).met(tekst::KNOP_GEPLAATST)];
        cx.reply_buttons(tekst::u_kende_toe(&nummer), knop).await?;
        Ok(Uitkomst::Accepted)
    }

    async fn nee(&self, cx: &mut Cx<'_>, reden: &str) -> Written {
        let nummer = self.nummer();
        opslag::step(cx.tx, self.id, (BordStatus::Gevraagd, BordStatus::Afgewezen), reden, cx.now_ms).await?;
        opslag::lay_before(cx.tx, self.id).await?;
        zet_feit(cx.tx, self, "afgewezen").await?;
        cx.record("borden afgewezen", &nummer, None).await?;
        vertel_vrager(cx, self, &tekst::afgewezen(&tekst::Aanvraag::van(self), reden)).await?;
        cx.reply(tekst::u_wees_af(&nummer)).await
    }

    fn vraagt_reden(&self) -> Option<Vraag> {
        Some(keuren::vraag_verzoek(&self.nummer(), Dialogue::Eigen(EigenVraag::BordAfwijzen { aanvraag: self.id.0 })))
    }
}
