//! What the rows of a list are found by, as one text: looking through it for a word is one walk, while
//! a walk through each of tens of thousands of rows is as many beginnings.

use memchr::memmem::Finder;

/// The texts of all rows in order, each with where it ends.
#[derive(Debug, Default)]
pub(crate) struct Haystack {
    text: String,
    ends: Vec<usize>,
}

impl Haystack {
    /// Of the texts of rows in their order.
    pub fn of(rows: impl Iterator<Item = impl AsRef<str>>) -> Self {
        let mut haystack = Self::default();
        for row in rows {
            haystack.text.push_str(row.as_ref());
            // No word goes from one row into the next.
            haystack.text.push('\n');
            haystack.ends.push(haystack.text.len());
        }
        haystack
    }

    /// Positions of the rows in which the word and all others occur, in order.
    pub fn rows_with(&self, word: &str, others: &[String]) -> Vec<u32> {
        let others: Vec<Finder<'_>> = others.iter().map(Finder::new).collect();
        let has_others = |row: &u32| {
            let text = self.row(*row as usize);
            others.iter().all(|word| word.find(text).is_some())
        };
        self.rows_with_word(word).filter(has_others).collect()
    }

    fn rows_with_word(&self, word: &str) -> impl Iterator<Item = u32> {
        let word = Finder::new(word);
        let (mut row, mut from) = (0, 0);
        std::iter::from_fn(move || {
            let at = from + word.find(self.text.as_bytes().get(from..)?)?;
            row += self
                .ends
                .get(row..)?
                .iter()
                .take_while(|end| **end <= at)
                .count();
            from = *self.ends.get(row)?;
            u32::try_from(row).ok()
        })
    }

    fn row(&self, at: usize) -> &[u8] {
        let begin = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text.as_bytes()[begin..self.ends[at]]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_found_once_each_and_no_word_crosses_from_one_to_the_next() {
        let rows = ["siti siti mks", "", "budi", "siti sby", "di"];
        let haystack = Haystack::of(rows.into_iter());
        let check = |word: &str, others: &[&str], expected: &[u32]| {
            let others: Vec<String> = others.iter().map(ToString::to_string).collect();
            assert_eq!(
                haystack.rows_with(word, &others),
                expected,
                "{word} {others:?}"
            );
        };
        check("siti", &[], &[0, 3]);
        check("di", &[], &[2, 4]);
        check("mks", &["siti"], &[0]);
        check("siti", &["by"], &[3]);
        check("siti", &["budi"], &[]);
        check("mksbudi", &[], &[]);
        check("dis", &[], &[]);
    }
}
