import type {ChildProcess} from 'node:child_process';
import process from 'node:process';

/** Kills a child process that leads its own process group, with all its descendants. */
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
		// The group is empty.
	}
}
