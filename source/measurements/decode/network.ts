import type {Network} from '../../metrics/snapshot.js';
import {type Fields, flag, number, optionalList, optionalNumber, text} from '../../support/fields.js';

export function parseNetwork(network: Fields): Network {
	return {
		receiveBytesPerSecond: optionalNumber(network, 'receive_rate'),
		sendBytesPerSecond: optionalNumber(network, 'send_rate'),
		interfaces: (optionalList(network, 'interfaces') ?? []).map(face => ({
			name: text(face, 'name'),
			isPhysical: flag(face, 'physical'),
			receivedBytes: number(face, 'received'),
			sentBytes: number(face, 'sent'),
			receivedPackets: optionalNumber(face, 'received_packets'),
			sentPackets: optionalNumber(face, 'sent_packets'),
			receiveErrors: optionalNumber(face, 'receive_errors'),
			sendErrors: optionalNumber(face, 'send_errors'),
			receiveDrops: optionalNumber(face, 'receive_drops'),
			sendDrops: optionalNumber(face, 'send_drops'),
			receiveBytesPerSecond: optionalNumber(face, 'receive_rate'),
			sendBytesPerSecond: optionalNumber(face, 'send_rate'),
			errorsPerSecond: optionalNumber(face, 'errors_rate'),
			dropsPerSecond: optionalNumber(face, 'drops_rate'),
			linkMbps: optionalNumber(face, 'link_mbps'),
		})),
	};
}
