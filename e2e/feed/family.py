"""A family with an agreed plan on a server of its own, and what its parents do there, without a browser.

Forms are sent as they stand on the page but for the fields that a person would fill in.
"""

import os
import queue
import re
import subprocess
import threading
import tomllib
import urllib.error
import urllib.request
from contextlib import ExitStack
from html.parser import HTMLParser
from http.cookiejar import CookieJar, DefaultCookiePolicy
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode, urljoin

REPOSITORY = Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("PARENTHESIS", str(REPOSITORY / "target/debug/parenthesis"))
PASSWORD = "a bridge and a lantern"
READY = re.compile(r"Parenthesis is ready: (http://localhost:\d+)")
INVITATION = re.compile(r"http://localhost:\d+(/join/\S+)")
WAIT_SECONDS = 60


def environment():
    """What the programs are started with: no setting of this machine's, and no proxy in between."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PARENTHESIS")}
    return kept | {"RUST_LOG": "warn", "NO_PROXY": "localhost", "no_proxy": "localhost"}


def parenthesis(*words):
    """What the program prints; an error of its own becomes ours, with its words."""
    run = subprocess.run(
        [PROGRAM, *map(str, words)], capture_output=True, encoding="utf-8", env=environment(), check=False
    )
    if run.returncode != 0:
        raise AssertionError(f"parenthesis {words[0]} ended with {run.returncode}:\n{run.stderr}")
    return run.stdout


class Page(HTMLParser):
    """The forms of a page, and the links and values on it."""

    def __init__(self, address, text):
        super().__init__()
        self.address, self.forms, self.links, self.values = address, [], [], []
        self.form = None
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        has = dict(attrs)
        name, value, kind = has.get("name"), has.get("value") or "", has.get("type")
        if tag == "form":
            self.form = {"action": has.get("action") or self.address, "fields": [], "names": set()}
            self.forms.append(self.form)
        elif tag == "a":
            self.links.append(has.get("href") or "")
        elif tag == "input":
            self.values.append(value)
        if self.form and name:
            self.form["names"].add(name)
            if kind == "hidden" or (kind in ("checkbox", "radio") and "checked" in has):
                self.form["fields"].append((name, value))

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None


class Visitor:
    """Somebody with cookies and no script."""

    def __init__(self, origin):
        self.origin = origin
        # Cookies are for secure places alone. Browsers count this machine among them, the jar by its protocol.
        jar = CookieJar(DefaultCookiePolicy(secure_protocols=("http", "https")))
        self.opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(jar)
        )

    def ask(self, path, fields=None):
        """The page at a path, or the one to which the sending of these fields leads."""
        body, headers = None, {}
        if fields is not None:
            body, headers = urlencode(fields).encode(), {"Origin": self.origin}
        request = urllib.request.Request(urljoin(self.origin, path), body, headers)
        try:
            with self.opener.open(request, timeout=WAIT_SECONDS) as answer:
                return Page(answer.geturl(), answer.read().decode())
        except urllib.error.HTTPError as error:
            with error:
                raise AssertionError(f"{request.get_method()} {path}: {error.code}\n{error.read().decode()}") from None

    def send(self, path, which, filled=()):
        """Sends the first form on a page for which `which` holds; fields that are filled in replace their like."""
        form = next((form for form in self.ask(path).forms if which(form)), None)
        if not form:
            raise AssertionError(f"{path} does not have the form.")
        names = {name for name, _ in filled}
        fields = [(name, value) for name, value in form["fields"] if name not in names]
        return self.ask(form["action"], [*fields, *filled])

    def sign_in(self, mail):
        """Signs in at the door."""
        page = self.send("/sign-in", has("mail", "pass"), [("mail", mail), ("pass", PASSWORD)])
        if "/sign-in" in page.address:
            raise AssertionError(f"{mail} is not let in.")

    def address_for_a_calendar(self, name):
        """Makes an address for all children with both parents, with names, and gives it."""
        page = self.send("/calendar/addresses", has("titles"), [("name", name), ("titles", "named")])
        return next(value for value in page.values if value.startswith(f"{self.origin}/feed/"))

    def end_the_address(self):
        """Ends the newest address that this person has."""
        self.send("/calendar/addresses", lambda form: form["action"] == "/calendar/addresses/end")

    def propose(self, fields):
        """Proposes a swap, and gives the proposal's path."""
        filled = [*fields, ("reason", "A day out"), ("step", "send")]
        blank = [(f"m2-{part}", "") for part in ("start-day", "start-time", "end-day", "end-time")]
        page = self.send("/proposals/new", has("m1-to"), [*filled, *blank])
        if page.address.partition("?")[0] in (f"{self.origin}/proposals/new", f"{self.origin}/proposals"):
            raise AssertionError("The swap is not sent.")
        return page.address.removeprefix(self.origin)

    def accept(self, path):
        """Accepts what is proposed."""
        self.send(path, lambda form: form["action"].endswith("/accept"))

    def what_waits(self):
        """The path of the first proposal on the list."""
        links = self.ask("/proposals").links
        return next(link for link in links if re.fullmatch(r"/proposals/[0-9a-f]+", link))


def has(*names):
    """Whether a form has fields of these names."""
    return lambda form: form["names"].issuperset(names)


class Family:
    """Founded from a plan by its first parent, joined and agreed to by the second, and served. Used by `with`."""

    def __init__(self, plan):
        """`plan`: the text of a plan file."""
        self.text = plan
        self.plan = tomllib.loads(plan)
        self.stack = ExitStack()

    def __enter__(self):
        with ExitStack() as stack:
            self.folder = Path(stack.enter_context(TemporaryDirectory(prefix="parenthesis-feed-")))
            self.file = self.folder / "plan.toml"
            self.file.write_text(self.text, encoding="utf-8")
            self.origin = None
            path = self.found()
            self.serve(stack)
            self.second = Visitor(self.origin)
            mail = ("mail", "second@example.org")
            self.second.send(path, has("again"), [mail, ("pass", PASSWORD), ("again", PASSWORD)])
            self.second.accept(self.second.what_waits())
            self.first = Visitor(self.origin)
            self.first.sign_in("first@example.org")
            self.stack = stack.pop_all()
        return self

    def __exit__(self, *_):
        self.stack.close()

    def found(self):
        """Founds the family; gives the path of the invitation."""
        password = self.folder / "password"
        password.write_text(f"{PASSWORD}\n", encoding="utf-8")
        password.chmod(0o600)
        parent = self.plan["parent"][0]["id"]
        said = parenthesis(
            *("found", self.file, "--data", self.folder / "data", "--parent", parent),
            *("--email", "first@example.org", "--password-file", password),
        )
        return INVITATION.search(said)[1]

    def serve(self, stack):
        """Starts the server, and waits until it says where it is."""
        words = ["serve", "--data", str(self.folder / "data"), "--listen", "127.0.0.1:0"]
        server = subprocess.Popen(
            [PROGRAM, *words],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            env=environment(),
        )
        said = queue.SimpleQueue()

        def hear():
            # To the end, so that the server never waits for somebody to listen.
            for line in server.stdout:
                said.put(line)
            said.put(None)

        ears = threading.Thread(target=hear, daemon=True)
        ears.start()

        def stop():
            server.terminate()
            try:
                server.wait(WAIT_SECONDS)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()
            ears.join()
            server.stdout.close()

        stack.callback(stop)
        heard = []
        while not (ready := READY.search(heard[-1] if heard else "")):
            line = said.get(timeout=WAIT_SECONDS)
            if line is None:
                raise AssertionError(f"The server ended:\n{''.join(heard)}")
            heard.append(line)
        self.origin = ready[1]
