import assert from 'node:assert/strict';
import {once} from 'node:events';
import {mkdirSync, symlinkSync} from 'node:fs';
import {open, rm} from 'node:fs/promises';
import {connect, createServer} from 'node:net';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {performance} from 'node:perf_hooks';
import process from 'node:process';
import {describe, it} from 'node:test';
import {processFiles} from '../../../source/metrics/linux/process-files.js';
import {fixtureMachine} from '../../helpers/fixture-machine.js';

const skip = process.platform === 'linux' ? false : 'there is no /proc';
const here = {root: '', monotonicMs: () => performance.now(), nowMs: () => Date.now()};

const tcpHeading = '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n';

describe('processFiles', () => {
	it('has the addresses of the sockets of a process, and the deleted files', {skip}, async () => {
		const name = path.join(tmpdir(), `mon-tui-open-${process.pid}`);
		await using file = await open(name, 'w');
		await rm(name);
		const server = createServer();
		server.listen(0, '127.0.0.1');
		await once(server, 'listening');
		const address = server.address();
		assert.ok(typeof address === 'object' && address !== null);
		const socket = connect(address.port, '127.0.0.1');
		const [peer] = await Promise.all([once(server, 'connection'), once(socket, 'connect')]);
		try {
			const files = await processFiles(here, process.pid);
			const local = `127.0.0.1:${address.port}`;
			const sockets = files?.list.flatMap(one => one.socket ?? []) ?? [];
			assert.ok(sockets.some(one => one.local === local && one.state === 'LISTEN' && one.remote === undefined));
			assert.ok(sockets.some(one => one.remote === local && one.state === 'ESTAB'));
			const deleted = files?.list.find(({fd}) => fd === file.fd);
			assert.deepEqual([deleted?.kind, deleted?.isDeleted], ['file', true]);
			assert.ok(files?.list.some(({kind, target}) => kind === 'other' && target.startsWith('anon_inode:')));
			assert.ok((files?.total ?? 0) >= (files?.list.length ?? 0));
		} finally {
			socket.destroy();
			peer[0].destroy();
			server.close();
		}
	});

	it('reads IPv6, UDP and Unix sockets, and skips invalid lines', async () => {
		using machine = fixtureMachine({
			'proc/7/net/tcp': `${tcpHeading}nonsense\n   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 11 1 0000000000000000 100 0 0 10 0\n`,
			'proc/7/net/tcp6': `${tcpHeading}   0: 00000000000000000000000001000000:0050 0000000000000000FFFF00000100A8C0:C350 01 00000000:00000000 00:00000000 00000000     0        0 12 1 0\n`,
			'proc/7/net/udp': `${tcpHeading}  42: 00000000:0044 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 13 2 0000 0\n`,
			'proc/7/net/unix':
				'Num       RefCount Protocol Flags    Type St Inode Path\n00000000dd0c3b1b: 00000003 00000000 00000000 0001 03 14\n00000000dd0c3b1c: 00000002 00000000 00010000 0001 01 15 /run/a b\n',
		});
		const directory = path.join(machine.root, 'proc/7/fd');
		mkdirSync(directory);
		for (const inode of [11, 12, 13, 14, 15, 16]) {
			symlinkSync(`socket:[${inode}]`, path.join(directory, String(inode)));
		}

		symlinkSync('pipe:[9]', path.join(directory, '3'));
		const {list = []} = (await processFiles(machine, 7)) ?? {};
		assert.deepEqual(
			list.map(({fd, kind, socket}) => [fd, kind, socket?.protocol, socket?.local, socket?.remote, socket?.state]),
			[
				[3, 'pipe', undefined, undefined, undefined, undefined],
				[11, 'socket', 'tcp', '127.0.0.1:8080', undefined, 'LISTEN'],
				[12, 'socket', 'tcp6', '[::1]:80', '[::ffff:192.168.0.1]:50000', 'ESTAB'],
				[13, 'socket', 'udp', '0.0.0.0:68', undefined, undefined],
				[14, 'socket', 'unix', undefined, undefined, undefined],
				[15, 'socket', 'unix', '/run/a b', undefined, undefined],
				[16, 'socket', undefined, undefined, undefined, undefined],
			],
		);
	});

	it('lists at most a thousand files and counts all', async () => {
		using machine = fixtureMachine({'proc/7/fd/0': ''});
		for (let fd = 1; fd < 1200; fd++) {
			symlinkSync('/dev/null', path.join(machine.root, `proc/7/fd/${fd}`));
		}

		const files = await processFiles(machine, 7);
		assert.deepEqual([files?.list.length, files?.total], [999, 1200]);
		assert.equal(await processFiles(machine, 8), undefined);
	});
});
