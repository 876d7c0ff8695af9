//! "Akkoord" and "afwijzen" as they are typed: with a number, in reply to what asked for it, or alone.
//!
//! Owns which of the cases that wait is meant; `keuren` decides. Invariants: a number that fits none, and "allemaal",
//! decide nothing; where several could be meant they are listed; what police decide about is shown before a bare
//! "akkoord" counts.

mod nummer;

pub(in crate::bot) use nummer::genoemde;
use nummer::{cijfers, is_los_getal, is_nummer, noemt};

use crate::bot::begrip::antwoord::alle;
use crate::bot::begrip::houding::{self, Houding};
use crate::bot::begrip::uitdrukkelijk::{Deel, deel};
use crate::bot::begrip::vermoeden::Wens;
use crate::bot::begrip::woorden::woorden;
use crate::bot::begrip::{besluit as begrip_besluit, gesprek, levensloop};
use crate::bot::besluit::keuren::{ja, nee, toon};
use crate::bot::context::Cx;
use crate::bot::eigen::EigenKnop;
use crate::bot::error::{BotError, HandlerResult};
use crate::bot::gedaan::Gedaan;
use crate::bot::knop::{GOEDKEUREN, Knop};
use crate::bot::melding::bijwerking::Update;
use crate::bot::melding::fotobesluit::MetMelding;
use crate::bot::mensen::bord::aanvraag as bord;
use crate::bot::mensen::{aanvraag, overdragen};
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};
use crate::bot::vloer::gewoon;
use crate::domain::aanmelding::AanmeldingId;
use crate::domain::bord::BordId;
use crate::domain::melding::MeldingStatus;
use crate::domain::overdracht::OverdrachtId;
use crate::domain::persoon::{MeldingId, Persoon};
use crate::domain::politiebericht::schoon;
use crate::domain::rechten::Recht;
use crate::domain::wijk::GemeenteId;
use crate::store::aanmelding::Aanmelding;
use crate::store::bord::Bordaanvraag;
use crate::store::foto::FotoId;
use crate::store::informatie::{Informatie, InformatieId};
use crate::store::levensloop::BijwerkingId;
use crate::store::melding::Melding;
use crate::store::overdracht::Overdracht;
use crate::texts::melding::tweede as tweede_tekst;
use crate::texts::melding::voorbeeld::onbekend_nummer;
use crate::texts::mensen::collega as tekst;
use crate::{limits, store};

/// Makes the cases of a table: a line is a kind of case, by what its id names and what decides about it.
macro_rules! zaken {
    ($($(#[$over:meta])* $soort:ident($id:ty): $geval:ty,)+) => {
        /// A case that waits.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        enum Open { $($(#[$over])* $soort($id),)+ }

        /// The kinds of them.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        enum Soort { $($soort,)+ }

        impl Soort {
            /// In the order in which they are listed.
            const ALLE: &[Self] = &[$(Self::$soort),+];
        }

        impl Open {
            async fn ja(self, cx: &mut Cx<'_>, versie: Option<i64>) -> HandlerResult {
                match self { $(Self::$soort(id) => ja::<$geval>(cx, id, versie).await,)+ }
            }

            async fn nee(self, cx: &mut Cx<'_>, versie: Option<i64>, reden: &str) -> HandlerResult {
                let reden = (!reden.is_empty()).then_some(reden);
                match self { $(Self::$soort(id) => nee::<$geval>(cx, id, versie, reden).await,)+ }
            }

            async fn toon(self, cx: &mut Cx<'_>) -> HandlerResult {
                match self { $(Self::$soort(id) => toon::<$geval>(cx, id).await,)+ }
            }
        }
    };
}

zaken! {
    /// An alert by a second person.
    Melding(MeldingId): Melding,
    /// News of one.
    Update(BijwerkingId): Update,
    /// A picture with one.
    Foto(FotoId): MetMelding,
    /// Information by wijk.
    Informatie(InformatieId): Informatie,
    /// Somebody who signs up.
    Aanmelding(AanmeldingId): Aanmelding,
    /// A group that changes hands.
    Overdracht(OverdrachtId): Overdracht,
    /// Signs or stickers.
    Bord(BordId): Bordaanvraag,
}

/// The same with how it stands in a list.
type Regel = (Open, String);

impl Open {
    /// The case that a button is about, and the version that it showed. Which buttons decide is tested against what they need.
    fn van_knop(knop: &Knop) -> Option<(Self, Option<i64>)> {
        Some(match knop {
            Knop::MeldingGoedkeuren(id, versie) | Knop::MeldingAfwijzen(id, versie) => {
                (Self::Melding(*id), Some(*versie))
            }
            Knop::UpdateGoedkeuren(id, versie) => (Self::Update(*id), Some(*versie)),
            Knop::UpdateAfwijzen(id) => (Self::Update(*id), None),
            Knop::FotoGoedkeuren(id) | Knop::FotoAfwijzen(id) => (Self::Foto(*id), None),
            Knop::InformatieGoedkeuren(id) | Knop::InformatieAfwijzen(id) => (Self::Informatie(*id), None),
            Knop::Akkoord(id) | Knop::Afwijzen(id) => (Self::Aanmelding(*id), None),
            Knop::OverdrachtAkkoord(id) | Knop::OverdrachtAfwijzen(id) => (Self::Overdracht(*id), None),
            Knop::Eigen(EigenKnop::BordToekennen(id) | EigenKnop::BordAfwijzen(id)) => (Self::Bord(*id), None),
            _ => return None,
        })
    }

    /// As a line of `/aanvragen`.
    fn in_lijst(self, regel: &str) -> String {
        match self {
            Self::Informatie(_) => tekst::wacht_informatie(regel),
            Self::Melding(_) => tekst::wacht_melding(regel),
            Self::Update(_) | Self::Foto(_) | Self::Aanmelding(_) | Self::Overdracht(_) | Self::Bord(_) => {
                regel.to_owned()
            }
        }
    }

    /// Whether it is a request, which stands complete where it is asked; of the others the words are shown first.
    const fn is_verzoek(self) -> bool {
        match self {
            Self::Aanmelding(_) | Self::Overdracht(_) | Self::Bord(_) => true,
            Self::Melding(_) | Self::Update(_) | Self::Foto(_) | Self::Informatie(_) => false,
        }
    }
}

/// The gemeenten in which somebody decides about one half or the other.
fn beslist_in(persoon: &Persoon) -> Vec<&GemeenteId> {
    let mut gemeenten: Vec<&GemeenteId> = GOEDKEUREN.iter().flat_map(|recht| persoon.gemeenten_met(*recht)).collect();
    gemeenten.sort_unstable();
    gemeenten.dedup();
    gemeenten
}

/// What waits for this person: alerts, updates and pictures, and then requests.
async fn wachtend(cx: &mut Cx<'_>) -> Result<Vec<Regel>, BotError> {
    let mut open = Vec::new();
    for soort in Soort::ALLE {
        open.extend(wachtend_van(cx, *soort).await?);
    }
    Ok(open)
}

async fn wachtend_van(cx: &mut Cx<'_>, soort: Soort) -> Result<Vec<Regel>, BotError> {
    let (gemeenten, verzoeken_in) = (cx.persoon.gemeenten_met(Recht::MeldingBreed), beslist_in(&cx.persoon));
    let borden_in: Vec<GemeenteId> = cx.persoon.gemeenten_met(Recht::BordenBeslissen).into_iter().cloned().collect();
    let (tx, wie, now_ms) = (&mut *cx.tx, cx.wie, cx.now_ms);
    Ok(match soort {
        Soort::Melding => {
            let wacht = store::melding::waiting_for_second(tx, &gemeenten, now_ms).await?.into_iter();
            // Their own waits for somebody else.
            let anderen = wacht.filter(|melding| melding.wie != wie);
            anderen.map(|melding| (Open::Melding(melding.id), melding.nummer)).collect()
        }
        Soort::Update => {
            let wacht = store::levensloop::waiting_in(tx, &gemeenten, wie, now_ms).await?.into_iter();
            wacht.map(|(id, nummer)| (Open::Update(id), tweede_tekst::regel_update(&nummer))).collect()
        }
        Soort::Foto => {
            let wacht = store::foto::waiting_in(tx, &gemeenten, wie, now_ms).await?.into_iter();
            wacht.map(|(id, nummer)| (Open::Foto(id), tweede_tekst::regel_foto(&nummer))).collect()
        }
        Soort::Informatie => {
            let sinds_ms = now_ms - limits::INFORMATION_WAITS_MS;
            let wacht = store::informatie::waiting_in(tx, &gemeenten, wie, sinds_ms).await?.into_iter();
            wacht.map(|id| (Open::Informatie(id), id.nummer())).collect()
        }
        Soort::Aanmelding => {
            let wacht = store::aanmelding::open_in(tx, &verzoeken_in).await?.into_iter();
            wacht.map(|aanmelding| (Open::Aanmelding(aanmelding.id), aanmelding.id.nummer())).collect()
        }
        Soort::Overdracht => {
            let wacht = store::overdracht::accepted_in(tx, &verzoeken_in).await?.into_iter();
            wacht.map(|overdracht| (Open::Overdracht(overdracht.id), overdracht.id.nummer())).collect()
        }
        Soort::Bord => {
            let (wacht, _) = bord::wachtend(tx, &borden_in).await?;
            wacht.into_iter().map(|id| (Open::Bord(id), id.nummer())).collect()
        }
    })
}

/// `/aanvragen`: what waits, in the gemeenten where this person decides.
pub(in crate::bot) async fn aanvragen(cx: &mut Cx<'_>) -> HandlerResult {
    let gemeenten: Vec<GemeenteId> = beslist_in(&cx.persoon).into_iter().cloned().collect();
    let gemeenten: Vec<&GemeenteId> = gemeenten.iter().collect();
    let mut regels = aanvraag::regels(cx, &gemeenten).await?;
    regels.extend(overdragen::regels(cx, &gemeenten).await?);
    // What else waits for them, each with its number.
    for soort in [Soort::Melding, Soort::Update, Soort::Foto, Soort::Informatie] {
        regels.extend(wachtend_van(cx, soort).await?.into_iter().map(|(open, regel)| open.in_lijst(&regel)));
    }
    let borden_in: Vec<GemeenteId> = cx.persoon.gemeenten_met(Recht::BordenBeslissen).into_iter().cloned().collect();
    let (beslissen, plaatsen) = bord::wachtend(cx.tx, &borden_in).await?;
    for id in beslissen {
        regels.push(bord::regel(cx.tx, id).await?);
    }
    regels.extend(plaatsen);
    cx.record("aanvragen", "", None).await?;
    if regels.is_empty() {
        cx.reply(tekst::GEEN_AANVRAGEN).await?;
    } else {
        let meer = regels.len().saturating_sub(limits::REQUESTS_LISTED_MAX);
        regels.truncate(limits::REQUESTS_LISTED_MAX);
        cx.reply(tekst::aanvragen(&regels, meer)).await?;
    }
    Ok(Gedaan::is(Intent::AanmeldenGoedkeur, Uitkomst::Info))
}

/// `/akkoord A-17`. By its number, in reply to what asked, or the only one that waits.
pub(in crate::bot) async fn akkoord(cx: &mut Cx<'_>, wat: &str) -> HandlerResult {
    // "Akkoord?", "akkoord A-1 nog niet", "akkoord A-1 als de naam klopt": what waits is shown.
    if houding::van_opdracht(AKKOORD, wat) != Houding::Doet {
        return toon_wat_bedoeld_is(cx, wat).await;
    }
    if let Some((nummer, rest)) = genoemde(wat) {
        let op = geciteerd(cx).await?.map(|(open, _)| open);
        return match van_melding(cx, &nummer).await? {
            // In reply to what asked about another: it is not certain to which.
            VanMelding::Een(open) if op.is_some_and(|op| op != open) => open.toon(cx).await,
            // "Akkoord ZM-0231, maar niet naar Rokkeveen": what it agrees to is shown.
            VanMelding::Een(open)
                if !gesprek::voegt_niets_toe(&rest)
                    && !begrip_besluit::stemt_duidelijk_in(&format!("{AKKOORD} {wat}"), &cx.gemeenten.codes()) =>
            {
                open.toon(cx).await
            }
            VanMelding::Een(open) => open.ja(cx, None).await,
            VanMelding::Anders(gedaan) => Ok(gedaan),
        };
    }
    let schoon = schoon(wat);
    if let Some((open, rest)) = vooraan(&schoon) {
        // "Akkoord A-1 en A-2", "akkoord A-1, maar …", "akkoord A-1 wacht nee": it is not certain to what.
        let nog_een = rest.split([' ', ',']).any(|woord| vooraan(woord).is_some());
        let gezegd = format!("{AKKOORD} {schoon}");
        if nog_een || !begrip_besluit::stemt_duidelijk_in(&gezegd, &cx.gemeenten.codes()) {
            return toon_wat_wacht(cx).await;
        }
        return open.ja(cx, None).await;
    }
    let wachtend = wachtend(cx).await?;
    if let Some(genoemd) = cijfers(&schoon) {
        // "Akkoord 1e", "akkoord met 2 wijzigingen": no number of a request.
        let alleen = gesprek::voegt_niets_toe(&schoon.replacen(genoemd, "", 1).replace(['#', '-', '0'], " "));
        if !alleen || !is_los_getal(&schoon, genoemd) {
            return toon_open(cx, &schoon, &wachtend).await;
        }
        let mut past = wachtend.iter().filter(|(open, regel)| open.is_verzoek() && cijfers(regel) == Some(genoemd));
        return match (past.next(), past.next()) {
            (Some((open, _)), None) => open.ja(cx, None).await,
            _ => toon_open(cx, &schoon, &wachtend).await,
        };
    }
    if !gesprek::voegt_niets_toe(&schoon) {
        return toon_open(cx, &schoon, &wachtend).await;
    }
    if let Some((open, versie)) = geciteerd(cx).await? {
        return open.ja(cx, versie).await;
    }
    match wachtend.as_slice() {
        [(open, _)] if open.is_verzoek() => open.ja(cx, None).await,
        [(open, _)] => open.toon(cx).await,
        _ => toon_open(cx, &schoon, &wachtend).await,
    }
}

/// `/afwijzen A-17 reden`. By its number, in reply to what asked, or the only one that waits.
pub(in crate::bot) async fn afwijzen(cx: &mut Cx<'_>, wat: &str) -> HandlerResult {
    // A reason may deny anything else: "woont er niet".
    let gemeend = houding::van_opdracht(AFWIJZEN, wat) == Houding::Doet;
    if !gemeend || houding::neemt_terug(wat) || begrip_besluit::neemt_terug(wat) {
        return toon_wat_bedoeld_is(cx, wat).await;
    }
    if let Some((nummer, reden)) = genoemde(wat) {
        return match van_melding(cx, &nummer).await? {
            VanMelding::Een(open) => open.nee(cx, None, &reden).await,
            VanMelding::Anders(gedaan) => Ok(gedaan),
        };
    }
    let schoon = schoon(wat);
    if let Some((open, reden)) = vooraan(&schoon) {
        return open.nee(cx, None, &reden).await;
    }
    let wachtend = wachtend(cx).await?;
    if schoon.starts_with(|teken: char| teken.is_ascii_digit() || teken == '#') || alle(&schoon) {
        return toon_open(cx, &schoon, &wachtend).await;
    }
    if let Some((open, versie)) = geciteerd(cx).await? {
        return open.nee(cx, versie, &schoon).await;
    }
    match wachtend.as_slice() {
        [(open, _)] if open.is_verzoek() => open.nee(cx, None, &schoon).await,
        // Whoever says no without a number may mean what was there before this came.
        [(open, _)] => open.toon(cx).await,
        _ => toon_open(cx, &schoon, &wachtend).await,
    }
}

/// The words as they are typed.
pub(in crate::bot) const AKKOORD: &str = "akkoord";
const AFWIJZEN: &str = "afwijzen";

/// It was spoken of and not decided: shows the case that is named, or what waits.
pub(in crate::bot) async fn toon_wat_bedoeld_is(cx: &mut Cx<'_>, wat: &str) -> HandlerResult {
    if let Some((nummer, _)) = genoemde(wat) {
        return match van_melding(cx, &nummer).await? {
            VanMelding::Een(open) => open.toon(cx).await,
            VanMelding::Anders(gedaan) => Ok(gedaan),
        };
    }
    toon_wat_wacht(cx).await
}

/// A case agreed to or refused outright in words of their own ("gelezen, mag uit", "A-21 ken ik, toelaten"): what was asked of them last,
/// or of the requests the one that is named or the only one. `None`: it is not that, or not certain about what.
pub(in crate::bot) async fn uitgesproken(
    cx: &mut Cx<'_>,
    wens: Wens,
    getypt: &str,
) -> Result<Option<Gedaan>, BotError> {
    if gewoon::vraagt_eerst(cx, wens) {
        return Ok(None);
    }
    let verzoek = matches!(wens, Wens::AanmeldenGoedkeur | Wens::AanmeldenAfwijs);
    let net = net_gevraagd_om(cx).await?.filter(|(open, _)| open.is_verzoek() == verzoek);
    let wacht = wachtend(cx).await?;
    let codes = cx.gemeenten.codes();
    let genoemd = levensloop::nummer_in(getypt, &codes).map(|(nummer, _)| nummer);
    let genoemd = genoemd.or_else(|| begrip_besluit::nummer_van_verzoek(getypt, &codes));
    // "Groen licht voor 0313": its digits alone.
    let kaal = woorden(getypt).into_iter().find(|woord| is_nummer(&woord.norm)).map(|woord| woord.norm);
    let genoemd = genoemd.or(kaal);
    let past = |(open, regel): &&Regel| {
        open.is_verzoek() == verzoek && genoemd.as_ref().is_none_or(|nummer| noemt(regel, nummer))
    };
    let mut passend = wacht.iter().filter(past);
    let (Some((open, _)), None) = (passend.next(), passend.next()) else { return Ok(None) };
    let versie = match net {
        Some((gevraagd, versie)) if gevraagd == *open && (genoemd.is_some() || wacht.len() == 1) => versie,
        // Their words were not shown just now.
        _ if !verzoek => return Ok(None),
        _ => None,
    };
    let hiervan = match (open, deel(getypt)) {
        (_, None) | (Open::Foto(_), Some(Deel::Foto)) | (Open::Update(_), Some(Deel::Update)) => true,
        (_, Some(_)) => false,
    };
    if !hiervan {
        return Ok(None);
    }
    let ja = matches!(wens, Wens::MeldingGoedkeur | Wens::AanmeldenGoedkeur);
    Ok(Some(if ja { open.ja(cx, versie).await? } else { open.nee(cx, versie, "").await? }))
}

/// What the last message to them asks their decision about, with the version that it showed; where that came before this was said.
async fn net_gevraagd_om(cx: &mut Cx<'_>) -> Result<Option<(Open, Option<i64>)>, BotError> {
    let (wie, gezegd_ms) = (cx.persoon.id, cx.gezegd_ms);
    // WhatsApp gives whole seconds.
    if !store::uitgegeven::choices_since(cx.tx, wie, gezegd_ms + 1_000).await?.is_empty() {
        return Ok(None);
    }
    let knoppen = store::uitgegeven::last_choices(cx.tx, wie).await?;
    Ok(knoppen.iter().filter_map(|knop| Knop::decode(knop)).find_map(|knop| Open::van_knop(&knop)))
}

/// A picture that waits for this person, where somebody speaks of one: shown, with its buttons. Answers whether one waits.
pub(in crate::bot) async fn toon_foto(cx: &mut Cx<'_>) -> Result<Option<Gedaan>, BotError> {
    let wachtend = wachtend(cx).await?;
    match wachtend.iter().find(|(open, _)| matches!(open, Open::Foto(_))) {
        Some((open, _)) => open.toon(cx).await.map(Some),
        None => Ok(None),
    }
}

/// Somebody agreed to no number, or to all at once: says what waits; decides nothing.
pub(in crate::bot) async fn toon_wat_wacht(cx: &mut Cx<'_>) -> HandlerResult {
    let wachtend = wachtend(cx).await?;
    toon_open(cx, "", &wachtend).await
}

/// What waits: one thing is shown with its buttons, several are listed; decides nothing.
pub(in crate::bot) async fn toon_wat_wacht_met_knoppen(cx: &mut Cx<'_>) -> HandlerResult {
    match wachtend(cx).await?.as_slice() {
        [(open, _)] => open.toon(cx).await,
        wachtend => toon_open(cx, "", wachtend).await,
    }
}

/// Whether anything waits for their decision.
pub(in crate::bot) async fn wacht_er_iets(cx: &mut Cx<'_>) -> Result<bool, BotError> {
    Ok(!wachtend(cx).await?.is_empty())
}

/// Whether the last message to this person asks for their decision.
pub(in crate::bot) async fn net_gevraagd(cx: &mut Cx<'_>) -> Result<bool, BotError> {
    let knoppen = store::uitgegeven::last_choices(cx.tx, cx.persoon.id).await?;
    Ok(knoppen.iter().filter_map(|knop| Knop::decode(knop)).any(|knop| is_besluit(&knop)))
}

/// Whether a button decides about a case.
pub(in crate::bot) fn is_besluit(knop: &Knop) -> bool {
    Open::van_knop(knop).is_some()
}

/// Says what waits for this person, each with its number; decides nothing.
async fn toon_open(cx: &mut Cx<'_>, genoemd: &str, wachtend: &[Regel]) -> HandlerResult {
    let mut regels: Vec<String> = wachtend.iter().map(|(_, regel)| regel.clone()).collect();
    if regels.is_empty() {
        cx.reply(tekst::GEEN_AANVRAGEN).await?;
        return Ok(Gedaan::is(Intent::AanmeldenGoedkeur, Uitkomst::Info));
    }
    let kies = Verstaan::is(Intent::AanmeldenGoedkeur, Uitkomst::Choose);
    let gedaan = regels.iter().fold(kies, |kies, regel| kies.stel_voor(regel.as_str()));
    let meer = regels.len().saturating_sub(limits::REQUESTS_LISTED_MAX);
    regels.truncate(limits::REQUESTS_LISTED_MAX);
    cx.reply(tekst::welke_aanvraag(genoemd, &regels, meer)).await?;
    Ok(gedaan.into())
}

/// What the number of an alert names.
enum VanMelding {
    /// This, alone.
    Een(Open),
    /// Nothing that waits, or several things: that was said.
    Anders(Gedaan),
}

/// What waits of the alert with this number: itself, an update, or a picture.
async fn van_melding(cx: &mut Cx<'_>, nummer: &str) -> Result<VanMelding, BotError> {
    let melding = store::melding::by_nummer(cx.tx, nummer).await?;
    // One that never was, or of a gemeente of others.
    if melding.as_ref().is_none_or(|melding| !cx.persoon.mag_in(Recht::MeldingBijwerken, &melding.gemeente)) {
        cx.record("melding goedkeuren", nummer, Some("onbekend")).await?;
        cx.reply(onbekend_nummer(nummer)).await?;
        let gedaan = Verstaan::is(Intent::MeldingGoedkeur, Uitkomst::Denied).slot("nummer", nummer);
        return Ok(VanMelding::Anders(gedaan.into()));
    }
    // One that nobody ever confirmed waits for nobody.
    let Some(melding) = melding.filter(|melding| melding.status != MeldingStatus::Concept) else {
        cx.record("melding goedkeuren", nummer, Some("wacht niet")).await?;
        cx.reply(tweede_tekst::al_besloten(nummer, false)).await?;
        let gedaan = Verstaan::is(Intent::MeldingGoedkeur, Uitkomst::Denied).slot("nummer", nummer);
        return Ok(VanMelding::Anders(gedaan.into()));
    };
    let bijwerking = store::levensloop::waiting(cx.tx, melding.id).await?;
    let foto = store::foto::waiting_of(cx.tx, melding.id).await?;
    Ok(match (bijwerking, foto) {
        (None, None) => VanMelding::Een(Open::Melding(melding.id)),
        (Some(bijwerking), None) => VanMelding::Een(Open::Update(bijwerking.id)),
        (None, Some(foto)) => VanMelding::Een(Open::Foto(foto)),
        // The number names both: each is shown with its own buttons.
        (Some(bijwerking), Some(foto)) => {
            let gedaan = toon::<Update>(cx, bijwerking.id).await?;
            VanMelding::Anders(gedaan.en(toon::<MetMelding>(cx, foto).await?))
        }
    })
}

/// The case that the message asked about which this one answers, and the version that it showed.
async fn geciteerd(cx: &mut Cx<'_>) -> Result<Option<(Open, Option<i64>)>, BotError> {
    let Some(wamid) = cx.antwoord_op.clone() else { return Ok(None) };
    let knoppen = store::uitgegeven::choices_of(cx.tx, cx.persoon.id, &wamid).await?;
    Ok(knoppen.iter().filter_map(|knop| Knop::decode(knop)).find_map(|knop| Open::van_knop(&knop)))
}

/// The request that stands at the beginning of a text, with what is left of it.
fn vooraan(schoon: &str) -> Option<(Open, String)> {
    let eerste = schoon.split([' ', ',', ':']).next().unwrap_or_default();
    let aanmelding = AanmeldingId::lees(eerste).map(Open::Aanmelding);
    let overdracht = || OverdrachtId::lees(eerste).map(Open::Overdracht);
    let informatie = || InformatieId::lees(eerste).map(Open::Informatie);
    let bord = || BordId::lees(eerste).map(Open::Bord);
    let genoemd = aanmelding.or_else(overdracht).or_else(informatie).or_else(bord)?;
    Some((genoemd, schoon[eerste.len()..].trim_start_matches([' ', ',', ':', '-']).to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bot::knop::TWEEDE;

    #[test]
    fn every_button_of_who_decides_is_about_a_case() {
        for knop in Knop::voorbeelden() {
            let borden = matches!(knop, Knop::Eigen(EigenKnop::BordToekennen(_) | EigenKnop::BordAfwijzen(_)));
            let beslist = borden || [TWEEDE, GOEDKEUREN].contains(&knop.requires());
            assert_eq!(Open::van_knop(&knop).is_some(), beslist, "{knop:?}");
        }
    }
}
