#include "read/sql/run.h"

#include <pg_query.h>

#include <algorithm>

#include "kinds/check.h"
#include "kinds/column.h"
#include "kinds/enum.h"
#include "kinds/foreign_key.h"
#include "kinds/index.h"
#include "kinds/primary_key.h"
#include "kinds/sequence.h"
#include "kinds/unique.h"
#include "pg/respell.h"
#include "pg/types.h"
#include "pg/walk.h"
#include "read/sql/text.h"

namespace trueup {

SqlRun::SqlRun(Draft& draft) : draft(draft) {
  for (const Object& object : draft.objects())
    if (auto* table = object.id.empty() ? nullptr : object.as_if<Table>(); table && !table->partition_of.to.empty()) has_children = true;
}

void SqlRun::read(const ParsedSql& script) {
  script_ = &script;
  for (const Diag& diag : script.diags()) {
    draft.diags.push_back(diag);
    if (const Id about = unreadable_object(*this, diag.message); !about.empty()) {
      see(about);
      draft.unknowns.push_back({about, {}, "the statement about it cannot be parsed", diag.origin});
    }
  }
  for (const Statement& statement : script.statements()) {
    statement_ = &statement;
    read_statement(*this, *statement.node);
  }
  script_ = nullptr;
  statement_ = nullptr;
}

void SqlRun::finish() {
  for (Object& object : draft.objects()) {
    if (object.id.empty()) continue;
    if (auto* fk = object.as_if<ForeignKey>()) {
      // It may be written before the table, or the primary key, that it refers to.
      const Id there = locate(kind_of<Table>(), {fk->references.to[0], fk->references.to[1]});
      const PrimaryKey* primary = fk->referenced_columns.empty() ? primary_key_of(there) : nullptr;
      if (there == fk->references.to && !primary) continue;
      ForeignKey whole = *fk;
      whole.references.to = there;
      if (primary) whole.referenced_columns = primary->columns.names;
      object.data = draft.store->add(std::move(whole));
    }
  }
  if (seen_.kinds.any() || !seen_.objects.empty()) draft.scope.parts.push_back(std::exchange(seen_, {}));
}

// ---- names ----

std::vector<Symbol> SqlRun::path() const {
  std::vector<Symbol> out = search_path_ ? *search_path_ : std::vector{Symbol(), Symbol("public")};
  // What was made before the file set a path is still there.
  if (search_path_) out.push_back(Symbol());
  return out;
}

Symbol SqlRun::creation_schema() const { return search_path_ && !search_path_->empty() ? search_path_->front() : Symbol(); }

Id SqlRun::to_create(const Kind& kind, const QualifiedName& name) const {
  return Id(kind, {name.schema.empty() ? creation_schema() : name.schema, name.name});
}

Id SqlRun::locate(const Kind& kind, const QualifiedName& name) const {
  // `public` and the schema that nobody named are most often the same; whichever has the object is meant.
  std::vector<Symbol> schemas = name.schema.empty() ? path() : std::vector{name.schema};
  if (name.schema == "public") schemas.push_back(Symbol());
  for (Symbol schema : schemas)
    if (const Id id(kind, {schema, name.name}); exists(id) || (&kind == &kind_of<Table>() && is_foreign(id))) return id;
  return to_create(kind, name);
}

Id SqlRun::index_named(const QualifiedName& name) const {
  std::vector<Symbol> schemas = name.schema.empty() ? path() : std::vector{name.schema};
  if (name.schema == "public") schemas.push_back(Symbol());
  for (Symbol schema : schemas)
    for (const Object& object : draft.objects()) {
      const Id& id = object.id;
      if (id.size() != 3 || id.is_satellite() || id[0] != schema || id[2] != name.name) continue;
      if (object.as_if<Index>() || object.as_if<PrimaryKey>() || object.as_if<Unique>()) return id;
    }
  return {};
}

Type SqlRun::type(const PgQuery__TypeName& name, const Origin& origin) {
  Result<Type> type = type_of(name);
  if (!type) {
    Diag diag = std::move(type).error();
    diag.origin = origin;
    draft.diags.push_back(std::move(diag));
    return {};
  }
  if (is_builtin_type((*type).name) && (*type).schema.empty()) return *type;
  const Id known = locate(kind_of<Enum>(), {(*type).schema, (*type).name});
  if (exists(known)) (*type).schema = known[0];
  return *type;
}

void SqlRun::note_names(const Object& object) {
  const Id& id = object.id;
  if (id.empty() || id.is_satellite()) return;
  const bool key = object.as_if<PrimaryKey>() || object.as_if<Unique>();
  if (id.size() == 2 && !id.kind().is_type) names_.add_relation(id[0], id[1]);
  if (object.as_if<PrimaryKey>()) primary_keys_[SqlRun::key(id)] = id;
  if (key || object.as_if<Index>()) names_.add_relation(id[0], id[2]);
  if (key || object.as_if<Check>() || object.as_if<ForeignKey>()) names_.add_constraint(id[0], id[2]);
  if (auto* column = object.as_if<Column>(); column && column->serial == Serial::serial)
    names_.add_relation(id[0], Symbol(make_object_name(id[1].view(), id[2].view(), "seq")));
}

const NamesInUse& SqlRun::names() {
  if (!names_stale_) return names_;
  names_ = {};
  primary_keys_.clear();
  for (const Object& object : draft.objects()) note_names(object);
  for (auto& [schema, name] : taken_) names_.add_relation(schema, name);
  names_stale_ = false;
  return names_;
}

const PrimaryKey* SqlRun::primary_key_of(const Id& table) {
  names();
  const auto at = primary_keys_.find(key(table));
  return at == primary_keys_.end() ? nullptr : find<PrimaryKey>(at->second);
}

void SqlRun::take_relation_name(Symbol schema, Symbol name) {
  taken_.emplace(schema, name);
  names_.add_relation(schema, name);
}

// ---- edits ----

bool SqlRun::edit(const Edit& edit, const Origin& origin) {
  const Result<Nothing> done = apply_edit(draft, edit, postgres_expr_rules());
  if (done) {
    if (auto* add = std::get_if<Add>(&edit)) {
      see(add->object.id);
      if (!names_stale_) note_names(add->object);
      if (add->object.as_if<Table>()) positions_[key(add->object.id)] = 0;
    } else if (!std::holds_alternative<Set>(edit)) {
      names_stale_ = true;  // drops and renames take others along
      positions_.clear();
    }
    return true;
  }
  Diag diag = done.error();
  diag.origin = origin ? origin : this->origin();
  if (diag.code == "no-such-object") diag.severity = Severity::warning;
  draft.diags.push_back(std::move(diag));
  return false;
}

std::int32_t SqlRun::next_position(const Id& table) {
  const auto [at, is_new] = positions_.emplace(key(table), 0);
  if (is_new)
    for (const Object& object : draft.objects())
      if (auto* column = object.id.empty() ? nullptr : object.as_if<Column>(); column && object.id[0] == table[0] && object.id[1] == table[1])
        at->second = std::max(at->second, column->position);
  return ++at->second;
}

void SqlRun::see(const Id& id) {
  const Id object = id.is_satellite() ? id.object() : id;
  seen_.kinds.set(id.kind().number());
  const bool on_table = object.size() == 3 || object.kind().is_relation;
  if (on_table) seen_.tables.emplace(object[0], object[1]);
  else if (std::find(seen_.objects.begin(), seen_.objects.end(), id) == seen_.objects.end()) seen_.objects.push_back(id);
}

// ---- expressions ----

bool SqlRun::is_located(int location) const {
  const auto at = static_cast<std::size_t>(location);
  return location > 0 && at >= statement_->offset && at < statement_->offset + statement_->text.size();
}

Origin SqlRun::origin_at(int location) const { return is_located(location) ? script_->origin_at(location) : origin(); }

namespace {

// What libpg_query itself would write for the tree: the way out where the authored text cannot be delimited.
std::string deparsed(const PgNode& node) {
  PgQuery__ResTarget target = PG_QUERY__RES_TARGET__INIT;
  target.val = const_cast<PgNode*>(&node);
  PgNode target_node = PG_QUERY__NODE__INIT;
  target_node.node_case = PG_QUERY__NODE__NODE_RES_TARGET;
  target_node.res_target = &target;
  PgNode* targets[] = {&target_node};
  PgQuery__SelectStmt select = PG_QUERY__SELECT_STMT__INIT;
  select.n_target_list = 1;
  select.target_list = targets;
  select.limit_option = PG_QUERY__LIMIT_OPTION__LIMIT_OPTION_DEFAULT;
  select.op = PG_QUERY__SET_OPERATION__SETOP_NONE;
  PgNode select_node = PG_QUERY__NODE__INIT;
  select_node.node_case = PG_QUERY__NODE__NODE_SELECT_STMT;
  select_node.select_stmt = &select;
  PgQuery__RawStmt raw = PG_QUERY__RAW_STMT__INIT;
  raw.stmt = &select_node;
  PgQuery__RawStmt* statements[] = {&raw};
  PgQuery__ParseResult result = PG_QUERY__PARSE_RESULT__INIT;
  result.n_stmts = 1;
  result.stmts = statements;
  std::string packed(pg_query__parse_result__get_packed_size(&result), '\0');
  pg_query__parse_result__pack(&result, reinterpret_cast<std::uint8_t*>(packed.data()));
  const PgQueryDeparseResult text = pg_query_deparse_protobuf({packed.size(), packed.data()});
  std::string out = text.error ? std::string() : std::string(text.query);
  pg_query_free_deparse_result(text);
  constexpr std::string_view select_word = "SELECT ";
  return out.starts_with(select_word) ? out.substr(select_word.size()) : std::string();
}

}  // namespace

std::string SqlRun::text_of(const PgNode& node, Around around, std::int64_t limit) {
  const int first = first_location(node.base);
  if (!is_located(first)) return deparsed(node);
  const std::string_view text(script_->text());
  std::size_t parentheses = 0, begin = before_parentheses(text, statement_->offset, static_cast<std::size_t>(first), parentheses);
  const std::size_t statement_end = statement_->offset + statement_->text.size();
  std::string_view slice;
  if (around == Around::first_element && parentheses > 0) {
    // The outermost parenthesis is the list's own.
    ++begin;
    --parentheses;
  }
  if (around != Around::nothing) {
    const std::size_t open = text.find('(', begin);  // of the group, or of the call's arguments
    const std::size_t end = open == text.npos || (parentheses == 0 && around == Around::parentheses) ? text.npos : group_end(text, open);
    if (end == text.npos || end > statement_end) return deparsed(node);
    slice = text.substr(begin, end - begin);
    if (around == Around::parentheses) slice = slice.substr(1, slice.size() - 2);
  } else {
    const std::size_t end = expression_end(text, begin, limit > 0 ? static_cast<std::size_t>(limit) : statement_end);
    slice = text.substr(begin, end - begin);
  }
  std::string out = tidied(slice);
  return out.empty() ? deparsed(node) : out;
}

Expr SqlRun::expression(const PgNode& node, Around around, std::int64_t limit) {
  return Expr::written(text_of(node, around, limit));
}

// ---- messages ----

void SqlRun::complain(Severity severity, std::string_view code, std::string message, std::string hint) {
  draft.diags.push_back({.code = std::string(code), .message = std::move(message), .origin = origin(), .hint = std::move(hint), .severity = severity});
}

void SqlRun::missing(const Id& id) {
  draft.diags.push_back({.code = "no-such-object", .message = "there is no " + id.str() + " to change here", .origin = origin(),
                         .severity = Severity::warning, .subject = id.str()});
}

void SqlRun::unmodelled(std::string_view sort, std::string name, const Id& relation) {
  if (name.starts_with("\"\".")) name.erase(0, 3);  // a schema that nobody named
  Unmodelled seen{.catalog = std::string(sort), .name = std::move(name), .origin = origin()};
  if (!relation.empty()) seen.schema = relation[0], seen.relation = relation[1];
  draft.unmodelled.push_back(std::move(seen));
}

void SqlRun::unknown(const Id& about, Symbol field, std::string reason) {
  draft.unknowns.push_back({about, field, std::move(reason), origin()});
}

}  // namespace trueup
