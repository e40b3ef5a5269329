import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {setTimeout as sleep} from 'node:timers/promises';

/**
Looks again and again until `condition` holds; fails, saying what never came, when it does not for a long time. A function
says it with what is known then.
*/
export async function eventually(
	what: string | (() => string),
	condition: () => boolean | Promise<boolean>,
): Promise<void> {
	const deadline = performance.now() + 30_000;
	while (!(await condition())) {
		if (performance.now() >= deadline) {
			assert.fail(`never happened: ${typeof what === 'string' ? what : what()}`);
		}

		await sleep(5);
	}
}

/** A process that ended but was not collected by its parent yet does not count. Linux only. */
export function isRunning(pid: number): boolean {
	try {
		return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
	} catch {
		return false;
	}
}
