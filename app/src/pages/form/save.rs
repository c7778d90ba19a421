//! Saving a form. Whatever happens, what was typed stays in it until it is on the disk.

use leptos::prelude::*;
use leptos::task::spawn_local;
use sync::change::Op;
use sync::replica::Edit;

use super::Form;
use super::focus::focus_first_error;
use crate::i18n::error_text;
use crate::platform::timer::Debounce;

/// Whoever has waited so long, milliseconds, is told that saving takes its time.
const SLOW_MS: u32 = 150;

impl Form {
    /// Shows what is wrong and moves to it. Answers whether the form can be saved.
    pub fn is_sound(self) -> bool {
        self.checked.set(true);
        let is_sound = untrack(|| self.check()).is_empty();
        if !is_sound {
            focus_first_error();
        }
        is_sound
    }

    /// The edit of the form's own record; `home` for new records of kinds with a home.
    pub fn own_edit(self, home: Option<String>) -> Edit {
        let id = self.id();
        if self.creating {
            let create = Edit::new(Op::Create { home }, self.kind.name, &id);
            return create.with(untrack(|| self.everything()));
        }
        let edit = Edit::new(Op::Set, self.kind.name, &id).with(untrack(|| self.changes()));
        self.seen.with_value(|seen| match seen {
            Some(seen) => edit.on(self.kind, seen),
            None => edit,
        })
    }

    /// Saves edits together, forgets the draft and goes on with `done`. When it fails, the form
    /// says so and stays as it is.
    pub fn save(self, edits: Vec<Edit>, done: impl FnOnce() + 'static) {
        if self.saving.get_value() {
            return;
        }
        self.saving.set_value(true);
        // What is drawn at once would only make saving slower.
        let telling = Debounce::new(SLOW_MS);
        telling.call(move || {
            // The form may be gone by then.
            let _ = self.is_slow.try_set(true);
        });
        let (store, draft_key) = (self.store, self.draft_key.get_value());
        spawn_local(async move {
            let saved = store.save(edits).await;
            telling.cancel();
            if saved.is_ok() {
                store.drop_draft(&draft_key);
            }
            // The form is gone when its page was left while the disk was slow.
            let Some(is_slow) = self.is_slow.try_get_untracked() else {
                return;
            };
            self.saving.set_value(false);
            if is_slow {
                self.is_slow.set(false);
            }
            match saved {
                Ok(()) => done(),
                Err(error) => self.failure.set(Some(error_text(error.code()))),
            }
        });
    }
}
