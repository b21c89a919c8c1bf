// The evaluator of Python: loads modules from the given roots, and those they import, and runs them far enough to know
// the values of their names. It knows the language and the commonest of the standard library; what other packages mean
// comes from plug-ins (native.h). It has no files beyond the sources under the roots, no network, environment or clock.
//
// Rules for what cannot be known: an import from outside gives an Opaque module, also within try/except ImportError; an
// `if`, `while` or `for` that an Opaque decides runs no branch, and the names its branches would have bound or changed
// become Opaque (and `skips()` tells of it); an exception that nobody catches ends only the statement, at the top of a
// module or class body, that raised it: its targets become Opaque and a warning says so, and reading goes on, but for a
// `raise` of the module that no condition guards. Where `except ImportError` has another way for a package that nobody
// knows, what the two ways leave differently is Opaque, unless Options::lacks says that the package is not there.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "python/native.h"
#include "python/value.h"

namespace trueup::py {

struct Budgets {
  std::uint64_t steps = 200'000'000;         // expressions and statements evaluated, all modules together
  std::uint64_t module_steps = 50'000'000;   // within one module's top level
  std::uint32_t depth = 900;                 // nested calls; more raises RecursionError, as in Python
  std::size_t stack_bytes = 4u << 20;        // of the C++ stack, counted from where the evaluator was entered
  std::size_t bytes = 512u << 20;            // of values
  std::size_t text_bytes = 16u << 20;        // of one string, list or tuple made by one operation
  std::uint32_t yields = 100'000;            // of one generator; what follows is unknown
  std::size_t source_bytes = 4u << 20;       // of sources kept; beyond, a file is read again where code comes back to it
};

struct Options {
  std::vector<std::string> roots;                  // folders that absolute imports start from, in order
  // How paths below the first root begin when they are shown: "backend" for a root of that name; empty: as seen from it.
  std::string shown_root = {};
  std::map<std::string, std::string> environment;  // os.environ
  // Module-level names by dotted ("app.settings.PREFIX") or bare name, parsed as Python literals, else taken as text;
  // they win over what the code assigns. Also added to the environment.
  std::map<std::string, std::string> defines;
  Budgets budgets = {};
  // Whether a package outside the roots ("fancy" of fancy.part) is known not to be there. Asked where the code has another
  // way (try: import fancy, except ImportError: …), which then is the way it goes.
  std::function<bool(const std::string& package)> lacks = {};
  // A call of an async function runs it at once, and `await` gives what it returned: for code that runs by itself, as
  // scripts do. Otherwise what it would return is not known.
  bool runs_async = false;
  // Whether an unknown value is taken to equal a text, to hold it, to begin with it; where that is known of such a value.
  std::function<Truth(const Opaque& unknown, std::string_view text)> matches = {};
  // What an attribute of an unknown value surely is, whatever the value; nothing where nobody can say.
  std::function<Value(const Opaque& of, Symbol attr)> attribute_of = {};
  // Folders of installed packages (site-packages). Of them is read only what somebody wants, and what that imports of
  // its own package; everything else stays as unknown as if it were not there.
  std::vector<std::string> installed = {};
  std::function<bool(std::string_view dotted, std::string_view text)> wants_installed = {};  // a module, by its text
  std::function<bool(const ast::ClassDef& of, const std::vector<Value>& bases)> wants_bases =
      {};  // those of a class statement
};

// A piece of code that was not run because an Opaque would have decided it.
struct Skip {
  Origin origin;       // of the statement
  std::string reason;  // "depends on settings.DEBUG, which is not in the project (app/models.py:3)"
  const ast::Stmt* statement = nullptr;
  Module* module = nullptr;
};

class Interpreter {
 public:
  explicit Interpreter(Options options);
  ~Interpreter();
  Interpreter(const Interpreter&) = delete;
  Interpreter& operator=(const Interpreter&) = delete;

  // ---- modules ----
  // `fill` runs when `name` ("sqlalchemy.orm") is first imported. Submodules nobody added are Opaque modules.
  void add_native(std::string name, void (*fill)(ModuleWriter&));
  // What a package that is not there means, told in Python: runs when `name`, or a module below it that nobody added,
  // is first imported. What it declares has no place; names that it lacks are opaque.
  void add_declared(std::string name, std::string_view source);
  // Loads a module of the roots, and what it imports. Errors: python-import (no such module), python-syntax …; what
  // went wrong inside it is in diags().
  Result<Module*> import(std::string_view dotted);
  // One file by path, as the module of this name ("models" for "db/models.py").
  Result<Module*> import_file(const std::string& path, std::string_view dotted);
  Module* find_module(std::string_view dotted) const;  // already loaded or native, else nullptr
  const std::vector<Module*>& modules_loaded() const;  // those of the roots, in the order their execution began
  const std::vector<Module*>& installed_loaded() const;  // … of Options::installed
  // Runs after each project module has been executed.
  void after_module(std::function<void(Module&)> hook);
  // Runs when something that is not known is called: it may do anything with what it is given.
  void on_unknown_call(std::function<void(const Opaque& called, const Call&)> hook);
  // Runs when an exception ended a statement of a module or class body; what is lost by that the hook may add to the Diag.
  void on_failure(std::function<void(const ast::Stmt&, const Module&, Diag&)> hook);
  // Runs for each new class that has a base of which nothing is known, after the hooks of native classes.
  void on_class_of_unknown(std::function<void(Class&, const Origin&)> hook);
  void diag(Diag diag);
  const Diags& diags() const;
  const std::vector<Skip>& skips() const;
  const Options& options() const;
  std::uint64_t steps() const;
  void* context = nullptr;  // a plug-in's state, for its hooks: interp.context

  // ---- making values ----
  Heap& heap();
  Value none() const;
  Value boolean(bool value) const;
  Value boolean(Truth truth, const Origin& at);  // unknown: Opaque
  Value integer(std::int64_t value);
  Value real(double value);
  Value text(std::string_view value);
  Value text(Symbol value);
  Value bytes(std::string_view value);
  Value tuple(const std::vector<Value>& elements);
  Value tuple(Span<Value> elements);  // takes the span, which must lie on the heap
  List* list(std::vector<Value> elements = {});
  Dict* dict();
  Set* set(bool frozen = false);
  Value opaque(std::string_view reason, const Origin& at, std::string_view name = {});
  // What follows from an Opaque: same reason and place, name extended (".attr", "()", "[…]").
  Value opaque_from(const Opaque& from, std::string_view more = {});
  Value function(std::string_view name, NativeCode code, std::string_view dotted = {}, Value bound = {});
  Instance* instance(Class& cls, const Origin& at);
  template <class T>
  Instance* instance(Class& cls, const Origin& at, T* payload) {
    Instance* made = instance(cls, at);
    set_payload(*made, payload);
    return made;
  }
  // Python's type(name, bases, attrs).
  Class* make_class(std::string_view name, std::vector<Value> bases, Names attrs, const Origin& at,
                    std::vector<Named> keywords = {});
  Class* native_class(const NativeType& type, std::string_view module, std::vector<Class*> bases = {},
                      Class* metaclass = nullptr);
  Class* builtin(std::string_view name);  // "object", "int", "TypeError"

  // ---- what Python code could do with them; raise as it would ----
  Value get(Value object, Symbol attr, const Origin& at);
  Value find(Value object, Symbol attr, const Origin& at);  // nothing instead of AttributeError
  void set(Value object, Symbol attr, Value value, const Origin& at);
  void del(Value object, Symbol attr, const Origin& at);
  Value call(Value function, const std::vector<Value>& args, const Origin& at, const std::vector<Named>& keywords = {});
  Value call(Call call);  // call.function is what is called
  Value subscript(Value object, Value key, const Origin& at);
  Value binary(ast::Operator op, Value left, Value right, const Origin& at);
  Value compare(ast::CompareOperator op, Value left, Value right, const Origin& at);
  Truth truth(Value value);
  Truth equal(Value a, Value b);
  Truth is_instance(Value value, Value cls);  // a class, union or tuple of these
  enum class Conversion : std::uint8_t { str, repr };
  Value text_or_opaque(Value value, Conversion how);  // a Text, or an Opaque where the value holds one
  std::string repr(Value value);
  std::string str(Value value);
  // All elements of an iterable. Unknown ones: `unknown` is set and the elements are those known before it.
  struct Elements {
    std::vector<Value> values;
    Opaque* unknown = nullptr;
  };
  Elements elements(Value iterable, const Origin& at);
  Class* class_of(Value value);
  // "datetime.datetime.utcnow", "app.models.User", "typing.Optional": of functions, classes, special forms, opaques.
  std::string dotted_name(Value value);
  [[noreturn]] void raise(std::string_view exception, std::string message);
  // Runs code that may raise: nothing raised → its value; else the exception as a Diag.
  Result<Value> attempt(const std::function<Value()>& code, const Origin& at);

  // dict and set; keys compare as in Python
  Value dict_get(const Keyed& dict, Value key);  // nothing when it is not there
  Value dict_get(const Keyed& dict, std::string_view key);
  void dict_set(Dict& dict, Value key, Value value);
  bool dict_erase(Keyed& dict, Value key);
  bool set_add(Set& set, Value key);

  // ---- annotations ----
  // Evaluates it in the scope it was written in: unions, subscripts and strings become Alias; names that are not there
  // (yet, or only under TYPE_CHECKING) become ForwardRef.
  Value evaluate(const Annotation& annotation);
  // The annotation as written: "Mapped[Optional[str]]".
  std::string source(const Annotation& annotation) const;
  // What the name stands for now, with imports under TYPE_CHECKING followed; nothing when it is not to be found.
  Value resolve(const ForwardRef& ref);
  // Evaluates an expression given as text in the scope of a module or class; an Opaque when it cannot be.
  Value evaluate_text(std::string_view expression, Module& module, const Origin& at);

  struct Internals;  // internals.h: the evaluator's own parts
  Internals& internals() { return *internals_; }

 private:
  std::unique_ptr<Internals> internals_;
};

// The text of a str (or of an instance of a subclass of it, such as a member of class X(str, Enum)); nothing else.
std::optional<std::string_view> text_of(Value value);
std::optional<std::int64_t> integer_of(Value value);  // also of True, False and of subclasses of int
std::optional<bool> boolean_of(Value value);
bool is_none(Value value);
// Elements of a tuple or list, without asking anybody; empty for others.
Span<Value> sequence_of(Value value);

}  // namespace trueup::py
