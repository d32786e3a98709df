"""A build backend that answers pip's question for metadata without running the package.

pip prepares a source package's metadata even when it is only to be downloaded, which means
running its setup.py. Here the answer is what the package itself states in PKG-INFO.
"""

import email
import pathlib


class Backend:
    def get_requires_for_build_wheel(self, config_settings=None):
        return []

    def prepare_metadata_for_build_wheel(self, metadata_directory, config_settings=None):
        # The hook runs in the unpacked package.
        package = email.message_from_string(
            pathlib.Path("PKG-INFO").read_text(encoding="utf-8", errors="replace")
        )
        name, version = package["Name"], package["Version"]
        folder = pathlib.Path(metadata_directory) / f"{name}-{version}.dist-info"
        folder.mkdir()
        (folder / "METADATA").write_text(
            f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n", encoding="utf-8"
        )
        return folder.name

    def build_wheel(self, wheel_directory, config_settings=None, metadata_directory=None):
        raise SystemExit("this package is only to be downloaded, not built")


__legacy__ = Backend()
