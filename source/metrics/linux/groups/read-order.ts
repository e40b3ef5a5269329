import type {MonitoredGroup} from './monitored-group.js';

/** Busy groups that are read before all others. More of them would leave no time for the others. */
const firstByCpu = 200;
const firstDetails = 20;

/** The details of an idle group are read this often. */
const detailsAgeMs = 30_000;

/** Returns a function that returns the groups in the order in which their CPU time is to be read. */
export function cpuOrder(): (groups: ReadonlyMap<string, MonitoredGroup>, pass: number) => Iterable<MonitoredGroup> {
	let rotation: Iterator<MonitoredGroup> | undefined;

	return function* inOrder(groups, pass) {
		yield* [...groups.values()]
			.filter(({isBusy}) => isBusy)
			.sort(byCpu)
			.slice(0, firstByCpu);

		// Continues where the previous pass stopped. The end of the groups takes a round of its own.
		for (let count = groups.size; count >= 0; count--) {
			rotation ??= groups.values();
			const {value, done} = rotation.next();
			if (done === true) {
				rotation = undefined;
			} else if (value.pass !== pass) {
				yield value;
			}
		}
	};
}

/**
Returns the groups whose details are to be read: the busiest, then those that were never read, then those whose details are
the oldest.
*/
export function detailsOrder(groups: Iterable<MonitoredGroup>, nowMs: number): readonly MonitoredGroup[] {
	const readAtMs = ({details}: MonitoredGroup): number => details?.atMs ?? Number.MIN_SAFE_INTEGER;
	const due = [...groups].filter(group => group.needsDetails || nowMs - readAtMs(group) >= detailsAgeMs);
	const busiest = due
		.filter(({isBusy}) => isBusy)
		.sort(byCpu)
		.slice(0, firstDetails);
	const first = new Set(busiest);
	return [...busiest, ...due.filter(group => !first.has(group)).sort((a, b) => readAtMs(a) - readAtMs(b))];
}

function byCpu(a: MonitoredGroup, b: MonitoredGroup): number {
	return (b.cpuPercent ?? 0) - (a.cpuPercent ?? 0);
}
