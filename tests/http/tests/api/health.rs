//! What is said to everybody, and the headers of every answer.

use http_tests::{Client, empty_url, sample_url};
use ureq::http::Method;

const HEADERS: [(&str, &str); 8] = [
    (
        "content-security-policy",
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
    (
        "strict-transport-security",
        "max-age=31536000; includeSubDomains",
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    (
        "permissions-policy",
        "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    ),
    ("cache-control", "no-store"),
];

#[test]
fn health_names_version_schema_and_epoch() {
    for (url, setup) in [(sample_url(), false), (empty_url(), true)] {
        let health = Client::new(&url).get("/api/health").expect(200, "").json;
        assert!(health["version"].is_string() && health["epoch"].is_string());
        assert!(health["schema"].as_u64() >= Some(2));
        // The other tests may have set the empty company up by now.
        assert!(setup || health["setup"] == false, "{health}");
    }
}

#[test]
fn every_answer_carries_the_headers_whatever_its_status() {
    let mut client = Client::new(&sample_url());
    let json = [("content-type", "application/json")];
    let ours = [
        json[0],
        ("x-relasi", "1"),
        ("sec-fetch-site", "same-origin"),
    ];
    let answers = [
        (200, client.get("/api/health")),
        (401, client.get("/api/session")),
        (403, client.send(Method::POST, "/api/session", &json, "{}")),
        (400, client.send(Method::POST, "/api/session", &ours, "{")),
        (404, client.get("/api/nothing")),
        (405, client.send(Method::PUT, "/api/health", &ours, "{}")),
        (204, client.delete("/api/session")),
    ];
    for (status, answer) in answers {
        assert_eq!(answer.status, status, "{}", answer.text);
        for (name, value) in HEADERS {
            assert_eq!(answer.header(name), value, "{name} of {status}");
        }
        assert!(
            !answer
                .headers
                .keys()
                .any(|name| name.as_str().starts_with("access-control"))
        );
    }
}

/// What every answer with a part of the app says besides [`HEADERS`], of which the policy and the
/// caching differ.
#[test]
fn every_part_of_the_app_carries_the_headers_whatever_its_status() {
    let mut client = Client::new(&sample_url());
    let page = client.get("/");
    let known = [("if-none-match", page.header("etag"))];
    let answers = [
        (200, client.get("/")),
        (200, client.get("/boot.js")),
        (200, client.get("/sw.js")),
        (200, client.get("/an/address/of/the/app")),
        (304, client.send(Method::GET, "/", &known, "")),
    ];
    for (status, answer) in answers {
        assert_eq!(answer.status, status);
        for (name, value) in HEADERS {
            if !["content-security-policy", "cache-control"].contains(&name) {
                assert_eq!(answer.header(name), value, "{name} of {status}");
            }
        }
        let policy = answer.header("content-security-policy");
        let parts: Vec<&str> = policy.split("; ").collect();
        for part in [
            "default-src 'none'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "object-src 'none'",
        ] {
            assert!(parts.contains(&part), "{part} of {policy}");
        }
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"));
        assert!(!policy.contains("http"), "{policy}");
    }
}

#[test]
fn an_unknown_address_and_method_get_a_code() {
    let mut client = Client::new(&sample_url());
    client.get("/api/nothing").expect(404, "not_found");
    client.get("/api/sync").expect(405, "method_not_allowed");
    let mut rina = Client::signed_in("rina@contoh.id");
    for id in ["%ff", "%00", "%2e%2e", "%e2%80%ae", &"x".repeat(10_000)] {
        let path = format!("/api/record/{id}/history");
        rina.get(&path).expect(404, "not_found");
    }
}
