import {once} from 'node:events';
import process from 'node:process';

/** When the process could not be stopped (no shell with job control above it), it goes on after this long. */
const notStoppedMs = 300;

/**
Calls `listener` instead of stopping when another process sends SIGTSTP, as `kill -TSTP` does. Returns the function that
ends this.
*/
export function onStopSignal(listener: () => void): () => void {
	return listen('SIGTSTP', listener);
}

/**
Calls `listener` when the process continues after a stop that it did not see (SIGSTOP, a debugger), not after `stopJob`.
The size of the terminal is known again by then. Returns the function that ends this.
*/
export function onContinued(listener: () => void): () => void {
	return listen('SIGCONT', () => void askForSize().then(listener));
}

/**
Stops the whole job, as Ctrl-Z does in a program that leaves the terminal alone; resolves when the shell's `fg` or `bg`
continues it. The group is signalled, not this process alone: `npm start` has parents that must stop too.
*/
export async function stopJob(): Promise<void> {
	if (process.platform === 'win32') {
		return;
	}

	// A process that listens to the signal is not stopped by it.
	const restoreStop = withoutListeners('SIGTSTP');
	const restoreContinued = withoutListeners('SIGCONT');
	await new Promise<void>(resolve => {
		const finish = (): void => {
			clearTimeout(timer);
			process.off('SIGCONT', finish);
			resolve();
		};
		process.on('SIGCONT', finish);
		const timer = setTimeout(finish, notStoppedMs);
		process.kill(0, 'SIGTSTP');
	});
	restoreStop();
	restoreContinued();
	await askForSize();
}

function listen(signal: NodeJS.Signals, listener: () => void): () => void {
	process.on(signal, listener);
	return () => {
		process.off(signal, listener);
	};
}

/** Returns the function that puts the listeners back. */
function withoutListeners(signal: NodeJS.Signals): () => void {
	const listeners = process.listeners(signal);
	process.removeAllListeners(signal);
	return () => {
		for (const listener of listeners) {
			process.on(signal, listener);
		}
	};
}

/** Only the job in the foreground is sent SIGWINCH: a size that changed while this one was stopped is not known yet. */
async function askForSize(): Promise<void> {
	const resized = once(process, 'SIGWINCH');
	process.kill(process.pid, 'SIGWINCH');
	await resized;
}
