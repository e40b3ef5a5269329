import type {Group} from '../../source/metrics/snapshot.js';

/** Returns a service without limits; `changes` replaces values. */
export function groupOf(name: string, changes: Partial<Group> = {}): Group {
	return {
		path: `/system.slice/${name}`,
		name,
		kind: 'service',
		image: undefined,
		cpuPercent: 0,
		cpuSeconds: 10,
		cpuLimitCores: undefined,
		throttledPercent: undefined,
		memoryBytes: 20 * 2 ** 20,
		memoryLimitBytes: undefined,
		memoryPercent: undefined,
		memoryLimitHits: 0,
		memoryLimitHitsPerSecond: 0,
		swapBytes: 0,
		readBytesPerSecond: 0,
		writeBytesPerSecond: 0,
		pressure: undefined,
		pids: 1,
		pidsLimit: undefined,
		pidsLimitHits: 0,
		pidsLimitHitsPerSecond: 0,
		oomKills: 0,
		restarts: undefined,
		state: undefined,
		...changes,
	};
}
