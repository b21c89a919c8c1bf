#include "base/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

namespace trueup {
namespace {
Diag cannot(const char* what, const std::string& path) {
  return {.code = "unreadable-file", .message = std::string("cannot ") + what + " " + path + ": " + std::strerror(errno)};
}
}  // namespace

Result<std::string> read_file(const std::string& path) {
  const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return cannot("read", path);
  struct stat about;
  if (fstat(fd, &about) == 0 && S_ISDIR(about.st_mode)) {
    close(fd);
    errno = EISDIR;
    return cannot("read", path);
  }
  std::string out;
  // The end shows only when a read gives nothing: room for that, and for the zeros that a tokenizer puts behind the text.
  if (about.st_size > 0) out.reserve(static_cast<std::size_t>(about.st_size) + 64);
  for (;;) {
    const std::size_t had = out.size();
    const std::size_t room = out.capacity() > had ? out.capacity() - had : 4096;
    out.resize(had + room);
    const ssize_t n = read(fd, out.data() + had, room);
    out.resize(had + (n > 0 ? static_cast<std::size_t>(n) : 0));
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) {
      Diag diag = cannot("read", path);
      close(fd);
      return diag;
    }
    if (n == 0) break;
  }
  close(fd);
  return out;
}

Result<Nothing> write_file(const std::string& path, std::string_view text) {
  const std::string beside = path + ".tmp" + std::to_string(getpid());
  const int fd = open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (fd < 0) return cannot("write", path);
  while (!text.empty()) {
    const ssize_t n = write(fd, text.data(), text.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) {
      Diag diag = cannot("write", path);
      close(fd);
      unlink(beside.c_str());
      return diag;
    }
    text.remove_prefix(static_cast<std::size_t>(n));
  }
  if (close(fd) != 0 || rename(beside.c_str(), path.c_str()) != 0) {
    Diag diag = cannot("write", path);
    unlink(beside.c_str());
    return diag;
  }
  return ok();
}

bool is_file(const std::string& path) {
  struct stat about;
  return stat(path.c_str(), &about) == 0 && S_ISREG(about.st_mode);
}

bool is_folder(const std::string& path) {
  struct stat about;
  return stat(path.c_str(), &about) == 0 && S_ISDIR(about.st_mode);
}

bool is_link(const std::string& path) {
  struct stat about;
  return lstat(path.c_str(), &about) == 0 && S_ISLNK(about.st_mode);
}

FileIdentity identity_of(const std::string& path) {
  struct stat about;
  return stat(path.c_str(), &about) == 0 ? FileIdentity{about.st_dev, about.st_ino} : FileIdentity{};
}

std::vector<std::string> names_in(const std::string& folder) {
  std::vector<std::string> out;
  std::error_code error;
  for (auto it = std::filesystem::directory_iterator(folder, error); !error && it != std::filesystem::directory_iterator(); it.increment(error))
    out.push_back(it->path().filename().string());
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace trueup
