#include "commands/line.h"

#include <CLI/CLI.hpp>
#include <ostream>
#include <set>

#include "base/exit_codes.h"
#include "base/file.h"
#include "base/text.h"
#include "commands/list.h"
#include "commands/usage.h"
#include "pg/session.h"

namespace trueup {
namespace {

struct Pending {  // a command, its form, and what of it was said wrong
  Command command;
  std::shared_ptr<void> form;
  std::optional<Diag> error = {};
  CLI::App* app = nullptr;
};

// The flags of every command, into the context.
struct Everywhere {
  bool quiet = false, verbose = false, no_colour = false;
  std::string folder = ".";
};
std::vector<Argument> everywhere_arguments() {
  using F = Everywhere;
  return {option("-C,--directory", &F::folder, "FOLDER", "Start in this folder"),
          flag("-q,--quiet", &F::quiet, "Only results and errors"),
          flag("-v,--verbose", &F::verbose, "Say more of what is done"),
          flag("--no-color,--no-colour", &F::no_colour, "No colours, as NO_COLOR in the environment")};
}

// `check --fix` has become `fix`: people's scripts and fingers remember the flag.
struct Habit {
  std::string_view command, flag, now;
};
constexpr Habit habits[] = {{"check", "--fix", "fix"}, {"check", "--baseline", "baseline"}};

std::vector<std::string> with_new_habits(std::vector<std::string> words, const std::vector<Command>& commands) {
  for (auto& habit : habits) {
    auto command = std::find(words.begin(), words.end(), habit.command);
    auto flag = std::find(words.begin(), words.end(), habit.flag);
    const bool known =
        std::any_of(commands.begin(), commands.end(), [&](auto& each) { return each.name == habit.now; });
    if (command == words.end() || flag == words.end() || !known ||
        (command != words.begin() && *(command - 1) == "models"))
      continue;
    *command = habit.now;
    words.erase(flag);
  }
  return words;
}

Diag unknown_choice(const Argument& argument, const std::string& text) {
  std::string hint = "known: " + join(argument.choices, ", ");
  if (auto near = nearest(text, argument.choices); !near.empty()) hint = "did you mean " + near + "?";
  return {.code = "bad-usage", .message = argument.name + " does not know " + text, .hint = hint};
}

void add_argument(CLI::App& app, std::optional<Diag>& error, void* form, const Argument& argument) {
  auto set = [&error, form, argument](const std::string& text) {
    if (!argument.choices.empty() &&
        std::find(argument.choices.begin(), argument.choices.end(), text) == argument.choices.end()) {
      if (!error) error = unknown_choice(argument, text);
      return;
    }
    auto done = argument.set(form, text);
    if (!done && !error) {
      error = std::move(done).error();
      error->message = argument.name + ": " + error->message;
    }
  };
  CLI::Option* option = nullptr;
  switch (argument.sort) {
    case Argument::Sort::flag:
      app.add_flag_callback(
          argument.name, [set] { set("true"); }, argument.doc);
      return;
    case Argument::Sort::value:
    case Argument::Sort::positional:
      option = app.add_option_function<std::string>(argument.name, set, argument.doc);
      break;
    case Argument::Sort::values:
    case Argument::Sort::positionals:
      option = app.add_option_function<std::vector<std::string>>(
          argument.name,
          [set](const std::vector<std::string>& texts) {
            for (auto& text : texts) set(text);
          },
          argument.doc);
      if (argument.sort == Argument::Sort::values)
        option->allow_extra_args(false)->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
      break;
  }
  option->type_name(argument.value);
  if (argument.required) option->required();
}

// What of the words is wrong, and what may have been meant.
class Trial {
 public:
  Trial(const std::vector<std::string>& words, const std::vector<Pending>& commands,
        const std::vector<Argument>& everywhere)
      : words_(words), commands_(commands), everywhere_(everywhere) {}

  Diag why(const CLI::ParseError& error) const {
    Diag out{.code = "bad-usage", .hint = "trueup --help lists the commands"};
    const Pending* command = nullptr;
    for (auto& each : commands_)
      if (each.app->parsed()) command = &each;
    if (!command) {
      unknown_command(out);
      return out;
    }
    out.hint = "trueup " + std::string(command->command.name) + " --help says what it takes";
    std::vector<std::string> flags;
    const Argument* lacking = nullptr;  // its value
    for (auto* list : {&command->command.arguments, &everywhere_})
      for (auto& argument : *list)
        for (auto& name : split(argument.name, ',')) {
          if (name.starts_with('-')) flags.push_back(name);
          if (argument.sort != Argument::Sort::flag && std::string_view(error.what()).starts_with(name + ":"))
            lacking = &argument;
        }
    flags.push_back("--help");
    for (auto& word : words_) {
      if (!word.starts_with('-') || word == "-") continue;
      const std::string name = word.substr(0, word.find('='));
      if (std::find(flags.begin(), flags.end(), name) != flags.end() || !dynamic_cast<const CLI::ExtrasError*>(&error))
        continue;
      out.message = std::string(command->command.name) + " has no flag " + name;
      if (auto near = nearest(name, flags); !near.empty()) out.hint = "did you mean " + near + "?";
      return out;
    }
    if (dynamic_cast<const CLI::RequiredError*>(&error)) {
      std::vector<std::string> names;
      for (auto& argument : command->command.arguments)
        if (argument.required && command->app->get_option(argument.name)->count() == 0) names.push_back(argument.name);
      out.message = std::string(command->command.name) + " lacks its " + join(names, " and ");
    } else if (lacking && dynamic_cast<const CLI::ArgumentMismatch*>(&error))
      out.message = lacking->name + " lacks its " + lacking->value;
    else if (dynamic_cast<const CLI::ExtrasError*>(&error)) {
      const std::string_view what = error.what();  // "The following argument was not expected: extra"
      const auto colon = what.find(": ");
      out.message = std::string(command->command.name) + " does not know what to do with " +
                    std::string(what.substr(colon == what.npos ? 0 : colon + 2));
    } else out.message = error.what();
    return out;
  }

 private:
  void unknown_command(Diag& out) const {
    std::vector<std::string> names;
    std::set<std::string> groups;
    for (auto& each : commands_) {
      const std::string name(each.command.name);
      names.push_back(name);
      if (const auto space = name.find(' '); space != name.npos) groups.insert(name.substr(0, space));
    }
    names.insert(names.end(), groups.begin(), groups.end());
    std::string first, both;
    for (auto& word : words_) {
      if (word.starts_with('-')) {
        const std::string name = word.substr(0, word.find('='));
        const bool known = std::any_of(everywhere_.begin(), everywhere_.end(), [&](auto& argument) {
          const auto names = split(argument.name, ',');
          return std::find(names.begin(), names.end(), name) != names.end();
        });
        if (!known) out.message = "unknown flag " + name;
        continue;
      }
      if (first.empty()) first = both = word;
      else if (both == first) both += ' ' + word;
    }
    if (first.empty()) {
      if (out.message.empty()) out.message = "no command is given";
      return;
    }
    const std::string asked = groups.contains(first) ? both : first;
    out.message = asked == first && groups.contains(first) ? "trueup " + first + " needs a second word"
                                                           : "no command is called " + asked;
    if (groups.contains(first)) out.hint = "trueup " + first + " --help lists them";
    if (auto near = nearest(asked, names); !near.empty() && near != asked) out.hint = "did you mean " + near + "?";
  }

  const std::vector<std::string>& words_;
  const std::vector<Pending>& commands_;
  const std::vector<Argument>& everywhere_;
};

int failed(Diag diag, Context& context) {
  diag.severity = Severity::error;  // whatever it would have been had we gone on
  context.show(diag);
  return exit_code::of(diag.trouble);
}

// Exceptions are broken invariants, ours or a library's: an answer all the same, and a code that says there is none.
template <class F>
Result<int> guarded(F&& run) {
  try {
    return run();
  } catch (const std::exception& error) {
    return Diag{.code = "internal-error",
                .message = std::string("internal error: ") + error.what(),
                .hint = "this is a bug of trueup: please report it with the command you ran"};
  }
}

}  // namespace

int run_line(const std::vector<std::string>& given, Context& context) {
  CLI::App app("", "trueup");
  app.require_subcommand(1);
  app.set_version_flag("--version", "trueup " TRUEUP_VERSION);
  app.fallthrough();
  const std::vector<Command> all = all_commands();
  std::vector<std::string> words = with_new_habits(given, all);
  if (!words.empty() && words[0] == "help") {  // as git has it
    words.erase(words.begin());
    words.emplace_back("--help");
  }
  const std::vector<Argument> everywhere = everywhere_arguments();
  Everywhere general;
  std::optional<Diag> general_error;
  for (auto& argument : everywhere) add_argument(app, general_error, &general, argument);
  std::vector<Pending> commands;
  for (auto& command : all) commands.push_back({.command = command, .form = command.blank()});
  std::map<std::string, CLI::App*> groups;
  for (auto& pending : commands) {
    // `models check` is the command `check` of the group `models`.
    const std::string name(pending.command.name);
    CLI::App* at = &app;
    if (const auto space = name.find(' '); space != std::string::npos) {
      const std::string group = name.substr(0, space);
      at = groups[group];
      if (!at) at = groups[group] = app.add_subcommand(group, "")->require_subcommand(1)->fallthrough();
    }
    pending.app =
        at->add_subcommand(name.substr(name.rfind(' ') + 1), std::string(pending.command.summary))->fallthrough();
    for (auto& argument : pending.command.arguments)
      add_argument(*pending.app, pending.error, pending.form.get(), argument);
  }
  try {
    std::vector<std::string> reversed(words.rbegin(), words.rend());
    app.parse(reversed);
  } catch (const CLI::CallForHelp&) {
    std::string help = overview(all, everywhere);
    for (auto& [name, group] : groups)
      if (group->parsed()) help = group_overview(name, all);
    for (auto& pending : commands)
      if (pending.app->parsed()) help = usage_of(pending.command, everywhere);
    context.out << help;
    return exit_code::in_order;
  } catch (const CLI::CallForVersion& version) {
    context.out << version.what() << '\n';
    return exit_code::in_order;
  } catch (const CLI::ParseError& error) {
    if (words.empty()) {
      context.err << overview(all, everywhere);
      return exit_code::no_answer;
    }
    return failed(Trial(words, commands, everywhere).why(error), context);
  }
  if (general_error) return failed(*general_error, context);
  context.quiet = general.quiet;
  context.verbose = general.verbose;
  context.folder = general.folder;
  if (!is_folder(context.folder))
    return failed({.code = "bad-usage", .message = "there is no folder " + context.folder}, context);
  if (general.no_colour) context.colour = false;
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
