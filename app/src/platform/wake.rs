//! Moments at which it is worth looking at the network or at the other tabs.

use std::rc::Rc;

use web_sys::{Event, VisibilityState};

use super::listener::Listener;

/// What happened to the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wake {
    /// The browser believes that there is a network. Only a request can tell.
    Online,
    /// The browser knows that there is none.
    Offline,
    /// A person looks at the page again.
    Shown,
    /// Nobody sees the page any more; it may be frozen or ended without another word.
    Hidden,
}

/// Calls back at each of these moments until the listeners are dropped.
pub fn on_wake(callback: impl Fn(Wake) + 'static) -> Vec<Listener> {
    let Some(window) = web_sys::window() else {
        return Vec::new();
    };
    let callback = Rc::new(callback);
    let tell = |wake: fn() -> Wake| {
        let callback = Rc::clone(&callback);
        move |_: Event| callback(wake())
    };
    let mut listeners = vec![
        Listener::new(&window, "online", tell(|| Wake::Online)),
        Listener::new(&window, "offline", tell(|| Wake::Offline)),
        Listener::new(&window, "focus", tell(|| Wake::Shown)),
        Listener::new(&window, "pageshow", tell(|| Wake::Shown)),
        Listener::new(&window, "pagehide", tell(|| Wake::Hidden)),
    ];
    if let Some(document) = window.document() {
        let changed = tell(visibility);
        listeners.push(Listener::new(&document, "visibilitychange", changed));
    }
    listeners
}

/// Whether the browser believes that there is a network.
pub fn seems_online() -> bool {
    web_sys::window().is_none_or(|window| window.navigator().on_line())
}

/// Whether a person can see the page.
pub fn is_shown() -> bool {
    visibility() == Wake::Shown
}

fn visibility() -> Wake {
    let document = web_sys::window().and_then(|window| window.document());
    match document.map(|document| document.visibility_state()) {
        Some(VisibilityState::Hidden) => Wake::Hidden,
        _ => Wake::Shown,
    }
}
