// Which packages a project says it needs: what its files list beside the code.
#pragma once
#include <string>
#include <unordered_set>

namespace trueup::sqla {

class Requirements {
 public:
  // Reads requirements*.txt (in a folder requirements/, too), pyproject.toml, setup.cfg, setup.py, Pipfile, environment.yml and lock files,
  // in `folder` and above it, up to the folder with .git, at most three.
  explicit Requirements(const std::string& folder);

  // True where the project lists what it needs, and nothing that these files say has to do with a package that is
  // imported by this name: so it is not installed, as far as the project can know. Any word in the files that holds the
  // name counts, since packages are listed by other names than they are imported by.
  bool lack(const std::string& import_name) const;

 private:
  bool lists_ = false;
  std::unordered_set<std::string> words_;  // as PEP 503 writes names, and their parts
};

}  // namespace trueup::sqla
