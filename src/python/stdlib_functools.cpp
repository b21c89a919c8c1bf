// functools and operator.
#include "python/stdlib.h"

namespace trueup::py {

static const Words& w = words();

namespace {

// ---- functools ------------------------------------------------------------------------------------------------------

struct Partial {
  Value function = {};
  std::vector<Value> args = {};
  std::vector<Named> keywords = {};
};

Value partial_construct(Call& call) {
  Partial* made = call.interp.heap().make<Partial>();
  made->function = call.need(0, "func");
  for (std::size_t i = 1; i < call.size(); ++i) made->args.push_back(call.args[i]);
  made->keywords.assign(call.keywords.begin(), call.keywords.end());
  if (const Partial* inner = payload_of<Partial>(made->function)) {
    // partial(partial(f, a), b) is partial(f, a, b)
    made->function = inner->function;
    made->args.insert(made->args.begin(), inner->args.begin(), inner->args.end());
    std::vector<Named> all = inner->keywords;
    for (const Named& named : made->keywords) {
      bool replaced = false;
      for (Named& one : all)
        if (one.name == named.name) one = named, replaced = true;
      if (!replaced) all.push_back(named);
    }
    made->keywords = std::move(all);
  }
  Instance* instance = call.interp.instance(*call.self.as<Class>(), call.origin, made);
  instance->attrs.set(Symbol("func"), made->function);
  instance->attrs.set(w.args, call.interp.tuple(made->args));
  Dict* keywords = call.interp.dict();
  for (const Named& named : made->keywords) call.interp.dict_set(*keywords, call.interp.text(named.name), named.value);
  instance->attrs.set(Symbol("keywords"), keywords);
  return instance;
}
Value call_partial(Interpreter& interp, const Partial& partial, Value self, const Call& call) {
  Arguments arguments(interp.internals());
  if (self) arguments.push(self);
  for (Value arg : partial.args) arguments.push(arg);
  for (Value arg : call.args) arguments.push(arg);
  for (const Named& named : partial.keywords)
    if (!call.keyword(named.name)) arguments.push(named);
  for (const Named& named : call.keywords) arguments.push(named);
  return interp.call(
      Call{interp, partial.function, {}, arguments.values(), arguments.named(), call.origin, call.unknown_args});
}
Value partial_call(Call& call) { return call_partial(call.interp, *payload_of<Partial>(call.self), {}, call); }
const NativeType partial{.name = "partial", .construct = partial_construct, .call = partial_call};

Value partial_method_bound(Call& call) {
  const Method* bound = bound_of(call).as<Method>();
  return call_partial(call.interp, *payload_of<Partial>(bound->function), bound->self, call);
}
Value partial_method_found(Interpreter& interp, Instance& found, Value instance, Class&, Symbol name, const Origin&) {
  if (!instance) return {};
  Method* both = interp.heap().make<Method>();
  both->self = instance;
  both->function = &found;
  return native(interp, name.view(), partial_method_bound, both);
}
const NativeType partial_method{
    .name = "partialmethod", .construct = partial_construct, .found_on_class = partial_method_found};

// wraps(f)(g) is g with f's names.
Value wrapped(Call& call) {
  const Value function = call.need(0), from = bound_of(call);
  Interpreter& interp = call.interp;
  for (Symbol name : {w.name_, w.qualname_, w.module_, w.doc_})
    if (Value value = opaque_in(from) ? Value() : interp.find(from, name, call.origin)) {
      if (Function* one = function.as<Function>()) one->attrs.set(name, value);
      else if (Instance* instance = function.as<Instance>()) instance->attrs.set(name, value);
    }
  if (const Function* source = from.as<Function>())
    if (Function* one = function.as<Function>())
      for (const Names::Entry& entry : source->attrs)
        if (!one->attrs.has(entry.name)) one->attrs.set(entry.name, entry.value);
  if (function.as<Function>() || function.as<Instance>()) interp.set(function, w.wrapped_, from, call.origin);
  return function;
}
Value wraps(Call& call) { return native(call.interp, "wraps", wrapped, call.need(0, "wrapped")); }
Value update_wrapper(Call& call) {
  const Value decorator = native(call.interp, "wraps", wrapped, call.need(1, "wrapped"));
  return call.interp.call(decorator, {call.need(0, "wrapper")}, call.origin);
}

// lru_cache and cache remember results, so that the same object comes back.
struct Cache {
  Value function = {};
  Dict* results = nullptr;
};
Value cached_call_with(Call& call, Value self) {
  Cache& cache = *payload_of<Cache>(call.function.as<NativeFunction>() ? bound_of(call) : call.self);
  Interpreter& interp = call.interp;
  std::vector<Value> args;
  if (self) args.push_back(self);
  args.insert(args.end(), call.args.begin(), call.args.end());
  std::vector<Value> key = args;
  for (const Named& named : call.keywords) {
    key.push_back(interp.text(named.name));
    key.push_back(named.value);
  }
  const std::vector<Named> keywords(call.keywords.begin(), call.keywords.end());
  if (unknown_argument(call)) return interp.call(cache.function, args, call.origin, keywords);
  Value whole;
  try {
    whole = interp.tuple(key);
    if (Value found = interp.dict_get(*cache.results, whole)) return found;
  } catch (const Raised&) {
    return interp.call(cache.function, args, call.origin, keywords);
  }
  const Value made = interp.call(cache.function, args, call.origin, keywords);
  interp.dict_set(*cache.results, whole, made);
  return made;
}
Value cached_call(Call& call) { return cached_call_with(call, {}); }
Value cached_method(Call& call) {
  const Method* both = bound_of(call).as<Method>();
  Call inner = call;
  inner.function = both->function;
  inner.self = both->function;
  return cached_call_with(inner, both->self);
}
Value cache_found(Interpreter& interp, Instance& found, Value instance, Class&, Symbol name, const Origin&) {
  if (!instance) return {};
  Method* both = interp.heap().make<Method>();
  both->self = instance;
  both->function = &found;
  return native(interp, name.view(), cached_method, both);
}
const NativeType cache_type{.name = "_lru_cache_wrapper", .call = cached_call, .found_on_class = cache_found};
Value make_cache(Call& call) {
  Interpreter& interp = call.interp;
  static const Symbol wrapper("_lru_cache_wrapper");
  Class* cls = interp.find_module("functools")->attrs.find(wrapper).as<Class>();
  Cache* cache = interp.heap().make<Cache>();
  cache->function = call.need(0);
  cache->results = interp.dict();
  Instance* made = interp.instance(*cls, call.origin, cache);
  made->attrs.set(w.wrapped_, cache->function);
  made->attrs.set(Symbol("cache_clear"), native(interp, "cache_clear", give_none));
  for (Symbol name : {w.name_, w.qualname_, w.module_, w.doc_})
    if (Value value = interp.find(cache->function, name, call.origin)) made->attrs.set(name, value);
  return made;
}
Value lru_cache(Call& call) {
  const Value first = call.arg(0);
  if (first && (first.as<Function>() || first.as<NativeFunction>() || first.as<Class>() || first.as<ClassMethod>()))
    return make_cache(call);
  return native(call.interp, "lru_cache", make_cache);
}

Value reduce(Call& call) {
  const auto [values, unknown] = call.interp.elements(call.need(1), call.origin);
  if (unknown) return call.interp.opaque_from(*unknown);
  Value total = call.arg(2);
  for (Value value : values) total = total ? call.interp.call(call.args[0], {total, value}, call.origin) : value;
  if (!total) call.interp.raise("TypeError", "reduce() of empty iterable with no initial value");
  return total;
}
Value single_dispatch(Call& call) {
  return call.interp.opaque("is dispatched by type", call.origin, call.interp.dotted_name(call.need(0)));
}

// total_ordering: what is missing is derived from __lt__ (or its like) and __eq__.
Value derived_order(Call& call, ast::CompareOperator op) {
  using ast::CompareOperator;
  Interpreter& interp = call.interp;
  const Value self = call.need(0), other = call.need(1);
  const auto ask = [&](CompareOperator one) { return interp.truth(interp.compare(one, self, other, call.origin)); };
  const Truth equal = ask(CompareOperator::equal);
  const Class* cls = self.as<Instance>() ? self.as<Instance>()->cls : nullptr;
  if (!cls) return interp.internals().not_implemented;
  CompareOperator base = CompareOperator::less;
  for (const auto& [name, one] : {std::pair{w.lt_, CompareOperator::less},
                                  {w.le_, CompareOperator::less_equal},
                                  {w.gt_, CompareOperator::greater},
                                  {w.ge_, CompareOperator::greater_equal}})
    if (cls->find(name).as<Function>()) {
      base = one;
      break;
    }
  const Truth given = ask(base);
  if (equal == Truth::unknown || given == Truth::unknown)
    return interp.opaque("compares values that are not known", call.origin);
  const bool same = equal == Truth::yes, yes = given == Truth::yes;
  const bool less = base == CompareOperator::less         ? yes
                    : base == CompareOperator::less_equal ? yes && !same
                    : base == CompareOperator::greater    ? !yes && !same
                                                          : !yes;
  switch (op) {
    case CompareOperator::less:
      return interp.boolean(less);
    case CompareOperator::less_equal:
      return interp.boolean(less || same);
    case CompareOperator::greater:
      return interp.boolean(!less && !same);
    default:
      return interp.boolean(!less);
  }
}
Value order_lt(Call& call) { return derived_order(call, ast::CompareOperator::less); }
Value order_le(Call& call) { return derived_order(call, ast::CompareOperator::less_equal); }
Value order_gt(Call& call) { return derived_order(call, ast::CompareOperator::greater); }
Value order_ge(Call& call) { return derived_order(call, ast::CompareOperator::greater_equal); }
Value total_ordering(Call& call) {
  Class* cls = call.need(0).as<Class>();
  if (!cls) return call.args[0];
  const std::pair<Symbol, NativeCode> orders[] = {
      {w.lt_, order_lt}, {w.le_, order_le}, {w.gt_, order_gt}, {w.ge_, order_ge}};
  for (const auto& [name, code] : orders)
    if (!cls->find(name)) {
      // A class of the project's own kind, so that operators find it: not marked as the evaluator's.
      StaticMethod* method = call.interp.heap().make<StaticMethod>();
      method->function = native(call.interp, name.view(), code);
      cls->attrs.set(name, method);
    }
  return cls;
}
Value cmp_to_key(Call& call) { return call.interp.opaque("is an order that is not evaluated", call.origin); }

void fill_functools(ModuleWriter& into) {
  into.cls(partial);
  into.cls(partial_method);
  into.cls(cache_type);
  into.function("wraps", wraps)
      .function("update_wrapper", update_wrapper)
      .function("lru_cache", lru_cache)
      .function("cache", make_cache);
  into.function("reduce", reduce)
      .function("total_ordering", total_ordering)
      .function("singledispatch", single_dispatch)
      .function("singledispatchmethod", single_dispatch);
  into.function("cmp_to_key", cmp_to_key).value("cached_property", into.interp().internals().classes.cached_property);
}

// ---- operator -------------------------------------------------------------------------------------------------------

Value get_dotted(Interpreter& interp, Value object, std::string_view path, const Origin& at) {
  while (!path.empty()) {
    const std::size_t dot = std::min(path.find('.'), path.size());
    object = interp.get(object, Symbol(path.substr(0, dot)), at);
    path.remove_prefix(std::min(dot + 1, path.size()));
  }
  return object;
}
Value attr_getter_call(Call& call) {
  const Span<Value> names = sequence_of(bound_of(call));
  std::vector<Value> made;
  for (Value name : names)
    made.push_back(get_dotted(call.interp, call.need(0), text_of(name).value_or(""), call.origin));
  return made.size() == 1 ? made[0] : call.interp.tuple(made);
}
Value item_getter_call(Call& call) {
  std::vector<Value> made;
  for (Value key : sequence_of(bound_of(call))) made.push_back(call.interp.subscript(call.need(0), key, call.origin));
  return made.size() == 1 ? made[0] : call.interp.tuple(made);
}
Value attrgetter(Call& call) { return native(call.interp, "attrgetter", attr_getter_call, all_args(call)); }
Value itemgetter(Call& call) { return native(call.interp, "itemgetter", item_getter_call, all_args(call)); }
Value method_caller_call(Call& call) {
  const Partial* partial = payload_of<Partial>(bound_of(call));
  const auto name = text_of(partial->function);
  return call.interp.call(call.interp.get(call.need(0), Symbol(name.value_or("")), call.origin), partial->args,
                          call.origin, partial->keywords);
}
Value methodcaller(Call& call) {
  Call inner = call;
  Class* cls =
      import_from(call.interp, import_module(call.interp, Symbol("functools"), {}), Symbol("partial"), {}).as<Class>();
  inner.self = cls;
  return native(call.interp, "methodcaller", method_caller_call, partial_construct(inner));
}
template <ast::Operator op>
Value binary(Call& call) {
  return call.interp.binary(op, call.need(0), call.need(1), call.origin);
}
template <ast::CompareOperator op>
Value compare(Call& call) {
  return call.interp.compare(op, call.need(0), call.need(1), call.origin);
}
Value contains_it(Call& call) { return contains(call.interp, call.need(0), call.need(1), call.origin); }
Value get_item(Call& call) { return call.interp.subscript(call.need(0), call.need(1), call.origin); }
Value negative(Call& call) { return unary(call.interp, ast::UnaryOperator::minus, call.need(0), call.origin); }
Value inverse(Call& call) { return unary(call.interp, ast::UnaryOperator::invert, call.need(0), call.origin); }
Value negation(Call& call) {
  const Truth answer = call.interp.truth(call.need(0));
  if (answer == Truth::unknown) return call.interp.opaque("is not known", call.origin);
  return call.interp.boolean(answer == Truth::no);
}

void fill_operator(ModuleWriter& into) {
  using ast::CompareOperator;
  using ast::Operator;
  into.function("attrgetter", attrgetter).function("itemgetter", itemgetter).function("methodcaller", methodcaller);
  into.function("add", binary<Operator::add>)
      .function("sub", binary<Operator::sub>)
      .function("mul", binary<Operator::mult>)
      .function("concat", binary<Operator::add>);
  into.function("truediv", binary<Operator::div>)
      .function("floordiv", binary<Operator::floordiv>)
      .function("mod", binary<Operator::mod>)
      .function("pow", binary<Operator::pow>);
  into.function("or_", binary<Operator::bitor_>)
      .function("and_", binary<Operator::bitand_>)
      .function("xor", binary<Operator::bitxor_>);
  into.function("eq", compare<CompareOperator::equal>)
      .function("ne", compare<CompareOperator::unequal>)
      .function("lt", compare<CompareOperator::less>);
  into.function("le", compare<CompareOperator::less_equal>)
      .function("gt", compare<CompareOperator::greater>)
      .function("ge", compare<CompareOperator::greater_equal>);
  into.function("is_", compare<CompareOperator::is>)
      .function("is_not", compare<CompareOperator::is_not>)
      .function("contains", contains_it);
  into.function("getitem", get_item)
      .function("neg", negative)
      .function("inv", inverse)
      .function("invert", inverse)
      .function("not_", negation);
}

}  // namespace

void add_functools(Interpreter& interp) {
  interp.add_native("functools", fill_functools);
  interp.add_native("operator", fill_operator);
}

}  // namespace trueup::py
