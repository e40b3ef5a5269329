import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {kill} from '../test/helpers/kill.js';

/** Starts processes that sleep, and resolves when all of them are there. They end when the result is disposed. */
export async function startSleepers(count: number): Promise<Disposable> {
	// A group of its own, so that all end together.
	const shell = spawn('sh', ['-c', `for i in $(seq ${count}); do sleep 3600 & done; echo started; wait`], {
		detached: true,
		stdio: ['ignore', 'pipe', 'ignore'],
	});
	await once(shell.stdout, 'data');
	const {pid} = shell;
	return {
		[Symbol.dispose]() {
			if (pid !== undefined) {
				kill(-pid);
			}
		},
	};
}
