//! Bodies and addresses of requests.

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{FromRequest, FromRequestParts, Path, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use serde::de::DeserializeOwned;
use sync::protocol::MAX_BODY;

use crate::error::ApiError;

/// A JSON body of a known form.
pub struct Input<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Input<T> {
    type Rejection = ApiError;

    #[worker::send]
    async fn from_request(request: Request, _state: &S) -> Result<Self, ApiError> {
        let (parts, body) = request.into_parts();
        parse(&read(&parts.headers, body).await?).map(Self)
    }
}

/// What an address names: an id, or numbers. What cannot be read is answered for like what does not
/// exist.
pub struct Named<T = String>(pub T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Named<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let path = Path::from_request_parts(parts, state).await;
        path.map(|Path(named)| Self(named))
            .map_err(|_| ApiError::NotFound)
    }
}

/// Reads a body that is not larger than allowed.
pub async fn read(headers: &HeaderMap, body: Body) -> Result<Bytes, ApiError> {
    let announced = headers
        .get(header::CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if announced.is_some_and(|length| length > MAX_BODY) {
        return Err(ApiError::TooLarge);
    }
    to_bytes(body, MAX_BODY)
        .await
        .map_err(|_| ApiError::TooLarge)
}

/// Reads JSON.
pub fn parse<T: DeserializeOwned>(body: &[u8]) -> Result<T, ApiError> {
    serde_json::from_slice(body).map_err(|_| ApiError::Malformed)
}
