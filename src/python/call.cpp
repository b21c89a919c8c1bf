// Calls: what is callable, how arguments find parameters, how a class makes an instance, how a generator runs.
#include <algorithm>

#include "python/frame.h"
#include "python/internals.h"
#include "python/parser.h"

namespace trueup::py {

static const Words& w = words();

namespace {

std::string name_of(const Function& function) { return function.qualname.str() + "()"; }

// Puts positional and keyword arguments into the scope's names by the rules of
// https://docs.python.org/3/reference/expressions.html#calls
class Binder {
 public:
  Binder(Interpreter& interp, Function& function, Scope& scope) : interp_(interp), function_(function), scope_(scope) {}

  void bind(Value self, const Call& call) {
    const std::size_t given = call.args.size() + (self ? 1 : 0);
    const auto positional = [&](std::size_t i) { return self ? (i == 0 ? self : call.args[i - 1]) : call.args[i]; };
    std::size_t next = 0;
    used_.assign(call.keywords.size(), false);
    for (std::size_t i = 0; i < function_.parameters.size(); ++i) {
      const ast::Parameter& parameter = *function_.parameters[i];
      switch (parameter.sort) {
        case ast::ParameterKind::positional_only:
        case ast::ParameterKind::positional:
          if (next < given) {
            const Value value = positional(next);
            if (next++ == 0) scope_.first = value;
            if (parameter.sort == ast::ParameterKind::positional && position_of(call, parameter.name) != none)
              interp_.raise("TypeError",
                            name_of(function_) + " got multiple values for argument '" + parameter.name.str() + "'");
            set(parameter, value);
          } else {
            named(call, i, parameter.sort == ast::ParameterKind::positional);
          }
          break;
        case ast::ParameterKind::var_positional: {
          std::vector<Value> rest;
          for (; next < given; ++next) rest.push_back(positional(next));
          if (call.unknown_args) set(parameter, interp_.opaque_from(*call.unknown_args));
          else set(parameter, interp_.tuple(rest));
          break;
        }
        case ast::ParameterKind::keyword_only:
          named(call, i, true);
          break;
        case ast::ParameterKind::var_keyword: {
          Dict* rest = interp_.dict();
          for (std::size_t k = 0; k < call.keywords.size(); ++k)
            if (!used_[k]) {
              interp_.dict_set(*rest, interp_.text(call.keywords[k].name), call.keywords[k].value);
              used_[k] = true;
            }
          if (call.unknown_args) set(parameter, interp_.opaque_from(*call.unknown_args));
          else set(parameter, rest);
          break;
        }
      }
    }
    if (next < given)
      interp_.raise("TypeError", name_of(function_) + " takes " + std::to_string(next) + " positional arguments but " +
                                     std::to_string(given) + " were given");
    for (std::size_t k = 0; k < call.keywords.size(); ++k)
      if (!used_[k])
        interp_.raise("TypeError",
                      name_of(function_) + " got an unexpected keyword argument '" + call.keywords[k].name.str() + "'");
  }

 private:
  static constexpr std::size_t none = ~std::size_t{0};
  std::size_t position_of(const Call& call, Symbol name) const {
    for (std::size_t k = 0; k < call.keywords.size(); ++k)
      if (call.keywords[k].name == name) return k;
    return none;
  }
  void named(const Call& call, std::size_t at, bool by_name) {
    const ast::Parameter& parameter = *function_.parameters[at];
    const std::size_t k = by_name ? position_of(call, parameter.name) : none;
    if (k != none) {
      used_[k] = true;
      set(parameter, call.keywords[k].value);
    } else if (call.unknown_args) {
      set(parameter, interp_.opaque_from(*call.unknown_args));
    } else if (function_.defaults[at]) {
      set(parameter, function_.defaults[at]);
    } else {
      interp_.raise("TypeError", name_of(function_) + " missing 1 required argument: '" + parameter.name.str() + "'");
    }
  }
  void set(const ast::Parameter& parameter, Value value) {
    const bool is_private = parameter.name.view().starts_with("__");
    const Symbol name = is_private ? Frame(interp_, &scope_).mangled(parameter.name) : parameter.name;
    scope_.names->set(name, value, parameter.line);
  }

  Interpreter& interp_;
  Function& function_;
  Scope& scope_;
  std::vector<bool> used_;
};

}  // namespace

Value call_function(Interpreter& interp, Function& function, Value self, const Call& call) {
  Interpreter::Internals& in = interp.internals();
  in.step();
  in.guard();
  if (function.is_async && !interp.options().runs_async)
    return interp.opaque("is the result of an async function", call.origin, function.qualname.str() + "()");
  Scope* scope = in.new_scope(Scope::Sort::function, function.closure);
  scope->module = function.module;
  scope->qualname = function.qualname;
  struct Release {
    Interpreter::Internals& in;
    Scope* scope;
    ~Release() { in.release(scope); }
  } release{in, scope};
  Binder(interp, function, *scope).bind(self, call);
  if (function.lambda) {
    if (function.lambda->is_generator)
      return interp.opaque("is the result of a lambda with yield", call.origin, "<lambda>()");
    Running running(in, scope);
    return evaluate_expression(interp, function.lambda->body, scope);
  }
  const auto body = scope->tree->body(*function.definition);
  if (!body) {
    interp.diag(body.error());
    return interp.opaque("is the result of a function that could not be read", call.origin,
                         function.qualname.str() + "()");
  }
  if (function.definition->is_generator) {
    scope->captured = true;
    Iterator* made = interp.heap().make<Iterator>();
    made->step = run_generator;
    made->source = &function;
    NativeFunction* holder = interp.function("<scope>", nullptr).as<NativeFunction>();
    holder->more = scope;
    made->extra = holder;
    made->name = "generator";
    made->place(call.origin);
    return made;
  }
  Running running(in, scope);
  Frame frame(interp, scope);
  const Flow flow = frame.run(*body);
  if (flow == Flow::return_) return frame.returned();
  return in.none;
}

// Evaluates the whole body at the first demand. What comes after Budgets::yields values is not known.
Value run_generator(Interpreter& interp, Iterator& iterator) {
  Interpreter::Internals& in = interp.internals();
  if (iterator.extra) {
    Function& function = *iterator.source.as<Function>();
    Scope* scope = static_cast<Scope*>(const_cast<void*>(iterator.extra.as<NativeFunction>()->more));
    iterator.extra = {};
    iterator.result = in.none;
    const auto body = scope->tree->body(*function.definition);
    if (!body) return {};
    Running running(in, scope);
    Frame frame(interp, scope, &iterator);
    if (frame.run_body_of_generator(*body) == Flow::return_) iterator.result = frame.returned();
  }
  if (iterator.at < static_cast<std::int64_t>(iterator.ready.size()))
    return iterator.ready[static_cast<std::size_t>(iterator.at++)];
  return {};
}

Value instantiate(Interpreter& interp, Class& cls, Call& call) {
  Interpreter::Internals& in = interp.internals();
  Value made;
  const Value maker = cls.find(w.new_);
  const StaticMethod* own_new = maker.as<StaticMethod>();
  if (own_new) {
    Arguments arguments(in);
    arguments.push(Value(&cls));
    for (Value arg : call.args) arguments.push(arg);
    made = interp.call(
        Call{interp, own_new->function, {}, arguments.values(), call.keywords, call.origin, call.unknown_args});
  } else if (cls.native && cls.native->construct) {
    Call inner = call;
    inner.function = &cls;
    inner.self = &cls;
    made = cls.native->construct(inner);
  } else {
    made = interp.instance(cls, call.origin);
  }
  if (Instance* instance = made.as<Instance>()) {
    if (!instance->cls->is_subclass_of(&cls)) return made;
  } else if (!(made.as<Class>() && interp.class_of(made)->is_subclass_of(&cls))) {
    return made;
  }
  // type(name, bases, dict) may make a class of another metaclass, whose __init__ it is then.
  Class& made_of = *interp.class_of(made);
  Value init = made_of.find(w.init_);
  // Bases that are not known may define __init__, but then its effects are not known either.
  if (!init || (init.as<NativeFunction>() && !init.as<NativeFunction>()->is_method)) return made;
  if (NativeFunction* native = init.as<NativeFunction>()) {
    Call inner{interp, native, made, call.args, call.keywords, call.origin, call.unknown_args};
    // object's own: arguments are an error, unless __new__ took them or a base is not known.
    if (native == in.classes.object->attrs.find(w.init_).object()) {
      if (!own_new && !(cls.native && cls.native->construct) && !cls.unknown_base &&
          (call.args.size() || call.keywords.size()))
        interp.raise("TypeError", cls.name.str() + "() takes no arguments");
      return made;
    }
    native->code(inner);
    return made;
  }
  if (Function* function = init.as<Function>()) {
    // A base that is not known may have a __new__ or a metaclass that runs no __init__ (form fields wait for their form).
    if (!cls.unknown_base) return call_function(interp, *function, made, call), made;
    const std::size_t tries = in.tries.size();
    try {
      call_function(interp, *function, made, call);
      return made;
    } catch (const Raised&) {
      in.tries.resize(tries);
      return interp.opaque_from(*cls.unknown_base, "()");
    }
  }
  Value bound = bind(interp, init, made, cls, w.init_, call.origin);
  interp.call(Call{interp, bound, {}, call.args, call.keywords, call.origin, call.unknown_args});
  return made;
}

Value call_class(Interpreter& interp, Class& cls, Call& call) {
  Interpreter::Internals& in = interp.internals();
  Class* meta = cls.metaclass ? cls.metaclass : in.classes.type;
  if (!meta->is_native)
    if (Value found = meta->find(w.call_); found.as<Function>())
      return call_function(interp, *found.as<Function>(), &cls, call);
  if (cls.native && cls.native->class_call) {
    Call inner = call;
    inner.function = inner.self = &cls;
    if (Value made = cls.native->class_call(inner)) return made;
  }
  return instantiate(interp, cls, call);
}

Value Interpreter::call(Call call) {
  Internals& in = *internals_;
  in.guard();
  const Value function = call.function;
  switch (function->type) {
    case Type::function:
      return call_function(*this, *function.as<Function>(), call.self, call);
    case Type::native_function: {
      NativeFunction* native = function.as<NativeFunction>();
      in.step();
      if (native->is_method && !call.self) {
        // Through the class: str.upper(x).
        if (call.args.empty()) {
          if (call.unknown_args) return opaque_from(*call.unknown_args);
          raise("TypeError", "unbound method " + native->name.str() + "() needs an argument");
        }
        call.self = call.args[0];
        call.args = {call.args.first + 1, call.args.count - 1};
        if (Opaque* unknown = opaque_in(call.self)) return opaque_from(*unknown, "." + native->name.str() + "()");
      }
      return native->code(call);
    }
    case Type::method: {
      const Method* method = function.as<Method>();
      call.function = method->function;
      call.self = method->self;
      if (method->function.as<Function>() || method->function.as<NativeFunction>()) return this->call(call);
      Arguments arguments(in);
      arguments.push(method->self);
      for (Value arg : call.args) arguments.push(arg);
      call.self = {};
      call.args = arguments.values();
      return this->call(call);
    }
    case Type::class_:
      return call_class(*this, *function.as<Class>(), call);
    case Type::opaque:
      if (const Opaque* method = function.as<Opaque>(); call.args.size() == 1 && method->name.view().ends_with(".startswith"))
        if (const Truth answer = in.matches(function, call.args[0]); answer != Truth::unknown) return boolean(answer == Truth::yes);
      for (const auto& hook : in.unknown_calls) hook(*function.as<Opaque>(), call);
      return opaque_from(*function.as<Opaque>(), "()");
    case Type::instance: {
      Instance& instance = *function.as<Instance>();
      if (instance.cls->native && instance.cls->native->call) {
        Call inner = call;
        inner.self = function;
        if (Value found = instance.cls->native->call(inner)) return found;
      }
      if (Value found = find_special(*this, function, w.call_)) {
        if (Function* method = found.as<Function>()) return call_function(*this, *method, function, call);
        call.function = bind(*this, found, function, *instance.cls, w.call_, call.origin);
        return this->call(call);
      }
      if (instance.cls->unknown_base) return opaque_from(*instance.cls->unknown_base, "()()");
      break;
    }
    case Type::alias: {
      call.function = function.as<Alias>()->origin;
      return this->call(call);
    }
    case Type::static_method:
      call.function = function.as<StaticMethod>()->function;
      return this->call(call);
    case Type::type_variable: {
      // NewType's classes hand through what they are called with.
      if (!call.args.empty()) return call.args[0];
      break;
    }
    default:
      break;
  }
  raise("TypeError", "'" + class_of(function)->name.str() + "' object is not callable");
}

Value Interpreter::call(Value function, const std::vector<Value>& args, const Origin& at,
                        const std::vector<Named>& keywords) {
  Call call{*this,
            function,
            {},
            {const_cast<Value*>(args.data()), static_cast<std::uint32_t>(args.size())},
            {const_cast<Named*>(keywords.data()), static_cast<std::uint32_t>(keywords.size())},
            at};
  return this->call(call);
}

}  // namespace trueup::py
