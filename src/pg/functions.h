// Which function or operator a call means: the rules of PostgreSQL's parse_func.c and parse_oper.c over the tables of
// pg_proc and pg_operator and over the functions the model declares.
#pragma once
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "pg/expr_catalog.h"

namespace trueup {

// One way to read a call: declared types for the arguments given, polymorphic ones not yet settled.
struct Candidate {
  std::vector<TypeId> arguments = {};
  TypeId result = t_none;
  Symbol schema = {};  // empty: pg_catalog or an extension
  char volatility = 'v';
  bool spread = false;  // the last arguments are gathered into an array
  bool extension = false;
  bool aggregate = false;
};

struct Choice {
  enum class Sort {
    none,  // no such function or operator
    chosen,
    cast,       // a function-style cast: jsonb('[]'), date('2024-01-01')
    ambiguous,  // several would do, or the types are not known well enough to tell
  };
  Sort sort = Sort::none;
  Candidate candidate = {};
  TypeId cast_to = t_none;
  std::vector<Candidate> others = {};  // of ambiguous
  bool guessed = false;                // chosen among several although a type is not known
};

enum class Spread { allowed, refused };  // refused: the call itself says VARIADIC

// `actual`: t_unknown for a literal not yet typed, t_none where the type is not known. `by_name`: the names of the
// arguments given as name => value, empty for the others.
Choice choose_function(TypeCatalog& types, const Names& names, Symbol schema, Symbol name,
                       std::span<const TypeId> actual, std::span<const Symbol> by_name, Spread spread);
// One operand: a prefix operator.
Choice choose_operator(const TypeCatalog& types, std::string_view name, std::span<const TypeId> actual);

}  // namespace trueup
