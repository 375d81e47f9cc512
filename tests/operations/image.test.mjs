// The image can be made: the steps of docker/Dockerfile on what .dockerignore and its COPY lines let in, and on nothing else,
// as far as they take seconds. docker/try-image carries them out whole.
import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, readFileSync, realpathSync, statSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { after, test } from 'node:test';
import { docker, root, run, temporaryFolder } from './support/programs.mjs';

const binary = process.env.REPRISE_SERVER ?? join(root, 'build/release/reprise-server');
const dockerfile = readFileSync(join(docker, 'Dockerfile'), 'utf8');
const let_in = readFileSync(join(root, '.dockerignore'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));

// [{step, rest}] of the stage that is called so.
function stage(name) {
  const found = new RegExp(`^FROM \\S+ AS ${name}\n([^]*?)(?=^FROM |$(?![^]))`, 'm').exec(dockerfile);
  assert.ok(found, `there is a stage ${name}`);
  return found[1]
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      assert.ok(!line.endsWith('\\'), `a step is one line here: ${line}`);
      const [, step, rest] = /^([A-Z]+) (.*)$/.exec(line);
      return { step, rest };
    });
}

const folder = temporaryFolder();
after(() => folder.remove());

// What an engine is sent.
const context = join(folder.path, 'context');
function makeContext() {
  assert.equal(let_in[0], '*', 'everything is left out first');
  for (const line of let_in.slice(1)) {
    if (line === '**/node_modules') continue;
    assert.match(line, /^![A-Za-z-]+(\.[a-z]+)?$/, 'a form of .dockerignore that is known here');
    const filter = (path) => basename(path) !== 'node_modules';
    const options = { recursive: true, preserveTimestamps: true, filter };
    cpSync(join(root, line.slice(1)), join(context, line.slice(1)), options);
  }
}

function copy(rest, into) {
  const words = rest.split(' ');
  const to = join(into, words.pop());
  for (const source of words) {
    const from = join(context, source);
    assert.ok(existsSync(from), `the context has ${source}`);
    // Of a folder what is in it, and a file under its name.
    const target = statSync(from).isDirectory() ? to : join(to, basename(source));
    cpSync(from, target, { recursive: true, preserveTimestamps: true });
  }
}

test('what is let in is enough to configure the server and to build the web client', async () => {
  makeContext();
  const work = join(folder.path, 'src');
  mkdirSync(work);
  const seconds_only = new Set(['cmake --preset', 'script/build-web']);
  const done = [];
  for (const { step, rest } of stage('build')) {
    if (step === 'WORKDIR') continue;
    if (step === 'COPY') {
      copy(rest, work);
      continue;
    }
    assert.equal(step, 'RUN');
    for (const command of rest.split(' && ')) {
      done.push(command.split(' ').slice(0, 2).join(' '));
      if (!seconds_only.has(done.at(-1))) continue;
      if (command === 'script/build-web')
        symlinkSync(join(root, 'web-client/node_modules'), join(work, 'web-client/node_modules'));
      await run('sh', ['-c', command], { cwd: work });
    }
  }
  assert.deepEqual(done, [
    'script/bootstrap run',
    'cmake --preset',
    'cmake --build',
    'strip --strip-debug',
    'script/build-web',
  ]);

  for (const { step, rest } of stage('server')) {
    if (step !== 'COPY') continue;
    const [, from, source] = /^(?:--from=build \/src\/(build)\/)?(\S+) \S+$/.exec(rest);
    if (!from) assert.ok(existsSync(join(context, source)), `the context has ${source}`);
    else if (source !== 'release/reprise-server') assert.ok(existsSync(join(work, from, source)), source);
  }
});

test('what is let in is what it is made from, by the steps that bootstrap knows', () => {
  const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.*)$/gm)]
    .flatMap(([, words]) => words.split(' ').slice(0, -1))
    .map((source) => `!${source.split('/')[0]}`);
  assert.deepEqual(new Set(let_in), new Set(['*', ...copied, '**/node_modules']));
  const groups = readFileSync(join(root, 'script/packages.txt'), 'utf8');
  for (const [, group] of dockerfile.matchAll(/script\/bootstrap (\w+)/g))
    assert.match(groups, new RegExp(`^\\[${group}\\]`, 'm'));
  assert.match(dockerfile, /^STOPSIGNAL SIGTERM$/m);
  assert.match(dockerfile, /^USER 10001:10001$/m);
});

test('the image has every library that the server is linked to', async () => {
  const lists = readFileSync(join(root, 'script/packages.txt'), 'utf8').split(/^\[/m);
  const listed = lists.find((list) => list.startsWith('image]')).match(/^lib\S+/gm);
  // What is listed brings what it depends on; libc6, libstdc++6 and libgcc-s1 are among that.
  const there = new Set(listed);
  for (const name of there) {
    const depends = await run('dpkg-query', ['-W', '-f', `\${Depends}`, name]);
    for (const [, each] of depends.matchAll(/(?:^|, )([a-z0-9.+-]+)/g)) there.add(each);
  }
  const linked = [...(await run('ldd', [binary])).matchAll(/=> (\/\S+)/g)].map(([, path]) => path);
  assert.ok(linked.length > listed.length);
  for (const path of linked) {
    const owner = await run('dpkg', ['-S', realpathSync(path)]).catch(() =>
      run('dpkg', ['-S', realpathSync(path).replace('/usr', '')]),
    );
    assert.ok(there.has(owner.split(':')[0]), `${path} is of ${owner}`);
  }
});
