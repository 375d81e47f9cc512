// A playbook whose exemplar is a clip: a tone that lasts, and captions that count, beside a playbook that ships.
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './server.mjs';

const samples_per_second = 8_000;

// 8-bit PCM, one channel: every browser plays it, and a second of it is where one expects it.
function toneFor(seconds) {
  const samples = seconds * samples_per_second;
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + samples, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20); // PCM
  head.writeUInt16LE(1, 22); // channels
  head.writeUInt32LE(samples_per_second, 24);
  head.writeUInt32LE(samples_per_second, 28); // bytes per second
  head.writeUInt16LE(1, 32); // bytes per sample
  head.writeUInt16LE(8, 34); // bits per sample
  head.write('data', 36);
  head.writeUInt32LE(samples, 40);
  const tone = Buffer.alloc(samples);
  for (let at = 0; at < samples; at++)
    tone[at] = 128 + Math.round(20 * Math.sin((2 * Math.PI * 440 * at) / samples_per_second));
  return Buffer.concat([head, tone]);
}

const timestamp = (second) =>
  `${String(Math.floor(second / 60)).padStart(2, '0')}:${String(second % 60).padStart(2, '0')}.000`;

function captionsFor(seconds) {
  const cues = [];
  for (let from = 0; from < seconds; from += 5)
    cues.push(
      `${timestamp(from)} --> ${timestamp(Math.min(seconds, from + 5))}\nFrom second ${from}, she says so.`,
    );
  return `WEBVTT\n\n${cues.join('\n\n')}\n`;
}

// Gives {folder, key, passages}: a folder of playbooks whose only one is led by a clip of so many seconds; its passages
// begin at `passages`.
export const playbooksWithClip = (seconds) =>
  playbooksLedBy({ kind: 'audio', file: 'add-fractions.wav', bytes: toneFor(seconds), seconds });

// The same with a picture: the minute of fixtures/counting.mp4 (H.264 and AAC, as a telephone or a school's camera writes
// them; its index is in front), which shows the second that it is at.
export const playbooksWithVideo = () =>
  playbooksLedBy({
    kind: 'video',
    file: 'counting.mp4',
    bytes: readFileSync(join(import.meta.dirname, 'fixtures/counting.mp4')),
    seconds: 60,
  });

function playbooksLedBy({ kind, file, bytes, seconds }) {
  const folder = mkdtempSync(join(tmpdir(), 'reprise-clip-'));
  mkdirSync(join(folder, 'media'));
  writeFileSync(join(folder, 'media', file), bytes);
  writeFileSync(join(folder, 'media/captions.vtt'), captionsFor(seconds));
  const read = readFileSync(join(root, 'playbooks/leading-teaching.yaml'), 'utf8');
  const text = read.slice(read.indexOf('  passages:'), read.indexOf('\ncriteria:'));
  const count = text.match(/^ {4}- /gm).length;
  const passages = Array.from({ length: count }, (_, at) => Math.floor((at * seconds) / count));
  const media = [
    'exemplar:',
    '  media:',
    `    kind: ${kind}`,
    `    file: ${file}`,
    '    captions: captions.vtt',
    `    seconds: ${seconds}`,
    `    passage_seconds: [${passages.join(', ')}]`,
    '',
  ].join('\n');
  writeFileSync(join(folder, 'leading-teaching.yaml'), read.replace('exemplar:\n', media));
  return { folder, key: 'leading-teaching', passages };
}
