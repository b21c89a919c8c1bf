// The Interpreter's own state, and the making of values.
#include "python/interpreter.h"

#include <cstring>

#include "python/internals.h"
#include "python/parser.h"

namespace trueup::py {

Interpreter::Internals::Internals(Interpreter& interp, Options given) : interp(interp), options(std::move(given)) {
  step_limit = options.budgets.steps;
}

Interpreter::Interpreter(Options options) : internals_(new Internals(*this, std::move(options))) {
  Internals& in = *internals_;
  Entry entry(in);
  in.none = in.heap.make<None>();
  in.ellipsis = in.heap.make<Ellipsis>();
  in.not_implemented = in.heap.make<NotImplemented>();
  Boolean* yes = in.heap.make<Boolean>();
  yes->value = true;
  in.yes = yes;
  in.no = in.heap.make<Boolean>();
  in.empty_tuple = in.heap.make<Tuple>();
  for (std::int64_t i = -5; i <= 256; ++i) {
    Integer* made = in.heap.make<Integer>();
    made->value = i;
    in.small_integers.push_back(made);
  }
  add_builtins(*this);
  add_standard_library(*this);
  // A define's value is a Python literal where it reads as one.
  for (const auto& [name, value] : in.options.defines) {
    in.options.environment[name] = value;
    Value meant = evaluate_text(value, *in.builtins, {});
    const Type type = meant->type;
    const bool literal = type == Type::none || type == Type::boolean || type == Type::integer || type == Type::real ||
                         type == Type::text || type == Type::list || type == Type::tuple || type == Type::dict;
    if (!literal) meant = text(value);
    const std::size_t dot = name.rfind('.');
    if (dot == std::string::npos) in.bare_defines[Symbol(name)] = meant;
    else in.dotted_defines[Symbol(name.substr(0, dot))][Symbol(name.substr(dot + 1))] = meant;
  }
  in.diags.clear();
  in.steps = 0;
}

Interpreter::~Interpreter() = default;

void Interpreter::Internals::exhausted_steps() {
  step_limit = steps + 1'000'000;  // what unwinds may still need a few
  throw Exhausted{"the budget of steps (" + std::to_string(options.budgets.steps) + ") is used up", at};
}
void Interpreter::Internals::too_deep() { interp.raise("RecursionError", "maximum recursion depth exceeded"); }
void Interpreter::Internals::too_many(std::size_t size) { throw Exhausted{"a sequence of " + std::to_string(size) + " values is beyond the budget", at}; }
void Interpreter::Internals::exhausted_memory() { throw Exhausted{"the budget of memory is used up", at}; }

Scope* Interpreter::Internals::new_scope(Scope::Sort sort, Scope* parent) {
  Scope* scope;
  if (!spare_scopes.empty()) {
    scope = spare_scopes.back();
    spare_scopes.pop_back();
  } else {
    scope = heap.make<Scope>();
  }
  scope->sort = sort;
  scope->parent = parent;
  if (parent) {
    scope->module = parent->module;
    scope->tree = parent->tree;
    scope->file = parent->file;
  }
  return scope;
}

Truth Interpreter::Internals::matches(Value unknown, Value text) const {
  const Opaque* opaque = opaque_in(unknown);
  const auto known = opaque && options.matches ? text_of(text) : std::nullopt;
  return known ? options.matches(*opaque, *known) : Truth::unknown;
}

void Interpreter::Internals::release(Scope* scope) {
  if (scope->captured) return;
  scope->own.clear();
  scope->names = &scope->own;
  scope->made = nullptr;
  scope->is_comprehension = false;
  scope->qualname = {};
  scope->first = {};
  scope->globals.clear();
  scope->nonlocals.clear();
  scope->deferred.clear();
  scope->annotations = nullptr;
  spare_scopes.push_back(scope);
}

void Interpreter::add_native(std::string name, void (*fill)(ModuleWriter&)) { internals_->native[Symbol(name)] = fill; }
void Interpreter::after_module(std::function<void(Module&)> hook) { internals_->after.push_back(std::move(hook)); }
void Interpreter::on_unknown_call(std::function<void(const Opaque&, const Call&)> hook) { internals_->unknown_calls.push_back(std::move(hook)); }
void Interpreter::on_failure(std::function<void(const ast::Stmt&, const Module&, Diag&)> hook) { internals_->failures.push_back(std::move(hook)); }
void Interpreter::on_class_of_unknown(std::function<void(Class&, const Origin&)> hook) {
  internals_->classes_of_unknown.push_back(std::move(hook));
}
void Interpreter::diag(Diag diag) { internals_->diags.push_back(std::move(diag)); }
const Diags& Interpreter::diags() const { return internals_->diags; }
const std::vector<Skip>& Interpreter::skips() const { return internals_->skips; }
const Options& Interpreter::options() const { return internals_->options; }
std::uint64_t Interpreter::steps() const { return internals_->steps; }
const std::vector<Module*>& Interpreter::modules_loaded() const { return internals_->loaded; }
Module* Interpreter::find_module(std::string_view dotted) const {
  const auto found = internals_->modules.find(Symbol(dotted));
  return found == internals_->modules.end() ? nullptr : found->second.as<Module>();
}

// ---- making values --------------------------------------------------------------------------------------------------

Heap& Interpreter::heap() { return internals_->heap; }
Value Interpreter::none() const { return internals_->none; }
Value Interpreter::boolean(bool value) const { return value ? internals_->yes : internals_->no; }
Value Interpreter::boolean(Truth truth, const Origin& at) {
  if (truth == Truth::unknown) return opaque("is not known", at);
  return boolean(truth == Truth::yes);
}

Value Interpreter::integer(std::int64_t value) {
  if (value >= -5 && value <= 256) return internals_->small_integers[static_cast<std::size_t>(value + 5)];
  Integer* made = heap().make<Integer>();
  made->value = value;
  return made;
}

Value Interpreter::real(double value) {
  Real* made = heap().make<Real>();
  made->value = value;
  return made;
}

Value Interpreter::text(std::string_view value) {
  if (value.size() > internals_->options.budgets.text_bytes)
    throw Exhausted{"a text of " + std::to_string(value.size()) + " bytes is beyond the budget", internals_->at};
  Text* made = heap().make<Text>();
  const std::string_view kept = heap().copy(value);
  made->data = kept.data();
  made->size = static_cast<std::uint32_t>(kept.size());
  return made;
}

Value Interpreter::text(Symbol value) {
  Text* made = heap().make<Text>();
  made->data = value.view().data();
  made->size = static_cast<std::uint32_t>(value.view().size());
  return made;
}

Value Interpreter::bytes(std::string_view value) {
  if (value.size() > internals_->options.budgets.text_bytes) throw Exhausted{"bytes beyond the budget", internals_->at};
  Bytes* made = heap().make<Bytes>();
  const std::string_view kept = heap().copy(value);
  made->data = kept.data();
  made->size = static_cast<std::uint32_t>(kept.size());
  return made;
}

Value Interpreter::tuple(const std::vector<Value>& elements) {
  if (elements.empty()) return internals_->empty_tuple;
  internals_->grew(elements.size(), 0);
  return tuple(heap().copy(elements));
}
Value Interpreter::tuple(Span<Value> elements) {
  Tuple* made = heap().make<Tuple>();
  made->elements = elements;
  return made;
}
List* Interpreter::list(std::vector<Value> elements) {
  internals_->grew(elements.size(), elements.size());
  List* made = heap().make<List>();
  made->elements = std::move(elements);
  return made;
}
Dict* Interpreter::dict() { return heap().make<Dict>(); }
Set* Interpreter::set(bool frozen) {
  Set* made = heap().make<Set>();
  made->frozen = frozen;
  return made;
}

Value Interpreter::opaque(std::string_view reason, const Origin& at, std::string_view name) {
  Opaque* made = heap().make<Opaque>();
  made->reason = heap().copy(reason);
  if (!name.empty()) made->name = Symbol(name);
  made->place(at);
  return made;
}

Value Interpreter::opaque_from(const Opaque& from, std::string_view more) {
  Opaque* made = heap().make<Opaque>();
  made->reason = from.reason;
  made->name = from.name;
  // Chains of calls on something unknown would make ever longer names.
  if (!more.empty() && !from.name.empty() && from.name.view().size() + more.size() <= 80)
    made->name = Symbol(from.name.str() + std::string(more));
  // --define says what stands outside the project, too: settings.Settings().PREFIX=x.
  if (auto& defines = internals().dotted_defines; !defines.empty() && !more.empty()) {
    const std::string_view name = made->name.view();
    if (const auto dot = name.rfind('.'); dot != std::string_view::npos)
      if (const auto of = defines.find(Symbol(name.substr(0, dot))); of != defines.end())
        if (const auto found = of->second.find(Symbol(name.substr(dot + 1))); found != of->second.end()) return found->second;
  }
  made->place(from.origin());
  return made;
}

Value Interpreter::function(std::string_view name, NativeCode code, std::string_view dotted, Value bound) {
  NativeFunction* made = heap().make<NativeFunction>();
  made->name = Symbol(name);
  made->dotted = Symbol(dotted.empty() ? name : dotted);
  made->code = code;
  made->bound = bound;
  return made;
}

Instance* Interpreter::instance(Class& cls, const Origin& at) {
  Instance* made = heap().make<Instance>();
  made->cls = &cls;
  made->place(at);
  return made;
}

Class* Interpreter::builtin(std::string_view name) {
  Value found = internals_->builtins->attrs.find(Symbol(name));
  return found.as<Class>();
}

void Interpreter::raise(std::string_view exception, std::string message) {
  Class* cls = builtin(exception);
  if (!cls) cls = internals_->classes.exception;
  throw Raised{make_exception(*this, *cls, std::move(message))};
}

Result<Value> Interpreter::attempt(const std::function<Value()>& code, const Origin& at) {
  Entry entry(*internals_);
  const auto tries = internals_->tries.size();
  const auto running = internals_->running.size();
  const auto depth = internals_->depth;
  try {
    return code();
  } catch (const Raised& raised) {
    internals_->tries.resize(tries);
    internals_->running.resize(running);
    internals_->depth = depth;
    std::string said;
    try {
      said = exception_text(*this, raised.exception);
    } catch (...) {
      said = "an exception";
    }
    return Diag{.code = "python-exception", .message = said, .origin = at, .severity = Severity::warning};
  } catch (const Exhausted& exhausted) {
    internals_->tries.resize(tries);
    internals_->running.resize(running);
    internals_->depth = depth;
    return Diag{.code = "python-budget", .message = exhausted.what, .origin = exhausted.at ? exhausted.at : at};
  }
}

}  // namespace trueup::py
