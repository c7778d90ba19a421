//! Faults that the simulation must notice: each what somebody could write by mistake.

/// One fault: what to write instead of what, in one file.
pub struct Fault {
    pub name: &'static str,
    pub path: &'static str,
    /// Each text stands exactly once in the file.
    pub edits: &'static [(&'static str, &'static str)],
}

const MERGE: &str = "sync/src/merge.rs";
const RESPONSE: &str = "sync/src/replica/response.rs";
const ROUND: &str = "sync/src/replica/round.rs";
const HUB_ROUND: &str = "worker/hub/src/round.rs";
const COMMIT: &str = "worker/hub/src/commit.rs";
const PULL: &str = "worker/hub/src/pull.rs";

/// All of them.
pub const FAULTS: &[Fault] = &[
    Fault {
        name: "the smaller stamp wins",
        path: MERGE,
        edits: &[(
            "writes.last_key_value() else {",
            "writes.first_key_value() else {",
        )],
    },
    Fault {
        name: "what a write is based on is not compared",
        path: MERGE,
        edits: &[(
            "change.base_of(group) == Some(current) && change.stamp",
            "change.stamp",
        )],
    },
    Fault {
        name: "the earliest conflict is lost",
        path: MERGE,
        edits: &[(
            "conflicts.drain(..surplus);",
            "conflicts.drain(..surplus.max(conflicts.len().min(1)));",
        )],
    },
    Fault {
        name: "deciding about one conflict decides about all",
        path: MERGE,
        edits: &[(
            "        .filter_map(|change| change.settles.get(group))\n        .flatten()\n        .copied()\n",
            "        .filter_map(|change| change.settles.get(group))\n        .flat_map(|_| writes.keys())\n        .copied()\n",
        )],
    },
    Fault {
        name: "the batch has no guard",
        path: COMMIT,
        edits: &[("vec![self.guard()?]", "Vec::new()")],
    },
    Fault {
        name: "the guard knows no versions",
        path: COMMIT,
        edits: &[(
            "WHERE ifnull(record.version, 0) <> expected.value)",
            "WHERE false)",
        )],
    },
    Fault {
        name: "what follows a moved customer stays in its feeds",
        path: COMMIT,
        edits: &[("statements.extend(self.moved_roots()?);", "")],
    },
    Fault {
        name: "a gap is let through",
        path: HUB_ROUND,
        edits: &[(
            "change.seq == 0 || change.seq > mark + 1",
            "change.seq == 0",
        )],
    },
    Fault {
        name: "a repeat is told that it was applied",
        path: HUB_ROUND,
        edits: &[(
            "outcomes.push(received.outcome.clone());",
            "outcomes.push(Outcome { code: None, ..received.outcome.clone() });",
        )],
    },
    Fault {
        name: "the content of a repeat is not compared",
        path: HUB_ROUND,
        edits: &[(
            "Some(received) if received.is(change)? => {",
            "Some(received) => {",
        )],
    },
    Fault {
        name: "a repeat on another base is not known",
        path: COMMIT,
        edits: &[("bases: BTreeMap::new(),", "bases: change.bases.clone(),")],
    },
    Fault {
        name: "the epoch is ignored",
        path: HUB_ROUND,
        edits: &[(
            "!request.epoch.is_empty() && request.epoch != epoch",
            "false",
        )],
    },
    Fault {
        name: "a stamp from the future is taken in",
        path: HUB_ROUND,
        edits: &[("check_clock(fresh, now_ms, snapshot.mark)?;", "")],
    },
    Fault {
        name: "a base that was refused is kept by the server",
        path: "worker/hub/src/plan.rs",
        edits: &[("        self.inherit_bases(&mut change);\n", "")],
    },
    Fault {
        name: "records out of sight may be written",
        path: "worker/hub/src/check.rs",
        edits: &[("            && sees(self.actor, self.records, id)\n", "")],
    },
    Fault {
        name: "numbers do not go on from what was issued",
        path: "worker/hub/src/numbers.rs",
        edits: &[(
            "coalesce(counter.value, least.value, 0) + issued.value",
            "issued.value",
        )],
    },
    Fault {
        name: "a page that was cut counts as whole",
        path: PULL,
        edits: &[(
            "Some(last) => Cursor { top: last, bottom },",
            "Some(_) => Cursor { top: self.head, bottom },",
        )],
    },
    Fault {
        name: "a first pull leaves a row out between pages",
        path: PULL,
        edits: &[("last.saturating_sub(1)", "last.saturating_sub(2)")],
    },
    Fault {
        name: "an answer to other cursors is taken over",
        path: RESPONSE,
        edits: &[
            ("request.cursors != cursors(&self.desk.meta.feeds)", "false"),
            ("if state.cursor != asked || goes_back {", "if goes_back {"),
        ],
    },
    Fault {
        name: "an answer to another request is taken over",
        path: RESPONSE,
        edits: &[("if response.turn != request.turn {", "if false {")],
    },
    Fault {
        name: "a device goes on below the floor of a feed",
        path: RESPONSE,
        edits: &[(
            "state.is_none_or(|state| state.is_below(head.floor))",
            "state.is_none()",
        )],
    },
    Fault {
        name: "a record that left a feed stays",
        path: RESPONSE,
        edits: &[("            self.leave(&gone.id, feed);\n", "")],
    },
    Fault {
        name: "a record of no feed stays on the device",
        path: RESPONSE,
        edits: &[(
            "!*live.entry(set).or_insert_with(|| self.is_live(entry))",
            "*live.entry(set).or_insert(false)",
        )],
    },
    Fault {
        name: "sums are not compared",
        path: "sync/src/replica/self_check.rs",
        edits: &[("if !is_recent {", "if false {")],
    },
    Fault {
        name: "what was sent leaves the outbox before its outcome",
        path: ROUND,
        edits: &[(
            "            let meta = &mut tx.desk.meta;\n            let last = changes",
            "            changes.iter().for_each(|change| drop(tx.desk.outbox.remove(change.seq)));\n            let meta = &mut tx.desk.meta;\n            let last = changes",
        )],
    },
    Fault {
        name: "what was acknowledged is not kept",
        path: RESPONSE,
        edits: &[(
            "            self.keep(waits.clone(), change, outcome, response.now_ms);\n",
            "",
        )],
    },
    Fault {
        name: "a base that was refused is kept by the device",
        path: "sync/src/replica/tray.rs",
        edits: &[(
            "            *base = refused.base_of(group).unwrap_or(*base);\n",
            "            let _ = group;\n",
        )],
    },
    Fault {
        name: "what was refused about somebody erased stays on the server",
        path: "worker/hub/src/erase.rs",
        edits: &[(
            "[FORGET_APPLIED, FORGET_REFUSED].map",
            "[FORGET_APPLIED].map",
        )],
    },
    Fault {
        name: "the chunk in which somebody erased lay stays on the device",
        path: "sync/src/replica/erasure.rs",
        edits: &[(
            "            self.rewritten.extend(self.book.chunk_of(id));\n",
            "",
        )],
    },
    Fault {
        name: "what is shown first outlives the records that it shows",
        path: "sync/src/replica/front.rs",
        edits: &[("            batch.delete(Table::Front, FRONT);\n", "")],
    },
    Fault {
        name: "a batch that was planned on an older state is written",
        path: "sync/src/replica/transaction.rs",
        edits: &[(
            "Batch::new(Some(generation), durability)",
            "Batch::new(None, durability)",
        )],
    },
];
