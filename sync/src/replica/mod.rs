//! The device's side of sync: one person in one device's database.
//!
//! Reads are synchronous and come from memory; every write is one guarded batch of the
//! [`DeviceStore`], and memory follows only after the batch is complete.

mod ahead;
mod book;
mod commit;
mod desk;
mod discard;
mod erasure;
mod fold;
mod front;
mod history;
mod kept;
mod opening;
mod outbox;
mod queued;
mod response;
mod round;
mod self_check;
mod transaction;
mod tray;
mod unkept;

use std::cell::{Cell, Ref, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::Arc;

use domain::schema::Schema;
use futures::lock::Mutex;

pub use book::{Book, Digest, Entry};
pub use commit::{CommitError, Edit};
pub use desk::{Desk, Discarded, Meta, TrayItem};
pub use fold::WORTH_FOLDING;
pub use front::Front;
pub use outbox::Outbox;
pub use queued::Queued;
pub use response::Progress;
pub use round::{Advice, Timing};
pub use self_check::SelfCheck;
pub use tray::rewritable;

use crate::merge;
use crate::record::Record;
use crate::store::{DeviceStore, StoreError, Table};
use kept::KeptRows;
use transaction::Transaction;

/// The records, unsent changes and refusals of one person on one device.
pub struct Replica<S> {
    schema: Schema,
    digest: Digest,
    store: S,
    person: String,
    device: String,
    state: RefCell<State>,
    /// Bytes to ask for, as the line has shown itself.
    room: Cell<u32>,
    /// The last request of this tab.
    asked: Cell<Asked>,
    /// All texts were asked for, so that later ones are read as they come.
    wants_texts: Cell<bool>,
    /// What another tab wrote was taken over, and nobody has asked yet.
    taken_over: Cell<bool>,
    /// The database was found cleared, and nobody has asked yet.
    cleared: Cell<bool>,
    writing: Mutex<()>,
    reading: Mutex<()>,
}

/// What a tab knows of its last request.
#[derive(Debug, Clone, Copy, Default)]
struct Asked {
    /// Its turn.
    turn: u64,
    /// Last number that the server had acknowledged by then.
    acknowledged: u64,
}

/// What the store holds, in memory.
#[derive(Default)]
struct State {
    generation: u64,
    desk: Desk,
    book: Book,
}

/// Which records look different after an operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Touched {
    /// These ids.
    Records(BTreeSet<String>),
    /// Possibly all: another tab wrote.
    All,
}

impl<S: DeviceStore> Replica<S> {
    /// Opens what the store holds for this person, who works on the device named `device`. Digests
    /// and unsent changes are here at once, other records once [`Replica::read_texts`] is done.
    pub async fn open(
        store: S,
        schema: Schema,
        digest: Digest,
        person: &str,
        device: &str,
    ) -> Result<Self, StoreError> {
        let replica = Self {
            schema,
            digest,
            store,
            person: person.to_owned(),
            device: device.to_owned(),
            state: RefCell::default(),
            room: Cell::new(round::LEAST_ROOM),
            asked: Cell::default(),
            wants_texts: Cell::default(),
            taken_over: Cell::default(),
            cleared: Cell::default(),
            writing: Mutex::new(()),
            reading: Mutex::new(()),
        };
        replica.reload().await?;
        Ok(replica)
    }

    /// Takes over what another tab wrote. Answers whether there was anything since this was last asked.
    pub async fn refresh(&self) -> Result<bool, StoreError> {
        let _writing = self.writing.lock().await;
        let was_taken_over = self.taken_over.take();
        if self.store.generation().await? == self.state.borrow().generation {
            return Ok(was_taken_over);
        }
        self.reload().await?;
        Ok(true)
    }

    /// Whether the database was found cleared since this was last asked.
    pub fn take_cleared(&self) -> bool {
        self.cleared.take()
    }

    /// The device's store, for drafts.
    pub fn store(&self) -> &S {
        &self.store
    }

    /// Replica number, cursors, clock and last sync.
    pub fn meta(&self) -> Ref<'_, Meta> {
        Ref::map(self.state.borrow(), |state| &state.desk.meta)
    }

    /// The record as the person sees it: what the server sent last with their unsent changes. None
    /// while its text was not read yet.
    pub fn record(&self, id: &str) -> Option<Record> {
        self.state.borrow().shown(self.schema, id)
    }

    /// Whether changes of this record wait to be sent.
    pub fn is_pending(&self, id: &str) -> bool {
        self.state.borrow().desk.outbox.is_pending(id)
    }

    /// What the app keeps of a record that has no unsent change.
    pub fn digest(&self, id: &str) -> Option<Rc<str>> {
        let state = self.state.borrow();
        let entry = state.book.get(id).filter(|entry| state.is_live(entry))?;
        (!state.desk.outbox.is_pending(id)).then(|| entry.digest.clone())
    }

    /// Calls `visit` with every record that has no unsent change, as it lies on the device, and
    /// with the shown record of those that have.
    pub fn for_each(&self, mut visit: impl FnMut(Seen<'_>)) {
        let state = self.state.borrow();
        let pending = state.desk.outbox.records();
        for (id, entry) in state.book.iter() {
            if !pending.contains(&**id) && state.is_live(entry) {
                visit(Seen::Base(id, entry));
            }
        }
        for id in pending {
            if let Some(record) = state.shown(self.schema, id) {
                visit(Seen::Shown(Box::new(record)));
            }
        }
    }

    /// Unsent changes in order, undecoded and without those that do nothing.
    pub fn unsent(&self) -> Vec<Arc<Queued>> {
        let state = self.state.borrow();
        state.desk.outbox.effective().cloned().collect()
    }

    /// The record as it was shown before an unsent change.
    pub fn before(&self, seq: u64) -> Option<Record> {
        let state = self.state.borrow();
        let id = &state.desk.outbox.get(seq)?.record;
        let base = state.book.get(id).and_then(Entry::record);
        let earlier = state.desk.outbox.of(id).filter(|other| other.seq < seq);
        overlay(self.schema, base, earlier)
    }

    /// How many changes wait to be sent, without those that do nothing.
    pub fn pending(&self) -> usize {
        self.state.borrow().desk.outbox.pending()
    }

    /// Refused changes, oldest first.
    pub fn tray(&self) -> Vec<TrayItem> {
        self.state
            .borrow()
            .desk
            .tray
            .values()
            .map(|item| (**item).clone())
            .collect()
    }

    /// Discarded changes that can be brought back, oldest first.
    pub fn discarded(&self) -> Vec<Discarded> {
        self.state
            .borrow()
            .desk
            .discarded
            .values()
            .map(|item| (**item).clone())
            .collect()
    }

    /// How many records the device holds.
    pub fn len(&self) -> usize {
        self.state.borrow().book.count()
    }

    /// Whether the device holds no record.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The acknowledged changes on the device. Rows that cannot be opened are as good as none: what
    /// waits to be sent must not wait for them.
    async fn read_kept(&self) -> Result<KeptRows, StoreError> {
        match self.store.load(Table::Kept).await {
            Ok(rows) => Ok(kept::read(rows)),
            Err(StoreError::Unreadable(_)) => Ok(KeptRows::new()),
            Err(other) => Err(other),
        }
    }

    /// Plans a batch on the current state, writes it, and lets memory follow. When another tab
    /// wrote first, its work is taken over and the batch planned again. So it is with the acknowledged
    /// changes when the plan turns out to want them, which few do.
    async fn transact<T>(&self, plan: impl Fn(&mut Transaction<'_>) -> T) -> Result<T, StoreError> {
        let _writing = self.writing.lock().await;
        let mut kept = None;
        loop {
            // What is planned may rest on any record, and may have to write it again.
            self.make_whole().await?;
            let planned = {
                let State {
                    generation,
                    desk,
                    book,
                } = &*self.state.borrow();
                let mut tx = Transaction::new(self.schema, self.digest, desk, book, kept.as_ref());
                let answer = plan(&mut tx);
                let wants_kept = tx.kept.are_wanted();
                (!wants_kept).then(|| (answer, tx.finish(desk, *generation)))
            };
            let Some((answer, (outcome, batch))) = planned else {
                kept = Some(self.read_kept().await?);
                continue;
            };
            let Some(batch) = batch else {
                return Ok(answer);
            };
            match self.store.write(batch).await {
                Ok(()) => {
                    let mut state = self.state.borrow_mut();
                    state.generation += 1;
                    state.desk = outcome.desk;
                    state.book.absorb(outcome.rows);
                    return Ok(answer);
                }
                Err(StoreError::Conflict) => {
                    kept = None;
                    self.reload().await?;
                    self.taken_over.set(true);
                }
                Err(other) => return Err(other),
            }
        }
    }
}

/// A record as [`Replica::for_each`] shows it.
pub enum Seen<'a> {
    /// Id, undecoded text and digest.
    Base(&'a Arc<str>, &'a Entry),
    /// A record with unsent changes.
    Shown(Box<Record>),
}

impl State {
    fn is_live(&self, entry: &Entry) -> bool {
        entry
            .feeds
            .iter()
            .any(|label| self.desk.meta.is_live(label))
    }

    fn shown(&self, schema: Schema, id: &str) -> Option<Record> {
        let base = self
            .book
            .get(id)
            .filter(|entry| self.is_live(entry))
            .and_then(Entry::record);
        overlay(schema, base, self.desk.outbox.of(id))
    }
}

/// Replays unsent changes of one record over what the server sent last.
fn overlay<'a>(
    schema: Schema,
    base: Option<Record>,
    changes: impl Iterator<Item = &'a Arc<Queued>>,
) -> Option<Record> {
    let changes = changes.map(|queued| queued.change());
    changes.fold(base, |record, change| {
        match (record, schema.kind(&change.kind)) {
            (None, _) => merge::created(&change),
            (Some(mut record), Some(kind)) => {
                merge::replay(&mut record, kind, &change);
                Some(record)
            }
            (record, None) => record,
        }
    })
}

#[cfg(test)]
mod tests;
