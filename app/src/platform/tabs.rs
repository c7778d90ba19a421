//! Short messages between the tabs of this browser.

use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};

use super::listener::Listener;

/// A channel to the other tabs, closed when dropped.
#[derive(Debug)]
pub struct Tabs {
    channel: BroadcastChannel,
    _received: Listener,
}

impl Tabs {
    /// Joins a channel and calls back for each message of another tab.
    ///
    /// Messages that cannot be read come from another version of the app and are skipped. There
    /// is no channel where the browser refuses one; tabs then notice each other when they wake.
    pub fn join<T: DeserializeOwned>(name: &str, on_message: impl Fn(T) + 'static) -> Option<Self> {
        let channel = BroadcastChannel::new(name).ok()?;
        let received = Listener::new(&channel, "message", move |event| {
            let event: Option<MessageEvent> = event.dyn_into().ok();
            let text = event.and_then(|event| event.data().as_string());
            if let Some(message) = text.and_then(|text| serde_json::from_str(&text).ok()) {
                on_message(message);
            }
        });
        Some(Self {
            channel,
            _received: received,
        })
    }

    /// Tells all other tabs, and returns whether the message went out.
    pub fn tell<T: Serialize>(&self, message: &T) -> bool {
        let Ok(text) = serde_json::to_string(message) else {
            return false;
        };
        self.channel.post_message(&JsValue::from(text)).is_ok()
    }
}

impl Drop for Tabs {
    fn drop(&mut self) {
        self.channel.close();
    }
}
