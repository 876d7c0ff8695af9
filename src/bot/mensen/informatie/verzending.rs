//! Who gets information, who agrees to it, and when it leaves.
//!
//! Invariants: many groups, and whatever somebody writes who may not send alerts, waits for a second person who may; each
//! person gets at most so many messages a month that are no alert, and none who wants alerts only; the messaging limit
//! keeps room for an alert to everybody that day; nobody gets it in their quiet hours (that it was taken back they hear at
//! once); what nobody decided in time, or found no room, leaves no more.

use std::collections::BTreeMap;

use crate::bot::besluit::keuren::{Bezwaar, Geval, Opnieuw, POLITIE, Vraag, Woord};
use crate::bot::besluit::wie::{Collegas, helften, leg_aan};
use crate::bot::context::{Cx, Uitgang, notify};
use crate::bot::eigen::EigenKnop;
use crate::bot::error::{BotError, HandlerResult, Written};
use crate::bot::gedaan::Gedaan;
use crate::bot::knop::Knop;
use crate::bot::mensen::ruimte;
use crate::bot::sjabloon::vul;
use crate::bot::verstaan::{Intent, Uitkomst};
use crate::bot::vloer::algemeen;
use crate::domain::aanmelding::Helften;
use crate::domain::besluit::{Staat, Uitslag, Zaak};
use crate::domain::informatie::InformatieStatus;
use crate::domain::persoon::{Helft, PersoonId};
use crate::domain::rechten::Recht;
use crate::domain::wijk::{Gemeente, Gemeenten};
use crate::limits;
use crate::store::gesprek::ChatKey;
use crate::store::informatie::{self as opslag, Informatie, InformatieId, Ontvanger};
use crate::store::outbox::{self, Klasse, NewRow};
use crate::store::taak::{self, Taak};
use crate::store::{self, Tx};
use crate::texts::mensen::informatie::{self as tekst, Telling};
use crate::texts::vloer::algemeen as algemeen_tekst;
use crate::texts::{knoppen, sjablonen};
use crate::whatsapp::{Bericht, Outgoing};

/// Whom information reaches.
pub(super) struct Bereik {
    /// Who can get it.
    pub(super) mensen: Vec<Ontvanger>,
    /// Those who cannot: they had as many as are allowed, or want alerts only.
    over: usize,
    /// The groups of its wijken.
    groepen: usize,
    /// How many may leave today; `None`: all.
    vandaag: Option<usize>,
}

impl Bereik {
    /// In figures.
    pub(super) fn telling(&self) -> Telling {
        let nu = self.vandaag.map_or(self.mensen.len(), |vandaag| vandaag.min(self.mensen.len()));
        Telling { groepen: self.groepen, mensen: self.mensen.len(), nu, over: self.over }
    }
}

/// Whom it reaches now.
pub(super) async fn bereik(
    tx: &mut Tx,
    gemeente: &Gemeente,
    informatie: &Informatie,
    now_ms: i64,
) -> Result<Bereik, BotError> {
    let wijken: Vec<_> = gemeente.met_delen(&informatie.wijken).into_iter().collect();
    let alle = opslag::audience(tx, informatie.id, &gemeente.id, &wijken, now_ms).await?;
    let groepen = usize::try_from(opslag::groups(tx, &gemeente.id, &wijken).await?).unwrap_or_default();
    // What Meta calls marketing goes to nobody who did not say yes to it.
    let reclame = store::sjabloon::recategorised(tx, sjablonen::CATEGORIE).await?;
    let gezegd = reclame.iter().any(|(naam, _)| naam == sjablonen::INFORMATIE.naam);
    let ids: Vec<PersoonId> = alle.iter().map(|mens| mens.persoon).collect();
    let most = gemeente.instellingen.andere_berichten_per_maand;
    let ruimte = store::anders::with_room(tx, &ids, (most, now_ms - limits::MONTH_MS), gezegd).await?;
    let (mensen, anderen): (Vec<_>, Vec<_>) = alle.into_iter().partition(|mens| ruimte.contains(&mens.persoon));
    Ok(Bereik { mensen, over: anderen.len(), groepen, vandaag: ruimte::vandaag(tx, now_ms).await? })
}

/// Whether somebody else has to agree: whoever writes may send no alerts here, or it goes to many groups.
pub(super) fn vraagt_tweede(cx: &Cx<'_>, gemeente: &Gemeente, bereik: &Bereik) -> bool {
    !cx.persoon.mag_in(Recht::MeldingVersturen, &gemeente.id)
        || bereik.groepen >= gemeente.instellingen.tweede_vanaf_groepen
}

/// Lays it before colleagues who may agree.
pub(super) async fn leg_voor(
    cx: &mut Cx<'_>,
    gemeente: &Gemeente,
    informatie: &Informatie,
    bereik: &Bereik,
) -> HandlerResult {
    let collegas = Collegas::van(cx.tx, gemeente, (cx.wie, cx.persoon.id), cx.now_ms).await?;
    if collegas.allen().is_empty() {
        cx.reply(tekst::GEEN_COLLEGA).await?;
        return Ok(Gedaan::is(Intent::Informatie, Uitkomst::Info));
    }
    opslag::step(cx.tx, informatie.id, InformatieStatus::Concept, InformatieStatus::Wacht, cx.now_ms).await?;
    let vraag = vraag(gemeente, informatie, &bereik.telling())?;
    let nummer = gemeente.phone_number_id.as_ref().unwrap_or(&informatie.phone_number_id);
    let tot_ms = cx.now_ms + limits::INFORMATION_WAITS_MS;
    leg_aan(cx.tx, nummer, &collegas.allen(), &vraag, tot_ms, cx.now_ms).await?;
    taak::plan_anew(cx.tx, Taak::InformatieVerloopt(informatie.id), tot_ms).await?;
    cx.record("informatie voorgelegd", &informatie.id.nummer(), None).await?;
    let knop = EigenKnop::InformatieIntrekken(informatie.id).met(knoppen::INTREKKEN_NU);
    cx.reply_buttons(tekst::voorgelegd(&informatie.id.nummer()), vec![knop]).await?;
    Ok(Gedaan::is(Intent::Informatie, Uitkomst::Ask))
}

/// What a colleague is asked.
fn vraag(gemeente: &Gemeente, informatie: &Informatie, telling: &Telling) -> Result<Bericht, BotError> {
    let waar = gemeente.namen(&informatie.wijken);
    let inhoud = tekst::vraag(&informatie.id.nummer(), &tekst::bericht(&waar, &informatie.tekst), &waar, telling);
    let knoppen = vec![
        Knop::InformatieGoedkeuren(informatie.id).met(knoppen::GOEDKEUREN),
        Knop::InformatieAfwijzen(informatie.id).met(knoppen::AFWIJZEN),
    ];
    let parameters = vec![sjablonen::als_enige_parameter(&inhoud)];
    let sjabloon = vul(&sjablonen::BERICHT, parameters, Vec::new())?;
    Ok(Bericht::beide(Outgoing::buttons(inhoud, knoppen)?, sjabloon))
}

/// Sends it to as many as today's limit leaves room for; the rest tomorrow. Answers how many.
pub(super) async fn stuur(
    tx: &mut Tx,
    gemeente: &Gemeente,
    informatie: &Informatie,
    now_ms: i64,
) -> Result<Telling, BotError> {
    let bereik = bereik(tx, gemeente, informatie, now_ms).await?;
    let telling = bereik.telling();
    let nummer = gemeente.phone_number_id.as_ref().unwrap_or(&informatie.phone_number_id);
    let bericht = bericht(gemeente, informatie)?;
    let mut per_moment: BTreeMap<i64, Vec<PersoonId>> = BTreeMap::new();
    for mens in bereik.mensen.iter().take(telling.nu) {
        let vanaf_ms = mens.stilte().map_or(now_ms, |stilte| stilte.voorbij_ms(now_ms));
        per_moment.entry(vanaf_ms).or_default().push(mens.persoon);
    }
    let row = |persoon: PersoonId, vanaf_ms: i64| NewRow {
        chat: ChatKey { phone_number_id: nummer.clone(), chat: String::new(), persoon },
        klasse: Klasse::Overig,
        melding: None,
        bericht: bericht.clone(),
        antwoord_op: None,
        geldig_tot_ms: vanaf_ms + limits::DAY_MS,
    };
    for (vanaf_ms, mensen) in &per_moment {
        let rows: Vec<NewRow> = mensen.iter().map(|persoon| row(*persoon, *vanaf_ms)).collect();
        let first = outbox::insert_due(tx, &rows, now_ms, *vanaf_ms).await?;
        let aan: Vec<(PersoonId, i64)> = mensen.iter().copied().zip(first..).collect();
        opslag::send_to(tx, informatie.id, &aan, now_ms).await?;
    }
    let ids: Vec<PersoonId> = per_moment.into_values().flatten().collect();
    store::anders::spend(tx, &ids, "informatie", now_ms).await?;
    if telling.nu < telling.mensen {
        taak::plan_anew(tx, Taak::Informeren(informatie.id), now_ms + limits::NEXT_DAY_MS).await?;
    }
    Ok(telling)
}

/// What a beheerder gets.
fn bericht(gemeente: &Gemeente, informatie: &Informatie) -> Result<Bericht, BotError> {
    let sjabloon = &sjablonen::INFORMATIE;
    let parameters = tekst::parameters(&gemeente.namen(&informatie.wijken), &informatie.tekst);
    let knoppen = [EigenKnop::InformatieGeplaatst(informatie.id), EigenKnop::Informatie(false)];
    let knoppen: Vec<_> = knoppen.into_iter().zip(sjabloon.nl.knoppen).map(|(knop, titel)| knop.met(*titel)).collect();
    let payloads = knoppen.iter().map(|knop| knop.id.clone()).collect();
    Ok(Bericht::beide(
        Outgoing::buttons(sjablonen::ingevuld(sjabloon.nl.body, &parameters), knoppen)?,
        vul(sjabloon, parameters, payloads)?,
    ))
}

/// The rest of it, a day later.
///
/// # Errors
/// The database cannot be reached.
pub async fn taak(tx: &mut Tx, gemeenten: &Gemeenten, id: InformatieId, now_ms: i64) -> Written {
    let Some(informatie) = opslag::get(tx, id).await?.filter(|een| een.status == InformatieStatus::Verstuurd) else {
        return Ok(());
    };
    let gemeente = gemeenten.get(&informatie.gemeente).ok_or(BotError::Missing("gemeente"))?;
    if informatie.verstuurd_ms.is_some_and(|sinds_ms| now_ms < sinds_ms + limits::INFORMATION_SPREAD_MS) {
        return stuur(tx, gemeente, &informatie, now_ms).await.map(|_| ());
    }
    // Old news goes to nobody; whoever wrote it hears whom it did not reach.
    let rest = bereik(tx, gemeente, &informatie, now_ms).await?.mensen.len();
    if rest == 0 {
        return Ok(());
    }
    vertel(tx, gemeente, &informatie, &tekst::geen_ruimte(&id.nummer(), rest), now_ms).await
}

/// Nobody decided: it lapses, and whoever wrote it hears that.
///
/// # Errors
/// The database cannot be reached.
pub async fn verloopt(tx: &mut Tx, gemeenten: &Gemeenten, id: InformatieId, now_ms: i64) -> Written {
    if !opslag::step(tx, id, InformatieStatus::Wacht, InformatieStatus::Verlopen, now_ms).await? {
        return Ok(());
    }
    let informatie = opslag::get(tx, id).await?.ok_or(BotError::Missing("informatie"))?;
    let gemeente = gemeenten.get(&informatie.gemeente).ok_or(BotError::Missing("gemeente"))?;
    vertel(tx, gemeente, &informatie, &tekst::verlopen(&id.nummer()), now_ms).await
}

/// Whether whoever is here wrote it, or it was written on their telephone.
pub(super) fn is_van(cx: &Cx<'_>, informatie: &Informatie) -> bool {
    informatie.wie == cx.wie || informatie.persoon == cx.persoon.id
}

/// Takes it back: what waits does not leave, and whoever got it hears that it does not hold. Its writer and whoever may
/// agree to it can.
pub(in crate::bot) async fn trek_in(cx: &mut Cx<'_>, id: InformatieId) -> HandlerResult {
    let gevonden = opslag::get(cx.tx, id).await?;
    let mag = |een: &Informatie| is_van(cx, een) || cx.persoon.mag_in(Recht::MeldingVersturen, &een.gemeente);
    let Some(informatie) = gevonden.filter(mag) else {
        cx.record("informatie intrekken", &id.nummer(), Some("niet van deze persoon")).await?;
        cx.reply(tekst::onbekend(&id.nummer())).await?;
        return Ok(Gedaan::is(Intent::Informatie, Uitkomst::Denied));
    };
    let nummer = id.nummer();
    if opslag::step(cx.tx, id, InformatieStatus::Wacht, InformatieStatus::Ingetrokken, cx.now_ms).await? {
        cx.record("informatie ingetrokken", &nummer, None).await?;
        cx.reply(tekst::voorstel_ingetrokken(&nummer)).await?;
        return Ok(Gedaan::is(Intent::Informatie, Uitkomst::Accepted));
    }
    if !opslag::step(cx.tx, id, InformatieStatus::Verstuurd, InformatieStatus::Ingetrokken, cx.now_ms).await? {
        cx.reply(tekst::niet_meer_in_te_trekken(&nummer)).await?;
        return Ok(Gedaan::is(Intent::Informatie, Uitkomst::Info));
    }
    let gemeente = cx.gemeenten.get(&informatie.gemeente).ok_or(BotError::Missing("gemeente"))?;
    let mensen = opslag::stop(cx.tx, id, cx.now_ms).await?;
    let uitgang = Uitgang::van(gemeente, &informatie.phone_number_id);
    let bericht = tekst::ingetrokken(&gemeente.namen(&informatie.wijken), &informatie.tekst);
    for persoon in &mensen {
        notify(cx.tx, &uitgang, *persoon, &bericht, cx.now_ms).await?;
    }
    cx.record("informatie ingetrokken", &nummer, None).await?;
    cx.reply(tekst::u_trok_in(&nummer, mensen.len())).await?;
    Ok(Gedaan::is(Intent::Informatie, Uitkomst::Accepted))
}

/// Tells whoever wrote it what became of it.
async fn vertel(tx: &mut Tx, gemeente: &Gemeente, informatie: &Informatie, wat: &str, now_ms: i64) -> Written {
    let uitgang = Uitgang::van(gemeente, &informatie.phone_number_id);
    notify(tx, &uitgang, informatie.persoon, wat, now_ms).await
}

impl Geval for Informatie {
    type Id = InformatieId;
    const DAAD: [&'static str; 2] = ["informatie goedkeuren", "informatie afwijzen"];
    const INTENT: [Intent; 2] = [Intent::Informatie, Intent::Informatie];

    async fn vind(cx: &mut Cx<'_>, id: InformatieId) -> Result<Option<Self>, BotError> {
        Ok(opslag::get(cx.tx, id)
            .await?
            .filter(|een| !matches!(een.status, InformatieStatus::Concept | InformatieStatus::Geannuleerd)))
    }

    async fn onbekend(cx: &mut Cx<'_>, _: InformatieId, _: Woord) -> HandlerResult {
        algemeen::onbekende_knop(cx).await
    }

    fn nummer(&self) -> String {
        self.id.nummer()
    }

    async fn helften(&self, cx: &mut Cx<'_>) -> Result<Vec<Helft>, BotError> {
        Ok(helften(&cx.persoon, &self.gemeente))
    }

    fn zaak(&self, now_ms: i64) -> Zaak {
        let wacht = self.status == InformatieStatus::Wacht && now_ms < self.gemaakt_ms + limits::INFORMATION_WAITS_MS;
        Zaak {
            partijen: vec![self.wie, self.persoon],
            staat: if wacht { Staat::Wacht } else { Staat::Voorbij },
            // It does not change.
            versie: 0,
            nodig: POLITIE,
            helften: Helften::default(),
            nee_houdt_tegen: true,
        }
    }

    fn bezwaar(&self, uitslag: Uitslag) -> Bezwaar {
        match uitslag {
            Uitslag::GeenRecht => {
                Bezwaar { tekst: algemeen_tekst::KNOP_VERLOPEN.to_owned(), spoor: Some("niet in deze gemeente") }
            }
            Uitslag::Eigen | Uitslag::ZelfdePersoon => {
                Bezwaar { tekst: tekst::NIET_ZELF.to_owned(), spoor: Some("zelfde persoon") }
            }
            _ if matches!(self.status, InformatieStatus::Wacht | InformatieStatus::Verlopen) => {
                Bezwaar { tekst: tekst::te_laat(&self.id.nummer()), spoor: Some("te laat") }
            }
            _ => Bezwaar { tekst: tekst::al_besloten(&self.id.nummer()), spoor: None },
        }
    }

    async fn toon(&self, cx: &mut Cx<'_>, _: Opnieuw, _: Woord) -> Written {
        let gemeente = cx.gemeenten.get(&self.gemeente).ok_or(BotError::Missing("gemeente"))?;
        let telling = bereik(cx.tx, gemeente, self, cx.now_ms).await?.telling();
        let vraag = vraag(gemeente, self, &telling)?;
        let (nummer, wie) = (cx.chat.phone_number_id.clone(), cx.persoon.id);
        leg_aan(cx.tx, &nummer, &[wie], &vraag, cx.now_ms + limits::INFORMATION_WAITS_MS, cx.now_ms).await
    }

    async fn ja(&self, cx: &mut Cx<'_>, _: Helft) -> Result<Uitkomst, BotError> {
        let gemeente = cx.gemeenten.get(&self.gemeente).ok_or(BotError::Missing("gemeente"))?;
        opslag::step(cx.tx, self.id, InformatieStatus::Wacht, InformatieStatus::Verstuurd, cx.now_ms).await?;
        let telling = stuur(cx.tx, gemeente, self, cx.now_ms).await?;
        let nummer = self.id.nummer();
        cx.record("informatie goedgekeurd", &nummer, None).await?;
        vertel(cx.tx, gemeente, self, &tekst::goedgekeurd(&nummer, &telling), cx.now_ms).await?;
        let knop = EigenKnop::InformatieIntrekken(self.id).met(knoppen::INTREKKEN_NU);
        cx.reply_buttons(tekst::verstuurd(&nummer, &telling), vec![knop]).await?;
        Ok(Uitkomst::Sent)
    }

    async fn nee(&self, cx: &mut Cx<'_>, reden: &str) -> Written {
        let gemeente = cx.gemeenten.get(&self.gemeente).ok_or(BotError::Missing("gemeente"))?;
        opslag::step(cx.tx, self.id, InformatieStatus::Wacht, InformatieStatus::Afgewezen, cx.now_ms).await?;
        let nummer = self.id.nummer();
        cx.record("informatie afgewezen", &nummer, None).await?;
        vertel(cx.tx, gemeente, self, &tekst::afgewezen(&nummer, reden), cx.now_ms).await?;
        cx.reply(tekst::u_wees_af(&nummer)).await
    }

    /// Nobody waits for it on the street: a no needs no words.
    fn vraagt_reden(&self) -> Option<Vraag> {
        None
    }
}
