//! The orders of a whole file: a year of a shop, 541,909 lines (UCI, "Online Retail").

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread;

use csv::StringRecord;
use domain::import::order::{
    Document, DocumentKey, Format, LineError, OrderLine, OrderTarget, Survey, guess_order,
    read_line,
};
use domain::money::{Amount, Currency};
use domain::order::Type;

/// Rows from which the format is guessed.
const SAMPLE: usize = 50;
/// Every how many documents one is checked as a record, because a debug build is slow.
const CHECKED: usize = 25;

/// The file in the folder that `RELASI_DATA` names, or in the one beside the repository.
fn path() -> PathBuf {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/data");
    let folder = std::env::var_os("RELASI_DATA").map_or_else(beside, PathBuf::from);
    folder.join("online_retail.csv.xz")
}

/// The unpacked file; `None` where it or the command for it is absent.
fn unpack() -> Option<Child> {
    let path = path();
    let command = || {
        Command::new("xz")
            .arg("-dc")
            .arg(&path)
            .stdout(Stdio::piped())
            .spawn()
    };
    path.exists().then(command)?.ok()
}

type Read = Result<Option<OrderLine>, LineError>;

/// What a file becomes.
struct Reading {
    survey: Survey,
    documents: BTreeMap<DocumentKey, Document>,
}

impl Reading {
    fn take(&mut self, at: usize, read: Read) {
        self.survey.take(at, &read);
        let Ok(Some(line)) = read else { return };
        match self.documents.entry(line.key()) {
            Entry::Occupied(mut document) => document.get_mut().push(line),
            Entry::Vacant(place) => drop(place.insert(Document::new(line))),
        }
    }
}

fn read(mut file: csv::Reader<impl std::io::Read>) -> Reading {
    let headers = file.headers().expect("a header");
    let targets: Vec<_> = headers
        .iter()
        .map(|header| guess_order(header).unwrap_or(OrderTarget::Skip))
        .collect();
    let records: Vec<_> = file.records().map(|one| one.expect("a record")).collect();
    let format = guess(&targets, &records[..SAMPLE]);
    let mut reading = Reading {
        survey: Survey::new(Currency::Gbp),
        documents: BTreeMap::new(),
    };
    let lines = read_lines(&targets, &records, format);
    for (at, read) in lines.into_iter().enumerate() {
        reading.take(at + 2, read);
    }
    reading
}

/// Reads the halves at the same time.
fn read_lines(targets: &[OrderTarget], records: &[StringRecord], format: Format) -> Vec<Read> {
    let read_one = |record: &StringRecord| {
        let cells: Vec<&str> = record.iter().collect();
        read_line(targets, &cells, format)
    };
    let read_half = |half: &[StringRecord]| -> Vec<Read> { half.iter().map(read_one).collect() };
    let (first, second) = records.split_at(records.len() / 2);
    thread::scope(|scope| {
        let second = scope.spawn(|| read_half(second));
        let mut lines = read_half(first);
        lines.extend(second.join().expect("the other half"));
        lines
    })
}

fn guess(targets: &[OrderTarget], sample: &[StringRecord]) -> Format {
    let rows: Vec<Vec<String>> = sample
        .iter()
        .map(|record| record.iter().map(str::to_owned).collect())
        .collect();
    Format::guess(targets, &rows)
}

#[test]
fn a_year_of_a_shop() {
    let Some(mut unpacked) = unpack() else {
        eprintln!("skipped: {} or the command xz is absent", path().display());
        return;
    };
    let output = unpacked.stdout.take().expect("a pipe");
    let reading = read(csv::Reader::from_reader(output));
    assert!(unpacked.wait().expect("xz ends").success());
    check_counts(&reading.survey);
    check_sums(&reading);
}

fn check_counts(survey: &Survey) {
    let found = (survey.lines, survey.empty, survey.failed);
    assert_eq!(found, (541_909, 0, 0));
    assert_eq!((survey.documents(), survey.waiting()), (25_900, 0));
    assert_eq!(survey.without_customer, 135_080);
    assert_eq!((survey.customers.len(), survey.products), (4_372, 4_070));
    assert_eq!(survey.free, 1_179);
    let days = [survey.first_on, survey.last_on].map(|day| day.map(|day| day.to_string()));
    let expected = ["2010-12-01", "2011-12-09"].map(|day| Some(day.to_owned()));
    assert_eq!(days, expected);
    let check = |order_type: Type, documents, lines, value: &str| {
        let count = survey.by_type[order_type as usize];
        let found = (count.documents, count.lines, count.value.to_text('.'));
        assert_eq!(
            found,
            (documents, lines, value.to_owned()),
            "{order_type:?}"
        );
    };
    check(Type::Sale, 20_725, 531_282, "10655622.484");
    check(Type::Return, 3_836, 9_288, "-896812.49");
    check(Type::Correction, 1_336, 1_336, "0");
    check(Type::BadDebt, 3, 3, "-11062.06");
    assert_eq!(survey.value().to_text('.'), "9747747.934");
}

fn check_sums(reading: &Reading) {
    let Reading { survey, documents } = reading;
    // Four lines are rounded, by less than half a penny together.
    assert_eq!(survey.net(), Amount(974_774_793));
    assert_eq!(survey.value().rounded(Currency::Gbp), survey.net());
    let sum: Option<Amount> = documents
        .values()
        .map(|document| document.net(Currency::Gbp))
        .sum();
    assert_eq!(sum, Some(survey.net()));
    let most = documents.values().map(Document::len).max();
    assert_eq!(most, Some(1_114));
    for document in documents.values().step_by(CHECKED) {
        assert_eq!(survey.lines_of(document.key()), document.len());
        assert!(document.fields(Currency::Gbp, "run").is_ok());
    }
}
