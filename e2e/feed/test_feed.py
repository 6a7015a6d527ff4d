"""Calendar programs read a feed from the server, and say what `parenthesis plan timeline` says.

Two programs that know nothing of each other subscribe to an address: one that reads it at once, with
`icalendar` and `recurring-ical-events` (check.py), and `vdirsyncer`, which asks by itself, takes the feed apart
by itself and keeps a folder with an item a file; that folder is then listed as the feed is.

Each family is founded from a plan and has agreed to nothing else, unless a test says so; its timeline is that
of the same plan file. (Clauses that clash are in none: no family is founded from such a plan.)

    PARENTHESIS=PROGRAM python -m unittest discover -s e2e/feed
"""

import json
import os
import subprocess
import sys
import unittest
import urllib.error
import urllib.request
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import check
from family import REPOSITORY, Family, environment, parenthesis

VDIRSYNCER = Path(sys.executable).with_name("vdirsyncer")
CONFIG = """[general]
status_path = "{folder}/status/"

[pair feed]
a = "there"
b = "here"
collections = null

[storage there]
type = "http"
url = "{address}"

[storage here]
type = "filesystem"
path = "{folder}/items/"
fileext = ".ics"
"""


def setUpModule():
    # check.py asks as any program would, so it would ask a proxy too.
    os.environ.update(no_proxy="localhost", NO_PROXY="localhost")


def example(name):
    """The text of an example plan."""
    return (REPOSITORY / f"examples/plans/{name}.toml").read_text(encoding="utf-8")


def month_after(day, months):
    """The first of a month counted from that of a date."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1)


def today(family):
    """The date where the family lives."""
    return datetime.now(UTC).astimezone(ZoneInfo(family.plan["zone"])).date()


def timeline(family, *more):
    """A file with what `plan timeline` says of the family's plan. A feed goes from three months before the
    present one to thirteen after it; the first of them is left out, so that it matters not if a month ends
    while the test runs."""
    first, after = month_after(today(family), -2), month_after(today(family), 14)
    file = family.folder / "timeline.json"
    words = ["plan", "timeline", family.file, "--from", first, "--to", after, "--format", "json"]
    file.write_text(parenthesis(*words, *more), encoding="utf-8")
    return file


def said(file):
    """The lines of a timeline."""
    shape, span = check.read_timeline(file)
    return check.lines(check.of_timeline(shape), *span, [])


def told(feed, file):
    """The lines of a feed (an address or a folder), over the dates of a timeline."""
    _, span = check.read_timeline(file)
    return check.lines(check.of_feed(check.calendars(feed), *span), *span, [])


def ask(address, tag=None):
    """The status, the tag and the body that a program gets which names the tag that it has."""
    request = urllib.request.Request(address, headers={"If-None-Match": tag} if tag else {})
    try:
        with urllib.request.urlopen(request, timeout=check.WAIT_SECONDS) as answer:
            return answer.status, answer.headers["ETag"], answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers["ETag"], error.read()


class Vdirsyncer:
    """A folder that vdirsyncer keeps like an address."""

    def __init__(self, folder, address):
        self.items = folder / "items"
        self.items.mkdir()
        self.config = folder / "config"
        self.config.write_text(CONFIG.format(folder=folder, address=address), encoding="utf-8")

    def run(self, word):
        """Its exit code and what it complains of."""
        words = [VDIRSYNCER, "--verbosity", "WARNING", "--config", self.config, word]
        run = subprocess.run(
            words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            env=environment(),
            timeout=300,
            check=False,
        )
        return run.returncode, run.stdout

    def names(self):
        """The names of its files; vdirsyncer derives them from what an item says."""
        return {file.name for file in self.items.iterdir()}


class Feed(unittest.TestCase):
    """Stories of a family whose calendar is read elsewhere."""

    maxDiff = None

    def family(self, plan):
        """A family that lives as long as the test."""
        return self.enterContext(Family(plan))

    def subscribed(self, address):
        """vdirsyncer, which has taken over what is at an address."""
        folder = Path(self.enterContext(TemporaryDirectory(prefix="parenthesis-vdirsyncer-")))
        program = Vdirsyncer(folder, address)
        for word in ("discover", "sync"):
            self.runs(program, word)
        return program

    def runs(self, program, word):
        """The program does what it is told."""
        code, complaint = program.run(word)
        self.assertEqual(code, 0, complaint)

    def agree(self, address, folder, file, kinds):
        """Both programs say what the timeline says, which has all of these kinds."""
        expected = said(file)
        self.assertEqual({json.loads(line)["kind"] for line in expected}, kinds)
        for feed in (address, str(folder)):
            found = told(feed, file)
            self.assertEqual(check.differences(expected, found), [], feed)
            self.assertEqual(len(found), len(expected), feed)

    def read_by_both(self, plan, kinds):
        """A family with this plan: both programs say what its timeline says."""
        family = self.family(plan)
        address = family.first.address_for_a_calendar("Both programs")
        self.agree(address, self.subscribed(address).items, timeline(family), kinds)

    def test_four_children_on_three_rhythms(self):
        self.read_by_both(example("four-children"), {"care", "call"})

    def test_calls_from_another_time_zone(self):
        self.read_by_both(example("long-distance"), {"care", "call"})

    def test_school_terms_and_holidays_in_texas(self):
        self.read_by_both(example("texas-standard-order"), {"care", "call"})

    def test_steps_by_age(self):
        self.read_by_both(example("infant-step-up"), {"care", "call"})

    def test_a_dutch_plan_with_school_holidays(self):
        self.read_by_both(example("dutch-co-parenting"), {"care", "call"})

    def test_what_is_proposed_and_agreed(self):
        family = self.family(example("two-two-five-five"))
        address = family.first.address_for_a_calendar("Swaps")
        program = self.subscribed(address)
        before = program.names()
        planned = timeline(family)
        self.agree(address, program.items, planned, {"care"})
        was = said(planned)
        _, tag, _ = ask(address)

        # Six days: in this rhythm nobody has the child for as long.
        start, end = (today(family) + timedelta(days) for days in (30, 36))
        move = [("m1-child", "noor"), ("m1-to", "b"), ("m1-start-time", "10:00"), ("m1-end-time", "18:00")]
        days = [("m1-start-day", start.isoformat()), ("m1-end-day", end.isoformat())]
        proposal = family.first.propose([*move, *days])
        status, waiting, body = ask(address, tag)
        self.assertEqual((status, body.count(b"STATUS:TENTATIVE")), (200, 1))
        self.assertNotEqual(waiting, tag)
        self.runs(program, "sync")
        self.agree(address, program.items, planned, {"care"})

        family.second.accept(proposal)
        fact = family.folder / "facts.toml"
        fact.write_text(
            f'[[fact]]\nagreed = {{ parent = "elias", children = ["noor"], '
            f"from = {start}T10:00:00, until = {end}T18:00:00 }}\n",
            encoding="utf-8",
        )
        agreed = timeline(family, "--facts", fact, "--which", "agreed")
        self.assertNotEqual(said(agreed), was)
        status, after, body = ask(address, waiting)
        self.assertEqual((status, body.count(b"STATUS:TENTATIVE")), (200, 0))
        self.assertNotIn(after, (tag, waiting))
        self.runs(program, "sync")
        self.agree(address, program.items, agreed, {"care"})
        self.assertNotEqual(program.names(), before)

    def test_what_a_program_has_is_not_sent_again_and_an_ended_address_is_gone(self):
        family = self.family(example("two-two-five-five"))
        address = family.first.address_for_a_calendar("A lost phone")
        program = self.subscribed(address)
        kept = program.names()
        self.assertTrue(kept)

        status, tag, body = ask(address)
        self.assertEqual(status, 200)
        self.assertTrue(body.startswith(b"BEGIN:VCALENDAR\r\n"))
        for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
            self.assertEqual(ask(address, known), (304, tag, b""), known)
        self.assertEqual(ask(address, '"other"'), (200, tag, body))

        family.first.end_the_address()
        for known in (None, tag, "*"):
            status, gone, answer = ask(address, known)
            self.assertEqual((status, gone), (404, None))
            self.assertNotIn(b"VCALENDAR", answer)
        with self.assertRaises(urllib.error.HTTPError) as refused:
            check.fetch(address)
        self.assertEqual(refused.exception.code, 404)
        refused.exception.close()
        code, complaint = program.run("sync")
        self.assertEqual(code, 1)
        self.assertIn("Not Found", complaint)
        # What was read before stays where it is: no server can take it back.
        self.assertEqual(program.names(), kept)


class Check(unittest.TestCase):
    """What compares is not blind."""

    def test_a_difference_is_found(self):
        stretch = {"start": "2027-02-01T08:30:00+01:00", "end": "2027-02-03T08:30:00+01:00", "parent": "mara"}
        span = check.midnights(date(2027, 2, 1), date(2027, 3, 1), ZoneInfo("Europe/Amsterdam"))

        def of(**changed):
            shape = {"children": {"noor": [stretch | changed]}, "calls": [], "clashes": []}
            return check.lines(check.of_timeline(shape), *span, [])

        for changed in ({"parent": "elias"}, {"end": "2027-02-03T08:45:00+01:00"}, {"start": "2027-02-01T08:30:00Z"}):
            self.assertEqual(len(check.differences(of(), of(**changed))), 2, changed)
        self.assertEqual(check.differences(of(), of(start="2027-02-01T07:30:00+00:00")), [])


if __name__ == "__main__":
    unittest.main()
