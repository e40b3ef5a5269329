import assert from 'node:assert/strict';
import {test} from 'node:test';
import {frequencyCollector} from '../../../source/metrics/linux/frequency.js';
import {collect, fixtureMachine} from '../../helpers/fixture-machine.js';

const cadenceMs = 2000;
const cpuDirectory = 'sys/devices/system/cpu';

/** The files of one cpufreq policy. */
function policy(number: number, cores: string, currentKhz: string, maxKhz: string): Record<string, string> {
	const directory = `${cpuDirectory}/cpufreq/policy${number}`;
	return {
		[`${directory}/affected_cpus`]: `${cores}\n`,
		[`${directory}/scaling_cur_freq`]: `${currentKhz}\n`,
		[`${directory}/cpuinfo_max_freq`]: `${maxKhz}\n`,
	};
}

/** `/proc/cpuinfo` of one processor per clock. */
function cpuinfo(...clocks: readonly string[]): string {
	return clocks.map((mhz, number) => `processor\t: ${number}\ncpu MHz\t\t: ${mhz}\n\n`).join('');
}

type Row = {
	title: string;
	files: Record<string, string>;
	currentMhz: number | undefined;
	maxMhz: number | undefined;
	coreMhz: ReadonlyArray<[number, number]>;
};

const rows: readonly Row[] = [
	{
		title: 'a policy for each core',
		files: {...policy(0, '0', '1200000', '3600000'), ...policy(1, '1', '1800000', '3600000')},
		currentMhz: 1500,
		maxMhz: 3600,
		coreMhz: [
			[0, 1200],
			[1, 1800],
		],
	},
	{
		title: 'big and little cores: a policy for several, each core counts once',
		files: {...policy(0, '0 1 2 3', '1000000', '1800000'), ...policy(4, '4 5', '2500000', '2400000')},
		currentMhz: 1500, // (4 × 1000 + 2 × 2500) / 6
		maxMhz: 2400,
		coreMhz: [
			[0, 1000],
			[1, 1000],
			[2, 1000],
			[3, 1000],
			[4, 2500],
			[5, 2500],
		],
	},
	{
		title: 'a driver that says 0, "<unknown>" or the impossible is not believed',
		files: {
			...policy(0, '0', '0', '3600000'),
			...policy(1, '1', '<unknown>', '4294967295'),
			...policy(2, '2', '99999999999', '0'),
			...policy(3, '3', '800000', '3600000'),
		},
		currentMhz: 800,
		maxMhz: 3600,
		coreMhz: [[3, 800]],
	},
	{
		title: 'a policy whose cores are all offline',
		files: {...policy(0, '0', '1200000', '3600000'), ...policy(1, '', '<unknown>', '3600000')},
		currentMhz: 1200,
		maxMhz: 3600,
		coreMhz: [[0, 1200]],
	},
	{
		title: 'no cpufreq, as on most virtual machines',
		files: {'proc/cpuinfo': cpuinfo('2299.998', '2300.002')},
		currentMhz: 2300,
		maxMhz: undefined,
		coreMhz: [
			[0, 2299.998],
			[1, 2300.002],
		],
	},
	{
		title: 'a cpufreq that is empty',
		files: {[`${cpuDirectory}/cpufreq/boost`]: '1\n', 'proc/cpuinfo': cpuinfo('2300.000')},
		currentMhz: 2300,
		maxMhz: undefined,
		coreMhz: [[0, 2300]],
	},
	{
		title: 'a driver that knows the maximum alone',
		files: {...policy(0, '0', '0', '3600000'), 'proc/cpuinfo': 'processor\t: 0\n'},
		currentMhz: undefined,
		maxMhz: 3600,
		coreMhz: [],
	},
];

for (const {title, files, currentMhz, maxMhz, coreMhz} of rows) {
	test(`frequency: ${title}`, async () => {
		using machine = fixtureMachine({'proc/cpuinfo': '', ...files});
		using collector = frequencyCollector(machine, cadenceMs);
		const frequency = await collect(collector);
		assert.equal(frequency?.currentMhz, currentMhz);
		assert.equal(frequency?.maxMhz, maxMhz);
		assert.deepEqual([...(frequency?.coreMhz ?? [])], coreMhz);
	});
}

for (const {title, cpuinfoText} of [
	{title: 'names no clock', cpuinfoText: 'processor\t: 0\nBogoMIPS\t: 108.00\n'},
	{title: 'says 0', cpuinfoText: cpuinfo('0.000')},
]) {
	test(`the frequency is unsupported where there is no cpufreq and cpuinfo ${title}`, async () => {
		using machine = fixtureMachine({'proc/cpuinfo': cpuinfoText});
		using collector = frequencyCollector(machine, cadenceMs);
		await assert.rejects(collect(collector), {name: 'UnavailableError', state: 'unsupported'});
	});
}

test('a slow driver is suspended for a minute; cpuinfo is used instead', async () => {
	using machine = fixtureMachine({
		...policy(0, '0', '1200000', '3600000'),
		'proc/cpuinfo': cpuinfo('3000.000'),
	});
	using collector = frequencyCollector(machine, cadenceMs);
	machine.slowDown(1);
	assert.equal((await collect(collector))?.currentMhz, 3000);
	machine.slowDown(0);
	assert.equal((await collect(collector))?.currentMhz, 3000);
	assert.equal((await collect(collector))?.maxMhz, 3600, 'the maximum costs nothing and stays');
	machine.advance(60_000);
	assert.equal((await collect(collector))?.currentMhz, 1200);
});

test('when both are slow only the maximum is known', async () => {
	using machine = fixtureMachine({...policy(0, '0', '1200000', '3600000'), 'proc/cpuinfo': cpuinfo('3000.000')});
	using collector = frequencyCollector(machine, cadenceMs);
	machine.slowDown(20);
	const expected = {currentMhz: undefined, maxMhz: 3600, coreMhz: new Map()};
	assert.deepEqual(await collect(collector), expected);
	machine.slowDown(0);
	assert.deepEqual(await collect(collector), expected);
});

test('the policy of a core that comes online is found', async () => {
	using machine = fixtureMachine({
		[`${cpuDirectory}/online`]: '0\n',
		...policy(0, '0', '1200000', '3600000'),
		'proc/cpuinfo': '',
	});
	using collector = frequencyCollector(machine, cadenceMs);
	assert.deepEqual([...((await collect(collector))?.coreMhz.keys() ?? [])], [0]);
	for (const [file, content] of Object.entries(policy(1, '1', '2400000', '3600000'))) {
		machine.write(file, content);
	}

	machine.write(`${cpuDirectory}/online`, '0-1\n');
	assert.deepEqual([...((await collect(collector))?.coreMhz.keys() ?? [])], [0, 1]);
	machine.remove(`${cpuDirectory}/cpufreq/policy1`);
	machine.write(`${cpuDirectory}/online`, '0\n');
	assert.deepEqual([...((await collect(collector))?.coreMhz.keys() ?? [])], [0]);
});

test('an unchanged frequency is the same object', async () => {
	using machine = fixtureMachine({
		...policy(0, '0', '1200000', '3600000'),
		...policy(1, '1', '1200000', '3600000'),
		'proc/cpuinfo': '',
	});
	using collector = frequencyCollector(machine, cadenceMs);
	const frequency = await collect(collector);
	assert.equal(await collect(collector), frequency);
	machine.write(`${cpuDirectory}/cpufreq/policy1/scaling_cur_freq`, '1400000\n');
	assert.equal((await collect(collector))?.currentMhz, 1300);
});
