//! Devices that somebody parts with: they erase themselves when they next make contact, a retired
//! one after it has sent what it still holds.

use crate::Hub;
use crate::accounts::audit::{self, Event};
use crate::database::{Database, Statement, Value};
use crate::devices::Device;
use crate::error::HubError;

/// Why somebody parts with a device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Farewell {
    /// It is gone: it erases itself at once, with whatever it did not send.
    Lost,
    /// It is not used any more: what it still sends is kept aside, and then it erases itself.
    Retired,
}

impl Farewell {
    fn sql(self) -> &'static str {
        match self {
            Self::Lost => {
                "UPDATE replica SET lost_ms = ?2 WHERE erased_ms IS NULL AND (person, device) =
                   (SELECT person, device FROM replica WHERE number = ?1)"
            }
            Self::Retired => {
                "UPDATE replica SET retired_ms = ?2 WHERE erased_ms IS NULL AND (person, device) =
                   (SELECT person, device FROM replica WHERE number = ?1)"
            }
        }
    }

    fn event(self, is_meant: bool) -> Event {
        match (self, is_meant) {
            (Self::Lost, true) => Event::DeviceLost,
            (Self::Lost, false) => Event::DeviceFound,
            (Self::Retired, true) => Event::DeviceRetired,
            (Self::Retired, false) => Event::DeviceKept,
        }
    }
}

impl<D: Database> Hub<'_, D> {
    /// Parts with the device of a replica, or takes that back before it erased itself. For those
    /// who lead the branches of its person, who is answered.
    pub async fn part_with(
        &self,
        person: &str,
        replica: u32,
        farewell: Farewell,
        is_meant: bool,
        now_ms: i64,
    ) -> Result<String, HubError> {
        let device = self.led_device(person, replica).await?;
        let at_ms = is_meant.then_some(now_ms);
        let event = farewell.event(is_meant);
        let statements = vec![
            Statement::new(farewell.sql(), [replica.into(), at_ms.into()]),
            audit::entry(event, Some(person), Some(&device.person), now_ms),
        ];
        self.database.batch(statements).await?;
        Ok(device.person)
    }

    /// Takes the word of such a device that it has erased itself, and forgets its keys.
    pub async fn note_erased(
        &self,
        person: &str,
        replica: u32,
        now_ms: i64,
    ) -> Result<(), HubError> {
        const PARTED: &str = "
            SELECT number FROM replica
            WHERE number = ?1 AND person = ?2 AND erased_ms IS NULL
              AND ifnull(lost_ms, retired_ms) IS NOT NULL";
        const ERASED: &str = "
            UPDATE replica SET erased_ms = ?3
            WHERE person = ?2 AND erased_ms IS NULL
              AND ifnull(lost_ms, retired_ms) IS NOT NULL AND device =
              (SELECT device FROM replica WHERE number = ?1)";
        const KEYS: &str = "
            DELETE FROM data_key WHERE person = ?2 AND device =
              (SELECT device FROM replica WHERE number = ?1 AND person = ?2 AND erased_ms = ?3)";
        let parted = Statement::new(PARTED, [Value::from(replica), person.into()]);
        if self.database.query(parted).await?.is_empty() {
            return Err(HubError::NotFound);
        }
        let params = || [Value::from(replica), person.into(), now_ms.into()];
        let statements = vec![
            Statement::new(ERASED, params()),
            Statement::new(KEYS, params()),
            audit::entry(Event::DeviceErased, Some(person), Some(person), now_ms),
        ];
        self.database.batch(statements).await?;
        Ok(())
    }

    /// A device of the branches that the person leads.
    async fn led_device(&self, person: &str, replica: u32) -> Result<Device, HubError> {
        let mut devices = self.devices(person).await?.into_iter();
        let found = devices.find(|device| device.replica == u64::from(replica));
        found.ok_or(HubError::NotFound)
    }
}
