"""Writes Sources/SqueezeNet/ImageNetClasses.swift: the 1000 classes of ILSVRC 2012 in the order
of the network's output. The order and the short names are those of torchvision's table; the few
that say the same of two classes are told apart here.

    pip download --no-deps torchvision==0.29.2 --dest /tmp/torchvision
    python3 Scripts/goldens/class_names.py /tmp/torchvision/torchvision-*.whl
"""

import ast
import pathlib
import sys
import zipfile

# WordNet's senses: n02012849 and n03126707, n03710637 and n03710721, n02113186 and n02963159.
TOLD_APART = {
    134: "crane (bird)",
    517: "crane (machine)",
    638: "maillot (tights)",
    639: "maillot (tank suit)",
    263: "Pembroke (corgi)",
    264: "Cardigan (corgi)",
    474: "cardigan (garment)",
}

TARGET = pathlib.Path(__file__).parents[2] / "Sources/SqueezeNet/ImageNetClasses.swift"

HEAD = '''\
/// The 1000 classes of ILSVRC 2012 (ImageNet) by short name, in the order of the network's output.
///
/// Written by `Scripts/goldens/class_names.py`.
public enum ImageNetClasses {
  /// Index is the network's output channel.
  public static let all: [String] = text.split(separator: "\\n").map(String.init)

  /// Name of an output channel; `class 1234` for one that is none.
  public static func name(of index: Int) -> String {
    all.indices.contains(index) ? all[index] : "class \\(index)"
  }

  private static let text = """
'''


def main():
    with zipfile.ZipFile(sys.argv[1]) as wheel:
        source = wheel.read("torchvision/models/_meta.py").decode("utf-8")
    for node in ast.parse(source).body:
        if isinstance(node, ast.Assign) and node.targets[0].id == "_IMAGENET_CATEGORIES":
            names = ast.literal_eval(node.value)
    for index, name in TOLD_APART.items():
        assert name.split(" ")[0].lower() in names[index].lower(), (index, names[index])
        names[index] = name
    assert len(names) == 1000
    assert len({name.lower() for name in names}) == 1000, "two classes of one name"
    assert all(name == name.strip() and name.isprintable() for name in names)
    body = "".join(f"    {name}\n" for name in names)
    TARGET.write_text(HEAD + body + '    """\n}\n', encoding="utf-8")


if __name__ == "__main__":
    main()
