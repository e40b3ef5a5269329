import type {NetworkInterface} from '../../metrics/snapshot.js';
import {counter, type Family, type Point} from '../prometheus-family.js';

/** Counters since the interface exists, named as node_exporter names them. */
export function networkFamilies(interfaces: readonly NetworkInterface[]): readonly Family[] {
	const each = (value: (face: NetworkInterface) => number | undefined): readonly Point[] =>
		interfaces.map(face => ({labels: {device: face.name}, value: value(face)}));
	return [
		counter(
			'network_receive_bytes',
			'Bytes received.',
			each(face => face.receivedBytes),
		),
		counter(
			'network_transmit_bytes',
			'Bytes sent.',
			each(face => face.sentBytes),
		),
		counter(
			'network_receive_packets',
			'Packets received.',
			each(face => face.receivedPackets),
		),
		counter(
			'network_transmit_packets',
			'Packets sent.',
			each(face => face.sentPackets),
		),
		counter(
			'network_receive_errs',
			'Damaged packets received.',
			each(face => face.receiveErrors),
		),
		counter(
			'network_transmit_errs',
			'Packets that could not be sent.',
			each(face => face.sendErrors),
		),
		counter(
			'network_receive_drop',
			'Received packets that were discarded.',
			each(face => face.receiveDrops),
		),
		counter(
			'network_transmit_drop',
			'Packets to send that were discarded.',
			each(face => face.sendDrops),
		),
	];
}
