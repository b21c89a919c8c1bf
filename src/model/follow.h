// Follow: one id that changes or goes away, on its way through the values of other objects that may name it.
#pragma once
#include <functional>

#include "model/expr.h"
#include "model/id.h"

namespace trueup {

// What must be known of expressions, whose language the model does not know. pg/respell has PostgreSQL's.
struct ExprRules {
  // The expression, which stands on `owner`, with every mention of `from` replaced by `to`; with an empty `to` nothing
  // is replaced. Sets `met` when there was a mention.
  std::function<Expr(const Expr& expr, const Id& owner, const Id& from, const Id& to, bool& met)> respell = {};
};

struct Follow {
  const Id& from;
  const Id& to;  // empty: only look
  const ExprRules& rules;
  bool met = false;

  // The id that `id` becomes: itself, unless it is `from` or lies below it.
  Id moved(const Id& id) const;
  bool concerns(const Id& id) const;  // is `from` or lies below it
};

}  // namespace trueup
