// script/bench: measures the goals, tells them as a table and keeps them in a file.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { goals, table } from './goals.mjs';
import { machine_name, watch_others } from './machine.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    list: { type: 'boolean' },
    json: { type: 'string' },
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '3' },
    repetitions: { type: 'string', default: '5' },
  },
});

if (values.list) {
  for (const each of goals) console.log(`${each.goal.padEnd(20)} ${each.what}`);
  console.log(
    `${'growth'.padEnd(20)} how the cost grows with members, sessions and commits; drawn into docs/growth`,
  );
  process.exit(0);
}

const unknown = positionals.filter((name) => !goals.some((each) => each.goal === name) && name !== 'growth');
if (unknown.length > 0) {
  console.error(
    `script/bench: there is no goal called ${unknown.join(', ')}; script/bench --list names them all`,
  );
  process.exit(2);
}

const to = {
  rounds: Number(values.rounds),
  seconds: Number(values.seconds),
  repetitions: Number(values.repetitions),
  say: (what) => process.stderr.write(`  ${what}\n`),
};

if (positionals.includes('growth')) {
  const { grow } = await import('./growth.mjs');
  await grow(to);
  if (positionals.length === 1) process.exit(0);
}

const wanted = positionals.length === 0 ? goals : goals.filter((each) => positionals.includes(each.goal));
const results = [];
for (const { goal, limit, at_least = false, what, measure } of wanted) {
  process.stderr.write(`${goal}: ${what}\n`);
  const others = watch_others();
  const found = { goal, what, limit, at_least };
  try {
    const { measured, words, details } = await measure(to);
    const met = at_least ? measured >= limit : measured <= limit;
    Object.assign(found, { measured: Number(measured.toPrecision(4)), met, words, details });
  } catch (failed) {
    Object.assign(found, { measured: null, met: false, words: `could not be measured: ${failed.message}` });
  }
  found.others_percent = Math.round(others());
  results.push(found);
  process.stderr.write(`  ${found.met ? 'met' : 'MISSED'}: ${found.words}\n`);
  if (values.json) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`);
}

console.log(
  `\n${machine_name()}, ${new Date().toISOString().slice(0, 10)}. Medians of ${to.rounds} rounds.\n`,
);
for (const { goal, limit, at_least, measured, met, words, others_percent } of results) {
  const bound = `${at_least ? '>=' : '<='} ${limit}`;
  const value = measured === null ? '-' : `${measured}`;
  console.log(
    `${met ? 'met   ' : 'MISSED'}  ${goal.padEnd(20)} ${value.padStart(9)}  ${bound.padEnd(9)} ${words}`,
  );
  if (others_percent > 25)
    console.log(`${' '.repeat(8)}other programs took ${others_percent} % of the machine meanwhile`);
}
const cells = results.flatMap((each) =>
  Array.isArray(each.details) && each.details[0]?.who ? each.details : [],
);
if (cells.length > 0) {
  console.log('\nCPU per delivery, as a ratio to a bare send() of the same round:\n');
  console.log(table(cells));
}
process.exit(results.every((each) => each.met) ? 0 : 1);
