//! Customers of Makassar who are the same in every sample company, and names that try a layout.

use serde_json::{Value, json};

/// Particulars of a customer, and its vehicle when it must be a certain one.
pub fn known() -> Vec<(Value, Option<Value>)> {
    vec![
        (
            person("Siti Rahmawati", "+6281244102201"),
            Some(json!({"plate": "DD 5501 AK", "make": "Honda", "model": "Brio", "year": 2022})),
        ),
        (
            person("Andi Wijaya", "+6281342217780"),
            Some(json!({"plate": "DD 1234 XY", "make": "Toyota", "model": "Avanza", "year": 2019})),
        ),
        (
            of_channel(
                organisation("PT Bumi Sulawesi Jaya", "+62411452880"),
                "institution",
                "Perusahaan armada",
            ),
            Some(json!({"plate": "DD 8801 BC", "make": "Toyota", "model": "Hilux", "year": 2021})),
        ),
        (person("Hasan Mappa", "+6285255190034"), None),
        (
            of_channel(
                organisation("Toko Karya Baru", "+62411872113"),
                "retailer",
                "Toko suku cadang",
            ),
            None,
        ),
        (person("Nur Lestari", "+6281355027719"), None),
        (person("Daeng Basri", "+6282190331245"), None),
        (person("Yohana Manuputty", "+6281241558806"), None),
        (
            organisation(
                "Koperasi Simpan Pinjam dan Jasa Angkutan Karyawan Pelabuhan, Pergudangan serta Perusahaan Bongkar Muat Sulawesi Selatan dan Sekitarnya Cabang Makassar",
                "+62411310077",
            ),
            None,
        ),
        (
            person(
                "Prof. Dr. Ir. H. Andi Muhammad Nurhidayatullah Paturusi Daeng Mattawang, M.Sc., Ph.D.",
                "+6281144778899",
            ),
            None,
        ),
    ]
}

fn person(name: &str, phone: &str) -> Value {
    json!({"form": "person", "name": name, "phones": {"p1": {"number": phone, "label": "HP"}}})
}

fn organisation(name: &str, phone: &str) -> Value {
    json!({"form": "organisation", "name": name, "phones": {"p1": {"number": phone, "label": "Kantor"}}})
}

/// What they pay hangs on their channel.
fn of_channel(mut customer: Value, channel: &str, sub_type: &str) -> Value {
    customer["channel"] = json!(channel);
    customer["sub_type"] = json!(sub_type);
    customer
}
