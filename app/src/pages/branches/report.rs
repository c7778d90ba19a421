//! What the server knows of every device, as last heard.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::i18n::error_text;
use crate::store::{Device, Store};

/// The latest report and how the last attempt went. It outlives the page, so that it can still
/// be read without a network.
#[derive(Clone, Copy)]
pub struct Report {
    /// Devices and when the server told of them; none before the first answer.
    pub heard: RwSignal<Option<Heard>>,
    /// Why the latest attempt failed.
    pub problem: RwSignal<Option<String>>,
    /// An attempt is under way.
    pub busy: RwSignal<bool>,
}

/// One answer of the server.
#[derive(Clone)]
pub struct Heard {
    /// All devices that the person may know of.
    pub devices: Vec<Device>,
    /// When, milliseconds.
    pub at_ms: i64,
}

/// Gives pages a place for the report.
pub fn provide_report() {
    provide_context(Report {
        heard: RwSignal::new(None),
        problem: RwSignal::new(None),
        busy: RwSignal::new(false),
    });
}

impl Report {
    /// Asks the server once more.
    pub fn refresh(self, store: Store) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        spawn_local(async move {
            let answer = store.devices().await;
            self.busy.try_set(false);
            self.problem
                .try_set(answer.as_ref().err().map(|error| error_text(&error.code)));
            if let Ok(devices) = answer {
                let at_ms = store.now_ms();
                self.heard.try_set(Some(Heard { devices, at_ms }));
            }
        });
    }
}
