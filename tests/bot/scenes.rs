//! Situations that many tests begin from, and what they look at afterwards.
//!
//! Owns getting there as people get there, by typing and tapping; the scene itself is `harness`'s.

use axum::body::Bytes;
use heterdaad::stage::NUMBER;

use crate::harness::{AGENT, Engine, GEMEENTE, LINE, Scene};

impl Scene {
    /// A wide alert of the officer, to forty groups, that waits for a second person.
    pub async fn waiting(engine: Engine) -> Self {
        let mut scene = Self::new(engine).await;
        scene.groups("zoetermeer", "rokkeveen", 40).await;
        scene.say(AGENT, LINE).await;
        scene.say(AGENT, "VERSTUUR 40").await;
        let waits = "select count(*) from melding where status = 'wacht_tweede'";
        assert_eq!(scene.database.number(waits).await, 1, "{}", scene.last(AGENT));
        scene
    }

    /// Somebody who nobody knows signs up for a group in Rokkeveen, up to and with sending it in.
    pub async fn sign_up(&mut self, wa_id: &str, groep: &str) {
        self.stage.simulator.world().add_phone(wa_id, "bewoner");
        self.say(wa_id, &format!("Aanmelden Beheerder Een, Rokkeveen, groep {groep}, 46 leden, wabp ja")).await;
        self.tap(wa_id, "Verder").await;
        self.tap(wa_id, "Klopt, indienen").await;
    }

    /// The gemeente and an officer in the window, and a request of somebody new for them.
    pub async fn asked_to_decide(wa_id: &str) -> Self {
        let mut scene = Self::new(Engine::Sqlite).await;
        scene.say(GEMEENTE, "/help").await;
        scene.say(AGENT, "/help").await;
        scene.sign_up(wa_id, "Buurtapp Waterlelie").await;
        scene
    }

    /// Somebody sends a picture, which is fetched.
    pub async fn picture(&mut self, wa_id: &str, caption: &str) {
        let mut jpeg = std::io::Cursor::new(Vec::new());
        image::DynamicImage::new_rgb8(64, 48).write_to(&mut jpeg, image::ImageFormat::Jpeg).unwrap();
        let now_ms = self.now_ms();
        let bytes: Bytes = jpeg.into_inner().into();
        self.stage.simulator.world().share_picture(wa_id, NUMBER, ("image/jpeg", bytes), caption, now_ms);
        self.pass_ms(10_000).await;
    }

    /// How many halves were given to sign-ups.
    pub async fn halves(&self) -> i64 {
        self.database.number("select count(gemeente_door) + count(politie_door) from aanmelding").await
    }

    /// How many alerts were stopped or withdrawn.
    pub async fn halted(&self) -> i64 {
        let sql = "select count(*) from melding where stilgezet_ms is not null or status = 'ingetrokken'";
        self.database.number(sql).await
    }

    /// How many alerts were withdrawn.
    pub async fn withdrawn(&self) -> i64 {
        self.database.number("select count(*) from melding where status = 'ingetrokken'").await
    }

    /// In how many groups an alert was reported to stand.
    pub async fn posted(&self) -> i64 {
        self.database.number("select count(*) from uitzetting where geplaatst_ms is not null").await
    }

    /// How many people are away.
    pub async fn away(&self) -> i64 {
        self.database.number("select count(*) from persoon where afwezig_tot_ms is not null").await
    }

    /// How many telephones are blocked.
    pub async fn blocked(&self) -> i64 {
        self.database.number("select count(*) from persoon where geblokkeerd = 1").await
    }

    /// How each request for a group stands.
    pub async fn requests(&self) -> Vec<String> {
        self.database.texts("select status from aanmelding").await
    }

    /// How many pictures wait for a second person.
    pub async fn pictures_waiting(&self) -> i64 {
        self.database.number("select count(*) from foto where toestand = 'wacht'").await
    }

    /// Says a line and answers whether 112 stands at the beginning of an answer; and the answers.
    pub async fn hears_112(&mut self, wa_id: &str, line: &str) -> (bool, Vec<String>) {
        let before = self.count(wa_id);
        self.say(wa_id, line).await;
        let answers = self.texts(wa_id).split_off(before);
        (answers.iter().any(|text| text.find("112").is_some_and(|at| at < 40)), answers)
    }
}
