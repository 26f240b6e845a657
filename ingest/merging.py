"""Two wordings of an address that a better way of reading finds to be one."""

import sqlite3

_BOTH = "from {} where url = :url and {} in (:old, :new)"


def rename_wording(db: sqlite3.Connection, url: str, old: str, new: str) -> None:
    """Call a wording by another digest. Where there is one of that, they are one, said since the first of both.

    Of the two responses, the newer stays. Part of a transaction of the caller's.
    """
    names = {"url": url, "old": old, "new": new}
    of_wordings, of_responses = _BOTH.format("wording", "digest"), _BOTH.format("response", "wording")
    seen = db.execute(f"select min(first_seen) as first, max(last_seen) as last {of_wordings}", names).fetchone()
    older = db.execute(f"select wording {of_responses} order by at desc", names).fetchall()[1:]
    db.execute("delete from wording where url = :url and digest = :new", names)
    db.execute(
        "update wording set digest = :new, first_seen = :first, last_seen = :last where url = :url and digest = :old",
        {**names, **dict(seen)},
    )
    db.executemany("delete from response where url = ? and wording = ?", [(url, row["wording"]) for row in older])
    for table in ("response", "page"):
        db.execute(f"update {table} set wording = :new where url = :url and wording = :old", names)  # noqa: S608
