//! How an alert stands: by group, with the people who got it.
//!
//! Owns reading the rows; how a standing follows from them is `domain::uitzetting`'s.

use std::collections::BTreeMap;

use crate::rows::row;
use crate::{Result, Tx};
use kern::domain::persoon::{MeldingId, PersoonId, Rang};
use kern::domain::uitzetting::{
    Aflevering, Antwoord, GroepStand, Ontvanger, Overzicht, WaaromNiet, stand, waarom_niet,
};

/// The stored name of an answer.
pub(crate) const fn stored(antwoord: Antwoord) -> &'static str {
    match antwoord {
        Antwoord::Geen => "geen",
        Antwoord::Gezien => "gezien",
        Antwoord::KanNiet => "kan_niet",
    }
}

pub(crate) fn antwoord(stored: &str) -> Antwoord {
    match stored {
        "gezien" => Antwoord::Gezien,
        "kan_niet" => Antwoord::KanNiet,
        _ => Antwoord::Geen,
    }
}

/// How far a row of the outbox is.
pub(crate) fn aflevering(
    toestand: Option<&str>,
    afgeleverd_ms: Option<i64>,
    gelezen_ms: Option<i64>,
    fout_code: Option<i64>,
) -> Aflevering {
    match toestand {
        _ if gelezen_ms.is_some() => Aflevering::Gelezen,
        _ if afgeleverd_ms.is_some() => Aflevering::Afgeleverd,
        Some("mislukt" | "vervallen") => Aflevering::Mislukt(fout_code),
        Some("geaccepteerd") => Aflevering::Verzonden,
        _ => Aflevering::Wacht,
    }
}

row! {
    /// A person of a group with what they got and said.
    struct Row {
        groep: i64,
        naam: String,
        geplaatst_ms: Option<i64>,
        rang: Option<String>,
        persoon: Option<PersoonId> = "persoon_id",
        antwoord: Option<String>,
        reden: Option<String>,
        toestand: Option<String>,
        verzonden_ms: Option<i64>,
        afgeleverd_ms: Option<i64>,
        gelezen_ms: Option<i64>,
        geopend_ms: Option<i64>,
        fout_code: Option<i64>,
    }
}

/// The people of a group by rank, with what they got and said; none of one who was not called up yet.
type Mensen = Vec<(Rang, Option<Ontvanger>)>;

/// How an alert stands now.
///
/// # Errors
/// The database cannot be reached.
pub async fn of(tx: &mut Tx, id: MeldingId) -> Result<Overzicht> {
    let rows: Vec<Row> = sqlx::query_as(
        "select g.id as groep, g.naam, u.geplaatst_ms, b.rang, r.persoon_id, coalesce(a.antwoord, r.antwoord) as antwoord, case when a.antwoord is null then r.reden else a.reden end as reden, o.toestand, o.verzonden_ms, o.afgeleverd_ms, o.gelezen_ms, r.geopend_ms, o.fout_code \
         from uitzetting u join groep g on g.id = u.groep_id left join beheer b on b.groep_id = g.id \
         left join ontvangst r on r.melding_id = u.melding_id and r.persoon_id = b.persoon_id left join outbox o on o.id = r.outbox_id \
         left join groepsantwoord a on a.melding_id = u.melding_id and a.groep_id = u.groep_id and a.persoon_id = r.persoon_id \
         where u.melding_id = $1 order by g.naam, g.id, b.rang, b.persoon_id",
    )
    .bind(id.0)
    .fetch_all(tx.connection())
    .await?;
    let (binnen_ms, vertrok_ms): (Option<i64>, Option<i64>) =
        sqlx::query_as("select binnen_ms, verzonden_ms from melding where id = $1")
            .bind(id.0)
            .fetch_one(tx.connection())
            .await?;
    let mut groepen: BTreeMap<(String, i64), (Option<i64>, Mensen)> = BTreeMap::new();
    let mut mensen = BTreeMap::new();
    for row in rows {
        let ontvangers = &mut groepen.entry((row.naam, row.groep)).or_insert((row.geplaatst_ms, Vec::new())).1;
        let rang = row.rang.as_deref().and_then(Rang::van_id);
        let Some(persoon) = row.persoon else {
            ontvangers.extend(rang.map(|rang| (rang, None)));
            continue;
        };
        let aflevering = aflevering(row.toestand.as_deref(), row.afgeleverd_ms, row.gelezen_ms, row.fout_code);
        let antwoord = antwoord(row.antwoord.as_deref().unwrap_or_default());
        let waarom = row.reden.as_deref().and_then(WaaromNiet::van_id);
        let ontvanger = Ontvanger { aflevering, antwoord, waarom, geopend: row.geopend_ms.is_some() };
        mensen.insert(persoon, (ontvanger.clone(), row.verzonden_ms.is_some()));
        ontvangers.push((rang.unwrap_or(Rang::Reserve), Some(ontvanger)));
    }
    let tel = |telt: fn(&(Ontvanger, bool)) -> bool| mensen.values().filter(|mens| telt(mens)).count();
    Ok(Overzicht {
        verzonden: tel(|(mens, verzonden)| *verzonden || mens.aflevering >= Aflevering::Afgeleverd),
        afgeleverd: tel(|(mens, _)| mens.aflevering >= Aflevering::Afgeleverd),
        gelezen: tel(|(mens, _)| mens.aflevering == Aflevering::Gelezen),
        gezien: tel(|(mens, _)| mens.antwoord == Antwoord::Gezien),
        geopend: tel(|(mens, _)| mens.geopend),
        ontvangers: mensen.len(),
        groepen: groepen
            .into_iter()
            .map(|((naam, _), (geplaatst_ms, mut mensen))| {
                mensen.sort_by_key(|(rang, _)| *rang);
                let ontvangers: Vec<Ontvanger> = mensen.iter().filter_map(|(_, mens)| mens.clone()).collect();
                let stand = stand(geplaatst_ms.is_some(), &ontvangers);
                GroepStand { naam, geplaatst_ms, waarom: waarom_niet(&stand, &ontvangers), stand, mensen }
            })
            .collect(),
        binnen_ms,
        vertrok_ms,
    })
}
