import type {NetworkInterface} from '../../metrics/snapshot.js';
import {counter, type Family, type Point} from '../prometheus-family.js';

export function networkFamilies(interfaces: readonly NetworkInterface[]): readonly Family[] {
	const each = (value: (face: NetworkInterface) => number | undefined): readonly Point[] =>
		interfaces.map(face => ({labels: {device: face.name}, value: value(face)}));
	return [
		counter(
			'network_receive_bytes',
			'Received since the interface exists.',
			each(face => face.receivedBytes),
		),
		counter(
			'network_transmit_bytes',
			'Sent since the interface exists.',
			each(face => face.sentBytes),
		),
	];
}
