import assert from 'node:assert/strict';
import {chmodSync, mkdirSync} from 'node:fs';
import {createServer, type RequestListener} from 'node:http';
import {createServer as createSocketServer, type Server} from 'node:net';
import path from 'node:path';
import {describe, it, test} from 'node:test';
import {parseContainers} from '../../../../source/metrics/linux/groups/engine-containers.js';
import {factSource} from '../../../../source/metrics/linux/groups/fact-source.js';
import type {Facts} from '../../../../source/metrics/linux/groups/group-list.js';
import {groupsCollector} from '../../../../source/metrics/linux/groups/groups.js';
import {parseUnits} from '../../../../source/metrics/linux/groups/systemd-units.js';
import {eventually} from '../../../helpers/eventually.js';
import {collect, type FixtureMachine, fixtureMachine} from '../../../helpers/fixture-machine.js';
import {cpuStat, groupMachine, mountinfo} from './group-tree.js';

const id = '0123456789abcdef'.repeat(4);
const otherId = 'fedcba9876543210'.repeat(4);

async function listening(server: Server, machine: FixtureMachine, socket: string): Promise<AsyncDisposable> {
	const place = path.join(machine.root, socket);
	mkdirSync(path.dirname(place), {recursive: true});
	await new Promise<void>(resolve => {
		server.listen(place, resolve);
	});
	return {
		[Symbol.asyncDispose]: () =>
			new Promise(resolve => {
				server.close(() => resolve());
				if ('closeAllConnections' in server && typeof server.closeAllConnections === 'function') {
					server.closeAllConnections();
				}
			}),
	};
}

const engine = (
	machine: FixtureMachine,
	answer: RequestListener,
	socket = 'run/docker.sock',
): Promise<AsyncDisposable> => listening(createServer(answer), machine, socket);

/** Asks for facts, as a pass does, until they are as expected. */
async function factsThat(machine: FixtureMachine, isExpected: (facts: Facts) => boolean): Promise<Facts> {
	using source = factSource(machine);
	source.latest();
	machine.advance(2000);
	await eventually('the expected facts', () => isExpected(source.latest()));
	return source.latest();
}

describe('facts about containers', () => {
	it('are names, images and states from the socket of the engine', async () => {
		using machine = groupMachine(mountinfo.v2, {
			[`system.slice/docker-${id}.scope/cpu.stat`]: cpuStat(1),
			[`system.slice/docker-${otherId}.scope/cpu.stat`]: cpuStat(1),
		});
		const paths: (string | undefined)[] = [];
		await using _server = await engine(machine, (request, response) => {
			paths.push(request.url);
			response.end(JSON.stringify([{Id: id, Names: ['/web', '/other/web'], Image: 'nginx:1.27', State: 'running'}]));
		});
		using collector = groupsCollector(machine, 2000);
		assert.equal((await collect(collector))?.list[1]?.image, undefined);
		await eventually('a name', async () => {
			machine.advance(2000);
			return (await collect(collector))?.list.some(({name}) => name === 'web') ?? false;
		});
		const groups = await collect(collector);
		const known = groups?.list.find(({name}) => name === 'web');
		assert.equal(known?.kind, 'container');
		assert.equal(known?.image, 'nginx:1.27');
		assert.equal(known?.state, 'running');
		// The engine does not know the other one.
		assert.ok(groups?.list.some(({name}) => name === 'fedcba987654'));
		assert.equal(paths[0], '/containers/json');
	});

	it('are requested once a minute', async () => {
		using machine = fixtureMachine();
		let requests = 0;
		await using _server = await engine(machine, (_, response) => {
			requests += 1;
			response.end(JSON.stringify([{Id: id, Names: [`/web-${requests}`]}]));
		});
		using source = factSource(machine);
		const nameIs = (name: string) => (): boolean => source.latest().containers.get(id)?.name === name;
		machine.advance(2000);
		await eventually('the first answer', nameIs('web-1'));
		machine.advance(50_000);
		source.latest();
		machine.advance(11_000);
		await eventually('the second answer', nameIs('web-2'));
		assert.equal(requests, 2);
	});

	it('come from the other path of the socket, and from Podman', async () => {
		using machine = fixtureMachine();
		const answer =
			(one: string, name: string): RequestListener =>
			(_, response) =>
				response.end(JSON.stringify([{Id: one, Names: [name]}]));
		await using _docker = await engine(machine, answer(id, '/web'), 'var/run/docker.sock');
		await using _podman = await engine(machine, answer(otherId, 'db'), 'run/podman/podman.sock');
		const {containers} = await factsThat(machine, facts => facts.containers.size === 2);
		assert.equal(containers.get(id)?.name, 'web');
		assert.equal(containers.get(otherId)?.name, 'db');
	});

	it('are absent when the engine refuses, sends garbage, too much or nothing, and others are there all the same', async () => {
		const answers: readonly RequestListener[] = [
			(_, response) => response.writeHead(403).end('{}'),
			(_, response) => response.end('[{"Id":'),
			(_, response) => response.end('{"message": "no"}'),
			(_, response) => response.end('x'.repeat(3 * 1024 * 1024)),
			(_, response) => response.destroy(),
			(_, response) => {
				response.writeHead(200, {'content-length': '100'});
				response.write('[');
			},
		];
		for (const answer of answers) {
			using machine = fixtureMachine();
			await using _docker = await engine(machine, answer);
			await using _podman = await engine(
				machine,
				(_, response) => response.end(JSON.stringify([{Id: otherId, Names: ['db']}])),
				'run/podman/podman.sock',
			);
			const {containers} = await factsThat(machine, facts => facts.containers.size > 0);
			assert.deepEqual([...containers.keys()], [otherId]);
		}
	});

	it('do not keep the program waiting when the engine accepts and never answers', async () => {
		using machine = fixtureMachine();
		let connections = 0;
		const server = createSocketServer(socket => {
			connections += 1;
			socket.on('error', () => {}).resume();
		});
		await using _server = await listening(server, machine, 'run/docker.sock');
		const source = factSource(machine);
		source.latest();
		machine.advance(2000);
		source.latest();
		await eventually('a connection', () => connections === 1);
		source[Symbol.dispose]();
		// The connection is closed: otherwise the server would not close.
		await eventually(
			'no connection',
			async () =>
				(await new Promise<number>((resolve, reject) => {
					server.getConnections((error, count) => (error ? reject(error) : resolve(count)));
				})) === 0,
		);
	});

	it('of a hostile engine are bounded and belong to ids only', () => {
		const containers = parseContainers([
			null,
			7,
			{},
			{Id: '../../etc', Names: ['/x']},
			{Id: id, Names: 'web', Image: 7, State: null},
			{Id: otherId, Names: [`/${'n'.repeat(5000)}`], Image: 'i'.repeat(5000), State: ''},
		]);
		assert.deepEqual([...containers.keys()], [id, otherId]);
		assert.deepEqual(containers.get(id), {name: undefined, image: undefined, state: undefined});
		assert.equal(containers.get(otherId)?.name?.length, 200);
		assert.equal(containers.get(otherId)?.image?.length, 200);
	});
});

test('pods and their containers have the names of their log files', async () => {
	const uid = '0a1b2c3d-1111-2222-3333-444455556666';
	using machine = groupMachine(mountinfo.v2, {
		[`kubepods.slice/kubepods-pod${uid.replaceAll('-', '_')}.slice/cri-containerd-${id}.scope/cpu.stat`]: cpuStat(1),
	});
	machine.write(`var/log/pods/default_web-7d_${uid}/nginx/0.log`, '');
	machine.write('var/log/pods/strange', '');
	machine.write(`var/log/containers/web-7d_default_nginx-${id}.log`, '');
	using collector = groupsCollector(machine, 2000);
	await collect(collector);
	await eventually('a name', async () => {
		machine.advance(2000);
		return (await collect(collector))?.list.some(({name}) => name === 'default/web-7d') ?? false;
	});
	const names = (await collect(collector))?.list.map(({name}) => name).sort();
	assert.deepEqual(names, ['default/web-7d', 'kubepods.slice', 'web-7d/nginx']);
});

describe('units of systemd', () => {
	const output = [
		'Id=nginx.service\nActiveState=active\nSubState=running\nNRestarts=2\nStateChangeTimestamp=Mon 2026-11-30 06:58:20 UTC',
		'Id=backup.service\nActiveState=failed\nSubState=failed\nNRestarts=0\nStateChangeTimestamp=Mon 2026-11-30 06:58:20 UTC',
		'Id=data.mount\nActiveState=failed\nSubState=failed\nStateChangeTimestamp=n/a',
		'Id=loop.service\nActiveState=activating\nSubState=auto-restart\nNRestarts=41\nStateChangeTimestamp=',
		'ActiveState=failed',
		'Id=half',
	].join('\n\n');

	it('have their state, and the failed ones are listed', () => {
		const {units, failedUnits} = parseUnits(output);
		assert.deepEqual(units.get('nginx.service'), {state: 'active', restarts: 2});
		assert.deepEqual(units.get('loop.service'), {state: 'restarting', restarts: 41});
		assert.deepEqual(failedUnits, [
			{name: 'backup.service', sinceMs: Date.UTC(2026, 10, 30, 6, 58, 20), restarts: 0},
			{name: 'data.mount', sinceMs: undefined, restarts: undefined},
			{name: 'loop.service', sinceMs: undefined, restarts: 41},
		]);
		assert.deepEqual(parseUnits(''), {units: new Map(), failedUnits: []});
	});

	it('come from systemctl, where systemd runs', async () => {
		using machine = groupMachine(mountinfo.v2, {'system.slice/nginx.service/cpu.stat': cpuStat(1)});
		const systemctl = path.join(machine.root, 'systemctl');
		machine.write('systemctl', `#!/bin/sh\ncat <<'END'\n${output}\nEND\n`);
		chmodSync(systemctl, 0o755);
		using without = factSource(machine, systemctl);
		without.latest();
		machine.advance(2000);
		without.latest();
		machine.write('run/systemd/system/x', '');
		using collector = groupsCollector(machine, 2000, factSource(machine, systemctl));
		await collect(collector);
		await eventually('units', async () => {
			machine.advance(2000);
			return (await collect(collector))?.failedUnits !== undefined;
		});
		const groups = await collect(collector);
		assert.equal(groups?.failedUnits?.length, 3);
		const nginx = groups.list.find(({name}) => name === 'nginx.service');
		assert.equal(nginx?.restarts, 2);
		assert.equal(nginx.state, 'active');
		assert.equal(without.latest().failedUnits, undefined);
	});

	it('are unknown when systemctl fails', async () => {
		using machine = fixtureMachine();
		machine.write('run/systemd/system/x', '');
		machine.write('systemctl', '#!/bin/sh\ntouch "$0.ran"; exit 1\n');
		chmodSync(path.join(machine.root, 'systemctl'), 0o755);
		using source = factSource(machine, path.join(machine.root, 'systemctl'));
		const before = source.latest();
		machine.advance(2000);
		source.latest();
		await new Promise(resolve => {
			setTimeout(resolve, 300);
		});
		assert.equal(source.latest(), before);
		assert.equal(before.failedUnits, undefined);
	});
});
