//! The interface: one file per address.

mod access;
mod devices;
mod health;
mod history;
mod lost;
mod password;
mod replica;
mod session;
mod setup;
mod start_password;
mod sync;

use std::sync::Arc;

use axum::Router;
use axum::middleware::{from_fn, map_response};
use axum::routing::{delete, get, post};

use crate::app::App;
use crate::error::ApiError;
use crate::shell::{add_headers, refuse_foreign};

/// All routes with what holds for each of them.
pub fn router(app: Arc<App>) -> Router {
    Router::new()
        .route("/api/health", get(health::show))
        .route("/api/setup", post(setup::create))
        .route(
            "/api/session",
            get(session::show)
                .post(session::create)
                .delete(session::end),
        )
        .route("/api/password", post(password::change))
        .route("/api/replica", post(replica::create))
        .route("/api/sync", post(sync::exchange))
        .route("/api/record/{id}/history", get(history::show))
        .route(
            "/api/staff/{id}/start-password",
            post(start_password::create),
        )
        .route("/api/staff/{id}/access", delete(access::end))
        .route("/api/devices", get(devices::list))
        .route(
            "/api/devices/{replica}/lost",
            post(lost::mark).delete(lost::unmark),
        )
        .route("/api/devices/{replica}/erased", post(lost::erased))
        .fallback(async || ApiError::NotFound)
        .method_not_allowed_fallback(async || ApiError::MethodNotAllowed)
        .layer(from_fn(refuse_foreign))
        .layer(map_response(add_headers))
        .with_state(app)
}
