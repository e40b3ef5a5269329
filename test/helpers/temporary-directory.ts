import {mkdtempSync, readdirSync, rmSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export type TemporaryDirectory = Disposable & {
	readonly path: string;
	/** The path of a file in it. */
	file(name: string): string;
	/** The names of what is in it, in order, but for those that begin with a dot. */
	names(): readonly string[];
};

/** Removed with all that is in it when it goes out of scope. */
export function temporaryDirectory(): TemporaryDirectory {
	const directory = mkdtempSync(path.join(os.tmpdir(), 'mon-tui-'));
	return {
		path: directory,
		file: name => path.join(directory, name),
		names: () =>
			readdirSync(directory)
				.filter(name => !name.startsWith('.'))
				.sort(),
		[Symbol.dispose]() {
			// Again, when a process that was only just killed has finished a write meanwhile.
			rmSync(directory, {recursive: true, force: true, maxRetries: 5});
		},
	};
}
