import {known} from '../../metrics/reading.js';
import type {Snapshot} from '../../metrics/snapshot.js';
import {orNull, rounded, whole} from '../nullable.js';

export function networkSection({readings}: Snapshot) {
	const network = known(readings.network);
	return network
		? {
				receive_rate: whole(network.receiveBytesPerSecond),
				send_rate: whole(network.sendBytesPerSecond),
				interfaces: network.interfaces.map(face => ({
					name: face.name,
					physical: face.isPhysical,
					received: face.receivedBytes,
					sent: face.sentBytes,
					receive_rate: whole(face.receiveBytesPerSecond),
					send_rate: whole(face.sendBytesPerSecond),
					errors_rate: rounded(face.errorsPerSecond),
					link_mbps: orNull(face.linkMbps),
				})),
			}
		: null;
}
