"""S5 over real TCP: `python -m benchmarks.sync.cold --seeds 30`, as root on Linux.

A thousand new marks on a cold line: name of the profile, echoes that show the line is as it says,
then client and server in two namespaces. Beside each run the same bytes on the same line through
bare TLS (one connection, all bytes up, all bytes down): what TCP and TLS take by themselves.
"""

import argparse
import socket
import ssl
import struct
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, median
from tempfile import TemporaryDirectory

from benchmarks.machine import described
from benchmarks.sync.lines import PATIENCE, at_95
from benchmarks.sync.link import PROFILES
from benchmarks.sync.spaces import (
    CONGESTION,
    ECHOES,
    FAR,
    NAMES,
    Spaces,
    all_cubic,
    cubic,
    echoes,
    within,
)
from benchmarks.sync.wire import Pair
from school_desk.storage.certificate import answering_context, asking_context
from school_desk.storage.device import Device
from school_desk.sync.client import HEAD_BYTES, Client
from school_desk.sync.line import Line
from school_desk.sync.patience import exchange
from school_desk.sync.server import SyncServer

ROUND_TRIPS = 3
"""Of a cold line at least: TCP, TLS, the request itself."""
FRAME = struct.Struct("!II")
TRIES = 20


@dataclass(frozen=True)
class Run:
    """One cold exchange, with what went over the line."""

    seconds: float
    up: int
    down: int
    rounds: int
    on_the_line: int


def ours(pair: Pair, spaces: Spaces, profile: str, seed: int) -> Run:
    """Seconds until both have the same, through cuts."""
    heard = [0, 0]

    def count(sent: int, received: int) -> None:
        heard[0] += sent
        heard[1] += received

    with within(NAMES[1]):
        server = SyncServer(pair.office, (FAR, 0))
        cubic(server.socket)
        server.start()
    key = pair.office.device.public_key
    line = Line(f"{FAR}:{server.port}", key, heard=count)
    client = Client(pair.school.storage, line, key)
    spaces.begin(profile, seed)
    with within(NAMES[0]):
        begun = time.monotonic()
        done = exchange(client, PATIENCE, time.sleep)
        spent = time.monotonic() - begun
    assert done.confirmed
    line.close()
    carried = spaces.begin("lan", 0)
    server.close()
    return Run(spent, *heard, done.rounds, sum(way["bytes"] for way in carried))


def bare(spaces: Spaces, profile: str, seed: int, up: int, down: int) -> float:
    """Seconds for so many bytes up and down through TLS alone, on a line that is just as bad."""
    context = answering_context(Device(bytes(31) + b"\x01"))
    with within(NAMES[1]):
        listening = socket.create_server((FAR, 0))
        cubic(listening)
    threading.Thread(target=_answering, args=(listening, context), daemon=True).start()
    spaces.begin(profile, seed)
    begun = time.monotonic()
    with within(NAMES[0]):
        for _ in range(TRIES):
            with suppress(OSError):
                _asked(listening.getsockname()[1], up, down)
                break
        else:
            raise TimeoutError(profile)
    spent = time.monotonic() - begun
    listening.close()
    return spent


def _asked(port: int, up: int, down: int) -> None:
    plain = socket.create_connection((FAR, port), 15)
    cubic(plain)
    plain.settimeout(45)
    plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    with asking_context().wrap_socket(plain) as line:
        line.sendall(FRAME.pack(up, down) + bytes(up))
        got = 0
        while got < down:
            piece = line.recv(down - got)
            if not piece:
                raise ConnectionError
            got += len(piece)


def _answering(listening: socket.socket, context: ssl.SSLContext) -> None:
    with suppress(OSError):
        while True:
            plain, _ = listening.accept()
            threading.Thread(target=_answer, args=(plain, context), daemon=True).start()


def _answer(plain: socket.socket, context: ssl.SSLContext) -> None:
    plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    plain.settimeout(120)
    with (
        suppress(OSError, ssl.SSLError),
        context.wrap_socket(plain, server_side=True) as line,
        line.makefile("rb") as file,
    ):
        up, down = FRAME.unpack(file.read(FRAME.size))
        file.read(up)
        line.sendall(bytes(down))


def measured(folder: Path, spaces: Spaces, profile: str, seeds: int) -> None:
    """A line of the table for a profile."""
    runs: list[Run] = []
    least: list[float] = []
    for seed in range(1, seeds + 1):
        pair = Pair(folder, seed)
        pair.exchanged()
        pair.school.new_marks(1000)
        runs.append(ours(pair, spaces, profile, seed))
        pair.close()
        one = runs[-1]
        least.append(bare(spaces, profile, seed, one.up + HEAD_BYTES, one.down))
    times = [one.seconds for one in runs]
    sent = median(one.up + one.down for one in runs)
    line = PROFILES[profile]
    floor = ROUND_TRIPS * 2 * line.delay + (sent + HEAD_BYTES) * 8 / line.rate
    print(
        f"| {profile} | {seeds} | **{median(times):.1f} s** | {at_95(times):.1f} s "
        f"| {min(times):.1f} to {max(times):.1f} s | {median(least):.1f} s, {at_95(least):.1f} s "
        f"| {floor:.1f} s | {median(times) / floor:.2f} | {sent:,.0f} "
        f"| {median(one.on_the_line for one in runs):,.0f} "
        f"| {median(one.rounds for one in runs):.0f} |",
        flush=True,
    )


def checked(spaces: Spaces, profile: str) -> None:
    """Whether the line is as its profile says: echoes of UDP."""
    spaces.begin(profile, 0)
    found = echoes()
    print(
        f"- {profile}: {len(found)} of {ECHOES} echoes came back ({ECHOES - len(found)} lost), "
        f"round trip {mean(found):.3f} s ({min(found):.3f} to {max(found):.3f} s)",
        flush=True,
    )


def size_alone(spaces: Spaces, profile: str, seeds: int, sizes: Sequence[str]) -> None:
    """How long bytes of other programs take at least: bare TLS, nothing reckoned for their work."""
    for size in sizes:
        name, _, count = size.rpartition("=")
        times = [bare(spaces, profile, seed, int(count), 0) for seed in range(1, seeds + 1)]
        print(
            f"| {name} | {profile} | {int(count):,} | {seeds} | **{median(times):.1f} s** "
            f"| {at_95(times):.1f} s |", flush=True,
        )  # fmt: skip


def main() -> None:
    """The tables."""
    options = argparse.ArgumentParser(prog="python -m benchmarks.sync.cold", description=__doc__)
    options.add_argument("--seeds", type=int, default=30)
    options.add_argument("--profiles", nargs="*", default=["village", "burst", "flap", "sat"])
    options.add_argument("--sizes", nargs="*", default=[], help="name=bytes: these alone, bare")
    wish = options.parse_args()
    all_cubic()
    with TemporaryDirectory() as folder, Spaces() as spaces:
        print("\n".join(f"- {line}" for line in described(Path(folder))[:3]))
        print(f"- TCP: {CONGESTION}")
        if wish.sizes:
            for profile in wish.profiles:
                size_alone(spaces, profile, wish.seeds, wish.sizes)
            return
        for profile in wish.profiles:
            checked(spaces, profile)
        for profile in wish.profiles:
            measured(Path(folder), spaces, profile, wish.seeds)


if __name__ == "__main__":
    main()
