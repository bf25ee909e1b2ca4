"""Read what was printed: the text of a PDF as any reader finds it, its pages, its fonts."""

import re
import shutil
import subprocess

import pytest

needs_pdftotext = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="pdftotext (poppler) is not installed"
)


def text_of(pdf: bytes) -> str:
    """The text, laid out as on paper; a no-break space reads as a space."""
    command = ["pdftotext", "-layout", "-enc", "UTF-8", "-", "-"]
    done = subprocess.run(command, input=pdf, capture_output=True, check=True)
    return done.stdout.decode("utf-8").replace("\u00a0", " ")


def words_of(pdf: bytes) -> str:
    """The text with every run of white space as one space."""
    return " ".join(text_of(pdf).split())


def pages_of(pdf: bytes) -> int:
    """How many pages the file says it has."""
    counts = [int(count) for count in re.findall(rb"/Count (\d+)", pdf)]
    return max(counts)


def fonts_of(pdf: bytes) -> set[str]:
    """The families of all fonts the file refers to, without the tag of their subset."""
    names = re.findall(rb"/BaseFont /(?:[A-Z]{6}\+)?([A-Za-z-]+)", pdf)
    return {name.decode("ascii") for name in names}
