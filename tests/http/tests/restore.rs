//! What an administrator does after a mishap, by the commands themselves: a backup, more work, a
//! restore, and a device that comes back.

use std::env;
use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use http_tests::{Client, Device, SAMPLE_PASSWORD, new_id};
use serde_json::{Value, json};

/// Nothing is left to build by the time this runs, but a database is made and the sample loaded.
const PATIENCE: Duration = Duration::from_secs(300);

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
    let answer = rina.sync(&request).expect(200, "");
    assert_eq!(answer.json["outcomes"][0]["code"], Value::Null);
    let mut fresh = company.rina();
    assert!(number(&mut fresh, &second) > issued, "issued twice");
    assert!(!number(&mut fresh, &first).is_empty());
}

fn customer(rina: &mut Device) -> Value {
    let records = rina.pull_feed("company");
    let branches = records[&rina.person]["f"]["branches"].as_object();
    let home = branches.and_then(|branches| branches.keys().next());
    let with = json!({ "home": home, "fields": { "form": "person", "name": "Daeng Naba" } });
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
        let folder = env::temp_dir().join(format!("relasi-restore-{}", std::process::id()));
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
