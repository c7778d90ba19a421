//! What a row of the table becomes.

use serde_json::{Map, Value, json};

use super::Target;
use super::cell;
use crate::kinds::{customer, vehicle};
use crate::name::fold;
use crate::validate::{Problem, ProblemCode, check_record};
use crate::{phone, plate, regions};

type Fields = Map<String, Value>;

/// A customer read from a row, not yet a record.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What makes it the same customer when the table is imported again.
    pub key: String,
    /// Fields of the customer.
    pub customer: Fields,
    /// Fields of a vehicle, without its customer.
    pub vehicle: Option<Fields>,
}

/// Reads the cells of a row by the targets of their columns; `run` is the id of the import run.
/// The problems name the fields of the customer, or of the vehicle.
pub fn read_row(targets: &[Target], cells: &[&str], run: &str) -> Result<Row, Vec<Problem>> {
    let mut reading = Reading::default();
    for (target, cell) in targets.iter().zip(cells) {
        let text = cell::clean(cell);
        if !text.is_empty() {
            reading.take(*target, &text);
        }
    }
    reading.finish(run)
}

/// The text from which the record's id is made: the same row of the same source into the same
/// branch is the same record.
pub fn identity(company: &str, branch: &str, source: &str, key: &str) -> String {
    [company, branch, source, key]
        .map(|part| part.replace('\n', " "))
        .join("\n")
}

#[derive(Default)]
struct Reading {
    customer: Fields,
    vehicle: Fields,
    phones: Vec<String>,
    regency: Option<String>,
    problems: Vec<Problem>,
}

impl Reading {
    fn take(&mut self, target: Target, text: &str) {
        match target {
            Target::ExternalCode => self.put(customer::EXTERNAL_CODE, cell::whole_number(text)),
            Target::Name => self.put(customer::NAME, text),
            Target::Phone => self.phones.extend(cell::phones(cell::whole_number(text))),
            Target::Email => self.put(customer::EMAIL, &text.to_lowercase()),
            Target::Street => self.put(customer::STREET, text),
            Target::Postcode => self.put(customer::POSTCODE, cell::whole_number(text)),
            Target::Hobbies => self.put(customer::HOBBIES, text),
            Target::SubType => self.put(customer::SUB_TYPE, text),
            Target::Note => self.put(customer::NOTE, text),
            Target::Form => self.word(customer::FORM, cell::form(text)),
            Target::Channel => self.word(customer::CHANNEL, cell::channel(text)),
            Target::Size => self.word(customer::SIZE, cell::size(text)),
            Target::Province => match cell::province(text) {
                Some(code) => self.put(customer::PROVINCE, code),
                None => self.problem(customer::PROVINCE, ProblemCode::RegionInvalid),
            },
            Target::Regency => self.regency = Some(text.to_owned()),
            Target::Birthday => match cell::date(text) {
                Some(day) => self.put(customer::BIRTHDAY, &day),
                None => self.problem(customer::BIRTHDAY, ProblemCode::NotADate),
            },
            Target::Plate => self.put_vehicle(vehicle::PLATE, &plate::normalise(text)),
            Target::Make => self.put_vehicle(vehicle::MAKE, text),
            Target::Model => self.put_vehicle(vehicle::MODEL, text),
            Target::Skip => {}
        }
    }

    fn finish(mut self, run: &str) -> Result<Row, Vec<Problem>> {
        self.finish_regency();
        self.finish_phones();
        self.finish_name();
        self.put(customer::SOURCE, "import");
        self.put(customer::IMPORT, run);
        for problem in check_record(&customer::CUSTOMER, &self.customer) {
            if self.problems.iter().all(|other| other.path != problem.path) {
                self.problems.push(problem);
            }
        }
        if !self.vehicle.is_empty() && !self.vehicle.contains_key(vehicle::MAKE) {
            self.problem(vehicle::MAKE, ProblemCode::Required);
        }
        if !self.problems.is_empty() {
            return Err(self.problems);
        }
        let vehicle = (!self.vehicle.is_empty()).then_some(self.vehicle);
        Ok(Row {
            key: key(&self.customer),
            customer: self.customer,
            vehicle,
        })
    }

    fn finish_regency(&mut self) {
        let Some(text) = self.regency.take() else {
            return;
        };
        let province = self
            .customer
            .get(customer::PROVINCE)
            .and_then(Value::as_str);
        match cell::regency(&text, province) {
            Some(code) => {
                self.put(customer::REGENCY, code);
                self.put(
                    customer::PROVINCE,
                    regions::province_of(code).unwrap_or_default(),
                );
            }
            None => self.problem(customer::REGENCY, ProblemCode::RegionInvalid),
        }
    }

    fn finish_phones(&mut self) {
        let entry = |(n, text): (usize, &String)| {
            let number = phone::normalise(text).unwrap_or_else(|| text.clone());
            (format!("k{}", n + 1), json!({ customer::NUMBER: number }))
        };
        let phones: Fields = self.phones.iter().enumerate().map(entry).collect();
        if !phones.is_empty() {
            self.customer
                .insert(customer::PHONES.to_owned(), Value::Object(phones));
        }
    }

    /// A customer without a name is called by what else is known, and marked.
    fn finish_name(&mut self) {
        if !self.customer.contains_key(customer::NAME) {
            let code = self
                .customer
                .get(customer::EXTERNAL_CODE)
                .and_then(Value::as_str);
            let known = code
                .map(str::to_owned)
                .or_else(|| self.phones.first().cloned());
            if let Some(known) = known {
                self.put(customer::NAME, &format!("Pelanggan {known}"));
                self.customer
                    .insert(customer::NAME_MISSING.to_owned(), Value::Bool(true));
            }
        }
        if !self.customer.contains_key(customer::FORM) {
            let name = self.customer.get(customer::NAME).and_then(Value::as_str);
            let form = cell::form_of_name(name.unwrap_or_default());
            self.put(customer::FORM, form);
        }
    }

    fn put(&mut self, name: &str, text: &str) {
        self.customer.insert(name.to_owned(), Value::from(text));
    }

    fn put_vehicle(&mut self, name: &str, text: &str) {
        self.vehicle.insert(name.to_owned(), Value::from(text));
    }

    fn word(&mut self, name: &str, word: Option<&str>) {
        match word {
            Some(word) => self.put(name, word),
            None => self.problem(name, ProblemCode::NotAChoice),
        }
    }

    fn problem(&mut self, path: &str, code: ProblemCode) {
        self.problems.push(Problem::new(path, code));
    }
}

/// The other system's code where there is one, or else the name with the first phone.
fn key(customer: &Fields) -> String {
    let text = |name| {
        customer
            .get(name)
            .and_then(Value::as_str)
            .unwrap_or_default()
    };
    if !text(customer::EXTERNAL_CODE).is_empty() {
        return format!("code:{}", text(customer::EXTERNAL_CODE));
    }
    let phones = customer.get(customer::PHONES).and_then(Value::as_object);
    let first = phones.and_then(|phones| phones.values().next());
    let number = first
        .and_then(|entry| entry[customer::NUMBER].as_str())
        .unwrap_or_default();
    format!("name:{}:{number}", fold(text(customer::NAME)))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{identity, read_row};
    use crate::import::Target;

    fn problems(targets: &[Target], cells: &[&str]) -> Vec<String> {
        let found = read_row(targets, cells, "run").expect_err("the row has problems");
        found
            .iter()
            .map(|problem| format!("{} {}", problem.path, problem.code))
            .collect()
    }

    #[test]
    fn a_row_without_a_name() {
        let targets = [Target::ExternalCode, Target::Skip];
        let row = read_row(&targets, &["17850.0", "United Kingdom"], "run").expect("sound");
        assert_eq!(row.key, "code:17850");
        assert_eq!(row.vehicle, None);
        let expected = json!({
            "external_code": "17850", "name": "Pelanggan 17850", "name_missing": true,
            "form": "person", "source": "import", "import": "run",
        });
        assert_eq!(json!(row.customer), expected);
    }

    #[test]
    fn a_full_row() {
        let targets = [
            Target::Name,
            Target::Phone,
            Target::Regency,
            Target::Plate,
            Target::Make,
            Target::Size,
        ];
        let cells = [
            "PT Bumi Jaya",
            "'+62 812-4410-2201; 0411 872113",
            "Makassar",
            "dd5501ak",
            "Honda",
            "Utama",
        ];
        let row = read_row(&targets, &cells, "run").expect("sound");
        assert_eq!(row.key, "name:pt bumi jaya:+6281244102201");
        assert_eq!(
            json!(row.vehicle),
            json!({"plate": "DD 5501 AK", "make": "Honda"})
        );
        assert_eq!(row.customer["phones"]["k2"]["number"], "+62411872113");
        assert_eq!(row.customer["province"], "73");
        assert_eq!(row.customer["form"], "organisation");
        assert_eq!(row.customer["size"], "major");
    }

    #[test]
    fn rows_with_problems() {
        let targets = [
            Target::Name,
            Target::Phone,
            Target::Birthday,
            Target::Regency,
            Target::Plate,
        ];
        let cells = ["Siti", "12", "31/31/2000", "Atlantis", "DD 1 A"];
        let expected = [
            "birthday not_a_date",
            "regency region_invalid",
            "phones/k1/number phone_invalid",
            "make required",
        ];
        assert_eq!(problems(&targets, &cells), expected);
        assert_eq!(problems(&[Target::Name], &[" "]), ["name required"]);
        assert_eq!(
            problems(&[Target::Name, Target::Form], &["Siti", "robot"]),
            ["form not_a_choice"]
        );
    }

    #[test]
    fn short_rows_lack_cells_and_long_ones_lose_none_that_has_a_column() {
        let row = read_row(&[Target::Name, Target::Phone], &["Siti"], "run").expect("sound");
        assert!(!row.customer.contains_key("phones"));
        assert!(read_row(&[Target::Name], &["Siti", "x"], "run").is_ok());
    }

    #[test]
    fn identities() {
        assert_eq!(identity("c", "b", "csv", "code:1"), "c\nb\ncsv\ncode:1");
        assert_ne!(
            identity("c", "b\nx", "y", "k"),
            identity("c", "b", "x\ny", "k")
        );
    }
}
