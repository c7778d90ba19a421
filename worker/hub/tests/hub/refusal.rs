use hub::HubError;
use serde_json::{Value, json};
use sync::change::Op;
use sync::codes;
use sync::protocol::Failure;

use crate::world::{MKS, RINA, SBY, World, new_record};

#[test]
fn what_is_based_on_a_refused_change_inherits_its_base() {
    let world = World::new();
    let mut rina = world.device(RINA);
    let [refused, next] = world.refused_and_next(&mut rina);
    assert_eq!(world.push(&rina, &[refused, next]), ["wrong_type", ""]);
    let record = world.record("c1");
    assert_eq!((record.text("name"), record.conflicts.len()), ("Siti", 0));
}

#[test]
fn a_refusal_whose_answer_was_lost_hands_its_base_on_too() {
    let world = World::new();
    let mut rina = world.device(RINA);
    let [refused, next] = world.refused_and_next(&mut rina);
    world.push(&rina, std::slice::from_ref(&refused));
    assert_eq!(world.push(&rina, &[refused, next]), ["wrong_type", ""]);
    let record = world.record("c1");
    assert_eq!((record.text("name"), record.conflicts.len()), ("Siti", 0));
}

#[test]
fn what_needs_a_refused_create_waits_for_it() {
    let world = World::new();
    let mut rina = world.device(RINA);
    let create = rina.customer("c1", SBY);
    let vehicle = rina.vehicle("v1", "c1");
    let mut visit = rina.change(
        Op::Create { home: None },
        "interaction",
        "i1",
        json!({"customer": "c2", "touch_point": "sms", "subject": "x", "happened_at": 1}),
    );
    visit.depends_on = vec!["c1".into()];
    let set = rina.change(Op::Set, "vehicle", "v1", json!({"plate": "DD 1 A"}));
    let other = rina.customer("c2", MKS);
    let later = rina.change(Op::Set, "vehicle", "v1", json!({"plate": "DD 2 A"}));
    let waits = codes::DEPENDS_ON_REFUSED;
    let outcomes = world.push(&rina, &[create, vehicle, visit, set, other]);
    assert_eq!(outcomes, [codes::BRANCH, waits, waits, waits, ""]);
    assert_eq!(
        world.push(&rina, &[later]),
        [waits],
        "in a later request too"
    );
    let again = [rina.customer("c1", MKS), rina.vehicle("v1", "c1")];
    assert_eq!(world.push(&rina, &again), ["", ""], "resent together");
    world.assert_sound();
}

#[test]
fn references_must_be_in_sight_and_of_their_kind() {
    let world = World::new();
    let foreign = json!({"form": "person", "name": "Foreign"});
    world.insert(&[new_record("customer", "c-sby", Some(SBY), foreign)]);
    let mut rina = world.device(RINA);
    let create = rina.customer("c1", MKS);
    world.push(&rina, &[create]);
    let seen = world.record("c1");
    let changes = [
        rina.vehicle("v1", "c-sby"),
        rina.vehicle("v2", "nobody"),
        rina.vehicle("v3", MKS),
        rina.set(&seen, "owner", json!("c1")),
        rina.set(&seen, "owner", json!(RINA)),
        rina.set(
            &seen,
            "contacts/k1",
            json!({"name": "Budi", "knows": "nobody"}),
        ),
    ];
    let unknown = codes::REFERENCE_UNKNOWN;
    assert_eq!(
        world.push(&rina, &changes),
        [unknown, unknown, unknown, unknown, "", unknown]
    );
    world.assert_sound();
}

#[test]
fn groups_are_written_whole_and_maps_by_key() {
    let world = World::new();
    let mut rina = world.device(RINA);
    let create = rina.customer("c1", MKS);
    world.push(&rina, &[create]);
    let mut set = |fields: Value| rina.change(Op::Set, "customer", "c1", fields);
    let changes = [
        set(json!({"street": "Jl. A"})),
        set(json!({"phones": {"k1": {"number": "1"}}})),
        set(json!({"phones/k1": {"number": "1"}})),
        set(json!({"street": "Jl. A", "province": "73", "regency": "7371", "postcode": null})),
    ];
    let incomplete = codes::GROUP_INCOMPLETE;
    assert_eq!(
        world.push(&rina, &changes),
        [incomplete, incomplete, "", ""]
    );
}

#[test]
fn records_and_changes_have_a_greatest_size() {
    let world = World::new();
    let mut rina = world.device(RINA);
    let create = rina.customer("c1", MKS);
    world.push(&rina, &[create]);
    let mut changes = Vec::new();
    for n in 0..200 {
        let fields = json!({format!("products_used/k{n}"): {"product": "x".repeat(120), "purpose": "y".repeat(120)}});
        changes.push(rina.change(Op::Set, "customer", "c1", fields));
    }
    assert!(world.push(&rina, &changes).iter().all(String::is_empty));
    let note = "é".repeat(200_000);
    let huge = rina.change(Op::Set, "customer", "c1", json!({"note": note}));
    let before = world.business();
    assert_eq!(world.push(&rina, &[huge]), [codes::TOO_LARGE]);
    assert_eq!(world.business(), before);
}

#[test]
fn stamps_come_after_their_bases_and_from_their_replica() {
    let world = World::new();
    let mut rina = world.device(RINA);
    let create = rina.customer("c1", MKS);
    world.push(&rina, &[create]);
    let seen = world.record("c1");
    let mut early = rina.set(&seen, "note", json!("a"));
    early.stamp = seen.created;
    let mut foreign = rina.set(&seen, "note", json!("b"));
    foreign.stamp.replica += 1;
    let mut other = rina.set(&seen, "note", json!("c"));
    other.person = "p-office".into();
    let noop = rina.change(Op::Noop, "customer", "c1", json!({}));
    let order = codes::STAMP_ORDER;
    assert_eq!(
        world.push(&rina, &[early, foreign, other, noop]),
        [order, order, codes::FOREIGN_REPLICA, ""]
    );
    assert_eq!(world.record("c1").version, 1);
}

#[test]
fn what_only_a_newer_app_knows_waits_for_the_server() {
    let world = World::new();
    let mut rina = world.device(RINA);
    let create = rina.customer("c1", MKS);
    let stamp = create.stamp;
    let mut newer = rina.change(Op::Set, "customer", "c1", json!({"aura": "blue"}));
    newer.bases.insert("aura".into(), stamp);
    let later = rina.customer("c2", MKS);
    let changes = [create, newer, later];
    let mut request = rina.request(&changes);
    request.schema += 1;
    for _ in 0..2 {
        let response = world.sync(&request, RINA).unwrap();
        assert_eq!(response.outcomes.len(), 1, "only what comes before it");
        assert_eq!(response.waits.as_deref(), Some(codes::SERVER_OLDER));
        assert!(!response.heads.is_empty(), "pulling goes on");
    }
    assert!(!world.records().contains_key("c2"));
    let outcomes = world.push(&rina, &changes);
    assert_eq!(
        outcomes,
        ["", codes::FIELD_UNKNOWN, ""],
        "no app of today says it"
    );
}

#[test]
fn a_newer_protocol_waits_for_the_server() {
    let world = World::new();
    let rina = world.device(RINA);
    let mut request = rina.request(&[]);
    request.protocol += 1;
    let refused = world.sync(&request, RINA).unwrap_err();
    assert_eq!(refused, HubError::Refused(failure(codes::SERVER_OLDER)));
}

fn failure(code: &str) -> Failure {
    Failure {
        code: code.to_owned(),
        now_ms: None,
        mark: None,
    }
}
