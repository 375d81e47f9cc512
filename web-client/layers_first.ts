// Puts the order of the cascade's layers before every style sheet. Which of them a page meets first depends on how the
// bundler has cut the program into parts; layers that were met in another order would turn the design upside down.
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

const source = new URL('./src/design/tokens.css', import.meta.url);

export function layersFirst(): Plugin {
  const order = /^@layer [^;{]+;/m.exec(readFileSync(source, 'utf8'))?.[0];
  if (!order) throw new Error(`${source.pathname} does not say in which order the layers come.`);
  return {
    name: 'reprise-layers-first',
    enforce: 'pre',
    transform(code, id) {
      return id.endsWith('.css') && !code.includes(order) ? { code: `${order}\n${code}`, map: null } : null;
    },
  };
}
