import assert from 'node:assert/strict';
import {describe, it, test} from 'node:test';
import {amdgpu, parseClockMhz} from '../../../source/metrics/gpu/amdgpu.js';
import {known} from '../../../source/metrics/reading.js';
import type {Gpu} from '../../../source/metrics/snapshot.js';
import {fixtureMachine} from '../../helpers/fixture-machine.js';
import {drmCard} from './drm-cards.js';

const sensors = 'device/hwmon/hwmon4';

const live = {
	'device/gpu_busy_percent': '37\n',
	'device/mem_info_vram_total': '17163091968\n',
	'device/mem_info_vram_used': '1073741824\n',
	'device/pp_dpm_sclk': '0: 500Mhz \n1: 1825Mhz *\n2: 2475Mhz \n',
	'device/pp_dpm_mclk': '0: 96Mhz *\n1: 1000Mhz \n',
	[`${sensors}/name`]: 'amdgpu\n',
	[`${sensors}/temp1_input`]: '56000\n',
	[`${sensors}/power1_average`]: '103500000\n',
	[`${sensors}/power1_cap`]: '255000000\n',
	[`${sensors}/pwm1`]: '51\n',
};

function read(...cards: ReadonlyArray<Readonly<Record<string, string>>>): readonly Gpu[] {
	using machine = fixtureMachine({'proc/sys/kernel/osrelease': '6.18.5\n', ...Object.assign({}, ...cards)});
	return known(amdgpu(machine).read()) ?? [];
}

test('A GPU that is awake is read from its driver and its sensors', () => {
	assert.deepEqual(read(drmCard(0, '1002:73BF', '0000:03:00.0', live)), [
		{
			id: 0,
			name: 'AMD GPU (0x73bf)',
			vendor: 'amd',
			driverVersion: '6.18.5',
			uniqueId: '0000:03:00.0',
			pciAddress: '0000:03:00.0',
			problem: undefined,
			memoryTotalBytes: 17_163_091_968,
			memoryUsedBytes: 1_073_741_824,
			memoryFreeBytes: 16_089_350_144,
			usedPercent: 37,
			temperatureCelsius: 56,
			powerWatts: 103.5,
			powerLimitWatts: 255,
			fanPercent: 20,
			clockMhz: 1825,
			memoryClockMhz: 96,
			isMig: false,
			isAsleep: false,
			processes: undefined,
		},
	]);
});

test('A suspended GPU is listed without measured values', () => {
	const [gpu] = read(drmCard(0, '1002:73BF', '0000:03:00.0', {...live, 'device/power/runtime_status': 'suspended\n'}));
	assert.ok(gpu);
	assert.deepEqual(
		Object.entries(gpu).filter(([, value]) => value !== undefined),
		Object.entries({
			driverVersion: '6.18.5',
			uniqueId: '0000:03:00.0',
			pciAddress: '0000:03:00.0',
			isMig: false,
			isAsleep: true,
			id: 0,
			name: 'AMD GPU (0x73bf)',
			vendor: 'amd',
		}),
	);
});

const machines: ReadonlyArray<{name: string; files: Readonly<Record<string, string>>; expected: Partial<Gpu>}> = [
	{
		name: 'an integrated chip without sensors or load',
		files: {'device/mem_info_vram_total': '536870912\n'},
		expected: {
			usedPercent: undefined,
			temperatureCelsius: undefined,
			memoryTotalBytes: 536_870_912,
			memoryUsedBytes: undefined,
			memoryFreeBytes: undefined,
			isAsleep: false,
		},
	},
	{
		name: 'a card that tells its power at this instant only',
		files: {[`${sensors}/power1_input`]: '5000000\n'},
		expected: {powerWatts: 5, fanPercent: undefined},
	},
	{
		name: 'an idle card, where 0 is a value',
		files: {'device/gpu_busy_percent': '0\n', [`${sensors}/pwm1`]: '0\n', [`${sensors}/power1_average`]: '0\n'},
		expected: {usedPercent: 0, fanPercent: 0, powerWatts: 0},
	},
	{
		name: 'attributes that are empty or no numbers',
		files: {'device/gpu_busy_percent': '', 'device/mem_info_vram_total': 'unknown\n', 'device/pp_dpm_sclk': '\n'},
		expected: {usedPercent: undefined, memoryTotalBytes: undefined, clockMhz: undefined},
	},
	{
		name: 'an accelerator without an edge sensor: the junction speaks for it',
		files: {
			[`${sensors}/temp2_label`]: 'junction\n',
			[`${sensors}/temp2_input`]: '43000\n',
			[`${sensors}/temp3_label`]: 'mem\n',
			[`${sensors}/temp3_input`]: '37000\n',
		},
		expected: {temperatureCelsius: 43},
	},
	{
		name: 'the edge among hotter sensors, whatever its number',
		files: {
			[`${sensors}/temp1_label`]: 'junction\n',
			[`${sensors}/temp1_input`]: '93000\n',
			[`${sensors}/temp2_label`]: 'edge\n',
			[`${sensors}/temp2_input`]: '61000\n',
		},
		expected: {temperatureCelsius: 61},
	},
	{
		name: 'values that no card has',
		files: {
			'device/gpu_busy_percent': '4294967295\n',
			'device/mem_info_vram_total': '18446744073709551615\n',
			'device/mem_info_vram_used': '-1\n',
			[`${sensors}/temp1_input`]: '-650788984\n',
			[`${sensors}/power1_average`]: '4294967295000000\n',
		},
		expected: {
			usedPercent: undefined,
			memoryTotalBytes: undefined,
			memoryUsedBytes: undefined,
			temperatureCelsius: undefined,
			powerWatts: undefined,
		},
	},
	{
		name: 'a driver with a version of its own',
		files: {'device/driver/module/version': '6.8.5\n'},
		expected: {driverVersion: '6.8.5'},
	},
];

for (const {name, files, expected} of machines) {
	test(`Files of ${name}`, () => {
		const [gpu] = read(drmCard(0, '1002:73BF', '0000:03:00.0', files));
		assert.ok(gpu);
		assert.deepEqual({...gpu, ...expected}, gpu);
	});
}

describe('The memory of a GPU', () => {
	const mebibyte = 2 ** 20;
	const areas = (vram: number, gtt: number) => ({
		'device/mem_info_vram_total': `${vram * mebibyte}\n`,
		'device/mem_info_vram_used': `${(vram - 32) * mebibyte}\n`,
		'device/mem_info_gtt_total': `${gtt * mebibyte}\n`,
		'device/mem_info_gtt_used': `${2048 * mebibyte}\n`,
	});
	const together = {total: 512 + 30_000, used: 480 + 2048};
	const itsOwn = {total: 512, used: 480};

	for (const [title, files, expected] of [
		['that is integrated is what is kept aside and what it takes of the machine', areas(512, 30_000), together],
		[
			'that the driver calls integrated is the same, whatever else it has',
			{...areas(512, 30_000), 'device/gpu_metrics': '\x40\x00\x02\x01', 'device/mem_busy_percent': '3\n'},
			together,
		],
		[
			'that the driver calls dedicated is its own',
			{...areas(512, 30_000), 'device/gpu_metrics': '\x60\x00\x01\x03'},
			itsOwn,
		],
		['with a load of its own is its own', {...areas(512, 30_000), 'device/mem_busy_percent': '3\n'}, itsOwn],
		['with a maker is its own', {...areas(512, 30_000), 'device/mem_info_vram_vendor': 'samsung\n'}, itsOwn],
		['with more of its own than it may take is its own', areas(512, 256), itsOwn],
	] as const) {
		it(title, () => {
			const [gpu] = read(drmCard(0, '1002:150E', '0000:c4:00.0', files));
			assert.equal(gpu?.memoryTotalBytes, expected.total * mebibyte);
			assert.equal(gpu?.memoryUsedBytes, expected.used * mebibyte);
			assert.equal(gpu?.memoryFreeBytes, (expected.total - expected.used) * mebibyte);
		});
	}
});

test('Without runtime power management no GPU is suspended', () => {
	using machine = fixtureMachine(drmCard(0, '1002:73BF', '0000:03:00.0', live));
	machine.remove('sys/class/drm/card0/device/power');
	assert.equal(known(amdgpu(machine).read())?.[0]?.usedPercent, 37);
});

test('GPUs are listed by number, without connectors, render nodes and other vendors', () => {
	const gpus = read(
		drmCard(10, '1002:744C', '0000:43:00.0'),
		drmCard(2, '1002:73BF', '0000:03:00.0'),
		drmCard(1, '8086:A780', '0000:00:02.0'),
		{
			'sys/class/drm/card2-DP-1/status': 'connected\n',
			'sys/class/drm/renderD128/device/uevent': 'PCI_CLASS=30000\nPCI_ID=1002:73BF\nPCI_SLOT_NAME=0000:03:00.0\n',
			'sys/class/drm/card3/device/uevent': 'DRIVER=simple-framebuffer\nMODALIAS=platform:simple-framebuffer\n',
			'sys/class/drm/version': 'drm 1.1.0 20060810\n',
		},
	);
	assert.deepEqual(
		gpus.map(({id, uniqueId}) => [id, uniqueId]),
		[
			[0, '0000:03:00.0'],
			[1, '0000:43:00.0'],
		],
	);
});

test('A machine without such GPUs is not supported', () => {
	using machine = fixtureMachine();
	assert.deepEqual(amdgpu(machine).read(), {state: 'unsupported'});
});

const clocks: Readonly<Record<string, readonly [text: string, mhz: number | undefined]>> = {
	'the marked one': ['0: 300Mhz\n1: 1000Mhz *\n', 1000],
	'a deep sleep state': ['S: 19Mhz *\n0: 615Mhz\n1: 888Mhz\n', 19],
	'none when none is marked': ['0: 300Mhz\n1: 1000Mhz\n', undefined],
	'none in an empty file': ['', undefined],
};

for (const [name, [text, mhz]] of Object.entries(clocks)) {
	test(`The current clock is ${name}`, () => {
		assert.equal(parseClockMhz(text), mhz);
	});
}
