import {chmodSync, readFileSync} from 'node:fs';
import type {FixtureMachine} from './fixture-machine.js';

/** A `df` that is a shell script; `body` may note process numbers in `$PIDS`, one a line. */
export type FakeDf = {
	readonly path: string;
	/** The noted process numbers, in order. */
	pids(): readonly number[];
};

/** Notes itself and a grandchild, which holds the pipes open, and waits for it. */
export const hangingWithGrandchild = 'sleep 600 &\necho "$$\n$!" >> "$PIDS"\nwait';

export function fakeDf(machine: FixtureMachine, body: string): FakeDf {
	const path = `${machine.root}/bin/df`;
	machine.write('pids', '');
	machine.write('bin/df', `#!/bin/sh\nPIDS='${machine.root}/pids'\n${body}\n`);
	chmodSync(path, 0o755);
	return {
		path,
		pids: () =>
			readFileSync(`${machine.root}/pids`, 'utf8')
				.split('\n')
				.filter(line => line !== '')
				.map(Number),
	};
}
