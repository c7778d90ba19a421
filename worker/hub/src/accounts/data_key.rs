//! Keys with which devices seal what they hold.

use domain::kinds::settings::{DEFAULT_UNLOCK, UNLOCK_ASKED};
use serde::Serialize;

use crate::{Database, DatabaseError, Row, Statement, Value};

/// Most keys of one device; a number is a byte of every sealed row.
const MAX_NUMBER: i64 = 31;

/// A key of one person on one device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DataKey {
    /// Its place in the order in which they were issued, from 1.
    pub number: i64,
    /// 32 bytes in hexadecimal digits.
    pub key: String,
}

/// How a device opens its book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unlock {
    /// One of the words of the setting.
    pub unlock: String,
    /// All keys, the one to seal with last.
    pub keys: Vec<DataKey>,
}

/// The keys of a device; `fresh` becomes the latest where there is none, or where the latest may lie
/// on the disk of the device and the company does not want that any more.
pub async fn of_device(
    db: &impl Database,
    person: &str,
    device: &str,
    fresh: &str,
) -> Result<Unlock, DatabaseError> {
    let unlock = company_unlock(db).await?;
    let issued = rows(db, person, device).await?;
    let number = next_number(&issued, &unlock)?;
    let issued = match number {
        None => issued,
        Some(number) => {
            db.query(issue(person, device, number, fresh, &unlock))
                .await?;
            // Another tab may have been faster, and its key counts.
            rows(db, person, device).await?
        }
    };
    let keys = issued.iter().map(read).collect::<Result<_, _>>()?;
    Ok(Unlock { unlock, keys })
}

async fn company_unlock(db: &impl Database) -> Result<String, DatabaseError> {
    const SQL: &str = "SELECT doc ->> '$.f.unlock' AS unlock FROM record WHERE kind = 'settings'";
    let rows = db.query(Statement::new(SQL, [])).await?;
    let chosen = rows
        .first()
        .map(|row| row.maybe_text("unlock"))
        .transpose()?;
    Ok(chosen.flatten().unwrap_or(DEFAULT_UNLOCK).to_owned())
}

async fn rows(db: &impl Database, person: &str, device: &str) -> Result<Vec<Row>, DatabaseError> {
    const SQL: &str = "
        SELECT number, key, unlock FROM data_key WHERE person = ?1 AND device = ?2 ORDER BY number";
    db.query(Statement::new(SQL, [person.into(), device.into()]))
        .await
}

/// Number of the key that is still to be issued, if any.
fn next_number(issued: &[Row], unlock: &str) -> Result<Option<i64>, DatabaseError> {
    let Some(last) = issued.last() else {
        return Ok(Some(1));
    };
    let number = last.int("number")?;
    let is_outdated = unlock == UNLOCK_ASKED && last.text("unlock")? != UNLOCK_ASKED;
    Ok((is_outdated && number < MAX_NUMBER).then_some(number + 1))
}

fn issue(person: &str, device: &str, number: i64, key: &str, unlock: &str) -> Statement {
    Statement::new(
        "INSERT OR IGNORE INTO data_key (person, device, number, key, unlock)
         VALUES (?1, ?2, ?3, ?4, ?5)",
        [
            Value::from(person),
            device.into(),
            number.into(),
            key.into(),
            unlock.into(),
        ],
    )
}

fn read(row: &Row) -> Result<DataKey, DatabaseError> {
    Ok(DataKey {
        number: row.int("number")?,
        key: row.text("key")?.to_owned(),
    })
}
