import {readFile} from 'node:fs/promises';
import {systemReason} from './system-error.js';

/** The certificates of the authorities that are trusted, in PEM. Rejects with the name of the file and the reason. */
export async function readAuthorities(file: string): Promise<string> {
	try {
		return await readFile(file, 'utf8');
	} catch (cause) {
		throw new Error(`the certificates ${file} cannot be read: ${systemReason(cause)}`, {cause});
	}
}
