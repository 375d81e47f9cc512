// Writes a .br and a .gz beside every asset, so that the server never compresses anything itself.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

// Fonts are compressed already; files below this many bytes fit one packet anyway.
const compressible = /\.(html|js|css|svg|json|webmanifest|txt)$/;
const bytesMin = 256;

function* filesIn(folder: string): Generator<string> {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* filesIn(path);
    else yield path;
  }
}

export function precompress(): Plugin {
  let outDir = '';
  return {
    name: 'reprise-precompress',
    apply: 'build',
    configResolved(config) {
      outDir = resolve(config.root, config.build.outDir);
    },
    writeBundle() {
      for (const path of filesIn(outDir)) {
        if (!compressible.test(path)) continue;
        const plain = readFileSync(path);
        if (plain.length < bytesMin) continue;
        const options = {
          params: {
            [constants.BROTLI_PARAM_QUALITY]: 11,
            [constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
          },
        };
        writeFileSync(`${path}.br`, brotliCompressSync(plain, options));
        writeFileSync(`${path}.gz`, gzipSync(plain, { level: 9 }));
      }
    },
  };
}
