import {readFile} from 'node:fs/promises';

/**
Reads a file of the page. The files are in the directory `page` next to this module, in the source and in the build; the
bundle of the single file replaces this module with one that contains them.
*/
export function readPageFile(name: string): Promise<string> {
	return readFile(new URL(`page/${name}`, import.meta.url), 'utf8');
}
