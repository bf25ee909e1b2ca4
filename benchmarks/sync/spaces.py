"""Two network namespaces and a slow line between them: real TCP, seeded loss, no netem.

Needs Linux, the rights of root, `ip` and TUN. Sockets made `within` a namespace stay in it, so that
client and server of one program can stand at the two ends.
"""

import ctypes
import fcntl
import json
import os
import shutil
import socket
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Self

from urllib3.connection import HTTPConnection

NAMES = "desk-near", "desk-far"
NEAR, FAR = "10.87.0.1", "10.87.0.2"
CONGESTION = "cubic"
"""What Windows uses; said for each socket, so that the setting of the computer here decides not."""
NEW_NET = 0x40000000
TUNSETIFF = 0x400454CA
IFF_TUN, IFF_NO_PI = 0x0001, 0x1000
SETTINGS = {"tcp_no_metrics_save": "1"}
"""Each connection is a cold one."""
IP = shutil.which("ip") or "ip"
ECHOES, ECHO_PORT = 40, 7007


@contextmanager
def within(name: str) -> Iterator[None]:
    """This thread in a namespace; threads begun within stay there."""
    own = os.open("/proc/thread-self/ns/net", os.O_RDONLY)
    other = os.open(f"/run/netns/{name}", os.O_RDONLY)
    try:
        _enter(other)
        yield
    finally:
        _enter(own)
        os.close(own)
        os.close(other)


def _enter(namespace: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.setns(namespace, NEW_NET):
        raise OSError(ctypes.get_errno(), "setns")


def _tun() -> int:
    device = os.open("/dev/net/tun", os.O_RDWR)
    fcntl.ioctl(device, TUNSETIFF, struct.pack("16sH22x", b"line", IFF_TUN | IFF_NO_PI))
    return device


def _ip(*words: str) -> None:
    subprocess.run([IP, *words], check=True)


def cubic(end: socket.socket) -> None:
    """One socket, and those that it accepts."""
    end.setsockopt(socket.IPPROTO_TCP, socket.TCP_CONGESTION, CONGESTION.encode())


def all_cubic() -> None:
    """Every socket that the client's library will open in this program."""
    option = (socket.IPPROTO_TCP, socket.TCP_CONGESTION, CONGESTION.encode())
    HTTPConnection.default_socket_options.append(option)  # type: ignore[attr-defined]


class Spaces:
    """The two namespaces and the program between; gone at the end."""

    def __enter__(self) -> Self:
        """Make both ends and start the forwarder."""
        self._devices = [_made(name, at, to) for name, at, to in
                         ((NAMES[0], NEAR, FAR), (NAMES[1], FAR, NEAR))]  # fmt: skip
        command = [sys.executable, "-m", "benchmarks.sync.forwarder", *map(str, self._devices)]
        self._forwarder = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            pass_fds=self._devices,
        )  # fmt: skip
        return self

    def __exit__(self, *_: object) -> None:
        """End the forwarder, take the namespaces away."""
        assert self._forwarder.stdin is not None
        self._forwarder.stdin.close()
        self._forwarder.wait(10)
        for device in self._devices:
            os.close(device)
        for name in NAMES:
            _ip("netns", "del", name)

    def begin(self, profile: str, seed: int) -> list[dict[str, int]]:
        """Another line from now on; what the last one carried, to the far end and back."""
        assert self._forwarder.stdin is not None
        assert self._forwarder.stdout is not None
        print(
            json.dumps({"profile": profile, "seed": seed}), file=self._forwarder.stdin, flush=True
        )
        found: list[dict[str, int]] = json.loads(self._forwarder.stdout.readline())
        return found


def _made(name: str, at: str, to: str) -> int:
    with suppress(subprocess.CalledProcessError):
        subprocess.run([IP, "netns", "del", name], check=True, capture_output=True)
    _ip("netns", "add", name)
    with within(name):
        device = _tun()
        for setting, value in SETTINGS.items():
            (Path("/proc/sys/net/ipv4") / setting).write_text(value)
    _ip("-n", name, "link", "set", "lo", "up")
    _ip("-n", name, "addr", "add", at, "peer", to, "dev", "line")
    _ip("-n", name, "link", "set", "line", "mtu", "1400", "up")
    return device


def echoes(count: int = ECHOES, patience: float = 5.0) -> list[float]:
    """Seconds of the UDP echoes that came back, asked at a quarter of a second."""
    with within(NAMES[1]):
        answering = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        answering.bind((FAR, ECHO_PORT))
    with within(NAMES[0]):
        asking = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        asking.connect((FAR, ECHO_PORT))
    found: list[float] = []
    with answering, asking:
        acts = (
            lambda: _answer(answering, patience),
            lambda: _hear(asking, patience, found),
        )
        ends = [threading.Thread(target=act, daemon=True) for act in acts]
        for end in ends:
            end.start()
        for _ in range(count):
            asking.send(struct.pack("!d", time.monotonic()))
            time.sleep(0.25)
        for end in ends:
            end.join()
    return found


def _answer(end: socket.socket, patience: float) -> None:
    end.settimeout(patience)
    with suppress(TimeoutError):
        while True:
            packet, sender = end.recvfrom(64)
            end.sendto(packet, sender)


def _hear(end: socket.socket, patience: float, found: list[float]) -> None:
    end.settimeout(patience)
    with suppress(TimeoutError):
        while True:
            sent = struct.unpack("!d", end.recv(64))[0]
            found.append(time.monotonic() - sent)
