import {access, constants} from 'node:fs/promises';
import path from 'node:path';
import {tools} from '../diagnosis/tools.js';

/** Folders with programs for root, which are often not in the `PATH` of other users. */
const systemFolders = ['/usr/local/sbin', '/usr/sbin', '/sbin'];

/** Returns the programs that findings suggest and that are neither in `PATH` nor in the folders with programs for root. */
export async function missingTools(searchPath: string | undefined): Promise<ReadonlySet<string>> {
	const folders = (searchPath ?? '').split(path.delimiter).filter(folder => folder !== '');
	const files = (tool: string): readonly string[] =>
		[...new Set([...folders, ...systemFolders])].map(folder => path.join(folder, tool));
	const found = await Promise.all(
		tools.map(tool =>
			Promise.any(files(tool).map(file => access(file, constants.X_OK))).then(
				() => true,
				() => false,
			),
		),
	);
	return new Set(tools.filter((_, index) => !found[index]));
}
