//! What was ordered, invoiced, paid and promised, as entries of the timeline.

use std::collections::HashMap;

use domain::buying::Lately;
use domain::kinds::{invoice, order, payment, payment_promise};
use domain::money::{Amount, Currency};
use domain::order::{Order, Type};
use sync::record::Record;

use super::filter::{Counted, Group};
use super::moments::{Moment, joined, who};
use super::worth::{lately, products};
use crate::i18n::civil::DAY_MS;
use crate::i18n::{choice_label, format, kind_label, text, text_with, zone};
use crate::pages::receivables::number_of;
use crate::store::{OrderRow, Store};

/// Kinds of records whose moments are made here, beside orders. What of an order cannot be read
/// is no order to the index.
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
            title: format!("{} {}", kind_label(order::KIND), number_of(record)),
            at_ms: at(order::ORDERED_ON),
            href: Some(format!("/orders/{}", record.id)),
            group: Group::Order,
            ..base
        },
        invoice::KIND => Moment {
            at_ms: at(invoice::ISSUED_ON),
            href: Some(format!("/invoices/{}", record.id)),
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

/// The moments of orders, as the index has them.
pub fn of_orders(store: Store, orders: &[OrderRow]) -> Vec<Moment> {
    let zone = store.zone();
    // Asking the browser for a day is slow beside everything else here.
    let mut starts: HashMap<String, i64> = HashMap::new();
    let mut at_ms = |row: &OrderRow| {
        let start = || zone::start_of_day(&row.ordered_on, &zone).unwrap_or(row.created_ms);
        let start = *starts.entry(row.ordered_on.clone()).or_insert_with(start);
        let on_the_day = start..start + DAY_MS;
        if on_the_day.contains(&row.created_ms) {
            row.created_ms
        } else {
            on_the_day.start
        }
    };
    let lately = lately(store);
    let moment = |row: &OrderRow| Moment {
        id: row.id.clone(),
        at_ms: at_ms(row),
        title: order_title(row),
        detail: String::new(),
        pending: row.pending,
        href: Some(format!("/orders/{}", row.id)),
        has_step: false,
        group: Group::Order,
        counted: lately.map_or_else(Vec::new, |lately| counted(row, lately)),
    };
    orders.iter().map(moment).collect()
}

fn counted(row: &OrderRow, lately: Lately) -> Vec<Counted> {
    let Some(sale) = row.sale() else {
        return Vec::new();
    };
    let value = lately.has_value(&sale).then_some(Counted::Value);
    let order = lately.is_order(&sale).then_some(Counted::Orders);
    value.into_iter().chain(order).collect()
}

fn order_title(row: &OrderRow) -> String {
    let what = match row.order_type {
        Type::Sale => kind_label(order::KIND),
        other => choice_label(order::KIND, order::TYPE, other.as_str()),
    };
    let code = match row.code.as_str() {
        "" => text("receivables.number_follows"),
        code => code.to_owned(),
    };
    let state = choice_label(order::KIND, order::STATE, row.state.as_str());
    let net = format::money(row.net, row.currency);
    format!("{what} {code} · {state} · {net}")
}

/// What was ordered, and by whom it was written down.
pub fn order_detail(store: Store, id: &str) -> String {
    let Some(record) = store.record(id) else {
        return String::new();
    };
    let order = Order::read(id, &record.fields);
    let products = order.as_ref().map(products).unwrap_or_default();
    joined([products, who(store, &record.person)])
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
