//! The company's settings, branches and staff.

use serde_json::{Value, json};

use crate::Seed;
use crate::clock::DAY;
use crate::place::{PLACES, Place};
use crate::words::{MEN, WOMEN};
use crate::world::{Office, World};

/// Days before now when the company began.
const FOUNDED: i64 = 900;

/// Staff with a sign-in: e-mail, name, role, code of the branch.
pub const SIGN_INS: &[(&str, &str, &str, Option<&str>)] = &[
    ("admin@contoh.id", "Adi Nugraha", "administrator", None),
    ("pusat@contoh.id", "Dewi P.", "head_office", None),
    (
        "mks@contoh.id",
        "Hj. Ratna Paturusi",
        "branch_head",
        Some("MKS"),
    ),
    ("rina@contoh.id", "Rina A.", "staff", Some("MKS")),
    ("sby@contoh.id", "Bagus Wibowo", "staff", Some("SBY")),
];

/// Adds settings, branches and staff, and gives the branches.
pub fn add_offices(world: &mut World) -> Vec<Office> {
    add_settings(world);
    let mut offices: Vec<Office> = PLACES
        .iter()
        .map(|place| add_branch(world, place))
        .collect();
    for (email, name, role, code) in SIGN_INS {
        let office = offices
            .iter_mut()
            .find(|office| Some(office.place.code) == *code);
        add_staff(world, office, email, name, role);
    }
    for office in &mut offices {
        add_colleagues(world, office);
    }
    offices
}

fn add_settings(world: &mut World) {
    let types = [
        ("distributor", "Distributor utama"),
        ("wholesaler", "Grosir suku cadang"),
        ("retailer", "Toko suku cadang"),
        ("retailer", "Bengkel mandiri"),
        ("institution", "Instansi pemerintah"),
        ("institution", "Perusahaan armada"),
        ("online", "Lokapasar"),
        ("agent", "Agen asuransi"),
    ];
    let sub_types: serde_json::Map<String, Value> = types
        .iter()
        .enumerate()
        .map(|(n, (channel, name))| {
            (
                format!("t{}", n + 1),
                json!({"channel": channel, "name": name}),
            )
        })
        .collect();
    let fields = json!({
        "company": "PT Contoh Otomotif", "active_months": 12, "sub_types": sub_types,
        "currency": "IDR", "terms_days": 30, "near_limit": 8_000, "offline_margin": 1_000,
        "max_discounts": {
            "staff": {"percent": 500},
            "supervisor": {"percent": 1_000},
            "branch_head": {"percent": 2_000},
        },
    });
    put(world, "settings", "settings", fields);
}

fn add_branch(world: &mut World, place: &'static Place) -> Office {
    let fields = json!({
        "name": place.name, "code": place.code, "time_zone": place.time_zone,
        "opens": "08.00", "closes": "17.00", "active": true,
        "workdays": {"mon": true, "tue": true, "wed": true, "thu": true, "fri": true, "sat": true},
    });
    let id = put(world, "branch", place.code, fields);
    Office {
        place,
        id,
        staff: Vec::new(),
    }
}

fn add_staff(world: &mut World, office: Option<&mut Office>, email: &str, name: &str, role: &str) {
    let mut branches = serde_json::Map::new();
    if let Some(office) = &office {
        branches.insert(office.id.clone(), Value::Bool(true));
    }
    let fields =
        json!({"name": name, "email": email, "role": role, "branches": branches, "active": true});
    let id = put(world, "staff", email, fields);
    if let Some(office) = office {
        office.staff.push(id);
    }
}

/// A head where none signs in, a supervisor, and three more.
fn add_colleagues(world: &mut World, office: &mut Office) {
    let code = office.place.code.to_lowercase();
    let has_head = office.place.code == "MKS";
    let roles = ["branch_head", "supervisor", "staff", "staff", "staff"];
    for (n, role) in roles.iter().enumerate().skip(usize::from(has_head)) {
        let given = world.random.pick(if n % 2 == 0 { MEN } else { WOMEN });
        let name = format!("{given} {}", world.random.pick(office.place.families));
        add_staff(
            world,
            Some(office),
            &format!("{code}{n}@contoh.id"),
            &name,
            role,
        );
    }
}

/// Adds a record of the company that an administrator made when it began, and gives its id.
pub fn put(world: &mut World, kind: &'static str, key: &str, fields: Value) -> String {
    let id = world.id(kind, key);
    let created_ms = world.now_ms - FOUNDED * DAY;
    let administrator = world.administrator.clone();
    world.put(Seed::new(kind, &id, &administrator, created_ms, fields));
    id
}
