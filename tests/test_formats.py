"""What a fact takes, in which form it is kept, and what is never taken."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.be import nn, vat

from ama_flow.formats import Refused, accepted, holds_register_number, masked
from ama_flow.model import Fact, Table, Value

YESNO = Fact(id="f", type="yesno")
CHOICE = Fact(id="f", type="choice", values=Table([("a", "A"), ("b", "B")]))
NUMBER = Fact(id="f", type="number", minimum=0, maximum=120)
PRICE = Fact(id="f", type="number", decimals=2)
DAY = Fact(id="f", type="date", minimum=date(2026, 1, 1), maximum=date(2026, 12, 31))
TEXT = Fact(id="f", type="text")
HCO = Fact(id="f", type="text", pattern="[0-9]+")
CODE = Fact(id="f", type="text", pattern="[A-Z]{2}-[0-9]{3}")
KBO = Fact(id="f", type="text", format="be-enterprise")
EMAIL = Fact(id="f", type="text", format="email")
INSZ = Fact(id="f", type="text", format="be-insz")
SECRET = Fact(id="f", type="text", sensitive=True)


@pytest.mark.parametrize(
    ("fact", "given_", "kept"),
    [
        (YESNO, True, True),
        (CHOICE, "b", "b"),
        (NUMBER, 0, 0),
        (NUMBER, 120, 120),
        (NUMBER, Decimal("12.0"), 12),
        (PRICE, 5, Decimal("5.00")),
        (PRICE, Decimal("-0.5"), Decimal("-0.50")),
        (PRICE, 10**18 - 1, Decimal(10**18 - 1)),
        (DAY, date(2026, 1, 1), date(2026, 1, 1)),
        (DAY, date(2026, 12, 31), date(2026, 12, 31)),
        (TEXT, "  Jan  van\u00a0Eyck ", "Jan  van\u00a0Eyck"),
        (TEXT, "x", "x"),
        (TEXT, "x" * 200, "x" * 200),
        (HCO, "71000999", "71000999"),
        (HCO, "HCO 71 000.999", "71000999"),
        (CODE, "AB-123", "AB-123"),
        (KBO, "0123456749", "0123.456.749"),
        (KBO, "123.456.749", "0123.456.749"),
        (KBO, "BE 0123.456.749", "0123.456.749"),
        (KBO, "be(0)123 456 749", "0123.456.749"),
        (KBO, "1000.000.021", "1000.000.021"),
        (KBO, "BTW BE 0123.456.749", "0123.456.749"),
        (KBO, "kbo-0123 456 749", "0123.456.749"),
        (KBO, "Ondernemingsnummer: 0123.456.749", "0123.456.749"),
        (HCO, "HCO-nummer: 71000999", "71000999"),
        (HCO, "HCO nr: 71 000 999", "71000999"),
        (HCO, "n° 71000999", "71000999"),
        (EMAIL, "Jan.Peeters+x@Voorbeeld.BE", "Jan.Peeters+x@voorbeeld.be"),
    ],
)
def test_a_value_is_kept_in_its_normal_form(
    fact: Fact, given_: object, kept: Value
) -> None:
    """Spaces, dots and the like around what counts do not matter."""
    found = accepted(fact, given_)
    assert found == kept
    assert type(found) is type(kept)
    assert accepted(fact, found) == found


def test_a_number_with_decimals_shows_all_of_them() -> None:
    """Every value is on the grid of its fact, and zero has no sign."""
    assert str(accepted(PRICE, 5)) == "5.00"
    assert str(accepted(PRICE, Decimal("-0.000"))) == "0.00"
    nine = Fact(id="f", type="number", decimals=9)
    assert accepted(nine, 10**18 - 1) == 10**18 - 1


@pytest.mark.parametrize(
    ("fact", "given_"),
    [
        (YESNO, 1),
        (YESNO, "true"),
        (CHOICE, "A"),
        (CHOICE, True),
        (NUMBER, True),
        (NUMBER, 1.0),
        (NUMBER, "1"),
        (NUMBER, -1),
        (NUMBER, 121),
        (NUMBER, Decimal("1.5")),
        (PRICE, Decimal("1.001")),
        (PRICE, Decimal("1E-1000000")),
        (PRICE, Decimal("1E+1000000")),
        (PRICE, Decimal("NaN")),
        (PRICE, Decimal("Infinity")),
        (PRICE, 10**18),
        (PRICE, -(10**18)),
        (DAY, date(2025, 12, 31)),
        (DAY, date(2027, 1, 1)),
        (DAY, datetime(2026, 6, 1, 12, 0)),  # noqa: DTZ001 - what is refused
        (DAY, "2026-06-01"),
        (TEXT, ""),
        (TEXT, " \t"),
        (TEXT, 12),
        (TEXT, "x" * 201),
        (TEXT, "a\x1b[2Jb"),
        (TEXT, "a\nb"),
        (TEXT, "a\ud800"),
        (HCO, "geen"),
        (HCO, "71a"),
        (CODE, "AB123"),
        (KBO, "0123.456.74"),
        (KBO, "2123.456.749"),
        (KBO, "0123x456749"),
        (KBO, "NL 0123.456.749"),
        (KBO, "BTWX 0123.456.749"),
        (EMAIL, "jan@voorbeeld"),
        (EMAIL, "jan @voorbeeld.be"),
        (EMAIL, "jan@voorbeeld.be,piet@voorbeeld.be"),
    ],
)
def test_anything_else_is_refused(fact: Fact, given_: object) -> None:
    """What is out of bounds, of another type, or can't be shown is no value."""
    with pytest.raises(Refused) as refused:
        accepted(fact, given_)
    assert refused.value.reason == "value"


@pytest.mark.parametrize(
    ("fact", "given_", "reason"),
    [
        (KBO, "0123.456.748", "check"),
        (KBO, "0000.000.000", "check"),
        (TEXT, "85.07.30-033.28", "register"),
        (HCO, "85073003328", "register"),
        (EMAIL, "85073003328@voorbeeld.be", "register"),
        (SECRET, "iets", "sensitive"),
        (INSZ, "iets", "sensitive"),
    ],
)
def test_a_refusal_has_its_reason(fact: Fact, given_: object, reason: str) -> None:
    """Front ends tell readers why; the reason never holds what was given."""
    with pytest.raises(Refused) as refused:
        accepted(fact, given_)
    assert refused.value.reason == reason
    assert str(refused.value) == reason


@given(eight=st.integers(10**6, 2 * 10**7 - 1))
def test_a_wrong_check_digit_is_found(eight: int) -> None:
    """Just one ending of the hundred is right for eight digits: that of stdnum."""
    right = []
    for check in range(100):
        with suppress(Refused):
            right.append(accepted(KBO, f"{eight:08}{check:02}"))
    (number,) = right
    assert vat.is_valid(str(number))


BIRTHS = st.dates(date(1900, 1, 1), date(2025, 12, 31))
GROUPINGS = st.sampled_from(
    ("{}{}{}{}{}", "{}.{}.{}-{}.{}", "{} {} {} {} {}", "{}/{}/{}  {}-{}")
)


@given(
    born=BIRTHS,
    serial=st.integers(1, 998),
    shape=GROUPINGS,
    around=st.sampled_from(("{}", "nr {}.", "12 {}", "{} 3", "rr{}x", "02-511 {}")),
)
def test_a_national_register_number_is_found(
    born: date, serial: int, shape: str, around: str
) -> None:
    """A valid number is found in any grouping, of either century, in any company."""
    parts = (f"{born:%y}", f"{born:%m}", f"{born:%d}", f"{serial:03}")
    nine = "".join(parts)
    check = 97 - int(("2" if born.year >= 2000 else "") + nine) % 97
    assert nn.is_valid(f"{nine}{check:02}")
    shown = shape.format(*parts, f"{check:02}")
    assert holds_register_number(around.format(shown))


@pytest.mark.parametrize("between", ["  -  ", " --- ", "     ", "-" * 9])
def test_a_register_number_may_be_written_far_apart(between: str) -> None:
    """As some do to get it through."""
    assert holds_register_number(f"85.07.30{between}033.28")
    assert "033" not in masked(f"85.07.30{between}033.28")


@pytest.mark.parametrize(
    "words",
    [
        "",
        "02-511 51 51",
        "0123.456.749",
        "85.07.30-033.29",
        "185073003328",
        "8507300332",
        "85.07.30 ---------- 033.28 is te ver uit elkaar geschreven",
    ],
)
def test_other_numbers_are_no_register_numbers(words: str) -> None:
    """Phone and enterprise numbers may be typed, and digits that do not add up."""
    assert not holds_register_number(words)


@given(st.text(), st.sampled_from(["850730 033 28", "85.07.30-033.28", "85073003328"]))
def test_a_masked_text_holds_no_register_number(around: str, number: str) -> None:
    """All else stays as it was, and where it was."""
    words = f"{around}x{number}x{around}"
    shown = masked(words)
    assert not holds_register_number(shown)
    assert len(shown) == len(words)
    assert all(a in (b, "*") for a, b in zip(shown, words, strict=True))
    if not holds_register_number(around):
        stars = "".join("*" if char.isdigit() else char for char in number)
        assert shown == f"{around}x{stars}x{around}"
