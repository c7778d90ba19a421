//! One branch in figures.

use leptos::prelude::*;

use crate::components::{Tag, Tone};
use crate::i18n::{format, text, text_with};
use crate::store::{Branch, Device, Store};

const MINUTE_MS: i64 = 60_000;
const HOUR_MS: i64 = 60 * MINUTE_MS;
/// A device that was heard of within this time is up to date.
pub const FRESH_MS: i64 = 24 * HOUR_MS;

/// What is known of one branch.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The branch.
    pub branch: Branch,
    /// Devices of its people; none before the server told of them.
    pub devices: Option<Vec<Device>>,
    /// Its customers on this device, without archived ones.
    pub customers: usize,
    /// Its open complaints that are late.
    pub late: usize,
}

impl Line {
    /// Takes together what the server said and what lies on this device.
    pub fn of(store: Store, branch: Branch, devices: Option<&[Device]>, now_ms: i64) -> Self {
        let own = |devices: &[Device]| {
            let own = devices
                .iter()
                .filter(|device| device.branches.contains(&branch.id));
            own.cloned().collect::<Vec<_>>()
        };
        let (customers, late) = store.index(|index| {
            let customers = index
                .customers
                .iter()
                .filter(|row| row.branch == branch.id && !row.archived);
            let open = index
                .complaints
                .iter()
                .filter(|row| row.branch == branch.id && !row.archived && row.state.is_open());
            let late = open.filter(|row| row.due_ms.is_some_and(|due| due < now_ms));
            (customers.count(), late.count())
        });
        Self {
            devices: devices.map(own),
            branch,
            customers,
            late,
        }
    }

    fn last_sync_ms(&self) -> Option<i64> {
        self.devices
            .iter()
            .flatten()
            .filter_map(|device| device.last_sync_ms)
            .max()
    }

    fn sum(&self, get: fn(&Device) -> u32) -> Option<u32> {
        Some(self.devices.as_ref()?.iter().map(get).sum())
    }

    fn fresh(&self, now_ms: i64) -> Option<String> {
        let devices = self.devices.as_ref()?;
        let fresh = devices
            .iter()
            .filter(|device| is_fresh(device.last_sync_ms, now_ms))
            .count();
        Some(text_with(
            "branch.fresh_devices",
            &[("fresh", fresh), ("total", devices.len())],
        ))
    }
}

/// The row of a branch in the table.
#[component]
pub fn BranchRow(line: Line, selected: bool, now_ms: i64) -> impl IntoView {
    let unknown = || "–".to_owned();
    let unsent = line.sum(|device| device.pending);
    // Of a branch that has not been heard of for long, only the last report is known.
    let unsent = match unsent.map(|count| digits(count as usize)) {
        Some(count) if !is_fresh(line.last_sync_ms(), now_ms) && line.last_sync_ms().is_some() => {
            text_with("branch.reported", &[("count", count)])
        }
        Some(count) => count,
        None => unknown(),
    };
    let refused = line
        .sum(|device| device.refused)
        .map_or_else(unknown, |count| digits(count as usize));
    let sync = line
        .devices
        .is_some()
        .then(|| sync_tag(line.last_sync_ms(), now_ms));
    let href = format!("/branches/{}", line.branch.code);
    view! {
        <tr
            data-testid=format!("branch-{}", line.branch.code)
            aria-selected=if selected { "true" } else { "false" }
        >
            <td>
                <a href=href><b>{line.branch.name.clone()}</b> " · " {line.branch.code.clone()}</a>
            </td>
            <td>{sync}</td>
            <td class="num">{unsent}</td>
            <td class="num">{refused}</td>
            <td class="num">{digits(line.customers)}</td>
            <td class="num">{digits(line.late)}</td>
            <td>{line.fresh(now_ms).unwrap_or_else(unknown)}</td>
        </tr>
    }
}

/// How long ago somebody synced, coloured by how worrying that is.
pub fn sync_tag(last_ms: Option<i64>, now_ms: i64) -> impl IntoView + use<> {
    let (tone, words) = match last_ms {
        None => (Tone::Bad, text("branch.never")),
        Some(last_ms) if now_ms - last_ms < 15 * MINUTE_MS => {
            (Tone::Ok, format::relative(last_ms, now_ms))
        }
        Some(last_ms) if is_fresh(Some(last_ms), now_ms) => {
            (Tone::Warn, format::relative(last_ms, now_ms))
        }
        Some(last_ms) => (Tone::Bad, format::relative(last_ms, now_ms)),
    };
    view! { <Tag tone text=words/> }
}

fn is_fresh(last_ms: Option<i64>, now_ms: i64) -> bool {
    last_ms.is_some_and(|last_ms| now_ms - last_ms < FRESH_MS)
}

fn digits(count: usize) -> String {
    format::number(i64::try_from(count).unwrap_or(i64::MAX))
}
