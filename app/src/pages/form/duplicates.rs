//! Customers that have the same phone or plate, shown before saving.

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::components::{Act, Panel};
use crate::i18n::{text, text_with};
use crate::store::Store;

/// A customer that may be the same.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Duplicate {
    /// Id of the customer.
    pub id: String,
    /// What is the same.
    pub sentence: String,
}

/// The other customers that hold one of these keys.
pub fn holders(store: Store, own: &str, keys: BTreeSet<String>, sentence: &str) -> Vec<Duplicate> {
    let ids: BTreeSet<String> = store.index(|index| {
        let all = keys.iter().flat_map(|key| index.holders_of(key));
        all.filter(|id| id != own).collect()
    });
    let found = |id: String| {
        let name = store.index(|index| index.customer(&id).map(|row| row.name.clone()))?;
        Some(Duplicate {
            id,
            sentence: text_with(sentence, &[("name", name)]),
        })
    };
    ids.into_iter().filter_map(found).collect()
}

/// Names them, leads to them, and lets the person save all the same.
#[component]
pub fn Duplicates(
    /// Who may be the same.
    found: Memo<Vec<Duplicate>>,
    /// Called to save all the same.
    #[prop(into)]
    on_save: Act,
) -> impl IntoView {
    let line = |duplicate: Duplicate| {
        view! {
            <div class="task" data-testid="duplicate" data-id=duplicate.id.clone()>
                <strong>{duplicate.sentence}</strong>
                <a class="link" href=format!("/customers/{}", duplicate.id)>
                    {text("customer.duplicate_open")}
                </a>
            </div>
        }
    };
    let lines = move || found.get().into_iter().map(line).collect_view();
    view! {
        <Show when=move || found.with(|found| !found.is_empty())>
            <div role="alert">
                <Panel title=text("customer.duplicate_title")>
                    {lines}
                    <div class="body">
                        <p>{text("customer.duplicate_hint")}</p>
                        <div>
                            <button
                                type="button"
                                class="btn"
                                data-testid="duplicate-save"
                                on:click=move |_| on_save.run(())
                            >
                                {text("customer.duplicate_save")}
                            </button>
                        </div>
                    </div>
                </Panel>
            </div>
        </Show>
    }
}
