//! What one can do with a customer.

use domain::access;
use domain::kinds::customer::{CUSTOMER, KIND};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;

use super::Card;
use super::erase::EraseDialog;
use crate::components::{Dialog, Menu, MenuOption};
use crate::i18n::{error_text, text, text_with};
use crate::platform::dom;

/// The entry of the menu that archives or restores.
const ARCHIVE: &str = "archive";
/// The entry that erases.
const ERASE: &str = "erase";

/// Buttons of the card. On a phone those of the bar stay within reach of the thumb.
#[component]
pub fn Actions(
    /// The customer.
    card: Card,
) -> impl IntoView {
    let id = card.id();
    view! {
        <div class="act">
            <div class="rest">
                <button type="button" class="btn" on:click=|_| {
                    dom::print();
                }>
                    {text("common.print")}
                </button>
                <a
                    class="btn"
                    data-testid="complaint-new"
                    href=format!("/customers/{id}/complaints/new")
                >
                    {text("complaint.new")}
                </a>
                <More card />
            </div>
            <div class="bar">
                <Call card />
                <a class="btn" data-testid="customer-edit" href=format!("/customers/{id}/edit")>
                    {text("common.edit")}
                </a>
                <a
                    class="btn primary"
                    data-testid="interaction-new"
                    href=format!("/customers/{id}/interactions/new")
                >
                    {text("interaction.new")}
                </a>
            </div>
        </div>
    }
}

/// Calls the first phone.
#[component]
fn Call(card: Card) -> impl IntoView {
    move || {
        let phone = Some(card.row(|row| row.phone.clone())).filter(|phone| !phone.is_empty())?;
        Some(view! { <a class="btn" href=tel(&phone)>{text("customer.call")}</a> })
    }
}

/// Address that dials a number.
pub fn tel(phone: &str) -> String {
    let dialled = phone.chars().filter(|c| c.is_ascii_digit() || *c == '+');
    format!("tel:{}", dialled.collect::<String>())
}

/// What is done less often: an order, a payment, the receivables card; archiving, restoring and
/// erasing, for those who may.
#[component]
fn More(card: Card) -> impl IntoView {
    let navigate = use_navigate();
    let asking = RwSignal::new(false);
    let erasing = RwSignal::new(false);
    let archived = Memo::new(move |_| card.record(|record| record.archived));
    let actor = card.store.actor();
    let may = access::may_archive(&CUSTOMER, &actor).is_ok();
    let may_erase = access::may_erase(&CUSTOMER, &actor).is_ok();
    let options = Signal::derive(move || {
        let mut options = pages();
        let key = archive_key(archived.get());
        options.extend(may.then(|| MenuOption::new(ARCHIVE, text(key))));
        options.extend(may_erase.then(|| MenuOption::new(ERASE, text("customer.erase"))));
        options
    });
    let choose = UnsyncCallback::new(move |choice: String| {
        if choice == ERASE {
            erasing.set(true)
        } else if choice != ARCHIVE {
            let path = format!("/customers/{}/{choice}", card.id());
            navigate(&path, Default::default());
        } else if archived.get_untracked() {
            set_archived(card, false)
        } else {
            asking.set(true)
        }
    });
    let name = move || card.text("name");
    view! {
        <Menu label=text("common.more") testid="customer-more" options on_choose=choose />
        <Dialog
            open=asking
            title=Signal::derive(move || text_with("customer.archive_title", &[("name", name())]))
            confirm=text("common.archive")
            danger=true
            on_confirm=move || {
                asking.set(false);
                set_archived(card, true);
            }
        >
            <p>{text("customer.archive_body")}</p>
        </Dialog>
        <EraseDialog card open=erasing />
    }
}

/// Pages of the customer, by what their addresses end with.
fn pages() -> Vec<MenuOption> {
    let pages = [
        ("orders/new", "receivables.new_order"),
        ("payments/new", "receivables.new_payment"),
        ("receivables", "receivables.title"),
    ];
    pages
        .map(|(path, key)| MenuOption::new(path, text(key)))
        .into()
}

fn archive_key(archived: bool) -> &'static str {
    if archived {
        "common.restore"
    } else {
        "common.archive"
    }
}

fn set_archived(card: Card, archived: bool) {
    let (store, toasts, id) = (card.store, card.toasts, card.id());
    let name = untrack(|| card.text("name"));
    let said = if archived {
        "customer.archived_said"
    } else {
        "customer.restored_said"
    };
    spawn_local(async move {
        toasts.say(match store.set_archived(KIND, &id, archived).await {
            Ok(()) => text_with(said, &[("name", name)]),
            Err(error) => error_text(error.code()),
        });
    });
}
