//! What screens are made of. Nothing here knows a record, the store or the network: texts and
//! values come in, presses and typing go out.

mod chip;
mod combobox;
mod dialog;
mod fact;
mod field;
mod frame;
mod icon;
mod inputs;
mod menu;
mod message;
mod panel;
mod print_button;
mod record_field;
mod search;
mod sync_status;
mod tag;
mod timeline;
mod toast;
mod virtual_list;

use std::cell::Cell;

use leptos::prelude::UnsyncCallback;

pub use chip::Chip;
pub use combobox::Combobox;
pub use dialog::{Dialog, Question};
pub use fact::fact;
pub use field::{Choice, FieldGroup, choices};
pub use frame::{Frame, NavCount, NavEntry};
pub use icon::{Glyph, Icon};
pub use inputs::{
    ChoiceField, DateField, DateTimeField, FlagField, NoteField, TextField, TextKind,
};
pub use menu::{Menu, MenuOption};
pub use message::{Banner, EmptyState, Progress};
pub use panel::{Kpi, PageHeader, Panel};
pub use print_button::PrintButton;
pub use record_field::RecordField;
pub use search::SearchField;
pub use sync_status::SyncStatus;
pub use tag::{Avatar, Tag, Tone};
pub use timeline::{Timeline, TimelineItem};
pub use toast::{ToastRegion, Toasts, provide_toasts, use_toasts};
pub use virtual_list::VirtualList;

/// What a press does.
pub type Act = UnsyncCallback<()>;

/// An id that no other element of the page has.
fn unique_id(prefix: &str) -> String {
    thread_local! {
        static MADE: Cell<u32> = const { Cell::new(0) };
    }
    let number = MADE.get();
    MADE.set(number + 1);
    format!("{prefix}-{number}")
}
