//! The story of the demo: alerts from the first typed line to the last report, an update, a withdrawal and an
//! exercise, with wrong turns.
//!
//! Everything is done through the phones; what is checked is what stands on them, in the simulator's
//! record, and in the bot's database.

use std::collections::BTreeSet;

use crate::clock::Clock;
use crate::demo::population::People;
use crate::simulator::phone::{Bubble, By, Extra, Post};
use crate::stage::{NUMBER, Stage};
use crate::store;

/// Something that had to happen.
#[derive(Debug)]
pub(super) struct Check {
    /// In words.
    pub(super) what: &'static str,
    /// Whether it did.
    pub(super) passed: bool,
}

/// A hand on the phones, which notes what should happen and whether it did.
struct Teller<'s> {
    stage: &'s mut Stage,
    checks: Vec<Check>,
}

impl Teller<'_> {
    async fn say(&mut self, wa_id: &str, text: &str) -> anyhow::Result<()> {
        let now_ms = self.stage.clock.wall_ms();
        self.stage.simulator.world().say(wa_id, NUMBER, text, now_ms);
        self.stage.pass_ms(5_000).await
    }

    async fn tap(&mut self, wa_id: &str, title: &str) -> anyhow::Result<()> {
        let now_ms = self.stage.clock.wall_ms();
        let there = self.stage.simulator.world().tap(wa_id, title, now_ms);
        self.check("elke knop waarop getikt werd, stond er", there);
        self.stage.pass_ms(5_000).await
    }

    async fn tap_on(&mut self, wa_id: &str, seen: &Bubble, title: &str) -> anyhow::Result<()> {
        let now_ms = self.stage.clock.wall_ms();
        let choice = seen.shown.choice_titled(title).map(str::to_owned);
        self.check("elke oude knop waarop getikt werd, stond er", choice.is_some());
        self.stage.simulator.world().tap_on(wa_id, &seen.wamid, &choice.unwrap_or_default(), now_ms);
        self.stage.pass_ms(5_000).await
    }

    async fn react(&mut self, wa_id: &str, wamid: &str, emoji: &str) -> anyhow::Result<()> {
        let now_ms = self.stage.clock.wall_ms();
        self.stage.simulator.world().react(wa_id, wamid, emoji, now_ms);
        self.stage.pass_ms(5_000).await
    }

    fn last(&self, wa_id: &str) -> Bubble {
        let world = self.stage.simulator.world();
        world.phone(wa_id).and_then(|phone| phone.messages().last().cloned()).unwrap_or_default()
    }

    /// Taps the last link button and sends what stands ready to the first group. Answers what then stands there.
    fn post_by_link(&self, wa_id: &str) -> Option<Post> {
        let now_ms = self.stage.clock.wall_ms();
        let mut world = self.stage.simulator.world();
        let phone = world.phone(wa_id)?;
        let linked = phone.messages().rev().find(|seen| matches!(seen.shown.extra, Extra::Link { .. }))?.wamid.clone();
        let group = *phone.groups.first()?;
        world.post_by_link(wa_id, &linked, group, now_ms);
        world.residents()[group].posts.last().cloned()
    }

    fn count(&self, wa_id: &str) -> usize {
        self.stage.simulator.world().phone(wa_id).map_or(0, |phone| phone.messages().count())
    }

    /// Whom the simulator accepted this alert for.
    fn reached(&self, nummer: &str) -> Vec<String> {
        let world = self.stage.simulator.world();
        let begin = format!("POLITIEBERICHT {nummer}\n");
        let alerts =
            world.accepted().iter().filter(|accepted| accepted.template && accepted.shown.text.starts_with(&begin));
        alerts.map(|accepted| accepted.to.clone()).collect()
    }

    fn heard(&self, wa_id: &str, part: &str) -> bool {
        let world = self.stage.simulator.world();
        world.phone(wa_id).is_some_and(|phone| phone.messages().any(|seen| seen.shown.text.contains(part)))
    }

    /// How many people were sent something that begins with this.
    fn told(&self, begin: &str) -> usize {
        let world = self.stage.simulator.world();
        let accepted = world.accepted().iter().filter(|accepted| accepted.shown.text.starts_with(begin));
        accepted.map(|accepted| accepted.to.as_str()).collect::<BTreeSet<_>>().len()
    }

    /// What the person did last is answered with this. Whatever else came in meanwhile, such as the news of an alert, comes
    /// before or after it as it happens to.
    fn check_answer(&mut self, what: &'static str, wa_id: &str, part: &str) {
        let passed = self.since(wa_id, |seen| seen.contains(part));
        self.check(what, passed);
    }

    /// Whether anything that came after what the person did last is so.
    fn since(&self, wa_id: &str, so: impl Fn(&str) -> bool) -> bool {
        let world = self.stage.simulator.world();
        let chat = world.phone(wa_id).map(|phone| phone.chat.as_slice()).unwrap_or_default();
        chat.iter().rev().take_while(|bubble| bubble.by == By::Business).any(|bubble| so(&bubble.shown.text))
    }

    /// Notes a check; one that is made more than once fails if any of them does.
    fn check(&mut self, what: &'static str, passed: bool) {
        match self.checks.iter_mut().find(|check| check.what == what) {
            Some(check) => check.passed &= passed,
            None => self.checks.push(Check { what, passed }),
        }
    }
}

/// Plays it.
pub(super) async fn play(stage: &mut Stage, people: &People) -> anyhow::Result<Vec<Check>> {
    let mut teller = Teller { stage, checks: Vec::new() };
    first_alert(&mut teller, people).await?;
    beheerders(&mut teller, people).await?;
    progress(&mut teller, people).await?;
    update(&mut teller, people).await?;
    strangers(&mut teller, people).await?;
    sign_up(&mut teller, people).await?;
    second_alert(&mut teller, people).await?;
    withdrawal(&mut teller, people).await?;
    exercise(&mut teller, people).await?;
    hand_over(&mut teller, people).await?;
    the_end(&mut teller, people).await?;
    handed_over(&mut teller, people).await?;
    Ok(teller.checks)
}

async fn first_alert(teller: &mut Teller<'_>, people: &People) -> anyhow::Result<()> {
    let agent = people.agent.as_str();
    teller.say(agent, "/melding woninginbraak Rokkeveen man zwarte jas witte schoenen richting station").await?;
    teller.check_answer("één getypte regel geeft een voorbeeld", agent, "NOG NIET VERSTUURD\nPOLITIEBERICHT ZM-0001");
    teller.check_answer(
        "het voorbeeld telt wie het bereikt",
        agent,
        "Rokkeveen: 19 groepen, 19 nu bereikbaar (18 beheerders)",
    );
    let before = teller.reached("ZM-0001").len();
    teller.check("er gaat niets uit voor Versturen", before == 0);
    teller.tap(agent, "Versturen").await?;
    let reached = teller.reached("ZM-0001");
    let each_once = reached.iter().collect::<BTreeSet<_>>().len() == reached.len();
    teller.check(
        "alle beheerders van de wijk krijgen het, ieder één keer, en niemand anders",
        reached.len() == 18 && each_once,
    );
    let elsewhere = teller.stage.simulator.world().phones().any(|phone| {
        let outside = phone.name.contains('(') && !phone.name.contains("rokkeveen");
        outside && phone.messages().next().is_some()
    });
    teller.check("andere wijken krijgen niets", !elsewhere);
    Ok(())
}

async fn beheerders(teller: &mut Teller<'_>, people: &People) -> anyhow::Result<()> {
    let drie = people.drie_groepen.as_str();
    let alert = teller.last(drie);
    teller.tap(drie, "Staat in de groep").await?;
    teller.check_answer("een te snelle tik wordt nagevraagd", drie, "Deze knop stuurt niets door.");
    teller.tap(drie, "Nog niet").await?;
    let geplaatst = teller.post_by_link(drie);
    let als_eigen = geplaatst.is_some_and(|post| post.text == alert.shown.text && !post.forwarded);
    teller.check("met één tik staat de tekst als gewoon bericht in de buurtgroep", als_eigen);
    teller.tap_on(drie, &alert, "Hulp bij doorsturen").await?;
    teller.check("de hulp is drie regels en de kale tekst", teller.heard(drie, "1. Houd het politiebericht ingedrukt"));
    teller.check("de kale tekst is het politiebericht", teller.last(drie).shown.text == alert.shown.text);
    teller.stage.pass_ms(30_000).await?;
    teller.tap_on(drie, &alert, "Staat in de groep").await?;
    teller.check_answer("wie meer groepen heeft, wordt gevraagd welke", drie, "In welke groep staat ZM-0001?");
    teller.tap(drie, "In alle 3 groepen").await?;
    teller.check_answer("de melding van de beheerder is genoteerd", drie, "Genoteerd, dank u.");
    teller.say(&people.mede, "gedaan").await?;
    teller.check_answer("wie als tweede meldt, hoort dat het er al staat", &people.mede, "Staat er al sinds 14.2");
    let seen = teller.last(&people.duim).wamid;
    teller.react(&people.duim, &seen, "👍").await?;
    teller.check_answer("een duim is gezien, niet geplaatst", &people.duim, "Gezien, dank u.");
    Ok(())
}

async fn progress(teller: &mut Teller<'_>, people: &People) -> anyhow::Result<()> {
    let agent = people.agent.as_str();
    teller.check("de agent hoort van de eerste groep", teller.heard(agent, "ZM-0001: eerste"));
    teller.stage.pass_ms(5 * 60_000).await?;
    teller.check("de agent hoort na vijf minuten hoe het staat", teller.heard(agent, "ZM-0001 na 5 minuten:"));
    teller.say(agent, "/status").await?;
    teller.check_answer(
        "de stand noemt het nummer dat niet werkt",
        agent,
        "Buurtapp Opgeheven nummer (nummer werkt niet)",
    );
    teller.check_answer("een duim telt niet als geplaatst", agent, "Buurtapp Akelei");
    teller.check("gelezen en gezien staan alleen bij details", !teller.last(agent).shown.text.contains("gelezen"));
    teller.say(agent, "/status details").await?;
    teller.check_answer("de details noemen verzonden, bezorgd, gelezen en gezien", agent, "zeiden 'gezien'");
    Ok(())
}

async fn update(teller: &mut Teller<'_>, people: &People) -> anyhow::Result<()> {
    let (agent, drie) = (people.agent.as_str(), people.drie_groepen.as_str());
    teller.check(
        "wie alleen een duim gaf, krijgt hulp van de reserve",
        teller.last(&people.reserve).shown.text.starts_with("POLITIEBERICHT ZM-0001"),
    );
    teller.say(&people.reserve, "ben aan het werk").await?;
    teller.check_answer(
        "wie niet kan, krijgt geen herinnering",
        &people.reserve,
        "U krijgt hierover geen herinnering.",
    );
    teller.say(agent, "/update man is kaal, nu op een fiets").await?;
    teller.check_answer("ook een update is eerst een voorbeeld", agent, "NOG NIET VERSTUURD\nUPDATE ZM-0001");
    teller.tap(agent, "Versturen").await?;
    teller.check(
        "de update komt bij wie de melding kreeg",
        teller.last(drie).shown.text.contains("Nieuw: man is kaal, nu op een fiets"),
    );
    Ok(())
}

async fn withdrawal(teller: &mut Teller<'_>, people: &People) -> anyhow::Result<()> {
    let agent = people.tweede_agent.as_str();
    teller.say(agent, "STOP fout, was de winkelier zelf").await?;
    teller.check_answer(
        "stop houdt tegen wat nog niet weg is, en vraagt",
        agent,
        "Er gaat niets meer uit van LD-0001.",
    );
    teller.tap(agent, "Nu intrekken").await?;
    let withdrawn = teller.told("INGETROKKEN LD-0001");
    teller.check("de intrekking gaat naar wie het had, en niemand anders", withdrawn == 8);
    teller.stage.pass_ms(5 * 60_000).await?;
    teller.check("de agent hoort hoe ver de intrekking is", teller.heard(agent, "Intrekking LD-0001:"));
    Ok(())
}

async fn exercise(teller: &mut Teller<'_>, people: &People) -> anyhow::Result<()> {
    let agent = people.agent.as_str();
    teller.say(agent, "/oefening woninginbraak Meerzicht man gele jas").await?;
    teller.tap(agent, "Versturen").await?;
    let exercised = teller.told("OEFENING OEF-0001: dit is niet echt\n");
    teller.check("een oefening zegt dat zij er een is", exercised == 8);
    Ok(())
}

async fn strangers(teller: &mut Teller<'_>, people: &People) -> anyhow::Result<()> {
    let vreemde = people.vreemde.as_str();
    teller.say(vreemde, "melding inbraak").await?;
    teller.check_answer("wie zonder recht iets meldt, hoort 112", vreemde, "Spoed? Bel nu 112.");
    for _ in 0..5 {
        teller.say(vreemde, "hallo daar").await?;
    }
    let kort = teller.last(vreemde).shown.text == crate::texts::vloer::algemeen::SPOED;
    teller.check("een vreemde hoort na drie antwoorden op een dag alleen nog van 112", kort);
    teller.say(vreemde, "/melding woninginbraak Rokkeveen man met rode jas").await?;
    teller.check("de 112-regel komt altijd", teller.count(vreemde) == 7);
    let alerts = teller.reached("ZM-0002").len();
    teller.check("een vreemde verstuurt niets", alerts == 0);
    teller.say(&people.gemeente, "/help").await?;
    teller.check("de gemeente ziet alleen wat zij kan", !teller.last(&people.gemeente).shown.text.contains("/melding"));
    teller.say(&people.agent, "/hlep").await?;
    teller.check_answer("politie ziet wat zij kan, ook met een typefout", &people.agent, "/melding");
    Ok(())
}

async fn sign_up(teller: &mut Teller<'_>, people: &People) -> anyhow::Result<()> {
    let bewoner = people.bewoner.as_str();
    teller.say(bewoner, "Aanmelden bewoner Rokkeveen, groep Buurtapp Berkenhof, 46 leden, wabp ja").await?;
    teller.check_answer("wie zich aanmeldt, leest eerst wat bewaard wordt", bewoner, "Tik op Verder als dat goed is.");
    teller.tap(bewoner, "Verder").await?;
    teller.check_answer(
        "alles in één regel wordt begrepen",
        bewoner,
        "Wijk: Rokkeveen (Zoetermeer)\nGroep: Buurtapp Berkenhof",
    );
    teller.say(bewoner, "naam is Bewoner Rokkeveen").await?;
    teller.tap(bewoner, "Klopt, indienen").await?;
    teller.tap(&people.gemeente, "Akkoord").await?;
    teller.say(bewoner, "hoe ver is mijn aanmelding?").await?;
    teller.check_answer(
        "wie zich aanmeldde, hoort hoe ver het is",
        bewoner,
        "Gemeente: akkoord. Politie: nog niet bekeken.",
    );
    teller.say(&people.agent, "akkoord a1").await?;
    teller.stage.pass_ms(10_000).await?;
    teller.check_answer("na twee keer akkoord komt het welkom met proefbericht", bewoner, "PROEFBERICHT.");
    teller.tap(bewoner, "Gehoord").await?;
    teller.say(bewoner, "/wie Rokkeveen").await?;
    teller.check("een beheerder ziet geen andere beheerders", !teller.last(bewoner).shown.text.contains("hoofd"));
    teller.say(&people.agent, "/wie Rokkeveen").await?;
    teller.check_answer(
        "politie ziet wie welke groep beheert",
        &people.agent,
        "Buurtapp Berkenhof: Bewoner Rokkeveen (hoofd)",
    );
    Ok(())
}

async fn hand_over(teller: &mut Teller<'_>, people: &People) -> anyhow::Result<()> {
    let (oud, nieuw) = (people.drie_groepen.as_str(), people.vreemde.as_str());
    teller.say(oud, "/overdragen").await?;
    teller.tap(oud, "Buurtapp Parkzicht").await?;
    let uitnodiging = teller.last(oud).shown.text;
    let code: String = uitnodiging.split("De code ").nth(1).unwrap_or_default().chars().take(6).collect();
    teller.say(nieuw, &format!("Ik neem over O-1 {code}")).await?;
    teller.tap(nieuw, "Ja, ik neem over").await?;
    teller.say(nieuw, "Opvolger Parkzicht").await?;
    teller.check("de oude beheerder kan de overdracht stoppen", teller.heard(oud, "Typ STOP OVERDRACHT."));
    teller.say(oud, "STOP OVERDRACHT").await?;
    teller.check_answer(
        "een gestopte overdracht verandert niets",
        nieuw,
        "Er is niets veranderd: de beheerder blijft.",
    );
    Ok(())
}

async fn handed_over(teller: &mut Teller<'_>, people: &People) -> anyhow::Result<()> {
    let (oud, nieuw) = (people.drie_groepen.as_str(), people.vreemde.as_str());
    teller.say(oud, "overdragen").await?;
    teller.say(oud, "Parkzicht").await?;
    let uitnodiging = teller.last(oud).shown.text;
    let code: String = uitnodiging.split("De code ").nth(1).unwrap_or_default().chars().take(6).collect();
    teller.say(nieuw, &format!("ja ik neem het over {code}")).await?;
    teller.tap(nieuw, "Ja, ik neem over").await?;
    teller.tap(&people.gemeente, "Akkoord").await?;
    teller.say(&people.agent, "akkoord o2").await?;
    teller.stage.pass_ms(23 * 3_600_000).await?;
    teller.say(&people.agent, "/wie Rokkeveen").await?;
    teller.check_answer(
        "een dag lang blijft de oude beheerder",
        &people.agent,
        "Buurtapp Parkzicht: naam onbekend (hoofd)",
    );
    teller.stage.pass_ms(2 * 3_600_000).await?;
    teller.say(&people.agent, "/wie Rokkeveen").await?;
    teller.check_answer(
        "na een dag en twee keer akkoord is de opvolger beheerder",
        &people.agent,
        "Buurtapp Parkzicht: Opvolger Parkzicht (hoofd)",
    );
    teller.check(
        "de oude beheerder hoort dat het rond is",
        teller.heard(oud, "U bent geen beheerder meer van Buurtapp Parkzicht."),
    );
    teller.say(nieuw, "hallo").await?;
    teller.check(
        "de nieuwe beheerder wordt verwelkomd",
        teller.heard(nieuw, "Welkom, u bent beheerder van Buurtapp Parkzicht."),
    );
    Ok(())
}

async fn second_alert(teller: &mut Teller<'_>, people: &People) -> anyhow::Result<()> {
    let agent = people.tweede_agent.as_str();
    teller.say(agent, "/melding overval centrum man met blauwe pet").await?;
    teller.check_answer("een naam in twee gemeenten is een vraag", agent, "is er in meer gemeenten");
    teller.say(agent, "/stop").await?;
    teller.check_answer("stoppen zegt dat er niets verstuurd is", agent, "Gestopt. Er is niets verstuurd.");
    teller.say(agent, "/melding").await?;
    teller.tap(agent, "Overval").await?;
    teller.tap(agent, "Loosduinen").await?;
    teller.tap(agent, "Waldeck").await?;
    teller.say(agent, "2 mannen met bivakmuts, zwarte scooter").await?;
    teller.check_answer("vraag voor vraag komt er ook een voorbeeld", agent, "POLITIEBERICHT LD-0001");
    let old = teller.last(agent);
    teller.tap(agent, "Aanpassen").await?;
    teller.tap(agent, "Beschrijving").await?;
    teller.say(agent, "2 mannen met bivakmuts op een witte scooter, richting strand").await?;
    teller.tap_on(agent, &old, "Versturen").await?;
    teller.check_answer("een oude knop toont de tekst van nu", agent, "Die knop hoorde bij een eerdere tekst.");
    let reached = teller.reached("LD-0001").len();
    teller.check("een oude knop verstuurt niets", reached == 0);
    teller.say(agent, "verstuur").await?;
    let reached = teller.reached("LD-0001").len();
    teller.check("typen kan ook: het bericht gaat naar Waldeck", reached == 8);
    Ok(())
}

async fn the_end(teller: &mut Teller<'_>, people: &People) -> anyhow::Result<()> {
    teller.stage.pass_ms(2 * 3_600_000).await?;
    teller.check("de agent hoort aan het einde hoe het afliep", teller.heard(&people.agent, "ZM-0001 is afgelopen:"));
    let alert = {
        let world = teller.stage.simulator.world();
        let messages = world.phone(&people.mede).map(|phone| phone.chat.clone()).unwrap_or_default();
        messages.into_iter().find(|seen| seen.shown.text.starts_with("POLITIEBERICHT"))
    };
    if let Some(alert) = alert {
        teller.tap_on(&people.mede, &alert, "Kan nu niet").await?;
    }
    teller.check_answer("een knop van een afgelopen bericht zegt dat", &people.mede, "ZM-0001 is al afgelopen.");
    let mut tx = teller.stage.store.begin().await?;
    let melding = store::melding::by_nummer(&mut tx, "ZM-0001").await?;
    let overzicht = match melding {
        Some(melding) => store::overzicht::of(&mut tx, melding.id).await?,
        None => Default::default(),
    };
    tx.roll_back().await?;
    let geplaatst = overzicht.groepen.iter().filter(|groep| groep.geplaatst_ms.is_some()).count();
    teller.check("de meeste groepen hebben het gemeld geplaatst", overzicht.groepen.len() == 19 && geplaatst >= 10);
    let refused = {
        let world = teller.stage.simulator.world();
        world.requests() - world.accepted().len()
    };
    teller.check("WhatsApp weigerde geen enkel bericht", refused == 0);
    Ok(())
}
