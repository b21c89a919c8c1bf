// What Python code computes with, as C++ structs. Each struct is a kind of value, named as Python names it; an
// Interpreter makes them (interpreter.h), native.h adds kinds of a plug-in's own by way of Instance::payload.
//
// `Opaque` is the value nobody could decide: something from outside the roots, from the environment, from the clock.
// It answers every attribute, call, subscript and operator with another Opaque and remembers why and where; whoever
// consumes values must look for it, and must never take it for None, for empty or for false.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/origin.h"
#include "python/ast.h"
#include "python/heap.h"
#include "python/names.h"

namespace trueup {
class Tree;
}

namespace trueup::py {

class Interpreter;
class Scope;
struct Call;
struct NativeType;
struct Class;
struct Module;
struct Opaque;
struct Tuple;

enum class Type : std::uint8_t {
  none, boolean, integer, big_integer, real, text, bytes, ellipsis, not_implemented,
  tuple, list, dict, set, slice, range, iterator,
  function, native_function, method, property, class_method, static_method, super_,
  class_, instance, module, alias, forward_ref, type_variable, opaque,
};

// Python's bool(x), x == y, x in y …, where the answer may be nobody's to give.
enum class Truth : std::uint8_t { no, yes, unknown };
inline Truth truth_of(bool answer) { return answer ? Truth::yes : Truth::no; }

// The head of every value. Its place is that of the call, display or literal that made it: for messages, and for the
// objects of a schema, which want to know where they were declared. None, True and small numbers have none.
struct Object {
  Type type;
  std::uint16_t column = 0;  // from 1, 0: not known
  std::uint32_t line = 0;
  Symbol file = {};

  explicit Object(Type type) : type(type) {}
  Origin origin() const { return {file, line, column}; }
  void place(const Origin& at) {
    file = at.file, line = at.line, column = static_cast<std::uint16_t>(at.column > 0xFFFF ? 0 : at.column);
  }
};

template <Type t>
struct Is : Object {
  static constexpr Type type_of = t;
  Is() : Object(t) {}
};

template <class T>
T* Value::as() const {
  return object_ && object_->type == T::type_of ? static_cast<T*>(object_) : nullptr;
}

// A value given by name: f(name=value), class A(name=value).
struct Named {
  Value value = {};
  Symbol name = {};
  std::uint32_t line = 0;
};

// ---- plain values ---------------------------------------------------------------------------------------------------

struct None : Is<Type::none> {};
struct Ellipsis : Is<Type::ellipsis> {};
struct NotImplemented : Is<Type::not_implemented> {};
struct Boolean : Is<Type::boolean> { bool value = false; };
struct Integer : Is<Type::integer> { std::int64_t value = 0; };
// Beyond 64 bits. Sign and magnitude, least significant digit first.
struct BigInteger : Is<Type::big_integer> {
  bool negative = false;
  Span<std::uint32_t> digits = {};
};
struct Real : Is<Type::real> { double value = 0; };
// UTF-8; lone surrogates as the three bytes UTF-8 would give them.
struct Text : Is<Type::text> {
  std::uint32_t size = 0;
  const char* data = nullptr;
  std::string_view view() const { return {data, size}; }
};
struct Bytes : Is<Type::bytes> {
  std::uint32_t size = 0;
  const char* data = nullptr;
  std::string_view view() const { return {data, size}; }
};
struct Slice : Is<Type::slice> { Value lower = {}, upper = {}, step = {}; };  // Python's None where left out
struct Range : Is<Type::range> { std::int64_t start = 0, stop = 0, step = 1; };

// ---- containers -----------------------------------------------------------------------------------------------------

struct Tuple : Is<Type::tuple> { Span<Value> elements = {}; };
struct List : Is<Type::list> { std::vector<Value> elements = {}; };

// Keys of a dict or set: insertion order, Python's equality. Kept by Interpreter::dict_* and set_*, since hashing and
// comparing keys may need to evaluate code; reading is free.
struct Keyed {
  struct Entry {
    Value key = {}, value = {};  // in a set, value is empty; a deleted entry has no key and is to be stepped over
    std::uint64_t hash = 0;
  };
  std::vector<Entry> entries = {};
  std::vector<std::uint32_t> index = {};
  std::uint32_t live = 0;  // entries that are not deleted
  Opaque* doubt = nullptr;  // a key that is not known was put in or taken out: what is not found may be there all the same
  std::size_t size() const { return live; }
};
struct Dict : Is<Type::dict>, Keyed {
  Class* cls = nullptr;        // a subclass of dict that is built in (OrderedDict, defaultdict, Counter), or nullptr
  Value factory = {};          // of a defaultdict
  Names* mirror = nullptr;     // __dict__, globals(): writing here writes there
  bool read_only = false;      // mappingproxy
};
struct Set : Is<Type::set>, Keyed { bool frozen = false; };

// What iter(), zip(), map(), a generator … give: `step` returns the next value or nothing at the end. A generator's
// body is run to its end when the first value is asked for (see run_generator), so it is a list with a late start.
struct Iterator : Is<Type::iterator> {
  Value (*step)(Interpreter&, Iterator&) = nullptr;
  Value source = {}, extra = {};    // as `step` needs them
  std::int64_t at = 0, end = 0;
  std::vector<Value> ready = {};    // values known beforehand
  Opaque* unknown = nullptr;        // what follows `ready` is not known: the end must not be taken for the end
  Value result = {};                // of a generator: what it returned
  std::string_view name = "iterator";
};

// ---- functions ------------------------------------------------------------------------------------------------------

struct Function : Is<Type::function> {
  Symbol name = {}, qualname = {};
  Module* module = nullptr;
  Scope* closure = nullptr;                // where it was defined
  ast::FunctionDef* definition = nullptr;  // nullptr for a lambda
  const ast::Lambda* lambda = nullptr;
  Span<ast::Parameter*> parameters = {};
  Span<Value> defaults = {};               // one per parameter; empty where it has none
  Names attrs = {};                        // f.x = 1, and __name__, __doc__ … where assigned
  bool is_async = false;
};

using NativeCode = Value (*)(Call&);

struct NativeFunction : Is<Type::native_function> {
  Symbol name = {};
  Symbol dotted = {};       // "datetime.datetime.utcnow": how a reader recognises it
  NativeCode code = nullptr;
  bool is_method = false;   // found on a class it binds as a function does; the receiver is Call::self, not in args
  Value bound = {};         // anything the code needs: functools.partial keeps its function here
  const void* more = nullptr;
  Names attrs = {};         // what functools.wraps and code that writes f.x put there
};

// A function found through an instance or class.
struct Method : Is<Type::method> { Value self = {}, function = {}; };
struct Property : Is<Type::property> {
  Value getter = {}, setter = {}, deleter = {}, doc = {};
  Symbol name = {};
  bool cached = false;  // functools.cached_property
};
struct ClassMethod : Is<Type::class_method> { Value function = {}; };
struct StaticMethod : Is<Type::static_method> { Value function = {}; };
struct Super : Is<Type::super_> {
  Class* after = nullptr;  // look-up begins behind it
  Value self = {};         // instance or class
  Class* start = nullptr;  // whose MRO
};

// ---- classes --------------------------------------------------------------------------------------------------------

// `name: annotation` of a class, module or parameter: not evaluated before somebody asks (Interpreter::evaluate).
struct Annotation {
  Symbol name = {};
  std::uint32_t line = 0, column = 0;
  ast::Place written = {};                // in the source of its scope's code; parsed when it is evaluated
  const ast::Expr* expression = nullptr;  // instead, where the tree keeps it
  Value value = {};                       // instead of both, where code assigned to __annotations__
  Scope* scope = nullptr;
  Origin origin() const;
};

// What stands behind an instance or class, told by a number: nothing, a Value, or a plug-in's struct (see payload_of).
using PayloadTag = std::uint32_t;
constexpr PayloadTag held_value = 1;

struct Class : Is<Type::class_> {
  Symbol name = {}, qualname = {};
  Symbol module_name = {};
  Module* module = nullptr;          // nullptr: native
  std::vector<Value> bases = {};     // as given, behind __mro_entries__; an Opaque may be among them
  std::vector<Class*> mro = {};      // itself first, object last
  Names attrs = {};                  // in order of the class body, each with its line
  std::vector<Annotation> annotations = {};  // its own only, in order
  std::vector<Named> keywords = {};  // class A(Base, table=True); without metaclass=
  Class* metaclass = nullptr;
  const NativeType* native = nullptr;  // its hooks, each the first that is given along its MRO; may be nullptr
  const NativeType* own_native = nullptr;  // as the plug-in described this very class
  bool is_native = false;              // made by C++, not by project code
  bool by_new_alone = false;           // of type.__new__(), after which no __init__ of the metaclass runs
  Type holds = Type::instance;         // a subclass of int, str, dict …: the type of Instance::held()
  Opaque* unknown_base = nullptr;      // some base is not known: attributes that are missing are opaque, not errors
  std::vector<Value> unknown_decorators = {};  // opaque decorators are assumed to give back the class they were given
  const ast::ClassDef* definition = nullptr;
  Tree* tree = nullptr;
  Scope* scope = nullptr;              // of its body, for its annotations
  PayloadTag payload_tag = 0;
  void* payload = nullptr;             // a plug-in's, see payload_of
  // Which of these the project's classes in the MRO define; asked at every access of an attribute.
  bool has_getattribute = false, has_getattr = false, has_setattr = false, has_delattr = false;
  void* extra = nullptr;               // the evaluator's own: members of an enum, fields of a dataclass
  const void* extra_tag = nullptr;

  bool is_subclass_of(const Class* other) const {
    for (const Class* c : mro)
      if (c == other) return true;
    return false;
  }
  // Through the MRO; nothing when there is none. No descriptor is asked.
  Value find(Symbol attr, Class** owner = nullptr) const {
    for (Class* c : mro)
      if (Value found = c->attrs.find(attr)) {
        if (owner) *owner = c;
        return found;
      }
    return {};
  }
};

struct Instance : Is<Type::instance> {
  PayloadTag payload_tag = 0;
  Class* cls = nullptr;
  Names attrs = {};
  void* payload = nullptr;

  // The int, str, dict … that an instance of a subclass of these is; nothing for others. It takes the payload's place.
  Value held() const { return payload_tag == held_value ? Value(static_cast<Object*>(payload)) : Value(); }
  void hold(Value value) {
    payload = value.object();
    payload_tag = value ? held_value : 0;
  }
};

struct Module : Is<Type::module> {
  enum class State : std::uint8_t { running, done, failed };
  Symbol name = {};            // dotted
  Symbol path = {};            // of its file, as messages show it; empty for native ones and namespace packages
  std::string file = {};       // as it was opened
  std::vector<std::string> search = {};  // folders of a package's submodules
  bool is_package = false, is_native = false;
  bool is_declared = false;   // told in Python, not in C++: native all the same
  bool is_installed = false;  // of Options::installed
  bool is_unrun = false;      // an installed package whose own code nobody wanted
  bool is_shared = false;  // a package that lies in several places, of which not all may be here
  State state = State::running;
  Names attrs = {};
  std::vector<Annotation> annotations = {};
  Tree* tree = nullptr;
  Scope* scope = nullptr;
  Opaque* unknown_star = nullptr;  // from outside import *: names that are missing are opaque, not errors
  Value (*missing)(Interpreter&, Module&, Symbol) = nullptr;  // native: asked for names that attrs lacks
};

// list[int], Optional[int], int | None, Annotated[str, x], Mapped[int]: `origin` is the class or special form
// ("typing.Union" for every union, whose members are flattened), `args` what stands in brackets.
struct Alias : Is<Type::alias> {
  Value origin = {};
  Span<Value> args = {};
};
// A name in an annotation that is not there when the annotation is evaluated: a string, a class defined further down,
// or one imported under TYPE_CHECKING. Interpreter::resolve looks for it when it is needed.
struct ForwardRef : Is<Type::forward_ref> {
  std::string_view text = {};
  Scope* scope = nullptr;
  Module* module = nullptr;
};
// TypeVar, ParamSpec, TypeVarTuple; also `type X = …`, whose value is evaluated when asked (is_alias).
struct TypeVariable : Is<Type::type_variable> {
  Symbol name = {};
  Value bound = {};
  Span<Value> constraints = {};
  bool is_alias = false;
  Annotation value = {};  // of `type X = value`
};

struct Opaque : Is<Type::opaque> {
  std::string_view reason = {};  // "is not in the project", "depends on settings.DEBUG (app/models.py:3)"
  Symbol name = {};              // "settings.SCORE_TYPE" where it has one
  bool is_module = false;        // import of it succeeded, so far as we know
  bool is_missing_import = false;  // the top of what an import outside the roots gave
  // os.getenv("X") of a variable that is not set: in tests it is as false and as equal to None as for Python, so that
  // code falls back as it was written to; as a value it stays unknown.
  bool is_unset = false;
};

// "settings.SCORE_TYPE, which is not in the project (app/models.py:12)": to go behind "depends on".
std::string describe(const Opaque& opaque);

}  // namespace trueup::py
