//! What a product costs: a record of its own beside the product, because not everybody may see it.

use domain::kinds::product_cost::{self, KIND, PRODUCT_COST};
use domain::schema::{FieldKind, Scope};
use domain::validate::check_path;
use leptos::prelude::*;
use serde_json::Value;
use sync::change::Op;
use sync::record::{Fields, Record};
use sync::replica::Edit;

use crate::components::{FieldGroup, Panel, TextField, TextKind};
use crate::i18n::{field_help, field_label, format, kind_label, text};
use crate::pages::form::{FieldProblem, Form};
use crate::store::{Store, use_store};

/// Member of the form's values that holds the cost.
const COST: &str = "@cost";

/// What a product costs, as the form of the product knows it. Copies are the same.
#[derive(Clone, Copy)]
pub struct Cost {
    form: Form,
    /// The record as it was when the form opened.
    seen: StoredValue<Option<Record>>,
}

impl Cost {
    /// Lets the form of a product ask for the cost too.
    pub fn of(form: Form) -> Self {
        let store = form.store();
        let known = store.index(|index| index.cost_of(&form.id()).cloned());
        let seen = known.and_then(|known| store.record(&known.id));
        let begin = seen.as_ref().map(|seen| seen.get(product_cost::COST));
        form.beginning_with(COST, begin.cloned().unwrap_or_default());
        let seen = StoredValue::new(seen);
        let cost = Self { form, seen };
        form.also(move |_| cost.problems());
        cost
    }

    /// The form of the product.
    pub fn form(self) -> Form {
        self.form
    }

    /// What saving the form writes: the product, and the cost where one was typed.
    pub fn with_product(self) -> Vec<Edit> {
        let mut edits = vec![self.form.own_edit(None)];
        edits.extend(untrack(|| self.edit()));
        edits
    }

    /// Whoever empties the cost puts its record away.
    fn edit(self) -> Option<Edit> {
        let typed = self.typed();
        let is_none = typed.is_null();
        let fields = Fields::from_iter([(product_cost::COST.to_owned(), typed)]);
        self.seen.with_value(|seen| match seen {
            Some(seen) if is_none => Some(Edit::new(Op::Archive, KIND, &seen.id)),
            Some(seen) => {
                let set = Edit::new(Op::Set, KIND, &seen.id).with(fields);
                Some(set.on(&PRODUCT_COST, seen))
            }
            None => (!is_none).then(|| self.create(fields)),
        })
    }

    fn create(self, mut fields: Fields) -> Edit {
        let product = Value::String(self.form.id());
        fields.insert(product_cost::PRODUCT.to_owned(), product);
        let create = Op::Create { home: None };
        Edit::new(create, KIND, &self.form.store().new_id()).with(fields)
    }

    fn typed(self) -> Value {
        match self.form.get(COST) {
            Value::String(text) if text.trim().is_empty() => Value::Null,
            typed => typed,
        }
    }

    fn problems(self) -> Vec<FieldProblem> {
        let typed = self.typed();
        let problem = check_path(&PRODUCT_COST, product_cost::COST, &typed).err();
        let problem = problem.filter(|_| !typed.is_null());
        problem
            .map(|code| FieldProblem::new(COST, code.as_str()))
            .into_iter()
            .collect()
    }
}

/// The input of the cost.
#[component]
pub fn CostInput(
    /// The cost.
    cost: Cost,
) -> impl IntoView {
    let form = cost.form;
    view! {
        <FieldGroup legend=kind_label(KIND)>
            <div class="fields">
                <TextField
                    name="cost"
                    label=field_label(KIND, product_cost::COST)
                    value=form.own_text(COST, FieldKind::UnitPrice)
                    help=field_help(KIND, product_cost::COST)
                    error=form.error(COST)
                    kind=TextKind::Decimal
                />
            </div>
        </FieldGroup>
    }
}

/// What one unit costs, for those who may see it.
#[component]
pub fn CostPanel(
    /// Id of the product.
    product: String,
) -> impl IntoView {
    let store = use_store();
    let cost = move || {
        store.track();
        let known = store.index(|index| index.cost_of(&product).map(|known| known.cost));
        known.map_or_else(
            || text("common.none"),
            |cost| format::unit_price(cost, store.currency()),
        )
    };
    sees_costs(store).then(|| {
        view! {
            <Panel title=kind_label(KIND)>
                <dl data-testid="product-cost">
                    <dt>{field_label(KIND, product_cost::COST)}</dt>
                    <dd>{cost}</dd>
                </dl>
            </Panel>
        }
    })
}

fn sees_costs(store: Store) -> bool {
    matches!(PRODUCT_COST.scope, Scope::Role(least) if store.actor().role >= least)
}
