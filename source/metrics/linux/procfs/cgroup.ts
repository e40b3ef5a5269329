import {naturalNumber} from '../../values/whole-number.js';
import {parseLines} from './lines.js';

/** The group a process is in, in one hierarchy: a line of `/proc/[pid]/cgroup` (cgroups(7)). */
export type Membership = {
	/** Of version 1: `cpu`, `memory`, `name=systemd`, … Empty for the unified hierarchy. */
	readonly controllers: readonly string[];
	/** The unified hierarchy of version 2: the line with number 0 and no controllers. */
	readonly isUnified: boolean;
	/** From the root of the control group name space of whoever reads the file. */
	readonly path: string;
};

/** Lines read `number:controller,controller:path`; the path may hold colons. */
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

/** The number behind `key` in a flat keyed file such as `cpu.stat` or `memory.stat`. */
export function flatKeyed(text: string, key: string): number | undefined {
	return naturalNumber(new RegExp(`^${key} (\\d+)$`, 'm').exec(text)?.[1]);
}

/** The cores that `cpu.max` grants, "quota period" in microseconds. `undefined` for "max": no limit. */
export function parseCpuMax(text: string): number | undefined {
	const [, quota, period] = /^(max|\d+) (\d+)\s*$/.exec(text) ?? [];
	if (quota === undefined || Number(period) === 0) {
		throw new Error(`cpu.max: expected "quota period", found "${text.trim()}"`);
	}

	return quota === 'max' ? undefined : Number(quota) / Number(period);
}

/**
The bytes that a limit such as `memory.max` holds. `undefined` for no limit: "max", and in version 1 a number that no
machine reaches.
*/
export function parseLimit(text: string): number | undefined {
	const value = text.trim();
	if (!/^(max|\d+)$/.test(value)) {
		throw new Error(`control group: expected "max" or a number of bytes, found "${value.slice(0, 80)}"`);
	}

	return value === 'max' ? undefined : naturalNumber(value);
}

/** The number in a file that holds nothing else, such as `memory.current`. */
export function parseUse(text: string): number {
	const value = naturalNumber(text);
	if (value === undefined) {
		throw new Error(`control group: expected a number, found "${text.trim().slice(0, 80)}"`);
	}

	return value;
}
