//! Who gets what from every address of the interface, in one table.

use http_tests::{Answer, Client, new_id, sample_url};
use serde_json::json;

use crate::untouched::untouched;

/// Where the addresses are written down.
const ROUTES: &str = include_str!("../../../../worker/src/routes/mod.rs");

/// Nobody, a clerk, a branch head, head office and an administrator.
const PEOPLE: [&str; 5] = [
    "",
    "rina@contoh.id",
    "mks@contoh.id",
    "pusat@contoh.id",
    "admin@contoh.id",
];

/// An address, how it is asked, and the status for each of [`PEOPLE`]. Bodies are empty objects, so
/// that what is allowed changes nothing.
type Row = (&'static str, &'static str, [u16; 5]);

const TABLE: &[Row] = &[
    ("GET", "/api/health", [200; 5]),
    ("POST", "/api/setup", [400; 5]),
    ("GET", "/api/session", [401, 200, 200, 200, 200]),
    ("POST", "/api/session", [400; 5]),
    ("POST", "/api/password", [401, 400, 400, 400, 400]),
    ("POST", "/api/replica", [401, 400, 400, 400, 400]),
    ("POST", "/api/sync", [401, 400, 400, 400, 400]),
    ("GET", "/api/devices", [401, 403, 200, 200, 200]),
    ("GET", "/api/live", [401, 426, 426, 426, 426]),
    (
        "GET",
        "/api/record/{everybody}/history",
        [401, 200, 200, 200, 200],
    ),
    (
        "GET",
        "/api/record/{other}/history",
        [401, 404, 404, 200, 200],
    ),
    (
        "GET",
        "/api/record/{confidential}/history",
        [401, 404, 200, 200, 200],
    ),
    (
        "GET",
        "/api/record/{nothing}/history",
        [401, 404, 404, 404, 404],
    ),
    (
        "POST",
        "/api/record/{other}/erase",
        [401, 400, 400, 400, 400],
    ),
    (
        "POST",
        "/api/staff/{nothing}/start-password",
        [401, 403, 403, 403, 404],
    ),
    (
        "POST",
        "/api/staff/{other}/start-password",
        [401, 403, 403, 403, 404],
    ),
    (
        "DELETE",
        "/api/staff/{nothing}/access",
        [401, 403, 403, 403, 404],
    ),
    (
        "DELETE",
        "/api/staff/{other}/access",
        [401, 403, 403, 403, 404],
    ),
    (
        "POST",
        "/api/devices/{unknown}/lost",
        [401, 403, 404, 404, 404],
    ),
    (
        "DELETE",
        "/api/devices/{unknown}/lost",
        [401, 403, 404, 404, 404],
    ),
    (
        "POST",
        "/api/devices/{unknown}/erased",
        [401, 404, 404, 404, 404],
    ),
    (
        "POST",
        "/api/devices/{unknown}/retired",
        [401, 403, 404, 404, 404],
    ),
    (
        "DELETE",
        "/api/devices/{unknown}/retired",
        [401, 403, 404, 404, 404],
    ),
    ("GET", "/api/refused", [401, 403, 200, 200, 200]),
    (
        "POST",
        "/api/refused/{unknown}/{seq}",
        [401, 400, 400, 400, 400],
    ),
    ("GET", "/api/rounds", [401, 403, 200, 200, 200]),
    // Signing out ends the session, so it comes last.
    ("DELETE", "/api/session", [204; 5]),
];

fn ask(client: &mut Client, method: &str, path: &str) -> Answer {
    match method {
        "GET" => client.get(path),
        "POST" => client.post(path, &json!({})),
        _ => client.delete(path),
    }
}

fn fill(path: &str) -> String {
    let records = &untouched().records;
    path.replace("{everybody}", &records["product"])
        .replace("{other}", &records["customer"])
        .replace("{confidential}", &records["product_cost"])
        .replace("{nothing}", &new_id())
        .replace("{unknown}", "1000000")
        .replace("{seq}", "1")
}

#[test]
fn everybody_gets_what_their_role_may_have() {
    for (at, email) in PEOPLE.iter().enumerate() {
        let mut client = match *email {
            "" => Client::new(&sample_url()),
            email => Client::signed_in(email),
        };
        for (method, path, expected) in TABLE {
            let answer = ask(&mut client, method, &fill(path));
            let found = (answer.status, answer.text.as_str());
            assert_eq!(
                found.0, expected[at],
                "{method} {path} {email}: {}",
                found.1
            );
        }
    }
    untouched().assert_untouched();
}

/// `/api/record/{id}/history` of the routes and `/api/record/{other}/history` of the table.
fn shape(path: &str) -> Vec<&str> {
    path.split('/')
        .map(|part| if part.starts_with('{') { "{}" } else { part })
        .collect()
}

#[test]
fn the_table_has_every_address() {
    let routes = ROUTES.split('"').filter(|text| text.starts_with("/api/"));
    let mut count = 0;
    for route in routes {
        count += 1;
        let is_asked = TABLE.iter().any(|(_, path, _)| shape(path) == shape(route));
        assert!(is_asked, "{route} is not in the table");
    }
    assert!(count >= 10, "{count}");
}
