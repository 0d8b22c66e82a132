"""Whatever is done to an export, it ends in right rows or in words."""

import os

from tests.fuzz.drive import drive
from tests.fuzz.report import report

FILES = int(os.environ.get("UTMOST_FUZZ_FILES", "20"))


def test_damaged_files_end_in_right_rows_or_in_words():
    cases = list(drive("suite", FILES))
    assert len(cases) == FILES
    assert not [told for told in cases if told["wrong"]], report(cases)
