//! Taking an archived product back.

use domain::kinds::product;
use leptos::prelude::*;
use sync::change::Op;
use sync::replica::Edit;

use super::cost::Cost;
use super::form::name;
use crate::components::Act;
use crate::i18n::{text, text_with};

/// A button that restores the product with what was typed, since its code may be taken by now.
#[component]
pub fn RestoreButton(
    /// The form of the product with its cost.
    cost: Cost,
    /// Leaves the page.
    leave: Act,
) -> impl IntoView {
    let form = cost.form();
    let restore = move |_| {
        if !form.is_sound() {
            return;
        }
        let mut edits = cost.with_product();
        edits.push(Edit::new(Op::Restore, product::KIND, &form.id()));
        form.save(edits, move || {
            form.say(text_with("product.restored_said", &[("name", name(form))]));
            leave.try_run(());
        });
    };
    view! {
        <div>
            <button type="button" class="btn" data-testid="restore" on:click=restore>
                {text("common.restore")}
            </button>
        </div>
    }
}
