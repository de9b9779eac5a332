"""Predicts a table of migrations in shards on a Ray cluster: docs/scale.md says how and why.

python ray_predict.py --cli ./movecast-cli migrations.csv > predictions.csv
"""

import argparse
import collections
import csv
import io
import os
import subprocess
import sys

import ray


# Exit code where a shard could not be predicted at all; 0 and 1 are as those of `predict`.
FAILED = 3


def shards(table, rows):
    """The table in pieces of at least so many rows, each with the heading. No batch is cut: rows of one
    stand together."""
    reader = csv.reader(table)
    heading = next(reader)
    batch = heading.index("batch_id") if "batch_id" in heading else None
    piece, last = [], ""
    for row in reader:
        name = row[batch] if batch is not None and batch < len(row) else ""
        if rows <= len(piece) and (not name or name != last):
            yield text([heading, *piece]), len(piece)
            piece = []
        piece.append(row)
        last = name
    if piece:
        yield text([heading, *piece]), len(piece)


def text(rows):
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


# What dies or is killed is tried again, on another machine if there is one: it gives the same bytes.
@ray.remote(max_retries=3, retry_exceptions=True)
def predict(cli, shard):
    done = subprocess.run([cli, "predict"], input=shard, capture_output=True, text=True)
    # 1 is no failure: some rows could not be used, and standard error says which.
    if done.returncode not in (0, 1) or not done.stdout:
        raise RuntimeError(f"movecast-cli ended with {done.returncode}: {done.stderr[-500:]}")
    return done.returncode, done.stdout, done.stderr


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("table", type=argparse.FileType("r", encoding="utf-8"))
    parser.add_argument("--cli", required=True, help="movecast-cli, by its path on every machine")
    parser.add_argument("--rows", type=int, default=20_000, help="rows of a shard, at the least")
    parser.add_argument("--workers", type=int, help="processors of this machine alone; else a cluster's")
    asked = parser.parse_args()
    # Ray says on standard output what it tries again; only predictions belong there.
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    ray.init(num_cpus=asked.workers, log_to_driver=False, include_dashboard=False)
    # As many shards are under way as keep all workers busy; the table is read no further than that.
    most = 2 * int(ray.cluster_resources()["CPU"])
    under_way = collections.deque()
    worst, first = 0, True

    def hand_out():
        nonlocal worst, first
        number, row, future = under_way.popleft()
        try:
            code, found, said = ray.get(future)
        except ray.exceptions.RayError as why:
            out.flush()
            print(f"shard {number} (from row {row} on) failed; what is out is whole", why, file=sys.stderr)
            sys.exit(FAILED)
        for line in said.splitlines():
            print(f"shard {number} (from row {row} on): {line}", file=sys.stderr)
        out.write(found if first else found.split("\n", 1)[1])
        worst, first = max(worst, code), False

    row = 1
    for number, (shard, count) in enumerate(shards(asked.table, asked.rows), 1):
        if len(under_way) == most:
            hand_out()
        under_way.append((number, row, predict.remote(asked.cli, shard)))
        row += count
    while under_way:
        hand_out()
    out.close()
    sys.exit(worst)


if __name__ == "__main__":
    main()
