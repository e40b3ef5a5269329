import type {Alert} from '../../source/alerts/alert.js';
import type {Sample} from '../../source/core/sample.js';
import type {Gpu, Readings} from '../../source/metrics/snapshot.js';
import {serve, type TestServer} from '../../test/helpers/serve.js';
import {demoFaults} from './demo-alerts.js';
import {demoSamples} from './demo-machine.js';

type Host = {
	readonly name: string;
	readonly cpu: number;
	readonly memory: number;
	readonly disk: readonly [path: string, usedPercent: number];
	readonly gpu?: number;
	readonly alerts?: readonly ('memory' | 'disk')[];
	/** Whether the host is measured once and then hangs. */
	readonly isHung?: boolean;
};

const hosts: readonly Host[] = [
	{name: 'web-1', cpu: 34.2, memory: 61.8, disk: ['/', 48.1]},
	{name: 'web-2', cpu: 41.7, memory: 64.0, disk: ['/', 47.6]},
	{name: 'web-3', cpu: 38.9, memory: 85.5, disk: ['/', 49.0], alerts: ['memory']},
	{name: 'db-primary', cpu: 72.3, memory: 78.4, disk: ['/data', 96.2], alerts: ['disk']},
	{name: 'db-replica', cpu: 22.5, memory: 71.9, disk: ['/data', 71.3]},
	{name: 'cache', cpu: 8.1, memory: 69.2, disk: ['/', 22.7]},
	{name: 'queue', cpu: 15.6, memory: 33.0, disk: ['/var', 41.8]},
	{name: 'build-07', cpu: 99.6, memory: 54.3, disk: ['/home/build', 80.4]},
	{name: 'trainer', cpu: 27.4, memory: 46.9, disk: ['/scratch', 63.5], gpu: 97},
	{name: 'edge-lyon', cpu: 5.2, memory: 38.1, disk: ['/', 57.2], isHung: true},
	{name: 'bastion', cpu: 1.3, memory: 18.4, disk: ['/', 31.6]},
];

/** No server listens on the port of the discard protocol. */
const gone = {name: 'old-nas', url: 'ws://127.0.0.1:9'};

/** Serves a fictional fleet until it is disposed. */
export async function serveDemoFleet(): Promise<
	AsyncDisposable & {/** Value of `connect` in the configuration. */ readonly connect: readonly object[]}
> {
	const servers = await Promise.all(hosts.map(() => serve()));
	const [base] = demoSamples(1);
	let ticks = 0;
	const measure = (): void => {
		ticks += 1;
		for (const [index, host] of hosts.entries()) {
			if (base && !(host.isHung && ticks > 1)) {
				servers[index]?.publish(ticks / 2, sampleOf(host, base, ticks));
			}
		}
	};
	measure();
	const timer = setInterval(measure, 500);
	return {
		connect: [...hosts.map(({name}, index) => ({name, url: urlOf(servers[index])})), gone],
		async [Symbol.asyncDispose]() {
			clearInterval(timer);
			await Promise.all(servers.map(server => server[Symbol.asyncDispose]()));
		},
	};
}

function urlOf(server: TestServer | undefined): string {
	return `ws://${server?.place}`;
}

function sampleOf(host: Host, base: Sample, ticks: number): Sample {
	const {readings} = base.snapshot;
	return {
		sequence: ticks,
		snapshot: {...base.snapshot, timestampMs: Date.now(), readings: {...readings, ...ownReadings(host, readings)}},
		alerts: (host.alerts ?? []).map(alertOf),
		events: [],
	};
}

function ownReadings({cpu, memory, disk, gpu, name}: Host, readings: Readings): Partial<Readings> {
	const [path, usedPercent] = disk;
	const {processor: cpuReading, memory: memoryReading, disks, gpu: gpus, system} = readings;
	return {
		...(cpuReading.state === 'ok' && {
			processor: {state: 'ok', value: {...cpuReading.value, total: {...cpuReading.value.total, usedPercent: cpu}}},
		}),
		...(memoryReading.state === 'ok' && {
			memory: {state: 'ok', value: {...memoryReading.value, usedPercent: memory}},
		}),
		...(disks.state === 'ok' && {
			disks: {
				state: 'ok',
				value: disks.value.slice(0, 1).map(one => ({
					...one,
					path,
					space: one.space.state === 'ok' ? {state: 'ok', value: {...one.space.value, usedPercent}} : one.space,
				})),
			},
		}),
		...(gpus.state === 'ok' && {
			gpu: {state: 'ok', value: gpu === undefined ? [] : gpus.value.map((one): Gpu => ({...one, usedPercent: gpu}))},
		}),
		...(system.state === 'ok' && {system: {state: 'ok', value: {...system.value, hostname: name}}}),
	};
}

function alertOf(component: 'memory' | 'disk'): Alert {
	const nowMs = Date.now();
	return {
		...demoFaults[component],
		id: component,
		ruleId: component,
		timestampMs: nowMs,
		sinceMs: nowMs - 148_000,
		durationMs: 148_000,
	};
}
