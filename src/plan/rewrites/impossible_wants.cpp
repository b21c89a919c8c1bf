// What PostgreSQL would refuse to make, whatever comes before it: a foreign key to a table or column that neither side
// has, an expression that is no SQL, one that uses an enum's label which has to wait.
#include <algorithm>

#include "base/text.h"
#include "kinds/check.h"
#include "kinds/column.h"
#include "kinds/enum.h"
#include "kinds/foreign_key.h"
#include "kinds/index.h"
#include "kinds/policy.h"
#include "model/expr_tree.h"
#include "plan/rewrites/rewrites.h"
#include "settle/mistakes.h"

namespace trueup {
namespace {

bool is_there(const Steps& steps, const Id& id) { return steps.want.find(id) || steps.have.find(id); }

// DROP EXPRESSION keeps what was stored, and of a virtual column nothing is.
std::string has_no_values_to_keep(const Steps& steps, const Object& want) {
  auto* column = want.as_if<Column>();
  const Object* have = column && !column->generated ? steps.have.find(want.id) : nullptr;
  return have && have->as<Column>().generated_virtual ? "its values are computed when they are read, and PostgreSQL cannot make it a column that holds them" : "";
}

std::string refers_to_nothing(const Steps& steps, const Object& object) {
  auto* fk = object.as_if<ForeignKey>();
  if (!fk || fk->references.to.empty()) return {};
  const Id& table = fk->references.to;
  if (steps.facts.unread_tables.contains(table)) return {};
  if (auto* there = steps.have.other_relation(table[0], table[1])) return "it refers to " + there->name + ", which is a " + there->catalog;
  if (!is_there(steps, table)) {
    // A schema that was not read may hold it. Of schemas that want does not speak about only a database knows.
    const bool known = steps.have.scope().covers(table) && (steps.want.scope().covers(table) || steps.have.source().kind == "postgresql");
    return known ? "it refers to " + table.str() + ", which is neither declared nor there: declare it, or take the reference away" : "";
  }
  if (steps.want.may_have_more(table) || steps.want.unknown_about(table, {}) || steps.have.unknown_about(table, {})) return {};
  for (Symbol name : fk->referenced_columns) {
    const Id column(kind_of<Column>(), {table[0], table[1], name});
    if (!is_there(steps, column) && !steps.want.unknown_about(column, {}))
      return "it refers to " + column.str() + ", which is neither declared nor there: declare it, or take the reference away";
  }
  return {};
}

std::string is_no_sql(const Steps& steps, const Expr& expr) {
  const std::string why = why_no_sql(expr, steps.have.source().server_version >= 160000 ? Server::maybe_newer : Server::of_our_grammar);
  return why.empty() ? why : "`" + std::string(expr.text()) + "` cannot be parsed (" + why + "): mend it where it is written";
}

// The label among these that the tree holds as a constant.
const std::string* label_in(const ExprNode& node, const std::vector<std::string>& labels) {
  if (node.sort == NodeSort::constant)
    if (auto at = std::find(labels.begin(), labels.end(), node.name.view()); at != labels.end()) return &*at;
  for (auto* child : node.children)
    if (auto* found = label_in(*child, labels)) return found;
  return nullptr;
}

// Labels that want has, in an enum that has to wait for a person.
std::string uses_label_to_come(const Steps& steps, const Expr& expr) {
  if (!expr.body() || !expr.body()->tree) return {};
  for (const Mention& mention : expr.mentions()) {
    if (mention.sort != Mention::Sort::type) continue;
    const Id id(kind_of<Enum>(), {mention.schema, mention.name});
    const Object *have = steps.have.find(id), *want = steps.want.find(id);
    if (!have || !want || only_adds_labels(have->as<Enum>(), want->as<Enum>())) continue;
    std::vector<std::string> lacking;
    for (auto& label : want->as<Enum>().labels)
      if (std::find(have->as<Enum>().labels.begin(), have->as<Enum>().labels.end(), label) == have->as<Enum>().labels.end()) lacking.push_back(label);
    if (auto* label = label_in(*expr.body()->tree->root, lacking)) return "it uses the label '" + *label + "', which " + id.str() + " does not have yet";
  }
  return {};
}

}  // namespace

std::string why_impossible(const Steps& steps, const Object& want) {
  if (want.id.size() >= 2)
    if (auto* there = steps.have.other_relation(want.id[0], want.id[1]))
      return there->name + " is a " + there->catalog + ": its definition has to change, or the model";
  if (auto why = refers_to_nothing(steps, want); !why.empty()) return why;
  if (auto why = has_no_values_to_keep(steps, want); !why.empty()) return why;
  for (auto* expr : expressions_of(want)) {
    if (!*expr) continue;
    if (auto why = is_no_sql(steps, *expr); !why.empty()) return why;
    if (auto why = uses_label_to_come(steps, *expr); !why.empty()) return why;
  }
  return {};
}

// Labels that stand in the same places under other names may be the same ones: a person knows.
std::vector<std::string> renamed_labels(const Object& have, const Object& want) {
  auto *h = have.as_if<Enum>(), *w = want.as_if<Enum>();
  if (!h || !w || h->labels.size() != w->labels.size()) return {};
  auto has = [](const Enum& e, const std::string& label) { return std::find(e.labels.begin(), e.labels.end(), label) != e.labels.end(); };
  std::string sql;
  for (std::size_t i = 0; i < h->labels.size(); ++i) {
    const std::string &from = h->labels[i], &to = w->labels[i];
    if (from == to) continue;
    if (has(*w, from) || has(*h, to)) return {};
    sql += "ALTER TYPE " + quote_qualified(have.id[0], have.id[1]) + " RENAME VALUE " + quote_literal(from) + " TO " + quote_literal(to) + "; ";
  }
  if (sql.empty()) return {};
  return {sql + " -- if only the name has changed; then run again"};
}

}  // namespace trueup
