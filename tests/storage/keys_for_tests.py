"""What tests about keys share: unpredictable bytes that repeat, a cheap password, a school."""

import hashlib

from school_desk.storage.key_changes import create_school
from school_desk.storage.sealing import Argon2Params, Random

CHEAP = Argon2Params(memory_kib=8, passes=1)
HEAD = "Әсел Тоқтарқызы"
PASSWORD = "күз тау нан қар"


def series(seed: int) -> Random:
    """Bytes that differ at each call and are the same in each run."""
    calls = iter(range(10**9))
    return lambda n: hashlib.shake_256(f"{seed}/{next(calls)}".encode()).digest(n)


def a_school():
    """A ring with one account, its file key, its recovery code."""
    return create_school(HEAD, PASSWORD, random=series(7), params=CHEAP)
