// The standard library as far as models use it: which native modules there are. Names they lack are Opaque, and so are
// modules that are not listed here.
#include "python/stdlib.h"

namespace trueup::py {

void add_standard_library(Interpreter& interp) {
  add_typing(interp);
  add_abstract_classes(interp);
  add_enum(interp);
  add_functools(interp);
  add_itertools(interp);
  add_collections(interp);
  add_dataclasses(interp);
  add_regular_expressions(interp);
  add_time_and_numbers(interp);
  add_paths(interp);
  add_system(interp);
  add_texts(interp);
  add_configuration(interp);
}

}  // namespace trueup::py
