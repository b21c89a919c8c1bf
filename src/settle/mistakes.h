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

// What PostgreSQL would refuse, or would keep differently than it is written; only what is certain. Codes:
// "dangling-reference" (a table that nobody declares), "no-such-column", "unparsable-expression" (no SQL),
// "incompatible-key" (a foreign key between types that cannot be compared), "not-unique" (a foreign key to columns without
// a key), "name-taken" (two tables, keys or indexes of one name in a schema), "foreign-type" (of another database).
// In no order. Where not all was read (`whole` is false), nobody knows that what is referred to is not declared in the rest.
Diags mistakes_in(const Model& model, bool whole);
// Whether the reader of models says a mistake by this code: something is declared twice, or has no key or too long a name.
bool is_mistake(std::string_view code);

}  // namespace trueup
