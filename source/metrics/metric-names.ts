import type {MetricName} from './snapshot.js';

/** Every metric, in the order of the documentation. */
export const metricNames = [
	'cpu',
	'load',
	'frequency',
	'memory',
	'disks',
	'diskIo',
	'network',
	'processes',
	'gpu',
	'pressure',
	'limits',
	'temperatures',
	'system',
	'self',
] as const satisfies readonly MetricName[];
