// Regular expressions of Python's `re`: a small backtracking matcher with lookaround, groups, references and flags, and
// a limit of steps. https://docs.python.org/3/library/re.html#regular-expression-syntax
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace trueup::py {

class Regex {
 public:
  enum Flag : unsigned { ignore_case = 2, multi_line = 8, dot_all = 16, verbose = 64, ascii = 256 };
  struct Match {
    // Begin and end of each group in bytes, group 0 first; -1 where it took no part.
    std::vector<std::pair<std::int64_t, std::int64_t>> groups;
  };
  enum class Mode : std::uint8_t { search, match, full };

  // An error message when the pattern cannot be read.
  static std::optional<Regex> compile(std::string_view pattern, unsigned flags, std::string& error);
  // Nothing: no match. `exhausted` is set when the limit of steps ended the search; `steps` is how many it took.
  std::optional<Match> find(std::string_view text, std::size_t from, Mode mode, bool& exhausted, std::size_t& steps) const;

  std::size_t groups() const { return groups_; }
  const std::vector<std::pair<std::string, std::size_t>>& names() const { return names_; }
  unsigned flags() const { return flags_; }

 private:
  friend class RegexParser;
  friend class RegexMatcher;
  enum class Op : std::uint8_t {
    empty,
    character,
    any,
    set,
    begin,
    end,
    begin_text,
    end_text,
    word,
    not_word,
    group,
    alternatives,
    sequence,
    repeat,
    look,
    reference,
    conditional
  };
  struct Node {
    Op op = Op::empty;
    std::uint32_t code = 0;  // of a character; number of a group or reference
    bool negated = false, lazy = false, behind = false, possessive = false;
    unsigned flags = 0;
    std::uint32_t least = 0, most = 0;
    std::vector<std::uint32_t> children = {};
    std::vector<std::pair<std::uint32_t, std::uint32_t>> ranges = {};
    std::vector<char> classes = {};  // d D w W s S
  };
  std::vector<Node> nodes_;
  std::uint32_t root_ = 0;
  std::size_t groups_ = 0;
  std::vector<std::pair<std::string, std::size_t>> names_;
  unsigned flags_ = 0;
};

}  // namespace trueup::py
