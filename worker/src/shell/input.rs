//! Bodies and addresses of requests.

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, FromRequestParts, Path, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use http_body_util::BodyExt;
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

/// Of a body that is too large so much is heard out, bytes: who is cut off while sending may never
/// read why.
const HEARD_OUT: usize = 4 * MAX_BODY;

/// Reads a body that is not larger than allowed.
pub async fn read(headers: &HeaderMap, mut body: Body) -> Result<Bytes, ApiError> {
    let announced = headers
        .get(header::CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if announced.is_some_and(|length| length > HEARD_OUT) {
        return Err(ApiError::TooLarge);
    }
    let (mut read, mut heard) = (Vec::new(), 0);
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame.map_err(|_| ApiError::Malformed)?.into_data() else {
            continue;
        };
        heard += data.len();
        if heard <= MAX_BODY {
            read.extend_from_slice(&data);
        } else if heard > HEARD_OUT {
            break;
        }
    }
    if heard > MAX_BODY {
        return Err(ApiError::TooLarge);
    }
    Ok(read.into())
}

/// Reads JSON.
pub fn parse<T: DeserializeOwned>(body: &[u8]) -> Result<T, ApiError> {
    serde_json::from_slice(body).map_err(|_| ApiError::Malformed)
}
