//! Devices that are lost: they erase themselves when they next make contact.

use crate::Hub;
use crate::accounts::audit::{self, Event};
use crate::database::{Database, Statement, Value};
use crate::devices::Device;
use crate::error::HubError;

impl<D: Database> Hub<'_, D> {
    /// Says that the device of a replica is lost, or that it was found again before it erased
    /// itself. For those who lead the branches of its person.
    pub async fn mark_lost(
        &self,
        person: &str,
        replica: u32,
        is_lost: bool,
        now_ms: i64,
    ) -> Result<(), HubError> {
        const SQL: &str = "
            UPDATE replica SET lost_ms = ?2 WHERE erased_ms IS NULL AND (person, device) =
              (SELECT person, device FROM replica WHERE number = ?1)";
        let device = self.led_device(person, replica).await?;
        let lost_ms = is_lost.then_some(now_ms);
        let event = if is_lost {
            Event::DeviceLost
        } else {
            Event::DeviceFound
        };
        let statements = vec![
            Statement::new(SQL, [replica.into(), lost_ms.into()]),
            audit::entry(event, Some(person), Some(&device.person), now_ms),
        ];
        self.database.batch(statements).await?;
        Ok(())
    }

    /// Takes the word of a lost device that it has erased itself, and forgets its keys.
    pub async fn note_erased(
        &self,
        person: &str,
        replica: u32,
        now_ms: i64,
    ) -> Result<(), HubError> {
        const LOST: &str = "
            SELECT number FROM replica
            WHERE number = ?1 AND person = ?2 AND lost_ms IS NOT NULL AND erased_ms IS NULL";
        const ERASED: &str = "
            UPDATE replica SET erased_ms = ?3
            WHERE person = ?2 AND lost_ms IS NOT NULL AND erased_ms IS NULL AND device =
              (SELECT device FROM replica WHERE number = ?1)";
        const KEYS: &str = "
            DELETE FROM data_key WHERE person = ?2 AND device =
              (SELECT device FROM replica WHERE number = ?1 AND person = ?2 AND erased_ms = ?3)";
        let lost = Statement::new(LOST, [Value::from(replica), person.into()]);
        if self.database.query(lost).await?.is_empty() {
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
