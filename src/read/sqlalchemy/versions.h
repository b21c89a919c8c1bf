// Which SQLAlchemy and SQLModel a project runs: what a few constructs mean depends on it.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace trueup::sqla {

// A version as its parts; empty: nobody says.
using Version = std::vector<int>;

// The newest version that a requirement allows: "==1.4.41" and "1.4.41" give itself, "<2", "~=1.4" and "^1.4" what is below
// their bound, ">=1.4" nothing. Forms: PEP 440 and Poetry.
Version newest_allowed(std::string_view requirement);

// What a project's files (requirements*.txt, pyproject.toml, setup.cfg, and lock files) pin a package to. They are looked
// for in `folder` and above it, up to the folder with .git, at most three.
Version pinned_version(const std::string& folder, std::string_view package);

Version parse_version(std::string_view text);
inline bool is_before(const Version& version, const Version& bound) { return !version.empty() && version < bound; }

}  // namespace trueup::sqla
