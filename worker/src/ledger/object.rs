//! The Durable Object in which the ledger lies. It only grows.

use hub::Erasure;
use worker::{DurableObject, Env, Method, Request, Response, Result, State, durable_object};

/// All erasures of a company, each as JSON under the id of its record.
#[durable_object]
pub struct Ledger {
    state: State,
}

impl DurableObject for Ledger {
    fn new(state: State, _env: Env) -> Self {
        Self { state }
    }

    async fn fetch(&self, mut request: Request) -> Result<Response> {
        if request.method() == Method::Get {
            return Response::from_json(&self.all().await?);
        }
        self.note(&request.json().await?).await?;
        Response::empty()
    }
}

impl Ledger {
    async fn all(&self) -> Result<Vec<Erasure>> {
        let mut all = Vec::new();
        for entry in self.state.storage().list().await?.values() {
            let text = entry?.as_string().unwrap_or_default();
            all.push(serde_json::from_str(&text)?);
        }
        Ok(all)
    }

    /// What is noted later of a record knows more that follows it.
    async fn note(&self, erasure: &Erasure) -> Result<()> {
        let text = serde_json::to_string(erasure)?;
        self.state.storage().put(&erasure.record, text).await
    }
}
