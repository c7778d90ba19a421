//! Dates, times and numbers as people of the chosen language write them, in a named time zone.

use domain::money::{Amount, Currency, PRICE_DECIMALS, Quantity, UnitPrice};
use domain::sales::Month;

use super::intl::Formatter;
use super::zone::local_day;
pub use super::zone::{from_input, start_of_day, to_input, today};
use super::{Language, counted, language, text, text_with};

type Options = &'static [(&'static str, &'static str)];

const DAY: Options = &[("day", "numeric"), ("month", "short"), ("year", "numeric")];
const DAY_MONTH: Options = &[("day", "numeric"), ("month", "short")];
const WEEKDAY: Options = &[("weekday", "short")];
const LONG_DAY: Options = &[
    ("weekday", "long"),
    ("day", "numeric"),
    ("month", "long"),
    ("year", "numeric"),
];
const MONTH: Options = &[("month", "long"), ("year", "numeric")];
const SHORT_MONTH: Options = &[("month", "short"), ("year", "2-digit")];
const TIME: Options = &[
    ("hour", "2-digit"),
    ("minute", "2-digit"),
    ("hourCycle", "h23"),
];
const PERCENT: Options = &[("style", "percent")];

const MINUTE_MS: i64 = 60_000;
const HOUR_MS: i64 = 60 * MINUTE_MS;
const DAY_MS: i64 = 24 * HOUR_MS;

/// When something was, as short as it can be told: `09.42`, `kemarin`, `Jum`, `18 Nov`,
/// `18 Nov 2024`.
pub fn when(ms: i64, now_ms: i64, zone: &str) -> String {
    let days = local_day(now_ms, zone) - local_day(ms, zone);
    match days {
        0 => time(ms, zone),
        1 => text("common.yesterday"),
        -1 => text("common.tomorrow"),
        2..=6 => moment(ms, zone, WEEKDAY),
        _ if days.abs() < 300 => moment(ms, zone, DAY_MONTH),
        _ => date(ms, zone),
    }
}

/// A day with its time: `18 Nov 2026 09.42`.
pub fn date_time(ms: i64, zone: &str) -> String {
    format!("{} {}", date(ms, zone), time(ms, zone))
}

/// The day of a moment: `23 Nov 2026`.
pub fn date(ms: i64, zone: &str) -> String {
    moment(ms, zone, DAY)
}

/// The time of a moment: `09.42`.
pub fn time(ms: i64, zone: &str) -> String {
    moment(ms, zone, TIME)
}

/// A calendar day such as `2026-11-23`: `23 Nov 2026`. What is none stays as it is.
pub fn day(iso: &str) -> String {
    calendar_day(iso, DAY)
}

/// A calendar day without its year: `23 Nov`.
pub fn day_month(iso: &str) -> String {
    calendar_day(iso, DAY_MONTH)
}

/// A calendar day in full: `Senin, 23 November 2026`.
pub fn long_day(iso: &str) -> String {
    calendar_day(iso, LONG_DAY)
}

/// A month: `November 2026`.
pub fn month(month: Month) -> String {
    calendar_day(&month.first_day().to_string(), MONTH)
}

/// A month where there is little room: `Nov 26`.
pub fn short_month(month: Month) -> String {
    calendar_day(&month.first_day().to_string(), SHORT_MONTH)
}

/// How long ago: `38 menit lalu`; `baru saja` under a minute and for what lies ahead.
pub fn relative(ms: i64, now_ms: i64) -> String {
    let passed = now_ms - ms;
    let (unit, length) = match passed {
        ..MINUTE_MS => return text("common.now"),
        MINUTE_MS..HOUR_MS => ("minutes", MINUTE_MS),
        HOUR_MS..DAY_MS => ("hours", HOUR_MS),
        _ if passed < 60 * DAY_MS => ("days", DAY_MS),
        _ if passed < 730 * DAY_MS => ("months", 30 * DAY_MS),
        _ => ("years", 365 * DAY_MS),
    };
    let count = usize::try_from(passed / length).unwrap_or_default();
    counted(&format!("ago.{unit}"), count)
}

/// A length of time, its sign left out: `1 jam 20 mnt`.
pub fn duration(ms: i64) -> String {
    let ms = ms.saturating_abs();
    let (days, hours, minutes) = (ms / DAY_MS, ms % DAY_MS / HOUR_MS, ms % HOUR_MS / MINUTE_MS);
    let one = |key, count| text_with(key, &[("count", count)]);
    match (days, hours, minutes) {
        (0, 0, 0) => one("span.seconds", ms / 1000),
        (0, 0, _) => one("span.minutes", minutes),
        (0, _, 0) => one("span.hours", hours),
        (0, _, _) => text_with(
            "span.hours_minutes",
            &[("hours", hours), ("minutes", minutes)],
        ),
        (1 | 2, 1.., _) => text_with("span.days_hours", &[("days", days), ("hours", hours)]),
        _ => one("span.days", days),
    }
}

/// A whole number: `4.212`.
pub fn number(number: i64) -> String {
    numeric(number as f64, &[]).unwrap_or_else(|| number.to_string())
}

/// A share of 1 in percent: `62 %`.
pub fn percent(share: f64) -> String {
    numeric(share, PERCENT).unwrap_or_else(|| share.to_string())
}

/// Money: `Rp 1.250.000`, `£2.55`.
pub fn money(amount: Amount, currency: Currency) -> String {
    in_currency(major(amount, currency), currency, currency.decimals())
}

/// An amount in the currency's major unit, for axes and shares; sums stay whole numbers.
pub fn major(amount: Amount, currency: Currency) -> f64 {
    amount.0 as f64 / f64::from(10_u32.pow(currency.decimals()))
}

/// The price of one unit, with as many decimals as it has: `Rp 65.000`, `£0.0015`.
pub fn unit_price(price: UnitPrice, currency: Currency) -> String {
    in_currency(price.0 as f64 / 10_000.0, currency, PRICE_DECIMALS)
}

/// How much of a product: `2,5`.
pub fn quantity(quantity: Quantity) -> String {
    let shown = quantity.0 as f64 / 1_000.0;
    numeric(shown, &[]).unwrap_or_else(|| shown.to_string())
}

/// What stands before the decimals of a number that a person types.
pub fn decimal_separator() -> char {
    match language() {
        Language::Id => ',',
        Language::En => '.',
    }
}

fn in_currency(shown: f64, currency: Currency, most: u32) -> String {
    numeric(shown, currency_options(currency, most))
        .unwrap_or_else(|| format!("{} {shown}", currency.as_str()))
}

/// The options of a formatter live as long as the app, so those of each currency are written out.
fn currency_options(currency: Currency, most: u32) -> Options {
    macro_rules! options {
        ($code:literal, $least:literal) => {
            match most {
                PRICE_DECIMALS => &[
                    ("style", "currency"),
                    ("currency", $code),
                    ("minimumFractionDigits", $least),
                    ("maximumFractionDigits", "4"),
                ],
                _ => &[
                    ("style", "currency"),
                    ("currency", $code),
                    ("minimumFractionDigits", $least),
                    ("maximumFractionDigits", $least),
                ],
            }
        };
    }
    match currency {
        Currency::Idr => options!("IDR", "0"),
        Currency::Gbp => options!("GBP", "2"),
        Currency::Usd => options!("USD", "2"),
        Currency::Eur => options!("EUR", "2"),
        Currency::Sgd => options!("SGD", "2"),
        Currency::Myr => options!("MYR", "2"),
    }
}

fn moment(ms: i64, zone: &str, options: Options) -> String {
    formatter("DateTimeFormat", options, zone)
        .moment(ms)
        .or_else(|| formatter("DateTimeFormat", options, "").moment(ms))
        .unwrap_or_default()
}

fn calendar_day(iso: &str, options: Options) -> String {
    match super::civil::day_number(iso) {
        Some(number) => moment(number * DAY_MS, "UTC", options),
        None => iso.to_owned(),
    }
}

fn numeric(number: f64, options: Options) -> Option<String> {
    formatter("NumberFormat", options, "").number(number)
}

fn formatter(class: &'static str, options: Options, zone: &str) -> Formatter {
    // British English writes the day before the month and the hours up to 24, as Indonesians do.
    let locale = match language() {
        Language::Id => "id",
        Language::En => "en-GB",
    };
    Formatter {
        class,
        locale,
        options,
        zone: zone.to_owned(),
    }
}
