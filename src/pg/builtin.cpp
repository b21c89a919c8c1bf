#include "pg/builtin.h"

#include <algorithm>
#include <unordered_map>

namespace trueup::builtin {
namespace {

using Index = std::unordered_map<std::string_view, TypeId>;

// Built at the first question; pg_catalog's types come before those of extensions and win.
const Index& by_typname() {
  static const Index index = [] {
    Index made;
    for (TypeId type = 1; type < builtin_type_count; ++type) made.emplace(names + types[type].name, type);
    return made;
  }();
  return index;
}

const Index& by_word() {
  static const Index index = [] {
    Index made;
    for (TypeId type = 1; type < builtin_type_count; ++type)
      if (!types[type].extension) made.emplace(shown(type), type);
    return made;
  }();
  return index;
}

TypeId in(const Index& index, std::string_view name) {
  const auto found = index.find(name);
  return found == index.end() ? TypeId{t_none} : found->second;
}

template <class Row>
std::span<const Row> named(const Row* rows, std::size_t count, std::string_view name) {
  const auto less = [](const auto& a, const auto& b) {
    if constexpr (std::is_same_v<std::decay_t<decltype(a)>, std::string_view>) return a < b.view();
    else return a.view() < b;
  };
  const Row* first = std::lower_bound(rows, rows + count, name, less);
  return {first, std::upper_bound(first, rows + count, name, less)};
}

}  // namespace

TypeId type_named(std::string_view typname) { return in(by_typname(), typname); }
TypeId type_shown(std::string_view word) { return in(by_word(), word); }

const CastRow* cast(TypeId source, TypeId target) {
  const auto less = [](const CastRow& row, std::pair<TypeId, TypeId> key) {
    return std::pair(row.source, row.target) < key;
  };
  const CastRow* end = casts + cast_count;
  const CastRow* row = std::lower_bound(casts, end, std::pair(source, target), less);
  return row != end && row->source == source && row->target == target ? row : nullptr;
}

std::string_view argument_names_of(const FunctionRow& row) {
  const auto at = static_cast<std::uint16_t>(&row - functions);
  const ArgumentNames* end = argument_names + argument_names_count;
  const ArgumentNames* found =
      std::lower_bound(argument_names, end, at, [](const ArgumentNames& a, std::uint16_t b) { return a.row < b; });
  return found != end && found->row == at ? std::string_view(names + found->all) : std::string_view();
}

std::span<const OperatorRow> operators_named(std::string_view name) { return named(operators, operator_count, name); }
std::span<const FunctionRow> functions_named(std::string_view name) { return named(functions, function_count, name); }

}  // namespace trueup::builtin
