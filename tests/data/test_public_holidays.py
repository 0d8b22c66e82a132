"""What python-holidays is asked for, against days that everybody can look up."""

from datetime import date

import pytest

from data.values.public_holidays import Region, countries, public_holidays, regions

NATIONAL = {
    "FR": (date(2026, 7, 14), "Fête nationale", "National Day"),
    "DE": (date(2026, 10, 3), "German Unity Day", "German Unity Day"),
    "CA": (date(2026, 7, 1), "Fête du Canada", "Canada Day"),
    "BE": (date(2026, 7, 21), "Fête nationale", "National Day"),
}


@pytest.mark.parametrize(("country", "expected"), NATIONAL.items(), ids=NATIONAL)
def test_national_days_have_a_name_in_both_languages(country, expected):
    day, french, english = expected
    assert public_holidays(country, "", [2026], "fr")[day] == french
    assert public_holidays(country, "", [2026], "en")[day] == english


def test_names_are_written_with_typographic_apostrophes():
    assert public_holidays("FR", "", [2026], "fr")[date(2026, 1, 1)] == "Jour de l’an"


def test_easter_moves_from_year_to_year():
    """Easter Mondays of the Gregorian calendar: 21 April 2025, 6 April 2026, 29 March 2027."""
    days = public_holidays("FR", "", [2025, 2026, 2027])
    assert {date(2025, 4, 21), date(2026, 4, 6), date(2027, 3, 29)} <= days.keys()
    assert list(days) == sorted(days)


def test_regions_have_names_and_places_without_one_their_code():
    assert Region("BY", "Bayern") in regions("DE")
    assert Region("974", "La Réunion") in regions("FR")
    assert regions("LU") == ()


def test_countries_are_iso_codes():
    known = countries()
    assert {"FR", "BE", "CH", "CA", "GB", "US", "DE", "JP"} <= set(known)
    assert all(len(code) == 2 for code in known)


def test_no_country_is_an_error_that_names_it():
    with pytest.raises(ValueError, match="XX"):
        public_holidays("XX", "", [2026])
    with pytest.raises(ValueError, match="XX"):
        regions("XX")
