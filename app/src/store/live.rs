//! The socket on which the server says that something moved, so that nobody has to wait for the
//! next look. The app does everything without it, only later.

use std::cell::{Cell, RefCell};

use futures::future::{AbortHandle, abortable};
use leptos::task::spawn_local;
use sync::backoff;
use sync::protocol::{Cause, PING, Poke};

use super::Store;
use crate::platform::socket::Socket;
use crate::platform::{clock, random, timer, wake};

/// How long opening may take, milliseconds.
const OPEN_MS: u32 = 10_000;
/// After so long a silence the device asks whether it is still connected, milliseconds.
const SILENCE_MS: u32 = 25_000;
/// How long the answer to that may take, milliseconds.
const PONG_MS: u32 = 10_000;
/// A socket that lived for so long was a good one, milliseconds.
const STEADY_MS: u64 = 60_000;
/// Longest wait before the next try, milliseconds, where sockets are blocked.
const WAIT_MAX_MS: u32 = 300_000;
/// Devices that are told at the same time ask over so long a time, milliseconds.
const SPREAD_MS: f64 = 200.0;

/// What is known of the socket.
#[derive(Default)]
pub struct Live {
    task: RefCell<Option<AbortHandle>>,
    is_open: Cell<bool>,
    is_poked: Cell<bool>,
    failures: Cell<u32>,
    ended_ms: Cell<i64>,
    wait_ms: Cell<u32>,
}

impl Live {
    /// Whether the server can say that something moved.
    pub fn is_open(&self) -> bool {
        self.is_open.get()
    }

    /// Tries at the next occasion, because the line may be another one.
    pub fn forget_failures(&self) {
        self.failures.set(0);
        self.wait_ms.set(0);
    }

    /// Closes the socket.
    pub fn leave(&self) {
        self.is_open.set(false);
        if let Some(task) = self.task.take() {
            task.abort();
        }
    }

    fn is_due(&self) -> bool {
        let waited_ms = clock::now_ms().abs_diff(self.ended_ms.get());
        self.task.borrow().is_none() && waited_ms >= u64::from(self.wait_ms.get())
    }

    /// Notes that the socket ended, and answers how long to wait for the next.
    fn end(&self, lived_ms: u64) -> u32 {
        let failures = self.failures.get();
        let failures = if lived_ms < STEADY_MS {
            failures + 1
        } else {
            0
        };
        let wait_ms = backoff::wait_ms(failures, WAIT_MAX_MS, 0, random::fraction());
        self.is_open.set(false);
        self.failures.set(failures);
        self.wait_ms.set(wait_ms);
        self.ended_ms.set(clock::now_ms());
        self.task.take();
        wait_ms
    }
}

impl Store {
    /// Opens the socket where somebody looks at the page and it is not open. A round of sync that
    /// went well has shown that there is a line, a session and a replica.
    pub(super) fn go_live(&self) {
        let inner = self.inner();
        let number = inner.replica().and_then(|replica| replica.meta().replica);
        let Some(number) = number.filter(|_| inner.live.is_due() && wake::is_shown()) else {
            return;
        };
        let store = *self;
        let (task, handle) = abortable(async move { store.live(number).await });
        inner.live.task.replace(Some(handle));
        spawn_local(async move {
            // It is ended from outside when the page is hidden.
            let _ = task.await;
        });
    }

    async fn live(&self, replica: u32) {
        let begin_ms = clock::now_ms();
        let was_open = self.follow_socket(replica).await;
        let lived_ms = clock::now_ms().abs_diff(begin_ms);
        let wait_ms = self.inner().live.end(lived_ms);
        if was_open {
            // The round asks for what was not heard of meanwhile, and opens the next socket.
            timer::sleep(wait_ms).await;
            self.sync_now(Cause::News);
        }
    }

    /// Follows a socket to its end, and answers whether it was ever open.
    async fn follow_socket(&self, replica: u32) -> bool {
        let address = format!("/api/live?replica={replica}");
        let Some(mut socket) = Socket::open(&address, OPEN_MS).await else {
            return false;
        };
        self.inner().live.is_open.set(true);
        // Something may have moved before it was open.
        self.sync_now(Cause::News);
        while let Some(text) = hear(&mut socket).await {
            if serde_json::from_str::<Poke>(&text).is_ok() {
                self.poked();
            }
        }
        true
    }

    fn poked(&self) {
        if self.inner().live.is_poked.replace(true) {
            return;
        }
        let store = *self;
        spawn_local(async move {
            timer::sleep((random::fraction() * SPREAD_MS) as u32).await;
            store.inner().live.is_poked.set(false);
            store.sync_now(Cause::News);
        });
    }
}

/// The next text; none once the socket has ended, or nobody is there any more.
async fn hear(socket: &mut Socket) -> Option<String> {
    if let Some(heard) = timer::within(SILENCE_MS, socket.hear()).await {
        return heard;
    }
    if !socket.say(PING) {
        return None;
    }
    timer::within(PONG_MS, socket.hear()).await?
}
