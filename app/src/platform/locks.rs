//! Locks that all tabs of this browser share.

use futures::{
    channel::oneshot,
    future::{Either, select},
};
use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;

use super::timer;

/// Waits for the lock and holds it while the work runs.
///
/// A tab that the browser has frozen keeps its lock: one that is not free within `patience_ms` is
/// taken from whoever has it. As where the browser has no locks at all, the guard of the store still
/// keeps tabs from overwriting each other, they only do some work twice.
pub async fn with_lock<T>(name: &str, patience_ms: u32, work: impl Future<Output = T>) -> T {
    let _held = match timer::within(patience_ms, acquire(name, Way::Wait)).await {
        Some(granted) => granted,
        None => acquire(name, Way::Steal).await,
    };
    work.await
}

/// Runs the work only when no other tab holds the lock.
pub async fn try_with_lock<T>(name: &str, work: impl Future<Output = T>) -> Option<T> {
    match acquire(name, Way::IfFree).await {
        Granted::Taken => None,
        _held => Some(work.await),
    }
}

/// How much a lock is wanted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Wait,
    IfFree,
    Steal,
}

enum Granted {
    Held(#[expect(dead_code, reason = "held for its drop")] Held),
    Taken,
    Unsupported,
}

/// Gives the lock back when dropped, also when the work is cancelled.
struct Held(Function);

impl Drop for Held {
    fn drop(&mut self) {
        let _ = self.0.call0(&JsValue::UNDEFINED);
    }
}

async fn acquire(name: &str, way: Way) -> Granted {
    let (grant, granted) = oneshot::channel();
    let Some(request) = request(name, way, grant) else {
        return Granted::Unsupported;
    };
    match select(granted, JsFuture::from(request)).await {
        Either::Left((Ok(outcome), _)) => outcome,
        // The browser refuses locks to this page.
        _ => Granted::Unsupported,
    }
}

fn request(name: &str, way: Way, grant: oneshot::Sender<Granted>) -> Option<Promise> {
    let navigator = web_sys::window()?.navigator();
    let manager = Reflect::get(&navigator, &"locks".into()).ok()?;
    let request: Function = Reflect::get(&manager, &"request".into())
        .ok()?
        .dyn_into()
        .ok()?;
    let options = Object::new();
    for (option, chosen) in [("ifAvailable", Way::IfFree), ("steal", Way::Steal)] {
        Reflect::set(&options, &option.into(), &(way == chosen).into()).ok()?;
    }
    let callback = Closure::once_into_js(move |lock: JsValue| hand_over(&lock, grant));
    let promise = request.call3(&manager, &name.into(), &options, &callback);
    promise.ok()?.dyn_into().ok()
}

/// Tells who waits, and returns the promise that keeps the lock until they are done.
fn hand_over(lock: &JsValue, grant: oneshot::Sender<Granted>) -> JsValue {
    if lock.is_null() {
        let _ = grant.send(Granted::Taken);
        return JsValue::UNDEFINED;
    }
    let mut release = None;
    let until_released = Promise::new(&mut |resolve, _| release = Some(resolve));
    if let Some(release) = release {
        // When nobody waits any more the lock comes back and is released here.
        drop(grant.send(Granted::Held(Held(release.unchecked_into()))));
    }
    until_released.into()
}
