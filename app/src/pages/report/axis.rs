//! The scale of an axis: from one round number to another in a few equal steps.

/// Steps of every axis.
pub const STEPS: usize = 4;
/// What a step may begin with; the power of ten is free.
const ROUND: [f64; 4] = [1.0, 2.0, 2.5, 5.0];

/// From where to where an axis goes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Axis {
    /// Its lower end, never above zero.
    pub least: f64,
    /// Its upper end, [`STEPS`] steps above.
    pub most: f64,
}

impl Axis {
    /// The shortest axis of round steps that holds zero and all these numbers.
    pub fn over(numbers: impl Iterator<Item = f64>) -> Self {
        let (least, most) = numbers.fold((0.0, 0.0), |(least, most): (f64, f64), number| {
            (least.min(number), most.max(number))
        });
        let below = |step: f64| (-least / step).ceil();
        let fits = |step: &f64| below(*step) + (most / *step).ceil() <= STEPS as f64;
        let step = round_steps(most - least).find(fits).unwrap_or(1.0);
        let least = 0.0 - below(step) * step;
        Self {
            least,
            most: least + STEPS as f64 * step,
        }
    }
}

/// Round steps from too short ones upwards.
fn round_steps(span: f64) -> impl Iterator<Item = f64> {
    let power = (span.max(1.0) / STEPS as f64).log10().floor() as i32;
    (power..power + 3).flat_map(|power| ROUND.map(|first| first * 10_f64.powi(power)))
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::Axis;

    #[test]
    fn axes() {
        let check = |numbers: &[f64], least, most| {
            let found = Axis::over(numbers.iter().copied());
            assert_eq!(found, Axis { least, most }, "{numbers:?}");
        };
        check(&[], 0.0, 0.4);
        check(&[400.0, 37.0], 0.0, 400.0);
        check(&[401.0], 0.0, 800.0);
        check(&[13_700_000.0], 0.0, 20_000_000.0);
        check(&[30.0, -5.0], -10.0, 30.0);
        check(&[-7.0], -8.0, 0.0);
    }
}
