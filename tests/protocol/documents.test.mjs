// The generated documents are what they say they are: AsyncAPI 3.1, OpenAPI 3.1 and JSON Schema 2020-12, and the schemas
// accept what the C++ writer writes and refuse what the codec refuses. Run by ctest, which sets REPRISE_SAMPLES.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import { Parser } from '@asyncapi/parser';
import { Validator } from '@seriousme/openapi-schema-validator';
import Ajv2020 from 'ajv/dist/2020.js';

const generated = new URL('../../protocol/generated/', import.meta.url);
const read = (name) => readFileSync(new URL(name, generated), 'utf8');

test('asyncapi.json is valid AsyncAPI 3.1', async () => {
  const { document, diagnostics } = await new Parser().parse(read('asyncapi.json'));
  const errors = diagnostics.filter((one) => one.severity === 0).map((one) => `${one.path.join('.')}: ${one.message}`);
  assert.deepEqual(errors, []);
  assert.equal(document.version(), '3.1.0');
  const messages = document.messages().all().map((one) => one.id());
  assert.ok(['hello', 'command', 'welcome', 'acknowledged', 'refused', 'bye'].every((name) => messages.includes(name)), `${messages}`);
  assert.ok(document.schemas().all().length > 60);
});

test('asyncapi.json tells clients which close codes to come back from', () => {
  const { live } = JSON.parse(read('asyncapi.json')).channels;
  assert.ok(live['x-close-codes'].length >= 10);
  for (const { code, comeBack, pauseMsMin, pauseMsMax } of live['x-close-codes']) {
    assert.equal(comeBack, code < 4500, `${code}`);
    assert.equal(pauseMsMax > pauseMsMin, comeBack, `${code}`);
  }
  assert.ok(live['x-refusals'].some(({ code }) => code === 'too_long'));
});

test('openapi.json is valid OpenAPI 3.1', async () => {
  const { valid, errors } = await new Validator().validate(JSON.parse(read('openapi.json')));
  assert.deepEqual(errors ?? [], []);
  assert.ok(valid);
});

let ajv;
const validator = (name) => ajv.getSchema(`urn:reprise:protocol:v1#/$defs/${name}`);

before(() => {
  ajv = new Ajv2020({ strict: true, allErrors: true, strictTypes: false });
  ajv.addSchema(JSON.parse(read('protocol.schema.json')));
});

test('the JSON Schemas accept everything that the writer writes', () => {
  assert.ok(process.env.REPRISE_SAMPLES, 'REPRISE_SAMPLES must name the program protocol_samples; run this by ctest');
  const lines = execFileSync(process.env.REPRISE_SAMPLES, { encoding: 'utf8', maxBuffer: 1 << 28 }).trim().split('\n');
  assert.ok(lines.length > 400, `only ${lines.length} samples`);
  const seen = new Set();
  for (const line of lines) {
    const { schema, value } = JSON.parse(line);
    seen.add(schema);
    const validate = validator(schema);
    assert.ok(validate, `there is no schema ${schema}`);
    assert.ok(validate(value), `${schema}: ${JSON.stringify(validate.errors?.slice(0, 3))}\n${line}`);
  }
  assert.ok(seen.size > 50, `only ${seen.size} schemas have samples`);
});

test('the JSON Schemas refuse what the codec refuses', () => {
  const command = { frame: 'command', id: 'c1', name: 'announce', args: { room: 0, text: 'Two minutes left.' } };
  const accepts = (value) => validator('ClientFrame')(value);
  assert.ok(accepts(command));
  assert.ok(!accepts({ ...command, extra: 1 }), 'unknown member');
  assert.ok(!accepts({ ...command, name: 'open_session' }), 'a command that only the server sends');
  assert.ok(!accepts({ ...command, args: { room: 0 } }), 'missing member');
  assert.ok(!accepts({ ...command, args: { room: '0', text: 'x' } }), 'wrong type');
  assert.ok(!accepts({ ...command, args: { room: 0.5, text: 'x' } }), 'a fraction');
  assert.ok(!accepts({ ...command, args: { room: -1, text: 'x' } }), 'below its range');
  assert.ok(!accepts({ ...command, args: { room: 2 ** 53, text: 'x' } }), 'above its range');
  assert.ok(!accepts({ ...command, args: { room: 0, text: '' } }), 'too short');
  assert.ok(!accepts({ ...command, args: { room: 0, text: 'x'.repeat(501) } }), 'too long');
  assert.ok(accepts({ ...command, args: { room: 0, text: '😀'.repeat(500) } }), 'counted in code points');
});
