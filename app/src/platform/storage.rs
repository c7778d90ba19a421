//! How much the browser keeps for us, and the few preferences that are needed before sign-in.

use std::borrow::Cow;

use js_sys::{Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Storage, StorageEstimate, StorageManager};

/// Asks the browser not to clear our data when the device runs full, and returns whether it
/// agreed.
pub async fn persist() -> bool {
    let asked = manager().map(|manager| manager.persist());
    settled(asked)
        .await
        .is_some_and(|answer| answer.is_truthy())
}

/// Bytes in use and bytes allowed, as the browser estimates them.
pub async fn estimate() -> Option<(f64, f64)> {
    let asked = manager().map(|manager| manager.estimate());
    let estimate: StorageEstimate = settled(asked).await?.unchecked_into();
    Some((estimate.get_usage()?, estimate.get_quota()?))
}

/// A preference of this browser, kept outside the database so that it counts before sign-in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Preference<'a> {
    /// "light" or "dark"; the device's own where absent.
    Theme,
    /// "id" or "en".
    Language,
    /// The id by which the server knows this browser's keys.
    Device,
    /// The id of the person who signed in last.
    Person,
    /// The id of the person whose whole book this browser held at last, so that an empty
    /// database is known for an evicted one.
    Held,
    /// What this browser keeps of the keys of the person with this id.
    Keys(&'a str),
}

impl Preference<'_> {
    /// Reads it; absent where it was never written or storage is refused.
    pub fn read(self) -> Option<String> {
        local_storage()?.get_item(&self.key()).ok()?
    }

    /// Writes or removes it, and returns whether it will be there next time.
    pub fn write(self, value: Option<&str>) -> bool {
        let Some(storage) = local_storage() else {
            return false;
        };
        match value {
            Some(value) => storage.set_item(&self.key(), value).is_ok(),
            None => storage.remove_item(&self.key()).is_ok(),
        }
    }

    fn key(self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Self::Theme => "relasi.theme",
            Self::Language => "relasi.language",
            Self::Device => "relasi.device",
            Self::Person => "relasi.person",
            Self::Held => "relasi.held",
            Self::Keys(person) => return Cow::Owned(format!("relasi.keys.{person}")),
        })
    }
}

fn local_storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// The manager is missing where the page did not come over a secure connection.
fn manager() -> Option<StorageManager> {
    let navigator = web_sys::window()?.navigator();
    let manager = Reflect::get(&navigator, &"storage".into()).ok()?;
    manager.dyn_into().ok()
}

async fn settled(asked: Option<Result<Promise, JsValue>>) -> Option<JsValue> {
    JsFuture::from(asked?.ok()?).await.ok()
}
