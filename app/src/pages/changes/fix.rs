//! Repairing a refused change in the form of its record.

use std::sync::Arc;

use domain::kinds::{
    branch, complaint, customer, interaction, invoice, payment, payment_promise, product, settings,
    staff, vehicle,
};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::Value;
use sync::change::Op;
use sync::record::Fields;
use sync::replica::{Edit, Queued, TrayItem};

use crate::store::{SaveError, Store};

/// The form in which a refused change can be repaired.
pub struct RepairForm {
    /// Address of the form.
    pub path: String,
    draft_key: String,
}

/// The refused item that a person is repairing, if any.
#[derive(Clone, Copy)]
pub struct Fixing(RwSignal<Option<Repair>>);

#[derive(Clone)]
struct Repair {
    item: TrayItem,
    record: String,
    since: u64,
}

/// Lets pages repair refused changes; a repaired one leaves the tray once its form was saved.
pub fn provide_fixing(store: Store) {
    let fixing = Fixing(RwSignal::new(None));
    provide_context(fixing);
    Effect::new(move |_| {
        store.track();
        let Some(repair) = fixing.0.get() else { return };
        let is_saved =
            |change: &Arc<Queued>| *change.record == *repair.record && change.seq > repair.since;
        if store.unsent().iter().any(is_saved) {
            fixing.0.set(None);
            // The item stays in the tray where this fails.
            spawn_local(async move { drop(finish(store, &repair.item).await) });
        }
    });
}

impl Fixing {
    /// Puts the refused values into the draft of the form, on top of what is shown now.
    pub fn begin(self, store: Store, item: &TrayItem, form: &RepairForm) {
        let Some(first) = item.changes.first() else {
            return;
        };
        let mut draft = first.fields.clone();
        if let Op::Create { home } = &first.op {
            // The record keeps its id, so that what depends on it still does.
            draft.insert("@id".to_owned(), Value::String(first.record.clone()));
            draft.extend(
                home.clone()
                    .map(|home| ("@home".to_owned(), Value::String(home))),
            );
        }
        store.keep_draft(&form.draft_key, Value::Object(draft).to_string());
        let since = store.unsent().last().map_or(0, |change| change.seq);
        self.0.set(Some(Repair {
            item: item.clone(),
            record: first.record.clone(),
            since,
        }));
    }
}

/// The form for a refused item, where its first change is one that a form can make.
pub fn form_of(item: &TrayItem) -> Option<RepairForm> {
    let first = item.changes.first()?;
    let is_new = match first.op {
        Op::Create { .. } => true,
        Op::Set => false,
        _ => return None,
    };
    let (path, draft_key) = addresses(&first.kind, &first.record, is_new, &first.fields)?;
    Some(RepairForm { path, draft_key })
}

/// Address of the form and key of its draft, as the forms name them.
fn addresses(kind: &str, id: &str, is_new: bool, fields: &Fields) -> Option<(String, String)> {
    let draft_key = format!("{kind}/{id}");
    Some(match (kind, is_new) {
        (customer::KIND, true) => ("/customers/new".to_owned(), "customer/new".to_owned()),
        (customer::KIND, false) => (format!("/customers/{id}/edit"), draft_key),
        (vehicle::KIND, false) => (format!("/vehicles/{id}/edit"), draft_key),
        (branch::KIND, true) => ("/settings/branches/new".to_owned(), "branch/new".to_owned()),
        (branch::KIND, false) => (format!("/settings/branches/{id}"), draft_key),
        (staff::KIND, true) => ("/settings/staff/new".to_owned(), "staff/new".to_owned()),
        (staff::KIND, false) => (format!("/settings/staff/{id}"), draft_key),
        (settings::KIND, false) => ("/settings/company".to_owned(), draft_key),
        (product::KIND, true) => ("/products/new".to_owned(), "product/new".to_owned()),
        (product::KIND, false) => (format!("/products/{id}"), draft_key),
        (_, true) => {
            let owner = fields.get(vehicle::CUSTOMER)?.as_str()?;
            let form = match kind {
                vehicle::KIND => "vehicles",
                interaction::KIND => "interactions",
                complaint::KIND => "complaints",
                invoice::KIND => "invoices",
                payment::KIND => "payments",
                payment_promise::KIND => "promises",
                _ => return None,
            };
            (
                format!("/customers/{owner}/{form}/new"),
                format!("{kind}/new/{owner}"),
            )
        }
        _ => return None,
    })
}

/// Sends what waited for the repaired change, and empties its place in the tray.
async fn finish(store: Store, item: &TrayItem) -> Result<(), SaveError> {
    let waiting = item
        .changes
        .iter()
        .skip(1)
        .filter(|change| change.op != Op::Noop)
        .map(Edit::again);
    store.save(waiting.collect()).await?;
    store.discard_refused(&item.key).await
}
