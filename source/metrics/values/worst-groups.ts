import type {Group, Groups} from '../model/groups.js';

/** The maximum number of groups in a message and in the history. */
const maxGroups = 50;

/** The share of a limit from which a group is included in any case, in percent. */
const nearLimit = 90;

const cache = new WeakMap<Groups, Groups>();

/**
Returns the groups with at most 50 in the list: those at a limit, then by turns those with the highest CPU and memory
usage. The same value gives the same result.
*/
export function worstGroups(groups: Groups): Groups {
	if (groups.list.length <= maxGroups) {
		return groups;
	}

	const known = cache.get(groups);
	if (known) {
		return known;
	}

	const byCpu = ranked(groups.list, ({cpuPercent}) => cpuPercent);
	const byMemory = ranked(groups.list, ({memoryBytes}) => memoryBytes);
	const chosen = new Set(byCpu.filter(isAtLimit).slice(0, maxGroups));
	for (const [index, group] of byCpu.entries()) {
		for (const one of [group, byMemory[index]]) {
			if (one && chosen.size < maxGroups) {
				chosen.add(one);
			}
		}
	}

	const worst = {...groups, list: [...chosen]};
	cache.set(groups, worst);
	return worst;
}

function ranked(groups: readonly Group[], value: (group: Group) => number | undefined): readonly Group[] {
	return groups.toSorted((a, b) => (value(b) ?? -1) - (value(a) ?? -1) || (a.path < b.path ? -1 : 1));
}

/** Returns whether the group is limited right now. */
function isAtLimit({throttledPercent, memoryPercent, pids, pidsLimit}: Group): boolean {
	return (
		(throttledPercent ?? 0) > 0 ||
		(memoryPercent ?? 0) >= nearLimit ||
		(pids !== undefined && pidsLimit !== undefined && pids >= (pidsLimit * nearLimit) / 100)
	);
}
