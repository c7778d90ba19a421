//! The line between a device and the server, and how it fails.

use fastrand::Rng;

/// What happens to one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Line {
    /// It arrives and its answer returns.
    Good,
    /// It never arrives.
    Cut,
    /// It arrives much later, when nobody waits for its answer any more.
    Delayed,
    /// It is processed, and the answer is lost.
    AnswerLost,
    /// It is processed, and the answer returns much later.
    AnswerLate,
    /// It arrives twice, and the first answer returns.
    Twice,
    /// It arrives twice, and only the second answer returns.
    TwiceLate,
    /// It arrives twice at the same moment.
    TwiceAtOnce,
    /// Requests of other devices are served while it is.
    Crowded,
    /// An answer to an earlier request returns before its own.
    StaleFirst,
    /// Part of the answer returns.
    PartOfAnswer,
    /// Somebody else answers.
    Portal,
    /// The server, or something before it, refuses without having processed it.
    Overloaded,
    /// The server dies while it processes it.
    ServerDies,
}

impl Line {
    const FAULTS: [Self; 13] = [
        Self::Cut,
        Self::Delayed,
        Self::AnswerLost,
        Self::AnswerLate,
        Self::Twice,
        Self::TwiceLate,
        Self::TwiceAtOnce,
        Self::Crowded,
        Self::StaleFirst,
        Self::PartOfAnswer,
        Self::Portal,
        Self::Overloaded,
        Self::ServerDies,
    ];

    /// A line that fails in about `percent` of a hundred requests.
    pub fn draw(rng: &mut Rng, percent: u8) -> Self {
        if rng.u8(0..100) >= percent {
            return Self::Good;
        }
        Self::FAULTS[rng.usize(..Self::FAULTS.len())]
    }
}
