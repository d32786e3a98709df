"""The command lines whose output check.py compares."""

# Each line is a shell script in which `sqz` is the program. The folder has photo.png (drawn),
# photo.jpg, short.jpg (the half of it), text.jpg, empty.jpg, folder and v11.npz (untrained).
FORMATS = ["text", "json", "csv"]
READERS = [
    "layers",
    "layers --model v1.1 --geometry torchvision --size 240x320",
    "classify photo.png photo.jpg",
    "classify photo.png missing.jpg short.jpg text.jpg --top 3",
    "classify photo.png --model v1.1 --top 2",
    "why photo.png",
    "why photo.png --class 'coffee mug' --top 20",
    "trace photo.png fire4/expand3x3 --at 12,9,17",
    "trace photo.png softmax --depth all --top 2",
    "why photo.png --class 7 --against 8",
    "sensitivity photo.png --square 40",
    "whatif photo.png --occlude=-9,200,64",
    "whatif photo.png --off fire4/expand1x1:0-15 --off fire8:all",
    "whatif photo.png --occlude 80,60,64 --top 8",
    "compare photo.png photo.jpg",
    "compare photo.png --other-geometry keras",
    "compare photo.png --other-model v1.1",
    "compare photo.png --off fire9:0-15",
    "filters conv1",
    "filters fire5/squeeze1x1 --channels 2",
    "filters conv10 --channels 967,0-2 --top 20",
    "activity photo.png",
    "activity photo.jpg --weights v11.npz",
    "profile photo.png --runs 3",
    "profile photo.png --runs 2 --threads 2 --model v1.1",
    "classify photo.png photo.jpg --threads 2",
    "weights list",
    "config",
    "config show --colors 16 --model v1.1 --view why --ascii",
    "config --config settings.toml",
]
WRITERS = [
    "explore photo.png",
    "photo.png photo.jpg",
    "explore photo.png --model v1.1 --size 320",
    "profile photo.png --runs 2 --csv out.csv",
    "profile photo.png --runs 2 --csv -",
    "dump photo.png fire4/expand3x3 -o x.npy",
    "dump photo.png input -o -",
    "dump photo.png softmax -o x.npy",
    "export map photo.png --layer fire4/expand3x3 --channel 16 -o x.png",
    "export map photo.png --layer conv1 --channel mean --scale 1 --no-labels -o x.png",
    "export map photo.png --layer conv10 --channel 967 --range 0:20 --gamma 0.5 "
    "--colormap viridis --background dark -o -",
    "export map photo.png --layer input --channel 1 -o x.png",
    "export map photo.png --layer fire6 --channel max --off fire5:0-19 --range layer -o x.png",
    *(
        f"export sheet photo.png --layer conv1 --sort {sort} -o x.png"
        for sort in ["index", "mean", "maximum", "variance", "zeros"]
    ),
    "export sheet photo.png --layer fire9 --sort contribution --columns 16 -o x.png",
    "export sheet photo.png --layer fire9/squeeze1x1 --sort effect --class cup -o x.png",
    "export overlay photo.png --layer fire8 --channel 2 -o x.png",
    "export overlay photo.png --layer fire5 --channel max --opacity 0.4 --scale 2 -o x.png",
    "export class-map photo.png -o x.png",
    "export class-map photo.png --class 'coffee mug' --before-relu -o x.png",
    "export class-map photo.png --class 7 --against 8 -o x.png",
    "export sensitivity photo.png -o x.png",
    "export diagram photo.png -o x.svg",
    "export diagram --layer fire4 -o x.txt",
    "export lesson photo.png --lesson fire-block -o x.cast",
    "export kernels --layer conv1 -o x.png",
    "export kernels --layer fire4/expand3x3 --channel 16 -o x.png",
    "export kernels --layer conv1 --channel 2 --range kernel --sort strength -o x.png",
    "export difference photo.png --off fire4:0-15 --layer fire9 --channel 2 -o x.png",
    "export difference photo.png photo.jpg --layer fire4 --channel mean -o x.png",
    "export difference photo.png --other-geometry keras --layer conv1 -o x.png",
    *(f"export profile photo.png --runs 2 -o x.{kind}" for kind in ["csv", "json", "txt"]),
    "export activations photo.png -o x.npz",
    "export activations photo.png --layer conv10 --occlude 80,60,64 -o x.npy",
    "config path",
    "config init -o -",
    "config init",
    "config init -o x.toml",
    "weights add v11.npz",
    "weights add v11.npz && sqz weights list && sqz classify photo.png --model v1.1",
    "weights convert v11.npz -o x.safetensors",
    "weights convert v11.npz -o x.safetensors --naming torchvision",
    "weights convert v11.npz -o x.npz --naming torchvision && sqz layers --weights x.npz",
    "weights convert weights.net -o x.npz",
    "--version",
    *(f"--generate-completion-script {shell}" for shell in ["bash", "zsh", "fish"]),
]
COMMANDS = """
explore layers classify why trace sensitivity whatif compare filters profile evaluate activity space
dump export weights config
""".split()
SUBCOMMANDS = {
    "export": (
        "map sheet overlay class-map sensitivity kernels difference screen lesson diagram profile "
        "activations").split(),
    "weights": ["list", "inspect", "add", "remove", "convert", "compress"],
    "config": ["show", "path", "init"],
}
SIZES = ["40x12", "80x24", "200x60"]
# Views with the keys that are pressed in them.
KEYS = {
    "layers": [
        "?", "? ?", "? PgDn PgDn", "? m a p", "v", "v Down Down", "v Down Enter", "v w", ":",
        ": s o r", ": f i r s Down Enter", "/ f i r e 5", "/ f i r e 5 Enter", "/ z z", "e",
        "e + + t", "e n", "e Down Down Down", "e m Enter", "e s Enter", "e w Enter", "e p Enter",
        "e e Enter", "e o Tab", "e e Tab Tab", "e p Tab Enter", "e m Ctrl-U x",
        "e m Enter e m Enter", "z", "z z", "Down Down Enter Down Down", "G", "g Down x x X",
        "p p p", "p p n", "0 F", "r", "f", "5", "0", "Down m", "Down m m", "a", "c", "c c c",
        "Down > > ] [", "Ctrl-T", ",", ".", "G k k { }", "PgDn PgUp", "t", "d", "N", "$", "&",
        "& Enter", "& Enter ; ;", "Ctrl-L", "q", "Ctrl-C",
    ],
    "blocks": [
        "Down", "Down Down Right", "PgDn PgDn", "G", "3", "3 Enter Down Down", "3 Enter Enter",
        "0", "x", "$", "?", "e", "e Enter",
    ],
    "sheet": [
        "o", "o o o", "o o o o o", "Enter", "Enter Esc", "+ +", "-", "s", "s s", "% %", "y",
        "} } PgDn", "Down l l Enter", "x x X", "$", "?", "e", "e Enter", "G",
        "0 o o o o o",
    ],
    "map": [
        "+ + *", "z", "+ + + + + G", "m", "m m", "s", "s s", "% %", "y", "c", "l l } }", "] >",
        "Enter", "* Enter", "$", "?", "e", "e Enter", "0 + + *",
    ],
    "value": ["Down", "Enter", "Enter Enter Backspace", "Enter Esc ]", "$", "?", "e Enter"],
    "photo": [
        "x *", "b", "b b", "Tab", "} } } s", "% y", "Enter", "$", "?", "e Enter", "} } * *",
    ],
    "filters": [
        "l l Down", "Enter", "} } } Enter Enter Backspace", "o", "m", "m l", "s s", "+", "- -",
        "} } } } o G", "/ f i r e 4 Enter", "$", "?", "e Enter", "e n Enter",
    ],
    "why": [
        "/", "/ c u p", "/ c u p Enter", "/ z z z", "/ s h a r k Down Down Enter", "l", "l l h *",
        "Down Down Enter", "G", "b", "b b", "m", "m b", "w", "w w O", "Tab", "$", "?", "e Enter",
        "e n Enter",
    ],
    "effects": ["*", "* *", "Down l", "+", "m", "b b", "* Enter", "* Enter Esc", "4 Tab *", "$",
        "?", "e Enter", "e n Enter"],
    "what-if": [
        "#", "# Down Down l", "# + +", "# -", "} } i", "} } !", "} } ! ! i", "3 (", "3 ) )",
        "# u", "# ! u u U", "3 ! # z", "$", "?", "e Enter", "3 ) e n Enter",
    ],
    "compare": ["w", "w w", "w w w", "Tab", "Tab Tab", "Shift-Tab", "Enter", "} } ] s", "$", "?",
        "e Enter", "e n Enter", "G"],
    "time": [
        "Tab", "Tab Tab", "Tab Tab Tab", "Tab Tab Tab Tab", "Shift-Tab", "Down Down Enter", "z",
        "G", "$", "?", "e Enter", "t", "t Tab Tab", "H", "H Tab Tab Tab", "H Tab Tab Tab Tab",
    ],
    "activity": ["s", "m", "m s", "Enter", "} } } ] ]", "z G", "$", "?", "e Enter", "e n Enter"],
    "matrix": ["t", "?"],
}
VIEWS = list(KEYS)
LOOKS = ["--colors 256", "--colors 16", "--colors 8", "--colors none --ascii",
    "--background light", "--layer fire4 --channel 16", "--geometry keras", "--model v1.1"]
WRONG = """
-
missing.jpg
--nonsense
nonsense --help
explore short.jpg --strict
photo.png --colors 7
photo.png --slow-motion 11
classify
classify folder empty.jpg
classify photo.png --size 5 --geometry caffe
classify photo.png --threads 100000
classify photo.png --top 1001
layers --size 1x2x3
layers --model v1.2
layers --format xml
layers extra
layers --weights text.jpg
layers --weights v11.npz --model v1.0
layers --config missing.toml
layers --config wrong.toml
classify photo.png --config wrong.toml
profile photo.png --runs 0
profile photo.png --csv text.jpg
filters fire4
filters conv1 --channels 96
filters fire99
why photo.png --class zebrafish
why photo.png --class shark
why photo.png --top 513
trace photo.png conv1 --at 1,2
trace photo.png conv1 --at 0,0,500
whatif photo.png
whatif photo.png --off fire4
whatif photo.png --off conv1:97
whatif photo.png --occlude 900,2,5
compare photo.png
compare photo.png --other-weights none.npz
activity text.jpg
dump photo.png conv11 -o x.npy
dump photo.png conv1 -o text.jpg
dump photo.png conv1 -o /dev/full
export
export map photo.png --layer conv1 -o x.jpg
export map photo.png --layer softmax -o x.png
export map photo.png --layer conv1 --range 2:1 -o x.png
export map photo.png --layer conv1 --scale 1024 -o x.png
export sheet photo.png --layer fire4 --sort contribution -o x.png
export sheet photo.png --layer conv1 --class 3 -o x.png
export overlay photo.png --layer input -o x.png
export class-map photo.png --class 1000 -o x.png
export kernels --layer fire4/expand3x3 -o x.png
export difference photo.png photo.jpg --layer softmax -o x.png
export difference photo.png --other-model v1.1 --layer conv1 -o x.png
export screen photo.png -o x.png
export screen photo.png --keys 'a blah' -o x.svg
export screen photo.png --layer conv11 -o x.svg
export screen photo.png --layer conv1 --channel 96 -o x.svg
export profile photo.png -o x.xml
export activations photo.png --layer conv1 -o none/x.npy
config --threads 0
config init -o text.jpg
weights add short.npz
weights add missing.npz
weights convert v11.npz -o x.unknown
weights convert v11.npz -o text.jpg/x.npz
""".strip().splitlines()


def table():
    for command in READERS:
        for format in FORMATS:
            yield f"sqz {command} --format {format}"
    yield "NO_COLOR=1 sqz config --format csv"
    yield "export XDG_DATA_HOME=$PWD/none; sqz weights list; sqz classify photo.png --top 2"
    yield from (f"sqz {command}" for command in WRITERS)
    yield "sqz --help"
    for command in COMMANDS:
        yield f"sqz {command} --help"
        yield f"sqz help {command}"
        yield from (f"sqz {command} {sub} --help" for sub in SUBCOMMANDS.get(command, []))
    for view in VIEWS:
        for size in SIZES:
            columns, rows = size.split("x")
            for kind in ["svg", "ans", "txt"]:
                yield (f"sqz export screen photo.png --view {view} --columns {columns} "
                    f"--rows {rows} -o x.{kind}")
        for keys in KEYS[view]:
            yield f"sqz export screen photo.png --view {view} --keys='{keys}' -o screen.ans"
        for keys in [keys for keys in KEYS[view] if keys in ["?", "e", "v"]]:
            for size in ["--columns 40 --rows 12", "--columns 200 --rows 60"]:
                yield f"sqz export screen photo.png --view {view} --keys='{keys}' {size} -o x.ans"
        for look in LOOKS:
            yield f"sqz export screen photo.png --view {view} {look} -o x.svg"
    yield "sqz export screen photo.png -o -"
    yield ("sqz export screen photo.png --view time --threads 2 --keys='H Tab Tab Tab' "
        "--rows 40 -o x.ans")
    yield from (f"sqz {line}" for line in WRONG)
