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
					received_packets: orNull(face.receivedPackets),
					sent_packets: orNull(face.sentPackets),
					receive_errors: orNull(face.receiveErrors),
					send_errors: orNull(face.sendErrors),
					receive_drops: orNull(face.receiveDrops),
					send_drops: orNull(face.sendDrops),
					receive_rate: whole(face.receiveBytesPerSecond),
					send_rate: whole(face.sendBytesPerSecond),
					errors_rate: rounded(face.errorsPerSecond),
					drops_rate: rounded(face.dropsPerSecond),
					link_mbps: orNull(face.linkMbps),
				})),
			}
		: null;
}
