#include "commands/ensure.h"

#include <algorithm>

#include "pg/parse.h"
#include "read/sql_files.h"

namespace trueup {
namespace {

struct TableName {
  Symbol schema = {}, name = {};
};

// Of the statement's table, whatever sort it is.
std::optional<TableName> table_of(const Statement& statement) {
  const PgQuery__RangeVar* relation = nullptr;
  if (statement.node->node_case == PG_QUERY__NODE__NODE_INDEX_STMT) relation = statement.node->index_stmt->relation;
  if (statement.node->node_case == PG_QUERY__NODE__NODE_ALTER_TABLE_STMT)
    relation = statement.node->alter_table_stmt->relation;
  if (!relation) return {};
  return TableName{Symbol(relation->schemaname ? relation->schemaname : ""), Symbol(relation->relname)};
}

void copy_into(Draft& to, const Object& object) {
  Object copy = object;
  copy.data = object.kind().copy(*to.store, object.data);
  to.add(copy);
}

class Ensuring {
 public:
  Ensuring(Draft& wanted, const ModelPtr& have) : wanted_(wanted), have_(have) {}

  Result<Nothing> add(const EnsureConfig& entry) {
    const bool is_column = entry.index.empty();
    const std::string sql =
        is_column ? "ALTER TABLE " + entry.table + " ADD COLUMN " + entry.column + ' ' + entry.definition : entry.index;
    const ParsedSql script = parse_script(sql, entry.origin.file);
    if (!script.diags().empty()) return bad(entry, script.diags()[0].message);
    const auto table = script.statements().size() == 1 ? table_of(script.statements()[0]) : std::nullopt;
    if (!table) return bad(entry, is_column ? "not one column definition" : "not one CREATE INDEX statement");

    // Its table as the sources declare it, else as it is there; the statement is run on that alone.
    Draft alone;
    const Id declared = find_in(wanted_.objects(), *table);
    const Id there = declared.empty() ? find_in(have_->objects(), *table) : Id();
    if (!declared.empty()) copy_table(alone, wanted_.objects(), declared);
    else if (!there.empty()) copy_table(alone, have_->objects(), there);
    const std::size_t base = alone.objects().size();
    const Id named = named_object(alone, script.statements()[0], is_column, entry);
    const bool is_there = !named.empty() && alone.find(named);
    if (is_there) alone.remove(named);
    std::string run = sql;
    if (!base) {
      if (!is_column) return bad(entry, "its table " + table->name.str() + " is neither declared nor there");
      run = "CREATE TABLE " + entry.table + " (" + entry.column + ' ' + entry.definition + ")";
    }
    // An unqualified name must meet the table where it was found.
    if (table->schema.empty() && !(declared.empty() ? there : declared).empty())
      if (const Symbol schema = (declared.empty() ? there : declared)[0]; !schema.empty())
        run = "SET search_path = \"" + schema.str() + "\"; " + run;
    apply_sql(alone, {{.text = run, .file = entry.origin.file, .line = entry.origin.line}});
    if (!alone.diags.empty()) return bad(entry, alone.diags[0].message);
    if (!is_column) forget_equal(alone, base, !there.empty());
    if (!there.empty())
      for (std::size_t i = 0; i < base; ++i)
        if (const Object& object = alone.objects()[i]; !object.id.empty()) copy_into(wanted_, object);
    for (std::size_t i = there.empty() && declared.empty() ? 0 : base; i < alone.objects().size(); ++i) {
      Object& object = alone.objects()[i];
      if (object.id.empty()) continue;
      object.origin = entry.origin;
      if (!wanted_.find(object.id)) {
        copy_into(wanted_, object);
        cover(object.id);
      }
    }
    if (is_there && !declared.empty()) {
      for (auto& object : alone.objects())
        if (!object.id.empty() && !out_.declared.find(object.id)) copy_into(out_.declared, object);
        else if (object.id == named) out_.declared.remove(named), copy_into(out_.declared, object);
      out_.ids.push_back(named);
    }
    return ok();
  }

  Ensured finish() { return std::move(out_); }

 private:
  static Result<Nothing> bad(const EnsureConfig& entry, const std::string& why) {
    return Diag{.code = "bad-ensure",
                .message = "cannot read this [[ensure]]: " + why,
                .origin = entry.origin,
                .hint = entry.index.empty() ? "definition = \"VARCHAR(20) NOT NULL DEFAULT ''\""
                                            : "index = \"CREATE INDEX name ON table (column)\""};
  }

  template <class Objects>
  Id find_in(const Objects& objects, const TableName& table) const {
    Id best;
    for (auto& object : objects) {
      if (object.id.empty() || !object.kind().is_relation || object.id.size() != 2 || object.id[1] != table.name)
        continue;
      const std::string_view schema = object.id[0].view();
      const std::string_view usual =
          have_->source().default_schema.empty() ? std::string_view("public") : have_->source().default_schema;
      if (table.schema.empty() ? schema.empty() || schema == usual
                               : object.id[0] == table.schema || (schema.empty() && table.schema.view() == usual))
        best = object.id;
    }
    return best;
  }
  template <class Objects>
  static void copy_table(Draft& to, const Objects& objects, const Id& table) {
    for (auto& object : objects)
      if (!object.id.empty() && object.id.size() >= 2 && object.id[0] == table[0] && object.id[1] == table[1] &&
          (object.kind().is_relation || object.id.size() == 3 || object.id.is_satellite()))
        copy_into(to, object);
  }
  // What the statement would make, where the table is.
  static Id named_object(const Draft& alone, const Statement& statement, bool is_column, const EnsureConfig& entry) {
    Symbol name;
    if (is_column) {
      const auto* command = statement.node->alter_table_stmt->cmds[0]->alter_table_cmd;
      name = Symbol(command->def && command->def->node_case == PG_QUERY__NODE__NODE_COLUMN_DEF
                        ? command->def->column_def->colname
                        : entry.column.c_str());
    } else if (const char* given = statement.node->index_stmt->idxname) name = Symbol(given);
    for (auto& object : alone.objects())
      if (!object.id.empty() && object.id.size() == 3 && object.id.back() == name &&
          object.kind().name == (is_column ? "column" : "index") && !object.id.is_satellite())
        return object.id;
    return {};
  }
  // An index without a name is made anew beside an equal one: that is the one meant. What `have` calls it is left to
  // the pairing of unnamed objects.
  static void forget_equal(Draft& alone, std::size_t base, bool base_is_there) {
    for (std::size_t made = base; made < alone.objects().size(); ++made) {
      const Object index = alone.objects()[made];
      if (index.id.empty() || index.named == Named::given) continue;
      for (std::size_t i = 0; i < base; ++i) {
        const Object& other = alone.objects()[i];
        if (other.id.empty() || &other.kind() != &index.kind()) continue;
        const bool equal = std::all_of(index.kind().fields.begin(), index.kind().fields.end(), [&](const Field& field) {
          // A deparsed predicate is spelled in another way.
          return (base_is_there && field.name == "where") || field.read(index.data) == field.read(other.data);
        });
        if (!equal) continue;
        alone.remove(base_is_there ? other.id : index.id);
        break;
      }
    }
  }
  // Sources that speak of some tables alone now speak of this object too.
  void cover(const Id& id) {
    if (!wanted_.scope.covers(id)) wanted_.scope.parts.push_back({.objects = {id}});
  }

  Draft& wanted_;
  const ModelPtr& have_;
  Ensured out_;
};

}  // namespace

Result<Ensured> ensure_in(Draft& wanted, const std::vector<EnsureConfig>& ensure, const ModelPtr& have) {
  Ensuring ensuring(wanted, have);
  // Columns first: an index may be about one of them.
  for (bool columns : {true, false})
    for (auto& entry : ensure)
      if (entry.index.empty() == columns) TRY(ensuring.add(entry));
  return ensuring.finish();
}

Result<Nothing> no_contradiction(const Model& want, const Model& declared, const std::vector<Id>& ids) {
  for (auto& id : ids) {
    // The schema may have been chosen by settle.
    const Object *theirs = nullptr, *ours = nullptr;
    auto same_place = [&](const Object& object) {
      return &object.kind() == &id.kind() && object.id.size() == 3 && object.id[1] == id[1] && object.id[2] == id[2] &&
             (id[0].empty() || object.id[0] == id[0]);
    };
    for (auto& object : want.objects())
      if (same_place(object)) theirs = &object;
    for (auto& object : declared.objects())
      if (same_place(object)) ours = &object;
    if (!theirs || !ours) continue;
    for (auto& field : id.kind().fields)
      if (!field.ignored() && !want.unknown_about(theirs->id, Symbol(field.name)) &&
          field.compare(theirs->data, ours->data) == Verdict::different)
        return Diag{.code = "contradiction",
                    .message = ours->id.str() + " is declared at " + theirs->origin.str() +
                               " and ensured differently at " + ours->origin.str() + ": " + std::string(field.name) +
                               " is " + to_json(field.read(theirs->data)) + " there and " +
                               to_json(field.read(ours->data)) + " here",
                    .origin = ours->origin,
                    .hint = "one of them has to give way"};
  }
  return ok();
}

}  // namespace trueup
