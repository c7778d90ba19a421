//! One attempt to get in at a time, and what came of it.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::problem::problem_text;
use crate::store::ApiError;

/// What a form that asks for a password shows of its attempts.
#[derive(Clone, Copy)]
pub struct Attempt {
    /// One is under way.
    pub busy: RwSignal<bool>,
    /// Why the last one failed.
    pub problem: RwSignal<Option<String>>,
}

impl Attempt {
    /// None yet.
    pub fn new() -> Self {
        Self {
            busy: RwSignal::new(false),
            problem: RwSignal::new(None),
        }
    }

    /// Tries when the form is sent, unless an attempt is under way.
    pub fn on_submit<F: Future<Output = Result<(), ApiError>> + 'static>(
        self,
        work: impl Fn() -> F + 'static,
    ) -> impl Fn(SubmitEvent) + 'static {
        move |event: SubmitEvent| {
            event.prevent_default();
            if !self.busy.get_untracked() {
                let outcome = work();
                self.run(async move { outcome.await.map_err(|error| problem_text(&error)) });
            }
        }
    }

    /// Tries; a failure comes with its sentence.
    pub fn run(self, work: impl Future<Output = Result<(), String>> + 'static) {
        self.busy.set(true);
        spawn_local(async move {
            let outcome = work.await;
            // The screen may be gone by now.
            self.busy.try_set(false);
            self.problem.try_set(outcome.err());
        });
    }
}
