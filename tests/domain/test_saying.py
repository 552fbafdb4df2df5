"""What is told before it is known in which language."""

from bot.domain.saying import Quoted, says

NESTED = says(
    "a", who=Quoted("U1"), some=(Quoted("U2"), says("b", who=Quoted("U3")), "U4"), count=2
)


def test_whatever_is_quoted_is_found_and_named_however_deep_it_stands() -> None:
    assert list(NESTED.quoted()) == ["U1", "U2", "U3"]
    named = NESTED.with_names({f"U{number}": f"P{number}" for number in range(1, 5)})
    assert list(named.quoted()) == ["P1", "P2", "P3"]
    assert dict(named.facts)["some"] == (Quoted("P2"), says("b", who=Quoted("P3")), "U4")
