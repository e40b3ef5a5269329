import assert from 'node:assert/strict';
import {describe, it, test} from 'node:test';
import {
	flatKeyed,
	parseBlkioBytes,
	parseCpuMax,
	parseIoStat,
	parseLimit,
	parseMemberships,
	parseUse,
} from '../../../../source/metrics/linux/procfs/cgroup.js';

describe('parseMemberships', () => {
	it('reads the single line of version 2', () => {
		assert.deepEqual(parseMemberships('0::/user.slice/session-3.scope\n'), [
			{controllers: [], isUnified: true, path: '/user.slice/session-3.scope'},
		]);
	});

	it('reads the hierarchies of a hybrid system, named ones and joint controllers too', () => {
		assert.deepEqual(parseMemberships('9:name=systemd:/\n4:cpu,cpuacct:/jobs\n0::/\n'), [
			{controllers: ['name=systemd'], isUnified: false, path: '/'},
			{controllers: ['cpu', 'cpuacct'], isUnified: false, path: '/jobs'},
			{controllers: [], isUnified: true, path: '/'},
		]);
	});

	it('keeps colons in the path, as container engines write them', () => {
		const path = '/system.slice/containerd.service/kubepods-pod1.slice:cri-containerd:abc';
		assert.equal(parseMemberships(`0::${path}\n`)[0]?.path, path);
	});

	it('finds nothing in an empty file', () => {
		assert.deepEqual(parseMemberships(''), []);
	});

	it('rejects an incomplete line', () => {
		assert.throws(() => parseMemberships('0:'), /expected "number:controllers:path", found "0:"/);
		assert.deepEqual(parseMemberships('0:\n4:cpu:/jobs\n'), [{controllers: ['cpu'], isUnified: false, path: '/jobs'}]);
	});
});

describe('parseCpuMax', () => {
	it('turns quota and period into cores', () => {
		assert.equal(parseCpuMax('150000 100000\n'), 1.5);
		assert.equal(parseCpuMax('max 100000\n'), undefined);
	});

	it('rejects invalid quotas', () => {
		assert.throws(() => parseCpuMax('100000\n'), /cpu\.max: expected "quota period", found "100000"/);
		assert.throws(() => parseCpuMax('100000 0\n'), /cpu\.max/);
	});
});

describe('parseLimit', () => {
	it('reads a number or "max"', () => {
		assert.equal(parseLimit('536870912\n'), 536_870_912);
		assert.equal(parseLimit('max\n'), undefined);
		assert.throws(() => parseLimit('\n'), /expected "max" or a number of bytes, found ""/);
	});

	it('treats an unreachable number as no limit', () => {
		assert.equal(parseLimit('9223372036854771712\n'), undefined);
	});
});

describe('parseUse', () => {
	it('reads a number and rejects everything else', () => {
		assert.equal(parseUse('0\n'), 0);
		for (const text of ['', 'max', '-1', '12 34', '1e3', '18446744073709551615']) {
			assert.throws(() => parseUse(text), /control group: expected a number, found/, text);
		}
	});
});

describe('flatKeyed', () => {
	it('finds only the whole key', () => {
		const text = 'inactive_file 32768\ntotal_inactive_file 389726208\n';
		assert.equal(flatKeyed(text, 'inactive_file'), 32_768);
		assert.equal(flatKeyed(text, 'total_inactive_file'), 389_726_208);
		assert.equal(flatKeyed(text, 'file'), undefined);
	});
});

test('a key is found at the beginning of a line only', () => {
	assert.equal(flatKeyed('workingset_inactive_file 3\ninactive_file 5\n', 'inactive_file'), 5);
	assert.equal(flatKeyed('inactive_files 3\n', 'inactive_file'), undefined);
	assert.equal(flatKeyed('max', 'max'), undefined);
	assert.equal(flatKeyed('max -1\n', 'max'), undefined);
	assert.equal(flatKeyed('oom 1\noom_kill 2', 'oom_kill'), 2);
});

test('the I/O of a group is read by device, without what is not a number', () => {
	assert.deepEqual(
		parseIoStat('8:0 rbytes=1 wbytes=2 rios=3 wios=4 dbytes=0 dios=0\n253:1\n9:9 rbytes=x wbytes=1\n8:16 rbytes=5 wb'),
		[{deviceNumber: '8:0', readBytes: 1, writtenBytes: 2}],
	);
	assert.deepEqual(parseIoStat(''), []);
	assert.deepEqual(
		parseBlkioBytes('8:0 Read 1\n8:0 Write 2\n8:0 Sync 3\n8:0 Total 6\n8:16 Write 4\nTotal 10\n8:32 Read'),
		[
			{deviceNumber: '8:0', readBytes: 1, writtenBytes: 2},
			{deviceNumber: '8:16', readBytes: 0, writtenBytes: 4},
		],
	);
	assert.deepEqual(parseBlkioBytes('Total 0\n'), []);
});
