//! The app's view of a real browser.

mod support;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use app::platform::http::{self, Reply};
use app::platform::socket::Socket;
use app::platform::storage::Preference;
use app::platform::tabs::Tabs;
use app::platform::timer::{self, Debounce};
use app::platform::wake::{self, Wake};
use app::platform::{ids, locks};
use support::{Patched, script};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// Longer than any test.
const PATIENCE_MS: u32 = 60_000;

/// Answers every request with this.
fn answering(response: &str) -> Patched {
    Patched::new(
        "window",
        "fetch",
        &format!("return Promise.resolve({response});"),
    )
}

async fn ask() -> Reply {
    http::send("GET", "/api/health", None).await
}

#[wasm_bindgen_test]
async fn an_answer_of_our_server_is_one_whatever_it_says() {
    for status in [200, 401, 422, 503] {
        let _patched = answering(&format!(
            "new Response('{{\"kabar\":\"baik ✓\"}}', {{ status: {status}, headers:
                {{ 'x-relasi': '1', 'content-type': 'application/json; charset=utf-8' }} }})"
        ));
        let body = "{\"kabar\":\"baik ✓\"}".to_owned();
        assert_eq!(ask().await, Reply::Answer { status, body });
    }
}

#[wasm_bindgen_test]
async fn an_answer_may_have_no_body() {
    let _patched = answering("new Response(null, { status: 204, headers: { 'x-relasi': '1' } })");
    let body = String::new();
    assert_eq!(ask().await, Reply::Answer { status: 204, body });
}

#[wasm_bindgen_test]
async fn an_answer_of_somebody_else_is_a_portal() {
    for response in [
        "new Response('<html>', { headers: { 'content-type': 'text/html' } })",
        "new Response('{}', { headers: { 'content-type': 'application/json' } })",
        "new Response('<html>', { headers: { 'content-type': 'text/html', 'x-relasi': '1' } })",
        "new Response('', { status: 511 })",
        "new Response('', { status: 502 })",
        "Response.redirect('http://portal.example/')",
    ] {
        let _patched = answering(response);
        assert_eq!(ask().await, Reply::Portal, "{response}");
    }
    // The server of this test is somebody else, too.
    assert_eq!(http::send("GET", "/", None).await, Reply::Portal);
}

#[wasm_bindgen_test]
async fn no_answer_and_half_an_answer_are_offline() {
    assert_eq!(
        http::send("GET", "http://127.0.0.1:9/", None).await,
        Reply::Offline
    );
    let _patched = answering(
        "new Response(new ReadableStream({ pull(stream) { this.given
            ? stream.error(new TypeError('cut')) : stream.enqueue(new Uint8Array([123]));
            this.given = true; } }),
            { headers: { 'x-relasi': '1', 'content-type': 'application/json' } })",
    );
    assert_eq!(ask().await, Reply::Offline);
}

#[wasm_bindgen_test]
async fn a_request_says_what_our_server_asks_for() {
    let _patched = Patched::new(
        "window",
        "fetch",
        "const { method, headers, body, redirect, credentials } = args[1];
         const said = [args[0], method, headers.get('x-relasi'), headers.get('content-type'),
            body, redirect, credentials];
         return Promise.resolve(new Response(JSON.stringify(said),
            { headers: { 'x-relasi': '1', 'content-type': 'application/json' } }));",
    );
    let said = http::send("POST", "/api/sync", Some("{}")).await;
    let body = r#"["/api/sync","POST","1","application/json","{}","manual","same-origin"]"#;
    assert_eq!(
        said,
        Reply::Answer {
            status: 200,
            body: body.to_owned()
        }
    );
}

#[wasm_bindgen_test]
async fn a_line_that_stays_silent_is_given_up() {
    let _faster = Patched::new(
        "window",
        "setTimeout",
        "args[1] /= 1000; return original(...args);",
    );
    let _silent = Patched::new(
        "window",
        "fetch",
        "return new Promise((_, refuse) => args[1].signal.onabort = () => refuse(new Error()));",
    );
    assert_eq!(ask().await, Reply::Offline);
}

#[wasm_bindgen_test]
async fn a_lock_is_held_by_one_piece_of_work() {
    let name = ids::new_id();
    let inside = Cell::new(0);
    let work = async || {
        inside.set(inside.get() + 1);
        assert_eq!(inside.get(), 1);
        timer::sleep(5).await;
        inside.set(inside.get() - 1);
    };
    futures::join!(
        locks::with_lock(&name, PATIENCE_MS, work()),
        locks::with_lock(&name, PATIENCE_MS, work()),
        locks::with_lock(&name, PATIENCE_MS, work()),
    );
}

#[wasm_bindgen_test]
async fn a_lock_that_is_taken_is_not_waited_for() {
    let name = ids::new_id();
    let holding = locks::with_lock(&name, PATIENCE_MS, async {
        assert_eq!(locks::try_with_lock(&name, async { 1 }).await, None);
    });
    holding.await;
    // The browser gives a lock free a moment after it was let go.
    timer::sleep(50).await;
    assert_eq!(locks::try_with_lock(&name, async { 2 }).await, Some(2));
}

#[wasm_bindgen_test]
async fn a_lock_of_cancelled_work_is_free_again() {
    let name = ids::new_id();
    let endless = Box::pin(locks::with_lock(
        &name,
        PATIENCE_MS,
        std::future::pending::<()>(),
    ));
    let pause = Box::pin(timer::sleep(20));
    drop(futures::future::select(endless, pause).await);
    let work = Box::pin(locks::with_lock(&name, PATIENCE_MS, async {}));
    let limit = Box::pin(timer::sleep(2_000));
    let first = futures::future::select(work, limit).await;
    assert!(matches!(first, futures::future::Either::Left(_)));
}

#[wasm_bindgen_test]
async fn a_lock_that_never_comes_free_is_taken_from_its_holder() {
    let name = ids::new_id();
    let frozen = Box::pin(locks::with_lock(
        &name,
        PATIENCE_MS,
        std::future::pending::<()>(),
    ));
    let work = Box::pin(locks::with_lock(&name, 50, async {
        // Whoever comes next waits for the new holder.
        assert_eq!(locks::try_with_lock(&name, async { 1 }).await, None);
    }));
    let first = futures::future::select(frozen, work).await;
    assert!(matches!(first, futures::future::Either::Right(_)));
}

#[wasm_bindgen_test]
async fn work_runs_where_locks_are_refused() {
    let refuse = "return Promise.reject(new DOMException('planned', 'SecurityError'));";
    let _patched = Patched::new("LockManager.prototype", "request", refuse);
    assert_eq!(locks::with_lock("any", PATIENCE_MS, async { 1 }).await, 1);
    assert_eq!(locks::try_with_lock("any", async { 2 }).await, Some(2));
}

#[wasm_bindgen_test]
async fn tabs_hear_each_other_and_not_themselves() {
    let name = ids::new_id();
    let heard: Rc<RefCell<Vec<u32>>> = Rc::default();
    let listening = |factor: u32| {
        let heard = Rc::clone(&heard);
        move |number: u32| heard.borrow_mut().push(number * factor)
    };
    let one = Tabs::join(&name, listening(1)).expect("there must be a channel");
    let _other = Tabs::join(&name, listening(10)).expect("there must be a channel");
    assert!(one.tell(&"what no tab understands"));
    assert!(one.tell(&7));
    timer::sleep(100).await;
    assert_eq!(*heard.borrow(), [70]);
}

#[wasm_bindgen_test]
async fn a_debounced_action_runs_once_after_the_pause() {
    let debounce = Debounce::new(20);
    let runs: Rc<RefCell<Vec<u32>>> = Rc::default();
    for number in 1..=3 {
        let runs = Rc::clone(&runs);
        debounce.call(move || runs.borrow_mut().push(number));
    }
    timer::sleep(100).await;
    assert_eq!(*runs.borrow(), [3]);
}

#[wasm_bindgen_test]
async fn work_is_waited_for_no_longer_than_said() {
    assert_eq!(timer::within(2_000, async { 1 }).await, Some(1));
    let endless = std::future::pending::<()>();
    assert_eq!(timer::within(20, endless).await, None);
}

#[wasm_bindgen_test]
async fn a_socket_that_is_refused_is_none() {
    assert!(Socket::open("/no-socket", 5_000).await.is_none());
}

#[wasm_bindgen_test]
async fn waking_is_heard_until_nobody_listens() {
    let heard: Rc<RefCell<Vec<Wake>>> = Rc::default();
    let log = Rc::clone(&heard);
    let listeners = wake::on_wake(move |wake| log.borrow_mut().push(wake));
    let dispatch = "window.dispatchEvent(new Event(a));";
    script(dispatch, "online", "").await;
    script(dispatch, "pagehide", "").await;
    drop(listeners);
    script(dispatch, "online", "").await;
    assert_eq!(*heard.borrow(), [Wake::Online, Wake::Hidden]);
}

#[wasm_bindgen_test]
async fn a_preference_lasts_unless_storage_is_refused() {
    assert!(Preference::Theme.write(Some("dark")));
    assert_eq!(Preference::Theme.read().as_deref(), Some("dark"));
    assert!(Preference::Theme.write(None));
    assert_eq!(Preference::Theme.read(), None);

    let refuse = "throw new DOMException('planned', 'SecurityError');";
    let _read = Patched::new("Storage.prototype", "getItem", refuse);
    let _write = Patched::new("Storage.prototype", "setItem", refuse);
    assert!(!Preference::Theme.write(Some("dark")));
    assert_eq!(Preference::Theme.read(), None);
}

#[wasm_bindgen_test]
fn ids_are_new_in_order_and_named_ones_the_same() {
    let (one, other) = (ids::new_id(), ids::new_id());
    assert_ne!(one, other);
    assert!(one[..13] <= other[..13]);
    assert_eq!(one.as_bytes()[14], b'7');
    assert_eq!(ids::id_of(&["a", "bc"]), ids::id_of(&["a", "bc"]));
    assert_ne!(ids::id_of(&["a", "bc"]), ids::id_of(&["ab", "c"]));
}

#[wasm_bindgen_test]
fn ids_that_are_made_together_stay_in_order() {
    let made: Vec<String> = (0..200).map(|_| ids::new_id()).collect();
    assert!(made.is_sorted());
}
