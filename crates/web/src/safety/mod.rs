//! Your safety: what the product can and cannot protect against, with places to turn to; and what
//! pages give away on this device.
//!
//! May touch: cookies, and the session of whoever says that others use the device too. The page
//! about safety is made without a look at who asks.

pub(crate) mod handler;
mod markup;
pub mod places;
#[cfg(test)]
mod tests;

pub use markup::{DeviceView, Offline, device_page, safety_page};
