#include "python/parser_source.h"

#include <cstring>
#include <string_view>

#include "base/text.h"
#include "python/strings.h"

namespace trueup::ast {
namespace {

// The name in a comment like "# -*- coding: latin-1 -*-" on a line (PEP 263), or "".
std::string_view cookie_of_line(std::string_view line) {
  const std::size_t hash = line.find_first_not_of(" \t\f");
  if (hash == line.npos || line[hash] != '#') return {};
  for (std::size_t at = line.find("coding", hash); at != line.npos; at = line.find("coding", at + 1)) {
    std::size_t from = at + 6;
    if (from >= line.size() || (line[from] != ':' && line[from] != '=')) continue;
    from = line.find_first_not_of(" \t", from + 1);
    if (from == line.npos) continue;
    std::size_t to = from;
    while (to < line.size() && (std::isalnum(static_cast<unsigned char>(line[to])) || std::strchr("-_.", line[to])))
      ++to;
    if (to > from) return line.substr(from, to - from);
  }
  return {};
}

std::string_view cookie_of(std::string_view source) {
  const std::size_t first_end = std::min(source.find_first_of("\r\n"), source.size());
  const std::string_view first = source.substr(0, first_end);
  if (std::string_view cookie = cookie_of_line(first); !cookie.empty()) return cookie;
  const std::size_t content = first.find_first_not_of(" \t\f");
  if (content != first.npos && first[content] != '#') return {};
  std::size_t second = first_end;
  if (source.substr(second, 2) == "\r\n") ++second;
  if (second < source.size()) ++second;
  const std::string_view rest = source.substr(second);
  return cookie_of_line(rest.substr(0, rest.find_first_of("\r\n")));
}

enum class Encoding { utf8, ascii, latin1, latin9, cp1252, unknown };

Encoding encoding_of(std::string_view cookie) {
  std::string name = replace_all(lower(cookie), "_", "-");
  if (name.empty() || name == "utf8" || name == "utf" || name == "u8" || name.starts_with("utf-8"))
    return Encoding::utf8;
  if (name == "ascii" || name == "us-ascii" || name == "646") return Encoding::ascii;
  if (name == "latin-1" || name == "latin1" || name == "l1" || name == "iso8859-1" || name == "cp819" ||
      name.starts_with("iso-8859-1-") || name == "iso-8859-1" || name.starts_with("iso-latin-1")) {
    return Encoding::latin1;
  }
  if (name == "iso-8859-15" || name == "iso8859-15" || name == "latin-9" || name == "latin9" || name == "l9") {
    return Encoding::latin9;
  }
  if (name == "cp1252" || name == "windows-1252" || name == "1252") return Encoding::cp1252;
  return Encoding::unknown;
}

// The code point of a byte; 0 when it means nothing.
std::uint32_t code_point(unsigned char byte, Encoding encoding) {
  if (encoding == Encoding::latin9) {
    switch (byte) {
      case 0xA4: return 0x20AC;
      case 0xA6: return 0x160;
      case 0xA8: return 0x161;
      case 0xB4: return 0x17D;
      case 0xB8: return 0x17E;
      case 0xBC: return 0x152;
      case 0xBD: return 0x153;
      case 0xBE: return 0x178;
      default: return byte;
    }
  }
  if (encoding == Encoding::cp1252 && byte >= 0x80 && byte < 0xA0) {
    constexpr std::uint16_t high[32] = {0x20AC, 0, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160,
                                        0x2039, 0x152, 0, 0x17D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013,
                                        0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0, 0x17E, 0x178};
    return high[byte - 0x80];
  }
  return byte;
}

// Where the text stops being UTF-8, or npos.
std::size_t invalid_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    std::uint64_t eight = 0;
    if (at + 8 <= text.size()) {
      std::memcpy(&eight, text.data() + at, 8);
      if (!(eight & 0x8080808080808080ull)) {
        at += 8;
        continue;
      }
    }
    const auto byte = [&](std::size_t i) -> unsigned {
      return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u;
    };
    const unsigned first = byte(at), second = byte(at + 1);
    if (first < 0x80) {
      ++at;
      continue;
    }
    const unsigned size = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
    if (!size) return at;
    for (unsigned i = 1; i < size; ++i) {
      if ((byte(at + i) & 0xC0) != 0x80) return at;
    }
    const bool overlong = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
    const bool beyond = (first == 0xED && second >= 0xA0) || (first == 0xF4 && second >= 0x90);
    if (overlong || beyond) return at;
    at += size;
  }
  return text.npos;
}

Diag error_at(std::string_view source, std::size_t at, Symbol file, const char* code, std::string message) {
  Origin origin{.file = file, .line = 1, .column = 1};
  for (std::size_t i = 0; i < at; ++i) {
    ++origin.column;
    if (source[i] == '\n' || (source[i] == '\r' && source[i + 1] != '\n')) ++origin.line, origin.column = 1;
  }
  return Diag{.code = code, .message = std::move(message), .origin = origin};
}

// "\r\n" and "\r" to "\n", in place.
void normalise_lines(std::string& source) {
  std::size_t to = source.find('\r');
  if (to == source.npos) return;
  for (std::size_t from = to; from < source.size(); ++from) {
    if (source[from] != '\r') {
      source[to++] = source[from];
    } else if (from + 1 == source.size() || source[from + 1] != '\n') {
      source[to++] = '\n';
    }
  }
  source.resize(to);
}

}  // namespace

Result<Nothing> normalise_source(std::string& source, Symbol file) {
  const bool marked = source.starts_with("\xEF\xBB\xBF");
  if (marked) source.erase(0, 3);
  if (const std::size_t zero = source.find('\0'); zero != source.npos) {
    return error_at(source, zero, file, "python-syntax", "source code cannot contain null bytes");
  }
  const std::string_view cookie = cookie_of(source);
  const Encoding encoding = encoding_of(cookie);
  if (marked && encoding != Encoding::utf8) {
    return error_at(source, 0, file, "python-encoding",
                    "encoding '" + std::string(cookie) + "' with a UTF-8 byte order mark");
  }
  if (encoding == Encoding::unknown) {
    return error_at(source, 0, file, "python-encoding", "unknown encoding '" + std::string(cookie) + "'");
  }
  if (encoding == Encoding::utf8) {
    const std::size_t bad = invalid_utf8(source);
    if (bad != source.npos) return error_at(source, bad, file, "python-encoding", "not valid UTF-8");
  } else {
    std::string text;
    text.reserve(source.size() + source.size() / 8);
    for (std::size_t at = 0; at < source.size(); ++at) {
      const auto byte = static_cast<unsigned char>(source[at]);
      const std::uint32_t code = encoding == Encoding::ascii && byte >= 128 ? 0 : code_point(byte, encoding);
      if (!code) return error_at(source, at, file, "python-encoding", "not valid " + std::string(cookie));
      append_utf8(code, text);
    }
    source = std::move(text);
  }
  normalise_lines(source);
  return ok();
}

}  // namespace trueup::ast
