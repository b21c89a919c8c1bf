#include "write/python_code.h"

#include <algorithm>

#include "base/text.h"
#include "kinds/enum.h"
#include "kinds/primary_key.h"
#include "kinds/sequence.h"
#include "kinds/sql.h"
#include "kinds/table.h"
#include "write/python_words.h"
#include "write/python_writer.h"

namespace trueup {
namespace {

constexpr const char* sa = "sqlalchemy";

// Classes that the module may import or declare itself: a table's class must not hide them.
constexpr std::string_view imported[] = {"ARRAY",
                                         "Any",
                                         "Base",
                                         "BigInteger",
                                         "Boolean",
                                         "CHAR",
                                         "CITEXT",
                                         "CheckConstraint",
                                         "Column",
                                         "Computed",
                                         "DDL",
                                         "Date",
                                         "DateTime",
                                         "DeclarativeBase",
                                         "Double",
                                         "Enum",
                                         "False",
                                         "ForeignKey",
                                         "ForeignKeyConstraint",
                                         "Identity",
                                         "Index",
                                         "Integer",
                                         "Interval",
                                         "JSON",
                                         "LargeBinary",
                                         "Mapped",
                                         "None",
                                         "Numeric",
                                         "PgType",
                                         "PrimaryKeyConstraint",
                                         "REAL",
                                         "Range",
                                         "Sequence",
                                         "SmallInteger",
                                         "String",
                                         "Table",
                                         "Text",
                                         "Time",
                                         "True",
                                         "UniqueConstraint",
                                         "UserDefinedType",
                                         "Uuid"};

std::vector<const Object*> sorted_of(const Model& model, const Kind& kind) {
  std::vector<const Object*> out;
  for (auto& object : model.objects())
    if (&object.kind() == &kind) out.push_back(&object);
  std::sort(out.begin(), out.end(), [](auto* a, auto* b) { return a->id < b->id; });
  return out;
}

class ModuleWriter {
 public:
  explicit ModuleWriter(const Model& model) : model_(model), module_(model) {}

  std::string run() {
    name_everything();
    for (auto* object : sorted_of(model_, kind_of<Table>())) table(*object);
    const std::string enums = enum_classes();
    const std::string sequences = this->sequences();
    extensions();
    const std::string base = bases();
    return "\"\"\"The schema as SQLAlchemy 2.0 models, written by trueup.\"\"\"\n\n" + imports() + support() + enums +
           base + sequences + classes_ + events();
  }

 private:
  void name_everything() {
    std::set<std::string> used;
    for (auto name : imported) used.emplace(name);
    // The first of these that is free, else the last with a number.
    auto claim = [&](const Object& object, std::vector<std::string> choices) {
      std::string name;
      for (auto& choice : choices)
        if (used.insert(name = choice).second) break;
        else name.clear();
      for (int n = 2; name.empty(); ++n)
        if (!used.insert(name = choices.back() + std::to_string(n)).second) name.clear();
      module_.names[object.id] = name;
    };
    auto in_order = [&](const Kind& kind) {  // the default schema first: it has the best claim to a short name
      auto out = sorted_of(model_, kind);
      std::stable_partition(out.begin(), out.end(), [&](auto* object) { return module_.is_default(object->id[0]); });
      return out;
    };
    for (auto* object : in_order(kind_of<Table>())) {
      const std::string schema = camel_case(object->id[0].view()), one = camel_case(singular(object->id[1].view())),
                        many = camel_case(object->id[1].view());
      if (module_.is_default(object->id[0])) claim(*object, {one, many, many + "Row"});
      else claim(*object, {one, schema + one, schema + many, schema + many + "Row"});
    }
    for (auto* object : in_order(kind_of<Enum>())) {
      const std::string schema = camel_case(object->id[0].view()), name = camel_case(object->id[1].view());
      if (module_.is_default(object->id[0])) claim(*object, {name, name + "Enum"});
      else claim(*object, {name, schema + name, schema + name + "Enum"});
    }
  }

  void table(const Object& object) {
    const PythonTable parts = parts_of(object, module_);
    auto& data = object.as<Table>();
    if (!data.partition_of.to.empty()) {
      cannot_say("table " + object.id.path_str() + " is a partition or a child of " + data.partition_of.to.path_str());
      return;
    }
    classes_ += "\n\n";
    for (auto& unknown : model_.unknowns())
      if (unknown.about.size() >= 2 && unknown.about[0] == object.id[0] && unknown.about[1] == object.id[1])
        classes_ += "# not known: " + unknown.about.path_str() +
                    (unknown.field.empty() ? "" : " (" + unknown.field.str() + ")") + ": " +
                    replace_all(unknown.reason, "\n", " ") + '\n';
    const std::string reference = parts.primary_key ? mapped_class(parts) : plain_table(parts);
    if (data.row_security) after(reference, "ALTER TABLE " + relation_of(object.id) + " ENABLE ROW LEVEL SECURITY");
    if (data.force_row_security)
      after(reference, "ALTER TABLE " + relation_of(object.id) + " FORCE ROW LEVEL SECURITY");
    for (auto* unsaid : parts.unsaid)
      for (auto& sql : unsaid->kind().create({unsaid->id, nullptr, unsaid->data, {}})) after(reference, sql);
  }

  std::string mapped_class(const PythonTable& parts) {
    const std::string name = module_.name_of(parts.table->id);
    std::string& out = classes_;
    out += "class " + name + "(Base):\n    __tablename__ = " + python_string(parts.table->id[1].view()) + '\n';
    auto arguments = table_constraints(parts, module_, 8);
    std::vector<std::string> options;
    for (auto& [key, value] : table_options(parts, module_)) options.push_back(python_string(key) + ": " + value);
    if (arguments.empty() && !options.empty()) out += "    __table_args__ = {" + join(options, ", ") + "}\n";
    if (!arguments.empty()) {
      if (!options.empty()) arguments.push_back('{' + join(options, ", ") + '}');
      out += "    __table_args__ = (\n";
      for (auto& each : arguments) out += "        " + each + ",\n";
      out += "    )\n";
    }
    out += '\n';
    if (parts.primary_key->as<PrimaryKey>().include.names.size())
      cannot_say("INCLUDE of " + parts.primary_key->id.str());
    for (auto* column : parts.columns) out += "    " + mapped_line(*column, parts, module_, 4) + '\n';
    return name + ".__table__";
  }

  // Without a key there is nothing that a class could be mapped by.
  std::string plain_table(const PythonTable& parts) {
    const std::string name = "t_" + python_identifier(parts.table->id[1].view());
    std::vector<std::string> arguments = {python_string(parts.table->id[1].view()), "Base.metadata"};
    for (auto* column : parts.columns) {
      auto each = column_arguments(*column, parts, module_);
      each.insert(each.begin(), python_string(column->id.back().view()));
      if (!column->as<Column>().nullable) each.push_back("nullable=False");
      arguments.push_back(python_call(module_.use(sa, "Column"), each, 4));
    }
    for (auto& each : table_constraints(parts, module_, 4)) arguments.push_back(each);
    for (auto& [key, value] : table_options(parts, module_)) arguments.push_back(key + '=' + value);
    std::string& out = classes_;
    out += name + " = " + module_.use(sa, "Table") + "(\n";
    for (auto& each : arguments) out += "    " + each + ",\n";
    out += ")\n";
    return name;
  }

  std::string enum_classes() {
    std::string out;
    std::set<Symbol> used;
    for (auto* object : sorted_of(model_, kind_of<Enum>())) {
      module_.imports["enum"];
      out += "\n\nclass " + module_.name_of(object->id) + "(str, enum.Enum):\n";
      std::set<std::string> members;
      for (auto& label : object->as<Enum>().labels) {
        std::string member = python_identifier(upper(label));
        while (!member.empty() && (member.front() == '_' || member.back() == '_'))
          member = member.starts_with('_') ? member.substr(1) : member.substr(0, member.size() - 1);
        if (member.empty()) member = label.empty() ? "EMPTY" : "OTHER";
        if (!is_python_identifier(member)) member = "V_" + member;
        for (int n = 2; !members.insert(member).second; ++n) member += '_' + std::to_string(n);
        out += "    " + member + " = " + python_string(label) + '\n';
      }
      if (object->as<Enum>().labels.empty()) out += "    pass\n";
    }
    return out;
  }

  // Types that no column uses are made with the metadata all the same.
  std::string bases() {
    module_.use("sqlalchemy.orm", "DeclarativeBase");
    std::string out = "\n\nclass Base(DeclarativeBase):\n    pass\n", unused;
    // Listeners run in the order in which they came, and enums register theirs with their columns.
    if (!before_.empty()) out += "\n\n" + before_;
    std::set<std::pair<Symbol, Symbol>> seen;
    for (auto& object : model_.objects())
      if (auto* column = object.as_if<Column>()) seen.emplace(column->type.schema, column->type.name);
    for (auto* object : sorted_of(model_, kind_of<Enum>())) {
      if (seen.contains({object->id[0], object->id[1]})) continue;
      const PythonType type = python_type({.schema = object->id[0], .name = object->id[1]}, {}, module_);
      std::string call = type.expression;
      call.insert(call.size() - 1, ", metadata=Base.metadata");
      unused += call + '\n';
    }
    return unused.empty() ? out : out + "\n\n# Used by no column.\n" + unused;
  }

  std::string sequences() {
    std::string out;
    for (auto* object : sorted_of(model_, kind_of<Sequence>())) {
      auto& s = object->as<Sequence>();
      std::vector<std::string> arguments = {python_string(object->id[1].view())};
      auto number = [&](const char* name, const std::optional<std::int64_t>& value) {
        if (value) arguments.push_back(std::string(name) + '=' + std::to_string(*value));
      };
      number("start", s.start), number("increment", s.increment), number("minvalue", s.minimum),
          number("maxvalue", s.maximum), number("cache", s.cache);
      if (s.cycle) arguments.push_back("cycle=True");
      if (!s.type.empty() && s.type.name != "bigint")
        arguments.push_back("data_type=" + python_type(s.type, {}, module_).expression);
      if (!module_.is_default(object->id[0])) arguments.push_back("schema=" + python_string(object->id[0].view()));
      arguments.push_back("metadata=Base.metadata");
      out += python_call(module_.use(sa, "Sequence"), arguments, 0) + '\n';
      if (!s.owned_by.to.empty())
        after("Base.metadata", "ALTER SEQUENCE " + qualified(object->id[0], object->id[1]) + " OWNED BY " +
                                   relation_of(s.owned_by.to) + '.' + quoted(s.owned_by.to.back()));
    }
    return out.empty() ? out : "\n\n" + out;
  }

  // Schemas and extensions come before everything else.
  void extensions() {
    std::set<Symbol> schemas;
    for (auto& object : model_.objects())
      if (!object.id.is_satellite() && object.id.size() >= 2) schemas.insert(object.id[0]);
    for (auto* object : sorted_of(model_, kind_named("schema"))) schemas.insert(object->id[0]);
    std::vector<std::string> names;
    for (Symbol schema : schemas)
      if (!module_.is_default(schema) && schema.view() != "public") names.push_back(schema.str());
    std::sort(names.begin(), names.end());
    for (auto& name : names)
      before_ += event("Base.metadata", "before_create", "CREATE SCHEMA IF NOT EXISTS " + quote_identifier(name));
    for (auto* object : sorted_of(model_, kind_named("extension")))
      before_ += event("Base.metadata", "before_create",
                       "CREATE EXTENSION IF NOT EXISTS " + quote_identifier(object->id[0].view()));
  }

  std::string event(const std::string& object, const char* when, const std::string& sql) {
    module_.use(sa, "DDL"), module_.use(sa, "event");
    // DDL() formats its text with %.
    return python_call("event.listen",
                       {object, python_string(when), "DDL(" + python_string(replace_all(sql, "%", "%%")) + ')'}, 0) +
           '\n';
  }
  void after(const std::string& object, const std::string& sql) { after_ += event(object, "after_create", sql); }
  void cannot_say(const std::string& what) { comments_ += "# not written: " + what + '\n'; }

  std::string events() const {
    std::string out;
    if (!after_.empty()) out += "\n\n# What models have no words for.\n" + after_;
    if (!comments_.empty()) out += "\n\n" + comments_;
    return out;
  }

  std::string imports() const {
    std::string plain, from, third, own;
    for (auto& [module, names] : module_.imports) {
      const std::vector<std::string> list(names.begin(), names.end());
      if (names.empty()) plain += "import " + module + '\n';
      else {
        std::string line = "from " + module + " import " + join(list, ", ") + '\n';
        if (line.size() > 121) line = python_call("from " + module + " import ", list, 0) + '\n';
        (module.starts_with("sqlalchemy") ? third : from) += line;
      }
    }
    return plain + from + (plain.empty() && from.empty() ? "" : "\n") + third;
  }

  std::string support() const {
    std::string out;
    if (module_.has_own_type)
      out +=
          "\n\nclass PgType(UserDefinedType):\n    \"\"\"A type that SQLAlchemy has no class for, by its name in "
          "SQL.\"\"\"\n\n    cache_ok = True\n\n"
          "    def __init__(self, name: str) -> None:\n        self.name = name\n\n    def get_col_spec(self, **kw: "
          "Any) -> str:\n        return self.name\n";
    if (module_.has_enum_values)
      out +=
          "\n\ndef enum_values(members):\n    \"\"\"The labels in the database are the members' values.\"\"\"\n    "
          "return [member.value for member in members]\n";
    return out;
  }

  const Model& model_;
  PythonModule module_;
  std::string classes_, before_, after_, comments_;
};

}  // namespace

PythonModule::PythonModule(const Model& of)
    : model(of),
      default_schema(of.source().default_schema.empty() ? std::string("public") : of.source().default_schema) {}

std::string PythonModule::use(const char* from, const char* name) {
  imports[from].insert(name);
  return name;
}

std::string PythonModule::name_of(const Id& id) const {
  const auto at = names.find(id);
  return at != names.end() ? at->second
                           : camel_case(id.kind().is_relation ? singular(id[1].view()) : std::string(id[1].view()));
}

std::string PythonModule::dotted(Symbol schema, Symbol table) const {
  return is_default(schema) ? table.str() : schema.str() + '.' + table.str();
}

std::string python_code(const Model& model) { return ModuleWriter(model).run(); }

std::string mapped_column_line(const Model& model, const Object& column) {
  if (!column.as_if<Column>()) return {};
  const Object* table = model.find(Id(kind_of<Table>(), {column.id[0], column.id[1]}));
  if (!table) return {};
  PythonModule module(model);
  // Wide enough that nothing is broken over lines.
  std::string line = mapped_line(column, parts_of(*table, module), module, 4);
  return replace_all(replace_all(replace_all(line, "\n        ", ""), ",\n    )", ")"), ",\n", ", ");
}

}  // namespace trueup
