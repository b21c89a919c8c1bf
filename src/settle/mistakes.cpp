#include "settle/mistakes.h"

#include "kinds/check.h"
#include "kinds/column.h"
#include "kinds/index.h"
#include "kinds/table.h"
#include "pg/parse.h"

namespace trueup {
namespace {

void find_wrong(const Model& model, const Object& object, const Expr& expr, Diags& out) {
  if (!expr) return;
  const std::string text = object.id.str() + ": `" + std::string(expr.text()) + "` ";
  if (!expr.reason().empty()) {
    const auto parsed = parse_expression(expr.text());
    if (!parsed && parsed.error().code == "syntax-error")
      out.push_back({.code = "unparsable-expression", .message = text + "cannot be parsed: " + parsed.error().message, .origin = object.origin, .hint = "mend it where it is written"});
    return;
  }
  if (!expr.is_canonical() || model.may_have_more(Id(kind_of<Column>(), {object.id[0], object.id[1], Symbol("?")}))) return;
  for (Symbol name : expr.columns()) {
    const Id column(kind_of<Column>(), {object.id[0], object.id[1], name});
    if (!model.find(column) && !model.unknown_about(column, {}) && !model.unknown_about(Id(kind_of<Table>(), {object.id[0], object.id[1]}), {}))
      out.push_back({.code = "no-such-column", .message = text + "speaks of " + name.str() + ", which the table does not have", .origin = object.origin, .hint = "mend it where it is written"});
  }
}

}  // namespace

Diags wrong_expressions(const Model& model) {
  Diags out;
  for (auto& object : model.objects()) {
    if (auto* check = object.as_if<Check>()) find_wrong(model, object, check->expression, out);
    if (auto* index = object.as_if<Index>()) {
      find_wrong(model, object, index->where, out);
      for (auto& key : index->keys) find_wrong(model, object, key.expression, out);
    }
  }
  return out;
}

}  // namespace trueup
