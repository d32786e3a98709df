"""What Python's own TOML parser reads in configuration files.

    python3 Scripts/goldens/toml_lines.py Tests/ConfigurationTests/Goldens

One record a text: whether the program has to read it, and the values that TOML gives it, or none
where it is no TOML. Needs Python 3.11.
"""

import json
import pathlib
import sys
import tomllib

# Read by the program, with TOML's meaning.
READ = [
    b"",
    b"\n\n",
    b"# only a comment\n#\tand a tab \xc3\xa9\n",
    b'model = "v1.0"',
    b'model = "v1.0"\n',
    b'model="v1.0"# no space\n',
    b"  threads\t=  2  # two\n",
    b"threads = +4\r\nmouse = true\r\n",
    b"a = 0\nb = -0\nc = -17\nd = 1_000\n",
    b"a = 0.5\nb = -0.25\nc = 1e3\nd = 2.5E-1\ne = 1_0.2_5\n",
    b"mouse = false",
    b"slow-motion = 0.5\nslow_motion = 1\n1234 = 5\n",
    b"weights = 'C:\\no\\escapes'\n",
    b'weights = "a\\tb\\\\c\\"d\\u00e9\\U0001F600"\n',
    b'empty = ""\nalso = \'\'\n',
    b'hash = "# not a comment" # one\n',
    "name = \"caf\u00e9 \u4e2d\u6587\"\n".encode(),
]

# TOML that means something else than lines of keys and values, or no TOML at all.
REFUSED = [
    b"[explorer]\nmouse = true\n",
    b"[[explorer]]\n",
    b"look.colors = 8\n",
    b'"model" = "v1.0"\n',
    b"list = [1, 2]\n",
    b"table = { a = 1 }\n",
    b'text = """\nlines\n"""\n',
    b"text = '''lines'''\n",
    b"day = 2026-11-25\n",
    b"hex = 0xff\n",
    b"big = inf\n",
    b"model v1.0\n",
    b"model = v1.0\n",
    b"model = \n",
    b"= 3\n",
    b'model = "v1.0\n',
    b"model = 'v1.0\n",
    b'model = "v1.0" "v1.1"\n',
    b'model = "v1.0"x\n',
    b"threads = 02\n",
    b"threads = 1__0\n",
    b"threads = 1_\n",
    b"threads = .5\n",
    b"threads = 5.\n",
    b"threads = True\n",
    b'weights = "a\\qb"\n',
    b'weights = "a\\u12"\n',
    b'weights = "a\\ud800"\n',
    b'weights = "a\x01b"\n',
    b"# a\x07b\n",
    b"threads = 2\nthreads = 3\n",
    b"threads = 2\rmouse = true\n",
    b"weights = \"\xff\"\n",
    b"mouse\n= true\n",
    b"mo use = true\n",
]


def record(text, is_read):
    try:
        values = tomllib.loads(text.decode())
        # No number in JSON tells 1 from 1.0.
        values = {key: [type(value).__name__, value] for key, value in values.items()}
        json.dumps(values, allow_nan=False)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, TypeError, ValueError):
        values = None
    assert not is_read or values is not None, text
    return {"bytes": list(text), "isRead": is_read, "values": values if is_read else None}


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    records = [record(text, True) for text in READ] + [record(text, False) for text in REFUSED]
    (folder / "toml-lines.json").write_text(json.dumps(records, indent=0) + "\n")


main()
