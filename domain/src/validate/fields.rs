//! Checks of all values of a record against their fields.

use serde_json::{Map, Value};

use super::value::{check_key, check_value};
use super::{Problem, ProblemCode};
use crate::schema::{Field, FieldKind, Kind};

/// Every value that its field does not take, inside the entries of keyed maps too, and every
/// required field without one.
pub fn check_fields(kind: &Kind, fields: &Map<String, Value>) -> Vec<Problem> {
    let mut problems = Vec::new();
    collect(kind.fields, fields, "", &mut problems);
    problems
}

fn collect(fields: &[Field], values: &Map<String, Value>, at: &str, problems: &mut Vec<Problem>) {
    for name in values
        .keys()
        .filter(|name| fields.iter().all(|field| field.name != *name))
    {
        problems.push(Problem::new(
            format!("{at}{name}"),
            ProblemCode::FieldUnknown,
        ));
    }
    for field in fields {
        let value = values.get(field.name).unwrap_or(&Value::Null);
        let path = format!("{at}{}", field.name);
        match (field.kind, value) {
            (FieldKind::Map(entry), Value::Object(map)) => {
                if map.len() > field.most {
                    problems.push(Problem::new(&path, ProblemCode::TooMany));
                }
                collect_entries(entry, map, &path, problems);
            }
            _ => problems.extend(
                check_value(field, value)
                    .err()
                    .map(|code| Problem::new(path, code)),
            ),
        }
    }
}

fn collect_entries(
    entry: &[Field],
    map: &Map<String, Value>,
    path: &str,
    problems: &mut Vec<Problem>,
) {
    for (key, value) in map {
        let path = format!("{path}/{key}");
        match (check_key(key), value) {
            (Err(code), _) => problems.push(Problem::new(path, code)),
            (Ok(()), Value::Object(values)) => {
                collect(entry, values, &format!("{path}/"), problems)
            }
            (Ok(()), _) => problems.push(Problem::new(path, ProblemCode::WrongType)),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::check_fields;
    use crate::kinds::{customer, order};
    use crate::schema::Kind;
    use crate::validate::ProblemCode;

    #[test]
    fn problems_carry_the_whole_path() {
        let fields = json!({"form": "person", "phones": {"k1": {"label": "a"}}, "x": 1});
        let found: Vec<_> = check_fields(&customer::CUSTOMER, fields.as_object().expect("object"))
            .into_iter()
            .map(|problem| format!("{} {}", problem.path, problem.code))
            .collect();
        assert_eq!(
            found,
            [
                "x field_unknown",
                "name required",
                "phones/k1/number required"
            ]
        );
    }
    #[test]
    fn a_map_has_a_most_of_its_own() {
        let check = |kind: &Kind, name: &str, count, expected: bool| {
            let map: Value = (0..count).map(|n| (format!("k{n}"), json!({}))).collect();
            let found = check_fields(kind, json!({ name: map }).as_object().expect("object"));
            let too_many = found
                .iter()
                .any(|problem| problem.path == name && problem.code == ProblemCode::TooMany);
            assert_eq!(too_many, expected, "{name} {count}");
        };
        check(&customer::CUSTOMER, "phones", 200, false);
        check(&customer::CUSTOMER, "phones", 201, true);
        check(&order::ORDER, "lines", 1_200, false);
        check(&order::ORDER, "lines", 1_201, true);
    }
}
