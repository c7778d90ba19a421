//! The same-origin rule: nothing but our own pages changes anything.

use http_tests::{Client, sample_url};
use ureq::http::Method;

const OUR_HEADER: (&str, &str) = ("x-relasi", "1");
const JSON: (&str, &str) = ("content-type", "application/json");

#[test]
fn only_our_own_pages_are_heard() {
    let url = sample_url();
    let sites: [(&[(&str, &str)], bool); 8] = [
        (&[("sec-fetch-site", "same-origin")], true),
        (&[("sec-fetch-site", "same-site")], false),
        (&[("sec-fetch-site", "cross-site")], false),
        (&[("sec-fetch-site", "none")], false),
        (&[("origin", &url)], true),
        (&[("origin", "https://evil.test")], false),
        (&[("sec-fetch-site", "cross-site"), ("origin", &url)], false),
        (&[], false),
    ];
    for (site, is_ours) in sites {
        for (method, path) in [
            (Method::POST, "/api/sync"),
            (Method::POST, "/api/password"),
            (Method::DELETE, "/api/staff/x/access"),
            (Method::PUT, "/api/session"),
        ] {
            let headers: Vec<_> = site.iter().copied().chain([OUR_HEADER, JSON]).collect();
            let answer = Client::new(&url).send(method.clone(), path, &headers, "{}");
            let is_refused = answer.code() == "foreign_origin";
            assert_eq!(
                is_refused, !is_ours,
                "{method} {path} {site:?}: {}",
                answer.text
            );
        }
    }
}

#[test]
fn forms_are_not_heard() {
    let site = ("sec-fetch-site", "same-origin");
    for headers in [
        vec![site, OUR_HEADER, ("content-type", "text/plain")],
        vec![
            site,
            OUR_HEADER,
            ("content-type", "application/x-www-form-urlencoded"),
        ],
        vec![site, OUR_HEADER],
        vec![site, JSON],
    ] {
        let mut client = Client::new(&sample_url());
        let answer = client.send(Method::POST, "/api/session", &headers, "{}");
        answer.expect(403, "foreign_origin");
    }
}
