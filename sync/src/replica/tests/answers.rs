//! Every state of a replica before every answer there is, also those that no sound server gives.
//! A new refusal or a new member of an answer does not compile until it is decided here.

use std::collections::BTreeSet;

use serde_json::value::RawValue;

use super::*;
use crate::refusal::Refusal;

/// Where a replica stands when the answer comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stand {
    /// It has a number and nothing else.
    Fresh,
    /// It holds everything and nothing waits.
    Still,
    /// It holds the later half of a feed.
    MidPull,
    /// The request carries a change.
    Sent,
    /// Something was saved after the request was made.
    Overtaken,
    /// A change that the request carries was discarded meanwhile.
    Undone,
    /// A second request was made since, by a tab that gave the first one up.
    GivenUp,
    /// A refused change lies in the tray, and another is sent.
    Refused,
}

const STANDS: [Stand; 8] = [
    Stand::Fresh,
    Stand::Still,
    Stand::MidPull,
    Stand::Sent,
    Stand::Overtaken,
    Stand::Undone,
    Stand::GivenUp,
    Stand::Refused,
];

/// What comes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    /// The request was not processed.
    Failed(Refusal),
    /// The same, without the clock and the mark that come with it.
    FailedBarely(Refusal),
    /// What a sound server says.
    Sound,
    /// One member of it is not as it should be.
    Wrong(Member),
}

/// What may be wrong in an answer, one or more for each of its members.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Member {
    Clock(i64),
    Turn,
    Epoch,
    NoOutcomes,
    OutcomesOfOthers,
    OutcomesTwice,
    AllRefused,
    Waits,
    RecordsThatAreNone,
    NoPages,
    PageOfNobody,
    PageGoingBack,
    PageTwice,
    RowsThatAreNone,
    NoHeads,
    HeadFarAway,
    HeadBehind,
    ErasedUnasked,
    MarkBehind,
    MarkAhead,
}

const WRONG: [Member; 22] = [
    Member::Clock(i64::MIN),
    Member::Clock(i64::MAX),
    Member::Clock(-1),
    Member::Turn,
    Member::Epoch,
    Member::NoOutcomes,
    Member::OutcomesOfOthers,
    Member::OutcomesTwice,
    Member::AllRefused,
    Member::Waits,
    Member::RecordsThatAreNone,
    Member::NoPages,
    Member::PageOfNobody,
    Member::PageGoingBack,
    Member::PageTwice,
    Member::RowsThatAreNone,
    Member::NoHeads,
    Member::HeadFarAway,
    Member::HeadBehind,
    Member::ErasedUnasked,
    Member::MarkBehind,
    Member::MarkAhead,
];

fn answers() -> Vec<Answer> {
    let refusals = Refusal::ALL.iter();
    let failed = refusals.flat_map(|refusal| {
        let refusal = *refusal;
        [Answer::Failed(refusal), Answer::FailedBarely(refusal)]
    });
    let wrong = WRONG.into_iter().map(Answer::Wrong);
    failed.chain([Answer::Sound]).chain(wrong).collect()
}

fn request(replica: &Replica<Memory>) -> Request {
    let request = block_on(replica.request("1", 1_000)).expect("memory holds");
    request.expect("a number")
}

/// A replica that stands like this, and the request that is answered.
fn stand(stand: Stand) -> (Memory, Replica<Memory>, Request) {
    let (memory, replica) = match stand {
        Stand::Fresh => registered(),
        _ => started(),
    };
    if stand == Stand::MidPull {
        pull_half(&replica);
    }
    if stand == Stand::Refused {
        commit(&replica, &[set("a", json!({"color": "grey"}))]);
        answer(&replica, &[(1, codes::ROLE)], &[]);
    }
    if !matches!(stand, Stand::Fresh | Stand::Still | Stand::MidPull) {
        commit(&replica, &[set("a", json!({"name": "two"}))]);
    }
    let asked = request(&replica);
    go_on(&replica, stand, &asked);
    (memory, replica, asked)
}

/// What happens on the device while the answer is on its way.
fn go_on(replica: &Replica<Memory>, stand: Stand, asked: &Request) {
    match stand {
        Stand::Overtaken => commit(replica, &[set("a", json!({"name": "three"}))]),
        Stand::Undone => {
            let seq = asked.changes[0].seq;
            block_on(replica.discard(seq, 2_000)).expect("memory holds");
        }
        Stand::GivenUp => {
            let again = request(replica);
            let response = respond(&again, &[], &[]);
            block_on(replica.apply(&again, &response, TIMING)).expect("memory holds");
        }
        Stand::Fresh | Stand::Still | Stand::MidPull | Stand::Sent | Stand::Refused => {}
    }
}

/// The upper half of a feed of nine numbers.
fn pull_half(replica: &Replica<Memory>) {
    block_on(replica.fail(&failure(Refusal::Epoch), TIMING)).expect("memory holds");
    let asked = request(replica);
    let mut response = respond(&asked, &[], &[&thing_a()]);
    response.pages[0].cursor = Cursor { top: 9, bottom: 5 };
    let head = response.heads.get_mut("company").expect("a feed");
    head.head = 9;
    block_on(replica.apply(&asked, &response, TIMING)).expect("memory holds");
}

fn failure(refusal: Refusal) -> Failure {
    Failure {
        code: refusal.code().to_owned(),
        now_ms: Some(2_000),
        mark: Some(0),
    }
}

/// The answer of a sound server that holds just the thing `a`.
fn sound(asked: &Request) -> Response {
    let mut response = respond(asked, &[], &[]);
    let head = response.heads["company"];
    let known = asked.cursors.get("company").copied();
    response.pages[0].cursor = match known {
        None => Cursor { top: 9, bottom: 0 },
        Some(known) => Cursor { bottom: 0, ..known },
    };
    let top = response.pages[0].cursor.top;
    let head = Head { head: top, ..head };
    response.heads.insert("company".to_owned(), head);
    response.pages[0].rows = vec![raw(&thing_a())];
    response
}

/// The only record there is.
fn thing_a() -> String {
    thing(0, 1).replace("t0", "a").replace("0.1", "one")
}

fn raw(text: &str) -> Box<RawValue> {
    RawValue::from_string(text.to_owned()).expect("JSON")
}

fn wrong(asked: &Request, member: Member) -> Response {
    // Named one by one, so that a new member is thought of.
    let Response {
        mut now_ms,
        mut turn,
        mut epoch,
        mut outcomes,
        mut waits,
        mut records,
        mut pages,
        mut heads,
        mut erased,
        mut mark,
    } = sound(asked);
    let nonsense = || [raw("null"), raw("[1]"), raw("{}"), raw("{\"i\":7}")];
    match member {
        Member::Clock(ms) => now_ms = ms,
        Member::Turn => turn += 1,
        Member::Epoch => epoch = "another".to_owned(),
        Member::NoOutcomes => outcomes.clear(),
        Member::OutcomesOfOthers => outcomes.iter_mut().for_each(|one| one.seq += 100),
        Member::OutcomesTwice => outcomes.extend(outcomes.clone()),
        Member::AllRefused => {
            outcomes
                .iter_mut()
                .for_each(|one| one.code = Some("no".to_owned()));
        }
        Member::Waits => {
            outcomes.clear();
            waits = Some(codes::SERVER_OLDER.to_owned());
        }
        Member::RecordsThatAreNone => {
            let held = |doc| Held {
                feeds: vec!["company".to_owned(), "nowhere".to_owned()],
                doc,
            };
            records.extend(nonsense().map(held));
        }
        Member::NoPages => pages.clear(),
        Member::PageOfNobody => pages[0].feed = "nowhere".to_owned(),
        Member::PageGoingBack => pages[0].cursor = Cursor { top: 0, bottom: 0 },
        Member::PageTwice => {
            let Page { feed, cursor, .. } = &pages[0];
            let (feed, cursor) = (feed.clone(), *cursor);
            let rows = Vec::new();
            pages.push(Page { feed, rows, cursor });
        }
        Member::RowsThatAreNone => pages[0].rows.extend(nonsense()),
        Member::NoHeads => heads.clear(),
        Member::HeadFarAway => heads.values_mut().for_each(|head| head.head = u64::MAX),
        Member::ErasedUnasked => drop(erased.insert("a".to_owned())),
        Member::MarkBehind => mark = Some(0),
        Member::MarkAhead => mark = Some(u64::MAX),
        Member::HeadBehind => heads.values_mut().for_each(|head| head.head = 0),
    }
    Response {
        now_ms,
        turn,
        epoch,
        outcomes,
        waits,
        records,
        pages,
        heads,
        erased,
        mark,
    }
}

/// Gives the answer. Answers what it was advised to do, if it failed.
fn give(replica: &Replica<Memory>, asked: &Request, answer: Answer) -> Option<Advice> {
    let response = match answer {
        Answer::Failed(refusal) => {
            let advice = block_on(replica.fail(&failure(refusal), TIMING));
            return Some(advice.expect("memory holds"));
        }
        Answer::FailedBarely(refusal) => {
            let failure = Failure {
                now_ms: None,
                mark: None,
                ..failure(refusal)
            };
            let advice = block_on(replica.fail(&failure, TIMING));
            return Some(advice.expect("memory holds"));
        }
        Answer::Sound => sound(asked),
        Answer::Wrong(member) => wrong(asked, member),
    };
    block_on(replica.apply(asked, &response, TIMING)).expect("memory holds");
    None
}

fn advice(answer: Answer) -> Option<Advice> {
    let (refusal, is_bare) = match answer {
        Answer::Failed(refusal) => (refusal, false),
        Answer::FailedBarely(refusal) => (refusal, true),
        Answer::Sound | Answer::Wrong(_) => return None,
    };
    Some(match refusal {
        Refusal::Clock if is_bare => Advice::Later,
        Refusal::Clock | Refusal::Gap | Refusal::Epoch => Advice::Again,
        Refusal::ReplicaReused | Refusal::ForeignReplica => Advice::NewReplica,
        Refusal::AppOlder => Advice::Update,
        Refusal::DeviceLost
        | Refusal::DeviceRetired
        | Refusal::ServerOlder
        | Refusal::Malformed
        | Refusal::Busy
        | Refusal::Unknown => Advice::Later,
    })
}

/// Whether the answer takes out of the outbox what the request carried, by right.
fn settles(answer: Answer) -> bool {
    match answer {
        Answer::Failed(_) | Answer::FailedBarely(_) => false,
        Answer::Sound => true,
        Answer::Wrong(member) => match member {
            Member::Turn
            | Member::Epoch
            | Member::NoOutcomes
            | Member::OutcomesOfOthers
            | Member::Waits => false,
            Member::Clock(_)
            | Member::OutcomesTwice
            | Member::AllRefused
            | Member::RecordsThatAreNone
            | Member::NoPages
            | Member::PageOfNobody
            | Member::PageGoingBack
            | Member::PageTwice
            | Member::RowsThatAreNone
            | Member::NoHeads
            | Member::HeadFarAway
            | Member::HeadBehind
            | Member::ErasedUnasked
            | Member::MarkBehind
            | Member::MarkAhead => true,
        },
    }
}

/// Whether the device may pull afresh what it holds.
fn starts_over(answer: Answer) -> bool {
    match answer {
        Answer::Failed(refusal) | Answer::FailedBarely(refusal) => {
            matches!(refusal, Refusal::Epoch | Refusal::Gap)
        }
        Answer::Sound => false,
        // The feed is not the person's any more, or the server was put back.
        Answer::Wrong(member) => matches!(member, Member::NoHeads | Member::MarkBehind),
    }
}

/// Everything that somebody typed and that is not on the server: values by where they lie.
fn typed(replica: &Replica<Memory>) -> BTreeSet<String> {
    let unsent = replica.unsent().into_iter().map(|queued| queued.change());
    let tray = replica.tray().into_iter().flat_map(|item| item.changes);
    let discarded = replica
        .discarded()
        .into_iter()
        .flat_map(|item| item.changes);
    let all = unsent.chain(tray).chain(discarded);
    all.flat_map(|change| {
        change
            .fields
            .into_iter()
            .map(|(_, value)| value.to_string())
    })
    .collect()
}

fn cursor(replica: &Replica<Memory>) -> Option<Cursor> {
    replica.meta().feeds.get("company")?.cursor
}

fn check(standing: Stand, given: Answer) {
    let case = format!("{standing:?}, {given:?}");
    let (memory, replica, asked) = stand(standing);
    let (typed_before, cursor_before) = (typed(&replica), cursor(&replica));
    let advised = give(&replica, &asked, given);
    assert_eq!(advised, advice(given), "{case}");

    let mut kept = typed(&replica);
    if settles(given) {
        let sent = asked
            .changes
            .iter()
            .flat_map(|change| change.fields.values());
        kept.extend(sent.map(|value| value.to_string()));
    }
    assert!(
        typed_before.is_subset(&kept),
        "{case}: {typed_before:?} of {kept:?}"
    );
    if let (Some(before), false) = (cursor_before, starts_over(given)) {
        let after = cursor(&replica).unwrap_or_else(|| panic!("{case}: pulls afresh"));
        assert!(after.holds(before), "{case}: from {before:?} to {after:?}");
    }
    if advised == Some(Advice::NewReplica) {
        block_on(replica.register(4, "1")).expect("memory holds");
    }
    check_usable(&replica, &case);
    check_usable(&open(&memory), &case);
}

/// Something can be saved and sent, after which nothing waits.
fn check_usable(replica: &Replica<Memory>, case: &str) {
    let new = create("thing", "new", json!({"name": "new"}));
    block_on(replica.commit(&[new], 3_000)).unwrap_or_else(|error| panic!("{case}: {error}"));
    assert!(replica.record("new").is_some(), "{case}: not shown");
    let asked = request(replica);
    let numbers: Vec<u64> = asked.changes.iter().map(|change| change.seq).collect();
    let is_gapless = numbers.windows(2).all(|pair| pair[0] + 1 == pair[1]);
    assert!(is_gapless, "{case}: {numbers:?}");
    let response = sound(&asked);
    block_on(replica.apply(&asked, &response, TIMING)).expect("memory holds");
    assert_eq!(replica.pending(), 0, "{case}: something still waits");
}

#[test]
fn whatever_is_answered_nothing_is_lost_and_the_replica_goes_on() {
    for standing in STANDS {
        for given in answers() {
            check(standing, given);
        }
    }
}

#[test]
fn codes_are_told_apart() {
    for refusal in Refusal::ALL {
        assert_eq!(failure(*refusal).refusal(), *refusal);
    }
}
