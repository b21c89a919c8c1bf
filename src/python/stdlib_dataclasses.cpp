// dataclasses: fields from annotations, __init__, __repr__, __eq__ and what goes with them.
#include <algorithm>

#include "python/stdlib.h"

namespace trueup::py {

static const Words& w = words();

namespace {

struct Field {
  Symbol name = {};
  Value value = {}, factory = {};  // default, default_factory
  bool init = true, repr = true, compare = true, keyword_only = false, init_only = false, class_only = false;
  Value metadata = {};
  const Annotation* annotation = nullptr;
};
struct Fields {
  std::vector<Field> all = {};
  bool init = true, repr = true, eq = true, order = false, frozen = false;
};

Fields* fields_of(const Class& cls) {
  return cls.extra_tag == &mark_of<Fields> ? static_cast<Fields*>(cls.extra) : nullptr;
}
Fields* inherited(const Class& cls) {
  for (const Class* one : cls.mro)
    if (Fields* found = fields_of(*one)) return found;
  return nullptr;
}

void field_init(Call& call) {
  Field* made = call.interp.heap().make<Field>();
  const auto flag = [&](std::string_view name, bool& into) {
    if (const Value value = call.keyword(name)) into = call.interp.truth(value) != Truth::no;
  };
  made->value = call.keyword("default");
  made->factory = call.keyword("default_factory");
  made->metadata = call.keyword("metadata");
  flag("init", made->init);
  flag("repr", made->repr);
  flag("compare", made->compare);
  flag("kw_only", made->keyword_only);
  set_payload(*call.self.as<Instance>(), made);
}
Value field_missing(Interpreter& interp, Instance& self, Symbol name, const Origin&) {
  const Field* field = payload_of<Field>(self);
  if (!field) return {};
  if (name == w.name) return interp.text(field->name);
  if (name == "type") return field->annotation ? interp.evaluate(*field->annotation) : interp.none();
  if (name == "default")
    return field->value ? field->value : interp.find_module("dataclasses")->attrs.find(Symbol("MISSING"));
  if (name == "default_factory")
    return field->factory ? field->factory : interp.find_module("dataclasses")->attrs.find(Symbol("MISSING"));
  if (name == "metadata") return field->metadata ? field->metadata : Value(interp.dict());
  if (name == "init") return interp.boolean(field->init);
  if (name == "kw_only") return interp.boolean(field->keyword_only);
  return {};
}
// A default that is a descriptor is told its name as if it stood in the class body itself.
void field_set_name(Interpreter& interp, Instance& self, Class& owner, Symbol name) {
  const Field* field = payload_of<Field>(self);
  if (!field || !field->value) return;
  if (const Value method = find_special(interp, field->value, w.set_name_))
    interp.call(method, {field->value, Value(&owner), interp.text(name)}, self.origin());
}
const NativeType field_type{.name = "Field", .init = field_init, .missing = field_missing, .set_name = field_set_name};
const NativeType missing_type{.name = "_MISSING_TYPE"}, keyword_only_type{.name = "KW_ONLY"};
Value init_var_subscript(Interpreter& interp, Class& cls, Value key, const Origin& at) {
  return make_alias(interp, &cls, key, at);
}
const NativeType init_var{.name = "InitVar", .class_subscript = init_var_subscript};

void assign_plain(Instance& self, Symbol name, Value value) { self.attrs.set(name, value); }

Value generated_init(Call& call) {
  Interpreter& interp = call.interp;
  Instance* self = call.need(0).as<Instance>();
  const Fields* fields = self ? inherited(*self->cls) : nullptr;
  if (!fields) return interp.none();
  std::size_t next = 1, used = 0;
  std::vector<Value> post;
  for (const Field& field : fields->all) {
    if (field.class_only) continue;
    Value value;
    if (field.init) {
      if (!field.keyword_only && next < call.size()) value = call.args[next++];
      if (const Value named = call.keyword(field.name)) {
        if (value)
          interp.raise("TypeError", self->cls->qualname.str() + ".__init__() got multiple values for argument '" +
                                        field.name.str() + "'");
        value = named;
        ++used;
      }
    }
    if (!value && call.unknown_args) value = interp.opaque_from(*call.unknown_args);
    if (!value && field.factory) value = interp.call(field.factory, {}, call.origin);
    if (!value) value = field.value;
    if (!value && field.init)
      interp.raise("TypeError", self->cls->qualname.str() + ".__init__() missing 1 required positional argument: '" +
                                    field.name.str() + "'");
    if (!value) continue;
    if (field.init_only) post.push_back(value);
    else if (fields->frozen) assign_plain(*self, field.name, value);
    else interp.set(self, field.name, value, call.origin);
  }
  if (next < call.size())
    interp.raise("TypeError", self->cls->qualname.str() + ".__init__() takes " + std::to_string(next) +
                                  " positional arguments but " + std::to_string(call.size()) + " were given");
  if (used < call.keywords.size())
    for (const Named& named : call.keywords) {
      const bool known = std::any_of(fields->all.begin(), fields->all.end(),
                                     [&](const Field& field) { return field.name == named.name && field.init; });
      if (!known)
        interp.raise("TypeError", self->cls->qualname.str() + ".__init__() got an unexpected keyword argument '" +
                                      named.name.str() + "'");
    }
  if (Value method = self->cls->find(w.post_init_)) {
    post.insert(post.begin(), Value(self));
    interp.call(method, post, call.origin);
  }
  return interp.none();
}

std::vector<Value> compared(const Instance& self, const Fields& fields) {
  std::vector<Value> made;
  for (const Field& field : fields.all)
    if (field.compare && !field.class_only && !field.init_only)
      if (Value value = self.attrs.find(field.name)) made.push_back(value);
  return made;
}
Value generated_repr(Call& call) {
  const Instance* self = call.need(0).as<Instance>();
  const Fields* fields = inherited(*self->cls);
  std::string text = self->cls->qualname.str() + "(";
  bool first = true;
  for (const Field& field : fields->all) {
    if (!field.repr || field.class_only || field.init_only) continue;
    text += (first ? "" : ", ") + field.name.str() + "=" +
            call.interp.repr(call.interp.get(call.args[0], field.name, call.origin));
    first = false;
  }
  return call.interp.text(text + ")");
}
Value generated_compare(Call& call, ast::CompareOperator op) {
  const Instance *self = call.need(0).as<Instance>(), *other = call.need(1).as<Instance>();
  if (!self || !other || self->cls != other->cls) return call.interp.internals().not_implemented;
  const Fields& fields = *inherited(*self->cls);
  return call.interp.compare(op, call.interp.tuple(compared(*self, fields)),
                             call.interp.tuple(compared(*other, fields)), call.origin);
}
Value generated_eq(Call& call) { return generated_compare(call, ast::CompareOperator::equal); }
Value generated_lt(Call& call) { return generated_compare(call, ast::CompareOperator::less); }
Value generated_le(Call& call) { return generated_compare(call, ast::CompareOperator::less_equal); }
Value generated_gt(Call& call) { return generated_compare(call, ast::CompareOperator::greater); }
Value generated_ge(Call& call) { return generated_compare(call, ast::CompareOperator::greater_equal); }
Value generated_hash(Call& call) {
  const Instance* self = call.need(0).as<Instance>();
  return call.interp.integer(static_cast<std::int64_t>(
      hash_value(call.interp, call.interp.tuple(compared(*self, *inherited(*self->cls)))) >> 2));
}
Value frozen_setattr(Call& call) {
  throw Raised{call.interp.call(
      call.interp.find_module("dataclasses")->attrs.find(Symbol("FrozenInstanceError")),
      {call.interp.text("cannot assign to field '" + std::string(text_of(call.need(1)).value_or("")) + "'")},
      call.origin)};
}

// Methods that operators find as if the project had written them: a NativeFunction would be taken for object's own.
void put(Interpreter& interp, Class& cls, Symbol name, NativeCode code) {
  if (cls.attrs.has(name)) return;
  Instance* made =
      interp.instance(*interp.find_module("dataclasses")->attrs.find(Symbol("_generated")).as<Class>(), {});
  made->attrs.set(w.func_, native(interp, name.view(), code));
  cls.attrs.set(name, made);
}
Value generated_bound(Call& call) {
  const Method* both = bound_of(call).as<Method>();
  Arguments arguments(call.interp.internals());
  arguments.push(both->self);
  for (Value arg : call.args) arguments.push(arg);
  return call.interp.call(
      Call{call.interp, both->function, {}, arguments.values(), call.keywords, call.origin, call.unknown_args});
}
Value generated_found(Interpreter& interp, Instance& found, Value instance, Class&, Symbol name, const Origin&) {
  const Value function = found.attrs.find(w.func_);
  if (!instance) return function;
  Method* both = interp.heap().make<Method>();
  both->self = instance;
  both->function = function;
  return native(interp, name.view(), generated_bound, both);
}
Value generated_call(Call& call) {
  Call inner = call;
  inner.function = call.self.as<Instance>()->attrs.find(w.func_);
  inner.self = {};
  return call.interp.call(inner);
}
const NativeType generated{.name = "_generated", .call = generated_call, .found_on_class = generated_found};

Value process(Interpreter& interp, Class& cls, const Call& options) {
  Fields* fields = interp.heap().make<Fields>();
  bool keyword_only = false, unsafe_hash = false;
  const auto flag = [&](std::string_view name, bool& into) {
    if (const Value value = options.keyword(name)) into = interp.truth(value) == Truth::yes;
  };
  flag("init", fields->init);
  flag("repr", fields->repr);
  flag("eq", fields->eq);
  flag("order", fields->order);
  flag("frozen", fields->frozen);
  flag("kw_only", keyword_only);
  flag("unsafe_hash", unsafe_hash);
  const auto add = [&](const Field& field) {
    for (Field& one : fields->all)
      if (one.name == field.name) {
        one = field;
        return;
      }
    fields->all.push_back(field);
  };
  for (auto at = cls.mro.rbegin(); at != cls.mro.rend(); ++at)
    if (*at != &cls)
      if (const Fields* of = fields_of(**at))
        for (const Field& field : of->all) add(field);
  for (const Annotation& annotation : cls.annotations) {
    const std::string written = interp.source(annotation);
    const Value type = interp.evaluate(annotation);
    const std::string name = interp.dotted_name(type.as<Alias>() ? type.as<Alias>()->origin : type);
    if (name == "dataclasses.KW_ONLY") {
      keyword_only = true;
      continue;
    }
    Field field;
    field.name = annotation.name;
    field.keyword_only = keyword_only;
    field.annotation = &annotation;
    field.class_only = name == "typing.ClassVar";
    field.init_only = name == "dataclasses.InitVar";
    const Value value = cls.attrs.find(annotation.name);
    if (Field* given = payload_of<Field>(value)) {
      const bool only = given->keyword_only || keyword_only;
      given->name = annotation.name;
      given->annotation = &annotation;
      field = *given;
      field.keyword_only = only;
      if (field.value) cls.attrs.set(annotation.name, field.value);
      else cls.attrs.erase(annotation.name);
    } else {
      field.value = value.as<Instance>() ? interp.find(&cls, annotation.name, annotation.origin()) : value;
    }
    add(field);
  }
  cls.extra = fields;
  cls.extra_tag = &mark_of<Fields>;
  std::stable_partition(fields->all.begin(), fields->all.end(), [](const Field& field) { return !field.keyword_only; });
  if (fields->init) put(interp, cls, w.init_, generated_init);
  if (fields->repr) put(interp, cls, w.repr_, generated_repr);
  if (fields->eq) {
    put(interp, cls, w.eq_, generated_eq);
    if (fields->frozen || unsafe_hash) put(interp, cls, w.hash_, generated_hash);
  }
  if (fields->order) {
    put(interp, cls, w.lt_, generated_lt);
    put(interp, cls, w.le_, generated_le);
    put(interp, cls, w.gt_, generated_gt);
    put(interp, cls, w.ge_, generated_ge);
  }
  if (fields->frozen && !cls.attrs.has(w.setattr_)) put(interp, cls, w.setattr_, frozen_setattr);
  std::vector<Value> names;
  for (const Field& field : fields->all)
    if (field.init && !field.keyword_only && !field.class_only) names.push_back(interp.text(field.name));
  cls.attrs.set(w.match_args_, interp.tuple(names));
  note_overrides(cls);
  return &cls;
}

Value apply(Call& call) {
  Class* cls = call.need(0).as<Class>();
  if (!cls) return call.args[0];
  // The options were kept as a dict.
  std::vector<Named> keywords;
  if (const Dict* options = bound_of(call).as<Dict>())
    for (const Keyed::Entry& entry : options->entries)
      keywords.push_back({entry.value, Symbol(text_of(entry.key).value_or(""))});
  Call given{call.interp};
  given.keywords = {keywords.data(), static_cast<std::uint32_t>(keywords.size())};
  return process(call.interp, *cls, given);
}
Value dataclass(Call& call) {
  if (call.size())
    if (Class* cls = call.args[0].as<Class>()) return process(call.interp, *cls, call);
  Dict* options = call.interp.dict();
  for (const Named& named : call.keywords) call.interp.dict_set(*options, call.interp.text(named.name), named.value);
  return native(call.interp, "dataclass", apply, options);
}

const Fields* fields_behind(Value value) {
  if (const Instance* instance = value.as<Instance>()) return inherited(*instance->cls);
  if (const Class* cls = value.as<Class>()) return inherited(*cls);
  return nullptr;
}
Value list_fields(Call& call) {
  const Value value = call.need(0);
  if (opaque_in(value)) return value;
  const Fields* fields = fields_behind(value);
  if (!fields) call.interp.raise("TypeError", "must be called with a dataclass type or instance");
  std::vector<Value> made;
  Class* cls = call.interp.find_module("dataclasses")->attrs.find(Symbol("Field")).as<Class>();
  for (const Field& field : fields->all)
    if (!field.class_only && !field.init_only)
      made.push_back(call.interp.instance(*cls, call.origin, const_cast<Field*>(&field)));
  return call.interp.tuple(made);
}
Value deep(Interpreter& interp, Value value, bool as_tuple) {
  interp.internals().guard();
  if (const Instance* instance = value.as<Instance>())
    if (const Fields* fields = inherited(*instance->cls)) {
      Dict* made = interp.dict();
      std::vector<Value> row;
      for (const Field& field : fields->all) {
        if (field.class_only || field.init_only) continue;
        const Value inner = deep(interp, interp.get(value, field.name, {}), as_tuple);
        row.push_back(inner);
        interp.dict_set(*made, interp.text(field.name), inner);
      }
      return as_tuple ? interp.tuple(row) : Value(made);
    }
  if (value.as<List>() || value.as<Tuple>()) {
    std::vector<Value> made;
    for (Value one : sequence_of(value)) made.push_back(deep(interp, one, as_tuple));
    return value.as<List>() ? Value(interp.list(std::move(made))) : interp.tuple(made);
  }
  if (const Dict* dict = value.as<Dict>()) {
    Dict* made = interp.dict();
    for (const Keyed::Entry& entry : dict->entries)
      if (entry.key) interp.dict_set(*made, entry.key, deep(interp, entry.value, as_tuple));
    return made;
  }
  return value;
}
Value as_dict(Call& call) { return deep(call.interp, call.need(0), false); }
Value as_tuple(Call& call) { return deep(call.interp, call.need(0), true); }
Value replace(Call& call) {
  const Value value = call.need(0);
  const Fields* fields = fields_behind(value);
  if (!fields || !value.as<Instance>()) return call.interp.opaque("is not a dataclass", call.origin);
  std::vector<Named> keywords(call.keywords.begin(), call.keywords.end());
  for (const Field& field : fields->all)
    if (field.init && !field.class_only && !field.init_only && !call.keyword(field.name))
      keywords.push_back({call.interp.get(value, field.name, call.origin), field.name});
  return call.interp.call(value.as<Instance>()->cls, {}, call.origin, keywords);
}
Value is_dataclass(Call& call) {
  const Value value = call.need(0);
  if (opaque_in(value)) return value;
  return call.interp.boolean(fields_behind(value) != nullptr);
}
Value make_dataclass(Call& call) {
  return call.interp.opaque("is made by make_dataclass, which is not evaluated", call.origin);
}

void fill_dataclasses(ModuleWriter& into) {
  into.cls(field_type);
  into.cls(generated);
  into.cls(init_var);
  into.cls(keyword_only_type);
  Class& missing = into.cls(missing_type);
  into.value("MISSING", into.interp().instance(missing, {}));
  static const NativeType frozen_error{.name = "FrozenInstanceError"};
  into.cls(frozen_error, {into.interp().builtin("AttributeError")});
  into.value("field", into.module().attrs.find(Symbol("Field")));
  into.function("dataclass", dataclass)
      .function("fields", list_fields)
      .function("asdict", as_dict)
      .function("astuple", as_tuple);
  into.function("replace", replace).function("is_dataclass", is_dataclass).function("make_dataclass", make_dataclass);
}

}  // namespace

void add_dataclasses(Interpreter& interp) { interp.add_native("dataclasses", fill_dataclasses); }

}  // namespace trueup::py
