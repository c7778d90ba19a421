//! Imports from files of other systems: customers, and their orders.

mod customers;
mod orders;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Event, File, HtmlInputElement};

pub use customers::ImportPage;
pub use orders::OrderImportPage;

use crate::components::Choice;
use crate::i18n::text;
use crate::store::Store;

/// Addresses of the imports, each with the key of its words.
const IMPORTS: [(&str, &str); 2] = [
    ("/settings/import", "import.customers"),
    ("/settings/import/orders", "import.orders"),
];

/// The choice of what is imported.
#[component]
fn Imports(
    /// Address of the import that is open.
    here: &'static str,
) -> impl IntoView {
    let link = |(address, words): (&'static str, &'static str)| {
        let current = (address == here).then_some("page");
        view! { <a class="chip" href=address aria-current=current>{text(words)}</a> }
    };
    view! {
        <nav class="views" aria-label=text("import.what")>
            {IMPORTS.map(link).collect_view()}
        </nav>
    }
}

/// The choice of a file, and words about the chosen one.
#[component]
fn FileChoice(
    /// What the file must be like.
    hint: String,
    /// Takes the file.
    on_choose: UnsyncCallback<File>,
    /// Words about the chosen file.
    #[prop(into)]
    summary: Signal<Option<String>>,
) -> impl IntoView {
    let choose = move |event: Event| {
        let target = event.target();
        let input = target.and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        if let Some(file) = input.and_then(|input| input.files()?.get(0)) {
            on_choose.run(file);
        }
    };
    let words = move || {
        let words = summary.get();
        words.map(|words| view! { <p class="sub" data-testid="import-file-summary">{words}</p> })
    };
    view! {
        <label class="file">
            <span>{hint}</span>
            <input type="file" accept=".csv,.tsv,.txt,text/csv" data-testid="import-file" on:change=choose/>
            <span class="btn">{text("common.choose")}</span>
        </label>
        {words}
    }
}

/// The columns of a file, each with an example and the choice of what it becomes.
#[component]
fn ColumnTable(
    /// Names of the columns with an example of each.
    #[prop(into)]
    columns: Signal<Vec<(String, String)>>,
    /// What a column can become.
    options: Vec<Choice>,
    /// Word of what each column becomes.
    #[prop(into)]
    chosen: Signal<Vec<&'static str>>,
    /// Takes the number of a column and the word of what it is to become.
    on_choose: UnsyncCallback<(usize, String)>,
) -> impl IntoView {
    let choice = move |column: usize, header: &str| {
        let is_chosen = move |word: &str| chosen.with(|all| all.get(column) == Some(&word));
        let option = |Choice { value, label }: Choice| {
            let word = value.clone();
            view! { <option value=value selected=move || is_chosen(&word)>{label}</option> }
        };
        let choose = move |event: Event| on_choose.run((column, event_target_value(&event)));
        view! {
            <select aria-label=format!("{}: {header}", text("import.becomes")) on:change=choose>
                {options.iter().cloned().map(option).collect_view()}
            </select>
        }
    };
    let row = move |(column, (header, example)): (usize, (String, String))| {
        let choice = choice(column, &header);
        view! {
            <tr>
                <th scope="row">{header}</th>
                <td>{example}</td>
                <td>{choice}</td>
            </tr>
        }
    };
    view! {
        <div class="scroll">
            <table>
                <thead>
                    <tr>
                        <th scope="col">{text("import.column")}</th>
                        <th scope="col">{text("import.example")}</th>
                        <th scope="col">{text("import.becomes")}</th>
                    </tr>
                </thead>
                <tbody>{move || columns.get().into_iter().enumerate().map(&row).collect_view()}</tbody>
            </table>
        </div>
    }
}

/// Stops an import under way.
#[component]
fn StopButton(
    /// Whether it was pressed.
    #[prop(into)]
    stopping: Signal<bool>,
    /// Stops it.
    on_stop: UnsyncCallback<()>,
) -> impl IntoView {
    view! {
        <div>
            <button
                type="button"
                class="btn"
                data-testid="import-cancel"
                disabled=stopping
                on:click=move |_| on_stop.run(())
            >
                {text("import.cancel")}
            </button>
        </div>
    }
}

/// The branches that the person may import into. Reactive.
fn branches(store: Store) -> Vec<Choice> {
    store.track();
    let actor = store.actor();
    let all = store.branches().into_iter();
    let own = all.filter(|branch| branch.active && actor.covers(&branch.id));
    own.map(|branch| Choice::new(branch.id, branch.name))
        .collect()
}

/// The name of a file without what stands after its last point.
fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// The first cell of a column that has anything in it.
fn example(rows: &[Vec<String>], column: usize) -> String {
    let cells = rows.iter().filter_map(|row| row.get(column));
    let mut filled = cells
        .map(|cell| cell.trim())
        .filter(|cell| !cell.is_empty());
    filled.next().unwrap_or_default().to_owned()
}

/// A count in digits.
fn digits(count: usize) -> String {
    crate::i18n::format::number(i64::try_from(count).unwrap_or(i64::MAX))
}
