// World: everything one reading of models has met so far, behind Interpreter::context; and how the native modules are
// put together.
#pragma once
#include <unordered_set>

#include "model/draft.h"
#include "model/type.h"
#include "read/sqlalchemy/schema.h"
#include "read/sqlalchemy/versions.h"

namespace trueup::sqla {

// A statement that models hand to PostgreSQL as text, for the reader of SQL.
struct DeclaredSql {
  std::string text = {};
  Id table = {};  // of the event that runs it; empty when it hangs on the metadata
  Origin origin = {};
};

// Mapped[…] around an annotation, evaluated once: see annotations.h.
struct MappedAnnotation {
  enum class Container : std::uint8_t { none, column, relationship };  // relationship: DynamicMapped, WriteOnlyMapped
  Container container = Container::none;
  Value inner = {};       // what stands in Mapped[…]; without a container the annotation itself
  bool is_class_var = false;
  Opaque* unknown = nullptr;
};

struct AlembicContext;  // alembic_context.h

struct World {
  explicit World(Interpreter& interp) : interp(interp) {}
  Interpreter& interp;

  std::vector<MetaData*> metadatas = {};  // in the order they were made
  std::vector<Class*> mapped = {};        // classes with a table, in the order they were mapped
  std::vector<Listener> listeners = {};
  std::unordered_set<Symbol> backrefs = {};  // names that relationships give to the other side
  std::vector<std::pair<DeclaredSql, Table*>> statements = {};
  std::vector<std::pair<std::string, Origin>> unreadable = {};  // what may have declared something, and could not be read
  std::vector<Index*> loose_indexes = {};             // made before their columns had a table
  std::vector<Constraint*> loose_constraints = {};
  std::vector<Sequence*> sequences = {};
  std::map<std::pair<const void*, const void*>, Value> declared = {};  // declared_attr × class, evaluated once
  std::unordered_multimap<Symbol, Class*> by_class_name = {};  // "User" in relationship("User"), ForeignKey targets …
  std::unordered_map<std::string, trueup::Type> type_cache = {};
  std::unordered_map<const py::Annotation*, MappedAnnotation> annotations = {};
  std::map<Class*, std::vector<std::pair<std::string, Value>>> compilers = {};  // @compiles: dialect ("": any) and function
  Value dialect_instance = {};
  Version sqlalchemy_version = {}, sqlmodel_version = {};  // as the project pins them; empty: the newest is meant
  bool before_two() const { return is_before(sqlalchemy_version, {2}) || is_before(sqlmodel_version, {0, 0, 14}); }
  enum class Searchable : std::uint8_t { no, yes, without_indexes } searchable = Searchable::no;  // make_searchable() was called
  std::uint32_t columns_made = 0;
  std::unordered_map<Symbol, Value> column_names = {};  // a text for each attribute's name that is a column's too
  py::Module* names = nullptr;  // the native module that holds all of SQLAlchemy's names

  // native classes that more than one file asks for
  Class *column = nullptr, *mapped_column = nullptr, *table = nullptr, *metadata = nullptr, *foreign_key = nullptr;
  Class *constraint = nullptr, *check = nullptr, *unique = nullptr, *primary_key = nullptr, *foreign_keys = nullptr, *exclude = nullptr;
  Class *index = nullptr, *sequence = nullptr, *identity = nullptr, *computed = nullptr, *fetched = nullptr;
  Class *clause = nullptr, *attribute = nullptr, *column_property = nullptr, *relationship = nullptr, *declared_attr = nullptr, *collection = nullptr, *hybrid = nullptr;
  Class *type_engine = nullptr, *enum_type = nullptr, *decorator = nullptr, *user_defined = nullptr, *dialect = nullptr;
  Class *declarative_root = nullptr, *declarative_base = nullptr, *registry = nullptr, *mapped_annotation = nullptr, *as_dataclass = nullptr, *declarative_meta = nullptr;
  Class *conv = nullptr, *ddl = nullptr, *mapper = nullptr, *join = nullptr, *function = nullptr, *compiler = nullptr, *connection = nullptr;
  Class *flask_model = nullptr, *flask_db = nullptr, *sqlmodel = nullptr, *sqlmodel_field = nullptr;
  Value quoted_none = {};  // sqlalchemy.schema.BLANK_SCHEMA
  AlembicContext* alembic = nullptr;  // while an env.py runs

  // A class of the module that holds all of SQLAlchemy's names.
  Class* type_named(std::string_view name) const;
};

inline World& world_of(Interpreter& interp) { return *static_cast<World*>(interp.context); }

// Teaches an interpreter SQLAlchemy and its companions. `world` becomes its context.
void add_sqlalchemy(Interpreter& interp, World& world);

// ---- parts of add_sqlalchemy, one per file ----
void fill_types(py::ModuleWriter& module);
void fill_expressions(py::ModuleWriter& module);
void fill_compiles(py::ModuleWriter& module);
void fill_columns(py::ModuleWriter& module);
void fill_constraints(py::ModuleWriter& module);
void fill_tables(py::ModuleWriter& module);
void fill_orm(py::ModuleWriter& module);
void fill_declarative(py::ModuleWriter& module);
void fill_events(py::ModuleWriter& module);
void add_companions(Interpreter& interp);  // flask_sqlalchemy, sqlmodel, sqlalchemy_utils …, and what packages/*.py tell

// ---- acts that several files perform ----
// table.append_column, append_constraint …: what Table(…, *items) does with each.
void attach(World& world, Table& table, Value item, const Origin& at);
void attach_column(World& world, Table& table, Column& column);
void attach_constraint(World& world, Table& table, Constraint& constraint);
void attach_index(World& world, Table& table, Index& index);
MetaData* make_metadata(World& world, const Origin& at);
// What stands in for a MetaData that is not known; of one package there is one.
MetaData* metadata_outside(World& world, Opaque& unknown);
Column* make_column(World& world, Class& cls, const Origin& at);
Column* copy_column(World& world, const Column& from);
Constraint* make_constraint(World& world, Constraint::Sort sort, const Origin& at);
Index* make_index(World& world, const Origin& at);
Table* make_table(World& world, Symbol name, MetaData& metadata, const Origin& at);
// The column behind a value: a Column, a mapped_column, an attribute of a mapped class, column_property(Column(…)).
Column* column_of(Value value);
Table* table_of(Value value);
Table* table_of_expressions(World& world, const Index& index);
// Runs the project's listeners for an event of this object: event(object, parent).
void tell_listeners(World& world, std::string_view event, Value object, Value parent, const Origin& at);
// The events of a mapper: of the class, of one above it with propagate=True, of all mappers.
void tell_mapper_listeners(World& world, std::string_view event, Value mapper, Class& cls, const Origin& at);
// … of the mappers, once all classes are mapped; of tables and metadata, as create_all() would.
void tell_mapped(World& world);
void tell_created(World& world);
void add_indexes_of_packages(World& world);  // companions.cpp: what sqlalchemy_searchable and geoalchemy2 add to tables

}  // namespace trueup::sqla
