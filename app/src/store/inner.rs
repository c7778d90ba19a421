//! The parts of the store that are not reactive.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use domain::access::{Actor, Role};
use domain::kinds::{SCHEMA, customer};
use domain::money::Currency;
use leptos::prelude::{GetUntracked, Update};
use sync::record::Record;
use sync::replica::{Replica, Seen, Touched};

use super::indexeddb::IndexedDb;
use super::keys::Keys;
use super::syncing::Cleared;
use super::{Branch, StaffMember, Store};
use crate::platform::clock;
use crate::platform::listener::Listener;
use crate::platform::tabs::Tabs;
use crate::platform::timer::Every;
use index::{Index, Known, Now};

/// The parts of the store that are not reactive.
#[derive(Default)]
pub struct Inner {
    pub replica: RefCell<Option<Rc<Replica<IndexedDb>>>>,
    pub index: RefCell<Index>,
    pub drafts: super::drafts::Drafts,
    pub sync: super::syncing::Loop,
    pub live: super::live::Live,
    pub looked_for_update_ms: Cell<i64>,
    pub tabs: RefCell<Option<Tabs>>,
    pub listeners: RefCell<Vec<Listener>>,
    pub keys: RefCell<Option<Keys>>,
    /// When a hand was last on the device, milliseconds.
    pub touched_ms: Cell<i64>,
    /// What corrects the clock while only the front is read, milliseconds.
    pub front_offset_ms: Cell<i64>,
    /// Generation and day of the front that was kept last.
    pub kept_front: RefCell<Option<(u64, String)>>,
    pub idle_look: RefCell<Option<Every>>,
}

impl Inner {
    /// The open replica.
    pub fn replica(&self) -> Option<Rc<Replica<IndexedDb>>> {
        self.replica.borrow().clone()
    }
}

impl Store {
    /// The record as this person sees it. Of what was erased only what the books need is one.
    pub fn record(&self, id: &str) -> Option<Record> {
        let record = self.inner().replica()?.record(id)?;
        (record.erased_ms.is_none() || is_paper(&record.kind)).then_some(record)
    }

    /// Whether the record has unsent changes.
    pub fn is_pending(&self, id: &str) -> bool {
        self.inner()
            .replica()
            .is_some_and(|replica| replica.is_pending(id))
    }

    /// Looks into the index.
    pub fn index<T>(&self, look: impl FnOnce(&Index) -> T) -> T {
        look(&self.inner().index.borrow())
    }

    /// The device's clock, corrected by the server's, milliseconds.
    pub fn now_ms(&self) -> i64 {
        let inner = self.inner();
        let replica = inner.replica();
        let offset_ms = replica.map(|replica| replica.meta().offset_ms);
        clock::now_ms() + offset_ms.unwrap_or(inner.front_offset_ms.get())
    }

    /// IANA name of the time zone of the person's first branch.
    pub fn zone(&self) -> String {
        let session = self.session.get_untracked();
        let own = session.and_then(|session| self.branch(session.branches.first()?));
        own.map_or_else(|| "Asia/Jakarta".to_owned(), |branch| branch.time_zone)
    }

    /// The day it is for the person, as fields hold it.
    pub fn today(&self) -> String {
        self.today_at(self.now_ms())
    }

    /// The day it is for the person at a moment, milliseconds.
    pub(super) fn today_at(&self, now_ms: i64) -> String {
        crate::i18n::zone::today(&self.zone(), now_ms)
    }

    fn now(&self) -> Now {
        Now {
            ms: self.now_ms(),
            day: self.today(),
        }
    }

    /// Follows the calendar: what hangs on the day is made anew once there is another one.
    pub fn follow_day(&self) {
        let now = self.now();
        let is_another = self.inner().index.borrow_mut().turn(&now);
        if is_another {
            self.book.try_update(|changes| *changes += 1);
        }
    }

    /// A branch by its id.
    pub fn branch(&self, id: &str) -> Option<Branch> {
        self.index(|index| {
            index
                .branches
                .iter()
                .find(|branch| branch.id == id)
                .cloned()
        })
    }

    /// All branches by name.
    pub fn branches(&self) -> Vec<Branch> {
        self.index(|index| index.branches.clone())
    }

    /// The currency of the company.
    pub fn currency(&self) -> Currency {
        self.index(|index| index.settings.currency)
    }

    /// All staff by name.
    pub fn staff(&self) -> Vec<StaffMember> {
        self.index(|index| index.staff.clone())
    }

    /// The name of a staff member; the id when unknown here.
    pub fn person_name(&self, id: &str) -> String {
        let known = self.index(|index| {
            index
                .staff
                .iter()
                .find(|person| person.id == id)
                .map(|person| person.name.clone())
        });
        known.unwrap_or_else(|| id.to_owned())
    }

    /// Who acts, for asking what is allowed.
    pub fn actor(&self) -> Actor {
        let session = self.session.get_untracked();
        session.map_or_else(nobody, |session| Actor {
            person: session.person,
            role: session.role,
            branches: session.branches.into_iter().collect(),
        })
    }

    /// Brings the index up to date and tells everything that shows records.
    pub fn follow(&self, touched: &Touched) {
        let inner = self.inner();
        let Some(replica) = inner.replica() else {
            return;
        };
        let touched = if replica.take_cleared() {
            self.put_back();
            &Touched::All
        } else {
            touched
        };
        let now = self.now();
        match touched {
            Touched::All => {
                let rebuilt = inner.index.borrow().rebuilt(all(&replica), now);
                *inner.index.borrow_mut() = rebuilt;
            }
            Touched::Records(ids) => {
                let changed = ids
                    .iter()
                    .map(|id| (id.clone(), known(&replica, id)))
                    .collect();
                inner.index.borrow_mut().update(changed, now);
            }
        }
        self.forget_erased(touched);
        self.refresh_session();
        // Only now it is known in which branch, and so on which day, the person works.
        let now = self.now();
        inner.index.borrow_mut().turn(&now);
        self.follow_unlock();
        self.refresh_status();
        self.book.update(|changes| *changes += 1);
    }

    /// What was typed about people who were erased, and not saved, goes too.
    fn forget_erased(&self, touched: &Touched) {
        let erased = self.index(|index| match touched {
            Touched::All => index.erased(),
            Touched::Records(ids) => {
                let erased = ids.iter().filter(|id| index.is_erased(id));
                erased.cloned().collect()
            }
        });
        self.drop_drafts_about(&erased);
    }

    /// The browser cleared the database of an open book. The replica has put back what was unsent.
    fn put_back(&self) {
        self.status
            .update(|status| status.cleared = Some(Cleared::Open));
        self.write_drafts_again();
    }
}

/// Whether records of a kind stay in the books when a customer is erased.
fn is_paper(kind: &str) -> bool {
    let kept = SCHEMA.kind(kind).map_or(&[][..], |kind| kind.kept);
    kind != customer::KIND && !kept.is_empty()
}

fn nobody() -> Actor {
    Actor {
        person: String::new(),
        role: Role::Staff,
        branches: Default::default(),
    }
}

fn known(replica: &Replica<IndexedDb>, id: &str) -> Option<Known> {
    match replica.digest(id) {
        Some(digest) => Known::read(id.into(), &digest),
        None => Some(Known::of(&replica.record(id)?, replica.is_pending(id))),
    }
}

fn all(replica: &Replica<IndexedDb>) -> Vec<Known> {
    let mut found = Vec::with_capacity(replica.len());
    replica.for_each(|seen| match seen {
        Seen::Base(id, entry) => found.extend(Known::read(id.clone(), &entry.digest)),
        Seen::Shown(record) => found.push(Known::of(&record, true)),
    });
    found
}
