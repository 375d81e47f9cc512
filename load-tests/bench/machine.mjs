// The machine that is measured on: programs that are started and ended, cores that they are pinned to, and how much of the
// machine was taken by others meanwhile.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';

export const server_core = '0';
export const generator_core = '1';

const running = new Set();
process.on('exit', () => {
  for (const each of running) each.kill('SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130));

// Options of a program by their names, as its command line has them: { people_per_room: 30 } is --people-per-room 30; what is true
// is only named, what is undefined or false is left out.
export const flags = (options) =>
  Object.entries(options).flatMap(([name, value]) => {
    if (value === undefined || value === false) return [];
    const flag = `--${name.replaceAll('_', '-')}`;
    return value === true ? [flag] : [flag, `${value}`];
  });

// A program that says where it listens. Its first words are waited for.
export async function start(command, { core, env = {}, cwd, says = /listening on (\S+)/ } = {}) {
  const [program, ...rest] = core === undefined ? command : ['taskset', '-c', core, ...command];
  const child = spawn(program, rest, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  let said = '';
  const found = await new Promise((resolve, reject) => {
    const hear = (bytes) => {
      said += bytes;
      const match = says.exec(said);
      if (match) resolve(match);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${command.join(' ')} ended with ${code}:\n${said}`)));
  });
  return {
    pid: child.pid,
    url: found[1],
    said: () => said,
    stop: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) return resolve();
        child.once('exit', resolve);
        child.kill('SIGTERM');
        setTimeout(() => child.kill('SIGKILL'), 10_000).unref();
      }),
  };
}

// A program that ends by itself: what it said. `fine`: exit codes that are answers too.
export function run(command, { core, env = {}, cwd, fine = [0] } = {}) {
  const [program, ...rest] = core === undefined ? command : ['taskset', '-c', core, ...command];
  return new Promise((resolve, reject) => {
    const child = spawn(program, rest, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.add(child);
    let said = '';
    let complained = '';
    child.stdout.on('data', (bytes) => (said += bytes));
    child.stderr.on('data', (bytes) => (complained += bytes));
    child.once('error', reject);
    child.once('exit', (code) => {
      running.delete(child);
      if (fine.includes(code)) return resolve(said);
      reject(
        new Error(`${command.join(' ')} ended with ${code}:\n${said.slice(-2000)}${complained.slice(-2000)}`),
      );
    });
  });
}

const ticks = () => {
  const [, ...columns] = readFileSync('/proc/stat', 'utf8').split('\n')[0].split(/\s+/);
  const [user, nice, system, idle, waiting, irq, softirq, steal] = columns.map(Number);
  const busy = user + nice + system + irq + softirq + steal;
  return { busy, all: busy + idle + waiting };
};
const our_ticks = () => {
  // Of this process and of children that have ended: fields 14 to 17 of /proc/self/stat.
  const words = readFileSync('/proc/self/stat', 'utf8').split(') ')[1].split(' ');
  return words.slice(11, 15).reduce((sum, each) => sum + Number(each), 0);
};

// The share of all cores that other programs have had since the call, in percent. What we started must have ended.
export function watch_others() {
  const before = { ...ticks(), ours: our_ticks() };
  return () => {
    const now = ticks();
    const all = now.all - before.all;
    return all === 0 ? 0 : Math.max(0, (100 * (now.busy - before.busy - (our_ticks() - before.ours))) / all);
  };
}

export const machine_name = () => `${cpus().length} cores, ${cpus()[0].model}`;

export function median(numbers) {
  const sorted = [...numbers].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

// Resident memory of a process, in KiB.
export const memory_kb = (pid) =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]);

// Processor time of each thread of a process so far, by name, in microseconds.
export async function threads_cpu_us(pid) {
  const { readdir, readFile } = await import('node:fs/promises');
  const found = [];
  for (const task of await readdir(`/proc/${pid}/task`)) {
    const at = `/proc/${pid}/task/${task}`;
    const name = (await readFile(`${at}/comm`, 'utf8')).trim();
    const [ns] = (await readFile(`${at}/schedstat`, 'utf8')).split(' ');
    found.push({ name, us: Number(ns) / 1000 });
  }
  return found;
}
