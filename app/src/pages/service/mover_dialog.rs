//! Asks for what a step of a complaint needs: a reason, a resolution, a contact.

use domain::complaint::{State, check_step, step};
use domain::kinds::complaint::{self, COMPLAINT};
use domain::kinds::interaction;
use leptos::prelude::*;
use serde_json::{Value, json};
use sync::change::Op;
use sync::record::{Fields, Record};
use sync::replica::Edit;

use super::mover::Mover;
use super::tags::number_text;
use crate::components::{Choice, ChoiceField, Dialog, RecordField};
use crate::i18n::{choice_label, field_help, format, text, text_with};
use crate::pages::form::{FieldProblem, Form, FormFields, Input};
use crate::store::Store;

/// Member of the form's values that holds a contact to be recorded.
const CONTACT: &str = "@contact/new";

/// The dialog of a page's [`Mover`].
#[component]
pub fn MoveDialog(
    /// Moves complaints.
    mover: Mover,
) -> impl IntoView {
    let title = move || match mover.to.get() {
        State::Done => text("complaint.close_title"),
        state => {
            let words = choice_label(complaint::KIND, complaint::STATE, state.as_str());
            text_with("complaint.move_title", &[("state", words)])
        }
    };
    view! {
        <Dialog
            open=mover.open
            title=Signal::derive(title)
            confirm=text("common.save")
            on_confirm=move || confirm(mover)
        >
            <Questions mover />
        </Dialog>
    }
}

#[component]
fn Questions(mover: Mover) -> impl IntoView {
    let (id, to) = (mover.complaint.get_untracked(), mover.to.get_untracked());
    let record = mover.store.record(&id)?;
    let form = Form::edit_part(
        &COMPLAINT,
        &record,
        &format!("complaint/{id}/{}", to.as_str()),
    );
    let from = State::of(&record.fields);
    form.also(move |after| problems(form, from, to, after));
    mover.form.set(Some(form));
    let customer = StoredValue::new(record);
    let fields = move || match to {
        State::Waiting => view! { <Input form field=complaint::WAITING_REASON /> }.into_any(),
        _ => view! { <Closing form complaint=customer.get_value() /> }.into_any(),
    };
    Some(view! { <FormFields form>{fields()}</FormFields> })
}

/// The resolution, and the contact in which the customer was told or a new one.
#[component]
fn Closing(form: Form, complaint: Record) -> impl IntoView {
    let told_by = form.text(complaint::TOLD_BY);
    let options = contacts(form.store(), &complaint);
    let has_contacts = !options.is_empty();
    let hint =
        (!has_contacts).then(|| view! { <p class="sub">{text("complaint.no_contact_yet")}</p> });
    let subject = format!(
        "{} {}",
        number_text(complaint.text(complaint::CODE)),
        complaint.text(complaint::SUBJECT)
    );
    prefill(form, &subject);
    view! {
        <p class="sub">{text("complaint.close_hint")}</p>
        <Input form field=complaint::RESOLUTION />
        {hint}
        <ChoiceField
            name=complaint::TOLD_BY
            label=text("complaint.choose_contact")
            value=told_by
            options
            blank=text("complaint.record_contact")
            help=field_help(complaint::KIND, complaint::TOLD_BY)
            error=form.error(complaint::TOLD_BY)
        />
        <Show when=move || told_by.with(String::is_empty)>
            <ContactFields form />
        </Show>
    }
}

#[component]
fn ContactFields(form: Form) -> impl IntoView {
    let inputs = [interaction::TOUCH_POINT, interaction::SUBJECT, interaction::NOTE].map(|field| {
        let path = format!("{CONTACT}/{field}");
        let (value, error) = (form.text(path.clone()), form.error(path));
        view! { <RecordField kind=interaction::KIND field value error name=format!("contact-{field}") /> }
    });
    inputs.into_iter().collect_view()
}

fn prefill(form: Form, subject: &str) {
    if untrack(|| form.get(CONTACT)).is_null() {
        let subject: String = subject.chars().take(160).collect();
        form.set(
            CONTACT,
            json!({"touch_point": "call_centre", "subject": subject}),
        );
    }
}

/// Contacts since the complaint was made, latest first.
fn contacts(store: Store, record: &Record) -> Vec<Choice> {
    let customer = record.text(complaint::CUSTOMER);
    let ids = store.index(|index| index.follows(customer));
    let moment = |contact: &Record| {
        contact
            .get(interaction::HAPPENED_AT)
            .as_i64()
            .unwrap_or(contact.created_ms)
    };
    let mut contacts: Vec<Record> = ids.iter().filter_map(|id| store.record(id)).collect();
    contacts.retain(|contact| {
        contact.kind == interaction::KIND
            && !contact.archived
            && moment(contact) >= record.created_ms
    });
    contacts.sort_by_key(|contact| std::cmp::Reverse(moment(contact)));
    let label = |contact: Record| {
        let when = format::when(moment(&contact), store.now_ms(), &store.zone());
        let subject = contact.text(interaction::SUBJECT).to_owned();
        Choice::new(contact.id, format!("{when} · {subject}"))
    };
    contacts.into_iter().map(label).collect()
}

/// What the step still needs. A contact that is recorded along counts as one.
fn problems(form: Form, from: State, to: State, record: &Fields) -> Vec<FieldProblem> {
    let mut after = record.clone();
    after.insert(complaint::STATE.to_owned(), json!(to.as_str()));
    let records_contact = is_recording(form, to);
    if records_contact {
        after.insert(complaint::TOLD_BY.to_owned(), json!("new"));
    }
    let found = check_step(from, &after).into_iter();
    let mut problems: Vec<FieldProblem> = found
        .map(|problem| FieldProblem::new(problem.path, problem.code.as_str()))
        .collect();
    let subject = contact(form)
        .get(interaction::SUBJECT)
        .cloned()
        .unwrap_or_default();
    if records_contact && subject.as_str().unwrap_or_default().trim().is_empty() {
        problems.push(FieldProblem::new(
            format!("{CONTACT}/{}", interaction::SUBJECT),
            "required",
        ));
    }
    problems
}

fn is_recording(form: Form, to: State) -> bool {
    to == State::Done && form.word(complaint::TOLD_BY).is_empty()
}

fn contact(form: Form) -> Fields {
    form.get(CONTACT).as_object().cloned().unwrap_or_default()
}

fn confirm(mover: Mover) {
    let Some(form) = mover.form.get_untracked() else {
        return;
    };
    if !form.is_sound() {
        return;
    }
    let to = mover.to.get_untracked();
    form.save(untrack(|| edits(form, to)), move || {
        mover.open.set(false);
        mover.say_moved(to);
    });
}

/// The contact, where one is recorded along, and the complaint that names it.
fn edits(form: Form, to: State) -> Vec<Edit> {
    let store = form.store();
    let record = form.record();
    let mut progress = step(&record, to, store.now_ms());
    let mut edits = Vec::new();
    if is_recording(form, to) {
        let id = store.new_id();
        progress.insert(complaint::TOLD_BY.to_owned(), json!(id));
        let create = Edit::new(Op::Create { home: None }, interaction::KIND, &id);
        edits.push(create.with(contact_fields(form, &record)));
    }
    edits.push(Edit::new(Op::Set, complaint::KIND, &form.id()).with(progress));
    edits
}

fn contact_fields(form: Form, complaint: &Fields) -> Fields {
    let mut fields = contact(form);
    fields.retain(|_, value| value.as_str().is_some_and(|text| !text.trim().is_empty()));
    let customer = complaint
        .get(complaint::CUSTOMER)
        .cloned()
        .unwrap_or_default();
    fields.insert(interaction::CUSTOMER.to_owned(), customer);
    fields.insert(interaction::COMPLAINT.to_owned(), Value::String(form.id()));
    fields.insert(interaction::DIRECTION.to_owned(), json!("out"));
    fields.insert(
        interaction::HAPPENED_AT.to_owned(),
        json!(form.store().now_ms()),
    );
    fields
}
