// ModuleWriter: how plug-ins and the evaluator's own standard library put names into modules.
#include "python/native.h"

#include "python/internals.h"

namespace trueup::py {

ModuleWriter& ModuleWriter::function(std::string_view name, NativeCode code) {
  module_.attrs.set(Symbol(name), interp_.function(name, code, module_.name.str() + "." + std::string(name)));
  return *this;
}

Class& ModuleWriter::cls(const NativeType& type, std::vector<Class*> bases, Class* metaclass) {
  Class* made = interp_.native_class(type, module_.name.view(), std::move(bases), metaclass);
  module_.attrs.set(made->name, made);
  return *made;
}

static NativeFunction* make(Interpreter& interp, Class& cls, std::string_view name, NativeCode code, bool is_method) {
  NativeFunction* made =
      interp.function(name, code, cls.module_name.str() + "." + cls.qualname.str() + "." + std::string(name))
          .as<NativeFunction>();
  made->is_method = is_method;
  return made;
}

ModuleWriter& ModuleWriter::method(Class& cls, std::string_view name, NativeCode code) {
  cls.attrs.set(Symbol(name), make(interp_, cls, name, code, true));
  return *this;
}

ModuleWriter& ModuleWriter::class_method(Class& cls, std::string_view name, NativeCode code) {
  ClassMethod* made = interp_.heap().make<ClassMethod>();
  made->function = make(interp_, cls, name, code, true);
  cls.attrs.set(Symbol(name), made);
  return *this;
}

ModuleWriter& ModuleWriter::static_method(Class& cls, std::string_view name, NativeCode code) {
  StaticMethod* made = interp_.heap().make<StaticMethod>();
  made->function = make(interp_, cls, name, code, false);
  cls.attrs.set(Symbol(name), made);
  return *this;
}

ModuleWriter& ModuleWriter::property(Class& cls, std::string_view name, NativeCode getter) {
  Property* made = interp_.heap().make<Property>();
  made->getter = make(interp_, cls, name, getter, true);
  made->name = Symbol(name);
  cls.attrs.set(Symbol(name), made);
  return *this;
}

ModuleWriter& ModuleWriter::value(std::string_view name, Value value) {
  module_.attrs.set(Symbol(name), value);
  return *this;
}

ModuleWriter& ModuleWriter::from(std::string_view module, std::initializer_list<std::string_view> names) {
  const Value source = import_module(interp_, Symbol(module), {});
  for (const std::string_view name : names)
    module_.attrs.set(Symbol(name), import_from(interp_, source, Symbol(name), {}));
  return *this;
}

}  // namespace trueup::py
