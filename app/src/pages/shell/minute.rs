//! Time that passes on the screen: `38 menit lalu` does not stay true.

use leptos::prelude::*;

use crate::platform::timer::Every;
use crate::store::use_store;

const MINUTE_MS: u32 = 60_000;

/// The corrected clock, renewed every minute.
#[derive(Clone, Copy)]
pub struct Minute(RwSignal<i64>);

impl Minute {
    /// Now, milliseconds. Reactive.
    pub fn now_ms(self) -> i64 {
        self.0.get()
    }
}

/// Starts the clock for everything below.
pub fn provide_minute() {
    let store = use_store();
    let now = RwSignal::new(store.now_ms());
    let ticking = Every::new(MINUTE_MS, move || {
        store.follow_day();
        now.try_set(store.now_ms());
    });
    // Held until the frame goes away.
    StoredValue::new_local(ticking);
    provide_context(Minute(now));
}

/// The clock of the frame.
pub fn use_minute() -> Minute {
    expect_context()
}
