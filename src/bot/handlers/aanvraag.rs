//! Requests of people who want to become beheerder, as gemeente and police decide about them.
//!
//! Owns who is asked, the two halves, the refusal with its reason, and reminders. Invariant: a beheerder is
//! made only here, after `domain::aanmelding::oordeel` found both halves, of two persons with the right.

use crate::bot::begrip::antwoord::alle;
use crate::bot::begrip::woorden::woorden;
use crate::bot::context::{Cx, Uitgang, notify};
use crate::bot::dialogue::Dialogue;
use crate::bot::error::{BotError, HandlerResult};
use crate::bot::handlers::{overdragen, tweede, welkom};
use crate::bot::knop::{GOEDKEUREN, Knop};
use crate::bot::sjabloon::vul;
use crate::bot::verstaan::{Intent, Uitkomst};
use crate::domain::aanmelding::{AanmeldingId, AanmeldingStatus, Oordeel, oordeel};
use crate::domain::overdracht::OverdrachtId;
use crate::domain::persoon::{Helft, Persoon, PersoonId, Rang};
use crate::domain::politiebericht::schoon;
use crate::domain::rechten::Rol;
use crate::domain::wijk::{Gemeente, Gemeenten};
use crate::limits;
use crate::store::aanmelding::Aanmelding;
use crate::store::persoon::GroepFeit;
use crate::store::taak::{self, TaakSoort};
use crate::store::{self, Tx};
use crate::texts::{aanmelden, collega as tekst, knoppen, sjablonen};
use crate::whatsapp::{Bericht, Outgoing};

/// The people who can decide about requests of a wijk.
pub(in crate::bot) struct Beoordelaars {
    mensen: Vec<Persoon>,
    wijken: Vec<String>,
    wijkagent_bekend: bool,
}

impl Beoordelaars {
    /// Those of these wijken, and of the wholes that they are parts of.
    pub(in crate::bot) async fn van(tx: &mut Tx, gemeente: &Gemeente, wijken: &[String]) -> store::Result<Self> {
        let geheel = wijken.iter().filter_map(|wijk| gemeente.wijk(wijk)?.deel_van.clone());
        let wijken: Vec<String> = wijken.iter().cloned().chain(geheel).collect();
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
    pub(in crate::bot) fn helften(&self, wie: &Persoon, gemeente: &str) -> Vec<Helft> {
        let wijken: Vec<&str> = self.wijken.iter().map(String::as_str).collect();
        wie.helften(gemeente, &wijken, self.wijkagent_bekend)
    }

    /// Who is asked for these halves: of the police the wijkagenten, else the senders, else whoever may.
    pub(in crate::bot) fn gevraagd(&self, gemeente: &str, open: &[Helft]) -> Vec<PersoonId> {
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

fn gemeente_van<'g>(gemeenten: &'g Gemeenten, aanmelding: &Aanmelding) -> Result<&'g Gemeente, BotError> {
    gemeenten.get(&aanmelding.gemeente).ok_or(BotError::Missing("gemeente"))
}

fn wijknaam(gemeente: &Gemeente, aanmelding: &Aanmelding) -> String {
    gemeente.wijk(&aanmelding.wijk).map_or_else(|| aanmelding.wijk.clone(), |wijk| wijk.naam.clone())
}

/// The request as those who decide see it.
fn bericht(gemeente: &Gemeente, aanmelding: &Aanmelding, herinnering: bool) -> Result<Bericht, BotError> {
    let nummer = aanmelding.id.nummer();
    let wat = tekst::wat(&wijknaam(gemeente, aanmelding), &aanmelding.groepsnaam, aanmelding.leden, &aanmelding.wabp);
    let buttons =
        vec![Knop::Akkoord(aanmelding.id).met(knoppen::AKKOORD), Knop::Afwijzen(aanmelding.id).met(knoppen::AFWIJZEN)];
    let payloads = buttons.iter().map(|button| button.id.clone()).collect();
    let parameters = [&nummer, &aanmelding.naam, &wat].map(|deel| sjablonen::als_parameter(deel));
    Ok(Bericht::beide(
        Outgoing::buttons(tekst::aanvraag(&nummer, &aanmelding.naam, &wat, herinnering), buttons)?,
        vul(&sjablonen::AANVRAAG, parameters.into(), payloads)?,
    ))
}

async fn vraag_beoordelaars(
    tx: &mut Tx,
    gemeenten: &Gemeenten,
    aanmelding: &Aanmelding,
    herinnering: bool,
    now_ms: i64,
) -> HandlerResult {
    let gemeente = gemeente_van(gemeenten, aanmelding)?;
    let beoordelaars = Beoordelaars::van(tx, gemeente, std::slice::from_ref(&aanmelding.wijk)).await?;
    let bericht = bericht(gemeente, aanmelding, herinnering)?;
    let gevraagd = beoordelaars.gevraagd(&gemeente.id, &aanmelding.helften.open());
    if gevraagd.is_empty() {
        tracing::warn!(gemeente = %gemeente.id, "a request waits, and nobody in the register can decide about it");
    }
    let uitgang = Uitgang::van(gemeente, &aanmelding.phone_number_id);
    for persoon in gevraagd.into_iter().filter(|persoon| *persoon != aanmelding.persoon) {
        uitgang.stuur(tx, persoon, bericht.clone(), now_ms).await?;
    }
    Ok(())
}

/// Lays a new request before those who decide.
pub(in crate::bot) async fn leg_voor(cx: &mut Cx<'_>, id: AanmeldingId) -> HandlerResult {
    let aanmelding = store::aanmelding::get(cx.tx, id).await?.ok_or(BotError::Missing("aanmelding"))?;
    vraag_beoordelaars(cx.tx, cx.gemeenten, &aanmelding, false, cx.now_ms).await?;
    let herinner_ms = cx.now_ms + limits::REQUEST_REMINDER_AFTER_MS;
    taak::plan(cx.tx, TaakSoort::AanmeldingHerinnering, id.0, herinner_ms).await?;
    Ok(taak::plan(cx.tx, TaakSoort::AanmeldingVerloopt, id.0, cx.now_ms + limits::SIGN_UP_KEPT_MS).await?)
}

/// Tells those who were asked that nothing is to be decided any more; not whoever did it.
pub(in crate::bot) async fn vertel_beoordelaars(
    cx: &mut Cx<'_>,
    aanmelding: &Aanmelding,
    waarom: &str,
) -> HandlerResult {
    let gemeente = gemeente_van(cx.gemeenten, aanmelding)?;
    let beoordelaars = Beoordelaars::van(cx.tx, gemeente, std::slice::from_ref(&aanmelding.wijk)).await?;
    let tekst = tekst::vervallen(&aanmelding.id.nummer(), waarom);
    let uitgang = Uitgang::van(gemeente, &aanmelding.phone_number_id);
    let zelf = cx.persoon.id;
    let gevraagd = beoordelaars.gevraagd(&gemeente.id, &[Helft::Gemeente, Helft::Politie]);
    for persoon in gevraagd.into_iter().filter(|persoon| *persoon != zelf) {
        notify(cx.tx, &uitgang, persoon, &tekst, cx.now_ms).await?;
    }
    Ok(())
}

/// `/aanvragen`: what waits, in the gemeenten where this person decides.
pub(in crate::bot) async fn open(cx: &mut Cx<'_>) -> HandlerResult {
    let open = open_voor(cx).await?;
    let mut regels: Vec<String> = open
        .iter()
        .filter_map(|aanmelding| {
            let gemeente = cx.gemeenten.get(&aanmelding.gemeente)?;
            let dagen = (cx.now_ms - aanmelding.gemaakt_ms) / limits::DAY_MS;
            let wijk = wijknaam(gemeente, aanmelding);
            Some(tekst::aanvraag_regel(
                &aanmelding.id.nummer(),
                &wijk,
                &aanmelding.groepsnaam,
                dagen,
                aanmelding.helften,
            ))
        })
        .collect();
    let gemeenten = beslist_in(&cx.persoon);
    regels.extend(overdragen::regels(cx, &gemeenten.iter().map(String::as_str).collect::<Vec<_>>()).await?);
    cx.record("aanvragen", "", None).await?;
    cx.verstaan.is(Intent::AanmeldenGoedkeur, Uitkomst::Info);
    if regels.is_empty() {
        return cx.reply(tekst::GEEN_AANVRAGEN).await;
    }
    let meer = regels.len().saturating_sub(limits::REQUESTS_LISTED_MAX);
    regels.truncate(limits::REQUESTS_LISTED_MAX);
    cx.reply(tekst::aanvragen(&regels, meer)).await
}

async fn open_voor(cx: &mut Cx<'_>) -> Result<Vec<Aanmelding>, BotError> {
    let gemeenten = beslist_in(&cx.persoon);
    let gemeenten: Vec<&str> = gemeenten.iter().map(String::as_str).collect();
    Ok(store::aanmelding::open_in(cx.tx, &gemeenten).await?)
}

/// The gemeenten in which somebody decides about one half or the other.
fn beslist_in(persoon: &Persoon) -> Vec<String> {
    let gemeenten = GOEDKEUREN.iter().flat_map(|recht| persoon.gemeenten_met(*recht));
    let mut gemeenten: Vec<String> = gemeenten.map(str::to_owned).collect();
    gemeenten.sort_unstable();
    gemeenten.dedup();
    gemeenten
}

/// What a text is about that names a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Genoemd {
    Aanmelding(AanmeldingId),
    Overdracht(OverdrachtId),
}

impl Genoemd {
    fn nummer(self) -> String {
        match self {
            Self::Aanmelding(id) => id.nummer(),
            Self::Overdracht(id) => id.nummer(),
        }
    }
}

/// The requests and hand-overs that wait in the gemeenten where this person decides.
async fn open_verzoeken(cx: &mut Cx<'_>) -> Result<Vec<Genoemd>, BotError> {
    let gemeenten = beslist_in(&cx.persoon);
    let gemeenten: Vec<&str> = gemeenten.iter().map(String::as_str).collect();
    let aanmeldingen = open_voor(cx).await?.into_iter().map(|open| Genoemd::Aanmelding(open.id));
    let overdrachten = store::overdracht::accepted_in(cx.tx, &gemeenten).await?;
    let overdrachten = overdrachten.into_iter().map(|open| Genoemd::Overdracht(open.id));
    Ok(aanmeldingen.chain(overdrachten).collect())
}

/// The request that stands at the beginning of a text, with what is left of it.
fn vooraan(schoon: &str) -> Option<(Genoemd, String)> {
    let eerste = schoon.split([' ', ',', ':']).next().unwrap_or_default();
    let aanmelding = AanmeldingId::lees(eerste).map(Genoemd::Aanmelding);
    let genoemd = aanmelding.or_else(|| OverdrachtId::lees(eerste).map(Genoemd::Overdracht))?;
    Some((genoemd, schoon[eerste.len()..].trim_start_matches([' ', ',', ':', '-']).to_owned()))
}

/// The digits in a text that names no request: a number that is meant, whatever it is of.
fn cijfers(schoon: &str) -> Option<&str> {
    let cijfers =
        schoon.trim_start_matches('#').split(|teken: char| !teken.is_ascii_digit()).find(|deel| !deel.is_empty());
    cijfers.map(|cijfers| cijfers.trim_start_matches('0'))
}

/// Whether a text behind "akkoord" adds nothing to it: no number, and nothing else that it could be about.
fn voegt_niets_toe(schoon: &str) -> bool {
    woorden(schoon).iter().all(|woord| {
        matches!(
            woord.norm.as_str(),
            "hoor"
                | "graag"
                | "prima"
                | "hiermee"
                | "mee"
                | "met"
                | "dit"
                | "deze"
                | "aub"
                | "svp"
                | "dank"
                | "ja"
                | "goed"
                | "voor"
                | "mij"
                | "is"
                | "van"
                | "ok"
                | "oke"
                | "en"
                | "groet"
        )
    })
}

/// The request that a refusal is about: by its number, or the only one that waits, where no number is named.
async fn af_te_wijzen(cx: &mut Cx<'_>, wat: &str) -> Result<Option<(Genoemd, String)>, BotError> {
    let schoon = schoon(wat);
    if let Some(genoemd) = vooraan(&schoon) {
        return Ok(Some(genoemd));
    }
    let open = open_verzoeken(cx).await?;
    match open.as_slice() {
        [enige] if !schoon.starts_with(|teken: char| teken.is_ascii_digit() || teken == '#') && !alle(&schoon) => {
            Ok(Some((*enige, schoon)))
        }
        _ => {
            toon_open(cx, &schoon).await?;
            Ok(None)
        }
    }
}

/// Somebody agreed to no number, or to all at once: says what waits; decides nothing.
pub(in crate::bot) async fn toon_wat_wacht(cx: &mut Cx<'_>) -> HandlerResult {
    toon_open(cx, "").await
}

/// Says what waits for this person, each with its number; decides nothing.
async fn toon_open(cx: &mut Cx<'_>, genoemd: &str) -> HandlerResult {
    let mut regels: Vec<String> = tweede::wachtend(cx).await?.iter().map(|wacht| wacht.regel().to_owned()).collect();
    regels.extend(open_verzoeken(cx).await?.into_iter().map(Genoemd::nummer));
    if regels.is_empty() {
        cx.verstaan.is(Intent::AanmeldenGoedkeur, Uitkomst::Info);
        return cx.reply(tekst::GEEN_AANVRAGEN).await;
    }
    cx.verstaan.is(Intent::AanmeldenGoedkeur, Uitkomst::Choose);
    for regel in &regels {
        cx.verstaan.stel_voor(regel.as_str());
    }
    let meer = regels.len().saturating_sub(limits::REQUESTS_LISTED_MAX);
    regels.truncate(limits::REQUESTS_LISTED_MAX);
    cx.reply(tekst::welke_aanvraag(genoemd, &regels, meer)).await
}

/// `/akkoord A-17`. Without a number it is the only one that waits, of whatever kind; a number that fits none, and
/// "allemaal", agree to nothing.
pub(in crate::bot) async fn akkoord_getypt(cx: &mut Cx<'_>, wat: &str) -> HandlerResult {
    if let Some((nummer, _)) = tweede::genoemde(wat) {
        return tweede::akkoord_getypt(cx, &nummer).await;
    }
    let schoon = schoon(wat);
    let verzoeken = open_verzoeken(cx).await?;
    let genoemd = match (vooraan(&schoon), cijfers(&schoon)) {
        (Some((genoemd, _)), _) => Some(genoemd),
        (None, Some(cijfers)) => {
            let zelfde =
                |open: &&Genoemd| open.nummer().trim_start_matches(|teken: char| !teken.is_ascii_digit()) == cijfers;
            match verzoeken.iter().filter(zelfde).collect::<Vec<_>>().as_slice() {
                [enige] => Some(**enige),
                _ => None,
            }
        }
        (None, None) if voegt_niets_toe(&schoon) => {
            let wachtend = tweede::wachtend(cx).await?;
            match (wachtend.as_slice(), verzoeken.as_slice()) {
                ([enige], []) => return tweede::toon_wachtend(cx, enige).await,
                ([], [enige]) => Some(*enige),
                _ => None,
            }
        }
        (None, None) => None,
    };
    match genoemd {
        Some(Genoemd::Aanmelding(id)) => akkoord(cx, id).await,
        Some(Genoemd::Overdracht(id)) => overdragen::akkoord(cx, id).await,
        None => toon_open(cx, &schoon).await,
    }
}

/// `/afwijzen A-17 reden`.
pub(in crate::bot) async fn afwijzen_getypt(cx: &mut Cx<'_>, wat: &str) -> HandlerResult {
    if let Some((nummer, reden)) = tweede::genoemde(wat) {
        return tweede::afwijzen_getypt(cx, &nummer, &reden).await;
    }
    match af_te_wijzen(cx, wat).await? {
        Some((Genoemd::Aanmelding(id), reden)) if reden.is_empty() => afwijzen(cx, id).await,
        Some((Genoemd::Aanmelding(id), reden)) => wijs_af(cx, id, &reden).await,
        Some((Genoemd::Overdracht(id), reden)) if reden.is_empty() => overdragen::afwijzen(cx, id).await,
        Some((Genoemd::Overdracht(id), reden)) => overdragen::wijs_af(cx, id, &reden).await,
        None => Ok(()),
    }
}

/// The request with the halves that this person may give. Whoever may give none is refused, recorded, and
/// told the same as of a request that there is not.
async fn te_besluiten(
    cx: &mut Cx<'_>,
    id: AanmeldingId,
    daad: &str,
) -> Result<Option<(Aanmelding, Vec<Helft>)>, BotError> {
    let intent = if daad == "akkoord" { Intent::AanmeldenGoedkeur } else { Intent::AanmeldenAfwijs };
    cx.verstaan.is(intent, Uitkomst::Denied).slot("nummer", id.nummer());
    let gevonden = store::aanmelding::get(cx.tx, id).await?;
    if let Some(aanmelding) = gevonden {
        let gemeente = gemeente_van(cx.gemeenten, &aanmelding)?;
        let beoordelaars = Beoordelaars::van(cx.tx, gemeente, std::slice::from_ref(&aanmelding.wijk)).await?;
        let helften = beoordelaars.helften(&cx.persoon, &gemeente.id);
        // Nobody decides about themselves.
        if !helften.is_empty() && ![cx.persoon.id, cx.wie].contains(&aanmelding.persoon) {
            return Ok(Some((aanmelding, helften)));
        }
    }
    cx.record(daad, &id.nummer(), Some("geen recht op deze aanvraag")).await?;
    cx.reply(tekst::onbekende_aanvraag(&id.nummer())).await?;
    Ok(None)
}

const fn hoe(status: AanmeldingStatus) -> Option<&'static str> {
    match status {
        AanmeldingStatus::Ingediend => None,
        AanmeldingStatus::Akkoord => Some("goedgekeurd"),
        AanmeldingStatus::Afgewezen => Some("afgewezen"),
        AanmeldingStatus::Ingetrokken => Some("ingetrokken"),
        AanmeldingStatus::Verlopen => Some("verlopen"),
    }
}

/// A yes.
pub(in crate::bot) async fn akkoord(cx: &mut Cx<'_>, id: AanmeldingId) -> HandlerResult {
    let Some((aanmelding, mag)) = te_besluiten(cx, id, "akkoord").await? else { return Ok(()) };
    let nummer = id.nummer();
    if let Some(hoe) = hoe(aanmelding.status) {
        cx.verstaan.is(Intent::AanmeldenGoedkeur, Uitkomst::Info);
        return cx.reply(tekst::al_besloten(&nummer, hoe)).await;
    }
    match oordeel(aanmelding.helften, cx.wie, &mag) {
        Oordeel::GeenRecht => Err(BotError::Missing("right to decide")),
        Oordeel::AlGegeven(helft) => {
            cx.verstaan.is(Intent::AanmeldenGoedkeur, Uitkomst::Info).slot("helft", helft_id(helft));
            cx.reply(tekst::al_gegeven(&nummer, helft, &aanmelding.helften.open())).await
        }
        Oordeel::ZelfdePersoon => {
            cx.record("akkoord", &nummer, Some("zelfde persoon")).await?;
            cx.reply(tekst::zelfde_persoon(&nummer)).await
        }
        // What was said long ago agrees to nothing by itself.
        Oordeel::Half(_) | Oordeel::Compleet(_) if cx.is_oud() => {
            cx.verstaan.is(Intent::AanmeldenGoedkeur, Uitkomst::Ask);
            let nog_eens = vec![Knop::Akkoord(id).met(knoppen::AKKOORD), Knop::Afwijzen(id).met(knoppen::AFWIJZEN)];
            cx.reply_buttons(tekst::kwam_te_laat(&nummer, cx.gezegd_ms), nog_eens).await
        }
        Oordeel::Half(helft) => {
            cx.verstaan.is(Intent::AanmeldenGoedkeur, Uitkomst::Accepted).slot("helft", helft_id(helft));
            store::aanmelding::agree(cx.tx, id, helft, cx.wie).await?;
            cx.record("akkoord", &format!("{nummer} {}", tekst::helft(helft)), None).await?;
            cx.reply(tekst::half_akkoord(&nummer, helft)).await
        }
        Oordeel::Compleet(helft) => maak_beheerder(cx, &aanmelding, helft).await,
    }
}

/// A half by its stored name.
const fn helft_id(helft: Helft) -> &'static str {
    match helft {
        Helft::Politie => "politie",
        Helft::Gemeente => "gemeente",
    }
}

/// The second half is given: the group comes to be, with its beheerder.
async fn maak_beheerder(cx: &mut Cx<'_>, aanmelding: &Aanmelding, helft: Helft) -> HandlerResult {
    let nummer = aanmelding.id.nummer();
    cx.verstaan.is(Intent::AanmeldenGoedkeur, Uitkomst::Accepted).slot("helft", helft_id(helft));
    if store::persoon::find_group(cx.tx, &aanmelding.gemeente, &aanmelding.groepsnaam).await?.is_some() {
        cx.verstaan.is(Intent::AanmeldenGoedkeur, Uitkomst::Denied);
        return cx.reply(tekst::groep_bestaat(&nummer, &aanmelding.groepsnaam)).await;
    }
    store::aanmelding::agree(cx.tx, aanmelding.id, helft, cx.wie).await?;
    store::aanmelding::close(cx.tx, aanmelding.id, AanmeldingStatus::Akkoord, cx.now_ms).await?;
    let wijken = [aanmelding.wijk.clone()];
    let groep =
        store::persoon::find_or_add_group(cx.tx, &aanmelding.gemeente, &aanmelding.groepsnaam, &wijken, cx.now_ms)
            .await?;
    store::persoon::add_beheerder(cx.tx, groep, aanmelding.persoon, Rang::Hoofd).await?;
    store::persoon::set_name(cx.tx, aanmelding.persoon, &aanmelding.naam).await?;
    store::persoon::set_group_fact(cx.tx, groep, GroepFeit::Wabp(&aanmelding.wabp)).await?;
    if let Some(leden) = aanmelding.leden {
        store::persoon::set_group_fact(cx.tx, groep, GroepFeit::Leden(leden)).await?;
    }
    cx.record("akkoord", &format!("{nummer} {}", tekst::helft(helft)), None).await?;
    cx.record("beheerder geworden", &format!("{nummer} groep {}", groep.0), None).await?;
    let klaar = tekst::akkoord(&nummer, &aanmelding.groepsnaam);
    let gemeente = gemeente_van(cx.gemeenten, aanmelding)?;
    let eerste = [aanmelding.helften.politie, aanmelding.helften.gemeente].into_iter().flatten().next();
    if let Some(eerste) = eerste {
        notify(cx.tx, &Uitgang::van(gemeente, &aanmelding.phone_number_id), eerste, &klaar, cx.now_ms).await?;
    }
    cx.reply(klaar).await?;
    welkom::na_akkoord(cx, aanmelding).await
}

/// A no, by its button: why?
pub(in crate::bot) async fn afwijzen(cx: &mut Cx<'_>, id: AanmeldingId) -> HandlerResult {
    let Some((aanmelding, _)) = te_besluiten(cx, id, "afwijzen").await? else { return Ok(()) };
    if let Some(hoe) = hoe(aanmelding.status) {
        return cx.reply(tekst::al_besloten(&id.nummer(), hoe)).await;
    }
    cx.expect(&Dialogue::Afwijzen { aanmelding: id.0 }).await?;
    cx.verstaan.is(Intent::AanmeldenAfwijs, Uitkomst::Ask).vraag(&["reden"]);
    cx.reply(tekst::waarom_niet(&id.nummer())).await
}

/// The reason of a refusal.
pub(in crate::bot) async fn reden(cx: &mut Cx<'_>, id: AanmeldingId, tekst: &str) -> HandlerResult {
    wijs_af(cx, id, tekst).await
}

async fn wijs_af(cx: &mut Cx<'_>, id: AanmeldingId, reden: &str) -> HandlerResult {
    let Some((aanmelding, _)) = te_besluiten(cx, id, "afwijzen").await? else { return Ok(()) };
    let nummer = id.nummer();
    if let Some(hoe) = hoe(aanmelding.status) {
        cx.end_dialogue().await?;
        cx.verstaan.is(Intent::AanmeldenAfwijs, Uitkomst::Info);
        return cx.reply(tekst::al_besloten(&nummer, hoe)).await;
    }
    let reden = schoon(reden);
    let lengte = reden.chars().count();
    let zegt_iets = reden.chars().filter(|teken| teken.is_alphabetic()).count() >= 3;
    if !zegt_iets || lengte > limits::REASON_CHARACTERS_MAX {
        cx.expect(&Dialogue::Afwijzen { aanmelding: id.0 }).await?;
        cx.verstaan.is(Intent::AanmeldenAfwijs, Uitkomst::Ask).vraag(&["reden"]);
        return cx.reply(tekst::reden_fout(limits::REASON_CHARACTERS_MAX)).await;
    }
    store::aanmelding::close(cx.tx, id, AanmeldingStatus::Afgewezen, cx.now_ms).await?;
    cx.verstaan.is(Intent::AanmeldenAfwijs, Uitkomst::Accepted).slot("reden", reden.as_str());
    cx.record("afgewezen", &nummer, None).await?;
    cx.end_dialogue().await?;
    let gemeente = gemeente_van(cx.gemeenten, &aanmelding)?;
    let uitgang = Uitgang::van(gemeente, &aanmelding.phone_number_id);
    let bericht = aanmelden::afgewezen(&nummer, reden.trim_end_matches('.'));
    notify(cx.tx, &uitgang, aanmelding.persoon, &bericht, cx.now_ms).await?;
    vertel_beoordelaars(cx, &aanmelding, "afgewezen").await?;
    cx.reply(tekst::afgewezen(&nummer)).await
}

/// Does a piece of timed work on a request.
///
/// # Errors
/// The database cannot be reached.
pub async fn taak(
    tx: &mut Tx,
    gemeenten: &Gemeenten,
    soort: TaakSoort,
    id: AanmeldingId,
    now_ms: i64,
) -> HandlerResult {
    let Some(aanmelding) = store::aanmelding::get(tx, id).await? else { return Ok(()) };
    if aanmelding.status != AanmeldingStatus::Ingediend {
        return Ok(());
    }
    if soort == TaakSoort::AanmeldingHerinnering {
        return vraag_beoordelaars(tx, gemeenten, &aanmelding, true, now_ms).await;
    }
    store::aanmelding::close(tx, id, AanmeldingStatus::Verlopen, now_ms).await?;
    let gemeente = gemeente_van(gemeenten, &aanmelding)?;
    let uitgang = Uitgang::van(gemeente, &aanmelding.phone_number_id);
    notify(tx, &uitgang, aanmelding.persoon, &aanmelden::verlopen(&id.nummer()), now_ms).await
}
