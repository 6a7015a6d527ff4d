//! Rosters as tables: CSV with a header. Touches nothing else.

use csv::{ReaderBuilder, StringRecord, Trim};
use jiff::ToSpan;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use super::report::{Place, Report, count, quoted};
use super::value::{clock, written_date, written_moment};
use super::{LABEL_CHARS_MAX, RosterError, Shift, fits, keep, shift};
use crate::words::one_line;

const HEADERS: &str = "Write the header `from,until,label` with a beginning and an end as in \
     2027-02-01T07:00, or `date,from,until,label` with clock times; the label may be left out.";

/// Reads the shifts of a CSV roster: a header line, then one shift a line.
///
/// The header is `from,until` with moments such as `2027-02-01T07:00` or `2027-02-01 07:00`, or
/// `date,from,until` with a date such as `2027-02-01` and clock times such as `07:00`, where an
/// end that is not after the beginning is on the next day. A column `label` may be added, and the
/// order of the columns is free. Columns stand apart by `,` or `;`, whichever the header has. A
/// moment is on the wall clock of `zone`, unless it carries its own offset from UTC (`Z`,
/// `+02:00`). The shifts are sorted; there may be none.
///
/// # Errors
/// Everything that is wrong with the text, each at its line and column. Limits: a text of
/// [`ROSTER_BYTES_MAX`](crate::ROSTER_BYTES_MAX), [`SHIFTS_MAX`](crate::SHIFTS_MAX) shifts of
/// [`SHIFT_DAYS_MAX`](crate::SHIFT_DAYS_MAX) days, labels of [`LABEL_CHARS_MAX`].
pub fn roster_from_csv(text: &str, zone: &TimeZone) -> Result<Vec<Shift>, RosterError> {
    let mut report = Report::default();
    let mut shifts = Vec::new();
    if fits(&mut report, text) {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        read(&mut report, text, zone, &mut shifts);
    }
    report.finish(shifts)
}

fn read(report: &mut Report, text: &str, zone: &TimeZone, shifts: &mut Vec<Shift>) {
    let header = text.lines().find(|line| !line.is_empty()).unwrap_or("");
    let semicolons = header.matches(';').count() > header.matches(',').count();
    let delimiter = if semicolons { b';' } else { b',' };
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .trim(Trim::All)
        .from_reader(text.as_bytes());
    let mut columns = None;
    let mut record = StringRecord::new();
    // What comes from a `&str` is UTF-8, and records may differ in length: nothing can fail.
    while let Ok(true) = reader.read_record(&mut record) {
        let row = Row {
            text,
            delimiter,
            record: &record,
        };
        let Some(columns) = &columns else {
            columns = Columns::read(report, &row);
            if columns.is_none() {
                return;
            }
            continue;
        };
        if record.iter().all(str::is_empty) {
            continue;
        }
        let Some(found) = columns.shift(report, &row, zone) else {
            if report.is_full() {
                return;
            }
            continue;
        };
        if !keep(report, || row.place(0), shifts, found) {
            return;
        }
    }
    if columns.is_none() {
        let start = Place { line: 1, column: 1 };
        report.wrong(start, "The roster is empty.".to_owned(), HEADERS);
    }
}

/// A line of the table, and where it stands.
struct Row<'r> {
    text: &'r str,
    delimiter: u8,
    record: &'r StringRecord,
}

impl Row<'_> {
    /// The place of a field, or of the end of the row where it has no such field.
    fn place(&self, field: usize) -> Place {
        let start = self.record.position().map_or(0, csv::Position::byte);
        let start = usize::try_from(start).unwrap_or(usize::MAX);
        let before = self.text.get(..start).unwrap_or_default();
        let from_here = self.text.get(start..).unwrap_or_default();
        // A row begins where the one before it was found to end, which may be before its line
        // feed or before empty lines.
        let row = from_here.trim_start_matches(['\r', '\n']);
        let skipped = from_here.len().saturating_sub(row.len());
        let skipped = from_here.get(..skipped).unwrap_or_default();
        let mut line = 1 + before.matches('\n').count() + skipped.matches('\n').count();
        let (mut column, mut left, mut quoted) = (1, field, false);
        for char in row.chars() {
            if left == 0 || (char == '\n' && !quoted) {
                break;
            }
            quoted ^= char == '"';
            if char == char::from(self.delimiter) && !quoted {
                left -= 1;
            }
            if char == '\n' {
                (line, column) = (line + 1, 1);
            } else if char != '\r' {
                column += 1;
            }
        }
        Place {
            line: count(line),
            column: count(column),
        }
    }

    fn field(&self, index: usize) -> &str {
        self.record.get(index).unwrap_or_default()
    }
}

/// Where each column stands, counted from 0.
#[derive(Debug)]
struct Columns {
    date: Option<usize>,
    from: usize,
    until: usize,
    label: Option<usize>,
    count: usize,
}

impl Columns {
    /// Reads the header.
    fn read(report: &mut Report, row: &Row<'_>) -> Option<Columns> {
        let [mut date, mut from, mut until, mut label] = [None; 4];
        let mut sound = true;
        for (index, name) in row.record.iter().enumerate() {
            let column = match name.to_lowercase().as_str() {
                "date" => &mut date,
                "from" => &mut from,
                "until" => &mut until,
                "label" => &mut label,
                _ => {
                    sound = false;
                    let message = format!("A roster has no column {}.", quoted(name));
                    report.wrong(row.place(index), message, HEADERS);
                    continue;
                }
            };
            if column.replace(index).is_some() {
                sound = false;
                let message = format!("The column {} stands here twice.", quoted(name));
                report.wrong(row.place(index), message, HEADERS);
            }
        }
        for (name, column) in [("from", from), ("until", until)] {
            if column.is_none() {
                sound = false;
                let message = format!("The header has no column `{name}`.");
                report.wrong(row.place(0), message, HEADERS);
            }
        }
        sound.then_some(Columns {
            date,
            from: from?,
            until: until?,
            label,
            count: row.record.len(),
        })
    }

    fn shift(&self, report: &mut Report, row: &Row<'_>, zone: &TimeZone) -> Option<Shift> {
        // Some programs end each line with an empty field.
        let mut extra = row.record.iter().enumerate().skip(self.count);
        if let Some((index, _)) = extra.find(|(_, field)| !field.is_empty()) {
            report.wrong(
                row.place(index),
                format!(
                    "This line has more fields than the header's {}.",
                    self.count
                ),
                "Write one field a column; put a label that has the separator in quotes.",
            );
            return None;
        }
        let label = self.label(report, row);
        let times = match self.date {
            None => self.moments(report, row, zone),
            Some(date) => self.clock_times(report, row, date),
        };
        shift(report, || row.place(self.until), times?, label?)
    }

    fn label(&self, report: &mut Report, row: &Row<'_>) -> Option<String> {
        let Some(index) = self.label else {
            return Some(String::new());
        };
        let label = one_line(row.field(index));
        if label.chars().nth(LABEL_CHARS_MAX).is_none() {
            return Some(label);
        }
        report.wrong(
            row.place(index),
            format!("The label is longer than {LABEL_CHARS_MAX} characters."),
            "Shorten it.",
        );
        None
    }

    fn moments(
        &self,
        report: &mut Report,
        row: &Row<'_>,
        zone: &TimeZone,
    ) -> Option<(DateTime, DateTime)> {
        let mut moment = |index| {
            let written = row.field(index);
            let found = written_moment(written, zone);
            if found.is_none() {
                report.wrong(
                    row.place(index),
                    format!("{} is not a date with a clock time.", quoted(written)),
                    "Write it as 2027-02-01T07:00 or 2027-02-01 07:00.",
                );
            }
            found
        };
        let (from, until) = (moment(self.from), moment(self.until));
        Some((from?, until?))
    }

    fn clock_times(
        &self,
        report: &mut Report,
        row: &Row<'_>,
        date: usize,
    ) -> Option<(DateTime, DateTime)> {
        let written = row.field(date);
        let day = written_date(written);
        if day.is_none() {
            report.wrong(
                row.place(date),
                format!("{} is not a date.", quoted(written)),
                "Write the year first, as in 2027-02-01.",
            );
        }
        let mut time = |index| {
            let written = row.field(index);
            let found = clock(written);
            if found.is_none() {
                report.wrong(
                    row.place(index),
                    format!("{} is not a clock time.", quoted(written)),
                    "Write it as 07:00, from 00:00 to 24:00.",
                );
            }
            found
        };
        let (from, until) = (time(self.from), time(self.until));
        let (day, from, until) = (day?, from?, until?);
        let next = |date: Date| date.checked_add(1.day()).ok();
        let from = from.on(day)?;
        let same = until.on(day)?;
        let until = if same > from {
            same
        } else {
            until.on(next(day)?)?
        };
        Some((from, until))
    }
}
