"""What a feed tells a calendar program, as lines to compare with `parenthesis plan timeline`.

    python check.py FEED --from DATE --to DATE              the lines of a feed
    python check.py FEED --against TIMELINE [--child ID]... whether it says what the timeline says
    python check.py --lines TIMELINE [--child ID]...        the lines of a timeline

FEED is an .ics file, an http(s) address, or a folder of .ics files such as vdirsyncer writes.
TIMELINE is what `parenthesis plan timeline --format json` printed ("-": standard input), over dates
that the feed shows. Each line is a JSON object with `kind` (care, call or clash), `child`, `parent`
(of care and calls), `start` and `end` in UTC, sorted. Stretches of care with one parent are joined,
and everything is cut at the dates: from 00:00 of the first to 00:00 of the second, in the zone of the
feed or of the timeline.

A feed is read with `icalendar`, and its items are listed with `recurring-ical-events`, as a calendar
program would. The feed must have names: neutral titles say nothing of children. It exits with 1 where
the two differ, and lists each line that only one of them has.

It needs Python 3.11 or newer and `requirements.txt`, which `pip-compile --generate-hashes` made of three
lines: `icalendar==7.3.0`, `recurring-ical-events==3.8.2` and `vdirsyncer==0.21.0`. `test_feed.py` asks both
programs about a server.
"""

import argparse
import json
import sys
import urllib.request
from datetime import UTC, date, datetime, time
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events

KINDS = ("care", "call", "clash")
ANSWER_BYTES_MAX = 20_000_000
WAIT_SECONDS = 30


def fetch(address):
    """The body of an address, as a program that subscribes gets it."""
    request = urllib.request.Request(address, headers={"Accept": "text/calendar"})
    with urllib.request.urlopen(request, timeout=WAIT_SECONDS) as answer:
        kind = answer.headers.get_content_type()
        if kind != "text/calendar":
            sys.exit(f"{address} is {kind}, not text/calendar.")
        return answer.read(ANSWER_BYTES_MAX)


def calendars(feed):
    """The calendars of a file, a folder or an address."""
    if urlsplit(feed).scheme in ("http", "https"):
        texts = [fetch(feed)]
    elif Path(feed).is_dir():
        texts = [file.read_bytes() for file in sorted(Path(feed).rglob("*.ics"))]
    else:
        texts = [Path(feed).read_bytes()]
    return [icalendar.Calendar.from_ical(text) for text in texts]


def zone_of(calendars):
    """The zone that the calendars define; UTC where they define none."""
    names = {str(zone["TZID"]) for one in calendars for zone in one.walk("VTIMEZONE")}
    if len(names) > 1:
        sys.exit(f"The feed has more than one zone: {', '.join(sorted(names))}.")
    return ZoneInfo(names.pop()) if names else ZoneInfo("UTC")


def listed(value):
    """The values of a property that may stand several times."""
    if value is None:
        return []
    return [str(one) for one in (value if isinstance(value, list) else [value])]


def of_feed(calendars, start, end):
    """(kind, child, parent, start, end) of each item that meets a span, cut to it."""
    seen = set()
    for calendar in calendars:
        for item in recurring_ical_events.of(calendar).between(start, end):
            kind = str(item.get("X-PARENTHESIS-KIND", ""))
            uid = str(item["UID"])
            if uid in seen:
                sys.exit(f"Two items have the UID {uid}.")
            seen.add(uid)
            if kind not in KINDS:
                continue
            parent = item.get("X-PARENTHESIS-PARENT")
            for child in listed(item.get("X-PARENTHESIS-CHILD")):
                span = item["DTSTART"].dt, item["DTEND"].dt
                yield kind, child, parent and str(parent), *span
    if not seen:
        sys.exit("The feed has no items on these dates.")


def of_timeline(timeline):
    """The same of what the program printed."""
    moment = datetime.fromisoformat
    for child, stretches in timeline["children"].items():
        for one in stretches:
            yield "care", child, one["parent"], moment(one["start"]), moment(one["end"])
    for one in timeline["calls"]:
        for child in one["children"]:
            yield "call", child, one["with"], moment(one["start"]), moment(one["end"])
    for one in timeline["clashes"]:
        yield "clash", one["child"], None, moment(one["start"]), moment(one["end"])


def lines(spans, start, end, children):
    """The spans as lines: cut to the dates, care joined, sorted."""
    cut = []
    for kind, child, parent, begins, ends in spans:
        if kind == "call":
            # A call counts where it begins, and is not cut.
            inside = start <= begins < end
        else:
            begins, ends = max(begins, start), min(ends, end)
            inside = begins < ends
        if inside and (not children or child in children):
            span = begins.astimezone(UTC), ends.astimezone(UTC)
            cut.append((child, kind, parent or "", *span))
    cut.sort()
    joined = []
    for child, kind, parent, begins, ends in sorted(cut, key=lambda one: (one[0], one[1], one[3])):
        last = joined[-1] if joined else None
        if kind == "care" and last and last[:3] == [child, kind, parent] and last[4] == begins:
            last[4] = ends
        else:
            joined.append([child, kind, parent, begins, ends])
    return [line(*one) for one in joined]


def line(child, kind, parent, begins, ends):
    """One line."""
    shape = {"kind": kind, "child": child}
    if parent:
        shape["parent"] = parent
    shape["start"] = begins.strftime("%Y-%m-%dT%H:%M:%SZ")
    shape["end"] = ends.strftime("%Y-%m-%dT%H:%M:%SZ")
    return json.dumps(shape)


def midnights(first, after, zone):
    """The instants at which two dates begin in a zone."""
    return [datetime.combine(day, time(), zone) for day in (first, after)]


def read_timeline(file):
    """What the program printed, and its span."""
    text = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
    timeline = json.loads(text)
    dates = [date.fromisoformat(timeline[key]) for key in ("from", "to")]
    return timeline, midnights(*dates, ZoneInfo(timeline["zone"]))


def differences(expected, found):
    """Each line that only one of them has."""
    only = [f"timeline only: {one}" for one in expected if one not in set(found)]
    return only + [f"feed only: {one}" for one in found if one not in set(expected)]


def main(words):
    """The program; gives its exit code."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("feed", nargs="?", help="a file, a folder or an http(s) address")
    parser.add_argument("--from", dest="first", type=date.fromisoformat, help="the first date")
    parser.add_argument("--to", dest="after", type=date.fromisoformat, help="the date at whose 00:00 it ends")
    parser.add_argument("--against", help="a timeline with which the feed is compared")
    parser.add_argument("--lines", help="a timeline whose lines are printed")
    parser.add_argument("--child", action="append", default=[], help="only this child; may be repeated")
    asked = parser.parse_args(words)

    if asked.lines:
        timeline, span = read_timeline(asked.lines)
        print("\n".join(lines(of_timeline(timeline), *span, asked.child)))
        return 0
    if not asked.feed:
        parser.error("a feed or --lines is needed")
    found = calendars(asked.feed)
    if asked.against:
        timeline, span = read_timeline(asked.against)
        expected = lines(of_timeline(timeline), *span, asked.child)
        told = lines(of_feed(found, *span), *span, asked.child)
        differing = differences(expected, told)
        print("\n".join(differing) or f"{len(told)} lines agree.")
        return 1 if differing else 0
    if not (asked.first and asked.after):
        parser.error("--from and --to, or --against, are needed")
    span = midnights(asked.first, asked.after, zone_of(found))
    print("\n".join(lines(of_feed(found, *span), *span, asked.child)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
