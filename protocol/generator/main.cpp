// protocol_generate OUT_DIR: writes every document that follows from the described types.
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>

#include "protocol/generator/documents.hpp"

namespace {

bool write_file(const std::filesystem::path& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.close();
  if (!file) std::cerr << "protocol_generate: cannot write " << path.string() << "\n";
  return static_cast<bool>(file);
}

}  // namespace

int main(int count, char** words) {
  if (count != 2) {
    std::cerr << "usage: protocol_generate OUT_DIR\n";
    return 2;
  }
  const std::filesystem::path folder = words[1];
  std::error_code ignored;  // an unusable folder shows when the first file is written
  std::filesystem::create_directories(folder, ignored);
  bool written = true;
  for (const auto& [file, text] : reprise::generator::documents) written = write_file(folder / file, text()) && written;
  return written ? 0 : 1;
}
