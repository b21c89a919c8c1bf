// Literals of time: intervals, dates, times. Only what does not depend on DateStyle, TimeZone or the clock is sure.
#include <array>
#include <charconv>
#include <cmath>

#include "base/text.h"
#include "pg/expr_literal.h"

namespace trueup {
namespace {

constexpr long long second = 1'000'000, minute = 60 * second, hour = 60 * minute, day_length = 24 * hour;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

// Reads forward; every take_… leaves the place unchanged when it fails.
struct Scanner {
  std::string_view text;
  std::size_t at = 0;

  bool done() const { return at >= text.size(); }
  char peek() const { return done() ? '\0' : text[at]; }
  bool accept(char c) { return peek() == c && !done() ? (++at, true) : false; }
  void blanks() {
    while (peek() == ' ' || peek() == '\t' || peek() == '\n') ++at;
  }
  // Between `least` and `most` digits.
  std::optional<int> digits(std::size_t least, std::size_t most) {
    std::size_t n = 0;
    int value = 0;
    while (n < most && at + n < text.size() && is_digit(text[at + n])) value = value * 10 + (text[at + n++] - '0');
    if (n < least) return std::nullopt;
    at += n;
    return value;
  }
  // ".123456" in microseconds; 0 when there is none.
  std::optional<long long> fraction() {
    if (!accept('.')) return 0;
    long long value = 0, unit = second / 10;
    for (; is_digit(peek()); ++at, unit /= 10) {
      if (unit == 0) {
        if (peek() != '0') return std::nullopt;  // would be rounded
        continue;
      }
      value += (peek() - '0') * unit;
    }
    return value;
  }
  std::string_view word() {
    const std::size_t from = at;
    while (is_letter(peek())) ++at;
    return text.substr(from, at - from);
  }
};

struct Interval {
  long long months = 0, days = 0, time = 0;

  std::string str() const {
    return std::to_string(months) + "m" + std::to_string(days) + "d" + std::to_string(time) + "us";
  }

  // `amount` of a unit that is `months_each` months, or `days_each` days, or `time_each` microseconds. Fractions spill
  // downwards: 1.5 months are a month and 15 days.
  bool add(long double amount, std::string_view unit) {
    struct Unit {
      std::string_view names;  // each between blanks
      int months, days;
      long long time;
    };
    static constexpr Unit units[] = {{" y yr yrs year years ", 12, 0, 0},
                                     {" mon mons month months ", 1, 0, 0},
                                     {" w week weeks ", 0, 7, 0},
                                     {" d day days ", 0, 1, 0},
                                     {" h hr hrs hour hours ", 0, 0, hour},
                                     {" m min mins minute minutes ", 0, 0, minute},
                                     {" s sec secs second seconds ", 0, 0, second},
                                     {" ms msec msecs millisecond milliseconds msecond mseconds ", 0, 0, 1000},
                                     {" us usec usecs microsecond microseconds usecond useconds ", 0, 0, 1},
                                     {" dec decs decade decades ", 120, 0, 0},
                                     {" c cent century centuries ", 1200, 0, 0},
                                     {" mil mils millennium millennia ", 12000, 0, 0}};
    const std::string padded = ' ' + std::string(unit) + ' ';
    for (const Unit& known : units) {
      if (known.names.find(padded) == known.names.npos) continue;
      if (known.months != 0) {
        const long double all = amount * known.months, whole = std::trunc(all);
        months += static_cast<long long>(whole);
        // Of years and longer PostgreSQL rounds to months; of months the rest becomes days and time.
        if (known.months == 1) return add((all - whole) * 30, "days");
        return true;
      }
      if (known.days != 0) {
        const long double all = amount * known.days, whole = std::trunc(all);
        days += static_cast<long long>(whole);
        time += std::llroundl((all - whole) * day_length);
        return true;
      }
      time += std::llroundl(amount * static_cast<long double>(known.time));
      return true;
    }
    return false;
  }
};

std::optional<long double> amount(Scanner& in) {
  const std::size_t from = in.at;
  if (in.peek() == '-' || in.peek() == '+') ++in.at;
  while (is_digit(in.peek()) || in.peek() == '.') ++in.at;
  std::string_view text = in.text.substr(from, in.at - from);
  const bool negative = text.starts_with('-');
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) {
    in.at = from;
    return std::nullopt;
  }
  return negative ? -value : value;
}

// P1Y2M3DT4H5M6S
std::optional<Interval> iso_interval(Scanner in) {
  Interval out;
  bool time = false, any = false;
  ++in.at;
  while (!in.done()) {
    if (in.accept('t')) {
      time = true;
      continue;
    }
    const auto value = amount(in);
    if (!value) return std::nullopt;
    const char unit = in.peek();
    ++in.at;
    const std::string_view names = time ? "h=hour m=minute s=second" : "y=year m=month w=week d=day";
    const std::size_t found = names.find(std::string(1, unit) + '=');
    if (found == names.npos) return std::nullopt;
    std::string_view name = names.substr(found + 2);
    if (!out.add(*value, name.substr(0, name.find(' ')))) return std::nullopt;
    any = true;
  }
  return any ? std::optional(out) : std::nullopt;
}

// [H]H:MM[:SS[.f]] with a sign.
std::optional<long long> clock(Scanner& in) {
  const Scanner before = in;
  const bool negative = in.accept('-');
  if (!negative) in.accept('+');
  const auto hours = in.digits(1, 6);
  if (!hours || !in.accept(':')) return in = before, std::nullopt;
  const auto minutes = in.digits(1, 2);
  if (!minutes) return in = before, std::nullopt;
  long long time = *hours * hour + *minutes * minute;
  if (in.accept(':')) {
    const auto seconds = in.digits(1, 2);
    const auto rest = in.fraction();
    if (!seconds || !rest) return in = before, std::nullopt;
    time += *seconds * second + *rest;
  }
  return negative ? -time : time;
}

constexpr int year_field = 4, month_field = 2, day_field = 8, hour_field = 1024, minute_field = 2048,
              second_field = 4096;

// What a bare number counts: the lowest of the fields asked for.
std::string_view unit_of(int fields) {
  if (fields == 0 || (fields & second_field)) return "second";
  if (fields & minute_field) return "minute";
  if (fields & hour_field) return "hour";
  if (fields & day_field) return "day";
  return fields & month_field ? "month" : "year";
}

void cut_to(Interval& value, int fields) {
  if (fields == 0 || (fields & second_field)) return;
  if (fields & minute_field) value.time -= value.time % minute;
  else if (fields & hour_field) value.time -= value.time % hour;
  else value.time = 0;
  if (fields & (minute_field | hour_field | day_field)) return;
  value.days = 0;
  if (!(fields & month_field)) value.months -= value.months % 12;
}

}  // namespace

IntervalModifier interval_modifier(const Type& type) {
  IntervalModifier out;
  if (!type.modifier.empty()) out.precision = type.modifier.view()[0] - '0';
  const std::string words = ' ' + type.name.str() + ' ';
  const auto has = [&](std::string_view word) { return words.find(' ' + std::string(word) + ' ') != words.npos; };
  constexpr std::pair<std::string_view, int> all[] = {{"year", year_field},     {"month", month_field},
                                                      {"day", day_field},       {"hour", hour_field},
                                                      {"minute", minute_field}, {"second", second_field}};
  // "day to second" has the fields between as well, but only the lowest matters.
  for (const auto& [word, field] : all)
    if (has(word)) out.fields |= field;
  return out;
}

std::optional<std::string> interval_value(std::string_view given, IntervalModifier modifier) {
  const int fields = modifier.fields;
  std::string text = lower(trim(given));
  Scanner in{text};
  std::optional<Interval> value;
  if (in.peek() == 'p') {
    value = iso_interval(in);
  } else {
    value.emplace();
    in.accept('@');
    bool any = false, ago = false;
    for (in.blanks(); !in.done(); in.blanks()) {
      if (const auto time = clock(in)) {
        value->time += *time;
        any = true;
        continue;
      }
      const auto number = amount(in);
      if (!number) {
        if (!any || in.word() != "ago") return std::nullopt;
        ago = true;
        continue;
      }
      any = true;
      if (in.peek() == '-' && is_digit(in.at + 1 < text.size() ? text[in.at + 1] : ' ')) {  // years-months
        ++in.at;
        const auto months = in.digits(1, 2);
        if (!months) return std::nullopt;
        value->months += static_cast<long long>(*number) * 12 + (*number < 0 ? -*months : *months);
        continue;
      }
      in.blanks();
      std::string_view unit = in.word();
      if (unit == "ago") {
        ago = true;
        unit = "";
      }
      // "1 02:03" counts days; a number with nothing after it counts the lowest field.
      if (unit.empty()) unit = in.done() || ago ? unit_of(fields) : std::string_view("day");
      if (!value->add(*number, unit)) return std::nullopt;
    }
    if (!any) return std::nullopt;
    if (ago) *value = {-value->months, -value->days, -value->time};
  }
  if (!value) return std::nullopt;
  cut_to(*value, fields);
  long long scale = 1;
  for (int i = modifier.precision; i < 6; ++i) scale *= 10;
  const long long half = scale / 2;
  value->time = (value->time < 0 ? value->time - half : value->time + half) / scale * scale;
  return value->str();
}

namespace {

// Days since 1970-01-01 in the proleptic Gregorian calendar.
long long days_of(int year, int month, int day) {
  year -= month <= 2;
  const int era = (year >= 0 ? year : year - 399) / 400, of_era = year - era * 400;
  const int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097LL + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

int month_named(std::string_view word) {
  static constexpr std::string_view names[] = {"january", "february", "march",     "april",   "may",      "june",
                                               "july",    "august",   "september", "october", "november", "december"};
  for (int i = 0; i < 12; ++i)
    if (word.size() >= 3 && names[i].starts_with(word)) return i + 1;
  return 0;
}

// 2024-1-5, 20240105, 2024/01/05, January 5, 2024, 5 Jan 2024. What depends on DateStyle is not read.
std::optional<long long> date(Scanner& in) {
  std::optional<int> year, month, day;
  if (is_letter(in.peek())) {
    month = month_named(in.word());
    in.accept('.');
    in.blanks();
    day = in.digits(1, 2);
    in.accept(',');
    in.blanks();
    year = in.digits(4, 4);
  } else if (const Scanner before = in; (year = in.digits(4, 4))) {
    if (const char mark = in.peek(); mark == '-' || mark == '/') {
      ++in.at;
      month = in.digits(1, 2);
      if (!month) month = month_named(in.word());
      if (!in.accept(mark)) return in = before, std::nullopt;
      day = in.digits(1, 2);
    } else {
      month = in.digits(2, 2);
      day = in.digits(2, 2);
    }
  } else {
    day = in.digits(1, 2);
    if (!in.accept('-')) in.blanks();
    month = month_named(in.word());
    if (!in.accept('-')) in.blanks();
    year = in.digits(4, 4);
  }
  if (!year || !month || !day || *month < 1 || *month > 12 || *day < 1 || *day > 31 || *year < 1) return std::nullopt;
  return days_of(*year, *month, *day);
}

std::optional<long long> time_of_day(Scanner& in) {
  auto time = clock(in);
  if (!time) {
    const Scanner before = in;  // hhmmss
    const auto hours = in.digits(2, 2), minutes = in.digits(2, 2), seconds = in.digits(2, 2);
    if (!hours || !minutes || !seconds || is_digit(in.peek())) return in = before, std::nullopt;
    time = *hours * hour + *minutes * minute + *seconds * second;
  }
  in.blanks();
  const Scanner before = in;
  const std::string_view half = in.word();
  if (half == "pm" && *time < 12 * hour) *time += 12 * hour;
  else if (half == "am" && *time >= 12 * hour) *time -= 12 * hour;
  else if (half != "pm" && half != "am") in = before;
  return time;
}

// Seconds east of Greenwich.
std::optional<int> zone(Scanner& in) {
  in.blanks();
  if (is_letter(in.peek())) {
    const std::string_view name = in.word();
    if (name == "z" || name == "utc" || name == "gmt" || name == "zulu") return 0;
    return std::nullopt;
  }
  const bool west = in.accept('-');
  if (!west && !in.accept('+')) return std::nullopt;
  const auto hours = in.digits(1, 2);
  if (!hours) return std::nullopt;
  in.accept(':');
  const int minutes = in.digits(2, 2).value_or(0);
  in.accept(':');
  const int total = *hours * 3600 + minutes * 60 + in.digits(2, 2).value_or(0);
  return west ? -total : total;
}

bool is_of_the_clock(std::string_view text) {
  for (const std::string_view word : {"now", "today", "tomorrow", "yesterday", "current"})
    if (text.find(word) != text.npos) return true;
  return false;
}

}  // namespace

LiteralValue moment_value(TypeId type, std::string_view given) {
  const std::string text = lower(trim(given));
  const LiteralValue raw{.text = std::string(given), .raw = true};
  if (is_of_the_clock(text)) return {.text = std::string(given), .raw = true, .evaluated_once = true};
  const bool dated = type == t_date || type == t_timestamp || type == t_timestamptz;
  if (dated && (text == "infinity" || text == "-infinity")) return {.text = text};
  if (dated && text == "epoch") return {.text = type == t_date ? "0" : "0d0us"};
  Scanner in{text};
  long long days = 0, time = 0;
  if (dated) {
    const auto value = date(in);
    if (!value) return raw;
    days = *value;
    if (!in.accept('t')) in.blanks();
  }
  if (!in.done() && (is_digit(in.peek()) || !dated)) {
    const auto value = time_of_day(in);
    if (!value || *value < 0 || *value > day_length) return raw;
    time = *value;
  }
  const auto offset = zone(in);
  in.blanks();
  if (!in.done()) return raw;
  if (type == t_date) return {.text = std::to_string(days)};
  if (type == t_time) return {.text = std::to_string(time) + "us"};
  if (type == t_timetz) {
    if (!offset) return raw;
    return {.text = std::to_string(time) + "us" + std::to_string(*offset)};
  }
  if (type == t_timestamptz) {
    if (!offset) return raw;
    time -= *offset * second;
  }
  const long long total = days * day_length + time;
  long long whole = total / day_length, rest = total % day_length;
  if (rest < 0) rest += day_length, --whole;
  return {.text = std::to_string(whole) + 'd' + std::to_string(rest) + "us"};
}

}  // namespace trueup
