import assert from 'node:assert/strict';
import {test} from 'node:test';
import {intel} from '../../../source/metrics/gpu/intel.js';
import {known} from '../../../source/metrics/reading.js';
import type {Gpu} from '../../../source/metrics/snapshot.js';
import {fixtureMachine} from '../../helpers/fixture-machine.js';
import {drmCard} from './drm-cards.js';

const address = '0000:00:02.0';
const sensors = 'device/hwmon/hwmon2';

const cards: ReadonlyArray<{name: string; files: Readonly<Record<string, string>>; expected: Partial<Gpu>}> = [
	{
		name: 'integrated, with i915',
		files: {gt_act_freq_mhz: '350\n', gt_cur_freq_mhz: '400\n'},
		expected: {clockMhz: 350, temperatureCelsius: undefined, powerWatts: undefined},
	},
	{name: 'at rest', files: {gt_act_freq_mhz: '0\n', gt_cur_freq_mhz: '300\n'}, expected: {clockMhz: 0}},
	{name: 'with an old i915', files: {gt_cur_freq_mhz: '300\n'}, expected: {clockMhz: 300}},
	{
		name: 'on a card, with xe',
		files: {
			'device/tile0/gt0/freq0/act_freq': '2400\n',
			[`${sensors}/temp2_input`]: '47000\n',
			[`${sensors}/power1_max`]: '190000000\n',
		},
		expected: {clockMhz: 2400, temperatureCelsius: 47, powerLimitWatts: 190},
	},
	{
		name: 'on a card, with i915 and no power limit',
		files: {[`${sensors}/temp1_input`]: '39000\n', [`${sensors}/power1_max`]: '0\n'},
		expected: {clockMhz: undefined, temperatureCelsius: 39, powerLimitWatts: undefined},
	},
];

for (const {name, files, expected} of cards) {
	test(`A GPU ${name}, has the values of its driver`, () => {
		using machine = fixtureMachine(drmCard(0, '8086:56A0', address, files));
		const gpu = known(intel(machine, 1000).read())?.[0];
		assert.ok(gpu);
		const always = {vendor: 'intel', uniqueId: address, usedPercent: undefined, memoryTotalBytes: undefined} as const;
		assert.deepEqual({...gpu, ...always, ...expected}, gpu);
	});
}

test('Power is the energy spent since the last reading', () => {
	const energy = 'sys/class/drm/card0/device/hwmon/hwmon2/energy1_input';
	using machine = fixtureMachine({...drmCard(0, '8086:56A0', address), [energy]: '7000000\n'});
	const backend = intel(machine, 1000);
	const powerWatts = () => known(backend.read())?.[0]?.powerWatts;

	assert.equal(powerWatts(), undefined);
	machine.advance(2000);
	machine.write(energy, '37000000\n');
	assert.equal(powerWatts(), 15);
	machine.advance(1000);
	assert.equal(powerWatts(), 0);

	// The driver was reloaded: the counter starts at 0.
	machine.advance(1000);
	machine.write(energy, '1000000\n');
	assert.equal(powerWatts(), undefined);
	machine.advance(1000);
	machine.write(energy, '5000000\n');
	assert.equal(powerWatts(), 4);

	// The machine was suspended.
	machine.advance(3_600_000);
	machine.write(energy, '9000000\n');
	assert.equal(powerWatts(), undefined);
});

test('The power of two GPUs is measured separately', () => {
	const energy = (card: number) => `sys/class/drm/card${card}/device/hwmon/hwmon2/energy1_input`;
	using machine = fixtureMachine({
		...drmCard(0, '8086:56A0', '0000:03:00.0'),
		...drmCard(1, '8086:56A0', '0000:04:00.0'),
		[energy(0)]: '0\n',
		[energy(1)]: '500000000\n',
	});
	const backend = intel(machine, 1000);
	backend.read();
	machine.advance(1000);
	machine.write(energy(0), '10000000\n');
	machine.write(energy(1), '520000000\n');
	assert.deepEqual(
		known(backend.read())?.map(({powerWatts}) => powerWatts),
		[10, 20],
	);
});

test('A suspended GPU is listed without measured values', () => {
	using machine = fixtureMachine(
		drmCard(0, '8086:56A0', address, {gt_act_freq_mhz: '300\n', 'device/power/runtime_status': 'suspended\n'}),
	);
	const gpu = known(intel(machine, 1000).read())?.[0];
	assert.equal(gpu?.isAsleep, true);
	assert.equal(gpu?.clockMhz, undefined);
});
