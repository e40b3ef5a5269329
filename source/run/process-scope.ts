import {existsSync, readlinkSync, realpathSync, statSync} from 'node:fs';
import {readlink} from 'node:fs/promises';
import {homedir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {UsageError} from '../config/model/usage-error.js';
import type {ForValue} from '../config/options/for.js';
import type {Process} from '../metrics/snapshot.js';
import {processKey} from '../ui/processes/rows.js';
import {type ProcessScope, withDescendants} from '../ui/processes/scope.js';

type Where = {readonly isScreen: boolean; readonly isRemote: boolean; readonly root: string | undefined};

/** Opens the scope of `--for`. Throws a UsageError where it has no effect, and for what is not a directory. */
export function openProcessScope(
	value: Exclude<ForValue, {kind: 'time'}>,
	{isScreen, isRemote, root = ''}: Where,
): ProcessScope {
	if (!isScreen) {
		throw new UsageError('--for limits the process list of the screen, which this run does not show');
	}

	if (isRemote) {
		throw new UsageError('--for and --connect cannot be used together');
	}

	if (value.kind === 'process') {
		if (process.platform === 'linux' && !existsSync(path.join(root, '/proc', String(value.pid)))) {
			throw new UsageError(`--for: no process has the ID ${value.pid}`);
		}

		const roots = new Set([value.pid]);
		return {label: `process ${value.pid}`, within: list => withDescendants(list, roots)};
	}

	if (process.platform !== 'linux') {
		throw new UsageError('--for supports directories only on Linux; use the ID of a process');
	}

	return directoryScope(directoryOf(value.path), path.join(root, '/proc'));
}

function directoryOf(text: string): string {
	const stat = statSync(text, {throwIfNoEntry: false});
	if (!stat?.isDirectory()) {
		throw new UsageError(
			`--for must be a directory, the ID of a process or, with --diagnose, a time such as 15s, found "${text}"`,
		);
	}

	return realpathSync(text);
}

/** Age at which a working directory is read again, in milliseconds. */
const maxAgeMs = 10_000;
/** Directories that are read for one list, and at the same time. */
const maxReads = 512;
const maxAtOnce = 16;

/** A working directory; `undefined` when it cannot be read, as those of other users. */
type Seen = {readonly directory: string | undefined; readonly atMs: number};

function directoryScope(directory: string, proc: string): ProcessScope {
	let seen: ReadonlyMap<string, Seen> = new Map();
	let isReading = false;

	/** Reads the directories of new processes, and some again. Ended processes are forgotten. */
	const read = async (list: readonly Process[]): Promise<void> => {
		const nowMs = performance.now();
		const next = new Map<string, Seen>();
		const due: Process[] = [];
		for (const one of list) {
			const last = seen.get(processKey(one));
			if (last) {
				next.set(processKey(one), last);
			}

			if (!one.isKernelThread && (!last || nowMs - last.atMs > maxAgeMs)) {
				due.push(one);
			}
		}

		for (let start = 0; start < Math.min(due.length, maxReads); start += maxAtOnce) {
			await Promise.all(
				due.slice(start, start + maxAtOnce).map(async one => {
					const found = await readlink(path.join(proc, String(one.pid), 'cwd')).catch(() => undefined);
					next.set(processKey(one), {directory: found, atMs: nowMs});
				}),
			);
		}

		seen = next;
	};

	return {
		label: shortPath(directory),
		within(list) {
			if (seen.size === 0) {
				seen = new Map(list.slice(0, maxReads).map(one => [processKey(one), readAtOnce(one, proc)]));
			} else if (!isReading) {
				isReading = true;
				void read(list).finally(() => {
					isReading = false;
				});
			}

			const isInside = (found: string | undefined): boolean =>
				found !== undefined && (found === directory || found.startsWith(directory === '/' ? '/' : `${directory}/`));
			return withDescendants(
				list,
				new Set(list.filter(one => isInside(seen.get(processKey(one))?.directory)).map(({pid}) => pid)),
			);
		},
	};
}

/** Reads a working directory without waiting, so that the first list is not empty. */
function readAtOnce({pid}: Process, proc: string): Seen {
	try {
		return {directory: readlinkSync(path.join(proc, String(pid), 'cwd')), atMs: performance.now()};
	} catch {
		return {directory: undefined, atMs: performance.now()};
	}
}

/** Returns a path with `~` for the home directory. */
function shortPath(directory: string): string {
	const home = homedir();
	return directory === home || directory.startsWith(`${home}/`) ? `~${directory.slice(home.length)}` : directory;
}
