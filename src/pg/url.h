// Database URLs as Python projects write them → what libpq is told. SQLAlchemy's grammar (drivers, percent-encoding,
// repeated hosts), libpq's keyword strings and service names.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace trueup {

struct ConnectionSpec {
  // libpq's keywords in the order they were written, each at most once. Several hosts are comma-separated in "host" and
  // "port", as libpq wants them.
  std::vector<std::pair<std::string, std::string>> parameters = {};
  std::vector<std::string> notes = {};  // what was dropped or translated, one sentence each, for stderr

  // The value of a libpq keyword, or "" when it is not set (libpq treats both alike).
  std::string_view get(std::string_view keyword) const;
  ConnectionSpec& set(std::string_view keyword, std::string value);
  ConnectionSpec& remove(std::string_view keyword);

  // The URL for people: without the password and without any parameter that holds a secret. The only form in which a
  // connection may be shown. Reads back through parse_database_url.
  std::string safe_text() const;
};

// `text`: a URL (postgresql://, postgres://, postgresql+DRIVER://) or a libpq keyword string ("host=… dbname=…",
// "service=…"). Errors: "unsupported-database" (another scheme), "unreadable-url", "unknown-url-parameter" (names the
// nearest known one). No message ever contains a password.
// After sqlalchemy.engine.url._parse_url and the connection URI section of libpq's manual.
Result<ConnectionSpec> parse_database_url(std::string_view text);

// Whether a locator is meant for parse_database_url: a postgres scheme or a keyword string that begins with a keyword
// of libpq.
bool is_database_url(std::string_view text);

// Any text with the passwords of the URLs in it replaced by "***": for lines of somebody else's files that are quoted
// in a message.
std::string without_passwords(std::string_view text);

}  // namespace trueup
