"""One fault at a time in the procedure that everything is measured by.

Each is caught as what it is, at its place, with a way to it where there is one,
and nothing else is reported.
"""

from __future__ import annotations

from importlib.resources import files
from typing import NamedTuple

import pytest

from ama_flow import FlowError, Problem, loads
from ama_flow.proofs import check

TEXT = (files("ama_flow_flows") / "ama_wvg.toml").read_text(encoding="utf-8")


class Fault(NamedTuple):
    """A change to the file, and what must be said of it.

    *marked* stands over the carets; *last* is the last sentence of the path.
    """

    what: str
    old: str
    new: str
    code: str
    marked: str
    last: str


FAULTS = [
    Fault(
        "dest of next skips a step",
        'next = "hoedanigheid"',
        'next = "subafdelingen"',
        "unreachable",
        "hoedanigheid",
        "",
    ),
    Fault(
        "next to itself",
        'cites = ["S1"]\nnext = "hoedanigheid"',
        'cites = ["S1"]\nnext = "aanmelden"',
        "luck",
        '"aanmelden"',
        "Meld u aan als onderneming. Zolang het zo verloopt, begint u telkens opnieuw bij zin 2. U kunt zelf niets kiezen waarmee u daaruit raakt.",
    ),
    Fault(
        "next misspelled",
        'next = "hoedanigheid"',
        'next = "hoedanighied"',
        "no-such-state",
        '"hoedanighied"',
        "",
    ),
    Fault(
        "no next",
        'cites = ["S2", "I4"]\nnext = "subafdelingen"',
        'cites = ["S2", "I4"]',
        "only-fails",
        "hoedanigheid",
        "",
    ),
    Fault(
        "answer no missing",
        '  { conditions = { maatwerkbedrijf = false }, dest = "aanmelden" },\n',
        "",
        "gap",
        "maatwerkbedrijf",
        "Is uw voorziening een maatwerkbedrijf? In dit geval staat nergens hoe het verdergaat: Maatwerkbedrijf: nee.",
    ),
    Fault(
        "answer twice",
        '{ conditions = { maatwerkbedrijf = false }, dest = "aanmelden" }',
        '{ conditions = { maatwerkbedrijf = [true, false] }, dest = "aanmelden" }',
        "overlap",
        '{ conditions = { maatwerkbedrijf = true }, dest = "gekend_in_cobrha" }',
        "Is uw voorziening een maatwerkbedrijf? In dit geval kan het op twee manieren verder, en staat nergens welke geldt: Maatwerkbedrijf: ja.",
    ),
    Fault(
        "condition dropped",
        '{ conditions = { eloket_werkt = true }, dest = "klaar" },',
        '{ dest = "klaar" },',
        "otherwise-not-last",
        '{ dest = "klaar" }',
        "",
    ),
    Fault(
        "both to the same true",
        '{ conditions = { eloket_werkt = false }, dest = "hulp" }',
        '{ conditions = { eloket_werkt = true }, dest = "hulp" }',
        "overlap",
        '{ conditions = { eloket_werkt = true }, dest = "hulp" }',
        "Kan de gebruiker nu aanmelden op het e-loket AMA WVG? In dit geval kan het op twee manieren verder, en staat nergens welke geldt: Aanmelden op het e-loket lukt: ja.",
    ),
    Fault(
        "set dropped guide",
        'set = { handleiding_gelezen = true }, dest = "aanmelden" }',
        'dest = "aanmelden" }',
        "luck",
        '{ trigger = "next", title = "Doorgenomen: ik zet de stappen opnieuw", dest = "aanmelden" }',
        "Meld u aan als onderneming. Zolang het zo verloopt, begint u telkens opnieuw bij zin 2. U kunt zelf niets kiezen waarmee u daaruit raakt.",
    ),
    Fault(
        "set dropped eranova retry",
        '{ trigger = "opnieuw", set = { eranova_gesproken = true }, dest = "aanmelden" }',
        '{ trigger = "opnieuw", dest = "aanmelden" }',
        "never-taken",
        '{ conditions = { handleiding_gelezen = true, eranova_gesproken = true }, dest = "departement_zorg" }',
        "",
    ),
    Fault(
        "branch gap",
        '  { conditions = { handleiding_gelezen = true, eranova_gesproken = true }, dest = "departement_zorg" },\n',
        "",
        "gap",
        "hulp",
        "In dit geval staat nergens hoe het verdergaat: Uitgebreide handleiding doorgenomen: ja en Contact gehad met ERANOVA: ja.",
    ),
    Fault(
        "branch overlap",
        "conditions = { handleiding_gelezen = true, eranova_gesproken = true }",
        "conditions = { handleiding_gelezen = true }",
        "overlap",
        '{ conditions = { handleiding_gelezen = true }, dest = "departement_zorg" }',
        "In dit geval kan het op twee manieren verder, en staat nergens welke geldt: Uitgebreide handleiding doorgenomen: ja en Contact gehad met ERANOVA: nee.",
    ),
    Fault(
        "initial dropped",
        'title = "Contact gehad met ERANOVA"\ninitial = false',
        'title = "Contact gehad met ERANOVA"',
        "unknown-fact",
        '{ conditions = { handleiding_gelezen = true, eranova_gesproken = false }, dest = "eranova" }',
        "Hier moet iets bekend zijn dat nog niet gevraagd is: “Contact gehad met ERANOVA”.",
    ),
    Fault(
        "shared way out gone for a phase",
        'source = { phase = ["subafdeling", "gebruiker"], kind = "step" }',
        'source = { phase = ["subafdeling"], kind = "step" }',
        "no-way-out",
        "naar_subafdeling",
        "",
    ),
    Fault(
        "trigger does not fail",
        'lukt_niet = { title = "Dit lukt niet", fails = true }',
        'lukt_niet = { title = "Dit lukt niet" }',
        "no-way-out",
        "aanmelden",
        "",
    ),
    Fault(
        "goal goes on",
        'text = "U bent klaar. Wilt u',
        'next = "aanmelden"\ntext = "U bent klaar. Wilt u',
        "goal-goes-on",
        '"goal"',
        "",
    ),
    Fault(
        "goal is a step",
        'kind = "goal"',
        'kind = "step"',
        "dead-end",
        "klaar",
        "",
    ),
    Fault(
        "contact is a step",
        'kind = "contact"\nphase = "hulp"\ntitle = "Neem contact op met het Departement Zorg"',
        'kind = "step"\nphase = "hulp"\ntitle = "Neem contact op met het Departement Zorg"',
        "contact-elsewhere",
        '"departement_zorg"',
        "",
    ),
    Fault(
        "contact gone from state",
        'text = "Mail het Departement Zorg. Schrijf bij welke stap het misloopt en wat ERANOVA u geantwoord heeft."\ncontact = "departement_zorg"\n',
        'text = "Mail het Departement Zorg. Schrijf bij welke stap het misloopt en wat ERANOVA u geantwoord heeft."\n',
        "contact-missing",
        '"contact"',
        "",
    ),
    Fault(
        "contact unknown",
        '\ncontact = "eranova"',
        '\ncontact = "eranovva"',
        "no-such-contact",
        '"eranovva"',
        "",
    ),
    Fault(
        "initial changed",
        'initial = "maatwerkbedrijf"',
        'initial = "aanmelden"',
        "unreachable",
        "maatwerkbedrijf",
        "",
    ),
    Fault(
        "initial unknown",
        'initial = "maatwerkbedrijf"',
        'initial = "start"',
        "no-such-state",
        '"start"',
        "",
    ),
    Fault(
        "question a step",
        'kind = "question"\nphase = "controle"',
        'kind = "step"\nphase = "controle"',
        "step-asks",
        '"eloket_werkt"',
        "",
    ),
    Fault(
        "asks another fact",
        'asks = "maatwerkbedrijf"',
        'asks = "gekend_in_cobrha"',
        "unknown-fact",
        '{ conditions = { maatwerkbedrijf = false }, dest = "aanmelden" }',
        "Is uw voorziening een maatwerkbedrijf? Hier moet iets bekend zijn dat nog niet gevraagd is: “Maatwerkbedrijf”.",
    ),
    Fault(
        "asked again not changes",
        'title = "Aanmelden op het e-loket lukt"\nchanges = true',
        'title = "Aanmelden op het e-loket lukt"',
        "asked-twice",
        '"eloket_werkt"',
        "Kan de gebruiker nu aanmelden op het e-loket AMA WVG? Dit hebt u al beantwoord, in zin 11.",
    ),
    Fault(
        "phase missing",
        'kind = "step"\nphase = "gebruiker"\ntitle = "Open de gebruikers"',
        'kind = "step"\ntitle = "Open de gebruikers"',
        "phase-missing",
        "gebruikers",
        "",
    ),
    Fault(
        "phase unknown",
        'kind = "step"\nphase = "gebruiker"\ntitle = "Open de gebruikers"',
        'kind = "step"\nphase = "gebruikers"\ntitle = "Open de gebruikers"',
        "no-such-phase",
        '"gebruikers"',
        "",
    ),
    Fault(
        "cites dropped",
        'cites = ["S7"]',
        'cites = ["S8"]',
        "statement-not-cited",
        "S7",
        "",
    ),
    Fault(
        "cites unknown",
        'cites = ["S7"]',
        'cites = ["S77"]',
        "no-such-statement",
        '"S77"',
        "",
    ),
    Fault(
        "exact altered",
        "Selecteer rechts “Gebruikers - Subafdelingen”.",
        "Selecteer rechts “Gebruikers en Subafdelingen”.",
        "exact-missing",
        '"Gebruikers - Subafdelingen"',
        "",
    ),
    Fault(
        "phone altered",
        'phone = "02-511 51 51"',
        'phone = "02-511 51 15"',
        "exact-missing",
        '"02-511 51 51"',
        "",
    ),
    Fault(
        "url altered",
        'url = "https://departementwvg.be/arbeidsmatige-activiteiten"',
        'url = "https://departementwvg.be/arbeidsmatige"',
        "exact-missing",
        '"https://departementwvg.be/arbeidsmatige-activiteiten"',
        "",
    ),
    Fault(
        "key misspelled",
        'kind = "step"\nphase = "subafdeling"\ntitle = "Open de subafdelingen"',
        'knid = "step"\nphase = "subafdeling"\ntitle = "Open de subafdelingen"',
        "unknown-key",
        "knid",
        "",
    ),
    Fault(
        "kind misspelled",
        'kind = "step"\nphase = "subafdeling"\ntitle = "Open de subafdelingen"',
        'kind = "stap"\nphase = "subafdeling"\ntitle = "Open de subafdelingen"',
        "value",
        '"stap"',
        "",
    ),
    Fault(
        "value misspelled",
        "conditions = { eloket_werkt = true }",
        'conditions = { eloket_werkt = "ja" }',
        "value",
        '"ja"',
        "",
    ),
    Fault(
        "fact misspelled",
        "conditions = { eloket_werkt = true }",
        "conditions = { eloket_wrkt = true }",
        "no-such-fact",
        "eloket_wrkt",
        "",
    ),
    Fault(
        "escalation loops",
        '{ trigger = "lukt_niet", title = "Ook met de uitgebreide handleiding lukt het niet", set = { handleiding_gelezen = true }, dest = "eranova" }',
        '{ trigger = "lukt_niet", title = "Ook met de uitgebreide handleiding lukt het niet", set = { handleiding_gelezen = true }, dest = "uitgebreide_handleiding" }',
        "luck",
        '{ trigger = "lukt_niet", title = "Ook met de uitgebreide handleiding lukt het niet", set = { handleiding_gelezen = true }, dest = "uitgebreide_handleiding" }',
        "Neem de uitgebreide handleiding door. Zolang het zo verloopt, begint u telkens opnieuw bij zin 3. U kunt zelf niets kiezen waarmee u daaruit raakt.",
    ),
    Fault(
        "login retry only",
        '{ conditions = { eloket_werkt = false }, dest = "hulp" }',
        '{ conditions = { eloket_werkt = false }, dest = "eloket_werkt" }',
        "luck",
        '{ conditions = { eloket_werkt = false }, dest = "eloket_werkt" }',
        "Kan de gebruiker nu aanmelden op het e-loket AMA WVG? Zolang het zo verloopt, begint u telkens opnieuw bij zin 11. U kunt zelf niets kiezen waarmee u daaruit raakt.",
    ),
    Fault(
        "steps circle",
        'cites = ["S9", "I4"]\nnext = "eloket_werkt"',
        'cites = ["S9", "I4"]\nnext = "gebruikers"',
        "luck",
        '"gebruikers"',
        "Open de gebruikers. Zolang het zo verloopt, begint u telkens opnieuw bij zin 8. U kunt zelf niets kiezen waarmee u daaruit raakt.",
    ),
    Fault(
        "sensitive asked",
        'asks = "maatwerkbedrijf"',
        'asks = "rijksregisternummer"',
        "sensitive-asked",
        '"rijksregisternummer"',
        "",
    ),
    Fault(
        "raw html",
        "Selecteer rechts “Gebruikers”.",
        "Selecteer rechts <b>Gebruikers</b>.",
        "text-html",
        '"Selecteer rechts <b>Gebruikers</b>."',
        "",
    ),
    Fault(
        "inline url",
        "[de uitgebreide handleiding][uitgebreide_handleiding]",
        "[de handleiding](https://a.be)",
        "text-url",
        '"Neem [de handleiding](https://a.be) door. Zet daarna de stappen opnieuw."',
        "",
    ),
    Fault(
        "link unknown",
        "[de uitgebreide handleiding][uitgebreide_handleiding]",
        "[de handleiding][handleiding]",
        "no-such-link",
        '"Neem [de handleiding][handleiding] door. Zet daarna de stappen opnieuw."',
        "",
    ),
    Fault(
        "term unknown",
        "“{hoedanigheid}”",
        "“{hoedanigheit}”",
        "no-such-term",
        '"Ga naar de juiste onderneming en klik op de hoedanigheid “{hoedanigheit}”."',
        "",
    ),
    Fault(
        "state renamed",
        "[states.recht]",
        "[states.rechten]",
        "no-such-state",
        '"recht"',
        "",
    ),
    Fault(
        "waiver unused",
        '[[rules]]\ntitle = "Een maatwerkbedrijf begint pas',
        '[[waivers]]\ncode = "luck"\nat = "eranova"\nreason = "x"\n\n[[rules]]\ntitle = "Een maatwerkbedrijf begint pas',
        "unused-waiver",
        "waivers",
        "",
    ),
    Fault(
        "branch asks",
        'kind = "branch"\n',
        'kind = "branch"\ntext = "Even denken."\n',
        "branch-has-text",
        '"Even denken."',
        "",
    ),
    Fault(
        "branch cycle",
        'handleiding_gelezen = false }, dest = "uitgebreide_handleiding"',
        'handleiding_gelezen = false }, dest = "hulp"',
        "branch-cycle",
        "hulp",
        "",
    ),
    Fault(
        "need unknown",
        'needs = ["hco_nummer"]',
        'needs = ["hco"]',
        "no-such-fact",
        '"hco"',
        "",
    ),
    Fault(
        "quote lost",
        'title = "Open de gebruikers"',
        'title = "Open de gebruikers',
        "syntax",
        "",
        "",
    ),
    Fault(
        "double key",
        'title = "Open de gebruikers"',
        'title = "Open de gebruikers"\ntitle = "x"',
        "syntax",
        "",
        "",
    ),
    Fault(
        "values no answer gives",
        '[facts.maatwerkbedrijf]\ntype = "yesno"',
        '[facts.maatwerkbedrijf]\ntype = "yesno"\nvalues = { ja = "Ja" }',
        "fact-key",
        "values",
        "",
    ),
    Fault(
        "table misspelled",
        "[contacts.eranova]",
        "[contact.eranova]",
        "unknown-key",
        "contact",
        "",
    ),
    Fault(
        "hours wrong",
        'hours = "07:00-20:00"',
        'hours = "7 tot 20 u"',
        "value",
        '"7 tot 20 u"',
        "",
    ),
    Fault(
        "no timezone",
        'timezone = "Europe/Brussels"\n',
        "",
        "missing",
        "hours",
        "",
    ),
    Fault(
        "contact without any channel",
        'name = "Departement Zorg"\nemail = "zorgenwerk.zorg@vlaanderen.be"\n',
        'name = "Departement Zorg"\n',
        "unreachable-contact",
        "departement_zorg",
        "",
    ),
]


def problems(text: str) -> tuple[Problem, ...]:
    """Give the problems of the file, or else of the flow."""
    try:
        return check(loads(text, file="flows/ama_wvg.toml")).problems
    except FlowError as error:
        return error.problems


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.what)
def test_one_fault_is_one_problem(fault: Fault) -> None:
    """With its code, its place, the way to it, and what to do."""
    assert TEXT.count(fault.old) == 1
    (problem,) = problems(TEXT.replace(fault.old, fault.new))
    place = problem.place
    assert place is not None
    marked = place.text[place.column - 1 :][: place.width]
    last = problem.path[-1] if problem.path else ""
    assert (problem.code, marked, last) == (fault.code, fault.marked, fault.last)
    assert f"flows/ama_wvg.toml:{place.line}:{place.column}: " in str(problem)
    assert problem.hint


def test_there_are_faults_of_thirty_kinds_at_least() -> None:
    """In the file itself as in what it means."""
    assert len({fault.code for fault in FAULTS}) >= 30


def test_the_file_itself_has_none() -> None:
    """Each fault above is the only one in its copy."""
    assert problems(TEXT) == ()
