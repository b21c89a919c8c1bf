// The parts of the standard library, a file each.
#pragma once
#include "python/builtins.h"

namespace trueup::py {

void add_typing(Interpreter& interp);               // typing, typing_extensions, types, abc
void add_abstract_classes(Interpreter& interp);     // collections.abc, numbers
void add_enum(Interpreter& interp);                 // enum
void add_functools(Interpreter& interp);            // functools, operator
void add_itertools(Interpreter& interp);            // itertools, contextlib
void add_collections(Interpreter& interp);          // collections
void add_dataclasses(Interpreter& interp);          // dataclasses
void add_regular_expressions(Interpreter& interp);  // re
void add_time_and_numbers(Interpreter& interp);     // datetime, decimal, uuid, fractions, math, random, secrets, time
void add_system(Interpreter& interp);               // os, sys, importlib, pkgutil, inspect, logging, warnings, copy
void add_paths(Interpreter& interp);                // pathlib
void add_texts(Interpreter& interp);                // string, textwrap, json, hashlib, base64
void fill_files(ModuleWriter& into);                // open(), among the builtins
void add_configuration(Interpreter& interp);        // configparser

// A path given as a str or as something of pathlib. need_path: TypeError for anything else.
std::optional<std::string> path_of(Value value);
std::string need_path(Call& call, std::size_t position);
// Without "." and "..", where these can go; "." for none.
std::string normalized_path(std::string_view path);
bool is_under_roots(Interpreter& interp, std::string_view path);

// A native function value for use outside of a ModuleWriter, with something bound to it.
inline Value native(Interpreter& interp, std::string_view name, NativeCode code, Value bound = {},
                    std::string_view dotted = {}) {
  return interp.function(name, code, dotted, bound);
}
inline Value bound_of(const Call& call) { return call.function.as<NativeFunction>()->bound; }

// A submodule such as collections.abc is an attribute of its parent without an import of its own.
inline Value give_back_first(Call& call) { return call.need(0); }
inline Value give_none(Call& call) { return call.interp.none(); }
// The positional arguments as a tuple.
inline Value all_args(Call& call) { return call.interp.tuple(std::vector<Value>(call.args.begin(), call.args.end())); }
// What only a running program knows: the clock, chance, the machine.
inline Value only_at_run_time(Call& call) {
  return call.interp.opaque("is known only when the program runs", call.origin,
                            call.interp.dotted_name(call.function) + "()");
}

}  // namespace trueup::py
