//! A hand-over as gemeente and police decide about it.
//!
//! Owns what a yes and a no do; `keuren` weighs. Invariant: before the successor came forward nothing is decided.

use crate::bot::besluit::keuren::{self, BEIDE, Bezwaar, Geval, Opnieuw, Vraag, Woord};
use crate::bot::context::Cx;
use crate::bot::dialogue::Dialogue;
use crate::bot::error::{BotError, HandlerResult, Written};
use crate::bot::knop::Knop;
use crate::bot::mensen::overdragen::betrokken::{beoordelaars, eindig, gemeente_van};
use crate::bot::mensen::overdragen::voltooien::voltooi;
use crate::bot::verstaan::{Intent, Uitkomst};
use crate::domain::besluit::{Staat, Uitslag, Zaak};
use crate::domain::overdracht::{OverdrachtId, OverdrachtStatus};
use crate::domain::persoon::Helft;
use crate::store::overdracht::Overdracht;
use crate::texts::knoppen;
use crate::texts::mensen::{collega, overdragen as tekst};
use crate::{limits, store};

impl Geval for Overdracht {
    type Id = OverdrachtId;
    const DAAD: [&'static str; 2] = ["akkoord", "afwijzen"];
    const INTENT: [Intent; 2] = [Intent::AanmeldenGoedkeur, Intent::AanmeldenAfwijs];

    /// Before the successor came forward nothing is decided.
    async fn vind(cx: &mut Cx<'_>, id: OverdrachtId) -> Result<Option<Self>, BotError> {
        let overdracht = store::overdracht::get(cx.tx, id).await?;
        Ok(overdracht.filter(|overdracht| overdracht.status != OverdrachtStatus::Voorgesteld))
    }

    async fn onbekend(cx: &mut Cx<'_>, id: OverdrachtId, woord: Woord) -> HandlerResult {
        keuren::onbekend_verzoek(cx, &id.nummer(), woord).await
    }

    fn nummer(&self) -> String {
        self.id.nummer()
    }

    async fn helften(&self, cx: &mut Cx<'_>) -> Result<Vec<Helft>, BotError> {
        let gemeente = gemeente_van(cx.gemeenten, self)?;
        let beoordelaars = beoordelaars(cx.tx, gemeente, self).await?;
        Ok(beoordelaars.helften(&cx.persoon, &gemeente.id))
    }

    fn zaak(&self, _: i64) -> Zaak {
        Zaak {
            partijen: [Some(self.van), self.naar].into_iter().flatten().collect(),
            staat: if self.status.loopt() { Staat::Wacht } else { Staat::Voorbij },
            // A hand-over does not change.
            versie: 0,
            nodig: BEIDE,
            helften: self.helften,
            nee_houdt_tegen: false,
        }
    }

    fn bezwaar(&self, uitslag: Uitslag) -> Bezwaar {
        let besloten = collega::al_besloten(&self.nummer(), self.status.id());
        keuren::bezwaar_verzoek(&self.nummer(), self.helften, uitslag, besloten)
    }

    async fn toon(&self, cx: &mut Cx<'_>, waarom: Opnieuw, woord: Woord) -> Written {
        let nog_eens = vec![
            Knop::OverdrachtAkkoord(self.id).met(knoppen::AKKOORD),
            Knop::OverdrachtAfwijzen(self.id).met(knoppen::AFWIJZEN),
        ];
        cx.reply_buttons(keuren::opnieuw_gevraagd(&self.nummer(), cx.gezegd_ms, waarom, woord), nog_eens).await
    }

    async fn ja(&self, cx: &mut Cx<'_>, helft: Helft) -> Result<Uitkomst, BotError> {
        let nummer = self.nummer();
        store::overdracht::agree(cx.tx, self.id, helft, cx.wie).await?;
        cx.record("akkoord", &format!("{nummer} {}", collega::helft(helft)), None).await?;
        let overdracht = store::overdracht::get(cx.tx, self.id).await?.ok_or(BotError::Missing("overdracht"))?;
        let ingaat_ms = overdracht.aanvaard_ms.unwrap_or(cx.now_ms) + limits::HAND_OVER_COOLING_MS;
        if !overdracht.helften.open().is_empty() {
            cx.reply(collega::half_akkoord(&nummer, helft)).await?;
        } else if ingaat_ms > cx.now_ms {
            cx.reply(tekst::wacht_nog(&nummer, ingaat_ms)).await?;
        } else {
            voltooi(cx.tx, cx.gemeenten, &overdracht, cx.now_ms).await?;
        }
        Ok(Uitkomst::Accepted)
    }

    async fn nee(&self, cx: &mut Cx<'_>, reden: &str) -> Written {
        let nummer = self.nummer();
        cx.record("afgewezen", &nummer, None).await?;
        eindig(cx, self, OverdrachtStatus::Afgewezen, &tekst::afgewezen(&nummer, reden)).await?;
        cx.reply(collega::afgewezen(&nummer)).await
    }

    fn vraagt_reden(&self) -> Option<Vraag> {
        Some(keuren::vraag_verzoek(&self.nummer(), Dialogue::OverdrachtAfwijzen { overdracht: self.id.0 }))
    }
}
