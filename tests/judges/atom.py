"""Judge: every Atom feed of a site is read without a fault by feedparser, which many readers of feeds are made with.

    python atom.py SITE
"""

import sys
from pathlib import Path

import feedparser

# What a feed needs for a reader to show it.
OF_FEED = ("title", "id", "link", "updated_parsed", "language")
OF_ENTRY = ("title", "id", "link", "updated_parsed")


def faults(feed):
    """What is wrong with a feed, given as bytes."""
    read = feedparser.parse(feed)
    if read.bozo:
        return [f"cannot be read: {read.bozo_exception}"]
    if read.version != "atom10":
        return [f"is taken for {read.version or 'no feed'}"]
    lacks = [f"has no {name}" for name in OF_FEED if not read.feed.get(name)]
    for entry in read.entries:
        lacks += [f"{entry.get('id', 'an entry')} has no {name}" for name in OF_ENTRY if not entry.get(name)]
    return lacks if read.entries else [*lacks, "has no entries"]


def main():
    site = Path(sys.argv[1])
    files = sorted(site.rglob("feed.xml"))
    found = [f"{file.relative_to(site)}: {fault}" for file in files for fault in faults(file.read_bytes())]
    # A judge that finds nothing in a feed that is cut off, or that is none, sees nothing.
    whole = files[0].read_bytes() if files else b""
    for name, broken in (("cut off", whole[: len(whole) // 2]), ("without ids", whole.replace(b"<id>", b"<x>").replace(b"</id>", b"</x>"))):
        if not faults(broken):
            found.append(f"the judge finds no fault in a feed {name}")
    for fault in found:
        print(f"atom: {fault}", file=sys.stderr)
    print(f"atom: {len(files)} feeds, {len(found)} wrong")
    return 1 if found or not files else 0


if __name__ == "__main__":
    sys.exit(main())
