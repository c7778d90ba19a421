//! The Relasi app: pages over a store that lives on the device.

rust_i18n::i18n!("locales", fallback = "id");

pub mod app;
pub mod components;
pub mod i18n;
pub mod order_file;
pub mod pages;
pub mod platform;
pub mod store;
pub mod table_file;
