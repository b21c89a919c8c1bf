// The pattern is parsed to a small tree, which is matched by backtracking with continuations.
#include "python/regex.h"

#include <functional>

namespace trueup::py {

namespace {

std::uint32_t decode(std::string_view text, std::size_t& at) {
  const unsigned char lead = static_cast<unsigned char>(text[at]);
  std::size_t size = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  size = std::min(size, text.size() - at);
  std::uint32_t code = size == 1 ? lead : lead & (0xFFu >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) code = code << 6 | (static_cast<unsigned char>(text[at + i]) & 63);
  at += size;
  return code;
}
std::uint32_t folded(std::uint32_t c) {
  if (c >= 'A' && c <= 'Z') return c + 32;
  if ((c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x410 && c <= 0x42F)) return c + 32;
  return c;
}
bool is_digit(std::uint32_t c) { return c >= '0' && c <= '9'; }
bool is_word(std::uint32_t c, bool ascii) {
  return is_digit(c) || c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (!ascii && c >= 0xAA && c != 0xD7 && c != 0xF7 && !(c >= 0x2000 && c < 0x2070) && !(c >= 0xAB && c <= 0xB4) &&
          c != 0xBB && c != 0xBF);
}
bool is_space(std::uint32_t c) {
  return c == ' ' || (c >= 9 && c <= 13) || (c >= 0x1C && c <= 0x1F) || c == 0x85 || c == 0xA0;
}

}  // namespace

class RegexParser {
 public:
  RegexParser(std::string_view pattern, Regex& into) : text_(pattern), into_(into) {}

  bool run(std::string& error) {
    into_.nodes_.emplace_back();
    const std::uint32_t root = alternatives(0);
    if (error_.empty() && at_ < text_.size()) error_ = "unbalanced parenthesis at position " + std::to_string(at_);
    into_.root_ = root;
    error = error_;
    return error_.empty();
  }

 private:
  using Node = Regex::Node;
  using Op = Regex::Op;

  std::uint32_t add(Node node) {
    node.flags = into_.flags_;
    into_.nodes_.push_back(std::move(node));
    return static_cast<std::uint32_t>(into_.nodes_.size() - 1);
  }
  bool more() const { return at_ < text_.size() && error_.empty(); }
  bool take(std::string_view expected) {
    if (!text_.substr(at_).starts_with(expected)) return false;
    at_ += expected.size();
    return true;
  }
  void fail(std::string what) {
    if (error_.empty()) error_ = std::move(what) + " at position " + std::to_string(at_);
  }

  std::uint32_t alternatives(int depth) {
    if (depth > 200) fail("too deeply nested");
    Node node;
    node.op = Op::alternatives;
    node.children.push_back(sequence(depth));
    while (more() && take("|")) node.children.push_back(sequence(depth));
    return node.children.size() == 1 ? node.children[0] : add(std::move(node));
  }

  std::uint32_t sequence(int depth) {
    Node node;
    node.op = Op::sequence;
    while (more() && text_[at_] != '|' && text_[at_] != ')') {
      if (into_.flags_ & Regex::verbose) {
        if (is_space(static_cast<unsigned char>(text_[at_]))) {
          ++at_;
          continue;
        }
        if (text_[at_] == '#') {
          at_ = std::min(text_.find('\n', at_), text_.size());
          continue;
        }
      }
      const std::uint32_t one = quantified(atom(depth));
      if (error_.empty()) node.children.push_back(one);
    }
    return add(std::move(node));
  }

  std::uint32_t quantified(std::uint32_t inner) {
    while (more()) {
      Node node;
      node.op = Op::repeat;
      const std::size_t before = at_;
      if (take("*")) {
        node.most = ~0u;
      } else if (take("+")) {
        node.least = 1, node.most = ~0u;
      } else if (take("?")) {
        node.most = 1;
      } else if (text_[at_] == '{') {
        std::size_t i = at_ + 1;
        const auto number = [&](std::uint32_t otherwise) {
          if (i >= text_.size() || !is_digit(static_cast<unsigned char>(text_[i]))) return otherwise;
          std::uint32_t value = 0;
          for (; i < text_.size() && is_digit(static_cast<unsigned char>(text_[i])) && value < 100'000; ++i)
            value = value * 10 + static_cast<std::uint32_t>(text_[i] - '0');
          return value;
        };
        const std::size_t digits = i;
        node.least = number(0);
        bool valid = i > digits;
        node.most = node.least;
        if (i < text_.size() && text_[i] == ',') {
          ++i;
          node.most = number(~0u);
          valid = true;
        }
        if (!valid || i >= text_.size() || text_[i] != '}') return inner;  // a brace as it stands: atom takes it next
        at_ = i + 1;
      } else {
        return inner;
      }
      (void)before;
      if (take("?")) node.lazy = true;
      else if (take("+")) node.possessive = true;
      node.children.push_back(inner);
      inner = add(std::move(node));
    }
    return inner;
  }

  std::uint32_t atom(int depth) {
    const char c = text_[at_];
    Node node;
    switch (c) {
      case '.':
        ++at_;
        node.op = Op::any;
        return add(node);
      case '^':
        ++at_;
        node.op = Op::begin;
        return add(node);
      case '$':
        ++at_;
        node.op = Op::end;
        return add(node);
      case '[':
        return set();
      case '(':
        return group(depth);
      case '\\':
        return escape();
      case '*':
      case '+':
      case '?':
        fail("nothing to repeat");
        return 0;
      default:
        node.op = Op::character;
        node.code = decode(text_, at_);
        return add(node);
    }
  }

  std::uint32_t group(int depth) {
    ++at_;
    const unsigned flags = into_.flags_;
    Node node;
    node.op = Op::group;
    if (take("?")) {
      if (take("P<") || (text_.substr(at_).starts_with("<") && !text_.substr(at_).starts_with("<=") &&
                         !text_.substr(at_).starts_with("<!") && take("<"))) {
        const std::size_t end = text_.find('>', at_);
        if (end == std::string_view::npos) return fail("missing >, unterminated name"), 0;
        node.code = static_cast<std::uint32_t>(++into_.groups_);
        into_.names_.emplace_back(text_.substr(at_, end - at_), node.code);
        at_ = end + 1;
      } else if (take("P=")) {
        const std::size_t end = text_.find(')', at_);
        if (end == std::string_view::npos) return fail("missing ), unterminated name"), 0;
        const std::string_view name = text_.substr(at_, end - at_);
        at_ = end + 1;
        node.op = Op::reference;
        for (const auto& [known, number] : into_.names_)
          if (known == name) node.code = static_cast<std::uint32_t>(number);
        if (!node.code) fail("unknown group name");
        return add(node);
      } else if (take("#")) {
        at_ = std::min(text_.find(')', at_), text_.size());
        take(")");
        node.op = Op::empty;
        return add(node);
      } else if (take(":") || take(">")) {
        node.code = 0;
      } else if (take("=") || take("!") || take("<=") || take("<!")) {
        const std::string_view before = text_.substr(0, at_);
        node.op = Op::look;
        node.negated = before.back() == '!';
        node.behind = before[before.size() - 2] == '<';
      } else if (take("(")) {
        const std::size_t end = text_.find(')', at_);
        if (end == std::string_view::npos) return fail("missing )"), 0;
        node.op = Op::conditional;
        const std::string_view name = text_.substr(at_, end - at_);
        for (const auto& [known, number] : into_.names_)
          if (known == name) node.code = static_cast<std::uint32_t>(number);
        for (const char d : name)
          if (is_digit(static_cast<unsigned char>(d))) node.code = node.code * 10 + static_cast<std::uint32_t>(d - '0');
        at_ = end + 1;
        node.children.push_back(sequence(depth + 1));
        if (take("|")) node.children.push_back(sequence(depth + 1));
        if (!take(")")) fail("missing ), unterminated subpattern");
        return add(std::move(node));
      } else {
        bool off = false;
        unsigned changed = into_.flags_;
        for (; more() && text_[at_] != ')' && text_[at_] != ':'; ++at_) {
          const char c = text_[at_];
          const unsigned flag = c == 'i'   ? Regex::ignore_case
                                : c == 'm' ? Regex::multi_line
                                : c == 's' ? Regex::dot_all
                                : c == 'x' ? Regex::verbose
                                : c == 'a' ? Regex::ascii
                                           : 0u;
          if (c == '-') off = true;
          else if (flag) changed = off ? changed & ~flag : changed | flag;
          else if (c != 'u' && c != 'L') return fail("unknown extension"), 0;
        }
        into_.flags_ = changed;
        if (take(")")) {
          node.op = Op::empty;
          return add(node);
        }
        take(":");
      }
    } else {
      node.code = static_cast<std::uint32_t>(++into_.groups_);
    }
    if (into_.groups_ > 500) fail("too many groups");
    node.children.push_back(alternatives(depth + 1));
    if (!take(")")) fail("missing ), unterminated subpattern");
    into_.flags_ = flags;
    return add(std::move(node));
  }

  // Behind a backslash, also within [ ]: the character it stands for, or its class in `cls`.
  std::uint32_t escaped(char& cls) {
    cls = 0;
    if (at_ >= text_.size()) return fail("bad escape (end of pattern)"), 0;
    const char c = text_[at_];
    switch (c) {
      case 'd':
      case 'D':
      case 'w':
      case 'W':
      case 's':
      case 'S':
        cls = c;
        ++at_;
        return 0;
      case 'n':
        ++at_;
        return '\n';
      case 't':
        ++at_;
        return '\t';
      case 'r':
        ++at_;
        return '\r';
      case 'f':
        ++at_;
        return '\f';
      case 'v':
        ++at_;
        return '\v';
      case 'a':
        ++at_;
        return '\a';
      case '0':
        ++at_;
        return 0;
      case 'x':
        return hex(2);
      case 'u':
        return hex(4);
      default:
        return decode(text_, at_);
    }
  }
  std::uint32_t hex(std::size_t digits) {
    ++at_;
    std::uint32_t code = 0;
    for (std::size_t i = 0; i < digits; ++i, ++at_) {
      const char c = at_ < text_.size() ? text_[at_] : 'z';
      const int digit = is_digit(static_cast<unsigned char>(c)) ? c - '0'
                        : c >= 'a' && c <= 'f'                  ? c - 'a' + 10
                        : c >= 'A' && c <= 'F'                  ? c - 'A' + 10
                                                                : -1;
      if (digit < 0) return fail("incomplete escape"), 0;
      code = code * 16 + static_cast<std::uint32_t>(digit);
    }
    return code;
  }

  std::uint32_t escape() {
    ++at_;
    Node node;
    if (at_ < text_.size()) {
      const char c = text_[at_];
      if (c >= '1' && c <= '9') {
        node.op = Op::reference;
        for (; at_ < text_.size() && is_digit(static_cast<unsigned char>(text_[at_])) && node.code < 100; ++at_)
          node.code = node.code * 10 + static_cast<std::uint32_t>(text_[at_] - '0');
        if (node.code > into_.groups_) fail("invalid group reference");
        return add(node);
      }
      const Op op = c == 'b'               ? Op::word
                    : c == 'B'             ? Op::not_word
                    : c == 'A'             ? Op::begin_text
                    : c == 'Z' || c == 'z' ? Op::end_text
                                           : Op::empty;
      if (op != Op::empty) {
        ++at_;
        node.op = op;
        return add(node);
      }
    }
    char cls = 0;
    const std::uint32_t code = escaped(cls);
    if (cls) {
      node.op = Op::set;
      node.classes.push_back(cls);
    } else {
      node.op = Op::character;
      node.code = code;
    }
    return add(std::move(node));
  }

  std::uint32_t set() {
    ++at_;
    Node node;
    node.op = Op::set;
    node.negated = take("^");
    bool first = true;
    while (more() && (text_[at_] != ']' || first)) {
      first = false;
      char cls = 0;
      std::uint32_t low = 0;
      const auto one = [&] {
        if (take("\\")) {
          if (take("b")) return std::uint32_t{8};
          return escaped(cls);
        }
        return decode(text_, at_);
      };
      low = one();
      if (cls) {
        node.classes.push_back(cls);
        continue;
      }
      std::uint32_t high = low;
      if (at_ + 1 < text_.size() && text_[at_] == '-' && text_[at_ + 1] != ']') {
        ++at_;
        high = one();
        if (cls) {
          node.classes.push_back(cls);
          node.ranges.emplace_back('-', '-');
          high = low;
        }
        if (high < low) fail("bad character range");
      }
      node.ranges.emplace_back(low, high);
    }
    if (!take("]")) fail("unterminated character set");
    return add(std::move(node));
  }

  std::string_view text_;
  Regex& into_;
  std::size_t at_ = 0;
  std::string error_;
};

class RegexMatcher {
 public:
  RegexMatcher(const Regex& regex, std::string_view text)
      : regex_(regex), text_(text), groups_(regex.groups_ + 1, {-1, -1}) {}

  bool match(std::size_t from, bool full) {
    groups_.assign(regex_.groups_ + 1, {-1, -1});
    depth_ = 0;
    std::size_t end = 0;
    const bool found = run(regex_.root_, from, [&](std::size_t at) {
      if (full && at != text_.size()) return false;
      end = at;
      return true;
    });
    if (found) groups_[0] = {static_cast<std::int64_t>(from), static_cast<std::int64_t>(end)};
    return found;
  }
  bool exhausted() const { return exhausted_; }
  std::size_t steps() const { return steps_; }
  std::vector<std::pair<std::int64_t, std::int64_t>> groups() const { return groups_; }

 private:
  using Node = Regex::Node;
  using Op = Regex::Op;
  using Next = std::function<bool(std::size_t)>;
  static constexpr std::size_t most_steps = 2'000'000, most_depth = 6'000;

  bool run(std::uint32_t number, std::size_t at, const Next& next) {
    if (++steps_ > most_steps || depth_ > most_depth) {
      exhausted_ = true;
      return false;
    }
    struct Depth {
      std::size_t& depth;
      explicit Depth(std::size_t& d) : depth(d) { ++depth; }
      ~Depth() { --depth; }
    } depth(depth_);
    const Node& node = regex_.nodes_[number];
    switch (node.op) {
      case Op::empty:
        return next(at);
      case Op::character:
      case Op::any:
      case Op::set: {
        if (at >= text_.size()) return false;
        std::size_t after = at;
        const std::uint32_t c = decode(text_, after);
        return fits(node, c) && next(after);
      }
      case Op::begin:
        return (at == 0 || ((node.flags & Regex::multi_line) && text_[at - 1] == '\n')) && next(at);
      case Op::end:
        return (at == text_.size() || (at + 1 == text_.size() && text_[at] == '\n') ||
                ((node.flags & Regex::multi_line) && text_[at] == '\n')) &&
               next(at);
      case Op::begin_text:
        return at == 0 && next(at);
      case Op::end_text:
        return at == text_.size() && next(at);
      case Op::word:
        return boundary(at, node) && next(at);
      case Op::not_word:
        return !boundary(at, node) && next(at);
      case Op::group: {
        if (!node.code) return run(node.children[0], at, next);
        const auto before = groups_[node.code];
        const bool found = run(node.children[0], at, [&](std::size_t end) {
          const auto inner = groups_[node.code];
          groups_[node.code] = {static_cast<std::int64_t>(at), static_cast<std::int64_t>(end)};
          if (next(end)) return true;
          groups_[node.code] = inner;
          return false;
        });
        if (!found) groups_[node.code] = before;
        return found;
      }
      case Op::alternatives:
        for (const std::uint32_t child : node.children)
          if (run(child, at, next)) return true;
        return false;
      case Op::sequence:
        return sequence(node, 0, at, next);
      case Op::repeat:
        return simple(node) ? repeat_simple(node, at, next) : repeat(node, 0, at, ~std::size_t{0}, next);
      case Op::look:
        return look(node, at) && next(at);
      case Op::reference: {
        const auto [from, to] = groups_[node.code];
        if (from < 0) return false;
        const std::string_view part = text_.substr(static_cast<std::size_t>(from), static_cast<std::size_t>(to - from));
        return text_.substr(at).starts_with(part) && next(at + part.size());
      }
      case Op::conditional:
        if (node.code < groups_.size() && groups_[node.code].first >= 0) return run(node.children[0], at, next);
        return node.children.size() > 1 ? run(node.children[1], at, next) : next(at);
    }
    return false;
  }

  bool sequence(const Node& node, std::size_t index, std::size_t at, const Next& next) {
    if (index == node.children.size()) return next(at);
    return run(node.children[index], at,
               [&, index](std::size_t after) { return sequence(node, index + 1, after, next); });
  }

  // Of one character each: no recursion is needed while it takes.
  bool simple(const Node& node) const {
    const Op op = regex_.nodes_[node.children[0]].op;
    return op == Op::character || op == Op::any || op == Op::set;
  }
  bool repeat_simple(const Node& node, std::size_t at, const Next& next) {
    const Node& inner = regex_.nodes_[node.children[0]];
    std::vector<std::size_t> ends = {at};
    const auto one_more = [&] {
      std::size_t after = ends.back();
      if (after >= text_.size() || !fits(inner, decode(text_, after))) return false;
      ends.push_back(after);
      ++steps_;
      return true;
    };
    while (ends.size() <= node.least)
      if (!one_more()) return false;
    if (node.lazy) {
      for (;;) {
        if (next(ends.back())) return true;
        if (ends.size() > node.most || exhausted_ || !one_more()) return false;
      }
    }
    while (ends.size() <= node.most && one_more()) {
    }
    if (node.possessive) return next(ends.back());
    for (std::size_t i = ends.size(); i-- > node.least && !exhausted_;)
      if (next(ends[i])) return true;
    return false;
  }
  bool repeat(const Node& node, std::uint32_t count, std::size_t at, std::size_t last, const Next& next) {
    if (at == last && count > node.least) return false;  // an empty round leads nowhere
    const auto again = [&] {
      return count < node.most &&
             run(node.children[0], at, [&](std::size_t after) { return repeat(node, count + 1, after, at, next); });
    };
    if (count < node.least) return again();
    if (node.lazy) return next(at) || again();
    return again() || next(at);
  }

  bool look(const Node& node, std::size_t at) {
    bool found = false;
    if (!node.behind) {
      found = run(node.children[0], at, [](std::size_t) { return true; });
    } else {
      // From every place before, ending here.
      for (std::size_t from = at + 1; from-- > 0 && !found && !exhausted_;)
        found = run(node.children[0], from, [at](std::size_t end) { return end == at; });
    }
    return found != node.negated;
  }

  bool boundary(std::size_t at, const Node& node) const {
    const bool ascii = (node.flags & Regex::ascii) != 0;
    std::size_t from = at;
    while (from > 0 && (static_cast<unsigned char>(text_[from - 1]) & 0xC0) == 0x80) --from;
    if (from > 0) --from;
    std::size_t a = from, b = at;
    const bool before = at > 0 && is_word(decode(text_, a), ascii);
    const bool behind = at < text_.size() && is_word(decode(text_, b), ascii);
    return before != behind;
  }

  bool fits(const Node& node, std::uint32_t c) const {
    if (node.op == Op::any) return c != '\n' || (node.flags & Regex::dot_all);
    const bool fold = (node.flags & Regex::ignore_case) != 0;
    if (node.op == Op::character) return c == node.code || (fold && folded(c) == folded(node.code));
    bool in = false;
    for (const auto& [low, high] : node.ranges) {
      in = in || (c >= low && c <= high);
      if (fold && !in) {
        const std::uint32_t small = folded(c), large = small == c && c >= 'a' && c <= 'z' ? c - 32 : c;
        in = (small >= low && small <= high) || (large >= low && large <= high);
      }
    }
    const bool ascii = (node.flags & Regex::ascii) != 0;
    for (const char cls : node.classes) {
      const char kind = static_cast<char>(cls | 0x20);
      const bool is = kind == 'd' ? is_digit(c) : kind == 'w' ? is_word(c, ascii) : is_space(c);
      in = in || is == (cls == kind);
    }
    return in != node.negated;
  }

  const Regex& regex_;
  std::string_view text_;
  std::vector<std::pair<std::int64_t, std::int64_t>> groups_;
  std::size_t steps_ = 0, depth_ = 0;
  bool exhausted_ = false;
};

std::optional<Regex> Regex::compile(std::string_view pattern, unsigned flags, std::string& error) {
  Regex made;
  made.flags_ = flags;
  if (!RegexParser(pattern, made).run(error)) return std::nullopt;
  return made;
}

std::optional<Regex::Match> Regex::find(std::string_view text, std::size_t from, Mode mode, bool& exhausted, std::size_t& steps) const {
  RegexMatcher matcher(*this, text);
  for (std::size_t at = from; at <= text.size(); ++at) {
    if (at < text.size() && at > from && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) continue;
    const bool found = matcher.match(at, mode == Mode::full);
    steps = matcher.steps();
    if ((exhausted = matcher.exhausted())) return std::nullopt;
    if (found) return Match{matcher.groups()};
    if (mode != Mode::search) break;
  }
  return std::nullopt;
}

}  // namespace trueup::py
