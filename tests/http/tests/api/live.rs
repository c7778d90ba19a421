//! The socket on which devices hear that feeds moved.

use http_tests::{Client, Device, Socket, new_id, sample_url};
use serde_json::{Value, json};

const PASSWORD: &str = "tiga becak biru";
const COME_AGAIN: Option<u16> = Some(4001);

/// Who asks, where, with which headers; status and code of the answer.
type Case<'a> = (&'a Client, &'a str, &'a [(&'a str, &'a str)], u16, &'a str);

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

#[test]
fn only_somebody_who_is_signed_in_on_our_own_page_gets_a_socket() {
    let (url, path) = (sample_url(), "/api/live?replica=1");
    let rina = Client::signed_in("rina@contoh.id");
    let ours = [("origin", url.as_str())];
    let cases: [Case; 7] = [
        (&Client::new(&url), path, &ours, 401, "session_ended"),
        (&rina, path, &[], 403, "foreign_origin"),
        (
            &rina,
            path,
            &[("origin", "https://evil.test")],
            403,
            "foreign_origin",
        ),
        (&rina, path, &[("origin", "null")], 403, "foreign_origin"),
        (
            &rina,
            path,
            &[ours[0], ("sec-fetch-site", "cross-site")],
            403,
            "foreign_origin",
        ),
        (&rina, "/api/live", &ours, 400, "malformed"),
        (&rina, "/api/live?replica=-1", &ours, 400, "malformed"),
    ];
    for (client, path, headers, status, code) in cases {
        let refusal = Socket::open(client, path, headers).err();
        assert_eq!(refusal, Some((status, code.to_owned())), "{headers:?}");
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

    let (id, client) = branch.hire();
    let mut socket = Socket::of(&Device::in_client(client.clone()));
    let path = format!("/api/staff/{id}/access");
    branch.administrator.client.delete(&path).expect(204, "");
    assert_eq!(socket.closing(), COME_AGAIN, "access ended");
    let own = [("origin", client.url())];
    let refusal = Socket::open(&client, "/api/live?replica=1", &own).err();
    assert_eq!(refusal, Some((401, "session_ended".to_owned())));
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
