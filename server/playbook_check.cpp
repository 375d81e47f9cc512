#include "server/playbook_check.hpp"

#include <ostream>
#include <string>

#include "protocol/plan.hpp"
#include "server/playbook/loaded_playbook.hpp"

namespace reprise {
namespace {

std::string counted(std::size_t count, const char* one, const char* many) {
  return std::to_string(count) + " " + (count == 1 ? one : many);
}

std::string summary_of(const loaded_playbook& of) {
  std::string says = "\"" + of.playbook.title.str() + "\", ";
  says += counted(of.criteria.size(), "criterion", "criteria") + ", ";
  says += counted(of.playbook.stages.size(), "stage", "stages") + ", ";
  return says + counted(static_cast<std::size_t>(planned_minutes(of.playbook)), "minute", "minutes");
}

}  // namespace

int check_playbooks(const std::vector<std::filesystem::path>& files, std::ostream& out) {
  int code = 0;
  for (const auto& file : files) {
    const auto loaded = load_playbook(file);
    if (!loaded) code = 1;
    out << (loaded ? file.string() + ": fine: " + summary_of(*loaded) : loaded.error().detail) << "\n";
  }
  out.flush();
  return code;
}

}  // namespace reprise
