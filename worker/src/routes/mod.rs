//! The interface: one file per address.

mod access;
mod devices;
mod erase;
mod farewell;
mod health;
mod history;
mod live;
mod password;
mod refused;
mod replica;
mod rounds;
mod session;
mod setup;
mod start_password;
mod sync;

use std::sync::Arc;

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state, map_response};
use axum::routing::{delete, get, post};

use crate::app::App;
use crate::error::ApiError;
use crate::ledger::replay_first;
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
        .route("/api/live", get(live::open))
        .route("/api/record/{id}/history", get(history::show))
        .route("/api/record/{id}/erase", post(erase::erase))
        .route(
            "/api/staff/{id}/start-password",
            post(start_password::create),
        )
        .route("/api/staff/{id}/access", delete(access::end))
        .route("/api/devices", get(devices::list))
        .route(
            "/api/devices/{replica}/lost",
            post(farewell::lose).delete(farewell::find),
        )
        .route(
            "/api/devices/{replica}/retired",
            post(farewell::retire).delete(farewell::keep),
        )
        .route("/api/devices/{replica}/erased", post(farewell::erased))
        .route("/api/refused", get(refused::list))
        .route("/api/refused/{replica}/{seq}", post(refused::decide))
        .route("/api/rounds", get(rounds::list))
        .route_layer(from_fn_with_state(Arc::clone(&app), replay_first))
        .fallback(async || ApiError::NotFound)
        .method_not_allowed_fallback(async || ApiError::MethodNotAllowed)
        .layer(from_fn(refuse_foreign))
        .layer(map_response(add_headers))
        .with_state(app)
}
