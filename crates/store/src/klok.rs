//! Moves along what waits when the wall clock was set.
//!
//! Owns the list of what is counted from our own clock: due moments, validities, and since when. What is meant as a
//! moment of the calendar (a meeting, an absence, the monthly exercise) and what Meta said stays where it is.

use sqlx::AssertSqlSafe;

use super::{Result, Tx};
use kern::limits;

/// Tables with the columns that move, and which rows of them. `$2` is the moment a window ago, in the old time.
const MOVES: [(&str, &[&str], &str); 27] = [
    (
        "outbox",
        &["gemaakt_ms", "volgende_ms", "geldig_tot_ms", "geclaimd_ms", "vrijgegeven_ms"],
        "toestand in ('wacht', 'geclaimd', 'vastgehouden')",
    ),
    ("outbox", &["geclaimd_ms"], "geclaimd_ms > $2 and toestand not in ('wacht', 'geclaimd', 'vastgehouden')"),
    ("outbox", &["buiten_venster_ms"], "buiten_venster_ms > $2"),
    ("inbox", &["ontvangen_ms"], "ontvangen_ms > $2"),
    ("inbox", &["volgende_ms"], "toestand = 'nieuw' and volgende_ms > 0"),
    ("gesprek", &["laatste_ms"], "laatste_ms > $2"),
    ("dialoog", &["verloopt_ms"], "verloopt_ms > $2"),
    ("dialoog_geparkeerd", &["verloopt_ms"], "verloopt_ms > $2"),
    (
        "melding",
        &["gemaakt_ms", "geldig_tot_ms", "verzonden_ms", "stilgezet_ms", "goedgekeurd_ms", "tweede_gevraagd_ms"],
        "status in ('concept', 'wacht_tweede', 'verzonden')",
    ),
    ("uitzetting", &["vanaf_ms", "intrekking_ms"], RUNNING),
    (
        "ontvangst",
        &["opgeroepen_ms", "uitgesteld_tot_ms", "herinnerd_ms", "antwoord_ms", "intrekking_herinnerd_ms"],
        RUNNING,
    ),
    ("groepsantwoord", &["uitgesteld_tot_ms", "gezegd_ms"], RUNNING),
    ("foto_vooraf", &["gemaakt_ms"], "gemaakt_ms > $2"),
    ("blokkade", &["gemaakt_ms"], "gemaakt_ms > $2"),
    ("bijwerking", &["gemaakt_ms", "verleng_tot_ms", "verzonden_ms"], RUNNING),
    ("overdracht", &["gemaakt_ms", "aanvaard_ms"], "status in ('voorgesteld', 'aanvaard')"),
    ("opdracht", &["volgende_ms"], "toestand = 'open'"),
    ("informatie", &["gemaakt_ms"], "status in ('concept', 'wacht')"),
    ("informatie", &["verstuurd_ms"], "verstuurd_ms > $2"),
    ("anders", &["verstuurd_ms"], "verstuurd_ms > $2"),
    ("indruk", &["gevraagd_ms"], "gevraagd_ms > $2"),
    ("controle", &["gevraagd_ms", "laatst_ms"], "gevraagd_ms > $2"),
    ("dienst", &["vanaf_ms", "tot_ms"], "tot_ms > $2"),
    ("dienst_wacht", &["gemaakt_ms"], "gemaakt_ms > $2"),
    ("nummer_stand", &["gestopt_ms"], "gestopt_ms is not null"),
    ("alarm", &["begonnen_ms", "gemeld_ms"], "begonnen_ms is not null"),
    (
        "taak",
        &["te_doen_ms"],
        "gedaan_ms is null and soort not in ('proefalarm', 'kwaliteit', 'afwezig voorbij', 'bijeenkomst morgen', 'uitnodigen')",
    ),
];

const RUNNING: &str = "melding_id in (select id from melding where status in ('concept', 'wacht_tweede', 'verzonden') \
    or einde_ms > $2)";

/// Moves what waits by so much; `from_ms` is the time before the clock was set.
///
/// # Errors
/// The database cannot be reached.
pub async fn shift(tx: &mut Tx, by_ms: i64, from_ms: i64) -> Result<()> {
    for (table, columns, which) in MOVES {
        let columns: Vec<String> = columns.iter().map(|column| format!("{column} = {column} + $1")).collect();
        let since = if which.contains("$2") { "" } else { " and $2 = $2" };
        let sql = format!("update {table} set {} where ({which}){since}", columns.join(", "));
        sqlx::query(AssertSqlSafe(sql)).bind(by_ms).bind(from_ms - limits::WINDOW_MS).execute(tx.writing()).await?;
    }
    Ok(())
}

/// The newest moment that this program wrote down, in milliseconds since the epoch.
///
/// # Errors
/// The database cannot be reached.
pub async fn newest_ms(tx: &mut Tx) -> Result<Option<i64>> {
    let received = "select max(ontvangen_ms) from inbox";
    let received: Option<i64> = sqlx::query_scalar(received).fetch_one(tx.connection()).await?;
    let made = "select gemaakt_ms from outbox order by id desc limit 1";
    let made: Option<i64> = sqlx::query_scalar(made).fetch_optional(tx.connection()).await?;
    Ok(received.into_iter().chain(made).max())
}
