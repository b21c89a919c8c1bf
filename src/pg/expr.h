// Canonicaliser: gives a written expression its canonical tree, as PostgreSQL's parse analysis would build it, from
// what is known about names and types. Pure: what it knows of the schema comes in as values.
#pragma once
#include <functional>
#include <memory>
#include <vector>

#include "model/expr.h"
#include "model/type.h"

namespace trueup {

// A type that is not PostgreSQL's own. Extension types (citext, hstore …) need not be given.
struct UserType {
  enum class Sort { enumeration, domain, composite, range, other };
  Sort sort = Sort::other;
  Symbol schema = {};
  Symbol name = {};
  Type base = {};                                     // domain: its base; range: its subtype
  std::vector<std::pair<Symbol, Type>> columns = {};  // composite
};

struct UserFunction {
  Symbol schema = {};
  Symbol name = {};
  std::vector<Type> arguments = {};
  std::vector<Symbol> argument_names = {};  // as many as arguments, or none: only for calls with name => value
  Type result = {};
  std::size_t defaults = 0;  // how many of the last arguments may be left out
  bool variadic = false;     // the last argument is an array of the rest
};

// What the model at hand declares. Each function may be left empty: nothing is known then, and verdicts grow less sure.
// A look-up is made with the schema written, or for each schema of the search path in turn.
struct Names {
  std::vector<Symbol> search_path = {Symbol("public")};  // pg_catalog is implied, in front
  std::function<const UserType*(Symbol schema, Symbol name)> type = {};
  std::function<std::vector<UserFunction>(Symbol schema, Symbol name)> functions = {};
  std::function<bool(Symbol schema, Symbol name)> sequence = {};
  // Columns of a table or view in their order; null when there is no such relation.
  std::function<const std::vector<std::pair<Symbol, Type>>*(Symbol schema, Symbol name)> columns = {};
};

enum class ExprUse : std::uint8_t {
  default_value,     // target: the column's type
  generated,         // target: the column's type
  argument_default,  // target: the argument's type
  domain_default,    // target: the domain's base type
  check,             // boolean, as are the next five
  domain_check,      // target: the domain's base type, the type of VALUE
  index_where,
  exclude_where,
  policy,
  trigger_when,  // NEW and OLD are rows of the table
  index_expr,    // any type
  exclude_expr,
};

// Where the expression stands.
struct ExprSite {
  ExprUse use = ExprUse::check;
  Type target = {};
  Symbol schema = {};  // of the table, for qualified columns and whole rows; may be empty
  Symbol table = {};
  // Type of a column of the table; null when there is no such column or its type is not known.
  std::function<const Type*(Symbol)> column = {};
};

// Remembers what it has seen: a text met again under the same use, target and column types costs one look-up. One
// thread at a time.
class Canonicaliser {
 public:
  explicit Canonicaliser(Names names);
  ~Canonicaliser();
  // The same text with its meaning. Never fails: what cannot be parsed or analysed is opaque and says why.
  Expr canonical(const Expr& written, const ExprSite& site);

 private:
  struct Memory;
  std::unique_ptr<Memory> memory_;
};

}  // namespace trueup
