"""Whether this verifier agrees with what was expected of a folder of files.

    python agree.py DIR

DIR/expected.json is a list of {"file", "against": [names], "valid": bool, "why": text},
the names being of files in DIR. An optional "keys" lists verifier keys that are known.
It exits with 1 on any difference.
"""

import json
import multiprocessing
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


def main(words):
    """Runs from the command line and gives the exit code."""
    if len(words) != 1:
        print(__doc__, file=sys.stderr)
        return 1
    folder = Path(words[0])
    listed = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    if not listed:
        print("expected.json expects nothing", file=sys.stderr)
        return 1
    differences = 0
    with multiprocessing.Pool() as pool:
        tasks = ((folder, expected) for expected in listed)
        for expected, found, said in pool.imap(judge, tasks, chunksize=CHUNK):
            if found is expected["valid"]:
                continue
            differences += 1
            kept = ", ".join(expected.get("against", []))
            print(f"{expected['file']}{f' against {kept}' if kept else ''}")
            print(f"  expected {'valid' if expected['valid'] else 'refused'}: {expected['why']}")
            verdict = {True: "valid", False: "refused", None: "stumbled"}[found]
            print(f"  found    {verdict}: {said}")
    accepted = sum(expected["valid"] for expected in listed)
    print(
        f"{len(listed)} files, {accepted} valid and {len(listed) - accepted} refused:"
        f" {differences} differences"
    )
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
