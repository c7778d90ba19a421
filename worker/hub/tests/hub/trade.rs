//! Orders, and what not everybody may see of products.

use serde_json::{Value, json};
use sync::change::{Change, Op};
use sync::codes;
use sync::protocol::role_feed;

use crate::world::{ADMIN, Device, HEAD, MKS, OFFICE, RINA, World};

fn order(device: &mut Device, id: &str, line: Value) -> Change {
    let fields = json!({
        "customer": "c1", "type": "sale", "state": "ordered", "ordered_on": "2026-11-27",
        "currency": "IDR", "lines": {"k1": line},
    });
    device.change(Op::Create { home: None }, "order", id, fields)
}

fn line(extra: Value) -> Value {
    let mut line = json!({"code": "OLI-1", "quantity": 2_000, "price": 650_000_000});
    let extra = extra.as_object().unwrap().clone();
    line.as_object_mut().unwrap().extend(extra);
    line
}

#[test]
fn orders_are_numbered_by_the_branch_of_their_customer() {
    let world = World::new();
    let mut rina = world.device(RINA);
    let create = rina.customer("c1", MKS);
    let first = order(&mut rina, "o1", line(json!({})));
    assert_eq!(world.push(&rina, &[create, first]), ["", ""]);
    let mut office = world.device(OFFICE);
    let second = order(&mut office, "o2", line(json!({})));
    assert_eq!(world.push(&office, &[second]), [""]);
    let code = |id| world.record(id).text("code").to_owned();
    assert_eq!([code("o1"), code("o2")], ["SO-MKS-00001", "SO-MKS-00002"]);
    world.assert_sound();
}

#[test]
fn a_discount_is_held_against_the_role() {
    let world = World::new();
    let mut admin = world.device(ADMIN);
    let limits = json!({"max_discounts/staff": {"percent": 500}});
    let set = admin.change(Op::Set, "settings", "settings", limits);
    assert_eq!(world.push(&admin, &[set]), [""]);
    let mut rina = world.device(RINA);
    let create = rina.customer("c1", MKS);
    let changes = [
        create,
        order(&mut rina, "o1", line(json!({"discount": 500}))),
        order(&mut rina, "o2", line(json!({"discount": 501}))),
        order(&mut rina, "o3", line(json!({"free": true}))),
        rina.change(
            Op::Set,
            "order",
            "o1",
            json!({"lines/k1": line(json!({"discount": 501}))}),
        ),
        rina.change(Op::Set, "order", "o1", json!({"lines/k2": line(json!({}))})),
    ];
    let much = codes::DISCOUNT;
    assert_eq!(world.push(&rina, &changes), ["", "", much, much, much, ""]);
    let mut back = order(&mut rina, "r1", line(json!({"discount": 501})));
    back.fields.insert("type".into(), json!("return"));
    back.fields.insert("returns".into(), json!("o1"));
    assert_eq!(
        world.push(&rina, &[back]),
        [""],
        "it comes back as it was sold"
    );
    let mut head = world.device(HEAD);
    let free = order(&mut head, "o4", line(json!({"free": true})));
    assert_eq!(
        world.push(&head, &[free]),
        [""],
        "nothing was decided for this role"
    );
}

#[test]
fn only_who_leads_a_branch_corrects_sales_or_gives_them_up() {
    let world = World::new();
    let mut rina = world.device(RINA);
    let create = rina.customer("c1", MKS);
    assert_eq!(world.push(&rina, &[create]), [""]);
    let mut head = world.device(HEAD);
    for (id, word) in [("o1", "correction"), ("o2", "bad_debt")] {
        let entered = |device: &mut Device, id: &str| {
            let mut change = order(device, id, line(json!({"quantity": -1_000})));
            change.fields.insert("type".into(), json!(word));
            change
        };
        let changes = [entered(&mut rina, "x1"), entered(&mut rina, "x2")];
        assert_eq!(world.push(&rina, &changes), [codes::ROLE; 2], "{word}");
        let change = entered(&mut head, id);
        assert_eq!(world.push(&head, &[change]), [""], "{word}");
        let edit = json!({"lines/k2": line(json!({}))});
        let edit = rina.change(Op::Set, "order", id, edit);
        assert_eq!(world.push(&rina, &[edit]), [codes::ROLE], "{word}");
    }
    world.assert_sound();
}

#[test]
fn costs_reach_only_those_who_may_see_them() {
    let world = World::new();
    let mut office = world.device(OFFICE);
    let create = Op::Create { home: None };
    let product = json!({"code": "OLI-1", "name": "Oli mesin 1 L"});
    let cost = json!({"product": "p1", "cost": 480_000_000});
    let changes = [
        office.change(create.clone(), "product", "p1", product),
        office.change(create, "product_cost", "pc1", cost),
    ];
    assert_eq!(world.push(&office, &changes), ["", ""]);
    world.assert_sound();
    let feed = role_feed("branch_head");
    for (person, sees) in [(RINA, false), (HEAD, true), (OFFICE, true)] {
        let mut device = world.device(person);
        world.pull(&mut device);
        assert_eq!(device.held.contains_key(&feed), sees, "{person}");
        let holds = |id| device.held.values().any(|held| held.contains_key(id));
        assert_eq!((holds("p1"), holds("pc1")), (true, sees), "{person}");
    }
    let mut rina = world.device(RINA);
    let look = rina.change(Op::Set, "product_cost", "pc1", json!({"cost": 1}));
    assert_eq!(world.push(&rina, &[look]), [codes::RECORD_UNKNOWN]);
}
