//! A script that breaks something, made short: steps are taken away as long as the same breaks.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind};
use std::sync::Once;

use crate::script::Step;
use crate::world::{self, Report};

/// Something that must hold and did not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// Where it was noticed, file and line.
    pub place: String,
    /// What was said.
    pub message: String,
}

thread_local! {
    static IS_QUIET: Cell<bool> = const { Cell::new(false) };
    static PLACE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Runs a script and tells what broke, without a word on the terminal.
pub fn attempt(script: &[Step]) -> Result<Report, Violation> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let loud = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if IS_QUIET.get() {
                PLACE.set(place(info));
            } else {
                loud(info);
            }
        }));
    });
    IS_QUIET.set(true);
    let result = catch_unwind(AssertUnwindSafe(|| world::run(script)));
    IS_QUIET.set(false);
    result.map_err(|panic| Violation {
        place: PLACE.take(),
        message: message(panic.as_ref()),
    })
}

fn place(info: &PanicHookInfo<'_>) -> String {
    let place = info.location();
    place.map_or_else(String::new, |at| format!("{}:{}", at.file(), at.line()))
}

fn message(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().cloned();
    text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()))
        .unwrap_or_default()
}

/// A short script that breaks at the same place, found by taking away ever smaller runs of steps.
pub fn shrink(script: &[Step], violation: &Violation) -> Vec<Step> {
    let breaks =
        |script: &[Step]| attempt(script).is_err_and(|other| other.place == violation.place);
    let mut kept = script.to_vec();
    let mut run = kept.len().div_ceil(2);
    loop {
        let before = kept.len();
        let mut at = 0;
        while at < kept.len() {
            let mut fewer = kept.clone();
            fewer.drain(at..(at + run).min(kept.len()));
            if breaks(&fewer) {
                kept = fewer;
            } else {
                at += run;
            }
        }
        match run {
            1 if kept.len() == before => return kept,
            1 => {}
            _ => run = run.div_ceil(2),
        }
    }
}
