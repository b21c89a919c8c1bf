// The project's env.py says what Alembic compares; trueup compares no more.
#pragma once
#include "commands/sides.h"
#include "diff/delta.h"

namespace trueup {

// What one env.py says, or several of which nobody knows which counts: where these differ, nobody knows.
class EnvScope {
 public:
  // A place whose env.py cannot be read is shown as a warning, and leaves everything unknown.
  EnvScope(const std::vector<EnvPlace>& places, const ReadOptions& options, const Delta& delta, Context& context);
  bool leaves_nothing_out() const { return voices_.empty(); }
  EnvFilter::Answer ask(const Object* have, const Object* want);
  EnvFilter::Answer ask_table(Symbol schema, Symbol name);
  bool leaves_out_table(const Id& id);  // that it is, or is on

 private:
  struct Voice {
    std::string file = {};
    std::unique_ptr<EnvFilter> filter = {};  // null: leaves nothing out, or …
    bool unreadable = false;
  };
  EnvFilter::Answer ask_all(const std::function<EnvFilter::Answer(EnvFilter&)>& question);
  std::vector<Voice> voices_;
};

// Takes out the differences that env.py's include_object, include_name and version_table leave out, and counts them in
// the delta; where it does not tell, a difference becomes undecided. Runs env.py only when something differs or is
// unknown.
void leave_out_what_env_does(Delta& delta, Sides& sides, Context& context);
// The same of a schema that is to be made from nothing. Null: env.py leaves nothing out.
std::shared_ptr<EnvScope> leave_out_what_env_does(Delta& delta, const std::vector<EnvPlace>& places,
                                                  const ReadOptions& options, Context& context);
// What was left out, for commands that print no report.
void say_left_out_by_env(const Delta& delta, const Context& context);

}  // namespace trueup
