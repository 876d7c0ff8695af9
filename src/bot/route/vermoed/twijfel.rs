//! What a rule read, where what was learned doubts it.
//!
//! Owns whether it is done as it was read, asked, or something else is done; doing that is `vermoed`'s. Invariant: what a rule would
//! note and nothing that was learned speaks for is not noted.

use crate::bot::begrip::antwoord::{self, Bevestiging};
use crate::bot::begrip::bedoeling::Bedoeling;
use crate::bot::begrip::gesprek;
use crate::bot::begrip::uitdrukkelijk::{Woorden, spreekt_van_elders, woorden_voor};
use crate::bot::begrip::vermoeden::{Promille, Vermoeden, Wens};
use crate::bot::begrip::woorden::woorden;
use crate::bot::context::Cx;
use crate::bot::error::{BotError, HandlerResult};
use crate::bot::gedaan::Gedaan;
use crate::bot::groep::{geplaatst, gezegd};
use crate::bot::knop::GOEDKEUREN;
use crate::bot::mensen::tip;
use crate::bot::route::vermoed::omgeving::{Omgeving, omgeving};
use crate::bot::route::vermoed::weg::{Weg, drempel, mag};
use crate::bot::route::vermoed::{
    AANBOD_MIN, VERSLAG, VRAAGT, WEERLEGD_MAX, is_praatje, is_van_vraag, vermoed, volg_vanzelf, vraag,
};
use crate::bot::verstaan::{Intent, Uitkomst};
use crate::domain::uitzetting::WaaromNiet;
use crate::texts::vloer::algemeen as algemeen_tekst;

/// From here on it outweighs a rule that read something else.
const WEERLEGT: Promille = 600;

/// From here on whether somebody comes is the contrary of what a rule read.
const TEGENDEEL_VANAF: Promille = 750;

/// From here on it is asked whether the contrary of what a rule read is meant.
const TEGENGESTELD: Promille = 850;

/// A rule read a text as one of these wishes, and would note it; what was learned is sure that it is none of them, or nothing that was
/// learned speaks for it. Then it is not noted: what is more likely is done or asked. `ook` looks like it to what was learned.
async fn twijfelt(cx: &mut Cx<'_>, getypt: &str, gelezen: &[Wens], ook: &[Wens]) -> Result<Option<Gedaan>, BotError> {
    // A tap and a reaction have no words to be doubted.
    if getypt.is_empty() {
        return Ok(None);
    }
    let om = omgeving(cx).await?;
    let vermoeden = cx.schat(getypt, om.rondom);
    let (eerste, kans) = vermoeden.eerste();
    let steun: Promille = gelezen.iter().map(|wens| vermoeden.kans(*wens)).sum();
    let samen = steun + ook.iter().map(|wens| vermoeden.kans(*wens)).sum::<Promille>();
    // What is said of a post when no alert runs is about one that is over: the rules know of which.
    let verslag = VERSLAG.iter().any(|wens| gelezen.contains(wens));
    if verslag && !om.loopt_voor_groep && om.ingetrokken.is_none() {
        // "Vakantie zit erop" is a report to a rule, and there is nothing to report.
        let anders = !om.loopt && !gelezen.contains(&eerste) && kans >= VRAAGT && samen <= VRAAGT;
        return if anders { Box::pin(vermoed(cx, getypt, false)).await } else { Ok(None) };
    }
    // "Twee keer geplaatst, hoe gooi ik er een weg".
    let vraagt = is_van_vraag(eerste) && kans >= VRAAGT && samen <= WEERLEGT && gesprek::vraagt_iets(getypt);
    if vraagt && !gelezen.contains(&eerste) && mag(cx, eerste, getypt, &om).is_some() {
        return volg_vanzelf(cx, getypt, false, &om, &vermoeden).await;
    }
    // "Mooi hier, gisteren een hert gezien" is no tip.
    if is_praatje(&vermoeden, getypt) && gelezen.contains(&Wens::Tip) {
        return Ok(Some(Gedaan::is(Intent::Geen, Uitkomst::Ignored)));
    }
    // The contrary is likelier: "sta die avond te lassen, volgende keer weer".
    if gelezen.iter().any(|een| is_tegendeel(*een, eerste)) && kans > steun {
        let zeker = kans >= TEGENDEEL_VANAF && steun <= WEERLEGD_MAX && matches!(eerste, Wens::RsvpJa | Wens::RsvpNee);
        if zeker {
            return volg_vanzelf(cx, getypt, false, &om, &vermoeden).await;
        }
        return vraag(cx, getypt, false, &om, &vermoeden).await;
    }
    // What stands beside an emergency, which was answered first, is done as it was read.
    if gelezen.contains(&eerste) || eerste == Wens::Spoed && kans >= tip::SPOED_VOORAAN_VANAF {
        return Ok(None);
    }
    // Whoever is away cannot; the alert matters first.
    if gelezen == [Wens::Niet] && eerste == Wens::Afwezig && woorden(getypt).len() <= AFWEZIG_WOORDEN_MAX {
        return Ok(None);
    }
    let genoeg = if eerste == Wens::Afwezig { STEUN_MIN } else { genoeg(gelezen, getypt) };
    if ook.is_empty() && steun < genoeg {
        if let Some(gedaan) = Box::pin(vermoed(cx, getypt, false)).await? {
            return Ok(Some(gedaan));
        }
        cx.reply(algemeen_tekst::NIET_BEGREPEN).await?;
        return Ok(Some(Gedaan::is(Intent::Geen, Uitkomst::Info)));
    }
    // "Reken op mij, zijn er weer bitterballen" is no return; "we zijn er weer" is one.
    if ook.contains(&eerste)
        && kans >= drempel(eerste, om.rondom.open)
        && steun < STEUN_ZICHZELF_MIN
        && gelezen.iter().all(|een| woorden_voor(*een, om.rondom.open, getypt) != Woorden::Zeggen)
    {
        return vraag(cx, getypt, false, &om, &vermoeden).await;
    }
    if kans < WEERLEGT || samen > WEERLEGD_MAX {
        return Ok(None);
    }
    liever(cx, getypt, (gelezen, ook), &om, &vermoeden).await
}

/// What is surely meant instead of what a rule read: it is done where it only asks or answers, else asked, else as it was read.
async fn liever(
    cx: &mut Cx<'_>,
    getypt: &str,
    (gelezen, ook): (&[Wens], &[Wens]),
    om: &Omgeving,
    vermoeden: &Vermoeden,
) -> Result<Option<Gedaan>, BotError> {
    let (eerste, kans) = vermoeden.eerste();
    match mag(cx, eerste, getypt, om) {
        // What was read as one thing alone, and is its contrary, or is what stands open beside it: "draai die overgang maar terug".
        Some(Weg::NaTik(_) | Weg::Noteert(_))
            if kans >= TEGENGESTELD && gelezen.len() == 1 && (ook.is_empty() || eerste == Wens::OverdragenStop) =>
        {
            vraag(cx, getypt, false, om, vermoeden).await
        }
        // A tip is promised to police: what is no tip is asked.
        Some(Weg::NaTik(_) | Weg::Noteert(_)) if gelezen.contains(&Wens::Tip) && vermoeden.nood() <= AANBOD_MIN => {
            vraag(cx, getypt, false, om, vermoeden).await
        }
        Some(Weg::NaTik(_) | Weg::Noteert(_)) | None => Ok(None),
        Some(_) => volg_vanzelf(cx, getypt, false, om, vermoeden).await,
    }
}

/// How likely these have to be, to be done as they were read. A sign-up asks before anything is noted; a number that is named may be
/// somebody else's.
fn genoeg(gelezen: &[Wens], getypt: &str) -> Promille {
    let kort = woorden(getypt).len() <= KORT_WOORDEN;
    match gelezen {
        [Wens::NummerWijzig] => STEUN_NUMMER_MIN,
        // "Nee echt hè", "waarom word ik voor die avond gevraagd": a word in it looks like an answer.
        [Wens::Niet] | [Wens::Tip, _] if !kort => STEUN_VERHAAL_MIN,
        [Wens::RsvpJa] | [Wens::RsvpNee] if !kort => STEUN_KOMT_MIN,
        _ if gelezen.contains(&Wens::AanmeldenStart) => STEUN_VRAAGT_MIN,
        _ => STEUN_MIN,
    }
}

/// What a rule read is done only where it was learned to be at least this likely; else it is asked, or was not understood.
const STEUN_MIN: Promille = 100;

/// "Ben op vakantie": in so few words no day is told.
const AFWEZIG_WOORDEN_MAX: usize = 4;

/// In so few words nothing else is told beside.
const KORT_WOORDEN: usize = 2;

/// The same of what is told in more words, and what tells police, or the next of the group.
const STEUN_VERHAAL_MIN: Promille = 350;

/// The same of whether they come.
const STEUN_KOMT_MIN: Promille = 450;

/// The same of what asks before it does anything.
const STEUN_VRAAGT_MIN: Promille = 40;

/// The same of a new number, which the gemeente is told.
const STEUN_NUMMER_MIN: Promille = 550;

/// The same of what somebody says about themselves, where something that looks like it is surer.
const STEUN_ZICHZELF_MIN: Promille = 40;

/// Whether two wishes are each other's contrary.
const fn is_tegendeel(een: Wens, ander: Wens) -> bool {
    matches!(
        (een, ander),
        (Wens::RsvpJa, Wens::RsvpNee)
            | (Wens::RsvpNee, Wens::RsvpJa)
            | (Wens::Afwezig, Wens::Terug)
            | (Wens::Terug, Wens::Afwezig)
    )
}

/// What a rule read as a report about an alert; where that is surely wrong, it notes nothing.
pub(in crate::bot) async fn bevestigd(cx: &mut Cx<'_>, wat: Bevestiging, getypt: &str) -> HandlerResult {
    let gelezen: &[Wens] = match wat {
        // A reason that is said outright may be learned as what it is about.
        Bevestiging::KanNiet(WaaromNiet::GroepWeg | WaaromNiet::GroepVol) => {
            &[Wens::Niet, Wens::Groepsgegevens, Wens::Afmelden]
        }
        // With several groups a line may say both: "zuid 2 gedaan, parkzicht lukt niet".
        _ if cx.persoon.groepen.len() > 1 => &VERSLAG,
        Bevestiging::Geplaatst { .. } => &[Wens::Doorgestuurd],
        Bevestiging::KanNiet(WaaromNiet::TelefoonKwijt) => &[Wens::Niet, Wens::NummerWijzig, Wens::Blokkeer],
        Bevestiging::KanNiet(WaaromNiet::LuktNiet) => &[Wens::Niet, Wens::VraagDoorsturen],
        Bevestiging::NogNiet(_) | Bevestiging::KanNiet(_) => &[Wens::Niet],
        // "Top bedankt" under an alert is talk as well: it is asked whether it was posted.
        Bevestiging::Gezien => &[Wens::Gezien, Wens::Doorgestuurd, Wens::Niet, Wens::Geen],
    };
    // "Gedeeld met mijn vrouw", "het bord is geplaatst": whether it stands in the group is asked.
    if matches!(wat, Bevestiging::Geplaatst { .. })
        && spreekt_van_elders(getypt)
        && let Some((id, _)) = omgeving(cx).await?.voor_groep
    {
        return geplaatst::vraag_echt(cx, id).await;
    }
    match twijfelt(cx, getypt, gelezen, &[]).await? {
        Some(gedaan) => Ok(gedaan),
        None => gezegd::gezegd(cx, wat, getypt).await,
    }
}

/// The same of what a rule would note about whoever types.
pub(in crate::bot) async fn weerlegd(
    cx: &mut Cx<'_>,
    getypt: &str,
    bedoeld: &Bedoeling,
) -> Result<Option<Gedaan>, BotError> {
    match bedoeld {
        Bedoeling::Rsvp(true) => twijfelt(cx, getypt, &[Wens::RsvpJa], &[]).await,
        Bedoeling::Rsvp(false) => twijfelt(cx, getypt, &[Wens::RsvpNee], &[]).await,
        // While an invitation is open much looks like an answer to it, to what was learned.
        Bedoeling::Afwezig | Bedoeling::Terug => {
            let gelezen = if *bedoeld == Bedoeling::Terug { Wens::Terug } else { Wens::Afwezig };
            twijfelt(cx, getypt, &[gelezen], &[Wens::RsvpJa, Wens::RsvpNee]).await
        }
        Bedoeling::Tip(_) => twijfelt(cx, getypt, &[Wens::Tip, Wens::Spoed], &[]).await,
        Bedoeling::Engels(_) => twijfelt(cx, getypt, &[Wens::Taal], &[]).await,
        Bedoeling::Overdragen => {
            twijfelt(cx, getypt, &[Wens::OverdragenStart, Wens::OverdragenAanvaard, Wens::Afmelden], &[]).await
        }
        Bedoeling::Aanmelden => twijfelt(cx, getypt, &[Wens::AanmeldenStart, Wens::OverdragenAanvaard], &[]).await,
        Bedoeling::OverdrachtStop => twijfelt(cx, getypt, &[Wens::OverdragenStop], &[]).await,
        Bedoeling::NummerWijzig => twijfelt(cx, getypt, &[Wens::NummerWijzig], &[]).await,
        Bedoeling::Stilte { .. } => anders_dan(cx, getypt, &[Wens::Stiltetijd]).await,
        Bedoeling::Borden(..) => anders_dan(cx, getypt, &[Wens::Borden]).await,
        Bedoeling::Dekking => anders_dan(cx, getypt, &[Wens::Dekking]).await,
        Bedoeling::Statistiek => anders_dan(cx, getypt, &[Wens::Statistiek]).await,
        Bedoeling::Mijngegevens => anders_dan(cx, getypt, &[Wens::Mijngegevens]).await,
        Bedoeling::Wis => anders_dan(cx, getypt, &[Wens::Wis]).await,
        // What there is, stopping too, is said in answer.
        Bedoeling::Minder => anders_dan(cx, getypt, &[Wens::Minder, Wens::Afmelden, Wens::Stiltetijd]).await,
        Bedoeling::Afmelden => anders_dan(cx, getypt, &[Wens::Afmelden]).await,
        Bedoeling::HoeVerwijderen => anders_dan(cx, getypt, &[Wens::VraagVerwijderen]).await,
        Bedoeling::HoeVer => anders_dan(cx, getypt, &[Wens::AanmeldenHoever]).await,
        Bedoeling::Help => anders_dan(cx, getypt, &[Wens::Help]).await,
        // "Ja." of whoever decides, where something waits for them, is no talk.
        Bedoeling::Praatje if cx.persoon.mag_een(GOEDKEUREN) => anders_dan(cx, getypt, &[Wens::Geen]).await,
        // It would only be said that it seems to be of another time.
        Bedoeling::VanToen => Box::pin(vermoed(cx, getypt, false)).await,
        Bedoeling::Spoed
        | Bedoeling::Uitleg(_)
        | Bedoeling::Check(_)
        | Bedoeling::Blokkeer
        | Bedoeling::Akkoord
        | Bedoeling::Melding
        | Bedoeling::Praatje
        | Bedoeling::Onbegrepen => Ok(None),
    }
}

/// As sure as this of something else, what a rule would only answer gives way,
const VEEL_ZEKERDER: Promille = 700;

/// where it is no likelier than this.
const VEEL_ONZEKERDER: Promille = 250;

/// Whether what was learned is sure that one of these is wanted.
pub(in crate::bot) async fn is_zeker(cx: &mut Cx<'_>, getypt: &str, wensen: &[Wens]) -> Result<bool, BotError> {
    let om = omgeving(cx).await?;
    let (eerste, kans) = cx.schat(getypt, om.rondom).eerste();
    Ok(wensen.contains(&eerste) && kans >= drempel(eerste, om.rondom.open))
}

/// Whether what was learned holds this for likelier than anything else, sure or not.
pub(in crate::bot) async fn lijkt_eerst(cx: &mut Cx<'_>, getypt: &str, wens: Wens) -> Result<bool, BotError> {
    let om = omgeving(cx).await?;
    Ok(cx.schat(getypt, om.rondom).eerste().0 == wens)
}

/// A rule read what only answers or asks; where what was learned is sure of something else and nearly nothing speaks for it, that is done
/// or asked. `None`: it is as it was read.
pub(in crate::bot) async fn anders_dan(
    cx: &mut Cx<'_>,
    getypt: &str,
    gelezen: &[Wens],
) -> Result<Option<Gedaan>, BotError> {
    let om = omgeving(cx).await?;
    let vermoeden = cx.schat(getypt, om.rondom);
    let (eerste, kans) = vermoeden.eerste();
    let steun: Promille = gelezen.iter().map(|wens| vermoeden.kans(*wens)).sum();
    let zeker = kans >= drempel(eerste, om.rondom.open) && steun <= WEERLEGD_MAX
        || kans >= VEEL_ZEKERDER && steun <= VEEL_ONZEKERDER;
    if !zeker || gelezen.contains(&eerste) || matches!(eerste, Wens::Spoed | Wens::Onduidelijk) {
        return Ok(None);
    }
    Box::pin(vermoed(cx, getypt, false)).await
}

/// The same of an answer to "staat het er echt in?".
pub(in crate::bot) async fn echt_weerlegd(cx: &mut Cx<'_>, getypt: &str) -> Result<Option<Gedaan>, BotError> {
    if antwoord::bevestiging(getypt).is_none() && !antwoord::ja(getypt) {
        return Ok(None);
    }
    twijfelt(cx, getypt, &VERSLAG, &[]).await
}
