//! On the page of the record: what this device remembers, and the devices that sign for the
//! reader. Both are the reader's own; the other parent's page has theirs.
//!
//! May touch: the view it is given.

use jiff::tz::TimeZone;
use maud::{Markup, html};

use super::view::{DeviceView, RecordView};
use crate::page::{Frame, memory, paths, token_field};
use crate::text::{date_with_year, t};

/// How much of a key people compare by eye.
const SHORT_KEY: usize = 8;

pub(super) fn section(frame: &Frame<'_>, view: &RecordView) -> Markup {
    let text = frame.text;
    html! {
        section #device-memory hidden aria-labelledby="memory-h" {
            h2 #memory-h { (t!(text, "device-memory")) }
            (memory(text))
        }
        section aria-labelledby="devices-h" {
            h2 #devices-h { (t!(text, "devices")) }
            p.small.muted { (t!(text, "devices-lead")) }
            @if view.devices.is_empty() { p.muted { (t!(text, "devices-none")) } }
            ul.rows {
                @for device in &view.devices { li { (row(frame, view, device)) } }
            }
        }
    }
}

fn row(frame: &Frame<'_>, view: &RecordView, device: &DeviceView) -> Markup {
    let text = frame.text;
    let key: String = device.key.chars().take(SHORT_KEY).collect();
    html! {
        div.stack-tight data-device=(device.key) {
            p {
                (t!(text, "devices-since", day = since(frame, &view.zone, device))) " "
                strong data-this hidden { (t!(text, "devices-this")) }
            }
            form method="post" action=(paths::REVOKE_DEVICE) data-act="record.device/1" {
                (token_field(frame.token))
                input type="hidden" name="command" value=(view.command);
                input type="hidden" name="key" value=(device.key);
                span.small.proof { (t!(text, "devices-key", key = key.as_str())) } " "
                button.btn data-kind="quiet" aria-label=(t!(text, "devices-revoke-named", key = key.as_str())) {
                    (t!(text, "devices-revoke"))
                }
            }
        }
    }
}

fn since(frame: &Frame<'_>, zone: &TimeZone, device: &DeviceView) -> String {
    date_with_year(frame.text, zone.to_datetime(device.since).date())
}
