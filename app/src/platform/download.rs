//! Files that the app offers to a person.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

use super::timer;

const UNTIL_READ_MS: u32 = 60_000;

/// Offers a text as a file, and returns whether the browser took it.
pub fn offer_text(name: &str, media_type: &str, text: &str) -> bool {
    try_offer(name, media_type, text).is_ok()
}

fn try_offer(name: &str, media_type: &str, text: &str) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let parts = js_sys::Array::of1(&text.into());
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    click_link(name, &address)?;
    wasm_bindgen_futures::spawn_local(async move {
        timer::sleep(UNTIL_READ_MS).await;
        let _ = Url::revoke_object_url(&address);
    });
    Ok(())
}

fn click_link(name: &str, address: &str) -> Result<(), JsValue> {
    let document = web_sys::window().and_then(|window| window.document());
    let document = document.ok_or(JsValue::UNDEFINED)?;
    let link: HtmlAnchorElement = document.create_element("a")?.dyn_into()?;
    link.set_href(address);
    link.set_download(name);
    link.click();
    Ok(())
}
