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
	return text
		.split('\n')
		.filter(line => line !== '')
		.map(line => {
			const [, number, controllers = '', path] = /^(\d+):([^:]*):(.*)$/.exec(line) ?? [];
			if (path === undefined) {
				throw new Error(`/proc/[pid]/cgroup: expected "number:controllers:path", found "${line}"`);
			}

			return {
				controllers: controllers === '' ? [] : controllers.split(','),
				isUnified: number === '0' && controllers === '',
				path,
			};
		});
}

/** The number behind `key` in a flat keyed file such as `cpu.stat` or `memory.stat`. */
export function flatKeyed(text: string, key: string): number | undefined {
	const value = new RegExp(`^${key} (\\d+)$`, 'm').exec(text)?.[1];
	return value === undefined ? undefined : Number(value);
}

/** The cores that `cpu.max` grants, "quota period" in microseconds. `undefined` for "max": no limit. */
export function parseCpuMax(text: string): number | undefined {
	const [, quota, period] = /^(max|\d+) (\d+)\s*$/.exec(text) ?? [];
	if (quota === undefined || Number(period) === 0) {
		throw new Error(`cpu.max: expected "quota period", found "${text.trim()}"`);
	}

	return quota === 'max' ? undefined : Number(quota) / Number(period);
}

/** The bytes that a file such as `memory.max` holds. `undefined` for "max": no limit. */
export function parseBytes(text: string): number | undefined {
	const value = text.trim();
	if (!/^(max|\d+)$/.test(value)) {
		throw new Error(`control group: expected "max" or a number of bytes, found "${value}"`);
	}

	return value === 'max' ? undefined : Number(value);
}
