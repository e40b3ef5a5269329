import type {Alert} from '../../source/alerts/alert.js';

const common = {
	unit: 'percent',
	topProcesses: [],
	isAcknowledged: false,
	isSilenced: false,
	isNoData: false,
	handlers: [],
} as const;

type Fault = Omit<Alert, 'id' | 'ruleId' | 'timestampMs' | 'sinceMs' | 'durationMs'>;

/** Faults shown in the pictures. */
export const demoFaults = {
	disk: {
		...common,
		component: 'disk',
		metric: 'disks[/data].percentage',
		value: 96.2,
		threshold: 95,
		level: 'CRITICAL',
		message: 'Critical disk usage on /data: 96.2% (threshold: 95.0%)',
		range: {min: 95.1, mean: 95.8, max: 96.2},
	},
	memory: {
		...common,
		component: 'memory',
		metric: 'memory.percentage',
		value: 85.5,
		threshold: 80,
		level: 'WARNING',
		message: 'High memory usage: 85.5% (threshold: 80.0%)',
		range: {min: 82.8, mean: 84.1, max: 85.6},
	},
} as const satisfies Readonly<Record<string, Fault>>;
