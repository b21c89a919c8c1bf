// Names that the evaluator itself looks for, interned once: words().init_ is "__init__".
#pragma once
#include "base/symbol.h"

namespace trueup::py {

struct Words {
#define TRUEUP_WORD(name) Symbol name##_{"__" #name "__"}
  TRUEUP_WORD(abs); TRUEUP_WORD(add); TRUEUP_WORD(all); TRUEUP_WORD(annotations); TRUEUP_WORD(args); TRUEUP_WORD(bases);
  TRUEUP_WORD(bool); TRUEUP_WORD(call); TRUEUP_WORD(cause); TRUEUP_WORD(class); TRUEUP_WORD(class_getitem);
  TRUEUP_WORD(code); TRUEUP_WORD(contains); TRUEUP_WORD(defaults); TRUEUP_WORD(delattr); TRUEUP_WORD(delete);
  TRUEUP_WORD(delitem); TRUEUP_WORD(dict); TRUEUP_WORD(dir); TRUEUP_WORD(doc); TRUEUP_WORD(enter); TRUEUP_WORD(eq);
  TRUEUP_WORD(exit); TRUEUP_WORD(file); TRUEUP_WORD(float); TRUEUP_WORD(format); TRUEUP_WORD(func); TRUEUP_WORD(ge);
  TRUEUP_WORD(get); TRUEUP_WORD(getattr); TRUEUP_WORD(getattribute); TRUEUP_WORD(getitem); TRUEUP_WORD(globals);
  TRUEUP_WORD(gt); TRUEUP_WORD(hash); TRUEUP_WORD(index); TRUEUP_WORD(init); TRUEUP_WORD(init_subclass);
  TRUEUP_WORD(instancecheck); TRUEUP_WORD(int); TRUEUP_WORD(invert); TRUEUP_WORD(iter); TRUEUP_WORD(kwdefaults);
  TRUEUP_WORD(le); TRUEUP_WORD(len); TRUEUP_WORD(lt); TRUEUP_WORD(match_args); TRUEUP_WORD(members);
  TRUEUP_WORD(metadata); TRUEUP_WORD(missing); TRUEUP_WORD(module); TRUEUP_WORD(mro); TRUEUP_WORD(mro_entries);
  TRUEUP_WORD(name); TRUEUP_WORD(ne); TRUEUP_WORD(neg); TRUEUP_WORD(new); TRUEUP_WORD(next); TRUEUP_WORD(origin);
  TRUEUP_WORD(package); TRUEUP_WORD(parameters); TRUEUP_WORD(path); TRUEUP_WORD(pos); TRUEUP_WORD(post_init);
  TRUEUP_WORD(prepare); TRUEUP_WORD(qualname); TRUEUP_WORD(repr); TRUEUP_WORD(reversed); TRUEUP_WORD(self);
  TRUEUP_WORD(set); TRUEUP_WORD(set_name); TRUEUP_WORD(setattr); TRUEUP_WORD(setitem); TRUEUP_WORD(slots);
  TRUEUP_WORD(str); TRUEUP_WORD(subclasscheck); TRUEUP_WORD(subclasses); TRUEUP_WORD(type_params); TRUEUP_WORD(value);
  TRUEUP_WORD(wrapped); TRUEUP_WORD(builtins); TRUEUP_WORD(orig_bases);
#undef TRUEUP_WORD
  Symbol star{"*"}, main{"__main__"}, metaclass{"metaclass"}, args{"args"}, name{"name"}, value{"value"},
      type_checking{"TYPE_CHECKING"}, typing{"typing"}, typing_extensions{"typing_extensions"}, underscore{"_"},
      lambda{"<lambda>"}, builtins{"builtins"};
};

inline const Words& words() {
  static const Words made;
  return made;
}

}  // namespace trueup::py
