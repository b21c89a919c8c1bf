// Whether two connections lead to one database, by what is written: nothing is looked up or connected to.
#pragma once
#include <functional>
#include <optional>
#include <string>

#include "pg/url.h"

namespace trueup {

// `environment`: PGHOST and its like, for what a URL leaves out. In doubt yes: it is asked to protect. So one of several
// hosts is enough, and all names of this machine are one.
bool lead_to_one_database(const ConnectionSpec& a, const ConnectionSpec& b,
                          const std::function<std::optional<std::string>(const std::string&)>& environment);

}  // namespace trueup
