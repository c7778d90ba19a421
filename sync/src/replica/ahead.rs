//! What is asked next while an answer is still being taken over, so that server and device work at once.

use std::collections::BTreeMap;

use super::{Asked, Replica, Timing};
use crate::protocol::{Cursor, Request, Response};
use crate::store::DeviceStore;

impl<S: DeviceStore> Replica<S> {
    /// The request for what follows the pages of `response`, before they are taken over. Its answer is for
    /// [`Replica::apply`] like any other, afterwards: there it is of no use when anything came in between.
    ///
    /// None where nothing more is to come, where the device has something to say, or where the answer
    /// may turn out to be stale.
    pub fn ahead(&self, request: &Request, response: &Response, timing: Timing) -> Option<Request> {
        let Asked { turn, acknowledged } = self.asked.get();
        let desk = &self.state.borrow().desk;
        let is_plain = desk.outbox.iter().next().is_none() && request.kept.is_empty();
        let is_sound = response.turn == turn
            && response.epoch == desk.meta.epoch
            && response.mark.is_none_or(|mark| mark >= acknowledged);
        let cursors = cursors_after(request, response);
        if !is_plain || !is_sound || !is_more(response, &cursors) {
            return None;
        }
        let now_ms = timing.received_ms;
        let turn = self.next_turn(now_ms);
        self.asked.set(Asked { turn, acknowledged });
        Some(Request {
            cursors,
            now_ms,
            room: timing.next_room(request.room),
            turn,
            ..request.clone()
        })
    }
}

/// How far the device has the feeds that are still there, once the pages are taken over.
fn cursors_after(request: &Request, response: &Response) -> BTreeMap<String, Cursor> {
    let mut cursors = request.cursors.clone();
    let pages = response.pages.iter();
    cursors.extend(pages.map(|page| (page.feed.clone(), page.cursor)));
    cursors.retain(|feed, _| response.heads.contains_key(feed));
    cursors
}

/// Whether the answer brought something and feeds go on beyond it.
fn is_more(response: &Response, cursors: &BTreeMap<String, Cursor>) -> bool {
    let is_whole = |(feed, head)| cursors.get(feed).is_some_and(|cursor| cursor.is_at(head));
    !response.pages.is_empty() && !response.heads.iter().all(is_whole)
}
