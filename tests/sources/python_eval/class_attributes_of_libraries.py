import logging
import pkgutil


def report(self, message):
    return "reported " + message


logging.Logger.report = report
r_logger = hasattr(logging.Logger, "report")
try:
    str.report = report
    r_str = "set"
except TypeError:
    r_str = "refused"
r_path = pkgutil.extend_path(["a"], "nowhere") == ["a"]
