// The clip of an exemplar: named in the playbook, and lying beside it.
#include <gmock/gmock.h>

#include "tests/playbook/a_playbook.hpp"

namespace reprise::tests {
namespace {

using testing::HasSubstr;
using testing::StartsWith;
using code = refusal_code;

// The clip's lines follow line 11, the last passage.
std::string with_clip(std::string_view old_text = "", std::string_view new_text = "") {
  std::string clip = R"(    - Second.
  media:
    kind: audio
    file: a-step.wav
    captions: a-step.vtt
    seconds: 40
    passage_seconds: [0, 21]
)";
  if (!old_text.empty()) {
    const auto at = clip.find(old_text);
    EXPECT_NE(at, std::string::npos) << "the mistake must be made somewhere: " << old_text;
    clip.replace(at, old_text.size(), new_text);
  }
  return with("    - Second.\n", clip);
}

TEST(a_clip, is_part_of_the_exemplar_and_may_be_left_out) {
  EXPECT_FALSE(read(right)->playbook.exemplar.media);
  const auto loaded = read(with_clip());
  ASSERT_TRUE(loaded) << loaded.error().detail;
  const auto& clip = loaded->playbook.exemplar.media;
  ASSERT_TRUE(clip);
  EXPECT_EQ(clip->kind, media_kind::audio);
  EXPECT_EQ(clip->file.str(), "a-step.wav");
  EXPECT_EQ(clip->captions.str(), "a-step.vtt");
  EXPECT_EQ(clip->seconds, 40);
  ASSERT_EQ(clip->passage_seconds.size(), 2U);
  EXPECT_EQ(clip->passage_seconds[1], 21);
  EXPECT_TRUE(read(with_clip("[0, 21]", "[]"))) << "nobody has to say when a passage begins";
}

struct wrong_clip {
  const char* name;
  const char* old_text;
  const char* new_text;
  int line;
  refusal_code why;
  const char* field;
};

class a_wrong_clip : public testing::TestWithParam<wrong_clip> {};

TEST_P(a_wrong_clip, is_refused_with_its_line) {
  const auto& wrong = GetParam();
  const auto loaded = read(with_clip(wrong.old_text, wrong.new_text));
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().code, wrong.why) << loaded.error().detail;
  EXPECT_EQ(loaded.error().field, wrong.field);
  EXPECT_THAT(loaded.error().detail, StartsWith("playbooks/a-step.yaml:" + std::to_string(wrong.line) + ": "));
}

INSTANTIATE_TEST_SUITE_P(
    mistakes, a_wrong_clip,
    testing::Values(
        wrong_clip{"folder", "a-step.wav", "clips/a-step.wav", 14, code::bad_text, "exemplar.media.file"},
        wrong_clip{"way_out", "a-step.wav", "..a-step.wav", 14, code::bad_text, "exemplar.media.file"},
        wrong_clip{"hidden", "a-step.wav", ".wav", 14, code::bad_text, "exemplar.media.file"},
        wrong_clip{"space", "a-step.wav", "a step.wav", 14, code::bad_text, "exemplar.media.file"},
        wrong_clip{"other_type", "a-step.wav", "a-step.exe", 14, code::unknown_name, "exemplar.media.file"},
        wrong_clip{"other_kind", "kind: audio", "kind: video", 14, code::unknown_name, "exemplar.media.file"},
        wrong_clip{"no_kind", "kind: audio", "kind: film", 13, code::unknown_name, "exemplar.media.kind"},
        wrong_clip{"captions_type", "a-step.vtt", "a-step.srt", 15, code::unknown_name, "exemplar.media.captions"},
        wrong_clip{"no_captions", "    captions: a-step.vtt\n", "", 12, code::missing_field, "exemplar.media.captions"},
        wrong_clip{"no_length", "seconds: 40", "seconds: 0", 16, code::out_of_range, "exemplar.media.seconds"},
        wrong_clip{"too_few", "[0, 21]", "[0]", 17, code::incomplete, "exemplar.media.passage_seconds"},
        wrong_clip{"backwards", "[0, 21]", "[21, 21]", 17, code::wrong_order, "exemplar.media.passage_seconds[1]"},
        wrong_clip{"over", "[0, 21]", "\n      - 0\n      - 40", 19, code::out_of_range,
                   "exemplar.media.passage_seconds[1]"}),
    [](const auto& one) { return std::string(one.param.name); });

TEST_F(playbook_files, name_clips_that_lie_beside_them) {
  const auto file = write("a.yaml", with_clip());
  const auto says = [&] {
    const auto loaded = load_playbook(file);
    return loaded ? std::string("right") : loaded.error().detail;
  };
  EXPECT_THAT(says(), HasSubstr("a.yaml:14: exemplar.media.file: There is no file"));
  std::filesystem::create_directory(folder_ / "media");
  std::filesystem::create_symlink(file, folder_ / "media" / "a-step.wav");
  EXPECT_THAT(says(), HasSubstr("a.yaml:14: exemplar.media.file: There is no file")) << "a link is none";
  std::filesystem::remove(folder_ / "media" / "a-step.wav");
  write("media/a-step.wav", "RIFF");
  EXPECT_THAT(says(), HasSubstr("a.yaml:15: exemplar.media.captions: There is no file"));
  write("media/a-step.vtt", "WEBVTTX\n");
  EXPECT_THAT(says(), HasSubstr("a.yaml:15: exemplar.media.captions: Captions are WebVTT"));
  for (const char* begin :
       {"WEBVTT", "WEBVTT\n\n00:00.000 --> 00:02.000\nHello.\n", "WEBVTT - words\r\n", "\xef\xbb\xbfWEBVTT\n"}) {
    write("media/a-step.vtt", begin);
    EXPECT_EQ(says(), "right") << begin;
  }
}

}  // namespace
}  // namespace reprise::tests
