import process from 'node:process';

/**
Signals that end a process by default and that the rest of the program leaves alone (`cli.ts` handles SIGINT, SIGTERM,
SIGQUIT and SIGHUP). Those with two names have both here: Ink would end the process for the other name.
*/
const fatalSignals = [
	'SIGABRT',
	'SIGALRM',
	'SIGIO',
	'SIGIOT',
	'SIGPOLL',
	'SIGPWR',
	'SIGSTKFLT',
	'SIGSYS',
	'SIGTRAP',
	'SIGUSR2',
	'SIGVTALRM',
	'SIGXCPU',
	'SIGXFSZ',
] as const satisfies readonly NodeJS.Signals[];

export type FatalSignals = {
	/** Ends the process with the signal that arrived, if one did, and stops listening. */
	raise(): void;
};

/**
Calls `leave` at the first fatal signal, so that output that the terminal has not accepted yet is not lost, as it would be
if the process ended at once.
*/
export function holdFatalSignals(leave: () => void): FatalSignals {
	let arrived: NodeJS.Signals | undefined;
	const listener = (signal: NodeJS.Signals): void => {
		arrived ??= signal;
		leave();
	};
	const listening = fatalSignals.filter(signal => isListenable(signal, listener));
	return {
		raise() {
			for (const signal of listening) {
				if (arrived === undefined) {
					process.off(signal, listener);
				} else {
					// Ink listens, too.
					process.removeAllListeners(signal);
				}
			}

			if (arrived !== undefined) {
				process.kill(process.pid, arrived);
			}
		},
	};
}

/** Starts listening. Returns `false` for a signal that the platform does not have. */
function isListenable(signal: NodeJS.Signals, listener: NodeJS.SignalsListener): boolean {
	try {
		process.on(signal, listener);
		return true;
	} catch {
		return false;
	}
}
