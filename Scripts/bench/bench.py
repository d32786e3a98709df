"""Times the engine against others, turn by turn, and prints tables.

    python3 Scripts/bench/bench.py --ours .build/release/sqz-bench --peers onnx_runtime ncnn_peer

`--ours` is a command that takes peers/peer.py's arguments (`--models` and `--prepare` apart) and
speaks its protocol; given several times it compares builds. contest.py says how turns are taken.
The first pass of a turn finds cold caches and sleeping threads, whoever's turn it is, and is not
counted. Every answer is held to float64, before and after.
"""

import argparse
import datetime
import os
import re
import sys

import agreement
import contest
import machine
import report

CASES = ["v1.0/keras/224", "v1.0/caffe/227", "v1.1/caffe/227"]


def case(text):
    if not re.fullmatch(r"v1\.[01]/(keras|paper|caffe|torchvision)/[1-9]\d{1,3}", text):
        raise argparse.ArgumentTypeError(f"`{text}` is no network, geometry and size: {CASES[0]}")
    return text


def parse():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--ours", required=True, action="append", help="our server; repeatable")
    peers = list(contest.PEERS)
    parser.add_argument("--peers", nargs="*", choices=peers, default=peers[:1])
    parser.add_argument("--all-peers", dest="peers", action="store_const", const=peers)
    parser.add_argument("--cases", nargs="+", default=CASES[:1], type=case, help=f"as {CASES[0]}")
    parser.add_argument("--all-cases", dest="cases", action="store_const", const=CASES)
    parser.add_argument(
        "--weights", action="append", default=[], help="trained weights; repeatable"
    )
    parser.add_argument("--threads", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--quick", dest="rounds", action="store_const", const=10)
    parser.add_argument("--passes", type=int, default=5, help="passes a turn")
    parser.add_argument("--pause", type=float, default=10, help="milliseconds between turns")
    parser.add_argument("--markdown", action="store_true", help="a table of medians at the end")
    options = parser.parse_args()
    if options.rounds < 1 or options.passes < 1:
        parser.error("there must be a round and a pass")
    return options


def main():
    options = parse()
    # The peers' own module knows the weights and the input, and brings the goldens within reach.
    sys.path.insert(0, str(contest.PEERS_FOLDER))
    import peer

    files = peer.weights_files(options.weights)
    load = os.getloadavg()[0]
    print(f"{machine.cpu_name()}, {os.cpu_count()} processors, load {load:.2f} before the run")
    print(
        f"{datetime.date.today()}, float32, batch 1, {options.rounds} rounds of {options.passes}"
        " passes by turns; milliseconds a pass",
    )
    print(f"\n{report.LEGEND}", flush=True)
    cases = []
    for name in options.cases:
        model, geometry, size = name.split("/")
        weights = peer.weights_of(model, files.get(model))
        truth = agreement.truth(model, geometry, peer.image(int(size)), weights)
        with contest.Contest(name, truth, options.threads, files.get(model)) as entrants:
            entrants.enter_ours(options.ours)
            entrants.enter_peers(options.peers)
            cases.append(entrants.run(options.rounds, options.passes, options.pause))
        kind = "trained" if model in files else "seeded"
        print("\n".join(report.case_tables(cases[-1])))
        print(f"{kind} weights; allowed error of ln p {truth.tolerance:.1e}", flush=True)
    print("\n".join(report.summary(cases)))
    if options.markdown:
        print("\n".join(["", *report.markdown(cases)]))


if __name__ == "__main__":
    main()
