import {readFile} from 'node:fs/promises';
import {systemReason} from './system-error.js';

/** Reads the certificates of trusted authorities in PEM format. Rejects with the name of the file and a reason. */
export async function readAuthorities(file: string): Promise<string> {
	try {
		return await readFile(file, 'utf8');
	} catch (cause) {
		throw new Error(`the certificates ${file} cannot be read: ${systemReason(cause)}`, {cause});
	}
}
