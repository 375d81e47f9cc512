import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { layersFirst } from './layers_first.ts';
import { precompress } from './precompress.ts';

// `npm run dev` forwards to a server on its usual port; the story page (/stories.html) needs none.
const server = process.env.REPRISE_SERVER ?? 'http://127.0.0.1:8080';

// Authors of playbooks point their editors at it; the server has it at /playbook.schema.json.
function playbookSchema(): Plugin {
  const fileName = 'playbook.schema.json';
  return {
    name: 'reprise-playbook-schema',
    apply: 'build',
    generateBundle() {
      const from = new URL(`../protocol/generated/${fileName}`, import.meta.url);
      this.emitFile({ type: 'asset', fileName, source: readFileSync(from) });
    },
  };
}

export default defineConfig({
  build: {
    outDir: '../build/web',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: {
    // The server takes requests only from pages of its own address.
    proxy: {
      '/api': { target: server, changeOrigin: true, headers: { origin: server } },
      '/live': { target: server, ws: true, changeOrigin: true, headers: { origin: server } },
    },
  },
  plugins: [layersFirst(), playbookSchema(), precompress()],
  test: {
    // Those that need a page say so in their first line.
    environment: 'node',
    pool: 'threads',
    setupFiles: ['./test_patience.ts'],
    testTimeout: 30_000,
    include: ['src/**/*.test.{ts,tsx}'],
  },
});
