#include "pg/url.h"

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "pg/url_parameters.h"

namespace trueup {
namespace {

Diag unreadable(std::string message, std::string hint = {}) {
  if (hint.empty())
    hint =
        "a URL is postgresql://USER:PASSWORD@HOST:PORT/DATABASE?sslmode=require, with %40 for @ and %2F for / in names";
  return {.code = "unreadable-url",
          .message = "cannot read the database URL: " + std::move(message),
          .hint = std::move(hint)};
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

enum class Plus { stays, is_space };

// As Python's unquote: what is no valid escape stays as it is.
std::string decoded(std::string_view text, Plus plus = Plus::stays) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escape =
        text[i] == '%' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 && hex_digit(text[i + 2]) >= 0;
    if (escape) {
      out += static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
      i += 2;
    } else {
      out += text[i] == '+' && plus == Plus::is_space ? ' ' : text[i];
    }
  }
  return out;
}

std::string encoded(std::string_view text, std::string_view also_plain = {}) {
  static constexpr char digits[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       std::string_view("-_.~").find(c) != std::string_view::npos ||
                       also_plain.find(c) != std::string_view::npos;
    if (plain) out += c;
    else out += {'%', digits[byte >> 4], digits[byte & 15]};
  }
  return out;
}

bool is_number(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_port(std::string_view text) {
  return text.empty() || (is_number(text) && text.size() <= 5 && std::stoi(std::string(text)) > 0 &&
                          std::stoi(std::string(text)) < 65536);
}

// Where USER[:PASSWORD] ends (the position of its @), or nothing where there is none. Passwords in the wild are not
// always encoded: the last @ before the path counts, and a / or ? belongs to the password where an @ still follows and
// what stands before is no host and port.
std::optional<std::size_t> end_of_userinfo(std::string_view text) {
  const std::string_view authority = text.substr(0, text.find_first_of("/?"));
  if (const auto at = authority.rfind('@'); at != std::string_view::npos) return at;
  const auto colon = authority.find(':');
  const auto at = text.find('@');
  if (colon == std::string_view::npos || at == std::string_view::npos || text.starts_with('[')) return {};
  const auto question = text.find('?');
  if (is_port(authority.substr(colon + 1)) && question < at) {
    const auto equals = text.find('=', question);
    if (equals < at) return {};
  }
  const auto end = text.find_first_of("/?", at);
  return text.substr(0, end).rfind('@');
}

struct Hosts {
  std::vector<std::string> hosts = {};
  std::vector<std::string> ports = {};

  // "host", "host:port", "[v6]:port"; a socket folder or a bare IPv6 address has no port.
  Result<Nothing> add(std::string_view text) {
    std::string_view host = text, port;
    if (text.starts_with('[')) {
      const auto close = text.find(']');
      if (close == std::string_view::npos) return unreadable("an IPv6 address lacks its closing ]");
      host = text.substr(1, close - 1);
      const std::string_view rest = text.substr(close + 1);
      if (!rest.empty() && rest[0] != ':') return unreadable("only a :PORT may follow an IPv6 address in brackets");
      port = rest.empty() ? rest : rest.substr(1);
    } else if (const auto colon = text.find(':');
               colon != std::string_view::npos && !text.starts_with('/') && colon == text.rfind(':')) {
      host = text.substr(0, colon);
      port = text.substr(colon + 1);
    }
    // The port is not shown: in a URL that was cut at the wrong place it may be a piece of the password.
    if (!is_port(port))
      return unreadable("the port of one of its hosts is no number from 1 to 65535",
                        "encode special characters of the password: @ is %40, : is %3A, / is %2F, ? is %3F");
    hosts.push_back(decoded(host));
    ports.emplace_back(port);
    return ok();
  }

  void put_into(ConnectionSpec& spec) const {
    const auto some = [](const std::vector<std::string>& all) {
      return std::any_of(all.begin(), all.end(), [](const std::string& one) { return !one.empty(); });
    };
    if (some(hosts)) spec.set("host", join(hosts, ","));
    if (some(ports)) spec.set("port", join(ports, ","));
  }
};

// NAME=VALUE&… Several `host` make one list, as SQLAlchemy has it for psycopg and asyncpg.
Result<Nothing> read_query(std::string_view query, ConnectionSpec& spec) {
  Hosts hosts;
  for (const std::string& pair : split(query, '&')) {
    if (pair.empty()) continue;
    const auto equals = pair.find('=');
    if (equals == std::string::npos)
      return unreadable("a parameter after the ? has no value", "parameters are written NAME=VALUE&NAME=VALUE");
    const std::string name = decoded(std::string_view(pair).substr(0, equals), Plus::is_space);
    const std::string value = decoded(std::string_view(pair).substr(equals + 1), Plus::is_space);
    if (name == "host") {
      if (hosts.hosts.empty()) spec.set("host", {});  // its place in the order
      for (const std::string& one : split(value, ',')) TRY(hosts.add(one));
    } else {
      TRY(take_url_parameter(name, value, spec));
    }
  }
  if (!hosts.hosts.empty()) {
    const bool own_ports =
        std::any_of(hosts.ports.begin(), hosts.ports.end(), [](auto& port) { return !port.empty(); });
    spec.set("host", join(hosts.hosts, ","));
    if (own_ports) spec.set("port", join(hosts.ports, ","));
  }
  return ok();
}

Diag unsupported(const std::string& scheme) {
  const std::string dialect = scheme.substr(0, scheme.find('+'));
  Diag diag{.code = "unsupported-database",
            .message = "cannot connect to a " + dialect + " database: only PostgreSQL is supported",
            .hint = "write the URL as postgresql://USER@HOST/DATABASE"};
  if (dialect == "sqlite") diag.message = "cannot read an SQLite database: only PostgreSQL is supported so far";
  if (dialect == "jdbc:postgresql" || dialect == "postgis" || dialect == "timescaledb" || dialect == "pgsql" ||
      dialect == "psql")
    diag.message = "cannot read a URL that begins with " + dialect + "://";
  if (const std::string near = nearest(dialect, {"postgresql", "postgres"}); !near.empty())
    diag = unreadable("its scheme \"" + scheme + "\" is unknown", "did you mean " + near + "://?");
  return diag;
}

Result<ConnectionSpec> parse_url(std::string_view scheme, std::string_view rest) {
  const std::string dialect = lower(scheme.substr(0, scheme.find('+')));
  if (dialect != "postgresql" && dialect != "postgres") return unsupported(lower(scheme));
  ConnectionSpec spec;
  std::string user, password;
  if (const auto at = end_of_userinfo(rest)) {
    const std::string_view userinfo = rest.substr(0, *at);
    const auto colon = userinfo.find(':');
    user = decoded(userinfo.substr(0, colon));
    if (colon != std::string_view::npos) password = decoded(userinfo.substr(colon + 1));
    rest.remove_prefix(*at + 1);
  }
  const auto authority_end = rest.find_first_of("/?");
  Hosts hosts;
  for (const std::string& one : split(rest.substr(0, authority_end), ',')) TRY(hosts.add(one));
  hosts.put_into(spec);
  rest = authority_end == std::string_view::npos ? std::string_view() : rest.substr(authority_end);
  // user:p@ss/word@host: what looks like host and database may be the rest of the password. It is not shown.
  if (!password.empty() && rest.substr(0, rest.find('?')).find('@') != std::string_view::npos)
    return unreadable("an @ stands behind its host, so that the password may end elsewhere than it seems to",
                      "encode special characters of the password: @ is %40, : is %3A, / is %2F, ? is %3F");
  if (!user.empty()) spec.set("user", user);
  if (!password.empty()) spec.set("password", password);
  const auto question = rest.find('?');
  if (rest.starts_with('/')) {
    const std::string database = decoded(rest.substr(1, question == std::string_view::npos ? question : question - 1));
    if (!database.empty()) spec.set("dbname", database);
  }
  if (question != std::string_view::npos) TRY(read_query(rest.substr(question + 1), spec));
  return spec;
}

// keyword=value pairs separated by blanks; values may stand in '…', where \' and \\ are escapes. Words are never
// quoted in a message: a password that lacks its quotes falls apart into such words.
Result<ConnectionSpec> parse_keywords(std::string_view text) {
  ConnectionSpec spec;
  std::size_t i = 0;
  std::string before;
  const auto skip_blanks = [&] {
    while (i < text.size() && std::string_view(" \t\r\n\f\v").find(text[i]) != std::string_view::npos) ++i;
  };
  for (skip_blanks(); i < text.size(); skip_blanks()) {
    const auto equals = text.find('=', i);
    const std::string name(trim(text.substr(i, equals == std::string_view::npos ? equals : equals - i)));
    if (equals == std::string_view::npos || name.find_first_of(" \t\n") != std::string::npos)
      return unreadable(before.empty() ? "it is neither a URL nor keyword=value pairs"
                                       : "the value of \"" + before + "\" ends before its = sign",
                        "put values with blanks in single quotes: password='two words'");
    if (!is_libpq_keyword(name) && is_secret_keyword(before))
      return unreadable("the value of \"" + before + "\" is followed by something that is no keyword",
                        "put values with blanks in single quotes: password='two words'");
    i = equals + 1;
    skip_blanks();
    std::string value;
    const bool quoted = i < text.size() && text[i] == '\'';
    if (quoted) ++i;
    for (; i < text.size() &&
           (quoted ? text[i] != '\'' : std::string_view(" \t\r\n\f\v").find(text[i]) == std::string_view::npos);
         ++i) {
      if (text[i] == '\\' && i + 1 < text.size()) ++i;
      value += text[i];
    }
    if (quoted && i++ >= text.size()) return unreadable("the quoted value of \"" + name + "\" has no end");
    TRY(take_url_parameter(name, value, spec));
    before = name;
  }
  return spec;
}

}  // namespace

std::string_view ConnectionSpec::get(std::string_view keyword) const {
  for (const auto& [name, value] : parameters)
    if (name == keyword) return value;
  return {};
}

ConnectionSpec& ConnectionSpec::set(std::string_view keyword, std::string value) {
  for (auto& [name, old] : parameters) {
    if (name != keyword) continue;
    old = std::move(value);
    return *this;
  }
  parameters.emplace_back(keyword, std::move(value));
  return *this;
}

ConnectionSpec& ConnectionSpec::remove(std::string_view keyword) {
  std::erase_if(parameters, [&](const auto& parameter) { return parameter.first == keyword; });
  return *this;
}

std::string ConnectionSpec::safe_text() const {
  std::string out = "postgresql://", query;
  if (!get("user").empty()) out += encoded(get("user")) + "@";
  const std::vector<std::string> hosts = split(get("host"), ','), ports = split(get("port"), ',');
  const bool in_authority = std::none_of(hosts.begin(), hosts.end(),
                                         [](auto& host) { return host.find_first_of("/@") != std::string::npos; }) &&
                            (ports.empty() || ports.size() == 1 || ports.size() == hosts.size());
  for (std::size_t i = 0; in_authority && i < std::max<std::size_t>(hosts.size(), ports.empty() ? 0 : 1); ++i) {
    const std::string host = i < hosts.size() ? hosts[i] : std::string();
    const std::string port = ports.empty() ? std::string() : ports[std::min(i, ports.size() - 1)];
    if (i) out += ',';
    out += host.find(':') == std::string::npos ? encoded(host) : "[" + encoded(host, ":") + "]";
    if (!port.empty()) out += ":" + port;
  }
  if (!get("dbname").empty()) out += "/" + encoded(get("dbname"));
  else if (out.ends_with("//")) out += "/";
  for (const auto& [name, value] : parameters) {
    const bool shown = name == "user" || name == "dbname" || (in_authority && (name == "host" || name == "port"));
    if (shown || is_secret_keyword(name) || value.empty()) continue;
    query += (query.empty() ? "?" : "&") + name + "=" + encoded(value, "/:,");
  }
  return out + query;
}

bool is_database_url(std::string_view text) {
  text = trim(text);
  if (const auto colon = text.find("://"); colon != std::string_view::npos) {
    const std::string scheme = lower(text.substr(0, colon));
    const std::string dialect = scheme.substr(0, scheme.find('+'));
    if (dialect == "postgresql" || dialect == "postgres") return true;
  }
  const auto equals = text.find('=');
  return equals != std::string_view::npos && is_libpq_keyword(trim(text.substr(0, equals)));
}

Result<ConnectionSpec> parse_database_url(std::string_view text) {
  text = trim(text);
  if (text.empty()) return unreadable("it is empty");
  if (text.find('\0') != std::string_view::npos) return unreadable("it holds a zero byte");
  const auto colon = text.find("://");
  const auto equals = text.find('=');
  const bool url = colon != std::string_view::npos && colon < equals;
  Result<ConnectionSpec> spec = url ? parse_url(text.substr(0, colon), text.substr(colon + 3)) : parse_keywords(text);
  if (!spec) return spec;
  for (const auto& [name, value] : spec->parameters)
    if (value.find('\0') != std::string::npos) return unreadable("the value of \"" + name + "\" holds a zero byte");
  return spec;
}

std::string without_passwords(std::string_view text) {
  std::string out;
  const auto ends_word = [](char c) { return std::string_view(" \t\r\n\"'`<>").find(c) != std::string_view::npos; };
  for (std::size_t i = 0; i < text.size();) {
    const auto word_end = static_cast<std::size_t>(
        std::find_if(text.begin() + static_cast<std::ptrdiff_t>(i), text.end(), ends_word) - text.begin());
    std::string word(text.substr(i, word_end - i));
    if (const auto scheme = word.find("://"); scheme != std::string::npos) {
      const auto at = end_of_userinfo(std::string_view(word).substr(scheme + 3));
      const auto colon = word.find(':', scheme + 3);
      if (at && colon < scheme + 3 + *at) word.replace(colon + 1, scheme + 3 + *at - colon - 1, "***");
    }
    for (const std::string_view name : {"password=", "sslpassword=", "pwd="})
      if (const auto at = word.find(name); at != std::string::npos) {
        const auto from = at + name.size(), to = std::min(word.find('&', from), word.size());
        if (to > from) word.replace(from, to - from, "***");
        else if (word_end < text.size() && text[word_end] == '\'') {  // password='two words'
          const auto close = text.find('\'', word_end + 1);
          out += word + "***";
          i = close == std::string_view::npos ? text.size() : close + 1;
          word.clear();
        }
        break;
      }
    out += word;
    if (i <= word_end) {
      i = word_end;
      if (i < text.size()) out += text[i++];
    }
  }
  return out;
}

}  // namespace trueup
