import type {MetricName} from './snapshot.js';

/** Every metric, in the order of the documentation. */
export const metricNames = [
	'processor',
	'load',
	'frequency',
	'memory',
	'disks',
	'disk_io',
	'network',
	'processes',
	'gpu',
	'pressure',
	'limits',
	'temperatures',
	'system',
	'self',
] as const satisfies readonly MetricName[];
