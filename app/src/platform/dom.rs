//! The page around what the components draw.

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Document, HtmlElement};

use super::listener::Listener;

/// Moves the focus to the element of that id, and returns whether there is one.
pub fn focus(id: &str) -> bool {
    let element = document().and_then(|document| document.get_element_by_id(id));
    let element = element.and_then(|element| element.dyn_into::<HtmlElement>().ok());
    element.is_some_and(|element| element.focus().is_ok())
}

/// Sets the title of the page.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Sets the language of the page.
pub fn set_language(language: &str) {
    if let Some(root) = root() {
        let _ = root.set_attribute("lang", language);
    }
}

/// Sets or removes an attribute `data-name` of the root element.
pub fn set_root_data(name: &str, value: Option<&str>) {
    let attribute = format!("data-{name}");
    if let Some(root) = root() {
        let _ = match value {
            Some(value) => root.set_attribute(&attribute, value),
            None => root.remove_attribute(&attribute),
        };
    }
}

/// Addresses of the app's script and of its WASM.
pub fn own_module() -> Option<[String; 2]> {
    let script = document()?.query_selector("script[data-wasm]").ok()??;
    Some([
        script.get_attribute("data-js")?,
        script.get_attribute("data-wasm")?,
    ])
}

/// Opens the browser's print dialog, and returns whether it did.
pub fn print() -> bool {
    web_sys::window().is_some_and(|window| window.print().is_ok())
}

/// Calls back with true before the page is printed, and with false after it, by whatever it is
/// printed, until what it returns is dropped.
pub fn on_print(callback: impl Fn(bool) + Clone + 'static) -> Vec<Listener> {
    let Some(window) = web_sys::window() else {
        return Vec::new();
    };
    let listen = |event, is_printing| {
        let callback = callback.clone();
        Listener::new(&window, event, move |_| callback(is_printing))
    };
    vec![listen("beforeprint", true), listen("afterprint", false)]
}

/// What to print on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    /// A4.
    Sheet,
    /// The roll of a receipt printer, 80 mm wide.
    Receipt,
}

/// Opens the browser's print dialog with the page laid out for a paper.
pub fn print_on(paper: Paper) {
    // Not every browser says that it has printed, so that the last paper may still be laid out.
    set_root_data("paper", None);
    if paper == Paper::Receipt
        && let Some(window) = web_sys::window()
    {
        set_root_data("paper", Some("receipt"));
        // A phone goes on while its print dialog is open.
        let restore = Closure::once_into_js(|| set_root_data("paper", None));
        window.set_onafterprint(Some(restore.unchecked_ref()));
    }
    print();
}

/// Loads the page again.
pub fn reload() {
    if let Some(window) = web_sys::window() {
        let _ = window.location().reload();
    }
}

/// A value as it stands in the query of an address.
pub fn query_value(value: &str) -> String {
    js_sys::encode_uri_component(value).into()
}

fn root() -> Option<web_sys::Element> {
    document()?.document_element()
}

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// Leaves for another address of the app with a fresh page.
pub fn go_to(path: &str) {
    if let Some(window) = web_sys::window() {
        // Only an address that is none could be refused, and ours are written in the app.
        let _ = window.location().assign(path);
    }
}

/// Words by which people tell devices apart: the browser's own name for the system.
pub fn device_label() -> String {
    let agent = web_sys::window().and_then(|window| window.navigator().user_agent().ok());
    let agent = agent.unwrap_or_default();
    let inside = agent
        .split_once('(')
        .and_then(|(_, rest)| rest.split_once(')'));
    inside
        .map_or(agent.as_str(), |(system, _)| system)
        .chars()
        .take(60)
        .collect()
}
