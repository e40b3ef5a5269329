import type {MonitoredGroup} from './monitored-group.js';

type Groups = ReadonlyMap<string, MonitoredGroup>;

/** Busy groups that are read before all others. More of them would leave no time for the others. */
const firstByCpu = 200;
const firstDetails = 20;

/** The details of an idle group are read this often. */
const detailsAgeMs = 30_000;

/** The orders in which the groups of a pass are read. Each continues where the previous pass stopped. */
export type ReadOrder = {
	/** Returns the groups whose CPU time was not read in this pass, those that were busy first. */
	forCpu(groups: Groups, pass: number): Iterable<MonitoredGroup>;
	/** Returns the groups whose details are to be read, the busiest first. */
	forDetails(groups: Groups, nowMs: number): Iterable<MonitoredGroup>;
};

/** Returns the orders for a tree. */
export function readOrder(): ReadOrder {
	const cpuRotation = rotation();
	const detailsRotation = rotation();

	return {
		*forCpu(groups, pass) {
			yield* busiest(groups, firstByCpu);
			yield* cpuRotation(groups, group => group.pass !== pass);
		},
		*forDetails(groups, nowMs) {
			const first = busiest(groups, firstDetails);
			yield* first;
			const done = new Set(first);
			yield* detailsRotation(
				groups,
				group =>
					!done.has(group) &&
					(group.needsDetails || group.details === undefined || nowMs - group.details.atMs >= detailsAgeMs),
			);
		},
	};
}

/** Returns a function that returns each group with a property once, beginning after the last one of the previous call. */
function rotation(): (groups: Groups, isDue: (group: MonitoredGroup) => boolean) => Iterable<MonitoredGroup> {
	let position: Iterator<MonitoredGroup> | undefined;

	return function* rotate(groups, isDue) {
		// The end of the groups takes a round of its own.
		for (let count = groups.size; count >= 0; count--) {
			position ??= groups.values();
			const {value, done} = position.next();
			if (done === true) {
				position = undefined;
			} else if (isDue(value)) {
				yield value;
			}
		}
	};
}

function busiest(groups: Groups, count: number): readonly MonitoredGroup[] {
	return [...groups.values()]
		.filter(({isBusy}) => isBusy)
		.sort((a, b) => (b.cpuPercent ?? 0) - (a.cpuPercent ?? 0))
		.slice(0, count);
}
