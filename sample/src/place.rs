//! The nine branches and what is peculiar to each.

/// A branch and its surroundings.
pub struct Place {
    /// Name of the branch.
    pub name: &'static str,
    /// Its code.
    pub code: &'static str,
    /// Its zone.
    pub time_zone: &'static str,
    /// Hours that its zone is ahead of UTC.
    pub utc_offset: i64,
    /// How many customers it has.
    pub customers: usize,
    /// Letters that plates of the region begin with.
    pub plates: &'static [&'static str],
    /// Area code of its land lines, without the zero.
    pub area_code: &'static str,
    /// Codes of regencies where its customers live, the nearest first, each with the first
    /// three digits of its postcodes.
    pub regencies: &'static [(&'static str, &'static str)],
    /// Family names of the region.
    pub families: &'static [&'static str],
}

impl Place {
    /// Milliseconds that the zone is ahead of UTC.
    pub fn utc_offset_ms(&self) -> i64 {
        self.utc_offset * 3_600_000
    }
}

/// All branches; the first is the one that most examples are about.
pub const PLACES: &[Place] = &[
    Place {
        name: "Makassar",
        code: "MKS",
        time_zone: "Asia/Makassar",
        utc_offset: 8,
        customers: 300,
        plates: &["DD", "DP"],
        area_code: "411",
        regencies: &[
            ("7371", "902"),
            ("7306", "921"),
            ("7308", "905"),
            ("7372", "911"),
        ],
        families: &[
            "Mappa",
            "Daeng Basri",
            "Paturusi",
            "Syahrir",
            "Tahir",
            "Rahmawati",
            "Wijaya",
            "Lestari",
            "Patta",
            "Kasim",
            "Tenri",
            "Arsyad",
        ],
    },
    Place {
        name: "Surabaya",
        code: "SBY",
        time_zone: "Asia/Jakarta",
        utc_offset: 7,
        customers: 330,
        plates: &["L", "W"],
        area_code: "31",
        regencies: &[
            ("3578", "602"),
            ("3515", "612"),
            ("3525", "611"),
            ("3573", "651"),
        ],
        families: &[
            "Santoso", "Wibowo", "Prasetyo", "Susanto", "Hartono", "Utomo", "Widodo", "Setiawan",
            "Wahyuni", "Kusuma", "Rahayu", "Nugroho",
        ],
    },
    Place {
        name: "Jakarta",
        code: "JKT",
        time_zone: "Asia/Jakarta",
        utc_offset: 7,
        customers: 400,
        plates: &["B"],
        area_code: "21",
        regencies: &[
            ("3171", "121"),
            ("3173", "103"),
            ("3174", "115"),
            ("3275", "171"),
            ("3671", "151"),
        ],
        families: &[
            "Hidayat",
            "Saputra",
            "Halim",
            "Tanuwijaya",
            "Firmansyah",
            "Maulana",
            "Anggraini",
            "Gunawan",
            "Permata",
            "Salim",
            "Kurniawan",
            "Ramadhan",
        ],
    },
    Place {
        name: "Bandung",
        code: "BDG",
        time_zone: "Asia/Jakarta",
        utc_offset: 7,
        customers: 230,
        plates: &["D"],
        area_code: "22",
        regencies: &[("3273", "401"), ("3204", "403"), ("3277", "405")],
        families: &[
            "Sutisna", "Suhendar", "Permana", "Kartika", "Sopandi", "Rohaeni", "Hermawan",
            "Gumilar", "Nurjanah", "Wiguna",
        ],
    },
    Place {
        name: "Semarang",
        code: "SMG",
        time_zone: "Asia/Jakarta",
        utc_offset: 7,
        customers: 200,
        plates: &["H"],
        area_code: "24",
        regencies: &[("3374", "501"), ("3321", "595"), ("3322", "505")],
        families: &[
            "Sudarmo",
            "Purnomo",
            "Handayani",
            "Raharjo",
            "Sulistyo",
            "Puspitasari",
            "Sudibyo",
            "Wulandari",
            "Hadi",
            "Suryani",
        ],
    },
    Place {
        name: "Medan",
        code: "MDN",
        time_zone: "Asia/Jakarta",
        utc_offset: 7,
        customers: 190,
        plates: &["BK"],
        area_code: "61",
        regencies: &[("1275", "201"), ("1212", "205"), ("1276", "207")],
        families: &[
            "Siregar",
            "Nasution",
            "Harahap",
            "Lubis",
            "Simanjuntak",
            "Sitompul",
            "Ginting",
            "Tarigan",
            "Hutapea",
            "Batubara",
        ],
    },
    Place {
        name: "Denpasar",
        code: "DPS",
        time_zone: "Asia/Makassar",
        utc_offset: 8,
        customers: 150,
        plates: &["DK"],
        area_code: "361",
        regencies: &[("5171", "802"), ("5103", "803"), ("5104", "805")],
        families: &[
            "Suardana", "Wirawan", "Astawa", "Dewi", "Sudiarta", "Mahendra", "Parwati", "Artana",
            "Adnyana", "Sukerti",
        ],
    },
    Place {
        name: "Manado",
        code: "MDC",
        time_zone: "Asia/Makassar",
        utc_offset: 8,
        customers: 110,
        plates: &["DB"],
        area_code: "431",
        regencies: &[("7171", "951"), ("7102", "956"), ("7172", "955")],
        families: &[
            "Manuputty",
            "Rumengan",
            "Wowor",
            "Lumentut",
            "Tumbelaka",
            "Mandagi",
            "Pangemanan",
            "Sondakh",
            "Kalalo",
            "Runtu",
        ],
    },
    Place {
        name: "Jayapura",
        code: "DJJ",
        time_zone: "Asia/Jayapura",
        utc_offset: 9,
        customers: 90,
        plates: &["PA"],
        area_code: "967",
        regencies: &[("9471", "992"), ("9403", "993"), ("9420", "994")],
        families: &[
            "Wanggai", "Kambuaya", "Rumbiak", "Yoku", "Ohee", "Suebu", "Wenda", "Kogoya", "Felle",
            "Ayomi",
        ],
    },
];
