//! A list of any length that draws only the rows in sight. The style sheet does the geometry
//! from the height of a row; only the first row in sight is computed here.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::{ev, html};

use super::unique_id;

/// Rows drawn beyond the edges, so that scrolling does not show gaps.
const SPARE: usize = 8;
/// Rows are taken to be no lower than this, and of this height while they are not on the screen.
const LEAST_ROW_PX: f64 = 44.0;

/// Id and version of a row's record. A row is drawn anew when either changes.
pub type RowKey = (String, u64);

#[derive(Clone, Copy)]
struct View {
    length: Signal<usize>,
    first: RwSignal<usize>,
    drawn: RwSignal<usize>,
    active: RwSignal<usize>,
    /// At the top, with rows of a measured height. Asking the browser again, or setting where it is,
    /// would make it lay out the page for each letter of a search.
    rests: StoredValue<bool>,
    list: NodeRef<html::Div>,
    space: NodeRef<html::Div>,
}

/// Rows of equal height. The list is one stop of the Tab key; arrows, Page Up, Page Down, Home
/// and End walk through it, Enter opens.
#[component]
pub fn VirtualList<T, K, R, V>(
    /// Everything, in order.
    #[prop(into)]
    items: Signal<Arc<Vec<T>>>,
    /// Id and version of an item.
    key: K,
    /// What a row shows.
    row: R,
    /// Called with the item that is opened.
    #[prop(into)]
    on_open: UnsyncCallback<T>,
    /// Id of the item that is open.
    #[prop(optional, into)]
    selected: Signal<Option<String>>,
    /// Scrolls to the top whenever this changes, e.g. what is searched for.
    #[prop(optional, into)]
    top_on: Signal<String>,
    /// Name of the list for screen readers.
    #[prop(into)]
    label: Signal<String>,
    /// Mark of each row for tests.
    testid: &'static str,
    /// Id of the list, to lead the focus there.
    #[prop(optional, into)]
    id: Option<String>,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    K: Fn(&T) -> RowKey + Clone + Send + Sync + 'static,
    R: Fn(T) -> V + Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let id = id.unwrap_or_else(|| unique_id("list"));
    let view = View::new(Signal::derive(move || items.with(|items| items.len())));
    view.follow_the_screen();
    Effect::new(move |_| {
        top_on.track();
        view.to_top();
    });
    let in_sight = move || {
        let (first, drawn) = (view.first.get(), view.drawn.get());
        items.with(|items| {
            let rows = items.iter().skip(first).take(drawn);
            rows.map(|item| (key(item), item.clone()))
                .collect::<Vec<_>>()
        })
    };
    let row_id = {
        let id = id.clone();
        move |index: usize| format!("{id}-row-{index}")
    };
    let active_id = {
        let row_id = row_id.clone();
        move || view.active_in_sight().map(&row_id)
    };
    let open = move |index: usize| {
        let item = items.with_untracked(|items| items.get(index).cloned());
        if let Some(item) = item {
            view.active.set(index);
            on_open.try_run(item);
        }
    };
    // A row stays as it is drawn while it moves, as most do from one letter of a search to the next.
    let draw = move |at: ReadSignal<usize>, ((record, _), item): (RowKey, T)| {
        let own = record.clone();
        let index = Memo::new(move |_| view.first.get() + at.get());
        let row_id = row_id.clone();
        let is_selected = move || {
            selected
                .with(|id| id.as_deref() == Some(own.as_str()))
                .to_string()
        };
        view! {
            <div
                class="item"
                role="option"
                id=move || row_id(index.get())
                data-testid=testid
                data-id=record
                aria-selected=is_selected
                aria-posinset=move || (index.get() + 1).to_string()
                aria-setsize=move || view.length.get().to_string()
                class:active=move || view.active.get() == index.get()
                on:click=move |_| open(index.get_untracked())
            >
                {row(item)}
            </div>
        }
    };
    view! {
        <div
            class="rows"
            role="listbox"
            tabindex="0"
            id=id
            node_ref=view.list
            aria-label=label
            aria-activedescendant=active_id
            on:scroll=move |_| view.scrolled()
            on:keydown=move |event| view.key(&event, open)
        >
            <div class="rows-space" role="presentation" node_ref=view.space style:height=move || rows_high(view.length.get())>
                <div class="rows-window" role="presentation" style:top=move || rows_high(view.first.get())>
                    <ForEnumerate each=in_sight key=|(key, _)| key.clone() children=draw />
                </div>
            </div>
        </div>
    }
}

fn rows_high(rows: usize) -> String {
    format!("calc(var(--row-height) * {rows})")
}

impl View {
    fn new(length: Signal<usize>) -> Self {
        Self {
            length,
            first: RwSignal::new(0),
            drawn: RwSignal::new(rows_of_the_screen(LEAST_ROW_PX) + SPARE),
            active: RwSignal::new(0),
            rests: StoredValue::new(false),
            list: NodeRef::new(),
            space: NodeRef::new(),
        }
    }

    fn follow_the_screen(self) {
        let listener = window_event_listener(ev::resize, move |_| self.scrolled());
        on_cleanup(move || listener.remove());
        // A list that grew shorter lies elsewhere under the same scroll position.
        Effect::new(move |_| {
            let last = self.length.get().saturating_sub(1);
            self.active.update(|active| *active = (*active).min(last));
            if !self.rests.get_value() {
                self.scrolled();
            }
        });
    }

    fn to_top(self) {
        self.active.set(0);
        self.first.set(0);
        if let (Some(list), false) = (self.list.get_untracked(), self.rests.get_value()) {
            list.set_scroll_top(0);
        }
    }

    fn scrolled(self) {
        let Some(list) = self.list.get_untracked() else {
            return;
        };
        let (above_px, row_px) = (list.scroll_top(), self.row_px());
        self.rests.set_value(above_px == 0 && row_px > 1.0);
        let above = (f64::from(above_px) / row_px) as usize;
        let most = self.length.get_untracked().saturating_sub(1);
        let first = above.saturating_sub(SPARE).min(most);
        let below = above + rows_of_the_screen(row_px.max(LEAST_ROW_PX));
        set_if_other(self.first, first);
        set_if_other(self.drawn, below + SPARE - first);
    }

    /// Measured each time, because zoom and a turned screen change it.
    fn row_px(self) -> f64 {
        let length = self.length.get_untracked().max(1);
        let space = self.space.get_untracked();
        let height = space.map_or(0, |space| space.offset_height());
        (f64::from(height) / length as f64).max(1.0)
    }

    fn active_in_sight(self) -> Option<usize> {
        let (active, first) = (self.active.get(), self.first.get());
        let drawn = first..first + self.drawn.get();
        (drawn.contains(&active) && active < self.length.get()).then_some(active)
    }

    fn key(self, event: &ev::KeyboardEvent, open: impl Fn(usize)) {
        let last = self.length.get_untracked().saturating_sub(1);
        let active = self.active.get_untracked();
        let page = self.rows_in_list().max(1);
        let target = match event.key().as_str() {
            "ArrowDown" => active + 1,
            "ArrowUp" => active.saturating_sub(1),
            "PageDown" => active + page,
            "PageUp" => active.saturating_sub(page),
            "Home" => 0,
            "End" => last,
            "Enter" | " " => {
                event.prevent_default();
                return open(active);
            }
            _ => return,
        };
        event.prevent_default();
        self.active.set(target.min(last));
        self.scroll_to(target.min(last));
    }

    fn rows_in_list(self) -> usize {
        let height = self
            .list
            .get_untracked()
            .map_or(0, |list| list.client_height());
        (f64::from(height) / self.row_px()) as usize
    }

    fn scroll_to(self, index: usize) {
        let Some(list) = self.list.get_untracked() else {
            return;
        };
        let row = self.row_px();
        let (top, bottom) = (index as f64 * row, (index + 1) as f64 * row);
        let (from, height) = (
            f64::from(list.scroll_top()),
            f64::from(list.client_height()),
        );
        if top < from {
            list.set_scroll_top(top as i32);
        } else if bottom > from + height {
            list.set_scroll_top((bottom - height).ceil() as i32);
        }
        self.scrolled();
    }
}

fn set_if_other(signal: RwSignal<usize>, value: usize) {
    if signal.get_untracked() != value {
        signal.set(value);
    }
}

/// How many rows of a height can be in sight, one of them cut at either edge. A list may be hidden or
/// grow without a word, so that the screen is asked and not the list.
fn rows_of_the_screen(row_px: f64) -> usize {
    let height = window()
        .inner_height()
        .ok()
        .and_then(|height| height.as_f64());
    (height.unwrap_or(1080.0) / row_px).ceil() as usize + 1
}
