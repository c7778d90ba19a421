//! Taking a payment back by a further entry, because what was written once is never edited.

use domain::kinds::payment;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::{Value, json};
use sync::change::Op;
use sync::record::{Fields, Record};
use sync::replica::Edit;

use super::sheet::Sheet;
use crate::components::{Dialog, NoteField, use_toasts};
use crate::i18n::{error_text, field_label, format, text, text_with};

/// Which payment is to be taken back, while it is asked. Copies ask the same question.
#[derive(Clone, Copy)]
pub struct Asking {
    open: RwSignal<bool>,
    payment: RwSignal<String>,
    reason: RwSignal<String>,
}

impl Asking {
    /// Nothing is asked.
    pub fn new() -> Self {
        Self {
            open: RwSignal::new(false),
            payment: RwSignal::default(),
            reason: RwSignal::default(),
        }
    }

    /// Asks about a payment.
    pub fn ask(self, payment: &str) {
        self.payment.set(payment.to_owned());
        self.reason.set(String::new());
        self.open.set(true);
    }
}

/// The question, with room for a reason.
#[component]
pub fn TakeBack(
    /// The account.
    sheet: Sheet,
    /// What is asked.
    asking: Asking,
) -> impl IntoView {
    let toasts = use_toasts();
    let confirm = move || {
        asking.open.set(false);
        let id = asking.payment.get_untracked();
        let Some(taken) = sheet.store.record(&id) else {
            return;
        };
        let today = untrack(|| sheet.today());
        let fields = reversal(&taken, &today, asking.reason.get_untracked().trim());
        let create = Edit::new(
            Op::Create { home: None },
            payment::KIND,
            &sheet.store.new_id(),
        );
        spawn_local(async move {
            toasts.say(match sheet.store.save(vec![create.with(fields)]).await {
                Ok(()) => text("receivables.taken_back"),
                Err(error) => error_text(error.code()),
            });
        });
    };
    view! {
        <Dialog
            open=asking.open
            title=Signal::derive(move || title(sheet, &asking.payment.get()))
            confirm=text("receivables.take_back")
            danger=true
            on_confirm=confirm
        >
            <p>{text("receivables.take_back_body")}</p>
            <NoteField
                name=payment::NOTE
                label=field_label(payment::KIND, payment::NOTE)
                value=asking.reason
            />
        </Dialog>
    }
}

fn title(sheet: Sheet, id: &str) -> String {
    let payment = sheet.books(|books| books.payments.iter().find(|one| one.id == id).cloned());
    let amount = payment.map(|one| format::money(one.amount, one.currency));
    let values = [
        ("number", sheet.books(|books| books.number(id))),
        ("amount", amount.unwrap_or_default()),
    ];
    text_with("receivables.take_back_title", &values)
}

/// The entry that takes a payment back.
fn reversal(taken: &Record, today: &str, reason: &str) -> Fields {
    let same = [
        payment::CUSTOMER,
        payment::TYPE,
        payment::AMOUNT,
        payment::CURRENCY,
    ];
    let mut fields: Fields = same
        .into_iter()
        .map(|field| (field.to_owned(), taken.get(field).clone()))
        .collect();
    fields.insert(payment::REVERSES.to_owned(), json!(taken.id));
    fields.insert(payment::PAID_ON.to_owned(), json!(today));
    if !reason.is_empty() {
        fields.insert(payment::NOTE.to_owned(), Value::String(reason.to_owned()));
    }
    fields
}

#[cfg(test)]
mod tests {
    use domain::validate::check_record;
    use serde_json::json;
    use sync::stamp::Stamp;
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::{payment, reversal};

    #[test]
    fn a_reversal_is_a_whole_payment() {
        let fields = json!({
            "customer": "c", "type": "payment", "amount": 5, "currency": "IDR",
            "paid_on": "2026-11-01", "invoice": "i", "code": "BYR-MKS-00001",
        });
        let record = json!({
            "k": "payment", "i": "p1", "v": 1, "h": null, "f": fields, "s": Stamp::default(),
            "p": "p", "t": 0,
        });
        let record = serde_json::from_value(record).expect("a record");
        let found = reversal(&record, "2026-11-23", "Salah pelanggan");
        assert_eq!(check_record(&payment::PAYMENT, &found), []);
        assert_eq!(found["reverses"], "p1");
        assert_eq!(found["paid_on"], "2026-11-23");
        assert_eq!(found.get("code"), None);
        assert!(!reversal(&record, "2026-11-23", "").contains_key("note"));
    }
}
