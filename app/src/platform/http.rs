//! Requests to the app's own server, and what their outcomes mean.

mod body;
mod deadline;

use std::cell::RefCell;

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Headers, RequestCache, RequestCredentials, RequestInit, RequestRedirect, Response};

use deadline::Deadline;

/// The header by which our server and our app know each other.
const MARK: &str = "x-relasi";

/// The header in which the app shows that the book of its device is open.
const PROOF: &str = "x-relasi-proof";

thread_local! {
    static SHOWN: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Shows this proof with every request from now on.
pub fn prove(proof: &str) {
    SHOWN.replace(Some(proof.to_owned()));
}

/// What came of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// Our server answered, whatever it said.
    Answer {
        /// HTTP status.
        status: u16,
        /// JSON text, or nothing.
        body: String,
    },
    /// Nobody answered, or the answer stopped half-way.
    Offline,
    /// Somebody else answered: the sign-in page of a network, or a gateway without our server.
    Portal,
}

/// Sends a request, with a JSON text where given, and waits for the whole answer.
pub async fn send(method: &str, path: &str, json: Option<&str>) -> Reply {
    let Some(deadline) = Deadline::new(json.map_or(0, str::len)) else {
        return Reply::Offline;
    };
    match exchange(method, path, json, &deadline).await {
        Ok(reply) => reply,
        Err(_) => Reply::Offline,
    }
}

async fn exchange(
    method: &str,
    path: &str,
    json: Option<&str>,
    deadline: &Deadline,
) -> Result<Reply, JsValue> {
    let window = web_sys::window().ok_or(JsValue::UNDEFINED)?;
    let request = request(method, json, deadline)?;
    let response = JsFuture::from(window.fetch_with_str_and_init(path, &request)).await?;
    let response: Response = response.dyn_into()?;
    deadline.extend();
    if !is_ours(&response) {
        return Ok(Reply::Portal);
    }
    let bytes = body::read(&response, deadline).await?;
    deadline.finish();
    Ok(match String::from_utf8(bytes) {
        Ok(body) if body.is_empty() || is_json(&response) => Reply::Answer {
            status: response.status(),
            body,
        },
        _ => Reply::Portal,
    })
}

fn request(method: &str, json: Option<&str>, deadline: &Deadline) -> Result<RequestInit, JsValue> {
    let headers = Headers::new()?;
    headers.set(MARK, "1")?;
    if let Some(proof) = SHOWN.with_borrow(Clone::clone) {
        headers.set(PROOF, &proof)?;
    }
    let request = RequestInit::new();
    if json.is_some() || method == "POST" {
        // The server asks it of every POST, also of one without a body.
        headers.set("content-type", "application/json")?;
    }
    if let Some(json) = json {
        request.set_body(&JsValue::from_str(json));
    }
    request.set_method(method);
    request.set_headers(&headers);
    request.set_credentials(RequestCredentials::SameOrigin);
    request.set_cache(RequestCache::NoStore);
    // Our server never redirects; a portal does, and must not be followed with our data.
    request.set_redirect(RequestRedirect::Manual);
    request.set_signal(Some(&deadline.signal()));
    Ok(request)
}

fn is_ours(response: &Response) -> bool {
    response.headers().has(MARK).unwrap_or_default()
}

fn is_json(response: &Response) -> bool {
    let stated = response.headers().get("content-type").ok().flatten();
    stated.is_some_and(|stated| stated.starts_with("application/json"))
}
