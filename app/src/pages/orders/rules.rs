//! Rules of the form of an order that need more than the order itself.

use domain::kinds::order;
use domain::order::{Line, Order, State, Type, effective_discount, may_discount, returnable};
use domain::receivables::{Credit, may_order};
use sync::record::{Fields, Record};

use super::beginning::returns_of;
use super::price_list::PriceList;
use crate::pages::form::{FieldProblem, Form};
use crate::pages::receivables::{Books, account};
use crate::store::Store;

/// The form with these rules.
pub fn apply(form: Form) -> Form {
    let (store, id) = (form.store(), form.id());
    form.also(move |fields| match Order::read(&id, fields) {
        Some(order) => problems(store, &order, fields),
        None => Vec::new(),
    })
}

fn problems(store: Store, order: &Order, fields: &Fields) -> Vec<FieldProblem> {
    match order.order_type {
        Type::Return => too_many_returned(store, order),
        _ => {
            let mut problems = too_much_discount(store, order, fields);
            problems.extend(too_much_debt(store, order, fields));
            problems
        }
    }
}

/// What the customer would owe by now and with this order, against their limit.
pub fn credit_with(store: Store, order: &Order, customer: &Record) -> Credit {
    let now = account(store, customer, &Books::of(store, &customer.id));
    let net = order.totals().unwrap_or_default().net;
    now.limits
        .credit(now.balance + net, now.open + 1, now.is_offline)
}

/// Beyond the limit an order stays a draft until somebody saves it whose role may go on.
fn too_much_debt(store: Store, order: &Order, fields: &Fields) -> Option<FieldProblem> {
    let id = fields.get(order::CUSTOMER)?.as_str()?;
    let is_own_currency = order.currency == store.currency();
    if order.state == State::Draft || !is_own_currency {
        return None;
    }
    let credit = credit_with(store, order, &store.record(id)?);
    (!may_order(store.actor().role, credit.status))
        .then(|| FieldProblem::new(order::STATE, "over_credit_limit"))
}

/// Lines with a greater discount than the role may give. Selling below the list price is one too.
fn too_much_discount(store: Store, order: &Order, fields: &Fields) -> Vec<FieldProblem> {
    let customer = fields.get(order::CUSTOMER).and_then(|id| id.as_str());
    let prices = PriceList::of(store, customer.unwrap_or_default());
    let role = store.actor().role;
    let is_too_much = |line: &&Line| {
        let list = prices.look(&line.code, |_, price| price).flatten();
        let given = effective_discount(line, list);
        store.index(|index| !may_discount(role, &index.settings.fields, given))
    };
    let wrong = order.lines.iter().filter(is_too_much);
    wrong
        .map(|line| problem(line, order::LINE_DISCOUNT, "discount"))
        .collect()
}

/// Lines that bring back more than was bought and has not come back yet.
fn too_many_returned(store: Store, order: &Order) -> Vec<FieldProblem> {
    let Some(sold) = order.returns.as_ref().and_then(|id| store.record(id)) else {
        return Vec::new();
    };
    let Some(bought) = Order::read(&sold.id, &sold.fields) else {
        return Vec::new();
    };
    let mut others = returns_of(store, &bought.id);
    others.retain(|other| other.id != order.id);
    let left = returnable(&bought, &others);
    let wrong = order.lines.iter().filter(|line| {
        let mut same = left
            .iter()
            .filter(|left| left.code == line.code && (left.price == line.price || line.free));
        !same.any(|left| left.left() >= line.quantity)
    });
    wrong
        .map(|line| problem(line, order::LINE_QUANTITY, "over_returned"))
        .collect()
}

fn problem(line: &Line, field: &str, code: &str) -> FieldProblem {
    FieldProblem::new(format!("{}/{}/{field}", order::LINES, line.key), code)
}
