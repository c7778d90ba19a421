//! Both files of texts have the same keys and the same placeholders.

use std::collections::{BTreeMap, BTreeSet};

use wasm_bindgen_test::wasm_bindgen_test as test;

const ID: &str = include_str!("../../locales/id.yml");
const EN: &str = include_str!("../../locales/en.yml");

#[test]
fn both_languages_have_the_same_keys() {
    let (id, en) = (texts(ID), texts(EN));
    let only = |a: &BTreeMap<String, String>, b: &BTreeMap<String, String>| -> Vec<String> {
        a.keys()
            .filter(|key| !b.contains_key(*key))
            .cloned()
            .collect()
    };
    assert_eq!(only(&id, &en), Vec::<String>::new(), "missing in en.yml");
    assert_eq!(only(&en, &id), Vec::<String>::new(), "missing in id.yml");
}

#[test]
fn both_languages_have_the_same_placeholders() {
    let en = texts(EN);
    for (key, text) in texts(ID) {
        let other = en.get(&key).map(String::as_str).unwrap_or_default();
        assert_eq!(placeholders(&text), placeholders(other), "{key}");
    }
}

#[test]
fn every_kind_field_and_choice_has_a_name() {
    let id = texts(ID);
    for kind in domain::kinds::SCHEMA.kinds {
        assert!(
            id.contains_key(&format!("kind.{}", kind.name)),
            "{}",
            kind.name
        );
        assert_named(&id, kind.name, "", kind.fields);
    }
}

fn assert_named(
    texts: &BTreeMap<String, String>,
    kind: &str,
    prefix: &str,
    fields: &[domain::schema::Field],
) {
    for field in fields {
        let name = format!("{prefix}{}", field.name);
        let key = format!("field.{kind}.{name}");
        assert!(texts.contains_key(&key), "{key}");
        match field.kind {
            domain::schema::FieldKind::Choice(values) => {
                for value in values {
                    let key = format!("choice.{kind}.{name}.{value}");
                    assert!(texts.contains_key(&key), "{key}");
                }
            }
            domain::schema::FieldKind::Map(entry) => {
                assert_named(texts, kind, &format!("{name}_"), entry);
            }
            _ => {}
        }
    }
}

/// The texts by their whole keys. Reads the part of YAML that these files use: nested maps
/// indented by two blanks, texts in double quotes.
fn texts(yaml: &str) -> BTreeMap<String, String> {
    let mut path: Vec<&str> = Vec::new();
    let mut texts = BTreeMap::new();
    for line in yaml.lines() {
        let content = line.trim_start();
        if content.is_empty() || content.starts_with('#') {
            continue;
        }
        path.truncate((line.len() - content.len()) / 2);
        let (key, text) = content.split_once(':').expect("a key ends with a colon");
        path.push(key.trim_matches('"'));
        if !text.trim().is_empty() {
            let twice = texts.insert(path.join("."), text.trim().trim_matches('"').to_owned());
            assert!(twice.is_none(), "{} stands twice", path.join("."));
        }
    }
    texts
}

fn placeholders(text: &str) -> BTreeSet<&str> {
    text.split("%{")
        .skip(1)
        .filter_map(|rest| rest.split('}').next())
        .collect()
}
