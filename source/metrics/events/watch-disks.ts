import {countOf} from '../../support/format.js';
import {printableLine} from '../../support/printable.js';
import {known} from '../reading.js';
import {growth} from './growth.js';
import {type Change, onChange, type Watch} from './watch.js';

/** Returns a watch of the failed requests of disks. */
export function watchDevices(): Watch {
	const changes = growth();
	return onChange(
		({disk_io}) => known(disk_io)?.devices,
		(devices, report) => {
			report(
				devices.find(({ioErrors}) => ioErrors !== undefined),
				'io_error',
			);
			const grown = changes(devices.map(({name, ioErrors}) => [name, ioErrors]));
			return [...grown].map(
				([name, times]): Change => ({
					happening: {
						kind: 'io_error',
						severity: 'warning',
						subject: name,
						text: `${countOf(times, 'failed request')} on ${name}`,
					},
					rank: 1,
					times,
				}),
			);
		},
	);
}

/** Returns a watch of mounts that become read-only. */
export function watchReadOnly(): Watch {
	let before: ReadonlyMap<string, boolean> | undefined;
	return onChange(
		({disks}) => known(disks),
		(disks, report) => {
			report(disks, 'remounted_read_only');
			const earlier = before;
			const found = disks
				// A new mount may have become read-only before it was measured.
				.filter(({path, isUnexpectedlyReadOnly}) => isUnexpectedlyReadOnly && earlier && earlier.get(path) !== true)
				.map(({path, source}): Change => {
					const [mount, device] = [printableLine(path, maxName), printableLine(source, maxName)];
					return {
						happening: {kind: 'remounted_read_only', subject: mount, text: `${mount} (${device}) became read-only`},
						rank: 1,
						times: 1,
					};
				});
			before = new Map(disks.map(({path, isUnexpectedlyReadOnly}) => [path, isUnexpectedlyReadOnly]));
			return found;
		},
	);
}

const maxName = 100;
