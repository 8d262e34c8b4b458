"""Sees to it that the browser tests have a Chromium and a font with Chinese characters.

    python tools/ensure_chromium.py          install Debian's if there is none and we may; quiet when all is well
    python tools/ensure_chromium.py --find   print the path of a Chromium that runs, install nothing

NOTICESEARCH_CHROMIUM names a browser outright. Without a browser the browser tests are skipped; in CI (CI=true) that is
an error.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLAYWRIGHT_FOLDERS = ("~/.cache/ms-playwright", "~/Library/Caches/ms-playwright")
PLAYWRIGHT_BINARIES = ("chromium-*/chrome-linux*/chrome", "chromium-*/chrome-mac*/Chromium.app/Contents/MacOS/Chromium")
MAC_APPLICATIONS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
BROWSER_PACKAGE = "chromium"
FONT_PACKAGE = "fonts-noto-cjk"
VERSION_SECONDS = 30  # a cold start from a slow disk; Ubuntu's snap stub fails at once
APT_SECONDS = 900  # some 300 MB on a slow line


class InstallFailed(Exception):
    """A package could not be installed; the message says what apt-get said."""


def chromium() -> Path | None:
    """The first browser that starts: the one named by the environment, or one of the known places; else None."""
    named = os.environ.get("NOTICESEARCH_CHROMIUM")
    if named:
        return Path(named) if runs(Path(named)) else None
    return next((path for path in candidates() if runs(path)), None)


def candidates() -> Iterator[Path]:
    """Where a Chromium may be: on PATH, in Playwright's own folders, among a Mac's applications."""
    for name in NAMES:
        found = shutil.which(name)
        if found:
            yield Path(found)
    for folder in (os.environ.get("PLAYWRIGHT_BROWSERS_PATH"), *PLAYWRIGHT_FOLDERS):
        for pattern in PLAYWRIGHT_BINARIES if folder else ():
            yield from sorted(Path(folder or "").expanduser().glob(pattern), reverse=True)
    yield from (Path(path) for path in MAC_APPLICATIONS if Path(path).exists())


def runs(browser: Path) -> bool:
    """Whether *browser* tells its version; a stub that asks for snap does not."""
    try:
        told = subprocess.run([browser, "--version"], capture_output=True, timeout=VERSION_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return told.returncode == 0


def has_chinese_font() -> bool:
    """Whether fontconfig knows a font for Chinese; True where there is no fontconfig to ask (macOS, Windows)."""
    if not shutil.which("fc-list"):
        return not sys.platform.startswith("linux")
    listed = subprocess.run(["fc-list", ":lang=zh"], capture_output=True, text=True, check=False)
    return bool(listed.stdout.strip())


def may_install() -> bool:
    """Whether we are root on a system with apt-get."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(packages: list[str]) -> None:
    """Install Debian *packages* without questions; raises InstallFailed with apt's last words."""
    say(f"installing {' and '.join(packages)} for the browser tests (apt-get; this can take some minutes)")
    for arguments in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
        apt_get(arguments)


def apt_get(arguments: list[str]) -> None:
    """Run apt-get; raises InstallFailed when it fails or takes longer than APT_SECONDS."""
    command = ["apt-get", "--quiet", *arguments]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=APT_SECONDS, check=False, env=environment
        )
    except subprocess.TimeoutExpired:
        raise InstallFailed(f"{' '.join(command)} took longer than {APT_SECONDS} seconds") from None
    if done.returncode != 0:
        last_words = (done.stderr or done.stdout).strip().splitlines()[-1:] or ["it said nothing"]
        raise InstallFailed(f"{' '.join(command)} failed with exit code {done.returncode}: {last_words[0]}")


def say(sentence: str) -> None:
    """A line for the person who runs the tests."""
    print(f"ensure_chromium: {sentence}", file=sys.stderr, flush=True)


def missing_packages() -> list[str]:
    """The Debian packages that would fill what is missing; none replaces a browser named by the environment."""
    missing = [] if chromium() or os.environ.get("NOTICESEARCH_CHROMIUM") else [BROWSER_PACKAGE]
    return missing if has_chinese_font() else [*missing, FONT_PACKAGE]


def verdict() -> int:
    """What is still missing, said aloud; 1 when that fails a CI run."""
    if not has_chinese_font():
        say(f"no font with Chinese characters; screenshots will show boxes (Debian: apt-get install {FONT_PACKAGE})")
    if chromium():
        return 0
    named = os.environ.get("NOTICESEARCH_CHROMIUM")
    where = f"NOTICESEARCH_CHROMIUM is {named!r}, which does not run" if named else "found no Chromium that runs"
    remedy = f"install one (Debian: apt-get install {BROWSER_PACKAGE}) or set NOTICESEARCH_CHROMIUM to its path"
    if os.environ.get("CI") == "true":
        say(f"{where}, and in CI the browser tests must not be skipped; {remedy}")
        return 1
    say(f"***** THE BROWSER TESTS WILL BE SKIPPED: {where}; {remedy} *****")
    return 0


def main(arguments: list[str]) -> int:
    """Find, or find and install; the exit code."""
    if arguments == ["--find"]:
        found = chromium()
        if found:
            print(found)
        return 0 if found else 1
    if arguments:
        say(f"expected nothing or --find, found {' '.join(arguments)!r}")
        return 2
    packages = missing_packages()
    if packages and may_install():
        try:
            install(packages)
        except InstallFailed as failure:
            say(str(failure))
    return verdict()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
