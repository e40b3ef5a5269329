import type {Reading} from '../../metrics/reading.js';
import {metricNames} from '../../metrics/registry.js';
import type {MetricName, Readings} from '../../metrics/snapshot.js';
import type {Check} from './check.js';

/** How to get metrics that the system can switch off. */
const remedies: {readonly [Name in MetricName]?: string} = {
	pressure: 'boot the kernel with psi=1',
	groups: 'mount -t cgroup2 none /sys/fs/cgroup',
};

/** Maximum number of missing parts of a metric that are listed. */
const maxParts = 3;

/** Returns a check for each metric: whether it has a value, or why not. */
export function metricChecks(readings: Readings): readonly Check[] {
	return metricNames.map(name => {
		const result = resultOf(readings[name]);
		const isMissing = result.state === 'absent' || result.state === 'failed';
		return {group: 'metrics', name, ...result, help: isMissing ? remedies[name] : result.help};
	});
}

function resultOf(reading: Reading<unknown>): Pick<Check, 'state' | 'found' | 'help'> {
	switch (reading.state) {
		case 'ok':
			return reading.gaps === undefined
				? {state: 'ok', found: 'measured'}
				: {state: 'limited', found: gapText(reading.gaps)};
		case 'disabled':
			return {state: 'off', found: 'switched off', help: 'mon-tui --print-config shows its setting'};
		case 'unsupported':
		case 'asleep':
			return {state: 'absent', found: reading.reason ?? reading.state};
		case 'pending':
			return {state: 'limited', found: reading.reason ?? 'no value in the first seconds'};
		default:
			return {state: 'failed', found: reading.reason ?? reading.state};
	}
}

function gapText(gaps: Readonly<Record<string, string>>): string {
	const parts = Object.entries(gaps).map(([part, reason]) => `${part}: ${reason}`);
	const more = parts.length > maxParts ? [`and ${parts.length - maxParts} more`] : [];
	return [...parts.slice(0, maxParts), ...more].join('; ');
}
