//! Tables of customers and orders: whatever bytes a file holds, what is read of them is what the
//! server takes, and anything else is a problem that a person is told.

use std::collections::BTreeMap;

use domain::import::order::{
    Document, DocumentKey, Format, OrderTarget, Survey, guess_order, read_line,
};
use domain::import::{Target, decode, delimiter, guarded, guess, read_row};
use domain::kinds::{customer, order, vehicle};
use domain::money::Currency;
use domain::schema::{Field, Kind};
use domain::validate::check_fields;
use fuzz::{check, corpus};
use serde_json::{Map, Value};
use sync::protocol::MAX_RECORD;

/// Damaged examples of each test.
const CASES: u32 = 600;

/// Columns are named once more so that damage of a header does not end the test.
const COLUMNS: usize = 16;

/// The rows of a file as the app reads them.
fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
    let text = decode(bytes);
    let reader = csv::ReaderBuilder::new()
        .delimiter(delimiter(&text))
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let records = reader.into_records().filter_map(Result::ok);
    records
        .map(|record| record.iter().map(str::to_owned).collect())
        .collect()
}

/// Targets of the first row, and where a header says nothing one after the other.
fn targets<T: Copy>(header: &[String], guess: fn(&str) -> Option<T>, all: &[T]) -> Vec<T> {
    let guessed = header.iter().map(|cell| guess(cell));
    let filled = guessed
        .enumerate()
        .map(|(at, found)| found.unwrap_or(all[at % all.len()]));
    filled
        .chain(all.iter().copied())
        .take(COLUMNS.max(header.len()))
        .collect()
}

/// What the server would say of the values, leaving out what only the page can fill in.
fn assert_sound(kind: &Kind, fields: &Map<String, Value>, later: &str) {
    let problems = check_fields(kind, fields);
    let wrong: Vec<_> = problems
        .iter()
        .filter(|problem| problem.path != later)
        .collect();
    assert!(wrong.is_empty(), "{wrong:?} in {fields:?}");
    let text = serde_json::to_string(fields).expect("fields can be said");
    assert!(text.len() <= MAX_RECORD, "{} bytes", text.len());
    assert_eq!(
        serde_json::from_str::<Map<_, _>>(&text).ok().as_ref(),
        Some(fields)
    );
    assert!(
        fields
            .keys()
            .all(|name| kind.fields.iter().any(|field: &Field| field.name == name))
    );
}

#[test]
fn customers_that_are_read_are_sound() {
    let all: Vec<Target> = Target::all().collect();
    check(&corpus("customers"), CASES, |bytes| {
        let rows = rows(bytes);
        let Some((header, rows)) = rows.split_first() else {
            return;
        };
        let targets = targets(header, guess, &all);
        for row in rows {
            let cells: Vec<&str> = row.iter().map(String::as_str).collect();
            if let Ok(read) = read_row(&targets, &cells, "run") {
                assert_sound(&customer::CUSTOMER, &read.customer, "");
                if let Some(fields) = &read.vehicle {
                    assert_sound(&vehicle::VEHICLE, fields, vehicle::CUSTOMER);
                }
            }
        }
    });
}

#[test]
fn orders_that_are_read_are_sound() {
    let all: Vec<OrderTarget> = OrderTarget::all().collect();
    check(&corpus("orders"), CASES, |bytes| {
        let rows = rows(bytes);
        let Some((header, rows)) = rows.split_first() else {
            return;
        };
        let targets = targets(header, guess_order, &all);
        let format = Format::guess(&targets, rows);
        for currency in [Currency::Idr, Currency::Gbp] {
            let mut survey = Survey::new(currency);
            let mut documents: BTreeMap<DocumentKey, Document> = BTreeMap::new();
            for (at, row) in rows.iter().enumerate() {
                let cells: Vec<&str> = row.iter().map(String::as_str).collect();
                let read = read_line(&targets, &cells, format);
                survey.take(at, &read);
                if let Ok(Some(line)) = read {
                    let key = line.key();
                    documents
                        .entry(key)
                        .and_modify(|document| document.push(line.clone()))
                        .or_insert_with(|| Document::new(line));
                }
            }
            assert_eq!(survey.lines, rows.len());
            for document in documents.values() {
                if let Ok(fields) = document.fields(currency, "run") {
                    assert_sound(&order::ORDER, &fields, order::CUSTOMER);
                }
            }
        }
    });
}

#[test]
fn what_is_given_out_is_no_formula_and_is_read_back() {
    check(&corpus("customers"), CASES, |bytes| {
        for cell in rows(bytes).iter().flatten() {
            let given = guarded(cell);
            assert!(
                !given.starts_with(['=', '+', '-', '@', '\t', '\r']),
                "{given}"
            );
        }
    });
}
