//! Rules of the form of an order that need more than the order itself.

use domain::kinds::order;
use domain::order::{Line, Order, Type, effective_discount, may_discount, over_returned};
use sync::record::Fields;

use super::beginning::returns_of;
use super::credit::too_much_debt;
use super::price_list::PriceList;
use crate::pages::form::{FieldProblem, Form};
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
    let mut returns = returns_of(store, &bought.id);
    returns.retain(|other| other.id != order.id);
    returns.push(order.clone());
    let beyond = over_returned(&bought, &returns);
    let is_beyond = |line: &&Line| beyond.iter().any(|one| one.is_of(line));
    let wrong = order.lines.iter().filter(is_beyond);
    wrong
        .map(|line| problem(line, order::LINE_QUANTITY, "over_returned"))
        .collect()
}

fn problem(line: &Line, field: &str, code: &str) -> FieldProblem {
    FieldProblem::new(format!("{}/{}/{field}", order::LINES, line.key), code)
}
