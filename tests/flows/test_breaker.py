"""The circuit breaker: it rests, then lets one call try."""

from flows.breaker import Breaker


def test_a_cancelled_probe_leaves_the_way_free_for_the_next():
    breaker = Breaker(failures_to_open=1, open_seconds=10)
    breaker.failed(0)
    assert not breaker.lets_pass(9.9)
    assert breaker.lets_pass(10)
    assert not breaker.lets_pass(10)
    breaker.abandoned()
    assert breaker.lets_pass(10)
    breaker.failed(10)
    assert not breaker.lets_pass(19.9)
    assert breaker.lets_pass(20)
    breaker.succeeded()
    assert breaker.lets_pass(20)
    assert breaker.lets_pass(20)


def test_calls_under_way_when_it_opens_do_not_lengthen_its_rest():
    breaker = Breaker(failures_to_open=1, open_seconds=10)
    breaker.failed(0)
    breaker.failed(8)
    assert breaker.lets_pass(10)


def test_who_is_told_that_it_is_away_lets_it_rest_from_then_on():
    breaker = Breaker(failures_to_open=3, open_seconds=10)
    breaker.told_down(5)
    assert breaker.is_open
    assert not breaker.lets_pass(14.9)
    assert breaker.lets_pass(15)
    breaker.told_down(15)
    assert not breaker.lets_pass(20)
