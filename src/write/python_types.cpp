// PostgreSQL's types as SQLAlchemy's classes, with the Python type that an annotation names.
#include <fmt/format.h>

#include "base/text.h"
#include "kinds/enum.h"
#include "write/python_words.h"
#include "write/python_writer.h"

namespace trueup {
namespace {

struct Known {
  std::string_view name;       // format_type's
  const char *from, *spelled;  // the class and where it is imported from
  const char* annotation;
  const char* module = nullptr;  // of the annotation
};
constexpr const char *sa = "sqlalchemy", *pg = "sqlalchemy.dialects.postgresql";
constexpr Known known[] = {
    {"smallint", sa, "SmallInteger", "int"},
    {"integer", sa, "Integer", "int"},
    {"bigint", sa, "BigInteger", "int"},
    {"real", sa, "REAL", "float"},
    {"double precision", sa, "Double", "float"},
    {"boolean", sa, "Boolean", "bool"},
    {"text", sa, "Text", "str"},
    {"bytea", sa, "LargeBinary", "bytes"},
    {"date", sa, "Date", "datetime.date", "datetime"},
    {"uuid", sa, "Uuid", "uuid.UUID", "uuid"},
    {"json", pg, "JSON", "dict[str, Any]", "typing"},
    {"jsonb", pg, "JSONB", "dict[str, Any]", "typing"},
    {"inet", pg, "INET", "str"},
    {"cidr", pg, "CIDR", "str"},
    {"macaddr", pg, "MACADDR", "str"},
    {"macaddr8", pg, "MACADDR8", "str"},
    {"oid", pg, "OID", "int"},
    {"regclass", pg, "REGCLASS", "str"},
    {"money", pg, "MONEY", "str"},
    {"tsvector", pg, "TSVECTOR", "str"},
    {"tsquery", pg, "TSQUERY", "str"},
    {"int4range", pg, "INT4RANGE", "Range[int]"},
    {"int8range", pg, "INT8RANGE", "Range[int]"},
    {"numrange", pg, "NUMRANGE", "Range[decimal.Decimal]", "decimal"},
    {"daterange", pg, "DATERANGE", "Range[datetime.date]", "datetime"},
    {"tsrange", pg, "TSRANGE", "Range[datetime.datetime]", "datetime"},
    {"tstzrange", pg, "TSTZRANGE", "Range[datetime.datetime]", "datetime"},
    {"int4multirange", pg, "INT4MULTIRANGE", "Any", "typing"},
    {"int8multirange", pg, "INT8MULTIRANGE", "Any", "typing"},
    {"nummultirange", pg, "NUMMULTIRANGE", "Any", "typing"},
    {"datemultirange", pg, "DATEMULTIRANGE", "Any", "typing"},
    {"tsmultirange", pg, "TSMULTIRANGE", "Any", "typing"},
    {"tstzmultirange", pg, "TSTZMULTIRANGE", "Any", "typing"},
};

class Spelling {
 public:
  Spelling(const Type& type, Symbol collation, PythonModule& module)
      : type_(type), collation_(collation), module_(module) {}

  PythonType element() {
    if (!type_.schema.empty()) return user_type();
    const std::string_view name = type_.name.view();
    const std::string modifier = type_.modifier.str();
    for (auto& each : known) {
      if (each.name != name || !modifier.empty()) continue;
      if (each.name == "text" && !collation_.empty()) return text_type("Text", {});
      std::string annotation = each.annotation;
      if (each.module && std::string_view(each.module) != "typing") module_.imports[each.module];
      if (annotation.find("Any") != annotation.npos) module_.use("typing", "Any");
      if (annotation.starts_with("Range")) module_.use(pg, "Range");
      return {annotation, module_.use(each.from, each.spelled)};
    }
    if (name == "character varying") return text_type("String", modifier);
    if (name == "character" && !modifier.empty()) return text_type("CHAR", modifier);
    if (name == "numeric") {
      module_.imports["decimal"];
      return {"decimal.Decimal", call(sa, "Numeric", modifier.empty() ? "" : replace_all(modifier, ",", ", "))};
    }
    if (name.starts_with("timestamp ") || name.starts_with("time ")) return moment(name, modifier);
    if (name.starts_with("interval")) return interval(name, modifier);
    if (name == "bit" && !modifier.empty()) return {"str", call(pg, "BIT", modifier)};
    if (name == "bit varying")
      return {"str", call(pg, "BIT", (modifier.empty() ? "" : modifier + ", ") + "varying=True")};
    return own();
  }

 private:
  // An import, and a call where there is something to say.
  std::string call(const char* from, const char* name, const std::string& arguments) {
    return module_.use(from, name) + (arguments.empty() ? "" : '(' + arguments + ')');
  }
  PythonType text_type(const char* name, const std::string& length) {
    // A collation in a schema would be quoted as one name.
    if (collation_.view().find('.') != std::string_view::npos) return own();
    std::string arguments = length;
    if (!collation_.empty())
      arguments += (length.empty() ? "collation=" : ", collation=") + python_string(collation_.view());
    return {"str", call(sa, name, arguments)};
  }
  PythonType moment(std::string_view name, const std::string& precision) {
    const bool has_date = name.starts_with("timestamp"), zoned = name.ends_with("with time zone");
    module_.imports["datetime"];
    const std::string annotation = has_date ? "datetime.datetime" : "datetime.time";
    std::string arguments = zoned ? "timezone=True" : "";
    if (precision.empty()) return {annotation, call(sa, has_date ? "DateTime" : "Time", arguments)};
    return {annotation,
            call(pg, has_date ? "TIMESTAMP" : "TIME", arguments + (zoned ? ", " : "") + "precision=" + precision)};
  }
  PythonType interval(std::string_view name, const std::string& precision) {
    module_.imports["datetime"];
    std::vector<std::string> arguments;
    if (name.size() > 9) arguments.push_back("fields=" + python_string(upper(name.substr(9))));
    if (!precision.empty()) arguments.push_back("precision=" + precision);
    return {"datetime.timedelta",
            arguments.empty() ? module_.use(sa, "Interval") : call(pg, "INTERVAL", join(arguments, ", "))};
  }
  PythonType user_type() {
    const Id id(kind_of<Enum>(), {type_.schema, type_.name});
    if (module_.model.find(id)) {
      const std::string name = module_.name_of(id);
      module_.has_enum_values = true;
      std::string arguments = name + ", name=" + python_string(type_.name.view());
      if (!module_.is_default(type_.schema)) arguments += ", schema=" + python_string(type_.schema.view());
      return {name, call(sa, "Enum", arguments + ", values_callable=enum_values")};
    }
    if (type_.name == "citext" && module_.is_default(type_.schema)) return {"str", module_.use(pg, "CITEXT")};
    if (type_.name == "hstore" && module_.is_default(type_.schema))
      return {"dict[str, str | None]", module_.use(pg, "HSTORE")};
    return own();
  }
  PythonType own() {
    module_.has_own_type = true;
    module_.use("typing", "Any");
    module_.use("sqlalchemy.types", "UserDefinedType");
    Type element = type_;
    element.array = false;
    std::string spelled = module_.is_default(element.schema) ? element.spell() : element.spell_qualified();
    if (!collation_.empty()) spelled += " COLLATE " + join(quoted_parts(), ".");
    return {"Any", "PgType(" + python_string(spelled) + ")"};
  }
  std::vector<std::string> quoted_parts() const {
    std::vector<std::string> out;
    for (auto& part : split(collation_.view(), '.')) out.push_back('"' + replace_all(part, "\"", "\"\"") + '"');
    return out;
  }

  const Type& type_;
  Symbol collation_;
  PythonModule& module_;
};

}  // namespace

PythonType python_type(const Type& type, Symbol collation, PythonModule& module) {
  PythonType out = Spelling(type, collation, module).element();
  if (!type.array) return out;
  return {"list[" + out.annotation + "]",
          module.use("sqlalchemy.dialects.postgresql", "ARRAY") + "(" + out.expression + ")"};
}

}  // namespace trueup
