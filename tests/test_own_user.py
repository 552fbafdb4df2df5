import stat
import subprocess
import sys
from pathlib import Path

COMMAND = """
import sys
from pathlib import Path
from bot.__main__ import main

sys.argv = ["holdspace", "secret"]
main()
Path("made").touch()
"""


def test_what_a_command_writes_is_for_its_own_user_alone(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", COMMAND], cwd=tmp_path, check=True, capture_output=True)
    assert stat.S_IMODE((tmp_path / "made").stat().st_mode) == stat.S_IRUSR | stat.S_IWUSR
