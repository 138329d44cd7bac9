"""What commands say in English, said again in the language that is spoken.

Errors are raised in English wherever they arise, for programs and for logs. Where a
reader meets them they are looked up by their English sentence, of which the gaps are
filled in with what stands there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from ama_flow.cli import words
from ama_flow.model import Problem, replace
from ama_flow.words.failures import failure

_GAP = re.compile(r"\{(\w+)\}")


def retold(sentence: str) -> str:
    """Give *sentence* in the language that is spoken, where it is known in it."""
    language = words.spoken()
    for pattern, ours in _patterns(language):
        if found := pattern.fullmatch(sentence):
            gaps = found.groupdict()
            if "reason" in gaps:
                gaps["reason"] = failure(language, gaps["reason"])
            return ours.format(**gaps)
    name, mark, reason = sentence.rpartition(": ")  # as click says why a file is none
    return sentence if language == "en" else f"{name}{mark}{failure(language, reason)}"


def told(problems: Iterable[Problem]) -> str:
    """Show *problems*, of which the sentences are in the language that is spoken."""
    hint = retold("hint")
    return "\n\n".join(_retold(problem).told(hint=hint) for problem in problems)


def _retold(problem: Problem) -> Problem:
    message, hint = map(retold, (problem.message, problem.hint))
    return replace(problem, message=message, hint=hint)


@cache
def _patterns(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Give the sentences of *language*, each with its English one, those with most words first."""
    said: Mapping[str, str] = words.said(language)
    longest_first = sorted(said, key=lambda english: -len(_GAP.sub("", english)))
    return tuple((_pattern(english), said[english]) for english in longest_first)


def _pattern(english: str) -> re.Pattern[str]:
    said, *rest = _GAP.split(english)
    pattern = re.escape(said)
    for gap, after in zip(rest[::2], rest[1::2], strict=True):
        pattern += f"(?P<{gap}>.*?){re.escape(after)}"
    return re.compile(pattern, re.DOTALL)
