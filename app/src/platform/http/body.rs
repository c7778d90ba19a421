//! Reading an answer piece by piece.

use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStreamDefaultReader, Response};

use super::deadline::Deadline;

/// Reads a whole body; each piece puts the deadline off.
pub async fn read(response: &Response, deadline: &Deadline) -> Result<Vec<u8>, JsValue> {
    let mut bytes = Vec::new();
    let Some(stream) = response.body() else {
        return Ok(bytes);
    };
    let reader: ReadableStreamDefaultReader = stream.get_reader().dyn_into()?;
    while let Some(piece) = next(&reader).await? {
        deadline.extend();
        append(&mut bytes, &piece);
    }
    Ok(bytes)
}

async fn next(reader: &ReadableStreamDefaultReader) -> Result<Option<Uint8Array>, JsValue> {
    let step = JsFuture::from(reader.read()).await?;
    let done = Reflect::get(&step, &"done".into())?.is_truthy();
    let piece = Reflect::get(&step, &"value".into())?;
    if done {
        Ok(None)
    } else {
        piece.dyn_into().map(Some)
    }
}

fn append(bytes: &mut Vec<u8>, piece: &Uint8Array) {
    let start = bytes.len();
    bytes.resize(start + piece.length() as usize, 0);
    piece.copy_to(&mut bytes[start..]);
}
