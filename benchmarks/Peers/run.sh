#!/usr/bin/env bash
# Measures the managed engine, TensorFlow and ONNX Runtime side by side and writes artifacts/peers/peers.md and peers.json.
#
#   benchmarks/Peers/run.sh [OPTIONS OF THE PROGRAM]      such as --only digits --rounds 5; --help lists them
#
# TYPEDMODELS_TENSORFLOW   TensorFlow's library, or the folder that it is in; else what ../shared/tensorflow unpacks
# ORT_LIBRARY              ONNX Runtime's library; else the one inside the npm package onnxruntime-node
# PEERS_MODELS, PEERS_ONNX, PEERS_ANSWERS   the folders of SavedModels, of ONNX files and of recorded answers; several separated by colons, but for PEERS_ONNX
set -euo pipefail
cd "$(dirname "$0")/../.."

onnxruntime_version=1.20.1
output=artifacts/peers
cache=artifacts/peers/onnxruntime-node-$onnxruntime_version

fail() {
  echo "$1" >&2
  exit 2
}

first_folders() {
  local found=()
  for folder in "$@"; do
    if [ -d "$folder" ]; then found+=("$folder"); fi
  done
  (IFS=:; echo "${found[*]}")
}

onnx=${PEERS_ONNX:-../shared/onnx}
[ -d "$onnx" ] || fail "There is no folder $onnx with the models in ONNX's format, which ONNX Runtime is measured with. Put NAME.onnx for each SavedModel NAME into a folder (tf2onnx converts them) and set PEERS_ONNX to it."
IFS=: read -ra models <<< "${PEERS_MODELS:-$(first_folders models ../shared/models)}"
IFS=: read -ra answers <<< "${PEERS_ANSWERS:-$(first_folders models/answers ../shared/models/golden)}"

if [ -z "${TYPEDMODELS_TENSORFLOW:-}" ]; then
  [ -x ../shared/tensorflow/unpack.sh ] || fail "Set TYPEDMODELS_TENSORFLOW to TensorFlow's library, or to the folder that it is in."
  TYPEDMODELS_TENSORFLOW=$(../shared/tensorflow/unpack.sh)
  export TYPEDMODELS_TENSORFLOW
fi

if [ -z "${ORT_LIBRARY:-}" ]; then
  ORT_LIBRARY=$(pwd)/$cache/node_modules/onnxruntime-node/bin/napi-v3/linux/x64/libonnxruntime.so.1
  if [ ! -f "$ORT_LIBRARY" ]; then
    command -v npm > /dev/null || fail "Set ORT_LIBRARY to ONNX Runtime's library, or install npm, which fetches it."
    mkdir -p "$cache"
    npm install --prefix "$cache" --ignore-scripts --no-audit --no-fund --silent "onnxruntime-node@$onnxruntime_version"
  fi
  export ORT_LIBRARY
fi
[ -f "$ORT_LIBRARY" ] || fail "There is no file $ORT_LIBRARY, which should be ONNX Runtime's library."

# Starts and memory are measured with code that is compiled ahead of time, by the shared .NET: ReadyToRun, framework-dependent.
dotnet publish benchmarks/Peers -c Release --use-current-runtime --self-contained false -p:PublishReadyToRun=true -o "$output/host" -v q -nologo
dotnet build benchmarks/Peers -c Release -v q -nologo

# The programs themselves: dotnet run would stay in between and take part in what is measured.
exec artifacts/bin/Peers/release/TypedModels.Peers "${models[@]}" --onnx "$onnx" --answers "${answers[@]}" \
  --host "$output/host/TypedModels.Peers" --commit "$(git describe --always --dirty 2> /dev/null || echo unknown)" --out "$output" "$@"
