//! Accounts over SQLite: who gets in, for how long, and after how many attempts.

use domain::access::Role;
use futures::executor::block_on;
use hub::accounts::audit::{self, Event};
use hub::accounts::credential::{self, Origin};
use hub::accounts::throttle::{self, Attempt, FREE_ATTEMPTS, MAX_WAIT_MS};
use hub::accounts::{account, browser, data_key, session};
use hub::sqlite::Sqlite;
use hub::{Database, DatabaseError, Hub, NewRecord, Statement};
use serde_json::{Value, json};

const NOW: i64 = 1_764_000_000_000;

/// Rina with a start password, and her colleague Budi without any.
fn company() -> Sqlite {
    let db = Sqlite::in_memory().expect("a database");
    let rina = json!({"name": "Rina A.", "email": "Rina@contoh.id", "role": "administrator"});
    let budi = json!({"name": "Budi", "email": "budi@contoh.id", "role": "administrator"});
    let records = [staff("rina", rina), staff("budi", budi)];
    let also = vec![credential::put("rina", "hash", Origin::Start)];
    block_on(Hub::new(&db).insert_records(&records, also)).expect("records");
    db
}

fn staff(id: &str, fields: Value) -> NewRecord {
    NewRecord {
        kind: "staff".into(),
        id: id.into(),
        home: None,
        fields: fields.as_object().cloned().unwrap_or_default(),
        created_ms: NOW,
        person: "rina".into(),
    }
}

fn run(db: &Sqlite, statement: Statement) {
    block_on(db.query(statement)).expect("a statement");
}

fn session_at(db: &Sqlite, token: &str, now_ms: i64) -> bool {
    block_on(session::find(db, token, now_ms))
        .expect("an answer")
        .is_some()
}

fn set_field(db: &Sqlite, path: &'static str, value: &str) {
    let sql = "UPDATE record SET doc = json_set(doc, ?1, json(?2)) WHERE id = 'rina'";
    run(db, Statement::new(sql, [path.into(), value.into()]));
}

#[test]
fn an_address_is_found_however_it_is_written() {
    let db = company();
    for address in ["rina@contoh.id", " RINA@CONTOH.ID "] {
        let found = block_on(credential::of_address(&db, address))
            .expect("an answer")
            .expect("Rina");
        assert_eq!(found.account.name, "Rina A.");
        assert_eq!(found.account.role, Role::Administrator);
        assert!(found.account.must_change && !found.account.sample);
    }
    for address in ["budi@contoh.id", "", "nobody@contoh.id"] {
        assert_eq!(
            block_on(credential::of_address(&db, address)),
            Ok(None),
            "{address}"
        );
    }
}

#[test]
fn whoever_has_left_does_not_keep_an_address_from_their_successor() {
    let db = company();
    set_field(&db, "$.f.active", "false");
    let successor = json!({"name": "Rini", "email": "rina@contoh.id", "role": "administrator"});
    let also = vec![credential::put("rini", "hash", Origin::Chosen)];
    block_on(Hub::new(&db).insert_records(&[staff("rini", successor)], also)).expect("records");
    let found = block_on(credential::of_address(&db, "rina@contoh.id")).expect("an answer");
    assert_eq!(found.expect("Rini").account.person, "rini");
}

#[test]
fn an_address_is_found_by_its_index() {
    let db = company();
    let plan = Statement::new(
        "EXPLAIN QUERY PLAN SELECT record.doc FROM record JOIN credential ON credential.person = record.id
         WHERE record.kind = 'staff' AND lower(json_extract(record.doc, '$.f.email')) = ?1 AND disabled = 0
         ORDER BY record.id",
        ["rina@contoh.id".into()],
    );
    let rows = block_on(db.query(plan)).expect("a plan");
    assert!(
        rows.iter().any(|row| row
            .text("detail")
            .is_ok_and(|step| step.contains("staff_email"))),
        "{rows:?}"
    );
}

#[test]
fn a_session_ends_with_its_time_and_with_the_access_of_its_person() {
    let db = company();
    run(&db, session::begin("token", "rina", None, NOW));
    assert!(session_at(&db, "token", NOW + session::LIFETIME_MS - 1));
    assert!(!session_at(&db, "token", NOW + session::LIFETIME_MS));
    assert!(!session_at(&db, "other", NOW));
    set_field(&db, "$.f.active", "false");
    assert!(!session_at(&db, "token", NOW));
    set_field(&db, "$.f.active", "true");
    set_field(&db, "$.a", "true");
    assert!(!session_at(&db, "token", NOW));
    set_field(&db, "$.a", "false");
    run(&db, credential::disable("rina"));
    assert!(!session_at(&db, "token", NOW));
    run(&db, credential::put("rina", "other", Origin::Chosen));
    assert!(session_at(&db, "token", NOW));
}

#[test]
fn sessions_elsewhere_end_and_the_own_one_stays() {
    let db = company();
    for token in ["here", "there"] {
        run(&db, session::begin(token, "rina", None, NOW));
    }
    run(&db, session::end_of("rina", Some("here")));
    assert!(session_at(&db, "here", NOW) && !session_at(&db, "there", NOW));
    run(&db, session::end_of("rina", None));
    assert!(!session_at(&db, "here", NOW));
}

#[test]
fn a_device_keeps_its_key_until_the_company_wants_passwords() {
    let db = company();
    let keys = |device, fresh| {
        let issued = block_on(data_key::of_device(&db, "rina", device, fresh)).expect("keys");
        let keys = issued.keys.into_iter();
        let keys: Vec<_> = keys.map(|one| (one.number, one.key)).collect();
        (issued.unlock, keys)
    };
    let key = |number, key: &str| (number, key.to_owned());
    let remembered = || "remembered".to_owned();
    assert_eq!(keys("d1", "k1"), (remembered(), vec![key(1, "k1")]));
    assert_eq!(keys("d1", "k2"), (remembered(), vec![key(1, "k1")]));
    assert_eq!(keys("d2", "k3"), (remembered(), vec![key(1, "k3")]));
    let asks = NewRecord {
        kind: "settings".into(),
        id: "settings".into(),
        ..staff("settings", json!({"company": "PT Uji", "unlock": "asked"}))
    };
    block_on(Hub::new(&db).insert_records(&[asks], Vec::new())).expect("a record");
    let both = vec![key(1, "k1"), key(2, "k4")];
    assert_eq!(keys("d1", "k4"), ("asked".to_owned(), both.clone()));
    assert_eq!(keys("d1", "k5"), ("asked".to_owned(), both));
}

#[test]
fn attempts_cost_longer_and_longer_waits() {
    let db = company();
    let attempt = |now| block_on(throttle::attempt(&db, "bucket", now)).expect("an answer");
    for _ in 0..FREE_ATTEMPTS {
        assert_eq!(attempt(NOW), Attempt::Allowed);
    }
    let mut now = NOW;
    for wait in [4, 8, 16, 32, 64, 128, 256, 512, 900, 900] {
        assert_eq!(attempt(now), Attempt::NotBefore(now + wait * 1000));
        now += wait * 1000;
        assert_eq!(attempt(now), Attempt::Allowed);
    }
    assert_eq!(
        block_on(throttle::attempt(&db, "another", NOW)),
        Ok(Attempt::Allowed)
    );
    now += 2 * MAX_WAIT_MS + 1;
    for _ in 0..FREE_ATTEMPTS {
        assert_eq!(attempt(now), Attempt::Allowed);
    }
}

#[test]
fn a_success_forgets_the_attempts() {
    let db = company();
    for _ in 0..3 * FREE_ATTEMPTS {
        assert_eq!(
            block_on(throttle::attempt(&db, "bucket", NOW)),
            Ok(Attempt::Allowed)
        );
        run(&db, throttle::clear("bucket"));
    }
}

#[test]
fn a_browser_is_known_to_its_person_only() {
    let db = company();
    for _ in 0..2 {
        run(&db, browser::remember("browser", "rina"));
    }
    assert_eq!(
        block_on(browser::is_known(&db, "browser", "rina")),
        Ok(true)
    );
    assert_eq!(
        block_on(browser::is_known(&db, "browser", "budi")),
        Ok(false)
    );
}

#[test]
fn the_audit_trail_only_grows() {
    let db = company();
    run(&db, audit::entry(Event::SignedIn, Some("rina"), None, NOW));
    for sql in ["UPDATE audit SET event = ''", "DELETE FROM audit"] {
        let result = block_on(db.query(Statement::new(sql, [])));
        assert!(matches!(result, Err(DatabaseError::Failed(_))), "{sql}");
    }
}

#[test]
fn a_company_is_set_up_once() {
    let db = company();
    assert_eq!(block_on(credential::none_exists(&db)), Ok(false));
    let again = block_on(Hub::new(&db).insert_records(
        &[staff(
            "eva",
            json!({"name": "Eva", "email": "eva@contoh.id", "role": "administrator"}),
        )],
        vec![
            credential::guard_none_exists(),
            credential::put("eva", "hash", Origin::Chosen),
        ],
    ));
    assert!(again.is_err());
    assert!(!block_on(account::exists(&db, "eva")).expect("an answer"));
}

#[test]
fn only_staff_who_have_not_left_have_an_address() {
    let db = company();
    let address_of = |person| block_on(account::address_of(&db, person)).expect("an answer");
    assert_eq!(address_of("budi"), Some("budi@contoh.id".into()));
    assert_eq!(address_of("nobody"), None);
    set_field(&db, "$.f.active", "false");
    assert_eq!(address_of("rina"), None);
    assert!(block_on(account::exists(&db, "rina")).expect("an answer"));
}
