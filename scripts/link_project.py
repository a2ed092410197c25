"""Put the checkout on the path of .venv and write its `nahbar` command."""

import os
import sys
import sysconfig
from pathlib import Path

root = Path(__file__).resolve().parent.parent
Path(sysconfig.get_paths()["purelib"], "nahbar-checkout.pth").write_text(f"{root}\n")
command = Path(sys.prefix, "bin", "nahbar")
command.write_text(f"#!{sys.executable}\nimport sys\nfrom nahbar.config.cli import main\nsys.exit(main())\n")
os.chmod(command, 0o755)
