//! Money before it is rounded.

use std::iter::Sum;
use std::ops::{Add, Neg};

use serde::{Deserialize, Serialize};

use crate::money::{
    Amount, Currency, PERCENT_DECIMALS, PRICE_DECIMALS, Percent, QUANTITY_DECIMALS, Quantity,
    UnitPrice, divide_rounded,
};
use crate::schema::WHOLE;

/// Decimals of an exact value: those of a quantity, of a price and of a share of one.
const DECIMALS: u32 = QUANTITY_DECIMALS + PRICE_DECIMALS + 2 + PERCENT_DECIMALS;

/// Money in 10^-11 of its currency's major unit: thousandths of a unit times ten-thousandths of
/// the major unit times hundredths of a percent, so that the worth of a line is exact with its
/// discount. Sums stop at the ends of `i128`. Serialised as its whole number in a string.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(into = "String", try_from = "String")]
pub struct Exact(pub i128);

impl Exact {
    /// What so much at this price and with this discount is worth.
    pub fn of(quantity: Quantity, price: UnitPrice, discount: Percent) -> Self {
        let paid = i128::from(WHOLE) - i128::from(discount.0);
        let whole = i128::from(quantity.0) * i128::from(price.0);
        Self(whole.saturating_mul(paid))
    }

    /// Plain text of the major unit without superfluous zeros, as `9747747.934`.
    pub fn to_text(self, separator: char) -> String {
        let places = DECIMALS as usize;
        let digits = format!("{:0>1$}", self.0.unsigned_abs(), places + 1);
        let (whole, fraction) = digits.split_at(digits.len() - places);
        let sign = if self.0 < 0 { "-" } else { "" };
        match fraction.trim_end_matches('0') {
            "" => format!("{sign}{whole}"),
            fraction => format!("{sign}{whole}{separator}{fraction}"),
        }
    }

    /// The value in the currency's smallest unit, rounded half away from zero.
    pub fn rounded(self, currency: Currency) -> Amount {
        let unit = 10_i128.pow(DECIMALS - currency.decimals());
        let amount = divide_rounded(self.0, unit);
        let end = if amount < 0 { i64::MIN } else { i64::MAX };
        Amount(i64::try_from(amount).unwrap_or(end))
    }
}

impl Add for Exact {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Neg for Exact {
    type Output = Self;

    fn neg(self) -> Self {
        Self(self.0.saturating_neg())
    }
}

impl Sum for Exact {
    fn sum<I: Iterator<Item = Self>>(values: I) -> Self {
        values.fold(Self::default(), Add::add)
    }
}

impl From<Exact> for String {
    fn from(exact: Exact) -> Self {
        exact.0.to_string()
    }
}

impl TryFrom<String> for Exact {
    type Error = std::num::ParseIntError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse().map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::Exact;
    use crate::money::{Amount, Currency, Percent, Quantity, UnitPrice};

    /// One of the major unit.
    const ONE: i128 = 100_000_000_000;

    #[test]
    fn worth() {
        let check = |quantity, price, discount, expected| {
            let found = Exact::of(Quantity(quantity), UnitPrice(price), Percent(discount));
            assert_eq!(found.to_text('.'), expected);
        };
        check(6_000, 25_500, 0, "15.3");
        check(-1_000, 110_620_600, 0, "-11062.06");
        check(1, 1, 9_999, "0.00000000001");
        check(1_000, 10_000, 10_000, "0");
        check(
            i64::MAX,
            i64::MAX,
            0,
            "1701411834604692317316873037.15884105727",
        );
    }

    #[test]
    fn texts() {
        assert_eq!(Exact(0).to_text('.'), "0");
        assert_eq!(
            Exact(9_747_747_934 * ONE / 1_000).to_text('.'),
            "9747747.934"
        );
        assert_eq!(Exact(-ONE / 2).to_text(','), "-0,5");
        assert_eq!(Exact(1_250 * ONE).to_text(','), "1250");
    }

    #[test]
    fn rounding() {
        let check = |exact, currency, expected| {
            assert_eq!(Exact(exact).rounded(currency), Amount(expected), "{exact}");
        };
        check(ONE / 2, Currency::Idr, 1);
        check(-ONE / 2, Currency::Idr, -1);
        check(ONE / 2 - 1, Currency::Idr, 0);
        check(ONE / 200, Currency::Gbp, 1);
        check(-ONE / 200 + 1, Currency::Gbp, 0);
        check(i128::MAX, Currency::Gbp, i64::MAX);
        check(i128::MIN, Currency::Gbp, i64::MIN);
    }

    #[test]
    fn sums_and_serialised_values() {
        let sum: Exact = [Exact(i128::MAX), Exact(1), -Exact(i128::MAX)]
            .into_iter()
            .sum();
        assert_eq!(sum, Exact(0));
        let text = serde_json::to_string(&Exact(-15)).expect("a value");
        assert_eq!(text, "\"-15\"");
        assert_eq!(serde_json::from_str::<Exact>(&text).ok(), Some(Exact(-15)));
        assert!(serde_json::from_str::<Exact>("\"1.5\"").is_err());
    }
}
