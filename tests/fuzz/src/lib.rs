//! Foreign bytes: examples that are sound, and what becomes of them when they are damaged with an
//! idea of what they are made of.
//!
//! Runs are the same every time; `RELASI_FUZZ` multiplies how many damaged examples each test
//! tries, and `RELASI_SEED` begins another series. A failure shrinks to the fewest mutations.

mod mutation;
mod token;

use std::path::Path;
use std::{env, fs};

use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, RngAlgorithm, TestError, TestRng, TestRunner};

pub use mutation::{Mutation, mutate};

/// Most mutations of one example.
const MUTATIONS: usize = 4;

/// The examples in a folder of `corpus`, by name.
pub fn corpus(folder: &str) -> Vec<Vec<u8>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("corpus")
        .join(folder);
    let entries = fs::read_dir(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut paths: Vec<_> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    paths.sort();
    assert!(!paths.is_empty(), "no examples of {folder}");
    let read = |path| fs::read(path).expect("an example that can be read");
    paths.into_iter().map(read).collect()
}

/// Holds a property against the examples as they are, and against this many damaged ones.
pub fn check(examples: &[Vec<u8>], cases: u32, holds: impl Fn(&[u8])) {
    examples.iter().for_each(|example| holds(example));
    let one = (any::<Index>(), any::<Index>(), mutations());
    let mut runner = TestRunner::new_with_rng(config(cases), rng());
    let damaged = |(example, other, mutations): &(Index, Index, Vec<Mutation>)| {
        let other: &Vec<u8> = other.get(examples);
        let example: &Vec<u8> = example.get(examples);
        let one_more = |bytes: Vec<u8>, mutation| mutate(&bytes, mutation, other);
        mutations.iter().fold(example.clone(), one_more)
    };
    let result = runner.run(&one, |one| {
        holds(&damaged(&one));
        Ok(())
    });
    match result {
        Ok(()) => {}
        Err(TestError::Fail(reason, one)) => {
            panic!("{reason}\n{}", damaged(&one).escape_ascii())
        }
        Err(TestError::Abort(reason)) => panic!("{reason}"),
    }
}

fn mutations() -> impl Strategy<Value = Vec<Mutation>> {
    prop::collection::vec(mutation::any_mutation(), 1..=MUTATIONS)
}

fn config(cases: u32) -> Config {
    let times = number("RELASI_FUZZ").and_then(|times| times.try_into().ok());
    Config {
        cases: cases.saturating_mul(times.unwrap_or(1)),
        failure_persistence: None,
        ..Config::default()
    }
}

fn rng() -> TestRng {
    let mut seed = [0; 32];
    seed[..8].copy_from_slice(&number("RELASI_SEED").unwrap_or(1).to_le_bytes());
    TestRng::from_seed(RngAlgorithm::ChaCha, &seed)
}

fn number(name: &str) -> Option<u64> {
    env::var(name).ok()?.parse().ok()
}
