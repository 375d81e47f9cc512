import type { SlotRole } from '../room/turn.ts';

export const playbookWords = {
  exemplar: 'The exemplar',
  readExemplar: 'Read the exemplar',
  passage: (number: number) => `Passage ${number}`,
  criteria: 'What good looks like',
  more: 'Explain',
  less: 'Titles only',
  briefShort: 'Brief',
  criteriaShort: 'Criteria',
  exemplarShort: 'Exemplar',
  criterion: (number: number) => `Criterion ${number}`,
  scenario: 'The scenario',
  situation: 'Situation',
  brief: {
    performer: 'Your brief as performer',
    coach: 'Your brief as coach',
    pupil: 'Your brief',
  } satisfies Record<SlotRole, string>,
  otherBrief: {
    performer: 'The performer’s brief',
    coach: 'The coach’s brief',
    pupil: 'The pupil’s brief',
  } satisfies Record<SlotRole, string>,
  harder: 'To make it harder',
};

export const roleWords: Record<SlotRole, string> = { performer: 'Performer', coach: 'Coach', pupil: 'Pupil' };
