"""From a communiqué or press text to a draft visit (docs/guide/reader.md). Pure: no network, no clock."""

from mithaq.reader.lists import ListError
from mithaq.reader.model import Commitment, Meeting, Participant, Reading, Visit
from mithaq.reader.reading import read

__all__ = ["Commitment", "ListError", "Meeting", "Participant", "Reading", "Visit", "read"]
