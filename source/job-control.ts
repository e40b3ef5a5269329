import {once} from 'node:events';
import process from 'node:process';

/** When the process could not be stopped (no shell with job control above it), it goes on after this long. */
const notStoppedMs = 300;

/**
Stops the whole job, as Ctrl-Z does in a program that leaves the terminal alone; resolves when the shell's `fg` or `bg`
continues it. The group is signalled, not this process alone: `npm start` has parents that must stop too.

Only the job in front is told of a new size of the window: it is asked for when this one is there again.
*/
export async function stopJob(): Promise<void> {
	if (process.platform === 'win32') {
		return;
	}

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
	const resized = once(process, 'SIGWINCH');
	process.kill(process.pid, 'SIGWINCH');
	await resized;
}
