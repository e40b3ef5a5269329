import assert from 'node:assert/strict';
import {test} from 'node:test';
import {UnavailableError} from '../../../source/metrics/collector.js';
import {gpuCount, isGpuAvailable, listGpus} from '../../../source/metrics/gpu/availability.js';
import {gpuBackendNames} from '../../../source/metrics/gpu/backend.js';
import {type GpuOptions, gpuCollector} from '../../../source/metrics/gpu/gpu.js';
import type {Gpu} from '../../../source/metrics/snapshot.js';
import {fixtureMachine} from '../../helpers/fixture-machine.js';
import {drmCard} from './drm-cards.js';
import {fakeProgram, until} from './fake-program.js';
import {nvidiaLine} from './nvidia-lines.js';

const first = nvidiaLine({uuid: 'GPU-first'});
const second = nvidiaLine({index: '1', uuid: 'GPU-second'});
const nvidiaCard = {
	'sys/bus/pci/devices/0000:01:00.0/uevent': 'PCI_CLASS=30000\nPCI_ID=10DE:1E81\nPCI_SLOT_NAME=0000:01:00.0\n',
};
const intelCard = drmCard(0, '8086:A780', '0000:00:02.0', {gt_act_freq_mhz: '300\n'});
const amdCard = drmCard(1, '1002:73BF', '0000:03:00.0', {'device/gpu_busy_percent': '5\n'});
const noTool = '/nonexistent/nvidia-smi';

function measuring(...lines: readonly string[]): string {
	return `while :; do printf '%s\\n' ${lines.map(line => `'${line}'`).join(' ')}; sleep 0.02; done`;
}

function watch(files: Readonly<Record<string, string>>, options: Partial<GpuOptions> = {}) {
	const machine = fixtureMachine(files);
	const collector = gpuCollector(machine, {cadenceMs: 1000, backends: gpuBackendNames, ...options});
	const {signal} = new AbortController();
	const collect = () => {
		const gpus = collector.collect(signal);
		assert.ok(!(gpus instanceof Promise));
		return gpus;
	};

	return {
		machine,
		collect,
		gpus: () => until(collect, 'there are GPUs'),
		failure: () =>
			until(() => {
				try {
					collect();
					return undefined;
				} catch (error) {
					assert.ok(error instanceof Error);
					return error;
				}
			}, 'it fails'),
		[Symbol.dispose]() {
			collector[Symbol.dispose]();
			machine[Symbol.dispose]();
		},
	};
}

const names = (gpus: readonly Gpu[]) => gpus.map(({id, vendor, uniqueId}) => [id, vendor, uniqueId]);

test('The GPUs of several vendors are one list, numbered in the order of the back-ends', async () => {
	using program = fakeProgram(measuring(first, second));
	using watched = watch({...nvidiaCard, ...intelCard, ...amdCard}, {nvidiaSmiPath: program.path});
	assert.deepEqual(names(await watched.gpus()), [
		[0, 'nvidia', 'GPU-first'],
		[1, 'nvidia', 'GPU-second'],
		[2, 'amd', '0000:03:00.0'],
		[3, 'intel', '0000:00:02.0'],
	]);

	using reversed = watch({...intelCard, ...amdCard}, {backends: ['intel', 'amdgpu']});
	assert.deepEqual(names(await reversed.gpus()), [
		[0, 'intel', '0000:00:02.0'],
		[1, 'amd', '0000:03:00.0'],
	]);
});

test('Unchanged GPUs keep their identity', async () => {
	using program = fakeProgram(measuring(first));
	using watched = watch({...nvidiaCard, ...intelCard, ...amdCard}, {nvidiaSmiPath: program.path});
	const before = await watched.gpus();
	assert.equal(watched.collect(), before);
	watched.machine.write('sys/class/drm/card0/gt_act_freq_mhz', '900\n');
	const after = watched.collect();
	assert.ok(after);
	assert.notEqual(after, before);
	assert.deepEqual([after[0] === before[0], after[1] === before[1]], [true, true]);
	assert.equal(after[2]?.clockMhz, 900);
});

test('A lost GPU stays in the list with its reason, and the others keep their ids', async () => {
	using program = fakeProgram(
		`until [ -e "$dir/loss" ]; do printf '%s\\n' '${first}' '${second}'; sleep 0.02; done
		until [ -e "$dir/end" ]; do printf '%s\\n' '${second}'; sleep 0.02; done; exit 15`,
	);
	const failures: string[] = [];
	using watched = watch(
		{...nvidiaCard, ...intelCard},
		{nvidiaSmiPath: program.path, onFailure: (backend, reason) => failures.push(`${backend}: ${reason}`)},
	);
	assert.equal((await watched.gpus()).length, 3);

	program.give('loss');
	const all = [
		[0, 'nvidia', 'GPU-first'],
		[1, 'nvidia', 'GPU-second'],
		[2, 'intel', '0000:00:02.0'],
	];
	const problems = () => watched.collect()?.map(({problem}) => problem);
	await until(() => problems()?.[0] !== undefined, 'one card is lost');
	assert.deepEqual(names(watched.collect() ?? []), all);
	assert.deepEqual(problems(), ['nvidia-smi no longer reports this GPU', undefined, undefined]);
	assert.match(failures.join(), /^nvidia-smi: GPU 0 \(.*\): nvidia-smi no longer reports this GPU$/);

	program.give('end');
	await until(() => problems()?.[1] !== undefined, 'both cards are lost');
	assert.deepEqual(names(watched.collect() ?? []), all);
	const reason = 'a GPU is lost: it fell off the bus and needs a reboot';
	assert.deepEqual(problems(), [reason, reason, undefined]);
	assert.deepEqual(failures.slice(1), [`nvidia-smi: ${reason}`]);
});

test('A machine without a GPU is not supported', async () => {
	using watched = watch({}, {backends: ['amdgpu', 'intel', 'apple']});
	const error = await watched.failure();
	assert.ok(error instanceof UnavailableError);
	assert.deepEqual([error.state, error.message], ['unsupported', 'no GPU']);
});

test('A failing driver without other GPUs is a failure with its reason', async () => {
	using program = fakeProgram('exit 9');
	using watched = watch(nvidiaCard, {nvidiaSmiPath: program.path});
	const error = await watched.failure();
	assert.ok(!(error instanceof UnavailableError));
	assert.equal(error.message, 'the NVIDIA driver is not loaded');
});

test('A failing driver is reported once and does not hide the GPU of another vendor', async () => {
	const failures: string[] = [];
	using watched = watch(
		{...nvidiaCard, ...intelCard},
		{nvidiaSmiPath: noTool, onFailure: backend => failures.push(backend)},
	);
	assert.deepEqual(names(await watched.gpus()), [[0, 'intel', '0000:00:02.0']]);
	watched.collect();
	assert.deepEqual(failures, ['nvidia-smi']);
});

test('A suspended GPU stays in the list', async () => {
	using watched = watch(
		{...intelCard, ...nvidiaCard, 'sys/bus/pci/devices/0000:01:00.0/power/runtime_status': 'suspended\n'},
		{nvidiaSmiPath: noTool},
	);
	assert.deepEqual(
		(await watched.gpus()).map(({id, vendor, isAsleep}) => [id, vendor, isAsleep]),
		[
			[0, 'nvidia', true],
			[1, 'intel', false],
		],
	);
});

test('A disposed collector leaves no process running', async () => {
	using program = fakeProgram(measuring(first));
	{
		using watched = watch(nvidiaCard, {nvidiaSmiPath: program.path});
		await watched.gpus();
		assert.equal(program.living(), 1);
	}

	await until(program.isGone, 'every process is gone');
});

test('The GPUs can be listed once, and nothing keeps running', async () => {
	using program = fakeProgram(measuring(first, second));
	using machine = fixtureMachine({...nvidiaCard, ...intelCard});
	const query = {root: machine.root, nvidiaSmiPath: program.path};
	assert.equal((await listGpus(query)).length, 3);
	assert.equal(await gpuCount({...query, backends: ['nvidia-smi']}), 2);
	assert.equal(await isGpuAvailable(query), true);
	await until(program.isGone, 'every process is gone');
});

test('The list is empty without a GPU', async () => {
	using machine = fixtureMachine();
	const query = {root: machine.root, backends: ['amdgpu', 'intel']} as const;
	assert.deepEqual(await listGpus(query), []);
	assert.equal(await gpuCount(query), 0);
	assert.equal(await isGpuAvailable(query), false);
});

test('A failing driver makes the list fail, and counts as no GPU', async () => {
	using program = fakeProgram('exit 18');
	using machine = fixtureMachine(nvidiaCard);
	const query = {root: machine.root, nvidiaSmiPath: program.path};
	await assert.rejects(listGpus(query), /different versions/);
	assert.equal(await isGpuAvailable(query), false);
});

test('Listing can be aborted', async () => {
	using program = fakeProgram('sleep 60');
	using machine = fixtureMachine(nvidiaCard);
	const controller = new AbortController();
	const query = {root: machine.root, nvidiaSmiPath: program.path};
	const listing = listGpus({...query, signal: controller.signal});
	const availability = isGpuAvailable({...query, signal: controller.signal});
	controller.abort();
	await assert.rejects(listing, {name: 'AbortError'});
	await assert.rejects(availability, {name: 'AbortError'});
	await until(program.isGone, 'every process is gone');
});
