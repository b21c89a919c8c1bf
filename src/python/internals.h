// The evaluator's own parts, shared by its files and by nobody else.
#pragma once
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "python/interpreter.h"
#include "python/scope.h"
#include "python/words.h"

namespace trueup::py {

// A Python exception on its way. Inside the evaluator they are C++ exceptions: a run raises few of them, and every
// function that may raise would otherwise test for it after each call. None leaves the Interpreter's entry points.
struct Raised {
  Value exception = {};
};
// A budget ran out. No `except` of the project catches it.
struct Exhausted {
  std::string what = {};
  Origin at = {};
};

// Values of call arguments while they are collected: a stack of its own, since nearly every expression needs some.
template <class T>
class ArgumentStack {
 public:
  explicit ArgumentStack(std::size_t most) : room_(new T[most]), end_(room_.get() + most), top_(room_.get()) {}
  T* top() { return top_; }
  bool push(const T& value) {
    if (top_ == end_) return false;
    *top_++ = value;
    return true;
  }
  void pop_to(T* mark) { top_ = mark; }

 private:
  std::unique_ptr<T[]> room_;
  T* end_;
  T* top_;
};

// Built-in classes the evaluator refers to by name.
struct Builtins {
  Class *object = nullptr, *type = nullptr, *none = nullptr, *boolean = nullptr, *integer = nullptr, *real = nullptr,
        *complex = nullptr, *text = nullptr, *bytes = nullptr, *bytearray = nullptr, *ellipsis = nullptr,
        *not_implemented = nullptr, *tuple = nullptr, *list = nullptr, *dict = nullptr, *set = nullptr,
        *frozenset = nullptr, *slice = nullptr, *range = nullptr, *iterator = nullptr, *generator = nullptr,
        *function = nullptr, *native_function = nullptr, *method = nullptr, *property = nullptr,
        *cached_property = nullptr, *class_method = nullptr, *static_method = nullptr, *super = nullptr,
        *module = nullptr, *alias = nullptr, *union_ = nullptr, *forward_ref = nullptr, *type_variable = nullptr,
        *opaque = nullptr, *base_exception = nullptr, *exception = nullptr, *mapping_proxy = nullptr;
};

struct ActiveTry {
  const ast::Try* statement = nullptr;
  Scope* scope = nullptr;
};

// What an annotation meant, and what the names in it stood for.
struct KnownAnnotation {
  Value value = {};
  std::vector<std::pair<Symbol, Value>> names = {};
};

struct Interpreter::Internals {
  explicit Internals(Interpreter& interp, Options options);

  Interpreter& interp;
  Options options;
  Heap heap;
  Builtins classes;
  Module* builtins = nullptr;
  Value none, yes, no, ellipsis, not_implemented, empty_tuple, union_form;
  std::vector<Value> small_integers;  // -5 … 256

  // modules
  std::unordered_map<Symbol, void (*)(ModuleWriter&)> native;
  std::unordered_map<Symbol, Value> modules;  // a Module, or an Opaque that stands for one
  std::unordered_map<Symbol, std::string_view> declared;  // packages told in Python
  std::vector<Module*> loaded, installed_loaded;
  Symbol forced = {};  // a module of an installed package that is read whatever its text
  std::vector<std::unique_ptr<Tree>> trees;
  std::unordered_map<std::string, Tree*> texts;                        // expressions in strings, parsed once
  std::unordered_map<std::string_view, KnownAnnotation> known_annotations;  // by their text, which lies on the heap
  std::unordered_map<std::string, std::vector<std::string>> listings;  // folders, read once
  std::vector<std::function<void(Module&)>> after;
  std::vector<std::function<void(const Opaque&, const Call&)>> unknown_calls;
  std::vector<std::function<void(const ast::Stmt&, const Module&, Diag&)>> failures;
  std::vector<std::function<void(Class&, const Origin&)>> classes_of_unknown;
  std::unordered_map<Symbol, Value> bare_defines;
  std::unordered_map<Symbol, std::unordered_map<Symbol, Value>> dotted_defines;

  std::map<std::string, Value, std::less<>> variables;  // of os.environ, as code has set them

  Diags diags;
  std::vector<Skip> skips;

  // running
  std::uint64_t steps = 0, step_limit = 0;
  std::size_t source_bytes = 0;  // of all files read
  std::uint32_t depth = 0, entered = 0;
  const char* stack_base = nullptr;
  Origin at = {};  // of the statement being run, for messages
  ArgumentStack<Value> arguments{1 << 16};
  ArgumentStack<Named> keywords{1 << 14};
  std::vector<ActiveTry> tries;
  std::vector<Value> handling;  // exceptions whose handlers run, for a bare `raise`
  std::vector<Scope*> spare_scopes;
  // Class statements whose metaclass is being called: type.__new__ finds the rest of the statement here.
  std::vector<std::pair<Scope*, const ast::ClassDef*>> pending_classes;
  std::vector<Scope*> running;               // innermost last: locals(), globals(), super()
  std::unordered_set<const void*> visiting;  // repr of what contains itself
  std::unordered_map<Names*, Dict*> mirrors;
  std::unordered_map<Class*, std::vector<Class*>> subclasses;
  std::unordered_map<Symbol, Value> special_forms;

  // As Options::matches, of any two values of which one is not known.
  Truth matches(Value unknown, Value text) const;
  void step() {
    if (++steps > step_limit) exhausted_steps();
  }
  [[noreturn]] void exhausted_steps();
  // Guards the C++ stack and memory; called wherever the evaluator may recurse.
  void guard() {
    char here;
    if (!stack_base) stack_base = &here;
    const std::ptrdiff_t used = stack_base - &here;
    if (used > static_cast<std::ptrdiff_t>(options.budgets.stack_bytes)) too_deep();
    if (heap.bytes() + beside_heap > options.budgets.bytes) exhausted_memory();
  }
  std::size_t beside_heap = 0;  // bytes that lists took, as far as more than one element came at a time
  // A list of `size` elements got `more` of them in one operation, which is many steps, too.
  void grew(std::size_t size, std::size_t more) {
    if (size * sizeof(Value) > options.budgets.text_bytes) too_many(size);
    beside_heap += more * sizeof(Value);
    steps += more / 16;
    if (heap.bytes() + beside_heap > options.budgets.bytes) exhausted_memory();
  }
  [[noreturn]] void too_many(std::size_t size);
  [[noreturn]] void too_deep();
  [[noreturn]] void exhausted_memory();

  Scope* new_scope(Scope::Sort sort, Scope* parent);
  void release(Scope* scope);
};

// One entry into the evaluator from outside: remembers where the stack began.
class Entry {
 public:
  explicit Entry(Interpreter::Internals& in) : in_(in) {
    char here;
    if (in_.entered++ == 0) in_.stack_base = &here;
  }
  ~Entry() {
    if (--in_.entered == 0) in_.stack_base = nullptr;
  }
  Entry(const Entry&) = delete;
  Entry& operator=(const Entry&) = delete;

 private:
  Interpreter::Internals& in_;
};

// A try statement, or a known context manager (no statement), whose body runs.
class Trying {
 public:
  Trying(Interpreter::Internals& in, const ast::Try* statement, Scope* scope) : in_(in), size_(in.tries.size()) {
    if (!statement || !statement->handlers.empty()) in_.tries.push_back({statement, scope});
  }
  ~Trying() { in_.tries.resize(size_); }
  Trying(const Trying&) = delete;
  Trying& operator=(const Trying&) = delete;

 private:
  Interpreter::Internals& in_;
  std::size_t size_;
};

// A call or class body that runs: depth, and the scope that locals() means.
class Running {
 public:
  Running(Interpreter::Internals& in, Scope* scope) : in_(in) {
    if (++in_.depth > in_.options.budgets.depth) {
      --in_.depth;
      in_.too_deep();
    }
    in_.running.push_back(scope);
  }
  ~Running() {
    in_.running.pop_back();
    --in_.depth;
  }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

 private:
  Interpreter::Internals& in_;
};

// Arguments of one call on the argument stacks; popped at the end.
class Arguments {
 public:
  explicit Arguments(Interpreter::Internals& in) : in_(in), values_(in.arguments.top()), keywords_(in.keywords.top()) {}
  ~Arguments() {
    in_.arguments.pop_to(values_);
    in_.keywords.pop_to(keywords_);
  }
  Arguments(const Arguments&) = delete;
  Arguments& operator=(const Arguments&) = delete;
  void push(Value value) {
    if (!in_.arguments.push(value)) in_.too_deep();
  }
  void push(const Named& named) {
    if (!in_.keywords.push(named)) in_.too_deep();
  }
  Span<Value> values() const { return {values_, static_cast<std::uint32_t>(in_.arguments.top() - values_)}; }
  Span<Named> named() const { return {keywords_, static_cast<std::uint32_t>(in_.keywords.top() - keywords_)}; }
  Opaque* unknown = nullptr;

 private:
  Interpreter::Internals& in_;
  Value* values_;
  Named* keywords_;
};

// ---- what the files of the evaluator offer each other
// -----------------------------------------------------------------

// class*.cpp
std::vector<Class*> linearize(Interpreter& interp, Class& cls);  // C3; raises TypeError
struct ClassParts {
  Symbol name = {}, qualname = {};
  std::vector<Value> bases = {};
  Names attrs = {};
  std::vector<Named> keywords = {};
  std::vector<Annotation> annotations = {};
  Class* metaclass = nullptr;
  const ast::ClassDef* definition = nullptr;
  bool by_new_alone = false;
  Scope* scope = nullptr;
  Origin at = {};
};
Class* build_class(Interpreter& interp, ClassParts&& parts);
void note_overrides(Class& cls);
Class* common_metaclass(Interpreter& interp, const std::vector<Value>& bases, Class* wanted);
Value type_new(Call& call);

// call*.cpp
Value call_function(Interpreter& interp, Function& function, Value self, const Call& call);
Value call_class(Interpreter& interp, Class& cls, Call& call);
Value instantiate(Interpreter& interp, Class& cls, Call& call);  // what type.__call__ does
Value run_generator(Interpreter& interp, Iterator& iterator);

// value_attributes.cpp
// A method for calling: `self` is set where the function found binds to it, so that no Method is made.
Value find_for_call(Interpreter& interp, Value object, Symbol attr, Value& self, const Origin& at);
Value bind(Interpreter& interp, Value found, Value instance, Class& owner, Symbol name, const Origin& at);
Value find_special(Interpreter& interp, Value object, Symbol name);  // project's __add__ …, as type(x).__add__ does
Dict* dict_of(Interpreter& interp, Names& names);                    // __dict__, writing through

// Functions, classes and references to names made in a call outlive it: so must the scopes they see.
void capture(Scope* scope);

// value_*.cpp
Value unary(Interpreter& interp, ast::UnaryOperator op, Value operand, const Origin& at);
Value make_iterator(Interpreter& interp, Value iterable, const Origin& at);  // an Iterator, Instance or Opaque
// The next value, nothing at the end, an Opaque when it is not known whether there is one (`unknown` is set then).
Value next_of(Interpreter& interp, Value iterator, Opaque*& unknown, const Origin& at);
std::uint64_t hash_value(Interpreter& interp, Value value);
// From outside, and called as classes are ("netaddr.IPAddress"): may be a key of a dict and a member of a union. As a
// member of a union it may have arguments: Range[int] | None.
bool is_outside_class(const Opaque& opaque);
bool is_outside_type(const Opaque& opaque);
void set_subscript(Interpreter& interp, Value object, Value key, Value value, const Origin& at);
void del_subscript(Interpreter& interp, Value object, Value key, const Origin& at);
Value contains(Interpreter& interp, Value container, Value value, const Origin& at);
Value length(Interpreter& interp, Value value, const Origin& at);
Value held(Value value);         // the int, str … behind an instance of a subclass of these; else the value itself
Opaque* opaque_in(Value value);  // the value itself, when it is opaque
Value generic_attribute(Interpreter& interp, Value object, Symbol attr, const Origin& at);
bool is_type_like(Value value);  // may stand in a union
Value make_union(Interpreter& interp, const std::vector<Value>& members, const Origin& at);
Value make_alias(Interpreter& interp, Value origin, Value key, const Origin& at);
std::string repr_text(std::string_view text);
std::string repr_bytes(std::string_view bytes);
std::string repr_real(double value);

// builtins_mappings.cpp
// Adds what dict.update(other) would; gives back why that is not known.
Opaque* update_dict(Interpreter& interp, Dict& dict, Value other, const Origin& at);

// value_format.cpp
Value format_value(Interpreter& interp, Value value, std::string_view spec, const Origin& at);
Value format_percent(Interpreter& interp, std::string_view format, Value args, const Origin& at);
Value format_braces(Interpreter& interp, std::string_view format, Span<Value> args, Span<Named> named, Value mapping,
                    const Origin& at);

// value_integer.cpp
Value parse_integer(Interpreter& interp, std::string_view digits, int base);  // nothing when it is not one
std::string integer_text(Value value, int base = 10);
Value integer_binary(Interpreter& interp, ast::Operator op, Value left, Value right, const Origin& at);
int compare_integers(Value left, Value right);
double real_of(Value number);

// imports.cpp
bool is_standard(std::string_view name);  // of the module or package, dotted or not
Value import_module(Interpreter& interp, Symbol dotted, const Origin& at);  // a Module or an Opaque; may raise
Value import_from(Interpreter& interp, Value module, Symbol name, const Origin& at);
// What stands for the package of this name, where it is none that anybody knows; nullptr otherwise.
const Opaque* package_outside(Interpreter& interp, Symbol dotted);
// ---- packages.cpp: packages beside the project ----
// Where a dotted name was found; `file` is empty for a namespace package.
struct FoundModule {
  std::string file = {};                 // empty: a namespace package
  std::vector<std::string> search = {};  // of a package
  bool is_package = false;
  bool is_compiled = false;  // nobody can read it
};
bool find_module_in(Interpreter::Internals& in, const std::vector<std::string>& folders, const std::string& name,
                    FoundModule& found);
// A module's file is read and run; what cannot be read is opaque.
Value load_module(Interpreter& interp, Symbol dotted, const FoundModule& found, const Origin& at);
// Parses what stands in a file, or in no file at all, and runs it as that module.
bool run_source(Interpreter& interp, Module& module, std::string source);
Value missing_module(Interpreter& interp, Symbol dotted, std::string_view reason, const Origin& at);
Module* make_declared_module(Interpreter& interp, Symbol name);
Value installed_module(Interpreter& interp, Symbol dotted, const FoundModule& found, const Origin& at);
// The class of an installed package that an opaque value of this name would be; nothing where there is none.
Value installed_class(Interpreter& interp, const Opaque& named, const Origin& at);
Symbol absolute_name(Interpreter& interp, Module& from, std::uint32_t level, Symbol module);
void run_module(Interpreter& interp, Module& module);
Module* make_native_module(Interpreter& interp, Symbol name);
std::vector<std::pair<std::string, bool>> submodules(Interpreter& interp, const Module& package);  // name, is a package

// eval*.cpp
Value evaluate_expression(Interpreter& interp, const ast::Expr* expression, Scope* scope);
Value look_up(Interpreter& interp, Scope* scope, Symbol name);                  // nothing when it is not there
Value parse_forward(Interpreter& interp, std::string_view text, Scope* scope);  // an annotation in quotes
Value make_forward(Interpreter& interp, std::string_view text, Scope* scope);
const ast::Expr* parse_expression(Interpreter& interp, std::string_view text);  // nullptr: it is none

// builtins*.cpp, stdlib_*.cpp
void add_builtins(Interpreter& interp);
void add_standard_library(Interpreter& interp);
Value make_exception(Interpreter& interp, Class& cls, std::string message);
std::string exception_text(Interpreter& interp, Value exception);

}  // namespace trueup::py
