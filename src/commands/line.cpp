#include "commands/line.h"

#include <CLI/CLI.hpp>
#include <ostream>

#include "base/exit_codes.h"
#include "base/text.h"
#include "commands/list.h"
#include "pg/session.h"

namespace trueup {
namespace {

struct Pending {  // a command, its form, and what of it was said wrong
  Command command;
  std::shared_ptr<void> form;
  std::optional<Diag> error = {};
  CLI::App* app = nullptr;
};

void add_argument(CLI::App& app, Pending& pending, const Argument& argument) {
  auto set = [&pending, set = argument.set](const std::string& text) {
    auto done = set(pending.form.get(), text);
    if (!done && !pending.error) pending.error = std::move(done).error();
  };
  CLI::Option* option = nullptr;
  switch (argument.sort) {
    case Argument::Sort::flag: app.add_flag_callback(argument.name, [set] { set("true"); }, argument.doc); return;
    case Argument::Sort::value:
    case Argument::Sort::positional: option = app.add_option_function<std::string>(argument.name, set, argument.doc); break;
    case Argument::Sort::values:
    case Argument::Sort::positionals:
      option = app.add_option_function<std::vector<std::string>>(
          argument.name, [set](const std::vector<std::string>& texts) { for (auto& text : texts) set(text); }, argument.doc);
      if (argument.sort == Argument::Sort::values) option->allow_extra_args(false)->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
      break;
  }
  option->type_name(argument.value);
  if (argument.required) option->required();
  if (!argument.choices.empty()) option->check(CLI::IsMember(argument.choices));
}

// What the words would have meant without the usual switches, for a near miss.
std::string nearest_command(const std::vector<std::string>& words, const std::vector<Pending>& commands) {
  for (auto& word : words) {
    if (word.starts_with("-")) continue;
    std::vector<std::string> names;
    for (auto& each : commands) names.emplace_back(each.command.name);
    return nearest(word, names);
  }
  return {};
}

int failed(const Diag& diag, Context& context) {
  context.show(diag);
  return exit_code::of(diag.trouble);
}

// Exceptions are broken invariants, ours or a library's: an answer all the same, and a code that says there is none.
template <class F>
Result<int> guarded(F&& run) {
  try {
    return run();
  } catch (const std::exception& error) {
    return Diag{.code = "internal-error", .message = std::string("internal error: ") + error.what(), .hint = "this is a bug of trueup: please report it with the command you ran"};
  }
}

}  // namespace

int run_line(const std::vector<std::string>& words, Context& context) {
  CLI::App app("Keeps SQLAlchemy models, migrations and PostgreSQL databases in step.", "trueup");
  app.require_subcommand(1);
  app.set_version_flag("--version", "trueup " TRUEUP_VERSION);
  app.fallthrough();
  app.option_defaults()->always_capture_default(false);
  app.add_flag("-q,--quiet", context.quiet, "Only results and errors");
  app.add_flag("-v,--verbose", context.verbose, "Say more of what is done");
  app.add_option("-C", context.folder, "Start in this folder")->type_name("FOLDER");
  bool no_colour = false;
  app.add_flag("--no-color,--no-colour", no_colour, "No colours");
  std::vector<Pending> commands;
  for (auto& command : all_commands()) commands.push_back({.command = command, .form = command.blank()});
  std::map<std::string, CLI::App*> groups;
  for (auto& pending : commands) {
    // `models check` is the command `check` of the group `models`.
    const std::string name(pending.command.name);
    CLI::App* at = &app;
    if (const auto space = name.find(' '); space != std::string::npos) {
      const std::string group = name.substr(0, space);
      at = groups[group];
      if (!at) at = groups[group] = app.add_subcommand(group, "")->require_subcommand(1);
    }
    pending.app = at->add_subcommand(name.substr(name.rfind(' ') + 1), std::string(pending.command.summary));
    pending.app->footer("\n" + std::string(pending.command.help));
    for (auto& argument : pending.command.arguments) add_argument(*pending.app, pending, argument);
  }
  try {
    std::vector<std::string> reversed(words.rbegin(), words.rend());
    app.parse(reversed);
  } catch (const CLI::CallForHelp&) {
    const CLI::App* asked = &app;
    for (auto& pending : commands)
      if (pending.app->parsed()) asked = pending.app;
    context.out << asked->help();
    return exit_code::in_order;
  } catch (const CLI::CallForVersion& version) {
    context.out << version.what() << '\n';
    return exit_code::in_order;
  } catch (const CLI::ParseError& error) {
    Diag diag{.code = "bad-usage", .message = error.what(), .hint = "trueup --help lists the commands, trueup COMMAND --help what one takes"};
    if (auto near = nearest_command(words, commands); !near.empty() && !app.got_subcommand(near)) diag.hint = "did you mean " + near + "?";
    return failed(diag, context);
  }
  if (no_colour) context.colour = false;
  for (auto& pending : commands) {
    if (!pending.app->parsed()) continue;
    if (pending.error) return failed(*pending.error, context);
    auto code = guarded([&] { return pending.command.run(pending.form.get(), context); });
    context.out.flush();
    return code ? *code : failed(code.error(), context);
  }
  return exit_code::no_answer;
}

}  // namespace trueup
