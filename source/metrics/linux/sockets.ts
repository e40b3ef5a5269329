import {type Collector, type Machine, UnavailableError} from '../collector.js';
import {createGapLog} from '../gaps.js';
import type {SocketCounters, Sockets} from '../snapshot.js';
import {elapsedSeconds} from '../values/elapsed.js';
import {naturalNumber} from '../values/whole-number.js';
import {localPorts, type PortRange} from './local-ports.js';
import {optionalFiles} from './optional-files.js';
import {namedColumns} from './procfs/named-columns.js';
import {socketNumber} from './procfs/sockstat.js';
import {parseSoftnetStat} from './procfs/softnet-stat.js';

/**
Returns a collector of the TCP and UDP sockets of this network namespace. A file or a column that this kernel does not
have leaves its values `undefined`.
*/
export function socketsCollector(machine: Machine, cadenceMs: number): Collector<'sockets'> & Disposable {
	const directory = machine.root === '' ? '/proc/net' : `${machine.root}/proc/1/net`;
	const rangeFile = `${machine.root}/proc/sys/net/ipv4/ip_local_port_range`;
	const files = optionalFiles();
	const ports = localPorts(machine, directory);
	const log = createGapLog();
	const readTcp = namedColumns('Tcp', [
		'CurrEstab',
		'ActiveOpens',
		'PassiveOpens',
		'InSegs',
		'OutSegs',
		'RetransSegs',
		'EstabResets',
		'OutRsts',
	]);
	const readUdp = namedColumns('Udp', ['RcvbufErrors']);
	const readTcpExt = namedColumns('TcpExt', ['ListenOverflows', 'ListenDrops', 'TCPReqQFullDrop', 'SyncookiesSent']);
	let previous: {readonly atMs: number; readonly counters: SocketCounters} | undefined;

	/** Returns the text of a file; empty if it is missing or cannot be read. */
	const read = (name: string): string => log.read(name, () => files.readText(`${directory}/${name}`)) ?? '';

	return {
		name: 'sockets',
		cadenceMs,
		timeoutMs: cadenceMs,
		collect() {
			log.clear();
			const atMs = machine.monotonicMs();
			const snmp = read('snmp');
			const netstat = read('netstat');
			const sockstat = read('sockstat');
			if (snmp + netstat + sockstat === '' && log.gaps() === undefined) {
				throw new UnavailableError('unsupported', `this kernel has no ${directory}/snmp, netstat or sockstat`);
			}

			const sockstat6 = read('sockstat6');
			const udp6 = namedCounter(read('snmp6'), 'Udp6RcvbufErrors');
			const softnet = log.read('softnet_stat', () => {
				const text = files.readText(`${directory}/softnet_stat`);
				return text === undefined ? undefined : parseSoftnetStat(text);
			});
			const tcp = readTcp(snmp);
			const extended = readTcpExt(netstat);
			const counters: SocketCounters = {
				activeOpens: tcp.ActiveOpens,
				passiveOpens: tcp.PassiveOpens,
				segmentsReceived: tcp.InSegs,
				segmentsSent: tcp.OutSegs,
				retransmits: tcp.RetransSegs,
				resets: tcp.EstabResets,
				resetsSent: tcp.OutRsts,
				listenOverflows: extended.ListenOverflows,
				listenDrops: extended.ListenDrops,
				synDrops: extended.TCPReqQFullDrop,
				synCookiesSent: extended.SyncookiesSent,
				udpReceiveBufferErrors: sum(readUdp(snmp).RcvbufErrors, udp6),
				softnetDrops: softnet?.drops,
				softnetSqueezes: softnet?.squeezes,
			};
			const before = previous;
			previous = {atMs, counters};
			const rates = ratesBetween(before?.counters, counters, elapsedSeconds(before?.atMs, atMs, cadenceMs));
			const tcpInUse = sum(socketNumber(sockstat, 'TCP', 'inuse'), socketNumber(sockstat6, 'TCP6', 'inuse'));
			const range = parsePortRange(log.read('local_ports_percent', () => files.readText(rangeFile)));
			const tcpTimeWait = socketNumber(sockstat, 'TCP', 'tw');
			return {
				tcpEstablished: tcp.CurrEstab,
				tcpTimeWait,
				tcpOrphaned: socketNumber(sockstat, 'TCP', 'orphan'),
				tcpInUse,
				udpInUse: sum(socketNumber(sockstat, 'UDP', 'inuse'), socketNumber(sockstat6, 'UDP6', 'inuse')),
				localPortsPercent:
					range === undefined || tcpInUse === undefined
						? undefined
						: ports.percent(range, tcpInUse + (tcpTimeWait ?? 0)),
				...rates,
				counters,
			};
		},
		gaps: log.gaps,
		[Symbol.dispose]: () => files[Symbol.dispose](),
	};
}

/** Returns a counter of `/proc/net/snmp6`, whose lines have a name and a number. */
function namedCounter(text: string, name: string): number | undefined {
	const at = text.indexOf(name);
	return at === -1
		? undefined
		: naturalNumber(/\s+\d+/y.exec(text.slice(at + name.length, at + name.length + 64))?.[0]);
}

/** Returns the sum of the known numbers; `undefined` when none is known. */
function sum(...numbers: readonly (number | undefined)[]): number | undefined {
	const known = numbers.filter(number => number !== undefined);
	return known.length === 0 ? undefined : known.reduce((total, number) => total + number, 0);
}

function ratesBetween(before: SocketCounters | undefined, now: SocketCounters, seconds: number | undefined) {
	const rate = (name: keyof SocketCounters): number | undefined => {
		const from = before?.[name];
		const to = now[name];
		return seconds === undefined || from === undefined || to === undefined || to < from
			? undefined
			: (to - from) / seconds;
	};
	const segmentsSentPerSecond = rate('segmentsSent');
	const retransmitsPerSecond = rate('retransmits');
	// OutSegs does not include retransmitted segments.
	const allSent = (segmentsSentPerSecond ?? 0) + (retransmitsPerSecond ?? 0);

	return {
		segmentsSentPerSecond,
		retransmitsPerSecond,
		retransmitPercent:
			segmentsSentPerSecond === undefined || retransmitsPerSecond === undefined || allSent === 0
				? undefined
				: (retransmitsPerSecond / allSent) * 100,
		resetsPerSecond: rate('resets'),
		listenOverflowsPerSecond: rate('listenOverflows'),
		listenDropsPerSecond: rate('listenDrops'),
		synDropsPerSecond: rate('synDrops'),
		udpReceiveBufferErrorsPerSecond: rate('udpReceiveBufferErrors'),
		softnetDropsPerSecond: rate('softnetDrops'),
		softnetSqueezesPerSecond: rate('softnetSqueezes'),
	} satisfies Partial<Sockets>;
}

/** Parses the range of `ip_local_port_range`: `32768	60999`. */
function parsePortRange(text: string | undefined): PortRange | undefined {
	const [first, last] =
		/^(\d+)\s+(\d+)\s*$/
			.exec(text ?? '')
			?.slice(1)
			.map(Number) ?? [];
	return first === undefined || last === undefined || last < first ? undefined : {first, last};
}
