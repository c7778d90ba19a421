use std::collections::BTreeMap;

use domain::customer::Standing;
use domain::money::Currency;
use domain::order::State;
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::{any, prop_assert_eq, proptest};
use serde_json::{Value, json};
use sync::record::Record;
use sync::stamp::Stamp;

use super::*;

const NOW: i64 = 1_795_402_800_000;

/// The moment at which it is that day for the person, whatever the clock in Greenwich says.
fn on(day: &str) -> Now {
    Now {
        ms: NOW,
        day: day.to_owned(),
    }
}

fn now() -> Now {
    on("2026-11-23")
}

fn known(kind: &str, id: &str, fields: Value) -> Known {
    let stamp = Stamp::default();
    let record = json!({"k": kind, "i": id, "v": 1, "h": "mks", "f": fields, "s": stamp, "p": "p", "t": NOW});
    let record: Record = serde_json::from_value(record).expect("a record");
    Known::of(&record, false)
}

fn customer(id: &str, name: &str, phone: &str) -> Known {
    known(
        "customer",
        id,
        json!({"name": name, "code": format!("KP-MKS-{id}"), "phones": {"a": {"number": phone}}}),
    )
}

fn book() -> Vec<Known> {
    vec![
        customer("00001", "Siti Rahmawati", "+6281244102201"),
        customer("00002", "Andi Wijaya", "+62411872113"),
        known(
            "vehicle",
            "v1",
            json!({"customer": "00001", "plate": "DD 5501 AK", "make": "Honda"}),
        ),
        known(
            "interaction",
            "i1",
            json!({"customer": "00002", "happened_at": NOW - 1, "subject": "Tanya", "next_on": "2026-11-23", "next_state": "open"}),
        ),
        known(
            "complaint",
            "c1",
            json!({"customer": "00001", "subject": "Rem", "state": "new", "department": "workshop"}),
        ),
    ]
}

fn index() -> Index {
    Index::default().rebuilt(book(), now())
}

fn found(index: &Index, query: &str, view: View) -> Vec<String> {
    let found = index.search(query, view, None).into_iter();
    found
        .map(|at| index.customers[at as usize].name.clone())
        .collect()
}

#[test]
fn customers_are_found_by_name_phone_code_and_plate() {
    let index = index();
    let check =
        |query, expected: &[&str]| assert_eq!(found(&index, query, View::All), expected, "{query}");
    check("", &["Andi Wijaya", "Siti Rahmawati"]);
    check("rahma siti", &["Siti Rahmawati"]);
    check("0812-4410-2201", &["Siti Rahmawati"]);
    check("+62 812 4410", &["Siti Rahmawati"]);
    check("(0411) 872 113", &["Andi Wijaya"]);
    check("dd5501ak", &["Siti Rahmawati"]);
    check("DD 5501 AK", &["Siti Rahmawati"]);
    check("kp-mks-00002", &["Andi Wijaya"]);
    check("tidak ada", &[]);
}

#[test]
fn views_follow_contacts_and_next_steps() {
    let index = index();
    assert_eq!(found(&index, "", View::Prospects), ["Siti Rahmawati"]);
    assert_eq!(found(&index, "", View::Active), ["Andi Wijaya"]);
    assert_eq!(found(&index, "", View::ToContact), ["Andi Wijaya"]);
    let counts = index.counts(NOW, "2026-11-23");
    assert_eq!(
        (counts.customers, counts.due_today, counts.complaints_open),
        (2, 1, 1)
    );
}

#[test]
fn views_count_what_they_show() {
    let mut index = index();
    let archived = json!({"k": "customer", "i": "00003", "v": 1, "h": "sby", "b": ["mks"], "a": true, "f": {"name": "Budi"}, "s": Stamp::default(), "p": "p", "t": NOW});
    let archived: Record = serde_json::from_value(archived).expect("a record");
    index.update(
        vec![("00003".to_owned(), Some(Known::of(&archived, false)))],
        now(),
    );
    for branch in [None, Some("mks"), Some("sby"), Some("dps")] {
        let counts = index.view_counts(branch);
        let shown = View::ALL.map(|view| index.search("", view, branch).len());
        assert_eq!(counts, shown, "{branch:?}");
    }
    assert_eq!(index.view_counts(None).iter().max(), Some(&2));
}

#[test]
fn an_update_leaves_what_a_fresh_build_makes() {
    let mut changed = book();
    changed[0] = customer("00001", "Zaenab", "+62811");
    changed.remove(3);
    let fresh = Index::default().rebuilt(changed, now());
    let mut updated = index();
    let renamed = customer("00001", "Zaenab", "+62811");
    updated.update(
        vec![("00001".to_owned(), Some(renamed)), ("i1".to_owned(), None)],
        now(),
    );
    let rows = |index: &Index| -> Vec<CustomerRow> {
        let plain = |row: &Rc<CustomerRow>| {
            let mut row = (**row).clone();
            row.version_key = 0;
            row
        };
        index.customers.iter().map(plain).collect()
    };
    assert_eq!(rows(&updated), rows(&fresh));
    assert_eq!(updated.complaints[0].customer_name, "Zaenab");
    assert_eq!(
        (
            updated.due.len(),
            updated.holders_of("phone:+6281244102201").len()
        ),
        (0, 0)
    );
}

/// A name, without which they are gone, and whether Makassar is their home, whether it is shared with
/// Makassar, whether they are archived, troubled, and to be contacted on the 24th.
type Brought = (Option<String>, [bool; 5]);

/// A customer whom a batch brings, and the contact that follows them.
fn brought(id: &str, (name, what): &Brought) -> [(String, Option<Known>); 2] {
    let [is_near, is_shared, archived, troubled, is_due] = *what;
    let record = |kind: &str, id: &str, fields: Value| {
        let home = if is_near { "mks" } else { "sby" };
        let shared = if is_shared { vec!["mks"] } else { vec![] };
        let record = json!({"k": kind, "i": id, "v": 1, "h": home, "b": shared, "a": archived, "f": fields, "s": Stamp::default(), "p": "p", "t": NOW});
        let record: Record = serde_json::from_value(record).expect("a record");
        Known::of(&record, false)
    };
    let customer = |name| record("customer", id, json!({"name": name, "troubled": troubled}));
    let step = json!({"customer": id, "happened_at": NOW, "subject": "Tanya", "next_on": "2026-11-24", "next_state": "open"});
    let contact = format!("i{id}");
    let step = is_due.then(|| record("interaction", &contact, step));
    [
        (id.to_owned(), name.as_ref().map(customer)),
        (contact, step),
    ]
}

proptest! {
    #[test]
    fn updates_leave_the_rows_and_counts_of_a_fresh_build(
        batches in vec(
            (any::<bool>(), btree_map("0[0-3][0-9]", (option::of("[a-c]"), any::<[bool; 5]>()), 0..30)),
            1..8,
        ),
    ) {
        let known = |batch: &BTreeMap<String, Brought>| -> Vec<(String, Option<Known>)> {
            batch.iter().flat_map(|(id, whom)| brought(id, whom)).collect()
        };
        let (mut index, mut all, mut day) = (Index::default(), BTreeMap::new(), "2026-11-23");
        for (is_next_day, batch) in batches {
            day = if is_next_day { "2026-11-24" } else { day };
            index.update(known(&batch), on(day));
            all.extend(batch);
            let everything = known(&all).into_iter().filter_map(|(_, known)| known);
            let fresh = Index::default().rebuilt(everything, on(day));
            let ids = |index: &Index| {
                let ids = index.customers.iter().map(|row| row.id.clone());
                ids.collect::<Vec<_>>()
            };
            prop_assert_eq!(ids(&index), ids(&fresh));
            for branch in [None, Some("mks"), Some("sby")] {
                let shown = View::ALL.map(|view| index.search("", view, branch).len());
                prop_assert_eq!(index.view_counts(branch), shown);
                prop_assert_eq!(fresh.view_counts(branch), shown);
            }
        }
    }
}

#[test]
fn nothing_new_leaves_what_searching_needs_as_it_is() {
    let mut index = index();
    assert_eq!(found(&index, "siti", View::All), ["Siti Rahmawati"]);
    index.update(vec![], now());
    assert!(index.haystack.get().is_some());
}

#[test]
fn whoever_was_erased_is_in_no_list_search_or_count_but_in_the_sales() {
    let order = |customer: &str| {
        let fields = json!({
            "customer": customer, "code": "P-1", "type": "sale", "state": "ordered",
            "ordered_on": "2026-11-20", "currency": "IDR", "lines": {},
        });
        known("order", "o1", fields)
    };
    let erased = |mut known: Known| {
        known.facts.erased = true;
        known
    };
    let mut index = index();
    let stub = known("customer", "00001", json!({"code": "KP-MKS-00001"}));
    let gone = ["v1", "c1"].map(|id| known("complaint", id, json!({"customer": "00001"})));
    let stubs = [stub, order("00001")].into_iter().chain(gone).map(erased);
    let changed = stubs.map(|known| (known.id.to_string(), Some(known)));
    index.update(changed.collect(), now());
    assert_eq!(found(&index, "", View::All), ["Andi Wijaya"]);
    assert_eq!(found(&index, "kp-mks-00001", View::All), [""; 0]);
    assert_eq!(found(&index, "dd5501ak", View::All), [""; 0]);
    let counts = index.counts(NOW, "2026-11-23");
    assert_eq!((counts.customers, counts.complaints_open), (1, 0));
    assert!(index.complaints.is_empty() && index.customer("00001").is_none());
    assert_eq!(index.holders_of("phone:+6281244102201"), [""; 0]);
    let mut ids = index.erased();
    ids.sort();
    assert_eq!(ids, ["00001", "c1", "o1", "v1"]);
    for (query, branch, expected) in [("", "mks", 1), ("p-1", "", 1), ("siti", "", 0)] {
        let filter = OrderFilter {
            query: query.to_owned(),
            view: OrderView::All,
            branch: branch.to_owned(),
            since: String::new(),
            until: String::new(),
        };
        assert_eq!(index.search_orders(&filter).len(), expected, "{query}");
    }
}

#[test]
fn products_are_found_by_code_and_name_while_in_use() {
    let product = |id: &str, code: &str, name: &str| {
        known(
            "product",
            id,
            json!({"code": code, "name": name, "category": "Oli"}),
        )
    };
    let mut old = product("p3", "OLI-3", "Oli lama");
    old.facts.archived = true;
    let book = vec![
        product("p1", "OLI-1", "Oli mesin 1 L"),
        product("p2", "FLT-1", "Filter oli"),
        old,
    ];
    let index = Index::default().rebuilt(book, now());
    let check = |query: &str, expected: &[&str]| {
        let found = index.search_products(query).into_iter();
        let found: Vec<&str> = found.map(|at| index.products[at].code.as_str()).collect();
        assert_eq!(found, expected, "{query}");
    };
    check("oli", &["FLT-1", "OLI-1"]);
    check("oli-1", &["OLI-1"]);
    check("mesin oli", &["OLI-1"]);
    assert!(index.product_of("OLI-1").is_some() && index.product_of("OLI-3").is_none());
    let archived = index.search_archived_products("oli").into_iter();
    let archived: Vec<&str> = archived
        .map(|at| index.products[at].code.as_str())
        .collect();
    assert_eq!(archived, ["OLI-3"]);
}

#[test]
fn the_cost_of_a_product_is_the_latest_that_is_not_archived() {
    let cost = |id: &str, cost: i64, archived: bool| {
        let mut known = known("product_cost", id, json!({"product": "p1", "cost": cost}));
        known.facts.archived = archived;
        known
    };
    let mut index =
        Index::default().rebuilt(vec![cost("c2", 200, false), cost("c1", 100, false)], now());
    let found = |index: &Index| index.cost_of("p1").map(|cost| cost.cost.0);
    assert_eq!(found(&index), Some(200));
    let archived = cost("c2", 200, true);
    index.update(vec![("c2".to_owned(), Some(archived))], now());
    assert_eq!(found(&index), Some(100));
    index.update(vec![("c1".to_owned(), None)], now());
    assert_eq!(found(&index), None);
}

#[test]
fn firm_orders_make_a_customer_active() {
    let order = |state: &str| {
        known(
            "order",
            "o1",
            json!({"customer": "00001", "type": "sale", "state": state, "ordered_on": "2026-11-20",
                "currency": "IDR", "lines": {"a": {"code": "A", "quantity": 2_000, "price": 10_000}}}),
        )
    };
    let mut index = index();
    let check = |index: &mut Index, state: &str, expected| {
        index.update(vec![("o1".to_owned(), Some(order(state)))], now());
        assert_eq!(
            index.customer("00001").expect("a row").standing,
            expected,
            "{state}"
        );
        assert_eq!(index.orders()[0].net.0, 2, "{state}");
    };
    check(&mut index, "draft", Standing::Prospect);
    check(&mut index, "shipped", Standing::Active);
    check(&mut index, "cancelled", Standing::Prospect);
}

/// An order of so many rupiah, with further fields.
fn order(id: &str, customer: &str, day: &str, amount: i64, extra: Value) -> Known {
    let mut fields = json!({"customer": customer, "type": "sale", "state": "ordered",
        "ordered_on": day, "currency": "IDR", "code": format!("SO-{id}"),
        "lines": {"a": {"code": "A", "quantity": 1_000, "price": amount * 10_000}}});
    let extra = extra.as_object().expect("an object").clone();
    fields.as_object_mut().expect("an object").extend(extra);
    known("order", id, fields)
}

fn book_of_orders() -> Index {
    let mut far = customer("00003", "Budi Santoso", "+6281155500033");
    if let Detail::Customer(facts) = &mut far.facts.detail {
        Arc::get_mut(facts).expect("nobody else has it").branch = "sby".to_owned();
    }
    let mut archived = order("o7", "00001", "2026-11-20", 1, json!({}));
    archived.facts.archived = true;
    let mut all = book();
    all.extend([
        far,
        archived,
        order(
            "o1",
            "00001",
            "2026-09-30",
            100,
            json!({"state": "received"}),
        ),
        order(
            "o2",
            "00001",
            "2026-10-01",
            20,
            json!({"document": "536365"}),
        ),
        order("o3", "00002", "2026-10-31", 3, json!({"state": "draft"})),
        order(
            "o4",
            "00002",
            "2026-11-01",
            4,
            json!({"state": "cancelled"}),
        ),
        order(
            "o5",
            "00001",
            "2026-11-02",
            50,
            json!({"type": "return", "state": "received"}),
        ),
        order("o6", "00003", "2026-11-03", 7, json!({"currency": "USD"})),
    ]);
    Index::default().rebuilt(all, now())
}

fn all_orders() -> OrderFilter {
    OrderFilter {
        query: String::new(),
        view: OrderView::All,
        branch: String::new(),
        since: String::new(),
        until: String::new(),
    }
}

#[test]
fn orders_are_found_by_words_view_branch_and_days() {
    let index = book_of_orders();
    let check = |filter: OrderFilter, expected: &[&str]| {
        let found = index.search_orders(&filter).into_iter();
        let found: Vec<&str> = found.map(|at| index.orders()[at].id.as_str()).collect();
        assert_eq!(found, expected, "{filter:?}");
    };
    let words = |query: &str| OrderFilter {
        query: query.to_owned(),
        ..all_orders()
    };
    let view = |view| OrderFilter {
        view,
        ..all_orders()
    };
    let branch = |branch: &str| OrderFilter {
        branch: branch.to_owned(),
        ..all_orders()
    };
    let days = |since: &str, until: &str| OrderFilter {
        since: since.to_owned(),
        until: until.to_owned(),
        ..all_orders()
    };
    check(all_orders(), &["o6", "o5", "o4", "o3", "o2", "o1"]);
    check(words("rahma"), &["o5", "o2", "o1"]);
    check(words("siti so-o1"), &["o1"]);
    check(words("536365"), &["o2"]);
    check(words("tidak ada"), &[]);
    check(view(OrderView::Returns), &["o5"]);
    check(view(OrderView::State(State::Received)), &["o5", "o1"]);
    check(view(OrderView::State(State::Draft)), &["o3"]);
    check(branch("mks"), &["o5", "o4", "o3", "o2", "o1"]);
    check(branch("sby"), &["o6"]);
    check(days("2026-10-01", "2026-10-31"), &["o3", "o2"]);
    check(days("2026-11-02", ""), &["o6", "o5"]);
    check(days("", "2026-09-30"), &["o1"]);
    let both = OrderFilter {
        query: "siti".to_owned(),
        view: OrderView::State(State::Received),
        ..days("2026-10-01", "")
    };
    check(both, &["o5"]);
}

#[test]
fn orders_come_to_sales_less_returns_by_currency() {
    let index = book_of_orders();
    let check = |filter: OrderFilter, expected: &[(Currency, i64)]| {
        let found = index.search_orders(&filter).into_iter();
        let found: Vec<u32> = found.filter_map(|at| u32::try_from(at).ok()).collect();
        let sums = index.order_sums(&found).into_iter();
        let sums: Vec<_> = sums.map(|(currency, net)| (currency, net.0)).collect();
        assert_eq!(sums, expected, "{filter:?}");
    };
    // Drafts and cancelled orders are in the list but not in the sum.
    check(all_orders(), &[(Currency::Idr, 70), (Currency::Usd, 700)]);
    let returns = OrderFilter {
        view: OrderView::Returns,
        ..all_orders()
    };
    check(returns, &[(Currency::Idr, -50)]);
    let drafts = OrderFilter {
        view: OrderView::State(State::Draft),
        ..all_orders()
    };
    check(drafts, &[]);
    assert_eq!(index.order_sums(&[99]), []);
}

#[test]
fn who_pays_late_is_found() {
    let paid_on = |day: &str| {
        let invoice = json!({"customer": "00001", "type": "sale", "issued_on": "2026-10-01",
            "due_on": "2026-10-31", "amount": 100, "currency": "IDR", "note": "x"});
        let payment = json!({"customer": "00001", "type": "payment", "paid_on": day,
            "amount": 100, "currency": "IDR"});
        let mut index = index();
        let both = [
            known("invoice", "v1", invoice),
            known("payment", "p1", payment),
        ];
        let both = both.map(|known| (known.id.to_string(), Some(known)));
        index.update(both.into(), now());
        found(&index, "", View::PaysLate).len()
    };
    assert_eq!(paid_on("2026-10-31"), 0);
    assert_eq!(paid_on("2026-11-01"), 1);
    let promise = json!({"customer": "00001", "amount": 100, "currency": "IDR",
        "made_on": "2026-10-01", "promised_on": "2026-10-02"});
    let mut index = index();
    index.update(
        vec![("q".to_owned(), Some(known("payment_promise", "q", promise)))],
        now(),
    );
    assert_eq!(found(&index, "", View::PaysLate).len(), 1);
}

#[test]
fn a_row_is_drawn_anew_after_everything_was_read_again() {
    let before = index();
    let after = before.rebuilt(book(), now());
    for (before, after) in before.customers.iter().zip(&after.customers) {
        assert_ne!(before.version_key, after.version_key, "{}", after.name);
    }
}

#[test]
fn a_promise_is_broken_once_its_day_is_over_for_the_person() {
    let promise = json!({"customer": "00001", "amount": 100, "currency": "IDR",
        "made_on": "2026-11-01", "promised_on": "2026-11-22"});
    let late = |index: &Index| found(index, "", View::PaysLate).len();
    let with_promise = || {
        let mut book = book();
        book.push(known("payment_promise", "q", promise.clone()));
        book
    };
    // The same moment in Makassar, where the next day has begun, and further west.
    assert_eq!(
        late(&Index::default().rebuilt(with_promise(), on("2026-11-23"))),
        1
    );
    let mut index = Index::default().rebuilt(with_promise(), on("2026-11-22"));
    assert_eq!(late(&index), 0);
    assert!(!index.turn(&on("2026-11-22")));
    let before = index.customers[0].version_key;
    assert!(index.turn(&on("2026-11-23")));
    assert_eq!(late(&index), 1);
    assert_ne!(
        index.customers[0].version_key, before,
        "rows are drawn anew"
    );
    // Nobody need look at the clock between two changes of the book.
    let mut index = Index::default().rebuilt(with_promise(), on("2026-11-22"));
    index.update(vec![("v1".to_owned(), None)], on("2026-11-23"));
    assert_eq!(late(&index), 1);
}

/// Whoever changes what a digest says raises [`DIGEST`]'s version and writes down the new text.
#[test]
fn a_changed_digest_has_a_new_version() {
    let doc = json!({"k": "order", "i": "o1", "v": 3, "f": {"customer": "c1", "type": "sale",
        "state": "draft", "ordered_on": "2026-11-20", "currency": "IDR", "code": "SO-1",
        "document": "536365", "import": "r1",
        "lines": {"a": {"code": "A", "quantity": 2_000, "price": 10_000}}},
        "s": Stamp::default(), "p": "p", "t": 0, "a": true});
    let digest = (DIGEST.of)(&doc.to_string());
    let expected = r#"{"r":"c1","a":true,"d":{"order":{"t":"sale","s":"draft","o":"2026-11-20","c":"SO-1","d":"536365","i":"r1","n":2,"y":"IDR","m":0}}}"#;
    assert_eq!((DIGEST.version, digest.as_str()), (3, expected));
    let known = Known::read("o1".into(), &digest).expect("it is read back");
    assert!(known.facts.archived && !known.facts.pending);
    assert!(Known::read("o1".into(), "").is_none());
}

#[test]
fn the_front_shows_the_first_customers_as_they_were() {
    let index = index();
    let text = serde_json::to_string(&index.front()).expect("json");
    let front: Front = serde_json::from_str(&text).expect("a front");
    assert_eq!(front.day, now().day);
    let shown = Index::of_front(front, NOW).expect("of this version");
    assert_eq!(shown.customers, index.customers);
    assert_eq!(shown.customer("00002"), index.customer("00002"));
    assert_eq!(
        (&shown.branches, &shown.staff),
        (&index.branches, &index.staff)
    );
    let rebuilt = shown.rebuilt(book(), now());
    let newest = shown.customers.iter().map(|row| row.version_key).max();
    assert!(
        rebuilt
            .customers
            .iter()
            .all(|row| Some(row.version_key) > newest)
    );
    let other = text.replacen(r#""version":"#, r#""version":1"#, 1);
    let other: Front = serde_json::from_str(&other).expect("a front");
    assert!(Index::of_front(other, NOW).is_none());
}

#[test]
fn a_key_is_held_for_as_long_as_any_record_of_the_customer_has_it() {
    let mut index = index();
    let vehicle = |id: &str, plate: &str| {
        let fields = json!({"customer": "00001", "plate": plate});
        (id.to_owned(), Some(known("vehicle", id, fields)))
    };
    index.update(vec![vehicle("v2", "DD 5501 AK")], now());
    assert_eq!(index.holders_of("plate:DD5501AK"), ["00001"]);
    index.update(vec![vehicle("v1", "DD 1 A")], now());
    assert_eq!(index.holders_of("plate:DD5501AK"), ["00001"]);
    index.update(vec![vehicle("v2", "DD 2 B")], now());
    assert!(index.holders_of("plate:DD5501AK").is_empty());
    let plate = index.customer("00001").map(|row| row.plate.clone());
    assert_eq!(
        plate.as_deref(),
        Some("DD 1 A"),
        "the one of the first vehicle"
    );
}
