#!/bin/sh
# The shipped encoder from scratch: every run in its order, each resumable; then their average into the package.
#
#   training/encoder/recipe.sh DATA BASE OUT      (BASE: the folder of the pretrained weights)
#
# About ten hours on one core with bfloat16. One thread a run (OMP_NUM_THREADS=1) is nearly as quick as two.
set -eu
data=$1 base=$2 out=$3
here=$(dirname "$0")
corpus=$here/../corpus
threads=$here/../threads

run() { # SEED EPOCHS RATE INIT…
    seed=$1 epochs=$2 rate=$3
    shift 3
    python "$here/train.py" --data "$data" --corpus "$corpus" --threads "$threads" --base "$base" --out "$out/$seed" \
        --seed "$seed" --draft-epochs "$epochs" --rate "$rate" --init "$@"
}
of() { for seed in "$@"; do echo "$out/$seed/encoder-$seed.pt"; done; }

python "$here/train.py" --data "$data" --corpus "$corpus" --base "$base" --out "$out/entities" --only-entities
run 0 5 1e-4 "$out/entities/entities.pt"
run 1 5 1e-4 "$out/entities/entities.pt"
run 2 4 7e-5 $(of 0 1)
run 3 4 7e-5 $(of 0 1)
run 4 3 8e-5 $(of 0 1 2 3)
run 5 3 8e-5 $(of 0 1 2 3)
run 6 2 6e-5 $(of 4)
run 7 3 7e-5 $(of 0 1 2 3 4 5 4 5 6)
run 8 3 7e-5 $(of 0 1 2 3 4 5 4 5 6)
run 9 2 5e-5 $(of 7 8)
# Later runs have seen more and count more: 4 and 5 twice, 7 and 8 four times, 9 five times.
earlier="0 1 2 3 4 5 4 5 6 7 8 9 7 8 9 7 8 9 7 8 9 9"
run 10 3 7e-5 $(of $earlier)
run 11 3 7e-5 $(of $earlier)
run 12 2 7e-5 $(of 10 11)
run 13 2 7e-5 $(of 10 11)
# One fifth the average of the earlier ones (there are 22), two fifths each 12 and 13.
python "$here/export.py" --weights $(of $earlier $(yes "12 13" | head -n 44)) --base "$base" --corpus "$corpus" --version 4 \
    --to "$here/../../src/confidcheck/language/weights/encoder"
