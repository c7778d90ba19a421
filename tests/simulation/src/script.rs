//! A schedule as data: a list of steps, each with a seed of its own, so that a step does much the
//! same when others are taken away.

use std::fmt;
use std::str::FromStr;

use fastrand::Rng;

/// One step of a schedule: what is done, and the seed of everything that is drawn while doing it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Step {
    /// What is done.
    pub action: Action,
    /// Seed of its choices.
    pub seed: u64,
}

/// Seeds are short, because names of records begin with them.
const MAX_SEED: u64 = 1 << 40;

macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident $word:literal $weight:literal)*) => {
        /// What people do and what happens to them.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Action {
            $($(#[$doc])* $name,)*
        }

        /// Each action with its word and how often it is drawn, in thousandths or so.
        const ACTIONS: &[(Action, &str, u32)] = &[$((Action::$name, $word, $weight),)*];
    };
}

actions! {
    /// A device syncs over a line that may fail.
    Sync "sync" 200
    /// A field of a customer, a vehicle or an order is written.
    Set "set" 230
    /// A customer is made, perhaps with a vehicle.
    CreateCustomer "create-customer" 70
    /// A vehicle is made.
    CreateVehicle "create-vehicle" 60
    /// An order is made.
    CreateOrder "create-order" 25
    /// An invoice or a payment is entered, or a payment taken back.
    Enter "enter" 50
    /// A record is put away or taken back.
    Archive "archive" 40
    /// A customer is shared, kept back or moved.
    ShareOrMove "share-or-move" 50
    /// An unsent change is discarded, or one brought back.
    Discard "discard" 40
    /// Something in the tray is sent again or discarded.
    EmptyTray "empty-tray" 30
    /// Somebody decides about a conflict.
    Settle "settle" 45
    /// Writes that most people may not make.
    SetProtected "set-protected" 15
    /// The administrator gives somebody other rights.
    ChangeRights "change-rights" 25
    /// All tabs of a device end.
    Crash "crash" 25
    /// A device's clock is put wrong, or right.
    ClockJumps "clock-jumps" 20
    /// A second tab is opened.
    OpenTab "open-tab" 15
    /// A device's profile is copied to another machine.
    CopyProfile "copy-profile" 10
    /// A browser clears a device's store.
    Evict "evict" 5
    /// A device has no room for anything new, or room again.
    FillUp "fill-up" 10
    /// A device loses a record that it had pulled.
    Damage "damage" 3
    /// A device folds rows into chunks.
    Fold "fold" 25
    /// Head office erases a customer.
    Erase "erase" 12
    /// Many customers of one branch appear at once.
    Import "import" 1
    /// The server's database is kept aside.
    Backup "backup" 4
    /// The server's database is put back to what was kept aside, under a new epoch.
    RestoreServer "restore-server" 2
    /// The server forgets which records left their feeds before it did so the last time.
    Compact "compact" 6
    /// A device syncs without faults, and all that must hold at any moment is checked.
    Look "look" 20
}

impl Step {
    /// A step drawn by weight.
    pub fn draw(rng: &mut Rng) -> Self {
        let total: u32 = ACTIONS.iter().map(|(.., weight)| weight).sum();
        let mut left = rng.u32(0..total);
        let drawn = ACTIONS.iter().find(|(.., weight)| {
            let is_here = left < *weight;
            left = left.saturating_sub(*weight);
            is_here
        });
        Self {
            action: drawn.map_or(Action::Sync, |(action, ..)| *action),
            seed: rng.u64(0..MAX_SEED),
        }
    }
}

/// The schedule of a seed.
pub fn draw(seed: u64, steps: usize) -> Vec<Step> {
    let mut rng = Rng::with_seed(seed);
    (0..steps).map(|_| Step::draw(&mut rng)).collect()
}

/// Reads a script: one step a line, `#` begins a comment.
pub fn read(text: &str) -> Result<Vec<Step>, NotAStep> {
    let lines = text.lines().map(|line| {
        let code = line.split('#').next().unwrap_or_default();
        code.trim()
    });
    lines
        .filter(|line| !line.is_empty())
        .map(str::parse)
        .collect()
}

/// Writes a script as [`read`] reads it.
pub fn write(script: &[Step]) -> String {
    script.iter().map(|step| format!("{step}\n")).collect()
}

/// The line is not a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotAStep(String);

impl fmt::Display for NotAStep {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "`{}` is not a step", self.0)
    }
}

impl fmt::Display for Step {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let named = ACTIONS.iter().find(|(action, ..)| *action == self.action);
        let word = named.map_or("", |(_, word, _)| word);
        write!(out, "{word} {:x}", self.seed)
    }
}

impl FromStr for Step {
    type Err = NotAStep;

    fn from_str(line: &str) -> Result<Self, NotAStep> {
        let wrong = || NotAStep(line.to_owned());
        let (word, seed) = line.split_once(' ').ok_or_else(wrong)?;
        let named = ACTIONS.iter().find(|(_, other, _)| *other == word);
        Ok(Self {
            action: named.ok_or_else(wrong)?.0,
            seed: u64::from_str_radix(seed.trim(), 16).map_err(|_| wrong())?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_reads_as_it_was_written() {
        let script = draw(7, 200);
        assert_eq!(read(&write(&script)), Ok(script));
        assert_eq!(read("# nothing\n\n"), Ok(Vec::new()));
    }

    #[test]
    fn what_is_no_step_is_told() {
        for line in ["dance 12", "sync", "sync x"] {
            assert_eq!(read(line), Err(NotAStep(line.to_owned())));
        }
    }
}
