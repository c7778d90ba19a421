//! Waiting, delaying and repeating.

use std::{cell::RefCell, pin::pin, rc::Rc};

use futures::future::{Either, select};
use gloo_timers::{
    callback::{Interval, Timeout},
    future::TimeoutFuture,
};

/// Waits that many milliseconds, or longer while the page is hidden.
pub async fn sleep(ms: u32) {
    TimeoutFuture::new(ms).await;
}

/// Waits for the work, but no longer than that many milliseconds.
pub async fn within<T>(ms: u32, work: impl Future<Output = T>) -> Option<T> {
    match select(pin!(work), TimeoutFuture::new(ms)).await {
        Either::Left((done, _)) => Some(done),
        Either::Right(_) => None,
    }
}

/// Calls back every so many milliseconds until it is dropped.
#[derive(Debug)]
#[must_use = "an interval ends once it is dropped"]
pub struct Every(#[expect(dead_code, reason = "held for its drop")] Interval);

impl Every {
    /// Starts; the first call comes after the first wait.
    pub fn new(ms: u32, callback: impl FnMut() + 'static) -> Self {
        Self(Interval::new(ms, callback))
    }
}

/// Runs an action once calls have paused. A clone shares the pause.
#[derive(Debug, Clone)]
pub struct Debounce {
    ms: u32,
    pending: Rc<RefCell<Option<Timeout>>>,
}

impl Debounce {
    /// A pause of that many milliseconds.
    pub fn new(ms: u32) -> Self {
        let pending = Rc::default();
        Self { ms, pending }
    }

    /// Runs the action after the pause, in place of one that still waits.
    pub fn call(&self, action: impl FnOnce() + 'static) {
        let pending = Timeout::new(self.ms, action);
        self.pending.replace(Some(pending));
    }

    /// Forgets an action that still waits.
    pub fn cancel(&self) {
        self.pending.take();
    }
}
