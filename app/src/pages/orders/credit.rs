//! Where a customer would stand before their limits with one more order.

use domain::kinds::order;
use domain::order::{Order, State, Type};
use domain::receivables::{CreditStatus, may_order};
use leptos::prelude::*;
use sync::record::Fields;

use crate::components::{Banner, Tone};
use crate::i18n::text;
use crate::pages::form::FieldProblem;
use crate::pages::receivables::{Books, account};
use crate::store::Store;

/// Beyond the limit a sale stays a draft until somebody goes on with it whose role may.
pub fn too_much_debt(store: Store, order: &Order, fields: &Fields) -> Option<FieldProblem> {
    if order.state == State::Draft {
        return None;
    }
    let status = status_with(store, order, fields)?;
    (!may_order(store.actor().role, status))
        .then(|| FieldProblem::new(order::STATE, "over_credit_limit"))
}

/// Where the customer would stand with this sale. None for anything else, and in a currency that
/// the limits are not in. Reactive in the state of sync alone.
pub fn status_with(store: Store, order: &Order, fields: &Fields) -> Option<CreditStatus> {
    let is_judged = order.order_type == Type::Sale && order.currency == store.currency();
    let id = fields.get(order::CUSTOMER)?.as_str()?;
    let customer = store.record(id).filter(|_| is_judged)?;
    let now = account(store, &customer, &Books::of(store, id));
    let net = order.totals().unwrap_or_default().net;
    let credit = now
        .limits
        .credit(now.balance + net, now.open + 1, now.is_offline);
    Some(credit.status)
}

/// Says where the customer would stand, once that is worth a word.
#[component]
pub fn CreditBanner(
    status: Memo<Option<CreditStatus>>,
    /// Id of the customer.
    #[prop(into)]
    customer: Signal<String>,
) -> impl IntoView {
    move || {
        let (tone, key) = match status.get()? {
            CreditStatus::Safe => return None,
            CreditStatus::Near => (Tone::Warn, "order.credit_near"),
            CreditStatus::Over => (Tone::Bad, "order.credit_over"),
        };
        let href = format!("/customers/{}/receivables", customer.get());
        Some(view! {
            <Banner tone text=text(key)>
                <a class="link" href=href>{text("receivables.title")}</a>
            </Banner>
        })
    }
}
