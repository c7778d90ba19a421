//! What a column of orders becomes.

use crate::import::target::{Named, with_header, with_word, word_of};

/// What the cells of a column become.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OrderTarget {
    /// Number of the order in the other system.
    Document,
    /// The day of the order.
    OrderedOn,
    /// Key of the customer in the other system.
    Customer,
    /// Code of the product.
    ProductCode,
    /// Name of the product.
    ProductName,
    /// Unit of the quantity.
    Unit,
    /// How much.
    Quantity,
    /// Price of one unit before the discount.
    Price,
    /// What is taken off, in percent.
    Discount,
    /// Nothing.
    Skip,
}

/// Stable word of every target and the folded headers that mean it.
const TARGETS: &[Named<OrderTarget>] = &[
    (
        OrderTarget::Document,
        "document",
        &[
            "invoiceno",
            "invoice",
            "invoicenumber",
            "invoiceid",
            "nofaktur",
            "nomorfaktur",
            "faktur",
            "noinvoice",
            "nomorinvoice",
            "orderno",
            "ordernumber",
            "orderid",
            "noorder",
            "nomororder",
            "nopesanan",
            "nomorpesanan",
            "nonota",
            "nomornota",
            "nota",
            "nobukti",
            "nomorbukti",
            "notransaksi",
            "nomortransaksi",
            "documentno",
            "document",
            "nodokumen",
            "nomordokumen",
            "nomor",
        ],
    ),
    (
        OrderTarget::OrderedOn,
        "ordered_on",
        &[
            "invoicedate",
            "orderdate",
            "date",
            "tanggal",
            "tgl",
            "tanggalfaktur",
            "tglfaktur",
            "tanggalorder",
            "tglorder",
            "tanggalpesanan",
            "tglpesanan",
            "tanggaltransaksi",
            "tgltransaksi",
            "tanggalnota",
            "tglnota",
        ],
    ),
    (
        OrderTarget::Customer,
        "customer",
        &[
            "customerid",
            "customercode",
            "customerno",
            "custid",
            "kodepelanggan",
            "idpelanggan",
            "nopelanggan",
            "nomorpelanggan",
            "kodecustomer",
        ],
    ),
    (
        OrderTarget::ProductCode,
        "product_code",
        &[
            "stockcode",
            "productcode",
            "productid",
            "itemcode",
            "itemno",
            "sku",
            "kodebarang",
            "kodeproduk",
            "kodeitem",
        ],
    ),
    (
        OrderTarget::ProductName,
        "product_name",
        &[
            "description",
            "productname",
            "product",
            "itemname",
            "namabarang",
            "namaproduk",
            "namaitem",
            "barang",
            "produk",
            "deskripsi",
        ],
    ),
    (
        OrderTarget::Unit,
        "unit",
        &["satuan", "unit", "uom", "unitofmeasure"],
    ),
    (
        OrderTarget::Quantity,
        "quantity",
        &[
            "quantity",
            "qty",
            "jumlah",
            "kuantitas",
            "banyaknya",
            "jumlahbarang",
        ],
    ),
    (
        OrderTarget::Price,
        "price",
        &["unitprice", "price", "harga", "hargasatuan", "hargajual"],
    ),
    (
        OrderTarget::Discount,
        "discount",
        &[
            "discount",
            "discountpercent",
            "diskon",
            "diskonpersen",
            "disc",
            "disk",
            "potongan",
        ],
    ),
    (OrderTarget::Skip, "skip", &[]),
];

impl OrderTarget {
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

    /// Whether there is no order without such a column.
    pub fn is_required(self) -> bool {
        matches!(
            self,
            Self::Document | Self::OrderedOn | Self::ProductCode | Self::Quantity | Self::Price
        )
    }
}

/// What a column with this header most likely becomes; `None` when nothing is like it.
pub fn guess_order(header: &str) -> Option<OrderTarget> {
    with_header(TARGETS, header)
}

#[cfg(test)]
mod tests {
    use super::{OrderTarget, guess_order};

    #[test]
    fn guesses() {
        let check = |header, expected| assert_eq!(guess_order(header), expected, "{header}");
        check("InvoiceNo", Some(OrderTarget::Document));
        check("No. Faktur", Some(OrderTarget::Document));
        check("StockCode", Some(OrderTarget::ProductCode));
        check("Kode Barang", Some(OrderTarget::ProductCode));
        check("Description", Some(OrderTarget::ProductName));
        check("Quantity", Some(OrderTarget::Quantity));
        check("Jumlah", Some(OrderTarget::Quantity));
        check("InvoiceDate", Some(OrderTarget::OrderedOn));
        check("tgl.", Some(OrderTarget::OrderedOn));
        check("UnitPrice", Some(OrderTarget::Price));
        check("Harga Satuan", Some(OrderTarget::Price));
        check("CustomerID", Some(OrderTarget::Customer));
        check("Satuan", Some(OrderTarget::Unit));
        check("Diskon (%)", Some(OrderTarget::Discount));
        for header in ["Country", "Total", "Nama Pelanggan", ""] {
            check(header, None);
        }
    }

    #[test]
    fn words() {
        for target in OrderTarget::all() {
            assert_eq!(OrderTarget::from_word(target.as_str()), Some(target));
        }
        assert_eq!(OrderTarget::from_word("x"), None);
    }

    #[test]
    fn what_no_order_can_be_without() {
        let required: Vec<_> = OrderTarget::all()
            .filter(|target| target.is_required())
            .map(OrderTarget::as_str)
            .collect();
        let expected = [
            "document",
            "ordered_on",
            "product_code",
            "quantity",
            "price",
        ];
        assert_eq!(required, expected);
    }
}
