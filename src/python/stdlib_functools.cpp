// functools, operator, itertools, contextlib.
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
  return interp.call(Call{interp, partial.function, {}, arguments.values(), arguments.named(), call.origin, call.unknown_args});
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
const NativeType partial_method{.name = "partialmethod", .construct = partial_construct, .found_on_class = partial_method_found};

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
  if (first && (first.as<Function>() || first.as<NativeFunction>() || first.as<Class>() || first.as<ClassMethod>())) return make_cache(call);
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
  for (const auto& [name, one] : {std::pair{w.lt_, CompareOperator::less}, {w.le_, CompareOperator::less_equal}, {w.gt_, CompareOperator::greater}, {w.ge_, CompareOperator::greater_equal}})
    if (cls->find(name).as<Function>()) {
      base = one;
      break;
    }
  const Truth given = ask(base);
  if (equal == Truth::unknown || given == Truth::unknown) return interp.opaque("compares values that are not known", call.origin);
  const bool same = equal == Truth::yes, yes = given == Truth::yes;
  const bool less = base == CompareOperator::less ? yes : base == CompareOperator::less_equal ? yes && !same : base == CompareOperator::greater ? !yes && !same : !yes;
  switch (op) {
    case CompareOperator::less: return interp.boolean(less);
    case CompareOperator::less_equal: return interp.boolean(less || same);
    case CompareOperator::greater: return interp.boolean(!less && !same);
    default: return interp.boolean(!less);
  }
}
Value order_lt(Call& call) { return derived_order(call, ast::CompareOperator::less); }
Value order_le(Call& call) { return derived_order(call, ast::CompareOperator::less_equal); }
Value order_gt(Call& call) { return derived_order(call, ast::CompareOperator::greater); }
Value order_ge(Call& call) { return derived_order(call, ast::CompareOperator::greater_equal); }
Value total_ordering(Call& call) {
  Class* cls = call.need(0).as<Class>();
  if (!cls) return call.args[0];
  const std::pair<Symbol, NativeCode> orders[] = {{w.lt_, order_lt}, {w.le_, order_le}, {w.gt_, order_gt}, {w.ge_, order_ge}};
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
  into.function("wraps", wraps).function("update_wrapper", update_wrapper).function("lru_cache", lru_cache).function("cache", make_cache);
  into.function("reduce", reduce).function("total_ordering", total_ordering).function("singledispatch", single_dispatch).function("singledispatchmethod", single_dispatch);
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
  for (Value name : names) made.push_back(get_dotted(call.interp, call.need(0), text_of(name).value_or(""), call.origin));
  return made.size() == 1 ? made[0] : call.interp.tuple(made);
}
Value item_getter_call(Call& call) {
  std::vector<Value> made;
  for (Value key : sequence_of(bound_of(call))) made.push_back(call.interp.subscript(call.need(0), key, call.origin));
  return made.size() == 1 ? made[0] : call.interp.tuple(made);
}
Value all_args(Call& call) { return call.interp.tuple(std::vector<Value>(call.args.begin(), call.args.end())); }
Value attrgetter(Call& call) { return native(call.interp, "attrgetter", attr_getter_call, all_args(call)); }
Value itemgetter(Call& call) { return native(call.interp, "itemgetter", item_getter_call, all_args(call)); }
Value method_caller_call(Call& call) {
  const Partial* partial = payload_of<Partial>(bound_of(call));
  const auto name = text_of(partial->function);
  return call.interp.call(call.interp.get(call.need(0), Symbol(name.value_or("")), call.origin), partial->args, call.origin, partial->keywords);
}
Value methodcaller(Call& call) {
  Call inner = call;
  Class* cls = import_from(call.interp, import_module(call.interp, Symbol("functools"), {}), Symbol("partial"), {}).as<Class>();
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
  into.function("add", binary<Operator::add>).function("sub", binary<Operator::sub>).function("mul", binary<Operator::mult>).function("concat", binary<Operator::add>);
  into.function("truediv", binary<Operator::div>).function("floordiv", binary<Operator::floordiv>).function("mod", binary<Operator::mod>).function("pow", binary<Operator::pow>);
  into.function("or_", binary<Operator::bitor_>).function("and_", binary<Operator::bitand_>).function("xor", binary<Operator::bitxor_>);
  into.function("eq", compare<CompareOperator::equal>).function("ne", compare<CompareOperator::unequal>).function("lt", compare<CompareOperator::less>);
  into.function("le", compare<CompareOperator::less_equal>).function("gt", compare<CompareOperator::greater>).function("ge", compare<CompareOperator::greater_equal>);
  into.function("is_", compare<CompareOperator::is>).function("is_not", compare<CompareOperator::is_not>).function("contains", contains_it);
  into.function("getitem", get_item).function("neg", negative).function("inv", inverse).function("invert", inverse).function("not_", negation);
}

// ---- itertools: those that end give lists that are iterated later -------------------------------------------------------

Value from_values(Call& call, std::vector<Value> values) {
  return make_iterator(call.interp, call.interp.list(std::move(values)), call.origin);
}
Value step_chain(Interpreter& interp, Iterator& it) {
  for (;;) {
    interp.internals().step();
    Opaque* unknown = nullptr;
    if (!it.extra) {
      const Value next = next_of(interp, it.source, unknown, it.origin());
      if (unknown) it.unknown = unknown;
      if (!next || unknown) return {};
      it.extra = make_iterator(interp, next, it.origin());
    }
    const Value value = next_of(interp, it.extra, unknown, it.origin());
    if (unknown) {
      it.unknown = unknown;
      return {};
    }
    if (value) return value;
    it.extra = {};
  }
}
Value chain_over(Call& call, Value sources) {
  Iterator* made = call.interp.heap().make<Iterator>();
  made->step = step_chain;
  made->source = make_iterator(call.interp, sources, call.origin);
  if (Opaque* unknown = opaque_in(made->source)) return call.interp.opaque_from(*unknown);
  made->name = "chain";
  made->place(call.origin);
  return made;
}
Value chain_construct(Call& call) { return chain_over(call, all_args(call)); }
Value chain_from_iterable(Call& call) { return chain_over(call, call.need(0)); }
const NativeType chain{.name = "chain", .construct = chain_construct};

Value product(Call& call) {
  std::vector<std::vector<Value>> pools;
  for (Value arg : call.args) {
    auto all = call.interp.elements(arg, call.origin);
    if (all.unknown) return call.interp.opaque_from(*all.unknown);
    pools.push_back(std::move(all.values));
  }
  if (const Value repeat = call.keyword("repeat")) {
    const std::vector<std::vector<Value>> once = pools;
    for (std::int64_t i = 1; i < std::min<std::int64_t>(integer_of(repeat).value_or(1), 32); ++i) pools.insert(pools.end(), once.begin(), once.end());
  }
  std::vector<std::vector<Value>> rows = {{}};
  for (const auto& pool : pools) {
    std::vector<std::vector<Value>> longer;
    for (const auto& row : rows)
      for (Value one : pool) {
        call.interp.internals().step();
        if (longer.size() > 200'000) throw Exhausted{"a product of too many values is beyond the budget", call.origin};
        longer.push_back(row);
        longer.back().push_back(one);
      }
    rows = std::move(longer);
  }
  std::vector<Value> made;
  for (const auto& row : rows) made.push_back(call.interp.tuple(row));
  return from_values(call, std::move(made));
}
void choose(Call& call, const std::vector<Value>& pool, std::size_t from, std::size_t left, bool ordered, std::vector<bool>& used, std::vector<Value>& row, std::vector<Value>& into) {
  call.interp.internals().step();
  if (left == 0) {
    if (into.size() > 200'000) throw Exhausted{"combinations of too many values are beyond the budget", call.origin};
    into.push_back(call.interp.tuple(row));
    return;
  }
  for (std::size_t i = ordered ? 0 : from; i < pool.size(); ++i) {
    if (used[i]) continue;
    used[i] = true;
    row.push_back(pool[i]);
    choose(call, pool, i + 1, left - 1, ordered, used, row, into);
    row.pop_back();
    used[i] = false;
  }
}
Value chosen(Call& call, bool ordered) {
  const auto all = call.interp.elements(call.need(0), call.origin);
  if (all.unknown) return call.interp.opaque_from(*all.unknown);
  const Value size = call.arg(1, "r");
  const std::size_t count = size && !is_none(size) ? static_cast<std::size_t>(std::max<std::int64_t>(0, integer_of(size).value_or(0))) : all.values.size();
  std::vector<Value> made, row;
  std::vector<bool> used(all.values.size());
  if (count <= std::min<std::size_t>(all.values.size(), 64)) choose(call, all.values, 0, count, ordered, used, row, made);
  return from_values(call, std::move(made));
}
Value combinations(Call& call) { return chosen(call, false); }
Value permutations(Call& call) { return chosen(call, true); }

Value step_count(Interpreter& interp, Iterator& it) {
  const Value now = it.source;
  it.source = interp.binary(ast::Operator::add, now, it.extra, it.origin());
  return now;
}
Value count(Call& call) {
  Iterator* made = call.interp.heap().make<Iterator>();
  made->step = step_count;
  const Value start = call.arg(0, "start"), step = call.arg(1, "step");
  made->source = start ? start : call.interp.integer(0);
  made->extra = step ? step : call.interp.integer(1);
  return made;
}
Value step_repeat(Interpreter&, Iterator& it) {
  if (it.end >= 0 && it.at >= it.end) return {};
  ++it.at;
  return it.source;
}
Value repeat(Call& call) {
  Iterator* made = call.interp.heap().make<Iterator>();
  made->step = step_repeat;
  made->source = call.need(0);
  const Value times = call.arg(1, "times");
  made->end = times ? std::max<std::int64_t>(0, integer_of(times).value_or(0)) : -1;
  return made;
}
Value step_cycle(Interpreter&, Iterator& it) {
  if (it.ready.empty()) return {};
  return it.ready[static_cast<std::size_t>(it.at++) % it.ready.size()];
}
Value cycle(Call& call) {
  auto all = call.interp.elements(call.need(0), call.origin);
  if (all.unknown) return call.interp.opaque_from(*all.unknown);
  Iterator* made = call.interp.heap().make<Iterator>();
  made->step = step_cycle;
  made->ready = std::move(all.values);
  return made;
}
Value islice(Call& call) {
  const auto number = [&](std::size_t at, std::int64_t otherwise) {
    const Value value = call.arg(at);
    return value && !is_none(value) ? integer_of(value).value_or(otherwise) : otherwise;
  };
  const std::int64_t start = call.size() > 2 ? number(1, 0) : 0, stop = number(call.size() > 2 ? 2 : 1, INT64_MAX), step = std::max<std::int64_t>(1, number(3, 1));
  const Value iterator = make_iterator(call.interp, call.need(0), call.origin);
  Opaque* unknown = opaque_in(iterator);
  std::vector<Value> made;
  for (std::int64_t i = 0; i < stop && !unknown; ++i) {
    call.interp.internals().step();
    const Value value = next_of(call.interp, iterator, unknown, call.origin);
    if (!value) break;
    if (i >= start && (i - start) % step == 0) made.push_back(value);
  }
  if (unknown) return call.interp.opaque_from(*unknown);
  return from_values(call, std::move(made));
}
Value groupby(Call& call) {
  Interpreter& interp = call.interp;
  const auto all = interp.elements(call.need(0, "iterable"), call.origin);
  if (all.unknown) return interp.opaque_from(*all.unknown);
  const Value key = call.arg(1, "key");
  std::vector<Value> made, group;
  Value current;
  const auto close = [&] {
    if (current) made.push_back(interp.tuple(std::vector<Value>{current, Value(interp.list(std::move(group)))}));
    group = {};
  };
  for (Value value : all.values) {
    const Value own = key && !is_none(key) ? interp.call(key, {value}, call.origin) : value;
    if (opaque_in(own)) return own;
    if (!current || interp.equal(current, own) != Truth::yes) {
      close();
      current = own;
    }
    group.push_back(value);
  }
  close();
  return from_values(call, std::move(made));
}
Value accumulate(Call& call) {
  const auto all = call.interp.elements(call.need(0), call.origin);
  if (all.unknown) return call.interp.opaque_from(*all.unknown);
  const Value function = call.arg(1, "func");
  Value total = call.keyword("initial");
  std::vector<Value> made;
  if (total) made.push_back(total);
  for (Value value : all.values) {
    if (!total) total = value;
    else total = function && !is_none(function) ? call.interp.call(function, {total, value}, call.origin) : call.interp.binary(ast::Operator::add, total, value, call.origin);
    made.push_back(total);
  }
  return from_values(call, std::move(made));
}
Value starmap(Call& call) {
  const auto all = call.interp.elements(call.need(1), call.origin);
  if (all.unknown) return call.interp.opaque_from(*all.unknown);
  std::vector<Value> made;
  for (Value row : all.values) made.push_back(call.interp.call(call.args[0], call.interp.elements(row, call.origin).values, call.origin));
  return from_values(call, std::move(made));
}
Value zip_longest(Call& call) {
  std::vector<std::vector<Value>> columns;
  std::size_t longest = 0;
  for (Value arg : call.args) {
    auto all = call.interp.elements(arg, call.origin);
    if (all.unknown) return call.interp.opaque_from(*all.unknown);
    longest = std::max(longest, all.values.size());
    columns.push_back(std::move(all.values));
  }
  const Value given = call.keyword("fillvalue"), fill = given ? given : call.interp.none();
  std::vector<Value> made;
  for (std::size_t i = 0; i < longest; ++i) {
    std::vector<Value> row;
    for (const auto& column : columns) row.push_back(i < column.size() ? column[i] : fill);
    made.push_back(call.interp.tuple(row));
  }
  return from_values(call, std::move(made));
}
Value pairwise(Call& call) {
  const auto all = call.interp.elements(call.need(0), call.origin);
  if (all.unknown) return call.interp.opaque_from(*all.unknown);
  std::vector<Value> made;
  for (std::size_t i = 1; i < all.values.size(); ++i) made.push_back(call.interp.tuple(std::vector<Value>{all.values[i - 1], all.values[i]}));
  return from_values(call, std::move(made));
}
Value while_true(Call& call, bool take) {
  const auto all = call.interp.elements(call.need(1), call.origin);
  if (all.unknown) return call.interp.opaque_from(*all.unknown);
  std::vector<Value> made;
  bool open = !take;
  bool passed = false;
  for (Value value : all.values) {
    if (!passed) {
      const Truth answer = call.interp.truth(call.interp.call(call.args[0], {value}, call.origin));
      if (answer == Truth::unknown) return call.interp.opaque("is not known", call.origin);
      if (answer == Truth::no) passed = true;
    }
    if (passed == open) made.push_back(value);
  }
  return from_values(call, std::move(made));
}
Value takewhile(Call& call) { return while_true(call, true); }
Value dropwhile(Call& call) { return while_true(call, false); }

void fill_itertools(ModuleWriter& into) {
  Class& chained = into.cls(chain);
  into.static_method(chained, "from_iterable", chain_from_iterable);
  into.function("product", product).function("combinations", combinations).function("permutations", permutations).function("count", count);
  into.function("repeat", repeat).function("cycle", cycle).function("islice", islice).function("groupby", groupby).function("accumulate", accumulate);
  into.function("starmap", starmap).function("zip_longest", zip_longest).function("pairwise", pairwise).function("takewhile", takewhile).function("dropwhile", dropwhile);
}

// ---- contextlib -----------------------------------------------------------------------------------------------------

// A generator as context manager. Its body has run to its end when __enter__ gives the first value: what stands behind
// the yield is not run late, which only matters to code that takes back what it did.
Value manager_enter(Call& call) {
  Opaque* unknown = nullptr;
  const Value generator = call.self.as<Instance>()->attrs.find(Symbol("gen"));
  if (Opaque* opaque = opaque_in(generator)) return call.interp.opaque_from(*opaque);
  const Value value = next_of(call.interp, make_iterator(call.interp, generator, call.origin), unknown, call.origin);
  if (unknown) return call.interp.opaque_from(*unknown);
  return value ? value : call.interp.none();
}
Value manager_exit(Call& call) { return call.interp.boolean(false); }
const NativeType manager{.name = "_GeneratorContextManager"};
Value managed_call(Call& call) {
  Interpreter& interp = call.interp;
  Instance* made = interp.instance(*interp.find_module("contextlib")->attrs.find(Symbol("_GeneratorContextManager")).as<Class>(), call.origin);
  Call inner = call;
  inner.function = bound_of(call);
  made->attrs.set(Symbol("gen"), interp.call(inner));
  return made;
}
Value context_manager(Call& call) {
  NativeFunction* made = native(call.interp, "contextmanager", managed_call, call.need(0)).as<NativeFunction>();
  if (const Function* function = made->bound.as<Function>()) made->name = function->name;
  made->is_method = false;
  return made;
}
Value suppress_exit(Call& call) {
  const Value caught = call.arg(1);
  if (!caught || is_none(caught)) return call.interp.boolean(false);
  return call.interp.boolean(call.interp.is_instance(caught, call.self.as<Instance>()->attrs.find(w.args)) == Truth::yes);
}
void keep_args(Call& call) { call.self.as<Instance>()->attrs.set(w.args, all_args(call)); }
Value enter_self(Call& call) { return call.self; }
Value enter_first(Call& call) {
  const Span<Value> args = sequence_of(call.self.as<Instance>()->attrs.find(w.args));
  return args.empty() ? call.interp.none() : args[0];
}
const NativeType suppress{.name = "suppress", .init = keep_args}, null_context{.name = "nullcontext", .init = keep_args}, closing{.name = "closing", .init = keep_args};

void fill_contextlib(ModuleWriter& into) {
  Class& managed = into.cls(manager);
  into.method(managed, "__enter__", manager_enter).method(managed, "__exit__", manager_exit);
  Class& suppressing = into.cls(suppress);
  into.method(suppressing, "__enter__", enter_self).method(suppressing, "__exit__", suppress_exit);
  for (const NativeType* type : {&null_context, &closing}) {
    Class& made = into.cls(*type);
    into.method(made, "__enter__", enter_first).method(made, "__exit__", manager_exit);
  }
  into.function("contextmanager", context_manager).function("asynccontextmanager", give_back_first);
}

}  // namespace

void add_functools(Interpreter& interp) {
  interp.add_native("functools", fill_functools);
  interp.add_native("operator", fill_operator);
  interp.add_native("itertools", fill_itertools);
  interp.add_native("contextlib", fill_contextlib);
}

}  // namespace trueup::py
