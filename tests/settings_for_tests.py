"""The settings of the tests: a home of their own, invented keys, a fixed day. Read before any conftest."""

import json
import os
import tempfile

os.environ["GAINFUL_HOME"] = tempfile.mkdtemp(prefix="gainful-test-")
# whitenoise warns of a missing folder, and warnings are errors here.
os.mkdir(os.path.join(os.environ["GAINFUL_HOME"], "static"))
os.environ["GAINFUL_TODAY"] = "2020-11-02"
os.environ.setdefault("GAINFUL_PACK", "gainful_china")
os.environ["GAINFUL_KEYS"] = json.dumps(
    {
        name: f"{number:02x}" * 32
        for number, name in enumerate(("seal", "lookup", "pseudonym", "audit"), start=17)
    }
)
os.environ["GAINFUL_SECRET_KEY"] = "only-for-tests"
os.environ.pop("GAINFUL_DEMO", None)
os.environ["GAINFUL_PAYER_NAME"] = "样例县就业服务中心"
os.environ["GAINFUL_PAYER_ACCOUNT"] = "9550880000000000001"

from gainful.settings import *  # noqa: E402, F403
