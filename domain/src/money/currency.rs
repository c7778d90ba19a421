//! The currencies that a company may keep its books in.

use serde::{Deserialize, Serialize};

/// A currency. The stable words are the codes of ISO 4217.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Currency {
    /// Indonesian rupiah, kept in whole rupiah.
    Idr,
    /// Pound sterling.
    Gbp,
    /// United States dollar.
    Usd,
    /// Euro.
    Eur,
    /// Singapore dollar.
    Sgd,
    /// Malaysian ringgit.
    Myr,
}

/// Stable words of [`Currency`].
pub const CURRENCIES: &[&str] = &["IDR", "GBP", "USD", "EUR", "SGD", "MYR"];

impl Currency {
    /// All currencies, in the order of [`CURRENCIES`].
    pub const ALL: [Self; 6] = [
        Self::Idr,
        Self::Gbp,
        Self::Usd,
        Self::Eur,
        Self::Sgd,
        Self::Myr,
    ];

    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Idr => "IDR",
            Self::Gbp => "GBP",
            Self::Usd => "USD",
            Self::Eur => "EUR",
            Self::Sgd => "SGD",
            Self::Myr => "MYR",
        }
    }

    /// The currency of this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == word)
    }

    /// How many decimals of the major unit the smallest unit is.
    pub fn decimals(self) -> u32 {
        match self {
            Self::Idr => 0,
            Self::Gbp | Self::Usd | Self::Eur | Self::Sgd | Self::Myr => 2,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{CURRENCIES, Currency};

    #[test]
    fn words_are_those_of_the_list() {
        let words: Vec<_> = Currency::ALL.iter().map(|one| one.as_str()).collect();
        assert_eq!(words, CURRENCIES);
        assert_eq!(Currency::from_word("GBP"), Some(Currency::Gbp));
        assert_eq!(Currency::from_word("gbp"), None);
    }
}
