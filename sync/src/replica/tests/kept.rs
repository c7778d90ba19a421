//! What the server has acknowledged is sent once more when the server went back.

use super::*;
use crate::change::Change;
use crate::refusal::Refusal;

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// Saves new names for the thing `a`, each in a change of its own.
fn rename(replica: &Replica<Memory>, names: &[&str]) {
    for name in names {
        commit(replica, &[set("a", json!({"name": name}))]);
    }
}

/// A replica of which the server has acknowledged three changes, in version 4 of the thing `a`.
fn acknowledged() -> (Memory, Replica<Memory>) {
    let (memory, replica) = started();
    rename(&replica, &["two", "three", "four"]);
    let request = requested(&replica);
    respond_with(&replica, &request, |_| ());
    (memory, replica)
}

/// Answers a request with what the server says otherwise.
fn respond_with(
    replica: &Replica<Memory>,
    request: &Request,
    change: impl Fn(&mut Response),
) -> Progress {
    let mut response = respond(request, &[], &[]);
    change(&mut response);
    block_on(replica.apply(request, &response, TIMING)).expect("memory holds")
}

/// The server was put back to the first `mark` changes, under another epoch, and says so.
fn go_back(replica: &Replica<Memory>, mark: u64) -> Progress {
    fail(replica, Refusal::Epoch, None);
    let request = requested(replica);
    respond_with(replica, &request, |response| {
        "2".clone_into(&mut response.epoch);
        response.mark = Some(mark);
        let row = thing(0, 1).replace("t0", "a").replace("0.1", "one");
        let row = serde_json::value::RawValue::from_string(row).expect("JSON");
        response.pages[0].rows.push(row);
    })
}

fn fail(replica: &Replica<Memory>, refusal: Refusal, mark: Option<u64>) {
    let failure = Failure {
        code: refusal.code().to_owned(),
        now_ms: None,
        mark,
    };
    let advice = block_on(replica.fail(&failure, TIMING)).expect("memory holds");
    assert_eq!(advice, Advice::Again);
}

/// Number and text of what waits.
fn waiting(replica: &Replica<Memory>) -> Vec<(u64, String)> {
    let waiting = replica.unsent().into_iter().map(|queued| queued.change());
    let name = |change: &Change| {
        change.fields["name"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    };
    waiting.map(|change| (change.seq, name(&change))).collect()
}

fn owned(expected: &[(u64, &str)]) -> Vec<(u64, String)> {
    let expected = expected.iter();
    expected
        .map(|(seq, name)| (*seq, (*name).to_owned()))
        .collect()
}

/// Numbers of what is kept.
fn kept(memory: &Memory) -> Vec<u64> {
    let rows = block_on(memory.load(Table::Kept)).expect("memory gives");
    rows.into_iter()
        .map(|(key, _)| key.parse().expect("a number"))
        .collect()
}

#[test]
fn what_is_acknowledged_is_kept_and_does_not_wait() {
    let (memory, replica) = acknowledged();
    assert_eq!((kept(&memory), replica.pending()), (vec![1, 2, 3], 0));
    let readings = memory.readings(Table::Kept);
    rename(&replica, &["five"]);
    answer(&replica, &[], &[]);
    open(&memory);
    assert_eq!(memory.readings(Table::Kept), readings, "it is read in vain");
}

#[test]
fn what_a_server_that_went_back_lacks_waits_under_its_number() {
    let (memory, replica) = acknowledged();
    let sent: Vec<Change> = {
        let (_, other) = started();
        rename(&other, &["two", "three", "four"]);
        requested(&other).changes
    };
    let progress = go_back(&replica, 1);
    assert!(!progress.done);
    for replica in [&replica, &open(&memory)] {
        assert_eq!(waiting(replica), owned(&[(2, "three"), (3, "four")]));
        assert_eq!(requested(replica).changes, sent[1..]);
    }
    assert_eq!((kept(&memory), replica.pending()), (vec![1], 2));
    let request = requested(&replica);
    respond_with(&replica, &request, |response| {
        response.epoch = "2".to_owned()
    });
    assert_eq!((kept(&memory), replica.pending()), (vec![1, 2, 3], 0));
}

#[test]
fn it_goes_before_what_was_not_sent_yet() {
    let (_, replica) = acknowledged();
    rename(&replica, &["five"]);
    fail(&replica, Refusal::Epoch, None);
    assert_eq!(requested(&replica).changes[0].seq, 4);
    fail(&replica, Refusal::Gap, Some(2));
    assert_eq!(waiting(&replica), owned(&[(3, "four"), (4, "five")]));
    // The answer is lost, and the server goes back further.
    requested(&replica);
    fail(&replica, Refusal::Gap, Some(0));
    let expected = [(1, "two"), (2, "three"), (3, "four"), (4, "five")];
    assert_eq!(waiting(&replica), owned(&expected));
}

#[test]
fn a_lower_mark_within_the_epoch_means_the_same() {
    let (_, replica) = acknowledged();
    let request = requested(&replica);
    assert!(!request.cursors.is_empty());
    respond_with(&replica, &request, |response| response.mark = Some(2));
    assert_eq!(waiting(&replica), owned(&[(3, "four")]));
    assert_eq!(requested(&replica).cursors, BTreeMap::new());
}

#[test]
fn a_server_that_has_everything_and_one_that_does_not_say_are_left_alone() {
    for mark in [Some(3), None] {
        let (memory, replica) = acknowledged();
        let request = requested(&replica);
        let progress = respond_with(&replica, &request, |response| response.mark = mark);
        assert!(progress.done);
        assert_eq!((kept(&memory), replica.pending()), (vec![1, 2, 3], 0));
        assert!(!requested(&replica).cursors.is_empty());
    }
}

#[test]
fn an_older_request_tells_nothing_about_what_was_acknowledged_since() {
    let (_, replica) = started();
    let early = requested(&replica);
    rename(&replica, &["two"]);
    answer(&replica, &[], &[]);
    respond_with(&replica, &early, |response| response.mark = Some(0));
    assert_eq!(replica.pending(), 0);
}

#[test]
fn an_answer_from_before_the_server_went_back_acknowledges_nothing() {
    let (_, replica) = acknowledged();
    rename(&replica, &["five"]);
    let early = requested(&replica);
    fail(&replica, Refusal::Epoch, None);
    respond_with(&replica, &early, |_| ());
    assert_eq!(waiting(&replica), owned(&[(4, "five")]));
}

#[test]
fn a_refused_change_keeps_its_number_and_does_nothing() {
    let (memory, replica) = started();
    rename(&replica, &["two", "secret", "four"]);
    answer(&replica, &[(2, codes::ROLE)], &[]);
    assert!(!stored(&memory, &[Table::Kept]).contains("secret"));
    go_back(&replica, 0);
    assert_eq!(waiting(&replica), owned(&[(1, "two"), (3, "four")]));
    assert_eq!(requested(&replica).changes[1].op, Op::Noop);
}

#[test]
fn with_another_number_nothing_is_sent_again() {
    let (memory, replica) = acknowledged();
    rename(&replica, &["five"]);
    requested(&replica);
    fail(&replica, Refusal::Gap, Some(1));
    assert_eq!(replica.pending(), 3);
    block_on(replica.register(4, "1")).expect("memory holds");
    assert_eq!(waiting(&replica), owned(&[(1, "five")]));
    assert_eq!(kept(&memory), Vec::<u64>::new());
}

#[test]
fn what_is_older_than_thirty_days_goes_and_the_rest_follows_the_mark() {
    let (memory, replica) = acknowledged();
    rename(&replica, &["five"]);
    let later = |days: i64| move |response: &mut Response| response.now_ms = days * DAY_MS;
    respond_with(&replica, &requested(&replica), later(30));
    assert_eq!(kept(&memory), [1, 2, 3, 4]);
    respond_with(&replica, &requested(&replica), later(31));
    assert_eq!(kept(&memory), [4]);
    go_back(&replica, 1);
    assert_eq!(waiting(&replica), owned(&[(2, "five")]));
    rename(&replica, &["six"]);
    assert_eq!(waiting(&replica), owned(&[(2, "five"), (3, "six")]));
}

#[test]
fn what_says_something_about_somebody_erased_goes() {
    let (memory, replica) = started();
    rename(&replica, &["secret"]);
    commit(
        &replica,
        &[
            create("part", "p", json!({"thing": "a", "name": "secret too"})),
            create("thing", "b", json!({"name": "kept"})),
        ],
    );
    let rows = [("part", "p"), ("thing", "b")].map(|(kind, id)| {
        let row = thing(0, 1).replace("t0", id).replace("thing", kind);
        row.replace("0.1", "name")
    });
    let mut held = [("a", 1), ("p", 1), ("b", 1)].map(|(id, version)| (id.to_owned(), version));
    bring(&replica, &rows, &held);
    assert!(stored(&memory, &[Table::Kept]).contains("secret too"));
    let stub = thing(0, 9)
        .replace("t0", "a")
        .replace(r#""name":"0.9""#, "");
    let stub = stub.replace(r#""t":0"#, r#""t":0,"e":9"#);
    held[0].1 = 9;
    bring(&replica, &[stub], &held);
    assert!(!stored(&memory, &Table::ALL).contains("secret"));
    go_back(&replica, 0);
    assert_eq!(waiting(&replica), owned(&[(3, "kept")]));
}

#[test]
fn what_is_about_a_record_out_of_sight_goes_once_everything_is_here() {
    let (memory, replica) = acknowledged();
    let request = requested(&replica);
    respond_with(&replica, &request, |response| {
        let gone = r#"{"gone":"a"}"#.to_owned();
        let gone = serde_json::value::RawValue::from_string(gone).expect("JSON");
        response.pages[0].rows.push(gone);
        response.mark = Some(3);
    });
    assert!(!stored(&memory, &Table::ALL).contains("four"));
    assert_eq!(kept(&memory), [1, 2, 3]);
}

#[test]
fn a_change_whose_record_never_comes_is_not_kept() {
    let (memory, replica) = started();
    commit(&replica, &[create("thing", "b", json!({"name": "moved"}))]);
    answer(&replica, &[], &[]);
    assert!(!stored(&memory, &[Table::Kept]).contains("moved"));
}

#[test]
fn a_cleared_database_has_nothing_to_send_again() {
    let (memory, replica) = acknowledged();
    memory.evict();
    block_on(replica.refresh()).expect("memory holds");
    answer(&replica, &[], &[]);
    go_back(&replica, 1);
    assert_eq!(replica.pending(), 0);
    rename(&replica, &["five"]);
    assert_eq!(waiting(&replica), owned(&[(2, "five")]));
}
