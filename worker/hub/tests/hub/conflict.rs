use serde_json::json;

use crate::world::{MKS, OFFICE, RINA, World};

#[test]
fn blind_writes_conflict_alike_whoever_syncs_first() {
    for office_first in [true, false] {
        let world = World::new();
        let (mut rina, mut office) = (world.device(RINA), world.device(OFFICE));
        let create = rina.customer("c1", MKS);
        world.push(&rina, &[create]);
        let seen = world.record("c1");
        let by_rina = rina.set(&seen, "name", json!("By Rina"));
        let mut by_office = office.set(&seen, "name", json!("By Dewi"));
        by_office.stamp.ms += 1;
        if office_first {
            world.push(&office, &[by_office]);
            world.push(&rina, &[by_rina]);
        } else {
            world.push(&rina, &[by_rina]);
            world.push(&office, &[by_office]);
        }
        let record = world.record("c1");
        assert_eq!(record.text("name"), "By Dewi");
        assert_eq!(record.writer_of("naming"), OFFICE);
        assert_eq!(record.conflicts.len(), 1);
        assert_eq!(record.conflicts[0].value["name"], "By Rina");
        assert_eq!(record.version, 3);
        world.assert_sound();
    }
}
