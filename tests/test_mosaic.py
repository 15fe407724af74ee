"""Sums of details: the worked example by hand, and what must hold whatever the figures."""

from __future__ import annotations

from functools import cache
from itertools import pairwise, permutations
from math import prod

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from confidcheck.crowd import Band, Detail, Reader
from confidcheck.finding import Label, Place
from confidcheck.mosaic import Mosaics, Said
from confidcheck.mosaic.arithmetic import Arithmetic, middle
from confidcheck.population import Source
from confidcheck.ruleset import load_population, shipped_rules


@cache
def population():
    return load_population(shipped_rules() / "population")


@cache
def mosaics(country="GB"):
    return Mosaics(population(), (30, 200), country)


def said(text, **spans):
    return [
        Said(Place(0, text.index(words), text.index(words) + len(words)), Label(label.rstrip("_")))
        for label, words in spans.items()
    ]


FIREFIGHTER = "34-year-old firefighter in Hebden Bridge with agoraphobia"
ADULT = "adult in Yorkshire with anxiety"


@pytest.fixture
def firefighter():
    details = said(FIREFIGHTER, age="34-year-old", occupation="firefighter", place="Hebden Bridge", health="agoraphobia")
    return mosaics().of([FIREFIGHTER], details)


@pytest.fixture
def adult():
    return mosaics().of([ADULT], said(ADULT, age="adult", place="Yorkshire", health="anxiety"))


def by_reader(mosaic):
    return {view.reader: view for view in mosaic.views}


def test_the_firefighter_in_hebden_bridge_is_one_person_for_a_stranger(firefighter):
    view = by_reader(firefighter)[Reader.STRANGER]
    # 4,200 people, give or take; 7 % of the country are 30 to 34, so 1.4 % are 34, give or take 15 %.
    low = 1 + 66_900_000 * (4200 * 0.7 / 66_900_000) * (0.014 * 0.85) * 0.0005 * 0.008
    high = 1 + 67_600_000 * (4200 * 1.4 / 67_600_000) * (0.014 * 1.15) * 0.0011 * 0.02
    assert view.people == pytest.approx((low, high), rel=1e-6)
    assert view.band is Band.UNIQUE
    assert [round(step.people[1]) for step in view.steps] == [5881, 96, 1, 1]


def test_the_firefighter_is_one_person_among_the_clients(firefighter):
    view = by_reader(firefighter)[Reader.ACQUAINTANCE]
    low = 1 + 29 * (0.014 * 0.85 * 0.5) * (0.0005 * 0.4) * 0.02 * 0.01
    high = 1 + 229 * (0.014 * 1.15 * 3) * (0.0011 * 3) * 0.3 * 0.08
    assert view.start == (30, 230)
    assert view.people == pytest.approx((low, high), rel=1e-6)
    assert view.band is Band.UNIQUE


def test_leaving_out_the_town_would_help_the_firefighter_most(firefighter):
    left_out = firefighter.details[firefighter.leave_out]
    assert (left_out.kind, left_out.entry) == ("place", "hebden bridge")


def test_the_adult_in_yorkshire_is_one_of_very_many(adult):
    views = by_reader(adult)
    adults = 0.772 + 2 * 0.057 / 5  # everybody over 19, and two fifths of those of 15 to 19
    low = 5_480_000 * 0.7 * (adults * 0.85) * 0.05
    high = 5_480_000 * 1.4 * (adults * 1.15) * 0.2
    assert views[Reader.STRANGER].people == pytest.approx((low, high), rel=1e-3)
    assert views[Reader.STRANGER].band is Band.HUNDREDS
    clients = (1 + 29 * (adults * 0.85 * 0.5) * 0.3 * 0.3, 1 + 229 * 0.95 * 0.95 * 0.8)
    assert views[Reader.ACQUAINTANCE].people == pytest.approx(clients, rel=1e-3)
    assert views[Reader.ACQUAINTANCE].band is Band.DOZENS


def test_every_figure_of_the_example_says_where_it_comes_from(firefighter, adult):
    for detail in (*firefighter.details, *adult.details):
        assert detail.source.name
        assert 1990 < detail.source.year < 2030


def test_retired_adds_nothing_to_an_age_of_seventy():
    text = "He is 70 and retired"
    alone = mosaics().of([text], said(text, age="70"))
    both = mosaics().of([text], said(text, age="70", occupation="retired"))
    assert [view.people for view in both.views] == [view.people for view in alone.views]
    (held,) = [step for step in both.views[1].steps if not step.counts]
    assert both.details[held.detail].entry == "retired"
    assert both.details[held.held_by].kind == "age"


def test_a_town_and_an_origin_are_not_multiplied():
    text = "A Polish woman in Whitby"
    both = mosaics().of([text], said(text, place="Whitby", demographic="Polish"))
    alone = mosaics().of([text], said(text, place="Whitby"))
    assert by_reader(both)[Reader.STRANGER].people == by_reader(alone)[Reader.STRANGER].people


def test_a_detail_said_twice_counts_once():
    text = "a nurse, yes, a nurse"
    twice = [Said(Place(0, 2, 7), Label.OCCUPATION), Said(Place(0, 16, 21), Label.OCCUPATION)]
    (detail,) = mosaics().of([text], twice).details
    assert detail.places == (Place(0, 2, 7), Place(0, 16, 21))


@pytest.mark.parametrize(
    ("words", "label", "kind", "entry"),
    [
        ("34yo", "age", "age", "34"),
        ("in her late 40s", "age", "age", "46 to 49"),
        ("thirty-four", "age", "age", "34"),
        ("Year 9", "age", "age", "13 to 14"),
        ("50ish", "age", "age", "48 to 52"),
        ("wee toddler", "age", "age", "0 to 3"),
        ("a charge nurse", "occupation", "occupation", "nurse"),
        ("runs a bakery", "occupation", "occupation", "baker"),
        ("mum of three", "family", "family", "mother-of-three"),
        ("Māori", "demographic", "ethnicity", "maori"),
        ("childhood sexual abuse", "health", "health", "childhood-abuse"),
        ("near Otley", "place", "place", "near otley"),
        ("a small village in Fife", "place", "place", "Fife"),
        ("M33", "place", "place", "M33"),
        ("the vet in Whitby", "occupation", "place", "whitby"),
        ("the vet in Whitby", "occupation", "occupation", "vet"),
        ("Sarah", "person", "name", "sarah"),
        ("07700 900123", "contact", "number", "07700 900123"),
    ],
)
def test_words_become_the_detail_they_say(words, label, kind, entry):
    mosaic = mosaics().of([words], [Said(Place(0, 0, len(words)), Label(label))])
    assert (kind, entry) in {(detail.kind, detail.entry) for detail in mosaic.details}


@pytest.mark.parametrize("words", ["in", "been", "on"])
def test_scraps_of_a_sentence_are_no_details(words):
    assert mosaics().of([words], [Said(Place(0, 0, len(words)), Label.EVENT)]) is None


def test_words_that_say_the_person_is_in_the_news_are_a_strong_detail():
    text = "my client was on the news"
    mosaic = mosaics().of([text], [Said(Place(0, 10, 25), Label.EVENT, "in-the-news")])
    assert mosaic.details[0].kind == "news"
    assert mosaic.views[1].people[0] < 10


KINDS = ("age", "gender", "place", "ethnicity", "religion", "occupation", "family", "health", "event", "organisation", "date")
ENTRIES = ("retired", "mother", "widowed", "grief", "anxiety", "panic", "depression", "student", "bereavement", "34", "")
SOURCE = Source("a test", 2024, is_checked=True)
shares = st.tuples(st.floats(1e-9, 0.95), st.floats(1e-9, 0.95)).map(lambda pair: (min(pair), max(pair)))
details = st.builds(
    Detail,
    kind=st.sampled_from(KINDS),
    entry=st.sampled_from(ENTRIES),
    label=st.just("client"),
    places=st.just((Place(0, 0, 1),)),
    acquaintance=shares,
    stranger=shares,
    source=st.just(SOURCE),
    words=st.frozensets(st.sampled_from(("moved", "house", "fire")), max_size=2),
)
START = (1000.0, 5_000_000.0)


def sums(known):
    return Arithmetic(known, dict.fromkeys(Reader, START), population())


CASES = [
    Detail(kind, entry, "client", (Place(0, 0, 1),), (0.1, 0.2), (0.1, 0.2), SOURCE, words=frozenset({word}))
    for kind in KINDS
    for entry, word in zip(ENTRIES, ("moved", "house", "fire", "moved", "x", "y", "z", "moved", "house", "u", "v"), strict=True)
]


@settings(max_examples=300, deadline=None)
@given(st.lists(details, max_size=9), details)
def test_one_more_detail_never_widens_and_one_less_never_narrows(known, more):
    for reader in Reader:
        without = sums(known).people(reader)
        with_it = sums([*known, more]).people(reader)
        assert all(after <= before * (1 + 1e-12) for after, before in zip(with_it, without, strict=True))
        assert 1 <= with_it[0] <= with_it[1] * (1 + 1e-12)


@settings(max_examples=200, deadline=None)
@given(st.lists(details, min_size=1, max_size=8), details)
def test_a_band_never_widens_with_a_detail(known, more):
    before, after = mosaics().sum(known), mosaics().sum([*known, more])
    assert all(a.band <= b.band for a, b in zip(after.views, before.views, strict=True))
    for view in after.views:
        left = [middle(step.people) for step in view.steps]
        assert all(a >= b * (1 - 1e-9) for a, b in pairwise(left))


@settings(max_examples=100, deadline=None)
@given(st.lists(details, max_size=5))
def test_the_order_of_details_does_not_change_the_sum(known):
    found = {sums(order).people(Reader.STRANGER) for order in permutations(known)}
    first = next(iter(found))
    assert all(each == pytest.approx(first, rel=1e-9) for each in found)


@settings(max_examples=100, deadline=None)
@given(st.lists(details, max_size=8), st.data())
def test_the_sum_of_some_details_is_that_of_these_alone(known, data):
    some = [k for k in range(len(known)) if data.draw(st.booleans())]
    alone = sums([known[k] for k in some]).people(Reader.STRANGER)
    assert sums(known).people(Reader.STRANGER, some) == pytest.approx(alone, rel=1e-9)


def test_what_depends_on_what_is_found_as_when_every_two_are_compared():
    for one in CASES:
        for other in CASES:
            pairs = population().pairs
            sides = ({each.kind, f"{each.kind}/{each.entry}"} for each in (one, other))
            a, b = sides
            again = one.kind == other.kind and (one.kind in population().alone or bool(one.words & other.words))
            expected = again or any(frozenset({x, y}) in pairs for x in a for y in b)
            assert (1 in sums([one, other]).depends[0]) is expected


@settings(max_examples=200, deadline=None)
@given(st.lists(details, max_size=8))
def test_the_sum_is_the_smallest_over_all_choices_of_independent_details(known):
    linked = sums(known).depends
    best = 1.0
    for chosen in range(2 ** len(known)):
        numbers = [k for k in range(len(known)) if chosen >> k & 1]
        if not any(b in linked[a] for a in numbers for b in numbers):
            best = min(best, prod(known[k].stranger[1] for k in numbers))
    expected = 1 + (START[1] - 1) * best
    assert sums(known).people(Reader.STRANGER)[1] == pytest.approx(expected, rel=1e-9)


@settings(max_examples=50, deadline=None)
@given(st.permutations(["She is 34", "a firefighter", "in Hebden Bridge", "with agoraphobia"]))
def test_the_order_of_drafts_does_not_change_the_sum(drafts):
    found = {"34": Label.AGE, "firefighter": Label.OCCUPATION, "Hebden Bridge": Label.PLACE, "agoraphobia": Label.HEALTH}
    details = [
        Said(Place(k, text.index(words), text.index(words) + len(words)), label)
        for k, text in enumerate(drafts)
        for words, label in found.items()
        if words in text
    ]
    mosaic = mosaics().of(drafts, details)
    assert [view.people for view in mosaic.views] == [pytest.approx((1, 1), abs=0.01)] * 2
    assert len(mosaic.details) == 4


def test_hundreds_of_details_are_summed_in_time():
    many = [
        Detail(
            "health",
            f"illness {k}",
            "health",
            (Place(0, k, k + 1),),
            (0.1, 0.2),
            (0.1, 0.2),
            SOURCE,
            words=frozenset({f"w{k}", f"w{k + 1}"}),
        )
        for k in range(200)
    ]
    assert sums(many).people(Reader.STRANGER)[0] >= 1
