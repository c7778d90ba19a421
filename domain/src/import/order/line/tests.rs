use super::{LineError, OrderLine, read_line};
use crate::import::order::{DayOrder, Format, OrderTarget};
use crate::money::{Amount, Currency, Percent, Quantity, UnitPrice};
use crate::order::Type;

const TARGETS: [OrderTarget; 9] = [
    OrderTarget::Document,
    OrderTarget::ProductCode,
    OrderTarget::ProductName,
    OrderTarget::Quantity,
    OrderTarget::OrderedOn,
    OrderTarget::Price,
    OrderTarget::Customer,
    OrderTarget::Unit,
    OrderTarget::Discount,
];
const FORMAT: Format = Format {
    decimal: '.',
    days: DayOrder::YearMonthDay,
    letters: true,
};

/// The line with some cells in place of a sound one's.
fn read(replaced: &[(OrderTarget, &str)], format: Format) -> Result<Option<OrderLine>, LineError> {
    let mut cells = [
        "536365",
        "85123A",
        "LAMP",
        "6.0",
        "2010-12-01 08:26:00",
        "2.55",
        "17850.0",
        "",
        "",
    ];
    for (target, cell) in replaced {
        let at = TARGETS.iter().position(|other| other == target);
        cells[at.expect("a target of the line")] = cell;
    }
    read_line(&TARGETS, &cells, format)
}

fn sound(replaced: &[(OrderTarget, &str)]) -> OrderLine {
    let found = read(replaced, FORMAT);
    found.expect("no problems").expect("not empty")
}

#[test]
fn a_line_of_the_retail_file() {
    let line = sound(&[]);
    let expected = OrderLine {
        document: "536365".to_owned(),
        customer: Some("17850".to_owned()),
        order_type: Type::Sale,
        ordered_on: chrono::NaiveDate::from_ymd_opt(2010, 12, 1).expect("a day"),
        code: "85123A".to_owned(),
        name: "LAMP".to_owned(),
        unit: String::new(),
        quantity: Quantity(6_000),
        price: UnitPrice(25_500),
        discount: Percent(0),
        free: false,
    };
    assert_eq!(line, expected);
    assert_eq!(line.value().to_text('.'), "15.3");
    assert_eq!(line.net(Currency::Gbp), Some(Amount(1_530)));
}

#[test]
fn types_and_signs() {
    use OrderTarget::{Document, Price, Quantity as Much};
    let check = |document, quantity, price, (order_type, much, unit_price, free), value| {
        let line = sound(&[(Document, document), (Much, quantity), (Price, price)]);
        let found = (line.order_type, line.quantity.0, line.price.0, line.free);
        assert_eq!(found, (order_type, much, unit_price, free), "{document}");
        assert_eq!(line.value().to_text('.'), value, "{document}");
        let net = line.value().rounded(Currency::Gbp);
        assert_eq!(line.net(Currency::Gbp), Some(net), "{document}");
    };
    check("1", "1", "2.5", (Type::Sale, 1_000, 25_000, false), "2.5");
    check("1", "1", "0", (Type::Sale, 1_000, 0, true), "0");
    check(
        "C1",
        "-2",
        "2.5",
        (Type::Return, 2_000, 25_000, false),
        "-5",
    );
    check("c1", "-2", "0.0", (Type::Return, 2_000, 0, true), "0");
    check("CV1", "1", "1", (Type::Sale, 1_000, 10_000, false), "1");
    check(
        "1",
        "-2",
        "2.5",
        (Type::Correction, -2_000, 25_000, false),
        "-5",
    );
    check("1", "-2", "0", (Type::Correction, -2_000, 0, false), "0");
    let debt = |quantity| (Type::BadDebt, quantity, 110_620_600, false);
    check("A563185", "1", "11062.06", debt(1_000), "11062.06");
    check("A563186", "1", "-11062.06", debt(-1_000), "-11062.06");
    check("A563186", "-1", "11062.06", debt(-1_000), "-11062.06");
    check("A563186", "-1", "-11062.06", debt(1_000), "11062.06");
    check("A1", "1", "0", (Type::BadDebt, 1_000, 0, false), "0");
}

#[test]
fn values_with_discounts() {
    let check = |discount, value, net| {
        let line = sound(&[(OrderTarget::Discount, discount)]);
        assert_eq!(line.value().to_text('.'), value, "{discount}");
        assert_eq!(line.net(Currency::Gbp), Some(Amount(net)), "{discount}");
    };
    check("", "15.3", 1_530);
    check("2.5", "14.9175", 1_492);
    check("100", "0", 0);
}

#[test]
fn numbers_and_days_of_other_formats() {
    let format = Format {
        decimal: ',',
        days: DayOrder::DayMonthYear,
        letters: false,
    };
    let cells = [
        (OrderTarget::OrderedOn, "1/12/2010"),
        (OrderTarget::Quantity, "1.250,50"),
        (OrderTarget::Price, "12.500"),
    ];
    let line = read(&cells, format).expect("sound").expect("not empty");
    assert_eq!(line.ordered_on.to_string(), "2010-12-01");
    assert_eq!(line.quantity, Quantity(1_250_500));
    assert_eq!(line.price, UnitPrice(125_000_000));
}

#[test]
fn texts_are_cleaned() {
    let line = sound(&[
        (OrderTarget::Document, " 536365.0 "),
        (OrderTarget::ProductCode, "22.0"),
        (OrderTarget::ProductName, "A\tB "),
        (OrderTarget::Quantity, "'-1"),
        (OrderTarget::Customer, " "),
        (OrderTarget::Unit, " pcs"),
    ]);
    let found = [&line.document, &line.code, &line.name, &line.unit];
    assert_eq!(found, ["536365", "22", "A B", "pcs"]);
    assert_eq!((line.customer, line.quantity), (None, Quantity(-1_000)));
}

#[test]
fn problems() {
    use OrderTarget::{
        Customer, Discount, Document, OrderedOn, Price, ProductCode, ProductName, Quantity, Unit,
    };
    let check = |replaced: &[(OrderTarget, &str)], expected: &[&str]| {
        let found = read(replaced, FORMAT).expect_err("the line has problems");
        let problems = found.problems.iter();
        let found: Vec<_> = problems
            .map(|one| format!("{} {}", one.path, one.code))
            .collect();
        assert_eq!(found, expected, "{replaced:?}");
    };
    let long = "x".repeat(161);
    check(&[(Document, " ")], &["document required"]);
    check(&[(Document, &long[..41])], &["document too_long"]);
    check(&[(ProductCode, "")], &["product_code required"]);
    check(&[(ProductCode, &long[..41])], &["product_code too_long"]);
    check(&[(ProductName, &long)], &["product_name too_long"]);
    check(&[(Unit, &long[..21])], &["unit too_long"]);
    check(&[(Customer, &long[..61])], &["customer too_long"]);
    check(&[(OrderedOn, "")], &["ordered_on required"]);
    check(&[(OrderedOn, "1/12/2010")], &["ordered_on not_a_date"]);
    check(&[(Quantity, "")], &["quantity required"]);
    check(&[(Quantity, "0.0")], &["quantity out_of_range"]);
    check(&[(Quantity, "+1")], &["quantity not_a_number"]);
    check(&[(Quantity, "1,5")], &["quantity not_a_number"]);
    check(&[(Quantity, "1.2345")], &["quantity too_many_decimals"]);
    check(&[(Quantity, "99999999999999")], &["quantity out_of_range"]);
    check(&[(Document, "C1")], &["quantity out_of_range"]);
    check(&[(Price, "")], &["price required"]);
    check(&[(Price, "Rp 1")], &["price not_a_number"]);
    check(&[(Price, "1.00001")], &["price too_many_decimals"]);
    check(&[(Price, "-1")], &["price out_of_range"]);
    check(&[(Price, "99999999999999999999")], &["price out_of_range"]);
    check(
        &[(Document, "C1"), (Quantity, "-1"), (Price, "-1")],
        &["price out_of_range"],
    );
    check(&[(Discount, "x")], &["discount not_a_number"]);
    check(&[(Discount, "-1")], &["discount out_of_range"]);
    check(&[(Discount, "100.01")], &["discount out_of_range"]);
    check(&[(Discount, "1.125")], &["discount too_many_decimals"]);
    check(
        &[(OrderedOn, "x"), (Quantity, "x"), (Price, "x")],
        &[
            "ordered_on not_a_date",
            "quantity not_a_number",
            "price not_a_number",
        ],
    );
}

#[test]
fn a_line_with_problems_names_its_document() {
    let check = |document, expected: Option<&str>| {
        let cells = [(OrderTarget::Document, document), (OrderTarget::Price, "x")];
        let found = read(&cells, FORMAT).expect_err("the line has problems");
        assert_eq!(found.document.as_deref(), expected);
    };
    check("C1.0", Some("C1.0"));
    check(" 536365.0", Some("536365"));
    check("", None);
}

#[test]
fn lines_without_anything_in_them() {
    assert_eq!(read_line(&TARGETS, &[], FORMAT), Ok(None));
    assert_eq!(read_line(&TARGETS, &["", " ", "\t"], FORMAT), Ok(None));
    assert!(read_line(&TARGETS, &["", "", "Total"], FORMAT).is_err());
}

#[test]
fn letters_of_numbers() {
    let check = |document, letters, quantity, expected| {
        let format = Format { letters, ..FORMAT };
        let cells = [
            (OrderTarget::Document, document),
            (OrderTarget::Quantity, quantity),
        ];
        let line = read(&cells, format).expect("sound").expect("not empty");
        assert_eq!(line.order_type, expected, "{document} {letters}");
    };
    check("C536379", true, "-1", Type::Return);
    check("c536379", true, "-1", Type::Return);
    check("A563185", true, "1", Type::BadDebt);
    check("C536379", false, "1", Type::Sale);
    check("C536379", false, "-1", Type::Correction);
    check("A563185", false, "1", Type::Sale);
    check("CV-1", true, "1", Type::Sale);
}
