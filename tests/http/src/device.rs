//! A device that syncs, without a store: it numbers and stamps what it is told to send.

use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Map, Value, json};
use sync::stamp::Stamp;

use crate::{Answer, Client, new_id};

/// A replica of somebody who is signed in.
#[derive(Debug, Clone)]
pub struct Device {
    /// The browser profile.
    pub client: Client,
    /// Id of the person.
    pub person: String,
    /// Number of the replica.
    pub replica: u32,
    epoch: String,
    seq: u64,
    last: Stamp,
    /// Cursors at the heads, so that a push brings little back.
    held: Map<String, Value>,
}

impl Device {
    /// A new device of somebody of the sample company.
    pub fn of(email: &str) -> Self {
        Self::in_client(Client::signed_in(email))
    }

    /// A new device in a profile in which somebody has signed in.
    pub fn in_client(mut client: Client) -> Self {
        let session = client.get("/api/session").expect(200, "");
        let body = json!({ "device": new_id(), "label": "Uji" });
        let replica = client.post("/api/replica", &body).expect(200, "");
        let mut device = Self {
            client,
            person: text(&session.json["person"]),
            replica: replica.json["replica"]
                .as_u64()
                .and_then(|number| number.try_into().ok())
                .expect("a number"),
            epoch: text(&replica.json["epoch"]),
            seq: 0,
            last: Stamp::default(),
            held: Map::new(),
        };
        device.held = device.heads().into_iter().map(at_head).collect();
        device
    }

    /// The next change, of which `with` overwrites members.
    pub fn change(&mut self, op: &str, kind: &str, record: &str, with: Value) -> Value {
        self.seq += 1;
        self.last = self.last.next(now_ms(), self.replica);
        let mut change = json!({
            "seq": self.seq, "op": op, "kind": kind, "record": record,
            "stamp": self.last.to_string(), "person": self.person, "made_ms": now_ms(),
        });
        if let (Some(change), Value::Object(with)) = (change.as_object_mut(), with) {
            change.extend(with);
        }
        change
    }

    /// A request with these changes, or with no cursors when there are none.
    pub fn request(&self, changes: &[Value]) -> Value {
        let cursors = (!changes.is_empty()).then(|| self.held.clone());
        json!({
            "protocol": sync::protocol::PROTOCOL, "app": "0.1.0", "replica": self.replica,
            "epoch": self.epoch, "cursors": cursors.unwrap_or_default(), "changes": changes,
            "pending": changes.len(), "refused": 0, "now_ms": now_ms(),
        })
    }

    /// Sends changes, expects them to be received, and gives their outcomes.
    #[track_caller]
    pub fn push(&mut self, changes: &[Value]) -> Vec<Value> {
        let answer = self.sync(&self.request(changes)).expect(200, "");
        let outcomes = answer.json["outcomes"]
            .as_array()
            .cloned()
            .unwrap_or_default();
        assert_eq!(outcomes.len(), changes.len(), "{}", answer.text);
        outcomes
    }

    /// Sends one change and gives the code of its refusal; empty when it was applied.
    #[track_caller]
    pub fn push_one(&mut self, change: Value) -> String {
        text(&self.push(&[change])[0]["code"])
    }

    /// One round of sync.
    pub fn sync(&mut self, request: &Value) -> Answer {
        self.client.post("/api/sync", request)
    }

    /// How far the feeds are that the person may see.
    #[track_caller]
    pub fn heads(&mut self) -> Map<String, Value> {
        let mut request = self.request(&[]);
        request["room"] = json!(0);
        let answer = self.sync(&request).expect(200, "");
        answer.json["heads"]
            .as_object()
            .cloned()
            .unwrap_or_default()
    }

    /// Pulls everything that the person may see, record by id.
    #[track_caller]
    pub fn pull(&mut self) -> Map<String, Value> {
        self.pull_after(Map::new())
    }

    /// Pulls one feed that the person may see, record by id, and what others change meanwhile.
    #[track_caller]
    pub fn pull_feed(&mut self, feed: &str) -> Map<String, Value> {
        let others = self.heads().into_iter().filter(|(name, _)| name != feed);
        self.pull_after(others.map(at_head).collect())
    }

    #[track_caller]
    fn pull_after(&mut self, mut cursors: Map<String, Value>) -> Map<String, Value> {
        let mut records = Map::new();
        loop {
            let mut request = self.request(&[]);
            request["cursors"] = Value::Object(cursors.clone());
            let answer = self.sync(&request).expect(200, "");
            let pages = answer.json["pages"].as_array().cloned().unwrap_or_default();
            if pages.is_empty() {
                return records;
            }
            for page in pages {
                cursors.insert(text(&page["feed"]), page["cursor"].clone());
                for row in page["rows"].as_array().into_iter().flatten() {
                    match row["gone"].as_str() {
                        Some(id) => records.remove(id),
                        None => records.insert(text(&row["i"]), row.clone()),
                    };
                }
            }
        }
    }
}

fn at_head((feed, head): (String, Value)) -> (String, Value) {
    (feed, json!({ "top": head["head"], "bottom": 0 }))
}

/// This machine's clock, milliseconds.
fn now_ms() -> i64 {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .expect("a time after 1970");
    i64::try_from(since.as_millis()).expect("a time of this age")
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or("").to_owned()
}
