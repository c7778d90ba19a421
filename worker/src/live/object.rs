//! The Durable Object: it holds all sockets and sleeps while nothing is said on them.

use sync::protocol::{PING, PONG, Poke};
use worker::{
    DurableObject, Env, Error, Method, Request, Response, Result, State, WebSocket,
    WebSocketIncomingMessage, WebSocketPair, WebSocketRequestResponsePair, durable_object,
};

use super::teller::SEAT;
use super::{News, Seat};
use crate::app::now_ms;

/// Most sockets of one person. One more takes the place of the oldest, which may be that of a
/// device that has long gone.
const MAX_OF_PERSON: usize = 16;
/// The socket ends because of who is at it; they may come back and are looked at afresh.
const COME_AGAIN: u16 = 4001;
/// The device said something that devices do not say.
const NOT_UNDERSTOOD: u16 = 1008;
/// The socket can be used.
const OPEN: u16 = 1;

/// All sockets of a company.
#[durable_object(websocket)]
pub struct Live {
    state: State,
}

impl DurableObject for Live {
    fn new(state: State, _env: Env) -> Self {
        // Without the runtime's own answer a ping would close the socket, and the device asks.
        if let Ok(pair) = WebSocketRequestResponsePair::new(PING, PONG) {
            state.set_websocket_auto_response(&pair);
        }
        Self { state }
    }

    async fn fetch(&self, mut request: Request) -> Result<Response> {
        if request.method() == Method::Get {
            return self.seat(&seat(&request)?);
        }
        let news: News = request.json().await?;
        self.spread(&news);
        Response::empty()
    }

    async fn websocket_message(
        &self,
        socket: WebSocket,
        _: WebSocketIncomingMessage,
    ) -> Result<()> {
        close(&socket, NOT_UNDERSTOOD);
        Ok(())
    }

    async fn websocket_close(&self, _: WebSocket, _: usize, _: String, _: bool) -> Result<()> {
        Ok(())
    }

    async fn websocket_error(&self, _: WebSocket, _: Error) -> Result<()> {
        Ok(())
    }
}

impl Live {
    fn seat(&self, seat: &Seat) -> Result<Response> {
        let WebSocketPair { client, server } = WebSocketPair::new()?;
        let tags = seat.tags();
        self.make_room(&tags[0]);
        self.state
            .accept_websocket_with_tags(&server, &tags.each_ref().map(String::as_str));
        server.serialize_attachment(seat)?;
        Response::from_websocket(client)
    }

    fn make_room(&self, person: &str) {
        let mut held: Vec<WebSocket> = self.open_sockets(Some(person)).collect();
        held.sort_by_key(|socket| seat_of(socket).map(|seat| seat.since_ms));
        let excess = (held.len() + 1).saturating_sub(MAX_OF_PERSON);
        for socket in &held[..excess] {
            close(socket, COME_AGAIN);
        }
    }

    fn spread(&self, news: &News) {
        let now_ms = now_ms();
        for socket in self.open_sockets(None) {
            match seat_of(&socket) {
                Some(seat) if seat.until_ms > now_ms => poke(&socket, &seat, news),
                _ => close(&socket, COME_AGAIN),
            }
        }
        for tag in &news.closed {
            for socket in self.open_sockets(Some(tag)) {
                close(&socket, COME_AGAIN);
            }
        }
    }

    fn open_sockets(&self, tag: Option<&str>) -> impl Iterator<Item = WebSocket> {
        let held = match tag {
            Some(tag) => self.state.get_websockets_with_tag(tag),
            None => self.state.get_websockets(),
        };
        let is_open = |socket: &WebSocket| socket.as_ref().ready_state() == OPEN;
        held.into_iter().filter(is_open)
    }
}

fn seat(request: &Request) -> Result<Seat> {
    let url = request.url()?;
    let mut pairs = url.query_pairs();
    let found = pairs.find(|(name, _)| name == SEAT);
    let (_, text) = found.ok_or_else(|| Error::from("a seat is missing"))?;
    Ok(serde_json::from_str(&text)?)
}

fn seat_of(socket: &WebSocket) -> Option<Seat> {
    socket.deserialize_attachment().ok().flatten()
}

fn poke(socket: &WebSocket, seat: &Seat, news: &News) {
    let moved = seat.told_of(&news.feeds, news.by);
    if !moved.is_empty() {
        // A socket that broke meanwhile is known to the runtime, and its device asks by itself.
        let _ = socket.send(&Poke { moved });
    }
}

fn close(socket: &WebSocket, code: u16) {
    // One that has ended by itself cannot be closed, and need not be.
    let _ = socket.close(Some(code), Some(""));
}
