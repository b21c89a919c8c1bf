// match: https://docs.python.org/3/reference/compound_stmts.html#the-match-statement
#include "python/frame.h"
#include "python/parser.h"

namespace trueup::py {

using namespace ast;
static const Words& w = words();

Flow Frame::exec_match(const Match& node) {
  const Value subject = eval(node.subject);
  for (const MatchCase& one : node.cases) {
    Truth answer = matches(one.pattern, subject);
    Value guard;
    if (answer == Truth::yes && one.guard) {
      guard = eval(one.guard);
      answer = interp_.truth(guard);
    }
    if (answer == Truth::no) continue;
    if (answer == Truth::yes) return run(one.body);
    Opaque* why = opaque_in(subject);
    if (!why && guard) why = opaque_in(guard);
    if (!why) why = interp_.opaque("is not known", at(node)).as<Opaque>();
    Effects effects;
    Stmt* self = const_cast<Match*>(&node);
    add_effects({&self, 1}, effects);
    spoil(effects, dependent(*why, node));
    std::vector<Stmt*> all;
    for (const MatchCase& each : node.cases) all.insert(all.end(), each.body.begin(), each.body.end());
    return skip(node, *why, {Span<Stmt*>{all.data(), static_cast<std::uint32_t>(all.size())}});
  }
  return Flow::normal;
}

Truth Frame::matches(const Pattern* pattern, Value value) {
  in_.step();
  in_.guard();
  switch (pattern->kind) {
    case Kind::MatchAs: {
      const MatchAs& as = to<MatchAs>(pattern);
      if (as.pattern)
        if (const Truth answer = matches(as.pattern, value); answer != Truth::yes) return answer;
      if (!as.name.empty()) bind(as.name, value, as.line);
      return Truth::yes;
    }
    case Kind::MatchOr: {
      for (const Pattern* one : to<MatchOr>(pattern).patterns)
        if (const Truth answer = matches(one, value); answer != Truth::no) return answer;
      return Truth::no;
    }
    default:
      break;
  }
  if (opaque_in(value)) return Truth::unknown;
  switch (pattern->kind) {
    case Kind::MatchValue:
      return interp_.equal(value, eval(to<MatchValue>(pattern).value));
    case Kind::MatchSingleton:
      switch (to<MatchSingleton>(pattern).value) {
        case ConstantType::none:
          return truth_of(is_none(value));
        case ConstantType::true_:
          return truth_of(value == in_.yes);
        default:
          return truth_of(value == in_.no);
      }
    case Kind::MatchSequence:
      return matches_sequence(to<MatchSequence>(pattern), value);
    case Kind::MatchMapping:
      return matches_mapping(to<MatchMapping>(pattern), value);
    case Kind::MatchClass:
      return matches_class(to<MatchClass>(pattern), value);
    default:
      return Truth::unknown;
  }
}

Truth Frame::matches_sequence(const MatchSequence& pattern, Value value) {
  const Value plain = held(value);
  if (!plain.as<py::Tuple>() && !plain.as<py::List>() && !plain.as<Range>()) return Truth::no;
  const std::vector<Value> values = interp_.elements(plain, at(pattern)).values;
  const std::size_t wanted = pattern.patterns.size();
  std::size_t star = wanted;
  for (std::size_t i = 0; i < wanted; ++i)
    if (pattern.patterns[i]->kind == Kind::MatchStar) star = i;
  if (star == wanted ? values.size() != wanted : values.size() + 1 < wanted) return Truth::no;
  const std::size_t extra = star == wanted ? 0 : values.size() - (wanted - 1);
  for (std::size_t i = 0; i < wanted; ++i) {
    if (i == star) {
      const Symbol name = to<MatchStar>(pattern.patterns[i]).name;
      const auto from = values.begin() + static_cast<std::ptrdiff_t>(i);
      if (!name.empty()) bind(name, interp_.list({from, from + static_cast<std::ptrdiff_t>(extra)}), pattern.line);
      continue;
    }
    const Truth answer = matches(pattern.patterns[i], values[i < star ? i : i - 1 + extra]);
    if (answer != Truth::yes) return answer;
  }
  return Truth::yes;
}

Truth Frame::matches_mapping(const MatchMapping& pattern, Value value) {
  const py::Dict* dict = held(value).as<py::Dict>();
  if (!dict) return Truth::no;
  std::vector<Value> keys;
  for (std::size_t i = 0; i < pattern.keys.size(); ++i) {
    keys.push_back(eval(pattern.keys[i]));
    const Value found = interp_.dict_get(*dict, keys.back());
    if (!found) return Truth::no;
    if (const Truth answer = matches(pattern.patterns[i], found); answer != Truth::yes) return answer;
  }
  if (!pattern.rest.empty()) {
    py::Dict* rest = interp_.dict();
    for (const Keyed::Entry& entry : dict->entries)
      if (entry.key) interp_.dict_set(*rest, entry.key, entry.value);
    for (Value key : keys) interp_.dict_erase(*rest, key);
    bind(pattern.rest, rest, pattern.line);
  }
  return Truth::yes;
}

Truth Frame::matches_class(const MatchClass& pattern, Value value) {
  const Value cls = eval(pattern.cls);
  if (const Truth answer = interp_.is_instance(value, cls); answer != Truth::yes) return answer;
  if (!pattern.patterns.empty()) {
    const Value names = interp_.find(cls, w.match_args_, at(pattern));
    const Span<Value> order = names ? sequence_of(names) : Span<Value>{};
    for (std::size_t i = 0; i < pattern.patterns.size(); ++i) {
      Value part;
      if (i < order.size()) {
        const auto name = text_of(order[i]);
        part = name ? interp_.find(value, Symbol(*name), at(pattern)) : Value();
      } else if (i == 0 && cls.as<Class>() && cls.as<Class>()->is_native) {
        part = value;  // case str(x), int(x) …
      }
      if (!part) return Truth::no;
      if (const Truth answer = matches(pattern.patterns[i], part); answer != Truth::yes) return answer;
    }
  }
  for (std::size_t i = 0; i < pattern.keyword_names.size(); ++i) {
    const Value part = interp_.find(value, pattern.keyword_names[i], at(pattern));
    if (!part) return Truth::no;
    if (const Truth answer = matches(pattern.keyword_patterns[i], part); answer != Truth::yes) return answer;
  }
  return Truth::yes;
}

}  // namespace trueup::py
