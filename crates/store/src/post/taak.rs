//! Timed work. Each kind of work is done once for each thing it is about (a melding, an aanmelding).

use crate::rows::row;
use crate::{Result, Tx};

/// A kind of timed work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaakSoort {
    /// Tell the sender how far it is, five minutes on.
    Voortgang,
    /// Its validity ends: close it and tell the sender how it stands.
    Einde,
    /// Some of its messages lapsed unsent: tell the sender.
    Vervallen,
    /// Some of its messages were held up for minutes: its sender decides whether they still go.
    Vastgehouden,
    /// A sign-on lapses soon: its telephone is told.
    DienstBijnaVoorbij,
    /// A sign-on lapsed: its telephone is told.
    DienstVoorbij,
    /// Nobody decided about an alert that waits for a second person: others are asked.
    TweedeAnderen,
    /// Nobody decided about it while it was valid: it lapses.
    TweedeVerloopt,
    /// Look at the groups of an alert: who is called up next, who is reminded.
    Navraag,
    /// Nobody decided about an update: others are asked.
    UpdateAnderen,
    /// Its end comes near: ask whether it still holds.
    NogActueel,
    /// A withdrawal: ask once more, and tell how it goes.
    IntrekkingAandringen,
    /// A withdrawal: tell what is left.
    IntrekkingSlot,
    /// Nobody decided about a picture: others are asked.
    FotoAnderen,
    /// A picture is to be deleted.
    FotoWissen,
    /// Nobody decided about a request within a day: remind those who can.
    AanmeldingHerinnering,
    /// Nobody decided about a request for two weeks: it lapses.
    AanmeldingVerloopt,
    /// A hand-over cooled for a day: it passes over, or those who decide are reminded.
    OverdrachtAfgekoeld,
    /// A hand-over came to nothing for a week: it lapses.
    OverdrachtVerloopt,
    /// A drawing is to be deleted at Meta.
    BeeldWissen,
    /// The moment of a monthly exercise: the senders are told.
    Proefalarm,
    /// Ask the sender of an alert how good it was.
    Kwaliteit,
    /// Somebody's absence begins: what runs for their groups is looked at again.
    AfwezigBegint,
    /// Somebody's absence ends: they are told.
    AfwezigVoorbij,
    /// Somebody who was erased has had their last message: their address is forgotten.
    AdresVergeten,
    /// Somebody stopped a month ago: they are erased.
    OudeBeheerderWissen,
    /// The rest of the invitations to a meeting.
    Uitnodigen,
    /// A meeting is tomorrow.
    BijeenkomstMorgen,
}

impl TaakSoort {
    const ALLE: [Self; 28] = [
        Self::UpdateAnderen,
        Self::Navraag,
        Self::NogActueel,
        Self::IntrekkingAandringen,
        Self::IntrekkingSlot,
        Self::Voortgang,
        Self::Einde,
        Self::Vervallen,
        Self::Vastgehouden,
        Self::DienstBijnaVoorbij,
        Self::DienstVoorbij,
        Self::TweedeAnderen,
        Self::TweedeVerloopt,
        Self::FotoAnderen,
        Self::FotoWissen,
        Self::AanmeldingHerinnering,
        Self::AanmeldingVerloopt,
        Self::OverdrachtAfgekoeld,
        Self::OverdrachtVerloopt,
        Self::BeeldWissen,
        Self::Proefalarm,
        Self::Kwaliteit,
        Self::AfwezigBegint,
        Self::AfwezigVoorbij,
        Self::AdresVergeten,
        Self::OudeBeheerderWissen,
        Self::Uitnodigen,
        Self::BijeenkomstMorgen,
    ];

    const fn id(self) -> &'static str {
        match self {
            Self::Voortgang => "voortgang",
            Self::Einde => "einde",
            Self::Vervallen => "vervallen",
            Self::Vastgehouden => "vastgehouden",
            Self::DienstBijnaVoorbij => "dienst bijna voorbij",
            Self::DienstVoorbij => "dienst voorbij",
            Self::TweedeAnderen => "tweede anderen",
            Self::TweedeVerloopt => "tweede verloopt",
            Self::Navraag => "navraag",
            Self::UpdateAnderen => "update anderen",
            Self::NogActueel => "nog actueel",
            Self::IntrekkingAandringen => "intrekking aandringen",
            Self::IntrekkingSlot => "intrekking slot",
            Self::FotoAnderen => "foto anderen",
            Self::FotoWissen => "foto wissen",
            Self::AanmeldingHerinnering => "aanmelding herinnering",
            Self::AanmeldingVerloopt => "aanmelding verloopt",
            Self::OverdrachtAfgekoeld => "overdracht afgekoeld",
            Self::OverdrachtVerloopt => "overdracht verloopt",
            Self::BeeldWissen => "beeld wissen",
            Self::Proefalarm => "proefalarm",
            Self::Kwaliteit => "kwaliteit",
            Self::AfwezigBegint => "afwezig begint",
            Self::AfwezigVoorbij => "afwezig voorbij",
            Self::AdresVergeten => "adres vergeten",
            Self::OudeBeheerderWissen => "oude beheerder wissen",
            Self::Uitnodigen => "uitnodigen",
            Self::BijeenkomstMorgen => "bijeenkomst morgen",
        }
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
    let soort =
        TaakSoort::ALLE.into_iter().find(|kind| kind.id() == soort).ok_or(crate::Error::content("taak.soort"))?;
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
