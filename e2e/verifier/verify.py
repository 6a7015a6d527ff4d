"""Verifies bundles and receipts of Parenthesis without a network.

    python verify.py BUNDLE_OR_RECEIPTS... [--against FILE]... [--key VKEY]... [--json]

It exits with 0 when everything holds and with 1 when something does not, or when
evidence (--against: receipts, bundles, checkpoints, dated heads, handovers, e-mails)
contradicts. It is written from docs/record-format.md alone and needs `cryptography`.
"""

import argparse
import json
import sys
from dataclasses import dataclass, field
from pathlib import Path

from parenthesis_record.bundle import is_bundle, parse_bundle
from parenthesis_record.checks import check_bundle, check_cosigners, check_receipt
from parenthesis_record.evidence import read_evidence
from parenthesis_record.findings import Findings
from parenthesis_record.keys import COSIGNER, LOG, parse_key
from parenthesis_record.pieces import of_bundle, of_evidence, of_receipt
from parenthesis_record.receipt import is_receipts, parse_receipts
from parenthesis_record.text import Refused, printable
from parenthesis_record.verdict import judge

LIMITS = (
    "It cannot tell: that no entry was kept out before it was recorded; that the server"
    " recorded the true time or the true author where nothing but the server vouches; that"
    " names and keys are whose the host says; that a later record does not differ."
)


@dataclass
class Report:
    """What is said of one file."""

    name: str
    findings: Findings = field(default_factory=Findings)
    pieces: list = field(default_factory=list)


def verify_file(name, data, known, findings):
    """Checks one bundle or file of receipts and gives what can be compared."""
    if is_bundle(data):
        bundle = parse_bundle(data)
        check_bundle(bundle, findings)
        check_cosigners(bundle.cosigners, known, findings)
        return [of_bundle(bundle, name)]
    if is_receipts(data):
        receipts = parse_receipts(data)
        for receipt in receipts:
            check_receipt(receipt, findings)
        check_cosigners([key for one in receipts for key in one.cosigners], known, findings)
        return [of_receipt(receipt, name) for receipt in receipts]
    raise Refused("this is neither a bundle nor a receipt")


def verify(subjects, against=(), known=()):
    """Verifies (name, bytes) against other (name, bytes); gives a list of reports."""
    reports, evidences = [], []
    for name, data in against:
        report = Report(name)
        try:
            evidence = read_evidence(data, name)
            evidences += of_evidence(evidence)
            if evidence.passed_over:
                report.findings.unknown("evidence", "; ".join(evidence.passed_over))
                reports.append(report)
        except Refused as error:
            report.findings.refuse("evidence", f"as evidence: {error}")
            reports.append(report)
    files = []
    for name, data in subjects:
        report = Report(name)
        reports.append(report)
        try:
            report.pieces = verify_file(name, data, known, report.findings)
        except Refused as error:
            report.findings.refuse("refused", str(error))
        files.append((report.findings, report.pieces))
    judge(files, evidences, known)
    return reports


def _arguments(words):
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("files", nargs="+", metavar="BUNDLE_OR_RECEIPTS")
    parser.add_argument("--against", action="append", default=[], metavar="FILE")
    parser.add_argument("--key", action="append", default=[], metavar="VKEY")
    parser.add_argument("--json", action="store_true", help="print the findings as JSON")
    return parser.parse_args(words)


def _print(reports, valid):
    for report in reports:
        print(printable(report.name).replace("\n", " "))
        for level, code, words in report.findings.found:
            print(f"  {level:8} {code}: {printable(words)}".replace("\n", " "))
    print(LIMITS)
    if any(code == "evidence" for one in reports for _, code, _ in one.findings.found):
        print("Not all of the evidence could be compared; see above.")
    print("valid" if valid else "NOT VALID")


def main(words=None):
    """Runs from the command line and gives the exit code."""
    arguments = _arguments(words)
    sys.stdout.reconfigure(errors="backslashreplace")
    try:
        known = [parse_key(word, (LOG, COSIGNER)) for word in arguments.key]
        files = [(name, Path(name).read_bytes()) for name in arguments.files]
        against = [(name, Path(name).read_bytes()) for name in arguments.against]
    except (Refused, OSError) as error:
        print(printable(str(error)), file=sys.stderr)
        return 1
    reports = verify(files, against, known)
    valid = all(report.findings.valid for report in reports)
    if arguments.json:
        listed = [
            {
                "file": report.name,
                "valid": report.findings.valid,
                "findings": [
                    {"level": level, "code": code, "text": words}
                    for level, code, words in report.findings.found
                ],
            }
            for report in reports
        ]
        print(json.dumps({"valid": valid, "files": listed, "limits": LIMITS}, indent=1))
    else:
        _print(reports, valid)
    return 0 if valid else 1


if __name__ == "__main__":
    sys.exit(main())
