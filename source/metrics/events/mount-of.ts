import {printableLine} from '../../support/printable.js';
import {known} from '../reading.js';
import type {Readings} from '../snapshot.js';
import type {Happening} from './message-form.js';

const maxPath = 100;

/**
Returns an event of a disk with the mount point of its file system. The kernel names the device: the one of the mount's
source, or, below `/dev/mapper`, of its device number.
*/
export function withMount(happening: Happening, readings: Readings | undefined): Happening {
	const {kind, subject, text} = happening;
	if (
		subject === undefined ||
		!(kind === 'io_error' || kind === 'filesystem_error' || kind === 'remounted_read_only')
	) {
		return happening;
	}

	const device = known(readings?.disk_io)?.devices.find(({name}) => name === subject);
	const mount = known(readings?.disks)?.find(
		({source, deviceNumber}) =>
			source === `/dev/${subject}` || (device !== undefined && deviceNumber === device.deviceNumber),
	);
	return mount ? {...happening, text: `${text}, mounted at ${printableLine(mount.path, maxPath)}`} : happening;
}
