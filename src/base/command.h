// Command: a form to fill in and a function to run. From the form's table come the flags of the command line, their
// help, and the reference pages; later the forms of a dashboard.
#pragma once
#include <functional>
#include <iosfwd>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace trueup {

// One line without control characters: what others named must not move the reader's cursor.
std::string printable(std::string_view text);

// What a command may use of the world around it; tests give it another one.
struct Context {
  std::ostream& out;  // the result
  std::ostream& err;  // the talk
  bool colour = false;         // of `out`
  bool terminal = false;       // somebody can be asked
  bool quiet = false, verbose = false;
  std::string folder = ".";    // -C: where trueup.toml and relative paths are looked for
  std::function<std::optional<std::string>(const std::string&)> environment = {};
  std::function<std::optional<std::string>(const std::string& question)> ask = {};  // nothing: nobody is there to answer

  void note(const std::string& text) const;       // to err, unless --quiet
  void show(const Diag& diag) const;              // to err; notes and warnings not under --quiet
};

struct Argument {
  enum class Sort { flag, value, values, positional, positionals };
  Sort sort = Sort::flag;
  std::string name;      // "--have", "-C,--directory", "SOURCE"
  std::string value;     // what stands for the value in help: "LOCATOR"
  std::string doc;
  bool required = false;
  std::vector<std::string> choices = {};
  std::function<Result<Nothing>(void* form, const std::string& text)> set;
};

struct Command {
  std::string_view name;     // "check", "models check"
  std::string_view summary;  // one line
  std::string_view help;     // the long help, Markdown
  std::vector<Argument> arguments;
  std::function<std::shared_ptr<void>()> blank;
  std::function<Result<int>(const void* form, Context&)> run;  // an exit code; a Diag ends with its trouble's code
};

// ---- lines of a form's table ----
Result<Nothing> set_from(const std::string& text, std::string& out);
Result<Nothing> set_from(const std::string& text, bool& out);
Result<Nothing> set_from(const std::string& text, int& out);
Result<Nothing> set_from(const std::string& text, std::vector<std::string>& out);  // adds; cuts at commas only where the form says so
Result<Nothing> set_from(const std::string& text, std::optional<int>& out);

template <class F, class M>
Argument argument(Argument::Sort sort, std::string name, M F::*member, std::string value, std::string doc) {
  return {.sort = sort, .name = std::move(name), .value = std::move(value), .doc = std::move(doc),
          .set = [member](void* form, const std::string& text) { return set_from(text, static_cast<F*>(form)->*member); }};
}
template <class F>
Argument flag(std::string name, bool F::*member, std::string doc) { return argument(Argument::Sort::flag, std::move(name), member, "", std::move(doc)); }
template <class F, class M>
Argument option(std::string name, M F::*member, std::string value, std::string doc) {
  return argument(Argument::Sort::value, std::move(name), member, std::move(value), std::move(doc));
}
template <class F>
Argument options(std::string name, std::vector<std::string> F::*member, std::string value, std::string doc) {
  return argument(Argument::Sort::values, std::move(name), member, std::move(value), std::move(doc));
}
template <class F, class M>
Argument positional(std::string name, M F::*member, std::string doc) {
  return argument(Argument::Sort::positional, std::move(name), member, "", std::move(doc));
}
// The table of a form within a form: `argument` then works on the outer one.
template <class F, class Inner>
std::vector<Argument> within(Inner F::*member, std::vector<Argument> arguments) {
  for (auto& each : arguments)
    each.set = [member, set = each.set](void* form, const std::string& text) { return set(&(static_cast<F*>(form)->*member), text); };
  return arguments;
}
inline std::vector<Argument> operator+(std::vector<Argument> a, std::vector<Argument> b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

template <class F>
Command make_command(std::string_view name, std::string_view summary, std::string_view help, std::vector<Argument> arguments,
                     Result<int> (*run)(const F&, Context&)) {
  return {.name = name, .summary = summary, .help = help, .arguments = std::move(arguments),
          .blank = [] { return std::make_shared<F>(); },
          .run = [run](const void* form, Context& context) { return run(*static_cast<const F*>(form), context); }};
}

}  // namespace trueup
