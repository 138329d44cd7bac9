"""Random flows of the shape of procedures, small and large, to lay out."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from ama_flow import loads
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


STEPS = [
    "Meld u aan op het portaal",
    "Open het tabblad “Gebruikers”",
    "Vul het ondernemingsnummer in en klik op “volgende”",
    "Controleer het HCO-nummer in COBRHA",
    "Vink de toepassing “Aanbod van arbeidsmatige activiteiten” aan",
    "Bewaar de aansprakelijkheidsverzekeringsovereenkomst",
]
ASKED = [
    "Is de voorziening gekend in COBRHA?",
    "Bestaat de subafdeling al?",
    "Kan de gebruiker aanmelden?",
]
CONTACTS = [
    Contact(id="c0", name="Helpdesk eHealth", phone="02 000 01", tel="+322000001"),
    Contact(id="c1", name="Departement Zorg", email="zorg@example.org"),
    Contact(id="c2", name="ERANOVA", phone="02 000 02", url="https://example.org/e"),
]


def procedure(seed: int, count: int, each: int = 10) -> Flow:
    """Make up a tidy procedure of *count* states, about *each* in a phase."""
    random = Random(seed)  # noqa: S311 - no secret
    ordinary = [f"s{n}" for n in range(count - 4)]
    number = max(1, (count - 4) // each)
    phases = [f"p{n}" for n in range(number)]
    states: list[State] = []
    side = ""
    for here, name in enumerate(ordinary):
        phase = phases[min(here // each, number - 1)]
        rest = [*ordinary[here + 1 :], "klaar"]
        after = 2 if side == "" and len(rest) > 2 and random.random() < 0.15 else 1
        if side == name:
            states.append(_aside(random, name, phase, rest[0]))
            side = ""
        elif after == 2:
            side = rest[0]
            states.append(_asked(random, name, phase, rest[1], side))
        else:
            states.append(_step(random, name, phase, rest[0]))
    titles = [f"Fase {n + 1}: {_words(random, 1, 4)}" for n in range(number)]
    rows = [(p, Phase(id=p, title=t)) for p, t in zip(phases, titles, strict=True)]
    return Flow(
        id="procedure",
        version="1",
        language="nl",
        title=f"Een procedure in {count} stappen",
        initial="s0",
        phases=Table([*rows, ("hulp", Phase(id="hulp", title="Als het niet lukt"))]),
        links=Table([("a", LINK)]),
        contacts=Table((contact.id, contact) for contact in CONTACTS),
        states=Table((s.id, s) for s in (*states, *_ends(phases[-1]))),
    )


def _way(source: str, dest: str, title: str = "", *, fails: bool = False) -> Transition:
    trigger = "next" if not title else f"t_{dest}"
    return Transition(
        trigger=trigger, source=source, dest=dest, title=title, fails=fails
    )


def _step(random: Random, name: str, phase: str, dest: str) -> State:
    text = _words(random, 4, 25) + random.choice(("", "", " Zie [dit][a]."))
    fails = Transition(
        trigger="lukt_niet",
        source=name,
        dest="hulp",
        title="Dit lukt niet",
        fails=True,
        shared=0,
    )
    return State(
        id=name,
        kind="step",
        phase=phase,
        title=random.choice(STEPS),
        text=text,
        transitions=(_way(name, dest), fails),
    )


def _asked(random: Random, name: str, phase: str, dest: str, side: str) -> State:
    return State(
        id=name,
        kind="question",
        phase=phase,
        title=random.choice(ASKED),
        transitions=(_way(name, dest, "Ja"), _way(name, side, "Nee")),
    )


def _aside(random: Random, name: str, phase: str, dest: str) -> State:
    """Make up what stands beside the ordinary way: a step, or somebody to contact."""
    contact = random.choice(["", *(contact.id for contact in CONTACTS)])
    return State(
        id=name,
        kind="contact" if contact else "step",
        phase=phase,
        title=random.choice(STEPS),
        contact=contact,
        transitions=(_way(name, dest, "In orde"),),
    )


def _ends(phase: str) -> Iterator[State]:
    """Give the goal, and the phase for help, that ends at a contact."""
    yield State(id="klaar", kind="goal", phase=phase, title="De gebruiker kan erin")
    more = (_way("hulp", "bel", "Eerste keer"), _way("hulp", "mail", "Nog eens"))
    yield State(id="hulp", kind="branch", phase="hulp", title="Wie?", transitions=more)
    again = (_way("bel", "s0", "Opnieuw"), _way("bel", "mail", "Niet opgelost"))
    yield State(
        id="bel",
        kind="contact",
        phase="hulp",
        title="Bel de helpdesk",
        contact="c0",
        transitions=again,
    )
    yield State(id="mail", kind="contact", phase="hulp", title="Mail het", contact="c1")


def tree(depth: int) -> Flow:
    """Give questions that each lead to two others, level by level, and then to goals."""
    rows = [
        f'[states.s{n}]\nkind = "question"\ntitle = "{n}?"\ntransitions = [\n'
        f'  {{ trigger = "ja", title = "Ja", dest = "s{2 * n}" }},\n'
        f'  {{ trigger = "nee", title = "Nee", dest = "s{2 * n + 1}" }},\n]\n'
        for n in range(1, 2**depth)
    ]
    rows += [
        f'[states.s{n}]\nkind = "goal"\ntitle = "Uitkomst {n}"\n'
        for n in range(2**depth, 2 ** (depth + 1))
    ]
    head = 'format = 1\nid = "t"\nversion = "1"\nlanguage = "nl"\ntitle = "T"\n'
    return loads(f'{head}initial = "s1"\n{"".join(rows)}')
