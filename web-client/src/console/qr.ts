// A QR code of a short text (ISO/IEC 18004), so that people in the room point their phone at the wall instead of typing.
// Byte mode, error correction level M, versions 1 to 6: up to 106 bytes, which a join link never reaches.

/** Blocks, data codewords in each, error correction codewords in each; by version, level M (table 9 of the standard). */
const layouts: readonly { blocks: number; data: number; check: number }[] = [
  { blocks: 1, data: 16, check: 10 },
  { blocks: 1, data: 28, check: 16 },
  { blocks: 1, data: 44, check: 26 },
  { blocks: 2, data: 32, check: 18 },
  { blocks: 2, data: 43, check: 24 },
  { blocks: 4, data: 27, check: 16 },
];

// Arithmetic in GF(256) modulo x^8 + x^4 + x^3 + x^2 + 1.
const exp = new Uint8Array(512);
const log = new Uint8Array(256);
for (let at = 0, value = 1; at < 255; at += 1) {
  exp[at] = value;
  exp[at + 255] = value;
  log[value] = at;
  value <<= 1;
  if (value > 255) value ^= 0x11d;
}
const times = (one: number, other: number): number =>
  one === 0 || other === 0 ? 0 : exp[log[one]! + log[other]!]!;

function generator(degree: number): number[] {
  let product = [1];
  for (let at = 0; at < degree; at += 1) {
    const next = new Array<number>(product.length + 1).fill(0);
    for (const [nth, factor] of product.entries()) {
      next[nth]! ^= factor;
      next[nth + 1]! ^= times(factor, exp[at]!);
    }
    product = next;
  }
  return product.slice(1);
}

function checkOf(data: readonly number[], degree: number): number[] {
  const divisor = generator(degree);
  const rest = new Array<number>(degree).fill(0);
  for (const byte of data) {
    const factor = byte ^ rest.shift()!;
    rest.push(0);
    for (let at = 0; at < degree; at += 1) rest[at]! ^= times(divisor[at]!, factor);
  }
  return rest;
}

/** Mode, length, text, and filling; then the blocks with their check words, woven together. */
function codewords(bytes: Uint8Array, layout: (typeof layouts)[number]): number[] {
  const room = layout.blocks * layout.data;
  const bits: number[] = [];
  const push = (value: number, length: number) => {
    for (let at = length - 1; at >= 0; at -= 1) bits.push((value >> at) & 1);
  };
  push(0b0100, 4);
  push(bytes.length, 8);
  for (const byte of bytes) push(byte, 8);
  push(0, Math.min(4, room * 8 - bits.length));
  while (bits.length % 8 !== 0) bits.push(0);
  const data: number[] = [];
  for (let at = 0; at < bits.length; at += 8) {
    data.push(bits.slice(at, at + 8).reduce((value, bit) => value * 2 + bit, 0));
  }
  for (let filling = 0xec; data.length < room; filling ^= 0xec ^ 0x11) data.push(filling);
  const blocks = Array.from({ length: layout.blocks }, (_, at) =>
    data.slice(at * layout.data, (at + 1) * layout.data),
  );
  const checks = blocks.map((each) => checkOf(each, layout.check));
  const woven: number[] = [];
  for (let at = 0; at < layout.data; at += 1) for (const each of blocks) woven.push(each[at]!);
  for (let at = 0; at < layout.check; at += 1) for (const each of checks) woven.push(each[at]!);
  return woven;
}

const masks: readonly ((row: number, column: number) => boolean)[] = [
  (row, column) => (row + column) % 2 === 0,
  (row) => row % 2 === 0,
  (_, column) => column % 3 === 0,
  (row, column) => (row + column) % 3 === 0,
  (row, column) => (Math.floor(row / 2) + Math.floor(column / 3)) % 2 === 0,
  (row, column) => ((row * column) % 2) + ((row * column) % 3) === 0,
  (row, column) => (((row * column) % 2) + ((row * column) % 3)) % 2 === 0,
  (row, column) => (((row + column) % 2) + ((row * column) % 3)) % 2 === 0,
];

class Grid {
  readonly dark: boolean[][];
  private readonly taken: boolean[][];

  constructor(
    readonly size: number,
    private readonly version: number,
  ) {
    this.dark = Array.from({ length: size }, () => new Array<boolean>(size).fill(false));
    this.taken = Array.from({ length: size }, () => new Array<boolean>(size).fill(false));
    this.drawPatterns();
  }

  private set(row: number, column: number, dark: boolean): void {
    this.dark[row]![column] = dark;
    this.taken[row]![column] = true;
  }

  private drawPatterns(): void {
    const { size } = this;
    for (let at = 0; at < size; at += 1) {
      this.set(6, at, at % 2 === 0);
      this.set(at, 6, at % 2 === 0);
    }
    for (const [row, column] of [
      [3, 3],
      [3, size - 4],
      [size - 4, 3],
    ] as const) {
      this.drawRings(row, column, 4);
    }
    if (this.version > 1) this.drawRings(size - 7, size - 7, 2);
    this.drawFormat(0);
  }

  /** A finder (radius 4, with its white edge) or an alignment pattern (radius 2). */
  private drawRings(row: number, column: number, radius: number): void {
    for (let down = -radius; down <= radius; down += 1) {
      for (let right = -radius; right <= radius; right += 1) {
        const ring = Math.max(Math.abs(down), Math.abs(right));
        const inside = (at: number) => at >= 0 && at < this.size;
        if (inside(row + down) && inside(column + right)) {
          this.set(row + down, column + right, radius === 4 ? ring !== 2 && ring !== 4 : ring !== 1);
        }
      }
    }
  }

  /** Level M and the mask, with their own error correction; twice. */
  drawFormat(mask: number): void {
    const { size } = this;
    const data = mask; // level M is 00
    let rest = data;
    for (let at = 0; at < 10; at += 1) rest = (rest << 1) ^ ((rest >> 9) * 0x537);
    const bits = ((data << 10) | rest) ^ 0x5412;
    const bit = (at: number) => ((bits >> at) & 1) === 1;
    for (let at = 0; at <= 5; at += 1) this.set(at, 8, bit(at));
    this.set(7, 8, bit(6));
    this.set(8, 8, bit(7));
    this.set(8, 7, bit(8));
    for (let at = 9; at < 15; at += 1) this.set(8, 14 - at, bit(at));
    for (let at = 0; at < 8; at += 1) this.set(8, size - 1 - at, bit(at));
    for (let at = 8; at < 15; at += 1) this.set(size - 15 + at, 8, bit(at));
    this.set(size - 8, 8, true);
  }

  drawData(words: readonly number[]): void {
    const { size } = this;
    let at = 0;
    for (let right = size - 1; right >= 1; right -= 2) {
      if (right === 6) right = 5;
      const upwards = ((right + 1) & 2) === 0;
      for (let step = 0; step < size; step += 1) {
        for (const column of [right, right - 1]) {
          const row = upwards ? size - 1 - step : step;
          if (this.taken[row]![column]) continue;
          this.dark[row]![column] = at < words.length * 8 && ((words[at >> 3]! >> (7 - (at & 7))) & 1) === 1;
          at += 1;
        }
      }
    }
  }

  apply(mask: number): void {
    for (let row = 0; row < this.size; row += 1) {
      for (let column = 0; column < this.size; column += 1) {
        if (!this.taken[row]![column] && masks[mask]!(row, column)) {
          this.dark[row]![column] = !this.dark[row]![column];
        }
      }
    }
  }

  /** How hard it is to read: long runs, squares of one colour, too much of one colour (three of the standard's rules). */
  penalty(): number {
    const { size, dark } = this;
    let sum = 0;
    let darkCount = 0;
    for (let row = 0; row < size; row += 1) {
      for (const at of [(nth: number) => dark[row]![nth]!, (nth: number) => dark[nth]![row]!]) {
        let run = 1;
        for (let nth = 1; nth <= size; nth += 1) {
          if (nth < size && at(nth) === at(nth - 1)) run += 1;
          else {
            if (run >= 5) sum += run - 2;
            run = 1;
          }
        }
      }
      for (let column = 0; column < size; column += 1) {
        if (dark[row]![column]) darkCount += 1;
        const one = dark[row]![column];
        const square = [dark[row]![column + 1], dark[row + 1]?.[column], dark[row + 1]?.[column + 1]];
        if (square.every((each) => each === one)) sum += 3;
      }
    }
    return sum + Math.floor(Math.abs((darkCount * 20) / (size * size) - 10)) * 10;
  }
}

/** Rows of modules, true for dark; undefined when the text is too long. */
export function qrCode(text: string): boolean[][] | undefined {
  const bytes = new TextEncoder().encode(text);
  const version = layouts.findIndex((each) => each.blocks * each.data >= bytes.length + 2) + 1;
  const layout = layouts[version - 1];
  if (!layout) return undefined;
  const grid = new Grid(17 + 4 * version, version);
  grid.drawData(codewords(bytes, layout));
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let mask = 0; mask < masks.length; mask += 1) {
    grid.apply(mask);
    grid.drawFormat(mask);
    const penalty = grid.penalty();
    if (penalty < least) {
      least = penalty;
      best = mask;
    }
    grid.apply(mask); // twice is not at all
  }
  grid.apply(best);
  grid.drawFormat(best);
  return grid.dark;
}
