import assert from 'node:assert/strict';
import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import test from 'node:test';
import {fileURLToPath} from 'node:url';
import {replayJournal} from '../../source/delivery/journal-record.js';
import {eventually} from '../helpers/eventually.js';
import {type Answer, type HttpReceiver, openReceiver} from '../helpers/http-receiver.js';
import {temporaryDirectory} from '../helpers/temporary-directory.js';

const program = fileURLToPath(new URL('../helpers/delivering.ts', import.meta.url));
const count = 20;

function start(spool: string, {origin}: HttpReceiver, posted: number): ChildProcess {
	return spawn(process.execPath, ['--import=tsx', program, spool, origin, String(posted)], {
		stdio: ['ignore', 'ignore', 'inherit'],
	});
}

async function kill(child: ChildProcess): Promise<void> {
	if (child.exitCode === null && child.signalCode === null) {
		child.kill('SIGKILL');
		await once(child, 'exit');
	}
}

/** The ids of the notifications that a process would find that starts now, and their alerts. */
function undelivered(spool: string): ReadonlyMap<string, readonly string[]> {
	const notifications = readdirSync(spool)
		.filter(name => name.endsWith('.journal'))
		.flatMap(name => replayJournal(readFileSync(path.join(spool, name), 'utf8')));
	return new Map(notifications.map(({id, events}) => [id, events.map(({alert}) => alert.id)]));
}

function hasAllOnDisk(spool: string): boolean {
	try {
		return undelivered(spool).size === count;
	} catch {
		return false;
	}
}

type Delivered = {readonly id: string; readonly alerts: readonly string[]};

function deliveredTo({requests}: HttpReceiver, isAnswered: (index: number) => boolean): readonly Delivered[] {
	return requests
		.filter((_, index) => isAnswered(index))
		.map(({headers, body}) => ({
			id: String(headers['idempotency-key']),
			alerts: JSON.parse(body).events.map((event: {id: string}) => event.id),
		}));
}

test('killed in the middle of a burst, again and again: everything arrives, and what arrives twice has the same id', async t => {
	using directory = temporaryDirectory();
	const spool = path.join(directory.path, 'spool');
	let child: ChildProcess | undefined;
	let answered = 0;
	let released = false;
	const take: Answer = response => {
		answered += 1;
		response.end();
	};
	/** The message has come, but its sender dies before it hears so. */
	const takeAndKill: Answer = (response, socket) => {
		answered += 1;
		child?.kill('SIGKILL');
		socket.destroy();
		response.end();
	};
	/** Its sender dies right after. */
	const answerAndKill: Answer = response => {
		answered += 1;
		response.end(() => child?.kill('SIGKILL'));
	};
	const waitForSpool: Answer = async (response, socket) => {
		await eventually('the whole burst is on disk', () => hasAllOnDisk(spool));
		released = true;
		take(response, socket);
	};
	await using receiver = await openReceiver(
		...[waitForSpool, take, take, takeAndKill],
		...[take, take, 500, answerAndKill],
		...[takeAndKill, take, take, answerAndKill, take],
	);
	t.after(async () => {
		if (child) {
			await kill(child);
		}
	});

	const leftAfterKill: ReadonlyMap<string, readonly string[]>[] = [];
	const firstOfRun: number[] = [];
	for (let run = 0; run < 5; run++) {
		firstOfRun.push(receiver.requests.length);
		child = start(spool, receiver, run === 0 ? count : 0);
		if (run < 4) {
			await once(child, 'exit');
			leftAfterKill.push(undelivered(spool));
		} else {
			await eventually('all is delivered', () => readdirSync(spool).length === 0);
		}
	}

	assert.ok(released);
	assert.ok(answered >= count);
	const delivered = deliveredTo(receiver, index => index !== 6);
	const idsByAlert = new Map<string, Set<string>>();
	for (const {id, alerts} of delivered) {
		for (const alert of alerts) {
			idsByAlert.set(alert, (idsByAlert.get(alert) ?? new Set()).add(id));
		}
	}

	assert.deepEqual(
		[...idsByAlert.keys()],
		Array.from({length: count}, (_, index) => `episode-${index + 1}`),
		'nothing is lost, and the order is kept',
	);
	assert.deepEqual(
		[...idsByAlert.values()].map(({size}) => size),
		Array(count).fill(1),
	);

	// After each restart exactly what was undelivered is sent, and nothing else.
	for (const [run, left] of leftAfterKill.entries()) {
		const sent = receiver.requests.slice(firstOfRun[run + 1], firstOfRun[run + 2]);
		const ids = new Set(sent.map(({headers}) => String(headers['idempotency-key'])));
		assert.deepEqual([...ids], [...left.keys()].slice(0, ids.size));
	}
});

test('a second process that starts meanwhile sends nothing of the first', async t => {
	using directory = temporaryDirectory();
	await using slow = await openReceiver(() => {});
	await using receiver = await openReceiver(200);
	const first = start(directory.path, slow, count);
	t.after(() => kill(first));
	await eventually('the burst is on disk', () => hasAllOnDisk(directory.path));
	const second = start(directory.path, receiver, 2);
	t.after(() => kill(second));
	await eventually('the second has sent its own', () => receiver.requests.length === 2);
	await kill(first);
	await kill(second);
	assert.equal(undelivered(directory.path).size, count);

	const third = start(directory.path, receiver, 0);
	t.after(() => kill(third));
	await eventually('the third has sent the rest', () => readdirSync(directory.path).length === 0);
	assert.equal(receiver.requests.length, 2 + count);
	await kill(third);
});
