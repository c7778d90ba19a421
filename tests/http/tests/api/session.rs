//! Signing in and out.

use std::thread;

use http_tests::{Client, SAMPLE_PASSWORD, new_id, sample_url};
use serde_json::json;

const COOKIE: &str = "__Host-relasi";

#[test]
fn somebody_signs_in_and_is_told_who_they_are() {
    let mut client = Client::new(&sample_url());
    let answer = client
        .sign_in("rina@contoh.id", SAMPLE_PASSWORD)
        .expect(200, "");
    assert_eq!(answer.json["name"], "Rina A.");
    assert_eq!(answer.json["role"], "staff");
    assert_eq!(answer.json["must_change"], false);
    assert!(answer.json["person"].is_string() && answer.json["expires_ms"].is_u64());
    let shown = client.get("/api/session").expect(200, "");
    assert_eq!(shown.json, answer.json);
}

#[test]
fn cookies_are_kept_from_scripts_and_other_sites() {
    let mut client = Client::new(&sample_url());
    let answer = client.sign_in("rina@contoh.id", SAMPLE_PASSWORD);
    let cookies: Vec<&str> = answer
        .headers
        .get_all("set-cookie")
        .iter()
        .filter_map(|cookie| cookie.to_str().ok())
        .collect();
    assert_eq!(cookies.len(), 2);
    for cookie in cookies {
        let (pair, attributes) = cookie.split_once("; ").expect("attributes");
        assert!(pair.starts_with("__Host-relasi"), "{pair}");
        assert!(
            pair.split_once('=')
                .is_some_and(|(_, token)| token.len() == 64),
            "{pair}"
        );
        assert!(attributes.starts_with("Path=/; Max-Age="), "{attributes}");
        assert!(
            attributes.ends_with("; Secure; HttpOnly; SameSite=Strict"),
            "{attributes}"
        );
    }
}

#[test]
fn each_sign_in_has_a_token_of_its_own() {
    let tokens = [(); 2].map(|()| Client::signed_in("rina@contoh.id").cookies[COOKIE].clone());
    assert_ne!(tokens[0], tokens[1]);
}

#[test]
fn a_wrong_password_and_an_unknown_address_are_answered_alike() {
    let mut client = Client::new(&sample_url());
    let wrong = client.sign_in("pusat@contoh.id", "salah-sekali");
    let unknown = client.sign_in(&format!("{}@contoh.id", new_id()), "salah-sekali");
    assert_eq!(wrong.text, unknown.text);
    wrong.expect(401, "bad_credentials");
    unknown.expect(401, "bad_credentials");
    assert!(client.cookies.is_empty());
}

#[test]
fn a_token_signs_in_no_longer_than_its_session() {
    let mut client = Client::signed_in("rina@contoh.id");
    let cookies = client.cookies.clone();
    let answer = client.delete("/api/session").expect(204, "");
    assert!(
        answer
            .header("set-cookie")
            .starts_with("__Host-relasi=; Path=/; Max-Age=0;")
    );
    assert!(!client.cookies.contains_key(COOKIE));
    client.cookies = cookies;
    client.get("/api/session").expect(401, "session_ended");
    client
        .post("/api/sync", &json!({}))
        .expect(401, "session_ended");
    client.delete("/api/session").expect(204, "");
}

#[test]
fn an_invented_token_is_no_session() {
    let mut client = Client::new(&sample_url());
    for token in ["", "x", &"0".repeat(64), &"%00".repeat(2000)] {
        client.cookies.insert(COOKIE.to_owned(), token.to_owned());
        client.get("/api/session").expect(401, "session_ended");
    }
}

#[test]
fn the_sixth_attempt_waits() {
    let mut client = Client::new(&sample_url());
    let address = format!("{}@contoh.id", new_id());
    let codes: Vec<String> = (0..6)
        .map(|_| client.sign_in(&address, "salah-sekali").code().to_owned())
        .collect();
    assert_eq!(codes[..5], ["bad_credentials"; 5]);
    assert_eq!(codes[5], "throttled");
    let waiting = client
        .sign_in(&address, "salah-sekali")
        .expect(429, "throttled");
    let seconds = waiting.json["retry_after"].as_u64().expect("seconds");
    assert!((1..=4).contains(&seconds), "{seconds}");
    assert_eq!(waiting.header("retry-after"), seconds.to_string());
}

#[test]
fn attempts_at_the_same_time_are_all_counted() {
    let address = format!("{}@contoh.id", new_id());
    let attempts: Vec<_> = (0..12)
        .map(|_| {
            let address = address.clone();
            thread::spawn(move || {
                Client::new(&sample_url())
                    .sign_in(&address, "salah-sekali")
                    .status
            })
        })
        .collect();
    let heard = attempts
        .into_iter()
        .map(|attempt| attempt.join().expect("an answer"))
        .filter(|status| *status == 401);
    assert_eq!(heard.count(), 5);
}

#[test]
fn nonsense_signs_nobody_in() {
    let mut client = Client::new(&sample_url());
    for body in [
        "",
        "null",
        "[]",
        "{}",
        "{\"email\":1,\"password\":2}",
        "{\"email\":\"a\"",
    ] {
        client
            .post_text("/api/session", body)
            .expect(400, "malformed");
    }
    client
        .post_text("/api/session", &"[".repeat(100_000))
        .expect(400, "malformed");
    client
        .post_text("/api/session", &" ".repeat(1_000_001))
        .expect(413, "too_large");
}
