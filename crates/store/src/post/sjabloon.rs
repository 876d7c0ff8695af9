//! How templates stand with Meta: approved or not, category, quality.
//!
//! Invariant: a template of which nothing is known is taken to be usable; Meta's refusal says otherwise soon
//! enough, and the message goes on in its next form.

use crate::rows::row;
use crate::{Result, Tx};

/// The state of a template that may be sent.
pub const APPROVED: &str = "APPROVED";

/// Under this name and language stands whether messages with a link button are taken. They are no template: nobody approves
/// them, and whether Meta takes them is known only from what it answers.
pub const LINKKNOP: (&str, &str) = ("linkknop", "-");

/// The state of a template whose link button leads to another address than ours.
pub const ELSEWHERE: &str = "ELSEWHERE";

/// The state of link buttons that Meta refused.
pub const REFUSED: &str = "REFUSED";

row! {
    /// How a template stands.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Stand {
        /// Its name.
        pub naam: String,
        /// Its language.
        pub taal: String,
        /// Meta's word: APPROVED, PENDING, REJECTED, PAUSED, DISABLED; ours: MISSING.
        pub status: String,
        /// Meta's category; empty if not known.
        pub categorie: String,
        /// Meta's word for its quality; empty if not known.
        pub kwaliteit: String,
    }
}

/// All templates that anything is known of.
///
/// # Errors
/// The database cannot be reached.
pub async fn all(tx: &mut Tx) -> Result<Vec<Stand>> {
    Ok(sqlx::query_as("select naam, taal, status, categorie, kwaliteit from sjabloon_stand order by naam, taal")
        .fetch_all(tx.connection())
        .await?)
}

/// The templates that cannot be sent now, by name and language.
///
/// # Errors
/// The database cannot be reached.
pub async fn unusable(tx: &mut Tx) -> Result<Vec<(String, String)>> {
    Ok(sqlx::query_as("select naam, taal from sjabloon_stand where status <> $1")
        .bind(APPROVED)
        .fetch_all(tx.connection())
        .await?)
}

/// The templates that Meta approved, by name and language.
///
/// # Errors
/// The database cannot be reached.
pub async fn approved(tx: &mut Tx) -> Result<Vec<(String, String)>> {
    Ok(sqlx::query_as("select naam, taal from sjabloon_stand where status = $1")
        .bind(APPROVED)
        .fetch_all(tx.connection())
        .await?)
}

/// Since when link buttons are refused, in milliseconds since the epoch; `None` if they are not.
///
/// # Errors
/// The database cannot be reached.
pub async fn links_refused_ms(tx: &mut Tx) -> Result<Option<i64>> {
    Ok(sqlx::query_scalar("select gewijzigd_ms from sjabloon_stand where naam = $1 and taal = $2 and status = $3")
        .bind(LINKKNOP.0)
        .bind(LINKKNOP.1)
        .bind(REFUSED)
        .fetch_optional(tx.connection())
        .await?)
}

/// Link buttons that were refused before a moment are tried again.
///
/// # Errors
/// The database cannot be reached.
pub async fn try_links_again(tx: &mut Tx, before_ms: i64) -> Result<()> {
    if links_refused_ms(tx).await?.is_some_and(|refused_ms| refused_ms < before_ms) {
        sqlx::query("delete from sjabloon_stand where naam = $1 and taal = $2")
            .bind(LINKKNOP.0)
            .bind(LINKKNOP.1)
            .execute(tx.writing())
            .await?;
    }
    Ok(())
}

/// Whether any of these templates, by name and language, can be sent now.
///
/// # Errors
/// The database cannot be reached.
pub async fn any_usable(tx: &mut Tx, wanted: &[(&str, &str)]) -> Result<bool> {
    let unusable = unusable(tx).await?;
    Ok(wanted.iter().any(|wanted| !unusable.iter().any(|(naam, taal)| (naam.as_str(), taal.as_str()) == *wanted)))
}

/// The templates that could be sent, but that Meta put into another category than this one, by name and language.
///
/// # Errors
/// The database cannot be reached.
pub async fn recategorised(tx: &mut Tx, wanted: &str) -> Result<Vec<(String, String)>> {
    Ok(sqlx::query_as("select naam, taal from sjabloon_stand where status = $1 and categorie not in ('', $2)")
        .bind(APPROVED)
        .bind(wanted)
        .fetch_all(tx.connection())
        .await?)
}

/// What is told about a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Feit<'a> {
    /// Its status, in Meta's word.
    Status(&'a str),
    /// Its category.
    Categorie(&'a str),
    /// Its quality.
    Kwaliteit(&'a str),
}

/// Records a fact about a template.
///
/// # Errors
/// The database cannot be reached.
pub async fn set(tx: &mut Tx, naam: &str, taal: &str, feit: Feit<'_>, now_ms: i64) -> Result<()> {
    sqlx::query(
        "insert into sjabloon_stand (naam, taal, status, gewijzigd_ms) values ($1, $2, $3, $4) on conflict (naam, taal) do nothing",
    )
    .bind(naam)
    .bind(taal)
    .bind(APPROVED)
    .bind(now_ms)
    .execute(tx.writing())
    .await?;
    let (sql, value) = match feit {
        Feit::Status(status) => {
            ("update sjabloon_stand set status = $3, gewijzigd_ms = $4 where naam = $1 and taal = $2", status)
        }
        Feit::Categorie(categorie) => {
            ("update sjabloon_stand set categorie = $3, gewijzigd_ms = $4 where naam = $1 and taal = $2", categorie)
        }
        Feit::Kwaliteit(kwaliteit) => {
            ("update sjabloon_stand set kwaliteit = $3, gewijzigd_ms = $4 where naam = $1 and taal = $2", kwaliteit)
        }
    };
    sqlx::query(sql).bind(naam).bind(taal).bind(value).bind(now_ms).execute(tx.writing()).await?;
    Ok(())
}
