// What a person's browser asked the server for, and what the server answered.
import { until } from './browser.mjs';

// Refused for the moment only: the browser sends the same command again by itself.
const passing = ['too_fast', 'try_again'];

const frames_of = (texts) => texts.flatMap((text) => JSON.parse(text));

// Does something that sends a command of this name, and waits for the answer to that very command: a draft that saves
// itself meanwhile is answered as well, and is not it. Gives the answer.
export async function answered(person, command, act) {
  const [spoken, heard] = [person.spoken.length, person.heard.length];
  await act();
  const sent = await until(
    () => frames_of(person.spoken.slice(spoken)).find((each) => each.name === command),
    `${person.name} sends ${command}`,
  );
  const is_answer = ({ frame, id, problem }) =>
    ['acknowledged', 'refused'].includes(frame) && id === sent.id && !passing.includes(problem?.code);
  return until(
    () => frames_of(person.heard.slice(heard)).find(is_answer),
    `${person.name} has an answer to ${command}`,
  );
}
