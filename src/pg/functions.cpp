#include "pg/functions.h"

#include <algorithm>

#include "base/text.h"

namespace trueup {
namespace {

using Candidates = std::vector<Candidate>;

bool is_speechless(const TypeCatalog& types, TypeId type) { return type == t_unknown || types.is_vague(type); }

// Keeps those with the most points; `points` returns a number for a candidate.
template <class Points>
void keep_best(Candidates& candidates, Points points) {
  int best = -1;
  std::vector<int> all;
  for (const Candidate& candidate : candidates) all.push_back(points(candidate));
  for (const int n : all) best = std::max(best, n);
  std::size_t kept = 0;
  for (std::size_t i = 0; i < candidates.size(); ++i)
    if (all[i] == best) {
      if (kept != i) candidates[kept] = std::move(candidates[i]);
      ++kept;
    }
  candidates.resize(kept);
}

// For each untyped literal the category all agree on (a string wins), with its preferred type; false on a conflict.
bool keep_by_category(const TypeCatalog& types, std::span<const TypeId> base, Candidates& candidates) {
  struct Slot {
    char category = '\0';
    bool preferred = false;
  };
  std::vector<Slot> slots(base.size());
  for (std::size_t i = 0; i < base.size(); ++i) {
    if (!is_speechless(types, base[i])) continue;
    bool conflict = false;
    for (const Candidate& candidate : candidates) {
      const TypeId type = candidate.arguments[i];
      const char category = types.category(type);
      if (slots[i].category == '\0') slots[i] = {category, types.preferred(type)};
      else if (category == slots[i].category) slots[i].preferred |= types.preferred(type);
      else if (category == 'S') slots[i] = {category, types.preferred(type)};
      else conflict = true;
    }
    if (conflict && slots[i].category != 'S') return false;
  }
  Candidates kept;
  for (const Candidate& candidate : candidates) {
    bool keep = true;
    for (std::size_t i = 0; i < base.size() && keep; ++i) {
      if (!is_speechless(types, base[i])) continue;
      const TypeId type = candidate.arguments[i];
      keep = types.category(type) == slots[i].category && (!slots[i].preferred || types.preferred(type));
    }
    if (keep) kept.push_back(candidate);
  }
  if (!kept.empty()) candidates = std::move(kept);
  return true;
}

// func_select_candidate: exact matches, then preferred types, then what the literals' categories suggest.
void select(const TypeCatalog& types, std::span<const TypeId> actual, Candidates& candidates) {
  std::vector<TypeId> base;
  bool any_unknown = false;
  for (const TypeId type : actual) {
    base.push_back(is_speechless(types, type) ? TypeId{t_unknown} : types.base(type));
    any_unknown |= base.back() == t_unknown;
  }
  const auto matching = [&](bool or_preferred) {
    return [&types, &base, or_preferred](const Candidate& candidate) {
      int points = 0;
      for (std::size_t i = 0; i < base.size(); ++i) {
        if (base[i] == t_unknown) continue;
        const TypeId type = candidate.arguments[i];
        points += type == base[i] ||
                  (or_preferred && types.category(type) == types.category(base[i]) && types.preferred(type));
      }
      return points;
    };
  };
  keep_best(candidates, matching(false));
  if (candidates.size() > 1) keep_best(candidates, matching(true));
  if (candidates.size() < 2 || !any_unknown) return;
  keep_by_category(types, base, candidates);
  if (candidates.size() < 2) return;
  // Last: take the literals for the type all typed arguments share.
  TypeId shared = t_none;
  for (const TypeId type : base) {
    if (type == t_unknown) continue;
    if (shared != t_none && shared != type) return;
    shared = type;
  }
  if (shared == t_none) return;
  const std::vector<TypeId> assumed(base.size(), shared);
  Candidates kept;
  for (const Candidate& candidate : candidates)
    if (types.fits(assumed, candidate.arguments, CoercionContext::implicit)) kept.push_back(candidate);
  if (kept.size() == 1) candidates = std::move(kept);
}

Choice decided(const TypeCatalog& types, std::span<const TypeId> actual, Candidates candidates) {
  std::erase_if(candidates, [&](const Candidate& candidate) {
    return !types.fits(actual, candidate.arguments, CoercionContext::implicit);
  });
  if (candidates.empty()) return {};
  const bool vague =
      std::any_of(actual.begin(), actual.end(), [&](TypeId type) { return type != t_unknown && types.is_vague(type); });
  Choice choice;
  choice.guessed = vague && candidates.size() > 1;
  if (candidates.size() > 1) select(types, actual, candidates);
  choice.sort = candidates.size() > 1 ? Choice::Sort::ambiguous : Choice::Sort::chosen;
  if (candidates.size() > 1) choice.others = std::move(candidates);
  else choice.candidate = std::move(candidates[0]);
  return choice;
}

// Adds a reading of the function for so many arguments, if it can take them. An earlier one of the same types wins,
// and one that gathers no array wins over one that does.
void offer(Candidates& out, Candidate candidate, std::size_t given, std::size_t defaults, TypeId variadic) {
  std::vector<TypeId>& types = candidate.arguments;
  if (variadic != t_none && given >= types.size()) {
    types.back() = variadic;
    types.resize(given, variadic);
    candidate.spread = variadic != t_any;
  } else if (given > types.size() || given + defaults < types.size()) {
    return;
  }
  types.resize(given);
  for (Candidate& other : out)
    if (other.arguments == types && other.aggregate == candidate.aggregate) {
      if (other.spread && !candidate.spread) other = std::move(candidate);
      return;
    }
  out.push_back(std::move(candidate));
}

// What is given by name is put into the order of the call; the rest must have defaults.
bool reorder(std::vector<TypeId>& types, const std::vector<Symbol>& own, std::span<const Symbol> by_name,
             std::size_t defaults) {
  std::vector<TypeId> out;
  std::vector<bool> filled(types.size());
  if (own.size() < types.size()) return false;
  for (std::size_t i = 0; i < by_name.size(); ++i) {
    std::size_t at = i;
    if (!by_name[i].empty()) at = static_cast<std::size_t>(std::find(own.begin(), own.end(), by_name[i]) - own.begin());
    if (at >= types.size() || filled[at]) return false;
    filled[at] = true;
    out.push_back(types[at]);
  }
  for (std::size_t i = 0; i + defaults < types.size(); ++i)
    if (!filled[i]) return false;
  types = std::move(out);
  return true;
}

bool any_by_name(std::span<const Symbol> by_name) {
  return std::any_of(by_name.begin(), by_name.end(), [](Symbol name) { return !name.empty(); });
}

void offer_builtins(Candidates& out, Symbol name, std::span<const Symbol> by_name, Spread spread, bool extensions) {
  const std::size_t given = by_name.size();
  for (const builtin::FunctionRow& row : builtin::functions_named(name.view())) {
    if (row.extension != extensions) continue;
    const std::uint16_t* first = builtin::arguments + row.first;
    Candidate candidate{.arguments = {first, first + row.count},
                        .result = row.result,
                        .volatility = row.volatility,
                        .extension = row.extension,
                        .aggregate = row.sort != 'f'};
    if (any_by_name(by_name)) {
      std::vector<Symbol> own;
      for (const std::string& one : split(builtin::argument_names_of(row), ',')) own.emplace_back(one);
      if (!reorder(candidate.arguments, own, by_name, row.defaults)) continue;
    }
    offer(out, std::move(candidate), given, row.defaults, spread == Spread::allowed ? row.variadic : TypeId{t_none});
  }
}

void offer_declared(Candidates& out, TypeCatalog& types, const std::vector<UserFunction>& functions,
                    std::span<const Symbol> by_name, Spread spread) {
  for (const UserFunction& function : functions) {
    Candidate candidate{.result = types.id_of(function.result), .schema = function.schema};
    for (const Type& type : function.arguments) candidate.arguments.push_back(types.id_of(type));
    const bool gathers = function.variadic && spread == Spread::allowed && !candidate.arguments.empty();
    const TypeId variadic = gathers ? types.element(candidate.arguments.back()) : TypeId{t_none};
    if (any_by_name(by_name) && !reorder(candidate.arguments, function.argument_names, by_name, function.defaults))
      continue;
    offer(out, std::move(candidate), by_name.size(), function.defaults, variadic);
  }
}

// A call of one argument whose name is a type is a cast, when PostgreSQL has a cheap or textual way to do it.
bool is_cast(const TypeCatalog& types, TypeId from, TypeId to) {
  if (to == t_none || types.is_vague(to)) return false;
  if (from == t_unknown) return true;
  if (types.is_vague(from)) return false;
  const CoercionPath path = types.path(from, to, CoercionContext::explicit_);
  return path == CoercionPath::relabel ||
         (path == CoercionPath::io && !(types.is_composite(from) && types.category(to) == 'S'));
}

}  // namespace

Choice choose_function(TypeCatalog& types, const Names& names, Symbol schema, Symbol name,
                       std::span<const TypeId> actual, std::span<const Symbol> by_name, Spread spread) {
  static const Symbol pg_catalog("pg_catalog");
  const bool only_own = !schema.empty() && schema != pg_catalog;
  Candidates candidates;
  if (!only_own) offer_builtins(candidates, name, by_name, spread, false);
  if (names.functions && schema != pg_catalog) {
    const std::span<const Symbol> path =
        schema.empty() ? std::span<const Symbol>(names.search_path) : std::span(&schema, 1);
    for (const Symbol place : path) offer_declared(candidates, types, names.functions(place, name), by_name, spread);
  }
  // Whether an extension is there is not known; its functions speak up for its types, or when nobody else has the name.
  bool extension = candidates.empty();
  for (const TypeId type : actual) extension |= types.is_extension(types.base(type));
  if (extension && schema != pg_catalog) offer_builtins(candidates, name, by_name, spread, true);

  for (const Candidate& candidate : candidates)
    if (std::equal(actual.begin(), actual.end(), candidate.arguments.begin(), candidate.arguments.end()))
      return {.sort = Choice::Sort::chosen, .candidate = candidate};
  if (actual.size() == 1) {
    const TypeId type = types.named(schema, name);
    if (is_cast(types, actual[0], type)) return {.sort = Choice::Sort::cast, .cast_to = type};
  }
  return decided(types, actual, std::move(candidates));
}

Choice choose_operator(const TypeCatalog& types, std::string_view name, std::span<const TypeId> actual) {
  const bool prefix = actual.size() == 1;
  bool extension = false;
  for (const TypeId type : actual) extension |= types.is_extension(types.base(type));
  const auto rows = builtin::operators_named(name);
  const auto made = [&](const builtin::OperatorRow& row) {
    Candidate candidate{.result = row.result, .extension = row.extension};
    if (prefix) candidate.arguments = {row.right};
    else candidate.arguments = {row.left, row.right};
    return candidate;
  };
  const auto exact = [&](TypeId left, TypeId right) -> Choice {
    for (const bool from_extension : {false, true})
      for (const builtin::OperatorRow& row : rows)
        if (row.extension == from_extension && row.left == left && row.right == right)
          return {.sort = Choice::Sort::chosen, .candidate = made(row)};
    return {};
  };
  if (prefix) {
    if (actual[0] != t_unknown)
      if (Choice choice = exact(t_none, actual[0]); choice.sort == Choice::Sort::chosen) return choice;
  } else {
    TypeId left = actual[0], right = actual[1];
    const bool literal = (left == t_unknown) != (right == t_unknown);
    if (left == t_unknown) left = right;
    if (right == t_unknown) right = left;
    if (left != t_unknown && left != t_none && right != t_none) {
      if (Choice choice = exact(left, right); choice.sort == Choice::Sort::chosen) return choice;
      if (literal && types.base(left) != left)
        if (Choice choice = exact(types.base(left), types.base(left)); choice.sort == Choice::Sort::chosen)
          return choice;
    }
  }
  Candidates candidates;
  Choice choice;
  for (const bool from_extension : {false, true}) {
    for (const builtin::OperatorRow& row : rows)
      if ((row.left == t_none) == prefix && row.extension == from_extension) candidates.push_back(made(row));
    if (from_extension || !extension) choice = decided(types, actual, candidates);
    // Without an operand of its types an extension is asked only when PostgreSQL itself has no answer.
    if (choice.sort != Choice::Sort::none) break;
  }
  return choice;
}

}  // namespace trueup
