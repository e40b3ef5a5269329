import {readlink} from 'node:fs/promises';
import path from 'node:path';

/** A name in a directory. */
export type Entry = {readonly directory: string; readonly name: string};

/** As many as Linux follows. */
const maxLinks = 40;

/**
The entries that decide which file a path leads to: every symbolic link on the way, and the file itself, whether it is
there or not. A mounted ConfigMap is two links deep: `config.json`, `..data`, and a directory named after the time.
*/
export async function linkChain(file: string): Promise<readonly Entry[]> {
	const links: Entry[] = [];
	const {root} = path.parse(path.resolve(file));
	let directory = root;
	let waiting = path.relative(root, path.resolve(file)).split(path.sep);
	for (;;) {
		const [name = '', ...rest] = waiting;
		const target = await readlink(path.join(directory, name)).catch(() => undefined);
		if (target !== undefined && links.length < maxLinks) {
			links.push({directory, name});
			const leadsTo = path.join(path.resolve(directory, target), ...rest);
			directory = root;
			waiting = path.relative(root, leadsTo).split(path.sep);
		} else if (rest.length === 0) {
			return [...links, {directory, name}];
		} else {
			directory = path.join(directory, name);
			waiting = rest;
		}
	}
}
