//! Invoices, payments and promises, which are written once and cannot be put right afterwards.

use serde_json::{Value, json};
use sync::change::{Change, Op};
use sync::codes;

use crate::world::{Device, HEAD, MKS, OFFICE, RINA, SBY, World, new_record};

const OUT_OF_RANGE: &str = "out_of_range";
const DAY: &str = "2026-11-27";
const DAY_BEFORE: &str = "2026-11-26";

/// A company with a customer in Rina's branch.
fn world() -> World {
    let world = World::new();
    let mut rina = world.device(RINA);
    let create = rina.customer("c1", MKS);
    assert_eq!(world.push(&rina, &[create]), [""]);
    world
}

fn create(device: &mut Device, kind: &str, id: &str, own: Value, extra: Value) -> Change {
    let mut fields = json!({"customer": "c1", "currency": "IDR", "amount": 500_000});
    let map = fields.as_object_mut().unwrap();
    map.extend(own.as_object().unwrap().clone());
    map.extend(extra.as_object().unwrap().clone());
    device.change(Op::Create { home: None }, kind, id, fields)
}

fn invoice(device: &mut Device, id: &str, extra: Value) -> Change {
    let own = json!({"type": "sale", "issued_on": DAY, "due_on": DAY});
    create(device, "invoice", id, own, extra)
}

fn payment(device: &mut Device, id: &str, extra: Value) -> Change {
    let own = json!({"type": "payment", "paid_on": DAY});
    create(device, "payment", id, own, extra)
}

fn promise(device: &mut Device, id: &str, extra: Value) -> Change {
    let own = json!({"made_on": DAY, "promised_on": DAY});
    create(device, "payment_promise", id, own, extra)
}

/// Sends a change that must be refused with this code and path, and write nothing.
fn refused(world: &World, device: &Device, change: Change, code: &str, path: &str) {
    let before = world.business();
    let request = device.request(std::slice::from_ref(&change));
    let response = world.sync(&request, &device.person).unwrap();
    let outcome = &response.outcomes[0];
    let found = (outcome.code.as_deref(), outcome.path.as_deref());
    assert_eq!(found, (Some(code), Some(path)), "{change:?}");
    assert_eq!(world.business(), before, "{change:?}");
}

#[test]
fn sound_ones_are_applied() {
    let world = world();
    let mut rina = world.device(RINA);
    let changes = [
        invoice(&mut rina, "i1", json!({})),
        payment(&mut rina, "p1", json!({"invoice": "i1", "amount": 1})),
        promise(&mut rina, "w1", json!({"invoice": "i1"})),
    ];
    assert_eq!(world.push(&rina, &changes), ["", "", ""]);
    let code = |id| world.record(id).text("code").to_owned();
    assert_eq!([code("i1"), code("p1")], ["INV-MKS-00001", "BYR-MKS-00001"]);
    world.assert_sound();
}

#[test]
fn amounts_are_more_than_nothing() {
    let world = world();
    for person in [RINA, OFFICE] {
        let mut device = world.device(person);
        for amount in [0, -1, -500_000] {
            for make in [invoice, payment, promise] {
                let change = make(&mut device, "x1", json!({ "amount": amount }));
                refused(&world, &device, change, OUT_OF_RANGE, "amount");
            }
        }
    }
}

#[test]
fn no_last_day_is_before_the_first() {
    let world = world();
    let mut rina = world.device(RINA);
    let change = invoice(&mut rina, "i1", json!({"due_on": DAY_BEFORE}));
    refused(&world, &rina, change, OUT_OF_RANGE, "due_on");
    let change = promise(&mut rina, "w1", json!({"promised_on": DAY_BEFORE}));
    refused(&world, &rina, change, OUT_OF_RANGE, "promised_on");
}

#[test]
fn only_who_leads_a_branch_gives_up_a_debt() {
    let world = world();
    let mut rina = world.device(RINA);
    let mut head = world.device(HEAD);
    for (id, word) in [("p1", "write_off"), ("p2", "credit_note")] {
        let change = payment(&mut rina, id, json!({ "type": word }));
        refused(&world, &rina, change, codes::ROLE, "type");
        let change = payment(&mut head, id, json!({ "type": word }));
        assert_eq!(world.push(&head, &[change]), [""], "{word}");
    }
    world.assert_sound();
}

#[test]
fn only_who_may_enter_a_payment_takes_it_back() {
    let world = world();
    let mut head = world.device(HEAD);
    let changes = [
        payment(&mut head, "given", json!({"type": "write_off"})),
        payment(&mut head, "paid", json!({})),
    ];
    assert_eq!(world.push(&head, &changes), ["", ""]);
    let mut rina = world.device(RINA);
    let own = json!({"type": "write_off", "reverses": "given"});
    let change = payment(&mut rina, "r1", own.clone());
    refused(&world, &rina, change, codes::ROLE, "type");
    // The books go by what is taken back, whatever the entry that does so says it is.
    let change = payment(&mut rina, "r1", json!({"reverses": "given"}));
    refused(&world, &rina, change, codes::ROLE, "reverses");
    let change = payment(&mut rina, "r1", json!({"reverses": "paid"}));
    assert_eq!(world.push(&rina, &[change]), [""]);
    let change = payment(&mut head, "r2", own);
    assert_eq!(world.push(&head, &[change]), [""]);
    world.assert_sound();
}

#[test]
fn what_is_taken_back_must_be_in_sight() {
    let world = world();
    let customer = json!({"form": "person", "name": "Foreign"});
    let given = json!({
        "customer": "c-sby", "type": "write_off", "amount": 1, "currency": "IDR", "paid_on": DAY,
    });
    world.insert(&[
        new_record("customer", "c-sby", Some(SBY), customer),
        new_record("payment", "p-sby", None, given),
    ]);
    let mut rina = world.device(RINA);
    // The answer does not tell of which type a payment out of sight is.
    for id in ["p-sby", "nobody", "c1"] {
        let change = payment(&mut rina, "r1", json!({ "reverses": id }));
        refused(&world, &rina, change, codes::REFERENCE_UNKNOWN, "reverses");
    }
}
