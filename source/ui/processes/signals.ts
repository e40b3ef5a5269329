import {constants} from 'node:os';
import process from 'node:process';

/** A signal. Names and numbers are those of the operating system. */
export type Signal = {readonly name: string; readonly number: number; readonly meaning: string};

const meanings: Readonly<Record<string, string>> = {
	SIGHUP: 'hang up; many daemons reload',
	SIGINT: 'interrupt, as Ctrl-C does',
	SIGQUIT: 'quit with a core dump',
	SIGILL: 'illegal instruction',
	SIGTRAP: 'breakpoint',
	SIGABRT: 'abort with a core dump',
	SIGIOT: 'another name of SIGABRT',
	SIGBUS: 'bus error',
	SIGFPE: 'arithmetic error',
	SIGKILL: 'end at once; cannot be caught',
	SIGUSR1: 'defined by the program',
	SIGSEGV: 'invalid memory access',
	SIGUSR2: 'defined by the program',
	SIGPIPE: 'write to a closed pipe',
	SIGALRM: 'timer expired',
	SIGTERM: 'ask it to terminate',
	SIGSTKFLT: 'stack fault',
	SIGCHLD: 'child stopped or ended',
	SIGCONT: 'continue after a stop',
	SIGSTOP: 'stop; cannot be caught',
	SIGTSTP: 'stop, as Ctrl-Z does',
	SIGTTIN: 'terminal read in the background',
	SIGTTOU: 'terminal write in the background',
	SIGURG: 'urgent data on a socket',
	SIGXCPU: 'CPU time limit exceeded',
	SIGXFSZ: 'file size limit exceeded',
	SIGVTALRM: 'virtual timer expired',
	SIGPROF: 'profiling timer expired',
	SIGWINCH: 'terminal was resized',
	SIGIO: 'I/O is possible',
	SIGPOLL: 'another name of SIGIO',
	SIGPWR: 'power failure',
	SIGSYS: 'invalid system call',
};

/** Range of the real-time signals that programs can use on Linux with glibc. */
const firstRealTime = 34;
const lastRealTime = 64;

/** All signals by number, as in htop. */
export const signals: readonly Signal[] = [
	...Object.entries(constants.signals)
		.flatMap(([name, number]): readonly Signal[] => {
			const meaning = meanings[name];
			return meaning === undefined ? [] : [{name, number, meaning}];
		})
		.sort((a, b) => a.number - b.number),
	...(process.platform === 'linux' ? realTimeSignals() : []),
];

function realTimeSignals(): readonly Signal[] {
	return Array.from({length: lastRealTime - firstRealTime + 1}, (_, index) => ({
		name: index === 0 ? 'SIGRTMIN' : `SIGRTMIN+${index}`,
		number: firstRealTime + index,
		meaning: 'real-time signal',
	}));
}

/** Index of the signal that the menu proposes. */
export const defaultSignal = Math.max(
	0,
	signals.findIndex(({name}) => name === 'SIGTERM'),
);

/**
Returns the index of the signal whose number or name begins with the typed text; `SIG` may be omitted. A complete number or
name is preferred. `undefined` when there is none.
*/
export function findSignal(typed: string): number | undefined {
	const wanted = typed.toUpperCase();
	const matches = [
		({name, number}: Signal) => [String(number), name, name.slice(3)].includes(wanted),
		({name, number}: Signal) => [String(number), name, name.slice(3)].some(text => text.startsWith(wanted)),
	];
	const [found] = matches.map(isMatch => signals.findIndex(isMatch)).filter(index => index !== -1);
	return found;
}
