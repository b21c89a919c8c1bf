// itertools and contextlib.
#include "python/stdlib.h"

namespace trueup::py {

static const Words& w = words();

namespace {

// ---- itertools: those that end give lists that are iterated later
// -------------------------------------------------------

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
    for (std::int64_t i = 1; i < std::min<std::int64_t>(integer_of(repeat).value_or(1), 32); ++i)
      pools.insert(pools.end(), once.begin(), once.end());
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
void choose(Call& call, const std::vector<Value>& pool, std::size_t from, std::size_t left, bool ordered,
            std::vector<bool>& used, std::vector<Value>& row, std::vector<Value>& into) {
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
  const std::size_t count = size && !is_none(size)
                                ? static_cast<std::size_t>(std::max<std::int64_t>(0, integer_of(size).value_or(0)))
                                : all.values.size();
  std::vector<Value> made, row;
  std::vector<bool> used(all.values.size());
  if (count <= std::min<std::size_t>(all.values.size(), 64))
    choose(call, all.values, 0, count, ordered, used, row, made);
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
  const std::int64_t start = call.size() > 2 ? number(1, 0) : 0, stop = number(call.size() > 2 ? 2 : 1, INT64_MAX),
                     step = std::max<std::int64_t>(1, number(3, 1));
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
    else
      total = function && !is_none(function) ? call.interp.call(function, {total, value}, call.origin)
                                             : call.interp.binary(ast::Operator::add, total, value, call.origin);
    made.push_back(total);
  }
  return from_values(call, std::move(made));
}
Value starmap(Call& call) {
  const auto all = call.interp.elements(call.need(1), call.origin);
  if (all.unknown) return call.interp.opaque_from(*all.unknown);
  std::vector<Value> made;
  for (Value row : all.values)
    made.push_back(call.interp.call(call.args[0], call.interp.elements(row, call.origin).values, call.origin));
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
  for (std::size_t i = 1; i < all.values.size(); ++i)
    made.push_back(call.interp.tuple(std::vector<Value>{all.values[i - 1], all.values[i]}));
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
  into.function("product", product)
      .function("combinations", combinations)
      .function("permutations", permutations)
      .function("count", count);
  into.function("repeat", repeat)
      .function("cycle", cycle)
      .function("islice", islice)
      .function("groupby", groupby)
      .function("accumulate", accumulate);
  into.function("starmap", starmap)
      .function("zip_longest", zip_longest)
      .function("pairwise", pairwise)
      .function("takewhile", takewhile)
      .function("dropwhile", dropwhile);
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
  Instance* made = interp.instance(
      *interp.find_module("contextlib")->attrs.find(Symbol("_GeneratorContextManager")).as<Class>(), call.origin);
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
  return call.interp.boolean(call.interp.is_instance(caught, call.self.as<Instance>()->attrs.find(w.args)) ==
                             Truth::yes);
}
void keep_args(Call& call) { call.self.as<Instance>()->attrs.set(w.args, all_args(call)); }
Value enter_self(Call& call) { return call.self; }
Value enter_first(Call& call) {
  const Span<Value> args = sequence_of(call.self.as<Instance>()->attrs.find(w.args));
  return args.empty() ? call.interp.none() : args[0];
}
const NativeType suppress{.name = "suppress", .init = keep_args},
    null_context{.name = "nullcontext", .init = keep_args}, closing{.name = "closing", .init = keep_args};

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

void add_itertools(Interpreter& interp) {
  interp.add_native("itertools", fill_itertools);
  interp.add_native("contextlib", fill_contextlib);
}

}  // namespace trueup::py
