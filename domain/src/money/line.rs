//! What a line of an order comes to.

use super::{Amount, Currency, Percent, Quantity, UnitPrice, divide_rounded};
use crate::schema::WHOLE;

/// Thousandths of a unit times ten-thousandths of the major unit times hundredths of a percent.
const SCALE: i128 = 1_000 * 10_000 * WHOLE as i128;
/// Greatest magnitude of an amount that a field takes.
const MAX_AMOUNT: i128 = 1 << 53;

/// Quantity times price less the discount. This is the only place where the amounts of an order
/// are rounded: once for the line, after the discount, to the currency's smallest unit, half
/// away from zero. `None` when a field would not take the amount or the discount is no share.
pub fn line_amount(
    quantity: Quantity,
    price: UnitPrice,
    discount: Percent,
    currency: Currency,
) -> Option<Amount> {
    let paid = WHOLE.checked_sub(discount.0)?;
    if !(0..=WHOLE).contains(&paid) {
        return None;
    }
    let exact = i128::from(quantity.0)
        .checked_mul(price.0.into())?
        .checked_mul(paid.into())?
        .checked_mul(10_i128.pow(currency.decimals()))?;
    let amount = divide_rounded(exact, SCALE);
    if amount.abs() > MAX_AMOUNT {
        return None;
    }
    i64::try_from(amount).ok().map(Amount)
}

#[cfg(test)]
mod tests {
    use super::line_amount;
    use crate::money::{Amount, Currency, Percent, Quantity, UnitPrice};
    use crate::seeded::Seeded;

    #[test]
    fn amounts_of_lines() {
        let check = |quantity, price, discount, currency, expected: Option<i64>| {
            let found = line_amount(
                Quantity(quantity),
                UnitPrice(price),
                Percent(discount),
                currency,
            );
            assert_eq!(
                found,
                expected.map(Amount),
                "{quantity} {price} {discount} {currency:?}"
            );
        };
        let (idr, gbp) = (Currency::Idr, Currency::Gbp);
        check(4_000, 12_500_000_000, 0, idr, Some(5_000_000));
        check(4_000, 12_500_000_000, 1_000, idr, Some(4_500_000));
        check(1_000, 10_000, 10_000, idr, Some(0));
        // 0.5 × Rp 1 and 0.5 × £0.01.
        check(500, 10_000, 0, idr, Some(1));
        check(-500, 10_000, 0, idr, Some(-1));
        check(500, 100, 0, gbp, Some(1));
        check(499, 100, 0, gbp, Some(0));
        // 3 × £0.3333 less 2.5 % is 97.49 pence; rounded before the discount it would be 98.
        check(3_000, 3_333, 250, gbp, Some(97));
        check(1_000, 10_000, 10_001, idr, None);
        check(1_000, 10_000, -1, idr, None);
        check(1_000, 1 << 53, 0, idr, Some(900_719_925_474));
        check(1 << 53, 1 << 53, 0, gbp, None);
        check(i64::MAX, i64::MAX, 0, gbp, None);
    }

    #[test]
    fn a_line_is_the_exact_amount_within_half_a_unit() {
        let mut seeded = Seeded::new(7);
        for _ in 0..2_000 {
            let quantity = seeded.within(-1_000_000, 1_000_000);
            let price = seeded.within(0, 1_000_000_000);
            let discount = seeded.within(0, 10_000);
            let found = line_amount(
                Quantity(quantity),
                UnitPrice(price),
                Percent(discount),
                Currency::Gbp,
            );
            let found = found.expect("a small amount");
            let exact = i128::from(quantity) * i128::from(price) * i128::from(10_000 - discount);
            // One penny is 10^9 of the scale of the exact amount.
            let off = exact - i128::from(found.0) * 1_000_000_000;
            assert!(off.abs() <= 500_000_000, "{quantity} {price} {discount}");
        }
    }
}
