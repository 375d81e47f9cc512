// Advice while feedback is written. Never more than two points at a time, and nothing here stops anybody.
import type { Criterion, Rating } from '../protocol.ts';
import { checkWords } from '../words/checks.ts';

export interface Written {
  ratings: readonly Rating[];
  strength: string;
  action_step: string;
}

export interface Advice {
  about: 'ratings' | 'strength' | 'action_step';
  text: string;
}

export const adviceMax = 2;

// A moment that one would recognise: "when Jo says", "before you name", "at the start", "next time".
const moment =
  /\b(when|whenever|before|after|as soon as|once|while|until|instead of|next time|at the (start|end|beginning)|first|if)\b/i;
const vague =
  /\b(be|being|become|sound|feel|seem) (a (bit|little) )?(more|less|better|clearer|calmer|stronger)\b|\b(try|work) (to|on)\b|\bimprove\b|\bmore (confident|confidence|clear|clarity|positive|engaging|specific)\b/i;
const praise =
  /^(very |really |so )?(good|great|nice|lovely|excellent|brilliant|well done|good job|amazing|super|fantastic|perfect)\b/i;
const joined = /(\band also\b|\bas well as\b|;|\n\s*[-•*\d])/i;

export function adviceOn(written: Written, criteria: readonly Criterion[]): Advice[] {
  const found: Advice[] = [];
  const step = written.action_step.trim();
  if (step !== '') {
    if (vague.test(step) && !quotesOrSays(step)) found.push({ about: 'action_step', text: checkWords.vague });
    else if (!moment.test(step)) found.push({ about: 'action_step', text: checkWords.noMoment });
    else if (joined.test(step) || sentences(step) > 3)
      found.push({ about: 'action_step', text: checkWords.several });
  }
  const bare = criteria.filter((each) => {
    const rating = written.ratings.find((one) => one.criterion === each.id);
    return rating && rating.score > 0 && rating.evidence.trim() === '';
  });
  if (bare.length > 0) {
    found.push({ about: 'ratings', text: checkWords.noEvidence(bare.map((each) => each.number)) });
  }
  const strength = written.strength.trim();
  if (strength !== '' && strength.length < 60 && praise.test(strength)) {
    found.push({ about: 'strength', text: checkWords.praise });
  }
  return found.slice(0, adviceMax);
}

/** The very words to say are never vague. */
function quotesOrSays(text: string): boolean {
  return /["“”‘’«»]|\b(say|ask|do|show|stop|wait|point|read|write|put)\b/i.test(text) && moment.test(text);
}

function sentences(text: string): number {
  return text.split(/[.!?]+\s+/).filter((each) => each.trim() !== '').length;
}
