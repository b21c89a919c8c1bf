// From what Python code has built to a Draft.
#pragma once
#include <map>
#include "kinds/index.h"
#include "model/draft.h"
#include "pg/names.h"
#include "read/sqlalchemy/naming.h"
#include "read/sqlalchemy/types.h"
#include "read/sqlalchemy/world.h"

namespace trueup::sqla {

// Conversion of one world. What it adds goes to `draft`.
class Drafter {
 public:
  Drafter(World& world, Draft& draft, std::string relative_to) : world_(world), draft_(draft), relative_to_(std::move(relative_to)) {}
  void add(MetaData& metadata);
  // What belongs to no table; after the last metadata.
  void finish();
  Id table_id(const Table& table) const;
  Origin shown(Origin origin);

 private:
  void add_table(Table& table);
  void add_column(Table& table, Column& column, std::int32_t position, const std::vector<Column*>& primary);
  void add_constraints(Table& table, const std::vector<Column*>& primary);
  void add_constraint(Table& table, Constraint& constraint, const std::vector<Column*>& primary);
  void add_check(const Id& id, Table& table, Constraint& constraint, Named named);
  void add_foreign_key(const Id& id, Table& table, Constraint& constraint, Named named);
  void add_index(Table& table, Index& index);
  bool add_key(trueup::Index& out, Table& table, Index& index, Value value, const Id& id);
  void add_enum(const EnumReading& reading);
  void add_comment(const Id& on, Value text, const Origin& at);
  void add_schema(Symbol schema, const Origin& at);
  void add_sequence(Sequence& sequence);
  void make_type_checks(Table& table);
  bool is_serial(const Column& column, const std::vector<Column*>& primary, const TypeReading& type);
  TypeReading type_of(Column& column, int depth = 0);
  std::vector<Column*> primary_columns(const Table& table) const;
  Symbol server_name(const Table& table, const Constraint& constraint, const std::vector<Symbol>& columns);

  bool flag(Value value, bool otherwise, const Id& about, std::string_view field, const Origin& at);
  std::string word(Value value, const Id& about, std::string_view field, const Origin& at);
  void mistake(std::string_view code, std::string message, const Origin& at);
  bool needs_key(const Table& table) const;
  void unknown(const Id& about, std::string_view field, std::string reason, const Origin& at);
  Expr written(std::string_view sql);
  Object* put(const Id& id, const Origin& at, Named named, const Table& table);

  World& world_;
  Draft& draft_;
  std::string relative_to_;
  std::unordered_map<Column*, TypeReading> types_;  // of columns that say none themselves
  std::unordered_map<Symbol, Expr> written_;  // few texts make most of the defaults
  NamesInUse names_;
  std::unordered_map<Symbol, Symbol> shown_;
  std::map<std::string, std::pair<std::size_t, Origin>> schemas_unknown_;  // how many tables have it, by reason
  std::vector<Symbol> schema_list_;
};

}  // namespace trueup::sqla
