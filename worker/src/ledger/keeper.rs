//! How the Worker reaches the ledger, and replays it.

use std::sync::atomic::{AtomicBool, Ordering};

use hub::{Database, Erasure, Hub};
use worker::wasm_bindgen::JsValue;
use worker::{Method, ObjectNamespace, Request, RequestInit, Response};

use crate::app::now_ms;
use crate::error::ApiError;

/// There is one ledger in a deployment.
const NAME: &str = "company";
/// Only the object sees this address.
const ADDRESS: &str = "https://ledger/";

/// A database is put back only while no Worker runs, or with a new deployment: a Worker that has
/// looked need not look again.
static IS_REPLAYED: AtomicBool = AtomicBool::new(false);

/// Reaches the ledger.
#[derive(Clone)]
pub struct Keeper {
    objects: ObjectNamespace,
}

impl Keeper {
    /// Over the binding.
    pub fn new(objects: ObjectNamespace) -> Self {
        Self { objects }
    }

    /// Notes an erasure for good. It is to be noted before it is done.
    pub async fn note(&self, erasure: &Erasure) -> Result<(), ApiError> {
        let noted = self.write(erasure).await;
        noted.map_err(|error| ApiError::Unavailable(error.to_string()))
    }

    /// Erases again whoever the database does not know to be erased.
    pub async fn replay(&self, hub: &Hub<'_, impl Database>) -> Result<(), ApiError> {
        if IS_REPLAYED.load(Ordering::Relaxed) {
            return Ok(());
        }
        let all = self.read().await;
        let all = all.map_err(|error| ApiError::Unavailable(error.to_string()))?;
        hub.erase_missing(&all, now_ms()).await?;
        IS_REPLAYED.store(true, Ordering::Relaxed);
        Ok(())
    }

    async fn read(&self) -> worker::Result<Vec<Erasure>> {
        let request = Request::new(ADDRESS, Method::Get)?;
        self.ask(request).await?.json().await
    }

    async fn write(&self, erasure: &Erasure) -> worker::Result<()> {
        let body = serde_json::to_string(erasure)?;
        let mut init = RequestInit::new();
        init.with_method(Method::Post)
            .with_body(Some(JsValue::from_str(&body)));
        let request = Request::new_with_init(ADDRESS, &init)?;
        self.ask(request).await.map(drop)
    }

    async fn ask(&self, request: Request) -> worker::Result<Response> {
        let stub = self.objects.get_by_name(NAME)?;
        let answer = stub.fetch_with_request(request).await?;
        match answer.status_code() {
            200 => Ok(answer),
            status => Err(format!("the ledger answered {status}").into()),
        }
    }
}
