"""Single cells that hold something else."""

from tests.fuzz.mutation import Allowed, changed_row, mutation

HOSTILE = (
    '=HYPERLINK("http://evil.example")', "+1+1", "-2+3", "@SUM(A1)", "<script>alert(1)</script>",
    "{{7*7}}", "${jndi:ldap://x}", "';--", "../../etc/passwd", "\u202eabc", "\ufeff", "🧵" * 50,
    "NaN", "inf", "-inf", "1e400", "9" * 400, "0x10", "1_000", "١٢٣", "1.2.3", "--", "31/02/2026",
    "2026-13-45", "0000-00-00", "9999-12-31", "1899-12-31", "12:61", "\r", "\x0b", " ", "\u00a0",
)  # fmt: skip


@mutation(Allowed.LOCAL)
def a_hostile_cell(rng, e):
    def hostile(row):
        at = rng.randrange(len(row))
        return [*row[:at], rng.choice(HOSTILE), *row[at + 1 :]]

    return changed_row(rng, e, hostile)


@mutation(Allowed.LOCAL)
def a_huge_cell(rng, e):
    def huge(row):
        at = rng.randrange(len(row))
        return [
            *row[:at],
            rng.choice(["x", "9", '"', "é"]) * rng.choice([100_000, 2_000_000]),
            *row[at + 1 :],
        ]

    return changed_row(rng, e, huge)


@mutation(Allowed.LOCAL)
def an_emptied_cell(rng, e):
    def emptied(row):
        at = rng.randrange(len(row))
        return [*row[:at], "", *row[at + 1 :]]

    return changed_row(rng, e, emptied)


@mutation(Allowed.LOCAL)
def two_cells_exchanged(rng, e):
    def exchanged(row):
        new = list(row)
        one, other = rng.sample(range(len(row)), 2)
        new[one], new[other] = new[other], new[one]
        return new

    return changed_row(rng, e, exchanged)
