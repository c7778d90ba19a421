//! What an administrator does after a mishap, by the commands themselves: a backup, more work, a
//! restore, and a device that comes back.

use std::env;
use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};

use http_tests::{Client, Device, SAMPLE_PASSWORD, new_id};
use serde_json::{Value, json};

/// Nothing is left to build by the time this runs, but a database is made and the sample loaded.
const PATIENCE: Duration = Duration::from_secs(300);
/// What customers are called that only this test makes.
const NAME: &str = "Daeng Naba";

#[test]
fn a_restored_server_has_another_epoch_and_takes_what_devices_send_again() {
    let company = Company::new();
    let serving = company.serve();
    let mut rina = company.rina();
    let (first, second) = (customer(&mut rina), customer(&mut rina));
    assert_eq!(rina.push_one(first.clone()), "");
    let backup = company.file("kept.backup");
    company.succeed("backup", &backup);
    assert_eq!(rina.push_one(second.clone()), "");
    let issued = number(&mut rina, &second);
    let before = epoch(&company);
    company.fail("restore", &backup, "is using");
    drop(serving);

    let cut = company.file("cut.backup");
    let whole = fs::read(&backup).expect("a backup");
    fs::write(&cut, &whole[..whole.len() / 2]).expect("writable");
    company.fail("restore", &cut, "is damaged");
    company.succeed("restore", &backup);

    let _serving = company.serve();
    let after = epoch(&company);
    assert_ne!(before, after);
    let mut request = rina.request(std::slice::from_ref(&second));
    rina.sync(&request).expect(409, "epoch");
    request["epoch"] = after.into();
    request["cursors"] = json!({});
    // By its mark a device learns what it has to send again.
    request["changes"] = json!([]);
    let answer = rina.sync(&request).expect(200, "");
    assert_eq!(answer.json["mark"], first["seq"]);
    request["changes"] = json!([second]);
    let answer = rina.sync(&request).expect(200, "");
    assert_eq!(answer.json["outcomes"][0]["code"], Value::Null);
    assert_eq!(answer.json["mark"], second["seq"]);
    let mut fresh = company.rina();
    assert!(number(&mut fresh, &second) > issued, "issued twice");
    assert!(!number(&mut fresh, &first).is_empty());
}

#[test]
fn whoever_was_erased_is_so_after_a_restore_of_any_backup() {
    let company = Company::new();
    let serving = company.serve();
    let mut rina = company.rina();
    let create = customer(&mut rina);
    let id = create["record"].as_str().expect("an id").to_owned();
    assert_eq!(rina.push_one(create.clone()), "");
    let before = company.file("before.backup");
    company.succeed("backup", &before);
    company.erase(&id);
    let after = company.file("after.backup");
    company.succeed("backup", &after);
    drop(serving);
    let names = |file: &Path| contains(&fs::read(file).expect("a backup"), NAME);
    assert_eq!((names(&before), names(&after)), (true, false));

    // Nothing but the ledger knows of it any more.
    fs::remove_dir_all(company.file("data/v3/d1")).expect("removable");
    company.succeed("restore", &before);
    let _serving = company.serve();
    let mut fresh = company.rina();
    let stub = &fresh.pull()[&id];
    assert!(
        stub["e"].is_i64() && !stub.to_string().contains(NAME),
        "{stub}"
    );
    let again = company.file("again.backup");
    company.succeed("backup", &again);
    assert!(!names(&again));
}

fn contains(bytes: &[u8], text: &str) -> bool {
    bytes
        .windows(text.len())
        .any(|part| part == text.as_bytes())
}

fn customer(rina: &mut Device) -> Value {
    let records = rina.pull_feed("company");
    let branches = records[&rina.person]["f"]["branches"].as_object();
    let home = branches.and_then(|branches| branches.keys().next());
    let with = json!({ "home": home, "fields": { "form": "person", "name": NAME } });
    rina.change("create", "customer", &new_id(), with)
}

fn number(device: &mut Device, create: &Value) -> String {
    let id = create["record"].as_str().expect("an id");
    let record = &device.pull()[id];
    record["f"]["code"].as_str().expect("a number").to_owned()
}

fn epoch(company: &Company) -> String {
    let health = Client::new(&company.url())
        .get("/api/health")
        .expect(200, "");
    health.json["epoch"].as_str().expect("an epoch").to_owned()
}

/// A company of its own, and the command line of whoever keeps its server.
struct Company {
    xtask: String,
    folder: PathBuf,
    port: u16,
}

/// The command that serves it, until this is dropped.
struct Serving(Child);

impl Company {
    fn new() -> Self {
        let xtask = env::var("RELASI_XTASK").unwrap_or_else(|_| {
            panic!("RELASI_XTASK is not set; run `cargo xtask test`, which sets it")
        });
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("relasi-restore-{}-{number}", std::process::id());
        let folder = env::temp_dir().join(name);
        fs::create_dir_all(&folder).expect("writable");
        let free = TcpListener::bind(("127.0.0.1", 0)).and_then(|found| found.local_addr());
        let port = free.expect("a free port").port();
        Self {
            xtask,
            folder,
            port,
        }
    }

    fn url(&self) -> String {
        format!("http://localhost:{}", self.port)
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    fn command(&self, name: &str) -> Command {
        let mut command = Command::new(&self.xtask);
        // It knows its own place; cargo has set ours.
        command.env_remove("CARGO_MANIFEST_DIR");
        command.arg(name).arg("--data").arg(self.file("data"));
        command
    }

    fn serve(&self) -> Serving {
        let mut command = self.command("run");
        command.arg("--port").arg(self.port.to_string());
        let serving = Serving(command.stdout(Stdio::null()).spawn().expect("xtask"));
        let start = Instant::now();
        while !self.is_healthy() {
            assert!(start.elapsed() < PATIENCE, "the server does not start");
            sleep(Duration::from_millis(200));
        }
        serving
    }

    fn is_healthy(&self) -> bool {
        TcpStream::connect(("localhost", self.port)).is_ok()
            && Client::new(&self.url()).get("/api/health").status == 200
    }

    fn run(&self, name: &str, file: &Path) -> (Output, String) {
        let output = self.command(name).arg(file).output().expect("xtask");
        let text = [&output.stdout[..], &output.stderr[..]].concat();
        let text = String::from_utf8_lossy(&text).into_owned();
        (output, text)
    }

    #[track_caller]
    fn succeed(&self, name: &str, file: &Path) {
        let (output, text) = self.run(name, file);
        assert!(output.status.success(), "{text}");
    }

    #[track_caller]
    fn fail(&self, name: &str, file: &Path, why: &str) {
        let (output, text) = self.run(name, file);
        assert!(!output.status.success() && text.contains(why), "{text}");
    }

    /// Head office erases a customer.
    fn erase(&self, id: &str) {
        let mut office = Client::new(&self.url());
        office
            .sign_in("pusat@contoh.id", SAMPLE_PASSWORD)
            .expect(200, "");
        let path = format!("/api/record/{id}/erase");
        let body = json!({ "password": SAMPLE_PASSWORD });
        office.post(&path, &body).expect(204, "");
    }

    fn rina(&self) -> Device {
        let mut client = Client::new(&self.url());
        client
            .sign_in("rina@contoh.id", SAMPLE_PASSWORD)
            .expect(200, "");
        Device::in_client(client)
    }
}

impl Drop for Company {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.folder).expect("removable");
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let pid = self.0.id().to_string();
        Command::new("kill").arg(pid).status().expect("kill");
        self.0.wait().expect("an end");
    }
}
