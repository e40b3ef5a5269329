import {known} from '../metrics/reading.js';
import type {Network, NetworkInterface} from '../metrics/snapshot.js';
import {
	byteRate,
	count,
	field,
	flag,
	knownFlag,
	megabitsPerSecond,
	optional,
	orElse,
	percent,
	rate,
	size,
	text,
} from './fields.js';
import type {Exported} from './prometheus-family.js';
import {list, record} from './record.js';
import {section} from './section.js';

/** Counts from the creation of the interface on; the names are those of node_exporter. */
const counter = (name: string): {readonly prometheus: Exported} => ({
	prometheus: {name: `network_${name}`, type: 'counter'},
});

const networkInterface = record<NetworkInterface>()({
	name: text('name', 'name of the network interface'),
	isPhysical: flag('physical', 'whether the interface is a physical device whose traffic counts in the totals'),
	receivedBytes: size('received', 'total data received by the network interface', counter('receive_bytes')),
	sentBytes: size('sent', 'total data sent by the network interface', counter('transmit_bytes')),
	receivedPackets: optional(count('received_packets', 'total packets received', counter('receive_packets'))),
	sentPackets: optional(count('sent_packets', 'total packets sent', counter('transmit_packets'))),
	receiveErrors: optional(count('receive_errors', 'total receive errors', counter('receive_errs'))),
	sendErrors: optional(count('send_errors', 'total transmit errors', counter('transmit_errs'))),
	receiveDrops: optional(count('receive_drops', 'total received packets dropped', counter('receive_drop'))),
	sendDrops: optional(count('send_drops', 'total outgoing packets dropped', counter('transmit_drop'))),
	receiveBytesPerSecond: optional(byteRate('receive_rate', 'receive rate of the interface')),
	sendBytesPerSecond: optional(byteRate('send_rate', 'send rate of the interface')),
	errorsPerSecond: optional(rate('errors_rate', 'errors in both directions')),
	dropsPerSecond: optional(rate('drops_rate', 'dropped packets in both directions')),
	receivePacketsPerSecond: optional(rate('receive_packets_rate', 'received packets')),
	sendPacketsPerSecond: optional(rate('send_packets_rate', 'sent packets')),
	receiveErrorsPerSecond: optional(rate('receive_errors_rate', 'receive errors')),
	sendErrorsPerSecond: optional(rate('send_errors_rate', 'transmit errors')),
	receiveDropsPerSecond: optional(rate('receive_drops_rate', 'received packets dropped')),
	sendDropsPerSecond: optional(rate('send_drops_rate', 'outgoing packets dropped')),
	linkMbps: optional(megabitsPerSecond('link_mbps', 'link speed')),
	linkUsedPercent: optional(percent('link_used_percent', 'share of the link speed used in the busier direction')),
	carrierChanges: optional(
		count('carrier_changes', 'number of times the link went up or down', counter('carrier_changes')),
	),
	isUp: knownFlag('up', 'whether the interface can pass packets; null if the driver does not report it', {
		prometheus: 'network_up',
	}),
});

export const network = section(
	'network',
	record<Network>()({
		receiveBytesPerSecond: optional(
			byteRate(
				'receive_rate',
				'receive rate of all physical interfaces; without any, of all interfaces that are not part of another',
				{
					inHistory: true,
				},
			),
		),
		sendBytesPerSecond: optional(byteRate('send_rate', 'send rate of the same interfaces', {inHistory: true})),
		interfaces: orElse(
			field(
				'interfaces',
				list(networkInterface, {
					place: {head: 'network', key: 'name'},
					labels: ({name}) => ({device: name}),
				}),
			),
			[],
		),
	}),
	({readings}) => known(readings.network),
);
