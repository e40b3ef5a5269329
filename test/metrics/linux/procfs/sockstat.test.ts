import assert from 'node:assert/strict';
import {test} from 'node:test';
import {socketNumber} from '../../../../source/metrics/linux/procfs/sockstat.js';

const text = 'sockets: used 290\nTCP: inuse 27 orphan 1 tw 23 alloc 104 mem 1\nUDP: inuse 5 mem 3\nUDPLITE: inuse 9\n';

const rows = [
	['TCP', 'inuse', 27],
	['TCP', 'tw', 23],
	['UDP', 'inuse', 5],
	['TCP', 'absent', undefined],
	['TCP6', 'inuse', undefined],
] as const;

for (const [protocol, name, expected] of rows) {
	test(`${protocol} sockets ${name}: ${expected ?? 'unknown'}`, () => {
		assert.equal(socketNumber(text, protocol, name), expected);
	});
}

test('a line that ends before the number has none', () => {
	assert.equal(socketNumber('TCP: inuse', 'TCP', 'inuse'), undefined);
	assert.equal(socketNumber('TCP: inuse many', 'TCP', 'inuse'), undefined);
	assert.equal(socketNumber('', 'TCP', 'inuse'), undefined);
});
