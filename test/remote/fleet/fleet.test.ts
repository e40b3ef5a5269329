import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {defaultHistory} from '../../../source/core/history.js';
import {known} from '../../../source/metrics/reading.js';
import {monitoringData} from '../../../source/protocol/messages/monitoring-data.js';
import {createFleet, hostId} from '../../../source/remote/fleet/fleet.js';
import type {FleetHost} from '../../../source/remote/fleet/fleet-state.js';
import type {HostFeed, HostListener} from '../../../source/remote/fleet/host-feed.js';
import {webSocketFeed} from '../../../source/remote/fleet/websocket-feed.js';
import {alertOf} from '../../helpers/alert-events.js';
import {eventually} from '../../helpers/eventually.js';
import {findingOf} from '../../helpers/findings.js';
import {openProxy} from '../../helpers/proxy.js';
import {runMonitor} from '../../helpers/run-monitor.js';
import {cpu, disk, ok, sampleAt} from '../../helpers/samples.js';
import {serve} from '../../helpers/serve.js';

const quick = {reconnect: {firstMs: 1, maxMs: 20}, connectTimeoutMs: 2000, intervalMs: 500, history: defaultHistory};

function feedOf(name: string, place: string, options: Partial<Parameters<typeof webSocketFeed>[0]> = {}): HostFeed {
	return webSocketFeed({...quick, url: `ws://${place}`, name, ...options});
}

/** A fleet that runs until it is disposed. */
function runFleet(feeds: readonly HostFeed[]) {
	const fleet = createFleet(feeds);
	const ending = new AbortController();
	const running = fleet.run(ending.signal);
	const host = (name: string): FleetHost | undefined => fleet.store.getState().hosts.find(one => one.name === name);
	return {
		fleet,
		host,
		becomes: (name: string, state: FleetHost['connection']['state']) =>
			eventually(`${name} is ${state}`, () => host(name)?.connection.state === state),
		async [Symbol.asyncDispose]() {
			ending.abort();
			await running;
		},
	};
}

describe('a fleet', () => {
	test('summarizes each host in a row', async () => {
		await using web = await serve();
		await using db = await serve();
		web.publish(0, {
			...sampleAt(0, {processor: ok(cpu(91)), disks: ok([disk('/', 20), disk('/var', 60)])}),
			alerts: [alertOf()],
			findings: [findingOf({severity: 'warning'}), findingOf({id: 'cpu.busy', severity: 'note'})],
		});
		db.publish(0, sampleAt(0, {gpu: {state: 'unsupported'}, memory: {state: 'error', reason: 'gone'}}));
		await using fleet = runFleet([feedOf('web', web.place), feedOf('db', db.place), feedOf('gone', '127.0.0.1:9')]);
		await fleet.becomes('web', 'live');
		await fleet.becomes('db', 'live');
		await fleet.becomes('gone', 'lost');
		const {cpuPercent, memoryPercent, disk: fullest, alerts, gpuPercent, finding} = fleet.host('web')?.summary ?? {};
		assert.deepEqual([cpuPercent, memoryPercent, gpuPercent], [91, 75, undefined]);
		assert.deepEqual(fullest, {path: '/var', usedPercent: 60});
		assert.equal(alerts?.[0]?.level, 'WARNING');
		assert.deepEqual(finding, findingOf({severity: 'warning'}));
		assert.equal(fleet.host('db')?.summary?.finding, undefined);
		assert.equal(fleet.host('db')?.summary?.memoryPercent, undefined, 'an unknown value is not zero');
		const {connection} = fleet.host('gone') ?? {};
		assert.equal(connection?.state === 'lost' && connection.reason, 'connection refused');
	});

	test('requests all data only from the viewed host', async () => {
		await using server = await serve();
		for (let second = 0; second < 5; second++) {
			server.publish(second);
		}

		await using fleet = runFleet([feedOf('web', server.place)]);
		await fleet.becomes('web', 'live');
		await using look = runMonitor(fleet.fleet.source(hostId(0, 'web')));
		await eventually('the first full sample', () => look.state().sample !== undefined);
		const {readings} = look.state().sample?.snapshot ?? sampleAt(0).snapshot;
		assert.equal(known(readings.system)?.hostname, 'web-01');
		assert.equal(known(readings.network)?.interfaces[0]?.name, 'eth0');
		assert.equal(look.state().history.length, 5, 'its graphs are full from the first sample on');
		server.publish(5);
		await eventually('the next sample', () => look.state().sample?.sequence === 2);
		assert.equal(look.state().history.length, 6);
	});

	test('reconnects to the viewed host and fills in missed samples', async () => {
		await using server = await serve();
		server.publish(0);
		await using proxy = await openProxy(() => server.place);
		await using fleet = runFleet([feedOf('web', proxy.place)]);
		await fleet.becomes('web', 'live');
		await using look = runMonitor(fleet.fleet.source(hostId(0, 'web')));
		await eventually('a sample', () => look.state().sample !== undefined);
		proxy.stall();
		proxy.reset();
		await fleet.becomes('web', 'lost');
		for (let second = 10; second < 14; second++) {
			server.publish(second);
		}

		proxy.heal();
		await fleet.becomes('web', 'live');
		server.publish(14);
		await eventually('what was missed', () => look.state().history.length === 6);
		const times = [...look.state().history].map(({snapshot}) => snapshot.timestampMs);
		assert.deepEqual(
			times,
			[0, 10, 11, 12, 13, 14].map(second => sampleAt(second).snapshot.timestampMs),
		);
	});

	test('shows a host that stops sending as stale, with the time of its last message', async () => {
		let listener: HostListener | undefined;
		const feed: HostFeed = {
			async run(given, signal) {
				listener = given;
				await new Promise(resolve => signal.addEventListener('abort', resolve, {once: true}));
			},
		};
		await using fleet = runFleet([feed]);
		listener?.message('quiet', {...monitoringData(sampleAt(0)), interval: 0.05});
		await fleet.becomes('quiet', 'live');
		await fleet.becomes('quiet', 'stale');
		assert.ok((fleet.host('quiet')?.ageSeconds ?? 0) >= 1);
		listener?.message('quiet', monitoringData(sampleAt(1)));
		await fleet.becomes('quiet', 'live');
		listener?.link('quiet', {state: 'lost', reason: 'the server stopped', isFinal: false});
		await fleet.becomes('quiet', 'lost');
	});

	test('ignores invalid messages, and reports the problem of a feed until it is over', async () => {
		let listener: HostListener | undefined;
		const feed: HostFeed = {
			async run(given, signal) {
				listener = given;
				await new Promise(resolve => signal.addEventListener('abort', resolve, {once: true}));
			},
		};
		await using fleet = runFleet([feed]);
		listener?.message('odd', 7);
		listener?.trouble('the broker is away');
		await eventually('the trouble', () => fleet.fleet.store.getState().troubles[0] === 'the broker is away');
		assert.equal(fleet.host('odd')?.connection.state, 'connecting');
		listener?.trouble(undefined);
		await eventually('the end of the trouble', () => fleet.fleet.store.getState().troubles.length === 0);
	});

	test('ends with all feeds if one of them cannot work at all', async () => {
		await using server = await serve();
		const hopeless: HostFeed = {
			async run() {
				throw new Error('npm install something');
			},
		};
		const fleet = createFleet([feedOf('web', server.place), hopeless]);
		await assert.rejects(fleet.run(new AbortController().signal), {message: 'npm install something'});
		await eventually('no client is connected', () => server.server.state.getState().clients === 0);
	});
});
