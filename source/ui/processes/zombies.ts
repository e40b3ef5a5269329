import type {Process} from '../../metrics/snapshot.js';

/** Returns the number of zombies among the children of each process, by the PID of the parent. */
export function zombiesByParent(list: readonly Process[]): ReadonlyMap<number, number> {
	const children = new Map<number, number>();
	for (const {state, parentPid} of list) {
		if (state === 'Z') {
			children.set(parentPid, (children.get(parentPid) ?? 0) + 1);
		}
	}

	return children;
}
