import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {describe, it} from 'node:test';
import {parsePidStat} from '../../../../source/metrics/linux/procfs/pid-stat.js';

/** Fields 3 to 26 as the kernel writes them, the rest cut off: ppid 7, utime 120, stime 34, nice -5, 3 threads. */
const fields = 'S 7 42 42 34816 -1 4194304 980 51 2 0 120 34 9 8 15 -5 3 0 92578 3133440 360 18446744073709551615 1';

const stat = (name: string | Buffer): Buffer =>
	Buffer.concat([Buffer.from('42 ('), Buffer.from(name), Buffer.from(`) ${fields}\n`)]);

describe('parsePidStat', () => {
	it('reads the fields by their places', () => {
		assert.deepEqual(parsePidStat(stat('bash')), {
			pid: 42,
			name: 'bash',
			state: 'S',
			parentPid: 7,
			isKernelThread: false,
			minorFaults: 980,
			majorFaults: 2,
			cpuTicks: 154,
			childrenTicks: 17,
			priority: 15,
			nice: -5,
			threads: 3,
			startTicks: 92_578,
			virtualBytes: 3_133_440,
			residentPages: 360,
		});
	});

	const names: ReadonlyArray<readonly [row: string, raw: string | Buffer, expected: string]> = [
		['a bracket and a space', 'a) b (c', 'a) b (c'],
		['what looks like the end of the name', 'x) R 1 2 3', 'x) R 1 2 3'],
		['brackets all around', '(sd-pam)', '(sd-pam)'],
		['nothing', '', ''],
		['a line break and a tab', 'a\nb\tc', 'a\nb\tc'],
		['an escape sequence', '\u001B[31mred', '\u001B[31mred'],
		['letters beyond ASCII', 'größe-表', 'größe-表'],
		['a character cut at the 15th byte', Buffer.from([0x61, 0xe8, 0xa1]), 'a\uFFFD'],
		['bytes that are no UTF-8', Buffer.from([0x61, 0xff, 0x62]), 'a\uFFFDb'],
	];
	for (const [row, raw, expected] of names) {
		it(`keeps a name of ${row}, and the fields behind it`, () => {
			const parsed = parsePidStat(stat(raw));
			assert.equal(parsed.name, expected);
			assert.equal(parsed.parentPid, 7);
			assert.equal(parsed.residentPages, 360);
		});
	}

	const states = {R: 'R', S: 'S', D: 'D', Z: 'Z', T: 'T', t: 'T', X: 'X', x: 'X', I: 'I', K: '?', W: '?', P: '?'};
	for (const [letter, expected] of Object.entries(states)) {
		it(`reads the state ${letter} as ${expected}`, () => {
			assert.equal(parsePidStat(Buffer.from(`42 (a) ${letter}${fields.slice(1)}`)).state, expected);
		});
	}

	it('recognizes a kernel thread by its flag', () => {
		const kernelThread = '2 (kthreadd) S 0 0 0 0 -1 2129984 0 0 0 0 0 23 0 0 20 0 1 0 0 0 0 18446744073709551615';
		assert.equal(parsePidStat(Buffer.from(kernelThread)).isKernelThread, true);
	});

	it('reads the negative priority of a real-time process', () => {
		assert.equal(parsePidStat(Buffer.from(`42 (a) ${fields.replace(' 15 -5 ', ' -51 0 ')}`)).priority, -51);
	});

	it('reads a zombie, whose memory is gone', () => {
		const zombie = parsePidStat(
			Buffer.from('99 (defunct) Z 1 99 99 0 -1 4228108 0 0 0 0 1 2 0 0 20 0 1 0 500 0 0 18446744073709551615 0\n'),
		);
		assert.equal(zombie.state, 'Z');
		assert.equal(zombie.residentPages, 0);
		assert.equal(zombie.cpuTicks, 3);
	});

	const malformed: ReadonlyArray<readonly [row: string, line: string, message: RegExp]> = [
		['an empty file', '', /no name in brackets/],
		['no brackets', '42 bash S 1', /no name in brackets/],
		['an end in the middle of the name', '42 (ba', /no name in brackets/],
		['an end before the resident set', '42 (bash) S 7 42 42 34816 -1 4194304 980', /ends before field 24/],
		['a word where a number should be', `42 (bash) ${fields.replace('360', 'many')}`, /no number/],
	];
	for (const [row, line, message] of malformed) {
		it(`refuses ${row}`, () => {
			assert.throws(() => parsePidStat(Buffer.from(line)), message);
		});
	}
});
