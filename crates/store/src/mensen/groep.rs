//! Groups: their names, who runs them, their facts, and how they are chased.
//!
//! Owns the register as a table of people in groups. Who a person is, is `persoon`'s. Invariant: a group has one name in
//! its gemeente.

use kern::domain::wijk::{GemeenteId, WijkId};
use std::collections::BTreeSet;

use sqlx::AssertSqlSafe;

use crate::rows::{self, row};
use crate::{Result, Tx};
use kern::domain::persoon::{GroepId, InGroep, PersoonId, Rang};

/// The group of this name in a gemeente.
///
/// # Errors
/// The database cannot be reached.
pub async fn find_group(tx: &mut Tx, gemeente: &GemeenteId, naam: &str) -> Result<Option<GroepId>> {
    let known: Option<i64> = sqlx::query_scalar("select id from groep where gemeente = $1 and naam_sleutel = $2")
        .bind(gemeente.as_str())
        .bind(naam.to_lowercase())
        .fetch_optional(tx.connection())
        .await?;
    Ok(known.map(GroepId))
}

/// The name of a group, as it was given.
///
/// # Errors
/// The database cannot be reached.
pub async fn group_name(tx: &mut Tx, id: GroepId) -> Result<String> {
    Ok(sqlx::query_scalar("select naam from groep where id = $1").bind(id.0).fetch_one(tx.connection()).await?)
}

/// The groups of a gemeente with their names.
///
/// # Errors
/// The database cannot be reached.
pub async fn groups_of(tx: &mut Tx, gemeente: &GemeenteId) -> Result<Vec<(GroepId, String)>> {
    let rows: Vec<(i64, String)> = sqlx::query_as("select id, naam from groep where gemeente = $1 order by naam")
        .bind(gemeente.as_str())
        .fetch_all(tx.connection())
        .await?;
    Ok(rows.into_iter().map(|(id, naam)| (GroepId(id), naam)).collect())
}

/// The group of this name in a gemeente; made if new. Its wijken are added to those it has.
///
/// # Errors
/// The database cannot be reached.
pub async fn find_or_add_group(
    tx: &mut Tx,
    gemeente: &GemeenteId,
    naam: &str,
    wijken: &[WijkId],
    now_ms: i64,
) -> Result<GroepId> {
    let key = naam.to_lowercase();
    let id = match find_group(tx, gemeente, naam).await? {
        Some(GroepId(id)) => id,
        None => {
            let id = tx.take_ids("groep", 1).await?;
            sqlx::query("insert into groep (id, gemeente, naam, naam_sleutel, gemaakt_ms) values ($1, $2, $3, $4, $5)")
                .bind(id)
                .bind(gemeente.as_str())
                .bind(naam)
                .bind(key)
                .bind(now_ms)
                .execute(tx.writing())
                .await?;
            id
        }
    };
    for wijk in wijken {
        sqlx::query("insert into groep_wijk (groep_id, wijk) values ($1, $2) on conflict (groep_id, wijk) do nothing")
            .bind(id)
            .bind(wijk.as_str())
            .execute(tx.writing())
            .await?;
    }
    Ok(GroepId(id))
}

/// Makes a person beheerder of a group, in this rank.
///
/// # Errors
/// The database cannot be reached.
pub async fn add_beheerder(tx: &mut Tx, groep: GroepId, id: PersoonId, rang: Rang) -> Result<()> {
    sqlx::query("insert into beheer (groep_id, persoon_id, rang) values ($1, $2, $3) on conflict (groep_id, persoon_id) do update set rang = excluded.rang")
        .bind(groep.0)
        .bind(id.0)
        .bind(rang.id())
        .execute(tx.writing())
        .await?;
    Ok(())
}

row! {
    /// Somebody who runs a group.
    struct Wie {
        groep: String,
        rang: Option<String>,
        naam: Option<String>,
        uitgenodigd: bool,
        onbereikbaar: bool,
    }
}

/// Who runs the groups of these wijken, by group and rank.
///
/// # Errors
/// The database cannot be reached.
pub async fn who_runs(tx: &mut Tx, gemeente: &GemeenteId, wijken: &[&WijkId]) -> Result<Vec<InGroep>> {
    let sql = format!(
        "select distinct g.naam as groep, b.rang, p.naam, case when p.uitgenodigd_ms is null then 0 else 1 end as uitgenodigd, \
         case when p.geblokkeerd = 1 or p.onbereikbaar_ms is not null or p.opgeschort_ms is not null then 1 else 0 end as onbereikbaar, b.persoon_id \
         from groep g join groep_wijk w on w.groep_id = g.id left join beheer b on b.groep_id = g.id left join persoon p on p.id = b.persoon_id \
         where g.gemeente = $1 and w.wijk in {} order by g.naam, b.rang, b.persoon_id",
        rows::list(wijken.len(), 2)
    );
    let mut query = sqlx::query_as(AssertSqlSafe(sql)).bind(gemeente.as_str());
    for wijk in wijken {
        query = query.bind(wijk.as_str());
    }
    let found: Vec<Wie> = query.fetch_all(tx.connection()).await?;
    let people = found.into_iter().map(|Wie { groep, rang, naam, uitgenodigd, onbereikbaar }| InGroep {
        groep,
        rang: rang.as_deref().and_then(Rang::van_id),
        naam,
        uitgenodigd,
        onbereikbaar,
    });
    Ok(people.collect())
}

/// How many people run a group.
///
/// # Errors
/// The database cannot be reached.
pub async fn beheerders(tx: &mut Tx) -> Result<i64> {
    Ok(sqlx::query_scalar("select count(distinct persoon_id) from beheer").fetch_one(tx.connection()).await?)
}

/// A line of the register: one person of one group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterRow {
    /// The id of the gemeente.
    pub gemeente: GemeenteId,
    /// The ids of the group's wijken.
    pub wijken: Vec<WijkId>,
    /// The name of the group.
    pub groep: String,
    /// The person's number, digits; empty where only their user id is known.
    pub nummer: String,
    /// Their name; empty if unknown.
    pub naam: String,
    /// What they are to the group.
    pub rang: String,
    /// The members of the group.
    pub leden: Option<i64>,
    /// Its registration at WABP; empty if unknown.
    pub wabp: String,
    /// How they stand.
    pub stand: RegisterStand,
}

/// How somebody of the register stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RegisterStand {
    /// They can be reached.
    Actief,
    /// They have not written yet.
    Uitgenodigd,
    /// Their number does not work.
    NummerWerktNiet,
    /// They are blocked.
    Geblokkeerd,
    /// Their rights rest until somebody confirms them.
    TeBevestigen,
}

row! {
    /// A line of the register, as it is stored.
    struct Regel {
        id: i64,
        gemeente: GemeenteId,
        groep: String,
        nummer: Option<String>,
        naam: Option<String>,
        rang: String,
        leden: Option<i64>,
        wabp: Option<String>,
        stand: i64,
    }
}

/// The whole register, by gemeente, group and rank.
///
/// # Errors
/// The database cannot be reached.
pub async fn register(tx: &mut Tx) -> Result<Vec<RegisterRow>> {
    let people: Vec<Regel> = sqlx::query_as(
        "select g.id, g.gemeente, g.naam as groep, i.waarde as nummer, p.naam, b.rang, g.leden, g.wabp, \
         case when p.geblokkeerd = 1 then 3 when p.opgeschort_ms is not null then 4 when p.uitgenodigd_ms is not null then 1 when p.onbereikbaar_ms is not null then 2 else 0 end as stand \
         from beheer b join groep g on g.id = b.groep_id join persoon p on p.id = b.persoon_id \
         left join identiteit i on i.persoon_id = p.id and i.soort = 'telefoon' order by g.gemeente, g.naam, b.rang, p.id",
    )
    .fetch_all(tx.connection())
    .await?;
    let pairs: Vec<(i64, String)> = sqlx::query_as("select groep_id, wijk from groep_wijk order by groep_id, wijk")
        .fetch_all(tx.connection())
        .await?;
    let wijken_van =
        |id: i64| pairs.iter().filter(|(groep, _)| *groep == id).map(|(_, wijk)| WijkId::from(wijk.as_str())).collect();
    let rows = people.into_iter().map(|regel| RegisterRow {
        gemeente: regel.gemeente,
        wijken: wijken_van(regel.id),
        groep: regel.groep,
        nummer: regel.nummer.unwrap_or_default(),
        naam: regel.naam.unwrap_or_default(),
        rang: regel.rang,
        leden: regel.leden,
        wabp: regel.wabp.unwrap_or_default(),
        stand: match regel.stand {
            1 => RegisterStand::Uitgenodigd,
            2 => RegisterStand::NummerWerktNiet,
            3 => RegisterStand::Geblokkeerd,
            4 => RegisterStand::TeBevestigen,
            _ => RegisterStand::Actief,
        },
    });
    Ok(rows.collect())
}

/// A fact about a group that its beheerder gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroepFeit<'a> {
    /// How many members it has.
    Leden(i64),
    /// Whether they want signs.
    Borden(&'a str),
    /// Whether they want stickers.
    Stickers(&'a str),
    /// Its registration at WABP.
    Wabp(&'a str),
}

/// Records a fact about a group.
///
/// # Errors
/// The database cannot be reached.
pub async fn set_group_fact(tx: &mut Tx, id: GroepId, feit: GroepFeit<'_>) -> Result<()> {
    let query = match feit {
        GroepFeit::Leden(leden) => sqlx::query("update groep set leden = $2 where id = $1").bind(id.0).bind(leden),
        GroepFeit::Borden(wat) => sqlx::query("update groep set borden = $2 where id = $1").bind(id.0).bind(wat),
        GroepFeit::Stickers(wat) => sqlx::query("update groep set stickers = $2 where id = $1").bind(id.0).bind(wat),
        GroepFeit::Wabp(wat) => sqlx::query("update groep set wabp = $2 where id = $1").bind(id.0).bind(wat),
    };
    query.execute(tx.writing()).await?;
    Ok(())
}

/// What was recorded of a group: members, signs, stickers.
///
/// # Errors
/// The database cannot be reached.
pub async fn group_facts(tx: &mut Tx, id: GroepId) -> Result<(Option<i64>, Option<String>, Option<String>)> {
    Ok(sqlx::query_as("select leden, borden, stickers from groep where id = $1")
        .bind(id.0)
        .fetch_one(tx.connection())
        .await?)
}

/// How one group is chased, where it differs from its gemeente; times in seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct VanGroep {
    /// Mede-beheerders get an alert at once.
    pub mede_meteen: Option<bool>,
    /// The next person is called up after so long without a report.
    pub reserve_na_s: Option<i64>,
    /// And after so long without delivery.
    pub niet_bezorgd_na_s: Option<i64>,
    /// One reminder after so long without an answer.
    pub herinnering_na_s: Option<i64>,
}

impl VanGroep {
    /// This, with what the other says instead where it says anything.
    #[must_use]
    pub fn or(self, new: Self) -> Self {
        Self {
            mede_meteen: new.mede_meteen.or(self.mede_meteen),
            reserve_na_s: new.reserve_na_s.or(self.reserve_na_s),
            niet_bezorgd_na_s: new.niet_bezorgd_na_s.or(self.niet_bezorgd_na_s),
            herinnering_na_s: new.herinnering_na_s.or(self.herinnering_na_s),
        }
    }
}

/// The groups whose mede-beheerders do not get an alert at once; `van_gemeente` is what holds where a group says nothing.
///
/// # Errors
/// The database cannot be reached.
pub async fn mede_later(tx: &mut Tx, gemeente: &GemeenteId, van_gemeente: bool) -> Result<BTreeSet<GroepId>> {
    let ids: Vec<i64> =
        sqlx::query_scalar("select id from groep where gemeente = $1 and coalesce(mede_meteen, $2) = 0 order by id")
            .bind(gemeente.as_str())
            .bind(i64::from(van_gemeente))
            .fetch_all(tx.connection())
            .await?;
    Ok(ids.into_iter().map(GroepId).collect())
}

row! {
    /// How a group is chased, as it is stored.
    struct Afwijking {
        mede_meteen: Option<i64>,
        reserve_na_s: Option<i64>,
        niet_bezorgd_na_s: Option<i64>,
        herinnering_na_s: Option<i64>,
    }
}

/// How a group is chased, where it differs from its gemeente.
///
/// # Errors
/// The database cannot be reached.
pub async fn of_group(tx: &mut Tx, id: GroepId) -> Result<VanGroep> {
    let Afwijking { mede_meteen, reserve_na_s, niet_bezorgd_na_s, herinnering_na_s } = sqlx::query_as(
        "select mede_meteen, reserve_na_s, niet_bezorgd_na_s, herinnering_na_s from groep where id = $1",
    )
    .bind(id.0)
    .fetch_one(tx.connection())
    .await?;
    let mede_meteen = mede_meteen.map(|mede| mede != 0);
    Ok(VanGroep { mede_meteen, reserve_na_s, niet_bezorgd_na_s, herinnering_na_s })
}

/// Sets how a group is chased; what is absent goes by its gemeente.
///
/// # Errors
/// The database cannot be reached.
pub async fn set_of_group(tx: &mut Tx, id: GroepId, hoe: &VanGroep) -> Result<()> {
    sqlx::query("update groep set mede_meteen = $2, reserve_na_s = $3, niet_bezorgd_na_s = $4, herinnering_na_s = $5 where id = $1")
        .bind(id.0)
        .bind(hoe.mede_meteen.map(i64::from))
        .bind(hoe.reserve_na_s)
        .bind(hoe.niet_bezorgd_na_s)
        .bind(hoe.herinnering_na_s)
        .execute(tx.writing())
        .await?;
    Ok(())
}
