//! The Cloudflare Worker: HTTP, sessions and the database behind the hub.
//!
//! Static files are served by the runtime; only `/api/*` arrives here.

mod app;
mod auth;
mod d1;
mod error;
mod live;
mod routes;
mod shell;

use axum::body::Body;
use axum::http::Response;
use axum::response::IntoResponse;
use tower_service::Service;
use worker::{Context, Env, HttpRequest, event};

use app::App;

/// Answers one request.
#[event(fetch)]
async fn fetch(request: HttpRequest, env: Env, context: Context) -> worker::Result<Response<Body>> {
    match App::from_env(&env, context) {
        Ok(app) => Ok(routes::router(app).call(request).await?),
        Err(error) => Ok(error.into_response()),
    }
}
