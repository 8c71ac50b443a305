"""`bench/` lies beside the package, not in it: the tests find it from the root of the tree."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2]))
