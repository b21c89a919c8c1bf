// What is wrong with a wanted state by itself, before it is compared with anything.
#pragma once
#include "base/result.h"
#include "model/expr.h"
#include "model/model.h"

namespace trueup {

// The expressions that an object holds; some may be empty.
std::vector<const Expr*> expressions_of(const Object& object);
// What the parser says of an expression that is no SQL; "" where it is. A server that may be newer than our grammar, of
// PostgreSQL 15, may know what we do not.
enum class Server { of_our_grammar, maybe_newer };
std::string why_no_sql(const Expr& expr, Server server);

// Expressions of checks and indexes that PostgreSQL would refuse. Codes: "unparsable-expression" (no SQL), "no-such-column"
// (its table has none of that name).
Diags wrong_expressions(const Model& model);

}  // namespace trueup
