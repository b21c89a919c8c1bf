// datetime, decimal, uuid, fractions, math, and what only a running program knows: time, random, secrets. Dates, spans
// and decimals keep the arguments they were made with; they are not computed with.
#include <cmath>

#include "python/stdlib.h"

namespace trueup::py {

namespace {

const Symbol args_attr("_args"), keywords_attr("_keywords");

void keep(Call& call) {
  Instance& self = *call.self.as<Instance>();
  self.attrs.set(args_attr, call.interp.tuple(std::vector<Value>(call.args.begin(), call.args.end())));
  Dict* keywords = call.interp.dict();
  for (const Named& named : call.keywords) call.interp.dict_set(*keywords, call.interp.text(named.name), named.value);
  self.attrs.set(keywords_attr, keywords);
}

Value repr(Interpreter& interp, Instance& self) {
  const Value args = self.attrs.find(args_attr), keywords = self.attrs.find(keywords_attr);
  if (!args) return {};
  const bool in_datetime = self.cls->module_name == "datetime";
  std::string text = (in_datetime ? "datetime." : "") + self.cls->name.str() + "(";
  for (Value arg : sequence_of(args)) {
    if (opaque_in(arg)) return arg;
    text += (text.ends_with('(') ? "" : ", ") + interp.repr(arg);
  }
  for (const Keyed::Entry& entry : keywords.as<Dict>()->entries) {
    if (opaque_in(entry.value)) return entry.value;
    text += (text.ends_with('(') ? "" : ", ") + std::string(*text_of(entry.key)) + "=" + interp.repr(entry.value);
  }
  return interp.text(text + ")");
}
Value str(Interpreter& interp, Instance& self) {
  const Value args = self.attrs.find(args_attr);
  const bool said = self.cls->name == "Decimal" || self.cls->name == "UUID" || self.cls->name == "Fraction";
  if (!said || !args || sequence_of(args).size() != 1)
    return interp.opaque("is a " + interp.dotted_name(self.cls) + " as text", self.origin());
  return interp.text_or_opaque(sequence_of(args)[0], Interpreter::Conversion::str);
}
Value missing(Interpreter& interp, Instance& self, Symbol name, const Origin& at) {
  if (name.view().starts_with("__")) return {};
  return interp.opaque("is not modelled", at, interp.dotted_name(self.cls) + "()." + name.str());
}
Value binary(const Operation& op) { return op.interp.opaque("is computed from dates or decimals", op.origin); }
Value compare(const Comparison& comparison) {
  // Those that were made alike are equal; otherwise nobody computes.
  const Instance *a = comparison.left.as<Instance>(), *b = comparison.right.as<Instance>();
  if (a && b && a->cls == b->cls && a->attrs.has(args_attr) && b->attrs.has(args_attr)) {
    Interpreter& interp = comparison.interp;
    const bool same = interp.equal(a->attrs.find(args_attr), b->attrs.find(args_attr)) == Truth::yes &&
                      interp.equal(a->attrs.find(keywords_attr), b->attrs.find(keywords_attr)) == Truth::yes;
    if (same && comparison.op == ast::CompareOperator::equal) return interp.boolean(true);
    if (same && comparison.op == ast::CompareOperator::unequal) return interp.boolean(false);
  } else if (comparison.op == ast::CompareOperator::equal && !(a && b)) {
    return {};
  }
  return comparison.interp.opaque("compares dates or decimals", comparison.origin);
}
Value unary_opaque(Interpreter& interp, ast::UnaryOperator, Instance&, const Origin& at) {
  return interp.opaque("is computed from dates or decimals", at);
}

NativeType kept(std::string_view name) {
  return {.name = name,
          .init = keep,
          .missing = missing,
          .binary = binary,
          .compare = compare,
          .unary = unary_opaque,
          .repr = repr,
          .str = str};
}

void fill_datetime(ModuleWriter& into) {
  static const NativeType date = kept("date"), datetime = kept("datetime"), time = kept("time"),
                          timedelta = kept("timedelta"), timezone = kept("timezone"), tzinfo = kept("tzinfo");
  Class& day = into.cls(date);
  Class& moment = into.cls(datetime, {&day});
  into.class_method(into.cls(time), "fromisoformat", only_at_run_time);
  into.cls(timedelta);
  Class& info = into.cls(tzinfo);
  Class& zone = into.cls(timezone, {&info});
  for (Class* cls : {&day, &moment})
    for (const char* name : {"today", "fromtimestamp", "fromisoformat", "fromordinal"})
      into.class_method(*cls, name, only_at_run_time);
  for (const char* name : {"now", "utcnow", "utcfromtimestamp", "strptime", "combine"})
    into.class_method(moment, name, only_at_run_time);
  for (Class* cls : {&day, &moment})
    for (const char* name : {"min", "max"})
      cls->attrs.set(Symbol(name), into.interp().opaque("is a limit of dates", {}, cls->qualname.str() + "." + name));
  Instance* utc = into.interp().instance(zone, {});
  Call call{into.interp()};
  call.self = utc;
  keep(call);
  zone.attrs.set(Symbol("utc"), utc);
  into.value("UTC", utc);
}

void fill_decimal(ModuleWriter& into) {
  static const NativeType decimal = kept("Decimal");
  into.cls(decimal);
  for (const char* name :
       {"ROUND_HALF_UP", "ROUND_HALF_EVEN", "ROUND_DOWN", "ROUND_UP", "ROUND_CEILING", "ROUND_FLOOR"})
    into.value(name, into.interp().text(name));
}
void fill_fractions(ModuleWriter& into) {
  static const NativeType fraction = kept("Fraction");
  into.cls(fraction);
}
void fill_uuid(ModuleWriter& into) {
  static const NativeType uuid = kept("UUID");
  into.cls(uuid);
  for (const char* name : {"uuid1", "uuid3", "uuid4", "uuid5", "uuid6", "uuid7", "uuid8", "getnode"})
    into.function(name, only_at_run_time);
  for (const char* name : {"NAMESPACE_DNS", "NAMESPACE_URL", "NAMESPACE_OID"})
    into.value(name, into.interp().opaque("is a constant UUID", {}, name));
}
void fill_time(ModuleWriter& into) {
  for (const char* name :
       {"time", "time_ns", "monotonic", "perf_counter", "gmtime", "localtime", "strftime", "sleep", "mktime"})
    into.function(name, only_at_run_time);
}
void fill_random(ModuleWriter& into) {
  for (const char* name : {"random", "randint", "choice", "choices", "shuffle", "sample", "uniform", "getrandbits",
                           "randrange", "seed", "SystemRandom", "Random"})
    into.function(name, only_at_run_time);
}
void fill_secrets(ModuleWriter& into) {
  for (const char* name : {"token_hex", "token_urlsafe", "token_bytes", "choice", "randbelow", "randbits",
                           "compare_digest", "SystemRandom"})
    into.function(name, only_at_run_time);
}

// ---- math -----------------------------------------------------------------------------------------------------------

template <double (*function)(double)>
Value one_argument(Call& call) {
  TRUEUP_NEED_KNOWN(call);
  const double made = function(real_of(call.need(0)));
  if (std::isnan(made)) call.interp.raise("ValueError", "math domain error");
  return call.interp.real(made);
}
template <double (*function)(double)>
Value to_integer(Call& call) {
  TRUEUP_NEED_KNOWN(call);
  const Value value = held(call.need(0));
  if (!value.as<Real>()) return value;
  const double made = function(value.as<Real>()->value);
  if (!(std::fabs(made) < 9e18)) call.interp.raise("OverflowError", "cannot convert float to integer");
  return call.interp.integer(static_cast<std::int64_t>(made));
}
Value logarithm(Call& call) {
  TRUEUP_NEED_KNOWN(call);
  const double value = real_of(call.need(0));
  if (value <= 0) call.interp.raise("ValueError", "math domain error");
  return call.interp.real(call.size() > 1 ? std::log(value) / std::log(real_of(call.args[1])) : std::log(value));
}
Value power(Call& call) {
  TRUEUP_NEED_KNOWN(call);
  return call.interp.real(std::pow(real_of(call.need(0)), real_of(call.need(1))));
}
Value product(Call& call) {
  const auto [values, unknown] = call.interp.elements(call.need(0), call.origin);
  if (unknown) return call.interp.opaque_from(*unknown);
  Value total = call.interp.integer(1);
  for (Value value : values) total = call.interp.binary(ast::Operator::mult, total, value, call.origin);
  return total;
}
void fill_math(ModuleWriter& into) {
  into.function("ceil", to_integer<std::ceil>)
      .function("floor", to_integer<std::floor>)
      .function("trunc", to_integer<std::trunc>);
  into.function("sqrt", one_argument<std::sqrt>)
      .function("exp", one_argument<std::exp>)
      .function("fabs", one_argument<std::fabs>);
  into.function("sin", one_argument<std::sin>)
      .function("cos", one_argument<std::cos>)
      .function("log2", one_argument<std::log2>)
      .function("log10", one_argument<std::log10>);
  into.function("log", logarithm).function("pow", power).function("prod", product);
  into.value("pi", into.interp().real(3.141592653589793))
      .value("e", into.interp().real(2.718281828459045))
      .value("inf", into.interp().real(HUGE_VAL))
      .value("nan", into.interp().real(std::nan("")));
}

}  // namespace

void add_time_and_numbers(Interpreter& interp) {
  interp.add_native("datetime", fill_datetime);
  interp.add_native("decimal", fill_decimal);
  interp.add_native("fractions", fill_fractions);
  interp.add_native("uuid", fill_uuid);
  interp.add_native("time", fill_time);
  interp.add_native("random", fill_random);
  interp.add_native("secrets", fill_secrets);
  interp.add_native("math", fill_math);
}

}  // namespace trueup::py
