import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import process from 'node:process';
import {test} from 'node:test';
import {thisMachine} from '../../source/metrics/collectors.js';
import {inspectProcess} from '../../source/run/inspect-process.js';

const skip = process.platform === 'linux' ? false : 'reads /proc';

test('a process is read with its sockets, limits and the names of its environment', {skip}, async () => {
	const program = 'require("net").createServer().listen(0, "127.0.0.1", () => console.log("up"))';
	const child = spawn(process.execPath, ['-e', program], {env: {...process.env, SOME_SECRET: 'hunter2'}});
	try {
		await once(child.stdout, 'data');
		const inspector = inspectProcess(thisMachine(''), child.pid ?? 0);
		const {details, memory, limits, files, threads, environment} = await inspector.read({values: false});
		assert.equal(details.workingDirectory, process.cwd());
		assert.ok((memory?.proportionalBytes ?? 0) > 2 ** 20);
		assert.ok(limits?.some(({name}) => name === 'Max open files'));
		assert.ok(files?.list.some(({socket}) => socket?.state === 'LISTEN' && socket.local?.startsWith('127.0.0.1:')));
		assert.ok((threads?.total ?? 0) > 1);
		assert.ok(environment?.variables.some(({name, value}) => name === 'SOME_SECRET' && value === undefined));
		const again = await inspector.read({values: true});
		assert.ok(again.environment?.variables.some(({name, value}) => name === 'SOME_SECRET' && value === 'hunter2'));
		assert.equal(again.memory, memory, 'expensive parts are not read each time');
	} finally {
		child.kill('SIGKILL');
	}
});

test('a process that has ended has no details, and that is no error', {skip}, async () => {
	const child = spawn('true');
	await once(child, 'exit');
	const {details, memory, files, threads, environment} = await inspectProcess(thisMachine(''), child.pid ?? 0).read({
		values: false,
	});
	assert.equal(details.workingDirectory, undefined);
	assert.deepEqual([memory, files, threads, environment], [undefined, undefined, undefined, undefined]);
});
