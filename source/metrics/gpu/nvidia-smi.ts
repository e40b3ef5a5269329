import type {Machine} from '../collector.js';
import type {Reading} from '../reading.js';
import type {Gpu} from '../snapshot.js';
import type {GpuBackend} from './backend.js';
import type {ChildEnd} from './child-group.js';
import {listNvidiaDevices} from './nvidia-devices.js';
import {describeExit, isDriverFailure} from './nvidia-failure.js';
import {nvidiaQueries} from './nvidia-queries.js';
import {nvidiaRoll} from './nvidia-roll.js';
import {findNvidiaSmi} from './nvidia-smi-path.js';
import {type NvidiaStream, startNvidiaStream} from './nvidia-stream.js';
import {isAsleep, type PciDevice} from './pci-device.js';
import {pciNames} from './pci-names.js';
import {unmeasured} from './unmeasured.js';

/** Minimum period: the driver averages utilization and power over about a second. */
const minPeriodMs = 1000;

const minSilenceMs = 5000;
const silentPeriods = 5;
const defaultBackOffMs = [1000, 2000, 5000, 10_000, 30_000, 60_000];

/** The options of `nvidiaSmi`. */
export type NvidiaSmiOptions = {
	/** Milliseconds between measurements, at least 1000. */
	readonly cadenceMs: number;
	/** Path of the program. Default: the first one found. */
	readonly path?: string | undefined;
	/**
	Milliseconds without a measurement after which the child is killed. Default 5000, or 5 periods if that is longer.
	*/
	readonly silenceMs?: number | undefined;
	/** Delays before the first, second, … restart; the last one also applies before retrying a driver that refused. */
	readonly backOffMs?: readonly number[] | undefined;
};

/**
Returns the back-end for NVIDIA GPUs. It uses one long-running `nvidia-smi` that measures repeatedly, because a call can
hang in the driver and each start initializes the GPU.

There is at most one child at a time: no other is started while a killed child hangs in the driver. A child that exits
is restarted with increasing delays. `read` starts it, so an unused back-end starts no child.

While all GPUs are suspended no child is started and only `power/runtime_status` is read. A monitored GPU that is awake
stays awake, because its driver counts the monitor as a user. To let an idle GPU suspend, remove this back-end from the
configuration.
*/
export function nvidiaSmi(machine: Machine, options: NvidiaSmiOptions): GpuBackend {
	const periodMs = Math.max(minPeriodMs, Math.round(options.cadenceMs));
	const silenceMs = options.silenceMs ?? Math.max(minSilenceMs, silentPeriods * periodMs);
	const backOffMs = options.backOffMs ?? defaultBackOffMs;
	const maxBackOffMs = Math.max(0, ...backOffMs);
	const queries = nvidiaQueries(periodMs, machine.monotonicMs);
	const nameOf = pciNames(machine.root, 'NVIDIA');
	const bus = listedAtMost(() => listNvidiaDevices(machine.root), machine.monotonicMs);
	const roll = nvidiaRoll({
		addresses: () => bus().map(({address}) => address),
		nameOf(address) {
			const device = bus().find(found => found.address === address);
			return device ? nameOf(device) : 'NVIDIA GPU';
		},
	});

	let stream: NvidiaStream | undefined;
	let reading: Reading<readonly Gpu[]> = {state: 'pending'};
	let devices: readonly PciDevice[] | undefined;
	let queryIndex = 0;
	let failures = 0;
	let startedMs = 0;
	let notBeforeMs = Number.NEGATIVE_INFINITY;
	let isDisposed = false;

	const wait = (ms: number): void => {
		notBeforeMs = machine.monotonicMs() + ms;
		// A GPU may be added or removed until then.
		devices = undefined;
	};

	const handleEnd = (ended: NvidiaStream, {exitCode, startError}: ChildEnd): void => {
		stream = undefined;
		if (ended.isSilent() || ended.hasMeasured()) {
			const hasRunLong = machine.monotonicMs() - startedMs > silenceMs + maxBackOffMs;
			failures = hasRunLong ? 0 : failures;
			reading = {state: 'error', reason: ended.isSilent() ? silence(ended) : describeExit(exitCode, ended.lastWords())};
			wait(backOffMs[failures] ?? maxBackOffMs);
			failures++;
		} else if (startError === undefined && !isDriverFailure(exitCode) && queryIndex + 1 < queries.length) {
			queryIndex++;
		} else {
			const reason = startError
				? `nvidia-smi cannot be started: ${startError.message}`
				: describeExit(exitCode, ended.lastWords());
			// The tool without a GPU is common: images are made for machines with GPUs.
			reading = {state: devices?.length === 0 ? 'unsupported' : 'error', reason};
			queryIndex = 0;
			wait(maxBackOffMs);
		}
	};

	const start = (): void => {
		devices ??= listNvidiaDevices(machine.root);
		if (devices.length > 0 && devices.every(isAsleep)) {
			const value = devices.map((device, id): Gpu => {
				return {
					...unmeasured,
					id,
					name: nameOf(device),
					vendor: 'nvidia',
					uniqueId: device.address,
					pciAddress: device.address,
					isAsleep: true,
				};
			});
			reading = {state: 'ok', value};
			return;
		}

		const path = options.path ?? findNvidiaSmi();
		const query = queries[queryIndex];
		if (path !== undefined && query !== undefined) {
			startedMs = machine.monotonicMs();
			const started = startNvidiaStream({
				path,
				arguments: query.arguments,
				output: query.output(),
				silenceMs,
				onEnd: end => handleEnd(started, end),
			});
			stream = started;
		} else if (devices.length > 0) {
			reading = {state: 'unsupported', reason: 'an NVIDIA GPU is present, but nvidia-smi is not installed'};
			wait(maxBackOffMs);
		} else {
			reading = {state: 'unsupported'};
			wait(Number.POSITIVE_INFINITY);
		}
	};

	return {
		name: 'nvidia-smi',
		read() {
			if (stream === undefined && !isDisposed && machine.monotonicMs() >= notBeforeMs) {
				start();
			}

			const measured = stream?.gpus();
			if (stream && measured !== undefined) {
				reading = {state: 'ok', value: roll.complete(measured, stream.losses())};
			} else if (stream?.isSilent()) {
				reading = {state: 'error', reason: silence(stream)};
			}

			return reading;
		},
		[Symbol.dispose]() {
			isDisposed = true;
			stream?.kill();
		},
	};
}

/** Returns a function that scans the bus at most every ten seconds. */
function listedAtMost(list: () => readonly PciDevice[], monotonicMs: () => number): () => readonly PciDevice[] {
	let devices: readonly PciDevice[] = [];
	let listedMs = Number.NEGATIVE_INFINITY;

	return () => {
		if (monotonicMs() - listedMs >= 10_000) {
			devices = list();
			listedMs = monotonicMs();
		}

		return devices;
	};
}

function silence(stream: NvidiaStream): string {
	const lastWords = stream.lastWords();
	return lastWords === '' ? 'nvidia-smi does not respond' : `nvidia-smi returned no measurement ("${lastWords}")`;
}
