//! What the chase goes by: the groups of an alert, their people, and what each did.
//!
//! Owns reading it and marking who was called up, put off and reminded; what follows is `domain::navraag`'s.

use std::collections::{BTreeMap, HashMap};

pub use crate::mensen::groep::{VanGroep, mede_later, of_group, set_of_group};
use crate::overzicht::{aflevering, antwoord, stored};
use crate::post::klasse::Klasse;
use crate::post::status::{NO_PLACE, PAIR_LIMIT};
use crate::rows::row;
use crate::taak::{self, Taak};
use crate::{Result, Tx};
use cloud::ids::WaId;
use kern::domain::bereik::Lid;
use kern::domain::instellingen::Navraag;
use kern::domain::navraag::{Groep, Mens, Oproep};
use kern::domain::persoon::{GroepId, MeldingId, PersoonId, Rang};
use kern::domain::stilte::Stilte;
use kern::domain::uitzetting::{Antwoord, WaaromNiet};

row! {
    /// An alert as one person got it.
    struct Kreeg {
        persoon: PersoonId = "persoon_id",
        opgeroepen_ms: i64,
        antwoord: String,
        uitgesteld_tot_ms: Option<i64>,
        herinnerd_ms: Option<i64>,
        geopend_ms: Option<i64>,
        geaccepteerd_ms: Option<i64>,
        toestand: String,
        afgeleverd_ms: Option<i64>,
        gelezen_ms: Option<i64>,
        fout_code: Option<i64>,
        hapert: bool,
    }
}

row! {
    /// A group that an alert went to, and how it is chased.
    struct Uitgezet {
        groep: GroepId = "groep_id",
        klaar: bool,
        vanaf_ms: Option<i64>,
        mede_meteen: Option<i64>,
        reserve_na_s: Option<i64>,
        niet_bezorgd_na_s: Option<i64>,
        herinnering_na_s: Option<i64>,
    }
}

/// Whom an alert was sent to, and what became of it.
async fn called_up(tx: &mut Tx, id: MeldingId) -> Result<HashMap<PersoonId, Oproep>> {
    let rows: Vec<Kreeg> = sqlx::query_as(
        "select r.persoon_id, r.opgeroepen_ms, r.antwoord, r.uitgesteld_tot_ms, r.herinnerd_ms, r.geopend_ms, o.geaccepteerd_ms, o.toestand, \
         o.afgeleverd_ms, o.gelezen_ms, o.fout_code, case when o.toestand = 'wacht' and o.fout_code in ($2, $3) \
         or o.toestand = 'vastgehouden' and o.onzeker > 0 then 1 else 0 end as hapert \
         from ontvangst r join outbox o on o.id = r.outbox_id where r.melding_id = $1",
    )
    .bind(id.0)
    .bind(PAIR_LIMIT)
    .bind(NO_PLACE)
    .fetch_all(tx.connection())
    .await?;
    let oproep = |row: Kreeg| Oproep {
        opgeroepen_ms: row.opgeroepen_ms,
        geaccepteerd_ms: row.geaccepteerd_ms,
        aflevering: aflevering(Some(&row.toestand), row.afgeleverd_ms, row.gelezen_ms, row.fout_code),
        bezorgd_ms: row.afgeleverd_ms.into_iter().chain(row.gelezen_ms).min(),
        antwoord: antwoord(&row.antwoord),
        uitgesteld_tot_ms: row.uitgesteld_tot_ms,
        geopend_ms: row.geopend_ms,
        herinnerd: row.herinnerd_ms.is_some(),
        hapert: row.hapert,
    };
    Ok(rows.into_iter().map(|row| (row.persoon, oproep(row))).collect())
}

/// The groups of an alert with what their people did. `leden` are the people whom it could go to now.
///
/// # Errors
/// The database cannot be reached.
pub async fn groups(tx: &mut Tx, id: MeldingId, leden: &[Lid], van_gemeente: &Navraag) -> Result<Vec<Groep>> {
    let oproepen = called_up(tx, id).await?;
    let rows: Vec<Uitgezet> = sqlx::query_as(
        // Gone is a group only where whoever else got the alert for it does not go on with it.
        "select u.groep_id, case when u.geplaatst_ms is null and not (exists (select 1 from groepsantwoord a \
         where a.melding_id = u.melding_id and a.groep_id = u.groep_id and a.reden = $2) \
         and not exists (select 1 from beheer b join ontvangst r on r.melding_id = u.melding_id and r.persoon_id = b.persoon_id \
         where b.groep_id = u.groep_id and not exists (select 1 from groepsantwoord e where e.melding_id = u.melding_id \
         and e.groep_id = u.groep_id and e.persoon_id = b.persoon_id and e.reden = $2))) then 0 else 1 end as klaar, \
         u.vanaf_ms, g.mede_meteen, g.reserve_na_s, g.niet_bezorgd_na_s, g.herinnering_na_s from uitzetting u join groep g on g.id = u.groep_id where u.melding_id = $1",
    )
    .bind(id.0)
    .bind(WaaromNiet::GroepWeg.id())
    .fetch_all(tx.connection())
    .await?;
    let mut groepen: BTreeMap<GroepId, Groep> = BTreeMap::new();
    let mut vanaf: HashMap<GroepId, i64> = HashMap::new();
    for row in rows {
        let instelling = Navraag {
            mede_meteen: row.mede_meteen.map_or(van_gemeente.mede_meteen, |mede| mede != 0),
            reserve_na_s: row.reserve_na_s.unwrap_or(van_gemeente.reserve_na_s),
            niet_bezorgd_na_s: row.niet_bezorgd_na_s.unwrap_or(van_gemeente.niet_bezorgd_na_s),
            herinnering_na_s: row.herinnering_na_s.unwrap_or(van_gemeente.herinnering_na_s),
        };
        vanaf.insert(row.groep, row.vanaf_ms.unwrap_or_default());
        let groep = Groep { id: row.groep, klaar: row.klaar, mensen: Vec::new(), instelling };
        groepen.insert(row.groep, groep);
    }
    let per_groep = answers_by_group(tx, id).await?;
    for lid in leden {
        if let (Some(groep), Some(persoon)) = (groepen.get_mut(&lid.groep), lid.persoon) {
            // Who had it for another group before an update added this one has it for this one since then.
            let vanaf_ms = vanaf.get(&lid.groep).copied().unwrap_or_default();
            let mut oproep = oproepen
                .get(&persoon)
                .map(|oproep| Oproep { opgeroepen_ms: oproep.opgeroepen_ms.max(vanaf_ms), ..oproep.clone() });
            if let (Some(oproep), Some((antwoord, uitgesteld_tot_ms))) =
                (&mut oproep, per_groep.get(&(lid.groep, persoon)))
            {
                oproep.antwoord = *antwoord;
                oproep.uitgesteld_tot_ms = uitgesteld_tot_ms.or(oproep.uitgesteld_tot_ms);
            }
            // Whoever has it can be reminded, whatever template is missing to call somebody up.
            let bereikbaar = if oproep.is_some() {
                Lid { zonder_sjabloon: false, ..lid.clone() }.bereikbaar()
            } else {
                lid.bereikbaar()
            };
            groep.mensen.push(Mens { persoon, rang: lid.rang, bereikbaar, oproep });
        }
    }
    Ok(groepen.into_values().collect())
}

row! {
    /// What somebody said of one group.
    struct Gezegd {
        groep: GroepId = "groep_id",
        persoon: PersoonId = "persoon_id",
        antwoord: String,
        uitgesteld_tot_ms: Option<i64>,
    }
}

/// What people said of one of their groups only, and until when they put that off.
async fn answers_by_group(
    tx: &mut Tx,
    id: MeldingId,
) -> Result<HashMap<(GroepId, PersoonId), (Antwoord, Option<i64>)>> {
    let rows: Vec<Gezegd> = sqlx::query_as(
        "select groep_id, persoon_id, antwoord, uitgesteld_tot_ms from groepsantwoord where melding_id = $1",
    )
    .bind(id.0)
    .fetch_all(tx.connection())
    .await?;
    let rows = rows
        .into_iter()
        .map(|gezegd| ((gezegd.groep, gezegd.persoon), (antwoord(&gezegd.antwoord), gezegd.uitgesteld_tot_ms)));
    Ok(rows.collect())
}

/// Records what somebody said of one of their groups.
///
/// # Errors
/// The database cannot be reached.
pub async fn answer_for_group(
    tx: &mut Tx,
    id: MeldingId,
    (groep, persoon): (GroepId, PersoonId),
    (antwoord, reden): (Antwoord, &str),
    uitgesteld_tot_ms: Option<i64>,
    now_ms: i64,
) -> Result<()> {
    sqlx::query(
        "insert into groepsantwoord (melding_id, groep_id, persoon_id, antwoord, uitgesteld_tot_ms, gezegd_ms, reden) \
         values ($1, $2, $3, $4, $5, $6, $7) on conflict (melding_id, groep_id, persoon_id) do update set \
         antwoord = excluded.antwoord, reden = excluded.reden, uitgesteld_tot_ms = excluded.uitgesteld_tot_ms, gezegd_ms = excluded.gezegd_ms",
    )
    .bind(id.0)
    .bind(groep.0)
    .bind(persoon.0)
    .bind(stored(antwoord))
    .bind(uitgesteld_tot_ms)
    .bind(now_ms)
    .bind(reden)
    .execute(tx.writing())
    .await?;
    Ok(())
}

/// The groups of which somebody said that they cannot.
///
/// # Errors
/// The database cannot be reached.
pub async fn groups_left_to_others(tx: &mut Tx, id: MeldingId, persoon: PersoonId) -> Result<Vec<GroepId>> {
    let ids: Vec<i64> = sqlx::query_scalar(
        "select groep_id from groepsantwoord where melding_id = $1 and persoon_id = $2 and antwoord = 'kan_niet' order by groep_id",
    )
    .bind(id.0)
    .bind(persoon.0)
    .fetch_all(tx.connection())
    .await?;
    Ok(ids.into_iter().map(GroepId).collect())
}

/// Whether anybody else who can be reached runs a group of theirs in which the alert does not stand yet.
///
/// # Errors
/// The database cannot be reached.
pub async fn others_in_groups(tx: &mut Tx, id: MeldingId, persoon: PersoonId) -> Result<bool> {
    let others: i64 = sqlx::query_scalar(
        "select count(*) from uitzetting u join beheer eigen on eigen.groep_id = u.groep_id and eigen.persoon_id = $2 \
         join beheer b on b.groep_id = u.groep_id and b.persoon_id <> $2 join persoon p on p.id = b.persoon_id \
         where u.melding_id = $1 and u.geplaatst_ms is null and p.geblokkeerd = 0 and p.opgeschort_ms is null \
         and p.onbereikbaar_ms is null and p.uitgenodigd_ms is null",
    )
    .bind(id.0)
    .bind(persoon.0)
    .fetch_one(tx.connection())
    .await?;
    Ok(others > 0)
}

/// The groups of which somebody said something that is no report: that they cannot, or not yet.
///
/// # Errors
/// The database cannot be reached.
pub async fn groups_answered(tx: &mut Tx, id: MeldingId, persoon: PersoonId) -> Result<Vec<GroepId>> {
    let ids: Vec<i64> = sqlx::query_scalar(
        "select groep_id from groepsantwoord where melding_id = $1 and persoon_id = $2 order by groep_id",
    )
    .bind(id.0)
    .bind(persoon.0)
    .fetch_all(tx.connection())
    .await?;
    Ok(ids.into_iter().map(GroepId).collect())
}

/// Marks that somebody was reminded of an alert.
///
/// # Errors
/// The database cannot be reached.
pub async fn reminded(tx: &mut Tx, id: MeldingId, persoon: PersoonId, now_ms: i64) -> Result<()> {
    sqlx::query("update ontvangst set herinnerd_ms = $3 where melding_id = $1 and persoon_id = $2")
        .bind(id.0)
        .bind(persoon.0)
        .bind(now_ms)
        .execute(tx.writing())
        .await?;
    Ok(())
}

/// Marks that somebody said when they will do it.
///
/// # Errors
/// The database cannot be reached.
pub async fn put_off(tx: &mut Tx, id: MeldingId, persoon: PersoonId, until_ms: i64) -> Result<()> {
    sqlx::query("update ontvangst set uitgesteld_tot_ms = $3 where melding_id = $1 and persoon_id = $2")
        .bind(id.0)
        .bind(persoon.0)
        .bind(until_ms)
        .execute(tx.writing())
        .await?;
    Ok(())
}

/// Has the running alerts of somebody's groups looked at again at a moment.
///
/// # Errors
/// The database cannot be reached.
pub async fn look_again(tx: &mut Tx, wie: PersoonId, at_ms: i64) -> Result<()> {
    let running: Vec<i64> = sqlx::query_scalar(
        "select distinct m.id from melding m join uitzetting u on u.melding_id = m.id join beheer b on b.groep_id = u.groep_id \
         where b.persoon_id = $1 and m.status = 'verzonden' and u.geplaatst_ms is null order by m.id",
    )
    .bind(wie.0)
    .fetch_all(tx.connection())
    .await?;
    for melding in running {
        taak::plan_anew(tx, Taak::Navraag(MeldingId(melding)), at_ms).await?;
    }
    Ok(())
}

/// Counts an answer to somebody about an alert, and answers how many there were before it.
///
/// # Errors
/// The database cannot be reached.
pub async fn count_answer(tx: &mut Tx, id: MeldingId, persoon: PersoonId) -> Result<i64> {
    let counted: Option<i64> = sqlx::query_scalar(
        "update ontvangst set antwoorden = antwoorden + 1 where melding_id = $1 and persoon_id = $2 returning antwoorden",
    )
    .bind(id.0)
    .bind(persoon.0)
    .fetch_optional(tx.writing())
    .await?;
    Ok(counted.unwrap_or(1) - 1)
}

/// The running alerts that these rows carried, if these were accepted before that moment: they waited for
/// a phone.
///
/// # Errors
/// The database cannot be reached.
pub async fn alerts_that_came_late(tx: &mut Tx, outbox_ids: &[i64], before_ms: i64) -> Result<Vec<MeldingId>> {
    let mut late: Vec<i64> = Vec::new();
    for piece in crate::rows::pieces(outbox_ids) {
        let sql = format!(
            "select o.id from outbox o where o.klasse = {} and o.geaccepteerd_ms <= $1 and o.id in {}",
            Klasse::Melding as i64,
            crate::rows::list(piece.len(), 2)
        );
        let mut query = sqlx::query_scalar::<_, i64>(sqlx::AssertSqlSafe(sql)).bind(before_ms);
        for id in piece {
            query = query.bind(id);
        }
        late.extend(query.fetch_all(tx.connection()).await?);
    }
    alerts_of(tx, &late).await
}

/// The running alerts that these rows carried.
///
/// # Errors
/// The database cannot be reached.
pub async fn alerts_of(tx: &mut Tx, outbox_ids: &[i64]) -> Result<Vec<MeldingId>> {
    let mut found: Vec<MeldingId> = Vec::new();
    for piece in crate::rows::pieces(outbox_ids) {
        let sql = format!(
            "select distinct m.id from outbox o join melding m on m.id = o.melding_id where m.status = 'verzonden' and o.id in {}",
            crate::rows::list(piece.len(), 1)
        );
        let mut query = sqlx::query_scalar(sqlx::AssertSqlSafe(sql));
        for id in piece {
            query = query.bind(id);
        }
        let ids: Vec<i64> = query.fetch_all(tx.connection()).await?;
        found.extend(ids.into_iter().map(MeldingId));
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// A group of an alert of which nobody reported it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenGroep {
    /// Which.
    pub id: GroepId,
    /// Its name.
    pub naam: String,
}

/// The groups of an alert that have not answered: not reported, and not everybody said that they cannot.
///
/// # Errors
/// The database cannot be reached.
pub async fn unanswered(tx: &mut Tx, id: MeldingId) -> Result<Vec<OpenGroep>> {
    let rows: Vec<(i64, String)> = sqlx::query_as(
        "select g.id, g.naam from uitzetting u join groep g on g.id = u.groep_id where u.melding_id = $1 \
         and u.geplaatst_ms is null order by g.naam, g.id",
    )
    .bind(id.0)
    .fetch_all(tx.connection())
    .await?;
    Ok(rows.into_iter().map(|(id, naam)| OpenGroep { id: GroepId(id), naam }).collect())
}

/// Somebody of a group who can be called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeBellen {
    /// Their name.
    pub naam: Option<String>,
    /// Their number.
    pub telefoon: WaId,
    /// Their quiet hours.
    pub stilte: Option<Stilte>,
}

row! {
    struct Nummer {
        naam: Option<String>,
        waarde: String,
        rang: String,
        stil_van: Option<i64>,
        stil_tot: Option<i64>,
    }
}

/// The people of a group who can be called about an alert, in the order in which they are asked: who is not away, not
/// blocked, not only invited, and did not say that they cannot.
///
/// # Errors
/// The database cannot be reached.
pub async fn to_call(tx: &mut Tx, id: MeldingId, groep: GroepId, now_ms: i64) -> Result<Vec<TeBellen>> {
    let rows: Vec<Nummer> = sqlx::query_as(
        "select p.naam, i.waarde, b.rang, p.stil_van, p.stil_tot from beheer b join persoon p on p.id = b.persoon_id \
         join identiteit i on i.persoon_id = p.id and i.soort = 'telefoon' \
         left join ontvangst r on r.melding_id = $1 and r.persoon_id = p.id where b.groep_id = $2 and p.geblokkeerd = 0 \
         and p.uitgenodigd_ms is null and coalesce(r.antwoord, '') <> 'kan_niet' \
         and (p.afwezig_van_ms is null or p.afwezig_tot_ms is null or p.afwezig_van_ms > $3 or p.afwezig_tot_ms <= $3) \
         order by p.id, i.waarde",
    )
    .bind(id.0)
    .bind(groep.0)
    .bind(now_ms)
    .fetch_all(tx.connection())
    .await?;
    let mut mensen: Vec<(Rang, TeBellen)> = rows
        .into_iter()
        .map(|Nummer { naam, waarde, rang, stil_van, stil_tot }| {
            let stilte = crate::eigen::stilte(stil_van, stil_tot, false, false);
            (Rang::van_id(&rang).unwrap_or(Rang::Hoofd), TeBellen { naam, telefoon: WaId(waarde), stilte })
        })
        .collect();
    mensen.sort_by_key(|(rang, _)| *rang);
    Ok(mensen.into_iter().map(|(_, wie)| wie).collect())
}
