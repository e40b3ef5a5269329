import assert from 'node:assert/strict';
import {chmodSync} from 'node:fs';
import process from 'node:process';
import {test} from 'node:test';
import {hardwareCollector} from '../../../source/metrics/linux/hardware.js';
import type {Hardware} from '../../../source/metrics/snapshot.js';
import {collect, type FixtureMachine, fixtureMachine} from '../../helpers/fixture-machine.js';

const cadenceMs = 5000;

type Files = Readonly<Record<string, string>>;

function files(directory: string, contents: Files): Files {
	return Object.fromEntries(
		Object.entries(contents).map(([name, content]) => [`${directory}/${name}`, `${content}\n`]),
	);
}

const chip = (number: number, name: string, contents: Files): Files =>
	files(`sys/class/hwmon/hwmon${number}`, {name, ...contents});

const nothing: Hardware = {
	fans: [],
	power: [],
	batteries: [],
	thermalThrottles: undefined,
	correctedMemoryErrors: undefined,
	uncorrectedMemoryErrors: undefined,
};

/** Two measurements, five seconds apart, because power needs two. */
async function twice(machine: FixtureMachine, between: () => void = () => {}): Promise<Hardware | undefined> {
	using collector = hardwareCollector(machine, cadenceMs);
	await collect(collector);
	machine.advance(cadenceMs);
	between();
	return collect(collector);
}

function battery(name: string, values: Files): Files {
	const uevent = Object.entries(values).map(([key, value]) => `POWER_SUPPLY_${key}=${value}`);
	return files(`sys/class/power_supply/${name}`, {type: values.TYPE ?? 'Battery', uevent: uevent.join('\n')});
}

test('a laptop with two batteries, one of which is used', async () => {
	using machine = fixtureMachine({
		...files('sys/class/power_supply/AC', {type: 'Mains', online: '0'}),
		...battery('BAT0', {
			NAME: 'BAT0',
			STATUS: 'Unknown',
			PRESENT: '1',
			TECHNOLOGY: 'Li-ion',
			VOLTAGE_MIN_DESIGN: '11100000',
			VOLTAGE_NOW: '12258000',
			POWER_NOW: '0',
			ENERGY_FULL_DESIGN: '23480000',
			ENERGY_FULL: '19450000',
			ENERGY_NOW: '18980000',
			CAPACITY: '97',
		}),
		...battery('BAT1', {
			NAME: 'BAT1',
			STATUS: 'Discharging',
			PRESENT: '1',
			VOLTAGE_MIN_DESIGN: '11400000',
			VOLTAGE_NOW: '11613000',
			POWER_NOW: '8120000',
			ENERGY_FULL: '64260000',
			ENERGY_NOW: '24360000',
			CAPACITY: '37',
		}),
		...chip(0, 'AC', {}),
		...chip(1, 'BAT0', {in0_input: '12258', power1_input: '0'}),
		...chip(2, 'BAT1', {in0_input: '11613', power1_input: '8120000'}),
		...chip(3, 'thinkpad', {fan1_input: '2831', fan2_input: '0', temp1_input: '47000'}),
	});
	assert.deepEqual(await twice(machine), {
		...nothing,
		fans: [{label: 'thinkpad fan1', rpm: 2831, isStopped: false}],
		batteries: [
			{
				name: 'BAT0',
				chargePercent: 97,
				state: 'unknown',
				fullWattHours: 19.45,
				watts: 0,
				secondsLeft: undefined,
			},
			{name: 'BAT1', chargePercent: 37, state: 'discharging', fullWattHours: 64.26, watts: 8.12, secondsLeft: 10_800},
		],
	});
});

test('a server: fans without a label that never turned are no fans, one that stopped is reported', async () => {
	using machine = fixtureMachine({
		...chip(0, 'nct6798', {
			fan1_input: '1180',
			fan1_min: '300',
			fan2_input: '760',
			fan3_input: '0',
			fan3_min: '300',
			fan4_input: '0',
			fan4_fault: '1',
			fan5_input: '65535',
			fan6_input: '',
		}),
		...chip(1, 'asus_ec_sensors', {fan1_input: '0', fan1_label: 'CPU_Opt'}),
		...chip(2, 'power_meter', {power1_average: '184000000', power1_cap: '500000000'}),
		...chip(3, 'corsairpsu', {power1_input: '96500000', power1_label: 'power total'}),
		...chip(4, 'amdgpu', {fan1_input: '2000', power1_average: '30000000'}),
	});
	const hardware = await twice(machine, () => machine.write('sys/class/hwmon/hwmon0/fan1_input', '0\n'));
	assert.deepEqual(hardware, {
		...nothing,
		fans: [
			{label: 'nct6798 fan1', rpm: 0, isStopped: true},
			{label: 'nct6798 fan2', rpm: 760, isStopped: false},
			{label: 'nct6798 fan4', rpm: 0, isStopped: true},
			{label: 'asus_ec_sensors CPU_Opt', rpm: 0, isStopped: false},
		],
		power: [
			{label: 'power_meter power1', watts: 184},
			{label: 'corsairpsu power total', watts: 96.5},
		],
	});
});

test('the power of the processor comes from its energy, also when the counter wraps', async () => {
	const zone = (path: string, name: string, microjoules: number): Files =>
		files(`sys/class/powercap/${path}`, {
			name,
			energy_uj: String(microjoules),
			max_energy_range_uj: '262143328850',
		});
	using machine = fixtureMachine({
		...zone('intel-rapl:0', 'package-0', 1_000_000),
		...zone('intel-rapl:0:0', 'core', 262_143_328_000),
		...zone('intel-rapl:1', 'psys', 7),
		...zone('intel-rapl-mmio:0', 'package-0', 1_000_000),
		...files('sys/class/powercap/intel-rapl', {enabled: '1'}),
	});
	const hardware = await twice(machine, () => {
		machine.write('sys/class/powercap/intel-rapl:0/energy_uj', '226000000\n');
		machine.write('sys/class/powercap/intel-rapl:0:0/energy_uj', '99999150\n');
	});
	assert.deepEqual(hardware?.power, [
		{label: 'package-0', watts: 45},
		{label: 'package-0 core', watts: 20},
		{label: 'psys', watts: 0},
	]);
});

test('power has no value at the first measurement and after a suspend', async () => {
	const energy = 'sys/class/powercap/intel-rapl:0/energy_uj';
	using machine = fixtureMachine({[energy]: '1000\n', 'sys/class/powercap/intel-rapl:0/name': 'package-0\n'});
	using collector = hardwareCollector(machine, cadenceMs);
	const power = async () => (await collect(collector).catch(() => undefined))?.power ?? [];
	assert.deepEqual(await power(), []);
	machine.advance(3_600_000);
	machine.write(energy, '9000000000\n');
	assert.deepEqual(await power(), []);
	machine.advance(cadenceMs);
	machine.write(energy, '9050000000\n');
	assert.deepEqual(await power(), [{label: 'package-0', watts: 10}]);
});

test('energy that only root may read has a reason; the other values are there', {
	skip: process.getuid?.() === 0 && 'root may read everything',
}, async () => {
	using machine = fixtureMachine({
		...files('sys/class/powercap/intel-rapl:0', {name: 'package-0', energy_uj: '1'}),
		...chip(0, 'nct6798', {fan1_input: '900'}),
	});
	chmodSync(`${machine.root}/sys/class/powercap/intel-rapl:0/energy_uj`, 0);
	using collector = hardwareCollector(machine, cadenceMs);
	for (const _ of [1, 2]) {
		const hardware = await collect(collector);
		assert.equal(hardware?.fans.length, 1);
		assert.match(collector.gaps?.()?.power ?? '', /energy_uj: permission denied$/);
	}
});

test('throttling counts each core and each package once, and memory errors all controllers', async () => {
	const cpu = (number: number, part: number, core: number, coreCount: string, packageCount: string): Files =>
		files(`sys/devices/system/cpu/cpu${number}`, {
			'topology/physical_package_id': String(part),
			'topology/core_id': String(core),
			'thermal_throttle/core_throttle_count': coreCount,
			'thermal_throttle/package_throttle_count': packageCount,
		});
	using machine = fixtureMachine({
		...cpu(0, 0, 0, '5', '100'),
		...cpu(1, 0, 1, '7', '100'),
		...cpu(2, 0, 0, '5', '100'),
		...cpu(3, 1, 0, '1', '20'),
		...files('sys/devices/system/cpu/cpufreq', {boost: '1'}),
		...files('sys/devices/system/edac/mc/mc0', {ce_count: '3', ue_count: '0', ce_noinfo_count: '9'}),
		...files('sys/devices/system/edac/mc/mc1', {ce_count: '4', ue_count: '1'}),
	});
	assert.deepEqual(await twice(machine), {
		...nothing,
		thermalThrottles: 133,
		correctedMemoryErrors: 7,
		uncorrectedMemoryErrors: 1,
	});
});

test('a battery that is put in is found within a minute', async () => {
	using machine = fixtureMachine(chip(0, 'nct6798', {fan1_input: '900'}));
	using collector = hardwareCollector(machine, cadenceMs);
	assert.equal((await collect(collector))?.batteries.length, 0);
	for (const [file, content] of Object.entries(battery('BAT0', {STATUS: 'Full', CAPACITY: '100'}))) {
		machine.write(file, content);
	}

	machine.advance(60_000);
	const hardware = await collect(collector);
	assert.deepEqual(hardware?.batteries[0]?.state, 'full');
	assert.deepEqual(await collect(collector), hardware);
});

test('devices that vanish cost only their values', async () => {
	using machine = fixtureMachine({
		...chip(0, 'nct6798', {fan1_input: '900'}),
		...battery('BAT0', {STATUS: 'Full', CAPACITY: '100'}),
	});
	using collector = hardwareCollector(machine, cadenceMs);
	await collect(collector);
	machine.remove('sys/class/hwmon/hwmon0');
	machine.advance(60_000);
	assert.deepEqual((await collect(collector))?.fans, []);
});

for (const [title, contents] of [
	['without any of it', {}],
	[
		'with a mouse and a charger alone',
		{
			...files('sys/class/power_supply/hidpp_battery_0', {type: 'Battery', scope: 'Device'}),
			...files('sys/class/power_supply/AC', {type: 'Mains'}),
		},
	],
] satisfies readonly (readonly [string, Files])[]) {
	test(`a machine ${title} does not support the metric`, async () => {
		using machine = fixtureMachine(contents);
		using collector = hardwareCollector(machine, cadenceMs);
		await assert.rejects(async () => collect(collector), {name: 'UnavailableError', state: 'unsupported'});
	});
}

test('unchanged values keep their identity', async () => {
	using machine = fixtureMachine(chip(0, 'nct6798', {fan1_input: '900'}));
	using collector = hardwareCollector(machine, cadenceMs);
	const before = await collect(collector);
	assert.equal(await collect(collector), before);
});
