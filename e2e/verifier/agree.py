"""Whether this verifier agrees with what was expected of a folder of files.

    python agree.py DIR [PROGRAM]

PROGRAM is another verifier, such as parenthesis-verify, which is then asked about each file
as well: its exit code is 0 where all holds, and 1 where not.

DIR/expected.json is a list of {"file", "against": [names], "valid": bool, "why": text},
the names being of files in DIR. An optional "keys" lists verifier keys that are known.
It exits with 1 on any difference.
"""

import json
import multiprocessing
import subprocess
import sys
import traceback
from pathlib import Path

from parenthesis_record.keys import parse_key
from verify import verify

# The variants of one bundle stand together, and share what was read of it.
CHUNK = 34


def judge(task):
    """Verifies one of the expected; gives (expected, whether valid, what was said)."""
    folder, expected = task
    try:
        subject = [(expected["file"], (folder / expected["file"]).read_bytes())]
        kept = [(name, (folder / name).read_bytes()) for name in expected.get("against", [])]
        known = [parse_key(word) for word in expected.get("keys", [])]
        reports = verify(subject, kept, known)
    except Exception:  # A verifier that stumbles has not refused; it is a difference.
        return expected, None, traceback.format_exc()
    said = [
        f"{code}: {words}"
        for report in reports
        for level, code, words in report.findings.found
        if level == "refused"
    ]
    return expected, not said, "; ".join(said)


def ask(task):
    """Asks another program; gives (expected, whether valid, what was said)."""
    folder, expected, program = task
    words = [program, expected["file"]]
    for name in expected.get("against", []):
        words += ["--against", name]
    for key in expected.get("keys", []):
        words += ["--key", key]
    asked = subprocess.run(words, cwd=folder, capture_output=True, check=False)
    said = (asked.stdout + asked.stderr).decode("utf-8", "replace")
    fails = "; ".join(row.strip() for row in said.split("\n") if "FAILS" in row)
    return expected, {0: True, 1: False}.get(asked.returncode), fails or said[-2000:]


def main(words):
    """Runs from the command line and gives the exit code."""
    if len(words) not in (1, 2):
        print(__doc__, file=sys.stderr)
        return 1
    folder = Path(words[0])
    listed = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    if not listed:
        print("expected.json expects nothing", file=sys.stderr)
        return 1
    differences = 0
    with multiprocessing.Pool() as pool:
        answers = [pool.imap(judge, [(folder, one) for one in listed], chunksize=CHUNK)]
        for program in words[1:]:
            program = str(Path(program).resolve())
            answers.append(pool.imap(ask, [(folder, one, program) for one in listed]))
        for who, answered in zip(("this verifier", *words[1:]), answers):
            differences += sum(_differs(who, *answer) for answer in answered)
    accepted = sum(expected["valid"] for expected in listed)
    print(
        f"{len(listed)} files, {accepted} valid and {len(listed) - accepted} refused:"
        f" {differences} differences"
    )
    return 1 if differences else 0


def _differs(who, expected, found, said):
    """Whether an answer is another one than expected, which is then printed."""
    if found is expected["valid"]:
        return False
    kept = ", ".join(expected.get("against", []))
    print(f"{expected['file']}{f' against {kept}' if kept else ''}")
    print(f"  expected {'valid' if expected['valid'] else 'refused'}: {expected['why']}")
    verdict = {True: "valid", False: "refused", None: "stumbled"}[found]
    print(f"  {who} found {verdict}: {said}")
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
