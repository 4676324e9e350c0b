"""The same work done the usual way, for scale: every payment's payer and purpose held against every
contract's number and holder by rapidfuzz's token_set_ratio, the best one taken.

    pip install rapidfuzz
    mkdir data && cargo bench --bench matching -- write data
    python3 benches/beside_rapidfuzz.py data [PAYMENTS]

It is run by hand, on one core. Each payment costs the same, so only the first PAYMENTS (20) are done,
and the time for all of them is extrapolated. The share in which the right contract comes first is
printed beside the time: this finds, it decides nothing.
"""

import sys
import time
from pathlib import Path

from rapidfuzz import fuzz, process, utils


def columns(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]


def main() -> None:
    folder = Path(sys.argv[1])
    done = int(sys.argv[2]) if len(sys.argv) > 2 else 20
    begin = time.process_time()
    contracts = [utils.default_process(" ".join(line)) for line in columns(folder / "contracts.tsv")]
    prepared = time.process_time() - begin
    payments = columns(folder / "payments.tsv")

    begin = time.process_time()
    right = 0
    for at, payer, purpose, _sum in payments[:done]:
        said = utils.default_process(f"{payer} {purpose}")
        best = process.extractOne(said, contracts, scorer=fuzz.token_set_ratio)
        right += best is not None and best[2] == int(at)
    spent = time.process_time() - begin

    whole = spent / done * len(payments)
    print(f"{len(contracts)} contracts prepared in {prepared:.2f} s of processor time")
    print(f"{done} payments in {spent:.2f} s, so {len(payments)} in {whole:.0f} s; right contract first: {right}/{done}")


if __name__ == "__main__":
    main()
