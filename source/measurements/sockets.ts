import {known} from '../metrics/reading.js';
import type {Readings, Sockets} from '../metrics/snapshot.js';
import {unsent} from './codec.js';
import {count, optional, percent, rate} from './fields.js';
import {counter, type Family} from './prometheus-family.js';
import {record} from './record.js';
import {section} from './section.js';

export const sockets = section(
	'sockets',
	record<Sockets>()({
		tcpEstablished: optional(
			count('tcp_established', 'established TCP connections', {
				title: 'established TCP connections',
				figure: 'whole mean',
				prometheus: 'tcp_established',
			}),
		),
		tcpTimeWait: optional(
			count('tcp_time_wait', 'TCP connections in TIME-WAIT', {figure: 'whole mean', prometheus: 'tcp_time_wait'}),
		),
		tcpOrphaned: optional(
			count('tcp_orphaned', 'TCP connections that no process holds', {
				figure: 'whole mean',
				prometheus: 'tcp_orphaned',
			}),
		),
		tcpInUse: optional(
			count('tcp_in_use', 'TCP sockets in use', {figure: 'whole mean', prometheus: 'tcp_sockets_in_use'}),
		),
		udpInUse: optional(
			count('udp_in_use', 'UDP sockets in use', {figure: 'whole mean', prometheus: 'udp_sockets_in_use'}),
		),
		localPortsPercent: optional(
			percent('local_ports_percent', 'used share of the local ports for outgoing connections', {
				title: 'local ports',
				prometheus: 'local_ports_used_ratio',
			}),
		),
		segmentsSentPerSecond: optional(rate('segments_sent_rate', 'TCP segments sent, without retransmitted ones')),
		retransmitsPerSecond: optional(rate('retransmits_rate', 'TCP segments retransmitted')),
		retransmitPercent: optional(
			percent('retransmit_percent', 'retransmitted share of the TCP segments sent', {title: 'TCP retransmits'}),
		),
		resetsPerSecond: optional(rate('resets_rate', 'established TCP connections reset')),
		listenOverflowsPerSecond: optional(
			rate('listen_overflows_rate', 'connections dropped because the queue of a listening socket was full', {
				title: 'listen queue overflows',
			}),
		),
		listenDropsPerSecond: optional(rate('listen_drops_rate', 'connections dropped by listening sockets')),
		synDropsPerSecond: optional(
			rate('syn_drops_rate', 'connection requests dropped because too many connections were half open'),
		),
		udpReceiveBufferErrorsPerSecond: optional(
			rate('udp_receive_buffer_errors_rate', 'UDP packets dropped because the receive buffer of a socket was full'),
		),
		softnetDropsPerSecond: optional(
			rate('softnet_drops_rate', 'received packets dropped because the queue of a processor was full'),
		),
		softnetSqueezesPerSecond: optional(
			rate('softnet_squeezes_rate', 'times a processor stopped receiving although packets were left'),
		),
		counters: unsent(undefined),
	}),
	({readings}) => known(readings.sockets),
	counters,
);

function counters(readings: Readings): readonly Family[] {
	const counted = known(readings.sockets)?.counters;
	return [
		counter('tcp_active_opens', 'Total outgoing TCP connections.', counted?.activeOpens),
		counter('tcp_passive_opens', 'Total incoming TCP connections.', counted?.passiveOpens),
		counter('tcp_segments_received', 'Total TCP segments received.', counted?.segmentsReceived),
		counter('tcp_segments_sent', 'Total TCP segments sent, without retransmitted ones.', counted?.segmentsSent),
		counter('tcp_segments_retransmitted', 'Total TCP segments retransmitted.', counted?.retransmits),
		counter('tcp_established_resets', 'Total established TCP connections reset.', counted?.resets),
		counter('tcp_resets_sent', 'Total TCP resets sent.', counted?.resetsSent),
		counter(
			'tcp_listen_overflows',
			'Total connections dropped because the queue of a listening socket was full.',
			counted?.listenOverflows,
		),
		counter('tcp_listen_drops', 'Total connections dropped by listening sockets.', counted?.listenDrops),
		counter(
			'tcp_syn_drops',
			'Total connection requests dropped because too many connections were half open.',
			counted?.synDrops,
		),
		counter('tcp_syn_cookies_sent', 'Total SYN cookies sent.', counted?.synCookiesSent),
		counter(
			'udp_receive_buffer_errors',
			'Total UDP packets dropped because the receive buffer of a socket was full.',
			counted?.udpReceiveBufferErrors,
		),
		counter(
			'softnet_dropped',
			'Total received packets dropped because the queue of a processor was full.',
			counted?.softnetDrops,
		),
		counter(
			'softnet_times_squeezed',
			'Total number of times a processor stopped receiving although packets were left.',
			counted?.softnetSqueezes,
		),
	];
}
