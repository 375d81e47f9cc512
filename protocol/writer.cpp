#include "protocol/writer.hpp"

#include <cstdint>
#include <cstring>

namespace reprise {
namespace {

// Bytes at the beginning of `value` that need no escape, eight at a time.
std::size_t plain_prefix(const char* at, std::size_t left) {
  constexpr std::uint64_t ones = 0x0101010101010101u;
  constexpr std::uint64_t highs = 0x8080808080808080u;
  const auto has_zero = [](std::uint64_t word) { return (word - ones) & ~word & highs; };
  const char* const begin = at;
  for (; left >= 8; left -= 8, at += 8) {
    std::uint64_t word;
    std::memcpy(&word, at, 8);
    const std::uint64_t below_space = (word - ones * 0x20) & ~word & highs;
    if ((below_space | has_zero(word ^ (ones * '"')) | has_zero(word ^ (ones * '\\'))) != 0) break;
  }
  for (; left > 0; --left, ++at) {
    if (static_cast<unsigned char>(*at) < 0x20 || *at == '"' || *at == '\\') break;
  }
  return static_cast<std::size_t>(at - begin);
}

void write_escape(std::string& out, char byte) {
  constexpr std::string_view hex = "0123456789abcdef";
  switch (byte) {
    case '"': out.append("\\\""); return;
    case '\\': out.append("\\\\"); return;
    case '\n': out.append("\\n"); return;
    case '\r': out.append("\\r"); return;
    case '\t': out.append("\\t"); return;
    default: break;
  }
  const auto code = static_cast<unsigned char>(byte);
  out.append("\\u00");
  out += hex[code >> 4];
  out += hex[code & 15];
}

// The members of `value` behind {"frame":"..." that has already been written.
template <class Frame>
void write_behind_tag(std::string& out, const Frame& value) {
  const std::size_t begin = out.size();
  write(out, value);
  if (out.size() == begin + 2) {
    out.erase(begin, 1);  // "{}": only the closing brace stays
  } else {
    out[begin] = ',';
  }
}

template <class Variant>
void write_frame(std::string& out, const Variant& value) {
  std::visit(
      [&]<class Frame>(const Frame& one) {
        if constexpr (std::is_same_v<Frame, frame::command>) {
          write(out, one);
        } else {
          out.append("{\"frame\":\"").append(Frame::wire_name).append("\"");
          write_behind_tag(out, one);
        }
      },
      value);
}

}  // namespace

void write(std::string& out, std::string_view value) {
  out += '"';
  while (true) {
    const std::size_t plain = plain_prefix(value.data(), value.size());
    out.append(value.data(), plain);
    if (plain == value.size()) break;
    write_escape(out, value[plain]);
    value.remove_prefix(plain + 1);
  }
  out += '"';
}

void write_put(std::string& out, const entity& value) {
  std::visit([&](const auto& one) { write_put(out, one); }, value);
}

void write_removal(std::string& out, entity_kind kind, std::uint64_t id) {
  out.append("{\"remove\":\"").append(kind_name(kind)).append("\",\"id\":");
  write(out, id);
  out += '}';
}

void write(std::string& out, const change& value) {
  if (const auto* gone = std::get_if<removal>(&value)) {
    write_removal(out, gone->kind, gone->id);
  } else {
    write_put(out, std::get<put>(value).value);
  }
}

void write(std::string& out, const frame::command& value) {
  out.append("{\"frame\":\"command\",\"id\":");
  write(out, value.id);
  out.append(",\"name\":\"");
  std::visit([&]<class Command>(const Command&) { out.append(Command::wire_name); }, value.request);
  out.append("\",\"args\":");
  std::visit([&](const auto& args) { write(out, args); }, value.request);
  out += '}';
}

void write(std::string& out, const client_frame& value) { write_frame(out, value); }
void write(std::string& out, const server_frame& value) { write_frame(out, value); }

}  // namespace reprise
