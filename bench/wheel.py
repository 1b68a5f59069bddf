"""Build the wheel, install it into an empty environment, and run the main job there from a foreign folder.

    python bench/wheel.py

Fails when the facts differ from those of the source tree: then something (a rule file, a package) did not travel.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ARTICLES = ROOT / "corpus" / "articles"


def run(*command: str | Path, cwd: Path = ROOT) -> None:
    # Nothing of the source tree may be importable by accident.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run([str(part) for part in command], cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stdout[-3000:]}{done.stderr[-3000:]}")


def facts_of(python: Path, out: Path, cwd: Path) -> bytes:
    run(python, "-m", "pressfacts", "extract", ARTICLES, "-o", out, "--quiet", cwd=cwd)
    return (out / "facts.jsonl").read_bytes()


def main() -> None:
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", work / "dist")
        (wheel,) = (work / "dist").glob("*.whl")
        venv.create(work / "venv", with_pip=True)
        python = work / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
        run(python, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", ROOT / "requirements.lock")
        run(python, "-m", "pip", "install", "--quiet", "--no-deps", wheel)
        (work / "elsewhere").mkdir()
        installed = facts_of(python, work / "installed", work / "elsewhere")
        source = facts_of(Path(sys.executable), work / "source", ROOT)
    if not installed or installed != source:
        sys.exit("the installed wheel gives other facts than the source tree")
    print(f"{wheel.name}: the same {source.count(bytes([10]))} facts as the source tree, from an empty environment and a foreign folder")


if __name__ == "__main__":
    main()
