import {isMissing} from '../../support/system-error.js';
import {UnavailableError} from '../collector.js';
import type {KernelFile} from './kernel-file.js';

/**
Returns the text of a file that the whole metric depends on. Throws an `UnavailableError` when the kernel does not have
the file, and the system error when it cannot be read.
*/
export function readSupported(file: KernelFile): string {
	try {
		return file.readText();
	} catch (error) {
		if (isMissing(error)) {
			throw new UnavailableError('unsupported', `this kernel has no ${file.path}`);
		}

		throw error;
	}
}
