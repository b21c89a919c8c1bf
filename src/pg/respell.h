// Respelling: an expression's text after something it names got another name. PostgreSQL stores numbers, so a rename
// shows in every expression; we have texts and do it by hand, token by token, so that nothing else of them changes.
#pragma once
#include "model/follow.h"

namespace trueup {

// Follows columns (of the expression's own table, and of tables that a sub-select names), tables, sequences inside
// nextval('…') and …::regclass, and types. An expression that does not parse names nothing.
Expr respell(const Expr& expr, const Id& owner, const Id& from, const Id& to, bool& met);

const ExprRules& postgres_expr_rules();

}  // namespace trueup
