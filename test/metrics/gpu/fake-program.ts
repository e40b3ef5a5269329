import assert from 'node:assert/strict';
import {chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import {kill} from '../../helpers/kill.js';

/** A stand-in for `nvidia-smi` that writes down every start. */
export type FakeProgram = {
	readonly path: string;
	/** The arguments of every start so far. */
	calls(): readonly string[];
	/** How many of the started are alive, without what they started themselves. */
	living(): number;
	/** Creates a file in the program's folder, for the script to wait for. */
	give(sign: string): void;
	/** Returns whether all process groups are empty. */
	isGone(): boolean;
	[Symbol.dispose](): void;
};

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}

/** The process groups that have a member; one that has ended and only waits to be reaped is none. */
function livingGroups(): ReadonlySet<number> {
	const stats = readdirSync('/proc')
		.filter(name => /^\d+$/.test(name))
		.map(pid => {
			try {
				return readFileSync(`/proc/${pid}/stat`, 'utf8');
			} catch {
				return '';
			}
		});
	return new Set(stats.map(stat => Number(/\) [^ZX] \d+ (\d+) /.exec(stat)?.[1])));
}

/** A shell script with `body`; `$dir` is a folder of its own that it may write into. */
export function fakeProgram(body: string): FakeProgram {
	const folder = mkdtempSync(path.join(tmpdir(), 'mon-tui-gpu-'));
	const program = path.join(folder, 'nvidia-smi');
	writeFileSync(program, `#!/bin/sh\ndir='${folder}'\necho "$$ $*" >> "$dir/starts"\n${body}\n`);
	chmodSync(program, 0o755);

	const starts = (): readonly string[] => {
		const file = path.join(folder, 'starts');
		return existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : [];
	};
	const pids = (): readonly number[] => starts().map(line => Number.parseInt(line, 10));
	const livingLeaders = (): readonly number[] => {
		const groups = livingGroups();
		return pids().filter(pid => groups.has(pid));
	};

	return {
		path: program,
		calls: () => starts().map(line => line.replace(/^\d+ /, '')),
		living: () => pids().filter(isAlive).length,
		give: sign => writeFileSync(path.join(folder, sign), ''),
		isGone: () => livingLeaders().length === 0,
		[Symbol.dispose]() {
			for (const pid of livingLeaders()) {
				kill(-pid);
			}

			rmSync(folder, {recursive: true, force: true});
		},
	};
}

/** Waits until `condition` returns something other than `undefined` and `false`. */
export async function until<Value>(condition: () => Value | undefined | false, what: string): Promise<Value> {
	const deadline = Date.now() + 20_000;
	for (;;) {
		const value = condition();
		if (value !== undefined && value !== false) {
			return value;
		}

		assert.ok(Date.now() < deadline, `waited in vain until ${what}`);
		await delay(10);
	}
}
