#!/bin/sh
# The Maven modules of the layers in layers.yaml, separated by commas.
sed -n 's/^ *module: *//p' "$(dirname "$0")/../layers.yaml" | paste -sd, -
