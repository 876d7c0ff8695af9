//! Timed work. Each kind of work is done once for each thing it is about (a melding, an aanmelding).

use crate::melding::beeld::BeeldId;
use crate::melding::bijwerking::BijwerkingId;
use crate::melding::foto::FotoId;
use crate::melding::oefening::VoorstelId;
use crate::mensen::bijeenkomst::BijeenkomstId;
use crate::mensen::controle::RondeId;
use crate::mensen::informatie::InformatieId;
use crate::rows::row;
use crate::{Result, Tx};
use kern::domain::aanmelding::AanmeldingId;
use kern::domain::bord::BordId;
use kern::domain::overdracht::OverdrachtId;
use kern::domain::persoon::{MeldingId, PersoonId};

/// Kinds of timed work, each with what it is about and the name under which it is stored.
macro_rules! taken {
    ($($(#[$doc:meta])* $naam:ident($voorwerp:ident) = $woord:literal,)+) => {
        /// A piece of timed work: its kind, and what it is about.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Taak { $($(#[$doc])* $naam($voorwerp),)+ }

        impl Taak {
            /// The kind as it is stored, and the number of what it is about.
            const fn opgeslagen(self) -> (&'static str, i64) {
                match self { $(Self::$naam(voorwerp) => ($woord, voorwerp.0),)+ }
            }

            /// A piece of work as it was stored; `None` of a kind that is not known.
            fn lees(soort: &str, voorwerp: i64) -> Option<Self> {
                Some(match soort {
                    $($woord => Self::$naam($voorwerp(voorwerp)),)+
                    _ => return None,
                })
            }
        }
    };
}

taken! {
    /// Tell the sender how far it is, five minutes on.
    Voortgang(MeldingId) = "voortgang",
    /// Its validity ends: close it and tell the sender how it stands.
    Einde(MeldingId) = "einde",
    /// Some of its messages lapsed unsent: tell the sender.
    Vervallen(MeldingId) = "vervallen",
    /// Some of its messages were held up for minutes: its sender decides whether they still go.
    Vastgehouden(MeldingId) = "vastgehouden",
    /// A sign-on lapses soon: its telephone is told.
    DienstBijnaVoorbij(PersoonId) = "dienst bijna voorbij",
    /// A sign-on lapsed: its telephone is told.
    DienstVoorbij(PersoonId) = "dienst voorbij",
    /// Nobody decided about an alert that waits for a second person: others are asked.
    TweedeAnderen(MeldingId) = "tweede anderen",
    /// Nobody decided about it while it was valid: it lapses.
    TweedeVerloopt(MeldingId) = "tweede verloopt",
    /// Look at the groups of an alert: who is called up next, who is reminded.
    Navraag(MeldingId) = "navraag",
    /// Nobody decided about an update: others are asked.
    UpdateAnderen(BijwerkingId) = "update anderen",
    /// Its end comes near: ask whether it still holds.
    NogActueel(MeldingId) = "nog actueel",
    /// A withdrawal: ask once more, and tell how it goes.
    IntrekkingAandringen(MeldingId) = "intrekking aandringen",
    /// A withdrawal: tell what is left.
    IntrekkingSlot(MeldingId) = "intrekking slot",
    /// Nobody decided about a picture: others are asked.
    FotoAnderen(FotoId) = "foto anderen",
    /// A picture is to be deleted.
    FotoWissen(FotoId) = "foto wissen",
    /// Nobody decided about a request within a day: remind those who can.
    AanmeldingHerinnering(AanmeldingId) = "aanmelding herinnering",
    /// Nobody decided about a request for two weeks: it lapses.
    AanmeldingVerloopt(AanmeldingId) = "aanmelding verloopt",
    /// A hand-over cooled for a day: it passes over, or those who decide are reminded.
    OverdrachtAfgekoeld(OverdrachtId) = "overdracht afgekoeld",
    /// A hand-over came to nothing for a week: it lapses.
    OverdrachtVerloopt(OverdrachtId) = "overdracht verloopt",
    /// A drawing is to be deleted at Meta.
    BeeldWissen(BeeldId) = "beeld wissen",
    /// The moment of a monthly exercise: the senders are told.
    Proefalarm(VoorstelId) = "proefalarm",
    /// Ask the sender of an alert how good it was.
    Kwaliteit(MeldingId) = "kwaliteit",
    /// Ask beheerders what they thought of an alert that ended.
    Indruk(MeldingId) = "indruk",
    /// Somebody's absence begins: what runs for their groups is looked at again.
    AfwezigBegint(PersoonId) = "afwezig begint",
    /// Somebody's absence ends: they are told.
    AfwezigVoorbij(PersoonId) = "afwezig voorbij",
    /// Somebody who was erased has had their last message: their address is forgotten.
    AdresVergeten(PersoonId) = "adres vergeten",
    /// Somebody stopped a month ago: they are erased.
    OudeBeheerderWissen(PersoonId) = "oude beheerder wissen",
    /// The rest of the invitations to a meeting.
    Uitnodigen(BijeenkomstId) = "uitnodigen",
    /// A meeting is tomorrow.
    BijeenkomstMorgen(BijeenkomstId) = "bijeenkomst morgen",
    /// The rest of what information goes to.
    Informeren(InformatieId) = "informeren",
    /// Ask beheerders whose turn it is whether all is well.
    Controle(RondeId) = "controle",
    /// The gemeente hears of a request for signs, whether it was said where or not.
    BordVoorleggen(BordId) = "bord voorleggen",
    /// Look at the roles that end: who is warned, and whose end it is.
    Rechten(RondeId) = "rechten",
    /// Tell those who look after roles, once a month, who may what.
    Rechtenlijst(RondeId) = "rechtenlijst",
    /// Nobody decided about information: it lapses.
    InformatieVerloopt(InformatieId) = "informatie verloopt",
}

/// Plans work; planning it again changes nothing.
///
/// # Errors
/// The database cannot be reached.
pub async fn plan(tx: &mut Tx, taak: Taak, due_ms: i64) -> Result<()> {
    let (soort, voorwerp) = taak.opgeslagen();
    let id = tx.take_ids("taak", 1).await?;
    sqlx::query("insert into taak (id, soort, voorwerp_id, te_doen_ms) values ($1, $2, $3, $4) on conflict (soort, voorwerp_id) do nothing")
        .bind(id)
        .bind(soort)
        .bind(voorwerp)
        .bind(due_ms)
        .execute(tx.writing())
        .await?;
    Ok(())
}

row! {
    struct Row {
        id: i64,
        soort: String,
        voorwerp: i64 = "voorwerp_id",
    }
}

/// The next piece of work that is due.
///
/// # Errors
/// The database cannot be reached, or holds work of a kind that this program does not know.
pub async fn next_due(tx: &mut Tx, now_ms: i64) -> Result<Option<(i64, Taak)>> {
    let row: Option<Row> =
        sqlx::query_as("select id, soort, voorwerp_id from taak where gedaan_ms is null and te_doen_ms <= $1 order by te_doen_ms, id limit 1")
            .bind(now_ms)
            .fetch_optional(tx.connection())
            .await?;
    let Some(Row { id, soort, voorwerp }) = row else { return Ok(None) };
    let taak = Taak::lees(&soort, voorwerp).ok_or(crate::Error::content("taak.soort"))?;
    Ok(Some((id, taak)))
}

/// Marks work as done; work that planned itself anew for later stays open.
///
/// # Errors
/// The database cannot be reached.
pub async fn mark_done(tx: &mut Tx, id: i64, now_ms: i64) -> Result<()> {
    sqlx::query("update taak set gedaan_ms = $2 where id = $1 and te_doen_ms <= $2")
        .bind(id)
        .bind(now_ms)
        .execute(tx.writing())
        .await?;
    Ok(())
}

/// Puts work off.
///
/// # Errors
/// The database cannot be reached.
pub async fn postpone(tx: &mut Tx, id: i64, due_ms: i64) -> Result<()> {
    sqlx::query("update taak set te_doen_ms = $2 where id = $1").bind(id).bind(due_ms).execute(tx.writing()).await?;
    Ok(())
}

/// When the next work is due, in milliseconds since the epoch.
///
/// # Errors
/// The database cannot be reached.
pub async fn next_due_ms(tx: &mut Tx) -> Result<Option<i64>> {
    Ok(sqlx::query_scalar("select min(te_doen_ms) from taak where gedaan_ms is null")
        .fetch_one(tx.connection())
        .await?)
}

/// Plans work, also where it was planned or done before.
///
/// # Errors
/// The database cannot be reached.
pub async fn plan_anew(tx: &mut Tx, taak: Taak, due_ms: i64) -> Result<()> {
    plan(tx, taak, due_ms).await?;
    let (soort, voorwerp) = taak.opgeslagen();
    sqlx::query("update taak set te_doen_ms = $3, gedaan_ms = null where soort = $1 and voorwerp_id = $2")
        .bind(soort)
        .bind(voorwerp)
        .bind(due_ms)
        .execute(tx.writing())
        .await?;
    Ok(())
}
