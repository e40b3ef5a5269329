import assert from 'node:assert/strict';
import {test} from 'node:test';
import {namedColumns} from '../../../../source/metrics/linux/procfs/named-columns.js';

const snmp = [
	'Ip: Forwarding DefaultTTL InReceives',
	'Ip: 2 64 13793330',
	'IcmpMsg: InType3 OutType3',
	'IcmpMsg: 228 225',
	'Tcp: RtoAlgorithm MaxConn CurrEstab OutSegs RetransSegs',
	'Tcp: 1 -1 12 13661287 75774',
	'Udp: InDatagrams NoPorts InErrors OutDatagrams RcvbufErrors',
	'Udp: 18263 225 7 18491 6',
	'UdpLite: InDatagrams RcvbufErrors',
	'UdpLite: 0 99',
	'',
].join('\n');

test('counters are found by the names of their columns', () => {
	assert.deepEqual(namedColumns('Tcp', ['OutSegs', 'CurrEstab', 'RetransSegs'])(snmp), {
		OutSegs: 13_661_287,
		CurrEstab: 12,
		RetransSegs: 75_774,
	});
	assert.deepEqual(namedColumns('Udp', ['RcvbufErrors'])(snmp), {RcvbufErrors: 6});
	assert.deepEqual(namedColumns('Ip', ['Forwarding'])(snmp), {Forwarding: 2});
});

test('columns that moved are found again', () => {
	const read = namedColumns('Tcp', ['OutSegs']);
	assert.deepEqual(read('Tcp: InSegs OutSegs\nTcp: 1 2\n'), {OutSegs: 2});
	assert.deepEqual(read('Tcp: OutSegs InSegs\nTcp: 3 4\n'), {OutSegs: 3});
	assert.equal(read('Tcp: InSegs\nTcp: 5\n').OutSegs, undefined);
	assert.deepEqual(read('Tcp: InSegs OutSegs\nTcp: 6 7'), {OutSegs: 7});
});

const rows = [
	{title: 'an empty file', text: ''},
	{title: 'a file without the group', text: 'Ip: Forwarding\nIp: 1\n'},
	{title: 'a group with a longer name', text: 'TcpExt: OutSegs\nTcpExt: 4\n'},
	{title: 'names without values, as gVisor writes them', text: 'Tcp: InSegs OutSegs\n'},
	{title: 'names that the values of another group follow', text: 'Tcp: InSegs OutSegs\nUdp: 1 2\n'},
	{title: 'a line that ends before the value', text: 'Tcp: InSegs OutSegs\nTcp: 1'},
	{title: 'an old kernel without the column', text: 'Tcp: InSegs\nTcp: 1\n'},
	{title: 'a negative number', text: 'Tcp: InSegs OutSegs\nTcp: 1 -1\n'},
	{title: 'a number beyond 2^53', text: 'Tcp: InSegs OutSegs\nTcp: 1 18446744073709551615\n'},
	{title: 'a word', text: 'Tcp: InSegs OutSegs\nTcp: 1 \u{1B}[2J\n'},
];

for (const {title, text} of rows) {
	test(`a counter is unknown: ${title}`, () => {
		assert.equal(namedColumns('Tcp', ['OutSegs'])(text).OutSegs, undefined);
	});
}
