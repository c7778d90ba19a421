//! How long invoices have been due.

use chrono::NaiveDate;

use super::Item;
use crate::money::Amount;

/// How many days an invoice is past its due day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bucket {
    /// Due on the day or later.
    NotDue,
    /// 1 to 30 days.
    To30,
    /// 31 to 60 days.
    To60,
    /// 61 to 90 days.
    To90,
    /// 91 to 120 days.
    To120,
    /// More than 120 days.
    Over120,
}

/// What is owed, by how long it has been due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Ageing([Amount; Bucket::ALL.len()]);

/// What is owed of these items, by how long they have been due at the end of the day.
pub fn ageing<'a>(items: impl IntoIterator<Item = &'a Item<'a>>, day: NaiveDate) -> Ageing {
    let mut found = Ageing::default();
    for item in items {
        let bucket = Bucket::of((day - item.invoice.due_on).num_days());
        let amount = &mut found.0[bucket as usize];
        *amount = *amount + item.remaining;
    }
    found
}

impl Ageing {
    /// What has been due for so long.
    pub fn get(&self, bucket: Bucket) -> Amount {
        self.0[bucket as usize]
    }

    /// All that is owed.
    pub fn total(&self) -> Amount {
        self.0.into_iter().sum()
    }

    /// All that is past its due day.
    pub fn past_due(&self) -> Amount {
        self.total() - self.get(Bucket::NotDue)
    }
}

impl Bucket {
    /// All buckets, the youngest first.
    pub const ALL: [Self; 6] = [
        Self::NotDue,
        Self::To30,
        Self::To60,
        Self::To90,
        Self::To120,
        Self::Over120,
    ];

    /// The bucket of so many days past the due day; negative before it.
    pub fn of(days: i64) -> Self {
        match days {
            ..=0 => Self::NotDue,
            1..=30 => Self::To30,
            31..=60 => Self::To60,
            61..=90 => Self::To90,
            91..=120 => Self::To120,
            _ => Self::Over120,
        }
    }

    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotDue => "not_due",
            Self::To30 => "to_30",
            Self::To60 => "to_60",
            Self::To90 => "to_90",
            Self::To120 => "to_120",
            Self::Over120 => "over_120",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Bucket, ageing};
    use crate::money::{Amount, Currency};
    use crate::receivables::samples::{arrivals, day, invoice};
    use crate::receivables::{Ledger, allocate};
    use crate::seeded::Seeded;

    #[test]
    fn buckets() {
        let check = |days: u64, expected: &str| {
            let ledger = Ledger::new(Currency::Idr, [invoice("a", 0, 10, 7)], []);
            let found = ageing(allocate(&ledger).open(), day(10 + days));
            for bucket in Bucket::ALL {
                let amount = Amount(if bucket.as_str() == expected { 7 } else { 0 });
                assert_eq!(found.get(bucket), amount, "{days} {bucket:?}");
            }
        };
        check(0, "not_due");
        check(1, "to_30");
        check(30, "to_30");
        check(31, "to_60");
        check(60, "to_60");
        check(61, "to_90");
        check(90, "to_90");
        check(91, "to_120");
        check(120, "to_120");
        check(121, "over_120");
        assert_eq!(Bucket::of(-5), Bucket::NotDue);
    }

    #[test]
    fn buckets_add_up_to_what_is_open() {
        let mut seeded = Seeded::new(23);
        for _ in 0..300 {
            let (invoices, payments) = arrivals(&mut seeded);
            let ledger = Ledger::new(Currency::Idr, invoices, payments);
            let found = allocate(&ledger);
            let open: Amount = found.open().map(|item| item.remaining).sum();
            let ageing = ageing(found.open(), day(seeded.within(0, 400).unsigned_abs()));
            assert_eq!(ageing.total(), open);
            assert_eq!(ageing.past_due() + ageing.get(Bucket::NotDue), open);
        }
    }
}
