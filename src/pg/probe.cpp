#include "pg/probe.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>

#include "base/file.h"
#include "base/text.h"
#include "pg/libpq.h"
#include "pg/session.h"

namespace trueup {
namespace {

constexpr int nearby_from = 5432, nearby_to = 5440;

struct Address {
  sockaddr_storage storage = {};
  socklen_t size = 0;
  std::string text = {};  // "127.0.0.1"
  bool is_loopback() const { return text.starts_with("127.") || text == "::1"; }
};

// What listens somewhere, judged by its answer to the first message of PostgreSQL's protocol.
enum class Listener { nobody, silent, postgres_with_tls, postgres, something_else };

struct Contact {
  Listener listener = Listener::nobody;
  std::string answer = {};
};

// Waits for a descriptor; false when the time is over.
bool wait_for(int fd, short events, int milliseconds) {
  pollfd one{.fd = fd, .events = events, .revents = 0};
  return poll(&one, 1, milliseconds) > 0;
}

// SSLRequest (PostgreSQL's manual, "Message Formats"): any server since 7.0 answers one byte, S or N. It is not a login
// and leaves nothing but, at most, one line in the server's log.
Contact ask_for_tls(int fd) {
  static constexpr unsigned char request[] = {0, 0, 0, 8, 4, 210, 22, 47};
  char answer = 0;
  if (send(fd, request, sizeof request, MSG_NOSIGNAL) != static_cast<ssize_t>(sizeof request))
    return {Listener::something_else, "it hung up at once"};
  if (!wait_for(fd, POLLIN, 2000)) return {Listener::silent, "it accepts connections and says nothing"};
  const ssize_t n = recv(fd, &answer, 1, 0);
  if (n == 1 && answer == 'S') return {Listener::postgres_with_tls, "PostgreSQL's protocol, with TLS"};
  if (n == 1 && answer == 'N') return {Listener::postgres, "PostgreSQL's protocol, without TLS"};
  if (n == 1 && answer == 'E') return {Listener::postgres, "PostgreSQL's protocol, with an error"};
  if (n == 1) return {Listener::something_else, "something else than PostgreSQL"};
  return {Listener::something_else, "it hung up: no PostgreSQL, or a proxy without a server"};
}

std::string in_words(int error) {
  switch (error) {
    case ECONNREFUSED:
      return "connection refused: nobody listens there";
    case ENOENT:
      return "no such socket";
    case ETIMEDOUT:
      return "no answer: a firewall, or the host is down";
    case EHOSTUNREACH:
    case ENETUNREACH:
      return "not reachable from this network";
    case EACCES:
      return "permission denied";
    default:
      return lower(std::strerror(error));
  }
}

Contact contact(const sockaddr* address, socklen_t size, int milliseconds) {
  const int fd = socket(address->sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (fd < 0) return {Listener::nobody, in_words(errno)};
  Contact out;
  int error = connect(fd, address, size) == 0 ? 0 : errno;
  if (error == EINPROGRESS) {
    socklen_t length = sizeof error;
    if (!wait_for(fd, POLLOUT, milliseconds)) error = ETIMEDOUT;
    else getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &length);
  }
  if (error) out.answer = in_words(error);
  else out = ask_for_tls(fd);
  close(fd);
  return out;
}

bool speaks_postgres(const Contact& contact) {
  return contact.listener == Listener::postgres || contact.listener == Listener::postgres_with_tls;
}

Contact contact_socket(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof address.sun_path) return {Listener::nobody, "its path is too long for a socket"};
  std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
  Contact out = contact(reinterpret_cast<const sockaddr*>(&address), sizeof address, 2000);
  if (speaks_postgres(out)) out.answer = "PostgreSQL's protocol";  // TLS is not for sockets
  return out;
}

struct Place {
  std::string host = {};     // a name, an address or a folder of sockets
  std::string address = {};  // hostaddr
  std::string port = "5432";
};

std::string default_of(std::string_view keyword) {
  std::string out;
  if (!open_libpq()) return out;
  PQconninfoOption* all = libpq().PQconndefaults();
  for (PQconninfoOption* one = all; one && one->keyword; ++one)
    if (one->keyword == keyword && one->val) out = one->val;
  libpq().PQconninfoFree(all);
  return out;
}

// What libpq will try, its defaults and environment filled in.
std::vector<Place> places_of(const ConnectionSpec& spec) {
  const auto list = [&](std::string_view keyword) {
    const std::string own(spec.get(keyword));
    return split(own.empty() ? default_of(keyword) : own, ',');
  };
  const std::vector<std::string> hosts = list("host"), addresses = list("hostaddr"), ports = list("port");
  std::vector<Place> out(std::max<std::size_t>({hosts.size(), addresses.size(), 1}));
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (i < hosts.size()) out[i].host = hosts[i];
    if (i < addresses.size()) out[i].address = addresses[i];
    const std::string port = ports.empty() ? "" : ports[std::min(i, ports.size() - 1)];
    if (!port.empty()) out[i].port = port;
    if (out[i].host.empty() && out[i].address.empty())
      out[i].host = is_folder("/var/run/postgresql") ? "/var/run/postgresql" : "/tmp";
  }
  return out;
}

class Probe {
 public:
  explicit Probe(const ConnectionSpec& spec) : spec_(spec) {}

  ProbeReport run() {
    if (spec_.get("service").empty() || !spec_.get("host").empty()) {
      for (const Place& place : places_of(spec_)) {
        if (place.host.starts_with("/") && place.address.empty()) try_socket(place);
        else try_host(place);
      }
    }
    log_in();
    if (!out_.connected && near_here_ && !answered_) look_around();
    return std::move(out_);
  }

 private:
  using Outcome = ProbeStep::Outcome;
  const ConnectionSpec& spec_;
  ProbeReport out_ = {};
  bool near_here_ = false;  // one of the places is on this machine
  bool answered_ = false;   // one of the places speaks PostgreSQL's protocol
  std::vector<std::string> wanted_ports_ = {};

  void step(std::string what, std::string answer, Outcome outcome) {
    out_.steps.push_back({std::move(what), std::move(answer), outcome});
  }

  void note_contact(std::string what, const Contact& contact) {
    answered_ = answered_ || speaks_postgres(contact);
    step(std::move(what), contact.answer, speaks_postgres(contact) ? Outcome::good : Outcome::bad);
  }

  void try_socket(const Place& place) {
    near_here_ = true;
    wanted_ports_.push_back(place.port);
    const std::string path = place.host + "/.s.PGSQL." + place.port;
    if (!is_folder(place.host)) return step("socket " + path, "there is no folder " + place.host, Outcome::bad);
    note_contact("socket " + path, contact_socket(path));
  }

  void try_host(const Place& place) {
    addrinfo wanted{}, *found = nullptr;
    wanted.ai_socktype = SOCK_STREAM;
    if (!place.address.empty()) wanted.ai_flags = AI_NUMERICHOST;
    const std::string& name = place.address.empty() ? place.host : place.address;
    const int failed = getaddrinfo(name.c_str(), place.port.c_str(), &wanted, &found);
    if (failed) return step("address of " + name, lower(gai_strerror(failed)), Outcome::bad);
    std::vector<Address> addresses;
    for (const addrinfo* one = found; one; one = one->ai_next) {
      Address address{.size = one->ai_addrlen};
      std::memcpy(&address.storage, one->ai_addr, one->ai_addrlen);
      char text[NI_MAXHOST] = "";
      getnameinfo(one->ai_addr, one->ai_addrlen, text, sizeof text, nullptr, 0, NI_NUMERICHOST);
      address.text = text;
      addresses.push_back(address);
    }
    freeaddrinfo(found);
    std::vector<std::string> texts;
    for (const Address& address : addresses) texts.push_back(address.text);
    if (texts != std::vector<std::string>{name}) step("address of " + name, join(texts, ", "), Outcome::good);
    for (const Address& address : addresses) {
      near_here_ = near_here_ || address.is_loopback();
      if (address.is_loopback()) wanted_ports_.push_back(place.port);
      note_contact(address.text + ", port " + place.port,
                   contact(reinterpret_cast<const sockaddr*>(&address.storage), address.size, 5000));
    }
  }

  void log_in() {
    const Result<Session> session = Session::open(spec_);
    if (session) {
      const About& about = session->about();
      out_.connected = true;
      const std::string version = std::to_string(about.major()) + "." + std::to_string(about.version % 10000);
      step("login", "PostgreSQL " + version + ", database " + about.database + ", role " + about.user, Outcome::good);
      if (session->is_proxied()) step("proxy", "a connection pooler stands before the server", Outcome::note);
      out_.conclusion = "connected to " + spec_.safe_text();
      return;
    }
    const Diag& why = session.error();
    step("login", why.message, Outcome::bad);
    out_.code = why.code;
    out_.conclusion = why.message;
    out_.hint = why.hint;
    if (why.code == "no-such-database") list_databases();
  }

  // Which databases there are, through the one that nearly every server has.
  void list_databases() {
    ConnectionSpec maintenance = spec_;
    maintenance.set("dbname", "postgres");
    Result<Session> session = Session::open(maintenance);
    if (!session) return;
    const Result<Rows> rows = session->exec(
        "select datname from pg_database where datallowconn and not datistemplate order by datname limit 50");
    if (!rows) return;
    std::vector<std::string> names;
    for (std::size_t i = 0; i < rows->size(); ++i) names.emplace_back(rows->at(i, 0));
    step("databases of this server", join(names, ", "), Outcome::note);
    const std::string near = nearest(spec_.get("dbname"), names);
    if (!near.empty()) out_.hint = "did you mean the database " + near + "?";
  }

  // Only loopback and socket files of this machine: other servers than the one that was named.
  void look_around() {
    std::vector<std::string> found;
    for (int port = nearby_from; port <= nearby_to; ++port) {
      if (std::find(wanted_ports_.begin(), wanted_ports_.end(), std::to_string(port)) != wanted_ports_.end()) continue;
      sockaddr_in address{};
      address.sin_family = AF_INET;
      address.sin_port = htons(static_cast<std::uint16_t>(port));
      address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
      const Contact there = contact(reinterpret_cast<const sockaddr*>(&address), sizeof address, 300);
      if (!speaks_postgres(there)) continue;
      step("127.0.0.1, port " + std::to_string(port), "a PostgreSQL server listens here", Outcome::note);
      found.push_back("port " + std::to_string(port));
    }
    for (const char* folder : {"/var/run/postgresql", "/tmp"})
      for (const std::string& name : names_in(folder)) {
        const std::string path = std::string(folder) + "/" + name;
        if (!name.starts_with(".s.PGSQL.") || name.ends_with(".lock") || !speaks_postgres(contact_socket(path)))
          continue;
        step("socket " + path, "a PostgreSQL server listens here", Outcome::note);
        found.push_back("socket " + path);
      }
    if (found.empty()) {
      step("this machine, ports " + std::to_string(nearby_from) + " to " + std::to_string(nearby_to),
           "no PostgreSQL server found", Outcome::note);
      return;
    }
    out_.hint =
        "a PostgreSQL server was found on this machine at " + join(found, ", ") + ": does the URL name the wrong port?";
  }
};

}  // namespace

ProbeReport probe_connection(const ConnectionSpec& spec) { return Probe(spec).run(); }

}  // namespace trueup
