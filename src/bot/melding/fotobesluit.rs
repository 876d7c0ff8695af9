//! The second person's yes or no to a picture, and its sending.
//!
//! Owns what both do; how a picture comes in and is forgotten is `foto`'s. Invariant: no picture leaves without a second
//! person with the right, who is never the one who sent it, and without the word that the family agrees.

use crate::bot::besluit::keuren::{Bezwaar, Geval, Opnieuw, POLITIE, Vraag, Woord};
use crate::bot::besluit::wie::helften;
use crate::bot::context::{Cx, send_to};
use crate::bot::error::{BotError, HandlerResult, Written};
use crate::bot::knop::{Knop, onder_politiebericht};
use crate::bot::melding::foto::{parameters, vertel_verzender, vraag, wis};
use crate::bot::sjabloon::vul;
use crate::bot::verstaan::{Intent, Uitkomst};
use crate::bot::vloer::algemeen;
use crate::domain::aanmelding::Helften;
use crate::domain::besluit::{Staat, Uitslag, Zaak};
use crate::domain::melding::MeldingStatus;
use crate::domain::persoon::Helft;
use crate::domain::wijk::Gemeente;
use crate::limits;
use crate::store::foto::{self, Foto, FotoId, FotoStatus};
use crate::store::gesprek::ChatKey;
use crate::store::melding::Melding;
use crate::store::outbox::{self, Klasse, NewRow};
use crate::store::{self, Tx};
use crate::texts::melding::foto as tekst;
use crate::texts::vloer::algemeen as algemeen_tekst;
use crate::texts::{knoppen, sjablonen};
use crate::whatsapp::outgoing::Picture;
use crate::whatsapp::{Bericht, Outgoing};

/// A picture that waits, with its alert.
pub(in crate::bot) struct MetMelding {
    foto: Foto,
    melding: Melding,
}

impl Geval for MetMelding {
    type Id = FotoId;
    const DAAD: [&'static str; 2] = ["foto goedkeuren", "foto goedkeuren"];
    const INTENT: [Intent; 2] = [Intent::MeldingGoedkeur, Intent::MeldingGoedkeur];

    async fn vind(cx: &mut Cx<'_>, id: FotoId) -> Result<Option<Self>, BotError> {
        let Some(foto) = foto::get(cx.tx, id).await? else { return Ok(None) };
        let melding = store::melding::get(cx.tx, foto.melding).await?;
        Ok(melding.map(|melding| Self { foto, melding }))
    }

    async fn onbekend(cx: &mut Cx<'_>, _: FotoId, _: Woord) -> HandlerResult {
        algemeen::onbekende_knop(cx).await
    }

    fn nummer(&self) -> String {
        self.melding.nummer.clone()
    }

    async fn helften(&self, cx: &mut Cx<'_>) -> Result<Vec<Helft>, BotError> {
        Ok(helften(&cx.persoon, &self.melding.gemeente))
    }

    fn zaak(&self, now_ms: i64) -> Zaak {
        let wacht = self.foto.status == FotoStatus::Wacht && self.loopt(now_ms);
        Zaak {
            partijen: vec![self.foto.wie],
            staat: if wacht { Staat::Wacht } else { Staat::Voorbij },
            // A picture does not change.
            versie: 0,
            nodig: POLITIE,
            helften: Helften::default(),
            nee_houdt_tegen: true,
        }
    }

    fn bezwaar(&self, uitslag: Uitslag) -> Bezwaar {
        let nummer = &self.melding.nummer;
        match uitslag {
            Uitslag::GeenRecht => {
                Bezwaar { tekst: algemeen_tekst::KNOP_VERLOPEN.to_owned(), spoor: Some("niet in deze gemeente") }
            }
            Uitslag::Eigen => Bezwaar { tekst: tekst::NIET_ZELF.to_owned(), spoor: Some("zelfde persoon") },
            _ if self.foto.status == FotoStatus::Wacht => {
                Bezwaar { tekst: tekst::melding_voorbij(nummer), spoor: None }
            }
            _ => Bezwaar { tekst: tekst::al_besloten(nummer), spoor: None },
        }
    }

    async fn toon(&self, cx: &mut Cx<'_>, _: Opnieuw, _: Woord) -> Written {
        let gemeente = cx.gemeenten.get(&self.melding.gemeente).ok_or(BotError::Missing("gemeente"))?;
        vraag(cx.tx, gemeente, &self.foto, &self.melding, &[cx.persoon.id], cx.now_ms).await
    }

    async fn ja(&self, cx: &mut Cx<'_>, _: Helft) -> Result<Uitkomst, BotError> {
        let Self { foto, melding } = self;
        if !foto.familie_akkoord {
            let knop = Knop::FotoFamilie(foto.id).met(knoppen::FAMILIE_AKKOORD);
            let vraag = Outgoing::buttons(tekst::familie_gevraagd(&melding.nummer), vec![knop])?;
            let chat = ChatKey { chat: String::new(), ..melding.verzender.clone() };
            send_to(cx.tx, chat, Klasse::Politie, vraag, cx.now_ms).await?;
            cx.reply(tekst::familie_nog_niet(&melding.nummer)).await?;
            return Ok(Uitkomst::Ask);
        }
        let gemeente = cx.gemeenten.get(&melding.gemeente).ok_or(BotError::Missing("gemeente"))?;
        foto::step(cx.tx, foto.id, FotoStatus::Wacht, FotoStatus::Goedgekeurd, Some(cx.wie)).await?;
        let hoeveel = stuur_allen(cx.tx, gemeente, foto, melding, cx.now_ms).await?;
        cx.record("foto goedgekeurd", &melding.nummer, None).await?;
        vertel_verzender(cx.tx, melding, &tekst::goedgekeurd(&melding.nummer, hoeveel), cx.now_ms).await?;
        cx.reply(tekst::u_keurde_goed(&melding.nummer, hoeveel)).await?;
        Ok(Uitkomst::Sent)
    }

    /// It is deleted at once.
    async fn nee(&self, cx: &mut Cx<'_>, reden: &str) -> Written {
        let Self { foto, melding } = self;
        foto::step(cx.tx, foto.id, FotoStatus::Wacht, FotoStatus::Afgewezen, None).await?;
        cx.record("foto afgewezen", &melding.nummer, None).await?;
        wis(cx.tx, foto, cx.now_ms).await?;
        vertel_verzender(cx.tx, melding, &tekst::afgewezen(&melding.nummer, reden), cx.now_ms).await?;
        cx.reply(tekst::u_wees_af(&melding.nummer)).await
    }

    /// A picture that must not go out goes at once, without words.
    fn vraagt_reden(&self) -> Option<Vraag> {
        None
    }
}

impl MetMelding {
    /// Whether its alert still runs.
    fn loopt(&self, now_ms: i64) -> bool {
        let Self { melding, .. } = self;
        melding.status == MeldingStatus::Verzonden && now_ms < melding.geldig_tot_ms && !melding.stilgezet
    }
}

/// Sends it to everybody who got the alert; answers to how many.
async fn stuur_allen(
    tx: &mut Tx,
    gemeente: &Gemeente,
    foto: &Foto,
    melding: &Melding,
    now_ms: i64,
) -> Result<usize, BotError> {
    let Some(upload_id) = &foto.upload_id else { return Ok(0) };
    let picture = Picture::Id(upload_id.clone());
    let buttons = onder_politiebericht(melding.id);
    let payloads = buttons.iter().map(|button| button.id.clone()).collect();
    let parameters = parameters(gemeente, melding);
    let bericht = Bericht::beide(
        Outgoing::buttons(sjablonen::ingevuld(sjablonen::UPDATE_FOTO.nl.body, &parameters), buttons.into())?
            .with_picture(picture.clone()),
        vul(&sjablonen::UPDATE_FOTO, parameters, payloads)?.with_picture(picture),
    );
    let phone_number_id = gemeente.phone_number_id.clone().unwrap_or_else(|| foto.phone_number_id.clone());
    let ontvangers = foto::recipients(tx, melding.id).await?;
    let rows: Vec<NewRow> = ontvangers
        .iter()
        .map(|persoon| NewRow {
            chat: ChatKey { phone_number_id: phone_number_id.clone(), chat: String::new(), persoon: *persoon },
            klasse: Klasse::Melding,
            melding: Some(melding.id),
            bericht: bericht.clone(),
            antwoord_op: None,
            geldig_tot_ms: melding.geldig_tot_ms.min(now_ms + limits::ALERT_SEND_WITHIN_MS),
        })
        .collect();
    if !rows.is_empty() {
        outbox::insert(tx, &rows, now_ms).await?;
    }
    Ok(rows.len())
}
