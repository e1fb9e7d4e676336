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
