//! One round: requests until everything is sent and received.

use futures::future::{OptionFuture, join};
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
    /// Another request, which may have been sent already.
    Again(Option<Asked>),
    End(Ended),
}

/// A request and what came of it.
struct Asked {
    request: Request,
    reply: Reply,
    timing: Timing,
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
        let mut asked = None;
        loop {
            // The lock is held for one request only, since a hidden tab may freeze with it.
            let step = self.step(cause, asked.take());
            match locks::with_lock(&lock, PATIENCE_MS, step).await {
                Ok(Step::Again(ahead)) => asked = ahead,
                Ok(Step::End(ended)) => return ended,
                Err(_) => return Ended::Failed("not_saved".to_owned()),
            }
        }
    }

    /// Takes over what was asked, or asks first.
    async fn step(&self, cause: Cause, asked: Option<Asked>) -> Result<Step, StoreError> {
        let Some(replica) = self.inner().replica() else {
            return Ok(Step::End(Ended::Offline));
        };
        if replica.refresh().await? {
            self.follow(&Touched::All);
        }
        let asked = match asked {
            Some(asked) => asked,
            None => match replica.request(APP_VERSION, clock::now_ms()).await? {
                Some(request) => ask(Request { cause, ..request }).await,
                None => return self.register().await,
            },
        };
        match &asked.reply {
            Reply::Answer { status: 200, body } => self.take(&asked, body).await,
            Reply::Answer { status: 401, .. } => {
                self.session_ended();
                Ok(failed("session_ended"))
            }
            Reply::Answer {
                status: 400..=499,
                body,
            } => self.refused(body, asked.timing).await,
            Reply::Answer { status: 503, body } => {
                self.was_asked_to_wait(api::retry_after(body));
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

    async fn take(&self, asked: &Asked, body: &str) -> Result<Step, StoreError> {
        let Asked {
            request, timing, ..
        } = asked;
        let Some(replica) = self.inner().replica() else {
            return Ok(Step::End(Ended::Offline));
        };
        let Ok(response) = serde_json::from_str::<Response>(body) else {
            return Ok(Step::End(Ended::Offline));
        };
        self.session_works();
        // While the device takes this over and writes, the server reads what comes next. So it is asked
        // first, before everything that is done below up to where it waits for the disk.
        let ahead = OptionFuture::from(replica.ahead(request, &response, *timing).map(ask));
        let applying = async {
            let progress = replica.apply(request, &response, *timing).await?;
            self.follow(&progress.touched);
            self.tell_tabs();
            Ok::<_, StoreError>(progress)
        };
        let (ahead, progress) = join(ahead, applying).await;
        let progress = progress?;
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
            Step::Again(ahead)
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
            return Ok(Step::Again(None));
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
            Advice::Again => Step::Again(None),
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
                Ok(Step::Again(None))
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

async fn ask(request: Request) -> Asked {
    let sent_ms = clock::now_ms();
    let reply = match serde_json::to_string(&request) {
        Ok(body) => http::send("POST", "/api/sync", Some(&body)).await,
        Err(_) => Reply::Offline,
    };
    let timing = Timing {
        sent_ms,
        received_ms: clock::now_ms(),
    };
    Asked {
        request,
        reply,
        timing,
    }
}

fn failed(code: &str) -> Step {
    Step::End(Ended::Failed(code.to_owned()))
}
