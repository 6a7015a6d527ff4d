//! On the page of the record: what this device remembers, and the devices that sign for the
//! reader. Both are the reader's own; the other parent's page has theirs.
//!
//! May touch: the view it is given.

use maud::{Markup, html};

use super::device;
use super::form::Search;
use super::markup::moment;
use super::view::{DeviceView, RecordView};
use crate::page::{Frame, memory, paths, sheet, token_field};
use crate::text::{Text, t};

/// How much of a key people compare by eye.
const SHORT_KEY: usize = 8;

pub(super) fn section(frame: &Frame<'_>, view: &RecordView) -> Markup {
    let text = frame.text;
    html! {
        section #device-memory .stack-tight hidden aria-labelledby="memory-h" {
            h2 #memory-h { (t!(text, "device-memory")) }
            (memory(text))
        }
        section.stack-tight aria-labelledby="devices-h" {
            h2 #devices-h { (t!(text, "devices")) }
            p.small.muted { (t!(text, "devices-lead")) }
            @if view.devices.is_empty() { p.muted { (t!(text, "devices-none")) } }
            ul.rows.log {
                @for (place, device) in view.devices.iter().enumerate() { li { (row(frame, view, device, place)) } }
            }
        }
    }
}

fn row(frame: &Frame<'_>, view: &RecordView, device: &DeviceView, place: usize) -> Markup {
    let text = frame.text;
    let key: String = device.key.chars().take(SHORT_KEY).collect();
    let sheet_id = format!("revoke-{place}");
    let inside = html! {
        form.form method="post" action=(paths::REVOKE_DEVICE) data-act="record.device/1" {
            (token_field(frame.token))
            input type="hidden" name="command" value=(view.command);
            input type="hidden" name="key" value=(device.key);
            (recognised(text, view, device, &key))
            p { (t!(text, "devices-revoke-after")) }
            div.btn-even {
                button.btn data-kind="main" { (t!(text, "devices-revoke-confirm")) }
                button.btn type="button" popovertarget=(sheet_id) popovertargetaction="hide" { (t!(text, "answer-not-yet")) }
            }
        }
    };
    html! {
        div.stack-tight data-device=(device.key) {
            (recognised(text, view, device, &key))
            div.btn-row {
                button.btn type="button" popovertarget=(sheet_id) aria-label=(t!(text, "devices-revoke-named", key = key.as_str())) {
                    (t!(text, "devices-revoke"))
                }
                a.btn data-kind="quiet" href=(that_day(view, device)) { (t!(text, "devices-that-day")) }
            }
            (sheet(text, &sheet_id, &t!(text, "devices-revoke-title"), &inside))
        }
    }
}

/// What there is to know a device by.
fn recognised(text: &Text, view: &RecordView, device: &DeviceView, key: &str) -> Markup {
    let before = device.sign_in.as_deref();
    let before = before.and_then(|device| device::short(text, device));
    html! {
        div {
            p {
                (t!(text, "devices-since", at = moment(text, &view.zone, device.since))) " "
                strong data-this hidden { (t!(text, "devices-this")) }
            }
            @if let Some(before) = &before { p.small { (t!(text, "devices-sign-in", device = before.as_str())) } }
            p.tiny { (t!(text, "devices-key", key = key)) }
        }
    }
}

/// The address of what the reader recorded on the day on which the device began.
fn that_day(view: &RecordView, device: &DeviceView) -> String {
    let day = view.zone.to_datetime(device.since).date().to_string();
    let search = Search {
        who: Some(view.cast.viewer),
        from: day.clone(),
        until: day,
        ..Search::default()
    };
    search.address(None)
}
