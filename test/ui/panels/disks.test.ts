import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {DeviceIo, Disk, DiskIo, RaidArray} from '../../../source/metrics/snapshot.js';
import {createAppearance} from '../../../source/ui/drawing/appearance.js';
import {type Line, lineWidth} from '../../../source/ui/drawing/line.js';
import {drawDisks} from '../../../source/ui/panels/disks.js';
import {themes} from '../../../source/ui/theme/themes.js';
import {deviceIo, disk, ok, raidArray} from '../../helpers/samples.js';

const appearance = createAppearance({theme: themes.default, colorDepth: 'none', isAscii: false, graphStyle: 'braille'});

type Machine = {
	readonly disks?: readonly Disk[];
	readonly devices?: readonly DeviceIo[];
	readonly arrays?: readonly RaidArray[];
};

function draw({disks = [disk('/', 62.4)], devices = [], arrays = []}: Machine, width: number, height: number) {
	const diskIo: DiskIo = {
		readBytesPerSecond: 1000,
		writeBytesPerSecond: 1000,
		readsPerSecond: 1,
		writesPerSecond: 1,
		busyPercent: 50,
		devices,
	};
	const rows = [...disks.map(disk => ({disk})), ...arrays.map(array => ({array}))];
	return drawDisks({reading: ok(disks), rows, diskIo, traffic: [1, 2]}, width, height, appearance);
}

const textOf = (line: Line): string => line.map(({text}) => text).join('');
const textsOf = (lines: readonly Line[]): readonly string[] => lines.map(line => textOf(line).trimEnd());
const roleOf = (lines: readonly Line[], text: string) => lines.flat().find(part => part.text.includes(text))?.role;

describe('the devices below the mounts', () => {
	const devices = [
		deviceIo('sda', '8:0'),
		deviceIo('sda1', '8:1', {isPhysical: false, isPartition: true}),
		deviceIo('loop0', '7:0', {isPhysical: false, busyPercent: 0}),
		deviceIo('dm-0', '253:0', {isPhysical: false, awaitMs: undefined, busyPercent: 96}),
		deviceIo('sdb', '8:16', {busyPercent: 3}),
	];

	it('are disks first, then stacked devices, without partitions and idle loop devices', () => {
		const [, ...lines] = textsOf(draw({devices}, 67, 8));
		assert.deepEqual(lines.slice(0, 4), [
			'device            req/s    await  queue       read      write  busy',
			'sda                 180  2.50 ms   0.45  8.00 MB/s  2.00 MB/s   14%',
			'sdb                 180  2.50 ms   0.45  8.00 MB/s  2.00 MB/s    3%',
			'dm-0                180       --   0.45  8.00 MB/s  2.00 MB/s   96%',
		]);
		assert.equal(roleOf(draw({devices}, 67, 8), '96%'), 'level4');
	});

	it('are the busiest where not all fit, and the header has the number of the others', () => {
		const lines = textsOf(draw({devices}, 70, 4));
		assert.match(lines[1] ?? '', /^device \(\+2 more\)/);
		assert.match(lines[2] ?? '', /^dm-0/);
	});

	it('take no row from the mounts of a small panel', () => {
		const disks = [disk('/', 10), disk('/data', 20)];
		assert.ok(!textsOf(draw({disks, devices}, 47, 4)).some(line => line.startsWith('device')));
	});

	it('have up to a third of the rows of a large panel with many mounts', () => {
		const disks = Array.from({length: 30}, (_, index) => disk(`/mnt/${index}`, 10));
		const lines = textsOf(draw({disks, devices}, 70, 20));
		assert.ok(lines.some(line => line.startsWith('dm-0')));
		assert.ok(!textsOf(draw({disks, devices}, 70, 12)).some(line => line.startsWith('dm-0')));
	});

	for (const [width, heads] of [
		[16, ['busy']],
		[24, ['await', 'busy']],
		[40, ['req/s', 'await', 'queue', 'busy']],
		[47, ['req/s', 'await', 'queue', 'busy']],
		[90, ['req/s', 'await', 'queue', 'read', 'write', 'busy']],
	] as const) {
		it(`have the columns that fit in ${width} cells, with their names`, () => {
			const lines = draw({devices: [deviceIo('nvme0n1', '259:0')]}, width, 8);
			const head = textsOf(lines).find(line => line.startsWith('device'));
			assert.deepEqual(head?.trim().split(/\s+/).slice(1), heads);
			assert.ok(lines.every(line => lineWidth(line) <= width));
		});
	}
});

describe('a RAID array', () => {
	it('is one row with its state, and degraded in red', () => {
		const arrays = [
			raidArray('md0'),
			raidArray('md1', {
				level: 'raid5',
				devices: 3,
				workingDevices: 2,
				missingDevices: 1,
				failedDevices: 1,
				isDegraded: true,
				action: 'recovery',
				actionPercent: 12.6,
			}),
			raidArray('md2', {action: 'resync'}),
			raidArray('md3', {level: undefined, isActive: false, isDegraded: true, devices: undefined}),
		];
		const lines = draw({arrays}, 70, 6);
		assert.deepEqual(textsOf(lines).slice(1, 5), [
			'md0 raid1  ok  2 of 2 devices',
			'md1 raid5  degraded  recovery 12.6%  2 of 3 devices  1 failed',
			'md2 raid1  ok  resync waiting  2 of 2 devices',
			'md3  not running',
		]);
		assert.equal(roleOf(lines, 'degraded'), 'critical');
		assert.equal(roleOf(lines, 'not running'), 'critical');
		assert.match(textsOf(draw({arrays}, 30, 6))[3] ?? '', /^md1 raid5 {2}degraded$/);
	});
});

describe('a mount that became read-only', () => {
	const disks = [{...disk('/data', 40), isReadOnly: true, isUnexpectedlyReadOnly: true}];

	for (const [width, mark] of [
		[100, 'read-only'],
		[47, 'read-only'],
		[24, 'ro'],
	] as const) {
		it(`is marked in ${width} cells`, () => {
			const lines = draw({disks}, width, 2);
			assert.ok(textsOf(lines)[0]?.includes(mark));
			assert.equal(roleOf(lines, mark), 'critical');
		});
	}

	it('is not marked if it is meant to be read-only', () => {
		const lines = draw({disks: [{...disk('/mnt/iso', 100), isReadOnly: true}]}, 47, 2);
		assert.match(textsOf(lines)[0] ?? '', /100\.0%.*free$/);
	});
});
