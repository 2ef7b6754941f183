"""What is shown to others is found by its code, for as long as somebody has it."""

import gc

import pytest

from ui.crowd.shares import LENGTH, Shares, with_route

ROUTE = "second"


class Thing:
    pass


def test_a_thing_has_one_code_and_is_found_by_it_until_it_is_gone():
    shares: Shares[Thing] = Shares()
    one, other = Thing(), Thing()
    code = shares.code(one)
    assert shares.code(one) == code != shares.code(other)
    assert len(code) >= 4 * LENGTH / 3
    assert shares.thing(code) is one
    assert shares.thing(with_route(code, ROUTE)) is one
    for wrong in ("", "x", code[:-1], code + "x", ROUTE):
        assert shares.thing(wrong) is None
    del one
    gc.collect()
    assert shares.thing(code) is None


@pytest.mark.parametrize("cookie", [None, "", "f" * 21, ROUTE + "0", ROUTE.upper(), "[a](http://b) " + ROUTE])
def test_only_a_route_goes_into_the_link(cookie):
    assert with_route("code", cookie) == "code"
    assert with_route("code", ROUTE) == f"code.{ROUTE}"
