#include "write/snapshot.h"

#include <algorithm>

namespace trueup {
namespace {

void add_id(Record& out, const Id& id) {
  out.add("kind", std::string(id.kind().name));
  if (id.is_satellite()) {
    Record on;
    add_id(on, id.object());
    out.add("on", std::move(on));
    return;
  }
  List path;
  for (std::size_t i = 0; i < id.size(); ++i) path.emplace_back(id[i].str());
  out.add("path", std::move(path));
}

Value object_value(const Object& object) {
  Record out;
  add_id(out, object.id);
  if (!object.schema_given) out.add("schema", "default");
  for (auto& field : object.kind().fields) {
    // Nullability is said even where it is the default: people's scripts read it of every column.
    if (!field.at_default(object.data) || field.name == "nullable") out.add(std::string(field.name), field.read(object.data));
  }
  if (object.named != Named::given) out.add("named", object.named == Named::server ? "server" : "convention");
  if (object.origin) out.add("origin", object.origin.str());
  return out;
}

Value table_list(const std::set<std::pair<Symbol, Symbol>>& tables) {
  List out;
  for (auto& [schema, name] : tables) out.push_back(List{schema.str(), name.str()});
  return out;
}

Value scope_value(const Scope& scope) {
  List out;
  for (auto& part : scope.parts) {
    Record record;
    if (!part.all_schemas) {
      List schemas;
      for (Symbol schema : part.schemas) schemas.emplace_back(schema.str());
      record.add("schemas", std::move(schemas));
    }
    List kinds;
    for (auto* kind : all_kinds())
      if (part.kinds[kind->number()]) kinds.emplace_back(std::string(kind->name));
    record.add("kinds", std::move(kinds));
    if (!part.tables.empty()) record.add("tables", table_list(part.tables));
    if (!part.objects.empty()) {
      List objects;
      for (auto& id : part.objects) {
        Record each;
        add_id(each, id);
        objects.emplace_back(std::move(each));
      }
      record.add("objects", std::move(objects));
    }
    out.emplace_back(std::move(record));
  }
  for (auto& silence : scope.silences) {
    Record about;
    about.add("kind", std::string(silence.kind->name)).add("field", std::string(silence.field));
    if (!silence.except.empty()) about.add("except", table_list(silence.except));
    Record record;
    record.add("silent", std::move(about));
    out.emplace_back(std::move(record));
  }
  return out;
}

}  // namespace

Value snapshot_of(const Model& model) {
  Record out;
  out.add("trueup", 1);
  Record source;
  source.add("kind", model.source().kind);
  if (!model.source().default_schema.empty()) source.add("default_schema", model.source().default_schema);
  if (model.source().server_version) source.add("version", model.source().server_version);
  out.add("source", std::move(source));
  out.add("scope", scope_value(model.scope()));

  // What hangs on a table stands below it by kind, columns in the table's order, everything else by name.
  auto position = [](const Object* object) -> std::int64_t {
    auto* field = object->kind().field("position");
    const Value value = field ? field->read(object->data) : Value{};
    return value.integer() ? *value.integer() : 0;
  };
  std::vector<std::pair<std::int64_t, const Object*>> sorted;
  for (auto& object : model.objects()) sorted.emplace_back(position(&object), &object);
  std::sort(sorted.begin(), sorted.end(), [](auto& a, auto& b) {
    const Id &x = a.second->id, &y = b.second->id;
    auto place = [](const Id& id) { return std::tuple(id[0], id.size() > 1 ? id[1] : Symbol(), id.is_satellite(), id.kind().number()); };
    if (place(x) != place(y)) return place(x) < place(y);
    return a.first != b.first ? a.first < b.first : x < y;
  });
  List objects;
  for (auto& [place, object] : sorted) objects.push_back(object_value(*object));
  out.add("objects", std::move(objects));

  List unknowns;
  for (auto& unknown : model.unknowns()) {
    Record each;
    add_id(each, unknown.about);
    if (!unknown.field.empty()) each.add("field", unknown.field.str());
    if (unknown.more) each.add("more", true);
    each.add("reason", unknown.reason);
    if (unknown.origin) each.add("origin", unknown.origin.str());
    unknowns.emplace_back(std::move(each));
  }
  out.add("unknown", std::move(unknowns));
  List unmodelled;
  for (auto& other : model.unmodelled()) {
    Record each;
    each.add("catalog", other.catalog).add("name", other.name);
    if (!other.relation.empty()) each.add("schema", other.schema.str()).add("relation", other.relation.str());
    if (!other.columns.empty()) {
      List columns;
      for (auto& column : other.columns) {
        Record one;
        one.add("name", column.id.back().str()).add("type", column.kind().field("type")->read(column.data));
        columns.emplace_back(std::move(one));
      }
      each.add("columns", std::move(columns));
    }
    if (other.origin) each.add("origin", other.origin.str());
    unmodelled.emplace_back(std::move(each));
  }
  out.add("unmodelled", std::move(unmodelled));
  return out;
}

}  // namespace trueup
