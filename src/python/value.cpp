// Reading values from C++: what is behind a value, and how an opaque one is told of.
#include "python/value.h"

#include "python/internals.h"
#include "python/interpreter.h"

namespace trueup::py {

std::string describe(const Opaque& opaque) {
  std::string said;
  if (!opaque.name.empty()) said = opaque.name.str() + ", which ";
  said += opaque.reason;
  if (const Origin at = opaque.origin()) said += " (" + at.str() + ")";
  return said;
}

Value held(Value value) {
  if (const Instance* instance = value.as<Instance>(); instance && instance->held()) return instance->held();
  return value;
}

Opaque* opaque_in(Value value) { return value.as<Opaque>(); }

std::optional<std::string_view> text_of(Value value) {
  if (const Text* text = held(value).as<Text>()) return text->view();
  return std::nullopt;
}

std::optional<std::int64_t> integer_of(Value value) {
  const Value plain = held(value);
  if (const Integer* integer = plain.as<Integer>()) return integer->value;
  if (const Boolean* boolean = plain.as<Boolean>()) return boolean->value ? 1 : 0;
  return std::nullopt;
}

std::optional<bool> boolean_of(Value value) {
  if (const Boolean* boolean = value.as<Boolean>()) return boolean->value;
  return std::nullopt;
}

bool is_none(Value value) { return value && value->type == Type::none; }

Span<Value> sequence_of(Value value) {
  const Value plain = held(value);
  if (const Tuple* tuple = plain.as<Tuple>()) return tuple->elements;
  if (List* list = plain.as<List>()) return {list->elements.data(), static_cast<std::uint32_t>(list->elements.size())};
  return {};
}

Value Call::keyword(Symbol name) const {
  for (const Named& named : keywords)
    if (named.name == name) return named.value;
  return {};
}

Value Call::keyword(std::string_view name) const {
  for (const Named& named : keywords)
    if (named.name.view() == name) return named.value;
  return {};
}

Value Call::arg(std::size_t position, std::string_view name) const {
  if (position < args.size()) return args[position];
  return name.empty() ? Value() : keyword(name);
}

Value Call::need(std::size_t position, std::string_view name) const {
  if (Value value = arg(position, name)) return value;
  if (unknown_args) return unknown_args;
  std::string callee = interp.dotted_name(function);
  interp.raise("TypeError", (callee.empty() ? "function" : callee + "()") + " missing a required argument" +
                                (name.empty() ? "" : ": '" + std::string(name) + "'"));
}

}  // namespace trueup::py
