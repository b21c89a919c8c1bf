#include "commands/usage.h"

#include <algorithm>

#include "base/text.h"

namespace trueup {
namespace {

constexpr std::size_t width = 100, widest_left = 26;

bool is_positional(const Argument& argument) {
  return argument.sort == Argument::Sort::positional || argument.sort == Argument::Sort::positionals;
}

// Words of `text` in lines that begin behind `indent` columns; the first line's indent is there already.
std::string wrapped(const std::string& text, std::size_t indent) {
  std::string out;
  std::size_t column = indent;
  for (auto& word : split(text, ' ')) {
    if (!out.empty() && column + 1 + word.size() > width) {
      out += '\n' + std::string(indent, ' ');
      column = indent;
    } else if (!out.empty()) {
      out += ' ';
      ++column;
    }
    out += word;
    column += word.size();
  }
  return out;
}

using Line = std::pair<std::string, std::string>;

std::string table(const std::vector<Line>& lines) {
  std::size_t left = 0;
  for (auto& [name, doc] : lines)
    if (name.size() <= widest_left) left = std::max(left, name.size());
  const std::size_t indent = left + 4;
  std::string out;
  for (auto& [name, doc] : lines) {
    out += "  " + name;
    out += name.size() > left ? '\n' + std::string(indent, ' ') : std::string(indent - 2 - name.size(), ' ');
    out += wrapped(doc, indent) + '\n';
  }
  return out;
}

Line line_of(const Argument& argument) {
  std::string name = replace_all(argument.name, ",", ", ");
  if (!is_positional(argument) && !argument.value.empty()) name += ' ' + argument.value;
  if (argument.sort == Argument::Sort::positionals) name += " …";
  return {name, argument.doc};
}

std::vector<Line> lines_of(const std::vector<Argument>& arguments, bool positional) {
  std::vector<Line> out;
  for (auto& argument : arguments)
    if (is_positional(argument) == positional) out.push_back(line_of(argument));
  return out;
}

}  // namespace

std::string overview(const std::vector<Command>& commands, const std::vector<Argument>& everywhere) {
  std::vector<Line> lines;
  for (auto& command : commands) lines.emplace_back(command.name, command.summary);
  return "trueup keeps SQLAlchemy models, migrations and PostgreSQL databases in step.\n\nusage: trueup COMMAND "
         "[options]\n\n" +
         table(lines) + "\nwith every command:\n" + table(lines_of(everywhere, false)) +
         "\n`trueup COMMAND --help` says what a command takes, `trueup explain CODE` what a finding means.\n";
}

std::string group_overview(const std::string& group, const std::vector<Command>& commands) {
  std::vector<Line> lines;
  for (auto& command : commands)
    if (command.name.starts_with(group + ' ')) lines.emplace_back(command.name, command.summary);
  return "usage: trueup " + group + " COMMAND [options]\n\n" + table(lines);
}

std::string usage_of(const Command& command, const std::vector<Argument>& everywhere) {
  std::string words = "usage: trueup " + std::string(command.name);
  for (auto& argument : command.arguments)
    if (is_positional(argument)) {
      const std::string name = argument.name + (argument.sort == Argument::Sort::positionals ? " …" : "");
      words += ' ' + (argument.required ? name : '[' + name + ']');
    }
  std::string out =
      "trueup " + std::string(command.name) + ": " + std::string(command.summary) + "\n\n" + words + " [options]\n\n";
  if (auto positional = lines_of(command.arguments, true); !positional.empty()) out += table(positional) + '\n';
  if (auto options = lines_of(command.arguments, false); !options.empty()) out += table(options) + '\n';
  out += "with every command:\n" + table(lines_of(everywhere, false)) + '\n' + std::string(command.help);
  while (out.ends_with("\n\n")) out.pop_back();
  return out;
}

}  // namespace trueup
