import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import type {Collector, Machine} from '../../source/metrics/collector.js';
import type {MetricName, Metrics} from '../../source/metrics/snapshot.js';

/** A machine made of a few files, whose clock moves when told to. */
export type FixtureMachine = Machine & {
	/** Writes a file, in place where it exists: collectors keep their files open. */
	write(file: string, content: string): void;
	remove(file: string): void;
	advance(ms: number): void;
	/** From now on that much time passes whenever somebody looks at the clock, as if everything in between were slow. */
	slowDown(msPerLook: number): void;
	[Symbol.dispose](): void;
};

/** Writes `files` (path below the root → content) into a temporary directory, which goes away on disposal. */
export function fixtureMachine(files: Readonly<Record<string, string>> = {}): FixtureMachine {
	const root = mkdtempSync(path.join(tmpdir(), 'mon-tui-machine-'));
	let nowMs = 1_000_000;
	let msPerLook = 0;

	const machine: FixtureMachine = {
		root,
		monotonicMs() {
			nowMs += msPerLook;
			return nowMs;
		},
		nowMs: () => 1_700_000_000_000 + nowMs,
		write(file, content) {
			mkdirSync(path.join(root, path.dirname(file)), {recursive: true});
			writeFileSync(path.join(root, file), content);
		},
		remove: file => rmSync(path.join(root, file), {recursive: true}),
		advance(ms) {
			nowMs += ms;
		},
		slowDown(ms) {
			msPerLook = ms;
		},
		[Symbol.dispose]: () => rmSync(root, {recursive: true, force: true}),
	};
	for (const [file, content] of Object.entries(files)) {
		machine.write(file, content);
	}

	return machine;
}

/** One reading, outside of any schedule. */
export async function collect<Name extends MetricName>(collector: Collector<Name>): Promise<Metrics[Name] | undefined> {
	return collector.collect(new AbortController().signal);
}
