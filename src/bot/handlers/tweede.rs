//! The second person: whether an alert needs one, asking, and what they decide.
//!
//! Owns the gate between a confirmation and the sending. The rule is `domain::tweede`'s, the sending `voorbeeld`'s.
//! Invariants: nobody approves what they confirmed themselves, on whatever telephone; a wide alert leaves only after
//! the number of its groups was typed; an approval counts for the text that was shown, and for two minutes.

use crate::bot::begrip::antwoord;
use crate::bot::begrip::levensloop::{self, Gezegd};
use crate::bot::begrip::terugnemen;
use crate::bot::begrip::woorden::woorden;
use crate::bot::context::{Cx, Uitgang, notify, send_to};
use crate::bot::dialogue::{self, Dialogue, Found, Invulling};
use crate::bot::error::{BotError, HandlerResult};
use crate::bot::handlers::{algemeen, bijwerken, foto, lopend, vermissing, voorbeeld};
use crate::bot::knop::Knop;
use crate::bot::sjabloon::vul;
use crate::bot::verstaan::{Intent, Uitkomst};
use crate::domain::bereik::Bereik;
use crate::domain::melding::{MeldingStatus, Stap, lees_nummer};
use crate::domain::persoon::{MeldingId, Persoon, PersoonId};
use crate::domain::politiebericht::schoon;
use crate::domain::rechten::{Recht, Rol};
use crate::domain::tweede::{self, Feiten, Reden};
use crate::domain::wijk::{Gemeente, Gemeenten};
use crate::limits;
use crate::store::foto::FotoId;
use crate::store::gesprek::ChatKey;
use crate::store::levensloop::BijwerkingId;
use crate::store::melding::Melding;
use crate::store::outbox::{self, Klasse, NewRow};
use crate::store::taak::{self, TaakSoort};
use crate::store::{self, Tx};
use crate::texts::{knoppen, politie, politiebericht, sjablonen, tweede as tekst};
use crate::whatsapp::outgoing::Button;
use crate::whatsapp::{Bericht, Outgoing};

/// The gemeenten in which this person may write an alert: to send it, or as a draft where the gemeente has that.
pub(in crate::bot) fn schrijft_in<'a>(cx: &'a Cx<'_>) -> Vec<&'a str> {
    let concept = |id: &&str| cx.gemeenten.get(id).is_some_and(|gemeente| gemeente.instellingen.wijkagent_concept);
    let mut gemeenten = cx.persoon.gemeenten_met(Recht::MeldingVersturen);
    gemeenten.extend(cx.persoon.gemeenten_met_concept(Recht::MeldingVersturen).into_iter().filter(concept));
    gemeenten.sort_unstable();
    gemeenten.dedup();
    gemeenten
}

/// Whether this person only writes drafts in a gemeente.
fn alleen_concept(persoon: &Persoon, gemeente: &str) -> bool {
    !persoon.mag_in(Recht::MeldingVersturen, gemeente)
}

/// What to say to a wijkagent about wijken that are not theirs; `None` where these wijken are fine.
pub(in crate::bot) fn buiten_eigen_wijk(cx: &Cx<'_>, gemeente: &str, wijken: &[String]) -> Option<String> {
    if !alleen_concept(&cx.persoon, gemeente) {
        return None;
    }
    let gemeente = cx.gemeenten.get(gemeente)?;
    let eigen = cx.persoon.wijken_met_concept(Recht::MeldingVersturen, &gemeente.id);
    // A role without a wijk holds in all of them.
    let van_hen = |id: &str| eigen.contains(&"") || eigen.contains(&id);
    let goed =
        |id: &String| van_hen(id) || gemeente.wijk(id).and_then(|wijk| wijk.deel_van.as_deref()).is_some_and(van_hen);
    if wijken.iter().all(goed) {
        return None;
    }
    let namen: Vec<&str> = eigen.iter().filter_map(|id| gemeente.wijk(id)).map(|wijk| wijk.naam.as_str()).collect();
    Some(tekst::eigen_wijken(&namen))
}

/// What decides whether an alert needs a second person, by whoever confirms it now.
fn feiten(persoon: &Persoon, gemeente: &Gemeente, melding: &Melding, bereik: &Bereik) -> Feiten {
    Feiten {
        soort: melding.soort,
        wijken: melding.wijken.len(),
        heel: tweede::is_heel(gemeente, &melding.wijken),
        groepen: bereik.groepen,
        vanaf_groepen: gemeente.instellingen.tweede_vanaf_groepen,
        tekst: tweede::van_woorden(&melding.tweede_om).contains(&Reden::Tekst),
        foto: false,
        wijkagent: alleen_concept(persoon, &gemeente.id),
        oefening: melding.oefening,
    }
}

/// What a preview says about it, and whether its writer only lays it before somebody.
pub(in crate::bot) struct InVoorbeeld {
    /// Remarks, the most important first.
    pub(in crate::bot) opmerkingen: Vec<String>,
    /// The writer may only write drafts.
    pub(in crate::bot) concept: bool,
    /// It can be laid before a colleague at once: it goes to somebody, and to so few that no number is typed.
    pub(in crate::bot) meteen: bool,
}

/// What a preview says about it.
pub(in crate::bot) fn in_voorbeeld(
    cx: &Cx<'_>,
    gemeente: &Gemeente,
    melding: &Melding,
    bereik: &Bereik,
) -> InVoorbeeld {
    let feiten = feiten(&cx.persoon, gemeente, melding, bereik);
    let redenen = tweede::redenen(&feiten);
    let typ = (feiten.breed() && bereik.bereikbaar > 0).then(|| tekst::typ_in_voorbeeld(bereik.bereikbaar));
    let wie = (!redenen.is_empty()).then(|| tekst::in_voorbeeld(&redenen));
    let meteen = feiten.wijkagent
        && !feiten.breed()
        && bereik.bereikbaar > 0
        && buiten_eigen_wijk(cx, &gemeente.id, &melding.wijken).is_none();
    InVoorbeeld { opmerkingen: typ.into_iter().chain(wie).collect(), concept: feiten.wijkagent, meteen }
}

/// Lays a wijkagent's draft before a colleague as soon as it is complete: the colleague's yes is what sends it.
pub(in crate::bot) async fn leg_concept_voor(cx: &mut Cx<'_>, melding: &Melding) -> HandlerResult {
    let gemeente = voorbeeld::gemeente_van(cx.gemeenten, melding)?;
    let bereik = voorbeeld::bereik_van(cx.tx, gemeente, melding, cx.now_ms).await?;
    let redenen = tweede::redenen(&feiten(&cx.persoon, gemeente, melding, &bereik));
    leg_voor(cx, gemeente, melding, &redenen).await
}

/// A draft was confirmed, freshly and as it is now: sends it, or asks for what is missing. `getypt` is the number of
/// groups, where one was typed.
pub(in crate::bot) async fn bevestigd(cx: &mut Cx<'_>, melding: &Melding, getypt: Option<usize>) -> HandlerResult {
    let gemeente = voorbeeld::gemeente_van(cx.gemeenten, melding)?;
    let bereik = voorbeeld::bereik_van(cx.tx, gemeente, melding, cx.now_ms).await?;
    if bereik.bereikbaar == 0 {
        return voorbeeld::toon_opnieuw(cx, melding, None).await;
    }
    if let Some(waarom) = buiten_eigen_wijk(cx, &gemeente.id, &melding.wijken) {
        cx.verstaan.is(Intent::MeldingVerstuur, Uitkomst::Denied);
        cx.record("melding versturen", &melding.nummer, Some("niet de eigen wijk")).await?;
        return voorbeeld::toon_opnieuw(cx, melding, Some(&waarom)).await;
    }
    let feiten = feiten(&cx.persoon, gemeente, melding, &bereik);
    let anders = getypt.is_some_and(|getypt| getypt != bereik.bereikbaar);
    if anders || (feiten.breed() && getypt.is_none()) {
        cx.expect(&Dialogue::Voorbeeld { melding: melding.id.0, onverwerkt: Vec::new() }).await?;
        cx.verstaan.is(Intent::MeldingVerstuur, Uitkomst::Ask).vraag(&["verstuur_aantal"]);
        return cx.reply(tekst::typ_aantal(&melding.nummer, getypt, bereik.bereikbaar)).await;
    }
    let redenen = tweede::redenen(&feiten);
    if !redenen.is_empty() {
        return leg_voor(cx, gemeente, melding, &redenen).await;
    }
    store::melding::set_confirmed_by(cx.tx, melding.id, cx.wie).await?;
    let Some(aantal) = voorbeeld::verstuur(cx.tx, gemeente, melding, Stap::Verstuur, cx.now_ms).await? else {
        return voorbeeld::toon_opnieuw(cx, melding, None).await;
    };
    cx.verstaan.is(Intent::MeldingVerstuur, Uitkomst::Sent);
    cx.record("melding verstuurd", &melding.nummer, None).await?;
    cx.end_dialogue().await?;
    let verstuurd = politie::verstuurd(&melding.nummer, aantal);
    match vraag_na_versturen(melding) {
        None => cx.reply(verstuurd).await?,
        Some((vraag, buttons)) => cx.reply_buttons(format!("{verstuurd} {vraag}"), buttons).await?,
    }
    foto::na_versturen(cx.tx, &Melding { wie: cx.wie, ..melding.clone() }, cx.now_ms).await
}

/// What is asked once when an alert about a missing person left.
fn vraag_na_versturen(melding: &Melding) -> Option<(String, Vec<Button>)> {
    (!melding.soort.heterdaad() && !melding.oefening).then(|| vermissing::vraag(melding))
}

/// Lays a confirmed draft before a second person.
async fn leg_voor(cx: &mut Cx<'_>, gemeente: &Gemeente, melding: &Melding, redenen: &[Reden]) -> HandlerResult {
    let woorden = tweede::als_woorden(redenen);
    if !store::melding::step(cx.tx, melding.id, Stap::VraagTweede).await? {
        return Err(BotError::Missing("draft"));
    }
    store::melding::ask_second(cx.tx, melding.id, cx.wie, &woorden, cx.now_ms).await?;
    taak::plan_anew(cx.tx, TaakSoort::TweedeAnderen, melding.id.0, cx.now_ms + limits::SECOND_ASK_OTHERS_MS).await?;
    taak::plan_anew(cx.tx, TaakSoort::TweedeVerloopt, melding.id.0, melding.geldig_tot_ms).await?;
    cx.verstaan.is(Intent::MeldingVerstuur, Uitkomst::SecondPerson);
    cx.record("tweede gevraagd", &melding.nummer, None).await?;
    cx.end_dialogue().await?;
    let melding = store::melding::get(cx.tx, melding.id).await?.ok_or(BotError::Missing("melding"))?;
    let (eerst, dan) = collegas(cx.tx, gemeente, (melding.wie, melding.verzender.persoon), cx.now_ms).await?;
    let gevraagd = if eerst.is_empty() { dan } else { eerst };
    vraag(cx.tx, gemeente, &melding, &gevraagd, None, cx.now_ms).await?;
    let antwoord = if gevraagd.is_empty() {
        tekst::geen_collega(&melding.nummer, redenen)
    } else {
        tekst::gevraagd(&melding.nummer, redenen, melding.geldig_tot_ms)
    };
    let buttons =
        vec![Knop::Aanpassen(melding.id).met(knoppen::AANPASSEN), Knop::Annuleren(melding.id).met(knoppen::ANNULEREN)];
    cx.reply_buttons(antwoord, buttons).await
}

/// The telephones of those who may decide as a second person: of those whose task it is, and of the others. Never
/// one of whoever confirmed it (`wie`, who wrote on `telefoon`).
pub(in crate::bot) async fn collegas(
    tx: &mut Tx,
    gemeente: &Gemeente,
    (wie, telefoon): (PersoonId, PersoonId),
    now_ms: i64,
) -> store::Result<(Vec<PersoonId>, Vec<PersoonId>)> {
    let mut zelf = store::dienst::telephones_of(tx, wie, now_ms).await?;
    zelf.extend([wie, telefoon]);
    let (mut eerst, mut dan) = (Vec::new(), Vec::new());
    for mens in store::persoon::with_role_in(tx, &gemeente.id).await? {
        let kan = !zelf.contains(&mens.id) && mens.mag_in(Recht::MeldingBreed, &gemeente.id);
        if kan && store::dienst::has_telephone(tx, mens.id).await? {
            if mens.rollen().contains(&Rol::Goedkeurder) { &mut eerst } else { &mut dan }.push(mens.id);
        }
    }
    Ok((eerst, dan))
}

/// The drafts of this person that wait for a second one, the newest first.
async fn eigen_wachtende(cx: &mut Cx<'_>) -> Result<Vec<Melding>, BotError> {
    let (telefoon, wie) = (cx.persoon.id, cx.wie);
    Ok(store::melding::waiting_of(cx.tx, telefoon, wie, cx.now_ms).await?)
}

/// The newest of them.
pub(in crate::bot) async fn eigen_wachtend(cx: &mut Cx<'_>) -> Result<Option<Melding>, BotError> {
    // What was said before it was laid before anybody is not about it.
    Ok(eigen_wachtende(cx).await?.into_iter().next().filter(|melding| cx.gezegd_na(melding.gemaakt_ms)))
}

/// More words than this say more than that a draft is not to leave.
const TAKES_BACK_WORDS_MAX: usize = 5;

/// What somebody says of their own draft that waits: "laat maar", "trek in", "annuleer", with its number or none. Answers
/// whether that is what was said.
pub(in crate::bot) async fn neemt_terug(cx: &mut Cx<'_>, tekst: &str) -> Result<bool, BotError> {
    let codes = lopend::codes(cx.gemeenten);
    let gezegd = levensloop::lees(tekst, &codes).map(|gelezen| gelezen.gezegd);
    // "Laat maar staan" leaves it; "ik stop zo met mijn dienst, tot morgen" is talk.
    let kort = woorden(tekst).len() <= TAKES_BACK_WORDS_MAX;
    let ziet_af = (kort && gezegd != Some(Gezegd::LatenStaan) && antwoord::ziet_af(tekst))
        || terugnemen::lees(tekst, &codes).is_some()
        || matches!(gezegd, Some(Gezegd::Intrekken(_) | Gezegd::Paniek));
    if !ziet_af {
        return Ok(false);
    }
    let melding = match levensloop::nummer_in(tekst, &codes) {
        Some((nummer, _)) => eigen_wachtende(cx).await?.into_iter().find(|melding| melding.nummer == nummer),
        None => eigen_wachtend(cx).await?,
    };
    let Some(melding) = melding else { return Ok(false) };
    trek_terug(cx, &melding).await?;
    Ok(true)
}

/// Takes back a draft that waits: nothing of it leaves, and whoever was asked hears that.
pub(in crate::bot) async fn trek_terug(cx: &mut Cx<'_>, melding: &Melding) -> HandlerResult {
    gooi_weg(cx, melding.id).await?;
    cx.verstaan.is(Intent::MeldingAnnuleer, Uitkomst::Accepted).slot("nummer", melding.nummer.as_str());
    cx.record("melding geannuleerd", &melding.nummer, None).await?;
    algemeen::na_annuleren(cx).await?;
    cx.reply(tekst::teruggenomen(&melding.nummer)).await
}

/// Throws a draft away; where it waited for a second person, whoever was asked is told.
pub(in crate::bot) async fn gooi_weg(cx: &mut Cx<'_>, id: MeldingId) -> HandlerResult {
    let melding = store::melding::get(cx.tx, id).await?;
    store::melding::cancel_draft(cx.tx, id).await?;
    if let Some(melding) = melding.filter(|melding| melding.status == MeldingStatus::WachtTweede) {
        let bericht = tekst::wacht_niet_meer(&melding.nummer);
        vertel_gevraagden(cx, &melding, &bericht, None).await?;
    }
    Ok(())
}

/// Tells whoever was asked about an alert that it does not wait any more; not `behalve`, who hears it otherwise.
pub(in crate::bot) async fn vertel_gevraagden(
    cx: &mut Cx<'_>,
    melding: &Melding,
    bericht: &str,
    behalve: Option<PersoonId>,
) -> HandlerResult {
    let gemeente = voorbeeld::gemeente_van(cx.gemeenten, melding)?;
    let (eerst, dan) = collegas(cx.tx, gemeente, (melding.wie, melding.verzender.persoon), cx.now_ms).await?;
    let sinds_ms = store::melding::second_asked_ms(cx.tx, melding.id).await?;
    let ook_anderen =
        eerst.is_empty() || sinds_ms.is_some_and(|sinds_ms| cx.now_ms >= sinds_ms + limits::SECOND_ASK_OTHERS_MS);
    let gevraagd = eerst.into_iter().chain(if ook_anderen { dan } else { Vec::new() });
    let uitgang = Uitgang::van(gemeente, &melding.verzender.phone_number_id);
    for wie in gevraagd.filter(|wie| Some(*wie) != behalve) {
        let bericht = uitgang.ook_als_sjabloon(Outgoing::text(bericht)?, bericht)?;
        uitgang.stuur_als(cx.tx, wie, bericht, Klasse::Politie, cx.now_ms).await?;
    }
    Ok(())
}

/// Asks these people, with the whole text; `waarom` says why again.
async fn vraag(
    tx: &mut Tx,
    gemeente: &Gemeente,
    melding: &Melding,
    wie: &[PersoonId],
    waarom: Option<&str>,
    now_ms: i64,
) -> HandlerResult {
    if wie.is_empty() {
        return Ok(());
    }
    let redenen = tweede::van_woorden(&melding.tweede_om);
    let bereik = voorbeeld::bereik_van(tx, gemeente, melding, now_ms).await?;
    let naar = tekst::naar(bereik.bereikbaar, melding.geldig_tot_ms);
    let bericht = voorbeeld::bericht_van(gemeente, melding);
    let buttons = vec![
        Knop::MeldingGoedkeuren(melding.id, melding.versie).met(knoppen::GOEDKEUREN),
        Knop::MeldingAfwijzen(melding.id, melding.versie).met(knoppen::AFWIJZEN),
    ];
    let payloads = buttons.iter().map(|button| button.id.clone()).collect();
    let soort = politiebericht::soort(melding.soort);
    let wat = if melding.soort.heterdaad() { format!("{soort}, heterdaad") } else { soort.to_owned() };
    let parameters = vec![
        melding.nummer.clone(),
        sjablonen::als_parameter(&tekst::redenen(&redenen)),
        wat,
        sjablonen::als_parameter(&bericht.waar),
        sjablonen::als_parameter(&melding.omschrijving),
        naar.clone(),
    ];
    let verzoek = tekst::verzoek(&melding.nummer, &redenen, &politiebericht::tekst(&bericht), &naar);
    let verzoek = waarom.map(|waarom| format!("{waarom}\n\n{verzoek}")).unwrap_or(verzoek);
    let bericht = Bericht::beide(
        Outgoing::buttons(verzoek, buttons)?,
        vul(&sjablonen::MELDING_GOEDKEUREN, parameters, payloads)?,
    );
    let phone_number_id = gemeente.phone_number_id.as_ref().unwrap_or(&melding.verzender.phone_number_id);
    let rows: Vec<NewRow> = wie
        .iter()
        .map(|persoon| NewRow {
            chat: ChatKey { phone_number_id: phone_number_id.clone(), chat: String::new(), persoon: *persoon },
            klasse: Klasse::Politie,
            melding: None,
            bericht: bericht.clone(),
            antwoord_op: None,
            geldig_tot_ms: melding.geldig_tot_ms,
        })
        .collect();
    outbox::insert(tx, &rows, now_ms).await?;
    Ok(())
}

/// Whether this person may decide about an alert that waits; says why not otherwise.
async fn mag_besluiten(cx: &mut Cx<'_>, melding: &Melding) -> Result<bool, BotError> {
    cx.verstaan.is(Intent::MeldingGoedkeur, Uitkomst::Denied).slot("nummer", melding.nummer.as_str());
    if !cx.persoon.mag_in(Recht::MeldingBreed, &melding.gemeente) {
        cx.record("melding goedkeuren", &melding.nummer, Some("geen recht in deze gemeente")).await?;
        cx.reply(politie::onbekend_nummer(&melding.nummer)).await?;
        return Ok(false);
    }
    if melding.status != MeldingStatus::WachtTweede {
        cx.verstaan.is(Intent::MeldingGoedkeur, Uitkomst::Info);
        cx.reply(tekst::al_besloten(&melding.nummer, melding.verzonden_ms.is_some())).await?;
        return Ok(false);
    }
    if melding.wie == cx.wie {
        cx.record("melding goedkeuren", &melding.nummer, Some("zelfde persoon")).await?;
        cx.reply(tekst::NIET_ZELF).await?;
        return Ok(false);
    }
    if cx.now_ms >= melding.geldig_tot_ms {
        cx.verstaan.is(Intent::MeldingGoedkeur, Uitkomst::Info);
        cx.reply(tekst::al_besloten(&melding.nummer, false)).await?;
        return Ok(false);
    }
    Ok(true)
}

/// A tap on Goedkeuren.
pub(in crate::bot) async fn goedkeuren(cx: &mut Cx<'_>, id: MeldingId, versie: i64) -> HandlerResult {
    let Some(melding) = store::melding::get(cx.tx, id).await? else { return algemeen::onbekende_knop(cx).await };
    keur(cx, &melding, versie).await
}

/// The number of an alert at the beginning of a text ("ZM-0231", "zm 231 verkeerde wijk"), and what is left.
pub(in crate::bot) fn genoemde(wat: &str) -> Option<(String, String)> {
    let schoon = schoon(wat);
    let woorden: Vec<&str> = schoon.split([' ', ',', ':']).filter(|woord| !woord.is_empty()).collect();
    // The longest first: "ZM 0231" in two words.
    [2, 1].into_iter().filter(|lengte| *lengte <= woorden.len()).find_map(|lengte| {
        let (nummer, rest) = woorden.split_at(lengte);
        Some((lees_nummer(&nummer.concat())?, rest.join(" ")))
    })
}

/// "akkoord ZM-0231".
pub(in crate::bot) async fn akkoord_getypt(cx: &mut Cx<'_>, nummer: &str) -> HandlerResult {
    let Some(melding) = bekende(cx, nummer).await? else { return Ok(()) };
    let bijwerking = store::levensloop::waiting(cx.tx, melding.id).await?;
    match (bijwerking, store::foto::waiting_of(cx.tx, melding.id).await?) {
        (None, None) => keur(cx, &melding, melding.versie).await,
        (Some(bijwerking), None) => bijwerken::goedkeuren(cx, bijwerking.id, bijwerking.versie).await,
        (None, Some(foto)) => foto::goedkeuren(cx, foto).await,
        // The number names both: each is shown with its own buttons.
        (Some(bijwerking), Some(foto)) => {
            bijwerken::toon_wachtend(cx, bijwerking.id).await?;
            foto::toon_wachtend(cx, foto).await
        }
    }
}

/// "afwijzen ZM-0231 verkeerde wijk".
pub(in crate::bot) async fn afwijzen_getypt(cx: &mut Cx<'_>, nummer: &str, reden: &str) -> HandlerResult {
    let Some(melding) = bekende(cx, nummer).await? else { return Ok(()) };
    let bijwerking = store::levensloop::waiting(cx.tx, melding.id).await?;
    match (bijwerking, store::foto::waiting_of(cx.tx, melding.id).await?) {
        (None, None) => {}
        (Some(bijwerking), None) => return bijwerken::afwijzen(cx, bijwerking.id).await,
        (None, Some(foto)) => return foto::afwijzen(cx, foto).await,
        (Some(bijwerking), Some(foto)) => {
            bijwerken::toon_wachtend(cx, bijwerking.id).await?;
            return foto::toon_wachtend(cx, foto).await;
        }
    }
    if reden.is_empty() { afwijzen(cx, melding.id, melding.versie).await } else { wijs_af(cx, melding.id, reden).await }
}

/// The alert of this number, unless it was never confirmed by anybody.
async fn bekende(cx: &mut Cx<'_>, nummer: &str) -> Result<Option<Melding>, BotError> {
    let melding = store::melding::by_nummer(cx.tx, nummer).await?;
    let melding = melding.filter(|melding| melding.status != MeldingStatus::Concept);
    if melding.is_none() {
        cx.verstaan.is(Intent::MeldingGoedkeur, Uitkomst::Denied).slot("nummer", nummer);
        cx.record("melding goedkeuren", nummer, Some("wacht niet")).await?;
        cx.reply(tekst::al_besloten(nummer, false)).await?;
    }
    Ok(melding)
}

/// Something that waits for a second person.
pub(in crate::bot) enum Wacht {
    /// An alert.
    Melding(Box<Melding>),
    /// An update, with how it is listed.
    Update(BijwerkingId, String),
    /// A picture, with how it is listed.
    Foto(FotoId, String),
}

impl Wacht {
    /// How it stands in a list: its number, and what it is where that is not an alert itself.
    pub(in crate::bot) fn regel(&self) -> &str {
        match self {
            Self::Melding(melding) => &melding.nummer,
            Self::Update(_, regel) | Self::Foto(_, regel) => regel,
        }
    }
}

/// What waits for a second person in the gemeenten where this person may be that: alerts, updates and pictures.
pub(in crate::bot) async fn wachtend(cx: &mut Cx<'_>) -> Result<Vec<Wacht>, BotError> {
    let gemeenten = cx.persoon.gemeenten_met(Recht::MeldingBreed);
    let meldingen = store::melding::waiting_for_second(cx.tx, &gemeenten, cx.now_ms).await?;
    let updates = store::levensloop::waiting_in(cx.tx, &gemeenten, cx.now_ms).await?;
    let fotos = store::foto::waiting_in(cx.tx, &gemeenten, cx.now_ms).await?;
    let meldingen = meldingen.into_iter().map(|melding| Wacht::Melding(Box::new(melding)));
    let updates = updates.into_iter().map(|(id, nummer)| Wacht::Update(id, tekst::regel_update(&nummer)));
    let fotos = fotos.into_iter().map(|(id, nummer)| Wacht::Foto(id, tekst::regel_foto(&nummer)));
    Ok(meldingen.chain(updates).chain(fotos).collect())
}

/// "Akkoord" where this is all that waits: it is shown once more; it is not approved by a word that may have been about
/// anything.
pub(in crate::bot) async fn toon_wachtend(cx: &mut Cx<'_>, wacht: &Wacht) -> HandlerResult {
    match wacht {
        Wacht::Melding(melding) if melding.wie == cx.wie => mag_besluiten(cx, melding).await.map(|_| ()),
        Wacht::Melding(melding) => {
            let gemeente = voorbeeld::gemeente_van(cx.gemeenten, melding)?;
            cx.verstaan.is(Intent::MeldingGoedkeur, Uitkomst::Ask).slot("nummer", melding.nummer.as_str());
            vraag(cx.tx, gemeente, melding, &[cx.persoon.id], None, cx.now_ms).await
        }
        Wacht::Update(id, _) => bijwerken::toon_wachtend(cx, *id).await,
        Wacht::Foto(id, _) => foto::toon_wachtend(cx, *id).await,
    }
}

async fn keur(cx: &mut Cx<'_>, melding: &Melding, versie: i64) -> HandlerResult {
    if !mag_besluiten(cx, melding).await? {
        return Ok(());
    }
    let gemeente = voorbeeld::gemeente_van(cx.gemeenten, melding)?;
    let waarom = if versie != melding.versie {
        Some(tekst::ANDERE_TEKST)
    } else if cx.now_ms - cx.gezegd_ms > limits::COMMAND_AGE_MS_MAX {
        Some(tekst::OUDE_TIK)
    } else {
        None
    };
    if waarom.is_some() {
        cx.verstaan.is(Intent::MeldingGoedkeur, Uitkomst::Ask);
        return vraag(cx.tx, gemeente, melding, &[cx.persoon.id], waarom, cx.now_ms).await;
    }
    let Some(aantal) = voorbeeld::verstuur(cx.tx, gemeente, melding, Stap::KeurGoed, cx.now_ms).await? else {
        return cx.reply(tekst::niemand_bereikbaar(&melding.nummer)).await;
    };
    store::melding::approved_by(cx.tx, melding.id, cx.wie, cx.now_ms).await?;
    cx.verstaan.is(Intent::MeldingGoedkeur, Uitkomst::Sent);
    cx.record("melding goedgekeurd", &melding.nummer, None).await?;
    einde_gesprek(cx, melding).await?;
    let goedgekeurd = tekst::goedgekeurd(&melding.nummer, aantal);
    match vraag_na_versturen(melding) {
        None => cx.tell(&melding.verzender, goedgekeurd).await?,
        Some((vraag, buttons)) => {
            let chat = ChatKey { chat: String::new(), ..melding.verzender.clone() };
            let met_vraag = Outgoing::buttons(format!("{goedgekeurd} {vraag}"), buttons)?;
            send_to(cx.tx, chat, Klasse::Politie, met_vraag, cx.now_ms).await?;
        }
    }
    foto::na_versturen(cx.tx, melding, cx.now_ms).await?;
    cx.reply(tekst::u_keurde_goed(&melding.nummer, aantal)).await
}

/// Ends what the writer was still asked about a draft that left.
async fn einde_gesprek(cx: &mut Cx<'_>, melding: &Melding) -> HandlerResult {
    let chat = ChatKey { chat: String::new(), ..melding.verzender.clone() };
    if let Found::Running(lopend) = dialogue::find(cx.tx, &chat, cx.now_ms).await?
        && lopend.concept() == Some(melding.id)
    {
        dialogue::end(cx.tx, &chat, cx.now_ms).await?;
    }
    Ok(())
}

/// A tap on Afwijzen: why?
pub(in crate::bot) async fn afwijzen(cx: &mut Cx<'_>, id: MeldingId, versie: i64) -> HandlerResult {
    let Some(melding) = store::melding::get(cx.tx, id).await? else { return algemeen::onbekende_knop(cx).await };
    if !mag_besluiten(cx, &melding).await? {
        return Ok(());
    }
    cx.verstaan.is(Intent::MeldingGoedkeur, Uitkomst::Ask).vraag(&["reden"]);
    if versie != melding.versie {
        let gemeente = voorbeeld::gemeente_van(cx.gemeenten, &melding)?;
        return vraag(cx.tx, gemeente, &melding, &[cx.persoon.id], Some(tekst::ANDERE_TEKST), cx.now_ms).await;
    }
    cx.expect(&Dialogue::MeldingAfwijzen { melding: id.0 }).await?;
    cx.reply(tekst::waarom_niet(&melding.nummer)).await
}

/// The reason of a refusal: the writer gets it, and the draft back.
pub(in crate::bot) async fn wijs_af(cx: &mut Cx<'_>, id: MeldingId, reden: &str) -> HandlerResult {
    let melding = store::melding::get(cx.tx, id).await?.ok_or(BotError::Missing("melding"))?;
    if !mag_besluiten(cx, &melding).await? {
        return cx.end_dialogue().await;
    }
    let reden = schoon(reden);
    let zegt_iets = reden.chars().filter(|teken| teken.is_alphabetic()).count() >= 3;
    if !zegt_iets || reden.chars().count() > limits::REASON_CHARACTERS_MAX {
        cx.verstaan.is(Intent::MeldingGoedkeur, Uitkomst::Ask).vraag(&["reden"]);
        cx.expect(&Dialogue::MeldingAfwijzen { melding: id.0 }).await?;
        return cx.reply(tekst::reden_fout(limits::REASON_CHARACTERS_MAX)).await;
    }
    store::melding::step(cx.tx, id, Stap::PasAan).await?;
    cx.record("melding niet goedgekeurd", &melding.nummer, None).await?;
    cx.end_dialogue().await?;
    let antwoord = tekst::afgewezen(&melding.nummer, reden.trim_end_matches('.'));
    let buttons = vec![Knop::Aanpassen(id).met(knoppen::AANPASSEN), Knop::Annuleren(id).met(knoppen::ANNULEREN)];
    let uitgang = Uitgang::op(&melding.verzender.phone_number_id);
    let bericht = uitgang.ook_als_sjabloon(Outgoing::buttons(antwoord.as_str(), buttons)?, &antwoord)?;
    uitgang.stuur_als(cx.tx, melding.verzender.persoon, bericht, Klasse::Politie, cx.now_ms).await?;
    cx.reply(tekst::u_wees_af(&melding.nummer)).await
}

/// Does a piece of timed work on an alert that waits.
///
/// # Errors
/// The database cannot be reached.
pub async fn taak(tx: &mut Tx, gemeenten: &Gemeenten, soort: TaakSoort, id: MeldingId, now_ms: i64) -> HandlerResult {
    let Some(melding) = store::melding::get(tx, id).await? else { return Ok(()) };
    if melding.status != MeldingStatus::WachtTweede {
        return Ok(());
    }
    if soort == TaakSoort::TweedeAnderen {
        let gemeente = voorbeeld::gemeente_van(gemeenten, &melding)?;
        let (eerst, dan) = collegas(tx, gemeente, (melding.wie, melding.verzender.persoon), now_ms).await?;
        // Where nobody has it as a task, all were asked at once.
        let anderen = if eerst.is_empty() { Vec::new() } else { dan };
        return vraag(tx, gemeente, &melding, &anderen, None, now_ms).await;
    }
    store::melding::step(tx, id, Stap::Verloop).await?;
    let uitgang = Uitgang::op(&melding.verzender.phone_number_id);
    let antwoord = tekst::verlopen(&melding.nummer);
    notify(tx, &uitgang, melding.verzender.persoon, &antwoord, now_ms).await
}

/// The gemeente and the wijken of what is being filled in, where both are known.
pub(in crate::bot) fn buiten_eigen_wijk_van(cx: &Cx<'_>, invulling: &Invulling) -> Option<String> {
    buiten_eigen_wijk(cx, invulling.gemeente.as_deref()?, &invulling.wijken)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_an_alert_in_any_notation_and_what_is_left() {
        for (wat, nummer, rest) in [
            ("ZM-0231", "ZM-0231", ""),
            ("zm231", "ZM-0231", ""),
            ("zm 231 verkeerde wijk", "ZM-0231", "verkeerde wijk"),
            ("ZM-0231: te vaag", "ZM-0231", "te vaag"),
        ] {
            assert_eq!(genoemde(wat), Some((nummer.into(), rest.into())), "{wat}");
        }
        for wat in ["", "A-17", "A17 groep bestaat al", "O-5", "prima hoor"] {
            assert_eq!(genoemde(wat), None, "{wat}");
        }
    }
}
