//! What every route works with.

use std::sync::Arc;

use hub::Hub;
use worker::{Context, Date, Env};

use crate::d1::D1;
use crate::error::ApiError;
use crate::live::Teller;

/// The database and what the deployment has set.
pub struct App {
    /// The database.
    pub db: D1,
    /// Raised by hand after a restore of the database.
    pub epoch: String,
    /// Whether the published passwords of the sample company are accepted.
    pub sample: bool,
    /// The sockets of devices.
    pub live: Teller,
}

impl App {
    /// Reads the bindings and variables of `wrangler.toml`.
    pub fn from_env(env: &Env, context: Context) -> Result<Arc<Self>, ApiError> {
        let variable = |name: &str| env.var(name).ok().map(|value| value.to_string());
        let unavailable = |error: worker::Error| ApiError::Unavailable(error.to_string());
        let db = env.d1("DB").map_err(unavailable)?;
        let live = env.durable_object("LIVE").map_err(unavailable)?;
        let epoch = variable("RELASI_EPOCH")
            .ok_or_else(|| ApiError::Unavailable("RELASI_EPOCH is not set".to_owned()))?;
        let sample = variable("RELASI_SAMPLE").as_deref() == Some("1");
        Ok(Arc::new(Self {
            db: D1::new(db),
            epoch,
            sample,
            live: Teller::new(live, context),
        }))
    }

    /// The hub over the database.
    pub fn hub(&self) -> Hub<'_, D1> {
        Hub::new(&self.db)
    }
}

/// The server's clock, milliseconds since 1970 in UTC.
pub fn now_ms() -> i64 {
    i64::try_from(Date::now().as_millis()).unwrap_or(i64::MAX)
}
