//! Checks of whole records of products, orders, invoices and payments.

use serde_json::{Map, Value};

use super::{Problem, ProblemCode};
use crate::kinds::{invoice, order, payment, payment_promise, product, settings, staff};
use crate::order::{Type, check_state};
use crate::read;

type Fields = Map<String, Value>;

pub(super) fn check_order(fields: &Fields) -> Vec<Problem> {
    let mut problems = check_state(fields);
    let order_type = read::text(fields, order::TYPE).and_then(Type::from_word);
    // The other system did not say what an imported return was against.
    let is_explained = [order::RETURNS, order::IMPORT]
        .iter()
        .any(|name| read::text(fields, name).is_some());
    if order_type == Some(Type::Return) && !is_explained {
        problems.push(Problem::new(order::RETURNS, ProblemCode::Required));
    }
    if entries(fields, order::LINES).next().is_none() {
        problems.push(Problem::new(order::LINES, ProblemCode::Required));
    }
    for (key, line) in entries(fields, order::LINES) {
        let quantity = line.get(order::LINE_QUANTITY).and_then(Value::as_i64);
        let is_sound = match quantity {
            Some(quantity) if order_type.is_some_and(Type::may_be_negative) => quantity != 0,
            Some(quantity) => quantity > 0,
            None => true,
        };
        if !is_sound {
            let path = format!("{}/{key}/{}", order::LINES, order::LINE_QUANTITY);
            problems.push(Problem::new(path, ProblemCode::OutOfRange));
        }
    }
    problems
}

pub(super) fn check_invoice(fields: &Fields) -> Vec<Problem> {
    let mut problems = check_amount(fields, invoice::AMOUNT);
    problems.extend(check_days(fields, invoice::ISSUED_ON, invoice::DUE_ON));
    problems
}

pub(super) fn check_payment(fields: &Fields) -> Vec<Problem> {
    check_amount(fields, payment::AMOUNT)
}

pub(super) fn check_promise(fields: &Fields) -> Vec<Problem> {
    let mut problems = check_amount(fields, payment_promise::AMOUNT);
    problems.extend(check_days(
        fields,
        payment_promise::MADE_ON,
        payment_promise::PROMISED_ON,
    ));
    problems
}

pub(super) fn check_product(fields: &Fields) -> Vec<Problem> {
    check_keys(fields, product::PRICES, product::is_price_key)
}

pub(super) fn check_settings(fields: &Fields) -> Vec<Problem> {
    check_keys(fields, settings::MAX_DISCOUNTS, |word| {
        staff::ROLES.contains(&word)
    })
}

fn check_amount(fields: &Fields, name: &str) -> Vec<Problem> {
    let is_wrong = read::int(fields, name).is_some_and(|amount| amount <= 0);
    problem_if(is_wrong, name, ProblemCode::OutOfRange)
}

fn check_days(fields: &Fields, first: &str, last: &str) -> Vec<Problem> {
    let is_wrong = match (read::date(fields, first), read::date(fields, last)) {
        (Some(first), Some(last)) => last < first,
        _ => false,
    };
    problem_if(is_wrong, last, ProblemCode::OutOfRange)
}

fn check_keys(fields: &Fields, name: &str, is_known: fn(&str) -> bool) -> Vec<Problem> {
    let is_wrong = entries(fields, name).any(|(key, _)| !is_known(key));
    problem_if(is_wrong, name, ProblemCode::NotAChoice)
}

fn problem_if(is_wrong: bool, path: &str, code: ProblemCode) -> Vec<Problem> {
    is_wrong
        .then(|| Problem::new(path, code))
        .into_iter()
        .collect()
}

fn entries<'a>(fields: &'a Fields, name: &str) -> impl Iterator<Item = (&'a String, &'a Value)> {
    let map = fields.get(name).and_then(Value::as_object);
    map.into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::kinds::{invoice, order, payment, payment_promise, product, settings};
    use crate::schema::Kind;
    use crate::validate::check_record;

    fn check(kind: &Kind, base: Value, extra: Value, expected: &[&str]) {
        let mut fields = base.as_object().expect("object").clone();
        fields.extend(extra.as_object().expect("object").clone());
        let found: Vec<_> = check_record(kind, &fields)
            .iter()
            .map(|problem| format!("{} {}", problem.path, problem.code))
            .collect();
        assert_eq!(found, expected, "{extra}");
    }

    #[test]
    fn orders() {
        let line = |quantity: Value| json!({"k": {"code": "A", "quantity": quantity, "price": 1}});
        let check = |extra, expected: &[&str]| {
            let base = json!({
                "customer": "c", "type": "sale", "state": "draft", "ordered_on": "2026-11-23",
                "currency": "IDR", "lines": line(json!(1)),
            });
            check(&order::ORDER, base, extra, expected);
        };
        let quantity = ["lines/k/quantity out_of_range"];
        check(json!({}), &[]);
        check(json!({"lines": {}}), &["lines required"]);
        check(json!({"lines": null}), &["lines required"]);
        check(json!({"lines": line(json!(0))}), &quantity);
        check(json!({"lines": line(json!(-1))}), &quantity);
        check(
            json!({"lines": line(json!("x"))}),
            &["lines/k/quantity wrong_type"],
        );
        check(json!({"lines": line(json!(-1)), "type": "correction"}), &[]);
        check(
            json!({"lines": line(json!(0)), "type": "correction"}),
            &quantity,
        );
        check(json!({"lines": line(json!(-1)), "type": "bad_debt"}), &[]);
        check(
            json!({"lines": line(json!(0)), "type": "bad_debt"}),
            &quantity,
        );
        check(
            json!({"lines": {"k": {"code": "A", "quantity": 1, "price": 1, "discount": 10_001}}}),
            &["lines/k/discount out_of_range"],
        );
        check(json!({"type": "return"}), &["returns required"]);
        check(json!({"type": "return", "returns": "o1"}), &[]);
        check(json!({"type": "return", "import": "run"}), &[]);
        check(
            json!({"type": "return", "import": "run", "lines": line(json!(-1))}),
            &quantity,
        );
        check(
            json!({"state": "cancelled"}),
            &["cancel_reason reason_needed"],
        );
    }

    #[test]
    fn invoices() {
        let check = |extra, expected: &[&str]| {
            let base = json!({
                "customer": "c", "type": "sale", "issued_on": "2026-11-23",
                "due_on": "2026-11-23", "amount": 1, "currency": "IDR",
            });
            check(&invoice::INVOICE, base, extra, expected);
        };
        check(json!({}), &[]);
        check(json!({"due_on": "2026-11-22"}), &["due_on out_of_range"]);
        check(json!({"due_on": "soon"}), &["due_on not_a_date"]);
        check(json!({"amount": 0}), &["amount out_of_range"]);
        check(json!({"amount": null}), &["amount required"]);
    }

    #[test]
    fn payments_and_promises() {
        let base = json!({
            "customer": "c", "type": "payment", "amount": 1, "currency": "IDR",
            "paid_on": "2026-11-23",
        });
        check(&payment::PAYMENT, base.clone(), json!({}), &[]);
        let wrong = json!({"amount": -1});
        check(&payment::PAYMENT, base, wrong, &["amount out_of_range"]);
        let base = json!({
            "customer": "c", "amount": 1, "currency": "IDR", "made_on": "2026-11-23",
            "promised_on": "2026-11-23",
        });
        check(
            &payment_promise::PAYMENT_PROMISE,
            base.clone(),
            json!({}),
            &[],
        );
        check(
            &payment_promise::PAYMENT_PROMISE,
            base,
            json!({"amount": 0, "promised_on": "2026-11-22"}),
            &["amount out_of_range", "promised_on out_of_range"],
        );
    }

    #[test]
    fn keys_of_prices_and_discounts() {
        let base = json!({"code": "A", "name": "Ban"});
        let prices = |key: &str| json!({"prices": {key: {"price": 1}}});
        let expected = ["prices not_a_choice"];
        check(&product::PRODUCT, base.clone(), prices("list"), &[]);
        check(&product::PRODUCT, base.clone(), prices("agent"), &[]);
        check(&product::PRODUCT, base, prices("friend"), &expected);
        let base = json!({"company": "PT Contoh"});
        let most = |key: &str| json!({"max_discounts": {key: {"percent": 500}}});
        let expected = ["max_discounts not_a_choice"];
        check(&settings::SETTINGS, base.clone(), most("staff"), &[]);
        check(&settings::SETTINGS, base, most("boss"), &expected);
    }
}
