//! What is known about a complaint, and changing it in place.

use domain::kinds::complaint::{self, COMPLAINT};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::{Value, json};
use sync::record::Fields;

use super::form::{ComplaintFields, zone_of};
use super::mover::set;
use super::page::Shown;
use crate::components::{Chip, Dialog, Panel};
use crate::i18n::{error_text, field_label, format, text, text_with};
use crate::pages::customers::tel;
use crate::pages::form::{Form, FormBody, Input, field_text};

/// Fields that are shown as they are, in order.
const FIELDS: &[&str] = &[
    complaint::TYPE,
    complaint::CATEGORY,
    complaint::SEVERITY,
    complaint::DEPARTMENT,
    complaint::VEHICLE,
    complaint::ASSIGNEE,
];

/// The details, or the form that changes them.
#[component]
pub fn Details(
    /// The complaint.
    shown: Shown,
) -> impl IntoView {
    let has_draft = shown
        .store
        .draft(&format!("complaint/{}", shown.id.get_value()))
        .is_some();
    let editing = RwSignal::new(has_draft);
    let action = move || {
        (!editing.get()).then(|| {
            view! {
                <button
                    type="button"
                    class="link no-print"
                    data-testid="complaint-edit"
                    on:click=move |_| editing.set(true)
                >
                    {text("common.edit")}
                </button>
            }
        })
    };
    let inside = move || {
        if editing.get() {
            view! { <EditDetails shown editing /> }.into_any()
        } else {
            view! { <ShowDetails shown /> }.into_any()
        }
    };
    view! {
        <div class="stack">
            <Panel title=text("common.details") action>
                {inside}
            </Panel>
            <Satisfaction shown />
            <Archive shown />
        </div>
    }
}

#[component]
fn ShowDetails(shown: Shown) -> impl IntoView {
    let lines = move || {
        let fields = shown.record(|record| record.fields.clone());
        let line = |(label, value): (String, String)| {
            view! {
                <dt>{label}</dt>
                <dd>{value}</dd>
            }
        };
        lines(shown, &fields).into_iter().map(line).collect_view()
    };
    view! {
        <dl>
            <CustomerLine shown />
            {lines}
        </dl>
        <p class="sub pad">{move || recorded(shown)}</p>
        <AssignMe shown />
    }
}

/// Who wrote the complaint down, and when.
fn recorded(shown: Shown) -> String {
    let (created_ms, person) = shown.record(|record| (record.created_ms, record.person.clone()));
    let zone = zone_of(shown.store, &shown.text(complaint::CUSTOMER));
    let when = format::date_time(created_ms, &zone);
    let name = shown.store.person_name(&person);
    text_with("complaint.recorded", &[("when", when), ("name", name)])
}

fn lines(shown: Shown, fields: &Fields) -> Vec<(String, String)> {
    let present = FIELDS
        .iter()
        .filter_map(|field| Some((*field, fields.get(*field)?)));
    let mut lines: Vec<(String, String)> = present
        .map(|(field, value)| {
            (
                field_label(complaint::KIND, field),
                field_text(shown.store, &COMPLAINT, field, value),
            )
        })
        .collect();
    let customer = fields
        .get(complaint::CUSTOMER)
        .and_then(Value::as_str)
        .unwrap_or_default();
    let zone = zone_of(shown.store, customer);
    for field in [complaint::DUE_AT, complaint::CLOSED_AT] {
        if let Some(ms) = fields.get(field).and_then(Value::as_i64) {
            lines.push((
                field_label(complaint::KIND, field),
                format::date_time(ms, &zone),
            ));
        }
    }
    lines
}

/// The customer, and how to call and record it.
#[component]
fn CustomerLine(shown: Shown) -> impl IntoView {
    move || {
        let id = shown.text(complaint::CUSTOMER);
        let row = shown.store.index(|index| index.customer(&id).cloned())?;
        let contact = format!(
            "/customers/{id}/interactions/new?complaint={}",
            shown.id.get_value()
        );
        let phone = (!row.phone.is_empty()).then(|| {
            view! { <a class="link" href=tel(&row.phone)>{text("customer.call")}</a> }
        });
        Some(view! {
            <dt>{field_label(complaint::KIND, complaint::CUSTOMER)}</dt>
            <dd>
                <a href=format!("/customers/{id}")>{row.name.clone()}</a>
                <span class="row">
                    {phone}
                    <a class="link" href=contact data-testid="interaction-new">
                        {text("interaction.new")}
                    </a>
                </span>
            </dd>
        })
    }
}

/// Takes the complaint over in one press.
#[component]
fn AssignMe(shown: Shown) -> impl IntoView {
    let me = shown.store.actor().person;
    move || {
        let mine = shown.text(complaint::ASSIGNEE) == me;
        let me = me.clone();
        (!mine && shown.state().is_open()).then(|| {
            view! {
                <div class="body">
                    <button
                        type="button"
                        class="btn"
                        data-testid="assign-me"
                        on:click=move |_| write(shown, complaint::ASSIGNEE, json!(me))
                    >
                        {text("complaint.assign_me")}
                    </button>
                </div>
            }
        })
    }
}

fn write(shown: Shown, field: &'static str, value: Value) {
    let (store, toasts, id) = (shown.store, shown.toasts, shown.id.get_value());
    spawn_local(async move {
        let fields = Fields::from_iter([(field.to_owned(), value)]);
        toasts.say(match set(store, &id, fields).await {
            Ok(()) => text("complaint.saved"),
            Err(code) => error_text(code),
        });
    });
}

#[component]
fn EditDetails(shown: Shown, editing: RwSignal<bool>) -> impl IntoView {
    let record = shown.store.record(&shown.id.get_value())?;
    let zone = zone_of(shown.store, record.text(complaint::CUSTOMER));
    let form = Form::edit(&COMPLAINT, &record).in_zone(zone);
    let save = move || {
        if form.is_sound() {
            form.save(vec![form.own_edit(None)], move || {
                form.say(text("complaint.saved"));
                editing.set(false);
            });
        }
    };
    let cancel = move || {
        view! {
            <button type="button" class="btn" on:click=move |_| editing.set(false)>
                {text("common.cancel")}
            </button>
        }
    };
    Some(view! {
        <div class="body">
            <FormBody form on_save=save cancel>
                <ComplaintFields form />
                <Input form field=complaint::DUE_AT />
            </FormBody>
        </div>
    })
}

/// What the customer thought of it, once it is done.
#[component]
fn Satisfaction(shown: Shown) -> impl IntoView {
    let score =
        Memo::new(move |_| shown.record(|record| record.get(complaint::SATISFACTION).as_i64()));
    let chips = move || {
        let chip = |value: i64| {
            view! {
                <Chip
                    label=value.to_string()
                    pressed=Signal::derive(move || score.get() == Some(value))
                    on_press=move || write(shown, complaint::SATISFACTION, json!(value))
                />
            }
        };
        (1..=5).map(chip).collect_view()
    };
    view! {
        <Show when=move || !shown.state().is_open()>
            <Panel title=field_label(complaint::KIND, complaint::SATISFACTION)>
                <div class="body">
                    <div
                        class="views"
                        role="group"
                        aria-label=field_label(complaint::KIND, complaint::SATISFACTION)
                        data-testid="field-satisfaction"
                    >
                        {chips}
                    </div>
                </div>
            </Panel>
        </Show>
    }
}

/// Puts the complaint away, or takes it back.
#[component]
fn Archive(shown: Shown) -> impl IntoView {
    let asking = RwSignal::new(false);
    let archived = Memo::new(move |_| shown.record(|record| record.archived));
    let words = move || {
        text(if archived.get() {
            "common.restore"
        } else {
            "common.archive"
        })
    };
    let press = move |_| {
        if archived.get_untracked() {
            archive(shown, false)
        } else {
            asking.set(true)
        }
    };
    view! {
        <div class="no-print">
            <button type="button" class="btn" data-testid="complaint-archive" on:click=press>
                {words}
            </button>
        </div>
        <Dialog
            open=asking
            title=text("complaint.archive_title")
            confirm=text("common.archive")
            danger=true
            on_confirm=move || {
                asking.set(false);
                archive(shown, true);
            }
        >
            <p>{text("complaint.archive_body")}</p>
        </Dialog>
    }
}

fn archive(shown: Shown, archived: bool) {
    let (store, toasts, id) = (shown.store, shown.toasts, shown.id.get_value());
    spawn_local(async move {
        toasts.say(
            match store.set_archived(complaint::KIND, &id, archived).await {
                Ok(()) => text(if archived {
                    "complaint.archived_said"
                } else {
                    "complaint.saved"
                }),
                Err(error) => error_text(error.code()),
            },
        );
    });
}
