//! The store's life under load, and its end: kills, power cuts, full disks. Touches temporary
//! folders, and runs its own binary again as the process to which it happens.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

#[cfg(target_os = "linux")]
mod faults;
#[cfg(target_os = "linux")]
mod full;
mod kills;
mod life;
#[cfg(target_os = "linux")]
mod power;
