// Value: what a field holds once its C++ type is forgotten. Snapshots, reports and settings are made of these.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/result.h"

namespace trueup {

struct Value;
using List = std::vector<Value>;
struct Record {  // keeps the order in which members were added: output reads as its writer meant it
  std::vector<std::pair<std::string, Value>> members;
  const Value* find(std::string_view name) const;
  Record& add(std::string name, Value value);
};

struct Value : std::variant<std::monostate, bool, std::int64_t, double, std::string, List, Record> {
  using variant::variant;
  Value(const char* text) : variant(std::string(text)) {}
  Value(int n) : variant(std::int64_t{n}) {}

  bool is_null() const { return index() == 0; }
  // The text, number … held, or nothing when it is of another sort.
  const std::string* text() const { return std::get_if<std::string>(this); }
  const bool* boolean() const { return std::get_if<bool>(this); }
  const std::int64_t* integer() const { return std::get_if<std::int64_t>(this); }
  const List* list() const { return std::get_if<List>(this); }
  const Record* record() const { return std::get_if<Record>(this); }
};

bool operator==(const Record& a, const Record& b);

// JSON in UTF-8; bytes that are not UTF-8 become U+FFFD. indent < 0: one line; otherwise objects and lists that hold
// others are broken over lines, flat ones stay on one.
std::string to_json(const Value& value, int indent = -1);
Result<Value> from_json(std::string_view text, const std::string& file);

}  // namespace trueup
