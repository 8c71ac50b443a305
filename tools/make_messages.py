"""Bring the message catalogues up to date with the code, and compile them (docs/guide/translating.md).

make_messages.py            find every message, merge it into the five .po files, write the .mo files
make_messages.py --compile  only write the .mo files
make_messages.py --check    write nothing; exit with 1 if a catalogue is old or unsound, or a .mo stale

The messages of a package lie in its `locale` folder, all in the domain "django". English is the
source and may stay empty. No GNU gettext is needed.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tools.messages.catalogues import LANGUAGES, compiled, language_of, merge, read, written  # noqa: E402
from tools.messages.faults import faults  # noqa: E402
from tools.messages.sources import Source, of_kinds, sources, united  # noqa: E402

SOURCE = ROOT / "src"
PACKAGE = "mithaq"

Wanted = Mapping[tuple[str | None, str], list[Source]]


def paths(source: Path) -> list[Path]:
    """Return the five catalogues."""
    folder = source / PACKAGE / "locale"
    return [folder / language / "LC_MESSAGES" / "django.po" for language in LANGUAGES]


def wanted(source: Path, more: Iterable[Source] = ()) -> Wanted:
    """Return every message of the code under a folder, and what the kinds say besides."""
    return united([*sources(source), *more])


def update(source: Path, messages: Wanted) -> None:
    """Write the .po files that differ."""
    for path in paths(source):
        write(path, written(merge(read(path), language_of(path), messages)))


def compile_all(source: Path) -> None:
    """Write the .mo files that differ."""
    for path in paths(source):
        if path.exists():
            write(path.with_suffix(".mo"), compiled(path))


def write(path: Path, content: bytes) -> None:
    """Write a file if it has another content."""
    if not path.exists() or path.read_bytes() != content:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        print(f"written: {path}")


def found_in(path: Path, messages: Wanted) -> Iterator[str]:
    """Yield what is wrong with one catalogue and its compiled twin."""
    if not path.exists():
        yield f"{path}: there is no catalogue"
        return
    catalogue = read(path)
    known = {
        (message.context, message.id if isinstance(message.id, str) else message.id[0])
        for message in catalogue
    }
    for key, places in messages.items():
        if key not in known:
            yield f"{path}: {key[1]!r} ({places[0].place}:{places[0].line}) is absent"
    if written(merge(catalogue, language_of(path), messages)) != path.read_bytes():
        yield f"{path} is out of date: python3 tools/make_messages.py"
    yield from (f"{path}: {fault}" for fault in faults(catalogue, language_of(path)))
    target = path.with_suffix(".mo")
    if not target.exists() or target.read_bytes() != compiled(path):
        yield f"{target} is stale: python3 tools/make_messages.py --compile"


def check(source: Path, messages: Wanted) -> list[str]:
    """Return one line a fault."""
    return [fault for path in paths(source) for fault in found_in(path, messages)]


def main(arguments: list[str], source: Path = SOURCE) -> int:
    """Do what the arguments say; 1 when --check finds something."""
    if "--compile" in arguments:
        compile_all(source)
        return 0
    messages = wanted(source, of_kinds() if source == SOURCE else ())
    if "--check" in arguments:
        found = check(source, messages)
        print("".join(f"{fault}\n".replace(f"{source.parent}/", "") for fault in found), end="")
        return 1 if found else 0
    update(source, messages)
    compile_all(source)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
