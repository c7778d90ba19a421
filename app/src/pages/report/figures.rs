//! Months and customers in figures, in one pass over the index.

use domain::money::{Amount, Currency};
use domain::sales::{self, CustomerSales, Month, MonthSales, Period, Sale};

use super::state::Asked;
use crate::store::{Index, OrderFilter, OrderRow, OrderView, Store};

/// What the report is made of.
#[derive(Debug, Clone, PartialEq)]
pub struct Figures {
    /// Currencies that orders of the branch are in.
    pub currencies: Vec<Currency>,
    /// The one in which everything else is.
    pub currency: Currency,
    /// The days that count.
    pub period: Period,
    /// Every month, the first one first.
    pub months: Vec<MonthSales>,
    /// Every customer, the greatest one first.
    pub customers: Vec<CustomerSales>,
    /// Ids and versions of the orders that count.
    pub orders: Vec<(String, u64)>,
}

impl Figures {
    /// The figures as the index has them now.
    pub fn of(store: Store, asked: &Asked) -> Self {
        let today = store.today();
        let company = store.currency();
        store.index(|index| {
            let rows = rows_of(index, asked);
            let sales: Vec<Sale> = rows.iter().filter_map(|row| row.sale()).collect();
            let currencies = currencies(&sales);
            let currency = chosen(&currencies, asked, company);
            let period = period(&sales, currency, asked.months, &today);
            Self {
                months: sales::by_month(&sales, currency, period),
                customers: sales::by_customer(&sales, currency, period),
                orders: counting(&rows, currency, period),
                currencies,
                currency,
                period,
            }
        })
    }

    /// Whether any order counts.
    pub fn has_sales(&self) -> bool {
        !self.customers.is_empty()
    }

    /// What everything comes to.
    pub fn net(&self) -> Amount {
        self.months.iter().map(|month| month.net).sum()
    }
}

/// The orders that the list of orders shows for the branch, so that the sums of both agree.
fn rows_of<'a>(index: &'a Index, asked: &Asked) -> Vec<&'a OrderRow> {
    let filter = OrderFilter {
        query: String::new(),
        view: OrderView::All,
        branch: asked.branch.clone(),
        since: String::new(),
        until: String::new(),
    };
    let found = index.search_orders(&filter).into_iter();
    found.filter_map(|at| index.orders().get(at)).collect()
}

fn currencies(sales: &[Sale]) -> Vec<Currency> {
    let is_used = |currency: &Currency| sales.iter().any(|sale| sale.currency == *currency);
    Currency::ALL.into_iter().filter(is_used).collect()
}

/// The currency that is asked for, or else the company's, unless there is nothing in it.
fn chosen(currencies: &[Currency], asked: &Asked, company: Currency) -> Currency {
    let wanted = Currency::from_word(&asked.currency).unwrap_or(company);
    match currencies.first() {
        Some(first) if !currencies.contains(&wanted) => *first,
        _ => wanted,
    }
}

/// Whole months up to the current one, or from the first to the last order that counts.
fn period(sales: &[Sale], currency: Currency, months: Option<u32>, today: &str) -> Period {
    let current = Month::of(today.parse().unwrap_or_default());
    if let Some(months) = months {
        return Period {
            first: current.back(months.saturating_sub(1)).first_day(),
            last: current.last_day(),
        };
    }
    let own = sales
        .iter()
        .filter(|sale| sale.currency == currency && sale.state.is_firm());
    let days = own.map(|sale| Month::of(sale.day)).chain([current]);
    let (first, last) = days.fold((current, current), |(first, last), month| {
        (first.min(month), last.max(month))
    });
    Period {
        first: first.first_day(),
        last: last.last_day(),
    }
}

fn counting(rows: &[&OrderRow], currency: Currency, period: Period) -> Vec<(String, u64)> {
    let counts = |row: &&&OrderRow| {
        let day = row.ordered_on.parse();
        let is_firm = row.state.is_firm() && row.currency == currency;
        is_firm && day.is_ok_and(|day| period.holds(day))
    };
    let own = rows.iter().filter(counts);
    own.map(|row| (row.id.clone(), row.version_key)).collect()
}
