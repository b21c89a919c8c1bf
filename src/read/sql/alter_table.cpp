#include <algorithm>

#include "kinds/check.h"
#include "kinds/sequence.h"
#include "read/sql/parts.h"
#include "read/sql/statements.h"

namespace trueup {

Id constraint_named(const SqlRun& run, const Id& table, Symbol name) {
  for (const Kind* kind : {&kind_of<Check>(), &kind_of<ForeignKey>(), &kind_of<Unique>(), &kind_of<PrimaryKey>()})
    if (const Id id(*kind, {table[0], table[1], name}); run.exists(id)) return id;
  return {};
}

Id relation_named(SqlRun& run, const PgQuery__RangeVar& relation) {
  const QualifiedName name = qualified_of(relation);
  if (const Id table = run.locate(kind_of<Table>(), name); run.exists(table)) return table;
  if (const Id sequence = run.locate(kind_of<Sequence>(), name); run.exists(sequence)) return sequence;
  return run.index_named(name);
}

namespace {


class AlterTable {
 public:
  AlterTable(SqlRun& run, const PgQuery__AlterTableStmt& statement)
      : run_(run), statement_(statement), table_(run.table(*statement.relation)), constraints_(run, table_, NewConstraints::On::table) {}

  void read() {
    for (std::size_t i = 0; i < statement_.n_cmds; ++i) read(*statement_.cmds[i]->alter_table_cmd);
    constraints_.make();
    if (auto* table = run_.find<Table>(table_); table && !table->partition_by.empty())
      for (const Id& below : family())
        if (below != table_) clone_keys(run_, run_.find<Table>(below)->partition_of.to, below, run_.origin());
  }

 private:
  // The table, and unless ONLY was said the tables below it.
  std::vector<Id> family() const {
    std::vector<Id> out = {table_};
    if (statement_.relation->inh)
      for (const Id& below : descendants_of(run_, table_)) out.push_back(below);
    return out;
  }

  Id column(const Id& table, const char* name) const { return Id(kind_of<Column>(), {table[0], table[1], symbol_of(name)}); }

  template <class Change>
  void change_column(const PgQuery__AlterTableCmd& command, Change change) {
    for (const Id& table : family())
      if (const Id id = column(table, command.name); table == table_ || run_.exists(id)) run_.change<Column>(id, change);
  }

  void read(const PgQuery__AlterTableCmd& command) {
    switch (command.subtype) {
      case PG_QUERY__ALTER_TABLE_TYPE__AT_AddColumn: return add(command);
      case PG_QUERY__ALTER_TABLE_TYPE__AT_DropColumn: return drop_column(command);
      case PG_QUERY__ALTER_TABLE_TYPE__AT_ColumnDefault: return set_default(command);
      case PG_QUERY__ALTER_TABLE_TYPE__AT_DropNotNull: return change_column(command, [](Column& c) { c.nullable = true; });
      case PG_QUERY__ALTER_TABLE_TYPE__AT_SetNotNull: return change_column(command, [](Column& c) { c.nullable = false; });
      case PG_QUERY__ALTER_TABLE_TYPE__AT_DropExpression: return change_column(command, [](Column& c) { c.generated = {}; });
      case PG_QUERY__ALTER_TABLE_TYPE__AT_AlterColumnType: return set_type(command);
      case PG_QUERY__ALTER_TABLE_TYPE__AT_AddIdentity:
      case PG_QUERY__ALTER_TABLE_TYPE__AT_SetIdentity:
      case PG_QUERY__ALTER_TABLE_TYPE__AT_DropIdentity: return set_identity(command);
      case PG_QUERY__ALTER_TABLE_TYPE__AT_AddConstraint: return constraints_.add(*command.def->constraint, {});
      case PG_QUERY__ALTER_TABLE_TYPE__AT_DropConstraint: return drop_constraint(command);
      case PG_QUERY__ALTER_TABLE_TYPE__AT_ValidateConstraint: return validate(command);
      case PG_QUERY__ALTER_TABLE_TYPE__AT_AlterConstraint: return alter_constraint(command);
      case PG_QUERY__ALTER_TABLE_TYPE__AT_EnableRowSecurity: return change_table([](Table& t) { t.row_security = true; });
      case PG_QUERY__ALTER_TABLE_TYPE__AT_DisableRowSecurity: return change_table([](Table& t) { t.row_security = false; });
      case PG_QUERY__ALTER_TABLE_TYPE__AT_ForceRowSecurity: return change_table([](Table& t) { t.force_row_security = true; });
      case PG_QUERY__ALTER_TABLE_TYPE__AT_NoForceRowSecurity: return change_table([](Table& t) { t.force_row_security = false; });
      case PG_QUERY__ALTER_TABLE_TYPE__AT_SetLogged: return change_table([](Table& t) { t.unlogged = false; });
      case PG_QUERY__ALTER_TABLE_TYPE__AT_SetUnLogged: return change_table([](Table& t) { t.unlogged = true; });
      case PG_QUERY__ALTER_TABLE_TYPE__AT_AttachPartition: return attach(command);
      case PG_QUERY__ALTER_TABLE_TYPE__AT_DetachPartition:
      case PG_QUERY__ALTER_TABLE_TYPE__AT_DetachPartitionFinalize: return detach_partition(run_, run_.table(*command.def->partition_cmd->name));
      case PG_QUERY__ALTER_TABLE_TYPE__AT_AddInherit: return inherit(run_, run_.table(*command.def->range_var), table_, run_.origin());
      case PG_QUERY__ALTER_TABLE_TYPE__AT_DropInherit: return change_table([](Table& t) { t.partition_of = {}; });
      default: return note(command);
    }
  }

  template <class Change>
  void change_table(Change change) { run_.change<Table>(table_, change); }

  void add(const PgQuery__AlterTableCmd& command) {
    const PgQuery__ColumnDef& definition = *command.def->column_def;
    for (const Id& table : family()) {
      if (run_.exists(column(table, definition.colname)) && (command.missing_ok || table != table_)) continue;
      NewConstraints constraints(run_, table, NewConstraints::On::new_column);
      add_column(run_, table, definition, constraints);
      constraints.make();
    }
  }

  void drop_column(const PgQuery__AlterTableCmd& command) {
    for (const Id& table : family()) {
      const Id id = column(table, command.name);
      if (run_.exists(id)) run_.edit(Drop{id}, {});
      else if (!command.missing_ok && table == table_) run_.missing(id);
    }
  }

  void set_default(const PgQuery__AlterTableCmd& command) {
    // A sequence that its column does not use any more is still there.
    unfold_serial(run_, column(table_, command.name));
    const Expr value = command.def ? run_.expression(*command.def, SqlRun::Around::nothing) : Expr();
    change_column(command, [&](Column& c) { c.default_value = value; });
  }

  void set_type(const PgQuery__AlterTableCmd& command) {
    const PgQuery__ColumnDef& definition = *command.def->column_def;
    const Type type = run_.type(*definition.type_name, run_.origin());
    if (type.empty()) return run_.unknown(column(table_, command.name), Symbol("type"), "its type cannot be read");
    change_column(command, [&](Column& c) {
      c.type = type;
      c.collation = collation_of(definition.coll_clause);
    });
  }

  void set_identity(const PgQuery__AlterTableCmd& command) {
    const Id id = column(table_, command.name);
    auto identity = [](const char* letter) { return letter[0] == 'a' ? Identity::always : Identity::by_default; };
    if (command.subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_DropIdentity) {
      if (!command.missing_ok || run_.exists(id)) run_.change<Column>(id, [](Column& c) { c.identity = Identity::none; });
      return;
    }
    if (command.subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_AddIdentity) {
      const PgQuery__Constraint& constraint = *command.def->constraint;
      run_.change<Column>(id, [&](Column& c) {
        c.identity = identity(constraint.generated_when);
        c.nullable = false;
      });
      return note_identity_options(run_, id, constraint.options, constraint.n_options);
    }
    const PgQuery__List& options = *command.def->list;
    for (std::size_t i = 0; i < options.n_items; ++i) {
      const PgQuery__DefElem& option = *options.items[i]->def_elem;
      if (std::string_view(option.defname) != "generated") continue;
      // The grammar keeps the letter as a number.
      const bool always = option.arg && option.arg->node_case == PG_QUERY__NODE__NODE_INTEGER && option.arg->integer->ival == 'a';
      run_.change<Column>(id, [&](Column& c) { c.identity = always ? Identity::always : Identity::by_default; });
    }
    note_identity_options(run_, id, options.items, options.n_items);
  }

  void drop_constraint(const PgQuery__AlterTableCmd& command) {
    for (const Id& table : family()) {
      const Id id = constraint_named(run_, table, symbol_of(command.name));
      if (!id.empty()) {
        if (command.behavior == PG_QUERY__DROP_BEHAVIOR__DROP_CASCADE) drop_references(id);
        run_.edit(Drop{id}, {});
      } else if (!command.missing_ok && table == table_) {
        run_.missing(Id(kind_of<Check>(), {table[0], table[1], symbol_of(command.name)}));
      }
    }
  }

  // Foreign keys that need this key, and no other of the same columns.
  void drop_references(const Id& key) {
    auto* primary = run_.find<PrimaryKey>(key);
    auto* unique = run_.find<Unique>(key);
    if (!primary && !unique) return;
    const std::vector<Symbol> columns = primary ? primary->columns.names : unique->columns.names;
    std::vector<Id> gone;
    for (const Object& object : run_.draft.objects()) {
      auto* fk = object.id.empty() ? nullptr : object.as_if<ForeignKey>();
      if (!fk || fk->references.to != key.above(kind_of<Table>(), 2)) continue;
      if (fk->referenced_columns == columns || (primary && fk->referenced_columns.empty())) gone.push_back(object.id);
    }
    for (const Id& id : gone) run_.edit(Drop{id}, {});
  }

  void validate(const PgQuery__AlterTableCmd& command) {
    const Id id = constraint_named(run_, table_, symbol_of(command.name));
    if (run_.find<Check>(id)) run_.change<Check>(id, [](Check& c) { c.validated = true; });
    else if (run_.find<ForeignKey>(id)) run_.change<ForeignKey>(id, [](ForeignKey& c) { c.validated = true; });
    else run_.missing(Id(kind_of<Check>(), {table_[0], table_[1], symbol_of(command.name)}));
  }

  void alter_constraint(const PgQuery__AlterTableCmd& command) {
    const PgQuery__Constraint& constraint = *command.def->constraint;
    run_.change<ForeignKey>(Id(kind_of<ForeignKey>(), {table_[0], table_[1], symbol_of(constraint.conname)}), [&](ForeignKey& fk) {
      fk.deferrable = constraint.deferrable;
      fk.initially_deferred = constraint.initdeferred;
    });
  }

  void attach(const PgQuery__AlterTableCmd& command) {
    const Id child = relation_named(run_, *command.def->partition_cmd->name);
    const Id parent = relation_named(run_, *statement_.relation);
    if (child.empty() || parent.empty()) return run_.missing(run_.table(*command.def->partition_cmd->name));
    // The index of a partition is part of its parent's from now on.
    if (child.size() == 3) {
      if (run_.find<Index>(child)) run_.edit(Drop{child}, {});
      return;
    }
    attach_partition(run_, parent, child);
  }

  void note(const PgQuery__AlterTableCmd& command);

  SqlRun& run_;
  const PgQuery__AlterTableStmt& statement_;
  Id table_;
  NewConstraints constraints_;
};

void AlterTable::note(const PgQuery__AlterTableCmd& command) {
  std::string_view word = "table option";
  switch (command.subtype) {
    case PG_QUERY__ALTER_TABLE_TYPE__AT_ChangeOwner: word = "owner"; break;
    case PG_QUERY__ALTER_TABLE_TYPE__AT_SetRelOptions:
    case PG_QUERY__ALTER_TABLE_TYPE__AT_ResetRelOptions:
    case PG_QUERY__ALTER_TABLE_TYPE__AT_ReplaceRelOptions: word = "storage parameter"; break;
    case PG_QUERY__ALTER_TABLE_TYPE__AT_SetStatistics:
    case PG_QUERY__ALTER_TABLE_TYPE__AT_SetOptions:
    case PG_QUERY__ALTER_TABLE_TYPE__AT_ResetOptions:
    case PG_QUERY__ALTER_TABLE_TYPE__AT_SetStorage:
    case PG_QUERY__ALTER_TABLE_TYPE__AT_SetCompression: word = "column option"; break;
    case PG_QUERY__ALTER_TABLE_TYPE__AT_SetTableSpace: word = "tablespace"; break;
    case PG_QUERY__ALTER_TABLE_TYPE__AT_SetAccessMethod: word = "access method"; break;
    case PG_QUERY__ALTER_TABLE_TYPE__AT_ClusterOn:
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DropCluster: word = "cluster mark"; break;
    case PG_QUERY__ALTER_TABLE_TYPE__AT_ReplicaIdentity: word = "replica identity"; break;
    case PG_QUERY__ALTER_TABLE_TYPE__AT_EnableTrig:
    case PG_QUERY__ALTER_TABLE_TYPE__AT_EnableAlwaysTrig:
    case PG_QUERY__ALTER_TABLE_TYPE__AT_EnableReplicaTrig:
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DisableTrig:
    case PG_QUERY__ALTER_TABLE_TYPE__AT_EnableTrigAll:
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DisableTrigAll:
    case PG_QUERY__ALTER_TABLE_TYPE__AT_EnableTrigUser:
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DisableTrigUser: word = "trigger"; break;
    case PG_QUERY__ALTER_TABLE_TYPE__AT_EnableRule:
    case PG_QUERY__ALTER_TABLE_TYPE__AT_EnableAlwaysRule:
    case PG_QUERY__ALTER_TABLE_TYPE__AT_EnableReplicaRule:
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DisableRule: word = "rule"; break;
    case PG_QUERY__ALTER_TABLE_TYPE__AT_AddOf:
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DropOf: word = "typed table"; break;
    default: break;
  }
  run_.unmodelled(word, table_.path_str());
}

// ALTER INDEX … SET (…) changes an index's own options.
void alter_index(SqlRun& run, const PgQuery__AlterTableStmt& statement, const Id& id) {
  for (std::size_t i = 0; i < statement.n_cmds; ++i) {
    const PgQuery__AlterTableCmd& command = *statement.cmds[i]->alter_table_cmd;
    const bool set = command.subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_SetRelOptions;
    if ((!set && command.subtype != PG_QUERY__ALTER_TABLE_TYPE__AT_ResetRelOptions) || !run.find<Index>(id)) {
      run.unmodelled("index option", id.path_str());
      continue;
    }
    const auto options = storage_options(command.def->list->items, command.def->list->n_items);
    run.change<Index>(id, [&](Index& index) {
      for (auto& option : options) {
        const std::string name = option.substr(0, option.find('=') + 1);
        std::erase_if(index.options, [&](auto& other) { return other.starts_with(name); });
        if (set) index.options.push_back(option);
      }
      std::sort(index.options.begin(), index.options.end());
    });
  }
}

}  // namespace

void read_alter_table(SqlRun& run, const PgQuery__AlterTableStmt& statement) {
  const Id table = run.table(*statement.relation);
  if (statement.objtype != PG_QUERY__OBJECT_TYPE__OBJECT_TABLE && statement.objtype != PG_QUERY__OBJECT_TYPE__OBJECT_INDEX &&
      statement.objtype != PG_QUERY__OBJECT_TYPE__OBJECT_SEQUENCE)
    return run.unmodelled(word_of(statement.objtype), table.path_str());
  if (run.is_foreign(table)) return;
  const Id id = relation_named(run, *statement.relation);
  const bool attaches = statement.n_cmds && statement.cmds[0]->alter_table_cmd->subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_AttachPartition;
  if (id.size() == 3 && !attaches) return alter_index(run, statement, id);
  if (id.size() == 2 && id.kind().name == "sequence") return run.unmodelled("sequence option", id.path_str());
  if (statement.objtype == PG_QUERY__OBJECT_TYPE__OBJECT_SEQUENCE) return run.unmodelled("sequence option", table.path_str());
  if (statement.objtype == PG_QUERY__OBJECT_TYPE__OBJECT_INDEX && id.empty()) return run.missing(Id(kind_of<Index>(), {table[0], Symbol(), table[1]}));
  if (id.empty() && statement.missing_ok) return;
  AlterTable(run, statement).read();
}

}  // namespace trueup
