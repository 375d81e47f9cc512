// playbook.schema.json, which an author's editor reads, lets in what the server lets in and marks what it would refuse.
// What a schema cannot say (the order of stages, titles that are given twice) is left to "reprise-server playbook check".
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import Ajv2020 from 'ajv/dist/2020.js';
import { parse } from 'yaml';

const root = new URL('../../', import.meta.url);
const read = (path) => readFileSync(new URL(path, root), 'utf8');
const files = readdirSync(new URL('playbooks/', root)).filter((name) => name.endsWith('.yaml'));
const schema = JSON.parse(read('protocol/generated/playbook.schema.json'));
const validate = new Ajv2020({
  strict: true,
  strictRequired: false,
  strictTypes: false,
  allErrors: true,
}).compile(schema);

test('the playbooks that ship are valid, and name the schema for editors', () => {
  assert.equal(files.length, 6);
  for (const file of files) {
    const text = read(`playbooks/${file}`);
    const valid = validate(parse(text));
    assert.ok(valid, `${file}: ${JSON.stringify(validate.errors?.slice(0, 3))}`);
    assert.ok(
      text.startsWith('# yaml-language-server: $schema=../protocol/generated/playbook.schema.json\n'),
      file,
    );
  }
});

const without = (key) => (of) => {
  delete of[key];
};
const set = (path, value) => (of) => {
  const last = path.at(-1);
  path.slice(0, -1).reduce((at, key) => at[key], of)[last] = value;
};
const wrong = {
  'a key is missing': without('purpose'),
  'the criteria are missing': without('criteria'),
  'a key is missing further in': (of) => delete of.scenario.coach,
  'a key is unknown': set(['colour'], 'red'),
  'a key is unknown further in': set(['exemplar', 'colour'], 'red'),
  'an id is written': set(['id'], 7),
  'a number is written': set(['criteria', 0, 'number'], 1),
  'a text is a number': set(['exemplar', 'passages', 0], 1984),
  'a text is empty': set(['title'], ''),
  'a text is blank': set(['scenario', 'situation'], ' \n '),
  'a text is too long': set(['title'], 'x'.repeat(121)),
  'a line has two lines': set(['title'], 'one\ntwo'),
  'there are no passages': set(['exemplar', 'passages'], []),
  'there are no criteria': set(['criteria'], []),
  'there are too many criteria': (of) => of.criteria.push(...Array.from({ length: 8 }, () => of.criteria[0])),
  'a room is too large': set(['room_size'], 5),
  'seconds are negative': set(['stages', 1, 'seconds'], -1),
  'seconds are a fraction': set(['stages', 1, 'seconds'], 1.5),
  'seconds are more than four hours': set(['stages', 1, 'seconds'], 14_401),
  'a stage is unknown': set(['stages', 1, 'stage'], 'lunch'),
  'the end is planned': (of) => of.stages.push({ stage: 'ended', seconds: 0 }),
  'nobody rehearses': (of) => of.stages.splice(4, 1),
  'nobody attempts': (of) => of.steps.splice(1, 1),
  'nobody writes': (of) => of.steps.splice(2, 1),
  'a step is none': (of) => of.steps.push({ step: 'done', seconds: 5 }),
  'the pace is unknown': set(['pace'], 'brisk'),
  'a step in lockstep has no time': set(['steps', 1, 'seconds'], 0),
  'true or false is a word': set(['anonymous_wall'], 'yes'),
  'a list is a text': set(['gap_task_prompts'], 'Whose lesson?'),
};

test('what the server refuses is marked', () => {
  for (const [what, change] of Object.entries(wrong)) {
    const playbook = parse(read('playbooks/headship.yaml'));
    change(playbook);
    assert.equal(validate(playbook), false, what);
  }
});

test('what the server lets in is not marked', () => {
  const right = {
    'a step without a clock at one’s own pace': (of) => {
      of.pace = 'own';
      of.steps[1].seconds = 0;
    },
    'nothing harder': set(['scenario', 'harder'], ''),
    'a line with an end': set(['title'], 'One line\n'),
    'as long as it may be': set(['title'], '\u{1F600}'.repeat(120)),
  };
  for (const [what, change] of Object.entries(right)) {
    const playbook = parse(read('playbooks/headship.yaml'));
    change(playbook);
    assert.ok(validate(playbook), `${what}: ${JSON.stringify(validate.errors)}`);
  }
});

test('an author reads what every key is for', () => {
  const objects = { ...schema.$defs, Playbook: schema };
  const plain = new Set(['stage', 'step']); // their list of words says it
  for (const [name, { properties }] of Object.entries(objects)) {
    for (const [key, property] of Object.entries(properties)) {
      assert.ok(plain.has(key) || property.description, `${name}.${key} has no description`);
    }
  }
});
