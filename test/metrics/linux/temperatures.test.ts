import assert from 'node:assert/strict';
import {mkdirSync, symlinkSync} from 'node:fs';
import {test} from 'node:test';
import {temperaturesCollector} from '../../../source/metrics/linux/temperatures.js';
import type {Temperature} from '../../../source/metrics/snapshot.js';
import {collect, fixtureMachine} from '../../helpers/fixture-machine.js';

const cadenceMs = 2000;

/** A hwmon chip; the keys are the names of its files without `temp`. */
function chip(number: number, name: string, files: Readonly<Record<string, string>>): Record<string, string> {
	const directory = `sys/class/hwmon/hwmon${number}`;
	return Object.fromEntries([
		[`${directory}/name`, `${name}\n`],
		...Object.entries(files).map(([file, content]) => [`${directory}/temp${file}`, `${content}\n`]),
	]);
}

function sensor(label: string, celsius: number, highCelsius?: number, criticalCelsius?: number): Temperature {
	return {label, celsius, highCelsius, criticalCelsius};
}

type Row = {
	title: string;
	files: Record<string, string>;
	cpuCelsius: number;
	sensors: readonly Temperature[];
};

const rows: readonly Row[] = [
	{
		title: 'Intel: the package speaks for the processor, and the numbers sort as numbers',
		files: chip(1, 'coretemp', {
			'1_input': '52000',
			'1_label': 'Package id 0',
			'1_max': '80000',
			'1_crit': '100000',
			'2_input': '55500',
			'2_label': 'Core 0',
			'10_input': '49000',
			'10_label': 'Core 8',
		}),
		cpuCelsius: 52,
		sensors: [
			sensor('coretemp Package id 0', 52, 80, 100),
			sensor('coretemp Core 0', 55.5),
			sensor('coretemp Core 8', 49),
		],
	},
	{
		title: 'an empty label counts as none',
		files: chip(1, 'coretemp', {'1_input': '52000', '1_label': ''}),
		cpuCelsius: 52,
		sensors: [sensor('coretemp temp1', 52)],
	},
	{
		title: 'two sockets of Intel: the hotter package',
		files: {
			...chip(0, 'coretemp', {'1_input': '40000', '1_label': 'Package id 0'}),
			...chip(1, 'coretemp', {'1_input': '61000', '1_label': 'Package id 1'}),
		},
		cpuCelsius: 61,
		sensors: [sensor('coretemp Package id 0', 40), sensor('coretemp Package id 1', 61)],
	},
	{
		title: 'AMD with an offset: Tdie is true, Tctl is 20 degrees more',
		files: chip(2, 'k10temp', {
			'1_input': '70000',
			'1_label': 'Tctl',
			'2_input': '50000',
			'2_label': 'Tdie',
		}),
		cpuCelsius: 50,
		sensors: [sensor('k10temp Tctl', 70), sensor('k10temp Tdie', 50)],
	},
	{
		title: 'two sockets of AMD have the same labels',
		files: {
			...chip(0, 'k10temp', {'1_input': '41000', '1_label': 'Tctl', '3_input': '90000', '3_label': 'Tccd1'}),
			...chip(1, 'k10temp', {'1_input': '44000', '1_label': 'Tctl'}),
		},
		cpuCelsius: 44,
		sensors: [sensor('k10temp Tctl', 41), sensor('k10temp Tccd1', 90), sensor('k10temp Tctl 2', 44)],
	},
	{
		title: 'a small ARM board without labels',
		files: chip(0, 'cpu_thermal', {'1_input': '48312', '1_crit': '110000'}),
		cpuCelsius: 48.312,
		sensors: [sensor('cpu_thermal temp1', 48.312, undefined, 110)],
	},
	{
		title: 'disks, firmware and graphics are left alone',
		files: {
			...chip(0, 'drivetemp', {'1_input': '30000'}),
			...chip(1, 'acpitz', {'1_input': '99000'}),
			...chip(2, 'amdgpu', {'1_input': '88000', '1_label': 'edge'}),
			...chip(3, 'zenpower', {'1_input': '45000', '1_label': 'Tdie'}),
		},
		cpuCelsius: 45,
		sensors: [sensor('zenpower Tdie', 45)],
	},
	{
		title: 'without hwmon, thermal zones of the processor',
		files: {
			'sys/class/thermal/cooling_device0/type': 'Processor\n',
			'sys/class/thermal/thermal_zone0/type': 'acpitz\n',
			'sys/class/thermal/thermal_zone0/temp': '27800\n',
			'sys/class/thermal/thermal_zone1/type': 'x86_pkg_temp\n',
			'sys/class/thermal/thermal_zone1/temp': '63000\n',
			'sys/class/thermal/thermal_zone2/type': 'cpu-thermal\n',
			'sys/class/thermal/thermal_zone2/temp': '71000\n',
			'sys/class/thermal/thermal_zone2/trip_point_0_type': 'passive\n',
			'sys/class/thermal/thermal_zone2/trip_point_0_temp': '80000\n',
			'sys/class/thermal/thermal_zone2/trip_point_1_type': 'critical\n',
			'sys/class/thermal/thermal_zone2/trip_point_1_temp': '95000\n',
		},
		cpuCelsius: 63,
		sensors: [sensor('x86_pkg_temp', 63), sensor('cpu-thermal', 71, undefined, 95)],
	},
	{
		title: 'a sensor that says the impossible is left out, limits of 0 are none',
		files: chip(0, 'coretemp', {
			'1_input': '-128000',
			'1_label': 'Package id 0',
			'2_input': '44000',
			'2_label': 'Core 0',
			'2_max': '0',
			'2_crit': '-1000',
			'3_input': '46000',
			'3_label': 'Core 1',
		}),
		cpuCelsius: 46,
		sensors: [sensor('coretemp Core 0', 44), sensor('coretemp Core 1', 46)],
	},
];

for (const {title, files, cpuCelsius, sensors} of rows) {
	test(`temperatures: ${title}`, async () => {
		using machine = fixtureMachine(files);
		using collector = temperaturesCollector(machine, cadenceMs);
		assert.deepEqual(await collect(collector), {cpuCelsius, sensors});
	});
}

for (const {title, files} of [
	{title: 'an empty hwmon', files: {'sys/class/hwmon/.keep': ''}},
	{title: 'no sensors at all', files: {}},
	{
		title: 'sensors of disks and firmware alone',
		files: {...chip(0, 'drivetemp', {'1_input': '30000'}), ...chip(1, 'acpitz', {'1_input': '40000'})},
	},
]) {
	test(`temperatures are unsupported with ${title}`, async () => {
		using machine = fixtureMachine(files);
		using collector = temperaturesCollector(machine, cadenceMs);
		await assert.rejects(collect(collector), {name: 'UnavailableError', state: 'unsupported'});
	});
}

test('temperatures: NVMe devices, memory modules and the board follow the processor, which they do not describe', async () => {
	using machine = fixtureMachine({
		...chip(0, 'nvme', {'1_input': '38850', '1_label': 'Composite', '1_max': '81850', '1_crit': '84850'}),
		...chip(1, 'nvme', {'1_input': '51850', '1_label': 'Composite', '1_max': '65261850'}),
		...chip(2, 'coretemp', {'1_input': '47000', '1_label': 'Package id 0'}),
		...chip(3, 'nct6798', {
			'1_input': '34000',
			'1_label': 'SYSTIN',
			'3_input': '-62000',
			'3_label': 'AUXTIN0',
			'8_input': '127000',
			'8_label': 'PCH_CHIP_TEMP',
		}),
		...chip(4, 'jc42', {'1_input': '36250'}),
	});
	mkdirSync(`${machine.root}/sys/class/nvme/nvme1`, {recursive: true});
	symlinkSync('../../nvme/nvme1', `${machine.root}/sys/class/hwmon/hwmon1/device`);
	using collector = temperaturesCollector(machine, cadenceMs);
	assert.deepEqual(await collect(collector), {
		cpuCelsius: 47,
		sensors: [
			sensor('coretemp Package id 0', 47),
			sensor('nvme Composite', 38.85, 81.85, 84.85),
			sensor('nvme1 Composite', 51.85),
			sensor('nct6798 SYSTIN', 34),
			sensor('jc42 temp1', 36.25),
		],
	});
});

test('temperatures: a virtual machine with an NVMe device has none of the processor', async () => {
	using machine = fixtureMachine(chip(0, 'nvme', {'1_input': '30000'}));
	using collector = temperaturesCollector(machine, cadenceMs);
	assert.deepEqual(await collect(collector), {cpuCelsius: undefined, sensors: [sensor('nvme temp1', 30)]});
});

test('a sensor that is not in the processor is read every ten seconds', async () => {
	using machine = fixtureMachine(chip(0, 'nvme', {'1_input': '30000'}));
	using collector = temperaturesCollector(machine, cadenceMs);
	const celsius = async () => (await collect(collector))?.sensors[0]?.celsius;
	assert.equal(await celsius(), 30);
	machine.write('sys/class/hwmon/hwmon0/temp1_input', '45000\n');
	machine.advance(9999);
	assert.equal(await celsius(), 30);
	machine.advance(1);
	assert.equal(await celsius(), 45);
});

test('a driver that is loaded later is found', async () => {
	using machine = fixtureMachine();
	using collector = temperaturesCollector(machine, cadenceMs);
	await assert.rejects(collect(collector), {name: 'UnavailableError'});
	for (const [file, content] of Object.entries(chip(0, 'coretemp', {'1_input': '52000', '1_label': 'Package id 0'}))) {
		machine.write(file, content);
	}

	assert.equal((await collect(collector))?.cpuCelsius, 52);
});

test('the last value of a slow sensor is used for a minute', async () => {
	using machine = fixtureMachine(chip(0, 'coretemp', {'1_input': '52000', '1_label': 'Package id 0'}));
	using collector = temperaturesCollector(machine, cadenceMs);
	machine.slowDown(5);
	assert.equal((await collect(collector))?.cpuCelsius, 52);
	machine.slowDown(0);
	machine.write('sys/class/hwmon/hwmon0/temp1_input', '70000\n');
	assert.equal((await collect(collector))?.cpuCelsius, 52);
	machine.advance(60_000);
	assert.equal((await collect(collector))?.cpuCelsius, 70);
});

test('unchanged values keep their identity', async () => {
	using machine = fixtureMachine(
		chip(0, 'coretemp', {'1_input': '52000', '1_label': 'Package id 0', '2_input': '50000', '2_label': 'Core 0'}),
	);
	using collector = temperaturesCollector(machine, cadenceMs);
	const before = await collect(collector);
	assert.equal(await collect(collector), before);
	machine.write('sys/class/hwmon/hwmon0/temp2_input', '51000\n');
	const after = await collect(collector);
	assert.equal(after?.sensors[0], before?.sensors[0]);
	assert.equal(after?.sensors[1]?.celsius, 51);
});

test('temperatures: a kernel that writes degrees, and sensors that say what nothing has, or nothing', async () => {
	const zone = (number: number, celsius: string): Record<string, string> => ({
		[`sys/class/thermal/thermal_zone${number}/type`]: `cpu${number}-thermal\n`,
		[`sys/class/thermal/thermal_zone${number}/temp`]: `${celsius}\n`,
	});
	using machine = fixtureMachine({
		...zone(0, '47'),
		...zone(1, '-650788984'),
		...zone(2, ''),
		...zone(3, '3911429000'),
		...zone(4, 'N/A'),
	});
	using collector = temperaturesCollector(machine, cadenceMs);
	assert.deepEqual(await collect(collector), {cpuCelsius: 47, sensors: [sensor('cpu0-thermal', 47)]});
});

test('temperatures: an implausible threshold is ignored', async () => {
	using machine = fixtureMachine(
		chip(0, 'coretemp', {'1_input': '44000', '1_label': 'Core 0', '1_max': '65261850', '1_crit': ''}),
	);
	using collector = temperaturesCollector(machine, cadenceMs);
	assert.deepEqual((await collect(collector))?.sensors, [sensor('coretemp Core 0', 44)]);
});
