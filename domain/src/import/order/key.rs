//! Which lines make one order.

use serde::{Deserialize, Serialize};

use crate::order::Type;

/// What lines of one order have in common. Lines of one number that differ in type or customer
/// become orders of their own, so that nothing is lost.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DocumentKey {
    /// Number in the other system.
    pub document: String,
    /// What the order does.
    pub order_type: Type,
    /// Code of the customer in the other system.
    pub customer: Option<String>,
}

impl DocumentKey {
    /// The text from which the record's id is made, the same whenever the file is imported
    /// again. The customer's code is escaped, so that it cannot run into the number.
    pub fn identity(&self) -> String {
        let customer = self.customer.as_deref().unwrap_or_default();
        let customer = customer.replace('%', "%25").replace(':', "%3A");
        format!(
            "order:{}:{customer}:{}",
            self.order_type.as_str(),
            self.document
        )
    }
}

#[cfg(test)]
mod tests {
    use super::DocumentKey;
    use crate::order::Type;

    #[test]
    fn identities() {
        let check = |document: &str, order_type, customer: Option<&str>, expected| {
            let key = DocumentKey {
                document: document.to_owned(),
                order_type,
                customer: customer.map(str::to_owned),
            };
            assert_eq!(key.identity(), expected);
        };
        check(
            "536365",
            Type::Sale,
            Some("17850"),
            "order:sale:17850:536365",
        );
        check("C1", Type::Return, None, "order:return::C1");
        check("b:c", Type::Sale, Some("a"), "order:sale:a:b:c");
        check("c", Type::Sale, Some("a:b"), "order:sale:a%3Ab:c");
        check("c", Type::Sale, Some("a%3Ab"), "order:sale:a%253Ab:c");
    }
}
