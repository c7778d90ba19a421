//! What a customer owes: the statement, which payment is for which invoice, how old the debt is
//! and how much more may be owed. Everything is of one customer in one currency; archived
//! records are the caller's to leave out.

mod ageing;
mod allocation;
mod credit;
mod invoice;
mod ledger;
mod payment;
mod period;
mod statement;
mod terms;

pub use ageing::{Ageing, Bucket, ageing};
pub use allocation::{Allocation, Item, Share, allocate};
pub use credit::{Credit, CreditStatus, Limits, may_order};
pub use invoice::{Invoice, InvoiceType};
pub use ledger::{Entry, Ledger, Source};
pub use payment::{Payment, PaymentType};
pub use period::Period;
pub use statement::{Movement, Statement, statement};
pub use terms::due_on;

#[cfg(test)]
pub(crate) mod samples;
