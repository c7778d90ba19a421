//! Whether each change is on the server exactly once, by plain queries of its database.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use futures::executor::block_on;
use hub::sqlite::Sqlite;
use hub::{Database, Row, Statement};

use crate::fleet::Log;
use crate::work::{MARK, MARK_LEN};

/// What the database says of what was typed.
#[derive(Debug, Default)]
pub struct Proof {
    /// How many changes were typed.
    pub typed: usize,
    /// Everything that is wrong, in a sentence each.
    pub wrong: Vec<String>,
}

/// How often the history has each mark, and how many changes it has of each replica.
#[derive(Default)]
struct History {
    marks: BTreeMap<String, usize>,
    replicas: BTreeMap<i64, usize>,
}

/// Compares what was typed with the history and the records in the file of a database.
pub fn prove(database: &Path, logs: &[Log]) -> Proof {
    let database = Sqlite::open(database).expect("the server's database");
    let first = logs.iter().map(|log| log.replica).min().unwrap_or_default();
    let rows = query(&database, Statement::new(CHANGES, [first.into()]));
    let history = History::read(&rows);
    let shown: BTreeSet<String> = query(&database, Statement::new(RECORDS, []))
        .iter()
        .flat_map(|row| marks_in(row.text("doc").expect("a record")))
        .collect();
    let mut proof = Proof::default();
    for log in logs {
        proof.look_at_device(log, &history);
        proof.look_at_changes(log, &history, &shown);
    }
    proof
}

impl Proof {
    fn look_at_device(&mut self, log: &Log, history: &History) {
        let received = history
            .replicas
            .get(&log.replica.into())
            .copied()
            .unwrap_or_default();
        let (replica, typed) = (log.replica, log.marks.len());
        self.typed += typed;
        if received != typed {
            self.wrong.push(format!(
                "of replica {replica} there are {received} changes, not {typed}"
            ));
        }
        if log.unsent > 0 {
            self.wrong.push(format!(
                "replica {replica} has {} unsent changes",
                log.unsent
            ));
        }
        if !log.refused.is_empty() {
            self.wrong
                .push(format!("replica {replica} was refused: {:?}", log.refused));
        }
        if log.repairs > 0 {
            self.wrong.push(format!(
                "replica {replica} held something else than the server"
            ));
        }
    }

    fn look_at_changes(&mut self, log: &Log, history: &History, shown: &BTreeSet<String>) {
        for mark in &log.marks {
            match history.marks.get(mark).copied().unwrap_or_default() {
                1 if shown.contains(mark) => {}
                1 => self
                    .wrong
                    .push(format!("{mark} was taken in and is in no record")),
                0 => self.wrong.push(format!("{mark} is missing")),
                times => self
                    .wrong
                    .push(format!("{mark} was taken in {times} times")),
            }
        }
    }
}

impl History {
    fn read(rows: &[Row]) -> Self {
        let mut history = Self::default();
        for row in rows {
            let replica = row.int("replica").expect("a number");
            *history.replicas.entry(replica).or_default() += 1;
            let marks: BTreeSet<_> = marks_in(row.text("body").expect("a change")).collect();
            for mark in marks {
                *history.marks.entry(mark).or_default() += 1;
            }
        }
        history
    }
}

fn query(database: &Sqlite, statement: Statement) -> Vec<Row> {
    block_on(database.query(statement)).expect("a sound database")
}

fn marks_in(text: &str) -> impl Iterator<Item = String> {
    let places = text.match_indices(MARK);
    places
        .filter_map(|(at, _)| text.get(at..at + MARK_LEN))
        .map(str::to_owned)
}

const CHANGES: &str = "SELECT replica, body FROM change WHERE replica >= ?1 AND code IS NULL";

const RECORDS: &str = "SELECT doc FROM record WHERE instr(doc, 'beban-') > 0";
