//! The two halves of a decision, as each row that waits for both keeps them.
//!
//! Owns giving one and taking one back, for sign-ups and hand-overs alike. Invariant: a half that was given is not
//! overwritten, only who gave it takes it back, and neither changes a row that is decided.

use sqlx::AssertSqlSafe;

use crate::{Result, Tx};
use kern::domain::persoon::{Helft, PersoonId};

/// Rows that wait for both halves: their table, and the state in which they wait.
pub(super) struct Rijen {
    pub(super) tabel: &'static str,
    pub(super) wacht: &'static str,
}

impl Rijen {
    /// Records a half.
    pub(super) async fn agree(&self, tx: &mut Tx, id: i64, helft: Helft, door: PersoonId) -> Result<()> {
        let Self { tabel, wacht } = self;
        let kolom = match helft {
            Helft::Gemeente => "gemeente_door",
            Helft::Politie => "politie_door",
        };
        let sql = format!("update {tabel} set {kolom} = $2 where id = $1 and status = '{wacht}' and {kolom} is null");
        sqlx::query(AssertSqlSafe(sql)).bind(id).bind(door.0).execute(tx.writing()).await?;
        Ok(())
    }

    /// Takes back the half that this person gave. Answers whether they gave it.
    pub(super) async fn take_back(&self, tx: &mut Tx, id: i64, door: PersoonId) -> Result<bool> {
        let Self { tabel, wacht } = self;
        let sql = format!(
            "update {tabel} set gemeente_door = nullif(gemeente_door, $2), politie_door = nullif(politie_door, $2) \
             where id = $1 and status = '{wacht}' and (gemeente_door = $2 or politie_door = $2)"
        );
        let done = sqlx::query(AssertSqlSafe(sql)).bind(id).bind(door.0).execute(tx.writing()).await?;
        Ok(done.rows_affected() > 0)
    }
}
