#include "load-tests/words.hpp"

#include <array>

namespace reprise::load::words {
namespace {

template <std::size_t Count>
std::string one_of(const std::array<std::string_view, Count>& all, chance& luck) {
  return std::string(all[luck.below(Count)]);
}

// Neighbours from a list that is told in its order, so that the sentences belong together.
template <std::size_t Count>
std::string some_of(const std::array<std::string_view, Count>& all, std::size_t from, std::size_t count) {
  std::string text;
  for (std::size_t at = 0; at < count; ++at) {
    if (at > 0) text += ' ';
    text.append(all[(from + at) % Count]);
  }
  return text;
}

constexpr std::array<std::string_view, 32> names{
    "Amara Osei",     "Ben Whitlock",  "Carys Prosser",  "Dev Patel",     "Eilidh Fraser", "Farida Khan",
    "George Adeyemi", "Hannah Lowe",   "Imran Sadiq",    "Jess Tanner",   "Kwame Boateng", "Lucy Fenwick",
    "Mo Hussain",     "Niamh Doyle",   "Owen Pritchard", "Priya Nair",    "Quentin Marsh", "Rosa Delgado",
    "Sam Okafor",     "Tess Holloway", "Uma Krishnan",   "Vikram Rao",    "Wendy Ashdown", "Xanthe Clarke",
    "Yusuf Ali",      "Zoe Pemberton", "Alan Birch",     "Bridget Nolan", "Colin Stead",   "Dilys Morgan",
    "Ewan Mackie",    "Fatima Begum"};

constexpr std::array<std::string_view, 10> features{
    "She waits until every pen is down before she says a word.",
    "The task is on the board before the first pupil has sat down.",
    "He names the pupil after the question, so that everybody has to think.",
    "She says what she saw, not what she thinks of it.",
    "He asks them to show it first and only then says why it matters.",
    "She goes back to the one that went wrong instead of going on.",
    "There is one step, and it is small enough for tomorrow.",
    "He has her stand where she will stand in the lesson.",
    "She lets the silence be. He fills it, and then he has said it himself.",
    "The praise is exact: two tables, by name, for one thing."};

constexpr std::array<std::string_view, 6> watched{
    "whether I wait after the question",    "how long I talk before she does anything",
    "whether my step is one step or three", "whether I say what I saw before I judge it",
    "whether I have her do it again",       "how exact my praise is"};

constexpr std::array<std::string_view, 14> first_attempts{
    "Thank you for having me in period 3.",
    "I would like to talk about the start of the lesson, because that is where the time went.",
    "When they came in, four of them asked you what to do, and you answered each of them.",
    "The task was on the slide, but the slide came up after the register.",
    "So by the time the last table began, the first had finished.",
    "What do you think would have helped them to start without you?",
    "I wonder whether the task could be on the board before they come in.",
    "You would stand at the door, greet them and point at it.",
    "Shall we try that now, with this room as your classroom?",
    "I am a pupil who has forgotten his pen; you are at the door.",
    "Say the sentence that you would say, and do not add to it.",
    "That was clear. Once more, and this time wait until I have looked at the board.",
    "When could you do this for the first time?",
    "I will come by on Thursday, for the first five minutes and for nothing else."};

constexpr std::array<std::string_view, 9> second_attempts{
    "I saw four hands go up in the first two minutes, and all four asked what to do.",
    "That is the moment we will work on, and nothing else today.",
    "Tomorrow, the task is on the board before the door opens.",
    "You stand at the door and say: good morning, books open, question one.",
    "Show me. I am the third one through the door.",
    "Good: you pointed, and you did not explain.",
    "Once more, and this time do not answer my question. Point.",
    "That is it. I looked at the board because you did.",
    "Do it on Thursday in period 1, and I will stand at the back."};

constexpr std::array<std::string_view, 8> seen{
    "“Four hands went up, and all four asked what to do.”",
    "After the question there were about two seconds, then the answer came from the coach.",
    "She stood up, went to the door and said the sentence, twice.",
    "“That was great” came twice, without saying what was.",
    "The step had a when (the register) and a what (the board).",
    "The colleague was asked what she noticed before she was told.",
    "He said “just one thing” and then named three.",
    "The second time the pause was long enough for a pupil to look up."};

constexpr std::array<std::string_view, 6> strengths{
    "You began with what you saw, so there was nothing to argue about.",
    "You had her stand up and do it; that changed the whole conversation.",
    "The step was small enough for tomorrow morning.",
    "You waited, and she found the moment herself.",
    "Your praise named the table and the thing they did.",
    "You went back to the sentence that went wrong and had it said again."};

constexpr std::array<std::string_view, 6> steps{
    "Next time, when you have asked, count to five before you say anything.",
    "Next time, when you name the step, have her say it back in her own words.",
    "Next time, when she has done it once, say “once more” before you praise it.",
    "Next time, when you begin, give the one observation and stop there.",
    "Next time, when she says “but”, ask for the moment and not for the reason.",
    "Next time, when you end, agree the lesson and the day before you stand up."};

constexpr std::array<std::string_view, 4> rewinds{"“What do you think would have helped them?”",
                                                  "“So by the time the last table began”", "“Shall we try that now”",
                                                  "“Thank you for having me”"};

constexpr std::array<std::string_view, 5> fixes{
    "I ask, and then I count to five under the table.", "One observation, and then I stop talking.",
    "She stands up before I have explained anything.", "I say the step once, and she says it back.",
    "I say “once more” before I say “good”."};

constexpr std::array<std::string_view, 5> verdicts{
    "The wait was there both times.", "She did it twice, and the second was hers.",
    "Shorter, but there were still two steps.", "The observation came first and stood alone.",
    "Nearly: the praise came before the second go."};

constexpr std::array<std::string_view, 5> moves{
    "I put the notes away and turn my chair, so that we both look at the board.",
    "I stand at the door and she comes in.", "I write the step on a card and leave it with her.",
    "I say nothing for five seconds after the question.", "I sit at the back table, where he sat."};

constexpr std::array<std::string_view, 6> tasks{
    "I will visit the start of one lesson and name one step, nothing more.",
    "I will have one colleague rehearse their first two minutes with me before school.",
    "In my next three conversations I will wait five seconds after each question.",
    "I will write down one exact observation before I speak to anybody about it.",
    "I will ask my own line manager to watch me give one action step.",
    "I will go back on the second day to see whether the step happened."};

constexpr std::array<std::string_view, 5> colleagues{"Jo, who teaches Year 9", "my deputy",
                                                     "the two new science teachers", "our Year 6 team", "Mrs Ahmed"};
constexpr std::array<std::string_view, 5> days{
    "Thursday, period 1", "before half-term", "next Tuesday after registration", "Friday week", "the end of the month"};
constexpr std::array<std::string_view, 4> proofs{
    "My notes of the first and of the second visit.", "The card with the step on it, and what she wrote beneath.",
    "A photograph of the board before the door opened.", "What two pupils said when I asked them what to do."};

constexpr std::array<std::string_view, 4> questions{
    "Do we go on when we are done, or wait for the clock?", "There are only two of us. Who plays the colleague?",
    "May I write it instead of saying it?", "Could you come by? We cannot agree on what counts as evidence."};
constexpr std::array<std::string_view, 4> answers{
    "The clock takes you on; use the time for one more go.", "In a pair, the coach plays the colleague as well.",
    "Of course. Written counts just as much.",
    "Evidence is what somebody did or said, in their words. I will come by."};
constexpr std::array<std::string_view, 4> announcements{
    "Short and exact beats long and kind. One thing each.", "Remember: everybody writes before anybody speaks.",
    "If you have finished, go once more. That is what the time is for.",
    "We meet again in the main room in five minutes."};

}  // namespace

std::string_view name(std::size_t number) { return names[number % names.size()]; }

std::string numbered_name(std::size_t number) {
  std::string text(name(number));
  if (number >= names.size()) text.append(" ").append(std::to_string(number / names.size() + 1));
  return text;
}

std::string feature(chance& luck) { return one_of(features, luck); }
std::string watch_for(chance& luck) { return one_of(watched, luck); }
std::string attempt(std::size_t sentences) { return some_of(first_attempts, 0, sentences); }
std::string second_attempt(std::size_t sentences) { return some_of(second_attempts, 0, sentences); }
std::string evidence(chance& luck) { return one_of(seen, luck); }
std::string strength(chance& luck) { return one_of(strengths, luck); }
std::string action_step(chance& luck) { return one_of(steps, luck); }
std::string again_from(chance& luck) { return one_of(rewinds, luck); }
std::string fix(chance& luck) { return one_of(fixes, luck); }
std::string verdict(chance& luck) { return one_of(verdicts, luck); }
std::string move(chance& luck) { return one_of(moves, luck); }
std::string task(chance& luck) { return one_of(tasks, luck); }
std::string with_whom(chance& luck) { return one_of(colleagues, luck); }
std::string by_when(chance& luck) { return one_of(days, luck); }
std::string proof(chance& luck) { return one_of(proofs, luck); }
std::string question(chance& luck) { return one_of(questions, luck); }
std::string answer(chance& luck) { return one_of(answers, luck); }
std::string announcement(chance& luck) { return one_of(announcements, luck); }

}  // namespace reprise::load::words
