// Rows that keep a column from becoming what it should be: NULLs for NOT NULL, values that another type refuses or cuts.
#include "base/text.h"
#include "kinds/column.h"
#include "kinds/enum.h"
#include "kinds/sql.h"
#include "model/model.h"
#include "pg/types.h"

namespace trueup {
namespace {

bool is_text(const Type& type) { return !type.array && type.schema.empty() && (type.name == "text" || type.name == "character varying" || type.name == "character"); }
bool is_number(const Type& type) {
  for (auto name : {"smallint", "integer", "bigint", "numeric", "real", "double precision"})
    if (!type.array && type.schema.empty() && type.name == name) return true;
  return false;
}

// The values an integer type has: "BETWEEN … AND …"; "" for other types.
std::string range_of(const Type& type) {
  if (type.array || !type.schema.empty()) return {};
  if (type.name == "smallint") return "BETWEEN -32768 AND 32767";
  if (type.name == "integer") return "BETWEEN -2147483648 AND 2147483647";
  if (type.name == "bigint") return "BETWEEN -9223372036854775808 AND 9223372036854775807";
  return {};
}

struct Asking {
  const Id& id;
  std::string column;
  const Type &have, &want;
  std::vector<Violation> out = {};

  void add(const std::string& what, const std::string& condition) { out.push_back(rows_where(id, what, condition, {id.back()})); }
  void add_loss(const std::string& what, const std::string& condition) {
    add(what, condition);
    out.back().only_loses = true;
  }
};

// Excess characters are refused unless all of them are blanks, which go.
void to_shorter_text(Asking& ask) {
  const std::string from = "substr(" + ask.column + "::text, " + std::to_string(std::atoi(ask.want.modifier.str().c_str()) + 1) + ")";
  ask.add("are too long for " + ask.want.spell() + " in " + ask.column, "rtrim(" + from + ", ' ') <> ''");
}

void to_number(Asking& ask) {
  if (const std::string range = range_of(ask.want); !range.empty()) {
    const bool whole = !range_of(ask.have).empty();
    ask.add("are out of the range of " + ask.want.spell() + " in " + ask.column, (whole ? ask.column : "round(" + ask.column + "::numeric)") + " NOT " + range);
    if (!whole) ask.add_loss("would be rounded in " + ask.column, ask.column + "::numeric <> round(" + ask.column + "::numeric)");
  } else if (ask.want.name == "numeric" && !ask.want.modifier.empty()) {
    const auto digits = split(ask.want.modifier.str(), ',');
    const int precision = std::atoi(digits[0].c_str()), scale = digits.size() > 1 ? std::atoi(digits[1].c_str()) : 0;
    const std::string rounded = "round(" + ask.column + "::numeric, " + std::to_string(scale) + ")";
    ask.add("do not fit into " + ask.want.spell() + " in " + ask.column, "abs(" + rounded + ") >= 1e" + std::to_string(precision - scale) + " AND " + ask.column + "::numeric <> 'NaN'");
    ask.add_loss("would be rounded in " + ask.column, ask.column + "::numeric <> " + rounded);
  }
}

// What a text must look like to be cast; "" where no regular expression can tell.
std::string shape_of(const Type& type) {
  if (type.array || !type.schema.empty()) return {};
  if (!range_of(type).empty()) return R"(^\s*[-+]?[0-9]+\s*$)";
  if (type.name == "numeric" || type.name == "double precision" || type.name == "real")
    return R"(^\s*([-+]?([0-9]+\.?[0-9]*|\.[0-9]+)(e[-+]?[0-9]+)?|nan|[-+]?inf(inity)?)\s*$)";
  if (type.name == "uuid") return R"(^\{?([0-9a-f]{4}-?){7}[0-9a-f]{4}\}?$)";
  if (type.name == "boolean") return R"(^\s*(t|tr|tru|true|f|fa|fal|fals|false|y|ye|yes|n|no|on|of|off|1|0)\s*$)";
  return {};
}

void from_text(Asking& ask, const Model& want, int server_version) {
  const std::string what = "hold no " + ask.want.spell() + " in " + ask.column;
  const Object* labels = ask.want.schema.empty() || ask.want.array ? nullptr : want.find(Id(kind_of<Enum>(), {ask.want.schema, ask.want.name}));
  if (labels) {  // perhaps made by this very plan: the server cannot be asked about it yet
    std::vector<std::string> known;
    for (auto& label : labels->as<Enum>().labels) known.push_back(quote_literal(label));
    if (!known.empty()) ask.add(what, ask.column + "::text NOT IN (" + join(known, ", ") + ")");
  } else if (server_version >= 160000) {
    ask.add(what, "NOT pg_input_is_valid(" + ask.column + "::text, " + quote_literal(ask.want.spell_qualified()) + ")");
  } else if (const std::string shape = shape_of(ask.want); !shape.empty()) {
    ask.add(what, ask.column + "::text !~* " + quote_literal(shape));
  } else {
    ask.out.push_back({.what = "whether all values of " + ask.column + " can become " + ask.want.spell() + " is not known before it is tried"});
  }
}

void changing_type(Asking& ask, const Model& want, int server_version) {
  const TypeChange change = classify_change(ask.have, ask.want);
  if (change != TypeChange::narrow && change != TypeChange::needs_using) return;
  // An explicit cast, which USING is, cuts silently; an assignment refuses.
  if (is_text(ask.have) && is_text(ask.want)) {
    if (!ask.want.modifier.empty()) to_shorter_text(ask);
  } else if (is_text(ask.have)) {
    from_text(ask, want, server_version);
  } else if (is_number(ask.have) && is_number(ask.want)) {
    to_number(ask);
  } else if (is_text(ask.want) && !ask.want.modifier.empty()) {
    to_shorter_text(ask);
  } else {
    ask.out.push_back({.what = "whether all values of " + ask.column + " can become " + ask.want.spell() + " is not known before it is tried"});
  }
}

}  // namespace

std::vector<Violation> column_violations(const Change& change, const Model& want, int server_version) {
  auto& column = *static_cast<const Column*>(change.want);
  const std::string name = quoted(change.id.back());
  if (!change.have) {
    Violation all = rows_where(change.id, "would have nothing in " + name + ", which is NOT NULL", "true", {});
    return {all};
  }
  auto& have = *static_cast<const Column*>(change.have);
  Asking ask{change.id, name, have.type, column.type};
  if (have.nullable && !column.nullable) {
    ask.add("hold NULL in " + name, name + " IS NULL");
    ask.out.back().about_nulls = true;
  }
  if (have.type != column.type) changing_type(ask, want, server_version);
  return ask.out;
}

}  // namespace trueup
