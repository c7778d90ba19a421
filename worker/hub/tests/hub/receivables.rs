//! Invoices, payments and promises, which are written once and cannot be put right afterwards.

use serde_json::{Value, json};
use sync::change::{Change, Op};

use crate::world::{Device, MKS, OFFICE, RINA, World};

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
