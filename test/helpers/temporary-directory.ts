import {mkdtempSync, rmSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export type TemporaryDirectory = Disposable & {readonly path: string};

/** Removed with all that is in it when it goes out of scope. */
export function temporaryDirectory(): TemporaryDirectory {
	const directory = mkdtempSync(path.join(os.tmpdir(), 'mon-tui-'));
	return {
		path: directory,
		[Symbol.dispose]() {
			rmSync(directory, {recursive: true, force: true});
		},
	};
}
