#include "pg/same_database.h"

#include <algorithm>

#include "base/text.h"

namespace trueup {
namespace {

using Environment = std::function<std::optional<std::string>(const std::string&)>;

struct Place {
  std::string host = {}, port = {};  // host: "" is this machine, "/…" a socket folder of it
};

std::string value_of(const ConnectionSpec& spec, std::string_view keyword, const char* variable, const Environment& environment) {
  if (const auto written = spec.get(keyword); !written.empty()) return std::string(written);
  return environment ? environment(variable).value_or("") : std::string();
}

std::string plain_host(std::string host) {
  host = lower(host);
  while (host.size() > 1 && (host.ends_with('.') || host.ends_with('/'))) host.pop_back();
  const bool is_here = host == "localhost" || host.starts_with("127.") || host == "::1" || host == "0.0.0.0" || host.starts_with("@");
  return is_here ? "" : host;
}

std::vector<Place> places_of(const ConnectionSpec& spec, const Environment& environment) {
  const std::string addresses = value_of(spec, "hostaddr", "PGHOSTADDR", environment), names = value_of(spec, "host", "PGHOST", environment);
  const std::vector<std::string> ports = split(value_of(spec, "port", "PGPORT", environment), ',');
  std::vector<Place> out;
  for (auto& list : {addresses, names}) {
    const bool is_said_by_the_other = list.empty() && !(addresses.empty() && names.empty());
    if (is_said_by_the_other) continue;
    const auto hosts = split(list, ',');
    for (std::size_t i = 0; i < std::max<std::size_t>(hosts.size(), 1); ++i) {
      const std::string port = ports.empty() ? "" : ports[std::min(i, ports.size() - 1)];
      out.push_back({plain_host(i < hosts.size() ? hosts[i] : ""), port.empty() ? "5432" : port});
    }
  }
  return out;
}

bool is_here(const std::string& host) { return host.empty() || host.starts_with('/'); }

bool are_one(const Place& a, const Place& b) {
  if (a.port != b.port) return false;
  return a.host == b.host || (is_here(a.host) && is_here(b.host) && (a.host.empty() || b.host.empty()));
}

std::string name_of(const ConnectionSpec& spec, const Environment& environment) {
  if (auto name = value_of(spec, "dbname", "PGDATABASE", environment); !name.empty()) return name;
  if (auto user = value_of(spec, "user", "PGUSER", environment); !user.empty()) return user;
  return environment ? environment("USER").value_or("") : std::string();
}

}  // namespace

bool lead_to_one_database(const ConnectionSpec& a, const ConnectionSpec& b, const Environment& environment) {
  // What a service stands for is written elsewhere; only the same one is known to be the same.
  const bool by_service = !a.get("service").empty() || !b.get("service").empty();
  if (by_service) return a.get("service") == b.get("service") && a.get("dbname") == b.get("dbname");
  if (name_of(a, environment) != name_of(b, environment)) return false;
  const auto there = places_of(b, environment);
  for (auto& place : places_of(a, environment))
    if (std::any_of(there.begin(), there.end(), [&](auto& other) { return are_one(place, other); })) return true;
  return false;
}

}  // namespace trueup
