//! What every route works with.

use std::sync::Arc;

use hub::{Counts, Hub};
use sync::protocol::Request;
use worker::{Context, Date, Env, console_error};

use crate::d1::D1;
use crate::error::ApiError;
use crate::ledger::Keeper;
use crate::live::{News, Teller};

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
    /// Whom this company has erased.
    pub ledger: Keeper,
    context: Context,
}

impl App {
    /// Reads the bindings and variables of `wrangler.toml`.
    pub fn from_env(env: &Env, context: Context) -> Result<Arc<Self>, ApiError> {
        let variable = |name: &str| env.var(name).ok().map(|value| value.to_string());
        let unavailable = |error: worker::Error| ApiError::Unavailable(error.to_string());
        let db = env.d1("DB").map_err(unavailable)?;
        let live = env.durable_object("LIVE").map_err(unavailable)?;
        let ledger = env.durable_object("LEDGER").map_err(unavailable)?;
        let epoch = variable("RELASI_EPOCH")
            .ok_or_else(|| ApiError::Unavailable("RELASI_EPOCH is not set".to_owned()))?;
        let sample = variable("RELASI_SAMPLE").as_deref() == Some("1");
        Ok(Arc::new(Self {
            db: D1::new(db),
            epoch,
            sample,
            live: Teller::new(live),
            ledger: Keeper::new(ledger),
            context,
        }))
    }

    /// The hub over the database.
    pub fn hub(&self) -> Hub<'_, D1> {
        Hub::new(&self.db)
    }

    /// Tells connected devices, once the answer is out.
    pub fn tell(&self, news: News) {
        if !news.is_empty() {
            let live = self.live.clone();
            self.context
                .wait_until(async move { live.tell(&news).await });
        }
    }

    /// Notes what a round of sync moved, once the answer is out. Nothing depends on the note.
    pub fn note_round(self: &Arc<Self>, request: &Request, counts: Counts, begin_ms: i64) {
        let (app, replica, cause) = (Arc::clone(self), request.replica, request.cause);
        let took_ms = now_ms().abs_diff(begin_ms);
        self.context.wait_until(async move {
            let noted = app
                .hub()
                .note_round(replica, cause, counts, begin_ms, took_ms)
                .await;
            if let Err(error) = noted {
                console_error!("{error}");
            }
        });
    }
}

/// The server's clock, milliseconds since 1970 in UTC.
pub fn now_ms() -> i64 {
    i64::try_from(Date::now().as_millis()).unwrap_or(i64::MAX)
}
