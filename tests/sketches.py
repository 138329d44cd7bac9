"""Random flows of the shape of procedures, small and large, to lay out."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from ama_flow.model import Contact, Flow, Kind, Link, Phase, State, Table, Transition

WORDS = [
    "de",
    "het",
    "een",
    "van",
    "voor",
    "naar",
    "bij",
    "en",
    "of",
    "niet",
    "klik",
    "open",
    "kies",
    "vul",
    "in",
    "vink",
    "aan",
    "bewaar",
    "aansprakelijkheidsverzekeringsovereenkomst",
    "rijksregisternummer",
    "subafdeling",
    "gebruiker",
    "ondernemingsnummer",
    "hoedanigheid",
    "“eHealth”",
    "vergunning",
    "@",
    "e-mail",
]
LINK = Link(
    id="a", title="lijst", url="https://www.example.org/een/lang/adres?met=veel"
)
KINDS: tuple[Kind, ...] = ("step",) * 5 + ("question",) * 4 + ("branch", "contact")


def sketch(seed: int, most: int = 80) -> Flow:
    """Make up a flow of 2 to *most* states: from tidy to tangled, by its *seed*."""
    random = Random(seed)  # noqa: S311 - no secret
    names = [f"s{n}" for n in range(random.randint(2, most))]
    tangle = random.choice((0.0, 0.05, 0.2, 1.0))
    phases = [f"p{n}" for n in range(random.choice((0, 0, 1, 3, 6)))]
    states = [_state(random, name, names, phases, tangle) for name in names]
    table = ((p, Phase(id=p, title=_words(random, 1, 6))) for p in phases)
    return Flow(
        id="sketch",
        version="1",
        language=random.choice(("nl", "en")),
        title=_words(random, 1, 20),
        initial="s0",
        text=_words(random, 0, 60),
        phases=Table(table),
        links=Table([("a", LINK)]),
        contacts=Table([("c", Contact(id="c", name="Hulp", phone="02", tel="+322"))]),
        states=Table((state.id, state) for state in states),
    )


def _words(random: Random, least: int, most: int) -> str:
    return " ".join(random.choices(WORDS, k=random.randint(least, most)))


def _state(
    random: Random, name: str, names: list[str], phases: list[str], tangle: float
) -> State:
    here = names.index(name)
    kind = random.choice(KINDS)
    if here == len(names) - 1 or random.random() < 0.05:
        kind = "goal"
    phase = phases[here * len(phases) // len(names)] if phases else ""
    if phases and random.random() < tangle:
        phase = random.choice(phases)
    link = " Zie [dit][a]." if random.random() < 0.3 else ""
    return State(
        id=name,
        kind=kind,
        title=_words(random, 1, 12),
        phase=phase,
        text="" if kind == "branch" else _words(random, 0, 40) + link,
        contact="c" if kind == "contact" else "",
        transitions=()
        if kind == "goal"
        else tuple(_ways(random, name, names, kind, tangle)),
    )


def _ways(
    random: Random, name: str, names: list[str], kind: Kind, tangle: float
) -> Iterator[Transition]:
    here = names.index(name)
    count = random.choice((0, 1, 2, 3)) if kind == "contact" else 1
    if kind in ("question", "branch"):
        count = random.choice((2, 2, 2, 3, 5))
    for number in range(count):
        near = [
            n for n in (here + 1, here + 2, here + 4, here - 3) if 0 <= n < len(names)
        ]
        dest = names[near[0] if near and not number else random.choice(near or [here])]
        if random.random() < tangle:
            dest = random.choice(names)
        yield Transition(
            trigger="next" if kind == "step" else f"t{number}",
            source=name,
            dest=dest,
            title=""
            if kind == "step"
            else _words(random, 0, random.choice((1, 4, 12))),
            fails=number > 0 and random.random() < 0.3,
        )
    if kind == "step" and random.random() < 0.7:
        dest = random.choice(names) if random.random() < tangle else names[-1]
        yield Transition(
            trigger="fails",
            source=name,
            dest=dest,
            title="Dit lukt niet",
            fails=True,
            shared=0,
        )
