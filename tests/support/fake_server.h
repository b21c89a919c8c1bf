// A TCP listener on 127.0.0.1 that is no PostgreSQL: says something fixed to whoever connects.
#pragma once
#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <functional>
#include <string>
#include <thread>

namespace trueup {

// A port nobody listens on at the moment.
inline int free_port() {
  const int fd = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  bind(fd, reinterpret_cast<sockaddr*>(&address), size);
  getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size);
  close(fd);
  return ntohs(address.sin_port);
}

class FakeServer {
 public:
  // `answer` gets the first bytes a client sent ("" when it sent none for a while) and returns what is sent back before
  // hanging up. "\x01SILENT" keeps the connection open and says nothing.
  explicit FakeServer(std::function<std::string(const std::string&)> answer) : answer_(std::move(answer)) {
    listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    bind(listener_, reinterpret_cast<sockaddr*>(&address), size);
    listen(listener_, 8);
    getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { serve(); });
  }
  ~FakeServer() {
    ended_ = true;
    thread_.join();
    close(listener_);
  }
  FakeServer(const FakeServer&) = delete;
  FakeServer& operator=(const FakeServer&) = delete;
  int port() const { return port_; }

  // An ErrorResponse of the protocol.
  static std::string error(const std::string& sqlstate, const std::string& message) {
    const std::string fields = std::string("SFATAL\0VFATAL\0C", 15) + sqlstate + '\0' + "M" + message + '\0' + '\0';
    const auto size = static_cast<unsigned>(fields.size() + 4);
    return std::string("E") + static_cast<char>(size >> 24) + static_cast<char>(size >> 16) +
           static_cast<char>(size >> 8) + static_cast<char>(size) + fields;
  }

 private:
  void serve() {
    while (!ended_) {
      pollfd one{.fd = listener_, .events = POLLIN, .revents = 0};
      if (poll(&one, 1, 20) <= 0) continue;
      const int client = accept(listener_, nullptr, nullptr);
      for (;;) {
        char buffer[4096];
        pollfd from{.fd = client, .events = POLLIN, .revents = 0};
        const bool spoke = poll(&from, 1, 300) > 0;
        const ssize_t n = spoke ? recv(client, buffer, sizeof buffer, 0) : 0;
        if (spoke && n <= 0) break;
        const std::string out = answer_(std::string(buffer, static_cast<std::size_t>(n)));
        if (out == "\x01SILENT") {
          while (!ended_ && recv(client, buffer, sizeof buffer, MSG_DONTWAIT) != 0) usleep(10000);
          break;
        }
        if (send(client, out.data(), out.size(), MSG_NOSIGNAL) < 0) break;
        if (out != "N") break;  // after a refused TLS request the client goes on in the clear
      }
      close(client);
    }
  }

  std::function<std::string(const std::string&)> answer_;
  std::atomic<bool> ended_{false};
  int listener_ = -1, port_ = 0;
  std::thread thread_;
};

}  // namespace trueup
