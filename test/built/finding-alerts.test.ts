import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {test} from 'node:test';
import {alertProgram} from '../helpers/alert-program.js';
import {eventually} from '../helpers/eventually.js';
import {openReceiver} from '../helpers/http-receiver.js';
import {memoryMachine} from '../helpers/memory-machine.js';
import {runProgram} from '../helpers/run-program.js';

/** Opens as many files as its limit allows. */
const opensAllFiles = `
const {openSync} = require('node:fs');
try {
	for (;;) openSync('/dev/null');
} catch {}
console.log(1);
setInterval(() => {}, 1000);
`;

/** Writes how many of a thousand file descriptors of a machine are in use. */
function useFiles(root: string, used: number): void {
	mkdirSync(path.join(root, 'proc/sys/fs'), {recursive: true});
	writeFileSync(path.join(root, 'proc/sys/fs/file-nr'), `${used}\t0\t1000\n`);
}

test('a webhook receives the sentence of a finding and the process that causes it', async t => {
	const culprit = spawn('sh', ['-c', 'ulimit -n 64; exec "$0" -e "$1"', process.execPath, opensAllFiles], {
		stdio: ['ignore', 'pipe', 'ignore'],
	});
	t.after(() => culprit.kill('SIGKILL'));
	await once(culprit.stdout, 'data');
	await using receiver = await openReceiver(200);
	await using program = alertProgram({
		// The processes are listed only because a rule requires them.
		rules: ['process.files for 0s'],
		handlers: [
			{type: 'webhook', url: receiver.origin},
			{type: 'webhook', name: 'disks', url: `${receiver.origin}/disks`, filters: {components: ['disk']}},
		],
	});
	program.machine.show(culprit.pid ?? 0);
	program.start();
	await eventually('the notification arrives', () => receiver.requests.length > 0);

	const {text, host, events} = JSON.parse(receiver.requests[0]?.body ?? '');
	const [event] = events;
	const name = readFileSync(`/proc/${culprit.pid}/comm`, 'utf8').trimEnd();
	assert.match(event.message, new RegExp(`^${name} \\(${culprit.pid}[^)]*\\) has \\d+ of 64 allowed files open$`));
	assert.equal(text, `[CRITICAL] ${host}: ${event.message}`);
	assert.deepEqual(
		[event.event, event.level, event.component, event.metric, event.rule],
		['raised', 'CRITICAL', 'processes', 'finding process.files', 'finding process.files'],
	);
	assert.equal(event.top_processes[0].pid, culprit.pid);
	assert.match(event.top_processes[0].share, /^\d+ of 64 files$/);
	assert.ok(
		receiver.requests.every(({path: url}) => url !== '/disks'),
		'the filter by component applies',
	);
});

test('an alert of a finding is the same one after the program was killed, and escalates', async () => {
	await using receiver = await openReceiver(200);
	const machine = memoryMachine();
	useFiles(machine.root, 850);
	await using program = alertProgram(
		{rules: ['kernel.files for 0s'], handlers: [{type: 'webhook', url: receiver.origin}]},
		[],
		machine,
	);
	type Received = {readonly event: string; readonly event_id: string; readonly level: string; readonly id: string};
	/** Without duplicates: the receiver gets a message again if its sender was killed before the answer. */
	const events = (): readonly Received[] => {
		const all: readonly Received[] = receiver.requests.flatMap(({body}) => JSON.parse(body).events);
		return [...new Map(all.map(event => [event.event_id, event])).values()];
	};
	program.start();
	await eventually('the alert is raised', () => events().length === 1);
	// The spool has nothing left to send. The remaining file is the alert memory.
	await eventually('the alert is persisted', () => readdirSync(program.spool).length === 1);
	await program.end('SIGKILL');
	useFiles(machine.root, 950);
	program.start();
	await eventually('the escalation is notified', () => events().length > 1);
	const [raised, escalated, ...others] = events();
	assert.deepEqual([raised?.event, raised?.level], ['raised', 'WARNING']);
	assert.deepEqual([escalated?.event, escalated?.level, escalated?.id], ['escalated', 'CRITICAL', raised?.id]);
	assert.deepEqual(others, []);
});

test('--check reports a finding, and the default rules report critical ones', async () => {
	using machine = memoryMachine();
	const args = ['--check', '--root', machine.root, '--no-disks', '--no-gpu'];
	useFiles(machine.root, 850);
	const warning = await runProgram([...args, '--alert', 'kernel.files for 2m']);
	assert.match(warning.stdout, /^MON-TUI WARNING: 85\.0% of the open files of the system are in use/);
	assert.equal(warning.exitCode, 1);
	const quiet = await runProgram(args);
	assert.match(quiet.stdout, /^MON-TUI OK: /);
	useFiles(machine.root, 950);
	const critical = await runProgram(args);
	assert.match(critical.stdout, /^MON-TUI CRITICAL: 95\.0% of the open files of the system are in use/);
	assert.equal(critical.exitCode, 2);
});
