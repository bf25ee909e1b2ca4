"""What commands say: plain lines for people, JSON for programs, how a command ended."""

import json
from collections.abc import Mapping
from enum import IntEnum
from typing import NoReturn

import click

from school_desk.commands.face import setting


class Ended(IntEnum):
    """How a command ended: its exit code, which never changes its meaning."""

    WELL = 0
    REFUSED = 1
    MISUSED = 2
    WITH_PROBLEMS = 3
    STOPPED = 130
    UNREAD = 141


def answer(text: str, data: Mapping[str, object]) -> None:
    """Say the answer in words, or give it as one line of JSON."""
    if setting("json"):
        click.echo(json.dumps(data, ensure_ascii=False))
    elif text:
        click.echo(text)


def end(how: Ended) -> NoReturn:
    """End the command with its code."""
    click.get_current_context().exit(how)
