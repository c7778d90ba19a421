//! How a complaint proceeds from its first word to the customer's being told.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::kinds::complaint::{CLOSED_AT, RESOLUTION, STATE, TOLD_BY, WAITING_REASON};
use crate::validate::{Problem, ProblemCode};

/// Where a complaint is: Baru, Dikerjakan, Menunggu, Beri tahu pelanggan, Selesai, Dibuka lagi.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Nobody works on it yet.
    New,
    /// Somebody works on it.
    Working,
    /// Something else has to happen first.
    Waiting,
    /// Solved; the customer is to be told.
    Notify,
    /// Solved, and the customer knows.
    Done,
    /// Was done, and came back.
    Reopened,
}

/// What a complaint must have before it enters a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Requirement {
    /// What is waited for.
    WaitingReason,
    /// What was done about it.
    Resolution,
    /// A recorded contact with the customer.
    Contact,
}

impl State {
    /// All states in the order of a board's columns.
    pub const ALL: [Self; 6] = [
        Self::New,
        Self::Working,
        Self::Waiting,
        Self::Notify,
        Self::Done,
        Self::Reopened,
    ];

    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Working => "working",
            Self::Waiting => "waiting",
            Self::Notify => "notify",
            Self::Done => "done",
            Self::Reopened => "reopened",
        }
    }

    /// The state of this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }

    /// The state of a complaint; one without a known state counts as new.
    pub fn of(complaint: &Map<String, Value>) -> Self {
        complaint
            .get(STATE)
            .and_then(Value::as_str)
            .and_then(Self::from_word)
            .unwrap_or(Self::New)
    }

    /// Everything but done.
    pub fn is_open(self) -> bool {
        self != Self::Done
    }

    /// The states that may follow, the usual next one first.
    pub fn next(self) -> &'static [Self] {
        match self {
            Self::New => &[Self::Working, Self::Waiting, Self::Notify, Self::Done],
            Self::Working => &[Self::Notify, Self::Waiting, Self::Done, Self::New],
            Self::Waiting => &[Self::Working, Self::Notify],
            Self::Notify => &[Self::Done, Self::Working, Self::Waiting],
            Self::Done => &[Self::Reopened],
            Self::Reopened => &[Self::Working, Self::Waiting, Self::Notify, Self::Done],
        }
    }

    /// What a complaint in this state must have.
    pub fn requirements(self) -> &'static [Requirement] {
        match self {
            Self::Waiting => &[Requirement::WaitingReason],
            Self::Done => &[Requirement::Resolution, Requirement::Contact],
            _ => &[],
        }
    }
}

/// What has to be there for the step; `None` when there is no such step.
pub fn requirements(from: State, to: State) -> Option<&'static [Requirement]> {
    (from == to || from.next().contains(&to)).then(|| to.requirements())
}

/// The whole merge group `progress` after the step. Leaving a state clears what belonged to it,
/// so that a reopened complaint needs a new contact before it is done again.
pub fn step(complaint: &Map<String, Value>, to: State, now_ms: i64) -> Map<String, Value> {
    let keep = |name: &str, kept: bool| match complaint.get(name) {
        Some(value) if kept => value.clone(),
        _ => Value::Null,
    };
    let closed = if to == State::Done {
        json!(now_ms)
    } else {
        Value::Null
    };
    Map::from_iter([
        (STATE.to_owned(), json!(to.as_str())),
        (
            WAITING_REASON.to_owned(),
            keep(WAITING_REASON, to == State::Waiting),
        ),
        (RESOLUTION.to_owned(), keep(RESOLUTION, true)),
        (TOLD_BY.to_owned(), keep(TOLD_BY, to != State::Reopened)),
        (CLOSED_AT.to_owned(), closed),
    ])
}

/// What stands in the way of the step from the stored state to the one in `complaint`.
pub fn check_step(from: State, complaint: &Map<String, Value>) -> Vec<Problem> {
    if requirements(from, State::of(complaint)).is_none() {
        return vec![Problem::new(STATE, ProblemCode::TransitionNotAllowed)];
    }
    check_state(complaint)
}

/// What the complaint lacks for the state it is in.
pub fn check_state(complaint: &Map<String, Value>) -> Vec<Problem> {
    let lacks = |name: &str| {
        complaint
            .get(name)
            .and_then(Value::as_str)
            .is_none_or(|text| text.trim().is_empty())
    };
    State::of(complaint)
        .requirements()
        .iter()
        .map(|requirement| requirement.field())
        .filter(|(name, _)| lacks(name))
        .map(|(name, code)| Problem::new(name, code))
        .collect()
}

impl Requirement {
    fn field(self) -> (&'static str, ProblemCode) {
        match self {
            Self::WaitingReason => (WAITING_REASON, ProblemCode::ReasonNeeded),
            Self::Resolution => (RESOLUTION, ProblemCode::ResolutionNeeded),
            Self::Contact => (TOLD_BY, ProblemCode::ContactNeeded),
        }
    }
}

/// When a complaint of this severity should be done, if nobody sets another time.
pub fn default_due_ms(severity: &str, reported_ms: i64) -> i64 {
    let hours = match severity {
        "critical" => 4,
        "high" => 24,
        "low" => 120,
        _ => 48,
    };
    reported_ms + hours * 3_600_000
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, Value, json};

    use super::{Requirement, State, check_step, default_due_ms, requirements, step};

    fn object(value: Value) -> Map<String, Value> {
        value.as_object().expect("object").clone()
    }

    #[test]
    fn words_are_those_of_the_kind() {
        let words: Vec<_> = State::ALL.iter().map(|state| state.as_str()).collect();
        assert_eq!(words, crate::kinds::complaint::STATES);
    }

    #[test]
    fn steps() {
        let check = |from, to, expected: Option<&[Requirement]>| {
            assert_eq!(requirements(from, to), expected, "{from:?} {to:?}");
        };
        check(State::New, State::Working, Some(&[]));
        check(
            State::Working,
            State::Waiting,
            Some(&[Requirement::WaitingReason]),
        );
        check(State::Waiting, State::Working, Some(&[]));
        check(State::Waiting, State::Done, None);
        check(
            State::Notify,
            State::Done,
            Some(&[Requirement::Resolution, Requirement::Contact]),
        );
        check(State::Done, State::Working, None);
        check(State::Done, State::Reopened, Some(&[]));
        check(
            State::Reopened,
            State::Done,
            Some(&[Requirement::Resolution, Requirement::Contact]),
        );
        check(State::Reopened, State::New, None);
    }

    #[test]
    fn problems_of_steps() {
        let check = |from, complaint: Value, expected: &[&str]| {
            let found: Vec<_> = check_step(from, &object(complaint))
                .iter()
                .map(|problem| format!("{} {}", problem.path, problem.code))
                .collect();
            assert_eq!(found, expected);
        };
        check(
            State::Notify,
            json!({"state": "done", "resolution": "Diganti", "told_by": "i1"}),
            &[],
        );
        check(
            State::Notify,
            json!({"state": "done", "resolution": " "}),
            &["resolution resolution_needed", "told_by contact_needed"],
        );
        check(
            State::Working,
            json!({"state": "waiting"}),
            &["waiting_reason reason_needed"],
        );
        check(
            State::Done,
            json!({"state": "new"}),
            &["state transition_not_allowed"],
        );
    }

    #[test]
    fn a_step_writes_the_whole_group() {
        let done = object(
            json!({"state": "done", "resolution": "Diganti", "told_by": "i1", "closed_at": 5}),
        );
        let reopened = json!({
            "state": "reopened", "waiting_reason": null, "resolution": "Diganti", "told_by": null, "closed_at": null,
        });
        assert_eq!(step(&done, State::Reopened, 9), object(reopened));
        let group = crate::kinds::complaint::COMPLAINT.members("progress");
        assert!(
            group
                .iter()
                .all(|name| step(&done, State::Done, 9).contains_key(*name))
        );
        assert_eq!(step(&done, State::Done, 9)["closed_at"], json!(9));
    }

    #[test]
    fn due_times() {
        assert_eq!(default_due_ms("critical", 0), 14_400_000);
        assert_eq!(default_due_ms("anything", 0), 172_800_000);
    }
}
