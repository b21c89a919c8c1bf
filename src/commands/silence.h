// What a team has decided to live with: patterns of trueup.toml, and comments where the wanted side is written down
// (`# trueup: ignore[missing-column] reason`, in SQL files with `--`).
#pragma once
#include "base/command.h"
#include "base/config.h"
#include "diff/delta.h"

namespace trueup {

struct Silenced {
  std::size_t by_configuration = 0;  // differences
  std::size_t by_comment = 0;
  void add(const Silenced& other) { by_configuration += other.by_configuration, by_comment += other.by_comment; }
};

// The patterns of trueup.toml. Error: "bad-config", where one is no KIND:GLOB of a kind that is known.
Result<std::vector<std::string>> patterns_of(const std::vector<IgnoreConfig>& ignore);

// Takes the silenced differences out; with one goes what hangs on its object. Reads only files in which a difference
// originates. A comment without a reason, without codes or with an unknown code is a warning ("bad-ignore") and, but
// for its known codes, not honoured.
Silenced silence_in(Delta& delta, const std::vector<std::string>& patterns, const Context& context);

// The same of what is unknown and met nothing in have. Returns what was silenced.
Silenced silence_among(std::vector<const Unknown*>& unknowns, const std::vector<std::string>& patterns, const Context& context);

// The codes and the reason of the comment in a line of source; `is_comment` is false where there is none.
struct IgnoreComment {
  bool is_comment = false;
  std::vector<std::string> codes = {};
  std::string reason = {};
};
IgnoreComment ignore_comment_in(std::string_view line);

// The line (from 1) on which the statement or call that begins on line `first` has all its brackets closed.
std::size_t last_line_of(const std::vector<std::string>& lines, std::size_t first);

}  // namespace trueup
