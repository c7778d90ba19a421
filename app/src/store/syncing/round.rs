//! One round: requests until everything is sent and received.

use leptos::prelude::*;
use serde::Deserialize;
use serde_json::json;
use sync::codes;
use sync::protocol::{Cause, Failure, Request, Response};
use sync::replica::{Advice, Timing, Touched};
use sync::store::StoreError;

use crate::platform::http::{self, Reply};
use crate::platform::{clock, locks, wake};
use crate::store::{Store, api};

/// How long another tab's request is waited for, milliseconds: longer than a line may be silent. A tab
/// that takes longer is frozen, and sends what it sends once more when it goes on.
const PATIENCE_MS: u32 = 30_000;

const APP_VERSION: &str = env!("CARGO_PKG_VERSION");

/// How a round ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ended {
    /// Everything was sent and received.
    Done,
    /// Nobody, or somebody else than our server, answered.
    Offline,
    /// It cannot go on; a stable code.
    Failed(String),
}

/// What one request led to.
enum Step {
    Again,
    End(Ended),
}

#[derive(Deserialize)]
struct Registered {
    replica: u32,
    epoch: String,
}

impl Store {
    pub(super) async fn round(&self, cause: Cause) -> Ended {
        let Some(session) = self.session.get_untracked() else {
            return Ended::Offline;
        };
        // A store that the browser has cleared is noticed without a line too, as long as memory has
        // what was typed.
        self.take_over_other_tabs();
        // What was put into a request can no longer be taken back quietly, so a line that failed
        // is tried with an empty hand first.
        let is_doubtful = self.inner().sync.failures.get() > 0 || !wake::seems_online();
        if is_doubtful && let Err(error) = api::reach_server().await {
            self.was_asked_to_wait(error.retry_after);
            return Ended::Offline;
        }
        let lock = format!("relasi-sync-{}", session.person);
        loop {
            // The lock is held for one request only, since a hidden tab may freeze with it.
            match locks::with_lock(&lock, PATIENCE_MS, self.step(cause)).await {
                Ok(Step::Again) => {}
                Ok(Step::End(ended)) => return ended,
                Err(_) => return Ended::Failed("not_saved".to_owned()),
            }
        }
    }

    async fn step(&self, cause: Cause) -> Result<Step, StoreError> {
        let Some(replica) = self.inner().replica() else {
            return Ok(Step::End(Ended::Offline));
        };
        if replica.refresh().await? {
            self.follow(&Touched::All);
        }
        let sent_ms = clock::now_ms();
        let Some(request) = replica.request(APP_VERSION, sent_ms).await? else {
            return self.register().await;
        };
        let request = Request { cause, ..request };
        let Ok(body) = serde_json::to_string(&request) else {
            return Ok(failed(codes::MALFORMED));
        };
        let reply = http::send("POST", "/api/sync", Some(&body)).await;
        let timing = Timing {
            sent_ms,
            received_ms: clock::now_ms(),
        };
        match reply {
            Reply::Answer { status: 200, body } => self.take(&request, &body, timing).await,
            Reply::Answer { status: 401, .. } => {
                self.session_ended();
                Ok(failed("session_ended"))
            }
            Reply::Answer {
                status: 400..=499,
                body,
            } => self.refused(&body, timing).await,
            Reply::Answer { status: 503, body } => {
                self.was_asked_to_wait(api::retry_after(&body));
                Ok(Step::End(Ended::Offline))
            }
            _ => Ok(Step::End(Ended::Offline)),
        }
    }

    fn was_asked_to_wait(&self, seconds: Option<u64>) {
        let ms = seconds.unwrap_or(0).saturating_mul(1_000);
        let ms = u32::try_from(ms).unwrap_or(u32::MAX);
        self.inner().sync.asked_ms.set(ms);
    }

    async fn take(
        &self,
        request: &Request,
        body: &str,
        timing: Timing,
    ) -> Result<Step, StoreError> {
        let Some(replica) = self.inner().replica() else {
            return Ok(Step::End(Ended::Offline));
        };
        let Ok(response) = serde_json::from_str::<Response>(body) else {
            return Ok(Step::End(Ended::Offline));
        };
        self.session_works();
        let progress = replica.apply(request, &response, timing).await?;
        self.follow(&progress.touched);
        self.tell_tabs();
        if progress.done {
            self.remember_held();
            self.status.update(|status| status.cleared = None);
            return Ok(Step::End(Ended::Done));
        }
        let moved = !response.pages.is_empty() || !response.outcomes.is_empty();
        if let (false, Some(code)) = (moved, &response.waits) {
            return Ok(failed(code));
        }
        let waits = replica.pending() > 0;
        Ok(if moved || waits {
            Step::Again
        } else {
            failed("no_progress")
        })
    }

    async fn refused(&self, body: &str, timing: Timing) -> Result<Step, StoreError> {
        let Some(replica) = self.inner().replica() else {
            return Ok(Step::End(Ended::Offline));
        };
        let Ok(failure) = serde_json::from_str::<Failure>(body) else {
            return Ok(Step::End(Ended::Offline));
        };
        if failure.code == codes::DEVICE_RETIRED && self.has_more_to_send().await? {
            return Ok(Step::Again);
        }
        if [codes::DEVICE_LOST, codes::DEVICE_RETIRED].contains(&failure.code.as_str()) {
            self.erase_device(&failure.code).await;
            return Ok(failed(&failure.code));
        }
        if failure.code == "password_change_needed" {
            self.password_needed();
        }
        let advice = replica.fail(&failure, timing).await?;
        if failure.code == codes::GAP {
            // What was sent before may wait again.
            self.follow(&Touched::All);
        }
        Ok(match advice {
            Advice::Again => Step::Again,
            Advice::NewReplica => self.register().await?,
            Advice::Later | Advice::Update => failed(&failure.code),
        })
    }

    /// Whether a retired device holds anything that was typed and that the server has not seen: what
    /// was written meanwhile, and what waits in the tray with something that was refused.
    async fn has_more_to_send(&self) -> Result<bool, StoreError> {
        let Some(replica) = self.inner().replica() else {
            return Ok(false);
        };
        replica.refresh().await?;
        for item in replica.tray() {
            if item.code != codes::DEVICE_RETIRED {
                // What cannot be made again has nothing left to be made on.
                drop(replica.resend(&item.key, clock::now_ms()).await);
            }
        }
        Ok(replica.pending() > 0)
    }

    /// First contact of this database, or a new start when its number cannot be used.
    async fn register(&self) -> Result<Step, StoreError> {
        let Some(replica) = self.inner().replica() else {
            return Ok(Step::End(Ended::Offline));
        };
        let body = json!({"device": replica.meta().device.clone(), "label": crate::platform::dom::device_label()});
        match api::call::<Registered>("POST", "/api/replica", Some(&body)).await {
            Ok(registered) => {
                replica
                    .register(registered.replica, &registered.epoch)
                    .await?;
                self.follow(&Touched::All);
                Ok(Step::Again)
            }
            Err(error) if error.code == "offline" => Ok(Step::End(Ended::Offline)),
            Err(error) => {
                if error.code == "session_ended" {
                    self.session_ended();
                }
                Ok(failed(&error.code))
            }
        }
    }
}

fn failed(code: &str) -> Step {
    Step::End(Ended::Failed(code.to_owned()))
}
