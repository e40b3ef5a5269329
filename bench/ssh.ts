/**
What watching a machine over ssh costs, by what is there: bytes per second on the wire in both directions, compressed and
not, and the processor time of the other side. Needs sshd and busybox, and the built program.
*/
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {readdirSync} from 'node:fs';
import {type AddressInfo, connect, createServer} from 'node:net';
import process from 'node:process';
import {setTimeout as sleep} from 'node:timers/promises';
import {programPath} from '../test/helpers/run-program.js';
import {memberOf} from '../test/helpers/session.js';
import {type Remote, startSshServer, withoutSshd} from '../test/helpers/ssh-server.js';
import {printTable} from './figures.js';

const warmUpMs = 10_000;
const measuredMs = 20_000;

/** The clock ticks per second in which the kernel counts processor time. */
const ticksPerSecond = 100;

async function measure(has: Remote, isCompressed: boolean): Promise<readonly (string | number)[]> {
	await using server = await startSshServer({
		has,
		sshArguments: `-o Compression=${isCompressed ? 'yes' : 'no'} -o HostKeyAlias=counted -o StrictHostKeyChecking=no`,
	});
	let received = 0;
	let sent = 0;
	const proxy = createServer(client => {
		const target = connect(server.port, '127.0.0.1');
		client.on('data', chunk => {
			sent += chunk.length;
			target.write(chunk);
		});
		target.on('data', chunk => {
			received += chunk.length;
			client.write(chunk);
		});
		client.on('close', () => target.destroy()).on('error', () => {});
		target.on('close', () => client.destroy()).on('error', () => {});
	}).listen(0, '127.0.0.1');
	await once(proxy, 'listening');
	const {port} = proxy.address() as AddressInfo;
	const child = spawn(process.execPath, [programPath, '--connect', `ssh://127.0.0.1:${port}`, '--json'], {
		env: {...process.env, ...server.env},
		stdio: ['ignore', 'ignore', 'inherit'],
	});
	try {
		await sleep(warmUpMs);
		const before = {received, sent, ticks: ticksOf(server.remotePids()), ms: performance.now()};
		await sleep(measuredMs);
		const seconds = (performance.now() - before.ms) / 1000;
		const ticks = ticksOf(server.remotePids()) - before.ticks;
		return [
			has,
			isCompressed ? 'yes' : 'no',
			((received - before.received) / seconds / 1000).toFixed(2),
			((sent - before.sent) / seconds / 1000).toFixed(2),
			((100 * ticks) / ticksPerSecond / seconds).toFixed(2),
		];
	} finally {
		child.kill('SIGKILL');
		await once(child, 'close');
		proxy.close();
	}
}

/** Returns the processor time of processes and their terminated children. */
function ticksOf(pids: readonly number[]): number {
	return pids.reduce((sum, pid) => sum + (memberOf(pid)?.cpuTicks ?? 0), 0);
}

if (withoutSshd) {
	console.log(`skipped: ${withoutSshd}`);
} else {
	const processes = readdirSync('/proc').filter(name => Number(name) > 0).length;
	const rows: (readonly (string | number)[])[] = [];
	for (const has of ['mon-tui', 'node', 'shell', 'busybox'] as const) {
		for (const isCompressed of [true, false]) {
			rows.push(await measure(has, isCompressed));
		}
	}

	printTable(
		`A machine over ssh, at 0.5 s, ${processes} processes`,
		['there is', 'compressed', 'received kB/s', 'sent kB/s', 'CPU there %'],
		rows,
	);
}
