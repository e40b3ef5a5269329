import assert from 'node:assert/strict';
import {chmodSync} from 'node:fs';
import process from 'node:process';
import {test} from 'node:test';
import {UnavailableError} from '../../../source/metrics/collector.js';
import {socketsCollector} from '../../../source/metrics/linux/sockets.js';
import {collect, fixtureMachine} from '../../helpers/fixture-machine.js';

type Counters = {readonly out: number; readonly again: number; readonly overflows: number; readonly udp: number};

function snmp({out, again, udp}: Counters): string {
	return [
		'Tcp: RtoAlgorithm MaxConn ActiveOpens PassiveOpens EstabResets CurrEstab InSegs OutSegs RetransSegs OutRsts',
		`Tcp: 1 -1 10 20 30 12 500 ${out} ${again} 40`,
		'Udp: InDatagrams RcvbufErrors',
		`Udp: 9 ${udp}`,
		'',
	].join('\n');
}

function netstat({overflows}: Counters): string {
	return `TcpExt: SyncookiesSent ListenOverflows ListenDrops TCPReqQFullDrop\nTcpExt: 1 ${overflows} ${overflows + 5} 3\n`;
}

const quiet: Counters = {out: 1000, again: 10, overflows: 7, udp: 2};

function network(counters: Counters = quiet): Readonly<Record<string, string>> {
	return {
		'proc/1/net/snmp': snmp(counters),
		'proc/1/net/netstat': netstat(counters),
		'proc/1/net/sockstat': 'sockets: used 290\nTCP: inuse 27 orphan 1 tw 23 alloc 104 mem 1\nUDP: inuse 5 mem 3\n',
		'proc/1/net/sockstat6': 'TCP6: inuse 3\nUDP6: inuse 1\n',
		'proc/1/net/snmp6': 'Udp6InErrors                    \t4\nUdp6RcvbufErrors                \t4\n',
		'proc/1/net/softnet_stat': '0065a261 0000000a 00000002\n006cd715 00000001 00000001\n',
		'proc/sys/net/ipv4/ip_local_port_range': '32768\t32967\n',
	};
}

test('sockets and counters at the first reading, rates from the second one on', async () => {
	using machine = fixtureMachine(network());
	using collector = socketsCollector(machine, 1000);
	const first = await collect(collector);
	assert.deepEqual(
		[first?.tcpEstablished, first?.tcpTimeWait, first?.tcpOrphaned, first?.tcpInUse, first?.udpInUse],
		[12, 23, 1, 30, 6],
	);
	assert.equal(first?.localPortsPercent, 26.5);
	assert.deepEqual([first?.retransmitsPerSecond, first?.retransmitPercent], [undefined, undefined]);
	assert.deepEqual(first?.counters, {
		activeOpens: 10,
		passiveOpens: 20,
		segmentsReceived: 500,
		segmentsSent: 1000,
		retransmits: 10,
		resets: 30,
		resetsSent: 40,
		listenOverflows: 7,
		listenDrops: 12,
		synDrops: 3,
		synCookiesSent: 1,
		udpReceiveBufferErrors: 6,
		softnetDrops: 11,
		softnetSqueezes: 3,
	});

	machine.advance(2000);
	for (const [file, content] of Object.entries(network({out: 1150, again: 60, overflows: 11, udp: 4}))) {
		machine.write(file, content);
	}

	const {counters: _, ...second} = (await collect(collector)) ?? {};
	assert.deepEqual(second, {
		tcpEstablished: 12,
		tcpTimeWait: 23,
		tcpOrphaned: 1,
		tcpInUse: 30,
		udpInUse: 6,
		localPortsPercent: 26.5,
		segmentsSentPerSecond: 75,
		retransmitsPerSecond: 25,
		retransmitPercent: 25,
		resetsPerSecond: 0,
		listenOverflowsPerSecond: 2,
		listenDropsPerSecond: 2,
		synDropsPerSecond: 0,
		udpReceiveBufferErrorsPerSecond: 1,
		softnetDropsPerSecond: 0,
		softnetSqueezesPerSecond: 0,
	});
	assert.equal(collector.gaps?.(), undefined);
});

test('no segment sent means no retransmitted share', async () => {
	using machine = fixtureMachine(network());
	using collector = socketsCollector(machine, 1000);
	await collect(collector);
	machine.advance(1000);
	const sockets = await collect(collector);
	assert.equal(sockets?.retransmitsPerSecond, 0);
	assert.equal(sockets?.retransmitPercent, undefined);
});

test('a counter that decreased has no rate; the others have theirs', async () => {
	using machine = fixtureMachine(network());
	using collector = socketsCollector(machine, 1000);
	await collect(collector);
	machine.advance(1000);
	machine.write('proc/1/net/snmp', snmp({...quiet, out: 5}));
	const sockets = await collect(collector);
	assert.equal(sockets?.segmentsSentPerSecond, undefined);
	assert.equal(sockets?.retransmitPercent, undefined);
	assert.equal(sockets?.retransmitsPerSecond, 0);
});

test('a kernel with fewer files and columns leaves their values unknown', async () => {
	using machine = fixtureMachine({
		'proc/1/net/snmp': 'Tcp: CurrEstab OutSegs RetransSegs\nTcp: 3 10 1\n',
		'proc/1/net/netstat': 'TcpExt: SyncookiesSent ListenOverflows\n',
	});
	using collector = socketsCollector(machine, 1000);
	const sockets = await collect(collector);
	assert.equal(sockets?.tcpEstablished, 3);
	assert.equal(sockets?.counters?.retransmits, 1);
	const unknown = [sockets?.tcpInUse, sockets?.localPortsPercent, sockets?.counters?.listenOverflows];
	assert.deepEqual(unknown, [undefined, undefined, undefined]);
	assert.equal(collector.gaps?.(), undefined);
});

test('a machine without these files does not support the metric', async () => {
	using machine = fixtureMachine({});
	using collector = socketsCollector(machine, 1000);
	await assert.rejects(async () => collect(collector), UnavailableError);
});

test('a file that cannot be parsed costs only its values, with the reason', async () => {
	using machine = fixtureMachine({...network(), 'proc/1/net/softnet_stat': 'garbage\n'});
	using collector = socketsCollector(machine, 1000);
	const sockets = await collect(collector);
	assert.equal(sockets?.counters?.softnetDrops, undefined);
	assert.equal(sockets?.tcpEstablished, 12);
	assert.match(collector.gaps?.()?.softnet_stat ?? '', /expected hexadecimal columns, found "garbage"/);
});

test('a file that must not be read costs only its values, with the reason', {
	skip: process.getuid?.() === 0 && 'root may read everything',
}, async () => {
	using machine = fixtureMachine(network());
	chmodSync(`${machine.root}/proc/1/net/netstat`, 0);
	using collector = socketsCollector(machine, 1000);
	const sockets = await collect(collector);
	assert.equal(sockets?.counters?.listenOverflows, undefined);
	assert.equal(sockets?.tcpEstablished, 12);
	assert.match(collector.gaps?.()?.netstat ?? '', /permission denied/);
});
