import {readlink} from 'node:fs/promises';
import path from 'node:path';

/** An entry of a directory. */
export type Entry = {readonly directory: string; readonly name: string};

/** The number of links that Linux follows. */
const maxLinks = 40;

/**
Returns the directory entries that determine the file of a path: every symbolic link on the way and the file itself, which
need not exist. A mounted ConfigMap has two links: `config.json` and `..data`, which points to a directory named after the
time.
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
