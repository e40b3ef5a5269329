import type {AlertEvent, AlertProcess} from '../alerts/alert.js';
import {formatBytes, formatPercent} from '../support/format.js';
import {singleLine} from '../support/printable.js';

/**
Returns the top processes of an alert, one line each: `postgres (42) 1.00 GiB, 12.0% CPU`, or with the share
of a process, `postgres (42) 40 MB/s`, for a finding or disk I/O. Empty for a cleared alert.
*/
export function processTexts({kind, alert}: AlertEvent): readonly string[] {
	return kind === 'cleared'
		? []
		: alert.topProcesses.map(process =>
				`${singleLine(process.name, 100)} (${process.pid}) ${singleLine(usageOf(process), 100)}`.trimEnd(),
			);
}

function usageOf({share, residentSetBytes, cpuPercent}: AlertProcess): string {
	const usage = [
		residentSetBytes === undefined ? undefined : formatBytes(residentSetBytes),
		cpuPercent === undefined ? undefined : `${formatPercent(cpuPercent)} CPU`,
	];
	return share ?? usage.filter(part => part !== undefined).join(', ');
}
