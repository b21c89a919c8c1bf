// Attributes: x.name, x.name = v, del x.name, for every kind of value, in the order that Python's
// object.__getattribute__ and type.__getattribute__ look (https://docs.python.org/3/howto/descriptor.html).
#include "python/internals.h"
#include "python/parser.h"

namespace trueup::py {

namespace {

static const Words& w = words();

Method* make_method(Interpreter& interp, Value self, Value function) {
  Method* made = interp.heap().make<Method>();
  made->self = self;
  made->function = function;
  return made;
}

// The project's __get__, __set__ or __delete__ of a value that stands in a class; nothing when it has none.
Value descriptor(Value found, Symbol name) {
  const Instance* instance = found.as<Instance>();
  if (!instance) return {};
  const Value method = instance->cls->find(name);
  return method.as<Function>() ? method : Value();
}

// A property, or the one that an instance of a subclass of property is.
Property* property_in(Value found) { return held(found).as<Property>(); }

bool is_data_descriptor(Value found) {
  if (const Property* property = property_in(found)) return !property->cached;
  if (const Instance* instance = found.as<Instance>()) {
    if (instance->cls->native && instance->cls->native->set_through) return true;
    return bool(descriptor(found, w.set_)) || bool(descriptor(found, w.delete_));
  }
  return false;
}

Value class_special(Interpreter& interp, Class& cls, Symbol attr) {
  if (attr == w.name_) return interp.text(cls.name);
  if (attr == w.qualname_) return interp.text(cls.qualname);
  if (attr == w.module_) return interp.text(cls.module_name);
  if (attr == w.class_) return interp.class_of(&cls);
  if (attr == w.dict_) {
    Dict* made = dict_of(interp, cls.attrs);
    made->read_only = true;
    return made;
  }
  if (attr == w.mro_) {
    std::vector<Value> mro(cls.mro.begin(), cls.mro.end());
    return interp.tuple(mro);
  }
  if (attr == w.bases_) return interp.tuple(cls.bases);
  if (attr == "__base__") return cls.bases.empty() ? Value(interp.internals().classes.object) : cls.bases[0];
  if (attr == w.doc_) return interp.none();
  if (attr == w.annotations_) {
    if (cls.is_native) return {};
    Dict* made = interp.dict();
    for (const Annotation& annotation : cls.annotations)
      interp.dict_set(*made, interp.text(annotation.name), interp.evaluate(annotation));
    // What code adds to it is looked at by dataclass-like code only while the class has it in its attrs.
    cls.attrs.set(attr, made);
    return made;
  }
  return {};
}

Value find_on_class(Interpreter& interp, Class& cls, Symbol attr, const Origin& at) {
  const NativeType* native = cls.native;
  if (native && native->class_get)
    if (Value found = native->class_get(interp, cls, attr, at)) return found;
  Class& meta = *interp.class_of(&cls);
  const bool plain = meta.is_native && &meta == interp.internals().classes.type;
  Class* owner = nullptr;
  Value of_meta;
  if (!plain) {
    of_meta = meta.find(attr, &owner);
    if (of_meta && is_data_descriptor(of_meta)) return bind(interp, of_meta, &cls, *owner, attr, at);
  }
  if (Value found = cls.find(attr, &owner)) {
    // Names every class has of its own must not be found on a base.
    // `def __name__` in a class is its instances' matter: type's own descriptor comes first.
    const bool own = (owner == &cls && attr != w.name_) || !(attr == w.name_ || attr == w.qualname_ || attr == w.module_ ||
                                        attr == w.doc_ || attr == w.annotations_ || attr == w.dict_);
    if (own) return bind(interp, found, {}, cls, attr, at);
  }
  if (Value found = class_special(interp, cls, attr)) return found;
  if (plain) of_meta = meta.find(attr, &owner);
  if (of_meta) return bind(interp, of_meta, &cls, meta, attr, at);
  if (native && native->class_missing)
    if (Value found = native->class_missing(interp, cls, attr, at)) return found;
  if (meta.has_getattr)
    if (Value getattr = meta.find(w.getattr_)) return interp.call(getattr, {Value(&cls), interp.text(attr)}, at);
  if (cls.unknown_base) return interp.opaque_from(*cls.unknown_base, "." + attr.str());
  return {};
}

Value find_on_instance(Interpreter& interp, Instance& instance, Symbol attr, const Origin& at, bool generic) {
  Class& cls = *instance.cls;
  const NativeType* native = cls.native;
  if (cls.has_getattribute && !generic)
    if (Value method = cls.find(w.getattribute_); method.as<Function>())
      return interp.call(method, {Value(&instance), interp.text(attr)}, at);
  if (native && native->get)
    if (Value found = native->get(interp, instance, attr, at)) return found;
  Class* owner = nullptr;
  const Value of_class = cls.find(attr, &owner);
  if (of_class && is_data_descriptor(of_class)) return bind(interp, of_class, &instance, cls, attr, at);
  if (Value own = instance.attrs.find(attr)) return own;
  if (of_class) {
    if (Property* property = of_class.as<Property>(); property && property->cached) {
      const Value got = bind(interp, of_class, &instance, cls, attr, at);
      instance.attrs.set(attr, got);
      return got;
    }
    return bind(interp, of_class, &instance, cls, attr, at);
  }
  if (attr == w.class_) return &cls;
  if (attr == w.dict_) return dict_of(interp, instance.attrs);
  if (attr == w.doc_ || attr == w.module_ || attr == w.annotations_) return find_on_class(interp, cls, attr, at);
  if (native && native->missing)
    if (Value found = native->missing(interp, instance, attr, at)) return found;
  if (instance.held()) {
    Value self;
    if (Value found = find_for_call(interp, instance.held(), attr, self, at))
      return self ? Value(make_method(interp, self, found)) : found;
  }
  if (cls.has_getattr && !generic)
    if (Value getattr = cls.find(w.getattr_)) return interp.call(getattr, {Value(&instance), interp.text(attr)}, at);
  if (cls.unknown_base) return interp.opaque_from(*cls.unknown_base, "()." + attr.str());
  return {};
}

Value find_on_super(Interpreter& interp, Super& super, Symbol attr, const Origin& at) {
  bool behind = false;
  Opaque* unknown = super.start->unknown_base;
  for (Class* cls : super.start->mro) {
    if (behind) {
      // What nobody defined before the bases that are not known may be defined there.
      if (unknown && cls == interp.internals().classes.object) break;
      if (Value found = cls->attrs.find(attr)) {
        if (super.self.as<Class>() == super.start) return bind(interp, found, {}, *super.start, attr, at);
        return bind(interp, found, super.self, *super.start, attr, at);
      }
    }
    if (cls == super.after) behind = true;
  }
  if (unknown) return interp.opaque_from(*unknown, "." + attr.str());
  if (attr == w.class_) return interp.internals().classes.super;
  return {};
}

Value find_on_module(Interpreter& interp, Module& module, Symbol attr, const Origin& at) {
  if (Value found = module.attrs.find(attr)) return found;
  if (attr == w.dict_) return dict_of(interp, module.attrs);
  if (attr == w.class_) return interp.internals().classes.module;
  if (attr == w.doc_) return interp.none();
  if (module.missing)
    if (Value found = module.missing(interp, module, attr)) return found;
  if (Value getattr = module.attrs.find(w.getattr_)) return interp.call(getattr, {interp.text(attr)}, at);
  if (module.unknown_star) return interp.opaque_from(*module.unknown_star, "." + attr.str());
  if (module.is_native) return interp.opaque("is not modelled", at, module.name.str() + "." + attr.str());
  if (module.state == Module::State::failed)
    return interp.opaque("is in a module that could not be read", at, module.name.str() + "." + attr.str());
  return {};
}

Value find_on_function(Interpreter& interp, Function& function, Symbol attr) {
  if (Value found = function.attrs.find(attr)) return found;
  if (attr == w.name_) return interp.text(function.name);
  if (attr == w.qualname_) return interp.text(function.qualname);
  if (attr == w.module_) return function.module ? interp.text(function.module->name) : interp.none();
  if (attr == w.doc_) {
    if (!function.definition || !function.closure->tree) return interp.none();
    const auto body = function.closure->tree->body(*function.definition);
    const ast::ExprStmt* first = body && !body->empty() ? ast::as<ast::ExprStmt>((*body)[0]) : nullptr;
    const ast::Constant* text = first ? ast::as<ast::Constant>(first->value) : nullptr;
    return text && text->type == ast::ConstantType::string ? interp.text(text->text) : interp.none();
  }
  if (attr == w.dict_) return dict_of(interp, function.attrs);
  if (attr == w.globals_ && function.module) return dict_of(interp, function.module->attrs);
  if (attr == w.defaults_) {
    std::vector<Value> defaults;
    for (std::size_t i = 0; i < function.parameters.size(); ++i)
      if (function.defaults[i] && function.parameters[i]->sort != ast::ParameterKind::keyword_only)
        defaults.push_back(function.defaults[i]);
    return defaults.empty() ? interp.none() : interp.tuple(defaults);
  }
  if (attr == w.annotations_) {
    Dict* made = interp.dict();
    for (const ast::Parameter* parameter : function.parameters)
      if (parameter->annotation) {
        Annotation annotation{.name = parameter->name,
                              .line = parameter->line,
                              .column = parameter->column + 1,
                              .expression = parameter->annotation,
                              .scope = function.closure};
        interp.dict_set(*made, interp.text(parameter->name), interp.evaluate(annotation));
      }
    if (function.definition && function.definition->returns) {
      Annotation annotation{.line = function.definition->line,
                            .expression = function.definition->returns,
                            .scope = function.closure};
      interp.dict_set(*made, interp.text("return"), interp.evaluate(annotation));
    }
    return made;
  }
  if (attr == w.code_) return interp.opaque("is not modelled", function.origin(), function.name.str() + ".__code__");
  if (attr == w.type_params_) return interp.internals().empty_tuple;
  return {};
}

Value find_on_alias(Interpreter& interp, Alias& alias, Symbol attr, const Origin& at) {
  if (attr == w.origin_) return alias.origin;
  if (attr == w.args_) return interp.tuple(alias.args);
  if (attr == w.metadata_) {
    std::vector<Value> rest;
    for (std::size_t i = 1; i < alias.args.size(); ++i) rest.push_back(alias.args[i]);
    return interp.tuple(rest);
  }
  if (attr == w.parameters_) {
    std::vector<Value> found;
    for (Value arg : alias.args)
      if (arg.as<TypeVariable>()) found.push_back(arg);
    return interp.tuple(found);
  }
  if (attr == w.class_) return interp.internals().classes.alias;
  return interp.find(alias.origin, attr, at);
}

Value find_simple(Interpreter& interp, Value object, Symbol attr) {
  if (const NativeFunction* native = object.as<NativeFunction>()) {
    if (Value found = native->attrs.find(attr)) return found;
    if (attr == w.name_) return interp.text(native->name);
    if (attr == w.qualname_) return interp.text(native->name);
    if (attr == w.doc_) return interp.none();
    if (attr == w.module_) {
      const std::string_view dotted = native->dotted.view();
      const std::size_t dot = dotted.rfind('.');
      return interp.text(dot == std::string_view::npos ? std::string_view("builtins") : dotted.substr(0, dot));
    }
  } else if (const Method* method = object.as<Method>()) {
    if (attr == w.self_) return method->self;
    if (attr == w.func_) return method->function;
    return interp.find(method->function, attr, {});
  } else if (const Property* property = object.as<Property>()) {
    if (attr == "fget") return property->getter ? property->getter : interp.none();
    if (attr == "fset") return property->setter ? property->setter : interp.none();
    if (attr == "fdel") return property->deleter ? property->deleter : interp.none();
    if (attr == "func" && property->cached) return property->getter;
    if (attr == w.doc_) return property->doc ? property->doc : interp.none();
    if (attr == w.name_ && !property->name.empty()) return interp.text(property->name);
  } else if (const ClassMethod* cm = object.as<ClassMethod>()) {
    if (attr == w.func_ || attr == w.wrapped_) return cm->function;
    return interp.find(cm->function, attr, {});
  } else if (const StaticMethod* sm = object.as<StaticMethod>()) {
    if (attr == w.func_ || attr == w.wrapped_) return sm->function;
    return interp.find(sm->function, attr, {});
  } else if (const TypeVariable* variable = object.as<TypeVariable>()) {
    if (attr == w.name_) return interp.text(variable->name);
    if (attr == "__bound__") return variable->bound ? variable->bound : interp.none();
    if (attr == "__constraints__") return interp.tuple(variable->constraints);
    if (attr == w.value_ && variable->is_alias) return interp.evaluate(variable->value);
  } else if (const ForwardRef* ref = object.as<ForwardRef>()) {
    if (attr == "__forward_arg__") return interp.text(ref->text);
  } else if (const Slice* slice = object.as<Slice>()) {
    if (attr == "start") return slice->lower;
    if (attr == "stop") return slice->upper;
    if (attr == "step") return slice->step;
  } else if (const Range* range = object.as<Range>()) {
    if (attr == "start") return interp.integer(range->start);
    if (attr == "stop") return interp.integer(range->stop);
    if (attr == "step") return interp.integer(range->step);
  } else if (const Dict* dict = object.as<Dict>()) {
    if (attr == "default_factory" && dict->factory) return dict->factory;
  } else if (object.as<Integer>() || object.as<Boolean>() || object.as<BigInteger>()) {
    if (attr == "real" || attr == "numerator") return object;
    if (attr == "imag") return interp.integer(0);
    if (attr == "denominator") return interp.integer(1);
  } else if (object.as<Real>()) {
    if (attr == "real") return object;
    if (attr == "imag") return interp.real(0);
  }
  return {};
}

// An attribute of a value whose class is a plain native one: methods of str, list …
Value find_on_plain(Interpreter& interp, Value object, Symbol attr, const Origin& at) {
  if (Value found = find_simple(interp, object, attr)) return found;
  Class& cls = *interp.class_of(object);
  if (Value found = cls.find(attr)) return bind(interp, found, object, cls, attr, at);
  if (attr == w.class_) return &cls;
  if (attr == w.doc_) return interp.none();
  return {};
}

std::string attribute_error(Interpreter& interp, Value object, Symbol attr) {
  if (const Module* module = object.as<Module>())
    return "module '" + module->name.str() + "' has no attribute '" + attr.str() + "'";
  if (const Class* cls = object.as<Class>())
    return "type object '" + cls->name.str() + "' has no attribute '" + attr.str() + "'";
  return "'" + interp.class_of(object)->name.str() + "' object has no attribute '" + attr.str() + "'";
}

}  // namespace

Value bind(Interpreter& interp, Value found, Value instance, Class& owner, Symbol name, const Origin& at) {
  switch (found->type) {
    case Type::function:
      return instance ? Value(make_method(interp, instance, found)) : found;
    case Type::native_function:
      return instance && found.as<NativeFunction>()->is_method ? Value(make_method(interp, instance, found)) : found;
    case Type::class_method: {
      const Value function = found.as<ClassMethod>()->function;
      Class* cls = &owner;
      if (Class* receiver = instance.as<Class>(); receiver && receiver->is_subclass_of(interp.internals().classes.type))
        cls = receiver;
      else if (const Instance* of = instance.as<Instance>()) cls = of->cls;
      else if (instance) cls = instance.as<Class>() ? instance.as<Class>() : interp.class_of(instance);
      if (const Property* property = function.as<Property>()) return interp.call(property->getter, {Value(cls)}, at);
      return make_method(interp, cls, function);
    }
    case Type::static_method:
      return found.as<StaticMethod>()->function;
    case Type::property: {
      if (!instance) return found;
      const Property* property = found.as<Property>();
      if (!property->getter) interp.raise("AttributeError", "property '" + name.str() + "' has no getter");
      return interp.call(property->getter, {instance}, at);
    }
    case Type::instance: {
      Instance& value = *found.as<Instance>();
      if (value.cls->native && value.cls->native->found_on_class)
        if (Value got = value.cls->native->found_on_class(interp, value, instance, owner, name, at)) return got;
      if (Value get = descriptor(found, w.get_))
        return interp.call(get, {found, instance ? instance : interp.none(), Value(&owner)}, at);
      if (Property* property = property_in(found); property && instance) return bind(interp, property, instance, owner, name, at);
      return found;
    }
    default:
      return found;
  }
}

// x.__get__(instance, owner): what x means where it is found on a class.
static Value get_through(Call& call) {
  const Value found = call.function.as<NativeFunction>()->bound, instance = call.need(0);
  const Value owner = call.arg(1);
  if (is_none(instance) && found->type == Type::property) return found;
  Class* cls = owner.as<Class>();
  if (!cls) cls = call.interp.class_of(instance);
  return bind(call.interp, found, is_none(instance) ? Value() : instance, *cls, w.get_, call.origin);
}

Value Interpreter::find(Value object, Symbol attr, const Origin& at) {
  switch (object->type) {
    case Type::class_method:
    case Type::static_method:
    case Type::property:
      if (attr == w.get_) return function("__get__", get_through, {}, object);
      return find_on_plain(*this, object, attr, at);
    case Type::opaque:
      if (const auto& known = internals_->options.attribute_of)
        if (Value found = known(*object.as<Opaque>(), attr)) return found;
      return opaque_from(*object.as<Opaque>(), "." + attr.str());
    case Type::module:
      return find_on_module(*this, *object.as<Module>(), attr, at);
    case Type::class_:
      return find_on_class(*this, *object.as<Class>(), attr, at);
    case Type::instance: {
      Instance& instance = *object.as<Instance>();
      if (!instance.cls->has_getattribute && !instance.cls->has_getattr)
        return find_on_instance(*this, instance, attr, at, false);
      // hasattr and getattr with a default: what __getattr__ raises means that it is not there.
      try {
        return find_on_instance(*this, instance, attr, at, false);
      } catch (const Raised& raised) {
        if (is_instance(raised.exception, builtin("AttributeError")) == Truth::yes) return {};
        throw;
      }
    }
    case Type::super_:
      return find_on_super(*this, *object.as<Super>(), attr, at);
    case Type::function:
      if (Value found = find_on_function(*this, *object.as<Function>(), attr)) return found;
      if (attr == w.get_) return function("__get__", get_through, {}, object);
      return find_on_plain(*this, object, attr, at);
    case Type::alias:
      return find_on_alias(*this, *object.as<Alias>(), attr, at);
    default:
      return find_on_plain(*this, object, attr, at);
  }
}

// Of bytes, and of a class of the standard library that stands here in C++, only what models need is there.
static bool is_partly_modelled(Interpreter& interp, Value object, Symbol attr) {
  if ((object->type == Type::bytes || object.as<Class>() == interp.internals().classes.bytes) && !attr.view().starts_with("__")) return true;
  const Class* cls = object.as<Class>() ? object.as<Class>() : object.as<Instance>() ? object.as<Instance>()->cls : nullptr;
  return cls && cls->is_native && cls->module_name != w.builtins && is_standard(cls->module_name.view()) && !attr.view().starts_with("__") &&
         !cls->is_subclass_of(interp.internals().classes.base_exception);
}

Value Interpreter::get(Value object, Symbol attr, const Origin& at) {
  const Instance* instance = object.as<Instance>();
  const bool custom = instance && (instance->cls->has_getattr || instance->cls->has_getattribute);
  const Value found =
      custom ? find_on_instance(*this, *object.as<Instance>(), attr, at, false) : find(object, attr, at);
  if (!found && is_partly_modelled(*this, object, attr)) return opaque("is not modelled", at, dotted_name(class_of(object)) + '.' + attr.str());
  if (!found) raise("AttributeError", attribute_error(*this, object, attr));
  return found;
}

Value find_for_call(Interpreter& interp, Value object, Symbol attr, Value& self, const Origin& at) {
  self = {};
  switch (object->type) {
    case Type::text:
    case Type::list:
    case Type::dict:
    case Type::tuple:
    case Type::set:
    case Type::integer:
    case Type::real:
    case Type::bytes:
    case Type::boolean: {
      const Value found = interp.class_of(object)->find(attr);
      if (const NativeFunction* native = found.as<NativeFunction>(); native && native->is_method) {
        self = object;
        return found;
      }
      break;
    }
    case Type::instance: {
      Instance& instance = *object.as<Instance>();
      const Class& cls = *instance.cls;
      if (cls.has_getattribute || (cls.native && cls.native->get) || instance.attrs.has(attr)) break;
      const Value found = cls.find(attr);
      const NativeFunction* native = found.as<NativeFunction>();
      if (found.as<Function>() || (native && native->is_method)) {
        self = object;
        return found;
      }
      break;
    }
    default:
      break;
  }
  Value found = interp.find(object, attr, at);
  if (const Method* method = found.as<Method>()) {
    self = method->self;
    return method->function;
  }
  return found;
}

Value find_special(Interpreter& interp, Value object, Symbol name) {
  const Class* cls = nullptr;
  if (const Instance* instance = object.as<Instance>()) cls = instance->cls;
  else if (object.as<Class>()) cls = interp.class_of(object);
  if (!cls || (cls->is_native && !cls->attrs.has(name))) return {};
  const Value found = cls->find(name);
  if (found.as<NativeFunction>()) return {};  // the evaluator's own meaning
  return found;
}

void Interpreter::set(Value object, Symbol attr, Value value, const Origin& at) {
  switch (object->type) {
    case Type::opaque:
      return;
    case Type::instance: {
      Instance& instance = *object.as<Instance>();
      Class& cls = *instance.cls;
      if (cls.has_setattr)
        if (Value method = cls.find(w.setattr_); method && !method.as<NativeFunction>()) {
          call(method, {object, text(attr), value}, at);
          return;
        }
      if (cls.native && cls.native->set && cls.native->set(*this, instance, attr, value, at)) return;
      const Value found = cls.find(attr);
      if (const Property* property = property_in(found); property && !property->cached && !descriptor(found, w.set_)) {
        if (!property->setter)
          raise("AttributeError", "property '" + attr.str() + "' of '" + cls.name.str() + "' object has no setter");
        call(property->setter, {object, value}, at);
        return;
      }
      if (Instance* through = found.as<Instance>()) {
        if (through->cls->native && through->cls->native->set_through &&
            through->cls->native->set_through(*this, *through, object, attr, value, at))
          return;
        if (Value set = descriptor(found, w.set_)) {
          call(set, {found, object, value}, at);
          return;
        }
      }
      if (attr == w.class_ && value.as<Class>()) {
        instance.cls = value.as<Class>();
        return;
      }
      if (attr == w.dict_) {
        instance.attrs.clear();
        if (const Dict* dict = held(value).as<Dict>())
          for (const Keyed::Entry& entry : dict->entries)
            if (auto name = entry.key ? text_of(entry.key) : std::nullopt)
              instance.attrs.set(Symbol(*name), entry.value);
        return;
      }
      instance.attrs.set(attr, value, at.line);
      return;
    }
    case Type::class_: {
      Class& cls = *object.as<Class>();
      Class& meta = *class_of(object);
      if (meta.has_setattr)
        if (Value method = meta.find(w.setattr_); method.as<Function>()) {
          call(method, {object, text(attr), value}, at);
          return;
        }
      if (cls.native && cls.native->class_set && cls.native->class_set(*this, cls, attr, value, at)) return;
      if (attr == w.name_ || attr == w.qualname_) {
        if (auto name = text_of(value)) (attr == w.name_ ? cls.name : cls.qualname) = Symbol(*name);
        return;
      }
      // Those of the standard library that are written in Python take attributes, as SQLAlchemy's do.
      if (cls.is_native && cls.module_name == w.builtins)
        raise("TypeError", "cannot set '" + attr.str() + "' attribute of immutable type '" + cls.name.str() + "'");
      cls.attrs.set(attr, value, at.line);
      if (attr.view().starts_with("__")) note_overrides(cls);
      if (cls.native && cls.native->class_has_set) cls.native->class_has_set(*this, cls, attr, value, at);
      return;
    }
    case Type::module:
      object.as<Module>()->attrs.set(attr, value, at.line);
      return;
    case Type::function:
      object.as<Function>()->attrs.set(attr, value, at.line);
      return;
    case Type::native_function:
      object.as<NativeFunction>()->attrs.set(attr, value, at.line);
      return;
    case Type::property:
      if (attr == w.doc_) object.as<Property>()->doc = value;
      return;
    case Type::method:
      raise("AttributeError", "'method' object has no attribute '" + attr.str() + "'");
    default:
      raise("AttributeError", attribute_error(*this, object, attr));
  }
}

void Interpreter::del(Value object, Symbol attr, const Origin& at) {
  switch (object->type) {
    case Type::opaque:
      return;
    case Type::instance: {
      Instance& instance = *object.as<Instance>();
      const Class& cls = *instance.cls;
      if (Value method = find_special(*this, object, w.delattr_)) {
        call(method, {object, text(attr)}, at);
        return;
      }
      if (cls.native && cls.native->del && cls.native->del(*this, instance, attr, at)) return;
      const Value found = cls.find(attr);
      if (const Property* property = property_in(found); property && property->deleter && !descriptor(found, w.delete_)) {
        call(property->deleter, {object}, at);
        return;
      }
      if (Value method = descriptor(found, w.delete_)) {
        call(method, {found, object}, at);
        return;
      }
      if (instance.attrs.erase(attr) || cls.unknown_base) return;
      break;
    }
    case Type::class_: {
      Class& cls = *object.as<Class>();
      if (cls.native && cls.native->class_del && cls.native->class_del(*this, cls, attr, at)) return;
      if (cls.attrs.erase(attr) || cls.unknown_base) return;
      break;
    }
    case Type::module:
      if (object.as<Module>()->attrs.erase(attr)) return;
      break;
    case Type::function:
      if (object.as<Function>()->attrs.erase(attr)) return;
      break;
    default:
      break;
  }
  raise("AttributeError", attribute_error(*this, object, attr));
}

Dict* dict_of(Interpreter& interp, Names& names) {
  Dict*& made = interp.internals().mirrors[&names];
  if (!made) made = interp.dict();
  made->mirror = nullptr;
  made->entries.clear();
  made->index.clear();
  made->live = 0;
  for (const Names::Entry& entry : names) interp.dict_set(*made, interp.text(entry.name), entry.value);
  made->mirror = &names;
  return made;
}

// object.__getattribute__, for code that overrides it and asks its base.
Value generic_attribute(Interpreter& interp, Value object, Symbol attr, const Origin& at) {
  if (Instance* instance = object.as<Instance>()) {
    if (Value found = find_on_instance(interp, *instance, attr, at, true)) return found;
    interp.raise("AttributeError", attribute_error(interp, object, attr));
  }
  return interp.get(object, attr, at);
}

}  // namespace trueup::py
