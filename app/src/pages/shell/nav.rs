//! The entries of the navigation and what they count.

use domain::access::Role;
use leptos::prelude::*;

use super::use_minute;
use crate::components::{Glyph, NavCount, NavEntry};
use crate::i18n::{counted, format, text};
use crate::store::{Counts, Reach, Store};

/// All entries that a role has pages for.
pub fn entries(store: Store, role: Option<Role>) -> Vec<NavEntry> {
    let minute = use_minute();
    let counts = Memo::new(move |_| {
        store.track();
        let now_ms = minute.now_ms().max(store.now_ms());
        store.index(|index| index.counts(now_ms, &store.today()))
    });
    let count = |key: &'static str, urgent: bool, get: fn(Counts) -> usize| {
        Signal::derive(move || {
            let is_known = store.reach() >= Reach::Lists;
            is_known.then(|| nav_count(key, urgent, get(counts.get())))?
        })
    };
    let nothing = Signal::derive(|| None);
    let mut entries = vec![
        entry(
            "nav-today",
            "today",
            Glyph::Home,
            count("nav.count_today", true, |all| all.due_today),
        ),
        entry(
            "nav-customers",
            "customers",
            Glyph::Person,
            count("nav.count_customers", false, |all| all.customers),
        ),
        entry(
            "nav-service",
            "service",
            Glyph::Speech,
            count("nav.count_service", true, |all| all.complaints_late),
        ),
    ];
    entries.push(entry("nav-sales", "sales", Glyph::Receipt, nothing));
    if role >= Some(Role::BranchHead) {
        entries.push(entry("nav-branches", "branches", Glyph::Building, nothing));
    }
    entries.push(entry("nav-settings", "settings", Glyph::Cog, nothing));
    entries
}

fn entry(
    testid: &'static str,
    name: &str,
    glyph: Glyph,
    count: Signal<Option<NavCount>>,
) -> NavEntry {
    NavEntry {
        testid,
        href: format!("/{name}"),
        label: text(&format!("nav.{name}")),
        glyph,
        count,
        more: matches!(name, "branches" | "settings"),
    }
}

fn nav_count(key: &str, urgent: bool, count: usize) -> Option<NavCount> {
    (count > 0).then(|| NavCount {
        shown: format::number(i64::try_from(count).unwrap_or(i64::MAX)),
        spoken: counted(key, count),
        urgent,
    })
}
