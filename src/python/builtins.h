// The parts of the module `builtins`, each in a file of its own.
#pragma once
#include "python/internals.h"

namespace trueup::py {

void add_builtin_classes(ModuleWriter& into);  // builtins_classes.cpp: object, type, int, str … and how they are made
void add_exceptions(ModuleWriter& into);       // builtins_exceptions.cpp
void add_builtin_functions(ModuleWriter& into);  // builtins_functions.cpp: len, sorted, getattr …
void add_text_methods(ModuleWriter& into);       // builtins_text.cpp: str and bytes
void add_sequence_methods(ModuleWriter& into);   // builtins_sequences.cpp: list, tuple, iterators
void add_mapping_methods(ModuleWriter& into);    // builtins_mappings.cpp: dict, set, and dict's views

// The receiver of a method, or the argument of a function, as the plain value it must be.
template <class T>
T& self_as(Call& call) {
  T* self = held(call.self).as<T>();
  if (!self)
    call.interp.raise("TypeError", "descriptor '" + call.interp.dotted_name(call.function) + "' does not apply to a '" +
                                       call.interp.class_of(call.self)->name.str() + "' object");
  return *self;
}

// An instance of a subclass of int, str, dict …: holds the plain value; the plain value itself for the class proper.
Value hold(Call& call, Value plain);

Value interp_opaque(Call& call, const Opaque& unknown);
// The first argument that is opaque, where nothing can be said without all of them.
inline Opaque* unknown_argument(const Call& call) {
  if (call.unknown_args) return call.unknown_args;
  for (Value arg : call.args)
    if (Opaque* unknown = opaque_in(arg)) return unknown;
  for (const Named& named : call.keywords)
    if (Opaque* unknown = opaque_in(named.value)) return unknown;
  return nullptr;
}

// For code that needs all arguments known.
#define TRUEUP_NEED_KNOWN(call) \
  if (::trueup::py::Opaque* unknown_ = unknown_argument(call)) return (call).interp.opaque_from(*unknown_)

std::string_view need_text(Call& call, std::size_t position, std::string_view name = {});
std::int64_t need_integer(Call& call, std::size_t position, std::string_view name = {});
// A sorted copy by Python's rules (stable, key=, reverse=); `unknown` is set when the order is not known.
std::vector<Value> sorted(Call& call, std::vector<Value> values, Opaque*& unknown);

}  // namespace trueup::py
