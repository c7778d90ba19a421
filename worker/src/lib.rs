//! The Cloudflare Worker: HTTP, sessions and the database behind the hub.
//!
//! Static files are served by the runtime; only `/api/*` arrives here.

mod app;
mod auth;
mod d1;
mod error;
mod ledger;
mod live;
mod routes;
mod shell;

use axum::body::Body;
use axum::http::Response;
use axum::response::IntoResponse;
use hub::Hub;
use tower_service::Service;
use worker::{Context, Env, HttpRequest, ScheduleContext, ScheduledEvent, console_error, event};

use app::App;
use d1::D1;

/// Keeps the database small, as often as `wrangler.toml` says.
#[event(scheduled)]
async fn scheduled(event: ScheduledEvent, env: Env, _: ScheduleContext) {
    let now_ms = event.schedule() as i64;
    let compacted = match env.d1("DB") {
        Ok(db) => Hub::new(&D1::new(db)).compact(now_ms).await,
        Err(error) => return console_error!("{error}"),
    };
    if let Err(error) = compacted {
        console_error!("the database was not compacted: {error}");
    }
}

/// Answers one request.
#[event(fetch)]
async fn fetch(request: HttpRequest, env: Env, context: Context) -> worker::Result<Response<Body>> {
    match App::from_env(&env, context) {
        Ok(app) => Ok(routes::router(app).call(request).await?),
        Err(error) => Ok(error.into_response()),
    }
}
