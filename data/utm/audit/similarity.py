"""String similarity of tags: separators, accents, and edit distance one (typos)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Hashable, Iterator

_SEPARATORS = re.compile(r"[\s_\-.+|/]+")
SHORTEST = 5  # words of fewer letters differ by one letter on purpose
# Words that look alike and mean different things.
_DISTINCT = (
    frozenset(("april", "avril", "march", "mars")),
    frozenset(("women", "woman", "womens")),
    frozenset(("monday", "sunday")),
    frozenset(("north", "south")),
    frozenset(("ireland", "iceland")),
    frozenset(("slovakia", "slovenia")),
    frozenset(("austria", "austral")),
)


def words(value: str) -> tuple[str, ...]:
    """The words of a tag, without case, accents and separators.

    >>> words("Été-2026_promo")
    ('ete', '2026', 'promo')
    """
    plain = unicodedata.normalize("NFKD", value.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return tuple(word for word in _SEPARATORS.split(plain) if word)


def joined(value: str) -> str:
    """The letters and digits of a tag, however they are separated.

    >>> joined("Black Friday") == joined("black_friday")
    True
    """
    return "".join(words(value))


def one_slip(first: str, second: str) -> bool:
    """Whether two words differ by one edit: a letter too many, too few, wrong, or two swapped.

    >>> one_slip("autumn", "autum"), one_slip("offer", "offre"), one_slip("offer", "other")
    (True, True, False)
    """
    if first == second or abs(len(first) - len(second)) > 1:
        return False
    start = next(
        (n for n, (a, b) in enumerate(zip(first, second, strict=False)) if a != b),
        min(len(first), len(second)),
    )
    a, b = first[start:], second[start:]
    swapped = len(a) > 1 and len(b) > 1 and a[:2] == b[1::-1] and a[2:] == b[2:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or swapped


def slips(word: str) -> frozenset[str]:
    """The word and its variants with one letter deleted (as in SymSpell).

    Words that differ by one edit share one of these, so that it serves as a key.

    >>> sorted(slips("to"))
    ['o', 't', 'to']
    """
    return frozenset((word, *(word[:n] + word[n + 1 :] for n in range(len(word)))))


def keys(value: str) -> Iterator[Hashable]:
    """Blocking keys: two values that may be near-duplicates share at least one."""
    yield joined(value)
    parts = words(value)
    for place, word in enumerate(parts):
        if word.isalpha() and len(word) >= SHORTEST:
            for rest in slips(word):
                yield parts[:place], rest, parts[place + 1 :]


def same_words(first: str, second: str) -> bool:
    """Whether two tags differ only in separators, accents and capital letters.

    >>> same_words("Spring Sale", "spring-sale"), same_words("a.bc", "ab.c")
    (True, True)
    >>> same_words("a.bc", "abc")
    False
    """
    other_host = first.count(".") != second.count(".")  # hosts: a.bc is not abc
    return joined(first) == joined(second) != "" and not other_host


def look_alike(first: str, second: str) -> bool:
    """Whether two tags are probably the same, mistyped; never two that differ in a number.

    >>> look_alike("autumn-offer", "autum-offer"), look_alike("spring_2024", "spring_2025")
    (True, False)
    """
    first_words, second_words = words(first), words(second)
    if len(first_words) != len(second_words):
        return False
    differing = [(a, b) for a, b in zip(first_words, second_words, strict=True) if a != b]
    if len(differing) != 1:
        return False
    a, b = differing[0]
    letters = a.isalpha() and b.isalpha() and min(len(a), len(b)) >= SHORTEST
    # A plural is never proposed as a typo.
    plural = a + "s" == b or b + "s" == a
    distinct = any({a, b} <= known for known in _DISTINCT)
    return letters and not plural and not distinct and one_slip(a, b)
