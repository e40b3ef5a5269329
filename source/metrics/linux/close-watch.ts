import type {Process} from '../snapshot.js';
import type {Tracked, TrackedProcesses} from './tracked-process.js';

/** Number of processes with a request that are read in each pass. */
const maxShown = 100;

/** The resources of which the processes that use most are read in each pass, and the number of these processes. */
const resources: ReadonlyArray<readonly [amountOf: (process: Process) => number | undefined, count: number]> = [
	// Without a previous pass, those that have used most are likely.
	[({cpuPercent, cpuTimeSeconds}) => cpuPercent ?? cpuTimeSeconds, 10],
	[({readBytesPerSecond}) => readBytesPerSecond, 5],
	[({writeBytesPerSecond}) => writeBytesPerSecond, 5],
	[({residentSetBytes}) => residentSetBytes, 5],
	[({swapBytes}) => swapBytes, 3],
	[({childrenCpuPercent}) => childrenCpuPercent, 3],
	[({majorFaultsPerSecond}) => majorFaultsPerSecond, 3],
	[({runDelayPercent}) => runDelayPercent, 3],
	[({openFiles, maxOpenFiles}) => (maxOpenFiles ? (openFiles ?? 0) / maxOpenFiles : 0), 3],
	// Those that wait in the kernel.
	[({state}) => (state === 'D' ? 1 : 0), 10],
];

/** Returns the processes of which all files are read in each pass: those with a request and those that use most. */
export function selectClosely(tracked: TrackedProcesses, shownPids: Iterable<number>): ReadonlySet<Tracked> {
	const selected = new Set<Tracked>();
	let shown = 0;
	for (const pid of shownPids) {
		const one = tracked.get(pid);
		if (one && shown < maxShown) {
			shown += 1;
			selected.add(one);
		}
	}

	const all = [...tracked.values()];
	for (const [amountOf, count] of resources) {
		for (const one of highest(all, amountOf, count)) {
			selected.add(one);
		}
	}

	return selected;
}

/** Returns at most `count` processes with the highest amounts above 0. */
function highest(
	all: readonly Tracked[],
	amountOf: (process: Process) => number | undefined,
	count: number,
): readonly Tracked[] {
	const top: {one: Tracked; amount: number}[] = [];
	let lowest = 0;
	all.forEach(one => {
		const amount = amountOf(one.process) ?? 0;
		if (amount > lowest) {
			top.push({one, amount});
			top.sort((left, right) => right.amount - left.amount);
			top.length = Math.min(top.length, count);
			lowest = top.length < count ? 0 : (top.at(-1)?.amount ?? 0);
		}
	});

	return top.map(({one}) => one);
}
