// Enum types: labels out of a Python enum, a list of texts or a values_callable.
#include "base/text.h"
#include "read/sqlalchemy/types.h"
#include "read/sqlalchemy/values.h"

namespace trueup::sqla {

namespace {

const Symbol members_name("__members__"), name_name("name"), value_name("value");

}  // namespace

bool is_python_enum(Value cls) {
  Class* c = cls.as<Class>();
  if (!c) return false;
  for (Class* base : c->mro)
    if (base->name == "Enum" && base->module_name == "enum") return true;
  return false;
}

bool is_enum_member(Value value) {
  Instance* instance = value.as<Instance>();
  return instance && is_python_enum(instance->cls);
}

std::vector<std::string> enum_labels(World& world, Value type, std::string& unknown) {
  Interpreter& interp = world.interp;
  std::vector<std::string> out;
  auto* args = py::payload_of<TypeArgs>(type);
  if (!args) return unknown = "its arguments are not known", out;
  if (args->extras->labels) return *args->extras->labels;
  if (args->extras->unknown) return unknown = py::describe(*args->extras->unknown), out;
  std::vector<Value> given(args->args.begin(), args->args.end());
  // sqlalchemy_utils and others hand over the values by name.
  for (const py::Named& keyword : args->keywords)
    if (keyword.name == "_enums" || keyword.name == "enums")
      for (Value value : interp.elements(keyword.value, type->origin()).values) given.push_back(value);
  auto collect = [&](Value list) {
    auto elements = interp.elements(list, type->origin());
    if (elements.unknown) unknown = py::describe(*elements.unknown);
    for (Value element : elements.values) {
      if (Opaque* opaque = element.as<Opaque>()) { unknown = py::describe(*opaque); return; }
      auto text = py::text_of(element);
      out.push_back(text ? std::string(*text) : interp.str(element));
    }
  };
  if (given.size() == 1 && is_python_enum(given[0])) {
    Value omit = type_argument(world, type, "omit_aliases");
    const bool all = is_given(omit) ? !is_true(interp, omit) : world.before_two();
    Value callable = type_argument(world, type, "values_callable");
    auto labels = interp.attempt([&]() -> Value {
      if (callable && !py::is_none(callable)) return interp.call(callable, {given[0]}, type->origin());
      Value members = interp.get(given[0], members_name, type->origin());
      std::vector<Value> names;
      if (auto* dict = members.as<py::Dict>())
        for (const auto& entry : dict->entries) {
          if (!entry.key) continue;
          // An alias is called by another name in itself than in the list.
          Value own = interp.find(entry.value, name_name, type->origin());
          if (!own || all || py::text_of(own) == py::text_of(entry.key)) names.push_back(entry.key);
        }
      else return members;
      return interp.list(names);
    }, type->origin());
    if (!labels) unknown = labels.error().message;
    else if (Opaque* opaque = labels->as<Opaque>()) unknown = py::describe(*opaque);
    else collect(*labels);
  } else if (given.size() == 1 && given[0].as<Opaque>()) {
    unknown = py::describe(*given[0].as<Opaque>());
  } else {
    for (Value value : given) {
      if (Opaque* opaque = value.as<Opaque>()) { unknown = py::describe(*opaque); break; }
      if (auto text = py::text_of(value)) out.emplace_back(*text);
      else if (!py::is_none(value)) { unknown = "a label is " + interp.repr(value) + " and no text"; break; }
    }
  }
  if (unknown.empty()) args->extras.own().labels = out;
  return out;
}

std::string enum_label(World& world, Value type, Value member) {
  Interpreter& interp = world.interp;
  Class* cls = member.as<Instance>()->cls;
  auto own_name = [&] {
    auto name = interp.attempt([&] { return interp.get(member, name_name, member->origin()); }, member->origin());
    auto text = name ? py::text_of(*name) : std::nullopt;
    return std::string(text ? *text : "");
  };
  const TypeSpec* spec = type_spec(world, type);
  if (!spec || spec->sort != TypeSort::enumeration || type.as<Class>()) return own_name();
  std::string unknown;
  const std::vector<std::string> labels = enum_labels(world, type, unknown);
  auto members = interp.attempt([&] { return interp.get(cls, members_name, member->origin()); }, member->origin());
  if (unknown.empty() && members)
    if (auto* dict = members->as<py::Dict>()) {
      std::size_t at = 0;
      for (const auto& entry : dict->entries) {
        if (!entry.key) continue;
        Value own = interp.find(entry.value, name_name, member->origin());
        if (own && py::text_of(own) != py::text_of(entry.key)) continue;
        if (entry.value == member && at < labels.size()) return labels[at];
        ++at;
      }
    }
  return own_name();
}

}  // namespace trueup::sqla
