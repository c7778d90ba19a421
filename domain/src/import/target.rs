//! What a column becomes.

/// What the cells of a column become.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Target {
    /// Key of the customer in the other system.
    ExternalCode,
    /// Name.
    Name,
    /// Person or organisation.
    Form,
    /// One phone or several.
    Phone,
    /// E-mail address.
    Email,
    /// Street and number.
    Street,
    /// Name or code of the province.
    Province,
    /// Name or code of the regency or city.
    Regency,
    /// Postcode.
    Postcode,
    /// Day of birth.
    Birthday,
    /// Hobbies.
    Hobbies,
    /// Channel.
    Channel,
    /// Sub-type of the channel.
    SubType,
    /// Utama, reguler, kecil.
    Size,
    /// Note.
    Note,
    /// Number plate of a vehicle.
    Plate,
    /// Maker of the vehicle.
    Make,
    /// Model of the vehicle.
    Model,
    /// Nothing.
    Skip,
}

/// Stable word of every target and the folded headers that mean it.
const TARGETS: &[Named<Target>] = &[
    (
        Target::ExternalCode,
        "external_code",
        &[
            "customerid",
            "customercode",
            "customerno",
            "custid",
            "kode",
            "kodepelanggan",
            "id",
            "idpelanggan",
            "nopelanggan",
            "nomorpelanggan",
            "code",
        ],
    ),
    (
        Target::Name,
        "name",
        &[
            "nama",
            "name",
            "namapelanggan",
            "namalengkap",
            "customername",
            "fullname",
            "customer",
            "pelanggan",
        ],
    ),
    (
        Target::Form,
        "form",
        &[
            "bentuk",
            "form",
            "jenispelanggan",
            "tipepelanggan",
            "customertype",
        ],
    ),
    (
        Target::Phone,
        "phone",
        &[
            "telepon",
            "telpon",
            "telp",
            "notelp",
            "notelepon",
            "nomortelepon",
            "hp",
            "nohp",
            "nomorhp",
            "handphone",
            "phone",
            "phonenumber",
            "mobile",
            "whatsapp",
            "wa",
            "nowa",
            "tel",
        ],
    ),
    (
        Target::Email,
        "email",
        &["email", "surel", "emailaddress", "alamatemail"],
    ),
    (
        Target::Street,
        "street",
        &["alamat", "alamatlengkap", "jalan", "street", "address"],
    ),
    (
        Target::Province,
        "province",
        &["provinsi", "propinsi", "province", "state"],
    ),
    (
        Target::Regency,
        "regency",
        &[
            "kota",
            "kabupaten",
            "kotakabupaten",
            "kabupatenkota",
            "kabkota",
            "regency",
            "city",
        ],
    ),
    (
        Target::Postcode,
        "postcode",
        &["kodepos", "postcode", "postalcode", "zip", "zipcode"],
    ),
    (
        Target::Birthday,
        "birthday",
        &[
            "tanggallahir",
            "tgllahir",
            "ulangtahun",
            "birthday",
            "birthdate",
            "dateofbirth",
            "dob",
        ],
    ),
    (Target::Hobbies, "hobbies", &["hobi", "hobby", "hobbies"]),
    (Target::Channel, "channel", &["saluran", "channel"]),
    (
        Target::SubType,
        "sub_type",
        &["subtipe", "subtype", "subsaluran"],
    ),
    (Target::Size, "size", &["ukuran", "kelas", "size"]),
    (
        Target::Note,
        "note",
        &["catatan", "keterangan", "note", "notes", "remarks"],
    ),
    (
        Target::Plate,
        "plate",
        &[
            "nopol",
            "nomorpolisi",
            "nopolisi",
            "plat",
            "platnomor",
            "plate",
            "platenumber",
            "licenseplate",
        ],
    ),
    (Target::Make, "make", &["merek", "merk", "make", "brand"]),
    (
        Target::Model,
        "model",
        &["model", "tipekendaraan", "kendaraan"],
    ),
    (Target::Skip, "skip", &[]),
];

impl Target {
    /// All targets in the order in which a list offers them.
    pub fn all() -> impl Iterator<Item = Self> {
        TARGETS.iter().map(|(target, _, _)| *target)
    }

    /// The stable word.
    pub fn as_str(self) -> &'static str {
        word_of(TARGETS, self)
    }

    /// The target of this word.
    pub fn from_word(word: &str) -> Option<Self> {
        with_word(TARGETS, word)
    }
}

/// What a column with this header most likely becomes; `None` when nothing is like it.
pub fn guess(header: &str) -> Option<Target> {
    with_header(TARGETS, header)
}

/// A target, its stable word and the folded headers that mean it.
pub(super) type Named<T> = (T, &'static str, &'static [&'static str]);

/// The word of a target; every one is in its table.
pub(super) fn word_of<T: PartialEq>(table: &[Named<T>], target: T) -> &'static str {
    let found = table.iter().find(|(other, _, _)| *other == target);
    found.map_or("skip", |(_, word, _)| word)
}

/// The target of a word.
pub(super) fn with_word<T: Copy>(table: &[Named<T>], word: &str) -> Option<T> {
    let found = table.iter().find(|(_, other, _)| *other == word);
    found.map(|(target, _, _)| *target)
}

/// The target that a header means.
pub(super) fn with_header<T: Copy>(table: &[Named<T>], header: &str) -> Option<T> {
    let folded = folded(header);
    let means = |(_, _, headers): &&Named<T>| headers.contains(&folded.as_str());
    table.iter().find(means).map(|(target, _, _)| *target)
}

/// The letters and digits of a header in small letters.
fn folded(header: &str) -> String {
    header
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Target, guess};

    #[test]
    fn guesses() {
        let check = |header, expected| assert_eq!(guess(header), expected, "{header}");
        check("CustomerID", Some(Target::ExternalCode));
        check("Nama Pelanggan", Some(Target::Name));
        check("No. HP", Some(Target::Phone));
        check("E-mail", Some(Target::Email));
        check("Kota/Kabupaten", Some(Target::Regency));
        check("no_polisi", Some(Target::Plate));
        for header in [
            "Country",
            "FirstOrder",
            "LastOrder",
            "Orders",
            "Revenue",
            "",
        ] {
            check(header, None);
        }
    }

    #[test]
    fn words() {
        for target in Target::all() {
            assert_eq!(Target::from_word(target.as_str()), Some(target));
        }
        assert_eq!(Target::from_word("x"), None);
    }
}
