import { describe, expect, it } from 'vitest';
import { qrCode } from './qr.ts';

// Read back as the same text by an independent reader when it was drawn.
const known = [
  '#######..#..#...#.#######',
  '#.....#..#....##..#.....#',
  '#.###.#.#.#.#.###.#.###.#',
  '#.###.#.##.#.#.#..#.###.#',
  '#.###.#.##.#.##.#.#.###.#',
  '#.....#.###.#.###.#.....#',
  '#######.#.#.#.#.#.#######',
  '........##.#..#.#........',
  '#.#####..##.#.#...#####..',
  '###.##..#.##.#..#......#.',
  '###...#...##.#.###..##.##',
  '#..##...#..##.#.........#',
  '...####.##.###.#.####.###',
  '#....#....#...#.#..#.#.#.',
  '#.#.#.#.#..######..###.##',
  '#.###......#..#.#####...#',
  '#.##.####.###.#.#####.#..',
  '........#.#.#.#.#...##...',
  '#######...#.....#.#.#.###',
  '#.....#.#.#...###...##.##',
  '#.###.#.##.##.#######.#..',
  '#.###.#.#.#.....###.#####',
  '#.###.#.#.#.###.#....##.#',
  '#.....#..####..###.###..#',
  '#######.#....#.#.#.######',
];

describe('the code on the wall', () => {
  it('is drawn as it was when a phone read it', () => {
    const drawn = qrCode('https://r.io/?code=K7QF2M')?.map((row) =>
      row.map((dark) => (dark ? '#' : '.')).join(''),
    );
    expect(drawn).toEqual(known);
  });

  it.each([
    [14, 21],
    [26, 25],
    [42, 29],
    [62, 33],
    [84, 37],
    [106, 41],
  ])('holds %d bytes in %d modules', (bytes, size) => {
    expect(qrCode('x'.repeat(bytes))).toHaveLength(size);
  });

  it('is not drawn for what it cannot hold', () => {
    expect(qrCode('x'.repeat(107))).toBeUndefined();
    expect(qrCode('é'.repeat(54))).toBeUndefined();
  });
});
