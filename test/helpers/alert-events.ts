import type {Alert, AlertEvent, AlertEventKind} from '../../source/alerts/alert.js';

export const raisedMs = Date.UTC(2026, 0, 4, 10, 15, 30);

/** Memory above its warning threshold on the machine of the samples. */
export function alertOf(changes: Partial<Alert> = {}): Alert {
	return {
		id: 'episode-1',
		ruleId: 'memory',
		timestampMs: raisedMs,
		sinceMs: raisedMs - 30_000,
		durationMs: 30_000,
		component: 'memory',
		metric: 'memory.percentage',
		unit: 'percent',
		value: 85.5,
		threshold: 80,
		level: 'WARNING',
		message: 'High memory usage: 85.5% (threshold: 80.0%)',
		range: {min: 80.2, mean: 83, max: 85.5},
		topProcesses: [{pid: 42, name: 'postgres', cpuPercent: undefined, residentSetBytes: 2 ** 30}],
		isAcknowledged: false,
		isSilenced: false,
		isNoData: false,
		handlers: [],
		...changes,
	};
}

export function eventOf(kind: AlertEventKind, changes: Partial<Alert> = {}): AlertEvent {
	const alert = alertOf(changes);
	return {id: `${alert.id}/${kind}`, sequence: 1, kind, alert, isSilenced: false};
}

/** `count` alerts of different mounts, raised in this order: `episode-1`, `episode-2`, … */
export function burst(count: number, first = 1): readonly AlertEvent[] {
	return Array.from({length: count}, (_, index) => {
		const number = first + index;
		return {
			...eventOf('raised', {
				id: `episode-${number}`,
				component: 'disk',
				metric: `disks[/data/${number}].percentage`,
				message: `High disk usage: 86.0% (threshold: 85.0%) on /data/${number}`,
			}),
			sequence: number,
		};
	});
}
