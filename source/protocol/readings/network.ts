import type {Network} from '../../metrics/snapshot.js';
import {type Fields, flag, number, optionalList, optionalNumber, text} from './fields.js';

export function parseNetwork(network: Fields): Network {
	return {
		receiveBytesPerSecond: optionalNumber(network, 'receive_rate'),
		sendBytesPerSecond: optionalNumber(network, 'send_rate'),
		interfaces: (optionalList(network, 'interfaces') ?? []).map(face => ({
			name: text(face, 'name'),
			isPhysical: flag(face, 'physical'),
			receivedBytes: number(face, 'received'),
			sentBytes: number(face, 'sent'),
			receiveBytesPerSecond: optionalNumber(face, 'receive_rate'),
			sendBytesPerSecond: optionalNumber(face, 'send_rate'),
			errorsPerSecond: optionalNumber(face, 'errors_rate'),
			linkMbps: optionalNumber(face, 'link_mbps'),
		})),
	};
}
