"""A mail server on this machine (aiosmtpd), as the tests need it: it keeps what it takes, and dies when told.

    python server.py FOLDER [--port PORT] [--die stored:N | receiving:N | busy]

It prints the port once it listens. Each message becomes FOLDER/NAME.eml, where NAME is its Message-ID: whole
and durable before it is said to be taken, as mail servers do. A message that comes again under the same
Message-ID takes the same place, as its reader would see it, and leaves a line in FOLDER/again.

With `stored:N` it kills itself (SIGKILL) when the Nth message is stored and nothing is said of it yet; with
`receiving:N` when the Nth is being received. With `busy` it takes nothing, and says that later it may. Made
for Python 3.11 or newer.
"""

import argparse
import asyncio
import os
import re
import signal
from email import message_from_bytes
from pathlib import Path

from aiosmtpd.smtp import SMTP

MESSAGE_BYTES_MAX = 10_000_000
MESSAGE_ID = re.compile(r"^<([0-9a-f]{32})@[a-z0-9.-]+>$")


def durable(file, content):
    """Writes a file whole, and so that it outlasts a kill."""
    new = file.with_suffix(".new")
    with new.open("wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    new.rename(file)


def die():
    os.kill(os.getpid(), signal.SIGKILL)


class Keeps:
    """Keeps messages in a folder."""

    def __init__(self, folder, when, number):
        self.folder, self.when, self.number, self.count = folder, when, number, 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.when == "busy":
            return "451 4.3.0 not now"
        envelope.rcpt_tos.append(address)
        if self.when == "receiving" and self.count + 1 == self.number:
            die()
        return "250 2.1.5 yes"

    async def handle_DATA(self, server, session, envelope):
        found = MESSAGE_ID.match(message_from_bytes(envelope.content)["Message-ID"] or "")
        if not found:
            return "554 5.6.0 no Message-ID of ours"
        file = self.folder / f"{found[1]}.eml"
        if file.exists():
            with (self.folder / "again").open("a") as again:
                again.write(f"{found[1]}\n")
        durable(file, envelope.content)
        self.count += 1
        if self.when == "stored" and self.count == self.number:
            die()
        return "250 2.0.0 taken"


async def serve(folder, port, when, number):
    keeps = Keeps(folder, when, number)

    def session():
        return SMTP(keeps, hostname="localhost", data_size_limit=MESSAGE_BYTES_MAX)

    server = await asyncio.get_running_loop().create_server(session, "127.0.0.1", port)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--die", default="never")
    options = parser.parse_args()
    when, _, number = options.die.partition(":")
    options.folder.mkdir(exist_ok=True)
    asyncio.run(serve(options.folder, options.port, when, int(number or 0)))


if __name__ == "__main__":
    main()
