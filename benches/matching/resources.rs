//! What the process has used so far, as the kernel tells it.

use std::fs::read_to_string;
use std::time::{Duration, Instant};

/// Wall time, processor time and memory of one phase.
#[derive(Debug, Clone, Copy)]
pub struct Phase {
    /// From beginning to end.
    pub wall: Duration,
    /// What the processor spent on this process, all threads together.
    pub processor: Duration,
    /// Memory resident at the end, in bytes.
    pub resident: u64,
    /// The most that was resident in the whole life of the process, in bytes.
    pub peak: u64,
}

/// Does one phase and measures it.
pub fn measured<T>(work: impl FnOnce() -> T) -> (T, Phase) {
    let (begin, processor) = (Instant::now(), processor_time());
    let done = work();
    let wall = begin.elapsed();
    let processor = processor_time().saturating_sub(processor);
    (done, Phase { wall, processor, resident: status("VmRSS:"), peak: status("VmHWM:") })
}

/// A figure of `/proc/self/status` in bytes; 0 on a system that has no such file.
fn status(name: &str) -> u64 {
    let text = read_to_string("/proc/self/status").unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap_or(0) * 1024
}

/// User and system time of the process; the clock of `/proc` ticks 100 times a second.
fn processor_time() -> Duration {
    let text = read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = text.rsplit_once(')').map(|(_, fields)| fields).unwrap_or_default();
    let ticks: u64 = fields.split_whitespace().skip(11).take(2).filter_map(|field| field.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 10)
}
