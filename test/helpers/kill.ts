import process from 'node:process';

/** Kills a process, or a process group by its negative number; one that has just ended by itself is well. */
export function kill(pid: number): void {
	try {
		process.kill(pid, 'SIGKILL');
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ESRCH') {
			throw error;
		}
	}
}
