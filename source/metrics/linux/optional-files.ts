import type {Buffer} from 'node:buffer';
import {errorCode, isMissing} from '../../support/system-error.js';
import {type KernelFile, kernelFile} from './kernel-file.js';

/** Kernel files of which a machine may have some and not others. */
export type OptionalFiles = {
	/** `undefined` where there is no such file, or the kernel has it switched off. */
	readText(path: string): string | undefined;
	/** The same as bytes that the next reading of the file overwrites. */
	readBytes(path: string): Buffer | undefined;
	[Symbol.dispose](): void;
};

/** Keeps the descriptors, and remembers what is missing: a failed open costs more than several reads. */
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
