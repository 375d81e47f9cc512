// What the people of the lesson say. Realistic, and every text unlike every other, so that it can be found again in a
// record, and be looked for where it must not be.
export const groups = [
  ['Ada Lovell', 'Ben Okafor', 'Cleo Marsh'],
  ['Dev Patel', 'Esi Boateng'],
  ['Finn Walsh', 'Gus Romero'],
];

export const attempts = {
  ada_a:
    'Jo, I was at the back of period 5 for twelve minutes. When you said "off you go" at 1.53, eleven hands went up, and ' +
    'nine of those questions were "what do we do?"\n\nYour instructions need to be clearer next time.',
  ada_b:
    'Jo, at 1.53 eleven hands went up and nine of them asked what to do. So, one thing, for 9B tomorrow: before you speak, ' +
    'put the five steps on the board, and then ask Reuben to tell you the first one back.\n\n(I stand up.) Watch me: "Pens ' +
    'down. Steps are on the board. Reuben, what is the first thing you do?" Now you.',
  ben_a:
    'I counted something for you, Jo. Four of twenty-seven had drawn axes three minutes after "off you go". Let me show you ' +
    'one change for the start, and then you try it here with me as 9B.',
  dev_a:
    'Thank you for having me, Jo. The question to Reuben about his scale was the best thing I heard all day: he changed it ' +
    'himself. Before that, the two tables at the back wrote the title and waited. What do you think they were waiting for?',
  finn_a:
    'Jo, at 1.52 six pupils were still putting atlases away while you were talking. Tomorrow, wait until every atlas is in the ' +
    'tray and you have all the eyes, count three, and only then say the first step. Stand up, let us do it: I am the class.',
};

// By "<reviewer> on <attempt>": a score and evidence for each of the four criteria, one strength, one action step.
export const reviews = {
  'ben on ada_a': {
    ratings: [
      [4, 'She said eleven hands went up and nine asked what to do.'],
      [1, '"Clearer next time": I could not tell what Jo would do.'],
      [1, 'Nothing was shown.'],
      [1, 'Jo stayed in her chair the whole time.'],
    ],
    strength: 'You opened with the eleven hands, so Jo looked at the pupils and not at herself.',
    action_step: 'When you have said what you saw, name one thing Jo does before she speaks to 9B tomorrow.',
  },
  'cleo on ada_a': {
    ratings: [
      [3, "Time, number and the pupils' own words, all in the first breath."],
      [2, 'It is about instructions, but it has no when.'],
      [1, 'She told it; she did not do it.'],
      [2, 'She did not ask Jo to try.'],
    ],
    strength: 'The exact words "what do we do?" made it impossible to argue with.',
    action_step: 'Next time, before you say "clearer", stand up and say the sentence that Jo should say.',
  },
  'ada on ada_a': {
    ratings: [
      [4, 'I said the time, the hands and the question.'],
      [2, 'I heard myself say "clearer".'],
      [1, 'I stayed where I was.'],
      [1, 'I never asked her to stand up.'],
    ],
    strength: 'The numbers came before any opinion.',
    action_step: 'When I have said what I saw, I say what Jo does tomorrow, and stand up.',
  },
  'esi on dev_a': {
    ratings: [
      [4, 'The two tables at the back wrote the title and waited.'],
      [1, 'There was no step yet.'],
      [1, 'Not reached.'],
      [1, 'Not reached.'],
    ],
    strength: 'Your praise was of one question, with what it did for Reuben.',
    action_step:
      'After Jo has answered, give your step within one sentence; the two minutes were over before it came.',
  },
  'esi on finn_a': {
    ratings: [
      [4, 'Six pupils and the atlases at 1.52.'],
      [4, 'Atlases in the tray, all the eyes, count three.'],
      [2, 'He described the wait, but did not wait.'],
      [3, 'He asked me to stand, and played the class.'],
    ],
    strength: 'The count of three can be heard from the back of the room.',
    action_step: 'Before you ask Jo to do it, wait the three seconds yourself and say nothing.',
  },
  'dev on finn_a': {
    ratings: [
      [3, 'Atlases, six pupils, a time.'],
      [4, 'A visitor could see whether the trays were full.'],
      [2, 'The words were not said as to a class.'],
      [4, 'We stood up within a minute.'],
    ],
    strength: 'You went straight to the moment that cost the most.',
    action_step:
      'When you show it, say the first step aloud after the count, so that Jo hears where the silence ends.',
  },
};

export const announcement = "Two more minutes, then we open everybody's feedback together.";
export const call_for_help = 'We are not sure whether the coach may stop the performance twice.';

// The nine of a session in which every room has three.
export const groups_of_three = [
  groups[0],
  [...groups[1], groups[2][0]],
  [groups[2][1], 'Hana Sato', 'Ivo Novak'],
];
