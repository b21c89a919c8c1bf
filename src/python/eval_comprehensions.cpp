// Comprehensions, generator expressions, yield. Generators are run to their end at the first demand.
#include "python/frame.h"
#include "python/parser.h"

namespace trueup::py {

using namespace ast;

// ---- comprehensions -------------------------------------------------------------------------------------------------

// Runs `each` for every combination; what is given back is why the combinations are not all known.
template <class Each>
Opaque* Frame::comprehend(Span<Comprehension> generators, std::size_t index, Value first, const Each& each) {
  const Comprehension& part = generators[index];
  const Value iterable = index == 0 ? first : eval(part.iter);
  if (part.is_async) return interp_.opaque("is asynchronous", at(*part.iter)).template as<Opaque>();
  const Value iterator = make_iterator(interp_, iterable, at(*part.iter));
  if (Opaque* unknown = opaque_in(iterator)) return unknown;
  for (;;) {
    in_.step();
    Opaque* unknown = nullptr;
    const Value next = next_of(interp_, iterator, unknown, at(*part.iter));
    if (unknown) return unknown;
    if (!next) return nullptr;
    assign(part.target, next);
    bool taken = true;
    for (const Expr* test : part.ifs) {
      const Value asked = eval(test);
      const Truth answer = interp_.truth(asked);
      if (answer == Truth::unknown) {
        unknown = opaque_in(asked);
        return unknown ? unknown : interp_.opaque("is not known", at(*test)).template as<Opaque>();
      }
      if (answer == Truth::no) {
        taken = false;
        break;
      }
    }
    if (!taken) continue;
    if (index + 1 < generators.size()) unknown = comprehend(generators, index + 1, first, each);
    else unknown = each();
    if (unknown) return unknown;
  }
}

Value Frame::eval_comprehension(const Expr* node, Span<Comprehension> generators) {
  const Value first = eval(generators[0].iter);
  Scope* scope = in_.new_scope(Scope::Sort::function, scope_);
  scope->is_comprehension = true;
  struct Release {
    Interpreter::Internals& in;
    Scope* scope;
    ~Release() { in.release(scope); }
  } release{in_, scope};
  Frame inner(interp_, scope, generator_);
  const auto element = [&](const Expr* expression, std::vector<Value>& into) -> Opaque* {
    if (expression->kind == Kind::Starred) {
      const auto [values, unknown] = interp_.elements(inner.eval(to<Starred>(expression).value), at(*expression));
      in_.grew(into.size() + values.size(), 0);
      into.insert(into.end(), values.begin(), values.end());
      return unknown;
    }
    into.push_back(inner.eval(expression));
    return nullptr;
  };
  std::vector<Value> values;
  switch (node->kind) {
    case Kind::ListComp: {
      Opaque* unknown =
          inner.comprehend(generators, 0, first, [&] { return element(to<ListComp>(node).element, values); });
      if (unknown) return dependent(*unknown, *node);
      py::List* made = interp_.list(std::move(values));
      made->place(at(*node));
      return made;
    }
    case Kind::SetComp: {
      py::Set* made = interp_.set();
      made->place(at(*node));
      Opaque* unknown = inner.comprehend(generators, 0, first, [&]() -> Opaque* {
        const Value one = inner.eval(to<SetComp>(node).element);
        if (Opaque* opaque = opaque_in(one)) return opaque;
        interp_.set_add(*made, one);
        return nullptr;
      });
      return unknown ? dependent(*unknown, *node) : Value(made);
    }
    case Kind::DictComp: {
      py::Dict* made = interp_.dict();
      made->place(at(*node));
      const DictComp& comprehension = to<DictComp>(node);
      Opaque* unknown = inner.comprehend(generators, 0, first, [&]() -> Opaque* {
        const Value key = inner.eval(comprehension.key);
        if (Opaque* opaque = opaque_in(key)) return opaque;
        interp_.dict_set(*made, key, inner.eval(comprehension.value));
        return nullptr;
      });
      return unknown ? dependent(*unknown, *node) : Value(made);
    }
    default:
      break;
  }
  // A generator expression is run at once. One over something endless ends at the budget of values.
  Iterator* made = in_.heap.make<Iterator>();
  made->step = run_generator;
  made->name = "generator";
  made->place(at(*node));
  const std::uint32_t most = in_.options.budgets.yields;
  Opaque* unknown = inner.comprehend(generators, 0, first, [&]() -> Opaque* {
    if (values.size() >= most) return interp_.opaque("is a generator of too many values", at(*node)).as<Opaque>();
    return element(to<GeneratorExp>(node).element, values);
  });
  made->ready = std::move(values);
  if (unknown) made->unknown = dependent(*unknown, *node).as<Opaque>();
  return made;
}

// ---- generators -----------------------------------------------------------------------------------------------------

namespace {
// Leaves a generator's body when it has given enough values.
struct Enough {};
}  // namespace

Value Frame::eval_yield(const Yield& node) {
  if (!generator_) interp_.raise("SyntaxError", "'yield' outside function");
  const Value value = node.value ? eval(node.value) : in_.none;
  if (generator_->ready.size() >= in_.options.budgets.yields) {
    generator_->unknown = interp_.opaque("is a generator of too many values", at(node)).as<Opaque>();
    throw Enough{};
  }
  generator_->ready.push_back(value);
  return in_.none;  // what send() would have given is not modelled
}

Value Frame::eval_yield_from(const YieldFrom& node) {
  if (!generator_) interp_.raise("SyntaxError", "'yield from' outside function");
  const Value iterator = make_iterator(interp_, eval(node.value), at(node));
  Opaque* unknown = opaque_in(iterator);
  while (!unknown) {
    in_.step();
    const Value next = next_of(interp_, iterator, unknown, at(node));
    if (unknown || !next) break;
    if (generator_->ready.size() >= in_.options.budgets.yields)
      unknown = interp_.opaque("is a generator of too many values", at(node)).as<Opaque>();
    else generator_->ready.push_back(next);
  }
  if (unknown) {
    generator_->unknown = unknown;
    throw Enough{};
  }
  if (const Iterator* done = iterator.as<Iterator>(); done && done->result) return done->result;
  return in_.none;
}

Flow Frame::run_body_of_generator(Span<Stmt*> body) {
  try {
    return run(body);
  } catch (const Enough&) {
    return Flow::normal;
  }
}

}  // namespace trueup::py
