import type {AlertEvent} from '../alerts/alert.js';
import {formatBytes, formatPercent} from '../support/format.js';
import {singleLine} from '../support/printable.js';

/**
Returns the top processes of an alert, one line each: `postgres (42) 1.00 GiB, 12.0% CPU`. Empty for a cleared alert.
*/
export function processTexts({kind, alert}: AlertEvent): readonly string[] {
	return kind === 'cleared'
		? []
		: alert.topProcesses.map(({pid, name, residentSetBytes, cpuPercent}) => {
				const share = cpuPercent === undefined ? '' : `, ${formatPercent(cpuPercent)} CPU`;
				return `${singleLine(name, 100)} (${pid}) ${formatBytes(residentSetBytes)}${share}`;
			});
}
