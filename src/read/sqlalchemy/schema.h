// What SQLAlchemy's schema objects are while models are read: one struct behind each Python object (py::payload_of).
// Settings stay Python values, null where not given, until draft.cpp asks what they mean: code may look at them and set
// them anew at any time, and an Opaque among them must end as an unknown about just that setting.
#pragma once
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/on_demand.h"
#include "base/symbol_table.h"
#include "python/interpreter.h"
#include "python/native.h"
#include "python/value.h"

namespace trueup::sqla {

using py::Call;
using py::Class;
using py::Instance;
using py::Interpreter;
using py::Opaque;
using py::Value;

struct Table;
struct Column;
struct Constraint;
struct World;

struct MetaData {
  Instance* self = nullptr;
  Value schema = {};
  Value naming_convention = {};
  Value info = {};
  std::vector<Table*> tables = {};  // in the order they were made
  std::unordered_map<std::string, Table*> by_key = {};
  Opaque* outside = nullptr;  // it stands in for one that is not known: its schema and naming convention are not, either
  Origin origin = {};
};

struct ForeignKey {
  Instance* self = nullptr;
  Value target = {};  // "table.column", a column, an attribute of a mapped class
  Value name = {}, onupdate = {}, ondelete = {}, deferrable = {}, initially = {}, match = {}, use_alter = {};
  std::vector<py::Named> options = {};
  Column* parent = nullptr;
  Constraint* constraint = nullptr;
  Origin origin = {};
};

struct Sequence {
  Instance* self = nullptr;
  Value name = {}, schema = {}, start = {}, increment = {}, minvalue = {}, maxvalue = {}, cycle = {}, cache = {}, data_type = {};
  Value optional = {}, metadata = {};
  Column* column = nullptr;
  Origin origin = {};
};
struct Identity {
  Value always = {};
  Value start = {}, increment = {};
};
struct Computed {
  Value sqltext = {}, persisted = {};
};

// A setting that is kept as given, by its name: of the thing itself or of its extras.
template <class T, class Extras>
struct Setting {
  const char* name;
  Value T::*member = nullptr;
  Value Extras::*extra = nullptr;

  Value of(const T& thing) const { return member ? thing.*member : (*thing.extras).*extra; }
  Value& in(T& thing) const { return member ? thing.*member : thing.extras.own().*extra; }
};

// What few columns say.
struct ColumnExtras {
  Value key = {}, unique = {}, index = {}, autoincrement = {}, insert_default = {}, onupdate = {}, server_onupdate = {};
  Value info = {}, doc = {}, sort_order = {}, use_existing = {}, system = {};
  std::vector<Constraint*> constraints = {};
  Sequence* sequence = nullptr;
  Identity* identity = nullptr;
  Computed* computed = nullptr;
  Opaque* unknown_args = nullptr;        // something in the call is not known
  Opaque* annotation_unknown = nullptr;
};

struct Column {
  Instance* self = nullptr;
  Value name = {};  // a str; null until declarative gives it the attribute's
  Value type = {};  // null: not said
  Value nullable = {}, primary_key = {}, comment = {}, default_value = {}, server_default = {};
  OnDemand<std::vector<ForeignKey*>> foreign_keys = {};
  OnDemand<ColumnExtras> extras = {};
  Table* table = nullptr;
  Column* copied_from = nullptr;
  Origin origin = {};
  std::uint32_t created : 31 = 0;          // their order of creation, which a copy keeps
  std::uint32_t is_mapped_column : 1 = 0;  // made by mapped_column(): annotations speak
  std::string_view name_text() const;
  std::string_view key_text() const;
};

// What few constraints say, and what only foreign keys do.
struct ConstraintExtras {
  Value deferrable = {}, initially = {};
  std::vector<py::Named> options = {};  // postgresql_…
  Column* column = nullptr;             // a check written inside a column
  Opaque* unknown = nullptr;
  std::vector<Value> referenced = {};  // of foreign_key, as the next ones
  std::vector<ForeignKey*> elements = {};
  Value onupdate = {}, ondelete = {}, match = {}, use_alter = {};
};

struct Constraint {
  enum class Sort : std::uint8_t { primary_key, unique, check, foreign_key, exclude };
  Sort sort = Sort::check;
  bool implicit = false;     // the primary key that primary_key=True makes
  bool from_column = false;  // unique=True
  bool of_type = false;      // Enum(create_constraint=True)
  Origin origin = {};
  Instance* self = nullptr;
  Value name = {};
  std::vector<Value> columns = {};  // str or Column; of exclude: expressions
  Value sqltext = {};               // of check; the predicate of exclude
  Table* table = nullptr;
  OnDemand<ConstraintExtras> extras = {};
};

struct Index {
  Instance* self = nullptr;
  Value name = {};
  std::vector<Value> expressions = {};
  Value unique = {};
  std::vector<py::Named> options = {};  // postgresql_…
  Table* table = nullptr;
  bool from_column = false;  // index=True
  bool elsewhere = false;    // .ddl_if() for another database
  Opaque* unknown = nullptr;
  Origin origin = {};
};

struct Table {
  Instance* self = nullptr;
  Symbol name = {};
  Symbol schema = {};
  bool schema_given = false;
  Opaque* schema_unknown = nullptr;
  MetaData* metadata = nullptr;
  std::vector<Column*> columns = {};
  std::vector<Constraint*> constraints = {};  // the primary key first
  std::vector<Index*> indexes = {};
  Value comment = {}, info = {};
  std::vector<py::Named> options = {};
  std::vector<Opaque*> unknown = {};  // items of the table that are not known
  bool columns_unknown = false;       // autoload, or unknown *args
  struct Uncertain {                  // an attribute of the class that may be a column
    Symbol name = {};
    std::string reason = {};
    Origin origin = {};
  };
  std::vector<Uncertain> uncertain = {};
  Class* mapped = nullptr;            // the class that declared it
  Origin origin = {};
  struct Keyed {
    Symbol name = {};
    Column* column = nullptr;
  };
  SymbolTable<Keyed> by_key = {};
  Column* find(std::string_view key) const;
  Constraint* primary_key() const { return constraints.empty() ? nullptr : constraints.front(); }
};

// join(a, b): something to select from. A class mapped to it has the columns of both and no table of its own.
struct Join {
  std::vector<Column*> columns = {};
};

// What a class of the models has become.
struct Mapped {
  Table* table = nullptr;    // its own or, with single-table inheritance, its parent's
  Class* inherits = nullptr;
  bool single = false;
  bool is_sqlmodel = false;
};

// registry(), declarative_base(), DeclarativeBase: where classes are known by name, and what Python's types mean.
struct Registry {
  MetaData* metadata = nullptr;
  Value type_map = {};  // type_annotation_map
};

// relationship(), synonym(), column_property(), composite() …: what else stands in a class. Only the columns matter.
struct Attribute {
  std::vector<Value> columns = {};  // column_property(Column(…)), deferred(Column(…)), composite(…, mapped_column(…))
  Value target = {};
  bool is_synonym = false;  // target is the name of the other attribute
  bool is_composite = false;  // of columns alone: those of a dataclass, `target` or the annotated one, field by field
};

// @event.listens_for(target, "event") and event.listen().
struct Listener {
  Value target = {};
  Symbol event = {};
  Value function = {};
  bool propagate = false;
};

Origin origin_of(Value value);  // where the call stood that made it

}  // namespace trueup::sqla
