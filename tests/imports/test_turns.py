"""Turns: a few uploads at a time, in their order, and a place always left for small ones."""

import threading
import time
from contextlib import contextmanager

import pytest

from data.imports.turns import LARGE_TURN, Turns
from tests.conftest import LONG

SMALL = 1


class Person:
    """Somebody who uploads a file, and reads it until told to end."""

    def __init__(self, turns, size=SMALL) -> None:
        self.turns, self.size = turns, size
        self.waited, self.reads, self.end = [], threading.Event(), threading.Event()
        self.gone = False
        self.thread = threading.Thread(target=self._upload, daemon=True)
        self.thread.start()

    def _upload(self):
        try:
            with self.turns.turn(self.size, self._waits):
                self.reads.set()
                self.end.wait(LONG)
        except ConnectionError:
            pass

    def _waits(self, ahead):
        self.waited.append(ahead)
        if self.gone:
            raise ConnectionError

    def ends(self):
        self.end.set()
        self.thread.join(LONG)
        assert not self.thread.is_alive()


def until(condition):
    end = time.monotonic() + LONG
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.005)


@contextmanager
def people(turns, *sizes: int):
    """People who come one after the other."""
    came = []
    try:
        for size in sizes:
            came.append(Person(turns, size))
            person = came[-1]
            until(lambda person=person: person.reads.is_set() or person.waited)
        yield came
    finally:
        for person in came:
            person.gone = True
            person.end.set()


def reading(came):
    return [person.reads.is_set() for person in came]


def test_a_few_read_at_a_time_and_the_others_wait_in_their_order():
    with people(Turns(2), *[SMALL] * 5) as came:
        assert reading(came) == [True, True, False, False, False]
        assert [person.waited[0] for person in came[2:]] == [2, 3, 4]
        for number in range(3):
            came[number].ends()
            until(lambda n=number: came[n + 2].reads.is_set())
            assert reading(came) == [n < number + 3 for n in range(5)]


def test_who_waits_hears_of_every_step_forward():
    with people(Turns(1), *[SMALL] * 3) as came:
        came[0].ends()
        until(lambda: came[2].waited[-1] == 1)
        assert came[2].waited[0] == 2


def test_a_small_upload_is_not_stuck_behind_large_ones():
    with people(Turns(2), LARGE_TURN, LARGE_TURN, SMALL, LARGE_TURN, SMALL) as came:
        assert reading(came) == [True, False, True, False, False]
        came[2].ends()
        until(came[4].reads.is_set)
        came[0].ends()
        until(came[1].reads.is_set)
        assert not came[3].reads.is_set()


def test_small_uploads_do_not_keep_a_large_one_waiting_for_ever():
    with people(Turns(2), SMALL, SMALL, LARGE_TURN, SMALL) as came:
        came[0].ends()
        until(came[2].reads.is_set)
        assert reading(came) == [True, True, True, False]


def test_just_below_large_is_small():
    with people(Turns(2), LARGE_TURN - 1, LARGE_TURN - 1) as came:
        assert reading(came) == [True, True]


def test_who_goes_away_leaves_the_line():
    with people(Turns(1), *[SMALL] * 3) as came:
        came[1].gone = True
        came[1].thread.join(LONG)
        until(lambda: came[2].waited[-1] == 1)
        came[0].ends()
        until(came[2].reads.is_set)
        assert not came[1].reads.is_set()


def test_an_upload_that_fails_gives_its_place_back():
    turns = Turns(1)
    with pytest.raises(ZeroDivisionError), turns.turn(SMALL, lambda _ahead: None):
        raise ZeroDivisionError
    with turns.turn(SMALL, pytest.fail):
        pass


def test_many_at_once_are_never_more_than_the_places():
    turns, now, most, lock = Turns(3), [0], [0], threading.Lock()

    def upload(size):
        with turns.turn(size, lambda _ahead: None):
            with lock:
                now[0] += 1
                most[0] = max(most[0], now[0])
            time.sleep(0.002)
            with lock:
                now[0] -= 1

    threads = [
        threading.Thread(target=upload, args=(LARGE_TURN * (n % 2),), daemon=True)
        for n in range(60)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LONG)
    assert (now, most) == ([0], [3])
