// Where the time of the machine's cores goes, by Linux's /proc: what a process used and those that it started, and all others.
import { readdirSync, readFileSync } from 'node:fs';

const ticks_per_second = 100;

// Of /proc/<pid>/stat, after the name in brackets, which may hold anything: the parent is the 2nd value, and the time in the
// program and in the kernel, its ended children's included, are the 12th to 15th.
function processes() {
  const found = new Map();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const text = readFileSync(`/proc/${name}/stat`, 'latin1');
      const values = text.slice(text.lastIndexOf(')') + 2).split(' ');
      const used = values.slice(11, 15).reduce((sum, each) => sum + Number(each), 0);
      found.set(Number(name), { parent: Number(values[1]), seconds: used / ticks_per_second });
    } catch {
      // It has ended meanwhile.
    }
  }
  return found;
}

// Seconds that all cores together have worked.
function busy() {
  const [user, nice, system, , , irq, softirq] = readFileSync('/proc/stat', 'latin1')
    .split('\n', 1)[0]
    .trim()
    .split(/\s+/)
    .slice(1)
    .map(Number);
  return (user + nice + system + irq + softirq) / ticks_per_second;
}

// `groups`: {name: pid}. Gives seconds of CPU so far, {name: seconds, all: seconds}, each with everything below it.
export function cpuSeconds(groups) {
  const all = processes();
  const below = (pid, top) => {
    for (let at = pid; at > 1; at = all.get(at)?.parent ?? 0) if (at === top) return true;
    return false;
  };
  const sums = { all: busy() };
  for (const [name, top] of Object.entries(groups)) {
    sums[name] = 0;
    for (const [pid, { seconds }] of all) if (below(pid, top)) sums[name] += seconds;
  }
  return sums;
}
