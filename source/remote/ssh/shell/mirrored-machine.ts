import type {Machine} from '../../../metrics/collector.js';
import type {StatFs} from '../../../metrics/linux/disk-space.js';
import type {Frame} from './frames.js';
import {type LineGroup, lineGroup} from './line-group.js';
import {createMirror} from './mirror.js';
import type {Group} from './script.js';

/** A machine whose files are copied here from the output of its shell. */
export type MirroredMachine = Disposable & {
	readonly machine: Machine;
	/** Applies a frame. Throws an error for a frame that the script does not print. */
	apply(frame: Frame): void;
	/** Returns how many frames of a group were applied. */
	generation(group: Group): number;
	/** Returns the latest sizes of a file system, by the path of its mount point. Throws an error if there are none. */
	statFs(path: string): StatFs;
};

/** A jump of the clock of the other machine, in milliseconds; smaller ones are the seconds that `date` does not print. */
const clockJumpMs = 1500;

/** The maximum number of processes whose user is known. */
const maxUids = 100_000;

export function mirroredMachine(): MirroredMachine {
	const mirror = createMirror();
	const lineGroups = new Map<Group, {readonly group: LineGroup; texts: ReadonlyMap<string, string>}>();
	const generations = new Map<Group, number>();
	const uids = new Map<number, number>();
	let spaces: ReadonlyMap<string, StatFs> = new Map();
	let uptimeMs = 0;
	let bootMs: number | undefined;

	const applyLines = (frame: Frame): void => {
		const known = lineGroups.get(frame.group) ?? {group: lineGroup(), texts: new Map<string, string>()};
		const before = known.texts;
		known.texts = known.group.apply(frame);
		lineGroups.set(frame.group, known);
		for (const [name, text] of known.texts) {
			if (name === '+') {
				writeMarks(text, before.get(name) ?? '');
			} else if (name === 'clock') {
				setClock(text);
			} else if (before.get(name) !== text) {
				mirror.write(placeOf(name), text);
			}
		}

		for (const name of before.keys()) {
			if (!known.texts.has(name)) {
				mirror.remove(placeOf(name));
			}
		}

		uptimeMs = Math.max(uptimeMs, milliseconds(known.texts.get('uptime')) ?? 0);
	};

	/** Writes empty files for paths that exist on the other machine. A path with others below it is a folder. */
	const writeMarks = (text: string, before: string): void => {
		const paths = new Set(text.split('\n'));
		const parents = new Set([...paths].map(file => file.slice(0, file.lastIndexOf('/'))));
		for (const file of before.split('\n')) {
			if (!paths.has(file)) {
				mirror.remove(placeOf(file));
			}
		}

		if (text !== before) {
			for (const file of paths) {
				if (file !== '') {
					mirror.write(parents.has(file) ? `${placeOf(file)}/present` : placeOf(file), '');
				}
			}
		}
	};

	const setClock = (text: string): void => {
		const [, epoch, uptime] = /^(\d{1,12}) (\d+\.\d+)/.exec(text) ?? [];
		const found = (Number(epoch) - Number(uptime)) * 1000;
		if (Number.isFinite(found)) {
			// `date` prints whole seconds: of several readings, the latest start is nearest.
			bootMs = bootMs === undefined || Math.abs(found - bootMs) > clockJumpMs ? found : Math.max(found, bootMs);
		}
	};

	const applyProcesses = ({lines}: Frame): void => {
		const stats = new Map<string, string>();
		for (const line of lines) {
			const [, kind = '', pid = '', text = ''] = /^([umx]?)(\d{1,10})(?:[: ](.*))?$/s.exec(line) ?? [];
			if (pid === '') {
				throw new Error('the machine sent a line about a process without its pid');
			}

			const directory = `proc/${pid}`;
			switch (kind) {
				case 'u':
					if (/^\d{1,10}$/.test(text) && (uids.size < maxUids || uids.has(Number(pid)))) {
						uids.set(Number(pid), Number(text));
					}

					break;
				case 'm':
					mirror.write(`${directory}/statm`, `${text} 0 0 0 0\n`);
					break;
				case 'x':
					uids.delete(Number(pid));
					mirror.remove(directory);
					break;
				default: {
					// The name of a process may contain line breaks.
					const start = stats.get(pid);
					stats.set(pid, start === undefined ? `${pid} ${text}` : `${start}\n${text}`);
				}
			}
		}

		for (const [pid, stat] of stats) {
			mirror.write(`proc/${pid}/stat`, `${stat}\n`);
		}
	};

	const applySpaces = ({lines}: Frame): void => {
		spaces = new Map(lines.flatMap(line => spaceOf(line) ?? []));
	};

	return {
		machine: {
			root: mirror.root,
			monotonicMs: () => uptimeMs,
			nowMs: () => (bootMs === undefined ? Date.now() : bootMs + uptimeMs),
			uidOf: pid => uids.get(pid),
		},
		apply(frame) {
			switch (frame.group) {
				case 'p':
					applyProcesses(frame);
					break;
				case 'd':
					applySpaces(frame);
					break;
				default:
					applyLines(frame);
			}

			generations.set(frame.group, (generations.get(frame.group) ?? 0) + 1);
		},
		generation: group => generations.get(group) ?? 0,
		statFs(path) {
			const space = spaces.get(path);
			if (!space) {
				throw new Error('the other machine did not report its size');
			}

			return space;
		},
		[Symbol.dispose]: mirror[Symbol.dispose],
	};
}

/** Returns the place of a file in the mirror. Files that belong to a process of the shell are those of process 1. */
function placeOf(name: string): string {
	if (name.startsWith('/')) {
		return name.slice(1);
	}

	const [, own] = /^(?:self\/)?(net\/.*|mountinfo)$/.exec(name) ?? [];
	return own === undefined ? `proc/${name}` : `proc/1/${own}`;
}

function milliseconds(uptime: string | undefined): number | undefined {
	const seconds = /^(\d{1,12}\.\d+) /.exec(uptime ?? '')?.[1];
	return seconds === undefined ? undefined : Math.round(Number(seconds) * 1000);
}

/** Parses a line of `stat -f`: block size, blocks, free and available ones, inodes and free ones, mount point. */
function spaceOf(line: string): readonly [string, StatFs][] | undefined {
	const [, size, blocks, bfree, bavail, files, ffree, mountPoint] =
		/^(\d+) (\d+) (\d+) (\d+) (\d+) (\d+) (\/.*)$/s.exec(line) ?? [];
	if (mountPoint === undefined) {
		return undefined;
	}

	const bsize = Number(size);
	const space: StatFs = {
		bsize,
		frsize: bsize,
		blocks: Number(blocks),
		bfree: Number(bfree),
		bavail: Number(bavail),
		files: Number(files),
		ffree: Number(ffree),
	};
	return [[Buffer.from(mountPoint, 'latin1').toString('utf8'), space]];
}
