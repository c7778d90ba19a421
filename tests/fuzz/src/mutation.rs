//! Ways to damage an example.

use std::ops::Range;

use proptest::prelude::*;
use proptest::sample::Index;

use crate::token::{is_value, tokens};

/// One damage. Places are shares of what there is, so that they fit any example.
#[derive(Debug, Clone)]
pub enum Mutation {
    /// Puts another value in the place of one, so that JSON stays JSON.
    Value(Index, Index),
    /// Puts a token of the same example in the place of another.
    Swap(Index, Index),
    /// Turns one bit over.
    Flip(Index, u8),
    /// Ends it early.
    Cut(Index),
    /// Takes a run of tokens out.
    Remove(Index, usize),
    /// Says a run of tokens once more.
    Repeat(Index, usize),
    /// Puts a sign between tokens.
    Insert(Index, Index),
    /// Puts a run of tokens of another example between tokens.
    Splice(Index, Index, usize),
}

/// Values at the limits of what is read.
const VALUES: &[&[u8]] = &[
    b"null",
    b"true",
    b"{}",
    b"[]",
    b"\"\"",
    b"0",
    b"-0",
    b"-1",
    b"1.5",
    b"1e999",
    b"1e308",
    b"9007199254740993",
    b"9223372036854775807",
    b"-9223372036854775808",
    b"18446744073709551615",
    b"18446744073709551616",
    b"4294967295",
    b"1048576",
    b"\"\\ud800\"",
    b"\"\\u0000\"",
    b"\"a\\tb\"",
    b"\"a\\nb\"",
    b"\"a/b\"",
    b"\"a,b#1\"",
    b"\"\xe2\x80\xae\"",
    b"\"c1\"",
    b"\"noop\"",
    b"\"vvvvvvvvvvvvvvvv\"",
    b"\"0000000000000000\"",
    b"\"1k2t1v8000000001\"",
    b"{\"a\":{\"b\":[1,{\"c\":null}]}}",
    b"[[[[[[[[1]]]]]]]]",
    b"{\n}",
    b"[1,\n2]",
    b"=1+1",
    b"1.000,50",
    b"31/12/9999",
    b"9999999999999999999999",
];

/// What separates, quotes, and is no text at all.
const SIGNS: &[&[u8]] = &[
    b"\n",
    b"\r\n",
    b"\t",
    b"\0",
    b"\"",
    b";",
    b",",
    b"|",
    b":",
    b"{",
    b"}",
    b"[",
    b"]",
    b"\\",
    b"'",
    b"\xff",
    b"\xc0\x80",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\"op\":\"noop\",",
    b"\"home\":null,",
    b"\"gone\":\"x\",",
];

/// Any of them, mostly such as leave the example readable.
pub fn any_mutation() -> impl Strategy<Value = Mutation> {
    let place = any::<Index>;
    let run = || 1_usize..12;
    prop_oneof![
        10 => (place(), place()).prop_map(|(at, value)| Mutation::Value(at, value)),
        4 => (place(), place()).prop_map(|(at, from)| Mutation::Swap(at, from)),
        1 => (place(), 0_u8..8).prop_map(|(at, bit)| Mutation::Flip(at, bit)),
        1 => place().prop_map(Mutation::Cut),
        1 => (place(), run()).prop_map(|(at, run)| Mutation::Remove(at, run)),
        1 => (place(), run()).prop_map(|(at, run)| Mutation::Repeat(at, run)),
        1 => (place(), place()).prop_map(|(at, sign)| Mutation::Insert(at, sign)),
        1 => (place(), place(), run()).prop_map(|(at, from, run)| Mutation::Splice(at, from, run)),
    ]
}

/// The example after one damage; `other` is what a splice takes from. An empty one stays so.
pub fn mutate(bytes: &[u8], mutation: &Mutation, other: &[u8]) -> Vec<u8> {
    let places = tokens(bytes);
    if places.is_empty() {
        return Vec::new();
    }
    let put = |at: Range<usize>, new: &[u8]| [&bytes[..at.start], new, &bytes[at.end..]].concat();
    let between = |at: &Index, new: &[u8]| {
        let start = run(&places, at, 1).start;
        put(start..start, new)
    };
    match mutation {
        Mutation::Value(at, value) => {
            put(run(&values(bytes, &places), at, 1), one_of(VALUES, value))
        }
        Mutation::Swap(at, from) => {
            let values = values(bytes, &places);
            put(run(&values, at, 1), &bytes[run(&values, from, 1)])
        }
        Mutation::Flip(at, bit) => {
            let mut bytes = bytes.to_vec();
            let at = at.index(bytes.len());
            bytes[at] ^= 1 << bit;
            bytes
        }
        Mutation::Cut(at) => bytes[..at.index(bytes.len())].to_vec(),
        Mutation::Remove(at, length) => put(run(&places, at, *length), &[]),
        Mutation::Repeat(at, length) => {
            let run = run(&places, at, *length);
            put(run.end..run.end, &bytes[run])
        }
        Mutation::Insert(at, sign) => between(at, one_of(SIGNS, sign)),
        Mutation::Splice(at, from, length) => between(at, piece(other, from, *length)),
    }
}

/// The places of values, or of all tokens where there are none.
fn values(bytes: &[u8], places: &[Range<usize>]) -> Vec<Range<usize>> {
    let is_value = |at: &&Range<usize>| is_value(bytes, at);
    let values: Vec<_> = places.iter().filter(is_value).cloned().collect();
    if values.is_empty() {
        places.to_vec()
    } else {
        values
    }
}

fn one_of(words: &[&'static [u8]], at: &Index) -> &'static [u8] {
    words[at.index(words.len())]
}

/// The bytes of some tokens that follow each other.
fn run(places: &[Range<usize>], at: &Index, length: usize) -> Range<usize> {
    let first = at.index(places.len());
    let last = (first + length).min(places.len()) - 1;
    places[first].start..places[last].end
}

fn piece<'a>(bytes: &'a [u8], from: &Index, length: usize) -> &'a [u8] {
    let places = tokens(bytes);
    if places.is_empty() {
        bytes
    } else {
        &bytes[run(&places, from, length)]
    }
}
