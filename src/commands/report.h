// The report of a comparison, for people and for machines.
#pragma once
#include "base/command.h"
#include "commands/silence.h"
#include "diff/findings.h"

namespace trueup {

struct Counts {
  std::size_t errors = 0, warnings = 0, unknown = 0;
};
Counts count(const std::vector<Finding>& findings);

struct ReportOptions {
  std::string cure = {};  // the command that cures what was found; "" when there is none
  std::string cure_note = {};  // what the command needs besides, for people
  bool incomplete = false;
  Silenced silenced = {};
  std::vector<const Unknown*> unjudged = {};  // unknown of want, and shown by no finding
};

void show_report(const Delta& delta, const std::vector<Finding>& findings, const ReportOptions& options, Context& context);
Value report_value(const Delta& delta, const std::vector<Finding>& findings, const ReportOptions& options);

// "34 tables, 310 columns"
std::string coverage(const std::map<std::string, std::size_t>& by_kind);

}  // namespace trueup
