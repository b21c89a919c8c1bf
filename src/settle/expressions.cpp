// Expressions get their canonical trees, in the light of the types of their table's columns.
#include <map>
#include <optional>

#include "base/text.h"
#include "kinds/check.h"
#include "kinds/column.h"
#include "kinds/enum.h"
#include "kinds/index.h"
#include "kinds/policy.h"
#include "kinds/sequence.h"
#include "model/expr_tree.h"
#include "pg/expr.h"
#include "pg/names.h"
#include "pg/parse.h"
#include "settle/passes.h"

namespace trueup {
namespace {

using TableColumns = std::vector<std::pair<Symbol, Type>>;

class ExpressionPass {
 public:
  ExpressionPass(Draft& draft, const Surroundings& surroundings) : draft_(draft), canonicaliser_(names(surroundings)) {
    for (auto& object : draft.objects())
      if (!object.id.empty() && object.kind().is_type) {
        UserType type{.sort = UserType::Sort::enumeration, .schema = object.id[0], .name = object.id[1]};
        types_.emplace(std::pair(object.id[0].number(), object.id[1].number()), std::move(type));
      }
  }

  void run() {
    for (auto& object : draft_.objects()) {
      if (object.id.empty()) continue;
      void* data = const_cast<void*>(object.data);
      if (object.as_if<Column>()) {
        auto& column = *static_cast<Column*>(data);
        give(column.default_value, object.id, ExprUse::default_value, column.type);
        give(column.generated, object.id, ExprUse::generated, column.type);
      } else if (object.as_if<Check>()) {
        give(static_cast<Check*>(data)->expression, object.id, ExprUse::check);
      } else if (object.as_if<Index>()) {
        auto& index = *static_cast<Index*>(data);
        for (auto& key : index.keys) take_collation(key);
        for (auto& key : index.keys) give(key.expression, object.id, ExprUse::index_expr);
        give(index.where, object.id, ExprUse::index_where);
        for (auto& key : index.keys) unwrap(key);
      } else if (object.as_if<Policy>()) {
        auto& policy = *static_cast<Policy*>(data);
        give(policy.using_expression, object.id, ExprUse::policy);
        give(policy.check_expression, object.id, ExprUse::policy);
      }
    }
  }

 private:
  // The outermost COLLATE is not the expression's but the key's.
  static void take_collation(Index::Key& key) {
    if (!key.expression || lower(key.expression.text()).find("collate") == std::string::npos) return;
    const std::string text(key.expression.text());
    const auto parsed = parse_expression(text);
    if (!parsed || parsed->node().node_case != PG_QUERY__NODE__NODE_COLLATE_CLAUSE) return;
    const PgQuery__CollateClause& clause = *parsed->node().collate_clause;
    std::vector<std::string_view> names;
    for (std::size_t i = 0; i < clause.n_collname; ++i) names.push_back(clause.collname[i]->string->sval);
    if (names.empty() || clause.location < ParsedExpr::shift) return;
    key.collation = collation_name(names.size() > 1 ? names[names.size() - 2] : "", names.back());
    // Parentheses around all of it end behind the name.
    const auto place = static_cast<std::size_t>(clause.location - ParsedExpr::shift);
    std::string_view inner = trim(std::string_view(text).substr(0, place));
    for (std::string_view rest = trim(text); rest.ends_with(')') && inner.starts_with('('); rest = trim(rest.substr(0, rest.size() - 1)))
      inner = trim(inner.substr(1));
    key.expression = Expr::written(inner);
  }

  // An index on `(a)` is an index on the column a.
  static void unwrap(Index::Key& key) {
    if (!key.expression || key.expression.columns().size() != 1) return;
    std::string_view text = key.expression.text();
    while (text.size() > 2 && text.front() == '(' && text.back() == ')') text = text.substr(1, text.size() - 2);
    const Symbol column = key.expression.columns()[0];
    if (text != column.view()) return;
    key.name = column;
    key.expression = {};
  }

  void give(Expr& expr, const Id& owner, ExprUse use, const Type& target = {}) {
    if (!expr || expr.is_canonical()) return;
    ExprSite site{.use = use, .target = target, .schema = owner[0], .table = owner[1]};
    site.column = [&](Symbol name) -> const Type* {
      const Object* column = draft_.find(Id(kind_of<Column>(), {owner[0], owner[1], name}));
      return column ? &column->as<Column>().type : nullptr;
    };
    expr = canonicaliser_.canonical(expr, site);
  }

  Names names(const Surroundings& surroundings) {
    Names out;
    out.search_path = {surroundings.default_schema};
    out.type = [this](Symbol schema, Symbol name) -> const UserType* {
      const auto at = types_.find({schema.number(), name.number()});
      return at == types_.end() ? nullptr : &at->second;
    };
    out.sequence = [this](Symbol schema, Symbol name) { return draft_.find(Id(kind_of<Sequence>(), {schema, name})) != nullptr; };
    out.columns = [this](Symbol schema, Symbol name) -> const TableColumns* {
      if (!tables_) collect_tables();
      const auto at = tables_->find({schema.number(), name.number()});
      return at == tables_->end() ? nullptr : &at->second;
    };
    return out;
  }

  void collect_tables() {
    tables_.emplace();
    for (auto& object : draft_.objects())
      if (auto* column = object.id.empty() ? nullptr : object.as_if<Column>())
        (*tables_)[{object.id[0].number(), object.id[1].number()}].emplace_back(object.id[2], column->type);
  }

  Draft& draft_;
  std::optional<std::map<std::pair<std::uint32_t, std::uint32_t>, TableColumns>> tables_;  // for sub-selects: few ask
  std::map<std::pair<std::uint32_t, std::uint32_t>, UserType> types_;
  Canonicaliser canonicaliser_;
};

}  // namespace

void settle_expressions(Draft& draft, const Surroundings& surroundings) { ExpressionPass(draft, surroundings).run(); }

}  // namespace trueup
