#include "base/dotenv.h"

#include <algorithm>

#include "base/text.h"

namespace trueup {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\f' || c == '\v' || c == '\r'; }

char unescaped(char c) {
  switch (c) {
    case 'a':
      return '\a';
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    case 'v':
      return '\v';
    default:
      return c;
  }
}

// After python-dotenv's parser.py: what it accepts is accepted, and a line that it skips with a warning is skipped
// here.
class Parser {
 public:
  Parser(std::string_view text, const std::string& file, const EnvironmentLookup& environment)
      : text_(text), file_(file), environment_(environment) {
    if (text_.starts_with("\xEF\xBB\xBF")) text_.remove_prefix(3);
  }

  Dotenv run() {
    for (skip_blank_lines(); at_ < text_.size(); skip_blank_lines()) {
      const std::size_t from = at_;
      const std::uint32_t line = line_;
      const std::string problem = read_binding();
      if (problem.empty()) continue;
      out_.problems.push_back({.code = "unreadable-env-line",
                               .message = "cannot read this line: " + problem,
                               .origin = {.file = Symbol(file_), .line = line},
                               .hint = "lines are NAME=value; quote a value that holds blanks, # or quotes",
                               .severity = Severity::warning});
      at_ = from;
      line_ = line;
      skip_line();
    }
    return std::move(out_);
  }

 private:
  std::string_view text_;
  const std::string& file_;
  const EnvironmentLookup& environment_;
  std::size_t at_ = 0;
  std::uint32_t line_ = 1;
  Dotenv out_ = {};

  char now() const { return at_ < text_.size() ? text_[at_] : '\n'; }
  void step() {
    if (text_[at_++] == '\n') ++line_;
  }
  void skip_blanks() {
    while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
  }
  void skip_line() {
    while (at_ < text_.size() && text_[at_] != '\n') ++at_;
  }
  void skip_blank_lines() {
    while (at_ < text_.size() && (is_blank(text_[at_]) || text_[at_] == '\n')) step();
  }

  // "" or what is wrong with it; never the text itself, which may be a secret.
  std::string read_binding() {
    if (now() == '#') return skip_line(), "";
    const std::string_view rest = text_.substr(at_);
    if (rest.starts_with("export") && rest.size() > 6 && is_blank(rest[6])) {
      at_ += 6;
      skip_blanks();
    }
    const std::uint32_t line = line_;
    const std::size_t from = at_;
    const bool quoted = now() == '\'';
    if (quoted) ++at_;
    while (now() != '\n' && (quoted ? now() != '\'' : now() != '=' && now() != '#' && !is_blank(now()))) ++at_;
    const std::string name(text_.substr(from + quoted, at_ - from - quoted));
    if (quoted && now() == '\'') ++at_;
    if (name.empty()) return "it has no name";
    skip_blanks();
    if (now() == '\n' || now() == '#') return skip_line(), "";  // a name alone gives no value
    if (now() != '=') return "there is no = after the name";
    ++at_;
    skip_blanks();
    std::string value;
    if (now() == '\'' || now() == '"') {
      if (!read_quoted(value)) return "the quoted value has no end";
      skip_blanks();
      if (now() != '\n' && now() != '#') return "something follows the quoted value";
      skip_line();
    } else {
      value = read_plain();
    }
    out_.entries.push_back({name, expanded(value), line});
    return {};
  }

  // Up to the end of the line or a comment, which begins with blank and #.
  std::string read_plain() {
    const std::size_t from = at_;
    skip_line();
    std::string_view value = text_.substr(from, at_ - from);
    for (std::size_t i = 0; i < value.size(); ++i)
      if (value[i] == '#' && (i == 0 || is_blank(value[i - 1]))) value = value.substr(0, i);
    return std::string(trim(value));
  }

  bool read_quoted(std::string& value) {
    const char quote = text_[at_++];
    while (at_ < text_.size() && text_[at_] != quote) {
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) {
        const char next = text_[at_ + 1];
        const bool escape = next == '\\' || next == '\'' || (quote == '"' && (next == '"' || unescaped(next) != next));
        if (escape) {
          value += quote == '"' ? unescaped(next) : next;
          at_ += 2;
          continue;
        }
      }
      if (text_[at_] != '\r' || at_ + 1 >= text_.size() || text_[at_ + 1] != '\n') value += text_[at_];
      step();
    }
    if (at_ >= text_.size()) return false;
    ++at_;
    return true;
  }

  // ${NAME} and ${NAME:-default}; $NAME alone is text.
  std::string expanded(std::string_view value) const {
    std::string out;
    while (!value.empty()) {
      const auto open = value.find("${");
      const auto close = value.find('}', open == std::string_view::npos ? open : open + 2);
      if (close == std::string_view::npos) return out.append(value);
      out.append(value.substr(0, open));
      const std::string_view inside = value.substr(open + 2, close - open - 2);
      const auto colon = inside.find(":-");
      const std::string_view name = inside.substr(0, colon);
      const DotenvEntry* earlier = out_.find(name);
      std::optional<std::string> found = environment_ ? environment_(name) : std::nullopt;
      if (!found && earlier) found = earlier->value;
      if (!found && colon != std::string_view::npos) found = std::string(inside.substr(colon + 2));
      out += found.value_or("");
      value.remove_prefix(close + 1);
    }
    return out;
  }
};

}  // namespace

const DotenvEntry* Dotenv::find(std::string_view name) const {
  const auto found =
      std::find_if(entries.rbegin(), entries.rend(), [&](const DotenvEntry& entry) { return entry.name == name; });
  return found == entries.rend() ? nullptr : &*found;
}

Dotenv parse_dotenv(std::string_view text, const std::string& file, const EnvironmentLookup& environment) {
  return Parser(text, file, environment).run();
}

}  // namespace trueup
