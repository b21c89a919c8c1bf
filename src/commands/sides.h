// The two sides of a comparison, from flags, trueup.toml or what lies around: chosen, read, settled.
#pragma once
#include <memory>

#include "base/command.h"
#include "base/config.h"
#include "commands/stopwatch.h"
#include "diff/severity.h"
#include "model/model.h"
#include "read/env_filter.h"
#include "read/source.h"

namespace trueup {

class EnvScope;  // env_scope.h

// The flags of all commands that read a schema.
struct SourceFlags {
  std::vector<std::string> have = {}, want = {};
  std::string environment = {};
  std::vector<std::string> schemas = {}, roots = {}, defines = {};
  bool timings = false;
  bool positional = false;  // have and want are HAVE and WANT of the command line, without flags
  std::optional<int> lock_timeout = {}, statement_timeout = {};  // milliseconds
  std::string python = {};                 // the interpreter of `python:`
  std::optional<int> python_timeout = {};  // seconds
};
std::vector<Argument> source_arguments();   // of SourceFlags: which sides, and how to read them
std::vector<Argument> reading_arguments();  // only the latter

struct Sides {
  ModelPtr have, want;
  std::vector<EnvPlace> env;                // whose include_object and its like say what is compared
  std::shared_ptr<EnvScope> env_scope;      // made by leave_out_what_env_does, when it is needed
  Locator have_locator;
  std::shared_ptr<Session> session;         // of have, where it is a database
  std::shared_ptr<ScratchServer> scratch;
  ReadOptions options;
  bool discovered = false;                  // have was found, not named
  bool is_protected = false;                // an environment that trueup.toml protects
  std::string environment = {};             // its name
  bool incomplete = false;                  // something of either side could not be read
  std::optional<Diag> unread = {};          // what of want could not be: the first of it
  std::vector<std::string> ignore = {};
  std::vector<Timing> timings = {};
  WeighOptions weigh = {};
};

// What the flags and trueup.toml say of how to read. Error: "bad-usage" for a --define without its value.
Result<ReadOptions> read_options(const SourceFlags& flags, const Config& config, const Context& context);

Result<Sides> open_sides(const SourceFlags& flags, Context& context);
// One source alone, settled in its own surroundings.
struct Single {
  ModelPtr model;
  std::shared_ptr<Session> session;
  std::shared_ptr<ScratchServer> scratch;
  ReadOptions options;
  bool incomplete = false;
  Diags mistakes = {};  // of the models, that their reader has said (settle/mistakes.h)
  bool raised = false;  // statements of models raised exceptions that cost nothing, as far as anybody knows
};
// `scope`: what it is taken to speak about, instead of what it says itself.
Result<Single> open_single(const std::vector<std::string>& locators, const SourceFlags& flags, Context& context, const std::optional<Scope>& scope = {});

// The database read anew, for the proof after a change.
Result<ModelPtr> read_again(Session& session, const ReadOptions& options);
void show_timings(const Sides& sides, Context& context);

}  // namespace trueup
