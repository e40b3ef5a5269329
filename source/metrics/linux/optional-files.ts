import type {Buffer} from 'node:buffer';
import {errorCode, isMissing} from '../../support/system-error.js';
import {type KernelFile, kernelFile} from './kernel-file.js';

/** Optional kernel files. */
export type OptionalFiles = {
	/** Returns the text of a file, or `undefined` when it does not exist or is disabled. */
	readText(path: string): string | undefined;
	/** Returns the bytes of a file, which the next call for it overwrites, or `undefined`. */
	readBytes(path: string): Buffer | undefined;
	[Symbol.dispose](): void;
};

/**
Returns a reader that keeps files open and remembers missing ones, because a failed open costs more than several reads.
*/
export function optionalFiles(): OptionalFiles {
	const files = new Map<string, KernelFile | undefined>();

	const readBytes = (path: string): Buffer | undefined => {
		if (!files.has(path)) {
			files.set(path, kernelFile(path));
		}

		try {
			return files.get(path)?.readBytes();
		} catch (error) {
			if (!isMissing(error) && !isSwitchedOff(error)) {
				throw error;
			}

			files.set(path, undefined);
			return undefined;
		}
	};

	return {
		readBytes,
		readText: path => readBytes(path)?.toString('utf8'),
		[Symbol.dispose]() {
			for (const file of files.values()) {
				file?.[Symbol.dispose]();
			}

			files.clear();
		},
	};
}

function isSwitchedOff(error: unknown): boolean {
	const code = errorCode(error);
	return code === 'EOPNOTSUPP' || code === 'ENOTSUP';
}
