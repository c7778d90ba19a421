//! What customers owe: the receivables card of one of them, and the forms of what moves it.

mod account;
mod ageing;
mod amount;
mod books;
mod habits;
mod invoice_form;
mod invoice_page;
mod movements;
mod open_invoices;
mod page;
mod payment_form;
mod promise_form;
mod sheet;
mod statement;
mod subject;
mod summary;
mod take_back;

pub use account::{Account, account, as_of, status_words};
pub use books::{Books, Paper, number_of};
pub use invoice_form::InvoiceFormPage;
pub use invoice_page::InvoicePage;
pub use page::ReceivablesPage;
pub use payment_form::PaymentFormPage;
pub use promise_form::PromiseFormPage;
