"""Reads Vietnamese administrative plans: who must do what, by when, on which dimension of which index.

>>> import kehoach
>>> from pathlib import Path
>>> record = kehoach.extract(Path("plan.docx"))     # one plan, as a dict
>>> plans = kehoach.extract_many("plans")           # a folder, as tables
>>> plans.tasks                                     # a pyarrow.Table
>>> plans.to_pandas().deadlines                     # a pandas.DataFrame

Every value comes with the words of the source, their place, and the rule that read them. ``kehoach.cluster`` is for
programs that read plans on many machines and put the dataset together.
"""

from __future__ import annotations

from ._dataset import Dataset, Frames
from ._errors import KehoachError
from ._extractor import Extractor, extract, extract_many
from ._kehoach import __version__

__all__ = ["Dataset", "Extractor", "Frames", "KehoachError", "__version__", "extract", "extract_many"]
