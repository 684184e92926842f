"""A desk on Anki's collection: every line of stdin names a file with a day's documents, one note each, then it syncs.

Runs in an environment of its own, with Anki's library. The first sync, which sends everything, is not measured.
"""

# mypy: ignore-errors

import json
import sys
import tempfile
import time
from pathlib import Path

from anki.collection import Collection


def main() -> None:
    """Sign in, upload the empty collection, then do what stdin says."""
    endpoint = f"http://{sys.argv[1]}:9300/"
    with tempfile.TemporaryDirectory() as folder:
        collection = Collection(str(Path(folder) / "desk.anki2"))
        login = collection.sync_login("desk", "desk", endpoint)
        collection.close_for_full_sync()
        collection.full_upload_or_download(auth=login, server_usn=None, upload=True)
        collection.reopen(after_full_sync=True)
        print("ready", flush=True)
        for line in sys.stdin:
            _add(collection, json.loads(Path(line.strip()).read_text(encoding="utf-8")))
            start = time.perf_counter()
            done = collection.sync_collection(login, sync_media=False)
            assert done.required == done.NO_CHANGES, done
            print(time.perf_counter() - start, flush=True)


def _add(collection: Collection, documents: list[dict]) -> None:
    kind = collection.models.by_name("Basic")
    for document in documents:
        note = collection.new_note(kind)
        note["Front"], note["Back"] = document["_id"], json.dumps(document, ensure_ascii=False)
        collection.add_note(note, collection.decks.id("Default"))


if __name__ == "__main__":
    main()
