//! Money, prices and quantities as whole numbers, and the one rule by which they are rounded.

mod currency;
mod decimal;
mod line;

pub use currency::{CURRENCIES, Currency};
pub use decimal::{DecimalError, format_decimal, parse_decimal};
pub use line::line_amount;

use std::iter::Sum;
use std::ops::{Add, Neg, Sub};

use crate::schema::WHOLE;

/// Decimals of a [`UnitPrice`], for [`parse_decimal`] and [`format_decimal`].
pub const PRICE_DECIMALS: u32 = 4;
/// Decimals of a [`Quantity`].
pub const QUANTITY_DECIMALS: u32 = 3;
/// Decimals of a [`Percent`].
pub const PERCENT_DECIMALS: u32 = 2;

/// Money in its currency's smallest unit. Sums and differences stop at the ends of `i64`, which
/// a thousand of the greatest amounts that a field takes do not reach.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Default,
    serde::Serialize,
    serde::Deserialize,
)]
pub struct Amount(pub i64);

/// Price of one unit in ten-thousandths of its currency's major unit.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Default,
    serde::Serialize,
    serde::Deserialize,
)]
pub struct UnitPrice(pub i64);

/// How much of a product, in thousandths of its unit. Sums stop at the ends of `i64`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Quantity(pub i64);

/// A share in hundredths of a percent; the whole is [`WHOLE`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Percent(pub i64);

impl Amount {
    /// Nothing.
    pub const ZERO: Self = Self(0);
}

impl Percent {
    /// This share of a whole number, rounded half away from zero.
    pub fn of(self, number: i64) -> i64 {
        let share = divide_rounded(i128::from(number) * i128::from(self.0), WHOLE.into());
        i64::try_from(share).unwrap_or(if share < 0 { i64::MIN } else { i64::MAX })
    }

    /// Which share of the whole a count is, rounded half away from zero; `None` of nothing.
    pub fn share(count: usize, whole: usize) -> Option<Self> {
        let (count, whole) = (i128::try_from(count).ok()?, i128::try_from(whole).ok()?);
        let share = (whole > 0).then(|| divide_rounded(count * i128::from(WHOLE), whole))?;
        i64::try_from(share).ok().map(Self)
    }
}

impl Add for Amount {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Amount {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Neg for Amount {
    type Output = Self;

    fn neg(self) -> Self {
        Self(self.0.saturating_neg())
    }
}

impl Sum for Amount {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

impl Add for Quantity {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Quantity {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

/// The quotient rounded half away from zero; the divisor is positive.
pub(crate) fn divide_rounded(number: i128, divisor: i128) -> i128 {
    let (whole, rest) = (number / divisor, number % divisor);
    if rest.abs() >= divisor - rest.abs() {
        whole + rest.signum()
    } else {
        whole
    }
}

#[cfg(test)]
mod tests {
    use super::{Amount, Percent, divide_rounded};

    #[test]
    fn halves_go_away_from_zero() {
        let check = |number, divisor, expected| {
            assert_eq!(
                divide_rounded(number, divisor),
                expected,
                "{number}/{divisor}"
            );
        };
        check(5, 10, 1);
        check(-5, 10, -1);
        check(4, 10, 0);
        check(-4, 10, 0);
        check(15, 10, 2);
        check(-15, 10, -2);
        check(1, 3, 0);
        check(2, 3, 1);
        check(7, 1, 7);
    }

    #[test]
    fn shares() {
        assert_eq!(Percent(1_000).of(1_005), 101);
        assert_eq!(Percent(10_000).of(i64::MAX), i64::MAX);
        assert_eq!(Percent(20_000).of(i64::MIN), i64::MIN);
        assert_eq!(Percent::share(1, 3), Some(Percent(3_333)));
        assert_eq!(Percent::share(2, 3), Some(Percent(6_667)));
        assert_eq!(Percent::share(0, 0), None);
    }

    #[test]
    fn sums_stop_at_the_ends() {
        let sum: Amount = [Amount(i64::MAX), Amount(1), Amount(-1)].into_iter().sum();
        assert_eq!(sum, Amount(i64::MAX - 1));
        assert_eq!(-Amount(i64::MIN), Amount(i64::MAX));
        assert_eq!(Amount(3) - Amount(5), Amount(-2));
    }
}
