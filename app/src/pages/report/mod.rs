//! The report on sales: months, customers and products as charts with the tables behind them.

mod bars;
mod customers;
mod figures;
mod filters;
mod month_chart;
mod months;
mod page;
mod products;
mod ranking;
mod state;
mod table;

pub use page::ReportPage;
pub use table::CsvButton;
