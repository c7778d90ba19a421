//! A socket, as a browser opens it.

use std::net::TcpStream;
use std::time::{Duration, Instant};

use serde_json::Value;
use tungstenite::{ClientRequestBuilder, Error, Message, WebSocket, client};

use crate::Device;

/// How long something is waited for that comes.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long something is waited for that does not.
const QUIET: Duration = Duration::from_millis(300);

/// An open socket.
pub struct Socket(WebSocket<TcpStream>);

impl Socket {
    /// Opens the socket of a device as our pages do.
    pub fn of(device: &Device) -> Self {
        let client = &device.client;
        let host = client.host();
        let stream = TcpStream::connect(host).expect("the Worker listens");
        let address = format!("ws://{host}/api/live?replica={}", device.replica).parse();
        let request = ClientRequestBuilder::new(address.expect("an address"))
            .with_header("origin", client.url())
            .with_header("cookie", client.cookie_header());
        let (socket, _) = client::client(request, stream).expect("a socket");
        Self(socket)
    }

    /// Says something.
    pub fn say(&mut self, text: &str) {
        self.0.send(Message::text(text)).expect("an open socket");
    }

    /// Whether this feed is named before long. Others may move too while tests run.
    pub fn hears_of(&mut self, feed: &str) -> bool {
        let names = |text: &str| {
            let poke: Value = serde_json::from_str(text).unwrap_or_default();
            let moved = poke["moved"].as_array();
            moved.is_some_and(|moved| moved.iter().any(|moved| moved == feed))
        };
        matches!(self.wait(PATIENCE, names), Ended::Found)
    }

    /// Whether this feed is not named for a moment.
    pub fn is_quiet_about(&mut self, feed: &str) -> bool {
        matches!(self.wait(QUIET, |text| text.contains(feed)), Ended::Time)
    }

    /// Whether exactly this is said before long.
    pub fn hears(&mut self, said: &str) -> bool {
        matches!(self.wait(PATIENCE, |text| text == said), Ended::Found)
    }

    /// The code with which the server closes the socket before long.
    pub fn closing(&mut self) -> Option<u16> {
        match self.wait(PATIENCE, |_| false) {
            Ended::Closed(code) => code,
            _ => None,
        }
    }

    fn wait(&mut self, patience: Duration, is_wanted: impl Fn(&str) -> bool) -> Ended {
        let end = Instant::now() + patience;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Ended::Time;
            }
            let stream = self.0.get_ref();
            stream.set_read_timeout(Some(left)).expect("a wait");
            match self.0.read() {
                Ok(Message::Text(text)) if is_wanted(&text) => return Ended::Found,
                Ok(Message::Close(frame)) => {
                    return Ended::Closed(frame.map(|frame| frame.code.into()));
                }
                Ok(_) => {}
                Err(Error::Io(_)) => return Ended::Time,
                Err(_) => return Ended::Closed(None),
            }
        }
    }
}

/// How a wait ended.
enum Ended {
    Found,
    Closed(Option<u16>),
    Time,
}
