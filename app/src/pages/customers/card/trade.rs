//! What was ordered, invoiced, paid and promised, as entries of the timeline.

use domain::kinds::{invoice, order, payment, payment_promise};
use domain::money::{Amount, Currency};
use domain::order::{Order, Type};
use sync::record::Record;

use super::filter::Group;
use super::moments::{Moment, joined, who};
use super::worth::products;
use crate::i18n::{choice_label, format, kind_label, text_with, zone};
use crate::pages::receivables::number_of;
use crate::store::Store;

/// Kinds of records whose moments are made here.
pub const KINDS: [&str; 4] = [
    order::KIND,
    invoice::KIND,
    payment::KIND,
    payment_promise::KIND,
];

/// The moment of a record of one of [`KINDS`].
pub fn trade_moment(store: Store, record: &Record, base: Moment) -> Moment {
    let at = |field: &str| moment_of_day(store, record, field);
    match record.kind.as_str() {
        order::KIND => Moment {
            at_ms: at(order::ORDERED_ON),
            href: Some(format!("/orders/{}", record.id)),
            group: Group::Order,
            ..of_order(store, record, base)
        },
        invoice::KIND => Moment {
            at_ms: at(invoice::ISSUED_ON),
            href: Some(card(record)),
            group: Group::Money,
            ..of_invoice(store, record, base)
        },
        payment::KIND => Moment {
            at_ms: at(payment::PAID_ON),
            href: Some(card(record)),
            group: Group::Money,
            ..of_payment(store, record, base)
        },
        _ => Moment {
            at_ms: at(payment_promise::MADE_ON),
            href: Some(card(record)),
            group: Group::Money,
            ..of_promise(store, record, base)
        },
    }
}

fn card(record: &Record) -> String {
    format!("/customers/{}/receivables", record.text(invoice::CUSTOMER))
}

/// When a record of a day stands in the timeline: what was written on the day itself when it was
/// written, anything else at the day's beginning.
fn moment_of_day(store: Store, record: &Record, field: &str) -> i64 {
    let (day, zone) = (record.text(field), store.zone());
    if zone::today(&zone, record.created_ms) == day {
        return record.created_ms;
    }
    zone::start_of_day(day, &zone).unwrap_or(record.created_ms)
}

fn of_order(store: Store, record: &Record, base: Moment) -> Moment {
    let Some(found) = Order::read(&record.id, &record.fields) else {
        let title = format!("{} {}", kind_label(order::KIND), number_of(record));
        return Moment { title, ..base };
    };
    let what = match found.order_type {
        Type::Sale => kind_label(order::KIND),
        other => choice_label(order::KIND, order::TYPE, other.as_str()),
    };
    let state = choice_label(order::KIND, order::STATE, found.state.as_str());
    let net = format::money(found.totals().unwrap_or_default().net, found.currency);
    Moment {
        title: format!("{what} {} · {state} · {net}", number_of(record)),
        detail: joined([products(&found), who(store, &record.person)]),
        ..base
    }
}

fn of_invoice(store: Store, record: &Record, base: Moment) -> Moment {
    let due = format::day(record.text(invoice::DUE_ON));
    Moment {
        title: format!(
            "{} · {}",
            titled(kind_label(invoice::KIND), record),
            amount(record)
        ),
        detail: joined([
            text_with("receivables.due", &[("day", due)]),
            record.text(invoice::NOTE).to_owned(),
            who(store, &record.person),
        ]),
        ..base
    }
}

fn of_payment(store: Store, record: &Record, base: Moment) -> Moment {
    let what = choice_label(payment::KIND, payment::TYPE, record.text(payment::TYPE));
    let what = match record.text(payment::REVERSES) {
        "" => what,
        _ => text_with("receivables.reversal_of", &[("what", what)]),
    };
    let method = match record.text(payment::METHOD) {
        "" => String::new(),
        word => choice_label(payment::KIND, payment::METHOD, word),
    };
    Moment {
        title: format!("{} · {}", titled(what, record), amount(record)),
        detail: joined([
            method,
            record.text(payment::NOTE).to_owned(),
            who(store, &record.person),
        ]),
        ..base
    }
}

fn of_promise(store: Store, record: &Record, base: Moment) -> Moment {
    let values = [
        ("amount", amount(record)),
        (
            "day",
            format::day(record.text(payment_promise::PROMISED_ON)),
        ),
    ];
    Moment {
        title: text_with("receivables.promised", &values),
        detail: joined([
            record.text(payment_promise::NOTE).to_owned(),
            who(store, &record.person),
        ]),
        ..base
    }
}

fn titled(what: String, record: &Record) -> String {
    format!("{what} {}", number_of(record))
}

fn amount(record: &Record) -> String {
    let amount = record.get(invoice::AMOUNT).as_i64().unwrap_or_default();
    let currency = Currency::from_word(record.text(invoice::CURRENCY));
    format::money(Amount(amount), currency.unwrap_or(Currency::Idr))
}
