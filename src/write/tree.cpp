#include "write/tree.h"

#include <algorithm>
#include <map>
#include <ostream>

#include "base/text.h"
#include "model/quote.h"

namespace trueup {

void write_tree(const Model& model, std::ostream& out) {
  std::map<std::pair<Symbol, Symbol>, std::vector<const Object*>> relations;
  std::vector<const Object*> others;
  for (auto& object : model.objects()) {
    const Id id = object.id.is_satellite() ? object.id.object() : object.id;
    if (id.size() == 3 || id.kind().is_relation) relations[{id[0], id[1]}].push_back(&object);
    else others.push_back(&object);
  }
  std::sort(others.begin(), others.end(), [](auto* a, auto* b) { return a->id < b->id; });
  auto line = [&](const Object& object, std::string_view indent, const std::string& name) {
    out << indent << replace_all(std::string(object.kind().name), "_", " ") << ' ' << name;
    if (auto text = object.summary(); !text.empty()) out << ' ' << text;
    out << '\n';
  };
  for (auto* object : others) line(*object, "", (object->id.is_satellite() ? object->id.object() : object->id).path_str());
  for (auto& [path, objects] : relations) {
    auto position = [](const Object* object) -> std::int64_t {
      auto* field = object->kind().field("position");
      const Value value = field ? field->read(object->data) : Value{};
      return value.integer() ? *value.integer() : 0;
    };
    std::sort(objects.begin(), objects.end(), [&](auto* a, auto* b) {
      return std::tuple(a->kind().weight, position(a), a->id) < std::tuple(b->kind().weight, position(b), b->id);
    });
    for (auto* object : objects) {
      const Id id = object->id.is_satellite() ? object->id.object() : object->id;
      if (object->kind().is_relation) line(*object, "", id.path_str());
      else line(*object, "  ", id.size() == 3 ? quote_identifier(id.back().view()) : id.path_str());
    }
  }
}

}  // namespace trueup
