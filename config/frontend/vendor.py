"""Fetch and shape the front-end files under static/vendor. For developers: needs npm and fonttools.

    python -m config.frontend.vendor          everything again, at the versions pinned below
    python -m config.frontend.vendor --check  only compare the files with static/vendor/manifest.json

npm is asked by package name; where it looks is the developer's npm configuration, not this file's business.
Run it again after templates, forms or scripts have come to use more of Bootstrap: it trims the style sheet.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENDOR = ROOT / "static" / "vendor"
MANIFEST = VENDOR / "manifest.json"
PURGE = "purgecss@8.0.0"  # a tool: used here, not shipped
WEIGHTS = (400, 600)

PACKAGES = {
    "bootstrap": {"npm": "bootstrap", "version": "5.3.9", "licence": "MIT"},
    "htmx": {"npm": "htmx.org", "version": "2.0.11", "licence": "0BSD"},
    "inter": {"npm": "@fontsource-variable/inter", "version": "5.3.0", "licence": "OFL-1.1"},
    "source-serif-4": {
        "npm": "@fontsource-variable/source-serif-4",
        "version": "5.3.1",
        "licence": "OFL-1.1",
    },
}
CHANGES = {
    "bootstrap": "Trimmed with PurgeCSS to the rules used here (config/frontend/purgecss.config.cjs).",
    "inter": "Weight axis limited to 400-600; one file a script.",
    "source-serif-4": "Weight axis limited to 400-600; one file a script. © 2014-2021 Adobe, who reserve "
    "the name 'Source': these changed files call themselves Followthrough Serif, as the OFL asks.",
}
# Family in CSS, file stem, and the system face that stands in while the font loads. size-adjust and the
# overrides give the stand-in our face's width and height, so that nothing moves when it is swapped (from the
# widths of an English text in both faces).
FACES = {
    "inter": (
        "Inter Variable",
        "inter",
        "Inter Fallback",
        ("Arial", "Liberation Sans", "Helvetica"),
        ("size-adjust:107%", "ascent-override:90.5%", "descent-override:22.5%", "line-gap-override:0%"),
    ),
    "source-serif-4": (
        "Followthrough Serif",
        "serif",
        "Serif Fallback",
        ("Times New Roman", "Liberation Serif", "Times"),
        ("size-adjust:118%", "ascent-override:87.6%", "descent-override:28.3%", "line-gap-override:0%"),
    ),
}


def fetch(into: Path) -> Path:
    """npm install, by name and exact version, into an empty directory."""
    npm = shutil.which("npm")
    if npm is None:
        sys.exit("npm is needed to fetch the front-end files. Install Node.js and try again.")
    (into / "package.json").write_text('{"private": true}', encoding="utf-8")
    wanted = [f"{p['npm']}@{p['version']}" for p in PACKAGES.values()]
    command = [npm, "install", "--no-audit", "--no-fund", "--ignore-scripts", *wanted, PURGE]
    subprocess.run(command, cwd=into, check=True)  # noqa: S603
    return into / "node_modules"


def trim_bootstrap(modules: Path) -> None:
    """Bootstrap's style sheet, less what no template, form or script names."""
    node = shutil.which("node") or "node"
    target = VENDOR / "bootstrap" / "bootstrap.trimmed.min.css"
    with tempfile.TemporaryDirectory() as out:
        command = [
            node,
            str(modules / "purgecss" / "bin" / "purgecss.js"),
            "--config",
            str(Path(__file__).with_name("purgecss.config.cjs")),
            "--css",
            str(modules / "bootstrap" / "dist" / "css" / "bootstrap.min.css"),
            "--output",
            out,
        ]
        subprocess.run(command, check=True, env={**os.environ, "FOLLOWTHROUGH_ROOT": str(ROOT)})  # noqa: S603
        css = (Path(out) / "bootstrap.min.css").read_text(encoding="utf-8")
    target.write_text(css.split("/*# sourceMappingURL")[0].strip() + "\n", encoding="utf-8")


def shape_font(source: Path, target: Path, family: str) -> None:
    """The same font with the two weights the app uses, and everything between."""
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    font = TTFont(source, recalcTimestamp=False)
    font = instancer.instantiateVariableFont(font, {"wght": WEIGHTS})
    if family == "Followthrough Serif":
        for record in font["name"].names:
            if record.nameID in {1, 3, 4, 6, 16, 25}:
                record.string = family.replace(" ", "") if record.nameID in {6, 25} else family
    font.flavor = "woff2"
    font.save(target)


def write_fonts(modules: Path) -> None:
    """One woff2 a script, and fonts.css, which says which script each is for."""
    rules = ["/* Written by config/frontend/vendor.py. A browser fetches only the scripts a page uses. */"]
    for package, (family, stem, fallback, local, overrides) in FACES.items():
        home = modules / PACKAGES[package]["npm"]
        files = VENDOR / package / "files"
        files.mkdir(parents=True)
        for script, codes in json.loads((home / "unicode.json").read_text(encoding="utf-8")).items():
            source = home / "files" / f"{package}-{script}-wght-normal.woff2"
            shape_font(source, files / f"{stem}-{script}.woff2", family)
            rules.append(
                f'@font-face{{font-family:"{family}";font-style:normal;font-display:swap;'
                f"font-weight:{WEIGHTS[0]} {WEIGHTS[1]};"
                f'src:url("{package}/files/{stem}-{script}.woff2") format("woff2");unicode-range:{codes}}}'
            )
        names = ",".join(f'local("{name}")' for name in local)
        rules.append(f'@font-face{{font-family:"{fallback}";src:{names};{";".join(overrides)}}}')
    (VENDOR / "fonts.css").write_text("\n".join(rules) + "\n", encoding="utf-8")


def describe() -> dict[str, object]:
    """The manifest: what is here, from where, under which licence, byte for byte."""
    packages = []
    for name, package in PACKAGES.items():
        files = sorted(p for p in (VENDOR / name).rglob("*") if p.is_file())
        sums = {str(p.relative_to(VENDOR)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}
        packages.append({"name": name, **package, "changes": CHANGES.get(name, "None."), "files": sums})
    own = VENDOR / "fonts.css"
    return {"packages": packages, "written": {own.name: hashlib.sha256(own.read_bytes()).hexdigest()}}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="only compare with the manifest")
    if parser.parse_args().check:
        same = describe() == json.loads(MANIFEST.read_text(encoding="utf-8"))
        sys.exit(None if same else "static/vendor differs from its manifest; write it anew without --check")
    with tempfile.TemporaryDirectory() as work:
        modules = fetch(Path(work))
        shutil.rmtree(VENDOR, ignore_errors=True)
        for name, package in PACKAGES.items():
            (VENDOR / name).mkdir(parents=True)
            shutil.copy(modules / package["npm"] / "LICENSE", VENDOR / name / "LICENSE")
        shutil.copy(modules / "htmx.org" / "dist" / "htmx.min.js", VENDOR / "htmx" / "htmx.min.js")
        write_fonts(modules)
        trim_bootstrap(modules)
    MANIFEST.write_text(json.dumps(describe(), indent=2, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
