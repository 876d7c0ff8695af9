//! Timed work. Each kind of work is done once for each thing it is about (a melding, an aanmelding).

use crate::rows::row;
use crate::{Result, Tx};
use kern::opgeslagen;

opgeslagen! {
    /// A kind of timed work.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum TaakSoort {
        /// Tell the sender how far it is, five minutes on.
        Voortgang = "voortgang",
        /// Its validity ends: close it and tell the sender how it stands.
        Einde = "einde",
        /// Some of its messages lapsed unsent: tell the sender.
        Vervallen = "vervallen",
        /// Some of its messages were held up for minutes: its sender decides whether they still go.
        Vastgehouden = "vastgehouden",
        /// A sign-on lapses soon: its telephone is told.
        DienstBijnaVoorbij = "dienst bijna voorbij",
        /// A sign-on lapsed: its telephone is told.
        DienstVoorbij = "dienst voorbij",
        /// Nobody decided about an alert that waits for a second person: others are asked.
        TweedeAnderen = "tweede anderen",
        /// Nobody decided about it while it was valid: it lapses.
        TweedeVerloopt = "tweede verloopt",
        /// Look at the groups of an alert: who is called up next, who is reminded.
        Navraag = "navraag",
        /// Nobody decided about an update: others are asked.
        UpdateAnderen = "update anderen",
        /// Its end comes near: ask whether it still holds.
        NogActueel = "nog actueel",
        /// A withdrawal: ask once more, and tell how it goes.
        IntrekkingAandringen = "intrekking aandringen",
        /// A withdrawal: tell what is left.
        IntrekkingSlot = "intrekking slot",
        /// Nobody decided about a picture: others are asked.
        FotoAnderen = "foto anderen",
        /// A picture is to be deleted.
        FotoWissen = "foto wissen",
        /// Nobody decided about a request within a day: remind those who can.
        AanmeldingHerinnering = "aanmelding herinnering",
        /// Nobody decided about a request for two weeks: it lapses.
        AanmeldingVerloopt = "aanmelding verloopt",
        /// A hand-over cooled for a day: it passes over, or those who decide are reminded.
        OverdrachtAfgekoeld = "overdracht afgekoeld",
        /// A hand-over came to nothing for a week: it lapses.
        OverdrachtVerloopt = "overdracht verloopt",
        /// A drawing is to be deleted at Meta.
        BeeldWissen = "beeld wissen",
        /// The moment of a monthly exercise: the senders are told.
        Proefalarm = "proefalarm",
        /// Ask the sender of an alert how good it was.
        Kwaliteit = "kwaliteit",
        /// Somebody's absence begins: what runs for their groups is looked at again.
        AfwezigBegint = "afwezig begint",
        /// Somebody's absence ends: they are told.
        AfwezigVoorbij = "afwezig voorbij",
        /// Somebody who was erased has had their last message: their address is forgotten.
        AdresVergeten = "adres vergeten",
        /// Somebody stopped a month ago: they are erased.
        OudeBeheerderWissen = "oude beheerder wissen",
        /// The rest of the invitations to a meeting.
        Uitnodigen = "uitnodigen",
        /// A meeting is tomorrow.
        BijeenkomstMorgen = "bijeenkomst morgen",
    }
}

/// Plans work on the thing with this id; planning it again changes nothing.
///
/// # Errors
/// The database cannot be reached.
pub async fn plan(tx: &mut Tx, soort: TaakSoort, voorwerp: i64, due_ms: i64) -> Result<()> {
    let id = tx.take_ids("taak", 1).await?;
    sqlx::query("insert into taak (id, soort, voorwerp_id, te_doen_ms) values ($1, $2, $3, $4) on conflict (soort, voorwerp_id) do nothing")
        .bind(id)
        .bind(soort.id())
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
pub async fn next_due(tx: &mut Tx, now_ms: i64) -> Result<Option<(i64, TaakSoort, i64)>> {
    let row: Option<Row> =
        sqlx::query_as("select id, soort, voorwerp_id from taak where gedaan_ms is null and te_doen_ms <= $1 order by te_doen_ms, id limit 1")
            .bind(now_ms)
            .fetch_optional(tx.connection())
            .await?;
    let Some(Row { id, soort, voorwerp }) = row else { return Ok(None) };
    let soort = TaakSoort::van_id(&soort).ok_or(crate::Error::content("taak.soort"))?;
    Ok(Some((id, soort, voorwerp)))
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

/// Plans work on the thing with this id, also where it was planned or done before.
///
/// # Errors
/// The database cannot be reached.
pub async fn plan_anew(tx: &mut Tx, soort: TaakSoort, voorwerp: i64, due_ms: i64) -> Result<()> {
    plan(tx, soort, voorwerp, due_ms).await?;
    sqlx::query("update taak set te_doen_ms = $3, gedaan_ms = null where soort = $1 and voorwerp_id = $2")
        .bind(soort.id())
        .bind(voorwerp)
        .bind(due_ms)
        .execute(tx.writing())
        .await?;
    Ok(())
}
