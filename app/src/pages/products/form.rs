//! The form of a product.

use domain::kinds::product;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use sync::record::Fields;

use super::LIST;
use super::cost::{Cost, CostInput};
use super::prices::PriceInputs;
use super::restore::RestoreButton;
use crate::components::{Act, Banner, Tone};
use crate::i18n::{text, text_with};
use crate::pages::form::{ArchiveButton, FieldProblem, Form, FormFrame, Input};
use crate::store::Store;

/// Fields in the order in which they are asked for.
const FIELDS: &[&str] = &[
    product::CODE,
    product::NAME,
    product::UNIT,
    product::CATEGORY,
];

/// A product with its prices and what it costs.
#[component]
pub fn ProductForm(
    /// The form of a product.
    form: Form,
) -> impl IntoView {
    let (store, own) = (form.store(), form.id());
    let form = form.also(move |record| code_problems(store, &own, record));
    let cost = Cost::of(form);
    let navigate = use_navigate();
    let leave = StoredValue::new_local(move || navigate(LIST, Default::default()));
    let save = move || {
        if form.is_sound() {
            form.save(cost.with_product(), move || {
                form.say(text_with("product.saved", &[("name", name(form))]));
                leave.with_value(|leave| leave());
            });
        }
    };
    let title = text(if form.is_new() {
        "product.new"
    } else {
        "product.edit"
    });
    view! {
        <FormFrame form title back=LIST on_save=save>
            <div class="stack" data-testid="product-page" data-id=form.id()>
                <State form />
                <div class="fields">
                    {FIELDS.iter().map(|field| view! { <Input form field /> }).collect_view()}
                </div>
                <PriceInputs form />
                <CostInput cost />
                <PutAway cost leave=move || leave.with_value(|leave| leave()) />
            </div>
        </FormFrame>
    }
}

/// That the product is archived.
#[component]
fn State(form: Form) -> impl IntoView {
    is_archived(form)
        .then(|| view! { <Banner tone=Tone::Mute text=text("product.archived_banner") /> })
}

/// Archives the product, or takes it back.
#[component]
fn PutAway(cost: Cost, #[prop(into)] leave: Act) -> impl IntoView {
    let form = cost.form();
    if is_archived(form) {
        return view! { <RestoreButton cost leave /> }.into_any();
    }
    (!form.is_new())
        .then(|| view! { <ArchiveButton form name=product::NAME said="product.archived_said" leave /> })
        .into_any()
}

/// What the product is called as typed so far.
pub fn name(form: Form) -> String {
    untrack(|| form.word(product::NAME))
}

fn is_archived(form: Form) -> bool {
    let record = form.store().record(&form.id());
    record.is_some_and(|record| record.archived)
}

/// Orders name products by their code, so no two that are in use may have the same.
fn code_problems(store: Store, own: &str, record: &Fields) -> Vec<FieldProblem> {
    let code = record
        .get(product::CODE)
        .and_then(|code| code.as_str())
        .unwrap_or_default();
    let is_taken = store.index(|index| {
        let mut others = index.products.iter().filter(|other| other.id != own);
        others.any(|other| !other.archived && other.code.eq_ignore_ascii_case(code))
    });
    let problem = (is_taken && !code.is_empty())
        .then(|| FieldProblem::new(product::CODE, "product_code_taken"));
    problem.into_iter().collect()
}
