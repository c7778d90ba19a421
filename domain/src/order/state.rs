//! How an order proceeds from a draft to its being received.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::kinds::order::{CANCEL_REASON, RECEIVED_ON, SHIPPED_ON, STATE};
use crate::read;
use crate::validate::{Problem, ProblemCode};

/// Where an order is: Draf, Dipesan, Dikirim, Diterima, Dibatalkan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Being put together; nobody relies on it.
    Draft,
    /// Agreed on.
    Ordered,
    /// On its way.
    Shipped,
    /// Arrived.
    Received,
    /// Did not come about.
    Cancelled,
}

impl State {
    /// All states in the order in which an order goes through them.
    pub const ALL: [Self; 5] = [
        Self::Draft,
        Self::Ordered,
        Self::Shipped,
        Self::Received,
        Self::Cancelled,
    ];

    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Ordered => "ordered",
            Self::Shipped => "shipped",
            Self::Received => "received",
            Self::Cancelled => "cancelled",
        }
    }

    /// The state of this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }

    /// The state of an order; one without a known state counts as a draft.
    pub fn of(order: &Map<String, Value>) -> Self {
        read::text(order, STATE)
            .and_then(Self::from_word)
            .unwrap_or(Self::Draft)
    }

    /// Agreed on and not cancelled.
    pub fn is_firm(self) -> bool {
        !matches!(self, Self::Draft | Self::Cancelled)
    }

    /// The states that may follow, the usual next one first. What was shipped may still be
    /// cancelled, because a customer may refuse it at the door.
    pub fn next(self) -> &'static [Self] {
        match self {
            Self::Draft => &[Self::Ordered, Self::Cancelled],
            Self::Ordered => &[Self::Shipped, Self::Cancelled],
            Self::Shipped => &[Self::Received, Self::Cancelled],
            Self::Received | Self::Cancelled => &[],
        }
    }
}

/// Whether an order may go from the one state to the other or stay where it is.
pub fn may_follow(from: State, to: State) -> bool {
    from == to || from.next().contains(&to)
}

/// The whole merge group `progress` after the step. A day that was given already is kept.
pub fn step(order: &Map<String, Value>, to: State, today: NaiveDate) -> Map<String, Value> {
    let kept = |name: &str| order.get(name).cloned().unwrap_or(Value::Null);
    let day = |name: &str, state: State| match kept(name) {
        Value::Null if to == state => json!(today.to_string()),
        day => day,
    };
    let reason = if to == State::Cancelled {
        kept(CANCEL_REASON)
    } else {
        Value::Null
    };
    Map::from_iter([
        (STATE.to_owned(), json!(to.as_str())),
        (CANCEL_REASON.to_owned(), reason),
        (SHIPPED_ON.to_owned(), day(SHIPPED_ON, State::Shipped)),
        (RECEIVED_ON.to_owned(), day(RECEIVED_ON, State::Received)),
    ])
}

/// What stands in the way of the step from the stored state to the one in `order`.
pub fn check_step(from: State, order: &Map<String, Value>) -> Vec<Problem> {
    if !may_follow(from, State::of(order)) {
        return vec![Problem::new(STATE, ProblemCode::TransitionNotAllowed)];
    }
    check_state(order)
}

/// What the order lacks for the state it is in.
pub fn check_state(order: &Map<String, Value>) -> Vec<Problem> {
    let is_unexplained =
        State::of(order) == State::Cancelled && read::text(order, CANCEL_REASON).is_none();
    is_unexplained
        .then(|| Problem::new(CANCEL_REASON, ProblemCode::ReasonNeeded))
        .into_iter()
        .collect()
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use serde_json::{Map, Value, json};

    use super::{State, check_step, may_follow, step};

    fn object(value: Value) -> Map<String, Value> {
        value.as_object().expect("object").clone()
    }

    #[test]
    fn words_are_those_of_the_kind() {
        let words: Vec<_> = State::ALL.iter().map(|state| state.as_str()).collect();
        assert_eq!(words, crate::kinds::order::STATES);
    }

    #[test]
    fn steps() {
        let check = |from, to, expected| {
            assert_eq!(may_follow(from, to), expected, "{from:?} {to:?}");
        };
        check(State::Draft, State::Ordered, true);
        check(State::Draft, State::Shipped, false);
        check(State::Ordered, State::Ordered, true);
        check(State::Ordered, State::Draft, false);
        check(State::Shipped, State::Cancelled, true);
        check(State::Received, State::Cancelled, false);
        check(State::Cancelled, State::Draft, false);
    }

    #[test]
    fn problems_of_steps() {
        let check = |from, order: Value, expected: &[&str]| {
            let found: Vec<_> = check_step(from, &object(order))
                .iter()
                .map(|problem| format!("{} {}", problem.path, problem.code))
                .collect();
            assert_eq!(found, expected);
        };
        check(State::Draft, json!({"state": "ordered"}), &[]);
        check(
            State::Ordered,
            json!({"state": "cancelled", "cancel_reason": " "}),
            &["cancel_reason reason_needed"],
        );
        check(
            State::Received,
            json!({"state": "cancelled", "cancel_reason": "Salah"}),
            &["state transition_not_allowed"],
        );
    }

    #[test]
    fn a_step_writes_the_whole_group() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
        let check = |order: Value, to, expected: Value| {
            let found = step(&object(order), to, today);
            let group = crate::kinds::order::ORDER.members("progress");
            assert!(group.iter().all(|name| found.contains_key(*name)));
            assert_eq!(found, object(expected));
        };
        check(
            json!({"state": "ordered", "cancel_reason": "x"}),
            State::Shipped,
            json!({"state": "shipped", "cancel_reason": null, "shipped_on": "2026-11-23", "received_on": null}),
        );
        check(
            json!({"state": "shipped", "shipped_on": "2026-11-20", "received_on": "2026-11-22"}),
            State::Received,
            json!({"state": "received", "cancel_reason": null, "shipped_on": "2026-11-20", "received_on": "2026-11-22"}),
        );
        check(
            json!({"state": "ordered", "cancel_reason": "Habis"}),
            State::Cancelled,
            json!({"state": "cancelled", "cancel_reason": "Habis", "shipped_on": null, "received_on": null}),
        );
    }
}
