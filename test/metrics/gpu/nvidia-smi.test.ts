import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {test} from 'node:test';
import {setTimeout as delay} from 'node:timers/promises';
import {nvidiaSmi} from '../../../source/metrics/gpu/nvidia-smi.js';
import type {Reading} from '../../../source/metrics/reading.js';
import type {Gpu} from '../../../source/metrics/snapshot.js';
import {fixtureMachine} from '../../helpers/fixture-machine.js';
import {fakeProgram, until} from './fake-program.js';
import {nvidiaLine} from './nvidia-lines.js';

const device = 'sys/bus/pci/devices/0000:01:00.0';
const card = {
	[`${device}/uevent`]: 'DRIVER=nvidia\nPCI_CLASS=30000\nPCI_ID=10DE:1E81\nPCI_SLOT_NAME=0000:01:00.0\n',
	[`${device}/power/runtime_status`]: 'active\n',
};

const first = nvidiaLine({uuid: 'GPU-first'});
const second = nvidiaLine({index: '1', uuid: 'GPU-second', 'utilization.gpu': '99'});

/** Shell commands that measure until they are given a sign. */
function measuringUntil(sign: string, ...lines: readonly string[]): string {
	const quoted = lines.map(line => `'${line}'`).join(' ');
	return `until [ -e "$dir/${sign}" ]; do printf '%s\\n' ${quoted}; sleep 0.02; done`;
}

/** Shell commands that measure for ever. */
function measuring(...lines: readonly string[]): string {
	return measuringUntil('never', ...lines);
}

type WatchOptions = {readonly silenceMs?: number; readonly files?: Readonly<Record<string, string>>};

/** A back-end that watches a fake program. Whatever happens, at most one child lives, and at the end none is left. */
function watch(body: string, {silenceMs, files = card}: WatchOptions = {}) {
	const machine = fixtureMachine(files);
	const program = fakeProgram(body);
	const backend = nvidiaSmi(machine, {cadenceMs: 1000, path: program.path, silenceMs, backOffMs: [1000, 2000, 60_000]});

	const read = (): Reading<readonly Gpu[]> => {
		const reading = backend.read();
		assert.ok(program.living() <= 1, 'more than one child lives');
		return reading;
	};

	return {
		machine,
		program,
		read,
		gpus: () =>
			until(() => {
				const reading = read();
				return reading.state === 'ok' && reading.value;
			}, 'there are GPUs'),
		failure: () =>
			until(() => {
				const reading = read();
				return (reading.state === 'error' || reading.state === 'unsupported') && reading;
			}, 'it fails'),
		async [Symbol.asyncDispose]() {
			backend[Symbol.dispose]?.();
			await until(program.isGone, 'every process is gone');
			const starts = program.calls().length;
			backend.read();
			await delay(20);
			assert.equal(program.calls().length, starts, 'a disposed back-end started a child');
			program[Symbol.dispose]();
			machine[Symbol.dispose]();
		},
	};
}

test('Two GPUs are measured by one child', async () => {
	await using watched = watch(measuring(first, second));
	assert.equal(watched.read().state, 'pending');
	const gpus = await watched.gpus();
	assert.deepEqual(
		gpus.map(({id, uniqueId, usedPercent}) => [id, uniqueId, usedPercent]),
		[
			[0, 'GPU-first', 0],
			[1, 'GPU-second', 99],
		],
	);
	watched.machine.advance(600_000);
	await delay(100);
	assert.equal((await watched.gpus()).length, 2);
	assert.deepEqual(watched.program.calls().length, 1);
	assert.match(watched.program.calls()[0] ?? '', /--query-gpu=index,uuid,.* --format=csv,noheader,nounits -lms 1000$/);
});

test('Blank lines and messages between measurements are ignored', async () => {
	await using watched = watch(measuring('', 'a warning, of the driver', first, '', second));
	assert.equal((await watched.gpus()).length, 2);
});

test('The GPUs of a slow tool stay in the list', async () => {
	await using watched = watch(`sleep 0.1; while :; do echo '${first}'; sleep 0.08; echo '${second}'; sleep 0.08; done`);
	await until(() => {
		const reading = watched.read();
		return reading.state === 'ok' && reading.value.length === 2;
	}, 'both cards are there');
	for (let count = 0; count < 30; count++) {
		assert.equal((await watched.gpus()).length, 2);
		await delay(10);
	}
});

const secondDevice = 'sys/bus/pci/devices/0000:02:00.0';
const twoCards = {
	...card,
	[`${secondDevice}/uevent`]: 'PCI_CLASS=30000\nPCI_ID=10DE:2204\nPCI_SLOT_NAME=0000:02:00.0\n',
};
const onSecondBus = nvidiaLine({index: '1', uuid: 'GPU-second', 'pci.bus_id': '00000000:02:00.0'});
const loss =
	'Unable to determine the device handle for GPU0000:02:00.0: GPU is lost.  Reboot the system to recover this GPU';

/** The GPU with that number, once it has a problem. */
async function lostGpu(watched: {read(): Reading<readonly Gpu[]>}, id: number): Promise<Gpu> {
	return until(() => {
		const reading = watched.read();
		return reading.state === 'ok' && reading.value.find(gpu => gpu.id === id && gpu.problem !== undefined);
	}, 'it is lost');
}

test('A GPU that is lost stays in the list with the reason of nvidia-smi and without measured values', async () => {
	await using watched = watch(`${measuringUntil('loss', first, onSecondBus)}; ${measuring(first, loss)}`, {
		files: twoCards,
	});
	assert.equal((await watched.gpus()).length, 2);
	watched.program.give('loss');
	const lost = await lostGpu(watched, 1);
	assert.equal(lost.problem, 'GPU is lost. Reboot the system to recover this GPU');
	assert.equal(lost.uniqueId, 'GPU-second');
	assert.deepEqual(
		[lost.usedPercent, lost.memoryUsedBytes, lost.temperatureCelsius],
		[undefined, undefined, undefined],
	);
	const [other] = await watched.gpus();
	assert.equal(other?.temperatureCelsius, 40);
});

test('A GPU that was lost before the start is listed with its reason', async () => {
	await using watched = watch(measuring(first, loss), {files: twoCards});
	const lost = await lostGpu(watched, 1);
	assert.equal(lost.pciAddress, '0000:02:00.0');
	assert.equal(lost.name, 'NVIDIA GPU (0x2204)');
});

test('A removed GPU is not listed', async () => {
	await using watched = watch(`${measuringUntil('loss', first, onSecondBus)}; ${measuring(first)}`, {files: twoCards});
	assert.equal((await watched.gpus()).length, 2);
	watched.machine.remove(secondDevice);
	watched.program.give('loss');
	await until(() => {
		const reading = watched.read();
		return reading.state === 'ok' && reading.value.length === 1;
	}, 'it is gone');
});

test('The remaining GPUs keep their ids when nvidia-smi renumbers them', async () => {
	const renumbered = nvidiaLine({uuid: 'GPU-second', 'pci.bus_id': '00000000:02:00.0'});
	await using watched = watch(`${measuringUntil('loss', first, onSecondBus)}; ${measuring(renumbered)}`, {
		files: twoCards,
	});
	assert.equal((await watched.gpus()).length, 2);
	watched.program.give('loss');
	await lostGpu(watched, 0);
	assert.deepEqual(
		(await watched.gpus()).map(({id, uniqueId, problem}) => [id, uniqueId, problem === undefined]),
		[
			[0, 'GPU-first', false],
			[1, 'GPU-second', true],
		],
	);
});

const silences: ReadonlyArray<{name: string; body: string; reason: string}> = [
	{name: 'hangs', body: 'exec sleep 60', reason: 'nvidia-smi does not respond'},
	{
		name: 'writes half a line and stalls',
		body: `printf '%s' '0, GPU-first, NVIDIA'; sleep 60`,
		reason: 'nvidia-smi returned no measurement ("0, GPU-first, NVIDIA")',
	},
	{
		name: 'writes nothing that can be used',
		body: 'while :; do echo "no, sense"; sleep 0.02; done',
		reason: 'nvidia-smi returned no measurement ("no, sense")',
	},
	{name: 'ignores polite signals', body: `trap '' TERM INT HUP; sleep 60`, reason: 'nvidia-smi does not respond'},
];

for (const {name, body, reason} of silences) {
	test(`A tool that ${name} is killed and restarted later`, async () => {
		await using watched = watch(body, {silenceMs: 1000});
		assert.deepEqual(await watched.failure(), {state: 'error', reason});
		await until(watched.program.isGone, 'the silent child is gone');
		watched.read();
		assert.equal(watched.program.calls().length, 1);
		await until(() => {
			watched.read();
			watched.machine.advance(100);
			return watched.program.calls().length === 2;
		}, 'it is started again');
	});
}

test('A tool that measures is not killed', async () => {
	await using watched = watch(measuring(first), {silenceMs: 1000});
	await watched.gpus();
	await delay(1500);
	assert.equal(watched.read().state, 'ok');
	assert.equal(watched.program.calls().length, 1);
});

test('The values of a tool that hangs are removed', async () => {
	await using watched = watch(`printf '%s\\n' '${first}' '${first}'; sleep 60`, {silenceMs: 1000});
	await watched.gpus();
	assert.deepEqual(await watched.failure(), {state: 'error', reason: 'nvidia-smi does not respond'});
});

test('A tool that exits is restarted with increasing delays', async () => {
	await using watched = watch(`${measuringUntil('end', first)}; rm "$dir/end"; echo 'GPU is lost'; exit 15`);
	for (const [index, backOffMs] of [1000, 2000, 60_000, 60_000].entries()) {
		await until(() => watched.read().state === 'ok', 'it measures');
		watched.program.give('end');
		assert.deepEqual(await watched.failure(), {
			state: 'error',
			reason: 'a GPU is lost: it fell off the bus and needs a reboot ("GPU is lost")',
		});
		watched.machine.advance(backOffMs - 1);
		watched.read();
		assert.equal(watched.program.calls().length, index + 1);
		watched.machine.advance(1);
	}

	await until(() => watched.read().state === 'ok', 'it measures');
	watched.machine.advance(3_600_000);
	watched.program.give('end');
	await watched.failure();
	watched.machine.advance(1000);
	await until(() => watched.read().state === 'ok', 'after an hour without trouble it starts at once');
});

const refusals: ReadonlyArray<{name: string; body: string; reason: RegExp}> = [
	{name: 'no driver', body: 'exit 9', reason: /^the NVIDIA driver is not loaded$/},
	{name: 'no library', body: 'exit 12', reason: /^the NVML library is missing/},
	{
		name: 'a library of another version',
		body: 'echo "Failed to initialize NVML: Driver/library version mismatch"; exit 18',
		reason: /different versions.*\("Failed to initialize NVML: Driver\/library version mismatch"\)$/,
	},
	{name: 'no permission', body: 'exit 4', reason: /^permission denied for nvidia-smi/},
	{name: 'a complaint on the other stream', body: 'echo "No devices" >&2; exit 6', reason: /\("No devices"\)$/},
];

for (const {name, body, reason} of refusals) {
	test(`A tool that finds ${name} is started again after a minute`, async () => {
		await using watched = watch(body);
		const failure = await watched.failure();
		assert.equal(failure.state, 'error');
		assert.match(failure.reason ?? '', reason);
		watched.machine.advance(59_999);
		assert.deepEqual(watched.read(), failure);
		assert.equal(watched.program.calls().length, 1);
		watched.machine.advance(1);
		watched.read();
		await until(() => watched.program.calls().length === 2, 'it is asked again');
	});
}

test('The tool without a GPU is not a failure', async () => {
	await using watched = watch('exit 9', {files: {}});
	assert.deepEqual(await watched.failure(), {state: 'unsupported', reason: 'the NVIDIA driver is not loaded'});
});

test('A tool that cannot be started has a reason', async () => {
	using machine = fixtureMachine(card);
	machine.write('nvidia-smi', 'not a program');
	const backend = nvidiaSmi(machine, {cadenceMs: 1000, path: `${machine.root}/nvidia-smi`});
	const reason = await until(() => {
		const reading = backend.read();
		return reading.state === 'error' && reading.reason;
	}, 'it fails');
	assert.match(reason, /^nvidia-smi cannot be started: .*EACCES/);
	backend[Symbol.dispose]?.();
});

test('A tool that rejects a field is queried for fewer', async () => {
	const short = first.split(', ').slice(0, 15).join(', ');
	await using watched = watch(
		`case "$*" in *mig.mode*) echo 'Field "mig.mode.current" is not a valid field to query.'; exit 2;; esac; ${measuring(short)}`,
	);
	const [gpu] = await watched.gpus();
	assert.equal(gpu?.powerLimitWatts, 250);
	assert.equal(watched.program.calls().length, 2);
});

test('A tool that rejects all lists of fields is queried for its report', async () => {
	const report = '<nvidia_smi_log><gpu id="a"><product_name>NVIDIA TITAN</product_name></gpu></nvidia_smi_log>';
	await using watched = watch(`case "$*" in *query-gpu*) exit 2;; esac; ${measuring(report)}`);
	const [gpu] = await watched.gpus();
	assert.equal(gpu?.name, 'NVIDIA TITAN');
	assert.deepEqual(watched.program.calls()[2], '-q -x -l 5');
});

test('A tool that rejects all queries is started again after a minute', async () => {
	await using watched = watch('echo nothing works; exit 2');
	assert.deepEqual(await watched.failure(), {
		state: 'error',
		reason: 'nvidia-smi exited with code 2 ("nothing works")',
	});
	assert.equal(watched.program.calls().length, 3);
	watched.machine.advance(60_000);
	watched.read();
	await until(() => watched.program.calls().length === 4, 'it is asked again');
	assert.equal(watched.program.calls()[3], watched.program.calls()[0]);
});

test('Descendants of the tool are killed with it, also when they keep the pipe open', async () => {
	await using watched = watch(`printf '%s\\n' '${first}' '${first}'; sleep 60 & exit 0`);
	assert.deepEqual(await watched.failure(), {state: 'error', reason: 'nvidia-smi exited with code 0'});
	await until(watched.program.isGone, 'the grandchild is gone');
});

test('A suspended GPU is listed and not woken up; it is measured when awake', async () => {
	const names = {'usr/share/misc/pci.ids': '10de  NVIDIA Corporation\n\t1e81  TU104 [GeForce RTX 2080 SUPER]\n'};
	await using watched = watch(measuring(first), {
		files: {...card, ...names, [`${device}/power/runtime_status`]: 'suspended\n'},
	});
	for (let count = 0; count < 3; count++) {
		const [gpu] = await watched.gpus();
		assert.equal(gpu?.isAsleep, true);
		assert.equal(gpu?.name, 'NVIDIA GeForce RTX 2080 SUPER');
		assert.equal(gpu?.usedPercent, undefined);
		watched.machine.advance(60_000);
	}

	assert.deepEqual(watched.program.calls(), []);
	watched.machine.write(`${device}/power/runtime_status`, 'active\n');
	const gpu = await until(() => {
		const reading = watched.read();
		assert.equal(reading.state, 'ok');
		return reading.state === 'ok' && !reading.value[0]?.isAsleep && reading.value[0];
	}, 'it is awake');
	assert.equal(gpu.usedPercent, 0);
});

test('The tool runs when one GPU is awake', async () => {
	const other = 'sys/bus/pci/devices/0000:02:00.0';
	await using watched = watch(measuring(first), {
		files: {
			...card,
			[`${other}/uevent`]: 'PCI_CLASS=30200\nPCI_ID=10DE:2330\nPCI_SLOT_NAME=0000:02:00.0\n',
			[`${other}/power/runtime_status`]: 'suspended\n',
		},
	});
	const [gpu] = await watched.gpus();
	assert.equal(gpu?.isAsleep, false);
});

test('The sound function of a GPU does not count as a GPU', async () => {
	await using watched = watch(measuring(first), {
		files: {
			...card,
			'sys/bus/pci/devices/0000:01:00.1/uevent': 'PCI_CLASS=40300\nPCI_ID=10DE:10F8\nPCI_SLOT_NAME=0000:01:00.1\n',
			[`${device}/power/runtime_status`]: 'suspended\n',
		},
	});
	assert.equal((await watched.gpus()).length, 1);
	assert.deepEqual(watched.program.calls(), []);
});

test('A back-end that was not disposed neither keeps the process alive nor leaves a child', async () => {
	using program = fakeProgram(measuring(first));
	const source = new URL('../../../source/metrics/gpu/nvidia-smi.ts', import.meta.url);
	const script = `
		import {nvidiaSmi} from ${JSON.stringify(source.href)};
		const machine = {root: '/nonexistent', monotonicMs: () => performance.now(), nowMs: Date.now};
		const backend = nvidiaSmi(machine, {cadenceMs: 1000, path: ${JSON.stringify(program.path)}});
		const timer = setInterval(() => {
			if (backend.read().state === 'ok') {
				clearInterval(timer);
			}
		}, 10);
	`;
	const result = spawnSync(process.execPath, ['--import=tsx', '--input-type=module', '--eval', script], {
		encoding: 'utf8',
		timeout: 30_000,
	});
	assert.deepEqual([result.status, result.stderr], [0, '']);
	assert.equal(program.calls().length, 1);
	await until(program.isGone, 'the child noticed that nobody reads');
});
