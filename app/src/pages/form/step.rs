//! Moving a record from one state to the next, with a way back.

use domain::schema::Kind;
use leptos::task::spawn_local;
use sync::change::Op;
use sync::record::{Fields, Record};
use sync::replica::Edit;

use crate::components::Toasts;
use crate::i18n::{error_text, text};
use crate::store::Store;

/// Writes the fields of a step and says so, with an offer to take it back.
pub fn save_step(
    store: Store,
    toasts: Toasts,
    kind: &'static Kind,
    record: &Record,
    after: Fields,
    said: String,
) {
    let before: Fields = after
        .keys()
        .map(|path| (path.clone(), record.get(path).clone()))
        .collect();
    let (there, back) = (
        write_step(kind, &record.id, after),
        write_step(kind, &record.id, before),
    );
    spawn_local(async move {
        match store.save(vec![there]).await {
            Ok(()) => toasts.offer(said, text("common.undo"), move || {
                let back = back.clone();
                spawn_local(async move {
                    if let Err(error) = store.save(vec![back]).await {
                        toasts.say(error_text(error.code()));
                    }
                });
            }),
            Err(error) => toasts.say(error_text(error.code())),
        }
    });
}

/// The edit that writes the fields of a step.
pub fn write_step(kind: &Kind, id: &str, fields: Fields) -> Edit {
    Edit::new(Op::Set, kind.name, id).with(fields)
}
