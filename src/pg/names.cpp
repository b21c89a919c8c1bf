#include "pg/names.h"

#include "base/text.h"

namespace trueup {

namespace {

constexpr std::size_t most = 63;  // NAMEDATALEN - 1

std::string choose(std::string_view name1, std::string_view name2, std::string_view label, const NameTaken& taken) {
  std::string with_number(label);
  for (int n = 1;; ++n) {
    std::string name = make_object_name(name1, name2, with_number);
    if (!taken || !taken(name)) return name;
    with_number = std::string(label) + std::to_string(n);
  }
}

// ChooseIndexNameAddition: names joined until the length is enough; what follows would be cut off anyway.
std::string addition(const std::vector<Symbol>& keys) {
  std::string out;
  for (Symbol key : keys) {
    if (!out.empty()) out += '_';
    out += utf8_prefix(key.view(), most);
    if (out.size() >= most + 1) break;
  }
  return out;
}

}  // namespace

std::string truncated_name(std::string_view name) { return std::string(utf8_prefix(name, most)); }

std::string make_object_name(std::string_view name1, std::string_view name2, std::string_view label) {
  const std::size_t overhead = (name2.empty() ? 0 : 1) + (label.empty() ? 0 : label.size() + 1);
  const std::size_t available = most > overhead ? most - overhead : 0;
  std::size_t size1 = name1.size(), size2 = name2.size();
  while (size1 + size2 > available) (size1 > size2 ? size1 : size2)--;
  std::string out(utf8_prefix(name1, size1));
  if (!name2.empty()) (out += '_') += utf8_prefix(name2, size2);
  if (!label.empty()) (out += '_') += label;
  return out;
}

std::string choose_constraint_name(std::string_view table, std::string_view column, std::string_view label, const NameTaken& taken) {
  return choose(table, column, label, taken);
}

std::string foreign_key_addition(const std::vector<Symbol>& columns) { return addition(columns); }

std::string choose_index_name(std::string_view table, const std::vector<Symbol>& keys, IndexUse use, const NameTaken& taken) {
  switch (use) {
    case IndexUse::primary: return choose(table, {}, "pkey", taken);
    case IndexUse::unique: return choose(table, addition(keys), "key", taken);
    case IndexUse::exclusion: return choose(table, addition(keys), "excl", taken);
    case IndexUse::plain: break;
  }
  return choose(table, addition(keys), "idx", taken);
}

std::string choose_sequence_name(std::string_view table, std::string_view column, const NameTaken& taken) {
  return choose(table, column, "seq", taken);
}

}  // namespace trueup
