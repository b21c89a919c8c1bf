#include "read/sqlalchemy/naming.h"

#include "base/text.h"
#include "pg/names.h"
#include "read/sqlalchemy/expressions.h"
#include "read/sqlalchemy/md5.h"
#include "read/sqlalchemy/values.h"

namespace trueup::sqla {

namespace {

std::size_t characters(std::string_view text) {
  std::size_t n = 0;
  for (char c : text) n += (c & 0xC0) != 0x80;
  return n;
}

bool is_conv(World& world, Value name) {
  Instance* instance = name.as<Instance>();
  return instance && world.conv && instance->cls->is_subclass_of(world.conv);
}

// One constraint or index with its table, as ConventionDict sees it.
struct Tokens {
  World& world;
  const Table& table;
  Value self;
  Value own_name;
  const py::Dict* convention;
  std::vector<Column*> columns;
  std::vector<ForeignKey*> elements;
  std::string reason = {};
  Origin origin = {};

  std::string column_part(std::size_t at, std::string_view what) {
    if (at >= columns.size() || !columns[at]) return "";
    const Column& column = *columns[at];
    if (what == "name") return std::string(column.name_text());
    if (what == "key") return std::string(column.key_text());
    // A label is schema_table_column.
    std::string label = table.schema.empty() ? "" : replace_all(table.schema.str(), ".", "_") + '_';
    return label + table.name.str() + '_' + std::string(column.name_text());
  }
  std::string referred_column(std::size_t at) {
    if (at >= elements.size()) return "";
    KeyTarget target = target_of(world, elements[at]->target, table);
    if (!target.reason.empty()) reason = target.reason, origin = target.origin;
    return target.column;
  }
  std::string many(std::string_view between, const std::function<std::string(std::size_t)>& part, std::size_t n) {
    std::string out;
    for (std::size_t i = 0; i < n; ++i) (out += i ? between : "") += part(i);
    return out;
  }

  std::string value(const std::string& key) {
    if (Value custom = world.interp.dict_get(*convention, key); custom && key != "ix" && key != "uq" && key != "ck" && key != "fk" && key != "pk") {
      auto made = world.interp.attempt([&] { return world.interp.call(custom, {self, table.self}, origin_of(self)); }, origin_of(self));
      if (!made) return reason = "is named by a function that cannot be evaluated: " + made.error().message, "";
      if (Opaque* opaque = unknown_in(*made)) return reason = py::describe(*opaque), origin = opaque->origin(), "";
      return world.interp.str(*made);
    }
    if (key == "table_name") return table.name.str();
    if (key == "constraint_name") {
      if (Opaque* opaque = unknown_in(own_name)) return reason = py::describe(*opaque), "";
      return text_or(own_name);
    }
    if (key == "referred_table_name") {
      if (elements.empty()) return "";
      KeyTarget target = target_of(world, elements[0]->target, table);
      if (!target.reason.empty()) reason = target.reason, origin = target.origin;
      return target.table.str();
    }
    // [referred_]column_0[_N|N]_name|key|label
    std::string_view rest = key;
    const bool referred = rest.starts_with("referred_");
    if (referred) rest.remove_prefix(9);
    if (!rest.starts_with("column_")) return reason = "has a naming convention with the unknown token " + key, "";
    rest.remove_prefix(7);
    std::size_t number = 0;
    while (!rest.empty() && rest[0] >= '0' && rest[0] <= '9') number = number * 10 + static_cast<std::size_t>(rest[0] - '0'), rest.remove_prefix(1);
    std::string_view between;
    bool all = false;
    if (rest.starts_with("_N_")) all = true, between = "_", rest.remove_prefix(3);
    else if (rest.starts_with("N_")) all = true, rest.remove_prefix(2);
    else if (rest.starts_with("_")) rest.remove_prefix(1);
    auto part = [&](std::size_t at) { return referred ? referred_column(at) : column_part(at, rest); };
    return all ? many(between, part, referred ? elements.size() : columns.size()) : part(number);
  }

  // Python's "…" % mapping, as far as conventions use it.
  std::string format(std::string_view pattern) {
    std::string out;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
      if (pattern[i] != '%') { out += pattern[i]; continue; }
      if (pattern.substr(i).starts_with("%%")) { out += '%'; ++i; continue; }
      const auto close = pattern.find(")s", i);
      if (i + 1 >= pattern.size() || pattern[i + 1] != '(' || close == std::string_view::npos) { out += '%'; continue; }
      out += value(std::string(pattern.substr(i + 2, close - i - 2)));
      i = close + 1;
    }
    return out;
  }
};

constexpr std::string_view default_index = "ix_%(column_0_label)s";

ChosenName choose(World& world, Tokens& tokens, std::string_view prefix, Class* cls, Value name, const Origin& at) {
  ChosenName out{.origin = at};
  if (Opaque* opaque = unknown_in(name)) return out.reason = py::describe(*opaque), out.origin = opaque->origin(), out;
  auto given = py::text_of(name);
  if (given && is_conv(world, name)) return out.text = shortened(std::string(*given)), out;
  static const py::Dict none;
  auto* dict = tokens.table.metadata->naming_convention.as<py::Dict>();
  tokens.convention = dict ? dict : &none;
  if (!dict && unknown_in(tokens.table.metadata->naming_convention) && !given)
    return out.reason = py::describe(*unknown_in(tokens.table.metadata->naming_convention)), out;
  Value pattern;
  if (dict) {
    pattern = world.interp.dict_get(*dict, prefix);
    if (!pattern && cls)
      for (const auto& entry : dict->entries)
        if (entry.key == Value(cls)) pattern = entry.value;
  }
  if (Opaque* opaque = unknown_in(pattern); opaque && !given) return out.reason = py::describe(*opaque), out;
  auto text = py::text_of(pattern);
  std::string_view convention = text ? *text : prefix == "ix" && !dict ? default_index : std::string_view();
  if (prefix == "ix" && dict && convention.empty() && !given) convention = default_index;
  const bool names_itself = convention.find("constraint_name") != std::string_view::npos;
  if (convention.empty() || (given && !names_itself)) {
    if (given) out.text = cut_name(*given).str(), out.is_cut = out.text.size() != given->size();
    return out;
  }
  if (!given && names_itself) return out;  // SQLAlchemy refuses; for types of Boolean and Enum it leaves the name out
  out.text = shortened(tokens.format(convention));
  out.by_convention = true;
  if (!tokens.reason.empty()) out.reason = tokens.reason, out.origin = tokens.origin ? tokens.origin : at;
  return out;
}

}  // namespace

std::string shortened(const std::string& name) {
  if (characters(name) <= 63) return cut_name(name).str();
  std::size_t bytes = 0;
  for (std::size_t n = 0; bytes < name.size(); ++bytes)
    if ((name[bytes] & 0xC0) != 0x80 && n++ == 55) break;
  return cut_name(name.substr(0, bytes) + '_' + md5_hex(name).substr(28)).str();
}

std::vector<Column*> columns_of(const Constraint& c, const Table& table) {
  std::vector<Column*> out;
  if (c.implicit) {
    for (Column* column : table.columns)
      if (auto yes = py::boolean_of(column->primary_key); yes && *yes) out.push_back(column);
    return out;
  }
  for (Value value : c.columns) {
    Column* column = column_of(value);
    if (auto name = py::text_of(value); name && !column) {
      column = table.find(*name);
      if (!column)
        for (Column* other : table.columns)
          if (other->name_text() == *name) column = other;
    }
    // A column of a mixin stands for its copy.
    if (column && column->table != &table)
      for (Column* other : table.columns)
        if (other->copied_from == column || (column->table == nullptr && other->name_text() == column->name_text() && !column->name_text().empty())) column = other;
    out.push_back(column);
  }
  if (out.empty() && c.extras->column) out.push_back(c.extras->column);
  return out;
}

KeyTarget target_of(World& world, Value target, const Table& from) {
  KeyTarget out{.origin = origin_of(target)};
  if (Opaque* opaque = unknown_in(target)) return out.reason = "points to " + py::describe(*opaque), out.origin = opaque->origin(), out;
  // A function or lambda that gives the column later.
  if (target.as<py::Function>()) {
    auto made = world.interp.attempt([&] { return world.interp.call(target, {}, origin_of(target)); }, origin_of(target));
    if (!made) return out.reason = "points to what cannot be evaluated: " + made.error().message, out;
    target = *made;
  }
  // Of a property of several columns (a join's key) the first is meant.
  if (auto* attribute = py::payload_of<Attribute>(target); attribute && attribute->columns.size() > 1) target = attribute->columns[0];
  if (Column* column = column_of(target)) {
    Table* table = column->table;
    if (!table) return out.reason = "points to a column that belongs to no table", out;
    return {.schema = table->schema, .table = table->name, .column = std::string(column->name_text()), .found = table, .schema_given = table->schema_given, .origin = out.origin};
  }
  if (Class* cls = target.as<Class>(); cls && table_of(target)) {
    Table* table = table_of(target);
    return {.schema = table->schema, .table = table->name, .found = table, .schema_given = table->schema_given, .origin = out.origin};
  }
  auto text = py::text_of(target);
  if (!text) return out.reason = "points to " + world.interp.repr(target) + ", which is no column", out;
  const std::vector<std::string> parts = split(*text, '.');
  if (parts.size() < 2) {
    out.table = Symbol(*text);
  } else {
    out.column = parts.back(), out.table = Symbol(parts[parts.size() - 2]);
    for (std::size_t i = 0; i + 2 < parts.size(); ++i) out.schema = Symbol(out.schema.empty() ? parts[i] : out.schema.str() + '.' + parts[i]);
    out.schema_given = !out.schema.empty();
  }
  // Without a schema the metadata's is meant.
  if (out.schema.empty())
    if (auto schema = py::text_of(from.metadata->schema)) out.schema = Symbol(*schema), out.schema_given = true;
  const std::string key = out.schema.empty() ? out.table.str() : out.schema.str() + '.' + out.table.str();
  auto known = from.metadata->by_key.find(key);
  if (known != from.metadata->by_key.end()) out.found = known->second;
  if (!out.found)
    for (MetaData* metadata : world.metadatas)
      if (auto other = metadata->by_key.find(key); other != metadata->by_key.end()) out.found = other->second;
  if (out.found) {
    // The key may differ from the name in the database.
    if (Column* column = out.found->find(out.column)) out.column = std::string(column->name_text());
  }
  return out;
}

ChosenName name_of(World& world, Constraint& c, Table& table) {
  static constexpr std::string_view prefixes[] = {"pk", "uq", "ck", "fk", "ex"};
  Class* classes[] = {world.primary_key, world.unique, world.check, world.foreign_keys, world.exclude};
  const auto sort = static_cast<std::size_t>(c.sort);
  Tokens tokens{.world = world, .table = table, .self = c.self, .own_name = c.name, .convention = nullptr, .columns = columns_of(c, table), .elements = c.extras->elements};
  return choose(world, tokens, prefixes[sort], classes[sort], c.name, c.origin);
}

ChosenName name_of(World& world, Index& index, Table& table) {
  Tokens tokens{.world = world, .table = table, .self = index.self, .own_name = index.name, .convention = nullptr, .columns = {}, .elements = {}};
  for (Value value : index.expressions) {
    Column* column = column_of(value);
    if (auto name = py::text_of(value); name && !column) column = table.find(*name);
    tokens.columns.push_back(column);
  }
  return choose(world, tokens, "ix", world.index, index.name, index.origin);
}

}  // namespace trueup::sqla
