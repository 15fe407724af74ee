"""Identifiers: what is found, whose it is, and that nothing leaves the machine."""

from __future__ import annotations

import logging
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from confidcheck.errors import ModelError, RuleError
from confidcheck.language.checks import is_chi_number, is_luhn, is_nhi_number, is_nhs_number, is_pps_number
from confidcheck.language.identifiers import IdentifierFinder
from confidcheck.reading import About

RULES = Path(__file__).parent.parent / "rules"


@pytest.fixture(scope="module")
def finder() -> IdentifierFinder:
    return IdentifierFinder(RULES / "identifiers.yaml")


def found(finder: IdentifierFinder, text: str) -> list[tuple[str, str]]:
    return [(mention.kind, text[mention.start : mention.end]) for mention in finder.find(text)]


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("her email is jess.r@example.com if anyone can help", "EMAIL", "jess.r@example.com"),
        ("mail j_w@mailbox.example for him", "EMAIL", "j_w@mailbox.example"),
        ("she is on 0121 496 0733 most days", "PHONE", "0121 496 0733"),
        ("his mobile is 07700 900364", "PHONE", "07700 900364"),
        ("text her dad on +44 7700 900 321", "PHONE", "+44 7700 900 321"),
        ("mom's cell is 602-555-0148", "PHONE", "602-555-0148"),
        ("ring the landline 01632 960 145", "PHONE", "01632 960 145"),
        ("see https://example.org/her-page today", "URL", "https://example.org/her-page"),
        ("it is all on fb.com/oksana.v.88 sadly", "URL", "fb.com/oksana.v.88"),
        ("she posts as @jess_r all day", "HANDLE", "@jess_r"),
        ("OP is u/lakehouse_throwra9 I think", "HANDLE", "u/lakehouse_throwra9"),
        ("case no. FD24P00419 is listed", "CASE_NUMBER", "FD24P00419"),
        ("claim number EA-66120, he drives", "CASE_NUMBER", "EA-66120"),
        ("policy number 88120457 ran out", "MEMBER_NUMBER", "88120457"),
        ("NHS number 943 476 5919 on the form", "GB_NHS", "943 476 5919"),
        ("NI number is QQ 12 34 56 C", "GB_NINO", "QQ 12 34 56 C"),
        ("her SSN is 536-90-4399", "US_SSN", "536-90-4399"),
        ("his car is LB19 XKD, plate and all", "NUMBER_PLATE", "LB19 XKD"),
        ("her NHI is ZAC5361", "NZ_NHI", "ZAC5361"),
        ("PPS 1234567T on the letter", "IE_PPS", "1234567T"),
        ("lives at SK17 0XX above the shop", "GB_POSTCODE", "SK17 0XX"),
        ("her postcode is LS1 4DY", "GB_POSTCODE", "LS1 4DY"),
        ("Eircode R95 K2P7 so anything near", "IE_EIRCODE", "R95 K2P7"),
        ("moved to K1A 0B1 last year", "CA_POSTCODE", "K1A 0B1"),
        ("he lives in Austin, TX 78701 now", "US_ZIP", "78701"),
        ("she is at 14 Paddock Rise, Yeovil", "STREET_ADDRESS", "14 Paddock Rise"),
        ("DOB: 11/07/1986, attended alone", "DATE_OF_BIRTH", "11/07/1986"),
        ("he is A4417CK, moved last week", "PRISON_NUMBER", "A4417CK"),
        ("card 4111 1111 1111 1111 on file", "CREDIT_CARD", "4111 1111 1111 1111"),
        ("IBAN GB29 NWBK 6016 1331 9268 19 for refunds", "IBAN", "GB29 NWBK 6016 1331 9268 19"),
    ],
)
def test_an_identifier_is_found_with_its_kind(finder, text, kind, words):
    assert (kind, words) in found(finder, text)


@pytest.mark.parametrize(
    "text",
    [
        "In one word.Word after word, the space was left out.",
        "doi 10.1002/jclp.14733145, e1570 and e1571",
        "Workshop 12/03/2024, 10.30-16.00, £45 or £1,200 for teams.",
        "Samaritans are on 116 123, day and night; in the US call or text 988.",
        "PHQ-9 of 14, GAD-7 of 12, CORE-10 of 22 and 8/10 for mood",
        "In 2019-2020 we ran 14 groups, 2021 2022 2023 likewise",
        "meet @ 7pm, doors @7.30",
        "Section 2 and section 136 of the MHA 1983",
        "I made the case that 3 in 10 claim 100% of their fees",
        "24/7 support, 1:1 and 50/50 splits, and/or both",
        "chapters 1.2.3 and 4.5.6 of the manual",
    ],
)
def test_ordinary_numbers_and_slips_of_the_space_bar_are_no_identifiers(finder, text):
    assert found(finder, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Call me on 07700 900364 for a chat.",
        "My website is https://www.example.org/counselling",
        "Book at example.org/book before Friday",
        "My new number is 020 7946 0813",
        "To enquire, email me at hello@example.org",
        "Fully insured, LMFT 1234567 and ICO registration no. 12345678",
    ],
)
def test_the_writers_own_contact_line_is_the_writers(finder, text):
    assert {mention.about for mention in finder.find(text)} <= {About.AUTHOR}


def test_a_helpline_is_public(finder):
    mentions = finder.find("If it is urgent ring Childline on 0800 1111 or see samaritans.org/help")
    assert {mention.about for mention in mentions} == {About.PUBLIC}


def test_a_case_number_is_a_clients_even_without_a_name(finder):
    (mention,) = finder.find("They stamped FD23P00419 on my notes")
    assert mention.about is About.CLIENT
    assert mention.origin == "identifier"


def test_a_clients_number_is_not_the_writers(finder):
    (mention,) = finder.find("Please book her in, her number is 07700 900364")
    assert mention.about is About.UNKNOWN


@pytest.mark.parametrize("between", ["\u200b", "\u200d", "\u2060"])
def test_invisible_characters_hide_nothing(finder, between):
    text = f"🙈 ring 07700{between} 900364 👋"
    (mention,) = finder.find(text)
    assert text[mention.start : mention.end] == f"07700{between} 900364"


def test_no_identifier_needs_the_network(monkeypatch):
    tried = []

    def refuse(*args: object, **_: object) -> None:
        tried.append(args)
        raise OSError("no network here")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    fresh = IdentifierFinder(RULES / "identifiers.yaml")
    text = "She is a.b@clinic.co.uk, 0121 496 0733, https://example.org/x and 943 476 5919"
    assert {kind for kind, _ in found(fresh, text)} >= {"EMAIL", "PHONE", "URL"}
    assert tried == []


def test_a_draft_without_numbers_or_addresses_never_imports_presidio():
    program = (
        "import sys; from pathlib import Path; from confidcheck.language.identifiers import IdentifierFinder;"
        f"IdentifierFinder(Path({str(RULES / 'identifiers.yaml')!r})).find('I see 3 people a day, 50 minutes, £60.');"
        "sys.exit('presidio_analyzer' in sys.modules or 'spacy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_a_recogniser_that_does_not_finish_is_an_error_and_not_a_clean_draft(finder, monkeypatch):
    borrowed = next(b for b in finder._borrowed if b.name == "NhsRecognizer")

    class Slow:
        supported_entities = ("UK_NHS",)

        def analyze(self, *_: object) -> list[object]:
            logging.getLogger("presidio-analyzer").warning("Regex pattern timed out, skipping.")
            return []

    monkeypatch.setitem(borrowed.__dict__, "_recogniser", Slow())
    with pytest.raises(ModelError, match="did not finish"):
        list(borrowed.find("943 476 5919"))


def test_a_wrong_key_in_the_file_is_named(tmp_path):
    path = tmp_path / "identifiers.yaml"
    path.write_text("patterns:\n  - {kind: X, label: contact, score: 1, regex: a, colour: red}\n", encoding="utf8")
    with pytest.raises(RuleError, match="colour"):
        IdentifierFinder(path).find("a")


@pytest.mark.parametrize(
    ("check", "right", "wrong"),
    [
        (is_nhs_number, "943 476 5919", "943 476 5918"),
        (is_chi_number, "010190 0007", "320190 0000"),
        (is_pps_number, "1234567T", "1234567S"),
        (is_pps_number, "1234567FA", "1234567GA"),
        (is_luhn, "046 454 286", "046 454 287"),
        (is_nhi_number, "ZAC5361", "ZAC3561"),
        (is_nhi_number, "ALU18KZ", "ALU18KY"),
    ],
)
def test_check_digits_follow_the_published_algorithm(check, right, wrong):
    assert check(right)
    assert not check(wrong)


@pytest.mark.parametrize(
    "text", ["1" * 30_000, "a-" * 15_000, "@a" * 15_000, "a." * 15_000, "case no " * 4_000, "a" * 30_000 + "@"]
)
def test_hostile_text_is_read_in_time(finder, text):
    began = time.process_time()
    finder.find(text)
    assert time.process_time() - began < 10  # a quadratic pattern takes minutes of processor time
