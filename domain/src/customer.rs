//! Where a customer stands with us.

use chrono::{DateTime, Months};
use serde_json::{Map, Value};

use serde::{Deserialize, Serialize};

use crate::kinds::interaction;

/// Where a customer stands. Being troubled outweighs the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// No contact and no order yet.
    Prospect,
    /// Seen within the months that the company has set, in a contact or with an order.
    Active,
    /// Seen longer ago.
    Passive,
    /// Marked by hand, with a reason.
    Troubled,
}

impl Standing {
    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Prospect => "prospect",
            Self::Active => "active",
            Self::Passive => "passive",
            Self::Troubled => "troubled",
        }
    }
}

/// The standing of a customer who was last seen at this moment: the later of their last contact
/// and the beginning of their last order's day. A draft or a cancelled order shows nobody.
pub fn standing(
    last_seen_ms: Option<i64>,
    now_ms: i64,
    active_months: u32,
    troubled: bool,
) -> Standing {
    match last_seen_ms {
        _ if troubled => Standing::Troubled,
        None => Standing::Prospect,
        Some(seen) if seen >= months_before(now_ms, active_months) => Standing::Active,
        Some(_) => Standing::Passive,
    }
}

/// Whether an interaction leaves a step to be done on this day or earlier; `today` is a date as
/// fields hold it. Troubled customers are the caller's to leave out.
pub fn to_contact(interaction: &Map<String, Value>, today: &str) -> bool {
    let text = |name| interaction.get(name).and_then(Value::as_str);
    let open = matches!(text(interaction::NEXT_STATE), None | Some("open"));
    open && text(interaction::NEXT_ON).is_some_and(|day| !day.is_empty() && day <= today)
}

/// The same time of day so many calendar months earlier.
pub fn months_before(now_ms: i64, months: u32) -> i64 {
    DateTime::from_timestamp_millis(now_ms)
        .and_then(|now| now.checked_sub_months(Months::new(months)))
        .map_or(0, |then| then.timestamp_millis())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Standing, months_before, standing, to_contact};

    /// 2026-11-23 03:00 UTC.
    const NOW: i64 = 1_795_402_800_000;
    const DAY: i64 = 86_400_000;

    #[test]
    fn standings() {
        let check = |seen, troubled, expected| {
            assert_eq!(standing(seen, NOW, 12, troubled), expected, "{seen:?}");
        };
        check(None, false, Standing::Prospect);
        check(None, true, Standing::Troubled);
        check(Some(NOW), true, Standing::Troubled);
        check(Some(NOW), false, Standing::Active);
        check(Some(NOW - 365 * DAY), false, Standing::Active);
        check(Some(NOW - 365 * DAY - 1), false, Standing::Passive);
        check(Some(NOW + DAY), false, Standing::Active);
    }

    #[test]
    fn months_follow_the_calendar() {
        // 2026-03-31 minus a month is 2026-02-28.
        assert_eq!(months_before(1_774_915_200_000, 1), 1_772_236_800_000);
        assert_eq!(months_before(i64::MAX, 1), 0);
    }

    #[test]
    fn due_steps() {
        let check = |fields: serde_json::Value, expected| {
            let found = to_contact(fields.as_object().expect("object"), "2026-11-23");
            assert_eq!(found, expected, "{fields}");
        };
        check(json!({"next_on": "2026-11-23", "next_state": "open"}), true);
        check(json!({"next_on": "2026-11-22"}), true);
        check(
            json!({"next_on": "2026-11-24", "next_state": "open"}),
            false,
        );
        check(
            json!({"next_on": "2026-11-20", "next_state": "done"}),
            false,
        );
        check(json!({"next_on": ""}), false);
        check(json!({"next_state": "open"}), false);
    }
}
