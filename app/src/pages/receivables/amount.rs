//! The input of an amount whose currency may change while it is typed.

use domain::kinds::payment::{AMOUNT, CURRENCY};
use leptos::prelude::*;

use crate::components::RecordField;
use crate::i18n::field_label;
use crate::pages::form::{Form, TextSource};

/// The amount, in the currency of the form's record.
#[component]
pub fn AmountInput(
    /// The form of an invoice, a payment or a promise.
    form: Form,
    /// The text of the amount.
    value: TextSource,
) -> impl IntoView {
    let currency = Memo::new(move |_| form.word(CURRENCY));
    Effect::new(move |before: Option<String>| {
        let now = currency.get();
        if before.is_some_and(|before| before != now) {
            form.read_again(AMOUNT, &value.get_untracked());
        }
        now
    });
    move || {
        let kind = form.kind().name;
        let label = format!("{} ({})", field_label(kind, AMOUNT), currency.get());
        view! { <RecordField kind field=AMOUNT value error=form.error(AMOUNT) label /> }
    }
}
