//! When to sync, one round after the other, and what to say about it.

mod round;
mod status;

use std::cell::{Cell, RefCell};

use leptos::prelude::*;
use leptos::task::spawn_local;
use sync::backoff;
use sync::protocol::Cause;
use sync::replica::WORTH_FOLDING;

use super::{Phase, Store};
use crate::platform::{random, timer};

pub use status::{Cleared, SyncState, SyncStatus};

use round::Ended;

/// Wait after a write, so that several go together, milliseconds.
const SOON_MS: u32 = 400;
/// Wait before pulled records are folded, milliseconds.
const FOLD_MS: u32 = 400;
/// Wait between rounds that have nothing to do, milliseconds.
const POLL_MS: u32 = 30_000;
/// The same while the server says by itself when something moved. A look now and then stays, in
/// case that it was not heard.
const LIVE_POLL_MS: u32 = 120_000;
/// Longest wait after a failed round, milliseconds. A line that returns is noticed within it.
const RETRY_MAX_MS: u32 = 10_000;

/// What the loop remembers between rounds.
#[derive(Default)]
pub struct Loop {
    /// Why another round is wanted.
    wanted: Cell<Option<Cause>>,
    /// Why the round that is under way began.
    cause: Cell<Option<Cause>>,
    failures: Cell<u32>,
    /// For how long the server asked to be left alone, milliseconds.
    asked_ms: Cell<u32>,
    /// A later call makes earlier timers void.
    timer: Cell<u64>,
    last: RefCell<Option<Ended>>,
}

impl Loop {
    fn is_running(&self) -> bool {
        self.wanted.get().or(self.cause.get()).is_some()
    }
}

impl Store {
    /// The state of sync. Reactive.
    pub fn sync(&self) -> SyncStatus {
        self.status.get()
    }

    /// Syncs at once.
    pub fn sync_now(&self, cause: Cause) {
        let inner = self.inner();
        if inner.replica().is_none() || self.phase.get_untracked() != Phase::Open {
            return;
        }
        let is_running = inner.sync.is_running();
        let wanted = &inner.sync.wanted;
        wanted.set(wanted.get().max(Some(cause)));
        if !is_running {
            let store = *self;
            spawn_local(async move { store.run().await });
        }
        if cause == Cause::Person {
            self.refresh_status();
        }
    }

    /// Syncs in a moment.
    pub(super) fn sync_soon(&self) {
        self.sync_after(SOON_MS, Cause::Saved);
    }

    pub(super) fn line_lost(&self) {
        *self.inner().sync.last.borrow_mut() = Some(Ended::Offline);
        self.refresh_status();
        self.sync_after(RETRY_MAX_MS, Cause::Line);
    }

    async fn run(&self) {
        let inner = self.inner();
        while let Some(cause) = inner.sync.wanted.take() {
            inner.sync.cause.set(Some(cause));
            self.refresh_status();
            inner.sync.asked_ms.set(0);
            let ended = self.round(cause).await;
            let failed = matches!(ended, Ended::Offline | Ended::Failed(_));
            inner.sync.failures.set(if failed {
                inner.sync.failures.get() + 1
            } else {
                0
            });
            if ended == Ended::Done {
                self.go_live();
            }
            *inner.sync.last.borrow_mut() = Some(ended);
        }
        inner.sync.cause.set(None);
        self.refresh_status();
        let cause = match &*inner.sync.last.borrow() {
            Some(Ended::Offline) => Cause::Line,
            _ => Cause::Timer,
        };
        self.sync_after(self.next_wait(), cause);
        self.fold_when_idle();
        self.look_for_update();
    }

    fn next_wait(&self) -> u32 {
        let inner = self.inner();
        match inner.sync.failures.get() {
            0 if inner.live.is_open() => LIVE_POLL_MS,
            0 => POLL_MS,
            failures => {
                let asked_ms = inner.sync.asked_ms.get();
                backoff::wait_ms(failures, RETRY_MAX_MS, asked_ms, random::fraction())
            }
        }
    }

    fn sync_after(&self, ms: u32, cause: Cause) {
        let inner = self.inner();
        let turn = inner.sync.timer.get() + 1;
        inner.sync.timer.set(turn);
        let store = *self;
        spawn_local(async move {
            timer::sleep(ms).await;
            if store.inner().sync.timer.get() == turn {
                store.sync_now(cause);
            }
        });
    }

    fn fold_when_idle(&self) {
        let Some(replica) = self.inner().replica() else {
            return;
        };
        let store = *self;
        spawn_local(async move {
            timer::sleep(FOLD_MS).await;
            // A fold that fails leaves everything as it was and is tried after the next round.
            while replica.fold(WORTH_FOLDING).await == Ok(true) {
                timer::sleep(FOLD_MS).await;
            }
            store.keep_front();
        });
    }
}
