// The module `builtins`, put together.
#include "python/builtins.h"

namespace trueup::py {

void add_builtins(Interpreter& interp) {
  Interpreter::Internals& in = interp.internals();
  in.builtins = interp.heap().make<Module>();
  in.builtins->name = words().builtins;
  in.builtins->is_native = true;
  in.builtins->state = Module::State::done;
  in.modules[words().builtins] = in.builtins;
  ModuleWriter into(interp, *in.builtins);
  add_builtin_classes(into);
  add_exceptions(into);
  add_builtin_functions(into);
  add_text_methods(into);
  add_sequence_methods(into);
  add_mapping_methods(into);
  into.value("True", in.yes).value("False", in.no).value("None", in.none).value("Ellipsis", in.ellipsis);
  into.value("NotImplemented", in.not_implemented)
      .value("__debug__", in.yes)
      .value("__name__", interp.text(words().builtins));
}

Value hold(Call& call, Value plain) {
  Class* cls = call.self.as<Class>();
  if (!cls || cls->is_native || opaque_in(plain)) return plain;
  Instance* made = call.interp.instance(*cls, call.origin);
  made->hold(plain);
  return made;
}

std::string_view need_text(Call& call, std::size_t position, std::string_view name) {
  const Value value = call.need(position, name);
  const auto text = text_of(value);
  if (!text)
    call.interp.raise("TypeError", call.interp.dotted_name(call.function) + "() argument " +
                                       std::to_string(position + 1) + " must be str, not " +
                                       call.interp.class_of(value)->name.str());
  return *text;
}

std::int64_t need_integer(Call& call, std::size_t position, std::string_view name) {
  const Value value = call.need(position, name);
  auto number = integer_of(value);
  if (!number)
    if (Value method = find_special(call.interp, value, words().index_))
      number = integer_of(call.interp.call(method, {value}, call.origin));
  if (!number)
    call.interp.raise("TypeError",
                      "'" + call.interp.class_of(value)->name.str() + "' object cannot be interpreted as an integer");
  return *number;
}

}  // namespace trueup::py
