"""Several clients in one thread: what is said of each is summed for each."""

from __future__ import annotations

import re
from functools import cache
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from confidcheck.finding import Label, Place
from confidcheck.language.language import Language
from confidcheck.mosaic import Mosaics, Said
from confidcheck.mosaic.clients import MOST_GROUPS, by_client
from confidcheck.reading import Brings, Introduction
from confidcheck.ruleset import load_population, load_rules, shipped_rules

WORDS = {
    "34": Label.AGE, "60": Label.AGE, "nurse": Label.OCCUPATION, "vicar": Label.OCCUPATION, "Otley": Label.PLACE,
    "Whitby": Label.PLACE, "gout": Label.HEALTH, "insomnia": Label.HEALTH, "woman": Label.DEMOGRAPHIC, "man": Label.DEMOGRAPHIC,
}  # fmt: skip


@cache
def mosaics():
    return Mosaics(load_population(shipped_rules() / "population"), (30, 200), "GB")


@cache
def people():
    return Language(load_rules([shipped_rules()]).lexicons, data=shipped_rules(), use_encoder=False).people


def said_in(drafts):
    return [
        Said(Place(number, at, at + len(words)), label)
        for number, text in enumerate(drafts)
        for words, label in WORDS.items()
        for at in [match.start() for match in re.finditer(rf"\b{words}\b", text)]
    ]


def entries(details):
    return sorted(detail.entry for detail in details)


def parted(*drafts):
    """What is said of each client, from drafts as they are written."""

    def recognise(said):
        return mosaics().details(drafts, said)

    groups = by_client(said_in(drafts), [people().introductions(draft) for draft in drafts], recognise)
    return sorted(entries(recognise(group)) for group in groups)


@pytest.mark.parametrize(
    "second", ["Another client is", "I also see a person who is", "A different one is", "My other client is"]
)
def test_another_client_is_summed_alone(second):
    assert parted(f"My client is a nurse in Otley. {second} 34 and has insomnia.") == [["34", "insomnia"], ["nurse", "otley"]]


def test_a_client_brought_on_again_is_the_same_where_nothing_speaks_against_it():
    assert parted("I have a client, a nurse.", "I have a client in Otley, 34.") == [["34", "nurse", "otley"]]


@pytest.mark.parametrize(("one", "other"), [("34", "60"), ("woman", "man")])
def test_nobody_has_two_ages_or_two_genders(one, other):
    found = parted(f"I have a client, {one}, in Otley.", f"I'm working with someone who is {other}, a nurse.")
    assert found == sorted([sorted([one, "otley"]), sorted([other, "nurse"])])


def test_a_relatives_age_does_not_make_a_second_client():
    assert parted("I have a client, 34, in Otley. My client's father is 60, a vicar.") == [["34", "60", "clergy", "otley"]]


def test_a_reply_that_brings_nobody_on_may_be_about_either():
    found = parted("My client is a nurse. Another client is a vicar.", "She lives in Otley.")
    assert found == [["clergy", "otley"], ["nurse", "otley"]]


def test_another_in_a_reply_is_not_whom_the_post_was_about():
    assert parted("My client is a nurse in Otley.", "Another client is 34.") == [["34"], ["nurse", "otley"]]


def test_another_child_of_a_client_is_no_other_client():
    assert parted("My client is a nurse. They want another child. She is 34, in Otley.") == [["34", "nurse", "otley"]]


stretches = st.lists(
    st.tuples(st.sampled_from([None, *Brings]), st.lists(st.sampled_from(list(WORDS)), min_size=1, max_size=3, unique=True)),
    min_size=1,
    max_size=3,
)


def laid_out(drafts):
    """Texts, what is said in them, and where clients are brought on."""
    texts, introductions, said = [], [], []
    for number, parts in enumerate(drafts):
        text, starts = "", []
        for brings, words in parts:
            if brings:
                starts.append(Introduction(len(text), brings))
            for word in words:
                said.append(Said(Place(number, len(text), len(text) + len(word)), WORDS[word]))
                text += f"{word} "
        texts.append(text)
        introductions.append(starts)
    return texts, introductions, said


def sums(drafts):
    texts, introductions, said = laid_out(drafts)
    groups = by_client(said, introductions, lambda some: mosaics().details(texts, some))
    return [mosaics().details(texts, group) for group in groups]


@settings(max_examples=100, deadline=None)
@given(st.lists(stretches, min_size=1, max_size=3))
def test_the_order_of_the_drafts_does_not_matter(drafts):
    found = {tuple(sorted(tuple(entries(each)) for each in sums(order))) for order in permutations(drafts)}
    assert len(found) == 1


@settings(max_examples=100, deadline=None)
@given(st.lists(stretches, min_size=1, max_size=3), st.sampled_from(["Whitby", "gout", "insomnia", "vicar"]), st.data())
def test_one_more_detail_of_a_client_never_makes_the_strongest_sum_weaker(drafts, more, data):
    draft = data.draw(st.integers(0, len(drafts) - 1))
    part = data.draw(st.integers(0, len(drafts[draft]) - 1))
    brings, words = drafts[draft][part]
    grown = [list(parts) for parts in drafts]
    grown[draft][part] = (brings, [*words, *([] if more in words else [more])])

    def strongest(found):
        return max(mosaics().arithmetic(each).narrowness() for each in found)

    assert strongest(sums(grown)) >= strongest(sums(drafts)) - 1e-9


@settings(max_examples=50, deadline=None)
@given(st.lists(stretches, min_size=1, max_size=3))
def test_nothing_that_is_said_is_lost(drafts):
    _, _, said = laid_out(drafts)
    texts, introductions, _ = laid_out(drafts)
    groups = by_client(said, introductions, lambda some: mosaics().details(texts, some))
    assert {one for group in groups for one in group} == set(said)


def test_a_thread_of_very_many_clients_ends():
    drafts = [[(Brings.NEW, [age]), (Brings.OTHER, [other])] for age, other in [("34", "nurse"), ("60", "vicar")] * 20]
    found = sums(drafts)
    assert 1 <= len(found) <= MOST_GROUPS
