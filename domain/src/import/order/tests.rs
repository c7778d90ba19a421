//! What holds for any set of lines.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Document, DocumentKey, Exact, OrderLine, Survey};
use crate::money::{Amount, Currency, Percent, Quantity, UnitPrice};
use crate::order::{Order, State, Type};
use crate::sales::counted;
use crate::seeded::Seeded;

/// Two of product `A` at 1.25 for the customer 17850.
pub(super) fn line(document: &str) -> OrderLine {
    OrderLine {
        document: document.to_owned(),
        customer: Some("17850".to_owned()),
        order_type: Type::Sale,
        ordered_on: NaiveDate::from_ymd_opt(2010, 12, 1).expect("a day"),
        code: "A".to_owned(),
        name: String::new(),
        unit: String::new(),
        quantity: Quantity(2_000),
        price: UnitPrice(12_500),
        discount: Percent(0),
        free: false,
    }
}

fn any_line(seeded: &mut Seeded) -> OrderLine {
    let order_type = *seeded.pick(&Type::ALL);
    let sign = if order_type.may_be_negative() {
        *seeded.pick(&[-1, 1])
    } else {
        1
    };
    let price = UnitPrice(seeded.within(0, 50_000));
    OrderLine {
        customer: seeded
            .pick(&[None, Some("1"), Some("2")])
            .map(str::to_owned),
        order_type,
        quantity: Quantity(sign * seeded.within(1, 9_999)),
        price,
        discount: Percent(*seeded.pick(&[0, 250, 3_333, 10_000])),
        free: price.0 == 0,
        ..line(&seeded.within(1, 4).to_string())
    }
}

fn documents(lines: &[OrderLine]) -> BTreeMap<DocumentKey, Document> {
    let mut documents: BTreeMap<_, Document> = BTreeMap::new();
    for line in lines {
        documents
            .entry(line.key())
            .and_modify(|document| document.push(line.clone()))
            .or_insert_with(|| Document::new(line.clone()));
    }
    documents
}

/// What the order adds to sales once it is a record.
fn booked(document: &Document, currency: Currency) -> Amount {
    let fields = document.fields(currency, "run").expect("a sound document");
    let order = Order::read("", &fields).expect("a whole order");
    assert_eq!(order.state, State::Received);
    let net = order.totals().expect("small amounts").net;
    counted(order.order_type, order.state, net).expect("a firm order")
}

#[test]
fn documents_come_to_what_the_survey_says() {
    let mut seeded = Seeded::new(11);
    for _ in 0..200 {
        let currency = *seeded.pick(&[Currency::Idr, Currency::Gbp]);
        let count = seeded.within(0, 40);
        let lines: Vec<_> = (0..count).map(|_| any_line(&mut seeded)).collect();
        let mut survey = Survey::new(currency);
        for (at, line) in lines.iter().enumerate() {
            survey.take(at, &Ok(Some(line.clone())));
        }
        let documents = documents(&lines);
        assert_eq!(survey.documents(), documents.len());
        let net: Option<Amount> = documents.values().map(|one| one.net(currency)).sum();
        assert_eq!(net, Some(survey.net()));
        let booked: Amount = documents.values().map(|one| booked(one, currency)).sum();
        assert_eq!(booked, survey.net());
        let value: Exact = lines.iter().map(OrderLine::value).sum();
        assert_eq!(value, survey.value());
        for (key, document) in &documents {
            assert_eq!(survey.lines_of(key), document.len());
            assert_eq!(document.key(), key);
        }
    }
}
