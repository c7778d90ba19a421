//! How routes reach the object.

use worker::wasm_bindgen::JsValue;
use worker::{
    Headers, Method, ObjectNamespace, Request, RequestInit, Response, Url, console_error,
};

use super::{News, Seat};
use crate::error::ApiError;

/// There is one object, and one company, in a deployment.
const NAME: &str = "company";
/// Only the object sees this address.
const ADDRESS: &str = "https://live/";
/// Parameter of the address in which a seat comes.
pub(super) const SEAT: &str = "seat";

/// Reaches the object that holds the sockets.
#[derive(Clone)]
pub struct Teller {
    objects: ObjectNamespace,
}

impl Teller {
    /// Over the binding.
    pub fn new(objects: ObjectNamespace) -> Self {
        Self { objects }
    }

    /// Tells the object. When that fails, devices ask by themselves.
    pub async fn tell(&self, news: &News) {
        if let Err(error) = deliver(&self.objects, news).await {
            console_error!("{error}");
        }
    }

    /// Opens a socket for somebody.
    pub async fn open(&self, seat: &Seat) -> Result<Response, ApiError> {
        let answer = ask_for_seat(&self.objects, seat).await;
        answer.map_err(|error| ApiError::Unavailable(error.to_string()))
    }
}

async fn ask_for_seat(objects: &ObjectNamespace, seat: &Seat) -> worker::Result<Response> {
    let mut address = Url::parse(ADDRESS)?;
    address
        .query_pairs_mut()
        .append_pair(SEAT, &serde_json::to_string(seat)?);
    let headers = Headers::new();
    headers.set("upgrade", "websocket")?;
    let mut init = RequestInit::new();
    init.with_headers(headers);
    let request = Request::new_with_init(address.as_str(), &init)?;
    objects.get_by_name(NAME)?.fetch_with_request(request).await
}

async fn deliver(objects: &ObjectNamespace, news: &News) -> worker::Result<()> {
    let body = serde_json::to_string(news)?;
    let mut init = RequestInit::new();
    init.with_method(Method::Post)
        .with_body(Some(JsValue::from_str(&body)));
    let request = Request::new_with_init(ADDRESS, &init)?;
    let stub = objects.get_by_name(NAME)?;
    stub.fetch_with_request(request).await.map(drop)
}
