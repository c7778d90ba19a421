//! The ledger of erasures. It lies outside the database, so that a database that goes back cannot take
//! back that somebody was erased.

mod keeper;
mod object;

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;

use crate::app::App;
use crate::error::ApiError;

pub use keeper::Keeper;

/// Nobody is answered before whoever was erased is erased in this database too.
#[worker::send]
pub async fn replay_first(
    State(app): State<Arc<App>>,
    request: Request,
    next: Next,
) -> Result<Response, ApiError> {
    app.ledger.replay(&app.hub()).await?;
    Ok(next.run(request).await)
}
