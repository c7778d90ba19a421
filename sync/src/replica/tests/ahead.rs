//! What is asked for before the last answer is taken over.

use super::*;

/// An answer with the upper half of the one feed, and the cursor below it.
fn half(request: &Request) -> Response {
    let mut response = respond(request, &[], &[&thing(2, 1)]);
    response.pages[0].cursor = Cursor { top: 2, bottom: 1 };
    response.heads.get_mut("company").expect("a head").head = 2;
    response
}

/// The rest of what [`half`] begins.
fn rest(request: &Request) -> Response {
    let mut response = respond(request, &[], &[&thing(1, 1)]);
    response.pages[0].cursor = Cursor { top: 2, bottom: 0 };
    let head = head(2, &["t1", "t2"]);
    response.heads.insert("company".to_owned(), head);
    response
}

fn take(replica: &Replica<Memory>, request: &Request, response: &Response) -> Progress {
    block_on(replica.apply(request, response, TIMING)).expect("memory writes")
}

#[test]
fn what_follows_a_page_is_asked_for_before_the_page_is_taken_over() {
    let (_, replica) = registered();
    let request = requested(&replica);
    let first = half(&request);
    let ahead = replica
        .ahead(&request, &first, TIMING)
        .expect("more to come");
    assert_eq!(ahead.cursors["company"], Cursor { top: 2, bottom: 1 });
    assert!(ahead.turn > request.turn);
    assert!(!take(&replica, &request, &first).done);
    assert!(take(&replica, &ahead, &rest(&ahead)).done);
    assert_eq!(replica.len(), 2);
}

#[test]
fn an_answer_that_was_asked_for_ahead_is_of_no_use_where_the_page_before_it_was_not_taken_over() {
    let (_, replica) = registered();
    let request = requested(&replica);
    let ahead = replica.ahead(&request, &half(&request), TIMING);
    let ahead = ahead.expect("more to come");
    assert!(!take(&replica, &ahead, &rest(&ahead)).done);
    assert_eq!(replica.len(), 0);
}

#[test]
fn nothing_is_asked_ahead_of_a_last_page() {
    let (_, replica) = registered();
    let request = requested(&replica);
    let ahead = replica.ahead(&request, &rest(&request), TIMING);
    assert!(ahead.is_none());
}

#[test]
fn nothing_is_asked_ahead_while_something_waits_to_be_sent() {
    let (_, replica) = registered();
    let request = requested(&replica);
    let edit = create("thing", "t9", json!({"name": "later"}));
    block_on(replica.commit(&[edit], 1_000)).expect("memory writes");
    assert!(replica.ahead(&request, &half(&request), TIMING).is_none());
}

#[test]
fn nothing_is_asked_ahead_of_an_answer_to_an_older_request() {
    let (_, replica) = registered();
    let request = requested(&replica);
    requested(&replica);
    assert!(replica.ahead(&request, &half(&request), TIMING).is_none());
}
