import {once} from 'node:events';
import process from 'node:process';

/** When the process could not be stopped (no shell with job control above it), it goes on after this long. */
const notStoppedMs = 300;

/**
Calls `listener` instead of stopping when somebody sends SIGTSTP from outside, as `kill -TSTP` does. Returns the function that
ends this.
*/
export function onStopSignal(listener: () => void): () => void {
	process.on('SIGTSTP', listener);
	return () => {
		process.off('SIGTSTP', listener);
	};
}

/**
Stops the whole job, as Ctrl-Z does in a program that leaves the terminal alone; resolves when the shell's `fg` or `bg`
continues it. The group is signalled, not this process alone: `npm start` has parents that must stop too.

Only the job in front is told of a new size of the window: it is asked for when this one is there again.
*/
export async function stopJob(): Promise<void> {
	if (process.platform === 'win32') {
		return;
	}

	// Whoever listens to the signal is not stopped by it.
	const listeners = process.listeners('SIGTSTP');
	process.removeAllListeners('SIGTSTP');
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
	for (const listener of listeners) {
		process.on('SIGTSTP', listener);
	}

	const resized = once(process, 'SIGWINCH');
	process.kill(process.pid, 'SIGWINCH');
	await resized;
}
