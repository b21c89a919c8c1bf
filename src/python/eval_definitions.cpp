// def, lambda, class, type: statements that make something callable.
#include <algorithm>

#include "python/frame.h"
#include "python/parser.h"

namespace trueup::py {

using namespace ast;
static const Words& w = words();

void capture(Scope* scope) {
  for (; scope && !scope->captured; scope = scope->parent) scope->captured = true;
}

namespace {

Symbol qualified(const Scope* scope, Symbol name) {
  for (; scope; scope = scope->parent) {
    if (scope->sort == Scope::Sort::module) break;
    if (!scope->qualname.empty())
      return Symbol(scope->qualname.str() + (scope->sort == Scope::Sort::function ? ".<locals>." : ".") + name.str());
  }
  return name;
}

}  // namespace

Span<Value> Frame::defaults_of(Span<Parameter*> parameters) {
  if (parameters.empty()) return {};
  std::vector<Value> values(parameters.size());
  for (std::size_t i = 0; i < parameters.size(); ++i)
    if (parameters[i]->value) values[i] = eval(parameters[i]->value);
  return in_.heap.copy(values);
}

Scope* Frame::with_type_params(Span<TypeParam*> params) {
  if (params.empty()) return scope_;
  Scope* scope = in_.new_scope(Scope::Sort::function, scope_);
  capture(scope);
  for (const TypeParam* param : params) {
    TypeVariable* made = in_.heap.make<TypeVariable>();
    made->name = param->name;
    made->place(at(*param));
    if (param->bound) {
      Annotation note{.name = param->name,
                      .line = param->line,
                      .expression = param->bound,
                      .scope = scope};
      made->bound = interp_.evaluate(note);
    }
    scope->names->set(param->name, made, param->line);
  }
  return scope;
}

Value Frame::make_function(const FunctionDef& node) {
  Function* made = in_.heap.make<Function>();
  made->name = node.name;
  made->qualname = qualified(scope_, node.name);
  made->module = scope_->module;
  made->definition = const_cast<FunctionDef*>(&node);
  made->parameters = node.parameters;
  made->defaults = defaults_of(node.parameters);
  made->is_async = node.is_async;
  made->closure = with_type_params(node.type_params);
  made->place(at(node));
  capture(made->closure);
  return made;
}

Value Frame::make_lambda(const Lambda& node) {
  Function* made = in_.heap.make<Function>();
  made->name = w.lambda;
  made->qualname = qualified(scope_, w.lambda);
  made->module = scope_->module;
  made->lambda = &node;
  made->parameters = node.parameters;
  made->defaults = defaults_of(node.parameters);
  made->closure = scope_;
  made->place(at(node));
  capture(scope_);
  return made;
}

// Decorators are evaluated from the top and applied from the bottom. One that is not known is taken to give back the
// class it is given, as nearly all do, and the class remembers it; what it makes of a function is not known.
Value Frame::decorate(Value made, Span<Expr*> decorators) {
  if (decorators.empty()) return made;
  std::vector<Value> known;
  for (const Expr* decorator : decorators) known.push_back(eval(decorator));
  for (std::size_t i = known.size(); i-- > 0;) {
    Class* cls = made.as<Class>();
    if (Opaque* unknown = opaque_in(known[i])) {
      if (cls) {
        cls->unknown_decorators.push_back(unknown);
        continue;
      }
    }
    const Value result = interp_.call(known[i], {made}, at(*decorators[i]));
    if (cls && opaque_in(result)) {
      cls->unknown_decorators.push_back(result);
      continue;
    }
    if (result.object() != made.object() && result->line == 0 && result->type >= Type::tuple)
      result->place(made->origin());
    made = result;
  }
  return made;
}

void Frame::exec_function(const FunctionDef& node) {
  bind(node.name, decorate(make_function(node), node.decorators), node.line);
}

void Frame::exec_class(const ClassDef& node) {
  const Value made = make_class(node);
  bind(node.name, decorate(made, node.decorators), node.line);
}

static bool is_generic(Value base) {
  const Class* cls = base.as<Class>();
  return cls && cls->is_native && cls->name == "Generic" && cls->module_name == "typing";
}

Value Frame::make_class(const ClassDef& node) {
  Scope* outer = with_type_params(node.type_params);
  Frame header(interp_, outer);
  ClassParts parts;
  parts.name = node.name;
  parts.qualname = qualified(scope_, node.name);
  parts.definition = &node;
  parts.at = at(node);
  std::vector<Value> values;
  if (Opaque* unknown = header.push_elements(node.bases, values)) values.push_back(unknown);
  for (std::size_t i = 0; i < values.size(); ++i) {
    Value base = values[i];
    if (const py::Alias* alias = base.as<py::Alias>()) base = alias->origin;
    // Generic[T] before Base[T] says no more than Base[T]: it is left out, as its __mro_entries__ does.
    if (is_generic(base) && std::any_of(values.begin() + static_cast<std::ptrdiff_t>(i) + 1, values.end(), [&](Value later) {
          const py::Alias* alias = later.as<py::Alias>();
          return alias && alias->origin.as<Class>() && !is_generic(alias->origin);
        }))
      continue;
    if (const Instance* instance = base.as<Instance>()) {
      if (Value entries = interp_.find(base, w.mro_entries_, parts.at)) {
        for (Value entry : sequence_of(interp_.call(entries, {interp_.tuple(values)}, parts.at)))
          parts.bases.push_back(entry);
        continue;
      }
      // class A(instance): type(instance) makes it, which is how some libraries hide a metaclass. Not known here.
      base = interp_.opaque("is an instance, not a class", parts.at, interp_.class_of(base)->name.view());
      (void)instance;
    }
    bool again = false;
    for (Value seen : parts.bases) again = again || seen == base;
    if (!again || base.as<Class>() == nullptr) parts.bases.push_back(base);
  }
  Value metaclass;
  for (const Keyword* keyword : node.keywords) {
    const Value value = header.eval(keyword->value);
    if (keyword->name == w.metaclass) {
      metaclass = value;
    } else if (!keyword->name.empty()) {
      parts.keywords.push_back({value, keyword->name, keyword->line});
    } else if (const py::Dict* dict = held(value).as<py::Dict>()) {
      for (const Keyed::Entry& entry : dict->entries)
        if (auto name = entry.key ? text_of(entry.key) : std::nullopt)
          parts.keywords.push_back({entry.value, Symbol(*name), keyword->line});
    }
  }
  if (metaclass && opaque_in(metaclass)) {
    parts.bases.push_back(metaclass);  // may add anything
    metaclass = {};
  }
  Class* wanted = metaclass.as<Class>();
  if (wanted && wanted->unknown_base && !wanted->is_subclass_of(in_.classes.type)) {
    // class Meta(type(outside)): what it makes of a class is as unknown as its base.
    parts.bases.push_back(wanted->unknown_base);
    metaclass = {};
    wanted = nullptr;
  }
  if (in_.options.wants_bases && in_.options.wants_bases(node, parts.bases))
    for (Value& base : parts.bases)
      if (const Opaque* outside = opaque_in(base))
        if (Value found = installed_class(interp_, *outside, parts.at)) base = found;
  parts.metaclass = common_metaclass(interp_, parts.bases, wanted);
  bool generic = false;
  for (Value base : values) generic = generic || base.as<py::Alias>();

  Scope* scope = in_.new_scope(Scope::Sort::class_body, outer);
  capture(scope);
  scope->qualname = parts.qualname;
  scope->class_name = node.name;
  parts.scope = scope;
  std::vector<Annotation> annotations;
  scope->annotations = &annotations;
  if (!parts.metaclass->is_native)
    if (Value prepare = parts.metaclass->find(w.prepare_); prepare && !prepare.as<NativeFunction>()) {
      const Value bound = interp_.get(parts.metaclass, w.prepare_, parts.at);
      const Value space =
          interp_.call(bound, {interp_.text(node.name), interp_.tuple(parts.bases)}, parts.at, parts.keywords);
      if (const py::Dict* dict = held(space).as<py::Dict>())
        for (const Keyed::Entry& entry : dict->entries)
          if (auto name = entry.key ? text_of(entry.key) : std::nullopt) scope->names->set(Symbol(*name), entry.value);
    }
  if (!node.body.empty())
    if (const ExprStmt* first = as<ExprStmt>(node.body[0]))
      if (const Constant* text = as<Constant>(first->value); text && text->type == ConstantType::string)
        scope->names->set(w.doc_, eval(text));
  {
    Running running(in_, scope);
    Frame(interp_, scope).run(node.body);
  }
  if (generic) scope->names->set(w.orig_bases_, interp_.tuple(values));
  if (parts.metaclass->is_native && !(metaclass && !wanted)) {
    scope->annotations = nullptr;
    parts.annotations = std::move(annotations);
    parts.attrs = std::move(scope->own);
    Class* made = build_class(interp_, std::move(parts));
    scope->annotations = &made->annotations;
    return made;
  }
  // Its own metaclass makes it: metaclass(name, bases, namespace, **keywords).
  py::Dict* space = interp_.dict();
  interp_.dict_set(*space, interp_.text(w.module_), interp_.text(scope_->module->name));
  interp_.dict_set(*space, interp_.text(w.qualname_), interp_.text(parts.qualname));
  for (const Names::Entry& entry : *scope->names) interp_.dict_set(*space, interp_.text(entry.name), entry.value);
  in_.pending_classes.push_back({scope, &node});
  struct Pop {
    Interpreter::Internals& in;
    ~Pop() { in.pending_classes.pop_back(); }
  } pop{in_};
  const Value maker = wanted ? Value(parts.metaclass) : metaclass ? metaclass : Value(parts.metaclass);
  const Value made =
      interp_.call(maker, {interp_.text(node.name), interp_.tuple(parts.bases), space}, parts.at, parts.keywords);
  Class* cls = made.as<Class>();
  scope->annotations = nullptr;
  if (cls && !cls->definition) cls->definition = &node;
  return made;
}

void Frame::exec_type_alias(const TypeAlias& node) {
  Scope* scope = with_type_params(node.type_params);
  TypeVariable* made = in_.heap.make<TypeVariable>();
  made->name = to<Name>(node.name).id;
  made->is_alias = true;
  made->place(at(node));
  capture(scope);
  made->value = Annotation{.name = made->name,
                           .line = node.line,
                           .column = node.column + 1,
                           .expression = node.value,
                           .scope = scope};
  bind(made->name, made, node.line);
}

}  // namespace trueup::py
