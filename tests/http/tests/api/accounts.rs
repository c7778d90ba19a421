//! Passwords and access of a clerk who is hired, locked out, and let go.

use http_tests::{Client, Device, new_id, sample_url};
use serde_json::{Value, json};

const NEW: &str = "tiga becak biru";

struct Clerk {
    id: String,
    email: String,
    administrator: Device,
}

impl Clerk {
    fn hired() -> Self {
        let mut administrator = Device::of("admin@contoh.id");
        let branch = administrator
            .pull()
            .into_iter()
            .find(|(_, record)| record["k"] == "branch");
        let branch = branch.map(|(id, _)| id).expect("a branch");
        let id = new_id();
        let email = format!("{id}@contoh.id");
        let fields = json!({
            "name": "Andi Uji", "email": email, "role": "staff", "branches": { branch: true },
        });
        let hired = administrator.change("create", "staff", &id, json!({ "fields": fields }));
        assert_eq!(administrator.push_one(hired), "");
        Self {
            id,
            email,
            administrator,
        }
    }

    fn start_password(&mut self) -> String {
        let path = format!("/api/staff/{}/start-password", self.id);
        let answer = self
            .administrator
            .client
            .post(&path, &json!({}))
            .expect(200, "");
        answer.json["password"]
            .as_str()
            .expect("a password")
            .to_owned()
    }

    fn client(&self, password: &str) -> Client {
        let mut client = Client::new(&sample_url());
        client.sign_in(&self.email, password).expect(200, "");
        client
    }

    /// A browser in which the clerk has chosen a password.
    fn at_work(&mut self) -> Client {
        let start = self.start_password();
        let mut client = self.client(&start);
        client
            .post("/api/password", &json!({ "old": start, "new": NEW }))
            .expect(204, "");
        client
    }
}

#[test]
fn a_start_password_opens_nothing_but_its_replacement() {
    let mut clerk = Clerk::hired();
    Client::new(&sample_url())
        .sign_in(&clerk.email, "")
        .expect(401, "bad_credentials");
    let start = clerk.start_password();
    assert_eq!(start.len(), 14);
    let mut client = clerk.client(&start);
    assert_eq!(client.get("/api/session").json["must_change"], true);
    client
        .post("/api/sync", &json!({}))
        .expect(403, "password_change_needed");
    client
        .post("/api/replica", &json!({}))
        .expect(403, "password_change_needed");
    client
        .get("/api/devices")
        .expect(403, "password_change_needed");
    let mut change = |old: &str, new: &str, status: u16, code: &str| {
        client
            .post("/api/password", &json!({ "old": old, "new": new }))
            .expect(status, code);
    };
    change("salah", NEW, 422, "old_password_wrong");
    change(&start, "pendek", 422, "password_too_short");
    change(&start, &start, 422, "password_unchanged");
    change(&start, NEW, 204, "");
    assert_eq!(client.get("/api/session").json["must_change"], false);
    Client::new(&sample_url())
        .sign_in(&clerk.email, &start)
        .expect(401, "bad_credentials");
}

#[test]
fn a_password_counts_to_its_last_character() {
    let mut clerk = Clerk::hired();
    let mut client = clerk.at_work();
    let long = "🔑".repeat(64);
    let change = json!({ "old": NEW, "new": long });
    client
        .post("/api/password", &change)
        .expect(422, "password_common");
    let long = "🔑 kunci".repeat(9) + "🔒";
    let change = json!({ "old": NEW, "new": long });
    client.post("/api/password", &change).expect(204, "");
    clerk.client(&long);
    let other = long.replace('🔒', "🔓");
    Client::new(&sample_url())
        .sign_in(&clerk.email, &other)
        .expect(401, "bad_credentials");
}

#[test]
fn a_branch_that_is_taken_from_somebody_is_out_of_reach_at_once() {
    let mut clerk = Clerk::hired();
    let mut device = Device::in_client(clerk.at_work());
    let heads = device.heads();
    let mut branches = heads.keys().filter_map(|feed| feed.strip_prefix("branch:"));
    let branch = branches.next().expect("a branch");
    let create = |device: &mut Device| {
        let fields = json!({ "form": "person", "name": "Daeng Sanga" });
        let with = json!({ "home": branch, "fields": fields });
        let change = device.change("create", "customer", &new_id(), with);
        device.push_one(change)
    };
    assert_eq!(create(&mut device), "");
    let with = json!({ "fields": { format!("branches/{branch}"): null } });
    let taken = clerk.administrator.change("set", "staff", &clerk.id, with);
    assert_eq!(clerk.administrator.push_one(taken), "");
    assert_eq!(create(&mut device), "branch");
    let heads = device.heads();
    assert_eq!(heads.keys().collect::<Vec<_>>(), ["company"]);
}

#[test]
fn a_new_password_ends_the_sessions_elsewhere() {
    let mut clerk = Clerk::hired();
    let mut here = clerk.at_work();
    let mut there = clerk.client(NEW);
    let change = json!({ "old": NEW, "new": "empat perahu pinisi" });
    here.post("/api/password", &change).expect(204, "");
    here.get("/api/session").expect(200, "");
    there.get("/api/session").expect(401, "session_ended");
    clerk.start_password();
    here.get("/api/session").expect(401, "session_ended");
}

#[test]
fn a_stranger_does_not_lock_somebody_out_of_their_own_browser() {
    let mut clerk = Clerk::hired();
    let mut own = clerk.at_work();
    own.delete("/api/session").expect(204, "");
    let mut stranger = Client::new(&sample_url());
    for _ in 0..5 {
        stranger
            .sign_in(&clerk.email, "salah-sekali")
            .expect(401, "bad_credentials");
    }
    stranger.sign_in(&clerk.email, NEW).expect(429, "throttled");
    own.sign_in(&clerk.email, NEW).expect(200, "");
}

#[test]
fn ended_access_ends_everything_at_once() {
    let mut clerk = Clerk::hired();
    let mut device = Device::in_client(clerk.at_work());
    let path = format!("/api/staff/{}/access", clerk.id);
    clerk.administrator.client.delete(&path).expect(204, "");
    let change = device.change("noop", "customer", &new_id(), json!({}));
    device
        .sync(&device.request(&[change]))
        .expect(401, "session_ended");
    device
        .client
        .sign_in(&clerk.email, NEW)
        .expect(401, "bad_credentials");
    clerk.at_work();
}

#[test]
fn who_is_no_longer_active_is_signed_out() {
    let mut clerk = Clerk::hired();
    let mut client = clerk.at_work();
    let with = json!({ "fields": { "active": false } });
    let gone = clerk.administrator.change("set", "staff", &clerk.id, with);
    assert_eq!(clerk.administrator.push_one(gone), "");
    client.get("/api/session").expect(401, "session_ended");
    client
        .sign_in(&clerk.email, NEW)
        .expect(401, "bad_credentials");
    let path = format!("/api/staff/{}/start-password", clerk.id);
    clerk
        .administrator
        .client
        .post(&path, &json!({}))
        .expect(404, "not_found");
}

#[test]
fn only_an_administrator_gives_and_ends_access() {
    let administrator = Device::of("admin@contoh.id");
    for email in ["rina@contoh.id", "mks@contoh.id", "pusat@contoh.id"] {
        let mut client = Client::signed_in(email);
        for id in [administrator.person.as_str(), "x"] {
            client
                .post(&format!("/api/staff/{id}/start-password"), &json!({}))
                .expect(403, "role");
            client
                .delete(&format!("/api/staff/{id}/access"))
                .expect(403, "role");
        }
    }
    let mut client = administrator.client;
    client
        .delete(&format!("/api/staff/{}/access", administrator.person))
        .expect(422, "own_access");
    client
        .delete(&format!("/api/staff/{}/access", new_id()))
        .expect(404, "not_found");
}

#[test]
fn one_address_signs_in_one_person() {
    let mut first = Clerk::hired();
    first.at_work();
    let fields = json!({ "name": "Kembar", "email": first.email, "role": "head_office" });
    let twin = new_id();
    let hired = first
        .administrator
        .change("create", "staff", &twin, json!({ "fields": fields }));
    assert_eq!(first.administrator.push_one(hired), "");
    let path = format!("/api/staff/{twin}/start-password");
    let answer = first.administrator.client.post(&path, &Value::Null);
    answer.expect(409, "address_taken");
}
