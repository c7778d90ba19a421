//! A browser's side of HTTP: cookies and the headers that our pages send.

use std::collections::BTreeMap;
use std::env;
use std::io::{BufRead, BufReader, Cursor, Write};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::{Value, json};
use ureq::http::{Method, Request};
use ureq::{Agent, AsSendBody, SendBody};

use crate::{Answer, NoAnswer};

/// Password of everybody in the sample company.
pub const SAMPLE_PASSWORD: &str = "relasi-contoh";

/// Headers that our pages send with everything that changes something.
const OURS: [(&str, &str); 3] = [
    ("sec-fetch-site", "same-origin"),
    ("x-relasi", "1"),
    ("content-type", "application/json"),
];

/// Address of the Worker with the sample company.
pub fn sample_url() -> String {
    address("RELASI_URL")
}

/// Address of the Worker that has not been set up.
pub fn empty_url() -> String {
    address("RELASI_EMPTY_URL")
}

fn address(name: &str) -> String {
    env::var(name).unwrap_or_else(|_| {
        panic!("{name} is not set; run `cargo xtask test`, which starts the Worker")
    })
}

/// One browser profile.
#[derive(Debug, Clone)]
pub struct Client {
    agent: Agent,
    url: String,
    /// Cookies by name.
    pub cookies: BTreeMap<String, String>,
}

impl Client {
    /// A profile without cookies.
    pub fn new(url: &str) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(60)))
            .build();
        Self {
            agent: config.new_agent(),
            url: url.to_owned(),
            cookies: BTreeMap::new(),
        }
    }

    /// Address of the Worker.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Name and port of the Worker.
    pub(crate) fn host(&self) -> &str {
        let (_, host) = self.url.split_once("://").expect("an address");
        host
    }

    /// A profile in which somebody of the sample company has signed in.
    pub fn signed_in(email: &str) -> Self {
        let mut client = Self::new(&sample_url());
        client.sign_in(email, SAMPLE_PASSWORD).expect(200, "");
        client
    }

    /// Signs in.
    pub fn sign_in(&mut self, email: &str, password: &str) -> Answer {
        self.post(
            "/api/session",
            &json!({ "email": email, "password": password }),
        )
    }

    /// Asks for something.
    pub fn get(&mut self, path: &str) -> Answer {
        self.send(Method::GET, path, &[], "")
    }

    /// Sends JSON as our pages do.
    pub fn post(&mut self, path: &str, body: &Value) -> Answer {
        self.send(Method::POST, path, &OURS, &body.to_string())
    }

    /// Sends text in the place of JSON.
    pub fn post_text(&mut self, path: &str, body: &str) -> Answer {
        self.send(Method::POST, path, &OURS, body)
    }

    /// Removes something as our pages do.
    pub fn delete(&mut self, path: &str) -> Answer {
        self.send(Method::DELETE, path, &OURS[..2], "")
    }

    /// Sends bytes in the place of JSON, with `extra` headers, and their length unless `streamed`.
    pub fn post_bytes(
        &mut self,
        path: &str,
        extra: &[(&str, &str)],
        body: &[u8],
        streamed: bool,
    ) -> Answer {
        let headers: Vec<_> = OURS.iter().chain(extra).copied().collect();
        if streamed {
            let body = SendBody::from_owned_reader(Cursor::new(body.to_vec()));
            self.exchange(Method::POST, path, &headers, body)
        } else {
            self.exchange(Method::POST, path, &headers, body.to_vec())
        }
    }

    /// Announces a body of so many bytes as our pages do and sends none of it. Answers the first line
    /// that comes back.
    pub fn announce(&self, path: &str, length: usize) -> String {
        let mut line = TcpStream::connect(self.host()).expect("the Worker listens");
        let patience = Some(Duration::from_secs(30));
        line.set_read_timeout(patience).expect("it is not zero");
        let headers = OURS
            .iter()
            .map(|(name, value)| format!("{name}: {value}\r\n"));
        let headers: String = headers.collect();
        let host = self.host();
        let head = format!(
            "POST {path} HTTP/1.1\r\nhost: {host}\r\n{headers}content-length: {length}\r\n\r\n"
        );
        line.write_all(head.as_bytes()).expect("the line holds");
        let mut status = String::new();
        let answer = BufReader::new(line).read_line(&mut status);
        answer.expect("an answer comes before the body");
        status
    }

    /// Sends exactly these headers, and the cookies.
    pub fn send(
        &mut self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Answer {
        self.exchange(method, path, headers, body.to_owned())
    }

    /// Sends JSON as our pages do. Gives up when nothing came for so long, before the answer or
    /// within it.
    pub fn try_post(
        &mut self,
        path: &str,
        body: &str,
        patience: Duration,
    ) -> Result<Answer, NoAnswer> {
        self.attempt(Method::POST, path, &OURS, body, patience)
    }

    /// Asks for something, and gives up in the same way.
    pub fn try_get(&mut self, path: &str, patience: Duration) -> Result<Answer, NoAnswer> {
        self.attempt(Method::GET, path, &[], "", patience)
    }

    fn attempt(
        &mut self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
        patience: Duration,
    ) -> Result<Answer, NoAnswer> {
        let request = self.request(method, path, headers, body.to_owned());
        let silence = self.agent.configure_request(request);
        let silence = silence
            .timeout_global(None)
            .timeout_recv_response(Some(patience));
        let request = silence.timeout_recv_body(Some(patience)).build();
        let answer = Answer::read(self.agent.run(request)?)?;
        self.keep_cookies(&answer);
        Ok(answer)
    }

    fn exchange(
        &mut self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: impl AsSendBody,
    ) -> Answer {
        let request = self.request(method, path, headers, body);
        let response = self.agent.run(request).expect("an answer");
        let answer = Answer::read(response).expect("a body of text");
        self.keep_cookies(&answer);
        answer
    }

    fn request<B: AsSendBody>(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: B,
    ) -> Request<B> {
        let mut request = Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.url));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if !self.cookies.is_empty() {
            request = request.header("cookie", self.cookie_header());
        }
        request.body(body).expect("a sound request")
    }

    pub(crate) fn cookie_header(&self) -> String {
        let pairs: Vec<String> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        pairs.join("; ")
    }

    fn keep_cookies(&mut self, answer: &Answer) {
        for cookie in answer.headers.get_all("set-cookie") {
            let cookie = cookie.to_str().expect("cookies are text");
            let (name, rest) = cookie.split_once('=').expect("a cookie has a value");
            let value = rest.split(';').next().unwrap_or_default();
            if value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}
