//! Done, rescheduled or dropped in one tap, and taken back in another.

use domain::kinds::interaction::{KIND, NEXT_ON, NEXT_STATE};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::{Value, json};
use sync::change::Op;
use sync::record::Fields;
use sync::replica::Edit;

use crate::components::{DateField, Dialog, Menu, MenuOption, Toasts, use_toasts};
use crate::i18n::{civil, error_text, field_label, format, text, text_with};
use crate::store::{Store, use_store};

/// What can be done with the next step of a contact.
#[component]
pub fn StepActions(
    /// Id of the contact.
    interaction: String,
) -> impl IntoView {
    let (store, toasts) = (use_store(), use_toasts());
    let id = StoredValue::new(interaction);
    let end = move |state: &'static str, said: &'static str| {
        write(
            store,
            toasts,
            id.get_value(),
            vec![(NEXT_STATE, json!(state))],
            text(said),
        );
    };
    view! {
        <button
            type="button"
            class="link"
            data-testid="step-done"
            on:click=move |_| end("done", "today.done_said")
        >
            {text("today.done")}
        </button>
        <Reschedule id />
        <button
            type="button"
            class="link"
            data-testid="step-drop"
            on:click=move |_| end("dropped", "today.dropped")
        >
            {text("today.drop")}
        </button>
    }
}

#[component]
fn Reschedule(id: StoredValue<String>) -> impl IntoView {
    let (store, toasts) = (use_store(), use_toasts());
    let asking = RwSignal::new(false);
    let day = RwSignal::new(String::new());
    let put_off = move |day: String| {
        let said = text_with("today.rescheduled", &[("day", format::day(&day))]);
        write(
            store,
            toasts,
            id.get_value(),
            vec![(NEXT_ON, json!(day)), (NEXT_STATE, json!("open"))],
            said,
        );
    };
    let options = vec![
        MenuOption::new("1", text("today.to_tomorrow")),
        MenuOption::new("7", text("today.to_next_week")),
        MenuOption::new("", text("today.to_date")),
    ];
    let choose = UnsyncCallback::new(move |choice: String| {
        let days = choice.parse().ok();
        match days.and_then(|days| civil::add_days(&store.today(), days)) {
            Some(day) => put_off(day),
            None => asking.set(true),
        }
    });
    let confirm = move || {
        asking.set(false);
        put_off(day.get_untracked());
    };
    view! {
        <Menu label=text("today.reschedule") class="link" testid="step-reschedule" options on_choose=choose />
        <Dialog
            open=asking
            title=text("today.reschedule")
            confirm=text("common.save")
            disabled=Signal::derive(move || civil::day_number(&day.get()).is_none())
            on_confirm=confirm
        >
            <DateField name=NEXT_ON label=field_label(KIND, NEXT_ON) value=day />
        </Dialog>
    }
}

/// Writes fields of a contact and offers to take it back.
fn write(
    store: Store,
    toasts: Toasts,
    id: String,
    fields: Vec<(&'static str, Value)>,
    said: String,
) {
    let by_path = |(path, value): (&str, Value)| (path.to_owned(), value);
    let after: Fields = fields.into_iter().map(by_path).collect();
    spawn_local(async move {
        // The list may be there a moment before its records are.
        store.read_records().await;
        let Some(record) = store.record(&id) else {
            return;
        };
        let before = [NEXT_ON, NEXT_STATE].map(|path| (path.to_owned(), record.get(path).clone()));
        let before = Fields::from_iter(before);
        match set(store, &id, after).await {
            Ok(()) => toasts.offer(said, text("common.undo"), move || {
                take_back(store, toasts, id.clone(), before.clone())
            }),
            Err(code) => toasts.say(error_text(code)),
        }
    });
}

fn take_back(store: Store, toasts: Toasts, id: String, before: Fields) {
    spawn_local(async move {
        if let Err(code) = set(store, &id, before).await {
            toasts.say(error_text(code));
        }
    });
}

async fn set(store: Store, id: &str, fields: Fields) -> Result<(), &'static str> {
    let edit = Edit::new(Op::Set, KIND, id).with(fields);
    store.save(vec![edit]).await.map_err(|error| error.code())
}
