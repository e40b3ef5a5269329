import {readFile} from 'node:fs/promises';

/**
Returns the program that is sent over ssh to a machine with Node and without mon-tui, compressed. It is next to this module in
the build; the bundle of the single file replaces this module with one that contains it. `undefined`: it was not built.
*/
export function readCollectors(): Promise<Buffer | undefined> {
	return readFile(new URL('collectors.cjs.gz', import.meta.url)).catch(() => undefined);
}
