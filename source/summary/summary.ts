import {known} from '../metrics/reading.js';
import type {Snapshot} from '../metrics/snapshot.js';
import {absent, formatDuration} from '../support/format.js';
import {printableLine} from '../support/printable.js';
import {painter} from './cell.js';
import {overview} from './overview.js';
import type {SummaryOptions} from './summary-options.js';
import {devicesTable, disksTable, gpuTable, networkTable, raidTable} from './tables.js';

/** Formats a snapshot as plain text with tables, for `--once`, pipes and mail. The text has no final line break. */
export function summary(snapshot: Snapshot, options: SummaryOptions = {}): string {
	const {readings} = snapshot;
	const paint = painter(options.hasColor ?? false);
	return [
		title(snapshot),
		overview(readings, options, paint),
		disksTable(readings, options, paint),
		devicesTable(readings, options, paint),
		raidTable(readings, options, paint),
		networkTable(readings, options),
		gpuTable(readings, options, paint),
	]
		.filter(part => part !== '')
		.join('\n\n');
}

function title({timestampMs, readings}: Snapshot): string {
	const system = known(readings.system);
	if (!system) {
		return `mon-tui at ${new Date(timestampMs).toISOString()}`;
	}

	const uptime = system.bootTimeMs === undefined ? absent : formatDuration((timestampMs - system.bootTimeMs) / 1000);
	return `${printableLine(system.hostname)} - ${printableLine(system.osVersion)}, ${printableLine(system.osName)} ${printableLine(system.osRelease)} ${printableLine(system.machine)}, up ${uptime}, at ${new Date(timestampMs).toISOString()}`;
}
