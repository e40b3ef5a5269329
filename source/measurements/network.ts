import {known} from '../metrics/reading.js';
import type {Network, NetworkInterface} from '../metrics/snapshot.js';
import {byteRate, count, field, flag, megabitsPerSecond, optional, orEmpty, rate, size, text} from './fields.js';
import type {Exported} from './prometheus-family.js';
import {list, record} from './record.js';
import {section} from './section.js';

/** Counters since the interface exists, named as node_exporter names them. */
const counter = (name: string): {readonly prometheus: Exported} => ({
	prometheus: {name: `network_${name}`, type: 'counter'},
});

const networkInterface = record<NetworkInterface>()({
	name: text('name', 'name of the interface'),
	isPhysical: flag('physical', 'a real device that carries traffic of its own: counted in the totals'),
	receivedBytes: size('received', 'received since the interface exists', counter('receive_bytes')),
	sentBytes: size('sent', 'sent since the interface exists', counter('transmit_bytes')),
	receivedPackets: optional(count('received_packets', 'packets received since then', counter('receive_packets'))),
	sentPackets: optional(count('sent_packets', 'packets sent since then', counter('transmit_packets'))),
	receiveErrors: optional(count('receive_errors', 'damaged packets received since then', counter('receive_errs'))),
	sendErrors: optional(count('send_errors', 'packets that could not be sent since then', counter('transmit_errs'))),
	receiveDrops: optional(count('receive_drops', 'received packets discarded since then', counter('receive_drop'))),
	sendDrops: optional(count('send_drops', 'packets to send discarded since then', counter('transmit_drop'))),
	receiveBytesPerSecond: optional(byteRate('receive_rate', 'received')),
	sendBytesPerSecond: optional(byteRate('send_rate', 'sent')),
	errorsPerSecond: optional(rate('errors_rate', 'damaged packets in both directions')),
	dropsPerSecond: optional(rate('drops_rate', 'discarded packets in both directions')),
	linkMbps: optional(megabitsPerSecond('link_mbps', 'speed of the link')),
});

export const network = section(
	'network',
	record<Network>()({
		receiveBytesPerSecond: optional(
			byteRate('receive_rate', 'received over the physical interfaces, or over those that no other carries', {
				inHistory: true,
			}),
		),
		sendBytesPerSecond: optional(byteRate('send_rate', 'sent over the same interfaces', {inHistory: true})),
		interfaces: orEmpty(
			field(
				'interfaces',
				list(networkInterface, {
					place: {head: 'network', key: 'name'},
					labels: ({name}) => ({device: name}),
				}),
			),
		),
	}),
	({readings}) => known(readings.network),
);
