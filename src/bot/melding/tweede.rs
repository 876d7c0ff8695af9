//! The second person: whether an alert needs one, asking, and what they decide.
//!
//! Owns the gate between a confirmation and the sending. The rule is `domain::tweede`'s, the weighing of a yes
//! `besluit::keuren`'s, the sending `uitzending`'s.
//! Invariants: nobody approves what they confirmed themselves, on whatever telephone; a wide alert leaves only after
//! the number of its groups was typed; an approval counts for the text that was shown, and for two minutes.

use crate::bot::begrip::levensloop::{self, Gezegd};
use crate::bot::begrip::vermoeden::{Open, Wens};
use crate::bot::begrip::woorden::woorden;
use crate::bot::begrip::{antwoord, gesprek, terugnemen};
use crate::bot::besluit::keuren::{Bezwaar, Geval, Opnieuw, POLITIE, Vraag, Woord};
use crate::bot::besluit::wie::{Collegas, helften, leg_aan};
use crate::bot::context::{Cx, Uitgang, notify, send_to};
use crate::bot::dialogue::{self, Dialogue, Found};
use crate::bot::error::{BotError, HandlerResult, Written};
use crate::bot::gedaan::Gedaan;
use crate::bot::knop::Knop;
use crate::bot::melding::concept::{self, gooi_weg};
use crate::bot::melding::samen::{self, Deel, feiten};
use crate::bot::melding::{bericht, foto, publiek, uitzending, vermissing};
use crate::bot::sjabloon::vul;
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};
use crate::bot::vloer::{algemeen, gewoon};
use crate::domain::aanmelding::Helften;
use crate::domain::bereik::Bereik;
use crate::domain::besluit::{Staat, Uitslag, Zaak};
use crate::domain::melding::{MeldingStatus, Stap};
use crate::domain::persoon::{Helft, MeldingId, PersoonId};
use crate::domain::rechten::Recht;
use crate::domain::tweede::{self, Reden};
use crate::domain::wijk::{Gemeente, Gemeenten};
use crate::limits;
use crate::store::gesprek::ChatKey;
use crate::store::melding::Melding;
use crate::store::outbox::Klasse;
use crate::store::taak::{self, Taak};
use crate::store::{self, Tx};
use crate::texts::melding::{politiebericht, tweede as tekst, voorbeeld as politie};
use crate::texts::{knoppen, sjablonen};
use crate::whatsapp::outgoing::Button;
use crate::whatsapp::{Bericht, Outgoing};

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
    (bereik, delen): (&Bereik, &[Deel<'_>]),
) -> InVoorbeeld {
    let feiten = feiten(&cx.persoon, gemeente, melding, bereik, delen);
    let redenen = tweede::redenen(&feiten);
    let typ =
        (feiten.breed() && bereik.bereikbaar > 0).then(|| tekst::typ_in_voorbeeld(samen::bereikbaar(bereik, delen)));
    let wie = (!redenen.is_empty()).then(|| tekst::in_voorbeeld(&redenen));
    let meteen = feiten.wijkagent
        && !feiten.breed()
        && bereik.bereikbaar > 0
        && concept::buiten_eigen_wijk(cx, &gemeente.id, &melding.wijken).is_none();
    InVoorbeeld { opmerkingen: typ.into_iter().chain(wie).collect(), concept: feiten.wijkagent, meteen }
}

/// Lays a wijkagent's draft before a colleague as soon as it is complete: the colleague's yes is what sends it.
pub(in crate::bot) async fn leg_concept_voor(cx: &mut Cx<'_>, melding: &Melding) -> Written {
    let gemeente = publiek::gemeente_van(cx.gemeenten, melding)?;
    let bereik = publiek::bereik_van(cx.tx, gemeente, melding, cx.now_ms).await?;
    let redenen = tweede::redenen(&feiten(&cx.persoon, gemeente, melding, &bereik, &[]));
    leg_voor(cx, gemeente, melding, &redenen).await
}

/// What is asked once when an alert about a missing person left.
pub(in crate::bot) fn vraag_na_versturen(melding: &Melding) -> Option<(String, Vec<Button>)> {
    (!melding.soort.heterdaad() && !melding.oefening).then(|| vermissing::vraag(melding))
}

/// Lays a confirmed draft before a second person.
pub(in crate::bot) async fn leg_voor(
    cx: &mut Cx<'_>,
    gemeente: &Gemeente,
    melding: &Melding,
    redenen: &[Reden],
) -> Written {
    let woorden = tweede::als_woorden(redenen);
    if !store::melding::step(cx.tx, melding.id, Stap::VraagTweede).await? {
        return Err(BotError::Missing("draft"));
    }
    store::melding::ask_second(cx.tx, melding.id, cx.wie, &woorden, cx.now_ms).await?;
    taak::plan_anew(cx.tx, Taak::TweedeAnderen(melding.id), cx.now_ms + limits::SECOND_ASK_OTHERS_MS).await?;
    taak::plan_anew(cx.tx, Taak::TweedeVerloopt(melding.id), melding.geldig_tot_ms).await?;
    cx.record("tweede gevraagd", &melding.nummer, None).await?;
    cx.end_dialogue().await?;
    let melding = store::melding::get(cx.tx, melding.id).await?.ok_or(BotError::Missing("melding"))?;
    let collegas = Collegas::van(cx.tx, gemeente, (melding.wie, melding.verzender.persoon), cx.now_ms).await?;
    let gevraagd = collegas.nu();
    vraag(cx.tx, gemeente, &melding, gevraagd, None, cx.now_ms).await?;
    let antwoord = if gevraagd.is_empty() {
        tekst::geen_collega(&melding.nummer, redenen)
    } else {
        tekst::gevraagd(&melding.nummer, redenen, melding.geldig_tot_ms)
    };
    let buttons =
        vec![Knop::Aanpassen(melding.id).met(knoppen::AANPASSEN), Knop::Annuleren(melding.id).met(knoppen::ANNULEREN)];
    cx.reply_buttons(antwoord, buttons).await
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
/// what was done, where that is what was said.
pub(in crate::bot) async fn neemt_terug(cx: &mut Cx<'_>, tekst: &str) -> Result<Option<Gedaan>, BotError> {
    let codes = cx.gemeenten.codes();
    let gezegd = levensloop::lees(tekst, &codes).map(|gelezen| gelezen.gezegd);
    // "Stop?" and "moet ik intrekken?" ask.
    if matches!(gezegd, Some(Gezegd::MisschienPaniek | Gezegd::MisschienIntrekken)) {
        return Ok(None);
    }
    // "Laat maar staan" leaves it; "ik stop zo met mijn dienst, tot morgen" is talk.
    let kort = woorden(tekst).len() <= TAKES_BACK_WORDS_MAX;
    let ziet_af = (kort && gezegd != Some(Gezegd::LatenStaan) && antwoord::ziet_af(tekst))
        || terugnemen::lees(tekst, &codes).is_some()
        || matches!(gezegd, Some(Gezegd::Intrekken(_) | Gezegd::Paniek))
        || gezegd.is_none() && gewoon::wil(cx, Open::Wacht, tekst, &[Wens::MeldingAnnuleer]).is_some();
    // "Ok, laat maar weten", "hou me op de hoogte"; "oeps zwarte moet blauwe zijn" corrects.
    let verbetert = matches!(gezegd, Some(Gezegd::Paniek)) && gesprek::verbetert_kleur(tekst);
    if !ziet_af || verbetert || gesprek::is_praat_bij_wachten(tekst) {
        return Ok(None);
    }
    let melding = match levensloop::nummer_in(tekst, &codes) {
        Some((nummer, _)) => eigen_wachtende(cx).await?.into_iter().find(|melding| melding.nummer == nummer),
        None => eigen_wachtend(cx).await?,
    };
    let Some(melding) = melding else { return Ok(None) };
    Ok(Some(trek_terug(cx, &melding).await?))
}

/// Takes back a draft that waits: nothing of it leaves, and whoever was asked hears that.
pub(in crate::bot) async fn trek_terug(cx: &mut Cx<'_>, melding: &Melding) -> HandlerResult {
    gooi_weg(cx, melding.id).await?;
    cx.record("melding geannuleerd", &melding.nummer, None).await?;
    algemeen::na_annuleren(cx).await?;
    cx.reply(tekst::teruggenomen(&melding.nummer)).await?;
    Ok(Verstaan::is(Intent::MeldingAnnuleer, Uitkomst::Accepted).slot("nummer", melding.nummer.as_str()).into())
}

/// "Is hij al goedgekeurd" of a draft of theirs that waits. `None`: none waits.
pub(in crate::bot) async fn wacht_nog(cx: &mut Cx<'_>) -> Result<Option<Gedaan>, BotError> {
    let Some(melding) = eigen_wachtend(cx).await? else { return Ok(None) };
    cx.reply(politie::wacht_op_tweede(&melding.nummer)).await?;
    Ok(Some(Verstaan::is(Intent::MeldingStatus, Uitkomst::Info).slot("nummer", melding.nummer).into()))
}

/// Asks these people, with the whole text; `waarom` says why again.
async fn vraag(
    tx: &mut Tx,
    gemeente: &Gemeente,
    melding: &Melding,
    wie: &[PersoonId],
    waarom: Option<&str>,
    now_ms: i64,
) -> Written {
    if wie.is_empty() {
        return Ok(());
    }
    let redenen = tweede::van_woorden(&melding.tweede_om);
    let bereik = publiek::bereik_van(tx, gemeente, melding, now_ms).await?;
    let naar = tekst::naar(bereik.bereikbaar, melding.geldig_tot_ms);
    let bericht = bericht::bericht_van(gemeente, melding);
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
    leg_aan(tx, phone_number_id, wie, &bericht, melding.geldig_tot_ms, now_ms).await
}

impl Geval for Melding {
    type Id = MeldingId;
    const DAAD: [&'static str; 2] = ["melding goedkeuren", "melding goedkeuren"];
    const INTENT: [Intent; 2] = [Intent::MeldingGoedkeur, Intent::MeldingGoedkeur];

    async fn vind(cx: &mut Cx<'_>, id: MeldingId) -> Result<Option<Self>, BotError> {
        Ok(store::melding::get(cx.tx, id).await?)
    }

    async fn onbekend(cx: &mut Cx<'_>, _: MeldingId, _: Woord) -> HandlerResult {
        algemeen::onbekende_knop(cx).await
    }

    fn nummer(&self) -> String {
        self.nummer.clone()
    }

    async fn helften(&self, cx: &mut Cx<'_>) -> Result<Vec<Helft>, BotError> {
        Ok(helften(&cx.persoon, &self.gemeente))
    }

    fn zaak(&self, now_ms: i64) -> Zaak {
        let wacht = self.status == MeldingStatus::WachtTweede && now_ms < self.geldig_tot_ms;
        Zaak {
            partijen: vec![self.wie],
            staat: if wacht { Staat::Wacht } else { Staat::Voorbij },
            versie: self.versie,
            nodig: POLITIE,
            helften: Helften::default(),
            nee_houdt_tegen: true,
        }
    }

    fn bezwaar(&self, uitslag: Uitslag) -> Bezwaar {
        match uitslag {
            Uitslag::GeenRecht => {
                Bezwaar { tekst: politie::onbekend_nummer(&self.nummer), spoor: Some("geen recht in deze gemeente") }
            }
            Uitslag::Eigen => Bezwaar { tekst: tekst::NIET_ZELF.to_owned(), spoor: Some("zelfde persoon") },
            _ => Bezwaar { tekst: tekst::al_besloten(&self.nummer, self.verzonden_ms.is_some()), spoor: None },
        }
    }

    async fn toon(&self, cx: &mut Cx<'_>, waarom: Opnieuw, _: Woord) -> Written {
        let waarom = match waarom {
            Opnieuw::Genoemd => None,
            Opnieuw::Veranderd => Some(tekst::ANDERE_TEKST),
            Opnieuw::TeOud => Some(tekst::OUDE_TIK),
        };
        let gemeente = publiek::gemeente_van(cx.gemeenten, self)?;
        vraag(cx.tx, gemeente, self, &[cx.persoon.id], waarom, cx.now_ms).await
    }

    async fn ja(&self, cx: &mut Cx<'_>, _: Helft) -> Result<Uitkomst, BotError> {
        let gemeente = publiek::gemeente_van(cx.gemeenten, self)?;
        let Some(aantal) = uitzending::verstuur(cx.tx, gemeente, self, Stap::KeurGoed, cx.now_ms).await? else {
            cx.reply(tekst::niemand_bereikbaar(&self.nummer)).await?;
            return Ok(Uitkomst::Denied);
        };
        store::melding::approved_by(cx.tx, self.id, cx.wie, cx.now_ms).await?;
        cx.record("melding goedgekeurd", &self.nummer, None).await?;
        einde_gesprek(cx, self).await?;
        let goedgekeurd = tekst::goedgekeurd(&self.nummer, aantal);
        let verzender = store::persoon::load(cx.tx, self.verzender.persoon).await?;
        let mag = verzender.mag_in(Recht::MeldingBijwerken, &self.gemeente);
        match vraag_na_versturen(self) {
            // What a wijkagent cannot answer is not asked of them; a picture they can send.
            Some(_) if !mag => cx.tell(&self.verzender, format!("{goedgekeurd} {}", tekst::FOTO_NODIG)).await?,
            None => cx.tell(&self.verzender, goedgekeurd).await?,
            Some((vraag, buttons)) => {
                let chat = ChatKey { chat: String::new(), ..self.verzender.clone() };
                let met_vraag = Outgoing::buttons(format!("{goedgekeurd} {vraag}"), buttons)?;
                send_to(cx.tx, chat, Klasse::Politie, met_vraag, cx.now_ms).await?;
            }
        }
        foto::na_versturen(cx.tx, self, cx.now_ms).await?;
        cx.reply(tekst::u_keurde_goed(&self.nummer, aantal)).await?;
        Ok(Uitkomst::Sent)
    }

    /// The writer gets the reason, and the draft back.
    async fn nee(&self, cx: &mut Cx<'_>, reden: &str) -> Written {
        store::melding::step(cx.tx, self.id, Stap::PasAan).await?;
        cx.record("melding niet goedgekeurd", &self.nummer, None).await?;
        let antwoord = tekst::afgewezen(&self.nummer, reden);
        let buttons =
            vec![Knop::Aanpassen(self.id).met(knoppen::AANPASSEN), Knop::Annuleren(self.id).met(knoppen::ANNULEREN)];
        let uitgang = Uitgang::op(&self.verzender.phone_number_id);
        let bericht = uitgang.ook_als_sjabloon(Outgoing::buttons(antwoord.as_str(), buttons)?, &antwoord)?;
        uitgang.stuur_als(cx.tx, self.verzender.persoon, bericht, Klasse::Politie, cx.now_ms).await?;
        cx.reply(tekst::u_wees_af(&self.nummer)).await
    }

    fn vraagt_reden(&self) -> Option<Vraag> {
        Some(Vraag {
            dialoog: Dialogue::MeldingAfwijzen { melding: self.id.0 },
            waarom: tekst::waarom_niet(&self.nummer),
            fout: tekst::reden_fout(limits::REASON_CHARACTERS_MAX),
        })
    }
}

/// Ends what the writer was still asked about a draft that left.
async fn einde_gesprek(cx: &mut Cx<'_>, melding: &Melding) -> Written {
    let chat = ChatKey { chat: String::new(), ..melding.verzender.clone() };
    if let Found::Running(lopend) = dialogue::find(cx.tx, &chat, cx.now_ms).await?
        && lopend.concept() == Some(melding.id)
    {
        dialogue::end(cx.tx, &chat, cx.now_ms).await?;
    }
    Ok(())
}

/// Does a piece of timed work on an alert that waits.
///
/// # Errors
/// The database cannot be reached.
pub async fn taak(tx: &mut Tx, gemeenten: &Gemeenten, taak: Taak, id: MeldingId, now_ms: i64) -> Written {
    let Some(melding) = store::melding::get(tx, id).await? else { return Ok(()) };
    // One that was taken up to be changed, and left so, lapses too.
    let geldt = match melding.status {
        MeldingStatus::WachtTweede => true,
        MeldingStatus::Concept => matches!(taak, Taak::TweedeVerloopt(_)),
        _ => false,
    };
    if !geldt {
        return Ok(());
    }
    if matches!(taak, Taak::TweedeAnderen(_)) {
        let gemeente = publiek::gemeente_van(gemeenten, &melding)?;
        let collegas = Collegas::van(tx, gemeente, (melding.wie, melding.verzender.persoon), now_ms).await?;
        return vraag(tx, gemeente, &melding, collegas.later(), None, now_ms).await;
    }
    store::melding::step(tx, id, Stap::Verloop).await?;
    let uitgang = Uitgang::op(&melding.verzender.phone_number_id);
    let antwoord = tekst::verlopen(&melding.nummer);
    notify(tx, &uitgang, melding.verzender.persoon, &antwoord, now_ms).await
}
