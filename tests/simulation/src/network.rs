//! The line between a device and the server, and how it fails.

use fastrand::Rng;

/// What happens to one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Line {
    /// It arrives and its answer returns.
    Good,
    /// It never arrives.
    Cut,
    /// It is processed, and the answer is lost.
    AnswerLost,
    /// It arrives twice, and the first answer returns.
    Twice,
    /// It arrives twice, and only the second answer returns.
    TwiceLate,
    /// An answer to an earlier request returns before its own.
    StaleFirst,
    /// Half of the answer returns.
    HalfAnswer,
}

impl Line {
    /// A line that fails in about `percent` of a hundred requests.
    pub fn draw(rng: &mut Rng, percent: u8) -> Self {
        if rng.u8(0..100) >= percent {
            return Self::Good;
        }
        let faults = [
            Self::Cut,
            Self::AnswerLost,
            Self::Twice,
            Self::TwiceLate,
            Self::StaleFirst,
            Self::HalfAnswer,
        ];
        faults[rng.usize(..faults.len())]
    }
}
