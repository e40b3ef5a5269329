import {totalCpuPercent} from '../../diagnosis/culprits.js';
import type {Process} from '../../metrics/snapshot.js';
import {ioBytesPerSecond} from '../../metrics/values/process-io.js';
import {zombiesByParent} from './zombies.js';

/** Processes with the highest cost that are kept of each kind. */
const perKind = 10;
/** Zombies that are kept, and parents of zombies. */
const perZombies = 3;

const costs: readonly ((process: Process) => number)[] = [
	totalCpuPercent,
	({residentSetBytes}) => residentSetBytes,
	ioBytesPerSecond,
];

/**
Returns the processes of a list that explain a moment: those with most CPU, memory and storage I/O, those that are blocked,
and zombies with their parents. At most 46 of any list.
*/
export function notable(list: readonly Process[]): readonly Process[] {
	const zombies = list.filter(({state}) => state === 'Z');
	const parents = zombiesByParent(zombies);

	return [
		...new Set([
			...costs.flatMap(cost => largest(list, perKind, cost)),
			...list.filter(({state}) => state === 'D').slice(0, perKind),
			...largest(
				parents.size === 0 ? [] : list.filter(({pid}) => parents.has(pid)),
				perZombies,
				({pid}) => parents.get(pid) ?? 0,
			),
			...zombies.slice(0, perZombies),
		]),
	];
}

/** Returns the processes with the highest cost, without sorting the list. Those without cost are left out. */
function largest(list: readonly Process[], count: number, cost: (process: Process) => number): readonly Process[] {
	const kept: {readonly process: Process; readonly value: number}[] = [];
	for (const process of list) {
		const value = cost(process);
		const last = kept.at(-1);
		if (value > 0 && (kept.length < count || (last !== undefined && value > last.value))) {
			const at = kept.findIndex(other => other.value < value);
			kept.splice(at === -1 ? kept.length : at, 0, {process, value});
			kept.splice(count);
		}
	}

	return kept.map(({process}) => process);
}
