//! Keeps the place of people who work without a mouse. When what has the focus goes away, a
//! browser starts again at the top of the page; here the focus goes to what stands there now.

mod elements;
mod place;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Document, Event, HtmlElement, MutationObserver, MutationObserverInit};

use super::listener::Listener;
use place::{Place, State};

#[derive(Default)]
struct Keeper {
    /// Where the focus is, or was last.
    last: RefCell<Option<Place>>,
    /// Where it was last on the page itself, for when a message beside the page goes away.
    on_page: RefCell<Option<Place>>,
    /// What had the focus cannot take it just now, e.g. a button while it does its work.
    waits: Cell<bool>,
    looks_soon: Cell<bool>,
}

/// Watches the focus for as long as the page lives.
pub fn keep() {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else {
        return;
    };
    let keeper = Rc::new(Keeper::default());
    let (came, went) = (keeper.clone(), keeper.clone());
    Listener::new(&document, "focusin", move |event| came.came(&event)).forever();
    Listener::new(&document, "focusout", move |_| went.clone().look_soon()).forever();
    observe(&document, move || keeper.clone().look_soon());
}

/// Calls back whenever elements come, go, hide or are switched off.
fn observe(document: &Document, changed: impl Fn() + 'static) {
    let callback = Closure::<dyn FnMut()>::new(changed).into_js_value();
    let Ok(observer) = MutationObserver::new(callback.unchecked_ref()) else {
        return;
    };
    let options = MutationObserverInit::new();
    options.set_child_list(true);
    options.set_subtree(true);
    let names = ["disabled", "hidden", "data-open"].map(JsValue::from_str);
    options.set_attribute_filter(&names.iter().collect::<Array>());
    // It fails only for options that contradict each other.
    let _ = observer.observe_with_options(document, &options);
}

impl Keeper {
    fn came(&self, event: &Event) {
        let element = event
            .target()
            .and_then(|target| target.dyn_into::<HtmlElement>().ok());
        let Some(place) = element.map(Place::of) else {
            return;
        };
        if place.is_on_page() {
            self.on_page.replace(Some(place.clone()));
        }
        self.last.replace(Some(place));
        self.waits.set(false);
    }

    /// Looks once the app and the browser have had their own say about the focus.
    fn look_soon(self: Rc<Self>) {
        if !self.looks_soon.replace(true) {
            next_frame(move || {
                next_frame(move || {
                    self.looks_soon.set(false);
                    self.look();
                });
            });
        }
    }

    fn look(&self) {
        if !is_nowhere() {
            return;
        }
        let Some(place) = self.last.borrow().clone() else {
            return;
        };
        match place.state() {
            State::Off => self.waits.set(true),
            // Somebody pressed beside everything, which is a way to put the focus away.
            State::There if !self.waits.take() => drop(self.last.take()),
            _ => self.place_on_page(place).focus(),
        }
    }

    /// Where a message or a question went away, work goes on at the last place on the page.
    fn place_on_page(&self, place: Place) -> Place {
        if place.state() == State::There || place.is_on_page() || place.is_asked() {
            return place;
        }
        self.on_page.borrow().clone().unwrap_or(place)
    }
}

fn is_nowhere() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_some_and(|document| match document.active_element() {
        Some(active) => active.tag_name() == "BODY",
        None => true,
    })
}

fn next_frame(run: impl FnOnce() + 'static) {
    let callback = Closure::once_into_js(run);
    if let Some(window) = web_sys::window() {
        // It fails for no function.
        let _ = window.request_animation_frame(callback.unchecked_ref());
    }
}
