//! The service worker that keeps the app on the device, and its updates.

use std::rc::Rc;

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    ServiceWorker, ServiceWorkerContainer, ServiceWorkerRegistration, ServiceWorkerState,
};

use super::{dom, listener::Listener};

const SCRIPT: &str = "/sw.js";
const SKIP_WAITING: &str = "skip-waiting";

/// Registers the service worker and calls back whenever a new build waits to be activated.
///
/// Returns whether the app will open without a network.
pub async fn register(on_update: impl Fn() + 'static) -> bool {
    let Some(container) = container() else {
        return false;
    };
    // A browser that blocks service workers may answer with nothing.
    let registered = JsFuture::from(container.register(SCRIPT)).await;
    let registration = registered.and_then(|found| found.dyn_into::<ServiceWorkerRegistration>());
    let Ok(registration) = registration else {
        return false;
    };
    watch(&container, registration, Rc::new(on_update));
    true
}

/// Looks for a newer build, as a browser by itself does only when a page is opened.
pub async fn look_for_update() {
    if let Some(known) = registration().await
        && let Ok(looking) = known.update()
    {
        // Without a network there is nothing to find.
        drop(JsFuture::from(looking).await);
    }
}

/// Activates the build that waits and loads the page once more with it.
///
/// Returns whether there was one.
pub async fn activate_update() -> bool {
    let waiting = registration().await.and_then(|known| known.waiting());
    let (Some(container), Some(waiting)) = (container(), waiting) else {
        return false;
    };
    let mut reloaded = false;
    Listener::new(&container, "controllerchange", move |_| {
        if !std::mem::replace(&mut reloaded, true) {
            dom::reload();
        }
    })
    .forever();
    waiting.post_message(&JsValue::from(SKIP_WAITING)).is_ok()
}

fn watch(
    container: &ServiceWorkerContainer,
    registration: ServiceWorkerRegistration,
    on_update: Rc<dyn Fn()>,
) {
    if registration.waiting().is_some() && container.controller().is_some() {
        on_update();
    }
    let container = container.clone();
    let target = registration.clone();
    Listener::new(&target, "updatefound", move |_| {
        if let Some(installing) = registration.installing() {
            tell_when_installed(&container, installing, Rc::clone(&on_update));
        }
    })
    .forever();
}

/// A first build has no controller before it and is no update.
fn tell_when_installed(
    container: &ServiceWorkerContainer,
    installing: ServiceWorker,
    on_update: Rc<dyn Fn()>,
) {
    let container = container.clone();
    let target = installing.clone();
    Listener::new(&target, "statechange", move |_| {
        let installed = installing.state() == ServiceWorkerState::Installed;
        if installed && container.controller().is_some() {
            on_update();
        }
    })
    .forever();
}

async fn registration() -> Option<ServiceWorkerRegistration> {
    let found = JsFuture::from(container()?.get_registration()).await.ok()?;
    found.dyn_into().ok()
}

/// The container is missing where the page did not come over a secure connection.
fn container() -> Option<ServiceWorkerContainer> {
    let navigator = web_sys::window()?.navigator();
    let container = Reflect::get(&navigator, &"serviceWorker".into()).ok()?;
    container.dyn_into().ok()
}
