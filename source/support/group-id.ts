import {readFileSync} from 'node:fs';

/** The maximum id of a group. The next number means no change (chown(2)). */
export const maxGroupId = 2 ** 32 - 2;

/** Returns the id of a group: of a number itself, of a name from `/etc/group` (group(5)). `undefined` if there is none. */
export function groupId(group: string, file = '/etc/group'): number | undefined {
	if (/^\d+$/.test(group)) {
		return Number(group) <= maxGroupId ? Number(group) : undefined;
	}

	for (const line of readText(file).split('\n')) {
		const [name, , id] = line.split(':', 3);
		if (name === group && id !== undefined && /^\d+$/.test(id)) {
			return Number(id);
		}
	}

	return undefined;
}

function readText(file: string): string {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		return '';
	}
}
