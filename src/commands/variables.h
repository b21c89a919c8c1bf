// Environment variables as a project means them: those of the process, else those of its .env.
#pragma once
#include <map>
#include <optional>
#include <string>

#include "base/command.h"
#include "base/dotenv.h"

namespace trueup {

class Variables {
 public:
  // `folder`: where .env is looked for.
  Variables(const std::string& folder, const Context& context);

  struct Found {
    std::string value = {};
    std::string from = {};  // "DATABASE_URL in the environment", "DATABASE_URL in .env"
    Origin origin = {};     // in .env
  };
  std::optional<Found> find(const std::string& name) const;
  // Each place apart, for those who compare them.
  std::optional<Found> in_environment(const std::string& name) const;
  std::optional<Found> in_file(const std::string& name) const;
  const Dotenv& file() const { return values_; }

 private:
  const Context& context_;
  std::string file_;
  Dotenv values_;
};

// FOLDER/NAME; only the name when the folder is this one.
std::string in_folder(const std::string& folder, const std::string& name);

}  // namespace trueup
