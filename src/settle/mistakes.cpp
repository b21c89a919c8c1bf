#include "settle/mistakes.h"

#include "base/text.h"
#include "kinds/check.h"
#include "kinds/column.h"
#include "kinds/index.h"
#include "kinds/policy.h"
#include "kinds/table.h"
#include "pg/parse.h"

namespace trueup {
namespace {

// Newer servers know expressions that our grammar, of PostgreSQL 15, does not: those of SQL/JSON, and numbers as 0xff and 1_000.
bool may_be_of_newer_grammar(std::string_view text) {
  const std::string all = lower(text);
  if (all.find("json") != std::string::npos || all.find("system_user") != std::string::npos) return true;
  for (std::size_t i = 0; i + 1 < all.size(); ++i)
    if (all[i] >= '0' && all[i] <= '9' && (all[i + 1] == '_' || all[i + 1] == 'x' || all[i + 1] == 'o' || all[i + 1] == 'b')) return true;
  return false;
}

void find_wrong(const Model& model, const Object& object, const Expr& expr, Diags& out) {
  if (!expr) return;
  const auto text = [&] { return object.id.str() + ": `" + std::string(expr.text()) + "` "; };
  if (!expr.reason().empty()) {
    if (const std::string why = why_no_sql(expr, Server::maybe_newer); !why.empty())
      out.push_back({.code = "unparsable-expression", .message = text() + "cannot be parsed: " + why, .origin = object.origin, .hint = "mend it where it is written"});
    return;
  }
  if (!expr.is_canonical() || model.may_have_more(Id(kind_of<Column>(), {object.id[0], object.id[1], Symbol("?")}))) return;
  for (Symbol name : expr.columns()) {
    const Id column(kind_of<Column>(), {object.id[0], object.id[1], name});
    if (!model.find(column) && !model.unknown_about(column, {}) && !model.unknown_about(Id(kind_of<Table>(), {object.id[0], object.id[1]}), {}))
      out.push_back({.code = "no-such-column", .message = text() + "speaks of " + name.str() + ", which the table does not have", .origin = object.origin, .hint = "mend it where it is written"});
  }
}

}  // namespace

std::vector<const Expr*> expressions_of(const Object& object) {
  if (auto* column = object.as_if<Column>()) return {&column->default_value, &column->generated};
  if (auto* check = object.as_if<Check>()) return {&check->expression};
  if (auto* policy = object.as_if<Policy>()) return {&policy->using_expression, &policy->check_expression};
  auto* index = object.as_if<Index>();
  if (!index) return {};
  std::vector<const Expr*> out = {&index->where};
  for (auto& key : index->keys) out.push_back(&key.expression);
  return out;
}

std::string why_no_sql(const Expr& expr, Server server) {
  if (expr.reason().empty()) return {};
  if (server == Server::maybe_newer && may_be_of_newer_grammar(expr.text())) return {};
  const auto parsed = parse_expression(expr.text());
  return parsed || parsed.error().code != "syntax-error" ? std::string() : parsed.error().message;
}

Diags wrong_expressions(const Model& model) {
  Diags out;
  for (auto& object : model.objects())
    if (object.as_if<Check>() || object.as_if<Index>())
      for (auto* expr : expressions_of(object)) find_wrong(model, object, *expr, out);
  return out;
}

}  // namespace trueup
