// typing, typing_extensions, types, abc. Special forms are instances of one class that carry
// their name; subscripting anything gives an Alias.
#include "python/stdlib.h"

namespace trueup::py {

Value make_named_tuple_class(Call& call);

static const Words& w = words();

namespace {

Value form_subscript(Interpreter& interp, Instance& self, Value key, const Origin& at) {
  return make_alias(interp, &self, key, at);
}
Value form_repr(Interpreter& interp, Instance& self) { return interp.text(interp.dotted_name(&self)); }
Value form_call(Call& call) {
  // Any(), Protocol-like forms that some code calls.
  return call.interp.opaque("is a call of a special form of typing", call.origin);
}
const NativeType special_form{
    .name = "_SpecialForm", .call = form_call, .subscript = form_subscript, .repr = form_repr};

Value type_var(Call& call) {
  TypeVariable* made = call.interp.heap().make<TypeVariable>();
  if (const auto name = text_of(call.need(0, "name"))) made->name = Symbol(*name);
  made->bound = call.keyword("bound");
  std::vector<Value> constraints;
  for (std::size_t i = 1; i < call.size(); ++i) constraints.push_back(call.args[i]);
  made->constraints = call.interp.heap().copy(constraints);
  return made;
}
Value type_alias_type(Call& call) {
  TypeVariable* made = call.interp.heap().make<TypeVariable>();
  if (const auto name = text_of(call.need(0, "name"))) made->name = Symbol(*name);
  made->is_alias = true;
  made->value.value = call.need(1, "value");
  return made;
}

void new_type_init(Call& call) {
  Instance& self = *call.self.as<Instance>();
  self.attrs.set(w.name_, call.need(0, "name"));
  self.attrs.set(Symbol("__supertype__"), call.need(1, "tp"));
  if (Scope* scope = call.interp.internals().running.empty() ? nullptr : call.interp.internals().running.back())
    self.attrs.set(w.module_, call.interp.text(scope->module->name));
}
Value new_type_call(Call& call) { return call.need(0); }
Value new_type_repr(Interpreter& interp, Instance& self) {
  const Value module = self.attrs.find(w.module_), name = self.attrs.find(w.name_);
  return interp.text((module ? interp.str(module) + "." : "") + interp.str(name));
}
const NativeType new_type{.name = "NewType", .init = new_type_init, .call = new_type_call, .repr = new_type_repr};

Value get_origin(Call& call) {
  const Value value = call.need(0);
  if (opaque_in(value)) return value;
  if (const Alias* alias = value.as<Alias>()) return alias->origin;
  return call.interp.none();
}
Value get_args(Call& call) {
  const Value value = call.need(0);
  if (opaque_in(value)) return value;
  if (const Alias* alias = value.as<Alias>()) {
    // None stands for its type there.
    std::vector<Value> args;
    for (Value arg : alias->args)
      args.push_back(is_none(arg) && alias->origin == call.interp.internals().union_form
                         ? Value(call.interp.internals().classes.none)
                         : arg);
    return call.interp.tuple(args);
  }
  return call.interp.internals().empty_tuple;
}
Value hinted(Interpreter& interp, const Annotation& annotation, bool extras) {
  Value value = interp.evaluate(annotation);
  if (const ForwardRef* ref = value.as<ForwardRef>())
    if (Value found = interp.resolve(*ref)) value = found;
  if (!extras)
    if (const Alias* alias = value.as<Alias>();
        alias && interp.dotted_name(alias->origin) == "typing.Annotated" && !alias->args.empty())
      value = alias->args[0];
  return value;
}
Value get_type_hints(Call& call) {
  const Value value = call.need(0);
  const Value extras = call.keyword("include_extras");
  const bool keep = extras && call.interp.truth(extras) == Truth::yes;
  Dict* made = call.interp.dict();
  if (Opaque* unknown = opaque_in(value)) return call.interp.opaque_from(*unknown);
  if (const Class* cls = value.as<Class>()) {
    for (auto at = cls->mro.rbegin(); at != cls->mro.rend(); ++at)
      for (const Annotation& annotation : (*at)->annotations)
        call.interp.dict_set(*made, call.interp.text(annotation.name), hinted(call.interp, annotation, keep));
    return made;
  }
  if (const Module* module = value.as<Module>()) {
    for (const Annotation& annotation : module->annotations)
      call.interp.dict_set(*made, call.interp.text(annotation.name), hinted(call.interp, annotation, keep));
    return made;
  }
  const Value found = call.interp.find(value, w.annotations_, call.origin);
  return found ? found : Value(made);
}
Value cast(Call& call) { return call.need(1); }
Value identity(Call& call) {
  return call.args.empty() ? native(call.interp, "identity", give_back_first) : call.args[0];
}
Value decorator_factory(Call& call) {
  if (call.size() == 1 && (call.args[0].as<Function>() || call.args[0].as<Class>())) return call.args[0];
  return native(call.interp, "decorator", give_back_first);
}
Value forward_ref(Call& call) {
  Scope* scope = call.interp.internals().running.empty() ? nullptr : call.interp.internals().running.back();
  if (!scope) return call.interp.opaque("is a ForwardRef made outside a module", call.origin);
  scope->captured = true;
  return make_forward(call.interp, need_text(call, 0, "arg"), scope);
}

// ---- NamedTuple, TypedDict, Generic, Protocol -----------------------------------------------------------------------

struct TupleFields {
  std::vector<Symbol> names;
  std::vector<Value> defaults;  // empty Values where there is none
};

TupleFields* fields_of(const Class& cls) {
  for (const Class* one : cls.mro)
    if (one->extra_tag == &mark_of<TupleFields>) return static_cast<TupleFields*>(one->extra);
  return nullptr;
}

Value named_tuple_new(Call& call) {
  Class& cls = *call.self.as<Class>();
  const TupleFields* fields = fields_of(cls);
  if (!fields) return make_named_tuple_class(call);
  std::vector<Value> values;
  if (call.size() > fields->names.size())
    call.interp.raise("TypeError", cls.name.str() + "() takes " + std::to_string(fields->names.size()) +
                                       " arguments but " + std::to_string(call.size()) + " were given");
  for (std::size_t i = 0; i < fields->names.size(); ++i) {
    Value value = i < call.size() ? call.args[i] : call.keyword(fields->names[i]);
    if (!value && call.unknown_args) value = call.interp.opaque_from(*call.unknown_args);
    if (!value) value = fields->defaults[i];
    if (!value)
      call.interp.raise("TypeError", cls.name.str() + "() missing required argument: '" + fields->names[i].str() + "'");
    values.push_back(value);
  }
  Instance* made = call.interp.instance(cls, call.origin);
  made->hold(call.interp.tuple(values));
  return made;
}
Value named_tuple_missing(Interpreter& interp, Instance& self, Symbol name, const Origin&) {
  const TupleFields* fields = fields_of(*self.cls);
  if (!fields || !self.held()) return {};
  for (std::size_t i = 0; i < fields->names.size(); ++i)
    if (fields->names[i] == name) return sequence_of(self.held())[i];
  if (name == "_fields") {
    std::vector<Value> names;
    for (Symbol field : fields->names) names.push_back(interp.text(field));
    return interp.tuple(names);
  }
  return {};
}
Value named_tuple_repr(Interpreter& interp, Instance& self) {
  const TupleFields* fields = fields_of(*self.cls);
  if (!fields || !self.held()) return {};
  std::string text = self.cls->name.str() + "(";
  for (std::size_t i = 0; i < fields->names.size(); ++i)
    text += (i ? ", " : "") + fields->names[i].str() + "=" + interp.repr(sequence_of(self.held())[i]);
  return interp.text(text + ")");
}
void make_named_tuple(Interpreter& interp, Class& cls, std::vector<Symbol> names, std::vector<Value> defaults) {
  TupleFields* fields = interp.heap().make<TupleFields>();
  fields->names = std::move(names);
  fields->defaults = std::move(defaults);
  cls.extra = fields;
  cls.extra_tag = &mark_of<TupleFields>;
  std::vector<Value> texts;
  for (Symbol name : fields->names) {
    texts.push_back(interp.text(name));
    cls.attrs.erase(name);
  }
  cls.attrs.set(Symbol("_fields"), interp.tuple(texts));
  cls.attrs.set(w.match_args_, interp.tuple(texts));
}
void named_tuple_created(Interpreter& interp, Class& cls, const Origin&) {
  if (fields_of(cls)) return;
  std::vector<Symbol> names;
  std::vector<Value> defaults;
  for (const Annotation& annotation : cls.annotations) {
    names.push_back(annotation.name);
    defaults.push_back(cls.attrs.find(annotation.name));
  }
  make_named_tuple(interp, cls, std::move(names), std::move(defaults));
}
Value named_tuple_asdict(Call& call) {
  Dict* made = call.interp.dict();
  const Instance* self = call.self.as<Instance>();
  const TupleFields* fields = self ? fields_of(*self->cls) : nullptr;
  if (fields)
    for (std::size_t i = 0; i < fields->names.size(); ++i)
      call.interp.dict_set(*made, call.interp.text(fields->names[i]), sequence_of(self->held())[i]);
  return made;
}
Value named_tuple_replace(Call& call) {
  Instance* self = call.self.as<Instance>();
  const TupleFields* fields = self ? fields_of(*self->cls) : nullptr;
  if (!fields) return call.interp.opaque("is not a named tuple", call.origin);
  std::vector<Value> values;
  for (std::size_t i = 0; i < fields->names.size(); ++i) {
    const Value given = call.keyword(fields->names[i]);
    values.push_back(given ? given : sequence_of(self->held())[i]);
  }
  return call.interp.call(self->cls, values, call.origin);
}
Value named_tuple_make(Call& call) {
  const auto [values, unknown] = call.interp.elements(call.need(0), call.origin);
  if (unknown) return call.interp.opaque_from(*unknown);
  return call.interp.call(call.self, values, call.origin);
}
const NativeType named_tuple{.name = "NamedTuple",
                             .construct = named_tuple_new,
                             .missing = named_tuple_missing,
                             .repr = named_tuple_repr,
                             .created_early = named_tuple_created};

Value typed_dict_new(Call& call) {
  // TypedDict("Name", {…}) makes a class.
  if (const Class* cls = call.self.as<Class>(); cls && cls->is_native && call.size() && text_of(call.args[0]))
    return call.interp.make_class(*text_of(call.args[0]), {call.self}, {}, call.origin);
  Dict* made = call.interp.dict();
  if (call.size())
    if (Opaque* unknown = update_dict(call.interp, *made, call.args[0], call.origin))
      return call.interp.opaque_from(*unknown);
  for (const Named& named : call.keywords) call.interp.dict_set(*made, call.interp.text(named.name), named.value);
  return made;
}
const NativeType typed_dict{.name = "TypedDict", .construct = typed_dict_new};
const NativeType generic{.name = "Generic"}, protocol{.name = "Protocol"};

void fill_typing(ModuleWriter& into) {
  Interpreter& interp = into.interp();
  const Builtins& c = interp.internals().classes;
  into.value("TYPE_CHECKING", interp.boolean(false));
  for (const auto& [name, value] : interp.internals().special_forms) into.value(name.view(), value);
  for (const auto& [name, cls] : {std::pair{"List", c.list},
                                  {"Dict", c.dict},
                                  {"Set", c.set},
                                  {"FrozenSet", c.frozenset},
                                  {"Tuple", c.tuple},
                                  {"Type", c.type},
                                  {"Text", c.text}})
    into.value(name, cls);
  into.from("collections", {"OrderedDict", "deque", "defaultdict", "Counter", "ChainMap"});
  into.value("DefaultDict", into.module().attrs.find(Symbol("defaultdict")))
      .value("Deque", into.module().attrs.find(Symbol("deque")));
  into.from("collections.abc",
            {"Sequence",   "MutableSequence", "Mapping",       "MutableMapping", "Iterable",       "Iterator",
             "Generator",  "Collection",      "Container",     "Hashable",       "Sized",          "Callable",
             "Awaitable",  "Coroutine",       "AsyncIterator", "AsyncIterable",  "AsyncGenerator", "KeysView",
             "ValuesView", "ItemsView",       "Reversible",    "MutableSet",     "ByteString"});
  into.value("AbstractSet", interp.find_module("collections.abc")->attrs.find(Symbol("Set")));
  into.cls(new_type);
  into.cls(generic);
  into.cls(protocol);
  Class& tuple = into.cls(named_tuple, {c.tuple});
  into.method(tuple, "_asdict", named_tuple_asdict)
      .method(tuple, "_replace", named_tuple_replace)
      .class_method(tuple, "_make", named_tuple_make);
  into.cls(typed_dict, {c.dict});
  into.value("ForwardRef", native(interp, "ForwardRef", forward_ref, {}, "typing.ForwardRef"));
  into.function("TypeVar", type_var)
      .function("ParamSpec", type_var)
      .function("TypeVarTuple", type_var)
      .function("TypeAliasType", type_alias_type);
  into.function("get_origin", get_origin)
      .function("get_args", get_args)
      .function("get_type_hints", get_type_hints)
      .function("cast", cast);
  for (const char* name : {"overload", "final", "runtime_checkable", "no_type_check", "override", "assert_type",
                           "reveal_type", "type_check_only"})
    into.function(name, identity);
  for (const char* name : {"dataclass_transform", "deprecated"}) into.function(name, decorator_factory);
}

void fill_typing_extensions(ModuleWriter& into) {
  const Value typing = import_module(into.interp(), w.typing, {});
  for (const Names::Entry& entry : typing.as<Module>()->attrs)
    if (!entry.name.view().starts_with("__")) into.value(entry.name.view(), entry.value);
}

// ---- abc, types -----------------------------------------------------------------------------------------------------

const NativeType abc_meta{.name = "ABCMeta"}, abc{.name = "ABC"};
Value abc_register(Call& call) { return call.need(0); }
void fill_abc(ModuleWriter& into) {
  Class& meta = into.cls(abc_meta, {into.interp().internals().classes.type});
  into.method(meta, "register", abc_register);
  into.cls(abc, {}, &meta);
  into.function("abstractmethod", give_back_first);
  into.value("abstractproperty", into.interp().internals().classes.property);
  into.value("abstractclassmethod", into.interp().internals().classes.class_method);
  into.value("abstractstaticmethod", into.interp().internals().classes.static_method);
}

void simple_namespace_init(Call& call) {
  Instance& self = *call.self.as<Instance>();
  for (const Named& named : call.keywords) self.attrs.set(named.name, named.value);
}
Value simple_namespace_repr(Interpreter& interp, Instance& self) {
  std::string text = "namespace(";
  for (const Names::Entry& entry : self.attrs)
    text += (text.ends_with('(') ? "" : ", ") + entry.name.str() + "=" + interp.repr(entry.value);
  return interp.text(text + ")");
}
const NativeType simple_namespace{
    .name = "SimpleNamespace", .init = simple_namespace_init, .repr = simple_namespace_repr};

Value mapping_proxy(Call& call) {
  const Dict* from = held(call.need(0)).as<Dict>();
  if (!from) return call.interp.opaque("is not a dict", call.origin);
  Dict* made = call.interp.heap().make<Dict>(*from);
  made->mirror = nullptr;
  made->read_only = true;
  return made;
}
Value new_class(Call& call) {
  const Value bases = call.arg(1, "bases");
  std::vector<Value> all;
  if (bases)
    for (Value base : sequence_of(bases)) all.push_back(base);
  Dict* names = call.interp.dict();
  if (const Value body = call.arg(3, "exec_body"); body && !is_none(body))
    call.interp.call(body, {Value(names)}, call.origin);
  return call.interp.call(common_metaclass(call.interp, all, nullptr),
                          {call.need(0, "name"), call.interp.tuple(all), Value(names)}, call.origin);
}
void fill_types(ModuleWriter& into) {
  const Builtins& c = into.interp().internals().classes;
  into.cls(simple_namespace);
  into.function("MappingProxyType", mapping_proxy)
      .function("new_class", new_class)

      .function("coroutine", give_back_first);
  for (const auto& [name, cls] : {std::pair{"FunctionType", c.function},
                                  {"LambdaType", c.function},
                                  {"MethodType", c.method},
                                  {"BuiltinFunctionType", c.native_function},
                                  {"NoneType", c.none},
                                  {"GenericAlias", c.alias},
                                  {"UnionType", c.union_},
                                  {"GeneratorType", c.generator},
                                  {"EllipsisType", c.ellipsis},
                                  {"DynamicClassAttribute", c.property},
                                  {"ModuleType", c.module}})
    into.value(name, cls);
}

}  // namespace

// collections.namedtuple(name, fields): the class.
Value make_named_tuple_class(Call& call) {
  Interpreter& interp = call.interp;
  TRUEUP_NEED_KNOWN(call);
  const std::string_view name = need_text(call, 0, "typename");
  const Value given = call.need(1, "field_names");
  std::vector<Symbol> names;
  if (const auto text = text_of(given)) {
    std::string word;
    for (const char c : std::string(*text) + " ") {
      if (c != ' ' && c != ',') {
        word += c;
      } else if (!word.empty()) {
        names.emplace_back(word);
        word.clear();
      }
    }
  } else {
    for (Value one : interp.elements(given, call.origin).values) {
      // NamedTuple("P", [("x", int)]) gives pairs.
      if (const Span<Value> pair = sequence_of(one); pair.size() == 2 && !text_of(one)) one = pair[0];
      if (const auto field = text_of(one)) names.emplace_back(*field);
    }
  }
  std::vector<Value> defaults(names.size());
  if (const Value values = call.keyword("defaults"))
    if (const Span<Value> all = sequence_of(values); all.size() <= defaults.size())
      for (std::size_t i = 0; i < all.size(); ++i) defaults[defaults.size() - all.size() + i] = all[i];
  const Value base = import_from(interp, import_module(interp, w.typing, {}), Symbol("NamedTuple"), {});
  Class* made = interp.make_class(name, {base}, {}, call.origin);
  made->extra = nullptr;
  make_named_tuple(interp, *made, std::move(names), std::move(defaults));
  return made;
}

void add_typing(Interpreter& interp) {
  Interpreter::Internals& in = interp.internals();
  Class* form = interp.native_class(special_form, "typing");
  for (const char* name : {"Any",
                           "Union",
                           "Optional",
                           "ClassVar",
                           "Final",
                           "Literal",
                           "Annotated",
                           "NoReturn",
                           "Never",
                           "Self",
                           "TypeAlias",
                           "Concatenate",
                           "TypeGuard",
                           "TypeIs",
                           "Unpack",
                           "Required",
                           "NotRequired",
                           "ReadOnly",
                           "LiteralString",
                           "AnyStr",
                           "SupportsInt",
                           "SupportsFloat",
                           "SupportsIndex",
                           "SupportsAbs",
                           "IO",
                           "TextIO",
                           "BinaryIO",
                           "Pattern",
                           "Match",
                           "ContextManager",
                           "AsyncContextManager"}) {
    Instance* made = interp.instance(*form, {});
    made->attrs.set(Symbol("_name"), interp.text(name));
    in.special_forms[Symbol(name)] = made;
  }
  in.union_form = in.special_forms[Symbol("Union")];
  interp.add_native("typing", fill_typing);
  interp.add_native("typing_extensions", fill_typing_extensions);
  interp.add_native("abc", fill_abc);
  interp.add_native("types", fill_types);
}

}  // namespace trueup::py
