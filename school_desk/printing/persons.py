"""Papers about persons and their data: consents to sign, who has given which."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from school_desk.access.look_rules import looked
from school_desk.documents.deliver import deliver
from school_desk.documents.plain_table import build_plain, build_plain_sheet
from school_desk.errors import N_
from school_desk.intents import Scope
from school_desk.journal.row_words import CODES, TABLE_WORDS
from school_desk.printing.base import SchoolPapers
from school_desk.school.consent_document import build_consents
from school_desk.school.consent_model import SubjectKind
from school_desk.school.consent_paper import FormOfConsent, list_table
from school_desk.school.consent_rules import first_giver, last_day
from school_desk.school.person_paper import extract_file, extract_table
from school_desk.school.privacy_paper import journal_table
from school_desk.school.retention_paper import protocol_table
from school_desk.school.retention_rules import ProposalGoneError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from school_desk.documents.deliver import Target
    from school_desk.documents.voices import DocumentLanguage
    from school_desk.printing.base import Format
    from school_desk.school.consent_model import ConsentLine, Subject
    from school_desk.school.person_model import PersonData


class PersonPapers(SchoolPapers):
    """Consents; each method says how many lines or sheets it wrote."""

    def consents(
        self, lines: Sequence[ConsentLine], language: DocumentLanguage, fmt: Format, out: Target
    ) -> int:
        """Write who has which consent."""
        self._take_out(N_("Print consents"), Scope(), fmt, out)
        table = list_table(tuple(lines), self._desk.now().date())
        self._build(build_plain if fmt == "pdf" else build_plain_sheet, table, language, out)
        return len(lines)

    def consent_forms(
        self, lines: Sequence[ConsentLine], language: DocumentLanguage, out: Target
    ) -> int:
        """Write a form to sign for each person and text."""
        self._take_out(N_("Print consents"), Scope(), "pdf", out)
        forms = [self._form(one) for one in lines]
        self._build(build_consents, forms, language, out)
        return len(forms)

    def extract(
        self,
        subject: Subject,
        language: DocumentLanguage,
        fmt: Format | Literal["json"],
        out: Target,
    ) -> PersonData:
        """Write all data of a person and who looked, on paper or as a file for a program."""
        data = self._desk.persons.data(subject)
        looks = looked(self._desk.looks.about(subject))
        pupil = subject.id if subject.kind is SubjectKind.PUPIL else None
        told: Format = "pdf" if fmt == "pdf" else "xlsx"
        self._note(N_("Export personal data"), Scope(), told, out, pupil)
        if fmt == "json":
            deliver(extract_file(data, looks, self._desk.now().date()), out)
            return data
        build = build_plain if fmt == "pdf" else build_plain_sheet
        table = extract_table(data, looks, CODES, TABLE_WORDS)
        self._build(build, table, language, out)
        return data

    def privacy(self, language: DocumentLanguage, fmt: Format, out: Target) -> int:
        """Write the journal of requests and breaches."""
        self._take_out(N_("Print privacy journal"), Scope(), fmt, out)
        cases = self._desk.privacy.cases()
        build = build_plain if fmt == "pdf" else build_plain_sheet
        self._build(build, journal_table(cases), language, out)
        return len(cases)

    def forgetting(
        self, proposal: int, language: DocumentLanguage, fmt: Format, out: Target
    ) -> int:
        """Write the protocol of a person who was forgotten."""
        self._take_out(N_("Print forgetting"), Scope(), fmt, out)
        done = next(
            (one for one in self._desk.retention.forgotten() if one.proposal.id == proposal), None
        )
        if done is None:
            raise ProposalGoneError
        build = build_plain if fmt == "pdf" else build_plain_sheet
        self._build(build, protocol_table(done, TABLE_WORDS), language, out)
        return len(done.rows)

    def _form(self, line: ConsentLine) -> FormOfConsent:
        """The form filled with what is known; of a consent that stands, as it was given."""
        service, kept = self._desk.consents, line.consent
        today = self._desk.now().date()
        starts, ends = today, last_day(today, line.text.months)
        giver, _relation = first_giver(line.person) or ("", "")
        text, document = line.text, ""
        if kept and kept.starts and kept.ends and line.standing.stands:
            starts, ends, text = kept.starts, kept.ends, kept.text
            giver, document = kept.giver, kept.document
        facts = line.person, text, service.operator(), starts, ends, giver, document
        return FormOfConsent(*facts, service.days_to_stop)
