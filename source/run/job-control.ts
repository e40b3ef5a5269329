import process from 'node:process';

/** Time after which the process continues if it could not be stopped, as without a shell with job control. */
const notStoppedMs = 300;

/**
Calls `listener` when another process sends SIGTSTP, as `kill -TSTP` does, instead of stopping. Returns the function that
removes the listener.
*/
export function onStopSignal(listener: () => void): () => void {
	return listen('SIGTSTP', listener);
}

/**
Calls `listener` when the process continues after a stop that it did not see (SIGSTOP, a debugger), not after `stopJob`.
The size of the terminal is updated first. Returns the function that removes the listener.
*/
export function onContinued(listener: () => void): () => void {
	return listen('SIGCONT', () => {
		updateSize();
		listener();
	});
}

let isUpdatingSize = false;

/**
Calls `listener` when the size of the terminal may have changed, after Node's own listener. Returns the function that removes
the listener.
*/
export function onWindowChange(listener: () => void): () => void {
	return listen('SIGWINCH', () => {
		if (!isUpdatingSize) {
			listener();
		}
	});
}

/**
Updates the size of the terminal that Node keeps, which it otherwise learns from a signal: a busy process learns late, and a
job that is stopped or in the background is sent none. Listeners for 'resize' of the terminal are called if it has changed.
*/
export function updateSize(): void {
	isUpdatingSize = true;
	// Calls Node's own listener, which asks the terminal.
	process.emit('SIGWINCH', 'SIGWINCH');
	isUpdatingSize = false;
}

/**
Stops the whole job, as Ctrl-Z does in a program that does not change the terminal. Resolves when `fg` or `bg` of the shell
continues it. The signal is sent to the process group: with `npm start` there are parents that must stop, too.
*/
export async function stopJob(): Promise<void> {
	if (process.platform === 'win32') {
		return;
	}

	// A process with a listener for the signal is not stopped by it.
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
	updateSize();
}

function listen(signal: NodeJS.Signals, listener: () => void): () => void {
	process.on(signal, listener);
	return () => {
		process.off(signal, listener);
	};
}

/** Removes the listeners of a signal. Returns the function that restores them. */
function withoutListeners(signal: NodeJS.Signals): () => void {
	const listeners = process.listeners(signal);
	process.removeAllListeners(signal);
	return () => {
		for (const listener of listeners) {
			process.on(signal, listener);
		}
	};
}
