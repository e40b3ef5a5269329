import type {ChildProcess} from 'node:child_process';
import process from 'node:process';

/** Ends a child that leads a process group of its own, with all that it started. */
export function killGroup(child: ChildProcess): void {
	if (child.pid === undefined) {
		return;
	}

	try {
		if (process.platform === 'win32') {
			child.kill('SIGKILL');
		} else {
			process.kill(-child.pid, 'SIGKILL');
		}
	} catch {
		// Nobody is left in the group.
	}
}
