import {readFileSync} from 'node:fs';
import process from 'node:process';
import {pageSizeBytes} from './procfs/page-size.js';

/** Architectures with several page sizes, for which no default is assumed. */
const variablePages: ReadonlySet<string> = new Set(['arm64', 'ppc64', 'loong64', 'mips', 'mipsel']);

/** Returns the page size of the kernel in bytes. Throws when it is unknown and has no default. */
export function readPageSize(root: string): number {
	const self = `${root}/proc/self`;
	try {
		return pageSizeBytes(readFileSync(`${self}/status`, 'latin1'), readFileSync(`${self}/statm`, 'latin1'));
	} catch (error) {
		if (variablePages.has(process.arch)) {
			throw error;
		}

		return 4096;
	}
}
