//! The first reading: what all lines come to.

use domain::import::order::{Survey, read_line};
use domain::order::Type;

use super::messages::{BadLine, Plan, Surveyed, TypeCount};
use super::rows::{Rows, Unreadable};

/// Lines between two words about how far it has come.
const BETWEEN: usize = 20_000;

/// Reads all lines. `progress` hears the share of the file that was read.
pub fn survey(
    rows: &mut Rows,
    plan: &Plan,
    progress: impl Fn(f64),
) -> Result<(Survey, Surveyed), Unreadable> {
    let mut survey = Survey::new(plan.currency);
    let mut bad = Vec::new();
    while let Some(row) = rows.next(&plan.fixes)? {
        let cells: Vec<&str> = row.cells.iter().map(String::as_str).collect();
        let read = read_line(&plan.targets, &cells, plan.format);
        let number = usize::try_from(row.line).unwrap_or(usize::MAX);
        survey.take(number, &read);
        // The survey names no more failures than can be shown.
        if let Some(failure) = survey.failures.get(bad.len()) {
            bad.push(BadLine {
                line: row.line,
                problems: failure.error.problems.clone(),
                cells: row.cells,
            });
        }
        if survey.lines.is_multiple_of(BETWEEN) {
            progress(rows.share());
        }
    }
    let surveyed = surveyed(&survey, bad);
    Ok((survey, surveyed))
}

fn surveyed(survey: &Survey, bad: Vec<BadLine>) -> Surveyed {
    let by_type = Type::ALL.into_iter().zip(&survey.by_type);
    let by_type = by_type.map(|(order_type, count)| TypeCount {
        order_type,
        documents: count.documents,
        lines: count.lines,
        net: count.net,
    });
    Surveyed {
        lines: survey.lines,
        empty: survey.empty,
        failed: survey.failed,
        waiting: survey.waiting(),
        by_type: by_type.collect(),
        value: survey.value(),
        net: survey.net(),
        free: survey.free,
        without_customer: survey.without_customer,
        customers: survey.customers.iter().cloned().collect(),
        products: survey.products,
        days: survey
            .first_on
            .zip(survey.last_on)
            .map(|(first, last)| (first.to_string(), last.to_string())),
        bad,
    }
}
