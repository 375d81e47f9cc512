// The size goal: all the JavaScript that each kind of person needs before they can do anything, in the bytes that the
// server sends (.br). Counted from what the build wrote: what a page names, whatever that imports, and the screens that
// are fetched on the way to what the person does first. What is fetched ahead for later is told, and not counted.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';

const web = process.env.REPRISE_WEB ?? resolve(import.meta.dirname, '../../build/web');
const compressed_bytes_max = 60_000;

const assets = join(web, 'assets');
const scripts = readdirSync(assets).filter((name) => name.endsWith('.js'));
const text_of = new Map(scripts.map((name) => [name, readFileSync(join(assets, name), 'utf8')]));

const named = (text, pattern) => [...text.matchAll(pattern)].map((match) => basename(match[1]));
const imports_of = (name) =>
  named(text_of.get(name), /(?:import|export)\b[^"'`()]*?["'`](\.\/[^"'`]+\.js)["'`]/g);
const fetched_later_by = (name) => named(text_of.get(name), /import\(["'`](\.\/[^"'`]+\.js)["'`]\)/g);

function with_imports(names, found = new Set()) {
  for (const name of names) {
    assert.ok(text_of.has(name), `${name} is in the build`);
    if (found.has(name)) continue;
    found.add(name);
    with_imports(imports_of(name), found);
  }
  return found;
}

// A screen is told by its name, before the hash that the build gives it.
function screen(name) {
  const all = scripts.filter((each) => each.replace(/-.{8}\.js$/, '') === name);
  assert.equal(all.length, 1, `one file of the build is ${name}: ${all}`);
  return all[0];
}

function bytes_of(name) {
  // Files too small to gain anything are sent as they are.
  const compressed = statSync(join(assets, `${name}.br`), { throwIfNoEntry: false });
  return (compressed ?? statSync(join(assets, name))).size;
}

const total = (names) => [...names].reduce((sum, name) => sum + bytes_of(name), 0);

const page = readFileSync(join(web, 'index.html'), 'utf8');
assert.doesNotMatch(page, /<script(?![^>]*\bsrc=)/, 'the page holds no script of its own');
const entry = named(page, /<(?:script|link)\b[^>]*?(?:src|href)="([^"]+\.js)"/g);
assert.ok(entry.length > 0, 'the page names a script');

// Which rule wins depends on which layer was named first, whatever file the build puts it into.
const layers = ['reset', 'tokens', 'base', 'parts', 'screens', 'print'];
const styles = named(page, /<link\b[^>]*?href="([^"]+\.css)"/g);
const style_text = styles.map((name) => readFileSync(join(assets, name), 'utf8')).join('');
const first_named = [
  ...new Set([...style_text.matchAll(/@layer ([\w, ]+)/g)].flatMap(([, all]) => all.split(/,\s*/))),
];
assert.deepEqual(
  first_named.map((each) => each.trim()),
  layers.filter((each) => first_named.includes(each)),
  'the layers come in their order',
);

const doors = {
  'to join': [...entry],
  'to wait in the lobby': [...entry, screen('session_page')],
  'to work in a room': [...entry, screen('session_page'), screen('room_screen')],
  'to lead, on the console': [...entry, screen('session_page'), screen('console')],
  'to organise sessions': [...entry, screen('organise_page')],
  'to read a debrief': [...entry, screen('session_page'), screen('debrief')],
  'to read a record': [...entry, screen('session_page'), screen('record_screen')],
};
for (const [what, names] of Object.entries(doors)) {
  const needed = with_imports(names);
  const bytes = total(needed);
  console.log(`${(bytes / 1000).toFixed(1).padStart(6)} kB  ${what} (${needed.size} files)`);
  assert.ok(
    bytes <= compressed_bytes_max,
    `${what}: ${bytes} bytes of compressed JavaScript, at most ${compressed_bytes_max}:\n${[...needed].map((name) => `  ${bytes_of(name)} ${name}`).join('\n')}`,
  );
}

// Whoever stays to the end has fetched all of it.
const everything = with_imports(entry);
for (let before = 0; before !== everything.size; ) {
  before = everything.size;
  for (const name of [...everything]) with_imports(fetched_later_by(name), everything);
}
console.log(`${(total(everything) / 1000).toFixed(1).padStart(6)} kB  all of it (${everything.size} files)`);
assert.equal(everything.size, scripts.length, 'every file of the build can be reached from the page');
