// Methods of str and bytes. Case is known for ASCII and Latin letters up to U+017F and for Greek and Cyrillic, which is
// what names and labels of schemas hold.
#include <algorithm>

#include "base/text.h"
#include "python/builtins.h"

namespace trueup::py {

namespace {

std::string_view self_text(Call& call) { return self_as<Text>(call).view(); }

std::uint32_t decode(std::string_view text, std::size_t& at) {
  const unsigned char lead = static_cast<unsigned char>(text[at]);
  std::size_t size = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  size = std::min(size, text.size() - at);
  std::uint32_t code = size == 1 ? lead : lead & (0xFFu >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) code = code << 6 | (static_cast<unsigned char>(text[at + i]) & 63);
  at += size;
  return code;
}

void encode(std::uint32_t code, std::string& into) {
  const auto put = [&](std::uint32_t byte) { into += static_cast<char>(byte); };
  if (code < 0x80) put(code);
  else if (code < 0x800) put(0xC0 | code >> 6), put(0x80 | (code & 63));
  else if (code < 0x10000) put(0xE0 | code >> 12), put(0x80 | (code >> 6 & 63)), put(0x80 | (code & 63));
  else put(0xF0 | code >> 18), put(0x80 | (code >> 12 & 63)), put(0x80 | (code >> 6 & 63)), put(0x80 | (code & 63));
}

std::uint32_t lowered(std::uint32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
  if (c >= 0xC0 && c <= 0xDE && c != 0xD7) return c + 32;
  if (c >= 0x100 && c <= 0x137) return c | 1;
  if (c >= 0x139 && c <= 0x148) return c % 2 ? c + 1 : c;
  if (c >= 0x14A && c <= 0x177) return c | 1;
  if (c == 0x178) return 0xFF;
  if (c >= 0x179 && c <= 0x17E) return c % 2 ? c + 1 : c;
  if (c >= 0x391 && c <= 0x3A9) return c + 32;
  if (c >= 0x410 && c <= 0x42F) return c + 32;
  if (c >= 0x400 && c <= 0x40F) return c + 80;
  return c;
}
std::uint32_t uppered(std::uint32_t c) {
  if (c < 0x80) return c >= 'a' && c <= 'z' ? c - 32 : c;
  if (c >= 0xE0 && c <= 0xFE && c != 0xF7) return c - 32;
  if (c == 0xFF) return 0x178;
  if (c >= 0x100 && c <= 0x137) return c & ~1u;
  if (c >= 0x139 && c <= 0x148) return c % 2 ? c : c - 1;
  if (c >= 0x14A && c <= 0x177) return c & ~1u;
  if (c >= 0x179 && c <= 0x17E) return c % 2 ? c : c - 1;
  if (c >= 0x3B1 && c <= 0x3C9 && c != 0x3C2) return c - 32;
  if (c >= 0x430 && c <= 0x44F) return c - 32;
  if (c >= 0x450 && c <= 0x45F) return c - 80;
  return c;
}
bool is_upper(std::uint32_t c) { return lowered(c) != c; }
bool is_lower(std::uint32_t c) { return uppered(c) != c || c == 0xDF; }
bool is_alpha(std::uint32_t c) {
  return is_upper(c) || is_lower(c) || (c >= 0x3000 && c < 0xFB00) || c == 0xAA || c == 0xBA ||
         (c >= 0x5D0 && c <= 0x64A);
}
bool is_digit(std::uint32_t c) { return c >= '0' && c <= '9'; }
bool is_space(std::uint32_t c) {
  return c == ' ' || (c >= 9 && c <= 13) || (c >= 0x1C && c <= 0x1F) || c == 0x85 || c == 0xA0 || c == 0x2028 ||
         c == 0x2029 || c == 0x3000;
}

template <class Each>
std::string mapped(std::string_view text, const Each& each) {
  std::string made;
  made.reserve(text.size());
  bool first = true, in_word = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::uint32_t c = decode(text, at);
    if (c == 0xDF && each(c, first, in_word) != c) made += "SS";
    else encode(each(c, first, in_word), made);
    in_word = is_alpha(c);
    first = false;
  }
  return made;
}

Value lower_text(Call& call) {
  return call.interp.text(mapped(self_text(call), [](std::uint32_t c, bool, bool) { return lowered(c); }));
}
Value upper_text(Call& call) {
  std::string made;
  const std::string_view text = self_text(call);
  for (std::size_t at = 0; at < text.size();) {
    const std::uint32_t c = decode(text, at);
    if (c == 0xDF) made += "SS";
    else encode(uppered(c), made);
  }
  return call.interp.text(made);
}
Value title(Call& call) {
  return call.interp.text(
      mapped(self_text(call), [](std::uint32_t c, bool, bool in_word) { return in_word ? lowered(c) : uppered(c); }));
}
Value capitalize(Call& call) {
  return call.interp.text(
      mapped(self_text(call), [](std::uint32_t c, bool first, bool) { return first ? uppered(c) : lowered(c); }));
}
Value swapcase(Call& call) {
  return call.interp.text(
      mapped(self_text(call), [](std::uint32_t c, bool, bool) { return is_upper(c) ? lowered(c) : uppered(c); }));
}

template <class Each>
Value every(Call& call, const Each& each) {
  const std::string_view text = self_text(call);
  if (text.empty()) return call.interp.boolean(false);
  for (std::size_t at = 0; at < text.size();)
    if (!each(decode(text, at))) return call.interp.boolean(false);
  return call.interp.boolean(true);
}
Value isalpha(Call& call) { return every(call, is_alpha); }
Value isdigit(Call& call) { return every(call, is_digit); }
Value isalnum(Call& call) {
  return every(call, [](std::uint32_t c) { return is_alpha(c) || is_digit(c); });
}
Value isspace(Call& call) { return every(call, is_space); }
Value isascii(Call& call) {
  for (const char c : self_text(call))
    if (static_cast<unsigned char>(c) >= 0x80) return call.interp.boolean(false);
  return call.interp.boolean(true);
}
Value cased(Call& call, bool upper) {
  bool any = false;
  const std::string_view text = self_text(call);
  for (std::size_t at = 0; at < text.size();) {
    const std::uint32_t c = decode(text, at);
    if (upper ? is_lower(c) : is_upper(c)) return call.interp.boolean(false);
    if (upper ? is_upper(c) : is_lower(c)) any = true;
  }
  return call.interp.boolean(any);
}
Value isupper(Call& call) { return cased(call, true); }
Value islower(Call& call) { return cased(call, false); }
Value istitle(Call& call) {
  bool any = false, in_word = false;
  const std::string_view text = self_text(call);
  for (std::size_t at = 0; at < text.size();) {
    const std::uint32_t c = decode(text, at);
    if (is_upper(c) ? in_word : is_lower(c) && !in_word) return call.interp.boolean(false);
    in_word = is_alpha(c);
    any = any || in_word;
  }
  return call.interp.boolean(any);
}
Value isidentifier(Call& call) {
  const std::string_view text = self_text(call);
  if (text.empty() || is_digit(static_cast<unsigned char>(text[0]))) return call.interp.boolean(false);
  return every(call, [](std::uint32_t c) { return is_alpha(c) || is_digit(c) || c == '_'; });
}

Value strip(Call& call, bool left, bool right) {
  TRUEUP_NEED_KNOWN(call);
  std::string_view text = self_text(call);
  std::vector<std::uint32_t> set;
  const Value chars = call.arg(0);
  const bool given = chars && !is_none(chars);
  if (given) {
    const std::string_view all = need_text(call, 0);
    for (std::size_t at = 0; at < all.size();) set.push_back(decode(all, at));
  }
  const auto goes = [&](std::uint32_t c) {
    return given ? std::find(set.begin(), set.end(), c) != set.end() : is_space(c);
  };
  while (left && !text.empty()) {
    std::size_t at = 0;
    if (!goes(decode(text, at))) break;
    text.remove_prefix(at);
  }
  while (right && !text.empty()) {
    std::size_t from = text.size() - 1;
    while (from && (static_cast<unsigned char>(text[from]) & 0xC0) == 0x80) --from;
    std::size_t at = from;
    if (!goes(decode(text, at))) break;
    text = text.substr(0, from);
  }
  return call.interp.text(text);
}
Value strip_both(Call& call) { return strip(call, true, true); }
Value lstrip(Call& call) { return strip(call, true, false); }
Value rstrip(Call& call) { return strip(call, false, true); }

Value splits(Call& call, bool from_right) {
  TRUEUP_NEED_KNOWN(call);
  const std::string_view text = self_text(call);
  const Value separator = call.arg(0, "sep"), limit = call.arg(1, "maxsplit");
  std::int64_t most = limit ? integer_of(limit).value_or(-1) : -1;
  std::vector<std::string_view> parts;
  if (!separator || is_none(separator)) {
    // Runs of white space count as one.
    std::string_view rest = text;
    const auto trimmed = [](std::string_view part, bool front, bool back) {
      while (front && !part.empty() && is_space(static_cast<unsigned char>(part.front()))) part.remove_prefix(1);
      while (back && !part.empty() && is_space(static_cast<unsigned char>(part.back()))) part.remove_suffix(1);
      return part;
    };
    rest = trimmed(rest, true, true);
    while (!rest.empty()) {
      if (most-- == 0) {
        parts.push_back(from_right ? trimmed(rest, true, true) : trimmed(rest, true, false));
        if (!from_right)
          parts.back() = trimmed(text.substr(static_cast<std::size_t>(rest.data() - text.data())), true, false);
        break;
      }
      std::size_t at = 0;
      if (from_right) {
        at = rest.size();
        while (at && !is_space(static_cast<unsigned char>(rest[at - 1]))) --at;
        parts.push_back(rest.substr(at));
        rest = trimmed(rest.substr(0, at), false, true);
      } else {
        while (at < rest.size() && !is_space(static_cast<unsigned char>(rest[at]))) ++at;
        parts.push_back(rest.substr(0, at));
        rest = trimmed(rest.substr(at), true, false);
      }
    }
  } else {
    const std::string_view by = need_text(call, 0, "sep");
    if (by.empty()) call.interp.raise("ValueError", "empty separator");
    std::string_view rest = text;
    for (;;) {
      const std::size_t at = most-- == 0 ? std::string_view::npos : from_right ? rest.rfind(by) : rest.find(by);
      if (at == std::string_view::npos) break;
      parts.push_back(from_right ? rest.substr(at + by.size()) : rest.substr(0, at));
      rest = from_right ? rest.substr(0, at) : rest.substr(at + by.size());
    }
    parts.push_back(rest);
  }
  if (from_right) std::reverse(parts.begin(), parts.end());
  std::vector<Value> made;
  for (const std::string_view part : parts) made.push_back(call.interp.text(part));
  return call.interp.list(std::move(made));
}
Value split_left(Call& call) { return splits(call, false); }
Value split_right(Call& call) { return splits(call, true); }
Value splitlines(Call& call) {
  const std::string_view text = self_text(call);
  const Value keep = call.arg(0, "keepends");
  const bool keeps = keep && call.interp.truth(keep) == Truth::yes;
  std::vector<Value> lines;
  for (std::size_t from = 0; from < text.size();) {
    std::size_t end = text.find_first_of("\r\n", from), next = end;
    if (end == std::string_view::npos) end = next = text.size();
    else next += text.substr(end, 2) == "\r\n" ? 2 : 1;
    lines.push_back(call.interp.text(text.substr(from, (keeps ? next : end) - from)));
    from = next;
  }
  return call.interp.list(std::move(lines));
}
Value partition(Call& call, bool from_right) {
  TRUEUP_NEED_KNOWN(call);
  const std::string_view text = self_text(call), by = need_text(call, 0);
  const std::size_t at = from_right ? text.rfind(by) : text.find(by);
  Interpreter& interp = call.interp;
  const Value empty = interp.text("");
  if (at == std::string_view::npos)
    return interp.tuple(from_right ? std::vector<Value>{empty, empty, call.self}
                                   : std::vector<Value>{call.self, empty, empty});
  return interp.tuple(
      std::vector<Value>{interp.text(text.substr(0, at)), interp.text(by), interp.text(text.substr(at + by.size()))});
}
Value partition_left(Call& call) { return partition(call, false); }
Value partition_right(Call& call) { return partition(call, true); }

Value join_texts(Call& call) {
  const std::string_view between = self_text(call);
  const auto [values, unknown] = call.interp.elements(call.need(0), call.origin);
  if (unknown) return call.interp.opaque_from(*unknown);
  std::string made;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (Opaque* one = opaque_in(values[i])) return call.interp.opaque_from(*one);
    const auto text = text_of(values[i]);
    if (!text)
      call.interp.raise("TypeError", "sequence item " + std::to_string(i) + ": expected str instance, " +
                                         call.interp.class_of(values[i])->name.str() + " found");
    if (i) made += between;
    made += *text;
    if (made.size() > call.interp.options().budgets.text_bytes) break;
  }
  return call.interp.text(made);
}

Value replace(Call& call) {
  TRUEUP_NEED_KNOWN(call);
  const std::string_view text = self_text(call), from = need_text(call, 0), to = need_text(call, 1);
  const Value limit = call.arg(2, "count");
  std::int64_t most = limit ? integer_of(limit).value_or(-1) : -1;
  std::string made;
  std::size_t at = 0;
  if (from.empty()) {
    for (std::size_t i = 0; i < text.size();) {
      if (most-- != 0) made += to;
      else most = 0;
      const std::size_t begin = i;
      decode(text, i);
      made += text.substr(begin, i - begin);
    }
    if (most != 0) made += to;
    return call.interp.text(made);
  }
  for (std::size_t found; most-- != 0 && (found = text.find(from, at)) != std::string_view::npos;
       at = found + from.size()) {
    made += text.substr(at, found - at);
    made += to;
    if (made.size() > call.interp.options().budgets.text_bytes) break;
  }
  made += text.substr(at);
  return call.interp.text(made);
}

// Starts and ends of `text[from:to]` for find(x, from, to) and its like; in bytes, for ASCII texts in characters too.
std::string_view bounded(Call& call, std::string_view text, std::size_t& offset) {
  offset = 0;
  std::int64_t size = static_cast<std::int64_t>(text.size()), from = 0, to = size;
  const auto given = [&](std::size_t at, std::int64_t otherwise) {
    const Value value = call.arg(at);
    std::int64_t number = value && !is_none(value) ? integer_of(value).value_or(otherwise) : otherwise;
    if (number < 0) number += size;
    return std::clamp<std::int64_t>(number, 0, size);
  };
  from = given(1, 0);
  to = given(2, size);
  if (to < from) return {};
  offset = static_cast<std::size_t>(from);
  return text.substr(offset, static_cast<std::size_t>(to - from));
}
std::int64_t position(std::string_view text, std::size_t at) {
  std::int64_t count = 0;
  for (std::size_t i = 0; i < at; ++i) count += (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80;
  return count;
}
Value finds(Call& call, bool from_right, bool raises) {
  TRUEUP_NEED_KNOWN(call);
  const std::string_view text = self_text(call), part = need_text(call, 0);
  std::size_t offset = 0;
  const std::string_view within = bounded(call, text, offset);
  const std::size_t at = from_right ? within.rfind(part) : within.find(part);
  if (at != std::string_view::npos) return call.interp.integer(position(text, at + offset));
  if (raises) call.interp.raise("ValueError", "substring not found");
  return call.interp.integer(-1);
}
Value find_left(Call& call) { return finds(call, false, false); }
Value find_right(Call& call) { return finds(call, true, false); }
Value index_left(Call& call) { return finds(call, false, true); }
Value index_right(Call& call) { return finds(call, true, true); }
Value count(Call& call) {
  TRUEUP_NEED_KNOWN(call);
  std::size_t offset = 0;
  const std::string_view text = bounded(call, self_text(call), offset), part = need_text(call, 0);
  if (part.empty()) return call.interp.integer(position(text, text.size()) + 1);
  std::int64_t found = 0;
  for (std::size_t at = 0; (at = text.find(part, at)) != std::string_view::npos; at += part.size()) ++found;
  return call.interp.integer(found);
}
Value affix(Call& call, bool start) {
  TRUEUP_NEED_KNOWN(call);
  std::size_t offset = 0;
  const std::string_view text = bounded(call, self_text(call), offset);
  const auto fits = [&](std::string_view part) { return start ? text.starts_with(part) : text.ends_with(part); };
  const Value wanted = call.need(0);
  if (const Tuple* several = wanted.as<Tuple>()) {
    for (Value one : several->elements)
      if (const auto part = text_of(one); part && fits(*part)) return call.interp.boolean(true);
    return call.interp.boolean(false);
  }
  return call.interp.boolean(fits(need_text(call, 0)));
}
Value startswith(Call& call) { return affix(call, true); }
Value endswith(Call& call) { return affix(call, false); }
Value removeprefix(Call& call) {
  TRUEUP_NEED_KNOWN(call);
  const std::string_view text = self_text(call), part = need_text(call, 0);
  return call.interp.text(text.starts_with(part) ? text.substr(part.size()) : text);
}
Value removesuffix(Call& call) {
  TRUEUP_NEED_KNOWN(call);
  const std::string_view text = self_text(call), part = need_text(call, 0);
  return call.interp.text(!part.empty() && text.ends_with(part) ? text.substr(0, text.size() - part.size()) : text);
}

Value pads(Call& call, char how) {
  TRUEUP_NEED_KNOWN(call);
  const std::string_view text = self_text(call);
  const std::int64_t width = need_integer(call, 0), have = position(text, text.size());
  if (width <= have) return call.interp.text(text);
  if (static_cast<std::uint64_t>(width) > call.interp.options().budgets.text_bytes)
    throw Exhausted{"a text is beyond the budget", call.origin};
  const std::string fill = call.size() > 1 ? std::string(need_text(call, 1)) : how == 'z' ? "0" : " ";
  const std::size_t missing = static_cast<std::size_t>(width - have);
  std::size_t left = how == '<'                 ? 0
                     : how == '>' || how == 'z' ? missing
                                                : missing / 2 + (missing & static_cast<std::size_t>(width) & 1);
  std::string made, body(text);
  if (how == 'z' && !body.empty() && (body[0] == '-' || body[0] == '+')) {
    made = body[0];
    body.erase(0, 1);
  }
  for (std::size_t i = 0; i < left; ++i) made += fill;
  made += body;
  for (std::size_t i = left; i < missing; ++i) made += fill;
  return call.interp.text(made);
}
Value ljust(Call& call) { return pads(call, '<'); }
Value rjust(Call& call) { return pads(call, '>'); }
Value center(Call& call) { return pads(call, '^'); }
Value zfill(Call& call) { return pads(call, 'z'); }
Value expandtabs(Call& call) { return call.interp.text(replace_all(std::string(self_text(call)), "\t", "        ")); }

Value format(Call& call) {
  if (call.unknown_args) return call.interp.opaque_from(*call.unknown_args);
  return format_braces(call.interp, self_text(call), call.args, call.keywords, {}, call.origin);
}
Value format_map(Call& call) { return format_braces(call.interp, self_text(call), {}, {}, call.need(0), call.origin); }
Value encode_text(Call& call) { return call.interp.bytes(self_text(call)); }
Value maketrans(Call& call) {
  TRUEUP_NEED_KNOWN(call);
  Dict* made = call.interp.dict();
  if (call.size() == 1) {
    if (const Dict* given = call.args[0].as<Dict>())
      for (const Keyed::Entry& entry : given->entries) {
        if (!entry.key) continue;
        Value key = entry.key;
        if (const auto text = text_of(key); text && !text->empty()) {
          std::size_t at = 0;
          key = call.interp.integer(decode(*text, at));
        }
        call.interp.dict_set(*made, key, entry.value);
      }
    return made;
  }
  const std::string_view from = need_text(call, 0), to = need_text(call, 1);
  for (std::size_t a = 0, b = 0; a < from.size() && b < to.size();) {
    const std::uint32_t x = decode(from, a), y = decode(to, b);
    call.interp.dict_set(*made, call.interp.integer(x), call.interp.integer(y));
  }
  if (call.size() > 2) {
    const std::string_view gone = need_text(call, 2);
    for (std::size_t at = 0; at < gone.size();)
      call.interp.dict_set(*made, call.interp.integer(decode(gone, at)), call.interp.none());
  }
  return made;
}
Value translate(Call& call) {
  TRUEUP_NEED_KNOWN(call);
  const std::string_view text = self_text(call);
  const Dict* table = held(call.need(0)).as<Dict>();
  if (!table) return call.interp.opaque("is translated in a way that is not evaluated", call.origin);
  std::string made;
  for (std::size_t at = 0; at < text.size();) {
    const std::uint32_t c = decode(text, at);
    const Value to = call.interp.dict_get(*table, call.interp.integer(c));
    if (!to) encode(c, made);
    else if (const auto replacement = text_of(to)) made += *replacement;
    else if (const auto code = integer_of(to)) encode(static_cast<std::uint32_t>(*code), made);
  }
  return call.interp.text(made);
}

Value decode_bytes(Call& call) { return call.interp.text(self_as<Bytes>(call).view()); }
Value hex_bytes(Call& call) {
  std::string made;
  for (const char c : self_as<Bytes>(call).view()) {
    made += "0123456789abcdef"[static_cast<unsigned char>(c) >> 4];
    made += "0123456789abcdef"[c & 15];
  }
  return call.interp.text(made);
}

}  // namespace

void add_text_methods(ModuleWriter& into) {
  Class& text = *into.interp().internals().classes.text;
  struct Method {
    const char* name;
    NativeCode code;
  };
  static constexpr Method methods[] = {
      {"lower", lower_text},
      {"casefold", lower_text},
      {"upper", upper_text},
      {"title", title},
      {"capitalize", capitalize},
      {"swapcase", swapcase},
      {"isalpha", isalpha},
      {"isdigit", isdigit},
      {"isdecimal", isdigit},
      {"isnumeric", isdigit},
      {"isalnum", isalnum},
      {"isspace", isspace},
      {"isascii", isascii},
      {"isupper", isupper},
      {"islower", islower},
      {"istitle", istitle},
      {"isidentifier", isidentifier},
      {"strip", strip_both},
      {"lstrip", lstrip},
      {"rstrip", rstrip},
      {"split", split_left},
      {"rsplit", split_right},
      {"splitlines", splitlines},
      {"partition", partition_left},
      {"rpartition", partition_right},
      {"join", join_texts},
      {"replace", replace},
      {"find", find_left},
      {"rfind", find_right},
      {"index", index_left},
      {"rindex", index_right},
      {"count", count},
      {"startswith", startswith},
      {"endswith", endswith},
      {"removeprefix", removeprefix},
      {"removesuffix", removesuffix},
      {"ljust", ljust},
      {"rjust", rjust},
      {"center", center},
      {"zfill", zfill},
      {"expandtabs", expandtabs},
      {"format", format},
      {"format_map", format_map},
      {"encode", encode_text},
      {"translate", translate},
  };
  for (const Method& method : methods) into.method(text, method.name, method.code);
  into.static_method(text, "maketrans", maketrans);
  into.method(*into.interp().internals().classes.bytes, "decode", decode_bytes)
      .method(*into.interp().internals().classes.bytes, "hex", hex_bytes);
}

}  // namespace trueup::py
