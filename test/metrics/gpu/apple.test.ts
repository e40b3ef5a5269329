import assert from 'node:assert/strict';
import {test} from 'node:test';
import {apple} from '../../../source/metrics/gpu/apple.js';
import {parseIoreg} from '../../../source/metrics/gpu/ioreg.js';
import {fixtureMachine} from '../../helpers/fixture-machine.js';
import {fakeProgram, until} from './fake-program.js';

const appleSilicon = `+-o AGXAcceleratorG13X  <class AGXAcceleratorG13X, id 0x100000300, registered, matched, active, busy 0 (0 ms), retain 90>
    {
      "IOClass" = "AGXAcceleratorG13X"
      "PerformanceStatistics" = {"In use system memory (driver)"=0,"Alloc system memory"=5111169024,"Tiler Utilization %"=9,"Renderer Utilization %"=8,"Device Utilization %"=7,"In use system memory"=1120124928}
      "model" = "Apple M1 Pro"
      "gpu-core-count" = 16
    }

`;

const intelMac = `+-o AMDRadeonX6000_AMDNavi14GraphicsAccelerator  <class AMDRadeonX6000_AMDNavi14GraphicsAccelerator, id 0x100000400>
    {
      "PerformanceStatistics" = {"Temperature(C)"=52,"Total Power(W)"=9,"Fan Speed(%)"=0,"Core Clock(MHz)"=300,"Memory Clock(MHz)"=405,"Device Utilization %"=0}
      "model" = <"AMD Radeon Pro 5500M">
    }

+-o IntelAccelerator  <class IntelAccelerator, id 0x100000401>
    {
      "PerformanceStatistics" = {}
    }
`;

test('The GPU of Apple silicon has no memory of its own', () => {
	const [gpu, ...others] = parseIoreg(appleSilicon);
	assert.deepEqual(others, []);
	assert.ok(gpu);
	const expected = {
		id: 0,
		name: 'Apple M1 Pro',
		vendor: 'apple',
		usedPercent: 7,
		memoryUsedBytes: 1_120_124_928,
		memoryTotalBytes: undefined,
		temperatureCelsius: undefined,
		powerWatts: undefined,
	} as const;
	assert.deepEqual({...gpu, ...expected}, gpu);
});

test('The GPUs of an Intel Mac have more values, or none', () => {
	const [radeon, integrated] = parseIoreg(intelMac);
	assert.ok(radeon && integrated);
	const expected = {
		id: 0,
		name: 'AMD Radeon Pro 5500M',
		vendor: 'amd',
		usedPercent: 0,
		temperatureCelsius: 52,
		powerWatts: 9,
		fanPercent: 0,
		clockMhz: 300,
		memoryClockMhz: 405,
	} as const;
	assert.deepEqual({...radeon, ...expected}, radeon);
	assert.deepEqual(
		{...integrated, id: 1, name: 'IntelAccelerator', vendor: 'unknown', usedPercent: undefined},
		integrated,
	);
});

test('Text without an entry has no GPUs, and a truncated entry is one', () => {
	assert.deepEqual(parseIoreg(''), []);
	assert.deepEqual(parseIoreg('ioreg: error: no such class\n'), []);
	const [gpu] = parseIoreg(appleSilicon.slice(0, 250));
	assert.equal(gpu?.name, 'AGXAcceleratorG13X');
	assert.equal(gpu?.usedPercent, undefined);
});

test('A Mac is measured every five seconds at most', async () => {
	using machine = fixtureMachine();
	using ioreg = fakeProgram(`cat <<'END'\n${appleSilicon}\nEND`);
	const backend = apple(machine, {cadenceMs: 500, platform: 'darwin', ioregPath: ioreg.path});
	assert.deepEqual(backend.read(), {state: 'pending'});
	await until(() => backend.read().state === 'ok', 'there is an answer');
	assert.equal(ioreg.calls()[0], '-r -d 1 -w 0 -c IOAccelerator');

	machine.advance(4999);
	backend.read();
	assert.equal(ioreg.calls().length, 1);
	machine.advance(1);
	backend.read();
	await until(() => ioreg.calls().length === 2, 'it is asked again');
	backend[Symbol.dispose]?.();
	machine.advance(5000);
	backend.read();
	await until(ioreg.isGone, 'nobody is left');
	assert.equal(ioreg.calls().length, 2);
});

const answers: ReadonlyArray<{name: string; body: string; state: string; reason?: RegExp}> = [
	{name: 'nothing', body: 'exit 0', state: 'unsupported'},
	{name: 'a failure', body: 'exit 1', state: 'error', reason: /exited with code 1/},
	{name: 'no answer', body: 'sleep 60', state: 'error', reason: /gave no answer within 0\.3 s/},
];

for (const {name, body, state, reason = /^$/} of answers) {
	test(`A registry that returns ${name} is ${state}`, async () => {
		using machine = fixtureMachine();
		using ioreg = fakeProgram(body);
		const backend = apple(machine, {cadenceMs: 500, platform: 'darwin', ioregPath: ioreg.path, timeoutMs: 300});
		const reading = await until(() => {
			const now = backend.read();
			return now.state !== 'pending' && now;
		}, 'it is judged');
		assert.ok(reading.state !== 'ok');
		assert.equal(reading.state, state);
		assert.match(reading.reason ?? '', reason);
		backend[Symbol.dispose]?.();
		await until(ioreg.isGone, 'nobody is left');
	});
}

test('Other machines than a Mac are not measured', () => {
	using machine = fixtureMachine();
	assert.deepEqual(apple(machine, {cadenceMs: 500, platform: 'linux'}).read(), {state: 'unsupported'});
});
