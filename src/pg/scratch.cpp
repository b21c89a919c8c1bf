#include "pg/scratch.h"

#include <fcntl.h>
#include <locale.h>
#include <poll.h>
#include <pwd.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <ctime>

#include "base/file.h"
#include "base/text.h"
#include "pg/scratch_keeper.h"
#include "pg/session.h"

namespace trueup {
namespace {

constexpr std::string_view finished_prefix = "trueup-scratch-";
constexpr std::string_view new_prefix = "trueup-new-";
constexpr const char* superuser = "postgres";

Diag failed(const std::string& why, std::string hint = {}) {
  return {.code = "scratch-failed", .message = "cannot start a private PostgreSQL: " + why, .hint = std::move(hint)};
}

struct User {
  uid_t uid = geteuid();
  gid_t gid = getegid();
};

// PostgreSQL refuses to run as root.
User server_user() {
  if (geteuid() != 0) return {};
  for (const char* name : {"postgres", "nobody"})
    if (const passwd* entry = getpwnam(name)) return {entry->pw_uid, entry->pw_gid};
  return {65534, 65534};
}

bool others_may_pass(std::string folder, const User& user) {
  if (user.uid == geteuid()) return access(folder.c_str(), W_OK | X_OK) == 0;
  for (;; folder = folder.substr(0, folder.rfind('/'))) {
    struct stat about;
    if (stat(folder.empty() ? "/" : folder.c_str(), &about) != 0) return false;
    const bool passes = (about.st_mode & S_IXOTH) || (about.st_uid == user.uid && (about.st_mode & S_IXUSR));
    if (!passes) return false;
    if (folder.empty()) return true;
  }
}

// Where temporary folders go: $TMPDIR, unless the path of a socket in it would be too long (107 bytes) or the server's
// user may not go there.
std::vector<std::string> temporary_folders() {
  std::vector<std::string> out;
  const char* named = std::getenv("TMPDIR");
  if (named && named[0] == '/') out.emplace_back(named);
  while (!out.empty() && out[0].size() > 1 && out[0].back() == '/') out[0].pop_back();
  if (out.empty() || out[0] != "/tmp") out.emplace_back("/tmp");
  return out;
}

struct Folder {
  std::string path = {};
  int lock = -1;  // held as long as the keeper lives
};

// Made under another name and renamed once it is locked: a sweep never sees one of ours without a lock.
Result<Folder> make_folder(const User& user) {
  for (const std::string& base : temporary_folders()) {
    if (base.size() > 60 || !others_may_pass(base, user)) continue;
    std::string path = base + "/" + std::string(new_prefix) + "XXXXXX";
    if (!mkdtemp(path.data())) continue;
    Folder folder;
    folder.lock = open((path + "/owner.lock").c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    folder.path = base + "/" + std::string(finished_prefix) + path.substr(path.size() - 6);
    const bool good = folder.lock >= 0 && flock(folder.lock, LOCK_EX | LOCK_NB) == 0 &&
                      chown(path.c_str(), user.uid, user.gid) == 0 && rename(path.c_str(), folder.path.c_str()) == 0;
    if (good) return folder;
    if (folder.lock >= 0) close(folder.lock);
    remove_tree(path);
  }
  return failed("cannot make a temporary folder for it in " + join(temporary_folders(), " or "),
                "set TMPDIR to a folder with a short path that can be written to");
}

std::vector<std::string> initdb_arguments(const std::string& folder) {
  const locale_t utf8 = newlocale(LC_ALL_MASK, "C.UTF-8", nullptr);
  if (utf8) freelocale(utf8);
  return {"-D",
          folder + "/data",
          "-U",
          superuser,
          "-A",
          "trust",
          "-E",
          "UTF8",
          utf8 ? "--locale=C.UTF-8" : "--locale=C",
          "--no-sync",
          "--no-instructions"};
}

std::vector<std::string> postgres_arguments(const std::string& folder, const ScratchOptions& options) {
  std::vector<std::pair<std::string, std::string>> settings = {
      {"listen_addresses", options.tcp_port ? "127.0.0.1" : ""},
      {"port", std::to_string(options.tcp_port.value_or(5432))},
      {"unix_socket_directories", folder},
      {"fsync", "off"},
      {"synchronous_commit", "off"},
      {"full_page_writes", "off"},
      {"autovacuum", "off"},
      {"logging_collector", "off"},
      {"log_destination", "stderr"},
      {"lc_messages", "C"},
      {"timezone", "UTC"},
      {"log_timezone", "UTC"},
      {"cluster_name", "trueup-scratch"},
      // In the folder, not in /dev/shm: what a killed server leaves behind goes with the folder.
      {"dynamic_shared_memory_type", "mmap"}};
  settings.insert(settings.end(), options.settings.begin(), options.settings.end());
  std::vector<std::string> out = {"-D", folder + "/data"};
  for (const auto& [name, value] : settings) out.insert(out.end(), {"-c", name + "=" + value});
  return out;
}

// One line from the keeper; nothing at end of file or Ctrl-C.
std::optional<std::string> hear(int socket) {
  std::string line;
  for (;;) {
    pollfd one{.fd = socket, .events = POLLIN, .revents = 0};
    const int ready = poll(&one, 1, 100);
    if (was_cancelled() && ready <= 0) return {};
    if (ready <= 0) continue;
    char c = 0;
    const ssize_t n = read(socket, &c, 1);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return {};
    if (c == '\n') return replace_all(line, "\x1f", "\n");
    line += c;
  }
}

std::string quoted_name(std::string_view name) { return "\"" + replace_all(std::string(name), "\"", "\"\"") + "\""; }

// The server of a folder whose keeper is dead: it got SIGQUIT from the kernel, but may still be on its way out.
void stop_orphan(const std::string& folder) {
  const Result<std::string> text = read_file(folder + "/data/postmaster.pid");
  const pid_t pid = text ? std::atoi(text->c_str()) : 0;
  if (pid <= 1) return;
  char cwd[512];
  const ssize_t n = readlink(("/proc/" + std::to_string(pid) + "/cwd").c_str(), cwd, sizeof cwd);
  // A recycled pid has another working folder.
  if (n > 0 && std::string_view(cwd, static_cast<std::size_t>(n)) == folder + "/data")
    stop_postmaster(pid, Kinship::stranger);
}

bool sweep_one(const std::string& folder, const User& user) {
  struct stat about;
  if (lstat(folder.c_str(), &about) != 0 || !S_ISDIR(about.st_mode)) return false;
  if (about.st_uid != geteuid() && !(geteuid() == 0 && about.st_uid == user.uid)) return false;  // another user's
  const int lock = open((folder + "/owner.lock").c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW);
  const bool abandoned = lock >= 0 ? flock(lock, LOCK_EX | LOCK_NB) == 0 : std::time(nullptr) - about.st_mtime > 3600;
  if (abandoned) {
    stop_orphan(folder);
    remove_tree(folder);
  }
  if (lock >= 0) close(lock);
  return abandoned;
}

}  // namespace

std::size_t sweep_scratch_leftovers() {
  const User user = server_user();
  std::size_t swept = 0;
  for (const std::string& base : temporary_folders())
    for (const std::string& name : names_in(base)) {
      struct stat about;
      const bool half_made = name.starts_with(new_prefix) && lstat((base + "/" + name).c_str(), &about) == 0 &&
                             std::time(nullptr) - about.st_mtime > 3600;
      if (name.starts_with(finished_prefix) || half_made) swept += sweep_one(base + "/" + name, user);
    }
  return swept;
}

struct ScratchServer::State {
  ServerBinaries binaries = {};
  std::string folder = {};
  int port = 5432;
  int socket = -1;
  pid_t keeper = 0;
  pid_t postmaster = 0;
  std::optional<Session> admin = {};

  ~State() { stop(); }
  void stop() {
    admin.reset();
    if (socket < 0) return;
    close(std::exchange(socket, -1));  // the order to stop
    while (waitpid(keeper, nullptr, 0) < 0 && errno == EINTR) {
    }
  }
};

Result<ScratchServer> ScratchServer::start(const ScratchOptions& options) {
  sweep_scratch_leftovers();
  auto state = std::make_unique<State>();
  if (!options.bin.empty()) state->binaries = {.folder = options.bin, .major = options.major.value_or(0)};
  else state->binaries = TRY(find_server_binaries(options.major));
  const User user = server_user();
  const Folder folder = TRY(make_folder(user));
  state->folder = folder.path;
  state->port = options.tcp_port.value_or(5432);
  KeeperOrders orders{.folder = folder.path,
                      .initdb = state->binaries.folder + "/initdb",
                      .postgres = state->binaries.folder + "/postgres",
                      .initdb_arguments = initdb_arguments(folder.path),
                      .postgres_arguments = postgres_arguments(folder.path, options),
                      .uid = user.uid,
                      .gid = user.gid,
                      .lock = folder.lock};
  if (!options.hba.empty())
    orders.hba = "local all " + std::string(superuser) + " trust\n" + join(options.hba, "\n") + "\n";
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
    close(folder.lock);
    remove_tree(folder.path);
    return failed(std::strerror(errno));
  }
  orders.socket = ends[1];
  state->keeper = fork();
  if (state->keeper == 0) run_keeper(orders);
  close(ends[1]);
  close(folder.lock);
  state->socket = ends[0];
  if (state->keeper < 0) {
    close(std::exchange(state->socket, -1));
    remove_tree(folder.path);
    return failed("cannot fork");
  }
  const std::string answer = hear(state->socket).value_or("");
  if (!answer.starts_with("ready ")) {
    if (was_cancelled())
      return Diag{.code = "interrupted",
                  .message = "interrupted while a private PostgreSQL was started",
                  .trouble = Trouble::interrupted};
    return failed(answer.starts_with("failed ") ? answer.substr(7) : "the process that starts it ended",
                  "the server programs are those of " + state->binaries.folder);
  }
  state->postmaster = std::atoi(answer.c_str() + 6);
  return ScratchServer(std::move(state));
}

ScratchServer::ScratchServer(std::unique_ptr<State> state) : state_(std::move(state)) {}
ScratchServer::ScratchServer(ScratchServer&&) noexcept = default;
ScratchServer& ScratchServer::operator=(ScratchServer&&) noexcept = default;
ScratchServer::~ScratchServer() = default;

ConnectionSpec ScratchServer::spec(std::string_view database) const {
  ConnectionSpec spec;
  spec.set("host", state_->folder)
      .set("port", std::to_string(state_->port))
      .set("user", superuser)
      .set("dbname", std::string(database));
  // What the user's environment says is meant for other servers.
  return spec.set("sslmode", "disable").set("gssencmode", "disable").set("target_session_attrs", "any");
}

Result<Nothing> ScratchServer::create_database(std::string_view name, std::string_view from_template) {
  if (!state_->admin) state_->admin = TRY(Session::open(spec()));
  TRY(state_->admin->exec("create database " + quoted_name(name) + " template " + quoted_name(from_template)));
  return ok();
}

Result<Nothing> ScratchServer::drop_database(std::string_view name) {
  if (!state_->admin) state_->admin = TRY(Session::open(spec()));
  TRY(state_->admin->exec("drop database if exists " + quoted_name(name) + " with (force)"));
  return ok();
}

const ServerBinaries& ScratchServer::binaries() const { return state_->binaries; }
const std::string& ScratchServer::folder() const { return state_->folder; }
int ScratchServer::postmaster_pid() const { return state_->postmaster; }
int ScratchServer::keeper_pid() const { return state_->keeper; }

Result<Nothing> ScratchServer::stop() {
  state_->stop();
  if (!is_folder(state_->folder)) return ok();
  return Diag{.code = "scratch-failed",
              .message = "cannot remove the folder of a private PostgreSQL, " + state_->folder};
}

}  // namespace trueup
