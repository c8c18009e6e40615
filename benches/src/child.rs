//! What a process costs.

use std::fmt;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use wait4::Wait4;

/// What a process and those that it has started have cost.
#[derive(Clone, Copy, Debug)]
pub struct Cost {
    /// From its start to its end.
    pub wall: Duration,
    /// On all processors together.
    pub cpu: Duration,
    /// The most memory that one of them had, in bytes.
    pub peak: u64,
}

/// Runs a command to its end. Only its errors are shown.
///
/// # Panics
///
/// If it cannot be run or fails.
#[must_use]
pub fn cost(command: &mut Command) -> Cost {
    let start = Instant::now();
    let mut child = command.stdout(Stdio::null()).spawn().expect("it can be run");
    let used = child.wait4().expect("it can be waited for");
    let wall = start.elapsed();
    assert!(used.status.success(), "{command:?} has failed");
    Cost { wall, cpu: used.rusage.utime + used.rusage.stime, peak: used.rusage.maxrss }
}

/// Each of several subjects in turn, for so many rounds: what slows the machine down for a while
/// slows all of them. The medians.
#[must_use]
pub fn in_turn<T, const N: usize>(
    rounds: usize,
    subjects: &[T; N],
    cost: impl Fn(&T) -> Cost,
) -> [Cost; N] {
    let rounds: Vec<[Cost; N]> = (0..rounds).map(|_| subjects.each_ref().map(&cost)).collect();
    std::array::from_fn(|subject| median(rounds.iter().map(|round| round[subject])))
}

/// The median in each respect.
fn median(costs: impl Iterator<Item = Cost> + Clone) -> Cost {
    Cost {
        wall: middle(costs.clone().map(|cost| cost.wall)),
        cpu: middle(costs.clone().map(|cost| cost.cpu)),
        peak: middle(costs.map(|cost| cost.peak)),
    }
}

fn middle<T: Copy + Ord>(values: impl Iterator<Item = T>) -> T {
    let mut values: Vec<T> = values.collect();
    values.sort_unstable();
    values[values.len() / 2]
}

/// How many times as long one took as another.
#[must_use]
pub fn ratio(cost: Cost, other: Cost) -> f64 {
    cost.wall.as_secs_f64() / other.wall.as_secs_f64()
}

impl Cost {
    /// The most memory.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "it is rounded anyway")]
    pub fn megabytes(self) -> f64 {
        self.peak as f64 / 1e6
    }
}

impl fmt::Display for Cost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.2} s, {:.0} MB", self.wall.as_secs_f64(), self.megabytes())
    }
}
