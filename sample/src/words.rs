//! Words that names, addresses and conversations are made of.

/// Given names of men.
pub const MEN: &[&str] = &[
    "Andi", "Budi", "Hasan", "Agus", "Ahmad", "Rizky", "Dedi", "Eko", "Fajar", "Gilang", "Hendra",
    "Irfan", "Joko", "Krisna", "Lukman", "Muhammad", "Nanda", "Oki", "Putu", "Rahmat", "Samuel",
    "Taufik", "Umar", "Viktor", "Wahyu", "Yusuf", "Zainal", "Ma'ruf", "Markus", "Made",
];
/// Given names of women.
pub const WOMEN: &[&str] = &[
    "Siti", "Nur", "Dewi", "Ayu", "Rina", "Fitri", "Indah", "Kartini", "Lina", "Maya", "Novi",
    "Putri", "Ratna", "Sari", "Tri", "Wati", "Yohana", "Yuliana", "Aisyah", "Maria", "Endang",
    "Sri", "Mega", "Nurul", "Desi", "Grace",
];
/// Middle names, for either.
pub const MIDDLE: &[&str] = &[
    "Nur", "Eka", "Dwi", "Adi", "Bayu", "Surya", "Intan", "Bintang",
];
/// Beginnings of organisations' names.
pub const LEGAL_FORMS: &[&str] = &[
    "PT", "PT", "CV", "CV", "UD", "Toko", "Koperasi", "Bengkel", "Rental",
];
/// First words of organisations' names.
pub const FIRMS: &[&str] = &[
    "Bumi",
    "Karya",
    "Sinar",
    "Maju",
    "Sumber",
    "Mitra",
    "Cahaya",
    "Berkat",
    "Anugerah",
    "Mega",
    "Surya",
    "Harapan",
    "Tunas",
    "Bintang",
    "Nusantara",
    "Sejahtera",
];
/// Second words of organisations' names.
pub const TRADES: &[&str] = &[
    "Jaya",
    "Abadi",
    "Makmur",
    "Logistik",
    "Motor",
    "Transport",
    "Mandiri",
    "Sentosa",
    "Baru",
    "Utama",
    "Perkasa",
    "Bersama",
    "Lestari",
    "Niaga",
];
/// Streets.
pub const STREETS: &[&str] = &[
    "Jl. Jenderal Sudirman",
    "Jl. Ahmad Yani",
    "Jl. Diponegoro",
    "Jl. Perintis Kemerdekaan",
    "Jl. Urip Sumoharjo",
    "Jl. Gatot Subroto",
    "Jl. Veteran",
    "Jl. Hasanuddin",
    "Jl. Pahlawan",
    "Jl. Kartini",
    "Jl. Imam Bonjol",
    "Jl. Pattimura",
    "Jl. Merdeka",
    "Jl. Cendrawasih",
];
/// Hobbies.
pub const HOBBIES: &[&str] = &[
    "Berkebun",
    "Memancing",
    "Bersepeda",
    "Sepak bola",
    "Memasak",
    "Fotografi",
    "Touring",
    "Membaca",
    "Bulu tangkis",
    "Karaoke",
];
/// Makers with their models.
pub const MODELS: &[(&str, &[&str])] = &[
    (
        "Toyota",
        &["Avanza", "Innova", "Rush", "Agya", "Hilux", "Fortuner"],
    ),
    ("Honda", &["Brio", "HR-V", "Jazz", "Mobilio", "CR-V"]),
    ("Daihatsu", &["Xenia", "Terios", "Gran Max", "Sigra"]),
    ("Suzuki", &["Ertiga", "Carry", "XL7", "Baleno"]),
    ("Mitsubishi", &["Xpander", "L300", "Pajero Sport", "Triton"]),
    ("Isuzu", &["Elf", "D-Max", "Traga"]),
];
/// Colours.
pub const COLORS: &[&str] = &["Putih", "Hitam", "Silver", "Abu-abu", "Merah", "Biru"];
/// Products with what they are used for.
pub const PRODUCTS: &[(&str, &str)] = &[
    ("Oli 10W-40", "Servis berkala"),
    ("Ban 185/65 R15", "Kendaraan harian"),
    ("Karpet dasar", "Kenyamanan"),
    ("Kaca film depan", "Perjalanan jauh"),
    ("Aki 45 Ah", "Armada"),
    ("Kampas rem depan", "Armada"),
    ("Filter oli", "Servis berkala"),
];
/// Subjects of contacts with what was said.
pub const TALKS: &[(&str, &str)] = &[
    (
        "Tanya harga servis berkala",
        "Dijelaskan paket 20.000 dan 40.000 km.",
    ),
    ("Janji servis", "Minta pagi hari, kendaraan ditunggu."),
    (
        "Penawaran Innova",
        "Tertarik tipe G, menunggu simulasi kredit.",
    ),
    ("Tanya status pesanan karpet", "Diteruskan ke Pengiriman."),
    ("Pengingat servis 10.000 km", ""),
    ("Promo servis akhir tahun", "Minta dikirim lewat WhatsApp."),
    (
        "Tanya ketersediaan suku cadang",
        "Stok ada di gudang pusat, tiga hari.",
    ),
    ("Ucapan ulang tahun", ""),
    (
        "Kunjungan rutin",
        "Bertemu bagian armada, kontrak diperpanjang.",
    ),
    (
        "Tanya perpanjangan garansi",
        "Dikirim brosur dan syaratnya.",
    ),
];
/// Steps that follow a contact.
pub const NEXT_STEPS: &[&str] = &[
    "Telepon kembali",
    "Kirim penawaran",
    "Konfirmasi janji servis",
    "Kunjungi",
    "Kirim simulasi kredit",
];
/// Subjects of complaints: subject, category, department, type, resolution.
pub const COMPLAINTS: &[(&str, &str, &str, &str, &str)] = &[
    (
        "Suara rem depan setelah servis",
        "workmanship",
        "workshop",
        "complaint",
        "Kampas rem disetel ulang dan diuji jalan.",
    ),
    (
        "Karpet belum tiba",
        "delivery",
        "shipping",
        "complaint",
        "Paket ditemukan di gudang transit dan diantar.",
    ),
    (
        "Status pesanan Innova tidak dijawab",
        "order_status",
        "sales",
        "question",
        "Jadwal produksi disampaikan, unit tiba bulan depan.",
    ),
    (
        "AC tidak dingin",
        "workmanship",
        "workshop",
        "complaint",
        "Freon diisi dan kebocoran ditutup.",
    ),
    (
        "Karet wiper lepas",
        "product",
        "quality",
        "complaint",
        "Wiper diganti dalam garansi.",
    ),
    (
        "Kampas kopling habis terlalu cepat",
        "spare_parts",
        "quality",
        "complaint",
        "Diganti, contoh dikirim ke pabrik.",
    ),
    (
        "Klakson tidak berbunyi",
        "product",
        "workshop",
        "complaint",
        "Relai klakson diganti.",
    ),
    (
        "Tagihan servis berbeda dari penawaran",
        "price",
        "sales",
        "complaint",
        "Selisih dikembalikan.",
    ),
    (
        "Minta bengkel buka hari Minggu",
        "information",
        "marketing",
        "suggestion",
        "Dicatat untuk rencana tahun depan.",
    ),
    (
        "Promo di brosur tidak berlaku",
        "information",
        "marketing",
        "question",
        "Promo berlaku di semua cabang, sudah dijelaskan.",
    ),
];
/// Notes on complaints.
pub const NOTES: &[&str] = &[
    "Pelanggan dihubungi, akan datang besok pagi.",
    "Menunggu jawaban kepala bengkel.",
    "Suku cadang dipesan dari gudang pusat.",
    "Sudah dicek, gejalanya sama.",
    "Mohon didahulukan.",
];
/// What complaints wait for.
pub const WAITING: &[&str] = &["Suku cadang", "Jawaban pabrik", "Persetujuan pelanggan"];
