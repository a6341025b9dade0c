import subprocess
import sys
from pathlib import Path

PURE = sorted(path.stem for path in Path("jobs/matching").glob("*.py") if path.stem != "__init__")


def test_the_matching_knows_neither_django_nor_the_rest_of_the_house() -> None:
    imports = "; ".join(f"import jobs.matching.{name}" for name in PURE)
    loaded = "sorted(n for n in sys.modules if n.split('.')[0] in ('django', 'backend'))"
    code = f"import sys; {imports}; print(*{loaded})"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == ""
