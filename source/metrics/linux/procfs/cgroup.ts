import {naturalNumber} from '../../values/whole-number.js';
import {parseLines} from './lines.js';

/** The group of a process in one hierarchy: a line of `/proc/[pid]/cgroup` (cgroups(7)). */
export type Membership = {
	/** Controllers of version 1: `cpu`, `memory`, `name=systemd`, … Empty for the unified hierarchy. */
	readonly controllers: readonly string[];
	/** Whether it is the unified hierarchy of version 2: the line with number 0 and no controllers. */
	readonly isUnified: boolean;
	/** Path from the root of the cgroup namespace of the reading process. */
	readonly path: string;
};

/**
Parses `/proc/[pid]/cgroup`. Lines have the format `number:controller,controller:path`; the path may contain colons.
*/
export function parseMemberships(text: string): readonly Membership[] {
	return parseLines(text, {
		file: '/proc/[pid]/cgroup',
		expected: '"number:controllers:path"',
		parse(line) {
			const [, number, controllers = '', path] = /^(\d+):([^:]*):(.*)$/.exec(line) ?? [];
			return path === undefined
				? undefined
				: {
						controllers: controllers === '' ? [] : controllers.split(','),
						isUnified: number === '0' && controllers === '',
						path,
					};
		},
	});
}

/** Returns the number of `key` in a flat keyed file such as `cpu.stat` or `memory.stat`. */
export function flatKeyed(text: string, key: string): number | undefined {
	for (let at = text.indexOf(key); at !== -1; at = text.indexOf(key, at + 1)) {
		const end = at + key.length;
		if ((at === 0 || text[at - 1] === '\n') && text[end] === ' ') {
			const lineEnd = text.indexOf('\n', end);
			return naturalNumber(text.slice(end + 1, lineEnd === -1 ? undefined : lineEnd));
		}
	}

	return undefined;
}

/**
Parses `cpu.max`, "quota period" in microseconds, and returns the limit in cores. `undefined` for "max": no limit.
*/
export function parseCpuMax(text: string): number | undefined {
	const [, quota, period] = /^(max|\d+) (\d+)\s*$/.exec(text) ?? [];
	if (quota === undefined || Number(period) === 0) {
		throw new Error(`cpu.max: expected "quota period", found "${text.trim()}"`);
	}

	return quota === 'max' ? undefined : Number(quota) / Number(period);
}

/**
Parses a limit in bytes, such as `memory.max`. Returns `undefined` for no limit: "max", or in version 1 a number that no
machine reaches.
*/
export function parseLimit(text: string): number | undefined {
	const value = text.trim();
	if (!/^(max|\d+)$/.test(value)) {
		throw new Error(`control group: expected "max" or a number of bytes, found "${value.slice(0, 80)}"`);
	}

	return value === 'max' ? undefined : naturalNumber(value);
}

/** Parses a file with a single number, such as `memory.current`. */
export function parseUse(text: string): number {
	const value = naturalNumber(text);
	if (value === undefined) {
		throw new Error(`control group: expected a number, found "${text.trim().slice(0, 80)}"`);
	}

	return value;
}

/** The bytes that a group read and wrote, by device number (`major:minor`). */
export type DeviceBytes = {readonly deviceNumber: string; readonly readBytes: number; readonly writtenBytes: number};

/** Parses `io.stat`: a line per device, `8:0 rbytes=1 wbytes=2 …`. Lines without these numbers are ignored. */
export function parseIoStat(text: string): readonly DeviceBytes[] {
	return [...text.matchAll(/^(\d+:\d+) rbytes=(\d+) wbytes=(\d+)(?: .*)?$/gm)].map(
		([, deviceNumber = '', read, written]) => ({
			deviceNumber,
			readBytes: Number(read),
			writtenBytes: Number(written),
		}),
	);
}

/**
Parses `blkio.throttle.io_service_bytes` of version 1: several lines per device, `8:0 Read 1`, and a total. Other lines are
ignored.
*/
export function parseBlkioBytes(text: string): readonly DeviceBytes[] {
	const devices = new Map<string, {deviceNumber: string; readBytes: number; writtenBytes: number}>();
	for (const {1: deviceNumber = '', 2: direction, 3: bytes} of text.matchAll(/^(\d+:\d+) (Read|Write) (\d+)$/gm)) {
		const device = devices.get(deviceNumber) ?? {deviceNumber, readBytes: 0, writtenBytes: 0};
		devices.set(deviceNumber, device);
		device[direction === 'Read' ? 'readBytes' : 'writtenBytes'] = Number(bytes);
	}

	return [...devices.values()];
}
