import pytest
import yaml

from confidcheck.errors import RuleError
from confidcheck.reword.kit import Kit
from confidcheck.reword.voice import VoiceReader
from rewording_drafts import RULES, becomes, reworder

FILES = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in (RULES / "rewordings").glob("*.yaml")}
EXAMPLES = [
    pytest.param(example, id=f"{name}-{number}")
    for name, data in sorted(FILES.items())
    for number, example in enumerate(
        [*data.get("examples", ()), *(e for ask in data.get("asks", ()) for e in ask.get("examples", ()))]
    )
]
FORBIDDEN = (
    "someone i know",
    "asking for a friend",
    "dm me",
    "in their 30s",
    "early thirties",
    "fictional client",
    "secret group",
)


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_of_a_template_comes_out_as_it_says(example):
    assert becomes(example["flag"]) == example["becomes"]


def test_every_kind_of_request_and_the_topics_and_feelings_carry_examples():
    assert all(ask.get("examples") for ask in FILES["asks"]["asks"])
    assert FILES["referral"]["examples"]
    assert FILES["topics"]["examples"]
    assert FILES["feelings"]["examples"]


def every_wording():
    kit = reworder()._kit
    voice = VoiceReader(kit).read("")
    for theme in kit.themes:
        yield from (voice.say(text) for text in theme.asks)
        for ask in kit.asks:
            noun = ask.default
            for variant in ask.variants:
                yield voice.say(
                    variant.text, one=noun.one, many=noun.many, verb=noun.verb, working=theme.working, theme=theme.name
                )
        yield from beside(kit, voice, theme) if theme.name in {"OCD", "attachment", "grief"} else ()
    for feeling in kit.feelings:
        yield from (voice.say(text) for text in feeling.texts)


def beside(kit, voice, theme):
    """The theme with everything that may stand behind it, in one wording of each kind of request."""
    for other in kit.themes:
        working, name = (f"{said} {other.beside}" for said in (theme.working, theme.name))
        for ask in kit.asks if other.beside else ():
            said = {"one": ask.default.one, "many": ask.default.many, "verb": ask.default.verb}
            yield from (voice.say(each.text, working=working, theme=name, **said) for each in ask.variants[:1])


def test_no_wording_disguises_a_client_or_sends_the_writer_elsewhere():
    assert not [text for text in every_wording() if any(words in text.lower() for words in FORBIDDEN)]


def test_no_wording_speaks_of_a_client_of_the_writers():
    owned = ("my client", "a client of mine", "one of my", "my patient", " he ", " she ", " her ", " his ")
    assert not [text for text in every_wording() if any(words in f" {text.lower()} " for words in owned)]


def test_no_wording_says_when():
    dated = (" today", " yesterday", " this week", " last week", " tonight", " just had")
    assert not [text for text in every_wording() if any(words in text.lower() for words in dated)]


def test_one_list_never_gives_two_themes_the_same_term():
    terms = [term.lower() for item in FILES["themes"]["themes"] for term in item.get("terms", ())]
    assert sorted({t for t in terms if terms.count(t) > 1}) == []


def test_a_missing_file_and_broken_yaml_are_errors_that_point_at_the_file(tmp_path):
    kit = Kit(tmp_path, {})
    with pytest.raises(RuleError, match=r"asks\.yaml.*cannot be read"):
        kit.load("asks")
    (tmp_path / "asks.yaml").write_text("a: [1\nb: 2\n", encoding="utf-8")
    with pytest.raises(RuleError, match=r"asks\.yaml:\d+:\d+: is not valid YAML"):
        kit.load("asks")
    (tmp_path / "asks.yaml").write_text("- 1\n", encoding="utf-8")
    with pytest.raises(RuleError, match="must be a mapping"):
        kit.load("asks")


def test_nothing_is_read_before_something_is_found(tmp_path):
    from confidcheck.draft import Draft, Thread
    from confidcheck.finding import Report
    from confidcheck.reword import Reworder

    report = Report(Thread.of(Draft.plain("Any CPD on endings?")))
    assert Reworder(tmp_path, {}).complete(report, (), passes=lambda _: True) is report
