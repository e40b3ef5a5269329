import {existsSync} from 'node:fs';
import path from 'node:path';
import {UsageError} from '../config/model/usage-error.js';

/** Throws a UsageError for an invalid `--root`, instead of failing for every metric. */
export function checkRoot(root: string | undefined): void {
	if (root !== undefined && !existsSync(path.join(root, 'proc', 'stat'))) {
		throw new UsageError(
			`--root: ${root} does not contain proc/stat; it must be the root directory of the monitored machine`,
		);
	}
}
