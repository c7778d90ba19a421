//! The socket on which devices hear that feeds moved.

use http_tests::{Client, Device, Socket, new_id, sample_url};
use serde_json::{Value, json};
use ureq::http::Method;

const PASSWORD: &str = "tiga becak biru";
const COME_AGAIN: Option<u16> = Some(4001);

/// How a browser begins, less where it is.
const BEGIN: [(&str, &str); 4] = [
    ("connection", "Upgrade"),
    ("upgrade", "websocket"),
    ("sec-websocket-version", "13"),
    ("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ=="),
];

/// A branch of its own with clerks of its own, so that no other test moves its feed.
struct Branch {
    id: String,
    administrator: Device,
    staff: Vec<(String, Client)>,
}

impl Branch {
    fn new(clerks: usize) -> Self {
        let mut administrator = Device::of("admin@contoh.id");
        let id = new_id();
        let fields = json!({
            "name": "Cabang Uji", "code": "UJI", "time_zone": "Asia/Makassar",
        });
        let made = administrator.change("create", "branch", &id, json!({ "fields": fields }));
        assert_eq!(administrator.push_one(made), "");
        let mut branch = Self {
            id,
            administrator,
            staff: Vec::new(),
        };
        for _ in 0..clerks {
            let clerk = branch.hire();
            branch.staff.push(clerk);
        }
        branch
    }

    fn hire(&mut self) -> (String, Client) {
        let administrator = &mut self.administrator;
        let id = new_id();
        let email = format!("{id}@contoh.id");
        let fields = json!({
            "name": "Andi Uji", "email": email, "role": "staff", "branches": { &self.id: true },
        });
        let hired = administrator.change("create", "staff", &id, json!({ "fields": fields }));
        assert_eq!(administrator.push_one(hired), "");
        let path = format!("/api/staff/{id}/start-password");
        let start = administrator.client.post(&path, &json!({})).json["password"].clone();
        let mut client = Client::new(&sample_url());
        client
            .sign_in(&email, start.as_str().expect("a password"))
            .expect(200, "");
        client
            .post("/api/password", &json!({ "old": start, "new": PASSWORD }))
            .expect(204, "");
        (id, client)
    }

    fn device(&self, clerk: usize) -> Device {
        Device::in_client(self.staff[clerk].1.clone())
    }

    fn feed(&self) -> String {
        format!("branch:{}", self.id)
    }

    fn customer(&self, device: &mut Device) -> Value {
        let with = json!({ "home": self.id, "fields": { "form": "person", "name": "Daeng Tata" } });
        device.change("create", "customer", &new_id(), with)
    }
}

/// Asks for a socket from somewhere and expects not to get it.
fn check_refused(client: &mut Client, path: &str, site: &[(&str, &str)], status: u16, code: &str) {
    let headers: Vec<_> = BEGIN.iter().chain(site).copied().collect();
    client
        .send(Method::GET, path, &headers, "")
        .expect(status, code);
}

#[test]
fn only_somebody_who_is_signed_in_on_our_own_page_gets_a_socket() {
    let (url, path) = (sample_url(), "/api/live?replica=1");
    let ours = [("origin", url.as_str())];
    check_refused(&mut Client::new(&url), path, &ours, 401, "session_ended");
    let mut rina = Client::signed_in("rina@contoh.id");
    let foreign: [&[(&str, &str)]; 4] = [
        &[],
        &[("origin", "https://evil.test")],
        &[("origin", "null")],
        &[ours[0], ("sec-fetch-site", "cross-site")],
    ];
    for site in foreign {
        check_refused(&mut rina, path, site, 403, "foreign_origin");
    }
    for path in ["/api/live", "/api/live?replica=-1"] {
        check_refused(&mut rina, path, &ours, 400, "malformed");
    }
}

#[test]
fn without_an_upgrade_there_is_nothing_to_read() {
    let mut rina = Client::signed_in("rina@contoh.id");
    let path = "/api/live?replica=1";
    rina.get(path).expect(426, "upgrade_required");
    Client::new(&sample_url())
        .get(path)
        .expect(401, "session_ended");
    rina.post(path, &json!({}))
        .expect(405, "method_not_allowed");
}

#[test]
fn those_who_see_a_feed_hear_that_it_moved_and_whoever_moved_it_does_not() {
    let branch = Branch::new(2);
    let feed = branch.feed();
    let (mut writer, reader) = (branch.device(0), branch.device(1));
    let mut writing = Socket::of(&writer);
    let mut reading = Socket::of(&reader);
    let mut elsewhere = Socket::of(&Device::of("sby@contoh.id"));
    let mut above = Socket::of(&Device::of("pusat@contoh.id"));
    let mut own_second = Socket::of(&branch.device(0));

    let customer = branch.customer(&mut writer);
    assert_eq!(writer.push_one(customer), "");
    for socket in [&mut reading, &mut above, &mut own_second] {
        assert!(socket.hears_of(&feed));
    }
    for socket in [&mut writing, &mut elsewhere] {
        assert!(socket.is_quiet_about(&feed));
    }
    // Nothing moves when a change is refused, or nothing is sent.
    let mut refused = branch.customer(&mut writer);
    refused["home"] = json!(new_id());
    assert_eq!(writer.push_one(refused), "branch");
    writer.push(&[]);
    assert!(reading.is_quiet_about(&feed));
}

#[test]
fn a_device_may_only_ask_whether_it_is_still_connected() {
    let rina = Device::of("rina@contoh.id");
    let mut socket = Socket::of(&rina);
    socket.say("ping");
    assert!(socket.hears("pong"));
    socket.say("{\"moved\":[\"company\"]}");
    assert_eq!(socket.closing(), Some(1008));
}

#[test]
fn sockets_end_with_the_session_and_when_rights_may_have_changed() {
    let mut branch = Branch::new(1);
    let mut clerk = branch.device(0);
    let mut socket = Socket::of(&clerk);
    let id = branch.staff[0].0.clone();
    let with = json!({ "fields": { "name": "Andi Lain" } });
    let change = branch.administrator.change("set", "staff", &id, with);
    assert_eq!(branch.administrator.push_one(change), "");
    assert_eq!(socket.closing(), COME_AGAIN, "the record changed");

    let mut socket = Socket::of(&clerk);
    clerk.client.delete("/api/session").expect(204, "");
    assert_eq!(socket.closing(), COME_AGAIN, "signed out");

    let (id, mut client) = branch.hire();
    let mut socket = Socket::of(&Device::in_client(client.clone()));
    let path = format!("/api/staff/{id}/access");
    branch.administrator.client.delete(&path).expect(204, "");
    assert_eq!(socket.closing(), COME_AGAIN, "access ended");
    let (url, path) = (sample_url(), "/api/live?replica=1");
    let ours = [("origin", url.as_str())];
    check_refused(&mut client, path, &ours, 401, "session_ended");
}

#[test]
fn of_very_many_sockets_of_a_person_the_oldest_ends() {
    let branch = Branch::new(1);
    let device = branch.device(0);
    let mut sockets: Vec<Socket> = (0..17).map(|_| Socket::of(&device)).collect();
    assert_eq!(sockets[0].closing(), COME_AGAIN);
    sockets[16].say("ping");
    assert!(sockets[16].hears("pong"));
    sockets[1].say("ping");
    assert!(sockets[1].hears("pong"));
}
