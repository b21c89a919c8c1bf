// What happens when a column, constraint or index joins its table.
#include "read/sqlalchemy/expressions.h"
#include "read/sqlalchemy/types.h"
#include "read/sqlalchemy/values.h"

namespace trueup::sqla {

namespace {

// ForeignKey() in a column is a constraint of the table.
void add_foreign_key(World& world, Table& table, Column& column, ForeignKey& key) {
  Constraint* c = make_constraint(world, Constraint::Sort::foreign_key, key.origin);
  c->name = key.name;
  c->columns.push_back(column.self);
  ConstraintExtras& more = c->extras.own();
  more.onupdate = key.onupdate, more.ondelete = key.ondelete, more.match = key.match, more.use_alter = key.use_alter;
  more.deferrable = key.deferrable, more.initially = key.initially;
  more.options = key.options;
  more.referenced.push_back(key.target);
  more.elements.push_back(&key);
  key.constraint = c;
  attach_constraint(world, table, *c);
}

// index=True, unique=True.
void add_flags(World& world, Table& table, Column& column) {
  const bool indexed = is_true(world.interp, column.extras->index);
  if (indexed) {
    Index* index = make_index(world, column.origin);
    index->from_column = true;
    index->expressions.push_back(column.self);
    index->unique = column.extras->unique;
    attach_index(world, table, *index);
  } else if (is_true(world.interp, column.extras->unique)) {
    Constraint* c = make_constraint(world, Constraint::Sort::unique, column.origin);
    c->from_column = true;
    c->columns.push_back(column.self);
    attach_constraint(world, table, *c);
  }
}

// Types that are told of their column are of the sorts that may listen: decorators and those that make something of
// their own. SQLAlchemy does it when the column is made, and again for each copy; the table makes no difference to them.
void tell_type(World& world, Column& column) {
  if (world.listeners.empty() || !column.type || unknown_in(column.type)) return;
  auto made = world.interp.attempt([&] { return type_instance(world, column.type, column.origin); }, column.origin);
  if (!made) return;  // said when the type is read
  tell_listeners(world, "before_parent_attach", *made, column.self, column.origin);
  tell_listeners(world, "after_parent_attach", *made, column.self, column.origin);
}

}  // namespace

void attach_column(World& world, Table& table, Column& column) {
  if (column.table == &table) return;
  if (column.table) {  // a column belongs to one table
    world.interp.diag({.code = "column-used-twice", .message = "the column " + std::string(column.name_text()) + " belongs to the table " + column.table->name.str() + " already",
                       .origin = column.origin, .severity = Severity::warning});
    return;
  }
  const Symbol key(column.key_text());
  tell_type(world, column);
  tell_listeners(world, "before_parent_attach", column.self, table.self, column.origin);
  column.table = &table;
  if (auto* found = table.by_key.find(key); found && !key.empty()) {
    Column* old = found->column;
    std::replace(table.columns.begin(), table.columns.end(), old, &column);
    std::erase_if(table.constraints, [&](Constraint* c) { return !c->columns.empty() && c->columns[0] == Value(old->self) && (c->from_column || !c->extras->elements.empty()); });
    std::erase_if(table.indexes, [&](Index* index) { return index->from_column && index->expressions[0] == Value(old->self); });
    found->column = &column;
  } else {
    table.columns.push_back(&column);
    table.by_key.add({key, &column});
  }
  add_flags(world, table, column);
  for (ForeignKey* key : *column.foreign_keys) add_foreign_key(world, table, column, *key);
  for (Constraint* constraint : column.extras->constraints) attach_constraint(world, table, *constraint);
  tell_listeners(world, "after_parent_attach", column.self, table.self, column.origin);
}

void attach_constraint(World& world, Table& table, Constraint& constraint) {
  // One constraint may stand in several tables: __table_args__ of a mixin.
  if (constraint.table == &table) return;
  tell_listeners(world, "before_parent_attach", constraint.self, table.self, constraint.origin);
  constraint.table = &table;
  if (constraint.sort == Constraint::Sort::primary_key) {
    if (table.constraints.empty()) table.constraints.push_back(&constraint);
    else table.constraints.front() = &constraint;
  } else table.constraints.push_back(&constraint);
  if (constraint.sort == Constraint::Sort::foreign_key && constraint.extras->elements.empty())
    for (std::size_t i = 0; i < constraint.columns.size(); ++i) {
      // Each pair is a ForeignKey of its own, which code may look at.
      auto* key = world.interp.heap().make<ForeignKey>();
      key->self = world.interp.instance(*world.foreign_key, constraint.origin, key);
      key->origin = constraint.origin, key->constraint = &constraint;
      key->target = i < constraint.extras->referenced.size() ? constraint.extras->referenced[i] : Value();
      Column* column = column_of(constraint.columns[i]);
      if (auto name = py::text_of(constraint.columns[i])) column = table.find(*name);
      key->parent = column;
      if (column) column->foreign_keys.own().push_back(key);
      constraint.extras.own().elements.push_back(key);
    }
  tell_listeners(world, "after_parent_attach", constraint.self, table.self, constraint.origin);
}

void attach_index(World& world, Table& table, Index& index) {
  if (index.table) return;
  index.table = &table;
  table.indexes.push_back(&index);
  tell_listeners(world, "after_parent_attach", index.self, table.self, index.origin);
}

void attach(World& world, Table& table, Value item, const Origin& at) {
  if (Column* column = column_of(item)) return attach_column(world, table, *column);
  if (auto* constraint = py::payload_of<Constraint>(item)) return attach_constraint(world, table, *constraint);
  if (auto* index = py::payload_of<Index>(item)) return attach_index(world, table, *index);
  if (Opaque* opaque = unknown_in(item)) return table.unknown.push_back(opaque);
  if (py::is_none(item) || py::payload_of<Sequence>(item)) return;
  if (item.as<py::Tuple>() || item.as<py::List>()) {  // a comma too many: SQLAlchemy refuses it
    world.interp.diag({.code = "not-a-schema-item", .message = "an argument of the table " + table.name.str() + " is a tuple and no column, constraint or index",
                       .origin = at, .severity = Severity::warning});
    return;
  }
}

}  // namespace trueup::sqla
