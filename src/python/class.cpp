// Making classes: bases, metaclass, method resolution order, and the hooks that are told of a new class.
#include "python/internals.h"
#include "python/parser.h"

namespace trueup::py {

static const Words& w = words();

// C3, https://docs.python.org/3/howto/mro.html
std::vector<Class*> linearize(Interpreter& interp, Class& cls) {
  std::vector<std::vector<Class*>> lists;
  std::vector<Class*> direct;
  for (Value base : cls.bases)
    if (Class* known = base.as<Class>()) direct.push_back(known);
  for (Class* base : direct) lists.push_back(base->mro);
  if (direct.empty() && interp.internals().classes.object) lists.push_back({interp.internals().classes.object});
  lists.push_back(direct);
  std::vector<Class*> order = {&cls};
  std::vector<std::size_t> heads(lists.size(), 0);
  for (;;) {
    Class* next = nullptr;
    bool left = false;
    for (std::size_t i = 0; i < lists.size() && !next; ++i) {
      if (heads[i] == lists[i].size()) continue;
      left = true;
      Class* candidate = lists[i][heads[i]];
      bool blocked = false;
      for (std::size_t k = 0; k < lists.size() && !blocked; ++k)
        for (std::size_t at = heads[k] + 1; at < lists[k].size(); ++at)
          if (lists[k][at] == candidate) {
            blocked = true;
            break;
          }
      if (!blocked) next = candidate;
    }
    if (!left) return order;
    if (!next)
      interp.raise("TypeError",
                   "Cannot create a consistent method resolution order (MRO) for bases of " + cls.name.str());
    order.push_back(next);
    if (order.size() > 2000) interp.raise("TypeError", "more than 2,000 base classes of " + cls.name.str());
    for (std::size_t i = 0; i < lists.size(); ++i)
      if (heads[i] < lists[i].size() && lists[i][heads[i]] == next) ++heads[i];
  }
}

void note_overrides(Class& cls) {
  const auto overridden = [&](Symbol name) {
    const Value found = cls.find(name);
    return found && !found.as<NativeFunction>();
  };
  cls.has_getattribute = overridden(w.getattribute_);
  cls.has_getattr = bool(cls.find(w.getattr_));
  cls.has_setattr = overridden(w.setattr_);
  cls.has_delattr = overridden(w.delattr_);
}

Class* common_metaclass(Interpreter& interp, const std::vector<Value>& bases, Class* wanted) {
  Class* best = wanted ? wanted : interp.internals().classes.type;
  for (Value base : bases) {
    const Class* cls = base.as<Class>();
    if (!cls || !cls->metaclass || best->is_subclass_of(cls->metaclass)) continue;
    if (!cls->metaclass->is_subclass_of(best))
      interp.raise("TypeError",
                   "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the "
                   "metaclasses of all its bases");
    best = cls->metaclass;
  }
  return best;
}

namespace {

// Those of the MRO that describe themselves in C++, the one nearest to object first; each once.
std::vector<const NativeType*> natives_of(const Class& cls) {
  std::vector<const NativeType*> found;
  for (auto at = cls.mro.rbegin(); at != cls.mro.rend(); ++at)
    if ((*at)->own_native) found.push_back((*at)->own_native);
  return found;
}

// Where several native classes meet, as in class X(str, Enum), each hook is the first that is given along the MRO.
const NativeType* hooks_of(Interpreter& interp, const Class& cls) {
  const NativeType* only = nullptr;
  bool several = false;
  for (Value base : cls.bases)
    if (const Class* known = base.as<Class>(); known && known->native && known->native != only) {
      if (only) several = true;
      only = known->native;
    }
  if (!several && !(only && cls.own_native)) return only ? only : cls.own_native;
  NativeType* merged = interp.heap().make<NativeType>();
  for (const Class* of : cls.mro) {
    const NativeType* type = of->own_native;
    if (!type) continue;
    if (merged->name.empty()) merged->name = type->name;
#define TRUEUP_HOOK(hook) \
  if (!merged->hook) merged->hook = type->hook
    TRUEUP_HOOK(construct);
    TRUEUP_HOOK(init);
    TRUEUP_HOOK(get);
    TRUEUP_HOOK(missing);
    TRUEUP_HOOK(set);
    TRUEUP_HOOK(del);
    TRUEUP_HOOK(call);
    TRUEUP_HOOK(subscript);
    TRUEUP_HOOK(set_subscript);
    TRUEUP_HOOK(binary);
    TRUEUP_HOOK(compare);
    TRUEUP_HOOK(unary);
    TRUEUP_HOOK(iterate);
    TRUEUP_HOOK(length);
    TRUEUP_HOOK(truth);
    TRUEUP_HOOK(repr);
    TRUEUP_HOOK(str);
    TRUEUP_HOOK(found_on_class);
    TRUEUP_HOOK(set_through);
    TRUEUP_HOOK(set_name);
    TRUEUP_HOOK(class_get);
    TRUEUP_HOOK(class_missing);
    TRUEUP_HOOK(class_subscript);
    TRUEUP_HOOK(class_set);
    TRUEUP_HOOK(class_has_set);
    TRUEUP_HOOK(class_del);
    TRUEUP_HOOK(class_call);
    TRUEUP_HOOK(class_iterate);
    TRUEUP_HOOK(class_operator);
#undef TRUEUP_HOOK
  }
  return merged;
}

void tell_names(Interpreter& interp, Class& cls, const Origin& at) {
  // By index: __set_name__ may add names to the class.
  for (std::size_t i = 0; i < cls.attrs.size(); ++i) {
    const Names::Entry entry = cls.attrs.entries()[i];
    if (Property* property = held(entry.value).as<Property>()) {
      if (property->name.empty()) property->name = entry.name;
      if (entry.value->type == Type::property) continue;
    }
    Instance* instance = entry.value.as<Instance>();
    if (!instance) continue;
    if (instance->cls->native && instance->cls->native->set_name)
      instance->cls->native->set_name(interp, *instance, cls, entry.name);
    if (Value method = find_special(interp, entry.value, w.set_name_); method.as<Function>())
      interp.call(method, {entry.value, Value(&cls), interp.text(entry.name)}, at);
  }
}

void call_init_subclass(Interpreter& interp, Class& cls, const Origin& at) {
  for (std::size_t i = 1; i < cls.mro.size(); ++i) {
    Value found = cls.mro[i]->attrs.find(w.init_subclass_);
    if (!found) continue;
    if (const ClassMethod* method = found.as<ClassMethod>()) found = method->function;
    if (found.as<NativeFunction>() && cls.mro[i] == interp.internals().classes.object) return;
    std::vector<Named> keywords = cls.keywords;
    interp.call(found, {Value(&cls)}, at, keywords);
    return;
  }
}

}  // namespace

Class* build_class(Interpreter& interp, ClassParts&& parts) {
  Interpreter::Internals& in = interp.internals();
  in.guard();
  Class* cls = interp.heap().make<Class>();
  cls->name = parts.name;
  cls->qualname = parts.qualname.empty() ? parts.name : parts.qualname;
  cls->bases = std::move(parts.bases);
  cls->attrs = std::move(parts.attrs);
  cls->keywords = std::move(parts.keywords);
  cls->annotations = std::move(parts.annotations);
  cls->annotations.shrink_to_fit();
  cls->definition = parts.definition;
  cls->by_new_alone = parts.by_new_alone;
  cls->scope = parts.scope;
  cls->metaclass = parts.metaclass;
  cls->place(parts.at);
  if (cls->bases.empty()) cls->bases.push_back(in.classes.object);
  if (parts.scope) {
    cls->module = parts.scope->module;
    cls->tree = parts.scope->tree;
  } else if (!in.running.empty()) {
    cls->module = in.running.back()->module;
    cls->tree = in.running.back()->tree;
  }
  if (cls->module) cls->module_name = cls->module->name;
  if (auto name = text_of(cls->attrs.find(w.module_))) cls->module_name = Symbol(*name);
  if (auto name = text_of(cls->attrs.find(w.qualname_))) cls->qualname = Symbol(*name);
  for (std::size_t i = 0; i < cls->bases.size(); ++i) {
    if (Opaque* unknown = opaque_in(cls->bases[i])) {
      cls->unknown_base = unknown;
      continue;
    }
    const Class* base = cls->bases[i].as<Class>();
    if (!base) interp.raise("TypeError", "bases must be types");
    for (std::size_t k = 0; k < i; ++k)
      if (cls->bases[k] == cls->bases[i]) interp.raise("TypeError", "duplicate base class " + base->name.str());
    if (base->unknown_base && !cls->unknown_base) cls->unknown_base = base->unknown_base;
    if (base->holds != Type::instance && cls->holds == Type::instance) cls->holds = base->holds;
  }
  cls->mro = linearize(interp, *cls);
  cls->native = hooks_of(interp, *cls);
  // A function of this name is a class method without saying so.
  for (const Symbol name : {w.init_subclass_, w.class_getitem_})
    if (Value found = cls->attrs.find(name); found.as<Function>()) {
      ClassMethod* method = interp.heap().make<ClassMethod>();
      method->function = found;
      cls->attrs.set(name, method);
    }
  if (Value found = cls->attrs.find(w.new_); found.as<Function>()) {
    StaticMethod* method = interp.heap().make<StaticMethod>();
    method->function = found;
    cls->attrs.set(w.new_, method);
  }
  note_overrides(*cls);
  if (parts.scope) {
    parts.scope->made = cls;
    parts.scope->names = &cls->attrs;
  }
  for (Value base : cls->bases)
    if (Class* known = base.as<Class>()) in.subclasses[known].push_back(cls);
  const std::vector<const NativeType*> natives = natives_of(*cls);
  for (const NativeType* native : natives)
    if (native->created_early) native->created_early(interp, *cls, parts.at);
  tell_names(interp, *cls, parts.at);
  call_init_subclass(interp, *cls, parts.at);
  for (const NativeType* native : natives)
    if (native->created) native->created(interp, *cls, parts.at);
  if (cls->unknown_base)
    for (const auto& hook : in.classes_of_unknown) hook(*cls, parts.at);
  return cls;
}

// type(name, bases, dict, **keywords), also by way of super().__new__ in a project's metaclass.
Value type_new(Call& call) {
  Interpreter& interp = call.interp;
  Class* meta = call.self.as<Class>();
  if (call.size() == 1 && call.keywords.empty()) {
    if (Opaque* unknown = opaque_in(call.args[0])) return interp.opaque_from(*unknown, ".__class__");
    return interp.class_of(call.args[0]);
  }
  const Value name = call.need(0, "name"), bases = call.need(1, "bases"), dict = call.need(2, "dict");
  for (Value given : {name, bases, dict})
    if (Opaque* unknown = opaque_in(given)) return interp.opaque_from(*unknown);
  ClassParts parts;
  const auto text = text_of(name);
  if (!text) interp.raise("TypeError", "type.__new__() argument 1 must be str");
  parts.name = Symbol(*text);
  for (Value base : sequence_of(bases)) parts.bases.push_back(base);
  parts.at = call.origin;
  const Dict* names = held(dict).as<Dict>();
  if (!names) interp.raise("TypeError", "type.__new__() argument 3 must be dict");
  // The namespace of a class statement comes here as a dict when a metaclass has its own __new__; what belongs to the
  // statement (annotations, scope, places) is found again through the scope that ran the body.
  Scope* scope = nullptr;
  if (auto& pending = interp.internals().pending_classes;
      !pending.empty() && pending.back().second->name == parts.name) {
    scope = pending.back().first;
    parts.definition = pending.back().second;
  }
  for (const Keyed::Entry& entry : names->entries) {
    if (!entry.key) continue;
    const auto key = text_of(entry.key);
    if (!key) continue;
    parts.attrs.set(Symbol(*key), entry.value);
  }
  if (scope && !scope->made) {
    Names in_order;
    for (const Names::Entry& entry : parts.attrs) {
      const Names::Entry* written = scope->names->entry(entry.name);
      in_order.set(entry.name, entry.value, written ? written->line : 0);
    }
    parts.attrs = std::move(in_order);
    parts.scope = scope;
    if (scope->annotations) parts.annotations = *scope->annotations;
    if (auto qualname = text_of(parts.attrs.find(w.qualname_))) parts.qualname = Symbol(*qualname);
  } else {
    parts.definition = nullptr;
    parts.by_new_alone = !call.function.as<Class>();  // not by way of type(name, bases, dict)
  }
  if (const Dict* noted = parts.attrs.find(w.annotations_).as<Dict>(); noted && parts.annotations.empty())
    for (const Keyed::Entry& entry : noted->entries)
      if (auto key = entry.key ? text_of(entry.key) : std::nullopt) {
        Annotation annotation;
        annotation.name = Symbol(*key);
        annotation.value = entry.value;
        parts.annotations.push_back(annotation);
      }
  for (const Named& keyword : call.keywords)
    if (keyword.name != w.metaclass) parts.keywords.push_back(keyword);
  parts.metaclass = common_metaclass(interp, parts.bases, meta);
  if (parts.metaclass != meta)
    if (const StaticMethod* own = parts.metaclass->find(w.new_).as<StaticMethod>())
      return interp.call(own->function, {Value(parts.metaclass), name, bases, dict}, call.origin,
                         {call.keywords.begin(), call.keywords.end()});
  return build_class(interp, std::move(parts));
}

Class* Interpreter::make_class(std::string_view name, std::vector<Value> bases, Names attrs, const Origin& at,
                               std::vector<Named> keywords) {
  ClassParts parts;
  parts.name = Symbol(name);
  parts.metaclass = common_metaclass(*this, bases, nullptr);
  parts.bases = std::move(bases);
  parts.attrs = std::move(attrs);
  parts.keywords = std::move(keywords);
  parts.at = at;
  return build_class(*this, std::move(parts));
}

// ---- native classes -------------------------------------------------------------------------------------------------

namespace {

Value run_native_init(Call& call) {
  const NativeType* type = static_cast<const NativeType*>(call.function.as<NativeFunction>()->more);
  type->init(call);
  return call.interp.none();
}

// cls.__new__(cls, …): the class comes as the first argument.
Value run_native_new(Call& call) {
  const NativeType* type = static_cast<const NativeType*>(call.function.as<NativeFunction>()->more);
  Call inner = call;
  inner.self = call.need(0, "cls");
  if (opaque_in(inner.self)) return inner.self;
  if (!inner.self.as<Class>()) call.interp.raise("TypeError", "__new__(X): X is not a type object");
  inner.args = {call.args.first + 1, call.args.count - 1};
  return type->construct(inner);
}

}  // namespace

Class* Interpreter::native_class(const NativeType& type, std::string_view module, std::vector<Class*> bases,
                                 Class* metaclass) {
  Internals& in = *internals_;
  Class* cls = heap().make<Class>();
  cls->name = cls->qualname = Symbol(type.name);
  cls->module_name = Symbol(module);
  for (Class* base : bases) cls->bases.push_back(base);
  if (cls->bases.empty() && in.classes.object) cls->bases.push_back(in.classes.object);
  cls->is_native = true;
  cls->own_native = &type;
  cls->metaclass = common_metaclass(*this, cls->bases, metaclass);
  for (Value base : cls->bases)
    if (Class* known = base.as<Class>()) {
      if (cls->holds == Type::instance) cls->holds = known->holds;
      in.subclasses[known].push_back(cls);
    }
  cls->mro = linearize(*this, *cls);
  cls->native = hooks_of(*this, *cls);
  if (type.init) {
    NativeFunction* made = function("__init__", run_native_init).as<NativeFunction>();
    made->is_method = true;
    made->more = &type;
    cls->attrs.set(w.init_, made);
  }
  if (type.construct) {
    NativeFunction* made = function("__new__", run_native_new).as<NativeFunction>();
    made->more = &type;
    cls->attrs.set(w.new_, made);
  }
  return cls;
}

Class* Interpreter::class_of(Value value) {
  const Builtins& c = internals_->classes;
  switch (value->type) {
    case Type::none:
      return c.none;
    case Type::boolean:
      return c.boolean;
    case Type::integer:
    case Type::big_integer:
      return c.integer;
    case Type::real:
      return c.real;
    case Type::text:
      return c.text;
    case Type::bytes:
      return c.bytes;
    case Type::ellipsis:
      return c.ellipsis;
    case Type::not_implemented:
      return c.not_implemented;
    case Type::tuple:
      return c.tuple;
    case Type::list:
      return c.list;
    case Type::dict: {
      const Dict& dict = *value.as<Dict>();
      if (dict.cls) return dict.cls;
      return dict.read_only ? c.mapping_proxy : c.dict;
    }
    case Type::set:
      return value.as<Set>()->frozen ? c.frozenset : c.set;
    case Type::slice:
      return c.slice;
    case Type::range:
      return c.range;
    case Type::iterator:
      return value.as<Iterator>()->step == run_generator ? c.generator : c.iterator;
    case Type::function:
      return c.function;
    case Type::native_function:
      return c.native_function;
    case Type::method:
      return c.method;
    case Type::property:
      return value.as<Property>()->cached ? c.cached_property : c.property;
    case Type::class_method:
      return c.class_method;
    case Type::static_method:
      return c.static_method;
    case Type::super_:
      return c.super;
    case Type::class_: {
      Class* meta = value.as<Class>()->metaclass;
      return meta ? meta : c.type;
    }
    case Type::instance:
      return value.as<Instance>()->cls;
    case Type::module:
      return c.module;
    case Type::alias:
      return c.alias;
    case Type::forward_ref:
      return c.forward_ref;
    case Type::type_variable:
      return c.type_variable;
    case Type::opaque:
      return c.opaque;
  }
  return c.object;
}

Truth Interpreter::is_instance(Value value, Value cls) {
  if (opaque_in(value) || opaque_in(cls)) return Truth::unknown;
  if (const Tuple* several = cls.as<Tuple>()) {
    Truth best = Truth::no;
    for (Value one : several->elements) {
      const Truth answer = is_instance(value, one);
      if (answer == Truth::yes) return answer;
      if (answer == Truth::unknown) best = answer;
    }
    return best;
  }
  if (const Alias* alias = cls.as<Alias>()) {
    if (alias->origin == internals_->union_form) return is_instance(value, tuple(alias->args));
    raise("TypeError", "isinstance() argument 2 cannot be a parameterized generic");
  }
  if (is_none(cls)) return truth_of(is_none(value));
  const Class* wanted = cls.as<Class>();
  if (!wanted) raise("TypeError", "isinstance() arg 2 must be a type, a tuple of types, or a union");
  if (Class* meta = class_of(cls); meta != internals_->classes.type)
    if (Value check = find_special(*this, cls, w.instancecheck_); check.as<Function>())
      return truth(call(check, {cls, value}, {}));
  const Class* of = class_of(value);
  if (of->is_subclass_of(wanted)) return Truth::yes;
  if (wanted->own_native && wanted->own_native->instance_check)
    if (Value answer = wanted->own_native->instance_check(*this, *cls.as<Class>(), value)) return truth(answer);
  return of->unknown_base && !wanted->is_native ? Truth::unknown : truth_of(false);
}

}  // namespace trueup::py
