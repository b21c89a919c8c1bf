// One column as a line of a class or as an argument of Table().
#include <algorithm>

#include "base/text.h"
#include "kinds/check.h"
#include "kinds/comment.h"
#include "kinds/primary_key.h"
#include "kinds/unique.h"
#include "write/python_words.h"
#include "write/python_writer.h"

namespace trueup {
namespace {

constexpr const char* sa = "sqlalchemy";

// Names that mean something in a class body of the modules written here: a column of that name would hide them from
// the columns below it, or is a name that the declarative base reserves.
constexpr std::string_view taken[] = {"bool",        "bytes", "datetime", "decimal", "dict",          "enum",
                                      "enum_values", "float", "int",      "list",    "mapped_column", "metadata",
                                      "registry",    "str",   "text",     "uuid"};

bool is_integer(const Type& type) {
  return !type.array && (type.name == "integer" || type.name == "bigint" || type.name == "smallint");
}

// Whether SQLAlchemy makes a SERIAL of it without being told: Table._autoincrement_column of sqlalchemy/sql/schema.py.
bool counts_by_itself(Symbol name, const Column& column, const PythonTable& table) {
  return table.key_columns.size() == 1 && table.key_columns.contains(name) && is_integer(column.type) &&
         column.type.schema.empty() && !table.referring.contains(name) && !column.default_value && !column.generated;
}

std::string foreign_key_argument(const Object& object, PythonModule& module) {
  auto& key = object.as<ForeignKey>();
  const Id& to = key.references.to;
  std::string column = module.dotted(to[0], to[1]);
  if (!key.referenced_columns.empty()) column += '.' + key.referenced_columns[0].str();
  std::vector<std::string> arguments = {python_string(column)};
  if (object.named != Named::server &&
      object.id.back().view() != object.id[1].str() + '_' + key.columns.names[0].str() + "_fkey")
    arguments.push_back("name=" + python_string(object.id.back().view()));
  if (key.on_update != "no action") arguments.push_back("onupdate=" + python_string(upper(key.on_update)));
  if (key.on_delete != "no action") arguments.push_back("ondelete=" + python_string(upper(key.on_delete)));
  if (key.deferrable) arguments.push_back("deferrable=True");
  if (key.initially_deferred) arguments.push_back("initially=\"DEFERRED\"");
  if (key.match == "full") arguments.push_back("match=\"FULL\"");
  return module.use(sa, "ForeignKey") + '(' + join(arguments, ", ") + ')';
}

// SERIAL where SQLAlchemy has no word for it: outside of a key, or the second one in it.
std::string serial_type(const Type& type, PythonModule& module) {
  module.has_own_type = true;
  module.use("typing", "Any");
  module.use("sqlalchemy.types", "UserDefinedType");
  return std::string("PgType(\"") +
         (type.name == "bigint"     ? "BIGSERIAL"
          : type.name == "smallint" ? "SMALLSERIAL"
                                    : "SERIAL") +
         "\")";
}

bool is_first_serial_of_key(const Object& column, const PythonTable& table) {
  for (auto* each : table.columns)
    if (table.key_columns.contains(each->id.back()) && each->as<Column>().serial != Serial::none)
      return each == &column;
  return false;
}

// The attribute that stands for a column; another than its name where that is taken or no identifier.
std::string attribute_of(Symbol column) {
  std::string out = python_identifier(column.view());
  // Leading underscores: two of them would be mangled, and an attribute of one is nobody's business.
  while (out.size() > 1 && out[0] == '_' && column.view()[0] == '_') out.erase(0, 1);
  out = python_identifier(out);
  if (std::find(std::begin(taken), std::end(taken), out) != std::end(taken)) out += '_';
  return out;
}

}  // namespace

std::vector<std::string> column_arguments(const Object& object, const PythonTable& table, PythonModule& module) {
  auto& column = object.as<Column>();
  const Symbol name = object.id.back();
  std::vector<std::string> positional, keywords;
  positional.push_back(python_type(column.type, column.collation, module).expression);
  const bool in_key = table.key_columns.contains(name), counts = counts_by_itself(name, column, table);
  if (column.identity != Identity::none)
    positional.push_back(module.use(sa, "Identity") + (column.identity == Identity::always ? "(always=True)" : "()"));
  else if (column.serial != Serial::none && !counts) {
    if (in_key && is_integer(column.type) && is_first_serial_of_key(object, table))
      keywords.push_back("autoincrement=True");
    else positional[0] = serial_type(column.type, module);
  } else if (column.serial == Serial::none && counts) keywords.push_back("autoincrement=False");
  if (auto at = table.foreign_keys.find(name); at != table.foreign_keys.end())
    positional.push_back(foreign_key_argument(*at->second, module));
  if (column.generated)
    positional.push_back(module.use(sa, "Computed") + '(' + python_sql(column.generated.text()) +
                         (column.generated_virtual ? ", persisted=False)" : ", persisted=True)"));
  if (in_key) keywords.insert(keywords.begin(), "primary_key=True");
  if (table.unique.contains(name)) keywords.push_back("unique=True");
  if (table.indexed.contains(name)) keywords.push_back("index=True");
  if (column.default_value)
    keywords.push_back("server_default=" + module.use(sa, "text") + '(' + python_sql(column.default_value.text()) +
                       ')');
  if (auto at = table.comments.find(name); at != table.comments.end())
    keywords.push_back("comment=" + python_string(at->second));
  positional.insert(positional.end(), keywords.begin(), keywords.end());
  return positional;
}

std::string mapped_line(const Object& object, const PythonTable& table, PythonModule& module, std::size_t indent) {
  auto& column = object.as<Column>();
  const Symbol name = object.id.back();
  const std::string& attribute = table.attributes.at(name);
  std::vector<std::string> arguments = column_arguments(object, table, module);
  if (attribute != name.view()) arguments.insert(arguments.begin(), python_string(name.view()));
  std::string annotation = python_type(column.type, column.collation, module).annotation;
  // What an Any says about NULL has changed between versions of SQLAlchemy.
  if (annotation == "Any" && !table.key_columns.contains(name))
    arguments.push_back(column.nullable ? "nullable=True" : "nullable=False");
  else if (column.nullable && !table.key_columns.contains(name)) annotation += " | None";
  module.use("sqlalchemy.orm", "Mapped");
  const std::string head = attribute + ": Mapped[" + annotation + "] = ";
  return head + python_call(module.use("sqlalchemy.orm", "mapped_column"), arguments, indent, head.size());
}

PythonTable parts_of(const Object& table, const PythonModule& module) {
  PythonTable out{.table = &table};
  const auto objects = module.model.on_relation(table.id[0], table.id[1]);
  for (auto& object : objects) {
    if (object.as_if<Column>()) out.columns.push_back(&object);
    if (auto* key = object.as_if<PrimaryKey>()) {
      out.primary_key = &object;
      out.key_columns.insert(key->columns.names.begin(), key->columns.names.end());
    }
    if (auto* key = object.as_if<ForeignKey>())
      out.referring.insert(key->columns.names.begin(), key->columns.names.end());
    if (auto* comment = object.as_if<Comment>()) {
      const Id on = object.id.object();
      if (&on.kind() == &table.kind()) out.comment = comment->text;
      else if (&on.kind() == &kind_of<Column>()) out.comments[on.back()] = comment->text;
      else if (on.kind().name == "index") out.unsaid.push_back(&object);
      else out.object_comments[on] = comment->text;
    }
  }
  std::sort(out.columns.begin(), out.columns.end(), [](const Object* a, const Object* b) {
    return std::pair(a->as<Column>().position, a->id) < std::pair(b->as<Column>().position, b->id);
  });
  std::set<std::string> used;
  for (bool exact : {true, false})  // a column that can have its own name has it
    for (auto* column : out.columns) {
      const Symbol name = column->id.back();
      std::string attribute = attribute_of(name);
      if ((attribute == name.view()) != exact) continue;
      while (!used.insert(attribute).second) attribute += '_';
      out.attributes[name] = attribute;
    }
  const std::string prefix = table.id[1].str() + '_';
  for (auto& object : objects) {
    const std::string_view name = object.id.is_satellite() ? std::string_view() : object.id.back().view();
    const bool has_comment = out.object_comments.contains(object.id);  // which only a constraint's own call takes
    if (auto* key = object.as_if<ForeignKey>()) {
      const bool plain =
          !has_comment && key->columns.names.size() == 1 && key->set_columns.names.empty() && key->validated;
      // postgresql_not_valid holds for ALTER TABLE alone.
      if (!key->validated) out.unsaid.push_back(&object);
      else if (!plain || !out.foreign_keys.emplace(key->columns.names[0], &object).second)
        out.others.push_back(&object);
    } else if (auto* unique = object.as_if<Unique>()) {
      const bool plain = !has_comment && unique->columns.names.size() == 1 && unique->include.names.empty() &&
                         !unique->nulls_not_distinct && !unique->deferrable;
      if (plain && (object.named == Named::server || name == prefix + unique->columns.names[0].str() + "_key"))
        out.unique.insert(unique->columns.names[0]);
      else (unique->include.names.empty() ? out.others : out.unsaid).push_back(&object);
    } else if (auto* index = object.as_if<Index>()) {
      const auto columns = index->plain_columns();
      // index=True makes ix_TABLE_COLUMN, with the schema where the table has one.
      const std::string usual =
          columns.size() == 1
              ? "ix_" + (module.is_default(table.id[0]) ? "" : table.id[0].str() + '_') + prefix + columns[0].str()
              : "";
      const bool bare = columns.size() == 1 && index->method == "btree" && !index->unique && !index->where &&
                        index->include.names.empty() && index->options.empty() && index->keys[0].opclass.empty() &&
                        index->keys[0].collation.empty() && !index->keys[0].descending && !index->keys[0].nulls_first;
      if (bare && name == usual && !out.indexed.contains(columns[0])) out.indexed.insert(columns[0]);
      else out.others.push_back(&object);
    } else if (auto* check = object.as_if<Check>())
      (check->no_inherit || !check->validated ? out.unsaid : out.others).push_back(&object);
    else if (object.kind().name == "policy") out.unsaid.push_back(&object);
  }
  auto by_kind = [](const Object* a, const Object* b) {
    return std::tuple(a->kind().weight, a->id) < std::tuple(b->kind().weight, b->id);
  };
  for (auto& object : objects)  // the comment of a constraint that is not said is not said either
    if (object.as_if<Comment>() && std::any_of(out.unsaid.begin(), out.unsaid.end(),
                                               [&](const Object* each) { return each->id == object.id.object(); }))
      out.unsaid.push_back(&object);
  std::sort(out.others.begin(), out.others.end(), by_kind);
  std::sort(out.unsaid.begin(), out.unsaid.end(), by_kind);
  return out;
}

bool PythonTable::writes_key() const {
  if (!primary_key) return false;
  auto& key = primary_key->as<PrimaryKey>();
  if (key.deferrable || object_comments.contains(primary_key->id)) return true;
  if (primary_key->named != Named::server && primary_key->id.back().view() != primary_key->id[1].str() + "_pkey")
    return true;
  // primary_key=True puts them in the order of the columns.
  std::vector<Symbol> in_order;
  for (auto* column : columns)
    if (key_columns.contains(column->id.back())) in_order.push_back(column->id.back());
  return in_order != key.columns.names;
}

}  // namespace trueup
