import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {readFileSync} from 'node:fs';
import process from 'node:process';
import {test} from 'node:test';
import {alertProgram} from '../helpers/alert-program.js';
import {eventually} from '../helpers/eventually.js';
import {openReceiver} from '../helpers/http-receiver.js';

test('a notification names the top processes, without command lines', async t => {
	const hungry = spawn(process.execPath, ['-e', 'console.log(1); for (;;);', '--', '--password=s3cret'], {
		stdio: ['ignore', 'pipe', 'ignore'],
	});
	t.after(() => hungry.kill('SIGKILL'));
	await once(hungry.stdout, 'data');
	await using receiver = await openReceiver(200);
	await using program = alertProgram({
		rules: ['memory.percentage>80'],
		handlers: [{type: 'webhook', url: receiver.origin}],
	});
	// The only process of the monitored machine.
	program.machine.show(hungry.pid ?? 0);
	program.machine.use(85);
	program.start();
	await eventually('the notification arrives', () => receiver.requests.length > 0);

	const body = receiver.requests[0]?.body ?? '';
	const [event] = JSON.parse(body).events;
	assert.equal(event.event, 'raised');
	assert.equal(event.top_processes.length, 1);
	const [{pid, name, memory, cpu_percent: cpuPercent}] = event.top_processes;
	// Newer releases of Node.js name their main thread, and with it the process, `MainThread`.
	const kernelName = readFileSync(`/proc/${hungry.pid}/comm`, 'utf8').trimEnd();
	assert.deepEqual([pid, name], [hungry.pid, kernelName]);
	assert.ok(memory > 2 ** 20, String(memory));
	assert.ok(cpuPercent > 1, String(cpuPercent));
	assert.doesNotMatch(body, /s3cret/);
});
