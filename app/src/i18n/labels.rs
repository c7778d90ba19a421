//! Names of kinds, fields and choices, and the sentences of stable codes.

use super::{find, text, text_with};

/// Name of a kind of record, e.g. `Pelanggan`.
pub fn kind_label(kind: &str) -> String {
    find(&format!("kind.{kind}")).unwrap_or_else(|| text("kind.unknown"))
}

/// Name of many records of a kind.
pub fn kinds_label(kind: &str) -> String {
    find(&format!("kinds.{kind}")).unwrap_or_else(|| text("kind.unknown"))
}

/// Name of a field. Takes a name, a path such as `phones/k1`, or `phones.number` for a field of
/// the entries of a map. A field of a newer version is called by its own name.
pub fn field_label(kind: &str, path: &str) -> String {
    let name = field_key(path);
    find(&format!("field.{kind}.{name}")).unwrap_or(name)
}

/// What helps to fill in a field, if anything needs saying.
pub fn field_help(kind: &str, path: &str) -> Option<String> {
    find(&format!("help.{kind}.{}", field_key(path)))
}

/// Name of a value of a choice. A value of a newer version is shown as it is.
pub fn choice_label(kind: &str, field: &str, value: &str) -> String {
    let key = format!("choice.{kind}.{}.{value}", field_key(field));
    find(&key).unwrap_or_else(|| value.to_owned())
}

/// What happened, that the data is safe, and what to do, for the code of a problem or refusal.
pub fn error_text(code: &str) -> String {
    find(&format!("error.{code}")).unwrap_or_else(|| text_with("error.unknown", &[("code", code)]))
}

fn field_key(path: &str) -> String {
    let mut parts = path.split(['/', '.']);
    let field = parts.next().unwrap_or(path);
    let entry_field = match path.contains('/') {
        true => parts.nth(1),
        false => parts.next(),
    };
    match entry_field {
        Some(entry_field) => format!("{field}_{entry_field}"),
        None => field.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::field_key;

    #[test]
    fn keys_of_paths() {
        let check = |path, expected| assert_eq!(field_key(path), expected, "{path}");
        check("name", "name");
        check("phones/k1", "phones");
        check("phones/k1/number", "phones_number");
        check("phones.number", "phones_number");
    }
}
