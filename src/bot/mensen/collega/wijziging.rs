//! A number, user id or keys that changed: what somebody may do rests until they are confirmed.
//!
//! Owns letting it rest, whom to ask, and the confirmation; blocks are `blokkade`'s. Invariants: nobody confirms themselves;
//! whoever may be another person can do nothing and gets nothing.

use crate::bot::besluit::wie::Beoordelaars;
use crate::bot::context::{Cx, notify};
use crate::bot::error::{BotError, HandlerResult, Written};
use crate::bot::gedaan::Gedaan;
use crate::bot::knop::Knop;
use crate::bot::melding::plan;
use crate::bot::mensen::collega::kring::{collegas, gemeenten_van, uitgang};
use crate::bot::sjabloon::vul;
use crate::bot::verstaan::{Intent, Uitkomst};
use crate::bot::vloer::algemeen;
use crate::domain::persoon::{Helft, Persoon, PersoonId};
use crate::domain::rechten::Recht;
use crate::domain::wijk::opsomming;
use crate::store;
use crate::store::outbox::Klasse;
use crate::texts::mensen::collega as tekst;
use crate::texts::{knoppen, sjablonen};
use crate::whatsapp::incoming::{Sender, System};
use crate::whatsapp::{Bericht, Outgoing};

/// WhatsApp says that somebody's number, user id or keys changed. The new ones become theirs, the old ones are nobody's.
///
/// What they may do rests until somebody confirms them, with one exception: a beheerder's groups go along to a number
/// that was nobody's, since WhatsApp itself says that it is they. Whoever stood in the register under the new number
/// has it no longer, and rests too.
pub(in crate::bot) async fn identiteit_gewijzigd(cx: &mut Cx<'_>, nieuws: &System) -> Written {
    let nieuw = match nieuws {
        System::ChangedNumber(nieuw) | System::ChangedUserId(nieuw) => nieuw.clone(),
        System::IdentityChanged => Sender::default(),
        System::Other(_) => return Ok(()),
    };
    let wie = cx.persoon.id;
    let ids = (nieuw.wa_id.as_ref(), nieuw.user_id.as_ref());
    let kwijt = store::identiteit::verplaats(cx.tx, wie, ids, cx.now_ms).await?;
    let uitkomst = match (nieuw.is_nobody(), kwijt.is_empty()) {
        (true, _) => "onbekend kenmerk",
        (false, true) => "nieuw kenmerk",
        (false, false) => "kenmerk van een ander",
    };
    cx.record("nummer gewijzigd", uitkomst, None).await?;
    let verhuisd = matches!(nieuws, System::ChangedNumber(_)) && nieuw.wa_id.is_some() && kwijt.is_empty();
    if !verhuisd || !cx.persoon.toekenningen.is_empty() {
        laat_rusten(cx, wie).await?;
    }
    for ander in kwijt {
        cx.record("nummer gewijzigd", &format!("persoon {}", ander.0), None).await?;
        laat_rusten(cx, ander).await?;
    }
    Ok(())
}

/// A message came with a number or user id that is another than before for somebody, or from a number that did not work.
pub(in crate::bot) async fn na_wijziging(cx: &mut Cx<'_>, wie: PersoonId) -> Written {
    cx.record("nummer gewijzigd", &format!("persoon {}", wie.0), None).await?;
    laat_rusten(cx, wie).await
}

/// What somebody may do rests, nothing goes to them, and those who can know are asked: colleagues about police and
/// gemeente, whoever decides about beheerders about them.
async fn laat_rusten(cx: &mut Cx<'_>, wie: PersoonId) -> Written {
    let wie = store::persoon::load(cx.tx, wie).await?;
    if wie.toekenningen.is_empty() && wie.groepen.is_empty() {
        return Ok(());
    }
    store::persoon::suspend(cx.tx, wie.id, cx.now_ms).await?;
    for hier in [&mut cx.persoon, &mut cx.telefoon] {
        hier.opgeschort |= hier.id == wie.id;
    }
    let naam = store::persoon::name_of(cx.tx, wie.id).await?;
    let naam = naam.unwrap_or_else(|| "zonder naam".to_owned());
    let (over, tekst) = if wie.toekenningen.is_empty() {
        let groepen = opsomming(wie.groepen.iter().map(|groep| groep.naam.as_str()));
        (tekst::als_beheerder(&naam, &groepen), tekst::beheerder_te_bevestigen(&naam, &groepen))
    } else {
        (naam.clone(), tekst::nummer_gewijzigd(&naam))
    };
    let buttons =
        vec![Knop::CollegaKlopt(wie.id).met(knoppen::KLOPT), Knop::CollegaBlokkeer(wie.id).met(knoppen::BLOKKEREN)];
    let payloads = buttons.iter().map(|button| button.id.clone()).collect();
    let parameters = vec![sjablonen::als_parameter(&over)];
    let bericht = Bericht::beide(Outgoing::buttons(tekst, buttons)?, vul(&sjablonen::COLLEGA, parameters, payloads)?);
    let uitgang = uitgang(cx, &wie);
    let gevraagd = wie_bevestigen(cx, &wie).await?;
    if gevraagd.is_empty() {
        tracing::error!(persoon = wie.id.0, "rights rest, and nobody in the register can confirm who it is");
    }
    for ander in gevraagd {
        uitgang.stuur_als(cx.tx, ander, bericht.clone(), Klasse::Politie, cx.now_ms).await?;
    }
    kijk_opnieuw(cx, wie.id).await
}

/// Who can be asked about their groups is another from now on: the chase of what runs looks again at once.
async fn kijk_opnieuw(cx: &mut Cx<'_>, wie: PersoonId) -> Written {
    for (melding, _) in store::tip::running_for(cx.tx, wie, cx.now_ms).await? {
        plan::nu(cx.tx, melding, cx.now_ms).await?;
    }
    Ok(())
}

/// Who is asked whether somebody is who they were: their colleagues, and of a beheerder whoever decides about requests
/// for those groups.
async fn wie_bevestigen(cx: &mut Cx<'_>, wie: &Persoon) -> Result<Vec<PersoonId>, BotError> {
    let mut gevraagd: Vec<PersoonId> = collegas(cx, wie).await?.iter().map(|collega| collega.id).collect();
    for groep in &wie.groepen {
        let Some(gemeente) = cx.gemeenten.get(&groep.gemeente) else { continue };
        let wijken = store::overdracht::wijken(cx.tx, groep.id).await?;
        let beoordelaars = Beoordelaars::van(cx.tx, gemeente, &wijken).await?;
        gevraagd.extend(beoordelaars.gevraagd(&gemeente.id, &[Helft::Gemeente, Helft::Politie]));
    }
    gevraagd.retain(|ander| *ander != wie.id);
    gevraagd.sort_unstable();
    gevraagd.dedup();
    Ok(gevraagd)
}

/// Somebody confirms a person whose rights rest.
pub(in crate::bot) async fn klopt(cx: &mut Cx<'_>, id: PersoonId) -> HandlerResult {
    let wie = store::persoon::load(cx.tx, id).await?;
    if id == cx.persoon.id {
        cx.record("collega klopt", &format!("persoon {}", id.0), Some("zichzelf")).await?;
        cx.reply(tekst::NIET_UZELF).await?;
        return Ok(Gedaan::is(Intent::Blokkeer, Uitkomst::Denied));
    }
    let deelt = gemeenten_van(&wie).iter().any(|gemeente| cx.persoon.mag_in(Recht::Blokkeren, gemeente));
    if !deelt {
        cx.record("collega klopt", &format!("persoon {}", id.0), Some("niet in deze gemeente")).await?;
        return algemeen::onbekende_knop(cx).await;
    }
    if !store::persoon::restore(cx.tx, id).await? {
        cx.reply(tekst::NIETS_TE_BEVESTIGEN).await?;
        return Ok(Gedaan::is(Intent::Blokkeer, Uitkomst::Info));
    }
    cx.record("collega bevestigd", &format!("persoon {}", id.0), None).await?;
    kijk_opnieuw(cx, id).await?;
    let uitgang = uitgang(cx, &wie);
    let beheerder = wie.toekenningen.is_empty();
    let weer_terug = if beheerder { tekst::BEHEERDER_TERUG } else { tekst::WEER_TERUG };
    notify(cx.tx, &uitgang, id, weer_terug, cx.now_ms).await?;
    cx.reply(if beheerder { tekst::BEHEERDER_BEVESTIGD } else { tekst::BEVESTIGD }).await?;
    Ok(Gedaan::is(Intent::Blokkeer, Uitkomst::Accepted))
}
