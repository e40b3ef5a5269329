import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {readFileSync} from 'node:fs';
import {mkdtemp, open, rm, statfs, symlink, unlink} from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {after, test} from 'node:test';
import {thisMachine} from '../../../../source/metrics/collectors.js';
import {investigator} from '../../../../source/metrics/linux/investigation/investigate.js';
import {mountTree} from '../../../../source/metrics/linux/mounts.js';
import {parseMountinfo} from '../../../../source/metrics/linux/procfs/mountinfo.js';
import {fixtureMachine} from '../../../helpers/fixture-machine.js';

const isLinux = process.platform === 'linux';
const investigate = investigator(thisMachine(undefined));
const {signal} = new AbortController();
const directory = await mkdtemp(path.join(os.tmpdir(), 'mon-tui-investigate-'));
after(() => rm(directory, {recursive: true, force: true}));

test('the users of a file system are found with the size of their deleted files', {
	skip: !isLinux && 'Linux only',
}, async () => {
	const tree = mountTree(parseMountinfo(readFileSync('/proc/self/mountinfo', 'utf8')));
	const mount = tree.mountOf(directory)?.path;
	assert.ok(mount);
	await statfs(mount);
	const name = path.join(directory, 'deleted');
	const file = await open(name, 'w');
	try {
		await file.write(Buffer.alloc(8 * 2 ** 20, 1));
		await file.sync();
		await unlink(name);
		const answer = await investigate({kind: 'file users', path: mount}, signal);
		assert.equal(answer?.kind, 'file users');
		const own = answer.kind === 'file users' ? answer.users.find(({pid}) => pid === process.pid) : undefined;
		assert.ok(own);
		assert.ok(own.writing >= 1);
		assert.ok(own.deletedBytes >= 8 * 2 ** 20, String(own.deletedBytes));
	} finally {
		await file.close();
	}
});

test('a server that accepts no connections is found with its address', {skip: !isLinux && 'Linux only'}, async () => {
	const child = spawn(
		process.execPath,
		['-e', 'const s = require("net").createServer().listen(0, "127.0.0.1", () => console.log(s.address().port))'],
		{stdio: ['ignore', 'pipe', 'inherit']},
	);
	try {
		const [line] = (await once(child.stdout, 'data')) as [Buffer];
		const port = Number(String(line).trim());
		child.kill('SIGSTOP');
		const sockets = await Promise.all(
			Array.from({length: 3}, async () => {
				const socket = net.connect(port, '127.0.0.1');
				await once(socket, 'connect');
				return socket;
			}),
		);
		const answer = await investigate({kind: 'listeners'}, signal);
		assert.equal(answer?.kind, 'listeners');
		const found =
			answer.kind === 'listeners' ? answer.sockets.find(({local}) => local.endsWith(`:${port}`)) : undefined;
		assert.deepEqual(found, {local: `127.0.0.1:${port}`, remote: undefined, pid: child.pid, count: 3});
		for (const socket of sockets) {
			socket.destroy();
		}
	} finally {
		child.kill('SIGKILL');
	}
});

test('an investigation ends when it is aborted', {skip: !isLinux && 'Linux only'}, async () => {
	const answer = await investigate({kind: 'file users', path: '/'}, AbortSignal.abort());
	assert.equal(answer?.kind, 'file users');
});

test('below a root directory the mounts and sockets are those of the first process', async () => {
	using machine = fixtureMachine({
		'proc/self/mountinfo': '1 0 8:1 / / rw - ext4 /dev/sda1 rw\n',
		'proc/1/mountinfo': '1 0 8:1 / / rw - ext4 /dev/sda1 rw\n2 1 8:2 / /data rw - nfs server:/data rw\n',
		'proc/1/net/tcp': `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:1F90 00000000:0000 0A 00000000:00000003 00:00000000 00000000     0        0 77 1 0000000000000000 100 0 0 10 0
`,
		'proc/net/tcp': '',
		'proc/42/fdinfo/3': 'pos:\t0\nflags:\t0100001\n',
		'proc/42/fd/.keep': '',
	});
	await symlink('/data/log', `${machine.root}/proc/42/fd/3`);
	await symlink('socket:[77]', `${machine.root}/proc/42/fd/4`);
	const find = investigator(machine);
	assert.deepEqual(await find({kind: 'file users', path: '/data'}, signal), {
		kind: 'file users',
		path: '/data',
		users: [{pid: 42, writing: 1, files: 1, deletedBytes: 0, writtenBytes: 0}],
	});
	assert.deepEqual(await find({kind: 'listeners'}, signal), {
		kind: 'listeners',
		sockets: [{local: '127.0.0.1:8080', remote: undefined, pid: 42, count: 3}],
	});
});
