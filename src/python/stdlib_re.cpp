// re.
#include "python/regex.h"
#include "python/stdlib.h"
#include "python/strings.h"

namespace trueup::py {

namespace {

struct Pattern {
  Regex regex = {};
  Value text = {};
};
struct Found {
  Pattern* pattern = nullptr;
  Regex::Match match = {};
  Value text = {};
};

Class* class_named(Interpreter& interp, std::string_view name) {
  return interp.find_module("re")->attrs.find(Symbol(name)).as<Class>();
}

// How far the first so many characters reach, in bytes.
std::size_t byte_at(std::string_view text, std::int64_t characters) {
  std::size_t at = 0;
  for (; at < text.size() && characters > 0; --characters) {
    ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) ++at;
  }
  return at;
}

// pattern.match(string, pos, endpos); the functions of the module have no such arguments.
struct Window {
  std::size_t from = 0;
  std::string_view text = {};
};
Window window_of(const Call& call, std::string_view text, bool is_method) {
  if (!is_method) return {.text = text};
  const auto from = integer_of(call.arg(1, "pos")), to = integer_of(call.arg(2, "endpos"));
  if (to) text = text.substr(0, byte_at(text, *to));
  return {.from = from ? byte_at(text, *from) : 0, .text = text};
}

// Matching is work as running code is; a scanner in some package may do a lot of it.
void charge(Interpreter& interp, std::size_t steps) {
  interp.internals().steps += steps;
  interp.internals().step();
}

Value exhausted(Call& call) { return call.interp.opaque("is a regular expression beyond the budget", call.origin); }

// The pattern of a call: self of a compiled one, else the first argument, compiled once.
Pattern* pattern_of(Call& call, std::size_t flags_at, Opaque*& unknown, std::size_t& next) {
  next = 0;
  if (Pattern* self = call.self ? payload_of<Pattern>(call.self) : nullptr) return self;
  Interpreter& interp = call.interp;
  const Value given = call.need(next++, "pattern");
  if ((unknown = opaque_in(given))) return nullptr;
  if (Pattern* compiled = payload_of<Pattern>(given)) return compiled;
  const Value flags = call.arg(flags_at, "flags");
  if (flags && (unknown = opaque_in(flags))) return nullptr;
  std::string_view text;
  std::string characters;  // of a pattern of bytes, one for each
  if (const Bytes* bytes = given.as<Bytes>()) {
    for (const char c : bytes->view()) ast::append_utf8(static_cast<unsigned char>(c), characters);
    text = characters;
  } else if (const auto said = text_of(given)) text = *said;
  else interp.raise("TypeError", "first argument must be string or compiled pattern");
  std::string error;
  auto regex = Regex::compile(text, flags ? static_cast<unsigned>(integer_of(flags).value_or(0)) : 0u, error);
  if (!regex)
    throw Raised{interp.call(interp.find_module("re")->attrs.find(Symbol("error")), {interp.text(error)}, call.origin)};
  Pattern* made = interp.heap().make<Pattern>();
  made->regex = *std::move(regex);
  made->text = given;
  return made;
}

Value make_match(Call& call, Pattern* pattern, Regex::Match match, Value text) {
  Found* found = call.interp.heap().make<Found>();
  found->pattern = pattern;
  found->match = std::move(match);
  found->text = text;
  return call.interp.instance(*class_named(call.interp, "Match"), call.origin, found);
}

std::string_view part(const Found& found, std::size_t group) {
  const auto [from, to] = found.match.groups[group];
  return from < 0 ? std::string_view()
                  : text_of(found.text)->substr(static_cast<std::size_t>(from), static_cast<std::size_t>(to - from));
}
Value group_value(Interpreter& interp, const Found& found, std::size_t group) {
  return found.match.groups[group].first < 0 ? interp.none() : interp.text(part(found, group));
}

Value find(Call& call, Regex::Mode mode) {
  Opaque* unknown = nullptr;
  std::size_t next = 0;
  Pattern* pattern = pattern_of(call, 2, unknown, next);
  if (unknown) return call.interp.opaque_from(*unknown);
  const Value text = call.need(next, "string");
  if (Opaque* opaque = opaque_in(text)) return call.interp.opaque_from(*opaque);
  const Window window = window_of(call, need_text(call, next, "string"), next == 0);
  bool beyond = false;
  std::size_t steps = 0;
  auto match = pattern->regex.find(window.text, window.from, mode, beyond, steps);
  charge(call.interp, steps);
  if (beyond) return exhausted(call);
  if (!match) return call.interp.none();
  return make_match(call, pattern, *std::move(match), held(text));
}
Value search(Call& call) { return find(call, Regex::Mode::search); }
Value match(Call& call) { return find(call, Regex::Mode::match); }
Value fullmatch(Call& call) { return find(call, Regex::Mode::full); }

// All matches, one behind the other; an empty one moves on by a character.
bool all_matches(Interpreter& interp, const Pattern& pattern, const Window& window, std::vector<Regex::Match>& into,
                 std::size_t most = ~std::size_t{0}) {
  const std::string_view text = window.text;
  for (std::size_t at = window.from; at <= text.size() && into.size() < most;) {
    bool beyond = false;
    std::size_t steps = 0;
    auto found = pattern.regex.find(text, at, Regex::Mode::search, beyond, steps);
    charge(interp, steps);
    if (beyond) return false;
    if (!found) break;
    const auto [from, to] = found->groups[0];
    at = static_cast<std::size_t>(to);
    const bool empty = from == to;
    into.push_back(*std::move(found));
    if (empty) {
      ++at;
      while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) ++at;
    }
  }
  return true;
}

Value listed(Call& call, bool as_matches) {
  Opaque* unknown = nullptr;
  std::size_t next = 0;
  Pattern* pattern = pattern_of(call, 2, unknown, next);
  if (unknown) return call.interp.opaque_from(*unknown);
  const Value text = call.need(next, "string");
  if (Opaque* opaque = opaque_in(text)) return call.interp.opaque_from(*opaque);
  std::vector<Regex::Match> found;
  if (!all_matches(call.interp, *pattern, window_of(call, need_text(call, next, "string"), next == 0), found)) return exhausted(call);
  std::vector<Value> made;
  for (Regex::Match& one : found) {
    const Value whole = make_match(call, pattern, std::move(one), held(text));
    if (as_matches) {
      made.push_back(whole);
      continue;
    }
    const Found& it = *payload_of<Found>(whole);
    const std::size_t groups = pattern->regex.groups();
    if (groups <= 1) {
      made.push_back(call.interp.text(part(it, groups)));
      continue;
    }
    std::vector<Value> row;
    for (std::size_t i = 1; i <= groups; ++i) row.push_back(call.interp.text(part(it, i)));
    made.push_back(call.interp.tuple(row));
  }
  Value list = call.interp.list(std::move(made));
  return as_matches ? make_iterator(call.interp, list, call.origin) : list;
}
Value findall(Call& call) { return listed(call, false); }
Value finditer(Call& call) { return listed(call, true); }

// \1, \g<name> and the common escapes of a replacement.
std::string expanded(Call& call, const Found& found, std::string_view replacement) {
  std::string made;
  const auto add = [&](std::string_view name) {
    std::size_t number = 0;
    bool known = !name.empty() && name.find_first_not_of("0123456789") == std::string_view::npos && name.size() < 4;
    if (known) number = static_cast<std::size_t>(std::stoul(std::string(name)));
    for (const auto& [one, at] : found.pattern->regex.names())
      if (one == name) number = at, known = true;
    if (!known || number >= found.match.groups.size())
      throw Raised{call.interp.call(call.interp.find_module("re")->attrs.find(Symbol("error")),
                                    {call.interp.text("invalid group reference " + std::string(name))}, call.origin)};
    made += part(found, number);
  };
  for (std::size_t i = 0; i < replacement.size(); ++i) {
    if (replacement[i] != '\\' || i + 1 >= replacement.size()) {
      made += replacement[i];
      continue;
    }
    const char c = replacement[++i];
    if (c == 'g' && i + 1 < replacement.size() && replacement[i + 1] == '<') {
      const std::size_t end = std::min(replacement.find('>', i), replacement.size());
      add(replacement.substr(i + 2, end - i - 2));
      i = end;
    } else if (c >= '1' && c <= '9') {
      std::size_t end = i + 1;
      if (end < replacement.size() && replacement[end] >= '0' && replacement[end] <= '9') ++end;
      add(replacement.substr(i, end - i));
      i = end - 1;
    } else if (c == 'n') {
      made += '\n';
    } else if (c == 't') {
      made += '\t';
    } else if (c == '\\') {
      made += '\\';
    } else {
      made += '\\';
      made += c;
    }
  }
  return made;
}

Value substitute(Call& call, bool counted) {
  Opaque* unknown = nullptr;
  std::size_t next = 0;
  Pattern* pattern = pattern_of(call, 4, unknown, next);
  if (unknown) return call.interp.opaque_from(*unknown);
  const Value replacement = call.need(next, "repl"), text = call.need(next + 1, "string"),
              limit = call.arg(next + 2, "count");
  for (Value one : {replacement, text})
    if (Opaque* opaque = opaque_in(one)) return call.interp.opaque_from(*opaque);
  const std::string_view view = need_text(call, next + 1, "string");
  const std::int64_t count = limit ? integer_of(limit).value_or(0) : 0;
  std::vector<Regex::Match> found;
  if (!all_matches(call.interp, *pattern, {.text = view}, found, count > 0 ? static_cast<std::size_t>(count) : ~std::size_t{0}))
    return exhausted(call);
  std::string made;
  std::size_t at = 0;
  const std::size_t times = found.size();
  for (Regex::Match& one : found) {
    const auto [from, to] = one.groups[0];
    made += view.substr(at, static_cast<std::size_t>(from) - at);
    at = static_cast<std::size_t>(to);
    const Value whole = make_match(call, pattern, std::move(one), held(text));
    if (const auto template_text = text_of(replacement)) {
      made += expanded(call, *payload_of<Found>(whole), *template_text);
    } else {
      const Value with = call.interp.call(replacement, {whole}, call.origin);
      if (Opaque* opaque = opaque_in(with)) return call.interp.opaque_from(*opaque);
      made += text_of(with).value_or("");
    }
  }
  made += view.substr(at);
  if (!counted) return call.interp.text(made);
  return call.interp.tuple(
      std::vector<Value>{call.interp.text(made), call.interp.integer(static_cast<std::int64_t>(times))});
}
Value sub(Call& call) { return substitute(call, false); }
Value subn(Call& call) { return substitute(call, true); }

Value split(Call& call) {
  Opaque* unknown = nullptr;
  std::size_t next = 0;
  Pattern* pattern = pattern_of(call, 3, unknown, next);
  if (unknown) return call.interp.opaque_from(*unknown);
  const Value text = call.need(next, "string"), limit = call.arg(next + 1, "maxsplit");
  if (Opaque* opaque = opaque_in(text)) return call.interp.opaque_from(*opaque);
  const std::string_view view = need_text(call, next, "string");
  const std::int64_t count = limit ? integer_of(limit).value_or(0) : 0;
  std::vector<Regex::Match> found;
  if (!all_matches(call.interp, *pattern, {.text = view}, found, count > 0 ? static_cast<std::size_t>(count) : ~std::size_t{0}))
    return exhausted(call);
  std::vector<Value> made;
  std::size_t at = 0;
  for (Regex::Match& one : found) {
    const auto [from, to] = one.groups[0];
    made.push_back(call.interp.text(view.substr(at, static_cast<std::size_t>(from) - at)));
    at = static_cast<std::size_t>(to);
    for (std::size_t i = 1; i < one.groups.size(); ++i)
      made.push_back(
          one.groups[i].first < 0
              ? call.interp.none()
              : call.interp.text(view.substr(static_cast<std::size_t>(one.groups[i].first),
                                             static_cast<std::size_t>(one.groups[i].second - one.groups[i].first))));
  }
  made.push_back(call.interp.text(view.substr(at)));
  return call.interp.list(std::move(made));
}

Value compile(Call& call) {
  Opaque* unknown = nullptr;
  std::size_t next = 0;
  Pattern* pattern = pattern_of(call, 1, unknown, next);
  if (unknown) return call.interp.opaque_from(*unknown);
  Instance* made = call.interp.instance(*class_named(call.interp, "Pattern"), call.origin, pattern);
  made->attrs.set(Symbol("pattern"), pattern->text);
  made->attrs.set(Symbol("flags"), call.interp.integer(pattern->regex.flags() | 32));
  return made;
}

Value escape(Call& call) {
  TRUEUP_NEED_KNOWN(call);
  std::string made;
  for (const char c : need_text(call, 0, "pattern")) {
    if (std::string_view("()[]{}?*+-|^$\\.&~# \t\n\r\v\f").find(c) != std::string_view::npos) made += '\\';
    made += c;
  }
  return call.interp.text(made);
}

// ---- matches --------------------------------------------------------------------------------------------------------

std::size_t group_number(Call& call, const Found& found, Value key) {
  if (const auto number = integer_of(key);
      number && *number >= 0 && static_cast<std::size_t>(*number) < found.match.groups.size())
    return static_cast<std::size_t>(*number);
  if (const auto name = text_of(key))
    for (const auto& [one, at] : found.pattern->regex.names())
      if (one == *name) return at;
  call.interp.raise("IndexError", "no such group");
}
Value group(Call& call) {
  const Found& found = *payload_of<Found>(call.self);
  if (call.args.empty()) return group_value(call.interp, found, 0);
  std::vector<Value> made;
  for (Value key : call.args) made.push_back(group_value(call.interp, found, group_number(call, found, key)));
  return made.size() == 1 ? made[0] : call.interp.tuple(made);
}
Value match_groups(Call& call) {
  const Found& found = *payload_of<Found>(call.self);
  std::vector<Value> made;
  const Value otherwise = call.arg(0, "default");
  for (std::size_t i = 1; i < found.match.groups.size(); ++i)
    made.push_back(found.match.groups[i].first < 0 && otherwise ? otherwise : group_value(call.interp, found, i));
  return call.interp.tuple(made);
}
Value groupdict(Call& call) {
  const Found& found = *payload_of<Found>(call.self);
  Dict* made = call.interp.dict();
  for (const auto& [name, at] : found.pattern->regex.names())
    call.interp.dict_set(*made, call.interp.text(name), group_value(call.interp, found, at));
  return made;
}
Value place(Call& call, bool end) {
  const Found& found = *payload_of<Found>(call.self);
  const std::size_t number = call.args.empty() ? 0 : group_number(call, found, call.args[0]);
  const std::int64_t bytes = end ? found.match.groups[number].second : found.match.groups[number].first;
  if (bytes < 0) return call.interp.integer(-1);
  std::int64_t characters = 0;
  for (const char c : text_of(found.text)->substr(0, static_cast<std::size_t>(bytes)))
    characters += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return call.interp.integer(characters);
}
Value start(Call& call) { return place(call, false); }
Value end(Call& call) { return place(call, true); }
Value span(Call& call) { return call.interp.tuple(std::vector<Value>{place(call, false), place(call, true)}); }
Value match_subscript(Interpreter& interp, Instance& self, Value key, const Origin& at) {
  Call call{interp};
  call.self = &self;
  call.origin = at;
  const Found& found = *payload_of<Found>(self);
  return group_value(interp, found, group_number(call, found, key));
}
// lastindex, lastgroup: the group that was closed last, the outer one of two.
Value match_missing(Interpreter& interp, Instance& self, Symbol name, const Origin&) {
  const Found* found = payload_of<Found>(self);
  if (!found) return {};
  if (name == "string") return found->text;
  if (name != "lastindex" && name != "lastgroup") return {};
  std::size_t last = 0;
  for (std::size_t i = 1; i < found->match.groups.size(); ++i)
    if (found->match.groups[i].first >= 0 && (!last || found->match.groups[i].second > found->match.groups[last].second)) last = i;
  if (!last) return interp.none();
  if (name == "lastindex") return interp.integer(static_cast<std::int64_t>(last));
  for (const auto& [one, at] : found->pattern->regex.names())
    if (at == last) return interp.text(one);
  return interp.none();
}
Value match_expand(Call& call) {
  return call.interp.text(expanded(call, *payload_of<Found>(call.self), need_text(call, 0)));
}

const NativeType pattern_type{.name = "Pattern"}, match_type{.name = "Match", .missing = match_missing, .subscript = match_subscript},
    error_type{.name = "error"};

void fill(ModuleWriter& into) {
  Interpreter& interp = into.interp();
  Class& compiled = into.cls(pattern_type);
  Class& matched = into.cls(match_type);
  into.cls(error_type, {interp.builtin("Exception")});
  into.value("PatternError", into.module().attrs.find(Symbol("error")));
  struct Both {
    const char* name;
    NativeCode code;
  };
  static constexpr Both both[] = {{"search", search},   {"match", match},       {"fullmatch", fullmatch},
                                  {"findall", findall}, {"finditer", finditer}, {"sub", sub},
                                  {"subn", subn},       {"split", split}};
  for (const Both& one : both) {
    into.function(one.name, one.code);
    into.method(compiled, one.name, one.code);
  }
  into.function("compile", compile).function("escape", escape).function("purge", give_none);
  into.method(matched, "group", group)
      .method(matched, "groups", match_groups)
      .method(matched, "groupdict", groupdict)
      .method(matched, "start", start);
  into.method(matched, "end", end).method(matched, "span", span).method(matched, "expand", match_expand);
  for (const auto& [name, value] : {std::pair{"I", 2},
                                    {"IGNORECASE", 2},
                                    {"M", 8},
                                    {"MULTILINE", 8},
                                    {"S", 16},
                                    {"DOTALL", 16},
                                    {"X", 64},
                                    {"VERBOSE", 64},
                                    {"A", 256},
                                    {"ASCII", 256},
                                    {"U", 32},
                                    {"UNICODE", 32},
                                    {"NOFLAG", 0}})
    into.value(name, interp.integer(value));
}

}  // namespace

void add_regular_expressions(Interpreter& interp) { interp.add_native("re", fill); }

}  // namespace trueup::py
