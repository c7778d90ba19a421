//! Everything that pages read and write: the replica on this device, its index, the session and
//! the state of sync. Reads are synchronous; pages never fetch.

mod api;
mod conflicts;
mod drafts;
mod erase;
mod front;
mod history;
mod import;
pub mod indexeddb;
mod inner;
pub mod keys;
mod live;
mod lock;
mod open;
mod outbox;
mod passkey;
mod preferences;
pub mod seal;
mod self_check;
mod session;
mod syncing;
mod tabs;
mod write;

use std::rc::Rc;

use leptos::prelude::*;

pub use api::{ApiError, Decision, Device, Farewell, RefusedChange, Rounds, SyncDay, SyncRound};
pub use history::{History, HistoryEntry};
pub use import::{
    ImportJob, ImportReport, OrderCount, OrderFate, OrderImport, OrderReport, OrderRun,
};
pub use index::{
    Branch, ComplaintRow, Counts, CustomerRow, DueRow, Imported, Index, OrderFilter, OrderRow,
    OrderView, ProductCost, ProductRow, ReorderRow, Settings, StaffMember, View,
};
pub use passkey::{PasskeyError, PasskeyState};
pub use preferences::Theme;
pub use session::{Session, SetUp};
pub use syncing::{Cleared, SyncState, SyncStatus};
pub use write::SaveError;

use crate::components::{Toasts, provide_toasts};
use inner::Inner;

/// What the page should show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phase {
    /// Still reading what lies on the device.
    Starting,
    /// Nobody is signed in on this device.
    SignedOut,
    /// The company has no administrator yet.
    SetUp,
    /// The book of the person waits for their password or passkey.
    Locked,
    /// The device had no contact for longer than the company allows, so the book waits for a
    /// sign-in with a line.
    Overdue,
    /// The book is open.
    Open,
    /// The device's database cannot be opened; a stable code.
    Failed(&'static str),
}

/// How much of the book can be read. A start goes from one to the next within moments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// The first rows of the list of customers, and the company.
    Front,
    /// What lists, counts and search need of every record.
    Lists,
    /// Every record.
    Whole,
}

/// A handle on the one store of the page.
#[derive(Clone, Copy)]
pub struct Store {
    inner: StoredValue<Rc<Inner>, LocalStorage>,
    phase: RwSignal<Phase>,
    session: RwSignal<Option<Session>>,
    status: RwSignal<SyncStatus>,
    /// Counts changes of the book.
    book: RwSignal<u64>,
    reach: RwSignal<Reach>,
    update_ready: RwSignal<bool>,
    language: RwSignal<crate::i18n::Language>,
    theme: RwSignal<Theme>,
    toasts: Toasts,
}

/// Makes the store and starts it. Called once, at the root.
pub fn provide_store() -> Store {
    let store = Store {
        inner: StoredValue::new_local(Rc::default()),
        phase: RwSignal::new(Phase::Starting),
        session: RwSignal::new(None),
        status: RwSignal::new(SyncStatus::default()),
        book: RwSignal::new(0),
        reach: RwSignal::new(Reach::Front),
        update_ready: RwSignal::new(false),
        language: RwSignal::new(preferences::language()),
        theme: RwSignal::new(preferences::theme()),
        toasts: provide_toasts(),
    };
    provide_context(store);
    store.start();
    store
}

/// The store of the page.
pub fn use_store() -> Store {
    expect_context()
}

impl Store {
    /// What the page should show. Reactive.
    pub fn phase(&self) -> Phase {
        self.phase.get()
    }

    /// Runs the calling effect or memo again whenever any record changed.
    pub fn track(&self) {
        self.book.track();
    }

    /// How much of the book can be read by now. Reactive.
    pub fn reach(&self) -> Reach {
        self.reach.get()
    }

    /// Says something for a few seconds, also after the page that did it is gone.
    pub fn toast(&self, text: String) {
        self.toasts.say(text);
    }

    /// Whether a newer version of the app waits to be used. Reactive.
    pub fn update_ready(&self) -> bool {
        self.update_ready.get()
    }

    fn inner(&self) -> Rc<Inner> {
        self.inner.get_value()
    }
}
