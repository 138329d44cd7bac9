"""A flow in another language: what is translated, and what stays."""

from __future__ import annotations

from ama_flow import load, loads
from ama_flow.text.translated import texts, translated
from tests.test_loader import SMALL, TRANSLATED


def test_a_text_is_replaced_where_it_is_translated() -> None:
    """What has no translation stays in the language of the flow."""
    flow = translated(loads(TRANSLATED), "en")
    assert flow.language == "en"
    assert flow.title == "Small"
    assert flow.phases["begin"].title == "Start"
    assert flow.facts["soort"].values["a"] == "An A"
    assert flow.facts["soort"].values["b"] == "Een B"
    assert flow.states["vraag"].text == "See [the site][site]."
    assert flow.states["vraag"].transitions[0].title == "Of age"
    assert flow.states["vraag"].title == "Hoe oud bent u?"


def test_the_title_of_a_trigger_is_translated_wherever_it_is_used() -> None:
    """Shared transitions take their title from it, in each language."""
    flow = translated(loads(TRANSLATED), "en")
    assert flow.states["stap"].transitions[-1].title == "It fails"


def test_a_shared_transition_can_have_a_title_of_its_own() -> None:
    """It stands beside the states, as in the file."""
    text = SMALL.replace(
        'trigger = "lukt_niet"\nsource', 'trigger = "lukt_niet"\ntitle = "Nee"\nsource'
    )
    flow = loads(f'{text}\n[translations.en.transitions]\nlukt_niet = "No"\n')
    assert translated(flow, "en").states["stap"].transitions[-1].title == "No"


def test_the_flows_own_language_changes_nothing() -> None:
    """Nor does no language at all."""
    flow = loads(TRANSLATED)
    assert translated(flow, None) is flow
    assert translated(flow, "nl") is flow


def test_a_language_without_translations_changes_the_words_around_only() -> None:
    """The texts of the flow stay as they are."""
    flow = loads(TRANSLATED)
    assert texts(translated(flow, "fr")) == texts(flow)
    assert translated(flow, "fr").language == "fr"


def test_every_text_of_a_flow_has_one_path() -> None:
    """A full translation is one text by each path, and gives all of it back."""
    flow = load("ama_wvg")
    paths = texts(flow)
    mirrored = "\n".join(
        f"{path} = '''\n{words.upper() if path.endswith('title') else words}'''"
        for path, words in paths.items()
    )
    assert flow.origin is not None
    whole = loads(f"{flow.origin.text}\n[translations.en]\n{mirrored}\n")
    english = texts(translated(whole, "en"))
    assert list(english) == list(paths)
    assert all(
        words == (paths[path].upper() if path.endswith("title") else paths[path])
        for path, words in english.items()
    )
