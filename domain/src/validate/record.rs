//! Checks of a whole record, for forms and for what is written once.

use serde_json::{Map, Value};

use super::{Problem, ProblemCode, check_fields, trade};
use crate::kinds::{
    branch, complaint, customer, interaction, invoice, order, payment, payment_promise, product,
    settings, staff,
};
use crate::schema::Kind;
use crate::{complaint as progress, phone, regions};

type Fields = Map<String, Value>;

/// Everything that a form should say about a record before it is saved. For a kind that is written
/// once it is also what the server refuses, so that forms and server cannot come to differ.
pub fn check_record(kind: &Kind, fields: &Fields) -> Vec<Problem> {
    let mut problems = check_fields(kind, fields);
    let rules = match kind.name {
        branch::KIND => check_branch(fields),
        staff::KIND => check_staff(fields),
        customer::KIND => check_customer(fields),
        interaction::KIND => check_next_step(fields),
        complaint::KIND => progress::check_state(fields),
        product::KIND => trade::check_product(fields),
        order::KIND => trade::check_order(fields),
        invoice::KIND => trade::check_invoice(fields),
        payment::KIND => trade::check_payment(fields),
        payment_promise::KIND => trade::check_promise(fields),
        settings::KIND => trade::check_settings(fields),
        _ => Vec::new(),
    };
    for problem in rules {
        // A value that its field refuses has one problem already.
        if problems.iter().all(|other| other.path != problem.path) {
            problems.push(problem);
        }
    }
    problems
}

/// Whether a text has the shape of an e-mail address.
pub fn is_email(text: &str) -> bool {
    let Some((local, host)) = text.rsplit_once('@') else {
        return false;
    };
    let sound =
        |part: &str| !part.is_empty() && !part.contains(|c: char| c.is_whitespace() || c == '@');
    sound(local) && sound(host) && host.split('.').count() > 1 && host.split('.').all(sound)
}

fn check_branch(fields: &Fields) -> Vec<Problem> {
    let mut problems = Vec::new();
    let code = text(fields, branch::CODE);
    if code.len() != 3 || !code.bytes().all(|byte| byte.is_ascii_uppercase()) {
        problems.push(Problem::new(branch::CODE, ProblemCode::CodeInvalid));
    }
    let times = [branch::OPENS, branch::CLOSES].map(|name| {
        let time = branch::time_of_day(text(fields, name));
        if time.is_none() && !text(fields, name).is_empty() {
            problems.push(Problem::new(name, ProblemCode::NotATime));
        }
        time
    });
    if let [Some(opens), Some(closes)] = times
        && opens >= closes
    {
        problems.push(Problem::new(branch::CLOSES, ProblemCode::OutOfRange));
    }
    let days = keys(fields, branch::WORKDAYS);
    if days.into_iter().any(|day| !branch::WEEKDAYS.contains(&day)) {
        problems.push(Problem::new(branch::WORKDAYS, ProblemCode::NotAChoice));
    }
    problems
}

fn check_staff(fields: &Fields) -> Vec<Problem> {
    let mut problems = Vec::new();
    if !is_email(text(fields, staff::EMAIL)) {
        problems.push(Problem::new(staff::EMAIL, ProblemCode::EmailInvalid));
    }
    let in_branches = matches!(
        text(fields, staff::ROLE),
        "staff" | "supervisor" | "branch_head"
    );
    if in_branches && keys(fields, staff::BRANCHES).is_empty() {
        problems.push(Problem::new(staff::BRANCHES, ProblemCode::BranchNeeded));
    }
    problems
}

fn check_customer(fields: &Fields) -> Vec<Problem> {
    let mut problems = Vec::new();
    check_phones(fields, customer::PHONES, customer::NUMBER, &mut problems);
    check_phones(fields, customer::CONTACTS, "phone", &mut problems);
    let mut require = |sound: bool, name: &str, code| {
        if !sound {
            problems.push(Problem::new(name, code));
        }
    };
    let email = text(fields, customer::EMAIL);
    require(
        email.is_empty() || is_email(email),
        customer::EMAIL,
        ProblemCode::EmailInvalid,
    );
    let postcode = text(fields, customer::POSTCODE);
    let five_digits = postcode.len() == 5 && postcode.bytes().all(|byte| byte.is_ascii_digit());
    require(
        postcode.is_empty() || five_digits,
        customer::POSTCODE,
        ProblemCode::PostcodeInvalid,
    );
    let (province, regency) = (
        text(fields, customer::PROVINCE),
        text(fields, customer::REGENCY),
    );
    let known = province.is_empty() || !regions::regencies(province).is_empty();
    require(known, customer::PROVINCE, ProblemCode::RegionInvalid);
    let inside = regency.is_empty() || regions::province_of(regency) == Some(province);
    require(inside, customer::REGENCY, ProblemCode::RegionInvalid);
    let troubled = fields.get(customer::TROUBLED) == Some(&Value::Bool(true));
    let reason = !text(fields, customer::TROUBLE_REASON).is_empty();
    require(
        !troubled || reason,
        customer::TROUBLE_REASON,
        ProblemCode::ReasonNeeded,
    );
    let limit = fields.get(customer::CREDIT_LIMIT).and_then(Value::as_i64);
    require(
        limit.is_none_or(|limit| limit >= 0),
        customer::CREDIT_LIMIT,
        ProblemCode::OutOfRange,
    );
    problems
}

fn check_phones(fields: &Fields, map: &str, name: &str, problems: &mut Vec<Problem>) {
    let entries = fields
        .get(map)
        .and_then(Value::as_object)
        .into_iter()
        .flatten();
    for (key, entry) in entries {
        let number = entry.get(name).and_then(Value::as_str).unwrap_or_default();
        if !number.trim().is_empty() && phone::normalise(number).is_none() {
            problems.push(Problem::new(
                format!("{map}/{key}/{name}"),
                ProblemCode::PhoneInvalid,
            ));
        }
    }
}

fn check_next_step(fields: &Fields) -> Vec<Problem> {
    let step = !text(fields, interaction::NEXT_STEP).is_empty();
    let day = !text(fields, interaction::NEXT_ON).is_empty();
    let missing = match (step, day) {
        (true, false) => interaction::NEXT_ON,
        (false, true) => interaction::NEXT_STEP,
        _ => return Vec::new(),
    };
    vec![Problem::new(missing, ProblemCode::Required)]
}

fn text<'a>(fields: &'a Fields, name: &str) -> &'a str {
    fields
        .get(name)
        .and_then(Value::as_str)
        .unwrap_or_default()
        .trim()
}

fn keys<'a>(fields: &'a Fields, name: &str) -> Vec<&'a str> {
    let map = fields.get(name).and_then(Value::as_object);
    map.into_iter()
        .flat_map(|map| map.keys())
        .map(String::as_str)
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{check_record, is_email};
    use crate::kinds::{branch, complaint, customer, interaction, staff};
    use crate::schema::Kind;

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
    fn customers() {
        let check = |extra, expected: &[&str]| {
            let base = json!({"form": "person", "name": "Siti"});
            check(&customer::CUSTOMER, base, extra, expected);
        };
        check(json!({}), &[]);
        check(json!({"email": "siti@contoh"}), &["email email_invalid"]);
        check(
            json!({"phones": {"a": {"number": "0812"}}}),
            &["phones/a/number phone_invalid"],
        );
        check(json!({"phones": {"a": {"number": "0812 4410 2201"}}}), &[]);
        check(
            json!({"contacts": {"a": {"name": "B", "phone": "x"}}}),
            &["contacts/a/phone phone_invalid"],
        );
        check(json!({"postcode": "9012"}), &["postcode postcode_invalid"]);
        check(json!({"province": "73", "regency": "7371"}), &[]);
        check(
            json!({"province": "72", "regency": "7371"}),
            &["regency region_invalid"],
        );
        check(json!({"province": "99"}), &["province region_invalid"]);
        check(json!({"troubled": true}), &["trouble_reason reason_needed"]);
        check(json!({"troubled": true, "trouble_reason": "Menipu"}), &[]);
        check(json!({"credit_limit": 0}), &[]);
        check(json!({"credit_limit": -1}), &["credit_limit out_of_range"]);
        check(json!({"name": " "}), &["name required"]);
    }

    #[test]
    fn branches() {
        let check = |extra, expected: &[&str]| {
            let base = json!({"name": "Makassar", "code": "MKS", "time_zone": "Asia/Makassar"});
            check(&branch::BRANCH, base, extra, expected);
        };
        check(
            json!({"opens": "08.00", "closes": "17:00", "workdays": {"mon": true}}),
            &[],
        );
        check(json!({"code": "Mks"}), &["code code_invalid"]);
        check(json!({"code": "MAKS"}), &["code too_long"]);
        check(json!({"opens": "24.00"}), &["opens not_a_time"]);
        check(json!({"opens": "8.00"}), &["opens not_a_time"]);
        check(
            json!({"opens": "17.00", "closes": "08.00"}),
            &["closes out_of_range"],
        );
        check(
            json!({"workdays": {"funday": true}}),
            &["workdays not_a_choice"],
        );
    }

    #[test]
    fn staff_members() {
        let check = |extra, expected: &[&str]| {
            let base = json!({"name": "Rina A.", "email": "rina@contoh.id", "role": "staff", "branches": {"b": true}});
            check(&staff::STAFF, base, extra, expected);
        };
        check(json!({}), &[]);
        check(json!({"branches": {}}), &["branches branch_needed"]);
        check(json!({"branches": {}, "role": "head_office"}), &[]);
        check(json!({"email": "rina"}), &["email email_invalid"]);
    }

    #[test]
    fn interactions() {
        let check = |extra, expected: &[&str]| {
            let base = json!({"customer": "c", "touch_point": "sms", "subject": "Servis", "happened_at": 1});
            check(&interaction::INTERACTION, base, extra, expected);
        };
        check(
            json!({"next_step": "Telepon", "next_on": "2026-11-24"}),
            &[],
        );
        check(json!({"next_step": "Telepon"}), &["next_on required"]);
        check(json!({"next_on": "2026-11-24"}), &["next_step required"]);
    }

    #[test]
    fn complaints() {
        let check = |extra, expected: &[&str]| {
            let base = json!({
                "customer": "c", "type": "complaint", "category": "delivery", "severity": "high",
                "department": "shipping", "subject": "Karpet belum tiba", "state": "new",
            });
            check(&complaint::COMPLAINT, base, extra, expected);
        };
        check(json!({}), &[]);
        check(
            json!({"state": "waiting"}),
            &["waiting_reason reason_needed"],
        );
        check(
            json!({"state": "done"}),
            &["resolution resolution_needed", "told_by contact_needed"],
        );
    }

    #[test]
    fn emails() {
        let check = |text, expected| assert_eq!(is_email(text), expected, "{text}");
        check("rina@contoh.id", true);
        check("a.b+c@x.co.id", true);
        check("rina@contoh", false);
        check("@contoh.id", false);
        check("ri na@contoh.id", false);
        check("a@b@contoh.id", false);
        check("rina@contoh..id", false);
    }
}
