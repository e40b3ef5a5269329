import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parseNetTcp} from '../../../../source/metrics/linux/procfs/net-tcp.js';

const head =
	'  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode                                                     ';
const listening =
	'   0: 0100007F:1F90 00000000:0000 0A 00000000:00000005 00:00000000 00000000     0        0 17894 1 0000000000000000 100 0 0 10 0                     ';
const sending =
	'   1: 0100007F:C001 0201A8C0:0050 01 00000400:00000000 01:00000014 00000003  1000        0 20001 3 0000000000000000 21 4 30 10 -1                    ';
const v6 = (local: string): string =>
	`   2: ${local}:0016 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 99 1 0000000000000000 100 0 0 10 0`;

test('sockets have their addresses, queues and retransmissions', () => {
	assert.deepEqual(parseNetTcp([head, listening, sending, ''].join('\n')), [
		{
			local: '127.0.0.1:8080',
			remote: undefined,
			state: 10,
			sendQueue: 0,
			receiveQueue: 5,
			isRetransmitting: false,
			retransmits: 0,
			inode: '17894',
		},
		{
			local: '127.0.0.1:49153',
			remote: '192.168.1.2:80',
			state: 1,
			sendQueue: 1024,
			receiveQueue: 0,
			isRetransmitting: true,
			retransmits: 3,
			inode: '20001',
		},
	]);
});

for (const [hex, address] of [
	['00000000000000000000000000000000', '[::]'],
	['00000000000000000000000001000000', '[::1]'],
	['0000000000000000FFFF00000100007F', '[::ffff:127.0.0.1]'],
	['B80D0120000000000000000001000000', '[2001:db8::1]'],
	['000080FE00000000FF005450FE123456', '[fe80::5054:ff:5634:12fe]'],
	['0100000100000000000000000000000A', '[100:1::a00:0]'],
] as const) {
	test(`the address ${address} is read from its hexadecimal form`, () => {
		assert.equal(parseNetTcp(v6(hex))[0]?.local, `${address}:22`);
	});
}

test('garbage, truncated and foreign lines are left out', () => {
	const text = [head, listening.slice(0, 60), 'x'.repeat(10_000), '\u{0}\u{1B}[31m', listening].join('\n');
	assert.equal(parseNetTcp(text).length, 1);
	assert.deepEqual(parseNetTcp(''), []);
});
