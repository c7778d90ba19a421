//! The lines of an order while it is written.

use std::collections::BTreeMap;

use domain::kinds::order;
use domain::order::{Line, Order, Totals};
use leptos::prelude::*;
use serde_json::{Value, json};

use super::price_list::PriceList;
use crate::components::{Choice, FieldGroup, RecordField};
use crate::i18n::{error_text, format, text, text_with};
use crate::pages::form::{Form, TextSource, focus_on};

/// All lines with what they come to, and a button that adds one.
#[component]
pub fn Lines(form: Form) -> impl IntoView {
    let keys = Memo::new(move |_| form.keys(order::LINES));
    let options = Memo::new(move |_| products(form));
    let is_return = untrack(|| form.word(order::TYPE)) == "return";
    let add = move |_| {
        form.add_entry(order::LINES);
        focus_on(".order-line:last-of-type input");
    };
    let missing = move || {
        let problems = form.problems();
        let problem = problems.iter().find(|one| one.path == order::LINES)?;
        Some(view! { <p class="error" role="alert">{error_text(&problem.code)}</p> })
    };
    view! {
        <FieldGroup legend=text("order.lines")>
            <For each=move || keys.get() key=String::clone let:key>
                <LineRow form key keys options />
            </For>
            {missing}
            {(!is_return)
                .then(|| {
                    view! {
                        <button type="button" class="link" data-testid="line-add" on:click=add>
                            {text("order.add_line")}
                        </button>
                    }
                })}
            <Sums form />
        </FieldGroup>
    }
}

#[component]
fn LineRow(
    form: Form,
    key: String,
    keys: Memo<Vec<String>>,
    options: Memo<Vec<Choice>>,
) -> impl IntoView {
    let place = untrack(|| keys.with(|keys| keys.iter().position(|other| *other == key)));
    let number = place.map_or(0, |place| place + 1);
    let path = format!("{}/{key}", order::LINES);
    let source = |field: &str| form.text(format!("{path}/{field}"));
    let code = source(order::LINE_CODE);
    let price = source(order::LINE_PRICE);
    let quantity = source(order::LINE_QUANTITY);
    fill_from_product(form, path.clone(), code, price, quantity);
    let input = |field: &'static str, member: &str, value: TextSource| {
        let error = form.error(format!("{path}/{member}"));
        let name = format!("line-{member}-{number}");
        view! { <RecordField kind=order::KIND field value error name /> }
    };
    let net = {
        let path = path.clone();
        Memo::new(move |_| line_net(form, &path))
    };
    view! {
        <div class="order-line" data-testid="order-line">
            {product(form, &path, code, options, number)}
            {input("lines.quantity", order::LINE_QUANTITY, quantity)}
            {input("lines.price", order::LINE_PRICE, price)}
            {input("lines.discount", order::LINE_DISCOUNT, source(order::LINE_DISCOUNT))}
            {input("lines.free", order::LINE_FREE, source(order::LINE_FREE))}
            <output class="num">{net}</output>
            <button
                type="button"
                class="link"
                aria-label=text_with("order.remove_line", &[("number", number)])
                on:click=move |_| form.remove_entry(order::LINES, &key)
            >
                {text("common.remove")}
            </button>
        </div>
    }
}

/// The product, which a return does not choose anew.
fn product(
    form: Form,
    path: &str,
    code: TextSource,
    options: Memo<Vec<Choice>>,
    number: usize,
) -> AnyView {
    let is_return = untrack(|| form.word(order::TYPE)) == "return";
    if is_return {
        let line = untrack(|| form.get(path));
        let word = |name: &str| line.get(name).and_then(Value::as_str).unwrap_or_default();
        let words = format!("{} · {}", word(order::LINE_CODE), word(order::LINE_NAME));
        return view! { <p class="product">{words}</p> }.into_any();
    }
    let error = form.error(format!("{path}/{}", order::LINE_CODE));
    let name = format!("line-code-{number}");
    view! {
        <RecordField
            kind=order::KIND
            field="lines.code"
            value=code
            options=Signal::from(options)
            error
            name
        />
    }
    .into_any()
}

/// Takes over name, unit and price once a product is chosen, and one of it.
fn fill_from_product(
    form: Form,
    path: String,
    code: TextSource,
    price: TextSource,
    quantity: TextSource,
) {
    Effect::new(move |before: Option<String>| {
        let chosen = code.get();
        if before.is_none_or(|before| before == chosen) {
            return chosen;
        }
        let customer = untrack(|| form.word(order::CUSTOMER));
        let prices = PriceList::of(form.store(), &customer);
        let found = prices.look(&chosen, |product, price| {
            (product.name.clone(), product.unit.clone(), price)
        });
        if let Some((name, unit, list)) = found {
            let mut line = untrack(|| form.get(&path))
                .as_object()
                .cloned()
                .unwrap_or_default();
            line.insert(order::LINE_NAME.to_owned(), json!(name));
            line.insert(order::LINE_UNIT.to_owned(), json!(unit));
            form.set(&path, Value::Object(line));
            let shown = list
                .map(|list| form.written(&format!("{path}/{}", order::LINE_PRICE), &json!(list.0)));
            price.set(shown.unwrap_or_default());
            if quantity.with_untracked(String::is_empty) {
                quantity.set("1".to_owned());
            }
        }
        chosen
    });
}

fn products(form: Form) -> Vec<Choice> {
    let store = form.store();
    store.track();
    let mut found: Vec<Choice> = store.index(|index| {
        let live = index.products.iter().filter(|row| !row.archived);
        live.map(|row| choice(&row.code, &row.name)).collect()
    });
    let others = own_products(form).into_iter();
    let others = others.filter(|(code, _)| store.index(|index| index.product_of(code).is_none()));
    found.extend(others.map(|(code, name)| choice(&code, &name)));
    found
}

fn choice(code: &str, name: &str) -> Choice {
    Choice::new(code, format!("{code} · {name}"))
}

/// Codes and names of what is ordered already. An order from another system or of long ago may have
/// products that are not in the catalogue.
fn own_products(form: Form) -> BTreeMap<String, String> {
    let word = |line: &Value, name: &str| line.get(name)?.as_str().map(str::to_owned);
    let product = |key: &String| {
        let line = form.get(&format!("{}/{key}", order::LINES));
        let name = word(&line, order::LINE_NAME).unwrap_or_default();
        Some((word(&line, order::LINE_CODE)?, name))
    };
    form.keys(order::LINES).iter().filter_map(product).collect()
}

/// What a line comes to, as people read it; nothing while it is not whole.
fn line_net(form: Form, path: &str) -> String {
    let currency = form.currency();
    let line = Line::read("", &form.get(path));
    let net = line.and_then(|line| line.net(currency));
    net.map(|net| format::money(net, currency))
        .unwrap_or_default()
}

#[component]
fn Sums(form: Form) -> impl IntoView {
    let totals = Memo::new(move |_| {
        let order = Order::read(&form.id(), &form.record())?;
        order.totals()
    });
    move || {
        let Totals { discount, net, .. } = totals.get()?;
        let currency = form.currency();
        let discount = (discount.0 != 0).then(|| {
            let amount = format::money(discount, currency);
            view! { <p class="sub">{text_with("order.discount_given", &[("amount", amount)])}</p> }
        });
        Some(view! {
            <div class="order-total" data-testid="order-total" role="status">
                <span>{text("order.total")}</span>
                <b class="num">{format::money(net, currency)}</b>
                {discount}
            </div>
        })
    }
}
