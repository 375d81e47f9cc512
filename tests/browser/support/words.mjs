// The client's own catalogue of strings, so that a test presses what people read and a reworded button does not break it.
// The catalogue is TypeScript; it is bundled in memory.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { root } from './server.mjs';

const folder = join(root, 'web-client/src/words');
const files = readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
const entry = 'words-of-the-client';

const bundle = await rolldown({
  input: entry,
  cwd: root,
  plugins: [
    {
      name: entry,
      resolveId: (id) => (id === entry ? id : null),
      load: (id) =>
        id === entry
          ? files.map((name) => `export * from ${JSON.stringify(join(folder, name))};`).join('\n')
          : null,
    },
  ],
});
const { output } = await bundle.generate({ format: 'esm' });

export const words = await import(
  `data:text/javascript;base64,${Buffer.from(output[0].code).toString('base64')}`
);
