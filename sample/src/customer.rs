//! Customers: persons and organisations with plausible particulars.

use serde_json::{Map, Value, json};

use crate::Seed;
use crate::clock;
use crate::place::Place;
use crate::random::Random;
use crate::words::{FIRMS, HOBBIES, LEGAL_FORMS, MEN, MIDDLE, PRODUCTS, STREETS, TRADES, WOMEN};
use crate::world::{Office, World};

/// A customer that other records are about.
pub struct Customer {
    /// Its id.
    pub id: String,
    /// Staff member in charge.
    pub owner: String,
    /// When it was recorded.
    pub created_ms: i64,
    /// How many days ago that was.
    pub age: i64,
    /// Vehicles are more for organisations.
    pub organisation: bool,
}

/// Adds a customer with these particulars over the made ones.
pub fn add_customer(world: &mut World, office: &Office, particulars: &Value) -> Customer {
    let random = &mut world.random;
    let age = random.between(2, 900).min(random.between(30, 1500));
    let created_ms = clock::working_moment(random, office.place, world.now_ms, age);
    let owner = picked(random, &office.staff);
    let organisation = match particulars["form"].as_str() {
        Some(form) => form == "organisation",
        None => random.percent(22),
    };
    let mut fields = common(random, office.place, &owner);
    fields.extend(if organisation {
        organisation_fields(random, office)
    } else {
        person_fields(random, office.place)
    });
    fields.extend(particulars.as_object().cloned().unwrap_or_default());
    let id = world.id("customer", &world.records.len().to_string());
    let mut seed = Seed::new("customer", &id, &owner, created_ms, Value::Object(fields));
    seed.home = Some(office.id.clone());
    world.put(seed);
    Customer {
        id,
        owner,
        created_ms,
        age,
        organisation,
    }
}

/// A name of a person of the region.
pub fn person_name(random: &mut Random, place: &Place, woman: bool) -> String {
    let given = random.pick(if woman { WOMEN } else { MEN });
    let family = random.pick(place.families);
    if random.percent(25) {
        return format!("{given} {} {family}", random.pick(MIDDLE));
    }
    format!("{given} {family}")
}

/// A mobile number as fields hold it.
pub fn mobile(random: &mut Random) -> String {
    let operator = random.pick(&[
        "811", "812", "813", "821", "852", "853", "857", "878", "896",
    ]);
    format!("+62{operator}{:08}", random.between(10_000_000, 99_999_999))
}

fn common(random: &mut Random, place: &Place, owner: &str) -> Map<String, Value> {
    let (regency, postcode) = if random.percent(65) {
        place.regencies[0]
    } else {
        random.pick(place.regencies)
    };
    let street = format!("{} {}", random.pick(STREETS), random.between(1, 240));
    let (product, purpose) = random.pick(PRODUCTS);
    let products = random
        .percent(35)
        .then(|| json!({"u1": {"product": product, "purpose": purpose}}));
    let troubled = random.percent(2);
    let sources = [
        "sales_force",
        "exhibition",
        "member_card",
        "warranty_card",
        "referral",
        "web_form",
        "telesales",
    ];
    let fields = json!({
        "street": street,
        "province": domain::regions::province_of(regency),
        "regency": regency,
        "postcode": format!("{postcode}{:02}", random.between(11, 59)),
        "source": random.pick(&sources),
        "size": random.pick(&["major", "regular", "regular", "regular", "small", "small"]),
        "owner": owner,
        "products_used": products,
        "troubled": troubled.then_some(true),
        "trouble_reason": troubled.then(|| random.pick(&["Cek kosong dua kali", "Mengancam staf", "Data palsu"])),
        "note": random.percent(12).then(|| random.pick(&["Lebih suka dihubungi sore.", "Minta faktur pajak.\nKirim ke alamat kantor.", "Pelanggan sejak cabang dibuka."])),
    });
    fields.as_object().cloned().unwrap_or_default()
}

fn person_fields(random: &mut Random, place: &Place) -> Map<String, Value> {
    let woman = random.percent(45);
    let name = person_name(random, place, woman);
    let email = random.percent(40).then(|| email(random, &name));
    let family = random.percent(30).then(|| {
        let relation = if woman { "Suami" } else { "Istri" };
        let spouse = person_name(random, place, !woman);
        json!({"f1": {"name": spouse, "relation": relation, "birthday": birthday(random)}})
    });
    let mut phones = json!({"p1": {"number": mobile(random), "label": "HP"}});
    if random.percent(15) {
        phones["p2"] = json!({"number": land_line(random, place), "label": "Rumah"});
    }
    let fields = json!({
        "form": "person",
        "name": name,
        "phones": phones,
        "email": email,
        "family": family,
        "birthday": random.percent(60).then(|| birthday(random)),
        "hobbies": random.percent(30).then(|| random.pick(HOBBIES)),
        "channel": "end_user",
    });
    fields.as_object().cloned().unwrap_or_default()
}

fn organisation_fields(random: &mut Random, office: &Office) -> Map<String, Value> {
    let place = office.place;
    let kind = random.pick(LEGAL_FORMS);
    let name = if random.percent(60) {
        format!("{kind} {} {}", random.pick(FIRMS), random.pick(TRADES))
    } else {
        format!(
            "{kind} {} {} {}",
            random.pick(FIRMS),
            place.name,
            random.pick(TRADES)
        )
    };
    let (channel, sub_type) = random.pick(&[
        ("institution", "Perusahaan armada"),
        ("institution", "Instansi pemerintah"),
        ("retailer", "Toko suku cadang"),
        ("retailer", "Bengkel mandiri"),
        ("wholesaler", "Grosir suku cadang"),
        ("distributor", "Distributor utama"),
        ("online", "Lokapasar"),
        ("agent", "Agen asuransi"),
    ]);
    let contact = json!({
        "name": person_name(random, place, false),
        "position": random.pick(&["Pemilik", "Bagian armada", "Pembelian", "Keuangan"]),
        "phone": mobile(random),
        "knows": picked(random, &office.staff),
    });
    let fields = json!({
        "form": "organisation",
        "name": name,
        "phones": {"p1": {"number": land_line(random, place), "label": "Kantor"}},
        "email": random.percent(55).then(|| email(random, &name)),
        "contacts": {"c1": contact},
        "channel": channel,
        "sub_type": sub_type,
    });
    fields.as_object().cloned().unwrap_or_default()
}

fn land_line(random: &mut Random, place: &Place) -> String {
    let digits = if place.area_code.len() == 2 { 8 } else { 6 };
    let least = 10_i64.pow(digits - 1);
    format!(
        "+62{}{}",
        place.area_code,
        random.between(2 * least, 9 * least)
    )
}

fn birthday(random: &mut Random) -> String {
    clock::date(random.between(-7300, 13_000))
}

fn email(random: &mut Random, name: &str) -> String {
    let local = domain::name::fold(name).replace(' ', ".");
    format!("{local}{}@surel.contoh.id", random.between(1, 99))
}

/// One of the ids.
pub fn picked(random: &mut Random, ids: &[String]) -> String {
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    random.pick(&ids).to_owned()
}
