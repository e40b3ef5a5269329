import type {Process} from '../../metrics/snapshot.js';
import {type GroupName, groupName} from '../../metrics/values/group-name.js';

/** The names by path. Many processes share a path, and sorting asks for each of them several times. */
const names = new Map<string, GroupName>();
const maxNames = 10_000;

/** Returns the name of the control group of a process. `undefined` when its path is not known. */
export function groupOf({groupPath}: Process): GroupName | undefined {
	if (groupPath === undefined) {
		return undefined;
	}

	let name = names.get(groupPath);
	if (!name) {
		name = groupName(groupPath);
		if (names.size >= maxNames) {
			names.clear();
		}

		names.set(groupPath, name);
	}

	return name;
}
