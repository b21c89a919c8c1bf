// What the files of the SQLAlchemy writer share: the imports a module needs, the names it gives, the parts of a table.
#pragma once
#include <map>
#include <set>
#include <string>
#include <vector>

#include "kinds/column.h"
#include "kinds/foreign_key.h"
#include "kinds/index.h"
#include "model/model.h"

namespace trueup {

struct PythonModule {
  const Model& model;
  Symbol default_schema = {};                                 // tables in it are written without their schema
  std::map<std::string, std::set<std::string>> imports = {};  // module → names; none: the module itself
  std::map<Id, std::string> names = {};                       // classes of tables and enums
  bool has_own_type = false;                                  // PgType, for types that SQLAlchemy has no class for
  bool has_enum_values = false;                               // enum_values, which makes labels of members' values

  explicit PythonModule(const Model& of);
  std::string use(const char* module, const char* name);  // imports and gives it back
  std::string name_of(const Id& id) const;
  bool is_default(Symbol schema) const { return schema == default_schema; }
  // "users.id", "app.users.id": as ForeignKey takes it.
  std::string dotted(Symbol schema, Symbol table) const;
};

struct PythonType {
  std::string annotation, expression;
};
PythonType python_type(const Type& type, Symbol collation, PythonModule& module);

// A table's objects, sorted by what says them: a column's own line, or __table_args__.
struct PythonTable {
  const Object* table = nullptr;
  std::vector<const Object*> columns = {};        // in their order
  std::map<Symbol, std::string> attributes = {};  // what a class calls them
  const Object* primary_key = nullptr;
  std::map<Symbol, const Object*> foreign_keys = {};  // of one column: on its line
  std::set<Symbol> unique = {}, indexed = {};         // said on the column's line
  std::set<Symbol> key_columns = {}, referring = {};  // in the primary key; in any foreign key
  std::vector<const Object*> others = {};             // for __table_args__
  std::vector<const Object*> unsaid = {};             // what models cannot say
  std::map<Symbol, std::string> comments = {};        // of columns
  std::map<Id, std::string> object_comments = {};     // of constraints
  std::string comment = {};

  bool writes_key() const;  // __table_args__ holds the primary key, with its name
};
PythonTable parts_of(const Object& table, const PythonModule& module);

// Type, ForeignKey, Computed … and keyword arguments, as both mapped_column() and Column() take them.
std::vector<std::string> column_arguments(const Object& column, const PythonTable& table, PythonModule& module);
// "webhook_url: Mapped[str | None] = mapped_column(String(1024))"
std::string mapped_line(const Object& column, const PythonTable& table, PythonModule& module, std::size_t indent);
// PrimaryKeyConstraint(…), Index(…) …, and last the keyword arguments of Table() as "name=value".
std::vector<std::string> table_constraints(const PythonTable& table, PythonModule& module, std::size_t indent);
std::vector<std::pair<std::string, std::string>> table_options(const PythonTable& table, const PythonModule& module);

}  // namespace trueup
