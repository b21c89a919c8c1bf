#include "commands/silence.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/file.h"
#include "base/text.h"
#include "commands/codes.h"
#include "diff/diff.h"
#include "diff/severity.h"

namespace trueup {
namespace {

Origin origin_of(const Difference& difference) {
  if (difference.reason_origin) return difference.reason_origin;
  return difference.want ? difference.want->origin : Origin{};
}

bool is_comment_line(std::string_view line) {
  const std::string_view text = trim(line);
  return text.starts_with('#') || text.starts_with("--") || (text.starts_with("/*") && text.ends_with("*/"));
}

class Comments {
 public:
  explicit Comments(const Context& context) : context_(context) {}

  // Whether a comment on what begins at this origin silences findings of that code.
  bool silence(const Origin& origin, const std::string& code) {
    if (!origin || !origin.line) return false;
    const auto [at, is_new] = known_.try_emplace({origin.file, origin.line});
    if (is_new) at->second = honoured(origin);
    return std::find(at->second.begin(), at->second.end(), code) != at->second.end();
  }

 private:
  const std::vector<std::string>& lines_of(Symbol file) {
    const auto [at, is_new] = files_.try_emplace(file);
    // A file that cannot be read again silences nothing: a snapshot may have been written elsewhere.
    if (is_new)
      if (auto text = read_file(file.str())) at->second = split(*text, '\n');
    return at->second;
  }

  // It stands on the line itself, on the last line of the statement or call that begins there, or on lines of comments
  // right above.
  std::vector<std::string> honoured(const Origin& origin) {
    auto& lines = lines_of(origin.file);
    if (origin.line > lines.size()) return {};
    std::vector<std::string> out;
    auto look = [&](std::size_t line) {
      auto codes = honoured_on(lines[line - 1], {origin.file, static_cast<std::uint32_t>(line)});
      out.insert(out.end(), codes.begin(), codes.end());
    };
    look(origin.line);
    if (const std::size_t last = last_line_of(lines, origin.line); last != origin.line) look(last);
    for (std::size_t line = origin.line - 1; line > 0 && is_comment_line(lines[line - 1]); --line) look(line);
    return out;
  }

  std::vector<std::string> honoured_on(std::string_view line, const Origin& place) const {
    IgnoreComment comment = ignore_comment_in(line);
    if (!comment.is_comment) return {};
    if (comment.codes.empty())
      return warn(place, "an ignore names no code", "ignore[missing-column] and a reason"), std::vector<std::string>{};
    const auto codes = all_codes();
    for (auto& code : comment.codes) {
      if (std::find(codes.begin(), codes.end(), code) != codes.end()) continue;
      const std::string near = nearest(code, codes);
      warn(place, "an ignore names " + code + ", which is no code",
           near.empty() ? "codes stand in `trueup check --format json`" : "did you mean " + near + "?");
    }
    if (comment.reason.empty())
      return warn(place, "an ignore gives no reason, and is not honoured", "write it behind the bracket"),
             std::vector<std::string>{};
    return comment.codes;
  }

  void warn(const Origin& place, std::string message, std::string hint) const {
    context_.show({.code = "bad-ignore",
                   .message = std::move(message),
                   .origin = place,
                   .hint = std::move(hint),
                   .severity = Severity::warning});
  }

  const Context& context_;
  std::map<Symbol, std::vector<std::string>> files_;
  std::map<std::pair<Symbol, std::uint32_t>, std::vector<std::string>> known_;
};

}  // namespace

Result<std::vector<std::string>> patterns_of(const std::vector<IgnoreConfig>& ignore) {
  std::vector<std::string> out, kinds;
  for (auto* kind : all_kinds()) kinds.emplace_back(kind->name);
  for (auto& [pattern, origin] : ignore) {
    const auto colon = pattern.find(':');
    const std::string kind = pattern.substr(0, colon);
    auto bad = [&](std::string message, std::string hint) {
      return Diag{.code = "bad-config", .message = std::move(message), .origin = origin, .hint = std::move(hint)};
    };
    if (colon == std::string::npos) return bad("ignore has \"" + pattern + "\", which names no kind", "KIND:GLOB, such as table:" + (pattern.empty() ? "public.spatial_ref_sys" : pattern));
    if (kind != "*" && !find_kind(kind)) {
      const std::string near = nearest(replace_all(lower(kind), "-", "_"), kinds);
      return bad("ignore has \"" + pattern + "\", and " + (kind.empty() ? "nothing stands before the colon" : kind + " is no kind"),
                 near.empty() ? "a kind is * or one of " + join(kinds, ", ") : "did you mean " + near + pattern.substr(colon) + "?");
    }
    out.push_back(pattern);
  }
  return out;
}

IgnoreComment ignore_comment_in(std::string_view line) {
  for (std::size_t at = 0; (at = line.find("trueup:", at)) != line.npos; at += 7) {
    const std::string_view before = trim(line.substr(0, at));
    if (!before.ends_with('#') && !before.ends_with("--") && !before.ends_with("/*")) continue;
    std::string_view rest = trim(line.substr(at + 7));
    if (!rest.starts_with("ignore")) continue;
    rest = trim(rest.substr(6));
    IgnoreComment out{.is_comment = true};
    const auto close = rest.find(']');
    if (!rest.starts_with('[') || close == rest.npos) return out;
    for (auto& code : split(rest.substr(1, close - 1), ','))
      if (auto word = trim(code); !word.empty()) out.codes.emplace_back(word);
    std::string_view reason = rest.substr(close + 1);
    if (before.ends_with("/*") && reason.find("*/") != reason.npos) reason = reason.substr(0, reason.find("*/"));
    const auto begin = reason.find_first_not_of(" \t:-–—");
    out.reason = begin == reason.npos ? "" : std::string(trim(reason.substr(begin)));
    return out;
  }
  return {};
}

std::size_t last_line_of(const std::vector<std::string>& lines, std::size_t first) {
  int depth = 0;
  std::string quote;  // of the string that we are in
  for (std::size_t line = first; line <= lines.size() && line < first + 500; ++line) {
    const std::string_view text = lines[line - 1];
    for (std::size_t at = 0; at < text.size(); ++at) {
      if (!quote.empty()) {
        if (text[at] == '\\') ++at;
        else if (text.substr(at).starts_with(quote)) at += quote.size() - 1, quote.clear();
        continue;
      }
      if (text[at] == '#' || text.substr(at).starts_with("--")) break;
      if (text[at] == '"' || text[at] == '\'') {
        quote = std::string(text.substr(at).starts_with(std::string(3, text[at])) ? 3 : 1, text[at]);
        at += quote.size() - 1;
      } else if (text[at] == '(' || text[at] == '[' || text[at] == '{') ++depth;
      else if (text[at] == ')' || text[at] == ']' || text[at] == '}') --depth;
    }
    if (quote.size() == 1) quote.clear();  // it ends with its line
    if (depth <= 0 && quote.empty()) return line;
  }
  return first;
}

Silenced silence_in(Delta& delta, const std::vector<std::string>& patterns, const Context& context) {
  Silenced out{.by_configuration = ignore_in(delta, patterns)};
  Comments comments(context);
  std::set<Id> gone;
  for (auto& difference : delta.differences)
    if (comments.silence(origin_of(difference), code_of(difference))) gone.insert(difference.subject().id);
  if (gone.empty()) return out;
  out.by_comment = gone.size();
  // What hangs on a table that may be missing may be missing with it.
  auto hangs = [&](const Id& id) {
    const Id& on = id.is_satellite() ? id.object() : id;
    if (id.is_satellite() && gone.contains(on)) return true;
    for (auto name : on.kind().parents) {
      const Kind& kind = kind_named(name);
      if (gone.contains(on.above(kind, static_cast<std::size_t>(kind.path_size)))) return true;
    }
    return false;
  };
  std::erase_if(delta.differences, [&](const Difference& difference) {
    const Id& id = difference.subject().id;
    return gone.contains(id) || hangs(id);
  });
  return out;
}

Silenced silence_among(std::vector<const Unknown*>& unknowns, const std::vector<std::string>& patterns, const Context& context) {
  Silenced out{.by_configuration = std::erase_if(unknowns, [&](const Unknown* unknown) { return is_ignored(unknown->about, patterns); })};
  Comments comments(context);
  out.by_comment = std::erase_if(unknowns, [&](const Unknown* unknown) {
    return comments.silence(unknown->origin, "unknown-" + replace_all(std::string(unknown->about.kind().name), "_", "-"));
  });
  return out;
}

}  // namespace trueup
