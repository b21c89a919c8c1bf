// What a plug-in brings to the evaluator: modules, functions and classes written in C++.
//
// A module is filled when it is first imported (Interpreter::add_native). Its functions are plain C++ functions or
// lambdas without captures, `Value f(Call&)`. Its classes are described by a NativeType each: a constant with a hook
// for whatever the class does differently from an ordinary one; project code subclasses them as any other class, and
// the hooks are inherited. A hook that returns nothing (a null Value, false) says "not my business": the evaluator goes
// on as if there were no hook. To raise a Python exception from any of them: call.interp.raise("TypeError", "message").
#pragma once
#include <string_view>

#include "python/value.h"

namespace trueup::py {

// One call as native code sees it. Arguments lie on the caller's stack: keep Values, not the Spans.
struct Call {
  Interpreter& interp;
  Value function = {};  // what is called: the NativeFunction, or the Class in a construct hook
  Value self = {};      // receiver of a method; the class in construct; the new instance in init
  Span<Value> args = {};
  Span<Named> keywords = {};
  Origin origin = {};  // of the call expression
  // *args or **kwargs of an unknown value stood in the call: there may be more arguments than these.
  Opaque* unknown_args = nullptr;

  std::size_t size() const { return args.size(); }
  // The argument at this position or of this name; nothing when it was not given.
  Value arg(std::size_t position, std::string_view name = {}) const;
  Value keyword(std::string_view name) const;
  Value keyword(Symbol name) const;
  // Like arg, but raises TypeError when it was not given.
  Value need(std::size_t position, std::string_view name = {}) const;
};

// left OP right, with one operand an instance of the hook's class; `reflected` when that is the right one.
struct Operation {
  Interpreter& interp;
  ast::Operator op;
  Value left = {}, right = {};
  bool reflected = false;
  Origin origin = {};
};
struct Comparison {
  Interpreter& interp;
  ast::CompareOperator op;  // never is, is_not; `in`: self on the right side
  Value left = {}, right = {};
  bool reflected = false;
  Origin origin = {};
};

// A class as C++ describes it. All hooks may be nullptr. The order in which an attribute of an instance is looked for:
// get hook, data descriptors and properties of the MRO, the instance's own attrs, other class attributes (functions
// bind, descriptors are asked), missing hook, __getattr__ of the project.
struct NativeType {
  std::string_view name = {};  // "Column"

  // __new__: makes an instance for Class(...); Call::self is the class, maybe a subclass of the project. Without it an
  // Instance is made. Also reached by super().__new__(cls, …). Afterwards __init__ is run: the project's, else `init`.
  Value (*construct)(Call&) = nullptr;
  // __init__: Call::self is the instance. Also reached by super().__init__(…) of the project's subclasses. Without it
  // (and without construct) the next class of the MRO is asked; object takes no arguments and does nothing.
  void (*init)(Call&) = nullptr;

  // x.name: before anything else / when nothing else was found.
  Value (*get)(Interpreter&, Instance&, Symbol name, const Origin&) = nullptr;
  Value (*missing)(Interpreter&, Instance&, Symbol name, const Origin&) = nullptr;
  bool (*set)(Interpreter&, Instance&, Symbol name, Value, const Origin&) = nullptr;  // true: done
  bool (*del)(Interpreter&, Instance&, Symbol name, const Origin&) = nullptr;

  Value (*call)(Call&) = nullptr;  // x(...): Call::self is x
  Value (*subscript)(Interpreter&, Instance&, Value key, const Origin&) = nullptr;
  bool (*set_subscript)(Interpreter&, Instance&, Value key, Value, const Origin&) = nullptr;
  Value (*binary)(const Operation&) = nullptr;
  Value (*compare)(const Comparison&) = nullptr;
  Value (*unary)(Interpreter&, ast::UnaryOperator, Instance&, const Origin&) = nullptr;  // not `not`
  Value (*iterate)(Interpreter&, Instance&, const Origin&) = nullptr;  // a list, tuple, Iterator or Opaque
  Value (*length)(Interpreter&, Instance&) = nullptr;                  // an Integer or Opaque
  Value (*truth)(Interpreter&, Instance&) = nullptr;                   // a Boolean or Opaque; else true
  Value (*repr)(Interpreter&, Instance&) = nullptr;                    // a Text or Opaque
  Value (*str)(Interpreter&, Instance&) = nullptr;

  // The instance is found as a class attribute: owner.name with instance == nullptr, else instance.name. What
  // __get__ does: hybrid_property, declared_attr, instrumented attributes.
  Value (*found_on_class)(Interpreter&, Instance& found, Value instance, Class& owner, Symbol name,
                          const Origin&) = nullptr;
  bool (*set_through)(Interpreter&, Instance& found, Value instance, Symbol name, Value, const Origin&) = nullptr;
  // What __set_name__ does: the instance stands in the body of `owner` under `name`.
  void (*set_name)(Interpreter&, Instance& self, Class& owner, Symbol name) = nullptr;

  // Class.name (found nowhere in the MRO), Class[...], Class.name = value, del Class.name for the class and subclasses.
  Value (*class_get)(Interpreter&, Class&, Symbol name, const Origin&) = nullptr;      // first of all
  Value (*class_missing)(Interpreter&, Class&, Symbol name, const Origin&) = nullptr;  // last
  Value (*class_subscript)(Interpreter&, Class&, Value key, const Origin&) = nullptr;
  bool (*class_set)(Interpreter&, Class&, Symbol name, Value, const Origin&) = nullptr;
  void (*class_has_set)(Interpreter&, Class&, Symbol name, Value, const Origin&) = nullptr;  // after it was set
  bool (*class_del)(Interpreter&, Class&, Symbol name, const Origin&) = nullptr;
  Value (*class_call)(Call&) = nullptr;  // Class(...) of a *metaclass*'s classes: what its __call__ does
  Value (*class_iterate)(Interpreter&, Class&, const Origin&) = nullptr;  // for x in Class
  Value (*instance_check)(Interpreter&, Class&, Value) = nullptr;  // isinstance(value, Class): a Boolean or Opaque
  Value (*class_operator)(const Operation&) = nullptr;             // Class | x, where the class is an operand

  // A subclass has been made, by a class statement or type(): its attrs, bases, mro, annotations and keywords are
  // there, __set_name__ and the project's __init_subclass__ have run. Not called for the native class itself. Every
  // native class of the MRO that has the hook is told, the one nearest to object first. `created_early` comes before
  // __set_name__ and __init_subclass__ (Enum makes its members there).
  void (*created_early)(Interpreter&, Class&, const Origin&) = nullptr;
  void (*created)(Interpreter&, Class&, const Origin&) = nullptr;
};

// ---- payloads: a plug-in's struct behind an instance, a class … -----------------------------------------------------

template <class T>
inline constexpr char mark_of = 0;  // its address tells the type
// Half of that address is as good: no program is as large as 4 GiB.
template <class T>
PayloadTag payload_tag_of() {
  return static_cast<PayloadTag>(reinterpret_cast<std::uintptr_t>(&mark_of<T>));
}

// The struct that set_payload<T> put there; nullptr when there is none or one of another type.
template <class T>
T* payload_of(const Instance& instance) {
  return instance.payload_tag == payload_tag_of<T>() ? static_cast<T*>(instance.payload) : nullptr;
}
template <class T>
T* payload_of(const Class& cls) {
  return cls.payload_tag == payload_tag_of<T>() ? static_cast<T*>(cls.payload) : nullptr;
}
template <class T>
T* payload_of(Value value) {
  if (Instance* instance = value.as<Instance>()) return payload_of<T>(*instance);
  if (Class* cls = value.as<Class>()) return payload_of<T>(*cls);
  return nullptr;
}
template <class T, class Holder>
void set_payload(Holder& holder, T* payload) {
  holder.payload = payload;
  holder.payload_tag = payload_tag_of<T>();
}

// ---- filling a module -----------------------------------------------------------------------------------------------

// Convenience for Interpreter::add_native's callback: names what is put into the module by its dotted name.
class ModuleWriter {
 public:
  ModuleWriter(Interpreter& interp, Module& module) : interp_(interp), module_(module) {}
  Interpreter& interp() { return interp_; }
  Module& module() { return module_; }

  ModuleWriter& function(std::string_view name, NativeCode code);
  // `type` must outlive the Interpreter (a static constant). Bases: classes; without any, object.
  Class& cls(const NativeType& type, std::vector<Class*> bases = {}, Class* metaclass = nullptr);
  ModuleWriter& method(Class& cls, std::string_view name, NativeCode code);
  ModuleWriter& class_method(Class& cls, std::string_view name, NativeCode code);  // Call::self is the class
  ModuleWriter& static_method(Class& cls, std::string_view name, NativeCode code);
  ModuleWriter& property(Class& cls, std::string_view name, NativeCode getter);
  ModuleWriter& value(std::string_view name, Value value);
  // The same object under another name: re-exports such as sqlalchemy.Column of sqlalchemy.schema.Column.
  ModuleWriter& from(std::string_view module, std::initializer_list<std::string_view> names);

 private:
  Interpreter& interp_;
  Module& module_;
};

}  // namespace trueup::py
