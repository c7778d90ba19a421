//! Settings: one's own, and for administrators those of the company.

mod access;
mod branch_form;
mod branches;
mod company_form;
mod guard;
mod page;
mod passkey;
mod self_check;
mod set_input;
mod staff;
mod staff_form;

pub use branch_form::BranchFormPage;
pub use branches::BranchSettingsPage;
pub use company_form::CompanyFormPage;
pub use page::SettingsPage;
pub use staff::StaffSettingsPage;
pub use staff_form::StaffFormPage;
