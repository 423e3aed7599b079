// What the kernel says of processes: CPU seconds and highest resident memory, from /proc.
import { readdirSync, readFileSync } from 'node:fs';

/** Fields of proc(5)'s stat behind the name: 11 to 14 are utime, stime, cutime, cstime, in hundredths of a second. */
function statOf(pid) {
  return readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ')
    .map(Number);
}

/** Processes below a process, itself included, by their ids. One that ends meanwhile is left out. */
export function descendants(pid) {
  const found = [];
  const visit = (at) => {
    try {
      const tasks = readdirSync(`/proc/${at}/task`);
      found.push(at);
      for (const task of tasks) {
        const children = readFileSync(`/proc/${at}/task/${task}/children`, 'utf8').trim();
        for (const child of children.split(' ').filter(Boolean)) visit(Number(child));
      }
    } catch {
      // ended meanwhile
    }
  };
  visit(pid);
  return found;
}

/** CPU seconds of processes, with those of children that have ended. */
export function cpuSecondsOf(pids) {
  let ticks = 0;
  for (const pid of pids) {
    try {
      const [utime, stime, cutime, cstime] = statOf(pid).slice(11, 15);
      ticks += utime + stime + cutime + cstime;
    } catch {
      // ended meanwhile: its parent has its ticks
    }
  }
  return ticks / 100;
}

/** CPU seconds of all that a process has started, living or ended; its own are left out. */
export function childrenCpuSeconds(pid) {
  const [, ...children] = descendants(pid);
  const [cutime, cstime] = statOf(pid).slice(13, 15);
  return (cutime + cstime) / 100 + cpuSecondsOf(children);
}

/**
 * CPU seconds of a database server and its backends, to the nanosecond for those that live: hundredths would be too coarse for the
 * milliseconds of one statement. Each of its processes has one thread.
 */
export function serverCpuSeconds(pid) {
  let seconds = 0;
  for (const each of descendants(pid)) {
    try {
      seconds += Number(readFileSync(`/proc/${each}/schedstat`, 'utf8').split(' ')[0]) / 1e9;
      const [cutime, cstime] = statOf(each).slice(13, 15);
      seconds += (cutime + cstime) / 100;
    } catch {
      // ended meanwhile: its parent has its ticks
    }
  }
  return seconds;
}

function memory(pid, field) {
  try {
    const [, kilobytes] = new RegExp(`${field}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kilobytes ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** Highest resident memory of a process since it began, in MiB. */
export const peakMiB = (pid) => memory(pid, 'VmHWM');

/** Resident memory of a process now, in MiB. */
export const residentMiB = (pid) => memory(pid, 'VmRSS');

export function commandOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return [];
  }
}
