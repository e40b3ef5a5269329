import assert from 'node:assert/strict';
import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import test from 'node:test';
import {fileURLToPath} from 'node:url';
import {parseLog} from '../../source/delivery/queue/log-record.js';
import {eventually} from '../helpers/eventually.js';
import {type Answer, type HttpReceiver, openReceiver} from '../helpers/http-receiver.js';
import {temporaryDirectory} from '../helpers/temporary-directory.js';

const program = fileURLToPath(new URL('../helpers/delivering.ts', import.meta.url));
const count = 20;

function start(spool: string, url: string, posted: number): ChildProcess {
	return spawn(process.execPath, ['--import=tsx', program, spool, url, String(posted)], {
		stdio: ['ignore', 'ignore', 'inherit'],
	});
}

async function kill(child: ChildProcess): Promise<void> {
	if (child.exitCode === null && child.signalCode === null) {
		child.kill('SIGKILL');
		await once(child, 'exit');
	}
}

/** Returns the ids of the notifications in the log, and their alerts. */
function undelivered(spool: string): ReadonlyMap<string, readonly string[]> {
	const notifications = readdirSync(spool)
		.filter(name => name.endsWith('.notifications'))
		.flatMap(name => parseLog(readFileSync(path.join(spool, name), 'utf8')).waiting);
	return new Map(notifications.map(({id, events}) => [id, events.map(({alert}) => alert.id)]));
}

function hasAllOnDisk(spool: string): boolean {
	try {
		return undelivered(spool).size === count;
	} catch {
		return false;
	}
}

type Delivered = {readonly life: number; readonly id: string; readonly alerts: readonly string[]};

function deliveredTo({requests}: HttpReceiver): readonly Delivered[] {
	return requests.map(({path, headers, body}) => ({
		life: lifeOf(path),
		id: String(headers['idempotency-key']),
		alerts: JSON.parse(body).events.map((event: {id: string}) => event.id),
	}));
}

/** Each run of the sender posts to its own URL, so that requests of a dying sender are recognized. */
function lifeOf(path = ''): number {
	return Number(path.slice(1));
}

type Action = Exclude<Answer, number>;

test('after repeated kills everything is delivered, and duplicates have the same id', async t => {
	using directory = temporaryDirectory();
	const spool = path.join(directory.path, 'spool');
	let child: ChildProcess | undefined;
	let released = false;
	const take: Action = response => {
		response.end();
	};
	const fail: Action = response => {
		response.writeHead(500).end();
	};
	/** The message was received, but its sender dies before it knows. */
	const takeAndKill: Action = (_, socket) => {
		child?.kill('SIGKILL');
		socket.destroy();
	};
	/** The sender dies directly afterwards. */
	const answerAndKill: Action = response => {
		response.end(() => child?.kill('SIGKILL'));
	};
	const waitForSpool: Action = async (response, socket) => {
		await eventually('the whole burst is on disk', () => hasAllOnDisk(spool));
		released = true;
		take(response, socket);
	};
	/** Behaviour of the receiver for each run of the sender. Requests of a dying sender are not answered. */
	const lives: readonly Action[][] = [
		[waitForSpool, take, take, takeAndKill],
		[take, take, fail, answerAndKill],
		[takeAndKill],
		[take, take, answerAndKill],
		Array(count).fill(take),
	];
	await using receiver = await openReceiver((response, socket) => {
		lives[lifeOf(response.req.url)]?.shift()?.(response, socket);
	});
	t.after(async () => {
		if (child) {
			await kill(child);
		}
	});

	const leftAfterKill: ReadonlyMap<string, readonly string[]>[] = [];
	for (const life of lives.keys()) {
		child = start(spool, `${receiver.origin}/${life}`, life === 0 ? count : 0);
		if (life === lives.length - 1) {
			await eventually('all is delivered', () => undelivered(spool).size === 0);
		} else {
			await once(child, 'exit');
			leftAfterKill.push(undelivered(spool));
		}
	}

	assert.ok(released);
	const delivered = deliveredTo(receiver);
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

	// After each restart exactly the undelivered notifications are sent.
	for (const [index, left] of leftAfterKill.entries()) {
		const ids = new Set(delivered.filter(({life}) => life === index + 1).map(({id}) => id));
		assert.deepEqual([...ids], [...left.keys()].slice(0, ids.size));
	}
});

test('a second process sends nothing and takes over when the first one is killed', async t => {
	using directory = temporaryDirectory();
	await using slow = await openReceiver(() => {});
	await using receiver = await openReceiver(200);
	const first = start(directory.path, slow.origin, count);
	t.after(() => kill(first));
	await eventually('the burst is on disk', () => hasAllOnDisk(directory.path));
	const second = start(directory.path, receiver.origin, 0);
	t.after(() => kill(second));
	await kill(first);
	await eventually('the second has sent the rest', () => undelivered(directory.path).size === 0);
	assert.equal(receiver.requests.length, count);
	await kill(second);
});
