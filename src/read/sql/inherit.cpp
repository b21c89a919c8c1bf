// What a table gets from others: the columns of its parents, the keys of a partitioned table, the copies of LIKE.
#include <algorithm>

#include "kinds/check.h"
#include "kinds/comment.h"
#include "model/quote.h"
#include "read/sql/parts.h"

namespace trueup {
namespace {

// The bits of TableLikeOption in parsenodes.h.
enum Like : std::uint32_t { like_comments = 1, like_constraints = 4, like_defaults = 8, like_generated = 16, like_identity = 32, like_indexes = 64, like_statistics = 128 };

std::vector<Object> on_table(const SqlRun& run, const Id& table) {
  std::vector<Object> out;
  for (const Object& object : run.draft.objects())
    if (object.id.size() == 3 && object.id[0] == table[0] && object.id[1] == table[1]) out.push_back(object);
  return out;
}

// The default behind SERIAL, as those see it who share the sequence.
Expr serial_default(const Id& column) {
  const std::string sequence = make_object_name(column[1].view(), column[2].view(), "seq");
  return Expr::written("nextval(" + quote_literal(quote_qualified(column[0], Symbol(sequence))) + "::regclass)");
}

Column copied(const Id& from, const Column& column) {
  Column out = column;
  if (out.serial == Serial::serial) {
    out.serial = Serial::none;
    out.default_value = serial_default(from);
  }
  return out;
}

std::vector<Symbol> element_names(const Index& index) {
  std::vector<Symbol> out;
  for (auto& key : index.keys) {
    if (!key.expression) {
      out.push_back(key.name);
      continue;
    }
    const auto parsed = parse_expression(key.expression.text());
    out.push_back(parsed ? index_expression_name((*parsed).node()) : Symbol("expr"));
  }
  out.insert(out.end(), index.include.names.begin(), index.include.names.end());
  return out;
}

std::vector<Symbol> with_include(const Columns& columns, const Columns& include) {
  std::vector<Symbol> out = columns.names;
  out.insert(out.end(), include.names.begin(), include.names.end());
  return out;
}

// A copy of a key under the server's name for it. Empty: it is no key.
Id copy_key(SqlRun& run, const Object& object, const Id& table, const Origin& origin) {
  if (auto* primary = object.as_if<PrimaryKey>()) {
    const Id id(kind_of<PrimaryKey>(), {table[0], table[1], primary_key_name(run.names(), table[0], table[1])});
    return run.add(id, *primary, origin, Named::server) ? id : Id();
  }
  if (auto* unique = object.as_if<Unique>()) {
    const Id id(kind_of<Unique>(), {table[0], table[1], unique_name(run.names(), table[0], table[1], with_include(unique->columns, unique->include))});
    return run.add(id, *unique, origin, Named::server) ? id : Id();
  }
  return {};
}

void copy_comment(SqlRun& run, const Id& from, const Id& to) {
  if (auto* comment = run.find<Comment>(Id::on(kind_of<Comment>(), from)))
    run.add(Id::on(kind_of<Comment>(), to), Comment(*comment), run.origin());
}

}  // namespace

std::vector<Id> descendants_of(const SqlRun& run, const Id& table) {
  if (!run.has_children) return {};
  std::vector<Id> out = {table};
  for (std::size_t i = 0; i < out.size(); ++i) {
    const Id above = out[i];
    for (const Object& object : run.draft.objects())
      if (auto* child = object.id.empty() ? nullptr : object.as_if<Table>(); child && child->partition_of.to == above) out.push_back(object.id);
  }
  out.erase(out.begin());
  return out;
}

void inherit(SqlRun& run, const Id& parent, const Id& child, const Origin& origin) {
  if (!run.exists(parent)) {
    run.missing(parent);
    run.unknown(child, {}, "it inherits from " + parent.path_str() + ", which is not here");
    return;
  }
  run.has_children = true;
  run.change<Table>(child, [&](Table& table) {
    if (table.partition_of.to.empty()) table.partition_of.to = parent;
  });
  for (const Id& column : columns_of(run, parent)) {
    const Id copy(kind_of<Column>(), {child[0], child[1], column[2]});
    if (run.exists(copy)) continue;
    Column payload = copied(column, *run.find<Column>(column));
    payload.identity = Identity::none;
    payload.position = run.next_position(child);
    run.add(copy, std::move(payload), origin);
  }
}

void clone_keys(SqlRun& run, const Id& parent, const Id& partition, const Origin& origin) {
  const auto have = on_table(run, partition);
  for (const Object& key : on_table(run, parent)) {
    auto* primary = key.as_if<PrimaryKey>();
    auto* unique = key.as_if<Unique>();
    if (!primary && !unique) continue;
    const bool there = std::any_of(have.begin(), have.end(), [&](const Object& other) {
      if (primary && other.as_if<PrimaryKey>()) return true;
      auto* same = other.as_if<Unique>();
      return unique && same && same->columns == unique->columns;
    });
    if (there) continue;
    if (primary)
      for (Symbol name : primary->columns.names)
        if (const Id id(kind_of<Column>(), {partition[0], partition[1], name}); run.exists(id)) run.change<Column>(id, [](Column& c) { c.nullable = false; });
    copy_key(run, key, partition, origin);
  }
}

void attach_partition(SqlRun& run, const Id& parent, const Id& partition) {
  run.has_children = true;
  run.change<Table>(partition, [&](Table& table) { table.partition_of.to = parent; });
  const auto above = on_table(run, parent);
  for (const Object& own : on_table(run, partition)) {
    const bool merged = std::any_of(above.begin(), above.end(), [&](const Object& object) {
      if (&object.kind() != &own.kind()) return false;
      if (object.as_if<Check>()) return object.id[2] == own.id[2];
      if (auto* fk = object.as_if<ForeignKey>()) {
        const ForeignKey& other = own.as<ForeignKey>();
        return fk->columns == other.columns && fk->references == other.references && fk->referenced_columns == other.referenced_columns;
      }
      if (!object.as_if<Index>()) return false;
      return std::all_of(own.kind().fields.begin(), own.kind().fields.end(),
                         [&](const Field& field) { return field.name == "options" || field.hash(object.data) == field.hash(own.data); });
    });
    if (merged) run.edit(Drop{own.id}, {});
  }
  clone_keys(run, parent, partition, run.origin());
}

void detach_partition(SqlRun& run, const Id& partition) {
  const Table* table = run.find<Table>(partition);
  if (!table) return run.missing(partition);
  const Id parent = table->partition_of.to;
  run.change<Table>(partition, [](Table& t) { t.partition_of = {}; });
  if (parent.empty()) return;
  for (const Object& object : on_table(run, parent)) {
    const Id same_name = Id(object.kind(), {partition[0], partition[1], object.id[2]});
    if (auto* check = object.as_if<Check>(); check && !run.exists(same_name)) run.add(same_name, Check(*check), run.origin(), object.named);
    if (auto* fk = object.as_if<ForeignKey>(); fk && !run.exists(same_name)) run.add(same_name, ForeignKey(*fk), run.origin(), object.named);
    if (auto* index = object.as_if<Index>())
      run.add(Id(kind_of<Index>(), {partition[0], partition[1], index_name(run.names(), partition[0], partition[1], element_names(*index))}), Index(*index),
              run.origin(), Named::server);
  }
}

void copy_like(SqlRun& run, const PgQuery__TableLikeClause& clause, const Id& table) {
  const Id from = run.table(*clause.relation);
  if (!run.exists(from)) {
    run.missing(from);
    run.unknown(table, {}, "it is made like " + from.path_str() + ", which is not here");
    return;
  }
  const std::uint32_t options = clause.options;
  for (const Id& id : columns_of(run, from)) {
    Column column = copied(id, *run.find<Column>(id));
    if (!(options & like_defaults)) column.default_value = {};
    if (!(options & like_generated)) column.generated = {};
    if (!(options & like_identity)) column.identity = Identity::none;
    column.position = run.next_position(table);
    const Id copy(kind_of<Column>(), {table[0], table[1], id[2]});
    run.add(copy, std::move(column), run.origin());
    if (options & like_comments) copy_comment(run, id, copy);
  }
  if (options & like_statistics) run.unmodelled("statistics", table.path_str());
}

void copy_like_rest(SqlRun& run, const PgQuery__TableLikeClause& clause, const Id& table) {
  const Id from = run.table(*clause.relation);
  const std::uint32_t options = clause.options;
  for (const Object& object : on_table(run, from)) {
    Id copy;
    if (auto* check = object.as_if<Check>(); check && (options & like_constraints)) {
      copy = Id(kind_of<Check>(), {table[0], table[1], object.id[2]});
      if (!run.exists(copy) && !run.add(copy, Check(*check), run.origin(), object.named)) continue;
    } else if (auto* index = object.as_if<Index>(); index && (options & like_indexes)) {
      copy = Id(kind_of<Index>(), {table[0], table[1], index_name(run.names(), table[0], table[1], element_names(*index))});
      if (!run.add(copy, Index(*index), run.origin(), Named::server)) continue;
    } else if (options & like_indexes) {
      copy = copy_key(run, object, table, run.origin());
    }
    if (!copy.empty() && (options & like_comments)) copy_comment(run, object.id, copy);
  }
}

}  // namespace trueup
