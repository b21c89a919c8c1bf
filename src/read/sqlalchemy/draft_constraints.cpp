// Keys, checks and indexes of a Draft, with the names the server would choose for what nobody named.
#include <algorithm>

#include "base/text.h"
#include "kinds/check.h"
#include "kinds/foreign_key.h"
#include "kinds/index.h"
#include "kinds/primary_key.h"
#include "kinds/table.h"
#include "kinds/unique.h"
#include "model/quote.h"
#include "pg/names.h"
#include "pg/parse.h"
#include "read/sqlalchemy/declarative.h"
#include "read/sqlalchemy/draft.h"
#include "read/sqlalchemy/expressions.h"
#include "read/sqlalchemy/values.h"

namespace trueup::sqla {

namespace {

std::vector<Symbol> names_of(const std::vector<Column*>& columns) {
  std::vector<Symbol> out;
  for (Column* column : columns)
    if (column) out.push_back(cut_name(column->name_text()));
  return out;
}

const Kind& kind_for(Constraint::Sort sort) {
  switch (sort) {
    case Constraint::Sort::primary_key: return kind_of<PrimaryKey>();
    case Constraint::Sort::unique: return kind_of<Unique>();
    case Constraint::Sort::foreign_key: return kind_of<trueup::ForeignKey>();
    case Constraint::Sort::check:
    case Constraint::Sort::exclude: break;
  }
  return kind_of<Check>();
}

// The only column a check mentions: PostgreSQL puts it into the name.
std::vector<Symbol> only_column(std::string_view sql) {
  auto parsed = parse_meaning(sql);
  if (!parsed) return {};
  const Symbol column = single_column(parsed->node());
  return column.empty() ? std::vector<Symbol>{} : std::vector<Symbol>{column};
}

}  // namespace

// Enum(native_enum=False, create_constraint=True) is a check on each of its columns.
void Drafter::make_type_checks(Table& table) {
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    Column& column = *table.columns[i];
    if (is_plain_type(world_, column.type)) continue;
    const TypeReading type = type_of(column);
    if (!type.enumeration || type.enumeration->native || !type.enumeration->create_constraint || type.type.array) continue;
    Constraint* c = make_constraint(world_, Constraint::Sort::check, column.origin);
    c->of_type = true;
    c->columns.push_back(column.self);
    if (!type.enumeration->name.empty()) c->name = world_.interp.text(type.enumeration->name);
    std::string list;
    for (const std::string& label : type.enumeration->labels) list += (list.empty() ? "" : ", ") + quote_literal(label);
    c->sqltext = world_.interp.text(quote_identifier(column.name_text()) + " IN (" + list + ")");
    attach_constraint(world_, table, *c);
  }
}

Symbol Drafter::server_name(const Table& table, const Constraint& c, const std::vector<Symbol>& columns) {
  const Symbol name = cut_name(table.name);
  switch (c.sort) {
    case Constraint::Sort::primary_key: return primary_key_name(names_, table.schema, name);
    case Constraint::Sort::unique: return unique_name(names_, table.schema, name, columns);
    case Constraint::Sort::exclude: return exclusion_name(names_, table.schema, name, columns);
    case Constraint::Sort::foreign_key: return foreign_key_name(names_, table.schema, name, columns);
    case Constraint::Sort::check: break;
  }
  return check_name(names_, table.schema, name, columns.size() == 1 ? columns[0] : Symbol());
}

void Drafter::add_constraints(Table& table, const std::vector<Column*>& primary) {
  // In the order in which the server makes them.
  for (auto sort : {Constraint::Sort::check, Constraint::Sort::primary_key, Constraint::Sort::unique, Constraint::Sort::exclude, Constraint::Sort::foreign_key})
    for (std::size_t i = 0; i < table.constraints.size(); ++i)
      if (table.constraints[i]->sort == sort) add_constraint(table, *table.constraints[i], primary);
}

void Drafter::add_constraint(Table& table, Constraint& c, const std::vector<Column*>& primary) {
  const Id table_at = table_id(table);
  const Kind& kind = kind_for(c.sort);
  const ConstraintExtras& extras = *c.extras;
  for (const py::Named& option : extras.options)
    if (option.name == "elsewhere") return;
  if (extras.unknown) return unknown(Id(kind, {table_at[0], table_at[1], Symbol("?")}), {}, py::describe(*extras.unknown), extras.unknown->origin());
  if (c.sort == Constraint::Sort::exclude) {
    const std::string name = text_or(c.name), schema = table.schema.empty() ? std::string() : table.schema.str() + '.';
    draft_.unmodelled.push_back({.catalog = "exclusion constraint", .name = schema + table.name.str() + (name.empty() ? "" : '.' + name), .origin = shown(c.origin)});
    return;
  }
  const std::vector<Column*> columns = c.sort == Constraint::Sort::primary_key ? primary : columns_of(c, table);
  if (c.sort == Constraint::Sort::primary_key && columns.empty()) return;
  std::vector<Symbol> column_names = names_of(columns);
  ChosenName name = name_of(world_, c, table);
  if (c.sort == Constraint::Sort::check && name.text.empty()) {
    SqlText text = sql_text_of(world_, c.sqltext);
    column_names = text.known() ? only_column(text.text) : std::vector<Symbol>{};
  }
  Named named = name.text.empty() ? Named::server : name.by_convention ? Named::convention : Named::given;
  const Symbol chosen = name.text.empty() ? server_name(table, c, column_names) : Symbol(name.text);
  names_.add_constraint(table.schema, chosen);
  if (c.sort == Constraint::Sort::primary_key || c.sort == Constraint::Sort::unique) names_.add_relation(table.schema, chosen);
  const Id id(kind, {table_at[0], table_at[1], chosen});
  if (!name.reason.empty()) unknown(id, {}, "has a name that is not known: " + name.reason, name.origin ? name.origin : c.origin);
  if (name.is_cut) mistake("name-too-long", "the name of the constraint " + text_or(c.name) + " of " + table.name.str() + " is longer than the 63 bytes that PostgreSQL keeps, and SQLAlchemy refuses it", shown(c.origin));
  if (c.sort != Constraint::Sort::check)
    for (Column* column : columns)
      if (!column) {
        std::string which;
        Opaque* opaque = nullptr;
        for (Value value : c.columns) {
          if (unknown_in(value)) opaque = unknown_in(value);
          else if (auto written = py::text_of(value)) which += (which.empty() ? "" : ", ") + std::string(*written);
        }
        return unknown(id, {}, opaque ? py::describe(*opaque) : "speaks of a column that the table does not have (" + which + ")", opaque ? opaque->origin() : c.origin);
      }
  const bool deferrable = flag(extras.deferrable, false, id, "deferrable", c.origin);
  const bool deferred = lower(word(extras.initially, id, "initially_deferred", c.origin)) == "deferred";
  switch (c.sort) {
    case Constraint::Sort::primary_key:
      draft_.add(id, PrimaryKey{.columns = {column_names}, .deferrable = deferrable || deferred, .initially_deferred = deferred}, shown(c.implicit ? columns[0]->origin : c.origin), named);
      break;
    case Constraint::Sort::unique: {
      Unique unique{.columns = {column_names}, .deferrable = deferrable || deferred, .initially_deferred = deferred};
      if (column_names.empty()) return;
      for (const py::Named& option : c.extras->options)
        if (option.name == "postgresql_nulls_not_distinct") unique.nulls_not_distinct = flag(option.value, false, id, "nulls_not_distinct", c.origin);
      draft_.add(id, std::move(unique), shown(c.origin), named);
      break;
    }
    case Constraint::Sort::check: add_check(id, table, c, named); break;
    case Constraint::Sort::foreign_key: add_foreign_key(id, table, c, named); break;
    case Constraint::Sort::exclude: break;
  }
  if (Object* object = draft_.object(id)) object->schema_given = table.schema_given;
}

void Drafter::add_check(const Id& id, Table&, Constraint& c, Named named) {
  SqlText text = sql_text_of(world_, c.sqltext);
  if (!text.known()) return unknown(id, {}, text.reason, text.origin ? text.origin : c.origin);
  Check out{.expression = written(text.text)};
  for (const py::Named& option : c.extras->options)
    if (option.name == "postgresql_not_valid") out.validated = !flag(option.value, false, id, "validated", c.origin);
  draft_.add(id, std::move(out), shown(c.origin), named);
}

void Drafter::add_foreign_key(const Id& id, Table& table, Constraint& c, Named named) {
  trueup::ForeignKey out;
  const ConstraintExtras& extras = *c.extras;
  for (std::size_t i = 0; i < extras.elements.size(); ++i) {
    ForeignKey& element = *extras.elements[i];
    Column* column = element.parent;
    if (!column || column->table != &table) {
      auto columns = columns_of(c, table);
      column = i < columns.size() ? columns[i] : nullptr;
    }
    KeyTarget target = target_of(world_, element.target, table);
    if (!target.reason.empty()) return unknown(id, {}, target.reason, target.origin ? target.origin : c.origin);
    const Id to(kind_of<trueup::Table>(), {target.schema, cut_name(target.table)});
    if (i > 0 && out.references.to != to) return unknown(id, {}, "points to several tables", c.origin);
    out.references.to = to;
    if (column) out.columns.names.push_back(cut_name(column->name_text()));
    std::string name = target.column.empty() && column ? std::string(column->name_text()) : target.column;
    out.referenced_columns.push_back(cut_name(name));
  }
  auto action = [&](Value value, std::string_view field) {
    std::string text = lower(word(value, id, field, c.origin));
    return text.empty() ? std::string("no action") : text;
  };
  out.on_update = action(extras.onupdate, "on_update");
  out.on_delete = action(extras.ondelete, "on_delete");
  // SET NULL (a, b) names the columns it sets.
  if (const auto open = out.on_delete.find('('); open != std::string::npos) {
    std::string list = out.on_delete.substr(open + 1);
    if (const auto close = list.find(')'); close != std::string::npos) list.resize(close);
    for (const std::string& part : split(list, ',')) out.set_columns.names.emplace_back(trim(part));
    out.on_delete = std::string(trim(out.on_delete.substr(0, open)));
  }
  const std::string match = lower(word(extras.match, id, "match", c.origin));
  if (!match.empty()) out.match = match;
  out.deferrable = flag(extras.deferrable, false, id, "deferrable", c.origin);
  out.initially_deferred = lower(word(extras.initially, id, "initially_deferred", c.origin)) == "deferred";
  if (out.initially_deferred) out.deferrable = true;
  for (const py::Named& option : c.extras->options)
    if (option.name == "postgresql_not_valid") out.validated = !flag(option.value, false, id, "validated", c.origin);
  draft_.add(id, std::move(out), shown(c.origin), named);
}

}  // namespace trueup::sqla
