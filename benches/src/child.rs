//! The time and the memory that a process takes.

use std::fmt;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use wait4::Wait4;

/// What a process and those that it has started have used.
#[derive(Clone, Copy, Debug)]
pub struct Cost {
    /// The time from its start to its end.
    pub wall: Duration,
    /// The time on all processors.
    pub cpu: Duration,
    /// The peak memory of the process that had most, in bytes.
    pub peak: u64,
}

/// Runs a command to its end. Its standard output is discarded.
///
/// # Panics
///
/// If it cannot be run or fails.
pub fn run(command: &mut Command) -> Cost {
    let start = Instant::now();
    let mut child = command.stdout(Stdio::null()).spawn().expect("the command can be run");
    let used = child.wait4().expect("the process can be waited for");
    let wall = start.elapsed();
    assert!(used.status.success(), "{command:?} failed");
    Cost { wall, cpu: used.rusage.utime + used.rusage.stime, peak: used.rusage.maxrss }
}

/// Measures each subject in each round, and returns the medians.
///
/// Whatever slows the machine down for a while slows all subjects down.
#[must_use]
pub fn measure_in_turn<T, const N: usize>(
    rounds: usize,
    subjects: &[T; N],
    measure: impl Fn(&T) -> Cost,
) -> [Cost; N] {
    let rounds: Vec<[Cost; N]> = (0..rounds).map(|_| subjects.each_ref().map(&measure)).collect();
    std::array::from_fn(|subject| median_cost(rounds.iter().map(|round| round[subject])))
}

/// The median of each figure.
fn median_cost(costs: impl Iterator<Item = Cost> + Clone) -> Cost {
    Cost {
        wall: median(costs.clone().map(|cost| cost.wall)),
        cpu: median(costs.clone().map(|cost| cost.cpu)),
        peak: median(costs.map(|cost| cost.peak)),
    }
}

fn median<T: Copy + Ord>(values: impl Iterator<Item = T>) -> T {
    let mut values: Vec<T> = values.collect();
    values.sort_unstable();
    values[values.len() / 2]
}

/// The time of the first cost divided by that of the second.
#[must_use]
pub fn ratio(cost: Cost, other: Cost) -> f64 {
    cost.wall.as_secs_f64() / other.wall.as_secs_f64()
}

impl Cost {
    /// The peak memory in megabytes.
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
