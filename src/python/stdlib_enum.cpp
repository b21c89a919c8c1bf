// enum, by the rules of https://docs.python.org/3/library/enum.html
#include <bit>

#include "base/text.h"
#include "python/stdlib.h"

namespace trueup::py {

static const Words& w = words();

namespace {

const Symbol name_attr("_name_"), value_attr("_value_"), generate("_generate_next_value_"), missing_method("_missing_"),
    ignore_attr("_ignore_");

struct EnumMembers {
  std::vector<std::pair<Symbol, Instance*>> names = {};  // aliases too
  std::vector<Instance*> members = {};
  std::vector<Instance*> combined = {};  // flags put together
  std::vector<Value> given = {};         // what stood in the class, before str or int made a member of it
};

EnumMembers* members_of(const Class& cls) {
  return cls.extra_tag == &mark_of<EnumMembers> ? static_cast<EnumMembers*>(cls.extra) : nullptr;
}

bool is_kind(Interpreter& interp, const Class& cls, std::string_view base) {
  const Module* module = interp.find_module("enum");
  const Class* known = module ? module->attrs.find(Symbol(base)).as<Class>() : nullptr;
  return known && cls.is_subclass_of(known);
}

// The type mixed in: class X(str, Enum).
Class* mixed_in(const Class& cls) {
  for (Class* one : cls.mro)
    if (one->is_native && one->holds != Type::instance && one->own_native && one->own_native->construct &&
        one->module_name == w.builtins)
      return one;
  return nullptr;
}

Value value_of(const Instance& member) { return member.attrs.find(value_attr); }

// ---- auto -----------------------------------------------------------------------------------------------------------

const NativeType auto_type{.name = "auto"};
void wrapper_init(Call& call) { call.self.as<Instance>()->attrs.set(w.value, call.need(0)); }
const NativeType member_type{.name = "member", .init = wrapper_init},
    nonmember_type{.name = "nonmember", .init = wrapper_init};

bool is_wrapper(Value value, std::string_view name) {
  const Instance* instance = value.as<Instance>();
  return instance && instance->cls->is_native && instance->cls->module_name == "enum" && instance->cls->name == name;
}

Value next_value(Interpreter& interp, Class& cls, Symbol name, const EnumMembers& so_far, const Origin& at) {
  Value rule = cls.find(generate);
  if (const StaticMethod* method = rule.as<StaticMethod>()) rule = method->function;
  const std::vector<Value>& last = so_far.given;
  if (rule && !rule.as<NativeFunction>())
    return interp.call(rule,
                       {interp.text(name), interp.integer(1),
                        interp.integer(static_cast<std::int64_t>(so_far.names.size())), interp.list(last)},
                       at);
  if (is_kind(interp, cls, "StrEnum")) return interp.text(lower(name.view()));
  const bool flag = is_kind(interp, cls, "Flag");
  std::int64_t highest = 0;
  bool any = false;
  for (Value value : last) {
    if (opaque_in(value)) return value;
    if (const auto number = integer_of(value)) {
      highest = any ? std::max(highest, *number) : *number;
      any = true;
    }
  }
  if (!flag) return interp.integer(any ? highest + 1 : 1);
  return interp.integer(
      highest <= 0 ? 1 : static_cast<std::int64_t>(std::bit_floor(static_cast<std::uint64_t>(highest)) << 1));
}

// ---- making the members ---------------------------------------------------------------------------------------------

bool is_member(Class& cls, const Names::Entry& entry) {
  const std::string_view name = entry.name.view();
  if (name.starts_with("__") && name.ends_with("__")) return false;
  if (name.size() > 2 && name.starts_with('_') && name.ends_with('_') && name[1] != '_') return false;
  if (name.starts_with("_" + cls.name.str() + "__")) return false;
  switch (entry.value->type) {
    case Type::function:
    case Type::native_function:
    case Type::property:
    case Type::class_method:
    case Type::static_method:
    case Type::class_:
      return false;
    case Type::instance: {
      const Instance& instance = *entry.value.as<Instance>();
      if (instance.cls->find(w.get_) || (instance.cls->native && instance.cls->native->found_on_class)) return false;
      return !is_wrapper(entry.value, "nonmember");
    }
    default:
      return true;
  }
}

Instance* make_member(Interpreter& interp, Class& cls, Symbol name, Value value, const Origin& at) {
  std::vector<Value> args = {value};
  if (const Tuple* several = value.as<Tuple>()) args.assign(several->elements.begin(), several->elements.end());
  Instance* made = nullptr;
  const Value maker = cls.find(w.new_);
  Class* mixin = mixed_in(cls);
  if (const StaticMethod* own = maker.as<StaticMethod>()) {
    std::vector<Value> all = {&cls};
    all.insert(all.end(), args.begin(), args.end());
    made = interp.call(own->function, all, at).as<Instance>();
  }
  if (!made) {
    made = interp.instance(cls, at);
    if (mixin && !opaque_in(value)) {
      const bool takes_tuple = mixin == interp.internals().classes.tuple;
      made->hold(interp.call(mixin, takes_tuple ? std::vector<Value>{value} : args, at));
      if (opaque_in(made->held())) made->hold({});
      else if (!made->attrs.has(value_attr) && (is_kind(interp, cls, "ReprEnum") || args.size() == 1))
        made->attrs.set(value_attr, made->held());
    }
  }
  if (!made->attrs.has(value_attr)) made->attrs.set(value_attr, made->held() && !value.as<Tuple>() ? made->held() : value);
  made->attrs.set(name_attr, interp.text(name));
  made->place(at);
  if (Value init = cls.find(w.init_); init.as<Function>()) {
    std::vector<Value> all = {Value(made)};
    all.insert(all.end(), args.begin(), args.end());
    interp.call(init, all, at);
  }
  return made;
}

void created(Interpreter& interp, Class& cls, const Origin& at) {
  for (Value base : cls.bases)
    if (const Class* known = base.as<Class>(); known && members_of(*known) && !members_of(*known)->members.empty())
      interp.raise("TypeError", "<enum '" + cls.name.str() + "'> cannot extend <enum '" + known->name.str() + "'>");
  EnumMembers* all = interp.heap().make<EnumMembers>();
  cls.extra = all;
  cls.extra_tag = &mark_of<EnumMembers>;
  std::vector<Symbol> ignored;
  if (const Value ignore = cls.attrs.find(ignore_attr)) {
    if (const auto text = text_of(ignore)) {
      for (const std::string& one : split(*text, ' ')) ignored.emplace_back(one);
    } else {
      for (Value one : sequence_of(ignore))
        if (const auto name = text_of(one)) ignored.emplace_back(*name);
    }
  }
  for (std::size_t i = 0; i < cls.attrs.size(); ++i) {
    const Names::Entry entry = cls.attrs.entries()[i];
    if (is_wrapper(entry.value, "nonmember")) {
      cls.attrs.set(entry.name, entry.value.as<Instance>()->attrs.find(w.value));
      continue;
    }
    if (!is_member(cls, entry)) continue;
    bool skip = false;
    for (Symbol one : ignored) skip = skip || one == entry.name;
    if (skip) continue;
    Origin place = at;
    if (entry.line) place.line = entry.line, place.column = 0;
    Value value = entry.value;
    if (is_wrapper(value, "member")) value = value.as<Instance>()->attrs.find(w.value);
    if (is_wrapper(value, "auto")) value = next_value(interp, cls, entry.name, *all, place);
    if (const Tuple* tuple = value.as<Tuple>()) {
      // (auto(), "text") is allowed since 3.11.
      std::vector<Value> parts(tuple->elements.begin(), tuple->elements.end());
      bool changed = false;
      for (Value& part : parts)
        if (is_wrapper(part, "auto")) part = next_value(interp, cls, entry.name, *all, place), changed = true;
      if (changed) value = interp.tuple(parts);
    }
    all->given.push_back(value);
    Instance* member = make_member(interp, cls, entry.name, value, place);
    Instance* same = nullptr;
    for (Instance* other : all->members)
      if (interp.equal(value_of(*other), value_of(*member)) == Truth::yes) same = other;
    if (!same) all->members.push_back(member);
    all->names.emplace_back(entry.name, same ? same : member);
    cls.attrs.set(entry.name, same ? same : member);
  }
}

// ---- the class as a container ---------------------------------------------------------------------------------------

std::vector<Value> listed(Interpreter& interp, const Class& cls) {
  std::vector<Value> made;
  if (const EnumMembers* all = members_of(cls)) {
    const bool flag = is_kind(interp, cls, "Flag");
    for (Instance* member : all->members) {
      // A flag of no or several bits is not listed.
      if (flag)
        if (const auto bits = integer_of(value_of(*member));
            bits && std::popcount(static_cast<std::uint64_t>(*bits)) != 1)
          continue;
      made.push_back(member);
    }
  }
  return made;
}
Value iterate(Interpreter& interp, Class& cls, const Origin&) { return interp.list(listed(interp, cls)); }

Value subscript(Interpreter& interp, Class& cls, Value key, const Origin& at) {
  if (Opaque* unknown = opaque_in(key)) return interp.opaque_from(*unknown);
  const auto name = text_of(key);
  if (const EnumMembers* all = members_of(cls); all && name)
    for (const auto& [one, member] : all->names)
      if (one == *name) return member;
  throw Raised{interp.call(interp.builtin("KeyError"), {key}, at)};
}

Value functional(Call& call);

Value flag_of(Interpreter& interp, Class& cls, std::int64_t bits, const Origin& at) {
  EnumMembers* all = members_of(cls);
  for (Instance* made : all->combined)
    if (integer_of(value_of(*made)) == bits) return made;
  std::string names;
  for (Instance* member : all->members) {
    const auto number = integer_of(value_of(*member));
    if (number == bits) return member;
    if (number && *number && (*number & bits) == *number && std::popcount(static_cast<std::uint64_t>(*number)) == 1)
      names += (names.empty() ? "" : "|") + std::string(text_of(member->attrs.find(name_attr)).value_or(""));
  }
  Instance* made = interp.instance(cls, at);
  made->attrs.set(value_attr, interp.integer(bits));
  made->attrs.set(name_attr, names.empty() ? interp.none() : interp.text(names));
  if (mixed_in(cls)) made->hold(interp.integer(bits));
  all->combined.push_back(made);
  return made;
}

Value class_call(Call& call) {
  Interpreter& interp = call.interp;
  Class& cls = *call.self.as<Class>();
  const EnumMembers* all = members_of(cls);
  if (!all || all->members.empty()) {
    if (call.size() + call.keywords.size() > 1) return functional(call);
    if (cls.unknown_base) return {};
  }
  TRUEUP_NEED_KNOWN(call);
  Value wanted = call.need(0, "value");
  if (call.size() > 1) wanted = interp.tuple(std::vector<Value>(call.args.begin(), call.args.end()));
  if (const Instance* instance = wanted.as<Instance>(); instance && instance->cls == &cls) return wanted;
  Truth doubt = Truth::no;
  if (all)
    for (Instance* member : all->members) {
      const Truth answer = interp.equal(value_of(*member), wanted);
      if (answer == Truth::yes) return member;
      if (answer == Truth::unknown) doubt = answer;
    }
  if (doubt == Truth::unknown)
    return interp.opaque("is a member of an enum whose values are not known", call.origin, cls.name.view());
  if (is_kind(interp, cls, "Flag"))
    if (const auto bits = integer_of(wanted)) return flag_of(interp, cls, *bits, call.origin);
  if (Value rule = interp.find(&cls, missing_method, call.origin); rule && !rule.as<NativeFunction>()) {
    const Value made = interp.call(rule, {wanted}, call.origin);
    if (!is_none(made)) return made;
  }
  interp.raise("ValueError", interp.repr(wanted) + " is not a valid " + cls.qualname.str());
}

// Enum("Color", "RED GREEN"), ["RED"], {"RED": 1}, [("RED", 1)]
Value functional(Call& call) {
  Interpreter& interp = call.interp;
  TRUEUP_NEED_KNOWN(call);
  Class& base = *call.self.as<Class>();
  const std::string_view name = need_text(call, 0, "value");
  const Value given = call.need(1, "names");
  Names attrs;
  const Value start = call.keyword("start");
  std::int64_t first = start ? integer_of(start).value_or(1) : 1;
  const Value automatic =
      interp.instance(*interp.find_module("enum")->attrs.find(Symbol("auto")).as<Class>(), call.origin);
  const auto add = [&](Value one) {
    if (const auto text = text_of(one)) attrs.set(Symbol(*text), start ? interp.integer(first++) : automatic);
    else if (const Span<Value> pair = sequence_of(one); pair.size() == 2)
      if (const auto key = text_of(pair[0])) attrs.set(Symbol(*key), pair[1]);
  };
  if (const auto text = text_of(given)) {
    for (const std::string& one : split(replace_all(std::string(*text), ",", " "), ' '))
      if (!one.empty()) attrs.set(Symbol(one), start ? interp.integer(first++) : automatic);
  } else if (const Dict* dict = held(given).as<Dict>()) {
    for (const Keyed::Entry& entry : dict->entries)
      if (const auto key = entry.key ? text_of(entry.key) : std::nullopt) attrs.set(Symbol(*key), entry.value);
  } else {
    const auto [values, unknown] = interp.elements(given, call.origin);
    if (unknown) return interp.opaque_from(*unknown);
    for (Value one : values) add(one);
  }
  std::vector<Value> bases;
  if (const Value mixin = call.keyword("type")) bases.push_back(mixin);
  bases.push_back(&base);
  return interp.make_class(name, std::move(bases), std::move(attrs), call.origin);
}

// ---- members --------------------------------------------------------------------------------------------------------

std::string_view shown_name(const Instance& self) {
  return text_of(self.attrs.find(name_attr) ? self.attrs.find(name_attr) : Value()).value_or("");
}

Value str(Interpreter& interp, Instance& self) {
  const Value value = value_of(self);
  if (!value) return {};
  if (is_kind(interp, *self.cls, "ReprEnum")) return interp.text_or_opaque(value, Interpreter::Conversion::str);
  return interp.text(self.cls->name.str() + "." + std::string(shown_name(self)));
}
Value repr(Interpreter& interp, Instance& self) {
  const Value value = value_of(self);
  if (!value) return {};
  const Value inner = interp.text_or_opaque(value, Interpreter::Conversion::repr);
  if (opaque_in(inner)) return inner;
  const bool named = !shown_name(self).empty();
  return interp.text("<" + self.cls->name.str() + (named ? "." : "") + std::string(shown_name(self)) + ": " +
                     std::string(*text_of(inner)) + ">");
}

Value binary(const Operation& op) {
  Instance* left = op.left.as<Instance>();
  Instance* self = op.reflected ? op.right.as<Instance>() : left;
  if (!self || !is_kind(op.interp, *self->cls, "Flag")) return {};
  if (op.op != ast::Operator::bitor_ && op.op != ast::Operator::bitand_ && op.op != ast::Operator::bitxor_) return {};
  const auto bits = [&](Value value) -> std::optional<std::int64_t> {
    if (const Instance* one = value.as<Instance>(); one && value_of(*one)) return integer_of(value_of(*one));
    return integer_of(value);
  };
  const auto a = bits(op.left), b = bits(op.right);
  if (!a || !b) return {};
  const std::int64_t made = op.op == ast::Operator::bitor_    ? *a | *b
                            : op.op == ast::Operator::bitand_ ? *a & *b
                                                              : *a ^ *b;
  return flag_of(op.interp, *self->cls, made, op.origin);
}
Value unary_flag(Interpreter& interp, ast::UnaryOperator op, Instance& self, const Origin& at) {
  if (op != ast::UnaryOperator::invert || !is_kind(interp, *self.cls, "Flag")) return {};
  std::int64_t every = 0;
  for (Instance* member : members_of(*self.cls)->members) every |= integer_of(value_of(*member)).value_or(0);
  return flag_of(interp, *self.cls, every & ~integer_of(value_of(self)).value_or(0), at);
}
Value truth(Interpreter& interp, Instance& self) {
  if (!is_kind(interp, *self.cls, "Flag")) return self.held() ? Value() : interp.boolean(true);
  return interp.boolean(integer_of(value_of(self)).value_or(1) != 0);
}
Value compare(const Comparison& comparison) {
  // flag in flags
  const Instance* container = comparison.right.as<Instance>();
  if (comparison.op != ast::CompareOperator::in || !container || !is_kind(comparison.interp, *container->cls, "Flag"))
    return {};
  const Instance* part = comparison.left.as<Instance>();
  if (!part) return {};
  const std::int64_t bits = integer_of(value_of(*part)).value_or(0);
  return comparison.interp.boolean((integer_of(value_of(*container)).value_or(0) & bits) == bits);
}

Value get_name(Call& call) {
  const Instance* self = call.self.as<Instance>();
  const Value name = self ? self->attrs.find(name_attr) : Value();
  return name ? name : call.interp.opaque("is the name of an enum member that is being made", call.origin);
}
Value get_value(Call& call) {
  const Instance* self = call.self.as<Instance>();
  const Value value = self ? value_of(*self) : Value();
  return value ? value : call.interp.opaque("is the value of an enum member that is being made", call.origin);
}

// ---- methods of EnumMeta, for metaclasses of the project that ask their base
// -------------------------------------------

Class& enum_class(Call& call) {
  Class* cls = call.self.as<Class>();
  if (!cls) call.interp.raise("TypeError", "an enum class is needed");
  return *cls;
}
Value meta_members(Call& call) {
  Dict* made = call.interp.dict();
  if (const EnumMembers* all = members_of(enum_class(call)))
    for (const auto& [name, member] : all->names) call.interp.dict_set(*made, call.interp.text(name), member);
  made->read_only = true;
  return made;
}
Value meta_iter(Call& call) {
  return make_iterator(call.interp, call.interp.list(listed(call.interp, enum_class(call))), call.origin);
}
Value meta_len(Call& call) {
  return call.interp.integer(static_cast<std::int64_t>(listed(call.interp, enum_class(call)).size()));
}
Value meta_getitem(Call& call) { return subscript(call.interp, enum_class(call), call.need(0), call.origin); }
Value meta_contains(Call& call) {
  const Value wanted = call.need(0);
  for (Value member : listed(call.interp, enum_class(call)))
    if (member == wanted || call.interp.equal(value_of(*member.as<Instance>()), wanted) == Truth::yes)
      return call.interp.boolean(true);
  return call.interp.boolean(false);
}
Value meta_call(Call& call) { return class_call(call); }

Value default_next_value(Call& call) {
  const Value last = call.arg(3);
  std::int64_t highest = 0;
  if (last)
    for (Value value : sequence_of(last)) highest = std::max(highest, integer_of(value).value_or(0));
  return call.interp.integer(highest + 1);
}
Value property_decorator(Call& call) {
  return call.interp.call(call.interp.internals().classes.property, {call.need(0)}, call.origin);
}
Value verify(Call& call) { return native(call.interp, "verify", give_back_first); }

bool class_set(Interpreter& interp, Class& cls, Symbol name, Value, const Origin&) {
  if (const EnumMembers* all = members_of(cls))
    for (const auto& [known, _] : all->names)
      if (known == name) interp.raise("AttributeError", "cannot reassign member " + repr_text(name.view()));
  return false;
}

const NativeType enum_type{.name = "Enum",
                           .binary = binary,
                           .compare = compare,
                           .unary = unary_flag,
                           .truth = truth,
                           .repr = repr,
                           .str = str,

                           .class_subscript = subscript,
                           .class_set = class_set,
                           .class_call = class_call,
                           .class_iterate = iterate,
                           .created_early = created};
const NativeType repr_enum{.name = "ReprEnum"}, int_enum{.name = "IntEnum"}, str_enum{.name = "StrEnum"},
    flag{.name = "Flag"}, int_flag{.name = "IntFlag"}, enum_meta{.name = "EnumType"};

void fill_enum(ModuleWriter& into) {
  const Builtins& c = into.interp().internals().classes;
  Class& meta = into.cls(enum_meta, {c.type});
  into.value("EnumMeta", &meta);
  into.property(meta, "__members__", meta_members)
      .method(meta, "__iter__", meta_iter)
      .method(meta, "__len__", meta_len);
  into.method(meta, "__getitem__", meta_getitem)
      .method(meta, "__contains__", meta_contains)
      .method(meta, "__call__", meta_call);
  Class& base = into.cls(enum_type, {}, &meta);
  into.property(base, "name", get_name)
      .property(base, "value", get_value)
      .static_method(base, "_generate_next_value_", default_next_value);
  Class& reprs = into.cls(repr_enum, {&base});
  into.cls(int_enum, {c.integer, &reprs});
  into.cls(str_enum, {c.text, &reprs});
  Class& flags = into.cls(flag, {&base});
  into.cls(int_flag, {c.integer, &reprs, &flags});
  into.cls(auto_type);
  into.cls(member_type);
  into.cls(nonmember_type);
  into.function("unique", give_back_first)
      .function("global_enum", give_back_first)
      .function("verify", verify)
      .function("property", property_decorator);
  for (const char* name : {"CONTINUOUS", "NAMED_FLAGS", "UNIQUE", "STRICT", "CONFORM", "EJECT", "KEEP"})
    into.value(name, into.interp().text(name));
}

}  // namespace

void add_enum(Interpreter& interp) { interp.add_native("enum", fill_enum); }

}  // namespace trueup::py
