// Enum types, schemas, extensions.
#include <algorithm>

#include "kinds/column.h"
#include "kinds/enum.h"
#include "kinds/extension.h"
#include "kinds/schema.h"
#include "model/quote.h"
#include "pg/walk.h"
#include "read/sql/statements.h"

namespace trueup {

void read_create_enum(SqlRun& run, const PgQuery__CreateEnumStmt& statement) {
  Enum made;
  for (std::size_t i = 0; i < statement.n_vals; ++i) made.labels.emplace_back(statement.vals[i]->string->sval);
  const Id id = run.to_create(kind_of<Enum>(), qualified_of(symbols_of(statement.type_name, statement.n_type_name)));
  run.add(id, std::move(made), run.origin());
}

namespace {

// A label's new name shows wherever it is written as a value of its type: 'old'::mood, a default, `column = 'old'`.
class LabelRenaming {
 public:
  LabelRenaming(SqlRun& run, const Id& type, std::string from, std::string to) : run_(run), type_(type), from_(std::move(from)), to_(std::move(to)) {}

  void run_over_all() {
    const std::vector<Object> objects = run_.draft.objects();
    for (const Object& object : objects) {
      if (object.id.size() != 3 || object.id.is_satellite()) continue;
      void* copy = object.kind().copy(*run_.draft.store, object.data);
      owner_ = object.id;
      changed_ = false;
      // Fields hand out their expressions to whoever follows a name: here, a label.
      const ExprRules rules = {.respell = [this](const Expr& expr, const Id&, const Id&, const Id&, bool& met) { return respelled(expr, met); }};
      Follow follow{type_, type_, rules};
      for (const Field& field : object.kind().fields) {
        if (!field.follow) continue;
        in_default_ = field.name == "default";
        field.follow(copy, object.id, follow);
      }
      if (changed_) run_.draft.object(object.id)->data = copy;
    }
  }

 private:
  bool is_type(const PgQuery__TypeName* name) const {
    if (!name) return false;
    const QualifiedName qualified = qualified_of(symbols_of(name->names, name->n_names));
    return qualified.name == type_[1] && (qualified.schema.empty() || qualified.schema == type_[0] || type_[0].empty());
  }
  bool is_column_of_type(const PgNode* node) const {
    if (!node || node->node_case != PG_QUERY__NODE__NODE_COLUMN_REF) return false;
    const auto parts = symbols_of(node->column_ref->fields, node->column_ref->n_fields);
    return !parts.empty() && has_type(Id(kind_of<Column>(), {owner_[0], owner_[1], parts.back()}));
  }
  bool has_type(const Id& column) const {
    const Column* it = run_.find<Column>(column);
    return it && it->type.name == type_[1] && it->type.schema == type_[0];
  }

  Expr respelled(const Expr& expr, bool& met) {
    if (expr.text().find(quote_literal(from_)) == std::string_view::npos) return expr;
    const auto parsed = parse_expression(expr.text());
    if (!parsed) return expr;
    std::vector<std::size_t> places;
    auto literals = [&](const ProtobufCMessage& root) {
      walk(root, [&](const ProtobufCMessage& message) {
        auto* constant = as_node<PgQuery__AConst>(message, pg_query__a__const__descriptor);
        if (constant && constant->val_case == PG_QUERY__A__CONST__VAL_SVAL && constant->sval->sval == from_)
          places.push_back(static_cast<std::size_t>(constant->location - ParsedExpr::shift));
        return true;
      });
    };
    if (in_default_ && has_type(owner_)) literals((*parsed).node().base);
    walk((*parsed).node().base, [&](const ProtobufCMessage& message) {
      if (auto* cast = as_node<PgQuery__TypeCast>(message, pg_query__type_cast__descriptor); cast && is_type(cast->type_name)) literals(cast->arg->base);
      if (auto* operation = as_node<PgQuery__AExpr>(message, pg_query__a__expr__descriptor)) {
        if (is_column_of_type(operation->lexpr) && operation->rexpr) literals(operation->rexpr->base);
        if (is_column_of_type(operation->rexpr) && operation->lexpr) literals(operation->lexpr->base);
      }
      return true;
    });
    std::sort(places.begin(), places.end(), std::greater<>());
    places.erase(std::unique(places.begin(), places.end()), places.end());
    std::string text(expr.text());
    const std::string written = quote_literal(from_);
    for (std::size_t at : places)
      if (text.compare(at, written.size(), written) == 0) text.replace(at, written.size(), quote_literal(to_));
    if (places.empty()) return expr;
    met = changed_ = true;
    return Expr::written(text);
  }

  SqlRun& run_;
  const Id& type_;
  std::string from_, to_;
  Id owner_ = {};
  bool in_default_ = false, changed_ = false;
};

}  // namespace

void read_alter_enum(SqlRun& run, const PgQuery__AlterEnumStmt& statement) {
  const Id id = run.locate(kind_of<Enum>(), qualified_of(symbols_of(statement.type_name, statement.n_type_name)));
  const Enum* there = run.find<Enum>(id);
  if (!there) return run.missing(id);
  std::vector<std::string> labels = there->labels;
  const std::string old = statement.old_val, label = statement.new_val, neighbour = statement.new_val_neighbor;
  const auto place_of = [&](const std::string& what) { return std::find(labels.begin(), labels.end(), what); };
  if (!old.empty()) {
    if (place_of(old) == labels.end()) return run.complain(Severity::error, "no-such-label", id.str() + " has no label " + quote_literal(old));
    *place_of(old) = label;
    LabelRenaming(run, id, old, label).run_over_all();
  } else {
    if (place_of(label) != labels.end()) {
      if (!statement.skip_if_new_val_exists) run.complain(Severity::error, "duplicate-label", id.str() + " has the label " + quote_literal(label) + " already");
      return;
    }
    auto at = labels.end();
    if (!neighbour.empty()) {
      at = place_of(neighbour);
      if (at == labels.end()) return run.complain(Severity::error, "no-such-label", id.str() + " has no label " + quote_literal(neighbour));
      if (statement.new_val_is_after) ++at;
    }
    labels.insert(at, label);
  }
  run.change<Enum>(id, [&](Enum& type) { type.labels = labels; });
}

void read_create_schema(SqlRun& run, const PgQuery__CreateSchemaStmt& statement) {
  Symbol name = symbol_of(statement.schemaname);
  if (name.empty() && statement.authrole) name = symbol_of(statement.authrole->rolename);
  const Id id(kind_of<Schema>(), {name});
  // `public` is in every new database, so saying IF NOT EXISTS, or not, declares the same.
  if (!run.exists(id)) run.add(id, Schema{}, run.origin());
  else if (!statement.if_not_exists) run.complain(Severity::error, "duplicate-object", id.str() + " is there already");
  if (statement.authrole) run.unmodelled("owner", id.path_str());
  const auto path = run.search_path();
  run.set_search_path(std::vector{name});
  for (std::size_t i = 0; i < statement.n_schema_elts; ++i) read_statement(run, *statement.schema_elts[i]);
  run.set_search_path(path);
}

void read_create_extension(SqlRun& run, const PgQuery__CreateExtensionStmt& statement) {
  const Id id(kind_of<Extension>(), {symbol_of(statement.extname)});
  if (statement.if_not_exists && run.exists(id)) return;
  if (id[0] != "plpgsql") run.add(id, Extension{}, run.origin());  // it is in every database
}

}  // namespace trueup
