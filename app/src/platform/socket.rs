//! A socket to the app's own server.

use futures::StreamExt;
use futures::channel::mpsc::{UnboundedReceiver, unbounded};
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, WebSocket};

use super::listener::Listener;
use super::{http, timer};

/// The protocol on the socket; the server names it back.
const PROTOCOL: &str = "relasi";

/// A socket, closed when it is dropped.
#[derive(Debug)]
pub struct Socket {
    socket: WebSocket,
    heard: UnboundedReceiver<String>,
    _listeners: [Listener; 3],
}

impl Socket {
    /// Opens a socket at a path of our own server; none when that does not come about in time.
    /// The request for a socket takes no header of ours, so the proof goes as a second protocol.
    pub async fn open(path: &str, within_ms: u32) -> Option<Self> {
        let protocols: Array = [Some(PROTOCOL.to_owned()), http::proof()]
            .into_iter()
            .flatten()
            .map(JsValue::from)
            .collect();
        let address = address(path)?;
        let socket = WebSocket::new_with_str_sequence(&address, &protocols).ok()?;
        let (sender, heard) = unbounded();
        let (opened, ended) = (sender.clone(), sender.clone());
        // Nobody listens any more once the socket is dropped.
        let on_open = Listener::new(&socket, "open", move |_| {
            let _ = opened.unbounded_send(String::new());
        });
        let on_message = Listener::new(&socket, "message", move |event| {
            let event: Option<MessageEvent> = event.dyn_into().ok();
            if let Some(text) = event.and_then(|event| event.data().as_string()) {
                let _ = sender.unbounded_send(text);
            }
        });
        let on_close = Listener::new(&socket, "close", move |_| ended.close_channel());
        let mut opening = Self {
            socket,
            heard,
            _listeners: [on_open, on_message, on_close],
        };
        // The first text only says that the socket is open.
        timer::within(within_ms, opening.hear()).await??;
        Some(opening)
    }

    /// Says something, and returns whether it went out.
    pub fn say(&self, text: &str) -> bool {
        self.socket.send_with_str(text).is_ok()
    }

    /// The next text of the server; none once the socket has ended.
    pub async fn hear(&mut self) -> Option<String> {
        self.heard.next().await
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        // One that has ended by itself need not be closed.
        let _ = self.socket.close();
    }
}

/// Browsers of before 2024 take no relative address here.
fn address(path: &str) -> Option<String> {
    let location = web_sys::window()?.location();
    let scheme = match location.protocol().ok()?.as_str() {
        "https:" => "wss",
        _ => "ws",
    };
    Some(format!("{scheme}://{}{path}", location.host().ok()?))
}
