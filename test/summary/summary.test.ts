import assert from 'node:assert/strict';
import {test} from 'node:test';
import {ioTotals} from '../../source/metrics/values/io-totals.js';
import {summary} from '../../source/summary/summary.js';
import {summaryLine} from '../../source/summary/summary-line.js';
import {deviceIo, disk, ok, raidArray, snapshotAt} from '../helpers/samples.js';

const plain = {hasColor: false, isAscii: true};

/** Returns the cells of a row. */
function row(text: string, first: string): readonly string[] {
	const line = text.split('\n').find(candidate => candidate.startsWith(`| ${first}`)) ?? '';
	return line
		.split('|')
		.slice(1, -1)
		.map(cell => cell.trim());
}

test('the tables show the usage of everything', () => {
	const text = summary(snapshotAt(0), plain);
	assert.match(text, /^web-01 - Debian GNU\/Linux 12 \(bookworm\), Linux 6\.18\.5-amd64 x86_64, up 3d 04:12, at 2026/);
	assert.deepEqual(row(text, 'CPU').slice(0, 2), ['CPU', '25.5%']);
	assert.match(row(text, 'CPU')[2] ?? '', /8 cores, 3\.20 GHz, load 0\.42 0\.36 0\.31, iowait 1\.2%, steal 0\.0%/);
	assert.deepEqual(row(text, 'Memory'), ['Memory', '75.0%', '12.0 GiB of 16.0 GiB, 4.00 GiB available']);
	assert.deepEqual(row(text, 'Swap'), ['Swap', '--', 'none']);
	assert.deepEqual(row(text, '/data'), ['/data', '96.2%', '500 GiB', '19.0 GiB', '10.0%', 'ext4']);
	assert.deepEqual(row(text, 'eth0'), ['eth0', '1.20 MB/s', '85.0 kB/s', '10.0 GiB', '1.00 GiB']);
});

test('a missing value shows its reason, a disabled metric is omitted', () => {
	const text = summary(
		snapshotAt(0, {
			processor: {state: 'error', reason: '/proc/stat: permission denied'},
			memory: {state: 'disabled'},
			network: {state: 'disabled'},
			disks: ok([{...disk('/mnt/nas', 0), space: {state: 'timeout', reason: 'no answer within 5 s'}}]),
		}),
		plain,
	);
	assert.deepEqual(row(text, 'CPU'), ['CPU', '--', '/proc/stat: permission denied']);
	assert.equal(row(text, '/mnt/nas')[1], 'no answer within 5 s');
	assert.doesNotMatch(text, /Memory|Interface/);
});

test('devices, RAID arrays and file systems that became read-only have their state', () => {
	const devices = [
		deviceIo('sda', '8:0'),
		deviceIo('md0', '9:0', {isPhysical: false}),
		deviceIo('sdb', '8:16', {awaitMs: undefined}),
	];
	const arrays = [
		raidArray('md0'),
		raidArray('md1', {workingDevices: 1, isDegraded: true, action: 'recovery', actionPercent: 12.6}),
	];
	const text = summary(
		snapshotAt(0, {
			disk_io: ok({...ioTotals(devices), devices}),
			raid: ok(arrays),
			disks: ok([{...disk('/data', 40), isReadOnly: true, isUnexpectedlyReadOnly: true}]),
		}),
		plain,
	);
	assert.deepEqual(row(text, 'sda'), ['sda', '8.00 MB/s', '2.00 MB/s', '180.0', '2.50 ms', '0.45', '14.0%']);
	assert.equal(row(text, 'sdb')[4], '--');
	assert.deepEqual(row(text, 'md0'), ['md0', 'raid1', 'ok', '2 of 2', '0', '--']);
	assert.deepEqual(row(text, 'md1'), ['md1', 'raid1', 'degraded', '1 of 2', '0', 'recovery 12.6%']);
	assert.equal(row(text, '/data')[3], 'read-only');
	assert.doesNotMatch(summary(snapshotAt(0), plain), /RAID|Device/);
});

test('only coloured output contains escape codes', () => {
	assert.doesNotMatch(summary(snapshotAt(0), plain), /\u{1B}/u);
	assert.match(summary(snapshotAt(0), {hasColor: true, isAscii: false}), /\u{1B}\[31m.*96\.2%/u);
});

test('ASCII output is ASCII even for unusual names', () => {
	assert.match(summary(snapshotAt(0), plain), /^[\n -~]*$/);
	const hostile = summary(snapshotAt(0, {disks: ok([disk('/mnt/\u{1B}[2J\n', 10)])}), plain);
	assert.doesNotMatch(hostile, /\u{1B}/u);
});

test('the line for a pipe contains the main values and the fullest disk', () => {
	const line = summaryLine(snapshotAt(0));
	assert.match(
		line,
		/^\d\d:\d\d:\d\d {2}CPU 25\.5% {2}LOAD 0\.42 {2}MEM 75\.0% {2}SWAP -- {2}DISK \/data 96\.2% {2}RX 1\.20 MB\/s {2}TX 85\.0 kB\/s$/,
	);
});

test('in a terminal the line fits the width and omits the least important values', () => {
	const whole = summaryLine(snapshotAt(0));
	assert.equal(summaryLine(snapshotAt(0), whole.length), whole);
	assert.equal(summaryLine(snapshotAt(0), whole.length - 1), whole.replace('  SWAP --', ''));
	for (const columns of [80, 60, 40, 30]) {
		const line = summaryLine(snapshotAt(0), columns);
		assert.ok(line.length <= columns, `${columns}: ${line}`);
		assert.match(line, /CPU 25\.5% {2}.*MEM 75\.0%/);
	}
});
