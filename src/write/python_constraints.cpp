// What a table says beside its columns: __table_args__ of a class, or the last arguments of Table().
#include "base/text.h"
#include "kinds/check.h"
#include "kinds/constraint.h"
#include "kinds/primary_key.h"
#include "kinds/table.h"
#include "kinds/unique.h"
#include "write/python_words.h"
#include "write/python_writer.h"

namespace trueup {
namespace {

constexpr const char* sa = "sqlalchemy";

std::vector<std::string> texts(const std::vector<Symbol>& names) {
  std::vector<std::string> out;
  for (Symbol name : names) out.push_back(name.str());
  return out;
}
void add_columns(std::vector<std::string>& arguments, const std::vector<Symbol>& names) {
  for (Symbol name : names) arguments.push_back(python_string(name.view()));
}

class Constraints {
 public:
  Constraints(const PythonTable& table, PythonModule& module, std::size_t indent)
      : table_(table), module_(module), indent_(indent) {}

  std::vector<std::string> run() {
    if (table_.writes_key())
      add("PrimaryKeyConstraint", *table_.primary_key, [&](auto& arguments) { primary_key(arguments); });
    for (auto* object : table_.others) {
      if (auto* unique = object->as_if<Unique>())
        add("UniqueConstraint", *object, [&](auto& arguments) { this->unique(*unique, arguments); });
      else if (auto* key = object->as_if<ForeignKey>())
        add("ForeignKeyConstraint", *object, [&](auto& arguments) { foreign_key(*key, arguments); });
      else if (auto* check = object->as_if<Check>())
        add("CheckConstraint", *object, [&](auto& arguments) { this->check(*check, arguments); });
      else if (auto* index = object->as_if<Index>()) out_.push_back(this->index(*object, *index));
    }
    return std::move(out_);
  }

 private:
  template <class F>
  void add(const char* name, const Object& object, F&& fill) {
    std::vector<std::string> arguments;
    fill(arguments);
    // The name stands before what else is said by keyword.
    if (object.named != Named::server) {
      std::size_t at = 0;
      while (at < arguments.size() && !is_keyword(arguments[at])) ++at;
      arguments.insert(arguments.begin() + static_cast<std::ptrdiff_t>(at),
                       "name=" + python_string(object.id.back().view()));
    }
    if (auto comment = table_.object_comments.find(object.id); comment != table_.object_comments.end())
      arguments.push_back("comment=" + python_string(comment->second));
    out_.push_back(python_call(module_.use(sa, name), arguments, indent_));
  }
  static bool is_keyword(const std::string& argument) {
    const auto equals = argument.find('=');
    return equals != argument.npos && is_python_identifier(std::string_view(argument).substr(0, equals));
  }
  static void deferring(bool deferrable, bool deferred, std::vector<std::string>& arguments) {
    if (deferrable) arguments.push_back("deferrable=True");
    if (deferred) arguments.push_back("initially=\"DEFERRED\"");
  }

  void primary_key(std::vector<std::string>& arguments) {
    auto& key = table_.primary_key->as<PrimaryKey>();
    add_columns(arguments, key.columns.names);
    deferring(key.deferrable, key.initially_deferred, arguments);
  }
  void unique(const Unique& unique, std::vector<std::string>& arguments) {
    add_columns(arguments, unique.columns.names);
    deferring(unique.deferrable, unique.initially_deferred, arguments);
    if (unique.nulls_not_distinct) arguments.push_back("postgresql_nulls_not_distinct=True");
  }
  void foreign_key(const ForeignKey& key, std::vector<std::string>& arguments) {
    arguments.push_back(python_list(texts(key.columns.names)));
    std::vector<std::string> to;
    const std::string table = module_.dotted(key.references.to[0], key.references.to[1]);
    for (Symbol column : key.referenced_columns) to.push_back(table + '.' + column.str());
    arguments.push_back(python_list(to));
    if (key.on_update != "no action") arguments.push_back("onupdate=" + python_string(upper(key.on_update)));
    std::string on_delete = upper(key.on_delete);
    if (!key.set_columns.names.empty()) on_delete += " (" + column_list(key.set_columns.names) + ')';
    if (key.on_delete != "no action") arguments.push_back("ondelete=" + python_string(on_delete));
    deferring(key.deferrable, key.initially_deferred, arguments);
    if (key.match == "full") arguments.push_back("match=\"FULL\"");
  }
  void check(const Check& check, std::vector<std::string>& arguments) {
    arguments.push_back(python_sql(check.expression.text()));
  }

  std::string index(const Object& object, const Index& index) {
    std::vector<std::string> arguments = {object.named == Named::server ? "None"
                                                                        : python_string(object.id.back().view())},
                             classes;
    for (auto& key : index.keys) {
      const bool ordered = index.method == "btree" && (key.descending || key.nulls_first);
      if (key.expression || ordered || !key.collation.empty()) {
        arguments.push_back(module_.use(sa, "text") + '(' + python_sql(key_text(key, index.method)) + ')');
        continue;
      }
      arguments.push_back(python_string(key.name.view()));
      if (!key.opclass.empty())
        classes.push_back(python_string(key.name.view()) + ": " + python_string(key.opclass.view()));
    }
    if (index.unique) arguments.push_back("unique=True");
    if (index.method != "btree") arguments.push_back("postgresql_using=" + python_string(index.method));
    if (!classes.empty()) arguments.push_back("postgresql_ops={" + join(classes, ", ") + '}');
    if (!index.include.names.empty())
      arguments.push_back("postgresql_include=" + python_list(texts(index.include.names)));
    if (index.where)
      arguments.push_back("postgresql_where=" + module_.use(sa, "text") + '(' + python_sql(index.where.text()) + ')');
    if (index.nulls_not_distinct) arguments.push_back("postgresql_nulls_not_distinct=True");
    std::vector<std::string> options;
    for (auto& option : index.options)
      if (const auto equals = option.find('='); equals != option.npos)
        options.push_back(python_string(option.substr(0, equals)) + ": " + python_string(option.substr(equals + 1)));
    if (!options.empty()) arguments.push_back("postgresql_with={" + join(options, ", ") + '}');
    return python_call(module_.use(sa, "Index"), arguments, indent_);
  }
  static std::string key_text(const Index::Key& key, const std::string& method) {
    std::string out = key.expression ? parenthesised(key.expression) : quoted(key.name);
    auto path = [](Symbol name) {
      std::vector<std::string> parts;
      for (auto& part : split(name.view(), '.')) parts.push_back(quote_identifier(part));
      return join(parts, ".");
    };
    if (!key.collation.empty()) out += " COLLATE " + path(key.collation);
    if (!key.opclass.empty()) out += ' ' + path(key.opclass);
    if (method != "btree") return out;
    if (key.descending) out += " DESC";
    if (key.nulls_first != key.descending) out += key.nulls_first ? " NULLS FIRST" : " NULLS LAST";
    return out;
  }

  const PythonTable& table_;
  PythonModule& module_;
  std::size_t indent_;
  std::vector<std::string> out_;
};

}  // namespace

std::vector<std::string> table_constraints(const PythonTable& table, PythonModule& module, std::size_t indent) {
  return Constraints(table, module, indent).run();
}

std::vector<std::pair<std::string, std::string>> table_options(const PythonTable& table, const PythonModule& module) {
  std::vector<std::pair<std::string, std::string>> out;
  auto& data = table.table->as<Table>();
  if (!module.is_default(table.table->id[0])) out.emplace_back("schema", python_string(table.table->id[0].view()));
  if (!table.comment.empty()) out.emplace_back("comment", python_string(table.comment));
  if (data.unlogged) out.emplace_back("prefixes", "[\"UNLOGGED\"]");
  if (!data.partition_by.empty()) out.emplace_back("postgresql_partition_by", python_string(data.partition_by));
  return out;
}

}  // namespace trueup
