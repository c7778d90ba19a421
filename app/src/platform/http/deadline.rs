//! When a request is given up.

use std::cell::{Cell, RefCell};

use gloo_timers::callback::Timeout;
use web_sys::{AbortController, AbortSignal};

/// How long the line may be silent. With what a usual push takes to send, below 30 s.
const SILENCE_MS: u32 = 25_000;

/// The slowest line that is waited for, 32 kbit/s: a browser does not tell how much of a request
/// has left, so a large one gets the time that it needs there.
const BYTES_PER_MS: usize = 4;

/// Ends a request when the line was silent for too long. Progress puts it off: a slow line is not
/// a hanging one. Dropping it ends a request that is still under way.
pub struct Deadline {
    controller: AbortController,
    timeout: RefCell<Option<Timeout>>,
    finished: Cell<bool>,
}

impl Deadline {
    /// Starts to count for a request with a body of that many bytes.
    pub fn new(body_bytes: usize) -> Option<Self> {
        let deadline = Self {
            controller: AbortController::new().ok()?,
            timeout: RefCell::default(),
            finished: Cell::default(),
        };
        let sending = u32::try_from(body_bytes / BYTES_PER_MS).unwrap_or_default();
        deadline.restart(SILENCE_MS + sending);
        Some(deadline)
    }

    /// Counts afresh, because something arrived.
    pub fn extend(&self) {
        self.restart(SILENCE_MS);
    }

    /// The whole answer is here: nothing is left to be ended.
    pub fn finish(&self) {
        self.finished.set(true);
    }

    /// What fetch has to listen to.
    pub fn signal(&self) -> AbortSignal {
        self.controller.signal()
    }

    fn restart(&self, ms: u32) {
        let controller = self.controller.clone();
        let timeout = Timeout::new(ms, move || controller.abort());
        self.timeout.replace(Some(timeout));
    }
}

impl Drop for Deadline {
    fn drop(&mut self) {
        if !self.finished.get() {
            self.controller.abort();
        }
    }
}
