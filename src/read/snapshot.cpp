#include "read/snapshot.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "base/file.h"
#include "base/text.h"
#include "kinds/column.h"
#include "kinds/enum.h"
#include "kinds/foreign_key.h"
#include "kinds/sequence.h"
#include "kinds/table.h"
#include "pg/types.h"

namespace trueup {
namespace {

Diag bad(const std::string& file, const std::string& what) { return {.code = "bad-snapshot", .message = what, .origin = {Symbol(file), 0, 0}}; }

Origin origin_from(const Value* value) { return value && value->text() ? origin_of_text(*value->text()) : Origin{}; }

class Reading {
 public:
  Reading(const Value& document, const std::string& file, TypesAre spelled) : document_(document), file_(file), spelled_(spelled) {}

  Result<Draft> run() {
    auto* top = document_.record();
    auto* version = top ? top->find("trueup") : nullptr;
    if (!version || !version->integer()) return bad(file_, "not a snapshot: it lacks \"trueup\": 1");
    if (*version->integer() != 1) return bad(file_, "a snapshot of format " + std::to_string(*version->integer()) + "; this trueup reads format 1");
    if (auto* source = top->find("source")) TRY(read_source(*source));
    if (auto* objects = top->find("objects"); objects && objects->list())
      for (auto& object : *objects->list()) TRY(read_object(object));
    if (auto* unknown = top->find("unknown"); unknown && unknown->list())
      for (auto& each : *unknown->list()) TRY(read_unknown(each));
    if (auto* unmodelled = top->find("unmodelled"); unmodelled && unmodelled->list())
      for (auto& each : *unmodelled->list()) read_unmodelled(each);
    if (auto* scope = top->find("scope")) TRY(read_scope(*scope));
    free_default_schema();
    return std::move(draft_);
  }

 private:
  Result<Nothing> read_source(const Value& source) {
    auto* record = source.record();
    if (!record) return bad(file_, "\"source\" is not an object");
    auto text = [&](const char* name) { auto* v = record->find(name); return v && v->text() ? *v->text() : std::string(); };
    draft_.source = {.kind = text("kind"), .locator = text("locator"), .default_schema = text("default_schema")};
    if (auto* version = record->find("version"); version && version->integer()) draft_.source.server_version = static_cast<int>(*version->integer());
    return ok();
  }

  Result<Id> read_id(const Record& record, const char* what) {
    auto* kind_name = record.find("kind");
    const Kind* kind = kind_name && kind_name->text() ? find_kind(*kind_name->text()) : nullptr;
    if (!kind) return bad(file_, std::string(what) + " of an unknown kind" + (kind_name && kind_name->text() ? ": " + *kind_name->text() : ""));
    if (kind->is_satellite) {
      auto* on = record.find("on");
      if (!on || !on->record()) return bad(file_, "a " + std::string(kind->name) + " lacks \"on\"");
      return Id::on(*kind, TRY(read_id(*on->record(), "the object below a satellite")));
    }
    auto* path = record.find("path");
    if (!path || !path->list()) return bad(file_, "a " + std::string(kind->name) + " lacks its path");
    std::vector<std::string> names;
    for (auto& name : *path->list()) names.push_back(name.text() ? *name.text() : "");
    switch (names.size()) {
      case 1: return Id(*kind, {std::string_view(names[0])});
      case 2: return Id(*kind, {std::string_view(names[0]), std::string_view(names[1])});
      case 3: return Id(*kind, {std::string_view(names[0]), std::string_view(names[1]), std::string_view(names[2])});
      default: return bad(file_, "a path of " + counted(names.size(), "name") + " for a " + std::string(kind->name));
    }
  }

  Result<Nothing> read_object(const Value& value) {
    auto* record = value.record();
    if (!record) return bad(file_, "an entry of \"objects\" is not an object");
    const Id id = TRY(read_id(*record, "an object"));
    const Kind& kind = id.kind();
    void* data = kind.blank(*draft_.store);
    Object object{.id = id, .data = data, .origin = origin_from(record->find("origin"))};
    for (auto& [name, field_value] : record->members) {
      if (name == "kind" || name == "path" || name == "on" || name == "origin") continue;
      if (name == "named") object.named = field_value == Value("server") ? Named::server : field_value == Value("convention") ? Named::convention : Named::given;
      else if (name == "schema" && field_value == Value("default")) object.schema_given = false;
      else if (auto* field = kind.field(name)) {
        if (!field_value.is_null() && !field->write(data, field_value)) return bad(file_, id.str() + ": " + name + " is " + to_json(field_value) + ", which is of the wrong sort");
      } else return bad(file_, id.str() + " has a field that is not known: " + name);
    }
    TRY(make_types(object, data));
    if (!draft_.add(object)) return bad(file_, id.str() + " is there twice");
    return ok();
  }

  // A type came as text: into its parts.
  Result<Nothing> make_types(const Object& object, void* data) {
    const Kind& kind = object.kind();
    Type* type = kind.payload == mark_of<Column>() ? &static_cast<Column*>(data)->type : kind.payload == mark_of<Sequence>() ? &static_cast<Sequence*>(data)->type : nullptr;
    if (!type || type->empty()) return ok();
    auto made = parse_type(type->name.view());
    if (!made && spelled_ == TypesAre::as_written) {
      draft_.unknowns.push_back({object.id, Symbol("type"), made.error().message, object.origin});
      *type = {};
      return ok();
    }
    if (!made) return bad(file_, object.id.str() + ": " + made.error().message);
    *type = *made;
    // CONTRACT: types outside pg_catalog are written with their schema unless it is public.
    if (spelled_ == TypesAre::canonical && type->schema.empty() && !is_builtin_type(type->name)) type->schema = Symbol("public");
    return ok();
  }

  Result<Nothing> read_unknown(const Value& value) {
    auto* record = value.record();
    if (!record) return bad(file_, "an entry of \"unknown\" is not an object");
    auto text = [&](const char* name) { auto* v = record->find(name); return v && v->text() ? *v->text() : std::string(); };
    draft_.unknowns.push_back({TRY(read_id(*record, "an unknown")), Symbol(text("field")), text("reason"), origin_from(record->find("origin")), record->find("more") != nullptr});
    return ok();
  }

  void read_unmodelled(const Value& value) {
    auto* record = value.record();
    if (!record) return;
    auto text = [&](const char* name) { auto* v = record->find(name); return v && v->text() ? *v->text() : std::string(); };
    Unmodelled& other = draft_.unmodelled.emplace_back(Unmodelled{text("catalog"), text("name"), Symbol(text("schema")), Symbol(text("relation")), origin_from(record->find("origin")), {}});
    const Kind& kind = kind_named("column");
    auto* columns = record->find("columns");
    if (!columns || !columns->list()) return;
    for (auto& each : *columns->list()) {
      auto *name = each.record() ? each.record()->find("name") : nullptr, *type = each.record() ? each.record()->find("type") : nullptr;
      void* payload = kind.blank(*draft_.store);
      if (!name || !name->text() || !type || !kind.field("type")->write(payload, *type)) continue;
      const Object column{.id = Id(kind, {other.schema, other.relation, Symbol(*name->text())}), .data = payload};
      if (make_types(column, payload)) other.columns.push_back(column);
    }
  }

  Result<Nothing> read_scope(const Value& scope) {
    if (!scope.list()) return bad(file_, "\"scope\" is not a list");
    for (auto& each : *scope.list()) {
      auto* record = each.record();
      if (!record) return bad(file_, "an entry of \"scope\" is not an object");
      if (auto* silent = record->find("silent"); silent && silent->record()) {
        TRY(read_silence(*silent->record()));
        continue;
      }
      Scope::Part part;
      if (auto* schemas = record->find("schemas"); schemas && schemas->list())
        for (auto& name : *schemas->list()) part.schemas.push_back(Symbol(name.text() ? *name.text() : ""));
      else part.all_schemas = true;
      std::sort(part.schemas.begin(), part.schemas.end());
      if (auto* kinds = record->find("kinds"); kinds && kinds->list())
        for (auto& name : *kinds->list())
          if (auto* kind = name.text() ? find_kind(*name.text()) : nullptr) part.kinds.set(kind->number());
      if (auto* tables = record->find("tables")) part.tables = table_set(*tables);
      if (auto* objects = record->find("objects"); objects && objects->list())
        for (auto& object : *objects->list())
          if (object.record()) part.objects.push_back(TRY(read_id(*object.record(), "a scope's object")));
      draft_.scope.parts.push_back(std::move(part));
    }
    return ok();
  }

  static std::set<std::pair<Symbol, Symbol>> table_set(const Value& value) {
    std::set<std::pair<Symbol, Symbol>> out;
    if (value.list())
      for (auto& path : *value.list())
        if (path.list() && path.list()->size() == 2 && (*path.list())[0].text() && (*path.list())[1].text())
          out.emplace(Symbol(*(*path.list())[0].text()), Symbol(*(*path.list())[1].text()));
    return out;
  }

  Result<Nothing> read_silence(const Record& record) {
    auto text = [&](const char* name) { auto* v = record.find(name); return v && v->text() ? *v->text() : std::string(); };
    const Kind* kind = find_kind(text("kind"));
    const Field* field = kind ? kind->field(text("field")) : nullptr;
    if (!field) return bad(file_, "a scope is silent about a field that is not known: " + text("kind") + "." + text("field"));
    Scope::Silence out{.kind = kind, .field = field->name};
    if (auto* except = record.find("except")) out.except = table_set(*except);
    draft_.scope.silences.push_back(std::move(out));
    return ok();
  }

  // Tables whose schema nobody gave are looked for in the other side's current schema, with all that hangs on them.
  void free_default_schema() {
    std::set<std::pair<Symbol, Symbol>> free;
    for (auto& object : draft_.objects())
      if (!object.schema_given && object.id.size() == 2) free.emplace(object.id[0], object.id[1]);
    if (free.empty()) return;
    auto freed = [&](const Id& id) -> Id {
      if (id.empty() || id.size() < 2 || !free.contains({id[0], id[1]})) return id;
      auto made = id.size() == 2 ? Id(id.is_satellite() ? id.object().kind() : id.kind(), {Symbol(), id[1]})
                                 : Id(id.is_satellite() ? id.object().kind() : id.kind(), {Symbol(), id[1], id[2]});
      return id.is_satellite() ? Id::on(id.kind(), made) : made;
    };
    const std::vector<Object> before = draft_.objects();
    for (auto& object : before) {
      void* data = const_cast<void*>(object.data);
      if (object.as_if<ForeignKey>()) static_cast<ForeignKey*>(data)->references.to = freed(static_cast<ForeignKey*>(data)->references.to);
      if (object.as_if<Table>()) static_cast<Table*>(data)->partition_of.to = freed(static_cast<Table*>(data)->partition_of.to);
      if (object.as_if<Sequence>()) static_cast<Sequence*>(data)->owned_by.to = freed(static_cast<Sequence*>(data)->owned_by.to);
      if (object.as_if<Column>()) {
        auto& type = static_cast<Column*>(data)->type;
        if (free.contains({type.schema, type.name})) type.schema = {};
      }
      draft_.move(object.id, freed(object.id));
    }
    for (auto& unknown : draft_.unknowns) unknown.about = freed(unknown.about);
  }

  const Value& document_;
  const std::string& file_;
  const TypesAre spelled_;
  Draft draft_;
};

}  // namespace

Origin origin_of_text(const std::string& text) {
  const auto colon = text.rfind(':');
  Origin out{Symbol(text), 0, 0};
  std::uint32_t line = 0;
  if (colon != std::string::npos && std::from_chars(text.data() + colon + 1, text.data() + text.size(), line).ptr == text.data() + text.size())
    out = {Symbol(std::string_view(text).substr(0, colon)), line, 0};
  return out;
}

Result<Draft> draft_from_snapshot(const Value& document, const std::string& file, TypesAre spelled) { return Reading(document, file, spelled).run(); }

Result<Draft> read_snapshot(const std::string& path) {
  const std::string text = TRY(read_file(path));
  const Value document = TRY(from_json(text, path));
  return draft_from_snapshot(document, path);
}

}  // namespace trueup
