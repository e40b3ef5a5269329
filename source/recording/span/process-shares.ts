import {known, type Reading} from '../../metrics/reading.js';
import type {Process, Processes, Snapshot} from '../../metrics/snapshot.js';

/** A process list and the time at which it was first seen. */
type SeenList = {readonly list: readonly Process[]; readonly monotonicMs: number};

/** The processor usage of each process over a period, from its processor time. */
export type ProcessShares = {
	see(processes: Reading<Processes>, monotonicMs: number): void;
	/** Starts the next period. Returns a function that sets the usage over the last period in the latest list. */
	take(): (snapshot: Snapshot) => Snapshot;
};

/** Returns an empty aggregation of process lists. */
export function processShares(): ProcessShares {
	let first: SeenList | undefined;
	let latest: SeenList | undefined;

	return {
		see(processes, monotonicMs) {
			const list = known(processes)?.list;
			if (list && list !== latest?.list) {
				latest = {list, monotonicMs};
				first ??= latest;
			}
		},
		take() {
			const from = first;
			const until = latest;
			first = latest;
			return snapshot => {
				const {processes} = snapshot.readings;
				return from && until && from !== until && processes.state === 'ok' && processes.value.list === until.list
					? withList(snapshot, {...processes, value: {...processes.value, list: listBetween(from, until)}})
					: snapshot;
			};
		},
	};
}

function withList(snapshot: Snapshot, processes: Reading<Processes>): Snapshot {
	return {...snapshot, readings: {...snapshot.readings, processes}};
}

function listBetween(from: SeenList, until: SeenList): readonly Process[] {
	const seconds = (until.monotonicMs - from.monotonicMs) / 1000;
	const before = new Map(from.list.map(process => [nameOf(process), process.cpuTimeSeconds]));
	return until.list.map(process => {
		const used = usedSince(process, before);
		return used === undefined ? process : {...process, cpuPercent: (used / seconds) * 100};
	});
}

/** Returns the processor time in seconds since the previous list; the whole time for a new process. */
function usedSince(process: Process, before: ReadonlyMap<string, number | undefined>): number | undefined {
	const name = nameOf(process);
	const {cpuTimeSeconds} = process;
	const earlier = before.has(name) ? before.get(name) : 0;
	return cpuTimeSeconds === undefined || earlier === undefined || cpuTimeSeconds < earlier
		? undefined
		: cpuTimeSeconds - earlier;
}

/** Returns the identity of a process, because pids are reused. */
function nameOf({pid, startedAtMs}: Process): string {
	return `${pid} ${startedAtMs}`;
}
