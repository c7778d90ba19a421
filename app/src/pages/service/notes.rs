//! Notes on a complaint, in threads.

use domain::kinds::complaint;
use domain::kinds::note::{self, NOTE};
use leptos::prelude::*;
use serde_json::{Value, json};
use sync::record::{Fields, Record};

use super::page::Shown;
use crate::components::{Panel, Tag, Tone};
use crate::i18n::{format, text, text_with};
use crate::pages::form::{Form, FormFields, Input, focus_on};

#[derive(Debug, Clone, PartialEq)]
struct Note {
    record: Record,
    pending: bool,
}

/// The notes with the form for a further one.
#[component]
pub fn Notes(
    /// The complaint.
    shown: Shown,
) -> impl IntoView {
    let notes = Memo::new(move |_| notes(shown));
    // Saving one begins the next, with an id of its own.
    let round = RwSignal::new(0_u32);
    let reply = RwSignal::new(None::<String>);
    let empty = move || {
        notes
            .with(Vec::is_empty)
            .then(|| view! { <p class="sub">{text("empty.notes")}</p> })
    };
    view! {
        <Panel title=text("complaint.notes")>
            <div class="body">
                {empty}
                {move || notes.with(|notes| thread(shown, notes, None, reply))}
                {move || {
                    round.track();
                    view! { <Composer shown round reply /> }
                }}
            </div>
        </Panel>
    }
}

fn notes(shown: Shown) -> Vec<Note> {
    let store = shown.store;
    let (id, customer) = (shown.id.get_value(), shown.text(complaint::CUSTOMER));
    store.track();
    let ids = store.index(|index| index.follows(&customer));
    let records = ids.iter().filter_map(|id| store.record(id));
    let own =
        records.filter(|record| record.kind == note::KIND && record.text(note::COMPLAINT) == id);
    let mut notes: Vec<Note> = own
        .filter(|record| !record.archived)
        .map(|record| Note {
            pending: store.is_pending(&record.id),
            record,
        })
        .collect();
    notes.sort_by_key(|note| (note.record.created_ms, note.record.id.clone()));
    notes
}

/// Notes that answer `parent`, each with its answers. What answers an unknown note stands first.
fn thread(
    shown: Shown,
    notes: &[Note],
    parent: Option<&str>,
    reply: RwSignal<Option<String>>,
) -> AnyView {
    let is_known = |id: &str| notes.iter().any(|other| other.record.id == id);
    let here = notes.iter().filter(|note| {
        let answered = Some(note.record.text(note::REPLY_TO)).filter(|id| is_known(id));
        answered == parent
    });
    let mut here = here.peekable();
    if here.peek().is_none() {
        return ().into_any();
    }
    let items = here.map(|note| {
        let answers = thread(shown, notes, Some(&note.record.id), reply);
        view! { <li data-testid="note" class:pend=note.pending>{one(shown, note, reply)} {answers}</li> }
    });
    view! { <ul class="thread">{items.collect_view()}</ul> }.into_any()
}

fn one(shown: Shown, note: &Note, reply: RwSignal<Option<String>>) -> impl IntoView + use<> {
    let store = shown.store;
    let when = format::when(note.record.created_ms, store.now_ms(), &store.zone());
    let unsent = note
        .pending
        .then(|| view! { <Tag tone=Tone::Warn text=text("sync.unsent") /> });
    let id = note.record.id.clone();
    let answer = move |_| {
        reply.set(Some(id.clone()));
        focus_on("[data-testid=\"field-text\"]");
    };
    view! {
        <p class="sub">
            {store.person_name(&note.record.person)} " · " {when} " " {unsent}
        </p>
        <p class="text">{note.record.text(note::TEXT).to_owned()}</p>
        <button type="button" class="link no-print" on:click=answer>
            {text("complaint.reply")}
        </button>
    }
}

#[component]
fn Composer(shown: Shown, round: RwSignal<u32>, reply: RwSignal<Option<String>>) -> impl IntoView {
    let id = shown.id.get_value();
    let defaults = Fields::from_iter([
        (
            note::CUSTOMER.to_owned(),
            json!(untrack(|| shown.text(complaint::CUSTOMER))),
        ),
        (note::COMPLAINT.to_owned(), json!(id)),
    ]);
    let form = Form::create(&NOTE, &format!("note/new/{id}"), defaults);
    Effect::new(move |_| {
        if let Some(id) = reply.get() {
            form.set(note::REPLY_TO, Value::String(id));
        }
    });
    let answered = move || {
        let id = form.word(note::REPLY_TO);
        let record = shown.store.record(&id)?;
        let name = shown.store.person_name(&record.person);
        Some(view! { <p class="sub">{text_with("complaint.reply_to", &[("name", name)])}</p> })
    };
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if form.is_sound() {
            form.save(vec![form.own_edit(None)], move || {
                form.say(text("complaint.note_saved"));
                reply.set(None);
                round.update(|round| *round += 1);
            });
        }
    };
    view! {
        <form class="form no-print" novalidate on:submit=save>
            {answered}
            <FormFields form>
                <Input form field=note::TEXT />
            </FormFields>
            <div>
                <button type="submit" class="btn" data-testid="note-save">
                    {text("complaint.add_note")}
                </button>
            </div>
        </form>
    }
}
