// Locator → Draft: whichever source it names.
#pragma once
#include <chrono>
#include <memory>

#include "model/draft.h"
#include "pg/catalog.h"
#include "pg/session.h"
#include "read/locator.h"
#include "read/models.h"

namespace trueup {

class ScratchServer;

struct ReadOptions {
  CatalogOptions catalog = {};
  SessionOptions session = {};
  std::vector<std::string> python_roots = {};
  std::vector<std::pair<std::string, std::string>> python_environment = {}, python_defines = {};
  std::string python_interpreter = "python3", python_virtualenv = {};
  std::chrono::seconds python_time_limit{60};
};

// How models are evaluated by these options; what is read is still to be said.
ModelsOptions evaluation_of(const ReadOptions& options);

// A source that has been read. The session of a database stays open for what comes next.
struct Opened {
  Draft draft;
  std::shared_ptr<Session> session = {};         // of a database
  std::shared_ptr<ScratchServer> scratch = {};   // of `scratch:`
};

Result<Opened> open_source(const Locator& locator, const ReadOptions& options);

// Several sources that add up: models, and SQL files for what models cannot say, which are applied on top. `sql:` beside
// others speaks only about the kinds it holds, for the tables it names; where there is nothing else, about everything.
// Errors: "contradiction" names the object and both places.
Result<Draft> open_together(const std::vector<Locator>& locators, const ReadOptions& options);

}  // namespace trueup
