//! Rounds of sync: a request goes over a line, and what comes back is taken over.

use futures::executor::block_on;
use hub::{Hub, HubError};
use sync::codes;
use sync::protocol::{Failure, Request, Response};
use sync::replica::{Advice, Timing};
use sync::store::StoreError;

use crate::network::Line;
use crate::oracle::check_rights;
use crate::server::{Rival, Trouble};
use crate::world::World;

/// Requests of one sync after which it counts as endless.
const ENDLESS: usize = 400;

/// How far a sync came.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// The device says that it holds everything and that nothing waits.
    pub done: bool,
    /// Something was sent or received.
    pub moved: bool,
    /// There is a reason to ask again at once.
    again: bool,
}

/// A request on its way.
pub struct Delayed {
    person: &'static str,
    request: Request,
}

/// An answer on its way.
pub struct Late {
    at: usize,
    tab: usize,
    life: usize,
    sent_ms: i64,
    pub request: Request,
    text: String,
}

/// What comes back of a request.
enum Reply {
    Text(String),
    Refused(Failure),
    /// Nothing, or something that says nothing.
    Nothing,
}

impl World {
    /// Runs the line of a device until nothing moves, or a fault ends it.
    pub fn sync(&mut self, at: usize, tab: usize, fault_percent: u8) -> Progress {
        let mut all = Progress::default();
        for _ in 0..ENDLESS {
            let line = Line::draw(&mut self.rng, fault_percent);
            // Small pages, so that first syncs and catch-ups are cut in the middle.
            let most = if self.rng.u8(0..4) == 0 {
                200_000
            } else {
                20_000
            };
            let room = self.rng.u32(500..most);
            let step = self.round_with_room(at, tab, line, room);
            all.moved |= step.moved;
            all.done = step.done;
            if !step.again {
                return all;
            }
        }
        panic!("device {at} syncs for ever");
    }

    /// One request, whatever its store does.
    pub fn round_with_room(&mut self, at: usize, tab: usize, line: Line, room: u32) -> Progress {
        self.report.faults += usize::from(line != Line::Good);
        self.note((at, tab, line));
        let tab = tab.min(self.devices[at].tabs.len() - 1);
        let result = self.round(at, tab, line, room);
        self.survive(at, result)
    }

    /// A tab whose store fails stops; one whose connection is gone is opened anew.
    fn survive(&mut self, at: usize, result: Result<Progress, StoreError>) -> Progress {
        match result {
            Ok(progress) => return progress,
            Err(error @ (StoreError::Conflict | StoreError::Unreadable(_))) => {
                panic!("a sound store: {error}")
            }
            Err(StoreError::Closed) => self.devices[at].reopen(),
            Err(StoreError::Full | StoreError::Failed(_)) => {}
        }
        Progress::default()
    }

    fn round(
        &mut self,
        at: usize,
        tab: usize,
        line: Line,
        room: u32,
    ) -> Result<Progress, StoreError> {
        let sent_ms = self.device_ms(at);
        block_on(self.devices[at].tabs[tab].refresh())?;
        let request = block_on(self.devices[at].tabs[tab].request("1.0.0", sent_ms))?;
        let Some(mut request) = request else {
            return self.register(at, tab, line);
        };
        request.room = room;
        let life = self.devices[at].life;
        let reply = self.send(at, tab, &request, line);
        self.now_ms += self.rng.i64(0..2_000);
        self.take_raced();
        if self.devices[at].life != life {
            return Ok(Progress::default());
        }
        match reply {
            Reply::Text(text) => self.take_asking_ahead(at, tab, &request, &text, sent_ms),
            other => self.take_reply(at, tab, &request, other, sent_ms),
        }
    }

    /// Takes over what came of a request.
    fn take_reply(
        &mut self,
        at: usize,
        tab: usize,
        request: &Request,
        reply: Reply,
        sent_ms: i64,
    ) -> Result<Progress, StoreError> {
        match reply {
            Reply::Text(text) => self.take(at, tab, request, &text, sent_ms),
            Reply::Refused(failure) => self.mend(at, tab, &failure, sent_ms),
            Reply::Nothing => Ok(Progress::default()),
        }
    }

    /// Takes an answer over, after what follows it was already asked for.
    fn take_asking_ahead(
        &mut self,
        at: usize,
        tab: usize,
        request: &Request,
        text: &str,
        sent_ms: i64,
    ) -> Result<Progress, StoreError> {
        let ahead = self.ahead(at, tab, request, text, sent_ms);
        let Some(ahead) = ahead.filter(|_| self.rng.bool()) else {
            return self.take(at, tab, request, text, sent_ms);
        };
        let (life, sent_ms) = (self.devices[at].life, self.device_ms(at));
        let reply = self.send(at, tab, &ahead, Line::Good);
        let progress = self.take(at, tab, request, text, sent_ms)?;
        match reply {
            Reply::Text(text) if self.devices[at].life == life => {
                self.take(at, tab, &ahead, &text, sent_ms)
            }
            _ => Ok(progress),
        }
    }

    fn ahead(
        &self,
        at: usize,
        tab: usize,
        request: &Request,
        text: &str,
        sent_ms: i64,
    ) -> Option<Request> {
        let response = serde_json::from_str::<Response>(text).ok()?;
        let replica = &self.devices[at].tabs[tab];
        let ahead = replica.ahead(request, &response, self.timing(at, sent_ms))?;
        let room = request.room;
        Some(Request { room, ..ahead })
    }

    /// What comes back of a request.
    fn send(&mut self, at: usize, tab: usize, request: &Request, line: Line) -> Reply {
        let person = self.devices[at].person;
        let stale = self.stale.get(&at).cloned();
        let reply = match line {
            Line::Cut | Line::Portal => return self.unserved(line),
            Line::Delayed => {
                let request = over_the_wire(request);
                self.delayed.push(Delayed { person, request });
                return Reply::Nothing;
            }
            Line::Overloaded => return overloaded(),
            Line::Twice => {
                let first = self.serve(person, request, Vec::new());
                drop(self.serve(person, request, Vec::new()));
                first
            }
            Line::TwiceLate => {
                drop(self.serve(person, request, Vec::new()));
                self.serve(person, request, Vec::new())
            }
            Line::TwiceAtOnce | Line::Crowded | Line::ServerDies => {
                let troubles = self.troubles(at, request, line);
                self.serve(person, request, troubles)
            }
            Line::Good
            | Line::AnswerLost
            | Line::AnswerLate
            | Line::PartOfAnswer
            | Line::StaleFirst => self.serve(person, request, Vec::new()),
        };
        let Reply::Text(text) = reply else {
            return if line == Line::AnswerLost {
                Reply::Nothing
            } else {
                reply
            };
        };
        self.stale.insert(at, text.clone());
        match line {
            Line::AnswerLost => Reply::Nothing,
            Line::AnswerLate => {
                let (life, sent_ms) = (self.devices[at].life, self.device_ms(at));
                let request = request.clone();
                self.late.push(Late {
                    at,
                    tab,
                    life,
                    sent_ms,
                    request,
                    text,
                });
                Reply::Nothing
            }
            Line::PartOfAnswer => Reply::Text(text[..self.rng.usize(..text.len())].to_owned()),
            Line::StaleFirst => Reply::Text(stale.unwrap_or(text)),
            _ => Reply::Text(text),
        }
    }

    fn unserved(&mut self, line: Line) -> Reply {
        if line == Line::Portal {
            let pages = [
                "<!doctype html><title>Wi-Fi</title>",
                "",
                "null",
                "{}",
                "[]",
            ];
            return Reply::Text(pages[self.rng.usize(..pages.len())].to_owned());
        }
        Reply::Nothing
    }

    /// What comes between the operations of the server while it serves the request.
    fn troubles(&mut self, at: usize, request: &Request, line: Line) -> Vec<(usize, Trouble)> {
        match line {
            Line::TwiceAtOnce => {
                let again = rival(at, self.devices[at].person, over_the_wire(request));
                vec![(self.rng.usize(1..3), again)]
            }
            Line::Crowded => self.rivals(at),
            _ => {
                let death = match self.rng.u8(0..3) {
                    0 => Trouble::DiesBefore,
                    1 => Trouble::DiesWithin(self.rng.usize(0..12)),
                    _ => Trouble::DiesAfter,
                };
                vec![(self.rng.usize(0..4), death)]
            }
        }
    }

    /// The server reads, and writes what it made of that: a rival comes before it writes, and the
    /// next one before it writes after having read again.
    pub fn rivals(&mut self, at: usize) -> Vec<(usize, Trouble)> {
        let mut troubles = Vec::new();
        for turn in 0..self.rng.usize(1..4) {
            let other = self.rng.usize(..self.devices.len());
            let (now_ms, device) = (self.device_ms(other), &self.devices[other]);
            let asked = block_on(device.tabs[0].request("1.0.0", now_ms));
            if let (true, Ok(Some(request))) = (other != at, asked) {
                let request = over_the_wire(&request);
                troubles.push((1 + 2 * turn, rival(other, device.person, request)));
            }
        }
        troubles
    }

    fn serve(&self, person: &str, request: &Request, troubles: Vec<(usize, Trouble)>) -> Reply {
        let request = over_the_wire(request);
        let dies = troubles
            .iter()
            .any(|(_, trouble)| !matches!(trouble, Trouble::Rival(_)));
        let is_alone = troubles.is_empty();
        let found = self.find(person, &request).filter(|_| is_alone);
        let answer = self.server.serve(person, &request, self.now_ms, troubles);
        let answer = block_on(answer);
        if let (Some(found), Ok(text)) = (found, &answer) {
            check_rights(person, &request, &found, text);
        }
        reply(answer, dies)
    }

    /// Takes over the answers to requests that came in the middle of another, or loses them.
    pub fn take_raced(&mut self) {
        for (rival, answer) in self.server.take_raced() {
            if self.rng.u8(0..3) == 0 {
                continue;
            }
            let (at, sent_ms) = (rival.device, self.device_ms(rival.device));
            let reply = reply(answer, false);
            let result = self.take_reply(at, 0, &rival.request, reply, sent_ms);
            self.survive(at, result);
        }
    }

    fn take(
        &mut self,
        at: usize,
        tab: usize,
        request: &Request,
        text: &str,
        sent_ms: i64,
    ) -> Result<Progress, StoreError> {
        let Ok(response) = serde_json::from_str::<Response>(text) else {
            return Ok(Progress::default());
        };
        let timing = self.timing(at, sent_ms);
        let replica = &self.devices[at].tabs[tab];
        let before = replica.meta().synced_ms;
        let progress = block_on(replica.apply(request, &response, timing))?;
        self.devices[at].note_left(tab, &progress.touched);
        let replica = &self.devices[at].tabs[tab];
        // A tab that was behind may learn only now that another was in step some time ago.
        let now = Some(timing.received_ms);
        let says_synced = progress.done || before != now && replica.meta().synced_ms == now;
        assert!(
            !says_synced || replica.pending() == 0,
            "device {at} says synced with something pending"
        );
        let moved = !response.pages.is_empty() || !response.outcomes.is_empty();
        self.report.applied += progress.applied;
        self.report.refused += progress.refused;
        self.note((progress.applied, progress.refused, progress.done));
        Ok(Progress {
            done: progress.done,
            moved,
            again: !progress.done && moved,
        })
    }

    fn mend(
        &mut self,
        at: usize,
        tab: usize,
        failure: &Failure,
        sent_ms: i64,
    ) -> Result<Progress, StoreError> {
        self.note(&failure.code);
        self.check_numbering(at, failure);
        let again = Progress {
            again: true,
            ..Progress::default()
        };
        let timing = self.timing(at, sent_ms);
        match block_on(self.devices[at].tabs[tab].fail(failure, timing))? {
            Advice::Again => Ok(again),
            Advice::NewReplica => self.register(at, tab, Line::Good),
            Advice::Later | Advice::Update => Ok(Progress::default()),
        }
    }

    /// The numbers of a device are those that the server has, unless somebody copied its profile or
    /// put the server back. What is numbered anew may be applied twice.
    fn check_numbering(&self, at: usize, failure: &Failure) {
        let may_differ = self.devices[at].is_copied || self.server.was_restored();
        let differs = [codes::REPLICA_REUSED, codes::GAP].contains(&failure.code.as_str());
        assert!(may_differ || !differs, "device {at}: {}", failure.code);
    }

    fn register(&mut self, at: usize, tab: usize, line: Line) -> Result<Progress, StoreError> {
        if !matches!(line, Line::Good | Line::AnswerLost) {
            return Ok(Progress::default());
        }
        let device = &self.devices[at];
        let hub = Hub::new(self.server.data());
        let number = block_on(hub.register(device.person, &device.name, ""));
        let number = number.expect("people who keep their access");
        let is_new = self.replicas.insert(number);
        assert!(is_new, "two devices are given the number {number}");
        if line == Line::AnswerLost {
            return Ok(Progress::default());
        }
        block_on(device.tabs[tab].register(number, &self.server.epoch()))?;
        let device = &mut self.devices[at];
        device.cleared_seq = 0;
        device.left.clear();
        Ok(Progress {
            again: true,
            ..Progress::default()
        })
    }

    fn timing(&self, at: usize, sent_ms: i64) -> Timing {
        let received_ms = self.device_ms(at);
        Timing {
            sent_ms,
            received_ms,
        }
    }

    /// Lets what is on its way arrive, each with a chance of one in `chance`.
    pub fn deliver(&mut self, chance: u8) {
        for delayed in std::mem::take(&mut self.delayed) {
            if self.rng.u8(0..chance) == 0 {
                drop(self.serve(delayed.person, &delayed.request, Vec::new()));
            } else {
                self.delayed.push(delayed);
            }
        }
        for late in std::mem::take(&mut self.late) {
            // Nobody waits for it any more when its tab was closed.
            if self.devices[late.at].life != late.life {
                continue;
            }
            if self.rng.u8(0..chance) == 0 {
                let result = self.take(late.at, late.tab, &late.request, &late.text, late.sent_ms);
                self.survive(late.at, result);
            } else {
                self.late.push(late);
            }
        }
    }
}

fn rival(device: usize, person: &'static str, request: Request) -> Trouble {
    Trouble::Rival(Box::new(Rival {
        device,
        person,
        request,
    }))
}

/// There and back as text, so that what is not in the JSON is not in the test.
fn over_the_wire(request: &Request) -> Request {
    let text = serde_json::to_string(request).expect("a request");
    serde_json::from_str(&text).expect("a request")
}

fn reply(answer: Result<String, HubError>, dies: bool) -> Reply {
    match answer {
        Ok(text) => Reply::Text(text),
        Err(HubError::Refused(failure)) => Reply::Refused(failure),
        Err(HubError::Ended | HubError::Busy) => Reply::Nothing,
        Err(HubError::Database(_)) if dies => Reply::Nothing,
        Err(other) => panic!("the hub failed: {other}"),
    }
}

fn overloaded() -> Reply {
    Reply::Refused(Failure {
        code: codes::BUSY.to_owned(),
        now_ms: None,
        mark: None,
    })
}
